"""The samples show the sequences that stand in the documents they are taken from."""

import json
from pathlib import Path
from typing import Any

import pytest

from ozgdesk.cli.main import main

Station = tuple[str, str | None]


def papers(folder: Path, capsys: pytest.CaptureFixture[str], sample: str) -> list[dict[str, Any]]:
    path = str(folder / "x.ozg")
    assert main(["--data-dir", str(folder), "new", path, "--sample", sample]) == 0
    capsys.readouterr()
    assert main(["--data-dir", str(folder), "show", "council", path, "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["papers"]
    return found


def way(rows: list[dict[str, Any]], code: str) -> list[Station]:
    [paper] = [row for row in rows if row["municipality"] == code]
    return [(row["committee"], row["date"]) for row in paper["consultations"]]


def test_the_taunus_goes_the_real_ways_of_its_papers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = papers(tmp_path, capsys, "taunus")
    assert way(rows, "GLA") == [
        ("Gemeindevorstand", "2021-06-01"),
        ("Haupt- und Finanzausschuss", "2021-06-15"),
        ("Gemeindevertretung", "2021-06-24"),
    ]
    assert way(rows, "NA") == [
        ("Magistrat", "2020-12-15"),
        ("Haupt- und Finanzausschuss", "2021-02-11"),
        ("Stadtverordnetenversammlung", "2021-02-25"),
    ]
    final = {row["reference"]: [c["is_final"] for c in row["consultations"]] for row in rows}
    assert final == {"50/GV/XIX": [False, False, True], "XII/305/2020": [False, False, True]}


def test_marburg_names_no_day_because_its_paper_names_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert way(papers(tmp_path, capsys, "oberzentren"), "MR") == [("Stadtverordnetenversammlung", None)]

"""Feedback forms from the command line: given out, filled in, shown first, taken once."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ozgdesk.cli.main import main

CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"
Call = Callable[..., int]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls the program in a folder with a project and the form of Probeheim."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    data = str(tmp_path / "data")
    assert main(["--data-dir", data, "new", "x.ozg", "--sample", "demo"]) == 0
    assert (
        main(["--data-dir", data, "export", "feedback", "x.ozg", "--municipality", "PRO", "-o", "b.xlsx"])
        == 0
    )
    return lambda *words: main(["--data-dir", data, *words])


def fill() -> None:
    """A state, a day that is none, and a new task."""
    book = openpyxl.load_workbook("b.xlsx")
    main_sheet, more = book.worksheets[:2]
    main_sheet["G7"] = "erledigt"
    main_sheet["H9"] = "bald"
    row = next(row for row in range(1, 40) if more.cell(row, 1).value == "Neue Aufgabe") + 1
    more.cell(row, 1).value, more.cell(row, 2).value = "Schulung", datetime(2027, 1, 15)
    book.save("b.xlsx")


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from keys(item)
    elif isinstance(value, list):
        for item in value:
            yield from keys(item)


def test_a_form_needs_a_municipality(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("export", "feedback", "x.ozg", "-o", "alle.xlsx") == 2
    assert capsys.readouterr().err.strip().endswith("bitte nennen Sie sie mit „--municipality KÜRZEL“.")
    assert not Path("alle.xlsx").exists()
    assert call("export", "feedback", "x.ozg", "--municipality", "XYZ", "-o", "alle.xlsx") == 3


def test_a_form_is_shown_first_and_taken_once(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    fill()
    before = Path("x.ozg").read_bytes()
    assert call("import", "feedback", "b.xlsx", "x.ozg", "--dry-run", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["municipality"], found["is_intact"]) == ("PRO", True)
    assert {row["fate"]: row["row"] for row in found["rows"] if row["fate"] != "skipped"} == {
        "changed": 7,
        "new": next(row["row"] for row in found["rows"] if row["fate"] == "new"),
        "not_carried": 9,
    }
    assert Path("x.ozg").read_bytes() == before
    assert call("import", "feedback", "b.xlsx", "x.ozg") == 0
    said = capsys.readouterr()
    assert "Zeile 9: „bald“ in der Spalte „Termin“ ist kein Datum" in said.out
    assert "Vorschläge werden nur mit „--with-proposals“ übernommen." in said.err
    after = Path("x.ozg").read_bytes()
    assert after != before
    assert call("import", "feedback", "b.xlsx", "x.ozg") == 0
    assert Path("x.ozg").read_bytes() == after
    assert call("import", "feedback", "b.xlsx", "x.ozg", "--with-proposals") == 0
    assert Path("x.ozg").read_bytes() != after
    call("history", "x.ozg", "--json")
    out = capsys.readouterr().out
    steps = json.loads(out[out.rindex('{\n  "steps"') :])["steps"]
    assert [step["label"] for step in steps] == ["Rückmeldung PRO einlesen"] * 2


def test_every_field_is_documented_and_no_other(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    fill()
    call("import", "feedback", "b.xlsx", "x.ozg", "--dry-run", "--json")
    found = json.loads(capsys.readouterr().out)
    text = CONTRIBUTING.read_text(encoding="utf-8")
    section = text.partition("`ozgdesk import feedback SOURCE FILE --json`")[2].partition("\n## ")[0]
    documented = set(re.findall(r"`([a-z_]+)`", section))
    printed = set(keys(found)) - set(found["counts"])
    assert printed == documented


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("import", "feedback", "fehlt.xlsx", "x.ozg"), 3),
        (("import", "feedback", "x.ozg", "x.ozg"), 3),
        (("import", "feedback", "b.xlsx", "fehlt.ozg"), 3),
        (("import", "feedback", "b.xlsx", "x.ozg", "--map", "Nr.=Aufgabe"), 2),
        (("import", "feedback", "b.xlsx", "x.ozg", "--assign", "Amt=PRO"), 2),
        (("import", "tasks", "b.xlsx", "x.ozg", "--with-proposals"), 2),
        (("import", "wetter", "b.xlsx", "x.ozg"), 2),
    ],
)
def test_a_bad_call_gives_a_german_sentence_and_changes_nothing(
    call: Call, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int
) -> None:
    before = Path("x.ozg").read_bytes()
    assert call(*words) == code
    assert capsys.readouterr().err.strip().endswith(".")
    assert Path("x.ozg").read_bytes() == before


def test_a_form_of_another_project_is_refused(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("new", "y.ozg", "--sample", "demo") == 0
    before = Path("y.ozg").read_bytes()
    assert call("import", "feedback", "b.xlsx", "y.ozg") == 3
    assert "gehört zu einem anderen Projekt" in capsys.readouterr().err
    assert Path("y.ozg").read_bytes() == before

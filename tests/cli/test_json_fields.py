import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ozgdesk.cli.arguments import SHOWN
from ozgdesk.cli.main import main
from ozgdesk.present.deviations import DeviationRow

CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"


def documented() -> set[str]:
    text = CONTRIBUTING.read_text(encoding="utf-8")
    section = text.partition("## JSON of `show`")[2].partition("\n## ")[0]
    return set(re.findall(r"`([a-z_]+)`", section))


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from keys(item)
    elif isinstance(value, list):
        for item in value:
            yield from keys(item)


@pytest.mark.parametrize("place", SHOWN)
def test_every_field_of_show_is_documented(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    main(["new", str(tmp_path / "x.ozg"), "--sample", "demo"])
    compared = ["--compare-with", "Entwurf 1"] if place == "agreement" else []
    capsys.readouterr()
    main(["show", place, str(tmp_path / "x.ozg"), "--json", *compared])
    assert set(keys(json.loads(capsys.readouterr().out))) - documented() == set()


def test_no_field_is_documented_that_show_check_and_history_do_not_print(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found: set[str] = set(DeviationRow.__dataclass_fields__)  # no sample departs from its agreement
    for sample in ("demo", "taunus"):
        path = str(tmp_path / f"{sample}.ozg")
        main(["new", path, "--sample", sample])
        compared = ["show", "agreement", path, "--compare-with", "Entwurf 1"]
        shown = [["show", place, path] for place in SHOWN]
        for words in (*shown, *([compared] if sample == "demo" else []), ["check", path]):
            capsys.readouterr()
            main([*words, "--json"])
            found |= set(keys(json.loads(capsys.readouterr().out)))
    rest = documented() - found - set(SHOWN) - {"show", "steps", "label", "office", "at", "run", "reverts"}
    assert rest - {"is_barrier", "schema_version"} == set()

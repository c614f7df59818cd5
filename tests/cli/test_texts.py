"""Agreements to Word and back from the command line: given out, changed, shown first, taken once."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ozgdesk.cli.main import main
from tests.cli.test_feedback import CONTRIBUTING, keys
from tests.exchange.docx_files import changed, comments

Call = Callable[..., int]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls the program in a folder with a project and its agreement as a Word document."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    data = str(tmp_path / "data")
    assert main(["--data-dir", data, "new", "x.ozg", "--sample", "demo"]) == 0
    assert main(["--data-dir", data, "export", "docx", "x.ozg", "-o", "v.docx"]) == 0
    return lambda *words: main(["--data-dir", data, *words])


def edit() -> None:
    """A partner changes a sentence and comments on another one."""
    path = Path("v.docx")
    data = changed(
        path.read_bytes(), lambda text: text.replace("nach der Einwohnerzahl", "zu gleichen Teilen")
    )
    said = ("Hauptamt Probeheim", "2026-11-20T09:00:00Z", "Reicht das?", "entscheidet einstimmig")
    path.write_bytes(comments(data, said))


def test_a_document_is_shown_first_and_taken_once(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    edit()
    before = Path("x.ozg").read_bytes()
    assert call("import", "docx", "v.docx", "x.ozg", "--dry-run", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [(row["part"], row["fate"], row["municipality"]) for row in found["rows"]] == [
        ("wording", "new", ""),
        ("comment", "new", "PRO"),
    ]
    assert found["is_frozen"]
    assert Path("x.ozg").read_bytes() == before
    assert call("import", "docx", "v.docx", "x.ozg", "--take", "none") == 0
    assert Path("x.ozg").read_bytes() == before
    assert call("import", "docx", "v.docx", "x.ozg", "--municipality", "PRO") == 0
    said = capsys.readouterr()
    assert "eingefroren" in said.err
    after = Path("x.ozg").read_bytes()
    assert after != before
    assert call("import", "docx", "v.docx", "x.ozg", "--take", "all", "--municipality", "PRO") == 0
    assert Path("x.ozg").read_bytes() == after
    call("history", "x.ozg", "--json")
    out = capsys.readouterr().out
    steps = json.loads(out[out.index('{\n  "steps"') :])["steps"]
    assert [step["label"] for step in steps] == ["Word-Dokument „v.docx“ einlesen"]


def test_every_field_is_documented_and_no_other(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    edit()
    assert call("import", "docx", "v.docx", "x.ozg", "--dry-run", "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    text = CONTRIBUTING.read_text(encoding="utf-8")
    part = text[text.index("`ozgdesk import docx SOURCE") : text.index("`tests/cli/test_texts.py`")]
    documented = set(re.findall(r"`([a-z_]+)`", part))
    assert set(keys({**found, "counts": {}})) == documented


def test_versions_are_compared_in_the_name_of_a_municipality(call: Call) -> None:
    words = ("export", "docx", "x.ozg", "-o", "c.docx", "--compare-with", "Entwurf 1", "--author", "MHS")
    assert call(*words) == 0
    assert b"PK" in Path("c.docx").read_bytes()[:2]


def test_show_compares_two_versions_clause_by_clause(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert call("show", "agreement", "x.ozg", "--compare-with", "Entwurf 1", "--json") == 0
    other, shown = (row["comparison"] for row in json.loads(capsys.readouterr().out)["agreements"])
    assert other is None
    assert (shown["old_name"], shown["new_name"]) == ("Entwurf 1", "Fassung der vier Hauptämter")
    row = next(row for row in shown["rows"] if row["change"] == "new" and row["place"] == "§\u00a03")
    assert (row["old"], row["new"]) == ([], row["inline"])
    assert {run["kind"] for row in shown["rows"] for run in row["inline"]} == {"equal", "deleted", "inserted"}


def test_a_comparison_is_read_as_lines_too(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--version", "Entwurf 1", "--compare-with", "Fassung der vier Hauptämter")
    assert call("show", "agreement", "x.ozg", *words) == 0
    lines = capsys.readouterr().out.replace("\u00a0", " ").splitlines()
    at = lines.index("§ 1: geändert")
    assert lines[at + 1 : at + 3] == ["  − § 1 Gegenstand und Ziel", "  + § 1 Gegenstand"]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("show", "plan", "x.ozg", "--compare-with", "A"), 2, "bitte lassen Sie --compare-with weg"),
        (("show", "agreement", "x.ozg", "--version", "A"), 2, "bitte nennen Sie auch „--compare-with“"),
        (("show", "agreement", "x.ozg", "--compare-with", "Xyz"), 3, "Die Fassung „Xyz“ gibt es hier nicht"),
        (("export", "docx", "x.ozg", "-o", "c.docx", "--author", "MHS"), 2, "gehören zusammen"),
        (
            ("export", "docx", "x.ozg", "-o", "c.docx", "--version", "Xyz"),
            3,
            "Die Fassung „Xyz“ gibt es hier nicht",
        ),
        (
            ("export", "docx", "x.ozg", "-o", "c.docx", "--agreement", "Xyz"),
            3,
            "Die Vereinbarung „Xyz“ gibt es",
        ),
        (("export", "xlsx", "x.ozg", "-o", "c.xlsx", "--version", "A"), 2, "bitte lassen Sie --version weg"),
        (("import", "docx", "v.docx", "x.ozg", "--take", "viel"), 2, "möglich sind: safe, all, none"),
        (("import", "docx", "v.docx", "x.ozg", "--map", "a=b"), 2, "kennt „--map“"),
        (("import", "docx", "v.docx", "x.ozg", "--municipality", "XYZ"), 3, "Das Kürzel „XYZ“ gibt es"),
        (("import", "docx", "x.ozg", "x.ozg"), 3, "ist kein Word-Dokument"),
        (("import", "gan", "v.docx", "x.ozg", "--take", "all"), 2, "gibt es nur bei docx"),
    ],
)
def test_a_bad_call_is_one_sentence(
    call: Call, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, sentence: str
) -> None:
    before = Path("x.ozg").read_bytes()
    capsys.readouterr()
    assert call(*words) == code
    said = capsys.readouterr().err
    assert sentence in said
    assert "Traceback" not in said
    assert Path("x.ozg").read_bytes() == before

"""Sheets of an agreement printed in a version of the past, as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ozgdesk.cli.main import main
from tests.reports.test_sheets import words

Call = Callable[..., int]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls the program in a folder with a project that has two versions of its agreement."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    data = str(tmp_path / "data")
    assert main(["--data-dir", data, "new", "x.ozg", "--sample", "demo"]) == 0
    return lambda *words: main(["--data-dir", data, *words])


def test_a_frozen_version_of_the_past_is_printed_as_it_was(call: Call) -> None:
    assert call("print", "agreement", "x.ozg", "-o", "now.pdf") == 0
    assert call("print", "agreement", "x.ozg", "-o", "then.pdf", "--version", "Entwurf 1") == 0
    now, then = (words(Path(name).read_bytes()) for name in ("now.pdf", "then.pdf"))
    assert "Fassung der vier Hauptämter" in now
    assert "Entwurf 1" in then
    assert "Fassung der vier Hauptämter" not in then
    assert "Erste Abstimmung." in then


def test_the_legal_check_is_made_of_the_version_that_is_asked_for(call: Call) -> None:
    assert call("print", "legal_check", "x.ozg", "-o", "then.pdf", "--version", "Entwurf 1") == 0
    assert "Fassung: Entwurf 1" in words(Path("then.pdf").read_bytes())


@pytest.mark.parametrize(
    ("sheet", "option", "code", "sentence"),
    [
        ("agreement", ("--version", "Xyz"), 3, "Die Fassung „Xyz“ gibt es hier nicht"),
        ("agreement", ("--agreement", "Xyz"), 3, "Die Vereinbarung „Xyz“ gibt es hier nicht"),
        ("agreement", ("--compare-with", "Entwurf 1"), 2, "bitte lassen Sie --compare-with weg"),
        ("signing", ("--version", "Entwurf 1"), 2, "bitte lassen Sie --version weg"),
        ("status", ("--agreement", "Vereinbarung OZG"), 2, "bitte lassen Sie --agreement weg"),
    ],
)
def test_what_a_sheet_does_not_know_is_refused(
    call: Call,
    capsys: pytest.CaptureFixture[str],
    sheet: str,
    option: tuple[str, str],
    code: int,
    sentence: str,
) -> None:
    assert call("print", sheet, "x.ozg", "-o", "o.pdf", *option) == code
    assert sentence in capsys.readouterr().err
    assert not Path("o.pdf").exists()

"""Was wäre, wenn from the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ozgdesk.cli.main import main
from tests.reports.test_sheets import words

Call = Callable[..., int]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Prints the comparison of a new project."""
    monkeypatch.chdir(tmp_path)
    data = str(tmp_path / "data")
    assert main(["--data-dir", data, "new", "x.ozg", "--sample", "taunus"]) == 0
    return lambda *words: main(["--data-dir", data, "print", words[0], "x.ozg", "-o", "o.pdf", *words[1:]])


@pytest.mark.parametrize("name", ["Weilrod", "06434013", "weilrod (hochtaunuskreis)"])
def test_a_municipality_of_hessen_joins_by_name_or_key(call: Call, name: str) -> None:
    assert call("what_if", "--joins", name, "--on", "01.04.2027") == 0
    text = words(Path("o.pdf").read_bytes())
    assert "Was wäre, wenn Weilrod beitritt?" in text
    assert "Beitritt wirksam ab 01.04.2027" in text


def test_a_party_gives_notice_by_its_code(call: Call) -> None:
    assert call("what_if", "--leaves", "schm") == 0
    assert "Was wäre, wenn Schmitten kündigt?" in words(Path("o.pdf").read_bytes())


@pytest.mark.parametrize(
    ("words_", "code", "sentence"),
    [
        (("what_if", "--joins", "Weilrod", "--leaves", "SCHM"), 2, "entweder --joins oder --leaves"),
        (("what_if", "--on", "01.04.2027"), 2, "entweder --joins oder --leaves"),
        (("status", "--joins", "Weilrod"), 2, "bitte lassen Sie --joins weg"),
        (("what_if", "--leaves", "XYZ"), 3, "vorhanden: "),
        (("what_if", "--joins", "Xyzhausen"), 3, "gibt es in Hessen nicht"),
    ],
)
def test_what_cannot_be_asked_is_told(
    call: Call, capsys: pytest.CaptureFixture[str], words_: tuple[str, ...], code: int, sentence: str
) -> None:
    assert call(*words_) == code
    assert sentence in capsys.readouterr().err
    assert not Path("o.pdf").exists()

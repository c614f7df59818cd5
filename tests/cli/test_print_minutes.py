"""Minutes from the command line: the newest, those of a day or of a body, and calls that mean none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ozgdesk.cli.main import main
from tests.reports.test_sheets import words

Call = Callable[..., int]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.chdir(tmp_path)
    assert main(["--data-dir", "data", "new", "x.ozg", "--sample", "demo"]) == 0
    return lambda *more: main(["--data-dir", "data", "print", *more])


@pytest.mark.parametrize(
    ("option", "title"),
    [
        ((), "Protokoll Lenkungsgruppe"),
        (("--meeting", "lg"), "Protokoll Lenkungsgruppe"),
        (("--meeting", "Arbeitskreis Digitalisierung"), "Tagesordnung Arbeitskreis Digitalisierung"),
    ],
)
def test_the_newest_minutes_or_those_of_a_body_are_printed(
    call: Call, option: tuple[str, ...], title: str
) -> None:
    assert call("minutes", "x.ozg", "-o", "x.pdf", *option) == 0
    assert title in words(Path("x.pdf").read_bytes())


@pytest.mark.parametrize(
    ("sheet", "meeting", "code", "said"),
    [
        ("minutes", "1.1.1990", 3, "Eine Sitzung „1.1.1990“ gibt es nicht"),
        ("minutes", "Elferrat", 3, "Eine Sitzung „Elferrat“ gibt es nicht"),
        ("plan", "lg", 2, "Das Blatt „plan“ gehört zu keiner Sitzung"),
    ],
)
def test_a_meeting_that_is_not_there_is_named(
    call: Call, capsys: pytest.CaptureFixture[str], sheet: str, meeting: str, code: int, said: str
) -> None:
    assert call(sheet, "x.ozg", "-o", "x.pdf", "--meeting", meeting) == code
    assert said in capsys.readouterr().err
    assert not Path("x.pdf").exists()

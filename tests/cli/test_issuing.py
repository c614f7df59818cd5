"""Issuing a sheet, and printing a set of them, from the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ozgdesk.cli.main import main
from ozgdesk.commands import records
from ozgdesk.commands.reporting import put_sheet
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.reporting import IssuedReport, SheetSet
from ozgdesk.domain.steering import Attachment
from ozgdesk.domain.step import Author
from ozgdesk.reports.structure import outline
from ozgdesk.store.reading import open_reading
from ozgdesk.texts import steps

Call = Callable[..., int]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls the program in an empty folder, with its own data folder beside it."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return lambda *words: main(["--data-dir", str(tmp_path / "data"), *map(str, words)])


def test_a_sheet_is_issued_kept_and_written_and_can_be_taken_back(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    call("new", "x.ozg", "--sample", "demo")
    assert (
        call("issue", "status", "x.ozg", "--as-of", "2026-11-23", "-o", "s.pdf", "--municipality", "MHS") == 0
    )
    assert capsys.readouterr().out == "Statusbericht zum Stichtag 23.11.2026 herausgegeben.\n"
    with open_reading(Path("x.ozg")) as project:
        [report] = project.snapshot.all(IssuedReport)
        kept = project.snapshot.get(Attachment, report.attachment_id)
    assert kept.content == Path("s.pdf").read_bytes()
    assert kept.file_name == "Statusbericht-MHS-2026-11-23.pdf"
    assert report.municipality_id is not None
    assert '"lights"' in report.figures
    assert call("undo", "x.ozg") == 0
    assert capsys.readouterr().out == "Rückgängig: Bericht herausgeben\n"
    with open_reading(Path("x.ozg")) as project:
        assert project.snapshot.all(IssuedReport) == ()


def test_a_target_that_cannot_be_written_keeps_the_project_as_it_is(call: Call) -> None:
    call("new", "x.ozg", "--sample", "demo")
    before = Path("x.ozg").read_bytes()
    assert call("issue", "status", "x.ozg", "-o", "fehlt/s.pdf") == 3
    assert call("issue", "unsinn", "x.ozg") == 2
    assert Path("x.ozg").read_bytes() == before


def test_lights_without_a_reason_are_told_when_their_sheet_is_printed(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    call("new", "x.ozg", "--sample", "demo")
    assert call("print", "status", "x.ozg", "-o", "s.pdf") == 0
    assert capsys.readouterr().err == ""


def test_a_set_is_printed_by_its_name_as_one_file_or_one_for_each_municipality(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    call("new", "x.ozg", "--sample", "demo")
    workspace = Workspace.open(Path("x.ozg"), author=Author("Projektbüro"))
    made = workspace.run(steps.create(SheetSet), records.create(SheetSet, name="Runde im Dezember"))
    workspace.run(steps.PUT_SHEET, put_sheet(made.id, "status"))
    workspace.close()
    assert call("print-set", "runde im dezember", "x.ozg", "-o", "m.pdf", "--as-of", "2026-11-23") == 0
    assert "Statusbericht" in [text for _, text in outline(Path("m.pdf").read_bytes())]
    assert call("print-set", "Runde im Dezember", "x.ozg", "-o", "mappen", "--by-municipality") == 0
    names = capsys.readouterr().out.split()
    assert len(names) == 4
    assert sorted(path.name for path in Path("mappen").iterdir()) == sorted(names)
    assert call("print-set", "Runde", "x.ozg", "-o", "n.pdf") == 3
    assert call("print-set", "Runde im Dezember", "x.ozg", "-o", "n.pdf", "--meeting", "01.02.1999") == 3
    assert "vorhanden: „Runde im Dezember“." in capsys.readouterr().err
    assert call("print-set", "Runde im Dezember", "x.ozg", "-o", "m.pdf", "--by-municipality") == 3

"""Taking over papers of a council information system in the window, driven with keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from ozgdesk.domain.councils import Consultation, CouncilPaper, Meeting
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.paper_dialog import PaperDialog
from ozgdesk.ui.paper_import import PaperImport
from tests.conftest import Dialogs
from tests.exchange.oparl_files import USUAL, body, meeting, pages, paper, station, write
from tests.helpers import cooperation, four_municipalities, id_of
from tests.ui.desks import close_desk, make_desk, type_into

MORE = (
    meeting(7, "2026-12-01T18:00:00+01:00"),
    paper(2, station(71, 7), date="2026-09-01", name="Spielplatz"),
)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    found = make_desk(tmp_path, [cooperation(), *four_municipalities()])
    yield found
    close_desk(found)


@pytest.fixture
def importing(desk: Desk, qtbot: QtBot) -> PaperImport:
    window = QDialog()
    qtbot.addWidget(window)
    return PaperImport(desk, window)


def names(dialog: PaperDialog) -> list[str]:
    return [row.name for row in dialog.table.rows.rows]


def filled(qtbot: QtBot, dialog: PaperDialog, count: int) -> None:
    """Wait for the comparison, which runs beside the window."""
    qtbot.waitUntil(lambda: len(dialog.table.rows.rows) == count)


def test_what_is_ticked_comes_in_one_step_and_can_be_taken_back(
    desk: Desk, importing: PaperImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    told: list[str] = []
    desk.told.connect(told.append)

    def answer(dialog: PaperDialog) -> None:
        filled(qtbot, dialog, 4)
        assert not dialog.take.isEnabled()
        assert names(dialog)[:2] == ["Spielplatz", "Vorlage 1"]
        dialog.table.pick(dialog.table.rows.rows[1].id)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
        assert dialog.summary.text() == "2 von 2\u00a0Vorlagen gezeigt; angekreuzt: 1\u00a0Vorlage."
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    dialogs.expect(answer)
    importing.read(write(desk.workspace.path.parent, pages(*USUAL, *MORE)))
    qtbot.waitUntil(lambda: bool(desk.snapshot.all(CouncilPaper)))
    assert [row.title for row in desk.snapshot.all(CouncilPaper)] == ["Vorlage 1"]
    assert (len(desk.snapshot.all(Consultation)), len(desk.snapshot.all(Meeting))) == (2, 2)
    assert (
        told[-1] == "„oparl“ eingelesen: 7 neu, 0 geändert, 1 übersprungen, 0 nicht übernommen, 0 Konflikte."
    )
    desk.workspace.undo()
    assert not desk.workspace.snapshot.all(CouncilPaper)


def test_words_and_day_narrow_the_list_and_what_is_ticked_stays(
    desk: Desk, importing: PaperImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    def answer(dialog: PaperDialog) -> None:
        filled(qtbot, dialog, 4)
        dialog.table.toggle([dialog.table.rows.rows[0].id])
        type_into(qtbot, dialog.words, "vorlage")
        assert names(dialog) == ["Vorlage 1"]
        assert dialog.summary.text() == "1 von 2\u00a0Vorlagen gezeigt; angekreuzt: 1\u00a0Vorlage."
        type_into(qtbot, dialog.words, "haupt")
        assert names(dialog) == ["Haupt- und Finanzausschuss"]
        type_into(qtbot, dialog.words, "")
        type_into(qtbot, dialog.since, "1.8.2026")
        assert names(dialog)[0] == "Spielplatz"
        assert "Vorlage 1" not in names(dialog)
        type_into(qtbot, dialog.since, "irgendwann")
        assert "irgendwann" in dialog.summary.text()
        assert len(names(dialog)) == 4
        dialog.cancel.click()

    dialogs.expect(answer)
    importing.read(write(desk.workspace.path.parent, pages(*USUAL, *MORE)))
    qtbot.waitUntil(lambda: not dialogs.unanswered and not desk.jobs.is_busy)
    assert not desk.snapshot.all(CouncilPaper)


def test_whole_calendars_are_ticked_without_any_paper(
    desk: Desk, importing: PaperImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    def answer(dialog: PaperDialog) -> None:
        filled(qtbot, dialog, 4)
        council = next(row.id for row in dialog.table.rows.rows if row.name == "Stadtverordnetenversammlung")
        dialog.table.toggle([council])
        assert dialog.summary.text().endswith("angekreuzt: 1\u00a0Sitzungskalender.")
        dialog.take.click()

    dialogs.expect(answer)
    importing.read(write(desk.workspace.path.parent, pages(*USUAL, *MORE)))
    qtbot.waitUntil(lambda: bool(desk.snapshot.all(Meeting)))
    assert len(desk.snapshot.all(Meeting)) == 2
    assert not desk.snapshot.all(CouncilPaper)


def test_somebody_says_whose_the_papers_are(
    desk: Desk, importing: PaperImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    def answer(dialog: PaperDialog) -> None:
        filled(qtbot, dialog, 1)
        assert dialog.summary.text() == "Bitte wählen Sie oben, zu welcher Kommune die Vorlagen gehören."
        assert "(Vorlagen: 1)" in names(dialog)[0]
        (box,) = dialog.towns_by_body.values()
        box.setCurrentIndex(3)
        filled(qtbot, dialog, 3)
        dialog.table.toggle([dialog.table.rows.rows[0].id])
        dialog.take.click()

    dialogs.expect(answer)
    nobody = body(name="Körperschaft 7", ags="")
    importing.read(write(desk.workspace.path.parent, pages(nobody, *USUAL[1:])))
    qtbot.waitUntil(lambda: bool(desk.snapshot.all(CouncilPaper)))
    assert [row.municipality_id for row in desk.snapshot.all(CouncilPaper)] == [id_of(3)]


def test_one_file_leads_to_its_whole_folder(
    desk: Desk, importing: PaperImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    seen: list[int] = []

    def first(dialog: PaperDialog) -> None:
        assert dialog.folder.isVisibleTo(dialog)
        dialog.folder.click()

    def second(dialog: PaperDialog) -> None:
        filled(qtbot, dialog, 3)
        seen.append(len(names(dialog)))
        assert not dialog.folder.isVisibleTo(dialog)
        dialog.cancel.click()

    dialogs.expect(first)
    dialogs.expect(second)
    folder = write(desk.workspace.path.parent, *USUAL)
    importing.read(folder / "seite-05.json")
    qtbot.waitUntil(lambda: bool(seen))


def test_a_broken_file_is_told_in_one_sentence(
    desk: Desk, importing: PaperImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    said: list[str] = []

    def answer(dialog: QDialog) -> None:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.accept()

    dialogs.expect(answer)
    importing.read(write(desk.workspace.path.parent, '{"data": ['))
    qtbot.waitUntil(lambda: bool(said))
    assert any("ist keine lesbare JSON-Datei" in text for text in said)


def test_the_menu_asks_for_files_and_reads_them(
    desk: Desk, importing: PaperImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    folder = write(desk.workspace.path.parent, *USUAL)
    seen: list[str] = []

    def choose(dialog: QFileDialog) -> None:
        dialog.setDirectory(str(folder))
        for path in sorted(folder.iterdir()):
            dialog.selectFile(str(path))
        dialog.accept()

    def answer(dialog: PaperDialog) -> None:
        seen.append(dialog.windowTitle())
        dialog.cancel.click()

    dialogs.expect(choose)
    dialogs.expect(answer)
    importing.begin()
    qtbot.waitUntil(lambda: seen == ["OParl-Daten einlesen"])

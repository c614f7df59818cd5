"""Putting a Sitzungsmappe together in the window, with its preview, and writing it into a folder."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QTableWidgetItem
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.reporting import SheetSet, SheetSetEntry
from ozgdesk.domain.steering import Attachment
from ozgdesk.domain.vocabulary import CommitteeKind
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views import report_sets
from ozgdesk.ui.views.report_pages import page_text
from ozgdesk.ui.views.report_sets import SetsView
from ozgdesk.ui.waiting import Waiting
from ozgdesk.ui.widgets.rows import RowTable
from tests.conftest import Dialogs
from tests.helpers import TestClock, cooperation, four_municipalities, lead, make_workspace, task
from tests.reports.test_sheet_set import foreign


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    jobs = [task(number, duration_minutes=480) for number in range(1, 6)]
    rows = [cooperation(), *four_municipalities(), *jobs, *(lead(job, 1) for job in jobs)]
    found = make_workspace(tmp_path, rows, TestClock())
    yield found
    found.close()


@pytest.fixture
def view(qtbot: QtBot, workspace: Workspace) -> Iterator[SetsView]:
    desk = Desk(workspace)
    found = SetsView(desk)
    qtbot.addWidget(found)
    found.resize(1200, 800)
    desk.changed.connect(lambda _step: found.show_view(desk.view))
    found.show_view(desk.view)
    found.show()
    assert found.sets.new_button is not None
    found.sets.new_button.click()
    yield found
    desk.close()


def box(view: SetsView, title: str, column: str) -> QTableWidgetItem:
    ticks = view.parts.ticks
    row = next(n for n in range(ticks.rowCount()) if ticks.verticalHeaderItem(n).text() == title)
    place = next(n for n in range(ticks.columnCount()) if ticks.horizontalHeaderItem(n).text() == column)
    return ticks.item(row, place)


def tick(view: SetsView, title: str, column: str) -> None:
    item = box(view, title, column)
    is_on = item.checkState() == Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)


def settle(qtbot: QtBot, view: SetsView) -> None:
    qtbot.waitUntil(
        lambda: view.sending.print_button.isEnabled() and not view.desk.jobs.is_busy, timeout=30_000
    )


def titles(view: SetsView) -> list[tuple[str, str]]:
    assert view.chosen is not None
    return [(entry.title, entry.whose) for entry in view.chosen.entries]


def text(view: SetsView) -> str:
    found = view.pane.paper
    assert found is not None
    return " ".join(page_text(found, number) for number in range(len(found.sizes)))


def test_what_is_ticked_is_in_the_document_and_unticked_or_undone_it_is_not(
    view: SetsView, qtbot: QtBot
) -> None:
    tick(view, "Statusbericht", "alle")
    tick(view, "Aufgabenlisten", "USI")
    settle(qtbot, view)
    assert titles(view) == [("Statusbericht", "alle"), ("Aufgabenlisten", "USI")]
    assert "Neue Mappe" in text(view)
    assert "Usingen (USI)" in text(view)
    tick(view, "Aufgabenlisten", "USI")
    assert titles(view) == [("Statusbericht", "alle")]
    view.desk.undo()
    assert box(view, "Aufgabenlisten", "USI").checkState() == Qt.CheckState.Checked
    assert not box(view, "Protokoll", "NA").flags() & Qt.ItemFlag.ItemIsUserCheckable


def drag(qtbot: QtBot, table: RowTable, source: int, target: int, *, let_go: bool = True) -> None:
    """Take a row by its middle and move it beyond the far half of another."""
    port = table.viewport()
    start, end = (
        QPoint(20, table.rowViewportPosition(row) + table.rowHeight(row) // 2) for row in (source, target)
    )
    end += QPoint(0, 5 if target > source else -5)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for at in (start + QPoint(0, 4), end):
        moved = QMouseEvent(
            QEvent.Type.MouseMove, at, port.mapToGlobal(at), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(port, moved)
    if let_go:
        qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def test_the_order_is_changed_by_keys_and_mouse_and_a_part_is_taken_out_with_the_delete_key(
    view: SetsView, qtbot: QtBot
) -> None:
    for title in ("Statusbericht", "Projektplan", "Meilensteine"):
        tick(view, title, "alle")
    table = view.parts.entries.table
    assert view.chosen is not None
    table.pick(view.chosen.entries[2].id)
    table.setFocus()
    view.parts.move_part(-1)
    view.parts.move_part(-1)
    view.parts.move_part(-1)
    assert [title for title, _ in titles(view)] == ["Meilensteine", "Statusbericht", "Projektplan"]
    drag(qtbot, table, 2, 0)
    assert [title for title, _ in titles(view)] == ["Projektplan", "Meilensteine", "Statusbericht"]
    drag(qtbot, table, 0, 1, let_go=False)
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton)
    assert [title for title, _ in titles(view)] == ["Projektplan", "Meilensteine", "Statusbericht"]
    drag(qtbot, table, 0, 2)
    assert [title for title, _ in titles(view)] == ["Meilensteine", "Statusbericht", "Projektplan"]
    assert view.desk.workspace.undo_label == steps.PLACE_ENTRY
    table.pick(table.rows.rows[0].id)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert [title for title, _ in titles(view)] == ["Statusbericht", "Projektplan"]


def test_a_foreign_pdf_is_taken_in_with_a_hint_and_goes_with_its_part(
    view: SetsView, qtbot: QtBot, dialogs: Dialogs, tmp_path: Path
) -> None:
    path = tmp_path / "Angebot.pdf"
    for data, told in ((b"nichts", "kein lesbares PDF"), (foreign(), "")):
        path.write_bytes(data)

        def answer(dialog: QFileDialog) -> None:
            dialog.selectFile(str(path))
            dialog.done(1)

        dialogs.expect(answer)
        if told:
            with qtbot.waitSignal(view.desk.told) as said:
                view.parts.file_button.click()
            assert told in said.args[0]
        else:
            view.parts.file_button.click()
    [entry] = view.desk.snapshot.all(SheetSetEntry)
    assert view.parts._hint_of(view.chosen.entries[0]) == "nicht barrierefrei gekennzeichnet"  # type: ignore[union-attr]
    settle(qtbot, view)
    assert "Fremder Text auf Seite 2" in text(view)
    view.parts._remove([entry.id])
    assert view.desk.snapshot.all(Attachment) == ()


def test_making_the_document_can_be_given_up_and_asked_for_again(
    view: SetsView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = report_sets.make_set

    def slowly(*words: object, **options: object) -> object:
        qtbot_free.wait(10)
        return real(*words, **options)

    import threading

    qtbot_free = threading.Event()
    monkeypatch.setattr(report_sets, "make_set", slowly)
    tick(view, "Statusbericht", "alle")
    qtbot.waitUntil(view.cancel_button.isVisible, timeout=20_000)
    view.cancel_button.click()
    qtbot_free.set()
    qtbot.waitUntil(lambda: not view.desk.jobs.is_busy, timeout=20_000)
    assert view.pane.paper is None
    assert not view.sending.print_button.isEnabled()
    assert "Abgebrochen" in view.pane.preview.accessibleName()
    view.again_button.click()
    settle(qtbot, view)
    assert "Statusbericht" in text(view)


def test_each_municipality_gets_a_file_in_the_folder(
    view: SetsView, qtbot: QtBot, dialogs: Dialogs, tmp_path: Path
) -> None:
    tick(view, "Statusbericht", "NA")
    tick(view, "Statusbericht", "USI")
    settle(qtbot, view)
    folder = tmp_path / "Mappen"
    folder.mkdir()

    def answer(dialog: QFileDialog) -> None:
        dialog.setDirectory(str(folder))
        dialog.done(1)

    dialogs.expect(answer)
    with qtbot.waitSignal(view.desk.told, timeout=30_000) as told:
        view.folder_button.click()
    assert told.args[0].replace("\u00a0", " ").startswith("2 Dateien in den Ordner")
    assert sorted(path.name for path in folder.iterdir()) == [
        "Neue-Mappe-NA-2026-11-23.pdf",
        "Neue-Mappe-USI-2026-11-23.pdf",
    ]


def test_giving_up_leaves_the_folder_empty(
    view: SetsView, qtbot: QtBot, dialogs: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tick(view, "Statusbericht", "alle")
    settle(qtbot, view)
    monkeypatch.setattr(Waiting, "is_given_up", property(lambda _waiting: True))
    dialogs.expect(lambda dialog: dialog.done(1))
    view.folder_button.click()
    qtbot.waitUntil(lambda: not view.desk.jobs.is_busy, timeout=20_000)
    assert not list(tmp_path.rglob("Neue-Mappe-*.pdf"))


def test_a_set_is_deleted_with_its_parts_and_the_place_says_what_belongs_there(
    view: SetsView, qtbot: QtBot
) -> None:
    tick(view, "Statusbericht", "alle")
    [row] = view.desk.snapshot.all(SheetSet)
    assert view.sets.table.on_remove is not None
    view.sets.table.on_remove([row.id])
    assert view.desk.snapshot.all(SheetSetEntry) == ()
    assert view.chosen is None
    qtbot.waitUntil(lambda: "legt die erste an" in view.pane.preview.accessibleName(), timeout=20_000)


def test_the_mappe_is_made_for_the_meeting_that_is_chosen(view: SetsView, qtbot: QtBot) -> None:
    desk = view.desk
    body = desk.run("x", records.create(Committee, name="Runde", kind=CommitteeKind.STEERING_GROUP))
    assert body is not None
    assert not view.meeting.isVisible()
    for day in (date(2026, 12, 7), date(2027, 1, 4)):
        desk.run("x", records.create(Meeting, committee_id=body.id, held_on=day))
    assert view.chosen is not None
    desk.run("x", records.edit(SheetSet, view.chosen.id, committee_id=body.id))
    tick(view, "Protokoll", "alle")
    settle(qtbot, view)
    assert view.meeting.isVisible()
    assert "Runde, Sitzung am 07.12.2026" in text(view)
    view.meeting.setFocus()
    qtbot.keyClick(view.meeting, Qt.Key.Key_Down)
    settle(qtbot, view)
    qtbot.waitUntil(lambda: "Runde, Sitzung am 04.01.2027" in text(view), timeout=20_000)
    assert "Tagesordnung Runde" in text(view)


def test_a_picked_part_is_shown_by_the_inspector(view: SetsView) -> None:
    tick(view, "Meilensteine", "alle")
    assert view.chosen is not None
    [entry] = view.chosen.entries
    view.parts.entries.table.pick(entry.id)
    subject = view.desk.subject
    assert subject is not None
    assert subject.id == entry.id
    assert view.select(SheetSetEntry, entry.id)

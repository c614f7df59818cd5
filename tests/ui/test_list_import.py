"""Reading a task list in the window: what the columns hold, by mouse and keyboard, with the preview below."""

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.commands.plan import add_task, rename_task
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.exchange import xlsx
from ozgdesk.exchange.columns import TASK_COLUMNS
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.import_columns import ImportColumns
from ozgdesk.ui.import_dialog import ImportDialog
from ozgdesk.ui.main_window import MainWindow
from tests.conftest import Dialogs
from tests.exchange.list_files import HEAD, ROWS, book_file, csv_file, csv_text
from tests.helpers import TestClock
from tests.ui.test_plan_import import choose

FOREIGN = csv_text(("Erste", "Usingen"), ("Zweite", "IT"), head=("Gegenstand", "Wohin"))


def pick(columns: ImportColumns, place: int, text: str, qtbot: QtBot) -> None:
    """Type the first letters of a field into the box of a column, as the keyboard does."""
    box = columns.boxes[place]
    box.setFocus()
    qtbot.keyClicks(box, text[:5])  # enough to be found, and only letters that QTest can type
    assert box.currentText() == text
    box.activated.emit(box.currentIndex())


def test_a_workbook_is_previewed_and_taken_over_as_one_step(
    desk: Desk, window: MainWindow, dialogs: Dialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    seen: list[str] = []

    def preview(dialog: ImportDialog) -> None:
        assert dialog.columns is not None
        seen.extend(box.currentText() for box in dialog.columns.boxes)
        seen.append(dialog.summary.text())
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    choose(dialogs, book_file(tmp_path, [HEAD, *ROWS]))
    dialogs.expect(preview)
    window.actions_by_name["import"].trigger()
    qtbot.waitUntil(lambda: len(desk.snapshot.all(Task)) == 3)
    assert seen == [
        "Nr.", "Aufgabe", "Dauer", "Anfang", "Vorgänger", "Federführung", "Zustand",
        "8 neu, 0 geändert, 0 übersprungen, 0 nicht übernommen, 0 Konflikte. "
        "Aufgaben werden an der Spalte „Nr.“ und an ihrem Namen wiedererkannt.",
    ]  # fmt: skip
    assert len(desk.snapshot.all(Assignment)) == 3
    assert desk.settings.list_columns == {}, "what the titles say need not be kept"
    window.undo()
    assert desk.snapshot.all(Task) == ()


def test_columns_are_chosen_where_titles_say_nothing_and_kept_for_the_next_time(
    desk: Desk, window: MainWindow, dialogs: Dialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    path = csv_file(tmp_path, FOREIGN)

    def first(dialog: ImportDialog) -> None:
        assert dialog.columns is not None
        assert "nicht zu erkennen" in dialog.summary.text()
        assert not dialog.take.isEnabled()
        pick(dialog.columns, 0, "Aufgabe", qtbot)
        qtbot.waitUntil(dialog.take.isEnabled)
        assert dialog.choices == {}
        pick(dialog.columns, 1, "Federführung", qtbot)
        assert not dialog.take.isEnabled()
        qtbot.waitUntil(dialog.take.isEnabled)
        assert list(dialog.choices) == ["Usingen", "IT"]
        dialog.choices["IT"].setCurrentIndex(2)
        qtbot.waitUntil(dialog.take.isEnabled)
        dialog.take.click()

    def again(dialog: ImportDialog) -> None:
        assert dialog.columns is not None
        assert [box.currentText() for box in dialog.columns.boxes] == ["Aufgabe", "Federführung"]
        dialog.reject()

    for answer in (first, again):
        choose(dialogs, path)
        dialogs.expect(answer)
        window.exchanges.read_plan()
        qtbot.waitUntil(lambda: dialogs.unanswered == 0 and not desk.jobs.is_busy)
    assert {task.name for task in desk.snapshot.all(Task)} == {"Erste", "Zweite"}
    assert len({part.municipality_id for part in desk.snapshot.all(Assignment)}) == 2
    assert desk.settings.list_columns == {"Gegenstand | Wohin": ("name", "lead")}


def test_a_field_stands_for_one_column_and_can_be_left_out(
    desk: Desk, window: MainWindow, dialogs: Dialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    def preview(dialog: ImportDialog) -> None:
        assert dialog.columns is not None
        pick(dialog.columns, 0, "Aufgabe", qtbot)
        assert [box.currentText() for box in dialog.columns.boxes[:2]] == ["Aufgabe", "nicht lesen"]
        dialog.columns.boxes[0].setCurrentIndex(0)
        dialog.columns.boxes[0].activated.emit(0)
        qtbot.waitUntil(lambda: "nicht zu erkennen" in dialog.summary.text())
        assert not dialog.take.isEnabled()
        dialog.reject()

    choose(dialogs, csv_file(tmp_path, csv_text(*ROWS)))
    dialogs.expect(preview)
    window.exchanges.read_plan()
    qtbot.waitUntil(lambda: dialogs.unanswered == 0 and not desk.jobs.is_busy)
    assert desk.snapshot.all(Task) == ()
    assert desk.settings.list_columns == {}


def test_the_workbook_that_was_given_out_comes_back_with_what_was_typed_into_it(
    desk: Desk, window: MainWindow, dialogs: Dialogs, tmp_path: Path, qtbot: QtBot, clock: TestClock
) -> None:
    made = [desk.commit("x", add_task(name)) for name in ("Erste", "Zweite", "Dritte")]
    path = tmp_path / "Projektplan.xlsx"
    path.write_bytes(xlsx.FORMAT.make(desk.view, None))
    book = openpyxl.load_workbook(path)
    for row, name in ((3, "Dort"), (4, "Dort auch")):
        book["Aufgaben"].cell(row, 3).value = name
    book.save(path)
    clock.advance(60)
    for task, name in ((made[0], "Hier"), (made[2], "Hier auch")):
        desk.commit("x", rename_task(task.id, name))
    seen: list[str] = []

    def preview(dialog: ImportDialog) -> None:
        assert dialog.columns is not None
        assert len(dialog.columns.boxes) == len(TASK_COLUMNS), "the stamp is no column to choose for"
        seen.append(dialog.summary.text().partition(".")[0])
        seen.extend(row.reason for row in dialog.model.rows if row.fate == "conflict")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    choose(dialogs, path)
    dialogs.expect(preview)
    window.actions_by_name["import"].trigger()
    qtbot.waitUntil(lambda: desk.workspace.undo_label == steps.IMPORT_PLAN)
    assert sorted(task.name for task in desk.snapshot.all(Task)) == ["Dort", "Hier", "Hier auch"]
    assert seen == [
        "0 neu, 1 geändert, 1 übersprungen, 0 nicht übernommen, 1 Konflikt",
        "Hier und in der Datei geändert; der Stand hier bleibt. "
        "Name: ausgegeben „Dritte“, in der Datei „Dort auch“, hier „Hier auch“",
    ]

"""Rückmeldung erfassen: lines from paper, typed without the mouse."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.feedback_entry import EntryDialog
from ozgdesk.ui.main_window import MainWindow
from ozgdesk.ui.views.board import BoardView
from tests.conftest import Dialogs
from tests.exchange.feedback_files import rows
from tests.exchange.rows import GLA, NA, SCHM
from tests.helpers import id_of
from tests.ui.desks import close_desk, make_desk, show_active

OWED, REPORT = id_of(3001), id_of(1003)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    found = make_desk(tmp_path, rows())
    yield found
    close_desk(found)


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> EntryDialog:
    found = EntryDialog(desk)
    qtbot.addWidget(found)
    show_active(qtbot, found)
    return found


def type_line(qtbot: QtBot, dialog: EntryDialog, text: str) -> None:
    qtbot.keyClicks(dialog.line, text)
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)


def fates(dialog: EntryDialog) -> list[tuple[str, str]]:
    return [(line.typed, line.fate) for line in dialog.lines]


def test_lines_are_taken_one_after_the_other_each_as_a_step(
    desk: Desk, dialog: EntryDialog, qtbot: QtBot
) -> None:
    assert dialog.town_id == NA, "the paper of whom does not coordinate comes first"
    type_line(qtbot, dialog, "2 erledigt 20.11.")
    type_line(qtbot, dialog, "A-003 wartet ekom21")
    assert dialog.line.text() == ""
    assert dialog.line.hasFocus()
    assert dialog.isVisible(), "Return takes the line and closes nothing"
    assert desk.snapshot.get(Assignment, OWED).done_on == date(2026, 11, 20)
    report = desk.snapshot.get(Task, REPORT)
    assert (report.state, report.waiting_for) == (TaskState.WAITING_THIRD, "ekom21")
    assert [head.label for head in desk.workspace.heads()] == ["Rückmeldung NA erfassen"] * 2
    assert fates(dialog) == [("A-003 wartet ekom21", "taken"), ("2 erledigt 20.11.", "taken")]


def test_two_lines_about_the_same_task_are_two_steps(desk: Desk, dialog: EntryDialog, qtbot: QtBot) -> None:
    type_line(qtbot, dialog, "2 04.12.2026")
    type_line(qtbot, dialog, "2 09.12.2026")
    type_line(qtbot, dialog, "2 10.12.2026")
    assert fates(dialog)[2] == ("2 04.12.2026", "same")
    assert len(desk.workspace.heads()) == 2
    desk.undo()
    assert desk.snapshot.get(Assignment, OWED).due_on == date(2026, 12, 9)


def test_a_line_is_checked_while_it_is_typed(dialog: EntryDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.line, "2")
    assert dialog.line.property("look") != "wrong"
    assert [row.number for row in dialog.pending.rows.rows] == ["A-002"]
    qtbot.keyClicks(dialog.line, " bald")
    assert dialog.line.property("look") == "wrong"
    assert dialog.meaning.text() == "„bald“ ist kein Zustand; möglich sind: offen, erledigt."
    assert dialog.line.accessibleDescription() == dialog.meaning.text()
    dialog.line.clear()
    qtbot.keyClicks(dialog.line, "2 bis 04.12.")
    assert dialog.line.property("look") != "wrong"
    assert dialog.meaning.text() == "A-002 Vergabewesen: Termin 04.12.2026."


def test_a_word_is_written_out_and_typing_on_replaces_it(dialog: EntryDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.line, "3 er")
    assert dialog.line.text() == "3 erledigt"
    assert dialog.line.selectedText() == "ledigt"
    qtbot.keyClick(dialog.line, Qt.Key.Key_Backspace)
    assert dialog.line.text() == "3 er"
    qtbot.keyClick(dialog.line, Qt.Key.Key_Backspace)
    qtbot.keyClick(dialog.line, Qt.Key.Key_Backspace)
    assert dialog.line.text() == "3 "
    qtbot.keyClicks(dialog.line, "ruht keine Stelle")
    assert dialog.line.text() == "3 ruht keine Stelle"


def test_a_wrong_line_is_kept_with_its_reason_and_comes_back_to_be_corrected(
    desk: Desk, dialog: EntryDialog, qtbot: QtBot
) -> None:
    type_line(qtbot, dialog, "99 erledigt")
    type_line(qtbot, dialog, "2 erledigt")
    assert fates(dialog) == [("2 erledigt", "taken"), ("99 erledigt", "wrong")]
    assert dialog.lines[1].text.startswith("Die Aufgabe A-099 gibt es nicht")
    dialog.entered.setFocus()
    dialog.entered.pick(dialog.lines[1].id)
    qtbot.keyClick(dialog.entered, Qt.Key.Key_Return)
    assert dialog.line.text() == "99 erledigt"
    assert dialog.line.hasFocus()
    assert fates(dialog) == [("2 erledigt", "taken")]
    dialog.line.setText("3 erledigt")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert desk.snapshot.get(Task, REPORT).state is TaskState.DONE


def test_a_line_that_a_rule_refuses_is_kept_too(desk: Desk, dialog: EntryDialog, qtbot: QtBot) -> None:
    dialog.line.setText("2 erledigt")
    desk.workspace.run("gone", records.delete(Assignment, OWED))
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert fates(dialog) == [("2 erledigt", "wrong")]


def test_any_line_is_taken_back_also_when_others_came_after_it(
    desk: Desk, dialog: EntryDialog, qtbot: QtBot
) -> None:
    before = desk.snapshot.get(Assignment, OWED)
    type_line(qtbot, dialog, "2 erledigt")
    type_line(qtbot, dialog, "3 in Arbeit")
    dialog.entered.setFocus()
    dialog.entered.pick(dialog.lines[1].id)
    qtbot.keyClick(dialog.entered, Qt.Key.Key_Delete)
    assert desk.snapshot.get(Assignment, OWED) == before
    assert desk.snapshot.get(Task, REPORT).state is TaskState.IN_PROGRESS
    assert fates(dialog) == [("3 in Arbeit", "taken"), ("2 erledigt", "undone")]
    assert desk.workspace.heads()[-1].label == "Rückmeldung NA zurücknehmen"


def test_the_last_line_is_taken_back_by_undoing_its_step(
    desk: Desk, dialog: EntryDialog, qtbot: QtBot
) -> None:
    before = desk.snapshot
    type_line(qtbot, dialog, "2 erledigt")
    dialog.back.click()
    assert desk.snapshot == before
    assert desk.workspace.undo_label is None
    assert fates(dialog) == [("2 erledigt", "undone")]


def test_a_line_that_was_changed_since_says_that_it_cannot_be_taken_back(
    desk: Desk, dialog: EntryDialog, qtbot: QtBot
) -> None:
    type_line(qtbot, dialog, "2 09.12.")
    type_line(qtbot, dialog, "2 10.12.")
    dialog.take_back([dialog.lines[1].id])
    assert fates(dialog)[1] == ("2 09.12.", "taken")
    assert "seither geändert" in dialog.lines[1].text
    assert desk.snapshot.get(Assignment, OWED).due_on == date(2026, 12, 10)


def test_a_number_is_chosen_from_the_list_without_typing_it(dialog: EntryDialog, qtbot: QtBot) -> None:
    dialog.pending.setFocus()
    dialog.pending.pick(id_of(2003))
    qtbot.keyClick(dialog.pending, Qt.Key.Key_Return)
    assert dialog.line.text() == "A-003 "
    assert dialog.line.hasFocus()


def test_the_municipality_is_chosen_once_on_top(desk: Desk, dialog: EntryDialog, qtbot: QtBot) -> None:
    dialog.municipality.setCurrentIndex(dialog.municipality.findData(SCHM))
    assert [row.number for row in dialog.pending.rows.rows] == ["A-005"]
    type_line(qtbot, dialog, "5 in Arbeit")
    assert desk.workspace.heads()[-1].label == "Rückmeldung SCHM erfassen"


def test_what_was_left_is_there_again_when_the_panel_opens_the_next_time(
    desk: Desk, qtbot: QtBot, dialogs: Dialogs
) -> None:
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.show_place("board")
    show_active(qtbot, window)
    seen: list[list[tuple[str, str]]] = []

    def leave(dialog: EntryDialog) -> None:
        type_line(qtbot, dialog, "99 erledigt")
        type_line(qtbot, dialog, "2 erledigt")
        qtbot.keyClicks(dialog.line, "3 halb")
        dialog.reject()

    def see(dialog: EntryDialog) -> None:
        seen.append(fates(dialog))
        dialog.reject()

    dialogs.expect(leave)
    qtbot.keyClick(
        window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert window.toast.text.replace("\u00a0", " ") == "1 Zeile erfasst."
    dialogs.expect(see)
    desk.asked_for_answers.emit(GLA)
    assert seen == [[("3 halb", "wrong"), ("99 erledigt", "wrong")]]
    window.watch.stop()


def test_the_board_opens_it_for_the_lane_that_was_clicked(desk: Desk, qtbot: QtBot, dialogs: Dialogs) -> None:
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.show_place("board")
    show_active(qtbot, window)
    board = window.findChild(BoardView)
    board.menu.open("", GLA, "", QPoint(0, 0))
    towns: list[str] = []

    def see(dialog: EntryDialog) -> None:
        towns.append(dialog.town_id)
        dialog.reject()

    dialogs.expect(see)
    menu = next(found for found in board.findChildren(QMenu) if found.isVisible())
    next(action for action in menu.actions() if action.text().startswith("Rückmeldung")).trigger()
    menu.close()
    assert towns == [GLA]
    window.watch.stop()


def test_without_a_municipality_it_says_what_is_missing(tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(tmp_path, [])
    window = MainWindow(desk)
    qtbot.addWidget(window)
    show_active(qtbot, window)
    window.exchanges.enter_answers()
    assert "Kommune" in window.toast.text
    window.watch.stop()
    close_desk(desk)


def test_help_and_letters(dialog: EntryDialog, qtbot: QtBot, dialogs: Dialogs) -> None:
    texts: list[str] = []

    def see(found: QDialog) -> None:
        texts.append(found.windowTitle())
        found.reject()

    dialogs.expect(see)
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    assert texts == ["Rückmeldung erfassen"]
    buttons = [button.text() for button in dialog.findChildren(QPushButton)]
    assert "&Zurücknehmen" in buttons
    own = [*dialog.buttons.buttons(), dialog.back]
    assert not any(button.isDefault() for button in own), "Return belongs to the field"

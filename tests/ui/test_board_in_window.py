"""The board in the whole window: what is typed there keeps the keys."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ozgdesk.commands.board_limits import set_limit
from ozgdesk.domain.tasks import Task
from ozgdesk.ui.main_window import MainWindow
from ozgdesk.ui.views.board import BoardView
from ozgdesk.ui.views.board_editor import NameEditor
from tests.helpers import cooperation, four_municipalities, id_of, lead, task
from tests.ui.desks import close_desk, make_desk, show_active

WORK = task(1)


def test_a_name_that_a_limit_refuses_keeps_the_cursor_and_one_that_is_taken_leaves_it_on_the_board(
    tmp_path: Path, qtbot: QtBot
) -> None:
    desk = make_desk(tmp_path, [cooperation(), *four_municipalities(), WORK, lead(WORK, 1)])
    window = MainWindow(desk)
    qtbot.addWidget(window)
    show_active(qtbot, window)
    window.show_place("board")
    board = window.findChild(BoardView)
    assert board is not None
    board.select(Task, WORK.id)
    board.canvas.setFocus()
    board.gestures.pick(board.canvas.selected)
    desk.commit("Grenze", set_limit(id_of(1), None, 1, is_hard=True, reason="Kapazität"))
    qtbot.keyClick(board.canvas, Qt.Key.Key_Insert)
    first = QApplication.focusWidget()
    assert isinstance(first, NameEditor)
    qtbot.keyClicks(first, "Neu")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    again = QApplication.focusWidget()
    assert isinstance(again, NameEditor)
    assert again.text() == "Neu"
    desk.commit("Grenze", set_limit(id_of(1), None, 2, is_hard=True, reason="Kapazität"))
    qtbot.keyClick(again, Qt.Key.Key_Return)
    assert [row.name for row in desk.snapshot.all(Task)][-1] == "Neu"
    assert board.canvas.hasFocus()
    close_desk(desk)

"""The plan inside the real window, where menus and keys of both meet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ozgdesk.domain.tasks import Task
from ozgdesk.ui.main_window import MainWindow
from tests.conftest import Dialogs
from tests.ui.desks import close_desk, make_desk, show_active
from tests.ui.plan_stage import CTRL, SHIFT, Key, sample


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    desk = make_desk(tmp_path, sample().rows)
    found = MainWindow(desk)
    qtbot.addWidget(found)
    found.resize(1440, 900)
    found.show_place("today")
    show_active(qtbot, found)
    yield found
    found.watch.stop()
    close_desk(desk)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_selected_tasks_are_changed_by_key_and_menu_in_the_plan_only(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs
) -> None:
    action = window.actions_by_name["change_many"]
    assert not action.isEnabled()
    window.show_place("plan")
    assert action.isEnabled()
    assert window.view is not None
    window.view.select(Task, window.desk.snapshot.all(Task)[0].id)
    opened: list[str] = []
    dialogs.expect(lambda dialog: opened.append(dialog.windowTitle()))
    qtbot.keyClick(focused(), Key.Key_E, CTRL | SHIFT)
    dialogs.expect(lambda dialog: opened.append(dialog.windowTitle()))
    action.trigger()
    assert opened == ["Ausgewählte Aufgaben ändern"] * 2


def test_strg_f_filters_the_tasks(window: MainWindow, qtbot: QtBot) -> None:
    window.show_place("plan")
    qtbot.keyClick(focused(), Key.Key_F, CTRL)
    assert focused().accessibleName() == "Aufgaben filtern"


def test_a_cell_with_refused_text_keeps_the_place(window: MainWindow, qtbot: QtBot) -> None:
    window.show_place("plan")
    view = window.view
    view.edit_cell(window.desk.snapshot.all(Task)[1].id, "Dauer")  # type: ignore[union-attr]
    qtbot.keyClicks(focused(), "lange")
    editor = focused()
    window.show_place("board")
    assert window.place_key == "plan"
    assert focused() is editor
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    window.show_place("board")
    assert window.place_key == "board"

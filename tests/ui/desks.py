"""Desks and windows for the tests of the user interface: a real file, a real workspace, offscreen."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ozgdesk.domain.entity import Entity
from ozgdesk.settings import Settings
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.start import start_qt
from tests.helpers import TestClock, make_workspace


def make_desk(folder: Path, rows: Iterable[Entity], clock: TestClock | None = None) -> Desk:
    """A desk on a new file with these rows; `close_desk` at the end."""
    start_qt("light")
    return Desk(make_workspace(folder, rows, clock or TestClock(first_id=0xABC000)), Settings())


def close_desk(desk: Desk) -> None:
    """Free the file of a desk."""
    desk.close()
    desk.workspace.close()


def type_into(qtbot: QtBot, widget: QWidget, text: str) -> None:
    """Replace what a field holds by typing."""
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(widget, Qt.Key.Key_Delete)
    qtbot.keyClicks(widget, text)


def press_escape_twice(qtbot: QtBot, widget: QWidget) -> None:
    """Give up what is typed: the first Esc only asks."""
    for _ in range(2):
        qtbot.keyClick(widget, Qt.Key.Key_Escape)


def shown_windows() -> list[QWidget]:
    """Every window that can be seen: a widget shown before it has a parent would be one too many."""
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def show_active(qtbot: QtBot, window: QWidget) -> None:
    """Show a window and give it the keyboard."""
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

"""The window of the program itself: painted before anything is opened, then filled by `projects`.

Imports as little as possible, because everything it imports delays the first picture.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QVBoxLayout, QWidget

from ozgdesk.paths import resource
from ozgdesk.ui import theme
from ozgdesk.ui.notice_strip import NoticeStrip

_RAIL_WIDTH = theme.step(48)
_FIRST_SIZE = QSize(1440, 900)
_GEOMETRY = "frame/geometry"


class Frame(QMainWindow):
    """Holds one content at a time. `painted` is emitted once, when the user sees the window."""

    painted = Signal()

    def __init__(self, geometry_file: Path) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self._store = QSettings(str(geometry_file), QSettings.Format.IniFormat)
        self._is_painted = False
        self.setWindowTitle("OZG-Desk")
        self.setWindowIcon(QIcon(str(resource("app", "ozgdesk.png"))))
        self.notices = NoticeStrip()
        self._content: QWidget = _Waiting()
        central = QWidget()
        self._layout = QVBoxLayout(central)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._content, 1)
        self._layout.addWidget(self.notices)
        self.setCentralWidget(central)
        self._restore_geometry()

    def show_content(self, content: QWidget) -> None:
        """Show a widget and forget the one before."""
        former, self._content = self._content, content
        self._layout.replaceWidget(former, content)
        former.hide()
        former.deleteLater()
        content.show()

    @property
    def content(self) -> QWidget:
        """What is shown."""
        return self._content

    def come_forward(self) -> None:
        """Bring the window before all others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self._store.setValue(_GEOMETRY, self.saveGeometry())
        event.accept()

    def _restore_geometry(self) -> None:
        saved = self._store.value(_GEOMETRY)
        if saved is None or not self.restoreGeometry(saved):
            room = QGuiApplication.primaryScreen().availableSize()
            self.resize(_FIRST_SIZE.boundedTo(room))


class _Waiting(QWidget):
    """What is seen until the project is there: the empty places of rail and page, so that nothing jumps."""

    def __init__(self) -> None:
        super().__init__()
        rail = QFrame()
        rail.setObjectName("rail")
        rail.setFixedWidth(_RAIL_WIDTH)
        name = QLabel("OZG-Desk")
        theme.look(name, "heading")
        inner = QVBoxLayout(rail)
        inner.setContentsMargins(theme.step(5), theme.step(4), theme.step(3), theme.step(3))
        inner.addWidget(name)
        inner.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(rail)
        layout.addStretch()

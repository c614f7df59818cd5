"""A small popup to choose one of many named things by typing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ozgdesk.formats import sort_key
from ozgdesk.ui import theme

_KEY = Qt.ItemDataRole.UserRole


class Chooser(QFrame):
    """Shows (key, name) pairs that contain what is typed; `chosen(key)` on Return or click, Escape closes.

    `closed` comes whenever the popup goes away, before `chosen`.
    """

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        theme.look(self, "popup")
        self.setAccessibleName(name)
        self._entries: Sequence[tuple[str, str]] = ()
        self.line = QLineEdit()
        self.line.setPlaceholderText(name)
        self.line.setAccessibleName(name)
        self.line.textChanged.connect(self._filter)
        self.line.returnPressed.connect(self._take)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _item: self._take())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(2), theme.step(2), theme.step(2), theme.step(2))
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self.resize(theme.step(105), theme.step(80))

    def open_at(self, widget: QWidget, entries: Sequence[tuple[str, str]]) -> None:
        """Show entries below a widget, in their order."""
        self._entries = entries
        self.line.clear()
        self._filter("")
        self.move(widget.mapToGlobal(QPoint(0, widget.height())))
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in keys:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def _filter(self, typed: str) -> None:
        wanted = sort_key(typed)[0]
        self.list.clear()
        for key, name in self._entries:
            if not wanted or _plain(typed) in _plain(name):
                item = QListWidgetItem(name)
                item.setData(_KEY, key)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.hide()
            self.chosen.emit(str(item.data(_KEY)))


def _plain(text: str) -> str:
    """For comparing: without case, accents and no-break spaces."""
    return " ".join(part[2] or str(part[1]) for part in sort_key(text.replace("\u00a0", " "))[0])

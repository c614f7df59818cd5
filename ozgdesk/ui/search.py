"""The search field of the top bar and the list of what it finds: places, rows of any kind, commands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.present.search import rank, search
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.icons import icon
from ozgdesk.ui.places import HOMES, PLACES
from ozgdesk.ui.widgets.row_model import Index

ROW = theme.step(9)
MOST = 14
ENTRY_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Entry:
    """One line of the list and what Return does with it."""

    icon: str
    text: str
    detail: str
    run: Callable[[], object]


class SearchField(QLineEdit):
    """Opens its list below itself; arrows choose, Return goes there, Esc leaves."""

    def __init__(
        self, desk: Desk, actions: Callable[[], Sequence[QAction]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self.setPlaceholderText("Suchen  (Strg+K)")
        self.setAccessibleName("Suchen")
        self.setAccessibleDescription("Orte, Aufgaben, Textteile, Personen und Befehle; Pfeiltasten wählen.")
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._desk = desk
        self._actions = actions
        self._list: ResultList | None = None
        self.textEdited.connect(lambda _text: self._show_results())
        self.installEventFilter(self)

    @property
    def results(self) -> "ResultList | None":
        """The list below the field once it was needed."""
        return self._list

    def begin(self) -> None:
        """Put the cursor here, with everything selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def entries(self, typed: str) -> list[Entry]:
        """What the list shows for a text: places, then rows, then commands."""
        words = typed.casefold().split()
        if not words:
            return []
        found = [
            Entry(place.icon, place.name, "Ort", partial(self._desk.go, place.key))
            for place in PLACES
            if rank(words, place.name) is not None
        ]
        found += [
            Entry(page.icon, page.name, f"Ort · {place.name}", partial(self._desk.go, key))
            for place in PLACES
            for key, page in ((f"{place.key}-{page.key}", page) for page in place.pages)
            if rank(words, page.name) is not None
        ]
        for hit in search(self._desk.view, typed, MOST):
            kind = BY_TABLE[hit.kind]
            place_key, picture = HOMES.get(kind, ("overview", "document"))
            detail = " · ".join(part for part in (hit.group, hit.detail) if part)
            go = partial(self._desk.go, place_key, Subject(kind, hit.id))
            found.append(Entry(picture, hit.text, detail, go))
        for action in self._actions():
            name = action.text().replace("&", "").split("\t")[0]
            if action.isEnabled() and name and rank(words, name) is not None:
                keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
                found.append(Entry("arrow_right", name, f"Befehl {keys}".strip(), action.trigger))
        return found[: MOST + len(PLACES)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self._list is not None:
            self._list.hide()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._leave()
            return True
        if self._list is None or not self._list.isVisible():
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._list.move_by(
                {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(
                    Qt.Key(key), 8 if key == Qt.Key.Key_PageDown else -8
                )
            )
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            entry = self._list.current()
            if entry is not None:
                self._run(entry)
            return True
        return False

    def _show_results(self) -> None:
        if self._list is None:
            self._list = ResultList(overlay_of(self))
            self._list.chosen.connect(self._run)
        found = self.entries(self.text())
        self._list.show_entries(found, self.text().strip())
        self._list.place_below(self)
        self._list.setVisible(bool(self.text().strip()))

    def _run(self, entry: Entry) -> None:
        self._leave()
        entry.run()

    def _leave(self) -> None:
        self.clear()
        if self._list is not None:
            self._list.hide()
        self.clearFocus()


def overlay_of(field: QWidget) -> QWidget:
    """The nearest main window: a list below a field lives and goes with it."""
    found = field
    while (parent := found.parentWidget()) is not None and not isinstance(found, QMainWindow):
        found = parent
    return found


class ResultList(QFrame):
    """The list itself, an overlay of the window, so that the cursor stays in the field."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        theme.look(self, "popup")
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName("Gefunden")
        self._list.setItemDelegate(_EntryDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.itemClicked.connect(lambda item: self.chosen.emit(item.data(ENTRY_ROLE)))
        self._nothing = QLabel()
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setContentsMargins(theme.step(3), theme.step(2), theme.step(3), theme.step(2))
        theme.look(self._nothing, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(1), theme.step(1), theme.step(1), theme.step(1))
        layout.addWidget(self._list)
        layout.addWidget(self._nothing)

    def show_entries(self, entries: Sequence[Entry], typed: str, *, choose_first: bool = True) -> None:
        """Show other lines, the first one chosen or none."""
        self._list.clear()
        for entry in entries:
            item = QListWidgetItem(entry.text)
            item.setData(ENTRY_ROLE, entry)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, entry.detail)
            self._list.addItem(item)
        self._list.setCurrentRow(0 if choose_first else -1)
        self._list.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        self._nothing.setText(f"Nichts gefunden zu „{typed}“.")

    def place_below(self, field: QWidget) -> None:
        """Stand below the field, as wide as it is but never narrow."""
        count = min(self._list.count(), 12)
        height = (count * ROW if count else theme.step(9)) + theme.step(3)
        width = max(field.width(), theme.step(140))
        corner = field.mapTo(self._window, QPoint(0, field.height() + theme.step(1)))
        left = min(corner.x(), self._window.width() - width - theme.step(2))
        self.setGeometry(max(left, 0), corner.y(), width, height)
        self.raise_()

    def place_above(self, field: QWidget) -> None:
        """Stand above a field that lies at the bottom of the window, no wider than words need."""
        self.place_below(field)
        self.resize(min(self.width(), theme.step(150)), self.height())
        top = field.mapTo(self._window, QPoint(0, 0)).y()
        self.move(self.x(), max(top - self.height() - theme.step(1), 0))

    def move_by(self, lines: int) -> None:
        """Choose another line."""
        row = min(max(self._list.currentRow() + lines, 0), self._list.count() - 1)
        self._list.setCurrentRow(row)

    def current(self) -> Entry | None:
        """The chosen line."""
        item = self._list.currentItem()
        return item.data(ENTRY_ROLE) if item is not None else None

    def texts(self) -> list[str]:
        """The lines from top to bottom."""
        return [self._list.item(row).text() for row in range(self._list.count())]


class _EntryDelegate(QStyledItemDelegate):
    """Icon, text, and on the right what kind of thing it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.step(40), ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        widget, rect = option.widget, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.role(widget, "selection" if chosen else "hover"))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 4, 4)
        icon(entry.icon, "muted").paint(painter, QRect(rect.x() + theme.step(3), rect.y(), 16, rect.height()))
        inner = rect.adjusted(theme.step(10), 0, -theme.step(3), 0)
        small = theme.font(-1)
        detail = QFontMetrics(small).elidedText(entry.detail, Qt.TextElideMode.ElideRight, inner.width() // 2)
        painter.setFont(small)
        painter.setPen(theme.role(widget, "muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, detail)
        inner.setRight(inner.right() - QFontMetrics(small).horizontalAdvance(detail) - theme.step(3))
        painter.setFont(theme.font())
        painter.setPen(theme.role(widget, "text"))
        text = QFontMetrics(theme.font()).elidedText(entry.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

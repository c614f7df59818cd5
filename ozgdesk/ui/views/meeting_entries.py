"""The minutes of a meeting as a table: topics as headings, entries below, long words over several lines."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from ozgdesk.domain.vocabulary import MinuteKind
from ozgdesk.present.meeting import Entry
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.row_delegate import MARGIN, RowDelegate
from ozgdesk.ui.widgets.row_model import STRONG_ROLE, Index
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

_PAD = theme.step(1) + 2
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class EntryTable(RowTable):
    """`move_wanted(places)` is Strg with an arrow key; Einfg and Entf are those of every table."""

    move_wanted = Signal(int)

    def __init__(self, edit: Callable[[Entry, str], object], parent: QWidget | None = None) -> None:
        super().__init__(RowModel(_columns(parent, edit)), "Tagesordnung und Protokoll", parent)
        self.setItemDelegate(EntryDelegate(self))
        self.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        self.horizontalHeader().hide()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self.resizeRowsToContents)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._settle.start(0))
        self.rows.modelReset.connect(self.resizeRowsToContents)
        self.rows.dataChanged.connect(lambda *_: self._settle.start(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in steps:
            self.move_wanted.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class EntryDelegate(RowDelegate):
    """Wraps the words and lays a ground under topics."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        table = self.parent()
        assert isinstance(table, EntryTable)
        width = table.columnWidth(index.column()) - 2 * MARGIN
        font = theme.font(strong=True) if index.data(STRONG_ROLE) else option.font
        room = QRect(0, 0, max(width, 40), 10_000)
        used = QFontMetrics(font).boundingRect(room, _WRAPPED, str(index.data() or ""))
        return QSize(width, max(used.height() + 2 * _PAD, theme.ROW_HEIGHT))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.data(STRONG_ROLE) and not option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.role(option.widget, "sunken"))
        super()._paint_ground(painter, option, index)

    def _paint_text(
        self, painter: QPainter, inner: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.setFont(theme.font(strong=True) if index.data(STRONG_ROLE) else option.font)
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole) or theme.role(option.widget, "text"))
        painter.drawText(inner.adjusted(0, _PAD, 0, 0), _WRAPPED, str(index.data() or ""))


def _columns(widget: QWidget | None, edit: Callable[[Entry, str], object]) -> tuple[Column[Entry], ...]:
    def color(entry: Entry) -> QColor | None:
        if entry.is_pending:
            return theme.role(widget, "warning")
        return None if _is_topic(entry) else theme.role(widget, "muted")

    return (
        Column("Art", _kind, 96, firm=True, strong=_is_topic, color=color),
        Column("Text", _words, 200, stretch=True, strong=_is_topic, edit=edit, edited=lambda e: e.text),
    )


def _is_topic(entry: Entry) -> bool:
    return entry.kind == MinuteKind.TOPIC


def _kind(entry: Entry) -> str:
    if _is_topic(entry):
        return f"TOP {entry.number}"
    return "" if entry.kind == MinuteKind.NOTE else entry.kind_text


def _words(entry: Entry) -> str:
    lines = [entry.text]
    if entry.result:
        lines.append(f"{entry.result[:1].upper()}{entry.result[1:]}.")
    if entry.question and entry.question != entry.text:
        lines.append(f"Entscheidung: {entry.question}")
    return "\n".join(lines)

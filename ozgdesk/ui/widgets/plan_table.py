"""The table beside the chart: the tree of tasks with folding, edited in place.

What the columns show and do is given by the view. An editor stays open, marked, while its text is refused.
"""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ozgdesk.present.plan_row import PlanRow
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.gantt_scale import HEADER
from ozgdesk.ui.widgets.row_delegate import ICON, MARGIN, RowDelegate
from ozgdesk.ui.widgets.row_model import Index
from ozgdesk.ui.widgets.rows import RowModel, RowTable

Edit = Callable[[PlanRow, str], str]
"""Carries out what was typed; returns the reason when it is refused, else an empty text."""

INDENT = theme.step(4)


class PlanTable(RowTable):
    """Rows of the plan; `folded` holds the ids of closed phases, which the view changes on `fold_asked`."""

    fold_asked = Signal(str, bool)

    def __init__(
        self,
        model: RowModel[PlanRow],
        name_column: int,
        edits: dict[str, Edit],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, "Aufgaben des Plans", parent)
        self.folded: frozenset[str] = frozenset()
        self.name_column = name_column
        self._column = name_column
        self._delegate = _PlanDelegate(self, edits)
        self.setItemDelegate(self._delegate)
        # A double click edits the cell here; Return still opens the inspector.
        self.doubleClicked.disconnect()
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked | triggers.AnyKeyPressed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        head = self.horizontalHeader()
        head.setFixedHeight(HEADER)
        head.setSectionsClickable(False)
        head.setSectionsMovable(True)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def pick(self, id_: str) -> bool:
        """Select a row and stay in the column in which the user was, also after rows came or went."""
        column = self._column
        found = super().pick(id_)
        if found and self.currentIndex().column() != column:
            self.setCurrentIndex(self.rows.index(self.currentIndex().row(), column))
        return found

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self._column = current.column()

    def edit_name(self, id_: str) -> None:
        """Open the editor for the name of a row."""
        if self.pick(id_):
            index = self.rows.index(self.rows.position(id_) or 0, self.name_column)
            self.setCurrentIndex(index)
            self.edit(index)

    def shown_columns(self) -> list[int]:
        """The positions of the columns that are shown, in the order in which they are."""
        head = self.horizontalHeader()
        places = (head.logicalIndex(place) for place in range(len(self.rows.columns)))
        return [position for position in places if not self.isColumnHidden(position)]

    def copied_columns(self) -> list[int]:
        """What is shown comes first; the rest follows, so that pasted rows lack nothing."""
        shown = self.shown_columns()
        return [*shown, *(place for place in range(len(self.rows.columns)) if place not in shown)]

    def finish_editing(self) -> bool:
        """Carry out what is typed in an open cell; false when it is refused: then the cursor stays in it."""
        editor = self._delegate.editor
        if editor is None:
            return True
        if isinstance(editor, QLineEdit) and not self._delegate.carry_out(editor):
            editor.setFocus()
            return False
        if self._delegate.editor is editor:  # else it went with a change of the rows
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        return True

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """A refused text stays open until it is mended or given up; Tab skips cells that are computed."""
        hints = QAbstractItemDelegate.EndEditHint
        if self._delegate.is_refused and hint != hints.RevertModelCache:
            return
        ways = {hints.EditNextItem: 1, hints.EditPreviousItem: -1}
        super().closeEditor(editor, hints.NoHint if hint in ways else hint)
        if hint in ways:
            self._edit_beside(ways[hint])

    def _edit_beside(self, way: int) -> None:
        """Edit the next cell that can be typed into, in the next row after the last one."""
        typed = [place for place in self.shown_columns() if self.rows.columns[place].edit is not None]
        now = self.currentIndex()
        if now.column() not in typed:  # a filter hides the row, as it is now
            return
        place = typed.index(now.column()) + way
        row = now.row() + place // len(typed)
        if 0 <= row < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(row, typed[place % len(typed)]))
            self.edit(self.currentIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys begin in the name, which can be typed into, unlike the number that Qt would choose."""
        is_first = not self.currentIndex().isValid()
        super().focusInEvent(event)
        if is_first and self.currentIndex().isValid():
            was, self._restoring = self._restoring, True
            name = self.rows.index(self.currentIndex().row(), self.name_column)
            self.selectionModel().setCurrentIndex(name, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._restoring = was

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.rows.row_at(self.currentIndex())
        keys = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}
        closes = keys.get(Qt.Key(event.key()))
        in_name = self.currentIndex().column() == self.name_column
        can_fold = in_name and not event.modifiers() and row is not None and row.is_phase
        if closes is not None and can_fold and row is not None and closes is not (row.id in self.folded):
            self.fold_asked.emit(row.id, closes)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.finish_editing():
            return
        index = self.indexAt(event.position().toPoint())
        row = self.rows.row_at(index)
        if row is not None and row.is_phase and index.column() == self.name_column:
            left = self.visualRect(index).x() + MARGIN + row.level * INDENT
            if left <= event.position().x() <= left + ICON:
                self.fold_asked.emit(row.id, row.id not in self.folded)
                return
        super().mousePressEvent(event)


class _PlanDelegate(RowDelegate):
    """Paints the name with its level and keeps an editor open while its text is refused."""

    def __init__(self, table: PlanTable, edits: dict[str, Edit]) -> None:
        super().__init__(table)
        self._table = table
        self._edits = edits
        self._index = QPersistentModelIndex()
        self.editor: QWidget | None = None
        self.is_refused = False
        """Whether the text in the open editor was refused."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._table.rows.row_at(index)
        if row is None or index.column() != self._table.name_column:
            super().paint(painter, option, index)
            return
        painter.save()
        self._paint_ground(painter, option, index)
        painter.setPen(theme.role(option.widget, "hairline"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        inner = option.rect.adjusted(MARGIN + row.level * INDENT, 0, -MARGIN, -1)
        for name, role in self._marks(row):
            icon(name, role).paint(painter, QRect(inner.x(), inner.y(), ICON - 2, inner.height()))
            inner.setLeft(inner.x() + ICON + 2)
        painter.setFont(theme.font(strong=row.is_phase))
        painter.setPen(theme.role(option.widget, "muted" if row.is_closed else "text"))
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()

    def _marks(self, row: PlanRow) -> list[tuple[str, str]]:
        marks = []
        if row.is_phase:
            marks.append(("chevron_right" if row.id in self._table.folded else "chevron_down", "muted"))
        elif row.is_milestone:
            marks.append(("milestone", "text"))
        if row.path_minutes == 0 and not row.is_phase:
            marks.append(("arrow_right", "critical"))
        if row.is_late:
            marks.append(("warning", "danger"))
        elif row.is_done and not row.is_phase:
            marks.append(("check", "success"))
        return marks

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        self._index = QPersistentModelIndex(index)
        self.is_refused = False
        editor = self.editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(self._table.rows.columns[index.column()].title)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)
        row = self._table.rows.row_at(index)
        if row is not None and index.column() == self._table.name_column:
            rect.setLeft(rect.x() + row.level * INDENT + (ICON if row.is_phase else 0))
        rect.setWidth(max(rect.width(), 96))
        editor.setGeometry(rect)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if self.editor is editor:
            self.editor, self.is_refused = None, False
        super().destroyEditor(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            self.carry_out(editor)
        else:
            super().setModelData(editor, model, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        ends = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(editor, QLineEdit) and isinstance(event, QKeyEvent) and event.key() in ends:
            return self._finish(editor, Qt.Key(event.key()))
        return super().eventFilter(editor, event)

    def carry_out(self, editor: QLineEdit) -> bool:
        """Do what was typed; false when it is refused, and then the editor is marked and says why."""
        row = self._table.rows.row_at(self._index)
        if row is None or editor.property("carried_out"):
            return True
        column = self._table.rows.columns[self._index.column()]
        typed = editor.text()
        reason = ""
        if typed != (column.edited or column.text)(row):
            reason = self._edits[column.title](row, typed)
        self._mark(editor, reason)
        editor.setProperty("carried_out", not reason)
        return not reason

    def _mark(self, editor: QLineEdit, reason: str) -> None:
        self.is_refused = bool(reason)
        theme.look(editor, "wrong" if reason else "")
        editor.setToolTip(reason)
        editor.setAccessibleDescription(reason)
        if reason:
            QToolTip.showText(editor.mapToGlobal(editor.rect().bottomLeft()), reason, editor)

    def _finish(self, editor: QLineEdit, key: Qt.Key) -> bool:
        """Carry out what was typed; if it is refused, stay. Always ends the event."""
        if self.carry_out(editor):
            hints = QAbstractItemDelegate.EndEditHint
            hint = {Qt.Key.Key_Tab: hints.EditNextItem, Qt.Key.Key_Backtab: hints.EditPreviousItem}
            self.closeEditor.emit(editor, hint.get(key, hints.NoHint))
        return True

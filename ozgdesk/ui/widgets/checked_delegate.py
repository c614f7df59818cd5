"""A cell editor that stays open, marked with the reason, while what was typed is refused."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QStyleOptionViewItem, QToolTip, QWidget

from ozgdesk.ui import theme
from ozgdesk.ui.widgets.row_delegate import RowDelegate
from ozgdesk.ui.widgets.row_model import Index
from ozgdesk.ui.widgets.rows import RowTable


class CheckedDelegate(RowDelegate):
    """`edit(row, typed)` carries out what was typed and returns the reason when it is refused, else ""."""

    def __init__(self, table: RowTable, edit: Callable[[Any, str], str]) -> None:
        super().__init__(table)
        self._table = table
        self._edit = edit
        self._row: Any = None
        self._begun_with = ""
        self._editor: QLineEdit | None = None

    def finish(self) -> bool:
        """Carry out what is typed in an open cell; false when it is refused: then the cursor stays in it."""
        editor = self._editor
        if editor is None:
            return True
        if not self._carry_out(editor):
            editor.setFocus()
            return False
        self._close(editor)
        return True

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._table.rows.columns[index.column()]
        self._row = self._table.rows.row_at(index)
        self._begun_with = (column.edited or column.text)(self._row)
        self._editor = QLineEdit(parent)
        self._editor.setAccessibleName(column.title)
        return self._editor

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            self._carry_out(editor)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if self._editor is editor:
            self._editor = None
        super().destroyEditor(editor, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if not isinstance(editor, QLineEdit) or editor is not self._editor:
            return super().eventFilter(editor, event)
        ends = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ends:
            if self._carry_out(editor):
                self._close(editor)
            return True
        if event.type() == QEvent.Type.FocusOut and not self._carry_out(editor):
            return True
        return super().eventFilter(editor, event)

    def _carry_out(self, editor: QLineEdit) -> bool:
        """Do what was typed, once; false when it is refused, and then the editor is marked and says why."""
        typed, begun_with = editor.text(), self._begun_with
        if typed == begun_with:
            return True
        self._begun_with = typed  # before the edit, which may ask whether something is left to finish
        reason = self._edit(self._row, typed)
        if reason:
            self._begun_with = begun_with
            theme.look(editor, "wrong")
            QToolTip.showText(editor.mapToGlobal(editor.rect().bottomLeft()), reason, editor)
        editor.setToolTip(reason)
        editor.setAccessibleDescription(reason)
        return not reason

    def _close(self, editor: QLineEdit) -> None:
        if self._editor is editor:  # else it went with a change of the rows
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

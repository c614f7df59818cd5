"""The field in which one part of an agreement is written: text with references and placeholders as chips.

It knows neither commands nor the page around it; it says what the keys ask for.
"""

from math import ceil

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from ozgdesk.texts.clause_markup import clean, dropped_signs
from ozgdesk.ui.views import clause_stretches
from ozgdesk.ui.views.clause_chips import (
    OBJECT,
    RAW_FORMAT,
    ChipWords,
    WordsOf,
    chip_tip,
    copied,
    insert_tokens,
    register_chips,
    with_tokens,
)
from ozgdesk.ui.views.clause_clipboard import pasted_text
from ozgdesk.ui.views.clause_look import wrap_mode
from ozgdesk.ui.views.clause_stretches import SEAM, place_of_sign, sign_of_place, step_over

PAUSE_MS = 600
_STEPS: dict[int, tuple[int, QTextCursor.MoveOperation]] = {
    Qt.Key.Key_Up: (-1, QTextCursor.MoveOperation.Up),
    Qt.Key.Key_Left: (-1, QTextCursor.MoveOperation.Left),
    Qt.Key.Key_Down: (1, QTextCursor.MoveOperation.Down),
    Qt.Key.Key_Right: (1, QTextCursor.MoveOperation.Right),
}
"""Keys that go on to the neighbour (-1 before, 1 behind) where they can go no further in the text."""

_OVER_SEAM: dict[int, int] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Backspace: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Delete: 1,
}
"""Keys that act on the sign before (-1) or behind (1) the cursor, though a seam lies between."""


class ClauseEditor(QTextEdit):
    """Edits the text of one part, or (`is_line`) its heading.

    `paused(raw)` comes 600 ms after the last key, `left()` when the cursor leaves. Return asks to `split` the
    text, in an empty one to leave its level (`lifted`); Backspace at the start and Entf at the end ask to
    `join` it with a neighbour (-1, 1). Strg+Up/Down asks to `shift`, Tab and Umschalt+Tab to `nest`, an arrow
    over the edge to `step` to a neighbour, Escape to `close_asked`, Strg+Z and Strg+Y to `revert` (True:
    undo), Strg+A when all is selected to select the whole text, paste of several lines to `take`.
    `dragged_out(global point)`: the mouse selects beyond the part. While `is_held`, e.g. by a popup, losing
    the focus is not leaving.
    """

    paused = Signal(str)
    left = Signal()
    split = Signal(str, str)
    lifted = Signal()
    joined = Signal(int)
    shift = Signal(int)
    nest = Signal(bool)
    stepped = Signal(int)
    reverted = Signal(bool)
    all_asked = Signal()
    taken = Signal(str)
    cleaned = Signal(int)
    dragged_out = Signal(QPoint)
    close_asked = Signal()
    height_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("ClauseEditor { border: none; padding: 0; background: transparent; }")
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        register_chips(self.document(), self)
        self._words_of: WordsOf = lambda token: ChipWords(token, "")
        self._saved = ""
        self._line_height = 0
        self.is_line = False
        self.is_held = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self._parting = QTimer(self, singleShot=True, interval=0)
        self._parting.timeout.connect(self._part)
        self.textChanged.connect(self._on_typed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.height_changed.emit())

    def open(self, raw: str, words_of: WordsOf, *, is_line: bool, name: str) -> None:
        """Begin with a text; the cursor stands at its end."""
        self._words_of = words_of
        self.is_line = is_line
        self.setAccessibleName(name)
        self.show_raw(raw)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def set_words(self, words_of: WordsOf) -> None:
        """What tokens read as from now on."""
        self._words_of = words_of

    def has_tokens(self) -> bool:
        """Whether a reference or placeholder stands in the text."""
        return OBJECT in self.document().toRawText()

    def selected_words(self) -> str:
        """The words that are selected within one line, while it is open."""
        text = self.textCursor().selectedText() if self.isVisible() else ""
        return "" if {OBJECT, "\u2028"} & set(text) else text.replace(SEAM, "")

    def set_look(self, font: QFont, line_height: int) -> None:
        """Write in a typeface on lines of this height."""
        self._line_height = line_height
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._set_lines()

    def show_raw(self, raw: str, *, is_saved: bool = True) -> None:
        """Show a text, without telling anybody; the cursor stays as far as it can."""
        if is_saved:
            self._saved = raw
        place = sign_of_place(self.document(), self.textCursor().position())
        self.blockSignals(True)
        self.document().setUndoRedoEnabled(False)
        self.clear()
        self.setWordWrapMode(wrap_mode(raw))
        self._insert(self.textCursor(), raw)
        self._set_lines()
        self.blockSignals(False)
        self.set_place(place)
        self._pause.stop()
        self._parting.start()
        self.height_changed.emit()

    def raw(self) -> str:
        """The text with tokens, as it is stored; line feeds part lines."""
        return self.raw_between(0, self.document().characterCount() - 1)

    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.raw() != self._saved

    def accept(self, raw: str) -> None:
        """This text has been saved."""
        self._saved = raw
        self._pause.stop()

    def insert_raw(self, raw: str) -> None:
        """Put text with tokens at the cursor."""
        self._insert(self.textCursor(), raw)
        self.setFocus()

    def set_place(self, place: int) -> None:
        """Put the cursor behind so many signs of the text, a token being one."""
        cursor = self.textCursor()
        cursor.setPosition(place_of_sign(self.document(), place))
        self.setTextCursor(cursor)

    def select_to(self, point: QPoint) -> None:
        """Select from the cursor to where the mouse is."""
        cursor = self.textCursor()
        cursor.setPosition(self.cursorForPosition(point).position(), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def wanted_height(self) -> int:
        """The height that shows all of the text."""
        return max(ceil(self.document().size().height()), self._line_height)

    def raw_between(self, start: int, end: int) -> str:
        """A stretch of the text with its tokens."""
        return with_tokens(self.document(), start, end).replace("\u2028", "\n").replace(SEAM, "")

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cursor = self.cursorForPosition(event.pos())
            cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
            QToolTip.showText(event.globalPos(), chip_tip(cursor.charFormat()), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._on_return()
        elif key == Qt.Key.Key_Escape:
            self.close_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            self.reverted.emit(event.matches(QKeySequence.StandardKey.Undo))
        elif event.matches(QKeySequence.StandardKey.SelectAll) and self._has_all_selected():
            self.all_asked.emit()
        elif control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.nest.emit(key == Qt.Key.Key_Tab)
        elif (way := self._joins(key)) != 0:
            self.joined.emit(way)
        elif key in _STEPS and not modifiers and self._is_at_edge(key):
            self.stepped.emit(_STEPS[key][0])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()  # they turn the page around this field
        else:
            self._type(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._parting.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The field shows all of its text; the wheel turns the page around it."""
        around = self.parentWidget()
        if around is not None:
            QCoreApplication.sendEvent(around, event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if clause_stretches.is_stretch(self.textCursor()):
            self.selectAll()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        is_beyond = not -self._line_height < event.position().y() < self.height() + self._line_height
        if event.buttons() & Qt.MouseButton.LeftButton and is_beyond:
            self.dragged_out.emit(event.globalPosition().toPoint())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if not self.is_held and event.reason() not in passing:
            self.left.emit()

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        raw = self.raw_between(cursor.selectionStart(), cursor.selectionEnd())
        return copied(super().createMimeDataFromSelection(), raw, self._words_of)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasHtml() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        is_ours = source.hasFormat(RAW_FORMAT)
        raw = bytes(source.data(RAW_FORMAT).data()).decode() if is_ours else pasted_text(source)
        text = clean(raw).strip("\n").replace("\t", " ")
        if self.is_line:
            self._insert(self.textCursor(), " ".join(text.split()))
        elif "\n" in text and not is_ours:
            self.taken.emit(text)
        else:
            self._insert(self.textCursor(), text)
        if dropped := dropped_signs(raw):
            self.cleaned.emit(dropped)

    def _on_return(self) -> None:
        end = self.document().characterCount() - 1
        cursor = self.textCursor()
        if end == 0 and not self.is_line:
            self.lifted.emit()
        else:
            before = self.raw_between(0, cursor.selectionStart())
            self.split.emit(before, self.raw_between(cursor.selectionEnd(), end))

    def _joins(self, key: int) -> int:
        """Whether a key asks to join with the part before (-1) or behind (1); 0 for neither."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return 0
        if key == Qt.Key.Key_Backspace and cursor.atStart():
            return -1
        return 1 if key == Qt.Key.Key_Delete and cursor.atEnd() else 0

    def _type(self, event: QKeyEvent) -> None:
        """A key that means the field alone; in a long text it passes over the seams."""
        way = _OVER_SEAM.get(event.key(), 0)
        selects = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        cursor = self.textCursor()
        if way and (selects or not cursor.hasSelection()) and step_over(cursor, way, selects=selects):
            self.setTextCursor(cursor)
        super().keyPressEvent(event)
        cursor = self.textCursor()
        if event.key() == Qt.Key.Key_Right and step_over(cursor, 1, selects=selects):
            self.setTextCursor(cursor)

    def _on_pause(self) -> None:
        self.paused.emit(self.raw())
        self._part()

    def _part(self) -> None:
        """Part a long text where its lines begin now; what it says stays the same."""
        is_blocked = self.blockSignals(True)
        clause_stretches.part(self.document())
        self.blockSignals(is_blocked)

    def _has_all_selected(self) -> bool:
        cursor = self.textCursor()
        return abs(cursor.selectionEnd() - cursor.selectionStart()) >= self.document().characterCount() - 1

    def _on_typed(self) -> None:
        self._pause.start()

    def _is_at_edge(self, key: int) -> bool:
        before = self.textCursor()
        moved = QTextCursor(before)
        moved.movePosition(_STEPS[key][1])
        return moved.position() == before.position() and not before.hasSelection()

    def _set_lines(self) -> None:
        if self._line_height:
            form = QTextBlockFormat()
            kind = QTextBlockFormat.LineHeightTypes.FixedHeight.value
            form.setLineHeight(float(self._line_height), kind)
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            is_blocked = self.blockSignals(True)
            cursor.mergeBlockFormat(form)
            self.blockSignals(is_blocked)

    def _insert(self, cursor: QTextCursor, raw: str) -> None:
        insert_tokens(cursor, raw, self._words_of)
        self.setTextCursor(cursor)

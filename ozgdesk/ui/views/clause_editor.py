"""The field in which one part of an agreement is written: text with references and placeholders as chips.

It knows neither commands nor the page around it; it says what the keys ask for.
"""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QRect, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from ozgdesk.domain.clauses import Placeholder, Reference, tokens
from ozgdesk.texts.clauses import FIELD_NAMES
from ozgdesk.ui import theme

PAUSE_MS = 600
_CHIP = int(QTextFormat.ObjectTypes.UserObject) + 1
_TOKEN = int(QTextFormat.Property.UserProperty) + 1
_LABEL = int(QTextFormat.Property.UserProperty) + 2
_OBJECT = "\ufffc"
_LONGEST = 48
_PADDING = 5.0

NameOf = Callable[[str], str]
"""What a reference token reads as, by the stem of its target."""


class _ChipPainter(QPyTextObject):
    """Draws a token as a small label in the line."""

    def intrinsicSize(self, doc: QTextDocument, position: int, form: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(doc.defaultFont())
        width = metrics.horizontalAdvance(str(form.property(_LABEL))) + 2 * _PADDING
        return QSizeF(width, metrics.ascent() + 1)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, position: int, form: QTextFormat
    ) -> None:
        metrics = QFontMetricsF(doc.defaultFont())
        box = QRectF(rect).adjusted(1, 0, -1, metrics.descent())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.role(None, "border"))
        painter.setBrush(theme.role(None, "selection"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.role(None, "text"))
        painter.setFont(doc.defaultFont())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(form.property(_LABEL)))
        painter.restore()


class ClauseEditor(QTextEdit):
    """Edits the text of one part, or (`is_line`) its heading.

    `paused(raw)` comes 600 ms after the last key, `left()` when the cursor leaves. Return asks to `split` the
    text, Strg+Up/Down to `shift`, Tab and Umschalt+Tab to `nest`, an arrow over the edge to `step` to a
    neighbour, Backspace in an empty part to `remove` it, Escape to `close_asked`. While `is_held`, e.g. by a
    popup, losing the focus is not leaving.
    """

    paused = Signal(str)
    left = Signal()
    split = Signal(str, str)
    shift = Signal(int)
    nest = Signal(bool)
    stepped = Signal(int)
    removed = Signal()
    close_asked = Signal()
    height_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._chips = _ChipPainter(self)
        self.document().documentLayout().registerHandler(_CHIP, self._chips)
        self._name_of: NameOf = lambda stem: stem
        self._saved = ""
        self.is_line = False
        self.is_held = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self.paused.emit(self.raw()))
        self.textChanged.connect(self._on_typed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.height_changed.emit())

    def open(self, raw: str, name_of: NameOf, *, is_line: bool, name: str) -> None:
        """Begin with a text; the cursor stands at its end."""
        self._name_of = name_of
        self.is_line = is_line
        self.setAccessibleName(name)
        self.show_raw(raw)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def show_raw(self, raw: str, *, is_saved: bool = True) -> None:
        """Show a text, without telling anybody."""
        if is_saved:
            self._saved = raw
        self.blockSignals(True)
        self.document().setUndoRedoEnabled(False)
        self.clear()
        self._insert(self.textCursor(), raw)
        self.document().setUndoRedoEnabled(True)
        self.blockSignals(False)
        self._pause.stop()
        self.height_changed.emit()

    def raw(self) -> str:
        """The text with tokens, as it is stored; line feeds part lines."""
        return self._raw_between(0, self.document().characterCount() - 1)

    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.raw() != self._saved

    def accept(self, raw: str) -> None:
        """This text has been saved."""
        self._saved = raw
        self._pause.stop()

    def insert_token(self, token: str) -> None:
        """Put a reference or placeholder at the cursor."""
        self._insert(self.textCursor(), token)
        self.setFocus()

    def wanted_height(self) -> int:
        """The height that shows all of the text, with frame."""
        return int(self.document().size().height()) + 2 * self.frame_space() + 2

    @staticmethod
    def frame_space() -> int:
        """Room between the text and the outer edge, as the style sheet draws it."""
        return theme.step(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers & Qt.KeyboardModifier.ShiftModifier:
            at = self.textCursor().position()
            end = self.document().characterCount() - 1
            self.split.emit(self._raw_between(0, at), self._raw_between(at, end))
        elif key == Qt.Key.Key_Escape:
            self.close_asked.emit()
        elif control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.nest.emit(key == Qt.Key.Key_Tab)
        elif key == Qt.Key.Key_Backspace and self.document().isEmpty():
            self.removed.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._is_at_edge(key):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if not self.is_held and event.reason() not in passing:
            self.left.emit()

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(self._raw_between(cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._insert(self.textCursor(), plain(source.text(), is_line=self.is_line))

    def _on_typed(self) -> None:
        self._pause.start()
        self.height_changed.emit()

    def _is_at_edge(self, key: int) -> bool:
        before = self.textCursor()
        moved = QTextCursor(before)
        operation = QTextCursor.MoveOperation
        moved.movePosition(operation.Up if key == Qt.Key.Key_Up else operation.Down)
        return moved.position() == before.position()

    def _insert(self, cursor: QTextCursor, raw: str) -> None:
        plain_format = QTextCharFormat()
        for token in tokens(raw):
            if isinstance(token, Reference):
                self._insert_chip(cursor, f"{{ref:{token.stem}}}", self._name_of(token.stem))
            elif isinstance(token, Placeholder):
                self._insert_chip(cursor, f"{{field:{token.name}}}", FIELD_NAMES[token.name])
            else:
                cursor.insertText(token.text.replace("\n", "\u2028"), plain_format)
        self.setTextCursor(cursor)

    def _insert_chip(self, cursor: QTextCursor, token: str, label: str) -> None:
        form = QTextCharFormat()
        form.setObjectType(_CHIP)
        form.setProperty(_TOKEN, token)
        form.setProperty(_LABEL, label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…")
        cursor.insertText(_OBJECT, form)
        cursor.setCharFormat(QTextCharFormat())

    def _raw_between(self, start: int, end: int) -> str:
        parts = []
        cursor = QTextCursor(self.document())
        for position in range(start, end):
            char = self.document().characterAt(position)
            if char == _OBJECT:
                cursor.setPosition(position + 1)
                parts.append(str(cursor.charFormat().property(_TOKEN) or ""))
            else:
                parts.append("\n" if char in "\u2028\u2029" else char)
        return "".join(parts)


def plain(text: str, *, is_line: bool) -> str:
    """Pasted text without control characters and invisible direction marks; a heading stays one line."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    clean = "".join(
        c for c in clean if c == "\n" or (c.isprintable() and c not in _INVISIBLE) or c == "\u00a0"
    )
    return " ".join(clean.split()) if is_line else clean.strip("\n")


_INVISIBLE = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffc")

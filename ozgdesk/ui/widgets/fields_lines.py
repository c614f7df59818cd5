"""Fields for text that wraps: several lines, or one paragraph such as a title. They grow with their text."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ozgdesk.formats import NotReadable
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.field_base import Field
from ozgdesk.ui.widgets.fields_typed import leave_undo_to_window

_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_MOST_LINES = 14
_MARGIN = 2
_FRAME = theme.step(3) + 2 * _MARGIN
_SIDES = 2 * (theme.step(2) + _MARGIN + 1)


class LinesField(Field):
    """Several lines."""

    least_lines = 2

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self.text = self._make_text()
        super().__init__(name, self.text, parent)
        self._shown = ""
        self.text.document().setDocumentMargin(_MARGIN)
        self.text.setTabChangesFocus(True)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self._on_changed)
        self.mark("")
        self._fit()

    def read(self) -> str:
        return self._typed()

    def show_value(self, value: Any) -> None:
        self._shown = str(value or "")
        if self.is_dirty():
            self._write(self._shown)

    def is_dirty(self) -> bool:
        return self._typed() != self._shown

    def accept(self) -> None:
        self._shown = self._typed()

    def take_back(self) -> None:
        self.show_value(self._shown)

    def set_fixed(self, fixed: bool) -> None:
        self.text.setReadOnly(fixed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.settled.emit()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        elif event.type() == QEvent.Type.Resize:
            self._fit()
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return leave_undo_to_window(event, self.text.document().isUndoAvailable())
        return False

    def _make_text(self) -> QPlainTextEdit | QTextEdit:
        return QPlainTextEdit()

    def _write(self, text: str) -> None:
        """Put another text there."""
        self.text.setPlainText(text)

    def _typed(self) -> str:
        """The text as it stands there; `toPlainText` would turn no-break spaces into ordinary ones."""
        raw = self.text.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def _on_key(self, event: QKeyEvent) -> bool:
        """Strg+Return belongs to the form, Esc gives up what is typed."""
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return True
        return event.key() == Qt.Key.Key_Escape and self.escape()

    def _on_changed(self) -> None:
        self._fit()
        if self.text.hasFocus() and self.is_dirty():
            self.edited.emit()

    def _fit(self) -> None:
        """As high as the text; measured here, as the document learns its width only when it is painted."""
        metrics = QFontMetrics(self.text.font())
        height = self._text_height(metrics)
        lines = min(max(-(-height // metrics.lineSpacing()), self.least_lines), _MOST_LINES)
        bar = Qt.ScrollBarPolicy
        self.text.setVerticalScrollBarPolicy(
            bar.ScrollBarAsNeeded if lines == _MOST_LINES else bar.ScrollBarAlwaysOff
        )
        self.text.setFixedHeight(lines * metrics.lineSpacing() + _FRAME)

    def _text_height(self, metrics: QFontMetrics) -> int:
        """How high the text is in the width of the field."""
        typed = self._typed()
        room = QRect(0, 0, max(self.text.width() - _SIDES, theme.step(10)), 100_000)
        flags = Qt.TextFlag.TextWordWrap.value | Qt.TextFlag.TextWrapAnywhere.value
        return metrics.boundingRect(room, flags, typed).height() if typed else 0


class TitleField(LinesField):
    """One paragraph that wraps, for names and titles; `must` refuses an empty one. Return saves it.

    Keys that come here select it whole, as they do in a line, so that typing replaces a suggested name.
    """

    least_lines = 1

    def __init__(self, name: str, parent: QWidget | None = None, *, must: bool = False) -> None:
        super().__init__(name, parent)
        self._name = name
        self._must = must

    def read(self) -> str:
        if not self.is_dirty():
            return self._shown
        typed = " ".join(self._typed().split("\n")).strip()
        if self._must and not typed:
            raise NotReadable(f"Bitte füllen Sie das Feld „{self._name}“ aus.")
        return typed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.FocusIn
            and isinstance(event, QFocusEvent)
            and event.reason() in _BY_KEYS
        ):
            self.text.selectAll()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.settled.emit()
            return True
        return super()._on_key(event)

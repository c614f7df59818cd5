"""A field for text in which the placeholders of an agreement are seen as what they say, as labels."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QHelpEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip, QWidget

from ozgdesk.domain.clauses import Placeholder, Words, token_text, tokens
from ozgdesk.texts.clause_markup import clean
from ozgdesk.texts.clauses import FIELD_NAMES
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.chooser import Chooser
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
from ozgdesk.ui.widgets.fields_lines import LinesField

INSERT = "Platzhalter einfügen …"


class ChipsEdit(QTextEdit):
    """Strg+E puts a placeholder at the cursor; copied text has for other programs what it says."""

    def __init__(self, words_of: Callable[[], WordsOf], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words_of = words_of
        self.setAcceptRichText(False)
        register_chips(self.document(), self)
        self.fields = Chooser(INSERT, self)
        self.fields.chosen.connect(lambda name: self.insert_raw(token_text(Placeholder(name))))

    def raw(self) -> str:
        """The text with its tokens, as it is stored."""
        return self._raw(0, self.document().characterCount() - 1)

    def show_raw(self, raw: str) -> None:
        """Show another text; the cursor stays as far as it can."""
        place = self.textCursor().position()
        self.clear()
        cursor = self.textCursor()
        insert_tokens(cursor, raw, self._words_of())
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def insert_raw(self, raw: str) -> None:
        """Put text with tokens at the cursor."""
        cursor = self.textCursor()
        insert_tokens(cursor, raw, self._words_of())
        self.setTextCursor(cursor)
        self.setFocus()

    @property
    def has_raw_tokens(self) -> bool:
        """Whether a token was typed sign by sign."""
        plain = self.document().toRawText().replace(OBJECT, "")
        return any(not isinstance(token, Words) for token in tokens(plain))

    def choose_field(self) -> None:
        """Let a placeholder be chosen for the place of the cursor."""
        self.fields.open_at(self, list(FIELD_NAMES.items()))
        self.fields.move(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cursor = self.cursorForPosition(event.pos())
            cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
            QToolTip.showText(event.globalPos(), chip_tip(cursor.charFormat()), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.choose_field()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu: QMenu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        menu.addAction(icon("tag"), f"{INSERT}\tStrg+E").triggered.connect(self.choose_field)
        menu.popup(event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        raw = self._raw(cursor.selectionStart(), cursor.selectionEnd())
        return copied(super().createMimeDataFromSelection(), raw, self._words_of())

    def insertFromMimeData(self, source: QMimeData) -> None:
        raw = (
            bytes(source.data(RAW_FORMAT).data()).decode() if source.hasFormat(RAW_FORMAT) else source.text()
        )
        self.insert_raw(clean(raw))

    def _raw(self, start: int, end: int) -> str:
        found = with_tokens(self.document(), start, end)
        return found.replace("\u2028", "\n").replace("\u2029", "\n")


class ChipsField(LinesField):
    """Several lines with placeholders. `set_words` says what they read as."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._words_of: WordsOf = lambda token: ChipWords("", token)
        super().__init__(name, parent)
        self.edit.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())

    def set_words(self, words_of: WordsOf) -> None:
        """What placeholders read as from now on."""
        self._words_of = words_of
        if not self.is_dirty() and OBJECT in self.edit.document().toRawText():
            self._write(self.read())

    @property
    def edit(self) -> ChipsEdit:
        """The field inside."""
        assert isinstance(self.text, ChipsEdit)
        return self.text

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        found = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut and not self.is_dirty() and self.edit.has_raw_tokens:
            self._write(self.read())
        return found

    def _make_text(self) -> ChipsEdit:
        return ChipsEdit(lambda: self._words_of)

    def _write(self, text: str) -> None:
        is_blocked = self.edit.blockSignals(True)
        self.edit.show_raw(text)
        self.edit.blockSignals(is_blocked)
        self._fit()

    def _typed(self) -> str:
        return self.edit.raw()

    def _text_height(self, metrics: QFontMetrics) -> int:
        """As high as the document, which knows its width and that of its labels."""
        document = self.edit.document()
        return ceil(document.size().height() - 2 * document.documentMargin())

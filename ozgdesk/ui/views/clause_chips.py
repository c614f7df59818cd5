"""References and placeholders in the field where a text is written: small labels that are one sign each."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QObject, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from ozgdesk.domain.clauses import Words, token_text, tokens
from ozgdesk.ui import theme

OBJECT = "\ufffc"
RAW_FORMAT = "application/x-ozgdesk-clause"
"""Copied text with its tokens, beside the plain text for other programs."""
_CHIP = int(QTextFormat.ObjectTypes.UserObject) + 1
_TOKEN = int(QTextFormat.Property.UserProperty) + 1
_LABEL = int(QTextFormat.Property.UserProperty) + 2
_TIP = int(QTextFormat.Property.UserProperty) + 3
_IS_OPEN = int(QTextFormat.Property.UserProperty) + 4
_LONGEST = 44
_PADDING = 3.0


@dataclass(frozen=True, slots=True)
class ChipWords:
    """What a token reads as (empty: nothing yet), and what it is called."""

    value: str
    name: str
    longest: int = _LONGEST

    @property
    def label(self) -> str:
        """The value while it fits into a line, else the name."""
        if self.value and len(self.value) <= self.longest and "\n" not in self.value:
            return self.value
        shown = self.name or self.value
        return shown if len(shown) <= self.longest else f"{shown[: self.longest - 1]}…"


WordsOf = Callable[[str], ChipWords]
"""What a token reads as."""


def chip_format(token: str, words: ChipWords) -> QTextCharFormat:
    """The format of the one sign that stands for a token."""
    form = QTextCharFormat()
    form.setObjectType(_CHIP)
    form.setProperty(_TOKEN, token)
    form.setProperty(_LABEL, words.label)
    form.setProperty(_IS_OPEN, not words.value)
    value = words.value or "nicht angegeben"
    form.setProperty(_TIP, f"{words.name}: {value}" if words.name else value)
    return form


def chip_token(form: QTextCharFormat) -> str:
    """The token of a sign; empty for ordinary text."""
    return str(form.property(_TOKEN) or "")


def chip_tip(form: QTextCharFormat) -> str:
    """What a token is called and what it says; empty for ordinary text."""
    return str(form.property(_TIP) or "")


def insert_tokens(cursor: QTextCursor, raw: str, words_of: WordsOf) -> None:
    """Put a text at the cursor, each of its tokens as one sign."""
    plain = QTextCharFormat()
    cursor.beginEditBlock()
    for token in tokens(raw):
        if isinstance(token, Words):
            cursor.insertText(token.text.replace("\n", "\u2028"), plain)
        else:
            written = token_text(token)
            cursor.insertText(OBJECT, chip_format(written, words_of(written)))
            cursor.setCharFormat(plain)
    cursor.endEditBlock()


def with_tokens(document: QTextDocument, start: int, end: int) -> str:
    """A stretch of a document as Qt keeps it, with tokens instead of the signs that stand for them."""
    signs = document.toRawText()[start:end]
    parts, cursor, place = [], QTextCursor(document), 0
    while (found := signs.find(OBJECT, place)) >= 0:
        cursor.setPosition(start + found + 1)
        parts += [signs[place:found], chip_token(cursor.charFormat())]
        place = found + 1
    return "".join([*parts, signs[place:]])


def copied(data: QMimeData, raw: str, words_of: WordsOf) -> QMimeData:
    """What Qt has copied, with tokens for our own fields and what they say for other programs.

    `data` was made by Qt: the clipboard keeps it beyond the end of Python.
    """
    data.text()  # Qt fills it only when it is asked
    for name in data.formats():
        data.removeFormat(name)
    words = (
        token.text if isinstance(token, Words) else words_of(token_text(token)).value for token in tokens(raw)
    )
    data.setText("".join(words))
    data.setData(RAW_FORMAT, raw.encode())
    return data


class _ChipPainter(QPyTextObject):
    """Draws a token as a small label in the line."""

    def intrinsicSize(self, doc: QTextDocument, position: int, form: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(doc.defaultFont())
        width = metrics.horizontalAdvance(str(form.property(_LABEL))) + 2 * _PADDING
        return QSizeF(width, metrics.ascent())

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, position: int, form: QTextFormat
    ) -> None:
        metrics = QFontMetricsF(doc.defaultFont())
        place = QRectF(rect)
        box = place.adjusted(0.5, 1, -0.5, metrics.descent() - 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        is_open = bool(form.property(_IS_OPEN))
        painter.setBrush(theme.role(None, "warning_soft" if is_open else "selection"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(theme.role(None, "warning" if is_open else "text"))
        painter.setFont(doc.defaultFont())
        painter.drawText(place.bottomLeft() + QPointF(_PADDING, 0), str(form.property(_LABEL)))
        painter.restore()


def register_chips(document: QTextDocument, owner: QObject) -> None:
    """Let a document draw chips; the owner keeps the painter alive."""
    document.documentLayout().registerHandler(_CHIP, _ChipPainter(owner))

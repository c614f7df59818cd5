"""How the page of an agreement is set: typefaces, measure and indents, from the room there is."""

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF, QTextOption

from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.present.agreement import ClauseRow
from ozgdesk.ui import theme

TITLED = frozenset({ClauseKind.PREAMBLE.value, ClauseKind.CLAUSE.value, ClauseKind.ANNEX.value})
"""Kinds that have a heading of their own."""

LEADING = 1.16
"""Height of a line over that of its typeface."""

BASELINE = 0.8
"""How far down a line its letters stand: where Qt puts them in lines of a fixed height, as in the editor."""

_MEASURE = "Die Beteiligten tragen die Kosten nach dem Verhältnis ihrer Einwohnerzahlen."
_WIDEST_NUMBER = "(10)"
_LEVELS = {ClauseKind.PARAGRAPH.value: 1, ClauseKind.NUMBER.value: 2, ClauseKind.LETTER.value: 3}
_ENDLESS = 5_000
_ROOM_BESIDE = theme.step(14)
_LEAST_BESIDE = theme.step(9)


@dataclass(frozen=True, slots=True)
class PageLook:
    """Typefaces and lengths of a page that is `width` wide; `measure` holds about 76 characters."""

    body: QFont
    title: QFont
    body_line: int
    title_line: int
    width: int
    measure: int
    indent: int
    beside: int

    @property
    def paper(self) -> int:
        """Width of the sheet of paper."""
        return self.measure + 2 * self.beside

    @property
    def left(self) -> int:
        """Where the text column begins on the page."""
        return max((self.width - self.paper) // 2, 0) + self.beside

    def font(self, field: str) -> QFont:
        """The typeface of a heading or a text."""
        return self.title if field == "heading" else self.body

    def line_height(self, field: str) -> int:
        """Height of one line of a heading or a text."""
        return self.title_line if field == "heading" else self.body_line

    def text_left(self, row: ClauseRow) -> int:
        """How far the text of a part is set in; its number hangs before it."""
        level = _LEVELS.get(row.kind, 0)
        return self.indent * (level if row.number or level > 1 else 0)

    def number_left(self, row: ClauseRow) -> int:
        """Where the number of an Absatz, Nummer or Buchstabe stands."""
        return max(self.text_left(row) - self.indent, 0)


def wrap_mode(text: str) -> QTextOption.WrapMode:
    """How a text is broken into lines: between words, and anywhere where a word has no end in sight.

    Qt looks for the end of a word anew in every line, which takes seconds for one of 100 000 signs.
    """
    is_endless = len(text) > _ENDLESS and max(map(len, text.split()), default=0) > _ENDLESS
    modes = QTextOption.WrapMode
    return modes.WrapAnywhere if is_endless else modes.WrapAtWordBoundaryOrAnywhere


def page_look(width: int) -> PageLook:
    """The look of a page for a width in pixels."""
    body, title = theme.font(1.0), theme.font(2.5, strong=True)
    metrics = QFontMetricsF(body)
    indent = int(metrics.horizontalAdvance(_WIDEST_NUMBER)) + theme.step(3)
    widest = int(metrics.horizontalAdvance(_MEASURE)) + indent
    beside = _ROOM_BESIDE if width >= widest + 2 * (_ROOM_BESIDE + theme.step(4)) else _LEAST_BESIDE
    measure = max(min(widest, width - 2 * beside), theme.step(40))
    return PageLook(body, title, _line(body), _line(title), width, measure, indent, beside)


def _line(font: QFont) -> int:
    return round(QFontMetricsF(font).height() * LEADING)

"""One part of an agreement set into lines: heading, prose and tables, each with its place below the top."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ozgdesk.present.agreement import ClauseRow
from ozgdesk.present.agreement_text import Piece, PieceKind
from ozgdesk.present.clause_tables import Grid, Prose, blocks
from ozgdesk.ui import theme
from ozgdesk.ui.views.clause_look import BASELINE, TITLED, PageLook, wrap_mode

EMPTY_TEXT = "Text eingeben"
EMPTY_HEADING = "Überschrift"
_GAP = theme.step(2)
_CELL = theme.step(2)
_ABOVE = {True: theme.step(8), False: theme.step(2)}
_BELOW_HEADING = theme.step(2)
_LEAST_COLUMN = theme.step(10)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Counted = tuple[tuple[int, str], ...]
"""Signs that are shown although they are not in the text: the place before which each stands."""

Hits = Mapping[str, Sequence[tuple[int, int, bool]]]
"""By field: start, end and whether it is the current one, of what was found in the text as it reads."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What besides the row decides how a part looks. `edited` is the field under the editor, "" for none."""

    shows_text: bool
    is_first: bool = False
    is_locked: bool = False
    edited: str = ""
    editor_height: int = 0
    sentences: tuple[int, ...] = ()


@dataclass(slots=True)
class Block:
    """A laid stretch of a field that begins at `start` of its text."""

    field: str
    layout: QTextLayout
    x: float
    y: float
    start: int = 0
    end: int = 0
    counted: Counted = ()

    def shown(self, place: int) -> int:
        """Where a place in the text of the field stands among the signs of the layout."""
        return place - self.start + sum(len(signs) for at, signs in self.counted if at <= place)

    def place(self, shown: int) -> int:
        """The place in the text of the field before a sign of the layout."""
        added = sum(len(signs) for at, signs in self.counted if self.shown(at) <= shown)
        return self.start + shown - added


class LaidPart:
    """A part in lines; `height` includes the space `above` it, `spots` tells where a field is edited."""

    def __init__(self, row: ClauseRow, look: PageLook, setting: Setting) -> None:
        self.row, self.look, self.setting = row, look, setting
        self.blocks: list[Block] = []
        self.rules: list[tuple[float, QColor]] = []
        self.numbers: list[tuple[str, QPointF]] = []
        self.spots: dict[str, QRectF] = {}
        self.above = 0.0 if setting.is_first else float(_ABOVE[row.kind in TITLED])
        self.height = self.above
        if row.kind in TITLED:
            self._lay_heading()
        if setting.shows_text:
            self._lay_text()

    def field_at(self, y: float) -> str:
        """The field at a height below the top of the part, the nearest one above it."""
        found = [field for field, rect in self.spots.items() if y >= rect.top() - _GAP]
        return found[-1] if found else next(iter(self.spots), "text")

    def sign_at(self, field: str, x: float, y: float) -> int:
        """How many signs of a field stand before a point, counted from the corner of the text column.

        A reference or placeholder is one sign, as in the editor.
        """
        found = [block for block in self.blocks if block.field == field]
        block = next(
            (b for b in reversed(found) if y >= b.y and x >= b.x - _GAP), found[0] if found else None
        )
        if block is None:
            return 0
        place = block.place(_cursor(block.layout, x - block.x, y - block.y))
        if field == "heading":
            return min(place, len(self.row.heading))
        return _signs(self.row.pieces, place)

    def line_of(self, field: str, place: int) -> float:
        """How far below the top the line with this place of a field begins."""
        for block in self.blocks:
            if block.field == field and block.start <= place < max(block.end, block.start + 1):
                line = block.layout.lineForTextPosition(block.shown(place))
                return block.y + (line.y() if line.isValid() else 0.0)
        return self.above

    def paint(self, painter: QPainter, top: float, hits: Hits) -> None:
        """Draw the part below `top`; the field under the editor stays blank, its number does not."""
        corner = QPointF(self.look.left, top)
        painter.setPen(theme.role(None, "text"))
        for field, place in self.numbers:
            painter.setFont(self.look.font(field))
            painter.drawText(corner + place, self.row.number)
        for block in self.blocks:
            found = [_found(block, *hit) for hit in hits.get(block.field, ()) if _touches(block, *hit)]
            block.layout.draw(painter, corner + QPointF(block.x, block.y), found)
        for y, color in self.rules:
            painter.fillRect(QRectF(corner.x() + self._text_left, top + y, self._text_width, 1), color)

    @property
    def _text_left(self) -> float:
        return float(self.look.text_left(self.row))

    @property
    def _text_width(self) -> float:
        return self.look.measure - self._text_left

    def _lay_heading(self) -> None:
        row, look, top = self.row, self.look, self.height
        left = 0.0
        if row.number:
            self.numbers.append(("heading", QPointF(0, top + look.line_height("heading") * BASELINE)))
            left = QFontMetricsF(look.title).horizontalAdvance(row.number) + theme.step(3)
        width = look.measure - left
        if self.setting.edited == "heading":
            self.height += self.setting.editor_height
        elif row.heading or not row.number:
            words = row.heading or row.kind_text
            self._add("heading", words, [], left, width, look.title, look.line_height("heading"), 0)
        else:
            words = "" if self.setting.is_locked else EMPTY_HEADING
            muted = [_range(0, len(words), _muted())]
            self._add("heading", words, muted, left, width, look.title, look.line_height("heading"), 0)
        self.spots["heading"] = QRectF(left, top, width, self.height - top)
        self.height += _BELOW_HEADING

    def _lay_text(self) -> None:
        row, look, top = self.row, self.look, self.height
        if row.kind not in TITLED and row.number:
            baseline = top + look.line_height("text") * BASELINE
            self.numbers.append(("text", QPointF(look.number_left(row), baseline)))
        if self.setting.edited == "text":
            self.height += self.setting.editor_height
        else:
            self._lay_pieces()
        self.spots["text"] = QRectF(self._text_left, top, self._text_width, self.height - top)

    def _lay_pieces(self) -> None:
        line = self.look.line_height("text")
        for number, part in enumerate(blocks(self.row.pieces)):
            self.height += _GAP if number else 0
            if isinstance(part, Grid):
                self._lay_grid(part)
            else:
                counted = _counted(self.setting.sentences, part.start, part.start + len(part.text))
                words, formats = _prose(part, counted)
                self._add(
                    "text", words, formats, self._text_left, self._text_width, self.look.body, line,
                    part.start, counted,
                )  # fmt: skip
        if not self.row.pieces:
            words = "" if self.setting.is_locked else EMPTY_TEXT
            muted = [_range(0, len(words), _muted())]
            self._add("text", words, muted, self._text_left, self._text_width, self.look.body, line, 0)

    def _lay_grid(self, grid: Grid) -> None:
        """A table ruled as in a book: a strong line below the head, thin ones between the rows."""
        line = round(self.look.line_height("text") * 0.9)
        widths = _column_widths(grid, self._text_width)
        for number, cells in enumerate(grid.rows):
            font = theme.font(strong=number == 0)
            x, top, bottom = self._text_left, self.height + _CELL / 2, self.height
            for cell, width in zip(cells, widths, strict=True):
                self.height = top
                self._add("text", cell.text, [], x, width - 2 * _CELL, font, line, cell.start)
                x, bottom = x + width, max(bottom, self.height)
            self.height = bottom + _CELL / 2
            self.rules.append((self.height, theme.role(None, "border" if number == 0 else "hairline")))
            self.height += 1

    def _add(
        self,
        field: str,
        words: str,
        formats: list[QTextLayout.FormatRange],
        x: float,
        width: float,
        font: QFont,
        line: int,
        start: int,
        counted: Counted = (),
    ) -> None:
        layout = QTextLayout(words, font)
        layout.setFormats(formats)
        height = _break(layout, width, line)
        end = start + len(words) - sum(len(signs) for _, signs in counted)
        self.blocks.append(Block(field, layout, x, self.height, start, end, counted))
        self.height += height


def _break(layout: QTextLayout, width: float, line_height: int) -> float:
    """Break a layout into lines of a fixed height; returns the height of all."""
    option = QTextOption()
    option.setWrapMode(wrap_mode(layout.text()))
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y + line_height * BASELINE - line.ascent()))
        y += line_height
    layout.endLayout()
    return max(y, line_height)


def _cursor(layout: QTextLayout, x: float, y: float) -> int:
    """The place between signs that is nearest to a point."""
    lines = (layout.lineAt(number) for number in range(layout.lineCount()))
    line = next((one for one in lines if y < one.y() + one.height()), layout.lineAt(layout.lineCount() - 1))
    found = line.xToCursor(x)
    return found if isinstance(found, int) else found[0]


def _signs(pieces: Sequence[Piece], place: int) -> int:
    signs = 0
    for piece in pieces:
        length = len(piece.text)
        if piece.kind is PieceKind.WORDS:
            if place <= length:
                return signs + place
            signs += length
        else:
            if place < length:
                return signs + (2 * place >= length)
            signs += 1
        place -= length
    return signs


def _counted(sentences: Sequence[int], start: int, end: int) -> Counted:
    """The raised numbers of the sentences that begin in a stretch."""
    return tuple(
        (place, str(number).translate(_RAISED))
        for number, place in enumerate(sentences, 1)
        if start <= place < end
    )


def _prose(prose: Prose, counted: Counted) -> tuple[str, list[QTextLayout.FormatRange]]:
    """The signs of a stretch with the numbers of its sentences, and how they look."""
    text, words, last = prose.text, "", 0
    formats = []
    for at, signs in counted:
        words += text[last : at - prose.start]
        formats.append(_range(len(words), len(signs), _muted()))
        words += signs
        last = at - prose.start
    words += text[last:]
    block = Block("text", QTextLayout(), 0, 0, prose.start, 0, counted)
    place = prose.start
    for piece in prose.pieces:
        end = place + len(piece.text)
        if piece.kind is not PieceKind.WORDS and end > place:
            first, behind = block.shown(place), block.shown(end - 1) + 1
            formats.append(_range(first, behind - first, _piece_format(piece)))
        place = end
    return words.replace("\n", "\u2028"), formats


def _column_widths(grid: Grid, width: float) -> list[float]:
    """Columns as wide as their longest word at least, the rest by the length of their cells."""
    columns = list(zip(*grid.rows, strict=True))
    metrics = QFontMetricsF(theme.font(strong=True))
    least = []
    for cells in columns:
        words = {word for cell in cells for word in cell.text.split()}
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0.0)
        least.append(min(longest + 2 * _CELL, max(width / len(columns), _LEAST_COLUMN)))
    wanted = [sum(len(cell.text) for cell in cells) / len(cells) for cells in columns]
    rest = max(width - sum(least), 0.0)
    return [one + rest * share / (sum(wanted) or 1) for one, share in zip(least, wanted, strict=True)]


def _found(block: Block, start: int, end: int, is_current: bool) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    form.setBackground(theme.role(None, "accent" if is_current else "warning_soft"))
    form.setForeground(theme.role(None, "on_accent" if is_current else "text"))
    first = block.shown(max(start, block.start))
    return _range(first, block.shown(min(end, block.end) - 1) + 1 - first, form)


def _touches(block: Block, start: int, end: int, _is_current: bool) -> bool:
    return start < block.end and end > block.start


def _range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, form
    return found


def _piece_format(piece: Piece) -> QTextCharFormat:
    """A reference in the colour of links, a placeholder dotted, an open one on a warning ground."""
    form = QTextCharFormat()
    if piece.kind is PieceKind.REFERENCE:
        form.setForeground(theme.role(None, "accent"))
    elif piece.kind is PieceKind.FIELD:
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        form.setUnderlineColor(theme.role(None, "border"))
    else:
        form.setBackground(theme.role(None, "warning_soft"))
        form.setForeground(theme.role(None, "warning"))
    return form


def _muted() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(theme.role(None, "muted"))
    return form

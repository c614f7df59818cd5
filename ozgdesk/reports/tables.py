"""Tables over pages: column widths from the contents, repeated heads, rows that may be taller than a page.

Rows are laid out one by one as the pages fill, so time and memory grow with the number of rows and no faster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, islice

from ozgdesk.reports import typeset
from ozgdesk.reports.elements import StructElement
from ozgdesk.reports.flow import Flow
from ozgdesk.reports.story import Align, Cell, GroupRow, Indented, Span, Table, Text, TickBox
from ozgdesk.reports.typeset import Line, Style

_PAD_X = 4.0
_LEAST = 24.0  # a column narrower than this holds no text
_LEAST_ROWS = 3  # that stay on a page when one of them goes with the last row
_STEP = 10.0  # indentation of one level of a tree
_SAMPLE = (
    400  # rows that decide automatic widths; looking at all of a long table would cost and change little
)
_SHORT, _MOST_KNOWN = 40, 2_000
_HEAD_CELL = "<</O /Table /Scope /Column>>"
_ROW_CELL = "<</O /Table /Scope /Row>>"


@dataclass(frozen=True)
class _LaidCell:
    lines: list[Line]
    left: float
    width: float
    column: int
    alt: str = ""
    ends: bool = True


@dataclass(frozen=True)
class _LaidRow:
    cells: tuple[_LaidCell, ...]
    style: Style
    pad: float  # above and below the text
    kind: str  # head, body, group (heads the rows below), empty (says that there are none)
    shaded: bool = False
    # Shared by the parts of a row that goes over a page end: they are one row for the reader.
    owners: list[StructElement] = field(default_factory=list)

    @cached_property
    def height(self) -> float:
        most = max([len(cell.lines) for cell in self.cells], default=1)
        return max(most, 1) * self.style.leading + 2 * self.pad

    @cached_property
    def marked(self) -> list[Line]:
        """The lines in which marks of footnotes stand."""
        lines = (line for cell in self.cells for line in cell.lines)
        return [line for line in lines if any(run.note for run in line.runs)]

    def split(self, count: int) -> tuple[_LaidRow, _LaidRow]:
        """Return the first `count` lines of each cell, and the rest."""
        upper = tuple(
            replace(cell, lines=cell.lines[:count], ends=len(cell.lines) <= count) for cell in self.cells
        )
        lower = tuple(replace(cell, lines=cell.lines[count:]) for cell in self.cells)
        return replace(self, cells=upper), replace(self, cells=lower)


class _Grid:
    """Column positions of one table and the laying out of its rows."""

    def __init__(self, flow: Flow, table: Table) -> None:
        self._flow, self._table, self._styles = flow, table, flow.styles
        self._widths = _column_widths(flow, table)
        self._lefts = [flow.left + sum(self._widths[:number]) for number in range(len(self._widths))]
        self._known: dict[tuple[int, str], _LaidCell] = {}

    def head(self) -> _LaidRow:
        """Return the head of the table."""
        cells = tuple(
            self._cell(number, title, self._styles.cell_head)
            for number, title in enumerate(self._table.columns)
        )
        return _LaidRow(cells, self._styles.cell_head, self._styles.pad_y, "head")

    def rows(self) -> Iterator[_LaidRow]:
        """Yield the rows, laid out when asked for."""
        if not self._table.rows:
            yield self._wide(Span("Keine Einträge", "muted"), self._styles.cell, "empty")
        style = self._styles.cell
        since_group = 0
        for row in self._table.rows:
            if isinstance(row, GroupRow):
                since_group = 0
                yield self._wide(row.text, self._styles.group, "group")
                continue
            cells = tuple([self._body_cell(number, cell) for number, cell in enumerate(row)])
            shaded = self._table.zebra and since_group % 2 == 1
            yield _LaidRow(cells, style, self._styles.pad_y, "body", shaded)
            since_group += 1

    def _body_cell(self, number: int, cell: Cell) -> _LaidCell:
        """Lay a cell out; short texts, which are often the same as in other rows, only once."""
        if not isinstance(cell, str) or len(cell) > _SHORT:
            return self._cell(number, cell, self._styles.cell)
        known = self._known.get((number, cell))
        if known is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            known = self._known[number, cell] = self._cell(number, cell, self._styles.cell)
        return known

    def _wide(self, text: Text, style: Style, kind: str) -> _LaidRow:
        lines = self._flow.breaking(text, style, self._flow.width - 2 * _PAD_X)
        cell = _LaidCell(lines, self._flow.left, self._flow.width, 0)
        return _LaidRow((cell,), style, self._styles.pad_y, kind)

    def _cell(self, number: int, cell: Cell, style: Style) -> _LaidCell:
        indent = 0.0
        if isinstance(cell, Indented):
            indent = min(cell.level * _STEP, self._widths[number] / 3)
            cell = cell.text
        width = self._widths[number] - indent
        lines = self._flow.breaking(cell, style, width - 2 * _PAD_X)
        return _LaidCell(lines, self._lefts[number] + indent, width, number, _alternative(cell))


def set_table(flow: Flow, table: Table) -> None:
    """Set a table; a head that is very tall is not repeated."""
    if not table.columns:
        return
    flow.before(4)
    owner = flow.root.add("Table")
    grid = _Grid(flow, table)
    head = grid.head()
    _set_caption(flow, owner, table, head.height)
    writer = _Writer(flow, table, owner)
    rows = grid.rows()
    waiting: list[_LaidRow] = []
    repeated: _LaidRow | None = head
    if head.height > flow.page_height / 4:
        waiting, repeated = [head], None
    first = True
    while True:
        part, waiting = _fill(flow, rows, waiting, [repeated] if repeated else [])
        if part:
            writer.write([repeated] if repeated else [], part, first=first)
            first = False
        if not waiting:
            break
        flow.next_page()
    flow.moved(0, flow.styles.after_block)


def _set_caption(flow: Flow, owner: StructElement, table: Table, head: float) -> None:
    if not table.caption:
        return
    style = flow.styles.caption
    lines = flow.breaking(table.caption, style, flow.width)
    flow.need(min(len(lines) * style.leading + head + 3 * flow.styles.cell.leading, flow.page_height / 2))
    flow.set_lines(owner.add("Caption"), lines, style)
    flow.moved(0, style.after)


def _fill(
    flow: Flow, rows: Iterator[_LaidRow], waiting: list[_LaidRow], head: list[_LaidRow]
) -> tuple[list[_LaidRow], list[_LaidRow]]:
    """Return the rows for this page and those already laid out for the next."""
    room = flow.room - sum(row.height for row in head)
    marked = [line for row in head for line in row.marked]
    part: list[_LaidRow] = []
    row = waiting.pop(0) if waiting else next(rows, None)
    while row is not None and row.height <= room - _noted(flow, marked, row):
        part.append(row)
        marked += row.marked if flow.notes else ()
        room -= row.height
        row = waiting.pop(0) if waiting else next(rows, None)
    if row is None:
        return part, []
    count = int((room - _noted(flow, marked, row) - 2 * row.pad) // row.style.leading)
    alone = flow.at_top and not part
    if alone or (row.height > flow.page_height / 3 and count >= 4):
        upper, row = row.split(max(count, 1))
        part.append(upper)
        return part, [row, *waiting]
    if not waiting:
        waiting = [following for following in (next(rows, None),) if following is not None]
    kept = _kept(part, is_last=not waiting)
    return part[:kept], [*part[kept:], row, *waiting]


def _kept(part: Sequence[_LaidRow], *, is_last: bool) -> int:
    """How many rows stay on a page: no heads of groups at its end, and the last row of all goes not alone."""
    kept = len(part)
    if is_last and kept > _LEAST_ROWS and part[-1].kind == "body":
        kept -= 1
    while kept and part[kept - 1].kind == "group":
        kept -= 1
    return kept or len(part)


def _noted(flow: Flow, marked: Sequence[Line], row: _LaidRow) -> float:
    """The room that the footnotes of a row and of the lines above it still need on the page."""
    return flow.notes.needed([*marked, *row.marked]) if flow.notes else 0.0


class _Writer:
    """Draws parts of one table, page by page, into one structure."""

    def __init__(self, flow: Flow, table: Table, owner: StructElement) -> None:
        self._flow, self._table, self._owner = flow, table, owner
        self._head: StructElement | None = None
        self._body: StructElement | None = None

    def write(self, head: list[_LaidRow], part: list[_LaidRow], *, first: bool) -> None:
        """Draw the head, if any, and the rows; only the first head is content, later ones are furniture."""
        flow = self._flow
        if flow.notes:
            flow.notes.take(line for row in (*head, *part) for line in row.marked)
        with flow.pen.artifact():
            self._background([*head, *part])
        y = flow.y
        for row in head:
            if first:
                self._row(row, y)
            else:
                with flow.pen.artifact("Pagination", "Header"):
                    for cell in row.cells:
                        self._plain(cell, y - row.pad, row.style)
            y -= row.height
        for row in part:
            self._row(row, y)
            y -= row.height
        flow.moved(flow.y - y)

    def _background(self, rows: list[_LaidRow]) -> None:
        flow = self._flow
        heights = [row.height for row in rows]
        bottoms = [flow.y - used for used in accumulate(heights)]
        for row, bottom, height in zip(rows, bottoms, heights, strict=True):
            if row.shaded or row.kind == "group":
                colour = typeset.ZEBRA if row.kind == "body" else typeset.GROUP
                flow.pen.rect(flow.left, bottom, flow.width, height, colour)
        for row, bottom in zip(rows, bottoms, strict=True):
            heavy = row.kind == "head"
            colour = typeset.ACCENT if heavy else typeset.HAIRLINE
            flow.pen.rule(flow.left, bottom, flow.width, colour, 0.9 if heavy else 0.4)

    def _row(self, row: _LaidRow, y: float) -> None:
        if not row.owners:
            row.owners.extend(self._new_owners(row))
        for cell, owner in zip(row.cells, row.owners, strict=True):
            if cell.lines:
                self._flow.pen.lines(
                    owner, cell.left + _PAD_X, y - row.pad, cell.lines, row.style,
                    cell.width - 2 * _PAD_X, self._align(row, cell), ends=cell.ends,
                )  # fmt: skip

    def _plain(self, cell: _LaidCell, y: float, style: Style) -> None:
        self._flow.pen.plain_lines(
            cell.left + _PAD_X, y, cell.lines, style,
            cell.width - 2 * _PAD_X, self._table.align[cell.column],
        )  # fmt: skip

    def _align(self, row: _LaidRow, cell: _LaidCell) -> Align:
        return "left" if row.kind in ("group", "empty") else self._table.align[cell.column]

    def _new_owners(self, row: _LaidRow) -> list[StructElement]:
        if row.kind == "head":
            self._head = self._head or self._owner.add("THead")
            line = self._head.add("TR")
            return [line.add("TH", attributes=_HEAD_CELL) for _ in row.cells]
        self._body = self._body or self._owner.add("TBody")
        line = self._body.add("TR")
        span = f"/ColSpan {len(self._table.columns)}"
        if row.kind == "group":
            return [line.add("TH", attributes=f"<</O /Table /Scope /Row {span}>>")]
        if row.kind == "empty":
            return [line.add("TD", attributes=f"<</O /Table {span}>>")]
        heading = self._table.row_header
        return [
            line.add("TH", attributes=_ROW_CELL) if cell.column == heading else line.add("TD", alt=cell.alt)
            for cell in row.cells
        ]


def _alternative(text: Text) -> str:
    """What is read aloud of a cell that holds nothing but a box."""
    return text.alt if isinstance(text, TickBox) else ""


def _column_widths(flow: Flow, table: Table) -> list[float]:
    if table.widths is not None:
        floor = min(_LEAST, flow.width / len(table.widths))
        wide = [max(flow.width * width / sum(table.widths), floor) for width in table.widths]
        spare = flow.width - floor * len(wide)
        wanted = sum(wide) - floor * len(wide)
        return [floor + (width - floor) * spare / wanted if wanted else floor for width in wide]
    least = [0.0] * len(table.columns)
    most = [0.0] * len(table.columns)
    for number, title in enumerate(table.columns):
        least[number], most[number] = _natural(title, flow.styles.cell_head, flow)
    rows = (row for row in table.rows if not isinstance(row, GroupRow))
    for row in islice(rows, _SAMPLE):
        for number, cell in enumerate(row):
            word, whole = _natural(cell, flow.styles.cell, flow)
            least[number], most[number] = max(least[number], word), max(most[number], whole)
    return _shared(least, most, flow.width)


def _natural(cell: Cell, style: Style, flow: Flow) -> tuple[float, float]:
    indent = 0.0
    if isinstance(cell, Indented):
        indent, cell = cell.level * _STEP, cell.text
    word, whole = typeset.natural_widths(typeset.runs_of(cell, style, flow.replaced), style.size)
    extra = indent + 2 * _PAD_X + 0.5
    return min(word, flow.width / 3) + extra, min(whole, flow.width * 0.8) + extra


def _shared(least: list[float], most: list[float], width: float) -> list[float]:
    """Share the page width: every column its longest word, the rest in proportion to what would be liked."""
    if sum(least) >= width:
        return [width * value / sum(least) for value in least]
    spare = width - sum(least)
    wishes = [high - low for low, high in zip(least, most, strict=True)]
    wanted = sum(wishes)
    if wanted >= spare:
        return [low + spare * wish / wanted for low, wish in zip(least, wishes, strict=True)]
    left_over = (spare - wanted) / sum(most)
    return [high + left_over * high for high in most]

"""The story down the pages: a cursor, page changes, and the setting of all elements except tables.

One function per kind of element; each draws with tags in reading order and moves the cursor. Measuring is
the same functions with a `Ruler` instead of a pen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from ozgdesk.reports import fonts, typeset
from ozgdesk.reports.elements import StructElement
from ozgdesk.reports.figure_pen import FigurePen
from ozgdesk.reports.footnotes import Footnotes
from ozgdesk.reports.pen import Pen, Ruler
from ozgdesk.reports.story import (
    Beside,
    BulletList,
    Element,
    Figure,
    FillIn,
    Heading,
    Item,
    KeepTogether,
    KeyFigures,
    Letterhead,
    NextPaper,
    PageBreak,
    Paragraph,
    SignatureBlock,
    Space,
    Text,
)
from ozgdesk.reports.styles import NORMAL, Styles
from ozgdesk.reports.typeset import Line, Style

MM = 72 / 25.4
_INDENT = 13.0
_HANGING = 20.0  # how far the text of a numbered paragraph hangs in
_KEY_WIDTH = 30 * MM


class _OpenList(NamedTuple):
    """A list whose last item may be continued: its level, its element and the text of that item."""

    level: int
    owner: StructElement
    body: StructElement


class Flow:
    """A cursor on a column of text. `y` falls from `top` to `bottom`; `turn` begins the next page.

    `line_tops` are the tops of the lines of running text on the page so far, to be numbered. `page` counts
    the pages from 0, `paper_starts` are those on which a paper begins.
    """

    def __init__(
        self, pen: Pen, *, left: float, width: float, top: float, bottom: float, turn: Callable[[], None],
        styles: Styles = NORMAL,
    ) -> None:  # fmt: skip
        self.pen = pen
        self.root = pen.root
        self.left, self.width, self.top, self.bottom = left, width, top, bottom
        self.y = top
        self.replaced: set[str] = set()
        self.level = 0
        self.line_tops: list[tuple[float, Style]] = []
        self.page = 0
        self.paper_starts = [0]
        self.styles = styles
        self.notes = Footnotes(self)
        self._lists: list[_OpenList] = []
        self._turn = turn
        self._space_below = 0.0

    @property
    def at_top(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self.y >= self.top - 0.01

    @property
    def room(self) -> float:
        """Height left on the page above its footnotes."""
        return self.y - self.bottom - self.notes.height + 0.01

    @property
    def page_height(self) -> float:
        """Height of an empty page."""
        return self.top - self.bottom

    def next_page(self) -> None:
        """Go on at the top of the next page."""
        self.notes.draw()
        self._end_page()
        self.y, self._space_below = self.top, 0.0
        self.line_tops = []

    def need(self, height: float) -> None:
        """Turn the page unless `height` is left; a page that is still empty always serves."""
        if self.room < height and not self.at_top:
            self.next_page()

    def before(self, space: float) -> None:
        """Leave space above; spaces of neighbours do not add up."""
        if not self.at_top:
            self.y -= max(0.0, space - self._space_below)
            self._space_below = max(self._space_below, space)

    def moved(self, height: float, after: float = 0.0) -> None:
        """Move the cursor below something of this height and leave space."""
        self.y -= height + after
        self._space_below = after

    def breaking(self, text: Text, style: Style, width: float) -> list[Line]:
        """Break a text into lines; characters without a shape are noted."""
        runs = typeset.runs_of(text, style, self.replaced, self.notes.number)
        return typeset.break_lines(runs, style.size, width, hyphenate=style.hyphenate)

    def measure(self, story: Iterable[Element]) -> float:
        """Return the height of a story on one endless page."""
        probe = Flow(
            Ruler(), left=self.left, width=self.width, top=0.0, bottom=-1e9, turn=lambda: None,
            styles=self.styles,
        )  # fmt: skip
        probe.level, probe.y = self.level, -1.0
        probe.notes = self.notes.probe(probe)
        held = probe.notes.height
        probe.set(story)
        return -1.0 - probe.y - probe._space_below + probe.notes.height - held

    def set(self, story: Iterable[Element]) -> None:
        """Set all elements in their order."""
        from ozgdesk.reports.tables import set_table

        for element in story:
            if not isinstance(element, Item):
                self._lists = []
            setter = _SETTERS.get(type(element), set_table)
            setter(self, element)

    def finish(self) -> None:
        """Draw the footnotes of the last page of a paper; what has no room there goes on on further pages."""
        while self.notes.draw():
            self._end_page()

    def _end_page(self) -> None:
        self._turn()
        self.page += 1

    def list_body(self, label: str, level: int) -> tuple[StructElement | None, StructElement]:
        """The elements of the number and the text of an item; items that follow each other are one list.

        A deeper one hangs in the item before it; without a label the text goes on, and there is no number.
        """
        while self._lists and self._lists[-1].level > level:
            self._lists.pop()
        is_open = bool(self._lists) and self._lists[-1].level == level
        if is_open and not label:
            return None, self._lists[-1].body.add("P")
        if not is_open:
            above = self._lists[-1].body if self._lists else self.root
            kind = "LowerAlpha" if label[:1].isalpha() else "Decimal"
            owner = above.add("L", attributes=f"<</O /List /ListNumbering /{kind}>>")
        else:
            owner = self._lists.pop().owner
        entry = owner.add("LI")
        number = entry.add("Lbl") if label else None
        self._lists.append(_OpenList(level, owner, entry.add("LBody")))
        return number, self._lists[-1].body

    def set_lines(
        self, owner: StructElement, lines: Sequence[Line], style: Style, indent: float = 0.0
    ) -> None:
        """Set lines of one text as content of `owner`, over pages, without single lines at page ends."""
        while lines:
            count = int(self.room // style.leading)
            if self.notes:
                count = self._beside_notes(lines, style, count)
            if count < len(lines):
                count = min(count, len(lines) - 2)
                if count < 2 and not self.at_top:
                    self.next_page()
                    continue
                count = max(count, 1)
            part, lines = lines[:count], lines[count:]
            self.notes.take(part)
            self.line_tops += [(self.y - number * style.leading, style) for number in range(len(part))]
            self.pen.lines(owner, self.left + indent, self.y, part, style, ends=not lines)
            self.moved(len(part) * style.leading)
            if lines:
                self.next_page()

    def _beside_notes(self, lines: Sequence[Line], style: Style, most: int) -> int:
        """How many of the lines have room on the page together with their footnotes."""
        fits = range(min(most, len(lines)), 0, -1)
        return next((n for n in fits if n * style.leading + self.notes.needed(lines[:n]) <= self.room), 0)


def _set_heading(flow: Flow, heading: Heading) -> None:
    if heading.level > flow.level + 1:
        raise ValueError(f"heading of level {heading.level} follows level {flow.level}")
    flow.level = heading.level
    style = flow.styles.headings[heading.level]
    lines = flow.breaking(heading.text, style, flow.width)
    if not lines:
        return
    flow.before(style.before)
    flow.need(min(len(lines) * style.leading + flow.styles.following, flow.page_height / 2))
    flow.pen.bookmark(fonts.clean(heading.text).replace("\n", " "), heading.level - 1, flow.y)
    flow.set_lines(flow.root.add(f"H{heading.level}"), lines, style)
    flow.moved(0, style.after)


def _set_paragraph(flow: Flow, paragraph: Paragraph) -> None:
    style = flow.styles.paragraphs[paragraph.style]
    lines = flow.breaking(paragraph.text, style, flow.width)
    if lines:
        flow.before(style.before)
        flow.set_lines(flow.root.add("P"), lines, style)
        flow.moved(0, style.after)


def _set_list(flow: Flow, element: BulletList) -> None:
    if not element.items:
        return
    kind = "Decimal" if element.numbered else "Disc"
    owner = flow.root.add("L", attributes=f"<</O /List /ListNumbering /{kind}>>")
    style = flow.styles.paragraphs["body"]
    labels = [f"{number}." if element.numbered else "•" for number in range(1, len(element.items) + 1)]
    indent = max(_INDENT, fonts.width(labels[-1], style.face, style.size) + 5)
    for label, item in zip(labels, element.items, strict=True):
        lines = flow.breaking(item, style, flow.width - indent)
        flow.need(style.leading * min(2, len(lines)))
        entry = owner.add("LI")
        marker = flow.breaking(label, style, indent)
        flow.pen.lines(entry.add("Lbl"), flow.left, flow.y, marker, style)
        body = entry.add("LBody")
        if lines:
            flow.set_lines(body, lines, style, indent)
        else:
            flow.moved(style.leading)
        flow.moved(0, 2.5)
    flow.moved(0, style.after - 2.5)


def _set_item(flow: Flow, item: Item) -> None:
    style = flow.styles.paragraphs["body"]
    left = min(item.level, 6) * _HANGING
    label = flow.breaking(item.label, style, flow.width / 3)
    hang = max(_HANGING, max((line.width for line in label), default=0.0) + 5)
    lines = flow.breaking(item.text, style, flow.width - left - hang)
    flow.need(style.leading * min(2, max(len(lines), 1)))
    number, body = flow.list_body(item.label, item.level)
    if number is not None:
        flow.pen.lines(number, flow.left + left, flow.y, label, style)
    if lines:
        flow.set_lines(body, lines, style, left + hang)
    else:
        flow.moved(style.leading)
    flow.moved(0, style.after)


def _set_key_figures(flow: Flow, element: KeyFigures) -> None:
    if not element.figures:
        return
    per_row = max(1, min(len(element.figures), int(flow.width // _KEY_WIDTH)))
    step = flow.width / per_row
    owner = flow.root.add("L", attributes="<</O /List /ListNumbering /None>>")
    key_value, key_label = flow.styles.key_value, flow.styles.key_label
    flow.before(4)
    for start in range(0, len(element.figures), per_row):
        row = element.figures[start : start + per_row]
        laid = [
            (flow.breaking(label, key_label, step - 14), flow.breaking(value, key_value, step - 14))
            for label, value in row
        ]
        values = max(len(value) for _, value in laid) * key_value.leading
        height = values + max(len(label) for label, _ in laid) * key_label.leading
        marked = [line for texts in laid for lines in texts for line in lines]
        flow.need(height + flow.notes.needed(marked))
        flow.notes.take(marked)
        for number, (label, value) in enumerate(laid):
            left = flow.left + number * step
            with flow.pen.artifact():
                flow.pen.rect(left, flow.y - height, 1.6, height, typeset.ACCENT)
            body = owner.add("LI").add("LBody")
            # The label is read first, though it stands below its value.
            flow.pen.lines(body, left + 8, flow.y - values, label, key_label, ends=False)
            flow.pen.lines(body, left + 8, flow.y, value, key_value)
        flow.moved(height, flow.styles.after_block + 2)


def _set_figure(flow: Flow, figure: Figure) -> None:
    scale = min(1.0, flow.width / figure.width, flow.page_height / figure.height)
    width, height = figure.width * scale, figure.height * scale
    flow.before(6)
    flow.need(height)
    box = f"[{flow.left:.2f} {flow.y - height:.2f} {flow.left + width:.2f} {flow.y:.2f}]"
    attributes = f"<</O /Layout /Placement /Block /BBox {box}>>"
    owner = flow.root.add("Figure", attributes=attributes, alt=figure.alt)
    with flow.pen.tagged(owner):
        size = (figure.width, figure.height)
        figure.draw(FigurePen(flow.pen, flow.left, flow.y, size, scale, flow.replaced))
    flow.moved(height, 8)


def _set_signatures(flow: Flow, block: SignatureBlock) -> None:
    from ozgdesk.reports.signatures import set_signatures

    set_signatures(flow, block)


def _set_letterhead(flow: Flow, head: Letterhead) -> None:
    from ozgdesk.reports.letter import set_letterhead

    set_letterhead(flow, head)


def _set_beside(flow: Flow, element: Beside) -> None:
    from ozgdesk.reports.crest_setting import set_beside

    set_beside(flow, element)


def _set_fill_in(flow: Flow, row: FillIn) -> None:
    """Set labels with lines to write on behind them, side by side, with room to write above the lines."""
    style, gap = flow.styles.paragraphs["body"], 6 * MM
    room = flow.width - gap * (len(row.fields) - 1)
    height = 9 * MM
    flow.before(4)
    flow.need(height)
    left = flow.left
    for text, share in row.fields:
        width = room * share / sum(part for _, part in row.fields)
        lines = flow.breaking(text, style, width * 0.7)
        flow.pen.lines(flow.root.add("P"), left, flow.y - height + style.leading, lines, style)
        used = max((line.width for line in lines), default=0.0) + 4
        with flow.pen.artifact():
            flow.pen.rule(left + used, flow.y - height + 2, width - used, typeset.INK, 0.6)
        left += width + gap
    flow.moved(height, style.after)


def _set_space(flow: Flow, space: Space) -> None:
    if not flow.at_top:
        flow.moved(min(space.mm * MM, max(0.0, flow.room)))


def _set_together(flow: Flow, block: KeepTogether) -> None:
    height = flow.measure(block.story)
    whole, most_empty = flow.page_height, block.most_empty * flow.page_height
    if height <= whole and (flow.room <= most_empty or height <= whole - most_empty):
        flow.need(height)
    flow.set(block.story)


def _set_break(flow: Flow, _element: PageBreak | NextPaper) -> None:
    if not flow.at_top:
        flow.next_page()


def _set_next_paper(flow: Flow, element: NextPaper) -> None:
    flow.finish()
    _set_break(flow, element)
    if flow.page != flow.paper_starts[-1]:
        flow.paper_starts.append(flow.page)


_SETTERS: dict[type, Callable[[Flow, Any], None]] = {
    Heading: _set_heading,
    Paragraph: _set_paragraph,
    BulletList: _set_list,
    Item: _set_item,
    KeyFigures: _set_key_figures,
    Figure: _set_figure,
    SignatureBlock: _set_signatures,
    FillIn: _set_fill_in,
    Letterhead: _set_letterhead,
    Beside: _set_beside,
    Space: _set_space,
    KeepTogether: _set_together,
    PageBreak: _set_break,
    NextPaper: _set_next_paper,
}

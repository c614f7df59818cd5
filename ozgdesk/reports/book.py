"""Several compositions in one tagged PDF: front page, contents, one count of pages, bookmarks.

Each part keeps its own paper and begins on a page of its own. Foreign PDFs lie on pages of ours, under a
title that says what they are; a book with some in it does not claim to be accessible.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ozgdesk.reports import document, fonts, page
from ozgdesk.reports.flow import Flow
from ozgdesk.reports.foreign import ForeignPdf, Inserted, insert_pages
from ozgdesk.reports.pen import Pen, Ruler
from ozgdesk.reports.sheet import Composition
from ozgdesk.reports.story import PageSetup, Printed
from ozgdesk.reports.tagging import TaggedCanvas

Front = Callable[[Sequence[int]], Composition]
"""Makes the front page from the numbers of the pages on which the parts begin."""

Progress = Callable[[int, int], None]
"""Told before each piece of work how many are done, of how many; may raise to give up."""


def unseen(_done: int, _of: int) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True, slots=True)
class BookPart:
    """A composition, and the foreign PDF that follows on its pages, if any."""

    composition: Composition
    foreign: ForeignPdf | None = None


def print_book(front: Front, parts: Sequence[BookPart], progress: Progress = unseen) -> Printed:
    """Print front page and parts; the same input gives the same bytes."""
    total = 2 * len(parts) + 1
    with document.ONE_AT_A_TIME:
        fonts.register()
        lengths = []
        for number, part in enumerate(parts):
            progress(number, total)
            lengths.append(_pages_of(part))
        first = _count(front([0] * len(parts)))
        starts = [first + 1 + sum(lengths[:number]) for number in range(len(parts))]
        opening = front(starts)
        printing = _Printing(opening.setup, is_whole=not any(part.foreign for part in parts))
        printing.add(BookPart(opening))
        for number, part in enumerate(parts):
            progress(len(parts) + number, total)
            printing.add(part)
        progress(total - 1, total)
        return printing.finish()


def _count(composition: Composition) -> int:
    pages = 1

    def turn() -> None:
        nonlocal pages
        pages += 1

    flow = document.flow_on(Ruler(), composition.setup, turn)
    document.set_composition(composition.story, composition.setup, flow)
    return pages


def _pages_of(part: BookPart) -> int:
    """The first foreign page shares the last page of the composition with its title."""
    return _count(part.composition) + (len(part.foreign.sizes) - 1 if part.foreign else 0)


class _Printing:
    """The document while its parts are added."""

    def __init__(self, setup: PageSetup, *, is_whole: bool) -> None:
        self._setup = setup
        self._is_whole = is_whole
        self._canvas = TaggedCanvas(page.sheet(setup).paper)
        self._pen = Pen(self._canvas)
        self._pages: list[tuple[PageSetup, bool]] = []  # of each page: its setup, and whether a part begins
        self._inserted: list[Inserted] = []
        self._replaced: set[str] = set()

    def add(self, part: BookPart) -> None:
        """Set a part on pages of its own."""
        setup = part.composition.setup
        measures = page.sheet(setup)
        self._canvas.setPageSize(measures.paper)
        begins = True

        def turn() -> None:
            nonlocal begins
            if setup.watermark:
                page.draw_watermark(self._pen, measures, setup.watermark, flow.replaced)
            if setup.line_numbers:
                page.draw_line_numbers(self._pen, measures, flow.line_tops)
            self._canvas.end_page()
            self._pages.append((setup, begins))
            begins = False

        flow = document.flow_on(self._pen, setup, turn)
        flow.root = self._canvas.root.add("Part")
        document.set_composition(part.composition.story, setup, flow)
        if part.foreign is not None:
            self._insert(part.foreign, flow, turn)
        else:
            turn()
        self._replaced |= flow.replaced

    def _insert(self, pdf: ForeignPdf, flow: Flow, turn: Callable[[], None]) -> None:
        """Leave room for the pages of a foreign PDF, the first below what stands there."""
        for number in range(len(pdf.sizes)):
            top = flow.y if number == 0 else flow.top
            box = (flow.left, flow.bottom, flow.width, top - flow.bottom)
            self._inserted.append(Inserted(self._canvas.page_count, box, pdf, number))
            turn()

    def finish(self) -> Printed:
        """Draw the furniture, which knows how many pages there are, and write the document."""
        canvas, setup = self._canvas, self._setup
        for number, (own, begins) in enumerate(self._pages):
            with canvas.reopened(number):
                measures = page.sheet(own)
                page.draw_furniture(
                    self._pen, measures, own, number + 1, canvas.page_count, has_head=not begins
                )
        data = canvas.finish(
            title=document.plain(setup.title),
            subject=document.plain(setup.subject),
            author=document.plain(setup.author or setup.cooperation),
            printed_on=setup.printed_on,
            is_whole=self._is_whole,
        )
        if self._inserted:
            data = insert_pages(data, self._inserted)
        return Printed(data, canvas.page_count, fonts.numbers(self._replaced))

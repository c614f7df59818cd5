"""A story on pages: title block, flow, furniture and structure made into the bytes of a tagged PDF."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Sequence

from ozgdesk.reports import fonts, page, typeset
from ozgdesk.reports.flow import Flow
from ozgdesk.reports.pen import Pen, Ruler
from ozgdesk.reports.story import Beside, Element, Heading, PageSetup, Paragraph, Printed, Span
from ozgdesk.reports.styles import styles_for
from ozgdesk.reports.tagging import TaggedCanvas

# Fonts keep their reading position while they are embedded, so documents are made one after another.
ONE_AT_A_TIME = threading.Lock()


def print_story(story: Iterable[Element], setup: PageSetup) -> Printed:
    """Return the finished PDF; may be called from any thread.

    Raises ValueError when the story skips a level of headings.
    """
    with ONE_AT_A_TIME:
        return _print(story, setup)


class _Enough(Exception):
    """The first page is full."""


def print_first_page(story: Iterable[Element], setup: PageSetup) -> bytes:
    """Return the first page alone, without the work for the others."""
    with ONE_AT_A_TIME:
        fonts.register()
        canvas = TaggedCanvas(page.sheet(setup).paper)

        def turn() -> None:
            canvas.end_page()
            raise _Enough

        with contextlib.suppress(_Enough):
            set_composition(story, setup, flow_on(Pen(canvas), setup, turn))
            canvas.end_page()
        return canvas.finish(title="", subject="", author="", printed_on=setup.printed_on)


def count_pages(story: Iterable[Element], setup: PageSetup) -> int:
    """Return how many pages `print_story` would make, without making them; a fraction of its work.

    Of a story of several papers the longest counts.
    """
    with ONE_AT_A_TIME:
        fonts.register()
        flow = flow_on(Ruler(), setup, lambda: None)
        set_composition(story, setup, flow)
        return max(pages for _, pages in _numbering(flow.paper_starts, flow.page + 1))


def room_after(story: Iterable[Element], setup: PageSetup) -> tuple[int, float]:
    """Return the page (from 1) on which the title block and this story end, and the height left on it."""
    with ONE_AT_A_TIME:
        fonts.register()
        pages = 1

        def turn() -> None:
            nonlocal pages
            pages += 1

        flow = flow_on(Ruler(), setup, turn)
        _set_title(flow, setup)
        flow.set(story)
        return pages, flow.room


def _print(story: Iterable[Element], setup: PageSetup) -> Printed:
    fonts.register()
    measures = page.sheet(setup)
    canvas = TaggedCanvas(measures.paper)
    pen = Pen(canvas)

    def turn() -> None:
        if setup.watermark:
            page.draw_watermark(pen, measures, setup.watermark, flow.replaced)
        if setup.line_numbers:
            page.draw_line_numbers(pen, measures, flow.line_tops)
        canvas.end_page()

    flow = flow_on(pen, setup, turn)
    set_composition(story, setup, flow)
    turn()
    numbers = _numbering(flow.paper_starts, canvas.page_count)
    for place, (number, pages) in enumerate(numbers):
        with canvas.reopened(place):
            page.draw_furniture(pen, measures, setup, number, pages, has_head=place > 0)
    data = canvas.finish(
        title=plain(setup.title),
        subject=plain(setup.subject),
        author=plain(setup.author or setup.cooperation),
        printed_on=setup.printed_on,
    )
    return Printed(data, canvas.page_count, fonts.numbers(flow.replaced))


def _numbering(starts: Sequence[int], page_count: int) -> list[tuple[int, int]]:
    """The number of every page within its paper, and how many pages that paper has.

    >>> _numbering([0, 2], 3)
    [(1, 2), (2, 2), (1, 1)]
    """
    ends = [*starts[1:], page_count]
    return [
        (number, end - start)
        for start, end in zip(starts, ends, strict=True)
        for number in range(1, end - start + 1)
    ]


def flow_on(pen: Pen, setup: PageSetup, turn: Callable[[], None]) -> Flow:
    """A cursor on the first page; `turn` ends a page."""
    measures = page.sheet(setup)
    return Flow(
        pen, left=measures.left, width=measures.width, top=measures.top, bottom=measures.bottom, turn=turn,
        styles=styles_for(setup.title, is_letter=setup.is_letter, is_dense=setup.dense),
    )  # fmt: skip


def set_composition(story: Iterable[Element], setup: PageSetup, flow: Flow) -> None:
    """Set title block, story, the note about characters that were replaced, and the last footnotes."""
    _set_title(flow, setup)
    flow.set(story)
    if flow.replaced:
        flow.set([_note(flow.replaced)])
    flow.finish()


def _set_title(flow: Flow, setup: PageSetup) -> None:
    if setup.has_own_head:
        return
    lines: list[Element] = [Paragraph(Span(setup.cooperation, "accent"), "small"), Heading(setup.title, 1)]
    if setup.subject:
        lines.append(Paragraph(setup.subject, "lead"))
    lines.append(Paragraph(page.dates(setup), "note"))
    flow.set([Beside(setup.crest, tuple(lines))] if setup.crest else lines)
    with flow.pen.artifact():
        flow.pen.rule(flow.left, flow.y, flow.width, typeset.ACCENT, 1.2)
    flow.moved(1.2, 10)
    flow.line_tops = []


def _note(replaced: set[str]) -> Paragraph:
    shown = ", ".join(fonts.numbers(replaced))
    return Paragraph(
        f"Diese Zeichen fehlen in der Schrift und sind durch ihre Nummer ersetzt: {shown}.", "note"
    )


def plain(text: str) -> str:
    """A text of the metadata: one line of characters that may stand there."""
    return fonts.clean(text).replace("\n", " ")

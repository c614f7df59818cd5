"""Footnotes of a story: their numbers, and the notes that stand at the foot of the page of their mark.

The same text is the same note. It is content once, behind the block in which its mark first stands; on a
later page with the mark it is printed again as page furniture, as the head of a table is. Tags: ISO 32000-1,
14.8.4.4.1, and ISO 14289-1, 7.9.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ozgdesk.reports import typeset
from ozgdesk.reports.elements import StructElement
from ozgdesk.reports.typeset import Line

if TYPE_CHECKING:
    from ozgdesk.reports.flow import Flow

_GAP = 9.0  # between the text and the first note, with the rule in it
_RULE = 110.0
_INDENT = 10.0


@dataclass
class _Note:
    """A note, or what is left of it, on one page; without an owner it is furniture."""

    text: str
    lines: list[Line]
    owner: StructElement | None
    is_begun: bool = False


class Footnotes:
    """The notes of one story, set at the foot of the pages of its flow."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._numbers: dict[str, int] = {}
        self._told: set[str] = set()
        self._page: list[_Note] = []

    def __bool__(self) -> bool:
        """Whether the story has any note so far; long tables without one need not look for marks."""
        return bool(self._numbers)

    @property
    def height(self) -> float:
        """The room held for notes at the foot of the page, at most half of it; the rest goes on overleaf."""
        return self._height([len(note.lines) for note in self._page])

    def number(self, text: str) -> int:
        """The number of a note, counted by first appearance."""
        return self._numbers.setdefault(text, len(self._numbers) + 1)

    def probe(self, flow: Flow) -> Footnotes:
        """The same notes for a flow that only measures."""
        found = Footnotes(flow)
        found._numbers = self._numbers
        found._told, found._page = set(self._told), list(self._page)
        return found

    def needed(self, lines: Iterable[Line]) -> float:
        """How much more room the page needs for the notes whose marks stand in these lines.

        Notes that come first on a page need no more than may be held, because they may go on overleaf.
        """
        counts = [len(note.lines) for note in self._page]
        new = [len(self._lines(text)) for text in self._new(lines)]
        if counts and new:
            return self._whole([*counts, *new]) - self.height
        return self._height(new)

    def take(self, lines: Iterable[Line]) -> None:
        """Let the notes whose marks stand in these lines stand on this page."""
        for text in self._new(lines):
            owner = None
            if text not in self._told:
                self._told.add(text)
                owner = self._flow.root.add("P").add("Note")
            self._page.append(_Note(text, self._lines(text), owner))
        self._page.sort(key=lambda note: (not note.is_begun, self.number(note.text)))

    def draw(self) -> bool:
        """Draw the notes of the page; tells whether any goes on on the next one."""
        if not self._page:
            return False
        flow, style = self._flow, self._flow.styles.footnote
        y = flow.bottom + self.height
        with flow.pen.artifact():
            flow.pen.rule(flow.left, y - _GAP / 2, _RULE, typeset.HAIRLINE, 0.5)
        y -= _GAP
        rest = []
        for note in self._page:
            count = min(int((y - flow.bottom + 0.01) // style.leading), len(note.lines))
            if count:
                self._draw(note, count, y)
            y -= count * style.leading
            if count < len(note.lines):
                rest.append(_Note(note.text, note.lines[count:], note.owner, note.is_begun or count > 0))
        self._page = rest
        return bool(rest)

    def _draw(self, note: _Note, count: int, y: float) -> None:
        flow, style = self._flow, self._flow.styles.footnote
        part, left = note.lines[:count], flow.left + _INDENT
        mark = flow.breaking(typeset.raised(self.number(note.text)), style, _INDENT)
        if note.owner is None:
            with flow.pen.artifact("Pagination"):
                if not note.is_begun:
                    flow.pen.plain_lines(flow.left, y, mark, style)
                flow.pen.plain_lines(left, y, part, style)
            return
        if not note.is_begun:
            flow.pen.lines(note.owner.add("Lbl"), flow.left, y, mark, style, ends=False)
        flow.pen.lines(note.owner, left, y, part, style, ends=count == len(note.lines))

    def _new(self, lines: Iterable[Line]) -> Iterator[str]:
        """The notes marked in these lines that do not stand on this page yet."""
        known = {note.text for note in self._page}
        for line in lines:
            for run in line.runs:
                if run.note is not None and run.note not in known:
                    known.add(run.note)
                    yield run.note

    def _lines(self, text: str) -> list[Line]:
        flow = self._flow
        return flow.breaking(text, flow.styles.footnote, flow.width - _INDENT)

    def _height(self, counts: Sequence[int]) -> float:
        return min(self._whole(counts), self._flow.page_height / 2)

    def _whole(self, counts: Sequence[int]) -> float:
        return _GAP + sum(counts) * self._flow.styles.footnote.leading if counts else 0.0

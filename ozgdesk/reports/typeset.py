"""Text into lines: styles, runs of one face and colour, and breaking them to a width.

Nothing here draws. Text arrives as values of `story` and is cleaned here, once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

from ozgdesk.reports import fonts, hyphenation
from ozgdesk.reports.story import Footnote, Light, Shape, Span, Stroke, Text, TickBox

INK, MUTED, ACCENT = "#1b1f24", "#58616b", "#1f4e79"
HAIRLINE, ZEBRA, GROUP = "#b9c0c8", "#f2f4f7", "#e4e9ef"


class Style(NamedTuple):
    """How a block of text looks; sizes and spaces in points."""

    size: float
    leading: float
    face: str = fonts.REGULAR
    colour: str = INK
    before: float = 0
    after: float = 0
    hyphenate: bool = True


SHAPE_WIDTH = 1.18  # of the type size: the shape of a light and the gap to its word


class Run(NamedTuple):
    """Text in one face and colour, or the shape of a light or box (then without text).

    `stroke` draws a line below the text or through it; `note` is the text of the footnote whose mark it is.
    """

    text: str
    face: str
    colour: str
    shape: Shape | None = None
    stroke: Stroke | None = None
    note: str | None = None


class Line(NamedTuple):
    """One set line; `joined` when the word goes on in the next line, so that no space may follow."""

    runs: tuple[Run, ...]
    width: float
    joined: bool


class _Word(NamedTuple):
    runs: tuple[Run, ...]
    width: float
    spaced: bool  # a space stands before it


# A word may end after a hyphen or slash between letters: "Prüf-|Ergebnis", "und/|oder", not in "2020/305".
_INNER_BREAK = re.compile(r"(?<=[^\W\d_][-/–])(?=[^\W\d_])")
_PIECES = re.compile(r" +|\n|[^ \n]+")


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(number: int) -> str:
    """Return the mark of the footnote with this number."""
    return str(number).translate(_RAISED)


def first_note(_text: str) -> int:
    """The number of every footnote where only the room of its mark matters."""
    return 1


def runs_of(
    text: Text, style: Style, replaced: set[str], note_number: Callable[[str], int] = first_note
) -> list[Run]:
    """Return the runs of a text: cleaned, in the face and colour of their tone; footnotes as their marks."""
    if isinstance(text, str):
        return [Run(fonts.clean(text, replaced), style.face, style.colour)]
    pieces = (text,) if isinstance(text, Span | Light | TickBox | Footnote) else text
    runs: list[Run] = []
    for piece in pieces:
        if isinstance(piece, str):
            runs.append(Run(fonts.clean(piece, replaced), style.face, style.colour))
        elif isinstance(piece, TickBox):
            runs.append(Run("", style.face, INK, "box"))
        elif isinstance(piece, Footnote):
            if runs and runs[-1].note is not None:
                runs.append(Run(fonts.NO_BREAK_SPACE, style.face, style.colour))
            mark = raised(note_number(piece.text))
            runs.append(Run(mark, style.face, style.colour, note=piece.text))
        elif isinstance(piece, Light):
            runs.append(Run("", style.face, INK, piece.kind))
            word = fonts.clean(piece.word, replaced).replace(" ", fonts.NO_BREAK_SPACE)
            runs.append(Run(word, fonts.STRONG, style.colour))
        else:
            face, colour = _tone(piece, style)
            runs.append(Run(fonts.clean(piece.text, replaced), face, colour, None, _STROKES.get(piece.tone)))
    return runs


_STROKES: dict[str, Stroke] = {"inserted": "below", "deleted": "through"}


def _tone(span: Span, style: Style) -> tuple[str, str]:
    if span.tone == "strong":
        return fonts.STRONG, style.colour
    if span.tone == "emphasis":
        return fonts.EMPHASIS, style.colour
    if span.tone in ("muted", "deleted"):
        return style.face, MUTED
    if span.tone in ("accent", "inserted"):
        return fonts.STRONG, ACCENT
    return style.face, style.colour


def run_width(run: Run, size: float) -> float:
    """Return the width of a run in points."""
    return SHAPE_WIDTH * size if run.shape else fonts.width(run.text, run.face, size)


def shortened(text: str, face: str, size: float, width: float) -> str:
    """Return the text, cut and ended with "…" when it is wider than `width` points."""
    if fonts.width(text, face, size) <= width:
        return text
    room = width - fonts.width("…", face, size)
    used = accumulate(fonts.width(character, face, size) for character in text)
    fitting = sum(1 for _ in takewhile(lambda taken: taken <= room, used))
    return text[:fitting].rstrip() + "…"


def break_lines(runs: Sequence[Run], size: float, width: float, *, hyphenate: bool = True) -> list[Line]:
    """Break runs into lines no wider than `width` points; nothing is lost.

    A word wider than a line is always divided, another one only with `hyphenate`.
    """
    if len(runs) == 1 and not runs[0].shape and "\n" not in runs[0].text:
        whole = fonts.width(runs[0].text, runs[0].face, size)
        if whole <= width and "  " not in runs[0].text:
            return [Line((runs[0],), whole, False)] if runs[0].text else []
    return _Breaker(size, width, hyphenate).lines(runs)


def natural_widths(runs: Sequence[Run], size: float) -> tuple[float, float]:
    """Return the widths of the widest word and of the longest line when nothing is broken."""
    widest = longest = current = 0.0
    for word in _words(runs, size):
        if word is None:
            current = 0.0
            continue
        gap = size * 0.2 if word.spaced and current else 0.0
        current += gap + word.width
        widest, longest = max(widest, word.width), max(longest, current)
    return widest, longest


def _words(runs: Sequence[Run], size: float) -> Iterator[_Word | None]:
    """Yield unbreakable pieces in reading order, None for a forced line end."""
    current: list[Run] = []
    spaced = False
    for run in runs:
        if run.shape:
            current.append(run)
            continue
        for piece in _PIECES.findall(run.text):
            if piece[0] not in " \n":
                parts = _INNER_BREAK.split(piece)
                for number, part in enumerate(parts):
                    if number:
                        yield _word(current, size, spaced)
                        current, spaced = [], False
                    current.append(run._replace(text=part))
                continue
            if current:
                yield _word(current, size, spaced)
            current, spaced = [], piece != "\n"
            if piece == "\n":
                yield None
    if current:
        yield _word(current, size, spaced)


def _word(runs: list[Run], size: float, spaced: bool) -> _Word:
    return _Word(tuple(runs), sum(run_width(run, size) for run in runs), spaced)


class _Breaker:
    """Collects words into lines of one width."""

    def __init__(self, size: float, width: float, hyphenate: bool) -> None:
        self._size, self._width = size, width
        # Less room than this at a line end is not worth a hyphen.
        self._least = 4 * size if hyphenate else width
        self._lines: list[Line] = []
        self._runs: list[Run] = []
        self._used = 0.0

    def lines(self, runs: Sequence[Run]) -> list[Line]:
        """Return all lines of the runs."""
        for word in _words(runs, self._size):
            if word is None:
                self._end(joined=False)
            else:
                self._add(word)
        if self._runs:
            self._end(joined=False)
        return self._lines

    def _add(self, word: _Word) -> None:
        gap = self._gap(word)
        while self._used + gap + word.width > self._width:
            room = self._width - self._used - gap
            parts = self._hyphenated(word, room) if room > self._least or not self._runs else None
            if parts:
                self._put(parts[0].runs, parts[0].width, gap)
                self._end(joined=True)
                word = parts[1]
            elif self._runs:
                self._end(joined=not word.spaced)
            else:
                self._divide(word)
                return
            gap = 0.0
        self._put(word.runs, word.width, gap)

    def _hyphenated(self, word: _Word, room: float) -> tuple[_Word, _Word] | None:
        """Return the longest part of a word that fits with its hyphen, and the rest."""
        best: tuple[int, str, str] | None = None
        used = 0.0
        for place, run in enumerate(word.runs):
            for cut in hyphenation.cuts(run.text):
                head = run.text[:cut] + fonts.SOFT_HYPHEN
                if used + fonts.width(head, run.face, self._size) > room:
                    break
                best = place, head, run.text[cut:]
            used += run_width(run, self._size)
        if best is None:
            return None
        place, head, tail = best
        run = word.runs[place]
        first = [*word.runs[:place], run._replace(text=head)]
        rest = [run._replace(text=tail), *word.runs[place + 1 :]]
        return _word(first, self._size, word.spaced), _word(rest, self._size, False)

    def _gap(self, word: _Word) -> float:
        if not (word.spaced and self._runs):
            return 0.0
        return fonts.width(" ", self._runs[-1].face, self._size)

    def _put(self, runs: Sequence[Run], width: float, gap: float) -> None:
        for number, run in enumerate(runs):
            last = self._runs[-1] if self._runs else None
            text = " " + run.text if gap and not number else run.text
            if last and not last.shape and not run.shape and last[1:] == run[1:]:
                self._runs[-1] = last._replace(text=last.text + text)
            elif last and gap and not number:
                self._runs.append(Run(" ", last.face, last.colour, None, last.stroke))
                self._runs.append(run)
            else:
                self._runs.append(run._replace(text=text))
        self._used += gap + width

    def _divide(self, word: _Word) -> None:
        """Set a word that is wider than a line, character by character."""
        for run in word.runs:
            if run.shape:
                self._put((run,), run_width(run, self._size), 0.0)
                continue
            start, used = 0, self._used
            for position, character in enumerate(run.text):
                step = fonts.width(character, run.face, self._size)
                if used + step > self._width and (position > start or self._runs):
                    self._piece(run, run.text[start:position])
                    self._end(joined=True)
                    start, used = position, 0.0
                used += step
            self._piece(run, run.text[start:])

    def _piece(self, run: Run, text: str) -> None:
        if text:
            self._put((run._replace(text=text),), fonts.width(text, run.face, self._size), 0.0)

    def _end(self, *, joined: bool) -> None:
        self._lines.append(Line(tuple(self._runs), self._used, joined))
        self._runs, self._used = [], 0.0

"""Plain text into parts of an agreement, as pasted from Word, a PDF or a mail, and parts into plain text.

Marks at the beginning of a line: `§ 1 Heading` (or the heading on the next line), `Präambel`, `Anlage 1`,
`(1)`, `1.`, `a)`, bullets. Typed numbers are dropped, because numbers are computed; every other word stays.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ozgdesk.domain.clause_parts import Part, nearest
from ozgdesk.domain.clauses import LEVELS, UNNUMBERED
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.texts.clauses import letter
from ozgdesk.texts.labels import label
from ozgdesk.texts.markup_marks import Mark, is_heading, is_page_number, mark_of

BREAK = "\u2028"
"""A line break within a part, in plain text; within `Part.text` it is a line feed."""

_HEADED = (ClauseKind.CLAUSE, ClauseKind.ANNEX)
_WRAPPED = 60
_LONGEST_TEXT = 150_000
_FINISHED = re.compile(r"[.:;!?][)“”\"’]*$")


def clean(text: str) -> str:
    """Text without control characters, direction marks and soft hyphens, every line break one of two kinds.

    >>> clean("Verein\\u00adbarung\\x0bOZG\\u2011Umsetzung\\r\\n")
    'Vereinbarung\\u2028OZG-Umsetzung\\n'
    """
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").translate(_CLEANED)


def dropped_signs(text: str) -> int:
    """How many signs `clean` leaves out because nobody can see them."""
    return len(text) - len(text.translate(_GONE))


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts a text describes. Without a § they are Absätze, Nummern and Buchstaben without a place yet."""
    reader = _Reader()
    for line in clean(text).split("\n"):
        for position, piece in enumerate(line.split(BREAK)):
            reader.take(" ".join(re.split(r"[ \t]+", piece.strip())), is_break=position > 0)
    return tuple(part for draft in reader.finish() for part in _frozen(draft))


def as_text(parts: Sequence[Part]) -> str:
    """Parts as text with numbers, which `parts_of` reads as the same parts."""
    blocks: list[str] = []
    counts: dict[ClauseKind, int] = {}
    for position, part in enumerate(parts):
        counts[part.kind] = counts.get(part.kind, 0) + 1
        if part.kind is ClauseKind.FORMULA:
            follows = parts[position + 1].kind if position + 1 < len(parts) else None
            blocks.append(_formula(part, is_first=position == 0, follows=follows))
        elif part.kind in LEVELS[None]:
            blocks.append("\n\n".join(_container(part, counts[part.kind])))
        else:
            bare = not _needs_numbers(parts)
            blocks.append("\n".join(_lines(part, counts[part.kind], is_bare=bare)))
    return "\n\n".join(blocks)


def _formula(part: Part, *, is_first: bool, follows: ClauseKind | None) -> str:
    words = part.text.replace("\n", BREAK)
    is_known = bool(words) and is_first and follows in (ClauseKind.CLAUSE, ClauseKind.PREAMBLE)
    if is_known and not any(mark_of(line) for line in part.text.split("\n")):
        return words
    return f"{label(part.kind)}\n{words}".rstrip("\n")


def _container(part: Part, number: int) -> Iterator[str]:
    yield _title(part, number)
    own = [Part(ClauseKind.PARAGRAPH, text=part.text)] if part.text else []
    paragraphs = [*own, *(child for child in part.children if child.kind is ClauseKind.PARAGRAPH)]
    is_numbered = (len(paragraphs) > 1 and part.kind not in UNNUMBERED) or _needs_numbers(paragraphs)
    counts: dict[ClauseKind, int] = {}
    for child in (*own, *part.children):
        counts[child.kind] = counts.get(child.kind, 0) + 1
        yield "\n".join(_lines(child, counts[child.kind], is_bare=not is_numbered and bool(part.heading)))


def _title(part: Part, number: int) -> str:
    if part.kind is ClauseKind.PREAMBLE:
        word = label(part.kind)
        return word if part.heading in (word, "") else f"{word} – {part.heading}"
    word = "§" if part.kind is ClauseKind.CLAUSE else label(part.kind)
    return f"{word} {number} {part.heading}".rstrip()


def _needs_numbers(parts: Sequence[Part]) -> bool:
    """Whether one of the Absätze has no words, or begins like another part: then only numbers tell them."""
    firsts = [p.text.partition("\n")[0].strip() for p in parts if p.kind is ClauseKind.PARAGRAPH]
    return any(not first or mark_of(first) is not None or is_page_number(first) for first in firsts)


def _lines(part: Part, number: int, *, is_bare: bool) -> Iterator[str]:
    yield f"{_number(part, number, is_bare=is_bare)}{part.text.replace(chr(10), BREAK)}".rstrip(" ")
    counts: dict[ClauseKind, int] = {}
    for child in part.children:
        counts[child.kind] = counts.get(child.kind, 0) + 1
        yield from _lines(child, counts[child.kind], is_bare=False)


def _number(part: Part, number: int, *, is_bare: bool) -> str:
    if part.kind is ClauseKind.NUMBER:
        return f"{number}. "
    if part.kind is ClauseKind.LETTER:
        return f"{letter(number)}) "
    return "" if is_bare else f"({number}) "


@dataclass(slots=True)
class _Draft:
    """A part while it is read. `shape` tells marks of one list from those of another."""

    kind: ClauseKind
    shape: str = ""
    heading: str = ""
    pieces: list[str] = field(default_factory=list)
    children: list["_Draft"] = field(default_factory=list)


def _frozen(draft: _Draft) -> Iterator[Part]:
    """The part; a text no field could hold becomes several parts."""
    children = tuple(part for child in draft.children for part in _frozen(child))
    text = "".join(draft.pieces)
    while len(text) > _LONGEST_TEXT:
        cut = text.rfind(" ", 0, _LONGEST_TEXT)
        cut = cut if cut > 0 else _LONGEST_TEXT
        yield Part(draft.kind, draft.heading, text[:cut])
        text = text[cut:].lstrip(" ")
    yield Part(draft.kind, draft.heading, text, children)


class _Reader:
    """Takes line after line. `_path` leads from the top to the part that is open, `_last` is its last line."""

    def __init__(self) -> None:
        self._top: list[_Draft] = []
        self._path: list[_Draft] = []
        self._before: list[str] = []
        self._last = ""
        self._awaits_heading = False

    def take(self, line: str, *, is_break: bool) -> None:
        """Read one line, without spaces around it; `is_break`: it belongs to the paragraph of the last one."""
        if not line:
            self._last = ""
        elif not is_page_number(line):
            mark = mark_of(line)
            if mark is not None and mark.kind in LEVELS[None]:
                self._open_top(mark)
            else:
                self._note(line, is_break=is_break)
                if mark is None:
                    self._take_words(line, is_break=is_break)
                else:
                    self._open(mark, line)
            self._last = line

    def finish(self) -> list[_Draft]:
        """What was read."""
        return self._top

    def _note(self, line: str, *, is_break: bool) -> None:
        """Keep what stands before the first §, with its marks: it may turn out to be the formula."""
        if self._is_headless():
            joins = not is_break and self._is_wrapped(line) and len(self._last) >= _WRAPPED
            self._before += [" " if joins else "\n", line]

    def _is_headless(self) -> bool:
        return not self._top or self._top[0].kind not in LEVELS[None]

    def _open_top(self, mark: Mark) -> None:
        if self._top and self._is_headless():
            self._top = [self._head(mark)]
        draft = _Draft(mark.kind, heading=mark.rest)
        self._top.append(draft)
        self._path = [draft]
        self._awaits_heading = not mark.rest and mark.kind in _HEADED

    def _head(self, mark: Mark) -> _Draft:
        """What stands before the first mark: the formula of an agreement, or the end of some §."""
        if mark.kind is ClauseKind.PREAMBLE or mark.number == "1":
            return _Draft(ClauseKind.FORMULA, pieces=self._before[1:])
        return _Draft(ClauseKind.CLAUSE, children=[self._fitting(draft) for draft in self._top])

    @staticmethod
    def _fitting(draft: _Draft) -> _Draft:
        draft.kind = nearest(draft.kind, ClauseKind.CLAUSE) or ClauseKind.PARAGRAPH
        return draft

    def _open(self, mark: Mark, line: str) -> None:
        self._awaits_heading = False
        shapes = [draft.shape for draft in self._path]
        kind = mark.kind
        if mark.shape in shapes:
            at = shapes.index(mark.shape)
            kind = self._path[at].kind
            del self._path[at:]
        elif mark.is_bullet and self._path and self._path[-1].kind is ClauseKind.NUMBER:
            kind = ClauseKind.LETTER
        self._attach(_Draft(kind, shape=mark.shape, pieces=[mark.rest] if mark.rest else []), line)

    def _attach(self, draft: _Draft, line: str) -> None:
        while self._path:
            above = self._path[-1]
            is_container = above.kind in LEVELS[None]
            kind = nearest(draft.kind, above.kind) if is_container else draft.kind
            if is_container and kind is None:
                self._add_line(above, line, "\n")
                return
            if kind is not None and kind in LEVELS[above.kind]:
                draft.kind = kind
                above.children.append(draft)
                self._path.append(draft)
                return
            self._path.pop()
        self._top.append(draft)
        self._path = [draft]

    def _take_words(self, line: str, *, is_break: bool) -> None:
        awaits, self._awaits_heading = self._awaits_heading, False
        above = self._path[-1] if self._path else None
        if above is not None and awaits and is_heading(line):
            above.heading = line
        elif above is not None and self._continues_heading(above, line):
            above.heading += f" {line}"
        elif above is None or (above.kind in LEVELS[None] and above.kind is not ClauseKind.FORMULA):
            self._attach(_Draft(ClauseKind.PARAGRAPH, pieces=[line]), line)
        elif above.kind is ClauseKind.FORMULA:
            joins = not is_break and self._is_wrapped(line) and len(self._last) >= _WRAPPED
            self._add_line(above, line, " " if joins else "\n")
        elif not is_break and self._is_wrapped(line):
            self._add_line(above, line, " ")
        elif is_break or (self._last and not above.pieces) or any(draft.shape == "(" for draft in self._path):
            self._add_line(above, line, "\n")
        else:
            self._attach(_Draft(ClauseKind.PARAGRAPH, pieces=[line]), line)

    def _continues_heading(self, above: _Draft, line: str) -> bool:
        is_bare = bool(above.heading and self._last) and not above.children
        return (
            is_bare and above.kind in _HEADED and line[0].islower() and is_heading(f"{above.heading} {line}")
        )

    def _is_wrapped(self, line: str) -> bool:
        """Whether a line goes on with the sentence of the one before, which ended where the page did."""
        if not self._last or _FINISHED.search(self._last):
            return False
        return len(self._last) >= _WRAPPED or (line[0].islower() and not self._last.endswith(","))

    @staticmethod
    def _add_line(draft: _Draft, line: str, between: str) -> None:
        draft.pieces += [between, line] if draft.pieces else [line]


def _cleaned() -> dict[int, str | None]:
    gone = [
        *range(0x20),
        *range(0x7F, 0xA0),
        *range(0xD800, 0xE000),
        *map(ord, "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\ufeff\ufffc"),
    ]
    gone += [*range(0x202A, 0x202F), *range(0x2060, 0x2070)]
    gone += [*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF]
    table: dict[int, str | None] = dict.fromkeys(gone, None)
    table |= {ord(c): " " for c in "\x1c\x1d\u3000"}
    table |= {ord(c): "\n" for c in "\n\r\x0c\x85\u2029"}
    table |= {0x09: "\t", 0x0B: BREAK, 0x1E: "-", 0x2011: "-", 0xF0B7: "•", 0xF0A7: "▪"}
    return table


_CLEANED = _cleaned()
_GONE = {sign: None for sign, words in _CLEANED.items() if words is None}

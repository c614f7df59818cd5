"""Paragraphs of a Word document as they grow: runs, references, bookmarks, numbers, and recorded changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import count
from xml.etree import ElementTree as ET

from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.exchange.docx_names import STYLES, TEXT_STYLE, bookmark, style_id
from ozgdesk.exchange.docx_numbering import ANNEX, BODY, INDENT, LEVELS, Numbers
from ozgdesk.exchange.docx_package import add_text
from ozgdesk.exchange.docx_package import field as add_field
from ozgdesk.exchange.xml_writing import add
from ozgdesk.present.agreement_document import DocumentPart
from ozgdesk.present.agreement_text import Piece, PieceKind


class Mark(StrEnum):
    """What happened to a stretch or a paragraph; the values are the elements of Word."""

    KEPT = ""
    INSERTED = "ins"
    DELETED = "del"
    MOVED_FROM = "moveFrom"
    MOVED_TO = "moveTo"


ALWAYS_HEADED = frozenset({ClauseKind.CLAUSE, ClauseKind.ANNEX})
"""What begins with the line of its number, also without a heading."""

GONE = frozenset({Mark.DELETED, Mark.MOVED_FROM})

Marked = tuple[Mark, Piece]
"""A stretch of text, and what happened to it."""


@dataclass(frozen=True, slots=True)
class Reviser:
    """In whose name changes are recorded, and when (UTC): never the time of the clock."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of Word. `mark` is that of its end, `name` its bookmark; empty: none."""

    name: str
    stretches: tuple[Marked, ...]
    mark: Mark = Mark.KEPT


@dataclass(frozen=True, slots=True)
class Shape:
    """Style and level of a paragraph; `list` is empty where it bears no number."""

    style: str
    list: tuple[int, int] | None
    indent: int | None = None

    def looks_like(self, other: "Shape") -> bool:
        """Whether both have one style and one level, in whatever list."""
        levels = [shape.list[1] if shape.list else None for shape in (self, other)]
        return self.style == other.style and levels[0] == levels[1]


@dataclass(slots=True)
class Body:
    """`w:body` being filled. `reviser` signs recorded changes; None where nothing is recorded."""

    reviser: Reviser | None = None
    parts: Mapping[str, DocumentPart] = field(default_factory=dict)
    """The parts that references point at, by the id of their clause."""
    root: ET.Element = field(default_factory=lambda: ET.Element("w:body"))
    numbers: Numbers = field(default_factory=Numbers)
    _ids: "count[int]" = field(default_factory=lambda: count(1))
    _range_id: str = ""

    def shape(self, part: DocumentPart, is_annex: bool, *, is_gone: bool = False) -> Shape:
        """How the first paragraph of a part looks; only those that stay are counted."""
        level = LEVELS.get(part.kind)
        if level is None:
            return Shape(STYLES[ClauseKind.PREAMBLE if part.heading else part.kind], None)
        depth = part.depth if part.kind not in (ClauseKind.CLAUSE, ClauseKind.ANNEX) else 0
        indent = INDENT * depth if depth != level else None
        if part.ordinal is None:
            return Shape(TEXT_STYLE, None, INDENT * (depth - 1) if depth > 1 else None)
        if is_gone:
            return Shape(STYLES[part.kind], (ANNEX if is_annex else BODY, level), indent)
        return Shape(STYLES[part.kind], self.numbers.place(part.kind, part.ordinal, is_annex), indent)

    def line(self, line: Line, shape: Shape, former: Shape | None = None) -> ET.Element:
        """Append a paragraph; `former` is how it looked before, where that changed."""
        paragraph = add(self.root, "w:p")
        look = _look(paragraph, shape)
        if line.mark:
            add(add(look, "w:rPr"), f"w:{line.mark}", **self._signed())
        if former is not None and not former.looks_like(shape):
            _look(add(look, "w:pPrChange", **self._signed()), former)
        name_id = str(next(self._ids)) if line.name else ""
        if line.name:
            add(paragraph, "w:bookmarkStart", **{"w:id": name_id, "w:name": line.name})
        self._add_stretches(paragraph, line.stretches)
        if line.name:
            add(paragraph, "w:bookmarkEnd", **{"w:id": name_id})
        return paragraph

    def mark_as(self, paragraph: ET.Element, name: str) -> None:
        """Put a bookmark around what a paragraph says; none without a name."""
        if name:
            id_ = str(next(self._ids))
            at = 1 if paragraph.find("w:pPr") is not None else 0
            paragraph.insert(at, ET.Element("w:bookmarkStart", {"w:id": id_, "w:name": name}))
            add(paragraph, "w:bookmarkEnd", **{"w:id": id_})

    def begin_move(self, mark: Mark, name: str) -> None:
        """The paragraphs that follow are one end of a move; `name` joins both ends."""
        signed = self._signed()
        self._range_id = signed["w:id"]
        add(self.root, f"w:{mark}RangeStart", **signed, **{"w:name": name})

    def end_move(self, mark: Mark) -> None:
        """The move that was begun last ends here."""
        add(self.root, f"w:{mark}RangeEnd", **{"w:id": self._range_id})

    def plain(self, text: str, style: str) -> ET.Element:
        """Append a paragraph that belongs to no clause."""
        return self.line(Line("", ((Mark.KEPT, Piece(PieceKind.WORDS, text)),)), Shape(style, None))

    def _add_stretches(self, paragraph: ET.Element, stretches: Iterable[Marked]) -> None:
        for mark, piece in stretches:
            holder = add(paragraph, f"w:{mark}", **self._signed()) if mark else paragraph
            part = self.parts.get(piece.target_id) if mark not in GONE else None
            if part is not None and piece.kind is PieceKind.REFERENCE:
                self._add_reference(holder, piece.text, part)
                continue
            run = add(holder, "w:r")
            if piece.kind is PieceKind.OPEN:
                add(add(run, "w:rPr"), "w:highlight", **{"w:val": "yellow"})
            add_text(run, piece.text, "w:delText" if mark is Mark.DELETED else "w:t")

    def _add_reference(self, holder: ET.Element, text: str, part: DocumentPart) -> None:
        """A reference whose § and heading follow their target when fields are updated."""
        top, rest = self._top(part, text)
        if top is None:
            add_text(add(holder, "w:r"), text)
            return
        add_field(holder, f"REF {bookmark(top.stem)} \\n \\h", top.number)
        named = f"({top.heading})"
        if top.heading and rest.endswith(named):
            add_text(add(holder, "w:r"), rest.removesuffix(named) + "(")
            add_field(holder, f"REF {bookmark(top.stem)} \\h", top.heading)
            rest = ")"
        if rest:
            add_text(add(holder, "w:r"), rest)

    def _top(self, part: DocumentPart, text: str) -> tuple[DocumentPart | None, str]:
        """The § or annex that a citation begins with, and what of it comes behind."""
        parts = list(self.parts.values())
        for found in reversed(parts[: parts.index(part) + 1]):
            if found.kind in (ClauseKind.CLAUSE, ClauseKind.ANNEX):
                is_cited = bool(found.number) and text.startswith(found.number)
                return (found, text[len(found.number) :]) if is_cited else (None, text)
        return None, text

    def _signed(self) -> dict[str, str]:
        if self.reviser is None:
            raise ValueError("recorded changes need somebody who made them")
        moment = self.reviser.at.strftime("%Y-%m-%dT%H:%M:%SZ")
        return {"w:id": str(next(self._ids)), "w:author": self.reviser.name, "w:date": moment}


def lines(part: DocumentPart, stretches: Sequence[Marked], end: Mark = Mark.KEPT) -> list[Line]:
    """The text of a part in paragraphs: an empty line parts two, and marks the end it makes as its own."""
    found: list[Line] = []
    current: list[Marked] = []

    def close(mark: Mark) -> None:
        found.append(Line(bookmark(part.stem, len(found) + 1), tuple(current), mark))
        current.clear()

    for mark, piece in stretches:
        for place, text in enumerate(piece.text.split("\n\n")):
            if place:
                close(mark)
            if text:
                current.append((mark, Piece(piece.kind, text, piece.token, piece.target_id)))
    if current or not found:
        close(end)
    return found


def rest_shape(part: DocumentPart) -> Shape:
    """How what goes on below the first paragraph of a part looks: set in like the first, without a number."""
    return Shape(TEXT_STYLE, None, INDENT * part.depth if part.ordinal is not None and part.depth else None)


def _look(parent: ET.Element, shape: Shape) -> ET.Element:
    look = add(parent, "w:pPr")
    add(look, "w:pStyle", **{"w:val": style_id(shape.style)})
    if shape.list is not None:
        number = add(look, "w:numPr")
        add(number, "w:ilvl", **{"w:val": str(shape.list[1])})
        add(number, "w:numId", **{"w:val": str(shape.list[0])})
    if shape.indent is not None:
        hanging = INDENT if shape.list is not None else 0
        add(look, "w:ind", **{"w:left": str(shape.indent), "w:hanging": str(hanging)})
    return look

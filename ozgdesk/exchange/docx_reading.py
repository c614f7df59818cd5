"""A Word document with the text of an agreement, ours or somebody else's, read into an `IncomingText`.

A clause is known by the bookmark it was given out with; without one its level is told by style, list or typed
number. Recorded changes are read as accepted, and what they changed is kept beside it. Decides nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree as ET

from ozgdesk.domain.export_stamp import read_stamp
from ozgdesk.domain.incoming import Leftover, Unreadable
from ozgdesk.domain.incoming_text import GonePart, IncomingComment, IncomingPart, IncomingText, Revision
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.exchange.docx_archive import open_document
from ozgdesk.exchange.docx_blocks import Block, Blocks, Looks, comment_texts
from ozgdesk.exchange.docx_names import FRAME_STYLES, STAMP_PROPERTY, STYLES, VERSION_PROPERTY
from ozgdesk.present.agreement_text import CELL_GAP
from ozgdesk.texts.clause_markup import BREAK, clean
from ozgdesk.texts.markup_marks import Mark, is_heading, mark_of

NAME = "docx"
MOST_PARAGRAPHS = 50_000
_LONGEST_QUOTE = 300
_KINDS = {name.casefold(): kind for kind, name in STYLES.items()}
_FRAMES = frozenset(name.casefold() for name in (*FRAME_STYLES, "Title", "Subtitle", "toc heading"))
_HEADED = frozenset({ClauseKind.CLAUSE, ClauseKind.ANNEX, ClauseKind.PREAMBLE})
_SIGNING = frozenset({"unterschriften", "unterschrift"})
_NO_CLAUSE = ""


@dataclass(slots=True)
class _Line:
    """A paragraph once the recorded changes are accepted; `former` is None where it is new.

    `goes_on`: it follows a single line break, as the rows of a table do.
    """

    block: Block
    text: str
    former: str | None
    revisions: list[Revision]
    comments: list[str]
    goes_on: bool = False


@dataclass(slots=True)
class _Draft:
    """A clause while its paragraphs are gathered."""

    stem: str
    kind: ClauseKind | None
    heading: list[_Line] = field(default_factory=list)
    text: list[_Line] = field(default_factory=list)
    rest: dict[int, str] = field(default_factory=dict)
    """What a line says behind its typed number, by the identity of the line."""

    def part(self) -> IncomingPart:
        lines = [*self.heading, *self.text]
        revisions = tuple(dict.fromkeys(found for line in lines for found in line.revisions))
        is_known = any(line.former is not None for line in lines)
        former = (self._former(self.heading), self._former(self.text))
        return IncomingPart(
            kind=self.kind,
            stem=self.stem,
            heading=" ".join(" ".join(self._said(line).split()) for line in self.heading),
            text=_joined((line, self._said(line)) for line in self.text),
            former=former if revisions and is_known else None,
            revisions=revisions,
        )

    def _said(self, line: _Line) -> str:
        return self.rest.get(id(line), line.text)

    def _former(self, lines: list[_Line]) -> str:
        if lines is self.heading:
            return " ".join(line.former.strip() for line in lines if line.former)
        return _joined((line, line.former) for line in lines if line.former)


def read(path: Path) -> IncomingText:
    """All that a document says. Raises Unreadable for what is no Word document, or too much of one."""
    archive = open_document(path)
    body = archive.document.find("body")
    blocks = Blocks(Looks(archive.styles, archive.numbering))
    if body is not None:
        blocks.take(body)
    if len(blocks.found) > MOST_PARAGRAPHS:
        raise Unreadable("text_too_many", path, most=MOST_PARAGRAPHS)
    reader = _Reader(blocks.found)
    parts = tuple(draft.part() for draft in reader.drafts)
    if not any(part.heading or part.text for part in parts):
        raise Unreadable("text_empty", path)
    left_out = {**blocks.left_out, **({"macros": 1} if archive.has_macros else {})}
    return IncomingText(
        title=path.name,
        version_id=archive.properties.get(VERSION_PROPERTY, ""),
        stamp=read_stamp([archive.properties.get(STAMP_PROPERTY, "")]),
        parts=parts,
        gone=tuple(reader.gone),
        comments=tuple(_comments(archive.comments, blocks, reader, parts)),
        leftovers=tuple(
            Leftover(code, values={"count": count})
            for code, count in sorted(left_out.items())
            if code != "tables" or reader.has_table
        ),
    )


def _comments(
    root: ET.Element, blocks: Blocks, reader: "_Reader", parts: tuple[IncomingPart, ...]
) -> Iterator[IncomingComment]:
    for id_, by, text in comment_texts(root):
        if text:
            place = reader.places.get(id_)
            stem = parts[place].stem if place is not None else ""
            quoted = " ".join(blocks.quoted.get(id_, "").split())[:_LONGEST_QUOTE]
            yield IncomingComment(by.author, by.on, _cleaned(text), place, stem, _cleaned(quoted))


class _Reader:
    """Gathers paragraphs into clauses; `places` tells on which clause a comment is."""

    def __init__(self, blocks: list[Block]) -> None:
        self.drafts: list[_Draft] = []
        self.gone: list[GonePart] = []
        self.places: dict[str, int] = {}
        self.has_table = False
        self._by_stem: dict[str, _Draft] = {}
        self._is_behind = False
        self._is_own = any(block.names for block in blocks)
        for line in self._lines(blocks):
            self._take(line)

    def _lines(self, blocks: list[Block]) -> Iterator[_Line]:
        """Paragraphs as they are once all is accepted: one whose end is gone goes on in the next."""
        first = 0
        is_ours = False
        while first < len(blocks):
            last = first
            while last + 1 < len(blocks) and _belongs(blocks[last], blocks[last + 1]):
                last += 1
            group = blocks[first : last + 1]
            if group[0].row is None:
                is_ours = False
                yield self._line(blocks, first, group)
            else:
                is_ours = is_ours or any(block.names for block in group)
                if is_ours or not _is_frame(group[0]):
                    self.has_table = self.has_table or not is_ours
                    follows = first > 0 and blocks[first - 1].row is not None
                    yield _row(group, follows=follows, keeps_empty=is_ours)
            first = last + 1

    def _line(self, blocks: list[Block], first: int, group: list[Block]) -> _Line:
        said = [block for block in group if block.text("gone").strip()]
        block = next((found for found in said if _own(found)), (said or group[-1:])[0])
        for other in group:
            if other is not block or not said:
                self._note_gone(other)
        place = first + next(n for n, found in enumerate(group) if found is block)
        is_new = _is_new(blocks, place)
        former = None if is_new else _former(blocks, place)
        revisions = [found for other in (said or [block]) for found in other.revisions]
        if is_new and not revisions:  # what cut it off is recorded at the end of the paragraph before
            revisions = blocks[place - 1].revisions
        comments = [id_ for other in group for id_ in other.comments]
        text = _cleaned("".join(b.text("gone") for b in group))
        return _Line(block, text, former, revisions, comments, block.goes_on)

    def _note_gone(self, block: Block) -> None:
        text = _cleaned(block.text("come")).strip()
        stems = dict.fromkeys(stem for stem, _ in block.names) or ({_NO_CLAUSE: None} if text else {})
        for stem in stems:
            self.gone.append(GonePart(stem, text, tuple(dict.fromkeys(block.revisions))))

    def _take(self, line: _Line) -> None:
        self._read(line)
        for id_ in line.comments:
            if self.drafts and not _is_frame(line.block):
                stem, _ = _own(line.block) or (_NO_CLAUSE, False)
                draft = self._by_stem.get(stem, self.drafts[-1])
                self.places[id_] = self.drafts.index(draft)

    def _read(self, line: _Line) -> None:
        if _is_frame(line.block) or line.block.style.startswith("toc "):
            return
        own = _own(line.block)
        if own is not None:
            self._take_own(line, *own)
            return
        text = line.text.strip()
        if not text:
            return
        if line.goes_on and self.drafts and self.drafts[-1].text:
            self.drafts[-1].text.append(line)
            return
        kind, rest, is_told = self._kind(line, text)
        if self._is_behind and kind is not ClauseKind.ANNEX:
            return
        self._is_behind = rest.casefold().strip(" .:") in _SIGNING and kind in (None, ClauseKind.CLAUSE)
        if not self._is_behind:
            self._take_other(line, kind, rest, is_told)

    def _take_own(self, line: _Line, stem: str, is_title: bool) -> None:
        draft = self._by_stem.get(stem)
        if draft is None:
            if not line.text.strip() and not is_title:
                return
            draft = self._by_stem[stem] = _Draft(stem, _looks_like(line.block))
            self.drafts.append(draft)
        if line.text.strip():
            (draft.heading if is_title else draft.text).append(line)

    def _take_other(self, line: _Line, kind: ClauseKind | None, rest: str, is_told: bool) -> None:
        last = self.drafts[-1] if self.drafts else None
        if kind is None and last is not None:
            if last.kind is ClauseKind.CLAUSE and not last.heading and not last.text and is_heading(rest):
                last.heading.append(line)
                return
            if last.kind is not ClauseKind.CLAUSE or last.text:
                last.text.append(line)
                return
        draft = _Draft("", kind or (ClauseKind.PARAGRAPH if last is not None else ClauseKind.FORMULA))
        if is_told:
            draft.rest[id(line)] = rest
        if rest or not is_told:
            (draft.heading if draft.kind in _HEADED else draft.text).append(line)
        self.drafts.append(draft)

    def _kind(self, line: _Line, text: str) -> tuple[ClauseKind | None, str, bool]:
        """The level of a paragraph that nobody marked, its text, and whether a typed number was taken off."""
        kind = _looks_like(line.block)
        mark = mark_of(text) if "\n" not in text[:4] else None
        if kind is None and mark is not None:
            return mark.kind, mark.rest, True
        if kind is not None and mark is not None and mark.kind is kind and not mark.is_bullet:
            return kind, mark.rest, True
        if kind is None and (line.block.outline or line.block.style.startswith(("heading", "überschrift"))):
            is_title = not self.drafts and not self._is_own
            return (None if is_title else ClauseKind.CLAUSE), text, False
        return kind, text, False


def _looks_like(block: Block) -> ClauseKind | None:
    """The level that list or style tell; the list first, because LibreOffice mixes styles when it joins."""
    found = _numbered(*block.number) if block.number is not None else None
    return found or _KINDS.get(block.style)


def _numbered(form: str, shown: str) -> ClauseKind | None:
    """The level that a list of Word counts."""
    if "§" in shown:
        return ClauseKind.CLAUSE
    if "anlage" in shown.casefold() or "anhang" in shown.casefold():
        return ClauseKind.ANNEX
    if form == "lowerLetter":
        return ClauseKind.LETTER
    if form == "bullet":
        return ClauseKind.NUMBER
    mark: Mark | None = mark_of("".join("1" if sign.isdigit() else sign for sign in shown if sign != "%"))
    return mark.kind if mark is not None else None


def _belongs(block: Block, following: Block) -> bool:
    """Whether two paragraphs are one line: the end of the first is gone, or both stand in one row."""
    if block.row is not None or following.row is not None:
        return block.row == following.row
    return block.end == "gone"


def _is_new(blocks: list[Block], place: int) -> bool:
    """Whether a paragraph came with the recorded changes, as a new one or as the end of one that was cut."""
    if blocks[place].end == "come" and not blocks[place].text("come"):
        return True
    while place and blocks[place - 1].end == "come":
        place -= 1
        if blocks[place].text("come"):
            return True
    return False


def _former(blocks: list[Block], place: int) -> str:
    """What a paragraph said before: one that was cut went on in the next."""
    text = blocks[place].text("come")
    while blocks[place].end == "come" and place + 1 < len(blocks):
        place += 1
        text += blocks[place].text("come")
    return _cleaned(text)


def _own(block: Block) -> tuple[str, bool] | None:
    """The clause a paragraph is marked with: of several the one that holds text, else the only one."""
    filled = [name for name, length in block.names.items() if length]
    if filled:
        return filled[0]
    return next(iter(block.names)) if len(block.names) == 1 else None


def _is_frame(block: Block) -> bool:
    return block.style in _FRAMES


def _row(blocks: list[Block], *, follows: bool, keeps_empty: bool) -> _Line:
    """The cells of a row of a table on one line; `follows`: it stands below another row."""
    plain = Block(names={name: length for block in blocks for name, length in block.names.items()})
    return _Line(
        plain,
        _cells(blocks, "gone", keeps_empty=keeps_empty),
        _cells(blocks, "come", keeps_empty=True) if plain.names else None,
        [found for block in blocks for found in block.revisions],
        [id_ for block in blocks for id_ in block.comments],
        follows or any(block.goes_on for block in blocks),
    )


def _cells(blocks: list[Block], without: str, *, keeps_empty: bool) -> str:
    """What a row says: cell by cell, or (a table of others) paragraph by paragraph without the empty ones."""
    said = [_cleaned(block.text(without)).strip() for block in blocks]
    if not keeps_empty:
        return CELL_GAP.join(text for text in said if text)
    cells = groupby(zip(blocks, said, strict=True), key=lambda found: found[0].cell)
    return CELL_GAP.join(" ".join(" ".join(text for _, text in cell).split()) for _, cell in cells)


def _joined(lines: Iterable[tuple[_Line, str]]) -> str:
    text = ""
    for line, said in lines:
        between = "" if not text else "\n" if line.goes_on else "\n\n"
        text += between + said.strip()
    return text


def _cleaned(text: str) -> str:
    """Text without what does not print; what only looks like a token of ours becomes plain words."""
    return clean(text).replace(BREAK, "\n").replace("{ref:", "{ ref:").replace("{field:", "{ field:")

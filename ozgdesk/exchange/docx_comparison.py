"""Two versions of an agreement as one Word document with recorded changes, word by word and clause by clause.

All changes accepted it reads as the new version, all rejected as the old one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.clauses import Node, Outline
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.redline import RunKind, Runs
from ozgdesk.domain.text_comparison import ClausePair, TextComparison, compare_texts
from ozgdesk.domain.view import View
from ozgdesk.exchange.docx_names import bookmark
from ozgdesk.exchange.docx_paragraphs import (
    ALWAYS_HEADED,
    Body,
    Line,
    Mark,
    Marked,
    Reviser,
    Shape,
    lines,
    rest_shape,
)
from ozgdesk.present.agreement_document import DocumentPart, document_parts, is_in_annex
from ozgdesk.present.agreement_text import Piece, PieceKind, Reading, filled_text

_MARKS = {RunKind.EQUAL: Mark.KEPT, RunKind.INSERTED: Mark.INSERTED, RunKind.DELETED: Mark.DELETED}


class Side:
    """One of the two versions: its text with the placeholders filled, and how it reads."""

    def __init__(self, view: View, version: AgreementVersion) -> None:
        self.text = Outline(filled_text(view, version))
        self.reading = Reading(view, view.snapshot.get(Agreement, version.agreement_id), self.text)
        found = document_parts(self.reading, self.text)
        self.parts = {node.clause.id: part for part, node in found}


@dataclass(frozen=True, slots=True)
class _Block:
    """A clause at one place of the document; a moved one has two, of which the first is `is_origin`."""

    pair: ClausePair
    is_moved: bool = False
    is_origin: bool = False

    @property
    def node(self) -> Node:
        return self.pair.old if self.is_origin and self.pair.old is not None else self.pair.node


class ChangedText:
    """The clauses of both versions, ready to be written before and behind the signatures."""

    def __init__(self, old: Side, new: Side) -> None:
        self._old = old
        self._new = new
        self._blocks = list(_blocks(compare_texts(old.text, new.text)))

    def write(self, body: Body, *, is_annex: bool) -> None:
        """Append the clauses of the body, or those of the annexes."""
        for number, block in enumerate(self._blocks):
            if is_in_annex(block.node) is is_annex:
                self._write(body, block, self._move_name(number, block), is_annex)

    def _move_name(self, number: int, block: _Block) -> str:
        """The name that both places of a moved clause share."""
        if not block.is_moved:
            return ""
        first = next(place for place, other in enumerate(self._blocks) if other.pair is block.pair)
        return f"Verschoben {min(first, number) + 1}"

    def _write(self, body: Body, block: _Block, move: str, is_annex: bool) -> None:
        pair, end = block.pair, _end_of(block)
        is_gone = end in (Mark.DELETED, Mark.MOVED_FROM)
        part = self._part(block)
        shape = body.shape(part, is_annex, is_gone=is_gone)
        if move:
            body.begin_move(end, move)
        heading = self._stretches(pair.heading, end)
        if not heading and part.heading:  # a preamble without a heading is called by its kind
            heading = [(end, Piece(PieceKind.WORDS, part.heading))]
        former = self._former_shape(body, pair, is_annex) if end is Mark.KEPT else None
        if heading or part.kind in ALWAYS_HEADED:
            mark = end if part.kind in ALWAYS_HEADED else _end_from(pair.heading, end)
            body.line(Line(_name(part, 0, end), tuple(heading), mark), shape, former)
            shape, former = rest_shape(part), None
        text = self._stretches(pair.text, end)
        if text or not (heading or part.kind in ALWAYS_HEADED):
            for line in lines(part, text, _end_from(pair.text, end)):
                body.line(replace(line, name=line.name if end is not Mark.MOVED_FROM else ""), shape, former)
                shape, former = rest_shape(part), None
        if move:
            body.end_move(end)

    def _part(self, block: _Block) -> DocumentPart:
        if block.is_origin or block.pair.new is None:
            return self._old.parts[block.node.clause.id]
        return self._new.parts[block.node.clause.id]

    def _former_shape(self, body: Body, pair: ClausePair, is_annex: bool) -> Shape | None:
        if pair.old is None:
            return None
        return body.shape(self._old.parts[pair.old.clause.id], is_annex, is_gone=True)

    def _stretches(self, runs: Runs, end: Mark) -> list[Marked]:
        """Runs as they read: what is gone with the numbers of the old version, all else with the new ones."""
        found: list[Marked] = []
        for run in runs:
            if end is Mark.MOVED_FROM:
                found += [(end, piece) for piece in self._old.reading.pieces(run.old)]
            elif run.kind is RunKind.DELETED:
                if end is not Mark.MOVED_TO:
                    found += [(Mark.DELETED, piece) for piece in self._old.reading.pieces(run.old)]
            else:
                mark = end if run.kind is RunKind.EQUAL and end is Mark.MOVED_TO else _MARKS[run.kind]
                found += [(mark, piece) for piece in self._new.reading.pieces(run.new)]
        return found


def reviser(view: View, version: AgreementVersion, municipality: Municipality) -> Reviser:
    """Changes are of the day a version was frozen, else of the data it is made of."""
    day = version.frozen_on or (None if view.recorded_until else view.as_of)
    at = datetime.combine(day, time(), UTC) if day is not None else view.recorded_until
    return Reviser(municipality.name, at or datetime.combine(view.as_of, time(), UTC))


def _blocks(found: TextComparison) -> Iterator[_Block]:
    """All clauses in the order of the new text; where a moved one stood comes behind what stood before it."""
    moved = _moved(found)
    origins: dict[str | None, list[_Block]] = {}
    last: str | None = None
    for node in found.old.nodes:
        id_ = node.clause.id
        if id_ in moved:
            origins.setdefault(last, []).append(_Block(found.by_old[id_], is_moved=True, is_origin=True))
        else:
            last = id_
    yield from origins.get(None, ())
    for pair in found.pairs:
        old_id = pair.old.clause.id if pair.old else None
        yield _Block(pair, is_moved=old_id in moved)
        if old_id is not None and old_id not in moved:
            yield from origins.get(old_id, ())


def _moved(found: TextComparison) -> frozenset[str]:
    """Ids of the old clauses that stand elsewhere: moved ones, and what came along with them."""
    return frozenset(
        pair.old.clause.id
        for pair in found.pairs
        if pair.old is not None and pair.new is not None and _comes_along(found, pair.new)
    )


def _comes_along(found: TextComparison, node: Node) -> bool:
    return any(found.by_new[step.clause.id].is_moved for step in (*node.path, node))


def _end_of(block: _Block) -> Mark:
    if block.is_moved:
        return Mark.MOVED_FROM if block.is_origin else Mark.MOVED_TO
    if block.pair.old is None:
        return Mark.INSERTED
    return Mark.DELETED if block.pair.new is None else Mark.KEPT


def _end_from(runs: Runs, end: Mark) -> Mark:
    """The mark at the end of the last paragraph: a text that is new or gone as a whole takes it along."""
    kinds = {run.kind for run in runs}
    if end is Mark.KEPT and len(kinds) == 1:
        return _MARKS[kinds.pop()]
    return end


def _name(part: DocumentPart, place: int, end: Mark) -> str:
    """The bookmark of a paragraph; where a clause stood before it was moved it has none."""
    return "" if end is Mark.MOVED_FROM else bookmark(part.stem, place)

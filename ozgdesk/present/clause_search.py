"""What is found in the text of an agreement as it reads, with its place for marking and replacing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clause_search import ClauseField, Wanted
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.present.agreement import ClauseRow
from ozgdesk.present.agreement_text import Piece, PieceKind


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a field of a part. `rank` counts those that can be replaced there.

    It is None for words that a placeholder or a reference says.
    """

    clause_id: str
    field: ClauseField
    start: int
    end: int
    rank: int | None


def hits(snapshot: Snapshot, rows: Iterable[ClauseRow], wanted: Wanted) -> tuple[Hit, ...]:
    """All places in reading order; none while nothing is wanted."""
    pattern = wanted.pattern()
    if pattern is None:
        return ()
    found: list[Hit] = []
    for row in rows:
        fields: tuple[tuple[ClauseField, str], ...] = (("heading", row.heading), ("text", row.text))
        for field, text in fields:
            rank = 0
            for match in pattern.finditer(text):
                start, end = match.span()
                is_fixed = not _is_typed(snapshot, row, field, start, end)
                found.append(Hit(row.id, field, start, end, None if is_fixed else rank))
                rank += not is_fixed
    return tuple(found)


def _is_typed(snapshot: Snapshot, row: ClauseRow, field: str, start: int, end: int) -> bool:
    if field == "heading":
        clause = snapshot.find(Clause, row.id)
        return clause is not None and clause.heading == row.heading
    return _lies_in_words(row.pieces, start, end)


def _lies_in_words(pieces: Sequence[Piece], start: int, end: int) -> bool:
    place = 0
    for piece in pieces:
        if place <= start and end <= place + len(piece.text):
            return piece.kind is PieceKind.WORDS
        place += len(piece.text)
    return False

"""Tables in the text of a clause: lines whose cells are parted by ` | `, the first line names the columns.

So a table stays readable text wherever nothing draws it, and can be written, compared and frozen as text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ozgdesk.present.agreement_text import CELL_GAP, Piece, PieceKind


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of text that begins `start` characters into the text of its clause."""

    start: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """How it reads."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table that begins `start` characters into the text of its clause."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of equally many cells, the first row is the head. `is_filled`: the project wrote it."""

    rows: tuple[tuple[Cell, ...], ...]
    is_filled: bool


def blocks(pieces: Sequence[Piece]) -> tuple[Prose | Grid, ...]:
    """The text of a clause as prose and tables in turn; at least two lines of as many cells are a table."""
    text = "".join(piece.text for piece in pieces)
    if CELL_GAP not in text:
        return (Prose(0, tuple(pieces)),) if text else ()
    found: list[Prose | Grid] = []
    end = 0
    for first, last, rows in _grids(text):
        found += _prose(pieces, text, end, first)
        found.append(Grid(rows, _kind_at(pieces, first) is PieceKind.FIELD))
        end = last
    return (*found, *_prose(pieces, text, end, len(text)))


def _grids(text: str) -> Iterator[tuple[int, int, tuple[tuple[Cell, ...], ...]]]:
    """Start, end and cells of each table."""
    run: list[tuple[Cell, ...]] = []
    start = place = 0
    for line in [*text.split("\n"), ""]:
        cells = _cells(line, place)
        if run and len(cells) != len(run[0]):
            if len(run) > 1:
                yield start, place - 1, tuple(run)
            run = []
        if len(cells) > 1:
            start = start if run else place
            run.append(cells)
        place += len(line) + 1


def _cells(line: str, start: int) -> tuple[Cell, ...]:
    cells = []
    for part in line.split(CELL_GAP):
        cells.append(Cell(start, part))
        start += len(part) + len(CELL_GAP)
    return tuple(cells)


def _prose(pieces: Sequence[Piece], text: str, start: int, end: int) -> Iterator[Prose]:
    """The stretch between two places, without the line ends around a table."""
    part = text[start:end]
    start += len(part) - len(part.lstrip("\n")) if start else 0
    end -= len(part) - len(part.rstrip("\n")) if end < len(text) else 0
    if start < end:
        yield Prose(start, tuple(_cut(pieces, start, end)))


def _cut(pieces: Sequence[Piece], start: int, end: int) -> Iterator[Piece]:
    place = 0
    for piece in pieces:
        first, last = max(start - place, 0), min(end - place, len(piece.text))
        if first < last:
            yield Piece(piece.kind, piece.text[first:last], piece.token, piece.target_id)
        place += len(piece.text)


def _kind_at(pieces: Sequence[Piece], wanted: int) -> PieceKind:
    place = 0
    for piece in pieces:
        place += len(piece.text)
        if wanted < place:
            return piece.kind
    return PieceKind.WORDS

"""Which rows of the matrix are shown: by text, municipality, and whether they are open or need a look."""

from collections.abc import Callable
from dataclasses import dataclass

from ozgdesk.present.matrix import Matrix, MatrixRow, counted


@dataclass(frozen=True, slots=True)
class MatrixFilter:
    """What is shown: tasks with all words of `text` in which `municipality_id` has a part.

    Of these only the open ones, those with a problem, or those of `task_ids`, where that is wanted.
    """

    text: str = ""
    municipality_id: str | None = None
    task_ids: frozenset[str] | None = None
    only_open: bool = False
    only_to_check: bool = False


def narrowed(found: Matrix, wanted: MatrixFilter) -> Matrix:
    """The matrix of the tasks that fit and the phases above them, counted anew."""
    if wanted == MatrixFilter():
        return found
    fits = _test(found, wanted)
    kept: list[MatrixRow] = []
    above = 0
    for row in reversed(found.rows):
        if row.level < above or fits(row):
            kept.append(row)
            above = row.level
    return counted(found.as_of, found.municipalities, reversed(kept))


def _test(found: Matrix, wanted: MatrixFilter) -> Callable[[MatrixRow], bool]:
    words = wanted.text.casefold().split()
    ids = [tag.id for tag in found.municipalities]
    place = ids.index(wanted.municipality_id) if wanted.municipality_id in ids else None

    def fits(row: MatrixRow) -> bool:
        if row.is_phase and (wanted.only_open or not any(cell.letter for cell in row.cells)):
            # A phase that holds nothing of its own is there for its tasks; its name counts as theirs.
            return False
        return (
            (place is None or bool(row.cells[place].letter))
            and (wanted.task_ids is None or row.id in wanted.task_ids)
            and not (wanted.only_open and row.is_closed)
            and not (wanted.only_to_check and not row.problems)
            and all(word in _searched(row) for word in words)
        )

    return fits


def _searched(row: MatrixRow) -> str:
    people = (name for cell in row.cells for name in (cell.person, cell.deputy))
    return " ".join((row.number, row.name, row.within, row.office, *people)).casefold()

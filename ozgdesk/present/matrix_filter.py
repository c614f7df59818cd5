"""Which rows of the matrix are shown: tasks of a query, of a municipality, or those that need a look."""

from dataclasses import dataclass

from ozgdesk.present.matrix import Matrix, MatrixRow, counted


@dataclass(frozen=True, slots=True)
class MatrixFilter:
    """What is shown: of the tasks in which `municipality_id` has a part those in `task_ids`; None is all.

    `only_to_check` leaves those with a problem.
    """

    municipality_id: str | None = None
    task_ids: frozenset[str] | None = None
    only_to_check: bool = False


def narrowed(found: Matrix, wanted: MatrixFilter) -> Matrix:
    """The matrix of the rows that fit and the phases above them, counted anew; all for an unknown town."""
    if wanted == MatrixFilter():
        return found
    ids = [tag.id for tag in found.municipalities]
    place = ids.index(wanted.municipality_id) if wanted.municipality_id in ids else None
    kept: list[MatrixRow] = []
    above = 0
    for row in reversed(found.rows):
        if row.level < above or _fits(row, wanted, place):
            kept.append(row)
            above = row.level
    return counted(found.as_of, found.municipalities, reversed(kept))


def _fits(row: MatrixRow, wanted: MatrixFilter, place: int | None) -> bool:
    return (
        (place is None or bool(row.cells[place].letter))
        and (wanted.task_ids is None or row.id in wanted.task_ids)
        and (bool(row.problems) or not wanted.only_to_check)
    )

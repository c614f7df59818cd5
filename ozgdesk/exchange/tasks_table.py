"""A task list as a table: titles and rows, from CSV or a workbook, told apart by what the file holds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from ozgdesk.domain.export_stamp import ExportStamp, read_stamp
from ozgdesk.domain.incoming import Leftover, Unreadable
from ozgdesk.domain.task_list import ListField
from ozgdesk.exchange.own_fields import STAMP
from ozgdesk.exchange.tasks_columns import Columns, proposed

Cell = str | date | float | None
"""A value as the file holds it; blanks before a text show how deep it is indented."""

MOST_ROWS = 20_000
MOST_COLUMNS = 100
HEAD_ROWS = 50
"""Titles stand within the first rows that are filled."""

EPOCH = date(1899, 12, 30)
"""Day 0 of a workbook, unless it counts from 1904."""


@dataclass(frozen=True, slots=True)
class Row:
    """A filled row; `number` is the one a spreadsheet shows beside it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below the titles, each as wide as these; days that are plain numbers count from `epoch`.

    The column with the stamp of a list of ours is none of them.
    """

    path: Path
    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    empty_rows: int = 0
    epoch: date = EPOCH
    leftovers: tuple[Leftover, ...] = ()
    stamp: ExportStamp | None = None

    @property
    def signature(self) -> str:
        """The line of titles, by which a list of the same make is known again."""
        return " | ".join(self.titles)


def filled(rows: Iterable[Row], path: Path) -> Iterator[Row]:
    """The rows that hold anything, without empty cells at their end; Unreadable when there are too many."""
    for count, row in enumerate(row for row in map(_trimmed, rows) if row.cells):
        if count > MOST_ROWS + HEAD_ROWS:
            raise Unreadable("list_too_many", path, most=MOST_ROWS)
        yield row


def head_of(rows: Iterable[Row]) -> tuple[Row, Columns] | None:
    """The row with the titles, and what they mean: the first with most titles that are known."""
    found = [(row, proposed(titles(row))) for row in islice(rows, HEAD_ROWS)]
    if not found:
        return None
    return max(found, key=lambda pair: (_known(pair[1]), len(pair[0].cells) > 1))


def has_names(head: tuple[Row, Columns] | None) -> bool:
    """Whether these titles are those of a task list."""
    return head is not None and ListField.NAME in head[1] and _known(head[1]) > 1


def make_table(
    path: Path, rows: Sequence[Row], *, epoch: date = EPOCH, leftovers: tuple[Leftover, ...] = ()
) -> Table:
    """The table below the titles; rows above them are headings of the sheet. Raises Unreadable."""
    head = head_of(rows)
    if head is None:
        raise Unreadable("list_empty", path)
    below = [row for row in rows if row.number > head[0].number]
    width = max(len(row.cells) for row in (head[0], *below))
    names = (*titles(head[0]), *[""] * (width - len(head[0].cells)))
    last = below[-1].number if below else head[0].number
    table = Table(
        path,
        tuple(name or f"Spalte {place}" for place, name in enumerate(names, 1)),
        tuple(Row(row.number, row.cells + (None,) * (width - len(row.cells))) for row in below),
        last - head[0].number - len(below),
        epoch,
        leftovers,
    )
    return _without_stamp(table)


def _without_stamp(table: Table) -> Table:
    if STAMP not in table.titles:
        return table
    at = table.titles.index(STAMP)
    stamp = read_stamp(f"{row.cells[at] or ''}" for row in table.rows)
    rows = (Row(row.number, row.cells[:at] + row.cells[at + 1 :]) for row in table.rows)
    return replace(table, titles=table.titles[:at] + table.titles[at + 1 :], rows=tuple(rows), stamp=stamp)


def titles(row: Row) -> tuple[str, ...]:
    """The cells of a row as titles of columns."""
    return tuple(re.sub(r"\s+", " ", f"{'' if cell is None else cell}").strip()[:60] for cell in row.cells)


def _trimmed(row: Row) -> Row:
    cells = row.cells[:MOST_COLUMNS]
    last = next((n for n in range(len(cells), 0, -1) if not _is_blank(cells[n - 1])), 0)
    return Row(row.number, cells[:last])


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _known(columns: Columns) -> int:
    return sum(field is not None for field in columns)

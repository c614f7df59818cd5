"""How deep a row of a task list lies: by its level, its code (2.1.3), or the blanks before its name."""

import re
from collections.abc import Callable, Sequence

from ozgdesk.domain.task_list import ListField
from ozgdesk.exchange import tasks_cells as cells
from ozgdesk.exchange.tasks_table import Cell, Row

DEEPEST = 100
_CODE = re.compile(r"\d{1,6}(?:\.\d{1,6})*")


def levels(rows: Sequence[Row], cell: Callable[[Row, ListField], Cell]) -> list[int]:
    """The level of each row, from 1 on; the first way that says anything is taken."""
    for field in (ListField.LEVEL, ListField.WBS):
        typed = [cells.text(cell(row, field)) for row in rows]
        if any(typed):
            return _by_number(typed) if field is ListField.LEVEL else _by_code(typed)
    return _by_indent([cells.indent(cell(row, ListField.NAME)) for row in rows])


def sorted_by_code(rows: list[Row], codes: list[str]) -> list[Row]:
    """The rows in the order of their codes, when each has its own: a table may have been sorted otherwise."""
    plain = [code.strip(".") for code in codes]
    if len(set(plain)) < len(plain) or not all(map(_CODE.fullmatch, plain)):
        return rows
    keys = {row.number: tuple(map(int, code.split("."))) for row, code in zip(rows, plain, strict=True)}
    return sorted(rows, key=lambda row: keys[row.number])


def _by_number(typed: Sequence[str]) -> list[int]:
    found = [int(text) if re.fullmatch(r"\d{1,3}", text) else 1 for text in typed]
    return [min(max(level, 1), DEEPEST) for level in found]


def _by_code(typed: Sequence[str]) -> list[int]:
    """One more than there are codes above it in the list."""
    plain = [text.replace(",", ".").strip(".") for text in typed]
    known, found = set(plain), []
    for code in plain:
        parts = code.split(".")
        above = sum(".".join(parts[:count]) in known for count in range(1, len(parts)))
        found.append(min(above + 1, DEEPEST))
    return found


def _by_indent(blanks: Sequence[int]) -> list[int]:
    """Deeper than the row above with fewer blanks."""
    way: list[int] = []
    found = []
    for count in blanks:
        while way and way[-1] >= count:
            way.pop()
        way.append(count)
        found.append(min(len(way), DEEPEST))
    return found

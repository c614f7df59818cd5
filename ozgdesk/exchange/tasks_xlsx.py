"""The rows of a workbook of Excel: values as they were last computed, no formulas, no macros."""

import math
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ozgdesk.domain.incoming import Leftover, Unreadable
from ozgdesk.exchange.safe_workbook import cells_of, opened
from ozgdesk.exchange.tasks_table import (
    MOST_COLUMNS,
    Cell,
    Row,
    Table,
    filled,
    has_names,
    head_of,
    make_table,
)

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_INDENT = "  "


def read_table(data: bytes, path: Path) -> Table:
    """The sheet that has a task list, else the first that has anything; raises Unreadable."""
    with opened(data, path) as (book, has_macros):
        sheet = _sheet(book, path)
        others = ", ".join(f"„{found.title}“" for found in book.worksheets if found is not sheet)
        leftovers = [Leftover("other_sheets", "", {"sheets": others})] if others else []
        if has_macros:
            leftovers.append(Leftover("macros"))
        rows = list(filled(_rows(sheet), path))
        epoch = date(1904, 1, 1) if book.epoch.year == 1904 else date(1899, 12, 30)
        return make_table(path, rows, epoch=epoch, leftovers=tuple(leftovers))


def _sheet(book: "Workbook", path: Path) -> Any:
    heads = [(sheet, head_of(filled(_rows(sheet), path))) for sheet in book.worksheets]
    lists = [sheet for sheet, head in heads if has_names(head)]
    full = [sheet for sheet, head in heads if head is not None]
    if not full:
        raise Unreadable("list_empty", path)
    return (lists or full)[0]


def _rows(sheet: Any) -> Iterator[Row]:
    for number, cells in cells_of(sheet, MOST_COLUMNS):
        yield Row(number, tuple(_value(cell) for cell in cells))


def _value(cell: Any) -> Cell:
    value = cell.value
    if value is None or isinstance(value, str):
        return value if not value else _INDENT * min(int(cell.alignment.indent or 0), 50) + value
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and math.isfinite(value):
        return f"{value * 100:.6g} %" if "%" in str(cell.number_format) else float(value)
    return str(value) if not isinstance(value, timedelta) else value / timedelta(days=1)

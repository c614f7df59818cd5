"""The rows of a workbook of Excel: values as they were last computed, no formulas, no macros.

What a file declares about its size is checked before anything is unpacked, and `zipfile` unpacks no more than
that; document types are refused, so that no entity is ever expanded.
"""

import io
import math
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

from ozgdesk.domain.incoming import Leftover, Unreadable
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

LARGEST_MEMBER = 96 * 1024 * 1024
LARGEST_WHOLE = 192 * 1024 * 1024
MOST_MEMBERS = 2_000
_INDENT = "  "
_CHUNK = 1 << 14
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, expat.ExpatError, OSError, EOFError, ValueError, TypeError,
    LookupError, AttributeError, ArithmeticError, NotImplementedError, RuntimeError, struct.error,
)  # fmt: skip
"""What openpyxl and the standard library raise about files that nobody has checked before."""


def read_table(data: bytes, path: Path) -> Table:
    """The sheet that has a task list, else the first that has anything; raises Unreadable."""
    try:
        names = _checked(data, path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of openpyxl, about parts of the file that are not read anyway
            return _read(data, path, has_macros=any(name.endswith("vbaProject.bin") for name in names))
    except _BROKEN as error:
        raise Unreadable("list_broken", path) from error


def _checked(data: bytes, path: Path) -> list[str]:
    """The names of the parts of a workbook that may be unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        sizes = [member.file_size for member in members]
        if len(sizes) > MOST_MEMBERS or sum(sizes) > LARGEST_WHOLE or max(sizes, default=0) > LARGEST_MEMBER:
            raise Unreadable("list_unpacks", path, most=LARGEST_WHOLE // 1024 // 1024)
        names = [member.filename for member in members]
        if "xl/workbook.xml" not in names:
            raise Unreadable("list_other_office", path)
        for name in names:
            if name.endswith((".xml", ".rels")):
                with archive.open(name) as part:
                    _refuse_doctype(part, path)
    return names


def _refuse_doctype(part: Any, path: Path) -> None:
    """Look at the beginning of a part, up to its first element."""
    begun: list[str] = []

    def refuse(*_details: object) -> None:
        raise Unreadable("list_doctype", path)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, _attributes: begun.append(name)
    while not begun and (chunk := part.read(_CHUNK)):
        parser.Parse(chunk, False)


def _read(data: bytes, path: Path, *, has_macros: bool) -> Table:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheet = _sheet(book, path)
        others = ", ".join(f"„{found.title}“" for found in book.worksheets if found is not sheet)
        leftovers = [Leftover("other_sheets", "", {"sheets": others})] if others else []
        if has_macros:
            leftovers.append(Leftover("macros"))
        rows = list(filled(_rows(sheet), path))
        epoch = date(1904, 1, 1) if book.epoch.year == 1904 else date(1899, 12, 30)
        return make_table(path, rows, epoch=epoch, leftovers=tuple(leftovers))
    finally:
        book.close()


def _sheet(book: "Workbook", path: Path) -> Any:
    heads = [(sheet, head_of(filled(_rows(sheet), path))) for sheet in book.worksheets]
    lists = [sheet for sheet, head in heads if has_names(head)]
    full = [sheet for sheet, head in heads if head is not None]
    if not full:
        raise Unreadable("list_empty", path)
    return (lists or full)[0]


def _rows(sheet: Any) -> Iterator[Row]:
    from openpyxl.cell.read_only import EMPTY_CELL

    gap: Any = None  # the one row that stands for all that are not there, up to a million
    sheet.reset_dimensions()  # what a file says about its size is often wrong
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if cells is gap:
            continue
        if all(cell is EMPTY_CELL for cell in cells):
            gap = cells
        else:
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

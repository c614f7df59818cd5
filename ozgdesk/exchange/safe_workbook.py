"""Opening a workbook that nobody has checked before, and what breaks while it is read.

Its size and its parts are checked in `safe_archive`. Macros are never read. What the cells mean stands in the
modules of the formats.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ozgdesk.domain.incoming import Unreadable
from ozgdesk.exchange import safe_archive
from ozgdesk.exchange.safe_archive import BROKEN, checked_names

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_KIND = "list"


def file_bytes(path: Path) -> bytes:
    """What is in a file that may be a workbook; Unreadable when it is too large, empty, old or locked."""
    return safe_archive.file_bytes(path, _KIND)


@contextmanager
def opened(data: bytes, path: Path, *, with_formulas: bool = False) -> Iterator[tuple["Workbook", bool]]:
    """The workbook, and whether it carries macros; Unreadable for whatever breaks while it is read.

    Cells have the values last computed, or the formulas themselves `with_formulas`.
    """
    import openpyxl

    try:
        names = checked_names(data, path, _KIND, "xl/workbook.xml")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of openpyxl, about parts of the file that are not read anyway
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=not with_formulas, keep_links=False
            )
            try:
                yield book, any(name.endswith("vbaProject.bin") for name in names)
            finally:
                book.close()
    except BROKEN as error:
        raise Unreadable("list_broken", path) from error


def cells_of(sheet: Any, most_columns: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows that have cells, with the number a spreadsheet shows beside them."""
    from openpyxl.cell.read_only import EMPTY_CELL

    gap: Any = None  # the one row that stands for all that are not there, up to a million
    sheet.reset_dimensions()  # what a file says about its size is often wrong
    for number, cells in enumerate(sheet.iter_rows(max_col=most_columns), 1):
        if cells is gap:
            continue
        if all(cell is EMPTY_CELL for cell in cells):
            gap = cells
        else:
            yield number, cells

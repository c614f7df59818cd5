"""Opening a workbook that nobody has checked before: its size, its parts, and what breaks while it is read.

What a file declares about its size is checked before anything is unpacked, and `zipfile` unpacks no more than
that; document types are refused, so that no entity is ever expanded. Macros are never read. What the cells
mean stands in the modules of the formats.
"""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

from ozgdesk.domain.incoming import Unreadable

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

LARGEST_BYTES = 32 * 1024 * 1024
LARGEST_MEMBER = 96 * 1024 * 1024
LARGEST_WHOLE = 192 * 1024 * 1024
MOST_MEMBERS = 2_000
ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_CHUNK = 1 << 14
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, expat.ExpatError, OSError, EOFError, ValueError, TypeError,
    LookupError, AttributeError, ArithmeticError, NotImplementedError, RuntimeError, struct.error,
)  # fmt: skip
"""What openpyxl and the standard library raise about files that nobody has checked before."""


def file_bytes(path: Path) -> bytes:
    """What is in a file that may be a workbook; Unreadable when it is too large, empty, old or locked."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise Unreadable("list_too_large", path, most=LARGEST_BYTES // 1024 // 1024)
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable("no_access", path) from error
    if not data.strip():
        raise Unreadable("list_empty", path)
    if data.startswith(_OLD_EXCEL):
        raise Unreadable("list_old_excel", path)
    return data


@contextmanager
def opened(data: bytes, path: Path, *, with_formulas: bool = False) -> Iterator[tuple["Workbook", bool]]:
    """The workbook, and whether it carries macros; Unreadable for whatever breaks while it is read.

    Cells have the values last computed, or the formulas themselves `with_formulas`.
    """
    import openpyxl

    try:
        names = _checked(data, path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of openpyxl, about parts of the file that are not read anyway
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=not with_formulas, keep_links=False
            )
            try:
                yield book, any(name.endswith("vbaProject.bin") for name in names)
            finally:
                book.close()
    except _BROKEN as error:
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

"""The rows of a CSV file, in the encoding and with the delimiter it shows by itself."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from ozgdesk.domain.incoming import Unreadable
from ozgdesk.exchange.tasks_columns import proposed
from ozgdesk.exchange.tasks_table import HEAD_ROWS, Row, filled, titles

DELIMITERS = (";", "\t", ",")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read_rows(data: bytes, path: Path) -> list[Row]:
    """The filled rows; raises Unreadable."""
    text = _decoded(data, path)
    named = _SEPARATOR.match(text)
    first = 2 if named else 1
    body = text[named.end() :] if named else text
    delimiter = named[1] if named else max(DELIMITERS, key=lambda found: _fit(body, found))
    try:
        return list(filled(_rows(body, delimiter, first), path))
    except csv.Error as error:
        raise Unreadable("list_quotes", path) from error


def _decoded(data: bytes, path: Path) -> str:
    """By its mark, as UTF-16 where every other byte is zero, as UTF-8 where it fits, else as Windows does."""
    mark, encoding = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", ""))
    body, half = data[len(mark) :], len(data[:1000]) // 2
    if not encoding and half and data[1:1000:2].count(0) > 0.7 * half:
        encoding = "utf-16-le"
    for name in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            text = body.decode(name)
        except UnicodeDecodeError:
            continue
        if _NO_TEXT.search(text):
            raise Unreadable("list_binary", path)
        return text
    raise Unreadable("list_encoding", path)


def _fit(text: str, delimiter: str) -> tuple[int, int]:
    """How many titles are known, and how many cells there are, when the file is read with this delimiter."""
    known, cells = 0, 0
    try:
        for row, _ in zip(_rows(text, delimiter, 1), range(HEAD_ROWS), strict=False):
            found = sum(field is not None for field in proposed(titles(row)))
            known, cells = max(known, found), cells + len(row.cells)
    except csv.Error:
        return -1, 0
    return known, cells


def _rows(text: str, delimiter: str, first: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for number, cells in enumerate(reader, first):
        yield Row(number, tuple(cells))

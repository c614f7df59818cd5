"""Small task lists, as CSV and as workbooks, for tests."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

HEAD = ("Nr.", "Aufgabe", "Dauer", "Anfang", "Vorgänger", "Kommune", "Status")
ROWS = (
    ("1", "Konzept", "10 Tage", "Mo 11.01.27", "", "Usingen", "in Arbeit"),
    ("2", "Abstimmung", "1 Woche", "Mo 25.01.27", "1", "NA", "offen"),
    ("3", "Beschluss", "0 Tage", "Do 18.03.27", "2", "SCHM", "offen"),
)


def csv_text(*rows: Sequence[str], head: Sequence[str] = HEAD) -> str:
    """Lines as German Excel writes them."""
    quoted = (";".join(f'"{cell}"' if ";" in cell else cell for cell in row) for row in (head, *rows))
    return "".join(f"{line}\r\n" for line in quoted)


def csv_file(folder: Path, text: str | bytes, name: str = "liste.csv", encoding: str = "utf-8") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def book_file(
    folder: Path,
    rows: Iterable[Sequence[Any]],
    name: str = "liste.xlsx",
    change: Callable[[Any], object] = lambda _book: None,
) -> Path:
    """A workbook whose first sheet has these rows, and whatever `change` does to it."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    path = folder / name
    book.save(path)
    return path


def rewritten(path: Path, part: str, content: bytes) -> Path:
    """The same workbook with another content of one of its parts."""
    data = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return path

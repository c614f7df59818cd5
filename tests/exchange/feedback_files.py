"""Feedback forms as they come back: written from the project of `rows`, then changed as people do."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import DeadlineKind
from ozgdesk.exchange.feedback_xlsx import make
from tests.exchange.rows import KNOWN, NA, USI, project
from tests.helpers import TODAY, id_of, lead, task

HEAD_ROW = 6
FIRST = 7
NUMBERS = ("A-002", "A-003", "A-007")
"""What Neu-Anspach leads (A-003, A-007) or owes (A-002), in the order of the form."""

Change = Callable[[Any], object]


def rows() -> list[Entity]:
    """The project of `rows`, with a legal deadline and an office in Neu-Anspach and one in Usingen."""
    legal = task(7, "Förderantrag", deadline_on=date(2026, 12, 31), deadline_kind=DeadlineKind.LEGAL)
    return [
        *project(),
        legal,
        lead(legal, 2, note="eilt"),
        Person(
            id=id_of(51), name="Hauptamt", municipality_id=NA, email="hauptamt@na.example", is_function=True
        ),
        Person(
            id=id_of(52), name="Projektbüro", municipality_id=USI, email="ozg@usi.example", phone="06081 1"
        ),
    ]


def view(found: list[Entity] | None = None) -> View:
    """A View of them, with a Datenstand."""
    return View(Snapshot.of(rows() if found is None else found), TODAY, KNOWN)


def form_file(
    folder: Path,
    change: Change = lambda _book: None,
    *,
    found: View | None = None,
    municipality_id: str = NA,
    name: str = "Bogen.xlsx",
) -> Path:
    """The form of Neu-Anspach after `change` did something to it, as a spreadsheet would save it."""
    path = folder / name
    path.write_bytes(make(found or view(), municipality_id))
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def place(book: Any, number: str) -> int:
    """The row of a task on the first sheet."""
    return next(row for row in range(FIRST, 100) if book.worksheets[0].cell(row, 1).value == number)


def fill(number: str, **cells: Any) -> Change:
    """Type into the light cells of a task: `state`, `day`, `remark`."""
    columns = {"state": 7, "day": 8, "remark": 9}

    def change(book: Any) -> None:
        row = place(book, number)
        for name, value in cells.items():
            book.worksheets[0].cell(row, columns[name]).value = value

    return change


def more(title: str, *cells: Any, below: int = 1) -> Change:
    """Type into a row below a title of the second sheet."""

    def change(book: Any) -> None:
        sheet = book.worksheets[1]
        row = next(row for row in range(1, 60) if sheet.cell(row, 1).value == title) + below
        for column, value in cells:
            sheet.cell(row, column).value = value

    return change


def both(*changes: Change) -> Change:
    """One after the other."""

    def change(book: Any) -> None:
        for found in changes:
            found(book)

    return change

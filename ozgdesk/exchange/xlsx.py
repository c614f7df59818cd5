"""The plan as a workbook for Excel: tasks, who takes part, and all days to keep in mind."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.exchange.columns import (
    APPOINTMENT_COLUMNS,
    MAIN_COLUMNS,
    PART_COLUMNS,
    Column,
    Kind,
    Value,
    is_formula_like,
    task_columns,
    task_rows,
)
from ozgdesk.exchange.format import Format, whose
from ozgdesk.present.appointments import appointments
from ozgdesk.present.naming import shortened
from ozgdesk.present.parts import part_rows
from ozgdesk.present.plan_row import PlanRow

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

R = TypeVar("R")

LONGEST = 32_767  # characters of a cell
LONGEST_TITLE = 100  # of the 255 characters of a page head, where each & counts twice
DEEPEST = 7  # levels of an outline
DEEPEST_INDENT = 15
FIRST_YEAR = 1900  # of the days that Excel can count
A4 = 9
HEAD = "#E8ECF0"
HEAD_HEIGHT = 30  # points, for titles of two lines
NUMBER_FORMATS: dict[Kind, str] = {"day": "dd.mm.yyyy", "share": '0"\u00a0"%'}
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def make(view: View, municipality_id: str | None, baseline_id: str | None = None) -> bytes:
    """The workbook; further sheets only where they have rows."""
    book = _Book(view, municipality_id)
    book.add("Aufgaben", task_columns(view), task_rows(view, municipality_id, baseline_id), is_tree=True)
    if parts := part_rows(view, municipality_id):
        book.add("Zuständigkeiten", PART_COLUMNS, parts)
    if days := appointments(view, municipality_id):
        book.add("Sitzungen und Termine", APPOINTMENT_COLUMNS, days)
    return book.finish()


class _Look(NamedTuple):
    """How a cell looks; a quoted text does not become a formula when somebody edits it."""

    kind: Kind
    is_bold: bool = False
    indent: int = 0
    is_quoted: bool = False
    is_head: bool = False

    def properties(self) -> dict[str, Any]:
        """The same in the words of XlsxWriter."""
        found: dict[str, Any] = {"bold": self.is_bold, "quote_prefix": self.is_quoted}
        if self.kind != "text":
            found |= {"align": "right", "indent": 1}  # else a number would touch the text beside it
        elif self.indent:
            found["indent"] = self.indent
        if self.is_head:
            return found | {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": HEAD}
        return found | ({"num_format": NUMBER_FORMATS[self.kind]} if self.kind in NUMBER_FORMATS else {})


class _Book:
    """A workbook being written; keeps the formats of its cells."""

    def __init__(self, view: View, municipality_id: str | None) -> None:
        import xlsxwriter

        self._file = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._file, OPTIONS)
        self._formats: dict[_Look, Any] = {}
        self._whose = shortened(whose(view, municipality_id), LONGEST_TITLE)
        self._as_of = formats.day(view.as_of)
        known = view.recorded_until
        self._state = f"Datenstand {formats.instant(known)}" if known else ""
        midnight = datetime(view.as_of.year, view.as_of.month, view.as_of.day, tzinfo=UTC)
        self._book.set_properties(
            {
                "title": "Projektplan",
                "subject": self._whose,
                "author": "OZG-Desk",
                "comments": f"Stichtag {self._as_of}. {self._state}".strip(),
                # the clock would make every file another one
                "created": (known or midnight).astimezone(UTC).replace(tzinfo=None, microsecond=0),
            }
        )

    def add(
        self, name: str, columns: Sequence[Column[R]], rows: Iterable[R], *, is_tree: bool = False
    ) -> None:
        """A sheet with a head that stays in sight, a filter, and a page set-up."""
        sheet = self._book.add_worksheet(name)
        for position, column in enumerate(columns):
            width = column.width or None
            sheet.set_column(position, position, width, None, {"hidden": not column.width})
            head = self._format(_Look(column.kind, is_head=True))
            sheet.write_string(0, position, column.title, head)
        last = 0
        for last, row in enumerate(rows, 1):
            self._write_row(sheet, last, columns, row)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.freeze_panes(1, 3 if is_tree else 2)
        if is_tree:
            sheet.set_row(0, HEAD_HEIGHT)
            sheet.outline_settings(True, False, False, False)  # the phase stands above what it sums up
        self._set_page(sheet, name)
        sheet.print_area(0, 0, last, len(MAIN_COLUMNS if is_tree else columns) - 1)

    def finish(self) -> bytes:
        """The whole file."""
        self._book.close()
        return self._file.getvalue()

    def _write_row(self, sheet: "Worksheet", number: int, columns: Sequence[Column[R]], row: R) -> None:
        level = row.level if isinstance(row, PlanRow) else 0
        is_bold = isinstance(row, PlanRow) and row.is_phase
        if level:
            sheet.set_row(number, None, None, {"level": min(level, DEEPEST)})
        for position, column in enumerate(columns):
            value = column.value(row)
            if value is None or value == "":
                continue
            indent = min(level, DEEPEST_INDENT) if column.title == "Aufgabe" else 0
            self._write(sheet, (number, position), value, _Look(column.kind, is_bold, indent))

    def _write(self, sheet: "Worksheet", cell: tuple[int, int], value: Value, look: "_Look") -> None:
        if isinstance(value, date) and value.year < FIRST_YEAR:
            value, look = formats.day(value), look._replace(kind="text")
        if isinstance(value, str):
            if is_formula_like(value):
                look = look._replace(is_quoted=True)
            sheet.write_string(*cell, value[:LONGEST], self._format(look))
        elif isinstance(value, date):
            sheet.write_datetime(*cell, value, self._format(look))
        else:
            sheet.write_number(*cell, value, self._format(look))

    def _format(self, look: "_Look") -> Any:
        if look not in self._formats:
            self._formats[look] = self._book.add_format(look.properties())
        return self._formats[look]

    def _set_page(self, sheet: "Worksheet", name: str) -> None:
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(left=0.6, right=0.6, top=0.9, bottom=0.8)
        title = self._whose.replace("&", "&&")
        sheet.set_header(f"&L{title}&R{name}, Stichtag {self._as_of}")
        sheet.set_footer(f"&L{self._state}&RSeite &P von &N")


FORMAT = Format(
    key="xlsx",
    suffix="xlsx",
    title="Projektplan als Excel-Arbeitsmappe",
    file_kind="Excel-Arbeitsmappe",
    file_stem="Projektplan",
    description="Aufgaben, Zuständigkeiten, Sitzungen und Termine auf drei Blättern",
    make=make,
    compared=make,
)

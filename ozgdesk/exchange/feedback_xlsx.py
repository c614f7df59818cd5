"""The feedback form as a workbook: what one municipality leads and owes, to be filled in without the program.

Only the light cells can be typed into; the sheets are protected without a password, against slips and not
against people. The same View gives the same bytes.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from ozgdesk import formats
from ozgdesk.domain.feedback import PartState
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.exchange import feedback_layout as layout
from ozgdesk.exchange.columns import is_formula_like
from ozgdesk.exchange.format import Format
from ozgdesk.exchange.xlsx import A4, FIRST_YEAR, HEAD, OPTIONS
from ozgdesk.present.feedback_form import FeedbackForm, FormLine, feedback_form
from ozgdesk.texts.labels import label

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FREE, EDGE, INK, QUIET = "#FFF8DC", "#A8B0B8", "#1A1F24", "#4A545E"
WIDTHS = (7, 38, 18, 15, 19, 11, 19, 12, 38)
MORE_WIDTHS = (48, 14, 14, 48)
EMPTY_ROWS = 6
MOST_PERSONS_ON_A_PAGE = 10
ROW_HEIGHT = 20  # points, room to write by hand
LINE_HEIGHT, LEAST_LINES, HIGHEST_ROW = 14, 2, 400  # Excel has no rows above 409 points
NEW_PERSONS = 2
DAY_FORMAT = "dd.mm.yyyy"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
_PROTECTION = {"format_columns": True, "format_rows": True, "select_locked_cells": True}


def make(view: View, municipality_id: str | None) -> bytes:
    """The form of one municipality. Raises RuleViolation `municipality_needed` without one."""
    if municipality_id is None:
        raise RuleViolation("municipality_needed")
    return _FormBook(feedback_form(view, municipality_id), view.recorded_until).finish()


class _FormBook:
    """A form being written; keeps the formats of its cells."""

    def __init__(self, form: FeedbackForm, known_until: datetime | None) -> None:
        import xlsxwriter

        self._form = form
        self._known_until = known_until
        self._file = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._file, OPTIONS)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        midnight = datetime.combine(form.as_of, time(), UTC)
        self._book.set_properties(
            {
                "title": f"Rückmeldebogen {form.code}",
                "subject": form.cooperation[:255],
                "author": "OZG-Desk",
                "comments": f"Stichtag {formats.day(form.as_of)}",
                # the clock would make every file another one
                "created": (known_until or midnight).astimezone(UTC).replace(tzinfo=None, microsecond=0),
            }
        )

    def finish(self) -> bytes:
        """The whole file."""
        main, more, keys = (
            self._book.add_worksheet(name) for name in (layout.MAIN, layout.MORE, layout.KEYS)
        )
        self._fill_main(main)
        self._fill_more(more)
        self._fill_keys(keys)
        keys.very_hidden()
        main.activate()
        self._book.close()
        return self._file.getvalue()

    # The sheet of tasks

    def _fill_main(self, sheet: "Worksheet") -> None:
        form = self._form
        last = len(WIDTHS) - 1
        self._set_page(sheet, WIDTHS)
        self._line(sheet, 0, last, f"Rückmeldebogen {form.town} ({form.code})", 26, bold=True, font_size=16)
        stand = f"{form.cooperation} – Stand {formats.day(form.as_of)}"
        self._line(sheet, 1, last, stand, 17, font_color=QUIET)
        self._line(sheet, 2, last, _what_to_do(), 32)
        sheet.merge_range(3, 0, 3, 2, "", self._format(valign="vcenter"))
        sheet.write_string(3, 0, "Bitte zurücksenden bis spätestens:", self._format(bold=True))
        sheet.write_datetime(
            3, 3, form.until, self._format(bold=True, num_format=DAY_FORMAT, align="left", **_free())
        )
        sheet.merge_range(3, 4, 3, last, "", self._format())
        sheet.write_string(3, 4, f"an: {_address(form)}", self._format(bold=True, indent=1))
        sheet.set_row(3, 18)
        sheet.set_row(4, 6)
        self._head(sheet, 5, layout.TASKS.titles)
        for number, line in enumerate(form.lines, 6):
            self._task_row(sheet, number, line)
        end = 5 + len(form.lines)
        if not form.lines:
            end = 6
            self._line(sheet, 6, last, layout.NO_TASKS, 20)
        sheet.freeze_panes(6, 2)
        sheet.repeat_rows(5)
        sheet.print_area(0, 0, end, last)

    def _task_row(self, sheet: "Worksheet", row: int, line: FormLine) -> None:
        texts = (line.number, line.name, line.phase, line.role_text, line.person)
        sheet.set_row(row, _height(zip((*texts, line.said.remark), (*WIDTHS[:5], WIDTHS[8]), strict=True)))
        for column, text in enumerate(texts):
            self._text(sheet, (row, column), text, bold=column == 0)
        self._day(sheet, (row, 5), line.finish)
        said = line.said
        self._text(sheet, (row, 6), label(said.state), is_free=True)
        words = [label(state) for state in (TaskState if line.role is Role.LEAD else PartState)]
        self._choice(sheet, (row, 6), words, "Bitte wählen Sie einen Zustand aus der Liste.")
        self._day(sheet, (row, 7), said.day, is_free=not line.has_fixed_day)
        if not line.has_fixed_day:
            self._check_day(sheet, (row, 7))
        self._text(sheet, (row, 8), said.remark, is_free=True)
        self._check_length(sheet, (row, 8), layout.LONGEST_REMARK)

    # The sheet of what the municipality adds by itself

    def _fill_more(self, sheet: "Worksheet") -> None:
        form = self._form
        last = len(MORE_WIDTHS) - 1
        self._set_page(sheet, MORE_WIDTHS)
        sheet.fit_to_pages(1, 1 if len(form.persons) <= MOST_PERSONS_ON_A_PAGE else 0)
        self._line(sheet, 0, last, f"Weiteres aus {form.town} ({form.code})", 26, bold=True, font_size=16)
        note = (
            "Was Sie hier eintragen, wird als Vorschlag geprüft. Bitte nennen Sie nur dienstliche "
            "Kontaktdaten und bei Abwesenheiten keinen Grund."
        )
        self._line(sheet, 1, last, note, 32)
        row = self._section(sheet, 2, layout.NEW_TASKS, wide_from=2)
        for place in range(row, row + EMPTY_ROWS):
            self._new_task_row(sheet, place)
        row = self._section(sheet, row + EMPTY_ROWS, layout.ABSENCES)
        for place in range(row, row + EMPTY_ROWS):
            self._absence_row(sheet, place)
        row = self._section(sheet, row + EMPTY_ROWS, layout.CONTACTS, wide_from=1)
        known = [(person.name, person.phone, person.email) for person in form.persons]
        for place, (name, phone, email) in enumerate([*known, *[("", "", "")] * NEW_PERSONS], row):
            sheet.set_row(place, ROW_HEIGHT)
            self._text(sheet, (place, 0), name, is_free=not name)
            self._wide(sheet, place, (1, 2), phone)
            self._text(sheet, (place, 3), email, is_free=True)
        sheet.print_area(0, 0, row + len(known) + NEW_PERSONS - 1, last)

    def _new_task_row(self, sheet: "Worksheet", row: int) -> None:
        sheet.set_row(row, ROW_HEIGHT)
        self._text(sheet, (row, 0), "", is_free=True)
        self._check_length(sheet, (row, 0), layout.LONGEST_NAME)
        self._day(sheet, (row, 1), None, is_free=True)
        self._check_day(sheet, (row, 1))
        self._wide(sheet, row, (2, 3), "")
        self._check_length(sheet, (row, 2), layout.LONGEST_REMARK)

    def _absence_row(self, sheet: "Worksheet", row: int) -> None:
        sheet.set_row(row, ROW_HEIGHT)
        for column in (0, 3):
            self._text(sheet, (row, column), "", is_free=True)
            if self._form.persons:
                first = self._key_rows_before_persons() + 1
                names = f"={layout.KEYS}!$C${first}:$C${first + len(self._form.persons) - 1}"
                self._choice(sheet, (row, column), names, "Bitte wählen Sie eine Person aus der Liste.")
        for column in (1, 2):
            self._day(sheet, (row, column), None, is_free=True)
            self._check_day(sheet, (row, column))

    def _section(self, sheet: "Worksheet", row: int, block: layout.Block, *, wide_from: int = 0) -> int:
        """A heading with a line of titles below, one of them over two columns; returns the row after them."""
        sheet.set_row(row, 12)
        self._line(sheet, row + 1, len(MORE_WIDTHS) - 1, block.heading, 20, bold=True, font_size=12)
        titles = list(block.titles)
        if wide_from:
            titles.insert(wide_from + 1, "")
        self._head(sheet, row + 2, titles)
        if wide_from:
            title = block.titles[wide_from]
            sheet.merge_range(row + 2, wide_from, row + 2, wide_from + 1, title, self._head_format())
        return row + 3

    # The sheet that nobody sees

    def _fill_keys(self, sheet: "Worksheet") -> None:
        rows = self._key_rows()
        for place, row in enumerate([*rows, ("Prüfsumme", layout.check_sum(rows))]):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text)
        # A day beside its text: when both differ, somebody changed how the workbook counts days.
        sheet.write_datetime(4, 2, self._form.as_of, self._format(num_format=DAY_FORMAT))
        sheet.protect("", _PROTECTION)

    def _key_rows(self) -> list[tuple[str, ...]]:
        form, known = self._form, self._known_until
        rows: list[tuple[str, ...]] = [
            (layout.MARK, layout.VERSION),
            ("Projekt", form.project_id),
            ("Kommune", form.municipality_id),
            ("Datenstand", known.isoformat() if known else ""),
            ("Stichtag", form.as_of.isoformat()),
        ]
        for line in form.lines:
            said = line.said
            day = said.day.isoformat() if said.day else ""
            rows.append(
                ("Teil", line.number, line.part_id, line.task_id, line.role.value, said.state.value, day)
                + (said.remark,)
            )
        return rows + [("Person", row.id, row.name, row.email, row.phone) for row in form.persons]

    def _key_rows_before_persons(self) -> int:
        return 5 + len(self._form.lines)

    # Cells

    def _text(
        self, sheet: "Worksheet", cell: tuple[int, int], text: str, *, is_free: bool = False, **more: Any
    ) -> None:
        look = _cell() | (_free() if is_free else {}) | more
        if text:
            guarded = {"quote_prefix": True} if is_formula_like(text) else {}
            sheet.write_string(*cell, text, self._format(**look, **guarded))
        else:
            sheet.write_blank(*cell, None, self._format(**look))

    def _day(
        self, sheet: "Worksheet", cell: tuple[int, int], day: date | None, *, is_free: bool = False
    ) -> None:
        look = _cell() | (_free() if is_free else {}) | {"num_format": DAY_FORMAT, "align": "center"}
        if day is None:
            sheet.write_blank(*cell, None, self._format(**look))
        elif day.year < FIRST_YEAR:
            sheet.write_string(*cell, formats.day(day), self._format(**look))
        else:
            sheet.write_datetime(*cell, day, self._format(**look))

    def _wide(self, sheet: "Worksheet", row: int, columns: tuple[int, int], text: str) -> None:
        sheet.merge_range(row, columns[0], row, columns[1], "", self._format(**_cell(), **_free()))
        self._text(sheet, (row, columns[0]), text, is_free=True)

    def _line(self, sheet: "Worksheet", row: int, last: int, text: str, height: float, **look: Any) -> None:
        found = self._format(valign="vcenter", text_wrap=True, **look)
        sheet.merge_range(row, 0, row, last, "", found)
        sheet.write_string(row, 0, text, found)
        sheet.set_row(row, height)

    def _head(self, sheet: "Worksheet", row: int, titles: Sequence[str]) -> None:
        for column, title in enumerate(titles):
            self._title(sheet, row, column, title)
        sheet.set_row(row, 20 if len(titles) < len(WIDTHS) else 32)

    def _title(self, sheet: "Worksheet", row: int, column: int, title: str) -> None:
        sheet.write_string(row, column, title, self._head_format())

    def _head_format(self) -> Any:
        return self._format(**_cell(), bold=True, bg_color=HEAD)

    def _format(self, **look: Any) -> Any:
        key = tuple(sorted({"font_color": INK, **look}.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(key))
        return self._formats[key]

    # What may be typed, and how it is printed

    def _choice(
        self, sheet: "Worksheet", cell: tuple[int, int], source: Sequence[str] | str, sentence: str
    ) -> None:
        refused = {"error_title": "Nicht in der Liste", "error_message": sentence}
        sheet.data_validation(*cell, *cell, {"validate": "list", "source": source, **refused})

    def _check_day(self, sheet: "Worksheet", cell: tuple[int, int]) -> None:
        check = {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
        refused = {
            "error_title": "Kein Datum",
            "error_message": "Bitte geben Sie ein Datum wie 04.12.2026 ein.",
        }
        sheet.data_validation(*cell, *cell, {**check, **refused})

    def _check_length(self, sheet: "Worksheet", cell: tuple[int, int], most: int) -> None:
        check = {"validate": "length", "criteria": "<=", "value": most}
        sentence = f"Bitte kürzen Sie den Text auf {formats.number(most)} Zeichen."
        refused = {"error_title": "Zu lang", "error_message": sentence}
        sheet.data_validation(*cell, *cell, {**check, **refused})

    def _set_page(self, sheet: "Worksheet", widths: Sequence[int]) -> None:
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.protect("", _PROTECTION)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.7)
        sheet.set_footer(
            f"&LRückmeldebogen {self._form.code}, {formats.day(self._form.as_of)}&RSeite &P von &N"
        )


def _cell() -> dict[str, Any]:
    return {"border": 1, "border_color": EDGE, "text_wrap": True, "valign": "top"}


def _free() -> dict[str, Any]:
    return {"locked": False, "bg_color": FREE}


def _height(cells: Iterable[tuple[str, int]]) -> float:
    """The height of a row for texts in columns of these widths: not every program finds it by itself."""
    lines = (len(wrap(text, width - 1)) for text, width in cells)
    return min(max(LEAST_LINES, *lines) * LINE_HEIGHT + 4, HIGHEST_ROW)


def _what_to_do() -> str:
    return (
        "Bitte tragen Sie in den hellen Feldern ein, was sich geändert hat: den Zustand, den Termin und eine "
        "Bemerkung. Ist etwas erledigt, steht im Feld „Termin“ der Tag, an dem es fertig war. Neue Aufgaben, "
        f"Abwesenheiten und geänderte Kontaktdaten haben ein eigenes Blatt „{layout.MORE}“."
    )


def _address(form: FeedbackForm) -> str:
    return ", ".join(form.return_to) or "die koordinierende Kommune"


FORMAT = Format(
    key="feedback",
    suffix="xlsx",
    title="Rückmeldebogen für eine Kommune",
    file_kind="Excel-Arbeitsmappe",
    file_stem="Rückmeldebogen",
    description="offene Aufgaben und Zuarbeiten einer Kommune zum Ausfüllen, mit ihren Bemerkungen",
    make=make,
    needs_municipality=True,
)

from datetime import date, timedelta
from io import BytesIO

from pypdf import PdfReader

from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.present.council_calendar import CouncilCalendar, council_calendar
from ozgdesk.reports.register import make_sheet
from ozgdesk.reports.sheet import SheetOptions
from tests.domain.council_calendar import COUNCIL, NA, USI, body, calendar_rows, matter_rows, meetings
from tests.helpers import TODAY, cooperation

VIEW = View(Snapshot.of([cooperation(), *matter_rows(), *calendar_rows()]), TODAY)


def texts(found: CouncilCalendar, month: date, code: str) -> list[str]:
    column = [tag.code for tag in found.municipalities].index(code)
    row = next(row for row in found.months if row.first == month)
    return [entry.text.replace("\u00a0", " ") for entry in row.cells[column]]


def test_twelve_months_begin_with_that_of_the_stichtag() -> None:
    months = [row.first for row in council_calendar(VIEW).months]
    assert (months[0], months[-1], len(months)) == (date(2026, 11, 1), date(2027, 10, 1), 12)


def test_a_month_holds_meetings_vorlagenschluss_and_recess_of_each_municipality() -> None:
    found = council_calendar(VIEW)
    march = texts(found, date(2027, 3, 1), "GLA")
    assert march[:4] == [
        "11.03. Vorlagen für GVo 15.03.",
        "Mo 15.03. GVo",
        "18.03. Vorlagen für GVo 22.03.",
        "Mo 22.03. GVo",
    ]
    assert "25.03. Vorlagen für GV 08.04." in march
    assert texts(found, date(2027, 4, 1), "USI")[0].startswith(
        "Sitzungsfrei: Osterferien 2027, 22.03. bis 02.04."
    )


def test_holidays_on_working_days_stand_at_their_month() -> None:
    march = next(row for row in council_calendar(VIEW).months if row.first == date(2027, 3, 1))
    assert [name.replace("\u00a0", " ") for name in march.holidays] == [
        "26.03. Karfreitag",
        "29.03. Ostermontag",
    ]


def test_bodies_without_a_vorlagenschluss_are_named() -> None:
    assert "Mag (NA)" in council_calendar(VIEW).without_closing
    assert "Mag (USI)" not in council_calendar(VIEW).without_closing


def test_one_municipality_has_its_column_alone() -> None:
    assert [tag.code for tag in council_calendar(VIEW, NA).municipalities] == ["NA"]


def test_a_full_calendar_stays_on_one_page() -> None:
    days = [date(2026, 12, 1) + timedelta(days=3 * number) for number in range(110)]
    rows = [
        cooperation(),
        *matter_rows(),
        *(
            row
            for town in (USI, NA)
            for row in (body(town, COUNCIL, closing_days=5), *meetings(town, COUNCIL, days))
        ),
    ]
    view = View(Snapshot.of(rows), TODAY)
    found = PdfReader(BytesIO(make_sheet("council_calendar", view, SheetOptions(printed_on=TODAY))))
    assert len(found.pages) == 1
    assert "weitere" in found.pages[0].extract_text()

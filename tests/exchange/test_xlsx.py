"""The workbook, read back with openpyxl and, where that is too kind, from the parts of the file."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ozgdesk.domain.cooperation import Cooperation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.exchange.columns import task_columns
from ozgdesk.exchange.xlsx import make
from tests.exchange.rows import GLA, HOSTILE, NA, SCHM, empty, view
from tests.helpers import TODAY, four_municipalities, id_of, task


def opened(found: View, municipality_id: str | None = None) -> Workbook:
    return load_workbook(io.BytesIO(make(found, municipality_id)))


def by_number(sheet: Worksheet) -> dict[str, dict[str, object]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return {str(row[0]): dict(zip(head, row, strict=True)) for row in rows}


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_days_are_days_and_numbers_are_numbers() -> None:
    sheet = opened(view())["Aufgaben"]
    row = by_number(sheet)["A-002"]
    assert row["Anfang"] == datetime(2026, 11, 23)
    assert row["Frist"] == datetime(2026, 12, 18)
    assert row["Dauer (Arbeitstage)"] == 5
    assert row["Fortschritt"] == 0.35
    assert (row["Federführung"], row["Zuarbeit"], row["Zustand"]) == ("USI", "NA", "in Arbeit")
    row = by_number(sheet)["A-003"]
    assert (row["Dauer (Arbeitstage)"], row["Vorgänger"], row["PSP"]) == (1.5, "A-002 EA+1t", "1.2")
    formats = {cell.value: below.number_format for cell, below in zip(sheet[1], sheet[3], strict=True)}
    assert formats["Anfang"] == "dd.mm.yyyy"
    assert formats["Fortschritt"].endswith("%")


def test_every_column_of_the_plan_has_a_title_and_a_width() -> None:
    sheet = opened(view())["Aufgaben"]
    assert [cell.value for cell in sheet[1]] == [column.title for column in task_columns(view())]
    columns = sheet.column_dimensions
    assert all(one.width > 6 for one in columns.values() if not one.hidden)
    assert [name for name, one in columns.items() if one.hidden] == ["Y"], "what the list was written from"


def test_head_filter_outline_and_page_are_set() -> None:
    sheet = opened(view())["Aufgaben"]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == f"A1:Y{sheet.max_row}"
    assert [sheet.row_dimensions[row].outlineLevel for row in range(2, 8)] == [0, 1, 1, 1, 0, 0]
    assert sheet.sheet_properties.outlinePr.summaryBelow is False
    assert sheet["C2"].font.bold
    assert sheet["C3"].alignment.indent == 1
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0, "as many pages as it needs"
    assert sheet.print_area == f"'Aufgaben'!$A$1:$M${sheet.max_row}"
    assert "23.11.2026" in sheet.oddHeader.right.text


def test_who_takes_part_stands_on_a_sheet_of_its_own() -> None:
    rows = list(opened(view())["Zuständigkeiten"].iter_rows(min_row=2, values_only=True))
    due, done = datetime(2026, 12, 11), datetime(2026, 11, 20)
    assert ("A-002", "Vergabewesen", "Usingen", "Federführung", None, None, None) in rows
    assert ("A-002", "Vergabewesen", "Glashütten", "Kenntnis", None, None, None) in rows
    assert ("A-003", "Bericht", "Neu-Anspach", "Federführung", "Erika Muster", None, None) in rows
    assert ("A-003", "Bericht", "Glashütten", "Zuarbeit", None, due, done) in rows


def test_days_to_keep_in_mind_stand_on_a_sheet_of_their_own() -> None:
    rows = list(opened(view())["Sitzungen und Termine"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert (datetime(2026, 12, 7), "17:30", "Sitzung", "Magistrat", "Usingen") in [row[:5] for row in rows]
    assert {row[2] for row in rows} == {"Frist", "Meilenstein", "Zuarbeit", "Wiedervorlage", "Sitzung"}


def test_an_empty_project_gives_one_sheet_with_a_head() -> None:
    book = opened(empty())
    assert book.sheetnames == ["Aufgaben"]
    assert book["Aufgaben"].max_row == 1


def test_a_municipality_gets_its_tasks_with_their_phases() -> None:
    book = opened(view(), NA)
    assert list(by_number(book["Aufgaben"])) == ["A-001", "A-002", "A-003"]
    assert "Neu-Anspach (NA)" in book.properties.subject
    assert list(by_number(opened(view(), SCHM)["Aufgaben"])) == ["A-005"]


def test_a_municipality_that_is_only_informed_is_named_with_that() -> None:
    rows = list(opened(view(), GLA)["Zuständigkeiten"].iter_rows(min_row=2, values_only=True))
    assert ("A-002", "Glashütten", "Kenntnis") in [(row[0], row[2], row[3]) for row in rows]
    assert ("A-002", "Usingen", "Federführung") not in [(row[0], row[2], row[3]) for row in rows]


def test_text_stays_text_whatever_it_begins_with() -> None:
    data = make(view(of_hostile=True), None)
    sheet = load_workbook(io.BytesIO(data))["Aufgaben"]
    for row, text in enumerate(HOSTILE, 2):
        cell = sheet.cell(row, 3)
        assert (cell.data_type, cell.value) == ("s", text.strip())
        assert cell.hyperlink is None
        is_guarded = text.strip()[0] in "=+-@＝"
        assert cell.quotePrefix == is_guarded
    found = parts(data)
    assert all("<f" not in text for name, text in found.items() if name.startswith("xl/worksheets/"))
    assert not any("externalLink" in name or "hyperlink" in text for name, text in found.items())


def test_the_same_view_gives_the_same_bytes_and_no_clock_is_asked() -> None:
    first = make(view(), None)
    assert make(view(), None) == first
    core = parts(first)["docProps/core.xml"]
    assert core.count("2026-11-20T13:32:05Z") == 2


@pytest.mark.parametrize("municipality_id", [None, NA])
def test_no_name_of_a_pc_or_its_user_is_in_the_file(municipality_id: str | None) -> None:
    core = parts(make(view(), municipality_id))["docProps/core.xml"]
    assert "<dc:creator>OZG-Desk</dc:creator>" in core


def test_a_long_name_full_of_signs_still_fits_into_the_page_head() -> None:
    rows = [Cooperation(id=id_of(9), name="&" * 300), *four_municipalities()]
    sheet = opened(View(Snapshot.of(rows), TODAY), NA)["Aufgaben"]
    assert sheet.oddHeader.left.text.startswith("Neu-Anspach (NA) – &&")
    assert sheet.oddHeader.right.text == "Aufgaben, Stichtag 23.11.2026"


def test_a_day_before_excel_can_count_is_kept_as_text() -> None:
    rows = [task(1, deadline_on=date(1899, 12, 31))]
    row = by_number(opened(View(Snapshot.of(rows), TODAY))["Aufgaben"])["A-001"]
    assert row["Frist"] == "31.12.1899"

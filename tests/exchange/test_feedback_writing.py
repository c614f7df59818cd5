"""The feedback form as Excel sees it, read back with openpyxl and from the parts of the file."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.exchange.feedback_reading import read
from ozgdesk.exchange.feedback_xlsx import FORMAT, make
from ozgdesk.present.feedback_form import feedback_form
from ozgdesk.texts.labels import label
from tests.exchange.feedback_files import FIRST, HEAD_ROW, NUMBERS, form_file, place, rows, view
from tests.exchange.rows import HOSTILE, NA, SCHM, USI, part
from tests.helpers import TODAY, lead, task


def sheets(data: bytes) -> list[Worksheet]:
    return list(openpyxl.load_workbook(io.BytesIO(data)).worksheets)


def choices(sheet: Worksheet, cell: str) -> str:
    """What the list of a cell offers."""
    found = [check for check in sheet.data_validations.dataValidation if cell in str(check.sqref).split()]
    assert len(found) == 1, cell
    return str(found[0].formula1)


def test_only_what_the_municipality_leads_or_owes_stands_in_its_form() -> None:
    sheet = sheets(make(view(), NA))[0]
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST)]
    assert tuple(row[0] for row in found) == NUMBERS
    assert found[0][:5] == ["A-002", "Vergabewesen", "Vorbereitung", "Zuarbeit für USI", "Erika Muster"]
    assert found[0][6:] == ["offen", datetime(2026, 12, 4), None]
    assert found[1][3:5] == ["Federführung", "Erika Muster"]
    assert found[2][6:] == ["geplant", datetime(2026, 12, 31), "eilt"]
    assert [row[0].value for row in sheets(make(view(), SCHM))[0].iter_rows(min_row=FIRST)] == ["A-005"]


def test_finished_work_and_phases_are_not_asked_about() -> None:
    done = task(8, "Fertig", state=TaskState.DONE)
    phase = task(9, "Phase")
    below = task(10, "Darunter", parent_id=phase.id)
    given = part(9, task(5), NA, done_on=TODAY)
    found = [*rows(), done, phase, below, lead(done, 2), lead(phase, 2), given]
    assert tuple(line.number for line in feedback_form(view(found), NA).lines) == NUMBERS


def test_the_heading_says_what_to_do_until_when_and_whom_to_send_it_to() -> None:
    sheet = sheets(make(view(), NA))[0]
    assert sheet["A1"].value == "Rückmeldebogen Neu-Anspach (NA)"
    assert sheet["A2"].value == "IKZ OZG Taunus – Stand 23.11.2026"
    assert "hellen Feldern" in sheet["A3"].value
    assert sheet["D4"].value == datetime(2026, 11, 30)
    assert sheet["E4"].value == "an: Usingen (USI), Projektbüro, ozg@usi.example, 06081 1"


def test_an_answer_is_asked_for_on_a_working_day() -> None:
    later = view()
    later = type(later)(later.snapshot, date(2026, 12, 18), later.recorded_until)
    assert sheets(make(later, NA))[0]["D4"].value == datetime(2026, 12, 23)


def test_only_the_light_cells_can_be_typed_into() -> None:
    main, more_, keys = sheets(make(view(), NA))
    assert all(sheet.protection.sheet for sheet in (main, more_, keys))
    free = {cell.coordinate for row in main.iter_rows() for cell in row if not cell.protection.locked}
    fixed = f"H{FIRST + 2}"
    wanted = {f"{column}{row}" for column in "GHI" for row in range(FIRST, FIRST + 3)}
    assert free == (wanted - {fixed}) | {"D4"}, "the legal deadline stays"
    assert {main[cell].fill.start_color.rgb for cell in free} == {"FFFFF8DC"}
    assert keys.sheet_state == "veryHidden"


def test_states_are_chosen_from_a_list_and_days_are_checked() -> None:
    main, more_, _ = sheets(make(view(), NA))
    assert choices(main, f"G{FIRST}") == '"offen,erledigt"'
    words = ",".join(label(state) for state in TaskState)
    assert choices(main, f"G{FIRST + 1}") == f'"{words}"'
    checks = {check.type for check in main.data_validations.dataValidation}
    assert checks == {"list", "date", "textLength"}
    assert all(check.error for check in main.data_validations.dataValidation)
    away = next(row for row in range(1, 40) if more_.cell(row, 1).value == "Abwesend") + 1
    assert choices(more_, f"A{away}").startswith("Daten!$C$")


def test_the_list_of_persons_is_that_of_the_municipality() -> None:
    book = openpyxl.load_workbook(io.BytesIO(make(view(), NA)))
    away = next(row for row in range(1, 40) if book.worksheets[1].cell(row, 1).value == "Abwesend") + 1
    cells = choices(book.worksheets[1], f"A{away}").partition("!")[2]
    assert [row[0].value for row in book["Daten"][cells.replace("$", "")]] == ["Erika Muster", "Hauptamt"]


def test_contact_data_are_official_and_no_reason_is_asked_for() -> None:
    text = " ".join(
        str(cell.value)
        for sheet in sheets(make(view(), NA))[:2]
        for row in sheet.iter_rows()
        for cell in row
        if cell.value
    )
    assert "hauptamt@na.example" in text
    assert "06081 1" in text
    assert "keinen Grund" in text
    assert "Dienstliche E-Mail" in text


def test_it_prints_on_one_page_in_width_with_its_titles_on_each() -> None:
    main, more_, _ = sheets(make(view(), NA))
    for sheet in (main, more_):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "Seite &P von &N" in sheet.oddFooter.right.text
    assert main.page_setup.fitToHeight == 0, "as many pages as it needs"
    assert more_.page_setup.fitToHeight in (None, 1), "a page of its own"
    assert main.print_title_rows == f"${HEAD_ROW}:${HEAD_ROW}"
    assert main.freeze_panes == f"C{FIRST}"
    assert [main.cell(HEAD_ROW, place).value for place in (1, 7, 8, 9)] == [
        "Nr.",
        "Zustand",
        "Termin",
        "Bemerkung",
    ]


def test_a_row_is_as_high_as_its_longest_text_and_high_enough_to_write_by_hand() -> None:
    long = task(8, "Umsetzung " * 20)
    main = sheets(make(view([*rows(), long, lead(long, 2, note="Wort " * 190)]), NA))[0]
    heights = [main.row_dimensions[row].height for row in range(FIRST, FIRST + 4)]
    assert [round(height) for height in heights[:3]] == [32, 32, 32]
    assert 350 < heights[3] < 409, "Excel knows no higher rows"


def test_the_same_view_gives_the_same_bytes() -> None:
    assert make(view(), NA) == make(view(), NA)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text_whatever_it_begins_with(text: str, tmp_path: Path) -> None:
    own = task(8, text)
    found = view([*rows(), own, lead(own, 2, note=text.strip())])
    data = make(found, NA)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    assert all("<f>" not in part.split("<dataValidation", 1)[0] for part in parts)
    row = next(row for row in read(form_file(tmp_path, found=found)).rows if row.number == "A-008")
    assert row.told == row.exported
    assert row.told.remark == text.strip()


def test_without_a_municipality_there_is_no_form() -> None:
    assert FORMAT.needs_municipality
    with pytest.raises(RuleViolation) as caught:
        make(view(), None)
    assert caught.value.code == "municipality_needed"


def test_a_municipality_without_tasks_and_persons_gets_a_form_that_says_so(tmp_path: Path) -> None:
    found = [row for row in rows() if not isinstance(row, Assignment)]
    sheet = sheets(make(view(found), SCHM))[0]
    assert sheet.cell(FIRST, 1).value == "Zurzeit gibt es keine offenen Aufgaben und Zuarbeiten."
    assert read(form_file(tmp_path, found=view(found), municipality_id=SCHM)).faults == ()


def test_a_project_in_which_nobody_coordinates_names_no_office() -> None:
    found = [
        Municipality.model_validate({**row.model_dump(), "is_coordinating": False})
        if isinstance(row, Municipality)
        else row
        for row in rows()
    ]
    assert sheets(make(view(found), NA))[0]["E4"].value == "an: die koordinierende Kommune"


def test_a_form_that_comes_back_untouched_says_nothing(tmp_path: Path) -> None:
    found = read(form_file(tmp_path))
    assert found.is_intact
    assert found.faults == ()
    assert [row.number for row in found.rows] == list(NUMBERS)
    assert all(row.told == row.exported for row in found.rows)
    assert (found.municipality_id, found.known_until) == (NA, view().recorded_until)
    assert [row.role for row in found.rows] == [Role.CONTRIBUTOR, Role.LEAD, Role.LEAD]
    assert USI not in {row.part_id for row in found.rows}
    assert place(openpyxl.load_workbook(form_file(tmp_path)), "A-007") == FIRST + 2

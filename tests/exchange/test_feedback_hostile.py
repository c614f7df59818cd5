"""Feedback forms that were forged or filled in carelessly: each is named, nothing else is lost."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.feedback import FeedbackPlan, Part
from ozgdesk.domain.incoming import Unreadable
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.exchange import safe_archive
from ozgdesk.exchange.feedback_reading import MOST_ROWS, is_form, read
from ozgdesk.present.feedback_preview import feedback_preview
from ozgdesk.texts.imports import unreadable_message
from ozgdesk.texts.rules import rule_message
from tests.commands.feedback_plans import planned
from tests.exchange.feedback_files import (
    FIRST,
    HEAD_ROW,
    Change,
    both,
    fill,
    form_file,
    more,
    place,
    rows,
    view,
)
from tests.exchange.list_files import rewritten
from tests.exchange.rows import GLA, NA
from tests.helpers import id_of, lead, task


def refused(plan: FeedbackPlan) -> list[str]:
    """The sentences about what is not taken."""
    found = [row.reason for row in feedback_preview(plan).rows if row.fate == Fate.NOT_CARRIED]
    assert all(text.endswith(".") for text in found)
    return found


def taken(plan: FeedbackPlan) -> set[str]:
    return set(plan.taken_at_first)


GOOD = fill("A-003", state="erledigt")
"""An honest answer beside each forged one: it must not be lost."""


def value(cell: str, found: Any, sheet: int = 0) -> Change:
    """Put something into a cell."""

    def change(book: Any) -> None:
        book.worksheets[sheet][cell] = found

    return change


def every_row(column: int, title: str | None) -> Change:
    """Another title over a column."""
    return lambda book: setattr(book.worksheets[0].cell(HEAD_ROW, column), "value", title)


def copied(number: str, to: int, **cells: Any) -> Change:
    """A row once more at the end, perhaps with other values."""

    def change(book: Any) -> None:
        sheet = book.worksheets[0]
        source = place(book, number)
        for column in range(1, 10):
            sheet.cell(to, column).value = sheet.cell(source, column).value
        for name, found in cells.items():
            sheet.cell(to, {"state": 7, "day": 8, "remark": 9}[name]).value = found

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            fill("A-002", state='=IF(1=1,"erledigt","offen")'),
            "Zeile 7: In der Spalte „Zustand“ steht eine Formel",
        ),
        (fill("A-002", day="=HEUTE()"), "Zeile 7: In der Spalte „Termin“ steht eine Formel"),
        (
            fill("A-002", remark='=HYPERLINK("http://x")'),
            "Zeile 7: In der Spalte „Bemerkung“ steht eine Formel",
        ),
        (fill("A-002", day="Ende Januar"), "Zeile 7: „Ende Januar“ in der Spalte „Termin“ ist kein Datum"),
        (fill("A-002", day="04.12."), "Zeile 7: „04.12.“ in der Spalte „Termin“ ist kein Datum mit Jahr"),
        (fill("A-002", day="31.02.2027"), "Zeile 7: „31.02.2027“"),
        (fill("A-002", day=12), "Zeile 7: „12.01.1900“ in der Spalte „Termin“ ist kein Datum"),
        (fill("A-002", day="#REF!"), "Zeile 7: „#REF!“"),
        (
            fill("A-002", state="in Arbeit"),
            "Zeile 7: „in Arbeit“ ist hier kein Zustand; möglich sind: offen, erledigt.",
        ),
        (fill("A-007", state="so gut wie fertig"), "Zeile 9: „so gut wie fertig“ ist hier kein Zustand"),
        (fill("A-002", state=None), "Zeile 7: Der Zustand ist leer"),
        (fill("A-002", remark="x" * 1_001), "Zeile 7: Der Text in der Spalte „Bemerkung“ ist länger als 1"),
        (fill("A-007", state="ruht", remark=None), "Zeile 9: „ruht“ und „entfällt“ brauchen eine Bemerkung"),
        (fill("A-007", day=datetime(2027, 3, 1)), "Zeile 9: Die Frist ist gesetzlich oder politisch gesetzt"),
        (
            fill("A-002", state="erledigt", day=datetime(2027, 1, 1)),
            "Zeile 7: Etwas Erledigtes kann nicht in der",
        ),
        (value("A7", "A-005"), "Zeile 7: „A-005“ gehört nicht zu diesem Bogen"),
        (value("A7", "A-999"), "Zeile 7: „A-999“ gehört nicht zu diesem Bogen"),
        (value("A7", None), "Zeile 7: Die Nummer der Aufgabe fehlt"),
        (every_row(8, "Datum"), "Die Spalte „Termin“ fehlt oder heißt anders"),
        (every_row(9, None), "Die Spalte „Bemerkung“ fehlt oder heißt anders"),
        (copied("A-007", 30), "Zeile 30: A-007 steht auch in Zeile 9, mit denselben Angaben"),
        (copied("A-007", 30, remark="anders"), "Zeile 30: A-007 steht auch in Zeile 9, mit anderen Angaben"),
        (copied("A-007", 30, remark="anders"), "Zeile 9: A-007 steht auch in Zeile 30, mit anderen Angaben"),
        (lambda book: book.worksheets[0].delete_rows(place(book, "A-007")), "Im Bogen fehlen Zeilen (A-007)"),
        (value("H6", "gefälscht", sheet=2), "Das verborgene Blatt des Bogens wurde verändert"),
        (
            more("Neue Aufgabe", (3, "ohne Namen")),
            "Blatt „Weiteres“, Zeile 6: Die neue Aufgabe hat keinen Namen",
        ),
        (more("Neue Aufgabe", (1, "Neu"), (2, "bald")), "„bald“ in der Spalte „Termin“ ist kein Datum"),
        (more("Abwesend", (1, "Erika Muster"), (2, datetime(2026, 12, 1))), "Zu einer Abwesenheit gehören"),
        (
            more("Abwesend", (1, "Niemand"), (2, datetime(2026, 12, 1)), (3, datetime(2026, 12, 4))),
            "„Niemand“ ist hier nicht bekannt",
        ),
        (
            more("Abwesend", (1, "Erika Muster"), (2, datetime(2026, 12, 4)), (3, datetime(2026, 12, 1))),
            "Der letzte Tag liegt vor dem ersten",
        ),
        (
            more(
                "Abwesend",
                (1, "Erika Muster"),
                (2, datetime(2026, 12, 1)),
                (3, datetime(2026, 12, 4)),
                (4, "Erika Muster"),
            ),
            "Niemand kann sich selbst vertreten",
        ),
        (more("Ansprechperson", (4, "nicht da")), "Das ist keine E-Mail-Adresse"),
        (more("Ansprechperson", (2, "bitte klingeln")), "Das ist keine Telefonnummer"),
        (more("Ansprechperson", (4, "x@y.example"), below=3), "Zu Kontaktdaten gehört eine Person"),
    ],
)
def test_what_cannot_be_taken_is_named_and_the_rest_is_not_lost(
    tmp_path: Path, change: Change, sentence: str
) -> None:
    plan = planned(read(form_file(tmp_path, both(GOOD, change))))
    assert any(text.startswith(sentence) or sentence in text for text in refused(plan))
    state = next(found for found in plan.proposals if found.id == "A-003-state")
    assert state.may_be_taken
    wanted = set() if "verborgene" in sentence else {"A-003-state"}
    assert taken(plan) - {"A-007-remark"} == wanted


def test_columns_rows_and_sheets_may_be_moved_and_renamed(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        sheet = book.worksheets[0]
        for row in range(HEAD_ROW, FIRST + 3):
            first, last = sheet.cell(row, 2).value, sheet.cell(row, 9).value
            sheet.cell(row, 2).value, sheet.cell(row, 9).value = last, first
        sheet.insert_rows(2, 3)
        sheet.title = "Antwort"
        book.move_sheet(book.worksheets[1], -1)

    plan = planned(read(form_file(tmp_path, both(GOOD, fill("A-002", remark="kommt"), change))))
    assert taken(plan) == {"A-003-state", "A-002-remark"}
    assert refused(plan) == []


def test_another_way_of_counting_days_moves_no_day_that_was_not_touched(tmp_path: Path) -> None:
    path = form_file(tmp_path, both(GOOD, fill("A-003", day=datetime(2026, 12, 24))))
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml").replace(b"<workbookPr", b'<workbookPr date1904="1"')
    plan = planned(read(rewritten(path, "xl/workbook.xml", book)))
    assert any("Zeile 8: Die Datei zählt Tage jetzt anders" in text for text in refused(plan))
    assert not any(found.part is Part.DAY for found in plan.proposals)


def test_a_workbook_that_counts_from_1904_and_says_so_is_read_right(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        fill("A-002", day=datetime(2026, 12, 9))(book)
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    plan = planned(read(form_file(tmp_path, change)))
    day = next(found for found in plan.proposals if found.id == "A-002-day")
    assert (day.told, day.fate, refused(plan)) == (date(2026, 12, 9), Fate.CHANGED, [])


def test_a_forged_sheet_beside_the_form_reaches_no_other_municipality(tmp_path: Path) -> None:
    foreign = task(8, "Fremdes")
    found = [*rows(), foreign, lead(foreign, 3)]

    def change(book: Any) -> None:
        keys = book["Daten"]
        keys["C6"], keys["D6"] = lead(foreign, 3).id, foreign.id
        keys["B6"], keys["E6"], keys["F6"], keys["G6"] = "A-008", "lead", "planned", ""
        sheet = book.worksheets[0]
        sheet["A7"], sheet["G7"], sheet["H7"] = "A-008", "erledigt", None

    plan = planned(read(form_file(tmp_path, both(change, GOOD))), found)
    texts = refused(plan)
    assert (
        "Zeile 7: Dieser Teil gehört einer anderen Kommune; deren Aufgaben ändert ein Rückmeldebogen nicht."
        in texts
    )
    assert "A-008-state" not in plan.may_be_taken
    assert taken(plan) == set(), "what the file says about the export is not to be relied on"
    assert "A-003-state" in plan.may_be_taken


def test_values_that_were_forged_beside_the_form_hide_no_conflict(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Daten"]["F7"] = TaskState.IN_COUNCIL.value  # as it is here now

    here = [
        Task.model_validate({**row.model_dump(), "state": TaskState.IN_COUNCIL})
        if isinstance(row, Task) and row.number == "A-003"
        else row
        for row in rows()
    ]
    plan = planned(read(form_file(tmp_path, both(GOOD, change))), here)
    state = next(found for found in plan.proposals if found.id == "A-003-state")
    assert (state.fate, state.code) == (Fate.CONFLICT, "unsure")


def test_a_form_of_another_project_is_refused(tmp_path: Path) -> None:
    found = [row for row in rows() if row.id != id_of(9)]
    feedback = read(form_file(tmp_path))
    with pytest.raises(RuleViolation) as caught:
        planned(feedback, found)
    assert "gehört zu einem anderen Projekt" in rule_message(caught.value)


def test_a_form_of_a_municipality_that_is_gone_is_refused(tmp_path: Path) -> None:
    feedback = read(form_file(tmp_path, municipality_id=GLA))
    with pytest.raises(RuleViolation) as caught:
        planned(feedback, [row for row in rows() if row.id == id_of(9)])
    assert caught.value.code == "form_without_town"


def test_macros_are_named_and_left(tmp_path: Path) -> None:
    path = rewritten(form_file(tmp_path, GOOD, name="Bogen.xlsm"), "xl/vbaProject.bin", b"macro")
    plan = planned(read(path))
    assert refused(plan) == ["Die Datei enthält Makros; sie werden weder gelesen noch ausgeführt."]
    assert taken(plan) == {"A-003-state"}


Content = Callable[[Path], object]


def _bomb(path: Path) -> object:
    return rewritten(path, "xl/media/bomb.bin", bytes(3_000_000))


def _entities(path: Path) -> object:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'
    return rewritten(path, "xl/sharedStrings.xml", bomb)


def _ods(path: Path) -> object:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    return path.write_bytes(data.getvalue())


def _without(title: str) -> Content:
    def spoil(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        del book[title]
        book.save(path)

    return spoil


def _set(sheet: str, cell: str, found: str | None) -> Content:
    def spoil(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        book[sheet][cell] = found
        book.save(path)

    return spoil


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.write_bytes(b""), "ist leer"),
        (lambda path: path.write_bytes(path.read_bytes()[:900]), "beschädigt"),
        (lambda path: path.write_bytes(path.read_bytes()[:-60]), "beschädigt"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600)), "mit einem Kennwort geschützt"),
        (
            lambda path: path.write_bytes(b"Nr.;Zustand\nA-002;erledigt\n"),
            "keine Arbeitsmappe im Format XLSX",
        ),
        (_ods, "keine Arbeitsmappe im Format XLSX"),
        (_bomb, "beim Entpacken zu groß"),
        (_entities, "Dokumenttyp"),
        (_without("Daten"), "kein Rückmeldebogen von OZG-Desk"),
        (_without("Rückmeldung"), "fehlt die Spalte „Nr.“"),
        (_set("Daten", "A1", "irgendwas"), "kein Rückmeldebogen von OZG-Desk"),
        (_set("Daten", "B1", "99"), "mit einer anderen Version"),
        (_set("Daten", "B3", None), "kein Rückmeldebogen von OZG-Desk"),
        (_set("Rückmeldung", f"A{HEAD_ROW}", "Nummer"), "fehlt die Spalte „Nr.“"),
    ],
)
def test_a_file_that_is_no_form_gives_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Content, words: str
) -> None:
    monkeypatch.setattr(safe_archive, "LARGEST_MEMBER", 2_000_000)
    path = form_file(tmp_path)
    spoil(path)
    with pytest.raises(Unreadable) as caught:
        read(path)
    sentence = unreadable_message(caught.value)
    assert words in sentence
    assert sentence.endswith(".")
    assert path.name in sentence


def test_two_hundred_thousand_rows_are_refused_before_they_are_read(tmp_path: Path) -> None:
    cell = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>A-{0:06}</t></is></c></row>'
    body = "".join(cell.format(number) for number in range(1, 200_001))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'
    path = rewritten(form_file(tmp_path), "xl/worksheets/sheet1.xml", sheet.encode())
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.code == "form_too_many"
    assert caught.value.values["most"] == MOST_ROWS


def test_no_damaged_byte_makes_more_than_a_sentence(tmp_path: Path) -> None:
    path = form_file(tmp_path)
    data = path.read_bytes()
    for spot in range(0, len(data), 307):
        path.write_bytes(data[:spot] + bytes([data[spot] ^ 0xFF]) + data[spot + 1 :])
        with suppress(Unreadable, RuleViolation):
            planned(read(path))


def test_a_form_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    assert is_form(form_file(tmp_path, name="liste.xlsx"))
    (tmp_path / "x.csv").write_text("Nr.;Aufgabe\n", encoding="utf-8")
    assert not is_form(tmp_path / "x.csv")
    assert not is_form(tmp_path / "fehlt.xlsx")
    book = openpyxl.Workbook()
    book.active.append(["Nr.", "Aufgabe"])
    book.save(tmp_path / "y.xlsx")
    assert not is_form(tmp_path / "y.xlsx")


def test_a_form_that_was_opened_and_saved_by_others_is_as_good(tmp_path: Path) -> None:
    plan = planned(read(form_file(tmp_path, GOOD)), rows())
    assert plan.feedback.is_intact
    assert plan.code == "NA"
    assert plan.feedback.municipality_id == NA
    assert view().recorded_until == plan.feedback.known_until

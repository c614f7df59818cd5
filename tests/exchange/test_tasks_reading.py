"""Task lists as people keep them, read into rows: titles, encodings, days, durations, links, depth."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl.styles import Alignment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ozgdesk.domain.incoming import Incoming, IncomingTask
from ozgdesk.domain.task_list import ListField
from ozgdesk.domain.vocabulary import LagKind, LinkKind, TaskState
from ozgdesk.exchange.tasks_columns import proposed, remembered
from ozgdesk.exchange.tasks_reading import read, read_columns, read_table
from tests.exchange.list_files import HEAD, ROWS, book_file, csv_file, csv_text


def one(folder: Path, title: str, cell: str, other: str = "Aufgabe") -> tuple[IncomingTask, Incoming]:
    """A list of one task with one more column."""
    found = read(csv_file(folder, csv_text(("Erste", cell), head=(other, title))))
    return found.tasks[0], found


def said(found: Incoming) -> list[tuple[str, str, dict[str, object]]]:
    return [(leftover.code, leftover.subject, dict(leftover.values)) for leftover in found.leftovers]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encoding_and_delimiter_are_told_by_the_file(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = csv_text(*ROWS).replace(";", delimiter)
    found = read(csv_file(tmp_path, text, encoding=encoding))
    assert [task.name for task in found.tasks] == ["Konzept", "Abstimmung", "Beschluss"]
    assert [link.predecessor_uid for task in found.tasks for link in task.links] == ["1", "2"]
    assert found.leftovers == ()


def test_excel_may_name_the_delimiter_in_the_first_line(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, "sep=|\r\nAufgabe|Dauer; Frist\r\nErste|2\r\n"))
    assert [(task.name, task.row) for task in found.tasks] == [("Erste", 3)]


def test_titles_may_stand_below_headings_and_on_another_sheet(tmp_path: Path) -> None:
    rows = [("Offene Punkte der Lenkungsgruppe",), ("Stand", date(2027, 1, 4)), (), HEAD, *ROWS]

    def change(book: object) -> None:
        book.active.merge_cells("A1:F1")
        book.create_sheet("Deckblatt", 0).append(["Ablauf und Status"])

    found = read(book_file(tmp_path, rows, change=change))
    assert [(task.uid, task.row) for task in found.tasks] == [("1", 5), ("2", 6), ("3", 7)]
    assert said(found) == [("other_sheets", "", {"sheets": "„Deckblatt“"})]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Mo 11.01.27", date(2027, 1, 11)),
        ("11.01.2027", date(2027, 1, 11)),
        ("2027-01-11", date(2027, 1, 11)),
        ("2027-01-11T08:00:00", date(2027, 1, 11)),
        ("11.01.27 08:00", date(2027, 1, 11)),
        ("11. Januar 2027", date(2027, 1, 11)),
        ("Mon 1/11/27", date(2027, 1, 11)),
        ("01.02.69", date(2069, 2, 1)),
        ("KW 12/2027", date(2027, 3, 22)),
        ("NV", None),
    ],
)
def test_days_are_read_in_the_forms_in_use(tmp_path: Path, typed: str, day: date | None) -> None:
    task, found = one(tmp_path, "Anfang", typed)
    assert (task.starts_at.date() if task.starts_at else None) == day
    assert said(found) == []


@pytest.mark.parametrize("typed", ["nach Ostern", "22.11.", "31.02.2027", "+5", "heute", "11.01.1927", "7"])
def test_what_is_no_day_with_a_year_is_named_and_the_task_comes_without(tmp_path: Path, typed: str) -> None:
    task, found = one(tmp_path, "Anfang", typed)
    assert (task.name, task.starts_at) == ("Erste", None)
    assert said(found) == [("odd_date", "Erste", {"line": 2, "column": "Anfang", "typed": typed})]


@pytest.mark.parametrize(
    ("typed", "minutes", "is_elapsed"),
    [
        ("10 Tage", 4800, False),
        ("1 Tag", 480, False),
        ("2 Wochen", 4800, False),
        ("4 Std.", 240, False),
        ("0,5 t", 240, False),
        ("15,5 Tage", 7440, False),
        ("5 Tage?", 2400, False),
        ("1 Monat", 9600, False),
        ("3", 1440, False),
        ("3 fTage", 3 * 1440, True),
        ("0 Tage", 0, False),
        ("2 days", 960, False),
    ],
)
def test_durations_are_read_in_the_forms_in_use(
    tmp_path: Path, typed: str, minutes: int, is_elapsed: bool
) -> None:
    task, found = one(tmp_path, "Dauer", typed)
    assert (task.duration_minutes, task.is_elapsed) == (minutes, is_elapsed)
    assert said(found) == []


@pytest.mark.parametrize("typed", ["lange", "-3 Tage", "3 Äonen", "99999999 Tage"])
def test_what_is_no_duration_is_named_and_stays_open(tmp_path: Path, typed: str) -> None:
    task, found = one(tmp_path, "Dauer", typed)
    assert task.duration_minutes is None
    assert [code for code, _, _ in said(found)] == ["odd_duration"]


@pytest.mark.parametrize(
    ("typed", "links"),
    [
        ("2", [("2", LinkKind.FS, 0, LagKind.WORKING)]),
        ("2AA+2 Tage", [("2", LinkKind.SS, 960, LagKind.WORKING)]),
        ("9EA+2 Wochen", [("9", LinkKind.FS, 4800, LagKind.WORKING)]),
        ("12EA+5t", [("12", LinkKind.FS, 2400, LagKind.WORKING)]),
        (
            "7EA+5 Tage;9EE-1 Tag",
            [("7", LinkKind.FS, 2400, LagKind.WORKING), ("9", LinkKind.FF, -480, LagKind.WORKING)],
        ),
        ("3,4", [("3", LinkKind.FS, 0, LagKind.WORKING), ("4", LinkKind.FS, 0, LagKind.WORKING)]),
        ("2EA+0,5t, 3", [("2", LinkKind.FS, 240, LagKind.WORKING), ("3", LinkKind.FS, 0, LagKind.WORKING)]),
        ("5AE+50%", [("5", LinkKind.SF, 50, LagKind.PERCENT)]),
        ("4EA+3 fTage", [("4", LinkKind.FS, 3 * 1440, LagKind.ELAPSED)]),
        ("A-2 EA−1t", [("A-002", LinkKind.FS, -480, LagKind.WORKING)]),
        ("2FS+2 days", [("2", LinkKind.FS, 960, LagKind.WORKING)]),
    ],
)
def test_predecessors_are_read_in_the_forms_in_use(
    tmp_path: Path, typed: str, links: list[tuple[str, LinkKind, int, LagKind]]
) -> None:
    task, found = one(tmp_path, "Vorgänger", typed)
    assert [(link.predecessor_uid, link.kind, link.lag, link.lag_kind) for link in task.links] == links
    assert said(found) == []


@pytest.mark.parametrize("typed", ["nach dem Beschluss", "2EA+", "2 3", "=1+1"])
def test_what_is_no_predecessor_is_named(tmp_path: Path, typed: str) -> None:
    task, found = one(tmp_path, "Vorgänger", typed)
    assert task.links == ()
    assert said(found) == [("odd_link", "Erste", {"line": 2, "column": "Vorgänger", "typed": typed})]


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("offen", TaskState.PLANNED),
        ("in Arbeit", TaskState.IN_PROGRESS),
        ("Erledigt", TaskState.DONE),
        ("x", TaskState.DONE),
        ("wartet auf Zuarbeit", TaskState.WAITING_CONTRIBUTION),
        ("im Gremium", TaskState.IN_COUNCIL),
        ("zurückgestellt", TaskState.DORMANT),
        ("entfällt", TaskState.DROPPED),
        ("Verspätet", None),
    ],
)
def test_words_of_state_become_states(tmp_path: Path, typed: str, state: TaskState | None) -> None:
    task, found = one(tmp_path, "Status", typed)
    assert task.state is state
    assert said(found) == []


def test_a_word_that_is_no_state_is_named(tmp_path: Path) -> None:
    _, found = one(tmp_path, "Status", "mal sehen")
    assert [code for code, _, _ in said(found)] == ["odd_state"]


@pytest.mark.parametrize(
    ("cells", "per_cent"),
    [
        (("70 %", "0,5%"), [70, 0]),
        (("0,7", "1"), [70, 100]),
        (("70", "1"), [70, 1]),
        (("", "100"), [0, 100]),
    ],
)
def test_plain_numbers_are_shares_of_one_only_where_none_is_above(
    tmp_path: Path, cells: tuple[str, str], per_cent: list[int]
) -> None:
    rows = [(f"Aufgabe {n}", cell) for n, cell in enumerate(cells)]
    found = read(csv_file(tmp_path, csv_text(*rows, head=("Aufgabe", "Fortschritt"))))
    assert [task.progress_percent for task in found.tasks] == per_cent


def test_more_than_everything_is_named(tmp_path: Path) -> None:
    _, found = one(tmp_path, "Fortschritt", "170 %")
    assert [code for code, _, _ in said(found)] == ["odd_share"]


@pytest.mark.parametrize(
    ("title", "cells", "names"),
    [
        ("Gliederungsebene", ("1", "2", "3", "2"), ("A", "B", "C", "D")),
        ("PSP-Code", ("1", "1.1", "1.1.1", "1.2"), ("A", "B", "C", "D")),
        ("PSP-Code", ("1.2", "1.1.1", "1", "1.1"), ("D", "C", "A", "B")),
        ("Bemerkung", ("", "", "", ""), ("A", "  B", "     C", "  D")),
    ],
)
def test_depth_is_told_by_level_by_code_in_any_order_or_by_blanks(
    tmp_path: Path, title: str, cells: tuple[str, ...], names: tuple[str, ...]
) -> None:
    found = read(csv_file(tmp_path, csv_text(*zip(names, cells, strict=True), head=("Aufgabe", title))))
    assert [(task.name, task.level) for task in found.tasks] == [("A", 1), ("B", 2), ("C", 3), ("D", 2)]


def test_a_code_without_its_phase_in_the_list_hangs_on_the_next_one_above(tmp_path: Path) -> None:
    rows = [("2", "Phase"), ("2.2", "Zwei"), ("2.3.1", "Drei")]
    found = read(csv_file(tmp_path, csv_text(*rows, head=("PSP", "Aufgabe"))))
    assert [task.level for task in found.tasks] == [1, 2, 2]


def test_values_of_a_workbook_are_taken_as_they_were_computed(tmp_path: Path) -> None:
    rows = [
        ("Aufgabe", "Dauer", "Anfang", "Fortschritt", "Vorgänger", "Nr."),
        ("Phase", None, None, None, None, 1),
        ("Erste", 2.5, datetime(2027, 1, 11, 9), 0.35, None, 2),
        ("Zweite", "=1+1", 46398, 0.5, 2, 3),
    ]

    def change(book: object) -> None:
        for row in (3, 4):
            book.active.cell(row, 1).alignment = Alignment(indent=1)
            book.active.cell(row, 4).number_format = "0%"

    found = read(book_file(tmp_path, rows, change=change))
    assert [task.level for task in found.tasks] == [1, 2, 2]
    first, second = found.tasks[1:]
    assert (first.duration_minutes, first.starts_at, first.progress_percent) == (
        1200,
        datetime(2027, 1, 11, 8),
        35,
    )
    assert (second.duration_minutes, second.starts_at) == (None, datetime(2027, 1, 11, 8))
    assert [link.predecessor_uid for link in second.links] == ["2"]


def test_days_of_a_workbook_may_count_from_1904(tmp_path: Path) -> None:
    def change(book: object) -> None:
        book.epoch = CALENDAR_MAC_1904

    rows = [("Aufgabe", "Frist", "Anfang"), ("Erste", date(2027, 2, 1), 46398 - 1462)]
    task = read(book_file(tmp_path, rows, change=change)).tasks[0]
    assert task.deadline_on == date(2027, 2, 1)
    assert task.starts_at == datetime(2027, 1, 11, 8)


def test_several_names_in_a_cell_are_several_resources(tmp_path: Path) -> None:
    rows = [("Erste", "Usingen; IT[50%]", "GLA/NA"), ("Zweite", "", "Bürgerbüro, Schmitten")]
    found = read(csv_file(tmp_path, csv_text(*rows, head=("Aufgabe", "Federführung", "Zuarbeit"))))
    leads = [part.resource_uid for part in found.assignments if not part.is_contribution]
    helps = [part.resource_uid for part in found.assignments if part.is_contribution]
    assert (leads, helps) == (["Usingen", "IT"], ["GLA", "NA", "Bürgerbüro", "Schmitten"])


def test_an_end_without_start_and_duration_is_a_deadline(tmp_path: Path) -> None:
    task, _ = one(tmp_path, "Bis wann", "05.03.2027", other="Was")
    assert task.deadline_on == date(2027, 3, 5)
    assert one(tmp_path, "Ende", "05.03.2027")[0].deadline_on == date(2027, 3, 5)


def test_start_and_end_without_a_duration_span_it(tmp_path: Path) -> None:
    rows = [("Erste", "11.01.2027", "22.01.2027")]
    task = read(csv_file(tmp_path, csv_text(*rows, head=("Aufgabe", "Beginn", "Ende")))).tasks[0]
    assert task.is_span
    assert task.deadline_on is None


def test_what_is_not_read_is_named(tmp_path: Path) -> None:
    text = csv_text(
        ("Erste", "hoch", ""), ("", "", ""), ("", "Summe", ""), head=("Aufgabe", "Priorität", "Rest")
    )
    assert said(read(csv_file(tmp_path, text))) == [
        ("column", "Priorität", {}),
        ("nameless", "Summe", {"line": 4}),
        ("empty_rows", "", {"count": 1}),
    ]


def test_texts_that_want_to_be_formulas_stay_texts(tmp_path: Path) -> None:
    formula = "=cmd|' /C calc'!A0"
    assert [t.name for t in read(csv_file(tmp_path, f"Aufgabe;Dauer\n{formula};1\n")).tasks] == [formula]
    guarded = csv_file(tmp_path, "Aufgabe;Dauer\n'=1+1;1\n'2.1;2\n'Not';3\n")
    assert [task.name for task in read(guarded).tasks] == ["=1+1", "2.1", "'Not'"]


def test_an_office_within_its_municipality_is_noted(tmp_path: Path) -> None:
    head = ("Aufgabe", "Zuständig", "Kommune", "Bemerkung")
    found = read(csv_file(tmp_path, csv_text(("Erste", "Hauptamt", "Usingen", "eilt"), head=head)))
    assert found.tasks[0].notes == "Zuständig: Hauptamt\neilt"
    assert [row.name for row in found.resources] == ["Usingen"]


def test_the_same_list_is_known_again_as_a_copy(tmp_path: Path) -> None:
    names = ("liste.csv", "liste (2).csv", "liste - Kopie.csv")
    assert {read(csv_file(tmp_path, csv_text(*ROWS), name)).key for name in names} == {"liste"}


def test_a_chosen_column_wins_over_its_title(tmp_path: Path) -> None:
    table = read_table(csv_file(tmp_path, csv_text(("Erste", "Zweite"), head=("Aufgabe", "Langtext"))))
    assert proposed(table.titles) == (ListField.NAME, None)
    found = read_columns(table, (None, ListField.NAME))
    assert [task.name for task in found.tasks] == ["Zweite"]


def test_columns_that_were_chosen_for_other_titles_are_not_taken() -> None:
    assert remembered(("Aufgabe", "Dauer"), ("", "name")) == (None, ListField.NAME)
    assert remembered(("Aufgabe", "Dauer"), ("name",)) == (ListField.NAME, ListField.DURATION)
    assert remembered(("Aufgabe",), ("of a newer version",)) == (None,)

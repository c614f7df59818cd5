"""The CSV table, read back with the reader of Python's own csv module."""

import csv
import io

import pytest

from ozgdesk.domain.view import View
from ozgdesk.exchange.columns import TASK_COLUMNS
from ozgdesk.exchange.csv_table import cell, make
from tests.exchange.rows import HOSTILE, NA, empty, view


def read(found: View, municipality_id: str | None = None) -> list[list[str]]:
    text = make(found, municipality_id).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def test_the_file_is_what_german_excel_expects() -> None:
    data = make(view(), None)
    assert data.startswith(b"\xef\xbb\xbfNr.;PSP;Aufgabe;")
    assert data.count(b"\n") == data.count(b"\r\n") == len(read(view()))
    assert data.endswith(b"\r\n")


def test_the_columns_are_those_of_the_workbook() -> None:
    assert read(empty()) == [[column.title for column in TASK_COLUMNS]]


def test_days_and_numbers_are_german() -> None:
    head, *rows = read(view())
    row = dict(zip(head, next(row for row in rows if row[0] == "A-003"), strict=True))
    assert row["Dauer (Arbeitstage)"] == "1,5"
    assert row["Fortschritt"] == "0 %"
    assert row["Vorgänger"] == "A-002 EA+1t"
    assert row["Anfang"].count(".") == 2


@pytest.mark.parametrize(
    ("value", "text"), [(-1.5, "-1,5"), (12.0, "12"), (0.0, "0"), (1234567.25, "1234567,25")]
)
def test_a_true_number_can_be_read_by_a_spreadsheet(value: float, text: str) -> None:
    assert cell("number", value) == text


def test_nothing_in_it_is_run_or_changed_by_a_spreadsheet() -> None:
    _, *rows = read(view(of_hostile=True))
    for row, text in zip(rows, HOSTILE, strict=True):
        is_guarded = text.strip()[0] in "=+-@＝" or text in ("2.1.3", "1/2")
        assert row[2] == ("'" if is_guarded else "") + text.strip()
        assert row[-1] == ("'" if is_guarded else "") + text
        assert row[1].startswith("'"), "a number of the tree would become a day"


def test_a_municipality_gets_its_tasks_with_their_phases() -> None:
    assert [row[0] for row in read(view(), NA)] == ["Nr.", "A-001", "A-002", "A-003"]


def test_the_same_view_gives_the_same_bytes() -> None:
    assert make(view(), None) == make(view(), None)

"""Lines typed from paper: what each means, and why one is not understood."""

from datetime import date

import pytest

from ozgdesk import formats
from ozgdesk.domain.feedback import Entry, PartState, Stand
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.present.feedback_lines import completed, read_line
from tests.exchange.feedback_files import rows
from tests.exchange.rows import NA, SCHM
from tests.helpers import TODAY, id_of

OWED, REPORT, LEGAL = id_of(3001), id_of(2003), id_of(2007)
"""Neu-Anspach contributes to A-002 and leads A-003 and A-007, which has a legal deadline."""


@pytest.fixture(scope="module")
def view() -> View:
    return View(Snapshot.of(rows()), TODAY)


def lead(state: TaskState, on: date | None = None, **values: object) -> Entry:
    return Entry(REPORT, stand=Stand(state, on), **values)


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("2 erledigt", Entry(OWED, stand=Stand(PartState.DELIVERED))),
        ("A-002 erl", Entry(OWED, stand=Stand(PartState.DELIVERED))),
        ("a2 offen", Entry(OWED, stand=Stand(PartState.OPEN))),
        ("002 04.12.", Entry(OWED, day=date(2026, 12, 4))),
        ("2 bis 15.01.", Entry(OWED, day=date(2027, 1, 15))),
        ("2 15.01.26", Entry(OWED, day=date(2026, 1, 15))),
        ("2 +5", Entry(OWED, day=date(2026, 11, 28))),
        ("2 2. Dezember 2026", Entry(OWED, day=date(2026, 12, 2))),
        ("2 erledigt 20.11.", Entry(OWED, stand=Stand(PartState.DELIVERED, date(2026, 11, 20)))),
        ("2 erledigt am 221126", Entry(OWED, stand=Stand(PartState.DELIVERED, date(2026, 11, 22)))),
        ("2 erl heute; per  Mail", Entry(OWED, stand=Stand(PartState.DELIVERED, TODAY), remark="per Mail")),
        ("2; kommt", Entry(OWED, remark="kommt")),
        ("2;", Entry(OWED, remark="")),
        ("2 offen 09.12.; a", Entry(OWED, stand=Stand(PartState.OPEN), day=date(2026, 12, 9), remark="a")),
        ("3 in Arbeit", lead(TaskState.IN_PROGRESS)),
        ("3 arbeit", lead(TaskState.IN_PROGRESS)),
        ("3 gremium", lead(TaskState.IN_COUNCIL)),
        ("3 im Gremium", lead(TaskState.IN_COUNCIL)),
        ("3 geplant 04.12.", lead(TaskState.PLANNED, day=date(2026, 12, 4))),
        ("3 ERLEDIGT", lead(TaskState.DONE)),
        ("3 wartet ekom21", lead(TaskState.WAITING_THIRD, waiting_for="ekom21")),
        ("3 wartet auf den Landkreis", lead(TaskState.WAITING_THIRD, waiting_for="den Landkreis")),
        ("3 wartet auf Zuarbeit", lead(TaskState.WAITING_CONTRIBUTION)),
        ("3 wartet Zuarbeit bis 04.12.", lead(TaskState.WAITING_CONTRIBUTION, day=date(2026, 12, 4))),
        ("3 ruht keine Stelle", lead(TaskState.DORMANT, reason="keine Stelle")),
        ("3 entfällt; doppelt", lead(TaskState.DROPPED, reason="doppelt", remark="doppelt")),
        ("7 erledigt", Entry(LEGAL, stand=Stand(TaskState.DONE))),
    ],
)  # fmt: skip
def test_a_line_means(view: View, typed: str, entry: Entry) -> None:
    assert read_line(view, NA, typed, TODAY).entry == entry


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "Bitte beginnen Sie mit der Nummer"),
        ("erledigt", "Bitte beginnen Sie mit der Nummer"),
        ("2", "Bitte geben Sie nach der Nummer"),
        ("99 erledigt", "Die Aufgabe A-099 gibt es nicht"),
        ("1 erledigt", "A-001 hat Teilaufgaben"),
        ("5 erledigt", "An A-005 ist Neu-Anspach nicht beteiligt"),
        (
            "2 in Arbeit",
            "Bei A-002 leistet die Kommune Zuarbeit: offen oder erledigt. Den Zustand meldet USI.",
        ),
        ("2 fast", "„fast“ ist kein Zustand; möglich sind: offen, erledigt."),
        ("3 e", "„e“ ist kein Zustand"),
        ("3 erledigt sofort", "„sofort“ ist nach „erledigt“ nicht zu verstehen"),
        ("3 wartet", "Auf wen?"),
        ("3 wartet auf", "Auf wen?"),
        ("3 wartet auf Dritte", "Auf wen?"),
        ("3 ruht", "Bitte nennen Sie den Grund"),
        ("3 erledigt 24.12.2026", "liegt in der Zukunft"),
        ("3 31.02.", "Februar 2026 hat 28 Tage"),
        ("7 04.12.", "Die Frist von A-007 ist gesetzlich"),
        (f"2; {'x' * 1_001}", "länger als"),
    ],
)
def test_a_line_that_is_wrong_says_why(view: View, typed: str, reason: str) -> None:
    with pytest.raises(formats.NotReadable) as caught:
        read_line(view, NA, typed, TODAY)
    assert reason in str(caught.value)
    assert str(caught.value)[-1] in ".?!"


def test_a_day_without_a_year_is_the_nearest_one(view: View) -> None:
    new_year = date(2027, 1, 4)
    assert read_line(view, NA, "2 erledigt 29.12.", new_year).entry.stand == Stand(
        PartState.DELIVERED, date(2026, 12, 29)
    )


def test_the_meaning_is_said_before_it_is_taken(view: View) -> None:
    assert read_line(view, NA, "3 wartet ekom21 15.01.; fragt nach", TODAY).text == (
        "A-003 Bericht: wartet auf Dritte (ekom21), Termin 15.01.2027, Bemerkung „fragt nach“."
    )
    assert (
        read_line(view, NA, "2 erledigt 20.11.", TODAY).text == "A-002 Vergabewesen: erledigt am 20.11.2026."
    )


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("3 er", "3 erledigt"),
        ("3 w", "3 wartet"),
        ("3 im", "3 im Gremium"),
        ("3 in", "3 in Arbeit"),
        ("3 i", "3 i"),
        ("3 e", "3 e"),
        ("2 e", "2 erledigt"),
        ("2 o", "2 offen"),
        ("2 ", "2 "),
        ("2", "2"),
        ("99 er", "99 er"),
        ("2 04.", "2 04."),
        ("3 wartet au", "3 wartet au"),
    ],
)
def test_a_word_is_written_out_where_only_one_fits(view: View, typed: str, line: str) -> None:
    assert completed(view, NA, typed) == line


def test_the_same_number_means_another_part_on_the_paper_of_another_municipality(view: View) -> None:
    assert read_line(view, SCHM, "5 erledigt", TODAY).entry.part_id == id_of(2005)

"""What a spreadsheet puts on the clipboard is read as fields of tasks."""

from __future__ import annotations

from datetime import date

import pytest

from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import LinkKind, TaskState
from ozgdesk.formats import NotReadable
from ozgdesk.present.links import TypedLink
from ozgdesk.present.pasted_tasks import MOST, read_pasted
from ozgdesk.present.plan_fields import PlanField
from tests.helpers import TODAY, four_municipalities, id_of

COLUMNS = ["Aufgabe", "Dauer", "Anfang", "Ende", "Federführung", "Vorgänger", "Fortschritt", "Puffer"]
NAME, DURATION = PlanField.NAME, PlanField.DURATION


def view() -> View:
    return View(Snapshot.of(four_municipalities()), TODAY)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Erfassen\t2\nPrüfen\t\n", [("Erfassen", 960), ("Prüfen", None)]),
        ("Nr.\tAufgabe\tDauer\nA-001\tErfassen\t1 Wo\n", [("Erfassen", 2400)]),
        ("Nr.\tAufgabe\nA-001\tErfassen\n", [("Erfassen", None)]),
        ("Vorgangsname\tDauer\nErfassen\t1 Wo\n", [("Erfassen", 2400)]),
        ('"Zwei\nZeilen"\t1\r\n\r\n\t3\r\n', [("Zwei Zeilen", 480)]),
        ("<b>& 😀", [("<b>& 😀", None)]),
        ("Start\nErfassen\nEnde\n", [("Start", None), ("Erfassen", None), ("Ende", None)]),
        ("", []),
    ],
)
def test_names_and_durations_are_read(text: str, found: list[tuple[str, int | None]]) -> None:
    rows = read_pasted(view(), text, COLUMNS).rows
    assert [(row.values[NAME], row.values.get(DURATION)) for row in rows] == found


def test_every_column_that_a_heading_names_is_read_wherever_it_stands() -> None:
    text = (
        "Frist\tAufgabe\tZuarbeit\tZustand\tFortschritt\tQuelle\tVorgänger\tKosten\tFederführung\tAnfang\tEnde\n"
        "31.12.2026\tErfassen\tNA, SCHM\tin Arbeit\t25 %\tVertrag\tA-007 AA\t100\tusingen\t7.12.\t9.12.\n"
    )
    pasted = read_pasted(view(), text, ())
    assert pasted.unknown == ("Kosten",)
    assert pasted.makes_tasks
    assert pasted.rows[0].values == {
        PlanField.DEADLINE: date(2026, 12, 31),
        NAME: "Erfassen",
        PlanField.CONTRIBUTORS: (id_of(2), id_of(4)),
        PlanField.STATE: TaskState.IN_PROGRESS,
        PlanField.PROGRESS: 25,
        PlanField.SOURCE: "Vertrag",
        PlanField.PREDECESSORS: (
            TypedLink("A-007", LinkKind.SS, 0, pasted.rows[0].values[PlanField.PREDECESSORS][0].lag_kind),
        ),
        PlanField.LEAD: id_of(1),
        PlanField.START: date(2026, 12, 7),
        PlanField.FINISH: date(2026, 12, 9),
    }


def test_without_headings_the_shown_columns_count_from_the_current_one_on() -> None:
    rows = read_pasted(view(), "Erfassen\t2\t7.12.\t\tNA\n", COLUMNS).rows
    assert rows[0].values == {
        NAME: "Erfassen",
        DURATION: 960,
        PlanField.START: date(2026, 12, 7),
        PlanField.LEAD: id_of(2),
    }
    values = read_pasted(view(), "2\n\n3\n", COLUMNS[1:])
    assert not values.makes_tasks
    assert [row.values for row in values.rows] == [{DURATION: 960}, {}, {DURATION: 1440}]


def test_a_lone_heading_of_values_is_no_row() -> None:
    pasted = read_pasted(view(), "Dauer\n2 T\n", COLUMNS[1:])
    assert (pasted.fields, [row.values for row in pasted.rows]) == ((DURATION,), [{DURATION: 960}])


def test_numbers_and_levels_of_the_source_are_kept() -> None:
    text = (
        "Nr.\tPSP\tAufgabe\n1\t1\tPhase\nA-2\t1.1\tErfassen\n3\t1.1.4\tGenau\n4\t2\tDanach\n5\t7.1\tFremd\n"
    )
    rows = read_pasted(view(), text, ()).rows
    assert [(row.number, row.phase) for row in rows] == [
        ("A-001", None), ("A-002", 0), ("A-003", 1), ("A-004", None), ("A-005", None)
    ]  # fmt: skip


def test_what_the_plan_says_where_it_has_no_value_is_not_read() -> None:
    text = "Aufgabe\tAnfang\tEnde\tZustand\nPhase\tTermin offen\tEnde offen\t2 von 4 erledigt\n"
    assert read_pasted(view(), text, ()).rows[0].values == {NAME: "Phase"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x\n" * (MOST + 1), "höchstens 500 Zeilen"),
        ("Aufgabe\tDauer\nErfassen\tbald", "^Zeile 2, Spalte „Dauer“: „bald“ ist keine Dauer"),
        ("A\t1\t\t\tXY", "^Zeile 1, Spalte „Federführung“: .*möglich sind USI, NA, GLA, SCHM"),
        ("A\t\t\t\t\t\t\t3 T", "„Puffer“ wird berechnet"),
        ("A\t\t\t\t\t\t\t\t3", "mehr Zellen"),
        ("Aufgabe\tZustand\nA\tfertig", "ist kein Zustand; möglich sind geplant"),
        ("Aufgabe\tFortschritt\nA\t120", "0 bis 100"),
    ],
)
def test_what_cannot_be_read_is_named_with_line_and_column(text: str, reason: str) -> None:
    with pytest.raises(NotReadable, match=reason):
        read_pasted(view(), text, COLUMNS)

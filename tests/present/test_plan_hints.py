from __future__ import annotations

from datetime import date

from ozgdesk.domain.view import View
from ozgdesk.present.plan_hints import REMEDIES, hint_rows
from tests.domain.plans import Plan

MONDAY = date(2026, 11, 23)


def plan() -> Plan:
    made = Plan().municipality("USI").task("Lose", 2).task("Zu spät", 9, deadline_on=date(2026, 11, 25))
    return made.lead("Zu spät", "USI")


def test_the_gravest_come_first_each_with_its_remedy() -> None:
    rows = hint_rows(View(plan().snapshot, MONDAY))
    assert [(row.severity, row.code) for row in rows] == [
        ("error", "no_lead"),
        ("warning", "deadline_missed"),
        ("note", "no_predecessor"),
        ("note", "no_predecessor"),
        ("note", "open_end"),
    ]
    assert all(row.remedy == REMEDIES[row.code] for row in rows)
    assert (rows[0].number, rows[0].name, rows[0].short) == ("A-001", "Lose", "ohne Federführung")
    assert rows[0].text == "Aufgabe A-001 „Lose“ hat keine federführende Kommune."


def test_every_row_has_an_id_of_its_own() -> None:
    rows = hint_rows(View(plan().snapshot, MONDAY))
    assert len({row.id for row in rows}) == len(rows)

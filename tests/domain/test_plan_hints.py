from __future__ import annotations

from datetime import date

from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskState
from tests.domain.plans import Plan

MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)


def found(plan: Plan, code: str, rows: tuple[object, ...] = ()) -> list[str]:
    """The names of the tasks with this hint."""
    snapshot = Snapshot.of([*plan.rows, *rows])  # type: ignore[list-item]
    hints = [hint for hint in View(snapshot, MONDAY).hints if hint.code == code]
    return [snapshot.get(Task, hint.subject_id).name for hint in hints]


def test_a_task_that_nothing_places_has_no_predecessor() -> None:
    plan = Plan().task("Lose", 2).task("Erste", 1).task("Zweite", 1).link("Erste", "Zweite")
    plan.not_before("Vorgegeben", 1, FRIDAY).task("Begonnen", 1, actual_start_on=MONDAY)
    plan.task("Fertig", 1, state=TaskState.DONE)
    assert found(plan, "no_predecessor") == ["Lose", "Erste"]


def test_links_and_constraints_of_a_phase_hold_for_what_lies_in_it() -> None:
    plan = Plan().task("Vorher", 1).task("Phase").task("Darin", 2, under="Phase").task("Nachher", 9)
    plan.link("Vorher", "Phase").link("Phase", "Nachher")
    assert found(plan, "no_predecessor") == ["Vorher"]
    assert found(plan, "open_end") == []


def test_a_task_nothing_waits_for_has_an_open_end_unless_it_ends_the_plan_or_has_a_deadline() -> None:
    plan = Plan().task("Offen", 2).task("Mit Frist", 2, deadline_on=FRIDAY).task("Letzte", 9)
    plan.milestone("Meilenstein").task("Ohne Dauer")
    assert found(plan, "open_end") == ["Offen"]


def absent_lead(*absences: dict[str, object]) -> tuple[Plan, tuple[object, ...]]:
    """A task that Usingen's coordinator finishes on Friday, and absences of her (P) and her deputy (D)."""
    plan = Plan().municipality("USI").task("Prüfen", 5)
    people = {name: plan.id(name) for name in ("P", "D")}
    rows: list[object] = [Person(id=id_, name=name, is_function=True) for name, id_ in people.items()]
    rows.append(
        Assignment(
            id=plan.id("part"), task_id=plan.id("Prüfen"), municipality_id=plan.id("USI"), role="lead",
            person_id=people["P"],
        )
    )  # fmt: skip
    for number, values in enumerate(absences):
        ids = {
            key: people.get(str(value), value) if key.endswith("_id") else value
            for key, value in values.items()
        }
        rows.append(Absence.model_validate({"id": plan.id(f"absence {number}"), **ids}))
    return plan, tuple(rows)


def test_a_lead_who_is_away_on_the_last_day_and_has_no_deputy_is_named() -> None:
    week = {"person_id": "P", "from_on": FRIDAY, "until_on": FRIDAY}
    assert found(absent_lead(week)[0], "lead_absent", absent_lead(week)[1]) == ["Prüfen"]


def test_a_deputy_who_is_there_settles_it_but_not_one_who_is_away_too() -> None:
    with_deputy = {"person_id": "P", "deputy_id": "D", "from_on": MONDAY, "until_on": FRIDAY}
    deputy_away = {"person_id": "D", "from_on": FRIDAY, "until_on": FRIDAY}
    plan, rows = absent_lead(with_deputy)
    assert found(plan, "lead_absent", rows) == []
    plan, rows = absent_lead(with_deputy, deputy_away)
    assert found(plan, "lead_absent", rows) == ["Prüfen"]


def test_an_absence_on_other_days_is_no_hint() -> None:
    plan, rows = absent_lead({"person_id": "P", "from_on": MONDAY, "until_on": MONDAY})
    assert found(plan, "lead_absent", rows) == []

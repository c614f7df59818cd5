"""Who stands in for whom, week by week, and where nobody does."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind, Role, TaskState
from ozgdesk.present.deputies import AwayRow, DeputyPlan, deputy_plan
from tests.helpers import TODAY, four_municipalities, id_of, lead, task

NEXT = TODAY + timedelta(days=7)
OFFICE, BUILDING, ARCHIVE = (
    Person(id=id_of(20 + number), name=name, municipality_id=id_of(town), is_function=True)
    for number, (name, town) in enumerate((("Hauptamt", 1), ("Bauamt", 1), ("Archiv", 2)))
)


def away(number: int, person: Person, first: date, last: date, deputy: Person | None = None) -> Absence:
    return Absence(
        id=id_of(500 + number),
        person_id=person.id,
        from_on=first,
        until_on=last,
        deputy_id=deputy.id if deputy else None,
    )


def plan(*rows: Entity, municipality_id: str | None = None) -> DeputyPlan:
    people = [row for row in (OFFICE, BUILDING, ARCHIVE) if row.id not in {other.id for other in rows}]
    view = View(Snapshot.of([*four_municipalities(), *people, *rows]), TODAY)
    return deputy_plan(view, municipality_id=municipality_id)


def only(found: DeputyPlan) -> AwayRow:
    rows = [row for week in found.weeks for row in week.rows]
    assert len(rows) == 1
    return rows[0]


def test_it_begins_with_this_week_and_has_eight() -> None:
    found = plan()
    assert [week.start for week in found.weeks] == [TODAY + timedelta(weeks=n) for n in range(8)]
    assert found.is_empty
    assert found.gaps == ()


def test_the_weeks_that_hold_the_wanted_days_are_shown() -> None:
    view = View(Snapshot.of(four_municipalities()), TODAY)
    found = deputy_plan(view, date(2026, 12, 30), date(2027, 1, 4))
    assert [week.start for week in found.weeks] == [date(2026, 12, 28), date(2027, 1, 4)]
    assert deputy_plan(view, TODAY, TODAY - timedelta(days=7)).weeks == ()


def test_an_absence_over_two_weeks_stands_in_each_with_its_days_there() -> None:
    found = plan(away(1, OFFICE, TODAY + timedelta(days=3), NEXT + timedelta(days=1), ARCHIVE))
    rows = [row for week in found.weeks for row in week.rows]
    assert [(row.from_on, row.until_on) for row in rows] == [
        (TODAY + timedelta(days=3), TODAY + timedelta(days=6)),
        (NEXT, NEXT + timedelta(days=1)),
    ]
    assert {(row.deputy, row.gap) for row in rows} == {("Archiv", "")}


def test_a_weekend_alone_makes_nobody_miss_in_its_week() -> None:
    saturday = TODAY + timedelta(days=5)
    found = plan(away(1, OFFICE, saturday, NEXT, ARCHIVE))
    assert only(found).from_on == NEXT


def test_nobody_named_is_a_gap() -> None:
    found = plan(away(1, OFFICE, TODAY, TODAY))
    assert only(found).gap == "keine Vertretung"
    assert [row.person for row in found.gaps] == ["Hauptamt"]


def test_a_deputy_who_is_away_leaves_a_gap_on_those_days() -> None:
    days = [TODAY + timedelta(days=number) for number in range(5)]
    found = plan(away(1, OFFICE, days[0], days[4], ARCHIVE), away(2, ARCHIVE, days[3], days[4], OFFICE))
    gaps = [row.gap for row in found.weeks[0].rows]
    assert gaps == [
        "keine Vertretung (26.11. – 27.11.): Archiv ist selbst abwesend",
        "keine Vertretung: Hauptamt ist selbst abwesend",
    ]


def test_a_deputy_who_leaves_leaves_a_gap_from_the_next_day_on() -> None:
    gone = Person.model_validate({**ARCHIVE.model_dump(), "left_on": TODAY + timedelta(days=3)})
    found = plan(gone, away(1, OFFICE, TODAY, TODAY + timedelta(days=4), ARCHIVE))
    assert only(found).gap == "keine Vertretung (27.11.): Archiv ist ausgeschieden"


def test_what_falls_due_is_named_for_leads_contributions_and_follow_ups() -> None:
    dated = {"duration_minutes": 480, "constraint_kind": ConstraintKind.NOT_BEFORE, "constraint_on": TODAY}
    led, helped, done = task(1, "Plan", **dated), task(2, "Liste"), task(3, "Rest", state=TaskState.DONE)
    part = {"role": Role.CONTRIBUTOR, "person_id": OFFICE.id, "municipality_id": id_of(1)}
    found = plan(
        *(led, helped, done),
        lead(led, 1, person_id=OFFICE.id),
        Assignment(id=id_of(3001), task_id=helped.id, due_on=TODAY + timedelta(days=2), **part),
        Assignment(id=id_of(3002), task_id=done.id, due_on=TODAY, **part),
        FollowUp(id=id_of(600), due_on=TODAY + timedelta(days=1), person_id=OFFICE.id, text="Anrufen"),
        FollowUp(id=id_of(601), due_on=NEXT, person_id=OFFICE.id, text="Später"),
        FollowUp(id=id_of(602), due_on=TODAY, person_id=OFFICE.id, text="Getan", done_on=TODAY),
        away(1, OFFICE, TODAY, TODAY + timedelta(days=4)),
    )
    assert [(item.what, item.text) for item in only(found).due] == [
        ("Federführung", "A-001 Plan"),
        ("Wiedervorlage", "Anrufen"),
        ("Zuarbeit", "A-002 Liste"),
    ]


def test_one_municipality_sees_its_own_persons_and_all_stand_in_its_order() -> None:
    rows = [away(n, who, TODAY, TODAY) for n, who in enumerate((ARCHIVE, OFFICE, BUILDING))]
    assert [row.person for row in plan(*rows).weeks[0].rows] == ["Bauamt", "Hauptamt", "Archiv"]
    found = plan(*rows, municipality_id=id_of(2))
    assert only(found).person == "Archiv"


@given(st.integers(-60, 90), st.integers(0, 60))
def test_the_weeks_together_show_every_working_day_of_an_absence_once(first: int, length: int) -> None:
    start = TODAY + timedelta(days=first)
    found = plan(away(1, OFFICE, start, start + timedelta(days=length)))
    shown = [
        row.from_on + timedelta(days=number)
        for week in found.weeks
        for row in week.rows
        for number in range((row.until_on - row.from_on).days + 1)
    ]
    within = [start + timedelta(days=number) for number in range(length + 1)]
    wanted = [day for day in within if TODAY <= day < TODAY + timedelta(weeks=8)]
    assert [day for day in shown if day.weekday() < 5] == [day for day in wanted if day.weekday() < 5]
    assert len(shown) == len(set(shown))

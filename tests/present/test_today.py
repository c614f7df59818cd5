"""What stands in Heute, in which group, and what one key can finish."""

from datetime import date, timedelta

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import ENTITIES, table_name
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Decision, FollowUp
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind, Role, TaskState
from ozgdesk.present.follow_ups import takes_follow_ups
from ozgdesk.present.today import PLACES, Today, due_text, today_rows
from tests.helpers import TODAY, four_municipalities, id_of, lead, task

SUNDAY = date(2026, 11, 29)


def today(*rows: Entity) -> Today:
    return today_rows(View(Snapshot.of([*four_municipalities(), *rows]), TODAY))


def groups(found: Today) -> list[tuple[str, str]]:
    return [(row.group, row.text) for row in found.rows]


def test_the_week_ends_on_sunday_and_an_empty_project_has_nothing_to_do() -> None:
    assert (today().week_ends_on, today().rows) == (SUNDAY, ())


def test_follow_ups_come_until_the_end_of_the_week_and_go_when_done() -> None:
    def note(number: int, due: date, **values: object) -> FollowUp:
        return FollowUp(id=id_of(number), due_on=due, text=f"Notiz {number}", **values)

    found = today(
        note(1, date(2026, 11, 1)),
        note(2, SUNDAY),
        note(3, SUNDAY + timedelta(days=1)),
        note(4, TODAY, done_on=TODAY),
    )
    assert groups(found) == [("follow_up", "Notiz 1"), ("follow_up", "Notiz 2")]
    assert [row.is_late for row in found.rows] == [True, False]


def test_a_follow_up_leads_to_the_place_of_its_subject() -> None:
    work = task(1, "Vergabewesen")
    found = today(
        work, FollowUp(id=id_of(9), due_on=TODAY, text="Nachfragen", subject_kind="task", subject_id=work.id)
    )
    (row,) = found.rows
    assert (row.place, row.subject_id, row.detail) == ("plan", work.id, "Aufgabe A-001 „Vergabewesen“")


def test_whatever_takes_follow_ups_has_a_place_to_jump_to() -> None:
    taking = {table_name(kind) for kind in ENTITIES if takes_follow_ups(kind)}
    assert taking == set(PLACES)


def test_tasks_stand_once_late_before_due_before_waiting() -> None:
    def dated(number: int, start: date, **values: object):  # type: ignore[no-untyped-def]
        kind = ConstraintKind.NOT_BEFORE
        return task(number, constraint_kind=kind, constraint_on=start, duration_minutes=480, **values)

    late = dated(1, date(2026, 11, 9), state=TaskState.WAITING_THIRD)
    due = dated(2, date(2026, 11, 25))
    waits = dated(3, date(2026, 11, 25), state=TaskState.IN_COUNCIL)
    later = dated(4, date(2026, 12, 15))
    done = dated(5, date(2026, 11, 9), state=TaskState.DONE)
    found = today(late, due, waits, later, done)
    assert groups(found) == [
        ("late", "A-001 Aufgabe 1"),
        ("week", "A-002 Aufgabe 2"),
        ("waiting", "A-003 Aufgabe 3"),
    ]


def test_open_contributions_and_decisions_are_listed_by_day() -> None:
    work = task(1)
    owed = Assignment(
        id=id_of(7),
        task_id=work.id,
        municipality_id=id_of(2),
        role=Role.CONTRIBUTOR,
        due_on=date(2026, 11, 20),
    )
    question = Decision(id=id_of(8), order="A", question="Wer beschafft?", due_on=date(2026, 11, 19))
    found = today(work, lead(work, 1), owed, question)
    assert groups(found) == [("late", "Wer beschafft?"), ("late", "A-001 Aufgabe 1")]
    assert [row.can_finish for row in found.rows] == [False, True]
    assert found.rows[1].municipality.code == "NA"


def test_days_are_said_as_they_lie_to_the_stichtag() -> None:
    assert due_text(TODAY, TODAY) == "heute"
    assert due_text(TODAY + timedelta(days=1), TODAY) == "morgen"
    assert due_text(date(2026, 11, 17), TODAY) == "17.11.2026, seit 6\u00a0Tagen"
    assert due_text(date(2026, 11, 22), TODAY) == "22.11.2026, seit 1\u00a0Tag"
    assert due_text(date(2026, 12, 3), TODAY) == "Do,\u00a003.12.2026"
    assert due_text(None, TODAY) == ""

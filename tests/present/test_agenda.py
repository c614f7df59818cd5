"""What a meeting should talk about, in which group, and when it is no longer proposed."""

from datetime import date, timedelta

from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.minutes import MinuteItem
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Decision, FollowUp
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind, ConstraintKind, MinuteKind, Role, TaskKind, TaskState
from ozgdesk.present.agenda import Proposal, agenda, looks_until
from tests.helpers import TODAY, four_municipalities, id_of, lead, task

BODY = Committee(id=id_of(500), name="Lenkungsgruppe", kind=CommitteeKind.STEERING_GROUP, order="A")
NOW = Meeting(id=id_of(511), committee_id=BODY.id, held_on=TODAY)
NEXT = Meeting(id=id_of(512), committee_id=BODY.id, held_on=date(2026, 12, 21))


def view(*rows: Entity) -> View:
    return View(Snapshot.of([*four_municipalities(), BODY, NOW, *rows]), TODAY)


def proposed(*rows: Entity) -> tuple[Proposal, ...]:
    return agenda(view(*rows), NOW)


def due(number: int, day: date, **values: object) -> Task:
    """A task of one day that ends on a day."""
    return task(
        number,
        duration_minutes=480,
        constraint_kind=ConstraintKind.NOT_BEFORE,
        constraint_on=day,
        **values,
    )


def test_the_meeting_looks_ahead_to_the_next_one_or_a_month() -> None:
    assert looks_until(view(NEXT), NOW) == date(2026, 12, 21)
    assert looks_until(view(), NOW) == TODAY + timedelta(days=31)


def test_what_is_late_comes_first_then_decisions_then_who_waits_then_what_is_due() -> None:
    found = proposed(
        NEXT,
        due(1, date(2026, 12, 17)),
        due(2, date(2026, 12, 22)),
        due(3, date(2026, 12, 3), state=TaskState.WAITING_THIRD, waiting_for="ekom21"),
        due(4, date(2026, 12, 2), state=TaskState.WAITING_CONTRIBUTION),
        due(5, date(2026, 11, 16)),
        due(6, date(2026, 11, 16), state=TaskState.DONE),
        Decision(id=id_of(700), order="A", question="Wer beschafft?", due_on=date(2026, 12, 1)),
    )
    assert [(row.group, row.text) for row in found] == [
        ("late", "A-005 Aufgabe 5"),
        ("decision", "Wer beschafft?"),
        ("contribution", "A-004 Aufgabe 4"),
        ("third", "A-003 Aufgabe 3"),
        ("due", "A-001 Aufgabe 1"),
        ("unled", "A-002 Aufgabe 2"),
    ]


def test_a_task_that_nobody_leads_is_proposed_whatever_its_day_and_a_milestone_is_not() -> None:
    led, point = task(2), task(3, kind=TaskKind.MILESTONE)
    (found,) = proposed(task(1), led, lead(led, 2), point)
    assert (found.group, found.group_text, found.text) == ("unled", "Ohne Federführung", "A-001 Aufgabe 1")


def test_a_third_party_stands_there_with_its_wiedervorlage() -> None:
    waits = task(3, state=TaskState.WAITING_THIRD, waiting_for="ekom21")
    note = FollowUp(
        id=id_of(800), due_on=date(2026, 12, 2), text="Nachfragen", subject_kind="task", subject_id=waits.id
    )
    (found,) = proposed(waits, lead(waits, 2), note)
    assert found.detail == "wartet auf Dritte: ekom21 · Wiedervorlage 02.12.2026"
    assert found.municipality.code == "NA"


def test_an_overdue_contribution_makes_its_task_a_late_one() -> None:
    work = due(1, date(2026, 12, 15))
    owed = Assignment(
        id=id_of(3000),
        task_id=work.id,
        municipality_id=id_of(3),
        role=Role.CONTRIBUTOR,
        due_on=date(2026, 11, 20),
    )
    (found,) = proposed(work, owed)
    assert (found.group, found.detail) == ("late", "Zuarbeit GLA bis 20.11.2026")


def test_decisions_are_needed_until_they_are_taken_and_when_they_are_due() -> None:
    def question(number: int, **values: object) -> Decision:
        return Decision(id=id_of(700 + number), order="A", question=f"Frage {number}", **values)

    found = proposed(
        NEXT,
        question(1),
        question(2, due_on=date(2026, 12, 22)),
        question(3, outcome="Ja", decided_on=TODAY),
        question(4, due_on=date(2026, 11, 2)),
    )
    assert [(row.text, row.is_late) for row in found] == [("Frage 4", True), ("Frage 1", False)]


def test_what_is_on_the_agenda_is_not_proposed_again() -> None:
    late = due(5, date(2026, 11, 16))
    topic = MinuteItem(
        id=id_of(560),
        meeting_id=NOW.id,
        order="A",
        kind=MinuteKind.TOPIC,
        text="A-005",
        subject_kind="task",
        subject_id=late.id,
    )
    assert proposed(late, topic) == ()

from datetime import UTC, date, datetime

import pytest

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.step import Author, Change, Step, StepHead, StepKind
from ozgdesk.domain.tasks import Link, Task
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.present.history import history_rows, step_sentences, step_summary, steps_that_lose_undo
from tests.helpers import AUTHOR, four_municipalities, id_of, lead, task

TODAY = date(2026, 11, 23)


def head(number: int, label: str = "Aufgabe verschieben", **values: object) -> StepHead:
    return StepHead(number, label, AUTHOR, datetime(2026, 11, 22, 23, number, tzinfo=UTC), "r", **values)


def changed(before: Entity | None, after: Entity | None) -> Change:
    row = before or after
    assert row is not None
    return Change(type(row), row.id, before, after)


def told(*changes: Change, rows: tuple[Entity, ...] = ()) -> list[str]:
    snapshot = Snapshot.of([*four_municipalities(), *rows])
    return [s.replace("\u00a0", " ") for s in step_sentences(Step(head(1), changes), snapshot)]


def test_a_changed_duration_is_told_with_both_values() -> None:
    before = task(17, "Vergabewesen", duration_minutes=2400)
    after = Task.model_validate({**before.model_dump(), "duration_minutes": 3840})
    assert told(changed(before, after)) == ["Aufgabe A-017 „Vergabewesen“: Dauer von 5 T auf 8 T geändert."]


def test_a_value_that_was_set_or_removed_is_told_as_such() -> None:
    before = task(1, "Test", deadline_on=date(2026, 12, 4), state=TaskState.PLANNED)
    after = task(1, "Test", waiting_for="ekom21", state=TaskState.WAITING_THIRD)
    assert told(changed(before, after)) == [
        "Aufgabe A-001 „Test“: Zustand von geplant auf wartet auf Dritte geändert; "
        "„wartet auf“ eingetragen: „ekom21“; Frist entfernt (vorher 04.12.2026)."
    ]


def test_a_new_lead_names_municipality_and_task() -> None:
    job = task(3, "civento")
    assert told(changed(None, lead(job, 1)), rows=(job,)) == [
        "Federführung USI bei A-003 „civento“ angelegt."
    ]


def test_a_deleted_row_is_named_from_the_step_itself() -> None:
    one, two = task(1, "Eins"), task(2, "Zwei")
    link = Link(id=id_of(5), predecessor_id=one.id, successor_id=two.id)
    assert told(changed(link, None), changed(one, None), changed(two, None))[0] == (
        "Verknüpfung A-001 → A-002 gelöscht."
    )


def test_a_handed_over_deputyship_names_both_persons() -> None:
    persons = tuple(Person(id=id_of(50 + n), name=f"Stelle {n}", is_function=True) for n in range(3))
    days = {"from_on": date(2026, 12, 1), "until_on": date(2026, 12, 5)}
    before, after = (
        Absence(id=id_of(60), person_id=id_of(50), deputy_id=id_of(deputy), **days) for deputy in (51, 52)
    )
    assert told(changed(before, after), rows=persons) == [
        "Abwesenheit von Stelle 0 (01.12.2026 – 05.12.2026): Vertretung von Stelle 1 auf Stelle 2 geändert."
    ]


def test_a_follow_up_names_what_it_hangs_on() -> None:
    job = task(1, "Eins")
    note = FollowUp(id=id_of(5), subject_kind="task", subject_id=job.id, due_on=TODAY, text="Nachfragen")
    assert told(changed(None, note), rows=(job,)) == [
        "Wiedervorlage „Nachfragen“ zu Aufgabe A-001 „Eins“ angelegt."
    ]


def test_moving_in_the_order_is_told_in_one_word() -> None:
    assert told(changed(task(1, "Eins", order="A"), task(1, "Eins", order="B"))) == [
        "Aufgabe A-001 „Eins“ umgeordnet."
    ]


def test_many_changes_are_summed_up() -> None:
    tasks = [task(number) for number in range(1, 301)]
    step = Step(head(1), tuple(changed(None, row) for row in [*tasks, *(lead(row, 1) for row in tasks[:2])]))
    snapshot = Snapshot.of(four_municipalities())
    summary = step_summary(step, snapshot).replace("\u00a0", " ")
    assert summary == "300 Aufgaben angelegt, 2 Zuständigkeiten angelegt."
    listed = step_sentences(step, snapshot, longest=10)
    assert len(listed) == 11
    assert listed[-1].replace("\u00a0", " ") == "… und 292 weitere Änderungen."


def test_days_are_german_days_and_the_newest_step_stands_first() -> None:
    rows = history_rows([head(1), head(2)], TODAY)
    assert [row.number for row in rows] == [2, 1]
    assert rows[0].day == TODAY
    assert (rows[0].day_text.replace("\u00a0", " "), rows[0].time_text, rows[0].author) == (
        "Heute – Montag, 23. November 2026",
        "00:02",
        "Projektbüro (USI)",
    )


def test_a_step_that_was_taken_back_is_marked_until_it_is_done_again() -> None:
    heads = [head(1), head(2), head(3, "Rückgängig", kind=StepKind.UNDO, reverts=2)]
    assert [(r.number, r.is_undone, r.may_undo_to) for r in history_rows(heads, TODAY)] == [
        (3, False, False),
        (2, True, False),
        (1, False, True),
    ]
    again = [*heads, head(4, "Wiederholt", kind=StepKind.REDO, reverts=2)]
    assert history_rows(again, TODAY)[2].may_undo_to


def test_nothing_before_a_barrier_can_be_taken_back() -> None:
    heads = [head(1), head(2, is_barrier=True), head(3)]
    assert [row.may_undo_to for row in history_rows(heads, TODAY)] == [True, False, False]
    assert steps_that_lose_undo(heads) == 1


@pytest.mark.parametrize(
    ("search", "numbers"),
    [("", [2, 1]), ("VERSCH", [1]), ("projektbüro usi", [2, 1]), ("gibtsnicht", []), ("23.11.2026", [2, 1])],
)
def test_search_looks_at_label_author_and_day(search: str, numbers: list[int]) -> None:
    heads = [head(1), head(2, "Person ändern")]
    assert [row.number for row in history_rows(heads, TODAY, search)] == numbers


def test_an_author_without_office_is_named_alone() -> None:
    step = StepHead(1, "X", Author("Kim"), datetime(2026, 11, 1, tzinfo=UTC), "r")
    assert history_rows([step], TODAY)[0].author == "Kim"

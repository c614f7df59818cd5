"""Several tasks changed in one step."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ozgdesk.commands.plan_selection import Changes, change_tasks, stretch_tasks
from ozgdesk.commands.rehearsal import foresee
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.schedule import schedule
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import ConstraintKind, Role, TaskState
from ozgdesk.present.plan_fields import PlanField
from ozgdesk.texts.rules import rule_message
from tests.domain.plans import Plan
from tests.helpers import TODAY

FREE = ConstraintKind.AS_SOON_AS_POSSIBLE


def changed(some: Plan, names: str, **changes: Any) -> Snapshot:
    before = Snapshot.of(some.rows)
    command = change_tasks(
        [some.id(name) for name in names.split()], Changes(**changes), schedule(before, TODAY).dates, TODAY
    )
    return foresee(before, TODAY, command)


def refused(some: Plan, names: str, **changes: Any) -> tuple[object, str]:
    with pytest.raises(RuleViolation) as caught:
        changed(some, names, **changes)
    return caught.value.values.get("at"), rule_message(caught.value)


def starts(some: Plan, snapshot: Snapshot) -> dict[str, date]:
    dates = schedule(snapshot, TODAY).dates
    return {task.name: dates[task.id].start for task in snapshot.all(Task) if task.id in dates}


def kinds(some: Plan, snapshot: Snapshot) -> dict[str, ConstraintKind]:
    return {task.name: task.constraint_kind for task in snapshot.all(Task)}


def chain() -> Plan:
    """A, B and C wait for each other, D for nothing: Monday, Wednesday, Friday; Monday."""
    some = Plan().task("A", 2).task("B", 2).task("C", 1).task("D", 1)
    return some.link("A", "B").link("B", "C")


def test_the_same_values_are_given_to_every_task() -> None:
    some = chain().municipality("USI").municipality("NA").lead("A", "USI")
    values = {
        PlanField.LEAD: some.id("NA"),
        PlanField.DURATION: 3 * 480,
        PlanField.DEADLINE: date(2027, 1, 4),
        PlanField.STATE: TaskState.IN_PROGRESS,
        PlanField.PROGRESS: 30,
    }
    after = changed(some, "A D", values=values)
    for name in "AD":
        task = after.get(Task, some.id(name))
        assert (task.duration_minutes, task.deadline_on) == (1440, date(2027, 1, 4))
        assert (task.state, task.progress_percent) == (TaskState.IN_PROGRESS, 30)
    leads = {a.task_id: a.municipality_id for a in after.all(Assignment) if a.role is Role.LEAD}
    assert leads == {some.id("A"): some.id("NA"), some.id("D"): some.id("NA")}
    assert after.get(Task, some.id("B")).duration_minutes == 960


def test_moving_sets_a_day_only_where_no_link_brings_the_task_along() -> None:
    some = chain()
    after = changed(some, "A B D", shift_days=3)
    assert starts(some, after) == {
        "A": date(2026, 11, 26), "B": date(2026, 11, 30), "C": date(2026, 12, 2), "D": date(2026, 11, 26)
    }  # fmt: skip
    kept = kinds(some, after)
    assert kept == {"A": ConstraintKind.NOT_BEFORE, "B": FREE, "C": FREE, "D": ConstraintKind.NOT_BEFORE}


def test_what_waits_with_room_is_moved_as_far_as_the_others() -> None:
    """B waits for A, but also for L, which is not selected and holds it longer."""
    some = Plan().task("A", 1).task("L", 5).task("B", 1).link("A", "B").link("L", "B")
    after = changed(some, "A B", shift_days=2)
    assert starts(some, after) == {"A": date(2026, 11, 25), "L": TODAY, "B": date(2026, 12, 2)}


def test_a_task_that_follows_at_the_end_of_a_day_moves_by_whole_days_too() -> None:
    some = Plan().task("A", 1).milestone("M").task("B", 1).link("A", "M").link("M", "B")
    before = schedule(Snapshot.of(some.rows), TODAY).dates[some.id("B")]
    after = schedule(changed(some, "B", shift_days=1), TODAY).dates[some.id("B")]
    assert (before.finish, after.finish) == (date(2026, 11, 24), date(2026, 11, 25))


def test_a_phase_moves_with_what_can_move_in_it() -> None:
    begun = {"state": TaskState.IN_PROGRESS, "actual_start_on": date(2026, 11, 20)}
    some = Plan().task("P").task("P1", 1, under="P").task("P2", 5, under="P", **begun)
    after = changed(some, "P", shift_days=1)
    assert kinds(some, after) == {"P": FREE, "P1": ConstraintKind.NOT_BEFORE, "P2": FREE}


def test_fixed_days_stay_of_their_kind_and_move_in_working_days() -> None:
    some = Plan().task("S", 1, constraint_kind=ConstraintKind.START_ON, constraint_on=date(2026, 12, 23))
    some.task("F", 1, constraint_kind=ConstraintKind.FINISH_ON, constraint_on=date(2026, 12, 23))
    after = changed(some, "S F", shift_days=1)
    for name, kind in (("S", ConstraintKind.START_ON), ("F", ConstraintKind.FINISH_ON)):
        task = after.get(Task, some.id(name))
        # 24 to 27 December are no working days.
        assert (task.constraint_kind, task.constraint_on) == (kind, date(2026, 12, 28))


def test_moving_back_loosens_a_day_of_its_own_and_adds_none() -> None:
    some = Plan().not_before("N", 1, date(2026, 12, 7)).task("A", 5).task("B", 1).link("A", "B")
    after = changed(some, "N B", shift_days=-2)
    assert starts(some, after)["N"] == date(2026, 12, 3)
    assert kinds(some, after)["B"] is FREE


@pytest.mark.parametrize(
    ("values", "at"),
    [
        ({PlanField.DURATION: 480}, "duration"),
        ({PlanField.STATE: TaskState.DONE}, "state"),
        ({PlanField.PROGRESS: 50}, "progress"),
    ],
)
def test_what_follows_from_sub_tasks_is_refused_for_phases_by_number(
    values: dict[PlanField, Any], at: str
) -> None:
    some = Plan().task("A", 1).task("P").task("P1", 1, under="P")
    blamed, message = refused(some, "A P P1", values=values)
    assert blamed == at
    assert "A-002" in message
    assert "A-001" not in message


def test_what_has_begun_or_no_date_cannot_be_moved() -> None:
    begun = {"state": TaskState.IN_PROGRESS, "actual_start_on": date(2026, 11, 20)}
    some = Plan().task("A", 1).task("B", 5, **begun).task("C", 5, **begun).task("O")
    blamed, message = refused(some, "A B C", shift_days=1)
    assert (blamed, "A-002, A-003" in message) == ("shift", True)
    assert "A-004" in refused(some, "A O", shift_days=1)[1]


@pytest.mark.parametrize(
    ("values", "shift", "at"),
    [
        ({PlanField.STATE: TaskState.DONE, PlanField.PROGRESS: 50}, 0, "progress"),
        ({PlanField.STATE: TaskState.PLANNED, PlanField.PROGRESS: 50}, 0, "progress"),
        ({PlanField.STATE: TaskState.IN_PROGRESS, PlanField.PROGRESS: 100}, 0, "progress"),
        ({PlanField.STATE: TaskState.DONE}, 2, "shift"),
        ({PlanField.PROGRESS: 10}, 2, "shift"),
    ],
)
def test_fields_that_contradict_each_other_are_refused(
    values: dict[PlanField, Any], shift: int, at: str
) -> None:
    assert refused(chain(), "A D", values=values, shift_days=shift)[0] == at


def test_tasks_go_to_another_phase_and_a_wrong_one_is_blamed_on_that_field() -> None:
    some = Plan().task("P").task("P1", 1, under="P").task("A", 1)
    after = changed(some, "A", is_moved=True, parent_id=some.id("P"))
    assert after.get(Task, some.id("A")).parent_id == some.id("P")
    assert changed(some, "P1", is_moved=True).get(Task, some.id("P1")).parent_id is None
    assert refused(some, "P", is_moved=True, parent_id=some.id("P1"))[0] == "parent"


def stretched(some: Plan, names: str, days: int) -> Snapshot:
    before = Snapshot.of(some.rows)
    ids = [some.id(name) for name in names.split()]
    return foresee(before, TODAY, stretch_tasks(ids, days, schedule(before, TODAY).dates, TODAY))


def test_all_become_longer_in_the_calendar_of_their_lead_and_none_shorter_than_a_day() -> None:
    some = chain().municipality("USI").lead("D", "USI").closed(date(2026, 11, 24), date(2026, 11, 24), "USI")
    days = {task.name: task.duration_minutes for task in stretched(some, "A B D", 1).all(Task)}
    assert days == {"A": 1440, "B": 1440, "C": 480, "D": 960}
    days = {task.name: task.duration_minutes for task in stretched(some, "A B D", -1).all(Task)}
    assert days == {"A": 480, "B": 480, "C": 480, "D": 480}


def test_what_has_begun_ends_later_by_what_remains_of_it() -> None:
    some = Plan().task("A", 4, actual_start_on=date(2026, 11, 19), remaining_minutes=960, progress_percent=50)
    before, after = Snapshot.of(some.rows), stretched(some, "A", 1)
    (was,), (now,) = (schedule(rows, TODAY).dates.values() for rows in (before, after))
    assert (was.finish, now.finish) == (date(2026, 11, 24), date(2026, 11, 25))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("P", "Bei Phasen folgt diese Angabe aus den Teilaufgaben; bitte nehmen Sie A-001"),
        ("M", "Ein Meilenstein hat keine Dauer; bitte nehmen Sie A-003"),
        ("E", "Was erledigt ist, behält seine Tage; bitte nehmen Sie A-004"),
        ("O", "Ohne Termin lässt sich nichts verschieben oder verlängern; bitte nehmen Sie A-005"),
    ],
)
def test_one_that_cannot_become_longer_refuses_the_whole(name: str, sentence: str) -> None:
    some = Plan().task("P").task("A", 1, under="P").milestone("M")
    some.task("E", 1, state=TaskState.DONE).task("O")
    with pytest.raises(RuleViolation) as caught:
        stretched(some, f"A {name}", 1)
    assert rule_message(caught.value).startswith(sentence)

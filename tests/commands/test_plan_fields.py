"""Fields of tasks as they are typed and pasted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ozgdesk.commands.plan_fields import add_rows, set_fields
from ozgdesk.commands.rehearsal import foresee
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.schedule import schedule
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, Link, Task
from ozgdesk.domain.vocabulary import ConstraintKind, Role, TaskKind, TaskState
from ozgdesk.present.links import read_links
from ozgdesk.present.pasted_tasks import PastedRow
from ozgdesk.present.plan_fields import PlanField
from ozgdesk.texts.rules import rule_message
from tests.domain.plans import Plan
from tests.helpers import TODAY

F = PlanField


def typed(some: Plan, name: str, **values: Any) -> Task:
    before = Snapshot.of(some.rows)
    fields = {PlanField(field): value for field, value in values.items()}
    command = set_fields([(some.id(name), fields)], schedule(before, TODAY).dates, TODAY)
    return foresee(before, TODAY, command).get(Task, some.id(name))


def pasted(some: Plan, *rows: PastedRow, after: str | None = None) -> dict[str, Task]:
    snapshot = paste(some, *rows, after=after)
    return {task.name: task for task in snapshot.all(Task)}


def paste(some: Plan, *rows: PastedRow, after: str | None = None) -> Snapshot:
    command = add_rows(rows, TODAY, after_id=some.id(after) if after else None)
    return foresee(Snapshot.of(some.rows), TODAY, command)


def row(name: str, number: str = "", phase: int | None = None, **values: Any) -> PastedRow:
    return PastedRow({F.NAME: name, **{PlanField(f): value for f, value in values.items()}}, number, phase)


def test_a_typed_end_changes_the_duration_and_fixes_what_has_none() -> None:
    some = Plan().task("A", 2).task("O").milestone("M")
    assert typed(some, "A", finish=date(2026, 11, 25)).duration_minutes == 3 * 480
    opened = typed(some, "O", finish=date(2026, 12, 7))
    assert (opened.constraint_kind, opened.constraint_on) == (ConstraintKind.FINISH_ON, date(2026, 12, 7))
    moved = typed(some, "M", finish=date(2026, 12, 7))
    assert (moved.constraint_kind, moved.constraint_on) == (ConstraintKind.NOT_BEFORE, date(2026, 12, 7))


def test_start_and_end_typed_together_make_the_duration() -> None:
    task = typed(Plan().task("A", 9), "A", start=date(2026, 12, 7), finish=date(2026, 12, 9))
    assert (task.constraint_on, task.duration_minutes) == (date(2026, 12, 7), 3 * 480)


@pytest.mark.parametrize(
    ("name", "values", "reason"),
    [
        ("A", {"finish": date(2026, 11, 20)}, "Das Ende liegt vor dem Anfang"),
        ("P", {"state": TaskState.DONE}, "Zustand einer Phase"),
        ("P", {"duration": 480}, "Dauer einer Phase"),
        ("P", {"finish": date(2026, 12, 20)}, "Dauer einer Phase"),
    ],
)
def test_what_a_task_does_not_allow_is_refused(name: str, values: dict[str, Any], reason: str) -> None:
    some = Plan().task("A", 2).task("P").task("P1", 1, under="P")
    with pytest.raises(RuleViolation) as caught:
        typed(some, name, **values)
    assert reason in rule_message(caught.value)


def test_exactly_the_typed_municipalities_contribute() -> None:
    some = Plan().municipality("USI").municipality("NA").municipality("GLA").task("A")
    some.lead("A", "USI").lead("A", "NA", Role.CONTRIBUTOR)
    before = Snapshot.of(some.rows)

    def contributors(*codes: str) -> set[str]:
        values = {F.CONTRIBUTORS: tuple(some.id(code) for code in codes)}
        after = foresee(before, TODAY, set_fields([(some.id("A"), values)], {}, TODAY))
        return {a.municipality_id for a in after.all(Assignment) if a.role is Role.CONTRIBUTOR}

    assert contributors("GLA", "NA") == {some.id("GLA"), some.id("NA")}
    assert contributors() == set()
    with pytest.raises(RuleViolation, match="already_has_part"):
        contributors("USI")


def test_pasted_rows_stand_below_the_current_task_with_their_phases() -> None:
    some = Plan().task("A").task("B")
    found = paste(some, row("P", duration=480), row("P1", phase=0, duration=960), row("Q"), after="A")
    tasks = {task.name: task for task in found.all(Task)}
    top = sorted((t for t in tasks.values() if t.parent_id is None), key=lambda t: t.order)
    assert [task.name for task in top] == ["A", "P", "Q", "B"]
    assert tasks["P1"].parent_id == tasks["P"].id
    assert tasks["P"].duration_minutes is None  # it follows from its sub-task
    assert tasks["P1"].duration_minutes == 960


def test_pasted_days_become_earliest_starts_durations_or_fixed_ends() -> None:
    days = {"start": date(2026, 12, 7), "finish": date(2026, 12, 9)}
    found = pasted(
        Plan(),
        row("both", **days),
        row("long", **days, duration=10 * 480),
        row("end", finish=days["finish"], duration=480),
        row("stone", duration=0, finish=days["finish"]),
        row("done", progress=100, state=TaskState.DONE),
    )
    assert (found["both"].constraint_kind, found["both"].constraint_on) == (
        ConstraintKind.NOT_BEFORE, date(2026, 12, 7)
    )  # fmt: skip
    assert found["both"].duration_minutes == 3 * 480
    assert found["long"].duration_minutes == 10 * 480
    assert found["end"].constraint_kind is ConstraintKind.FINISH_ON
    assert (found["stone"].kind, found["stone"].constraint_on) == (TaskKind.MILESTONE, date(2026, 12, 9))
    assert (found["done"].state, found["done"].progress_percent) == (TaskState.DONE, 100)


def test_pasted_predecessors_mean_pasted_rows_first_and_tasks_else() -> None:
    some = Plan().task("A", 1)
    after = paste(
        some,
        row("X", "A-001", duration=480),
        row("Y", "A-007", duration=480, predecessors=read_links("1; 7EA")[:1]),
    )
    tasks = {task.name: task for task in after.all(Task)}
    assert [(link.predecessor_id, link.successor_id) for link in after.all(Link)] == [
        (tasks["X"].id, tasks["Y"].id)
    ]
    alone = paste(some, row("Y", predecessors=read_links("1")))
    assert alone.all(Link)[0].predecessor_id == some.id("A")
    with pytest.raises(RuleViolation, match="no_such_task"):
        paste(some, row("Y", predecessors=read_links("99")))


def test_a_pasted_start_binds_a_linked_task_only_where_its_links_would_let_it_begin_before() -> None:
    some = Plan().task("A", 1)
    links = read_links("1")
    found = pasted(
        some,
        row("as linked", duration=480, predecessors=links, start=date(2026, 11, 24)),
        row("later", duration=480, predecessors=links, start=date(2026, 12, 7)),
    )
    assert found["as linked"].constraint_on is None
    assert found["later"].constraint_on == date(2026, 12, 7)

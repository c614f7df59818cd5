from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ozgdesk.commands import plan
from ozgdesk.commands.plan import Predecessor
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.schedule import schedule
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, BaselineTask, Link, Task
from ozgdesk.domain.vocabulary import ConstraintKind, LagKind, LinkKind, TaskKind, TaskState
from ozgdesk.texts.rules import rule_message
from tests.domain.plans import Plan
from tests.helpers import TODAY, transaction

MONDAY = date(2026, 11, 23)


def after(rows: list[Entity], *commands: Callable[..., Any]) -> Snapshot:
    tx = transaction(rows)
    for command in commands:
        command(tx)
    return tx.snapshot()


def tree(snapshot: Snapshot, parent: str | None = None) -> list[Any]:
    found = []
    for task in sorted((t for t in snapshot.all(Task) if t.parent_id == parent), key=lambda t: t.order):
        below = tree(snapshot, task.id)
        found.append([task.name, below] if below else task.name)
    return found


def refused(rows: list[Entity], command: Callable[..., Any]) -> str:
    """The sentence of a refusal; nothing may have changed by it."""
    tx = transaction(rows)
    with pytest.raises(RuleViolation) as refusal:
        command(tx)
    return rule_message(refusal.value)


def three() -> Plan:
    return Plan().task("A", 1).task("B", 2).task("C", 3)


def test_a_new_task_gets_the_next_number_and_stands_behind_the_chosen_one() -> None:
    some = three()
    result = after(some.rows, plan.add_task("Neu", after_id=some.id("A")))
    assert tree(result) == ["A", "Neu", "B", "C"]
    assert max(task.number for task in result.all(Task)) == "A-004"


def test_a_new_task_can_stand_at_the_end_of_a_phase() -> None:
    some = Plan().task("P").task("P1", under="P").task("B")
    assert tree(after(some.rows, plan.add_task("P2", parent_id=some.id("P")))) == [["P", ["P1", "P2"]], "B"]


def test_dragging_a_bar_lets_the_task_begin_not_before_that_day() -> None:
    some = three()
    moved = after(some.rows, plan.move_task(some.id("B"), date(2026, 12, 7)))
    task = moved.get(Task, some.id("B"))
    assert (task.constraint_kind, task.constraint_on) == (ConstraintKind.NOT_BEFORE, date(2026, 12, 7))
    assert schedule(moved, MONDAY).dates[task.id].start == date(2026, 12, 7)
    freed = after(list(moved.all(Task)), plan.free_task(task.id))
    assert schedule(freed, MONDAY).dates[task.id].start == MONDAY


def test_a_constraint_goes_with_its_reason_and_its_source() -> None:
    bound = {"constraint_kind": ConstraintKind.NOT_BEFORE, "constraint_on": MONDAY}
    some = Plan().task("A", 1, **bound, constraint_reason="Umzug", constraint_source="Vermerk vom 02.11.2026")
    freed = after(some.rows, plan.free_tasks([some.id("A")])).get(Task, some.id("A"))
    assert freed.constraint_on is None
    assert (freed.constraint_reason, freed.constraint_source) == ("", "")


def test_a_fixed_day_stays_fixed_when_its_bar_is_dragged() -> None:
    some = Plan().task("A", 1, constraint_kind=ConstraintKind.START_ON, constraint_on=date(2026, 12, 1))
    task = after(some.rows, plan.move_task(some.id("A"), date(2026, 12, 3))).get(Task, some.id("A"))
    assert (task.constraint_kind, task.constraint_on) == (ConstraintKind.START_ON, date(2026, 12, 3))


def test_what_is_done_or_has_begun_is_not_dragged() -> None:
    some = Plan().task("A", 1, state=TaskState.DONE, actual_finish_on=MONDAY)
    some.task("B", 1, actual_start_on=MONDAY)
    assert "erledigt" in refused(some.rows, plan.move_task(some.id("A"), TODAY))
    assert "schon begonnen" in refused(some.rows, plan.move_task(some.id("B"), TODAY))


def test_dragging_the_end_counts_working_days_over_christmas() -> None:
    some = three()
    command = plan.resize_task(some.id("B"), date(2026, 12, 21), date(2026, 12, 29), MONDAY)
    assert after(some.rows, command).get(Task, some.id("B")).duration_minutes == 5 * 480


def test_a_dropped_task_can_be_given_another_length_too() -> None:
    some = Plan().task("A", 10, state=TaskState.DROPPED)
    command = plan.resize_task(some.id("A"), date(2026, 11, 16), date(2026, 11, 20), MONDAY)
    assert after(some.rows, command).get(Task, some.id("A")).duration_minutes == 5 * 480


def test_dragging_the_end_of_what_has_begun_changes_what_remains() -> None:
    some = Plan().task("A", 10, actual_start_on=date(2026, 11, 16), progress_percent=50)
    command = plan.resize_task(some.id("A"), date(2026, 11, 16), date(2026, 11, 25), MONDAY)
    result = after(some.rows, command)
    assert result.get(Task, some.id("A")).remaining_minutes == 3 * 480
    assert schedule(result, MONDAY).dates[some.id("A")].finish == date(2026, 11, 25)


def test_no_duration_makes_a_milestone_and_a_duration_makes_it_a_task_again() -> None:
    some = three()
    milestone = after(some.rows, plan.set_duration(some.id("B"), 0))
    assert milestone.get(Task, some.id("B")).kind is TaskKind.MILESTONE
    again = after(list(milestone.all(Task)), plan.set_duration(some.id("B"), 480))
    assert again.get(Task, some.id("B")).kind is TaskKind.TASK


def test_the_duration_of_a_phase_and_of_centuries_is_refused() -> None:
    some = Plan().task("P").task("P1", 1, under="P")
    assert "Phase" in refused(some.rows, plan.set_duration(some.id("P"), 480))
    assert "10\u00a0000" in refused(some.rows, plan.set_duration(some.id("P1"), 10**9))


def test_progress_begins_and_ends_a_task() -> None:
    some = three()
    begun = after(some.rows, plan.set_progress(some.id("A"), 30)).get(Task, some.id("A"))
    assert (begun.state, begun.actual_start_on, begun.progress_percent) == (TaskState.IN_PROGRESS, TODAY, 30)
    done = after(some.rows, plan.set_progress(some.id("A"), 100)).get(Task, some.id("A"))
    assert (done.state, done.actual_finish_on) == (TaskState.DONE, TODAY)
    opened = after([*some.rows[1:], done], plan.set_progress(some.id("A"), 80)).get(Task, some.id("A"))
    assert (opened.state, opened.actual_finish_on, opened.progress_percent) == (
        TaskState.IN_PROGRESS,
        None,
        80,
    )


def test_a_circle_is_refused_with_its_tasks() -> None:
    some = three().link("A", "B").link("B", "C")
    message = refused(some.rows, plan.link_tasks(some.id("C"), some.id("A")))
    assert "A-001 → A-002 → A-003" in message


def test_a_link_to_the_own_phase_is_refused() -> None:
    some = Plan().task("P").task("P1", 1, under="P")
    assert "eigenen Phase" in refused(some.rows, plan.link_tasks(some.id("P1"), some.id("P")))


def test_typed_predecessors_replace_the_links_and_keep_those_that_stay() -> None:
    some = three().link("A", "C").task("D", 1)
    kept = next(row for row in some.rows if isinstance(row, Link))
    wanted = [Predecessor("A-001", LinkKind.SS, 480), Predecessor("A-004", lag_kind=LagKind.ELAPSED)]
    result = after(some.rows, plan.set_predecessors(some.id("C"), wanted))
    links = {link.predecessor_id: link for link in result.all(Link)}
    assert links[some.id("A")].id == kept.id
    assert (links[some.id("A")].kind, links[some.id("A")].lag_minutes) == (LinkKind.SS, 480)
    assert links[some.id("D")].lag_kind is LagKind.ELAPSED
    assert (
        after(list(result.all(Task)) + list(links.values()), plan.set_predecessors(some.id("C"), [])).all(
            Link
        )
        == ()
    )


def test_an_unknown_predecessor_is_named() -> None:
    some = three()
    assert "A-099" in refused(some.rows, plan.set_predecessors(some.id("A"), [Predecessor("A-099")]))


def test_deleting_a_phase_takes_its_tasks_links_and_assignments_with_it() -> None:
    some = Plan().municipality("USI").task("P").task("P1", 1, under="P").task("B", 1)
    some.link("P1", "B").lead("P1", "USI")
    result = after(some.rows, plan.delete_tasks([some.id("P"), some.id("P1")]))
    assert tree(result) == ["B"]
    assert (result.all(Link), result.all(Assignment)) == ((), ())


def test_a_baseline_keeps_the_dates_of_the_stichtag() -> None:
    some = three()
    result = after(some.rows, plan.take_baseline("Beschluss", MONDAY))
    kept = {row.task_name: (row.starts_on, row.finishes_on) for row in result.all(BaselineTask)}
    assert kept["B"] == (MONDAY, date(2026, 11, 24))
    assert "keine Termine" in refused(Plan().task("A").rows, plan.take_baseline("leer", MONDAY))


def test_renaming_keeps_the_number() -> None:
    some = three()
    task = after(some.rows, plan.rename_task(some.id("A"), "Vergabewesen")).get(Task, some.id("A"))
    assert (task.number, task.name) == ("A-001", "Vergabewesen")

"""Where tasks stand in the tree, one or several at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ozgdesk.commands import plan, plan_tree
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task
from ozgdesk.texts.rules import rule_message
from tests.domain.plans import Plan
from tests.helpers import transaction


def after(some: Plan, *commands: Callable[..., Any]) -> Snapshot:
    tx = transaction(some.rows)
    for command in commands:
        command(tx)
    return tx.snapshot()


def tree(snapshot: Snapshot, parent: str | None = None) -> list[object]:
    below = sorted((t for t in snapshot.all(Task) if t.parent_id == parent), key=lambda t: (t.order, t.id))
    return [[t.name, tree(snapshot, t.id)] if tree(snapshot, t.id) else t.name for t in below]


def refused(some: Plan, command: Callable[..., Any]) -> str:
    with pytest.raises(RuleViolation) as caught:
        command(transaction(some.rows))
    return rule_message(caught.value)


def flat(names: str = "ABCD") -> Plan:
    some = Plan()
    for name in names:
        some.task(name)
    return some


def ids(some: Plan, names: str) -> list[str]:
    return [some.id(name) for name in names]


def test_indenting_makes_the_task_above_a_phase_and_outdenting_takes_it_back() -> None:
    some = flat("ABC")
    indented = plan_tree.indent_tasks(ids(some, "CB"))
    assert tree(after(some, indented)) == [["A", ["B", "C"]]]
    assert tree(after(some, indented, plan_tree.outdent_tasks(ids(some, "BC")))) == ["A", "B", "C"]


def test_sub_tasks_go_with_their_phase_and_are_not_moved_on_their_own() -> None:
    some = Plan().task("A").task("P").task("P1", under="P").task("P2", under="P").task("B")
    chosen = [some.id("P"), some.id("P1"), some.id("P2")]
    assert tree(after(some, plan_tree.indent_tasks(chosen))) == [["A", [["P", ["P1", "P2"]]]], "B"]
    assert tree(after(some, plan_tree.shift_tasks(chosen, 1))) == ["A", "B", ["P", ["P1", "P2"]]]


@pytest.mark.parametrize(
    ("chosen", "by", "expected"),
    [
        ("C", -1, "ACBD"),
        ("A", 1, "BACD"),
        ("A", -1, "ABCD"),
        ("BC", -1, "BCAD"),
        ("BC", 1, "ADBC"),
        ("AB", -1, "ABCD"),
        ("AC", -1, "ACBD"),
        ("CD", 1, "ABCD"),
    ],
)
def test_moving_up_and_down_keeps_the_order_of_the_tasks_and_stops_at_the_ends(
    chosen: str, by: int, expected: str
) -> None:
    some = flat()
    assert "".join(map(str, tree(after(some, plan_tree.shift_tasks(ids(some, chosen), by))))) == expected


def test_tasks_are_put_at_the_end_of_a_phase_or_of_the_plan_in_their_order() -> None:
    some = Plan().task("P").task("P1", under="P").task("A").task("B")
    into = plan_tree.move_under(ids(some, "BA"), some.id("P"))
    assert tree(after(some, into)) == [["P", ["P1", "A", "B"]]]
    out = plan_tree.move_under([some.id("P1"), some.id("A")], None)
    assert tree(after(some, into, out)) == [["P", ["B"]], "P1", "A"]


def test_a_task_beside_others_can_be_added_above_and_below() -> None:
    some = flat("AB")
    assert tree(after(some, plan.add_task("N", before_id=some.id("A")))) == ["N", "A", "B"]
    assert tree(after(some, plan.add_task("N", before_id=some.id("B")))) == ["A", "N", "B"]


def test_what_has_no_place_to_go_is_refused_with_its_number() -> None:
    some = flat("AB")
    assert "Über der Aufgabe A-001" in refused(some, plan_tree.indent_tasks(ids(some, "AB")))
    assert "A-002 steht schon auf der obersten Ebene" in refused(
        some, plan_tree.outdent_tasks(ids(some, "B"))
    )
    phase = Plan().task("P").task("P1", under="P")
    assert "unter sich selbst" in refused(phase, plan_tree.move_under([phase.id("P")], phase.id("P1")))


def test_a_task_cannot_be_put_under_the_task_it_waits_for() -> None:
    some = flat("AB").link("A", "B")
    for command in (
        plan_tree.indent_tasks(ids(some, "B")),
        plan_tree.move_under(ids(some, "B"), some.id("A")),
    ):
        message = refused(some, command)
        assert "Kreis" in message
        assert "A-001" in message
        assert "A-002" in message

"""Limits of the board are set by place; hard ones refuse the next card, soft ones none."""

import pytest

from ozgdesk.commands.board_limits import lift_limit, set_limit
from ozgdesk.commands.tasks import (
    add_contribution,
    change_state,
    create_task,
    finish_contribution,
    hand_over_lead,
    move_contribution,
    reopen_contribution,
)
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.tasks import Assignment, BoardLimit, Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.texts.rules import rule_message
from tests.helpers import TODAY, four_municipalities, id_of, lead, task, transaction

USI, NA, GLA = id_of(1), id_of(2), id_of(3)
BEGUN = task(1, state=TaskState.IN_PROGRESS)
NEXT = task(2)
PART = Assignment(id=id_of(3001), task_id=NEXT.id, municipality_id=GLA, role=Role.CONTRIBUTOR)


def board(*more: Entity) -> Transaction:
    return transaction([*four_municipalities(), BEGUN, lead(BEGUN, 1), NEXT, lead(NEXT, 2), PART, *more])


def refused(tx: Transaction, command: Command[object]) -> str:
    with pytest.raises(RuleViolation) as refusal:
        command(tx)
    return rule_message(refusal.value)


def test_a_place_has_one_limit_that_is_changed_and_lifted() -> None:
    tx = board()
    set_limit(USI, None, 5)(tx)
    set_limit(USI, TaskState.PLANNED, 3)(tx)
    set_limit(USI, None, 4, is_hard=True, reason="zwei Stellen unbesetzt")(tx)
    assert sorted((row.most, row.is_hard) for row in tx.all(BoardLimit)) == [(3, False), (4, True)]
    lift_limit(USI, None)(tx)
    assert [row.state for row in tx.all(BoardLimit)] == [TaskState.PLANNED]
    with pytest.raises(RuleViolation, match="gone"):
        lift_limit(USI, None)(tx)


def test_a_limit_needs_a_place_and_a_hard_one_its_reason() -> None:
    with pytest.raises(RuleViolation, match="limit_without_place"):
        set_limit(None, None, 3)(board())
    with pytest.raises(RuleViolation, match="reason_needed"):
        set_limit(USI, None, 3, is_hard=True, reason=" ")(board())


def test_a_full_column_refuses_the_next_card_with_limit_and_reason() -> None:
    tx = board()
    set_limit(None, TaskState.IN_PROGRESS, 1, is_hard=True, reason="Abschluss vor Beginn")(tx)
    said = refused(tx, change_state(NEXT.id, TaskState.IN_PROGRESS))
    assert "„in Arbeit“, höchstens 1 (Grund: Abschluss vor Beginn)." in said


def test_a_full_lane_refuses_new_tasks_handovers_and_contributions() -> None:
    tx = board()
    set_limit(USI, None, 1, is_hard=True, reason="Urlaubszeit")(tx)
    for command in (
        create_task("Noch eine", USI),
        hand_over_lead(NEXT.id, USI),
        add_contribution(NEXT.id, USI),
        move_contribution(PART.id, USI),
    ):
        assert "Usingen, höchstens 1 (Grund: Urlaubszeit)." in refused(board(*tx.all(BoardLimit)), command)


def test_a_soft_limit_refuses_nothing() -> None:
    tx = board()
    set_limit(None, TaskState.IN_PROGRESS, 1)(tx)
    assert change_state(NEXT.id, TaskState.IN_PROGRESS)(tx).state is TaskState.IN_PROGRESS


def test_a_place_that_is_too_full_lets_cards_leave_and_move_inside() -> None:
    tx = board()
    add_contribution(NEXT.id, USI)(tx)
    set_limit(USI, None, 1, is_hard=True, reason="neu festgelegt")(tx)
    change_state(BEGUN.id, TaskState.WAITING_THIRD)(tx)
    change_state(BEGUN.id, TaskState.DONE)(tx)
    assert tx.get(Task, BEGUN.id).state is TaskState.DONE


def test_what_was_delivered_is_kept_even_where_the_task_goes_on_into_a_full_column() -> None:
    tx = board()
    change_state(NEXT.id, TaskState.WAITING_CONTRIBUTION)(tx)
    set_limit(None, TaskState.IN_PROGRESS, 1, is_hard=True, reason="Abschluss vor Beginn")(tx)
    assert finish_contribution(PART.id)(tx).done_on == TODAY
    assert tx.get(Task, NEXT.id).state is TaskState.IN_PROGRESS


def test_a_contribution_owed_again_counts_again() -> None:
    tx = board()
    finish_contribution(PART.id)(tx)
    set_limit(GLA, None, 1, is_hard=True, reason="Urlaubszeit")(tx)
    assert reopen_contribution(PART.id)(tx).done_on is None
    finish_contribution(PART.id)(tx)
    hand_over_lead(BEGUN.id, GLA)(tx)
    assert "Glashütten" in refused(tx, reopen_contribution(PART.id))

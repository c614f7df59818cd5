"""The verbs of the board: lead, contributions, states and what follows from them."""

from datetime import date

import pytest

from ozgdesk.commands.tasks import (
    add_contribution,
    change_state,
    create_task,
    finish_contribution,
    hand_over_lead,
    move_contribution,
    remove_contribution,
    set_role,
    wait_for_council,
    wait_for_third,
)
from ozgdesk.domain.councils import CouncilPaper
from ozgdesk.domain.ownership import ownership
from ozgdesk.domain.people import Person
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.vocabulary import Role, TaskState
from tests.helpers import TODAY, four_municipalities, id_of, lead, task, transaction

USI, NA, GLA = id_of(1), id_of(2), id_of(3)
TASK = id_of(1001)


def part(number: int, municipality: str, role: Role = Role.CONTRIBUTOR, **values: object) -> Assignment:
    return Assignment(
        id=id_of(3000 + number), task_id=TASK, municipality_id=municipality, role=role, **values
    )


def test_handing_over_makes_the_old_lead_a_contributor() -> None:
    tx = transaction([*four_municipalities(), task(1), lead(task(1), 1)])
    hand_over_lead(TASK, NA)(tx)
    owned = ownership(tx.snapshot())
    assert owned.lead[TASK].municipality_id == NA
    assert [row.municipality_id for row in owned.contributors[TASK]] == [USI]


def test_handing_over_to_a_contributor_keeps_one_part_with_its_day() -> None:
    tx = transaction(
        [*four_municipalities(), task(1), lead(task(1), 1), part(1, NA, due_on=date(2026, 12, 4))]
    )
    hand_over_lead(TASK, NA, keeps_contributing=False)(tx)
    (only,) = tx.all(Assignment)
    assert (only.municipality_id, only.role, only.due_on) == (NA, Role.LEAD, date(2026, 12, 4))


def test_the_lead_can_be_given_to_nobody() -> None:
    tx = transaction([*four_municipalities(), task(1), lead(task(1), 1)])
    hand_over_lead(TASK, None)(tx)
    assert ownership(tx.snapshot()).lead == {}


def test_handing_over_to_the_lead_itself_changes_nothing() -> None:
    tx = transaction([*four_municipalities(), task(1), lead(task(1), 1)])
    hand_over_lead(TASK, USI)(tx)
    assert tx.changes == []


def roles(found: Transaction, task_id: str = TASK) -> dict[str, Role]:
    return {row.municipality_id: row.role for row in found.all(Assignment) if row.task_id == task_id}


def test_a_role_is_given_changed_and_taken_away_and_person_and_day_stay_with_it() -> None:
    person = Person(id=id_of(50), name="Hauptamt", is_function=True)
    held = part(1, NA, person_id=person.id, due_on=TODAY)
    tx = transaction([*four_municipalities(), person, task(1), held])
    set_role([TASK], [NA], Role.INFORMED)(tx)
    set_role([TASK], [GLA], Role.CONTRIBUTOR)(tx)
    assert roles(tx) == {NA: Role.INFORMED, GLA: Role.CONTRIBUTOR}
    set_role([TASK], [NA], Role.CONTRIBUTOR)(tx)
    assert tx.get(Assignment, held.id) == held
    set_role([TASK], [NA, GLA, USI], None)(tx)
    assert roles(tx) == {}


def test_the_lead_is_handed_over_and_the_old_one_contributes_or_leaves() -> None:
    tx = transaction([*four_municipalities(), task(1), lead(task(1), 1)])
    set_role([TASK], [NA], Role.LEAD)(tx)
    assert roles(tx) == {USI: Role.CONTRIBUTOR, NA: Role.LEAD}
    set_role([TASK], [GLA], Role.LEAD, keeps_contributing=False)(tx)
    assert roles(tx) == {USI: Role.CONTRIBUTOR, GLA: Role.LEAD}


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.INFORMED, None])
def test_a_lead_that_gets_another_role_leaves_the_task_without_one(role: Role | None) -> None:
    held = lead(task(1), 1, due_on=TODAY)
    tx = transaction([*four_municipalities(), task(1), held])
    set_role([TASK], [USI], role)(tx)
    assert roles(tx) == ({USI: role} if role else {})
    assert role is None or tx.get(Assignment, held.id).due_on == TODAY


def test_a_block_of_tasks_and_municipalities_gets_one_role_but_only_one_may_lead() -> None:
    tx = transaction([*four_municipalities(), task(1), task(2), lead(task(2), 1)])
    set_role([TASK, id_of(1002)], [NA, GLA], Role.CONTRIBUTOR)(tx)
    assert roles(tx) == {NA: Role.CONTRIBUTOR, GLA: Role.CONTRIBUTOR}
    set_role([TASK, id_of(1002)], [NA], Role.LEAD)(tx)
    assert roles(tx, id_of(1002)) == {USI: Role.CONTRIBUTOR, NA: Role.LEAD, GLA: Role.CONTRIBUTOR}
    with pytest.raises(RuleViolation) as refused:
        set_role([TASK], [NA, GLA], Role.LEAD)(tx)
    assert refused.value.code == "one_lead"


def test_the_same_role_again_changes_nothing() -> None:
    tx = transaction([*four_municipalities(), task(1), lead(task(1), 1), part(1, NA)])
    set_role([TASK], [NA], Role.CONTRIBUTOR)(tx)
    set_role([TASK], [USI], Role.LEAD)(tx)
    set_role([TASK], [GLA], None)(tx)
    assert not tx.changes


def test_who_was_informed_contributes_from_now_on_but_nobody_twice() -> None:
    tx = transaction([*four_municipalities(), task(1), lead(task(1), 1), part(1, GLA, Role.INFORMED)])
    add_contribution(TASK, GLA, due_on=TODAY)(tx)
    add_contribution(TASK, NA)(tx)
    assert [row.role for row in tx.all(Assignment)].count(Role.CONTRIBUTOR) == 2
    with pytest.raises(RuleViolation, match="already_has_part"):
        add_contribution(TASK, USI)(tx)


def test_only_a_contribution_can_be_removed_as_one() -> None:
    tx = transaction([*four_municipalities(), task(1), lead(task(1), 1), part(1, NA)])
    remove_contribution(TASK, NA)(tx)
    assert ownership(tx.snapshot()).contributors == {}
    with pytest.raises(RuleViolation, match="gone"):
        remove_contribution(TASK, USI)(tx)


def test_a_contribution_moves_to_a_municipality_without_a_part() -> None:
    rows = [*four_municipalities(), task(1), lead(task(1), 1), part(1, NA, due_on=TODAY)]
    tx = transaction(rows)
    moved = move_contribution(id_of(3001), GLA)(tx)
    assert (moved.municipality_id, moved.due_on) == (GLA, TODAY)
    with pytest.raises(RuleViolation, match="already_has_part"):
        move_contribution(id_of(3001), USI)(tx)


def test_the_last_contribution_sets_a_waiting_task_going() -> None:
    waiting = task(1, state=TaskState.WAITING_CONTRIBUTION, actual_start_on=date(2026, 11, 2))
    tx = transaction([*four_municipalities(), waiting, part(1, NA), part(2, GLA)])
    finish_contribution(id_of(3001))(tx)
    assert tx.get(Task, TASK).state is TaskState.WAITING_CONTRIBUTION
    finish_contribution(id_of(3002))(tx)
    assert tx.get(Task, TASK).state is TaskState.IN_PROGRESS


def test_work_that_begins_gets_a_start_and_what_is_done_a_finish() -> None:
    tx = transaction([task(1)])
    begun = change_state(TASK, TaskState.IN_PROGRESS)(tx)
    assert (begun.actual_start_on, begun.actual_finish_on) == (TODAY, None)
    done = change_state(TASK, TaskState.DONE)(tx)
    assert (done.actual_start_on, done.actual_finish_on, done.progress_percent) == (TODAY, TODAY, 100)


def test_opening_a_done_task_takes_its_finish_back_and_planning_it_again_also_its_start() -> None:
    tx = transaction([task(1)])
    change_state(TASK, TaskState.DONE)(tx)
    opened = change_state(TASK, TaskState.IN_COUNCIL)(tx)
    assert (opened.actual_start_on, opened.actual_finish_on, opened.progress_percent) == (TODAY, None, 99)
    planned = change_state(TASK, TaskState.PLANNED)(tx)
    assert (planned.actual_start_on, planned.progress_percent) == (None, 0)


def test_what_is_waited_for_goes_with_the_state() -> None:
    tx = transaction([task(1)])
    assert change_state(TASK, TaskState.WAITING_THIRD, waiting_for="Angebot")(tx).waiting_for == "Angebot"
    assert change_state(TASK, TaskState.IN_PROGRESS)(tx).waiting_for == ""


def test_waiting_for_a_third_party_sets_state_name_and_follow_up_at_once() -> None:
    tx = transaction([task(1)])
    waiting = wait_for_third(TASK, " ekom21 ", date(2026, 12, 4))(tx)
    assert (waiting.state, waiting.waiting_for) == (TaskState.WAITING_THIRD, "ekom21")
    (reminder,) = tx.all(FollowUp)
    assert (reminder.subject_kind, reminder.subject_id) == ("task", TASK)
    assert (reminder.due_on, reminder.text) == (date(2026, 12, 4), "Nachfragen: ekom21")
    with pytest.raises(RuleViolation, match="third_needed"):
        wait_for_third(TASK, " ")(tx)


def test_the_reminder_to_ask_goes_with_the_wait_and_others_stay() -> None:
    other = FollowUp(
        id=id_of(50), subject_kind="task", subject_id=TASK, due_on=TODAY, text="Nachfragen: Land und Bund"
    )
    tx = transaction([task(1), other])
    wait_for_third(TASK, "Land", date(2026, 12, 4))(tx)
    wait_for_third(TASK, "ekom21", date(2026, 12, 11))(tx)
    change_state(TASK, TaskState.IN_PROGRESS)(tx)
    done = {row.text: row.done_on for row in tx.all(FollowUp)}
    assert done == {"Nachfragen: Land und Bund": None, "Nachfragen: Land": TODAY, "Nachfragen: ekom21": TODAY}


def test_a_new_card_is_led_by_its_lane_and_stands_in_its_column() -> None:
    tx = transaction([*four_municipalities(), task(7)])
    made = create_task("Angebote einholen", NA, state=TaskState.IN_PROGRESS)(tx)
    assert (made.number, made.actual_start_on) == ("A-008", TODAY)
    assert ownership(tx.snapshot()).lead[made.id].municipality_id == NA


def test_a_task_waits_for_a_paper_only_while_it_is_in_council() -> None:
    paper = CouncilPaper(id=id_of(250), municipality_id=USI, title="Beteiligung")
    tx = transaction([*four_municipalities(), task(1), lead(task(1), 1), paper])
    found = wait_for_council(TASK, paper.id)(tx)
    assert (found.state, found.paper_id, found.actual_start_on) == (TaskState.IN_COUNCIL, paper.id, TODAY)
    assert wait_for_council(TASK, None)(tx).paper_id is None
    wait_for_council(TASK, paper.id)(tx)
    assert change_state(TASK, TaskState.IN_PROGRESS)(tx).paper_id is None
    with pytest.raises(RuleViolation, match="gone"):
        wait_for_council(TASK, id_of(999))(tx)

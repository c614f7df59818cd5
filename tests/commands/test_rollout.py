from __future__ import annotations

from datetime import date, timedelta

import pytest

from ozgdesk.commands.rollout import create_per_municipality
from ozgdesk.commands.tasks import change_state
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import Role, TaskKind, TaskState
from ozgdesk.texts.rules import rule_message
from tests.domain.plans import Plan
from tests.helpers import TODAY, transaction


def two() -> Plan:
    return Plan().municipality("USI").municipality("NA").task("eAkte", 5).task("Danach", 1)


def below(snapshot: Snapshot, name: str) -> list[tuple[str, str | None]]:
    """The sub-tasks of a task and who leads each."""
    phase = next(task for task in snapshot.all(Task) if task.name == name)
    leads = {
        part.task_id: snapshot.get(Municipality, part.municipality_id).code
        for part in snapshot.all(Assignment)
        if part.role is Role.LEAD
    }
    found = sorted((t for t in snapshot.all(Task) if t.parent_id == phase.id), key=lambda t: t.order)
    return [(task.name, leads.get(task.id)) for task in found]


def refused(plan: Plan, name: str) -> str:
    with pytest.raises(RuleViolation) as refusal:
        create_per_municipality(plan.id(name))(transaction(plan.rows))
    return rule_message(refusal.value)


def test_every_municipality_gets_a_sub_task_it_leads_with_the_duration_of_the_task() -> None:
    plan = two()
    tx = transaction(plan.rows)
    made = create_per_municipality(plan.id("eAkte"))(tx)
    assert below(tx.snapshot(), "eAkte") == [("eAkte – USI", "USI"), ("eAkte – NA", "NA")]
    assert {task.duration_minutes for task in made} == {2400}
    assert len({task.number for task in tx.all(Task)}) == 4


def test_a_milestone_is_divided_into_milestones() -> None:
    plan = Plan().municipality("USI").milestone("Freigabe")
    (made,) = create_per_municipality(plan.id("Freigabe"))(transaction(plan.rows))
    assert made.kind is TaskKind.MILESTONE


def test_one_that_joins_later_gets_its_sub_task_by_the_same_command() -> None:
    plan = two()
    tx = transaction(plan.rows)
    create_per_municipality(plan.id("eAkte"))(tx)
    first = below(tx.snapshot(), "eAkte")
    joining = Plan().municipality("SCHM").rows[0].model_dump()
    tx.insert(Municipality.model_validate({**joining, "id": tx.new_id(), "order": "9"}))
    create_per_municipality(plan.id("eAkte"))(tx)
    assert below(tx.snapshot(), "eAkte") == [*first, ("eAkte – SCHM", "SCHM")]
    with pytest.raises(RuleViolation, match="nothing_to_divide"):
        create_per_municipality(plan.id("eAkte"))(tx)


@pytest.mark.parametrize(
    "period", [{"party_until": TODAY - timedelta(1)}, {"party_from": TODAY + timedelta(1)}]
)
def test_only_parties_of_today_take_part(period: dict[str, date]) -> None:
    plan = two()
    tx = transaction(plan.rows)
    tx.update(Municipality, plan.id("NA"), **period)
    create_per_municipality(plan.id("eAkte"))(tx)
    assert below(tx.snapshot(), "eAkte") == [("eAkte – USI", "USI")]


def test_what_has_begun_or_is_done_is_not_divided() -> None:
    plan = two()
    for state, word in ((TaskState.IN_PROGRESS, "schon begonnen"), (TaskState.DONE, "ist erledigt")):
        tx = transaction(plan.rows)
        change_state(plan.id("eAkte"), state)(tx)
        with pytest.raises(RuleViolation) as refusal:
            create_per_municipality(plan.id("eAkte"))(tx)
        assert word in rule_message(refusal.value)


def test_a_link_to_its_end_keeps_a_task_from_becoming_a_phase() -> None:
    assert "Verknüpfung bestimmt das Ende" in refused(two().link("Danach", "eAkte", "FF"), "eAkte")


def test_a_long_name_is_cut_so_that_the_municipality_stays_readable() -> None:
    plan = Plan().municipality("USI").task("x" * 300, 1)
    (made,) = create_per_municipality(plan.id("x" * 300))(transaction(plan.rows))
    assert made.name.endswith("x – USI")
    assert len(made.name) == 300

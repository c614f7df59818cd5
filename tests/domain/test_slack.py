"""How far tasks may slip without harm: by hand where days off differ, and by delays tried on random plans."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.schedule import schedule
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import ConstraintKind
from tests.domain.plans import Plan
from tests.domain.test_critical_path import DAY, delayed, is_exact
from tests.domain.test_schedule_properties import AS_OF, random_plan, seeds

MONDAY = date(2026, 11, 23)


def total_days(plan: Plan, name: str) -> float:
    minutes = plan.dates(MONDAY)[name].total_float_minutes
    assert minutes is not None
    return minutes / DAY


def test_what_waits_for_a_milestone_cannot_slip_into_the_days_off_of_its_lead() -> None:
    plan = Plan().municipality("USI").closed(date(2026, 11, 24), date(2026, 11, 26), "USI")
    plan.task("Vorlage", 1).milestone("Freigabe").lead("Freigabe", "USI").task("Umsetzung", 5).task("Rest", 8)
    plan.link("Vorlage", "Freigabe").link("Freigabe", "Umsetzung")
    assert total_days(plan, "Umsetzung") == 2
    assert total_days(plan, "Vorlage") == 0


def test_a_milestone_as_late_as_possible_lies_on_the_day_of_its_deadline_and_not_after_the_weekend() -> None:
    friday = date(2026, 11, 27)
    late = ConstraintKind.AS_LATE_AS_POSSIBLE
    plan = Plan().task("Entwurf", 2).task("Rest", 20).link("Entwurf", "Bericht")
    plan.milestone("Bericht", constraint_kind=late, deadline_on=friday)
    found = plan.schedule(MONDAY)
    assert found.dates[plan.id("Bericht")].finish == friday
    assert not found.findings


def test_a_phase_whose_tasks_have_all_begun_holds_nothing_back() -> None:
    plan = Plan().task("Vorher", 2).task("Phase").task("Rest", 10)
    plan.task("Läuft", 5, under="Phase", actual_start_on=date(2026, 11, 20)).link("Vorher", "Phase", days=3)
    assert total_days(plan, "Vorher") == 8
    assert plan.dates(MONDAY)["Vorher"].free_float_minutes == 8 * DAY


def test_a_task_of_open_length_hands_on_what_binds_it_but_has_no_end_in_its_phase() -> None:
    plan = Plan().task("Phase").task("Kurz", 1, under="Phase").task("Offen", under="Phase")
    plan.task("Danach", 9).task("Vorher", 2)
    plan.link("Phase", "Danach").link("Vorher", "Offen")
    assert total_days(plan, "Vorher") == 8
    assert total_days(plan.link("Offen", "Danach"), "Vorher") == 0


def as_early_as_possible(row: Entity) -> Entity:
    if not isinstance(row, Task) or row.constraint_kind is not ConstraintKind.AS_LATE_AS_POSSIBLE:
        return row
    return Task.model_validate({**row.model_dump(), "constraint_kind": ConstraintKind.AS_SOON_AS_POSSIBLE})


def end_of(rows: list[Entity]) -> tuple[date, int]:
    dates = schedule(Snapshot.of(rows), AS_OF).dates
    return max((found.finish, found.finish_minute) for found in dates.values())


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_a_delay_within_the_total_float_keeps_the_end_of_the_plan_and_one_day_more_does_not(
    seed: int,
) -> None:
    plan = random_plan(seed)
    plan.rows = [as_early_as_possible(row) for row in plan.rows]
    parents = {task.parent_id for task in plan.snapshot.all(Task)}
    for id_, found in plan.schedule(AS_OF).dates.items():
        if found.total_float_minutes is None or id_ in parents:
            continue
        assert end_of(delayed(plan, id_, found.total_float_minutes)) <= end_of(plan.rows)
        if is_exact(plan):
            assert end_of(delayed(plan, id_, found.total_float_minutes + DAY)) > end_of(plan.rows)

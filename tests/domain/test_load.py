"""Effort lies on working days, exactly, and what cannot be placed is named."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdesk.domain.load import Load, LoadGap, LoadStep, by_step, day_after, first_day, spread
from ozgdesk.domain.schedule import working_time
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role, TaskKind, TaskState
from tests.domain.plans import Plan
from tests.domain.test_schedule_properties import AS_OF, CODES, random_plan, seeds

MONDAY = date(2026, 3, 2)
DAY = 480
PART = Role.CONTRIBUTOR
PERSON = f"{0xBEEF:032x}"


def week(number: int) -> list[date]:
    """Monday to Friday, `number` weeks after the first Monday of March."""
    return [MONDAY + timedelta(weeks=number, days=day) for day in range(5)]


def load_of(plan: Plan, as_of: date = MONDAY) -> Load:
    return View(plan.snapshot, as_of).load


def days_of(plan: Plan, code: str = "USI", as_of: date = MONDAY) -> dict[date, int]:
    return dict(load_of(plan, as_of).municipalities.get(plan.id(code), {}))


def gaps(plan: Plan, as_of: date = MONDAY) -> dict[str, LoadGap]:
    names = {id_: name for name, id_ in plan.ids.items()}
    return {names[found.assignment_id]: found.gap for found in load_of(plan, as_of).unplanned}


def one_task(effort: int | None, days: float | None = 5, **values: object) -> Plan:
    plan = Plan().municipality("USI").municipality("NA").not_before("A", days, MONDAY, **values)
    return plan.lead("A", "USI", effort_minutes=effort)


def test_an_effort_is_even_over_the_working_days_of_its_task() -> None:
    assert days_of(one_task(5 * DAY)) == dict.fromkeys(week(0), DAY)
    assert days_of(one_task(2 * DAY, 10)) == dict.fromkeys([*week(0), *week(1)], 96)


def test_a_contribution_lies_between_the_start_of_its_task_and_its_own_due_day() -> None:
    plan = one_task(None, 10).lead("A", "NA", PART, effort_minutes=3 * DAY, due_on=week(0)[2])
    assert days_of(plan, "NA") == dict.fromkeys(week(0)[:3], DAY)
    plan = one_task(None, 10).lead("A", "NA", PART, effort_minutes=10 * DAY)
    assert days_of(plan, "NA") == dict.fromkeys([*week(0), *week(1)], DAY)


def test_a_contribution_due_before_its_task_begins_lies_on_its_due_day() -> None:
    plan = Plan().municipality("NA").not_before("A", 5, week(2)[0])
    plan.lead("A", "NA", PART, effort_minutes=DAY, due_on=week(1)[1])
    assert days_of(plan, "NA") == {week(1)[1]: DAY}


def test_an_overdue_contribution_still_needs_its_effort_up_to_today() -> None:
    plan = one_task(None, 10, actual_start_on=MONDAY)
    plan.lead("A", "NA", PART, effort_minutes=6 * DAY, due_on=week(0)[1])
    assert days_of(plan, "NA", week(1)[0]) == dict.fromkeys([*week(0), week(1)[0]], DAY)


def test_what_is_done_lies_on_its_actual_days() -> None:
    plan = one_task(2 * DAY, 5, state=TaskState.DONE, actual_start_on=week(0)[3], actual_finish_on=week(1)[0])
    plan.lead("A", "NA", PART, effort_minutes=2 * DAY, due_on=week(3)[0], done_on=week(0)[4])
    assert days_of(plan, as_of=week(4)[0]) == {week(0)[3]: 320, week(0)[4]: 320, week(1)[0]: 320}
    assert days_of(plan, "NA", week(4)[0]) == {week(0)[3]: DAY, week(0)[4]: DAY}


def test_of_a_begun_task_the_part_that_is_done_lies_before_today_and_the_rest_ahead() -> None:
    plan = one_task(10 * DAY, 10, actual_start_on=MONDAY, progress_percent=20)
    found = days_of(plan, as_of=week(1)[0])
    assert sum(found[day] for day in week(0)) == 2 * DAY
    ahead = {day: minutes for day, minutes in found.items() if day >= week(1)[0]}
    assert sum(ahead.values()) == 8 * DAY
    assert max(ahead) == View(plan.snapshot, week(1)[0]).plan.dates[plan.id("A")].finish


def test_work_done_on_a_weekend_counts_for_the_working_day_before() -> None:
    saturday = week(0)[4] + timedelta(days=1)
    plan = one_task(DAY, 1, state=TaskState.DONE, actual_start_on=saturday, actual_finish_on=saturday)
    assert days_of(plan, as_of=week(2)[0]) == {week(0)[4]: DAY}


def test_a_town_hall_that_is_closed_takes_no_load() -> None:
    plan = one_task(None, 5).closed(week(0)[1], week(0)[3], "NA")
    plan.lead("A", "NA", PART, effort_minutes=2 * DAY, due_on=week(0)[4])
    assert days_of(plan, "NA") == {week(0)[0]: DAY, week(0)[4]: DAY}


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (one_task(None), {"A/USI": LoadGap.NO_EFFORT}),
        (one_task(DAY, None), {"A/USI": LoadGap.NO_DATES}),
        (one_task(DAY, state=TaskState.DORMANT), {"A/USI": LoadGap.DORMANT}),
        (one_task(None, state=TaskState.DORMANT), {}),
        (one_task(None, state=TaskState.DROPPED), {}),
        (one_task(DAY, state=TaskState.DROPPED), {}),
        (one_task(None, 0, kind=TaskKind.MILESTONE), {}),
        (one_task(0), {}),
        (one_task(None).lead("A", "NA", Role.INFORMED), {"A/USI": LoadGap.NO_EFFORT}),
    ],
)
def test_what_has_no_effort_no_dates_or_rests_is_listed_and_not_guessed(
    plan: Plan, found: dict[str, LoadGap]
) -> None:
    assert gaps(plan) == found
    assert load_of(plan).municipalities == {}


def test_a_phase_needs_no_effort_but_may_have_one() -> None:
    plan = Plan().municipality("USI").task("P").not_before("A", 5, MONDAY, under="P")
    plan.lead("P", "USI")
    assert gaps(plan) == {}
    plan = Plan().municipality("USI").task("P").not_before("A", 5, MONDAY, under="P")
    plan.lead("P", "USI", effort_minutes=5 * DAY)
    assert days_of(plan) == dict.fromkeys(week(0), DAY)


def test_no_figure_of_a_person_arises_unless_the_cooperation_wants_it() -> None:
    plan = Plan().municipality("USI").not_before("A", 5, MONDAY)
    plan.lead("A", "USI", effort_minutes=5 * DAY, person_id=PERSON)
    assert load_of(plan).persons == {}
    plan.cooperation()
    assert load_of(plan).persons == {}
    plan.rows.pop()
    plan.cooperation(has_load_per_person=True)
    assert load_of(plan).persons == {PERSON: dict.fromkeys(week(0), DAY)}


def loaded_plan(seed: int, *, is_bound: bool = True) -> Plan:
    """A random plan in which most parts have an effort, some a day of their own, some are done."""
    dice = Random(seed)
    plan = random_plan(seed, is_bound=is_bound)
    names = [name for name in plan.ids if name[0] in "TP" and name[1:].isdigit()]
    led = {row.task_id for row in plan.rows if isinstance(row, Assignment)}
    for name in names:
        for code in CODES:
            is_lead = plan.id(name) not in led
            led.add(plan.id(name))
            if f"{name}/{code}" in plan.ids:
                continue
            day = AS_OF + timedelta(days=dice.randint(-20, 60))
            values = {
                "effort_minutes": dice.choice((None, dice.randint(0, 20_000))),
                "due_on": dice.choice((None, day)),
                "done_on": dice.choice((None, None, day)),
            }
            plan.lead(name, code, Role.LEAD if is_lead else PART, **values)
    return plan


@settings(max_examples=150)
@given(seeds)
def test_all_efforts_that_are_not_listed_are_in_the_days_to_the_minute(seed: int) -> None:
    plan = loaded_plan(seed)
    found = load_of(plan, AS_OF)
    listed = {row.assignment_id for row in found.unplanned}
    wanted: dict[str, int] = {}
    for row in plan.rows:
        if isinstance(row, Assignment) and row.id not in listed and row.effort_minutes:
            wanted[row.municipality_id] = wanted.get(row.municipality_id, 0) + row.effort_minutes
    assert {id_: sum(days.values()) for id_, days in found.municipalities.items()} == wanted


@settings(max_examples=100)
@given(seeds)
def test_weeks_and_months_hold_the_same_minutes(seed: int) -> None:
    for days in load_of(loaded_plan(seed), AS_OF).municipalities.values():
        for step in LoadStep:
            found = by_step(days, step)
            assert sum(found.values()) == sum(days.values())
            assert all(first_day(step, start) == start for start in found)
            assert list(found) == sorted(found)


@settings(max_examples=100)
@given(seeds)
def test_nothing_lies_on_a_day_on_which_its_town_hall_does_not_work(seed: int) -> None:
    plan = loaded_plan(seed)
    calendars = working_time(plan.snapshot, AS_OF)
    for id_, days in load_of(plan, AS_OF).municipalities.items():
        assert all(calendars.of(id_).is_working(day) for day in days)
        assert all(minutes > 0 for minutes in days.values())


@given(st.integers(1, 100_000), st.integers(1, 20), st.integers(1, 3))
def test_moving_a_task_by_whole_weeks_moves_its_load(effort: int, days: int, weeks: int) -> None:
    def at(shift: int) -> dict[date, int]:
        start = date(2026, 8, 3) + timedelta(weeks=shift)
        plan = Plan().municipality("USI").municipality("NA").not_before("A", days, start)
        plan.lead("A", "USI", effort_minutes=effort)
        plan.lead("A", "NA", PART, effort_minutes=effort, due_on=start + timedelta(days=3))
        return {**days_of(plan), **{d: -m for d, m in days_of(plan, "NA").items()}}

    moved = timedelta(weeks=weeks)
    assert at(weeks) == {day + moved: minutes for day, minutes in at(0).items()}


@given(st.integers(0, 1_000_000), st.integers(1, 400))
def test_a_spread_is_exact_and_even_to_the_minute(minutes: int, count: int) -> None:
    days = [MONDAY + timedelta(days=number) for number in range(count)]
    found = dict(spread(minutes, days))
    assert sum(found.values()) == minutes
    assert all(abs(found.get(day, 0) - minutes / count) < 1 for day in days)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_steps_follow_each_other_without_a_gap(day: date) -> None:
    for step in LoadStep:
        start = first_day(step, day)
        after = day_after(step, start)
        assert start <= day < after
        assert first_day(step, after - timedelta(days=1)) == start

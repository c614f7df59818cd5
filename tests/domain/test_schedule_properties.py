"""What holds for every plan: tried on random networks with phases, closures, lags and half days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdesk.domain.calendar import MOMENTS_PER_DAY
from ozgdesk.domain.passes import again, forward
from ozgdesk.domain.schedule import Dates, network_of, schedule
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Change
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import ConstraintKind, LagKind
from tests.domain.plans import Plan

AS_OF = date(2026, 3, 2)
CODES = ("USI", "NA", "GLA")
seeds = st.integers(0, 2**32)


def random_plan(seed: int, *, is_bound: bool = False) -> Plan:
    """A plan without circles: links lead from lower to higher numbers, phases hold neighbours.

    Drawn from one seed, because a hypothesis strategy of this size takes a hundred times as long as the plan.
    """
    dice = Random(seed)
    plan = Plan()
    for code in CODES:
        plan.municipality(code)
    for _ in range(dice.randint(0, 3)):
        start = AS_OF + timedelta(days=dice.randint(0, 40))
        plan.closed(start, start + timedelta(days=dice.randint(0, 9)), dice.choice((None, *CODES)))
    names, phase_of, phase = [], {}, None
    for position in range(dice.randint(1, 10)):
        if dice.random() < 0.3:
            phase = f"P{position}"
            plan.task(phase)
        name = f"T{position}"
        random_task(dice, plan, name, phase, is_bound)
        names.append(name)
        phase_of[name] = phase
    random_links(dice, plan, names, phase_of)
    return plan


def random_task(dice: Random, plan: Plan, name: str, phase: str | None, is_bound: bool) -> None:
    kinds = [None, None, ConstraintKind.NOT_BEFORE, ConstraintKind.AS_LATE_AS_POSSIBLE]
    if is_bound:
        kinds += [ConstraintKind.START_ON, ConstraintKind.FINISH_ON, ConstraintKind.NOT_AFTER]
    kind = dice.choice(kinds)
    day = AS_OF + timedelta(days=dice.randint(0, 60))
    values: dict[str, object] = {} if kind is None else {"constraint_kind": kind, "constraint_on": day}
    if is_bound and dice.random() < 0.5:
        values["deadline_on"] = day
    if dice.random() < 0.2:
        values["actual_start_on"] = AS_OF - timedelta(days=3)
    plan.task(name, dice.choice((None, *(n / 2 for n in range(17)))), under=phase, **values)
    lead = dice.choice((None, *CODES))
    if lead:
        plan.lead(name, lead)


def random_links(dice: Random, plan: Plan, names: list[str], phase_of: dict[str, str | None]) -> None:
    for after in range(1, len(names)):
        for before in range(after):
            if dice.random() > 0.3:
                continue
            source = names[before]
            if phase_of[source] != phase_of[names[after]] and dice.random() < 0.5:
                source = phase_of[source] or source
            lag_kind = dice.choice((LagKind.WORKING, LagKind.ELAPSED))
            kind = dice.choice(("FS", "FS", "SS", "FF", "SF"))
            plan.link(source, names[after], kind, dice.randint(-6, 6) / 2, lag_kind)


@settings(max_examples=300, deadline=None)
@given(seeds)
def test_no_successor_starts_before_its_link_allows(seed: int) -> None:
    plan = random_plan(seed, is_bound=True)
    network = network_of(plan.snapshot, AS_OF)
    places, ties = forward(network, AS_OF), network.ties
    columns = (
        ties.predecessors,
        ties.successors,
        ties.from_finish,
        ties.to_start,
        ties.lags,
        ties.is_elapsed,
    )
    for before, after, from_finish, to_start, lag, is_elapsed in zip(*columns, strict=True):
        if not (places.is_dated[before] and places.is_dated[after]) or places.is_done[after]:
            continue
        if to_start and places.is_started[after]:
            continue
        moment = (places.finish_moment if from_finish else places.start_moment)[before]
        calendar = network.calendars[after]
        if is_elapsed:
            allowed = calendar.position(moment + lag * MOMENTS_PER_DAY // 480)
        else:
            allowed = calendar.position(moment) + lag
        assert (places.start if to_start else places.finish)[after] >= allowed


@settings(max_examples=300, deadline=None)
@given(seeds)
def test_nothing_that_is_not_done_lies_before_the_stichtag(seed: int) -> None:
    plan = random_plan(seed, is_bound=True)
    result = schedule(plan.snapshot, AS_OF)
    for task in plan.snapshot.all(Task):
        dates = result.dates.get(task.id)
        if dates is not None:
            assert dates.finish >= AS_OF
            if task.actual_start_on is None and not dates.is_summary:
                assert dates.start >= AS_OF


@settings(max_examples=300, deadline=None)
@given(seeds)
def test_without_deadlines_no_float_is_negative_and_something_is_critical(seed: int) -> None:
    plan = random_plan(seed)
    result = schedule(plan.snapshot, AS_OF)
    floats = [d.total_float_minutes for d in result.dates.values() if d.total_float_minutes is not None]
    assert all(value >= 0 for value in floats)
    frees = [
        (d.free_float_minutes, d.total_float_minutes)
        for d in result.dates.values()
        if d.total_float_minutes is not None and not d.is_summary
    ]
    assert all(0 <= free <= total for free, total in frees if free is not None)


@settings(max_examples=200, deadline=None)
@given(seeds)
def test_fixing_every_start_where_it_was_found_changes_no_date(seed: int) -> None:
    plan = random_plan(seed, is_bound=True)
    result = schedule(plan.snapshot, AS_OF)
    rows = [fixed(row, result.dates) if isinstance(row, Task) else row for row in plan.rows]
    again = schedule(Snapshot.of(rows), AS_OF)
    spans = {id_: (d.start, d.finish) for id_, d in result.dates.items()}
    assert {id_: (d.start, d.finish) for id_, d in again.dates.items()} == spans


def fixed(task: Task, dates: Mapping[str, Dates]) -> Task:
    found = dates.get(task.id)
    movable = (ConstraintKind.AS_SOON_AS_POSSIBLE, ConstraintKind.NOT_BEFORE)
    if found is None or found.is_summary or task.constraint_kind not in movable or found.is_finish_open:
        return task
    values = {"constraint_kind": ConstraintKind.NOT_BEFORE, "constraint_on": found.start}
    return Task.model_validate({**task.model_dump(), **values})


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_the_order_of_the_rows_does_not_matter(seed: int) -> None:
    plan = random_plan(seed, is_bound=True)
    result = schedule(plan.snapshot, AS_OF)
    shuffled = list(plan.rows)
    Random(seed).shuffle(shuffled)
    assert schedule(Snapshot.of(shuffled), AS_OF) == result


@settings(max_examples=200, deadline=None)
@given(seeds)
def test_placing_some_tasks_again_gives_what_a_whole_walk_gives(seed: int) -> None:
    network = network_of(random_plan(seed, is_bound=True).snapshot, AS_OF)
    places = forward(network, AS_OF)
    later = AS_OF + timedelta(days=9)
    everything = range(len(network.tasks))
    assert again(network, later, places, everything) == forward(network, later)
    assert again(network, AS_OF, places, everything[::3]) == places


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_a_task_that_has_not_begun_after_all_is_placed_as_in_a_whole_walk(seed: int) -> None:
    snapshot = random_plan(seed, is_bound=True).snapshot
    begun = [task for task in snapshot.all(Task) if task.actual_start_on is not None]
    if not begun:
        return
    other = Task.model_validate({**begun[0].model_dump(), "actual_start_on": None})
    before = network_of(snapshot, AS_OF)
    after = network_of(snapshot.after([Change(Task, other.id, begun[0], other)]), AS_OF)
    node = before.ids.index(other.id)
    assert again(after, AS_OF, forward(before, AS_OF), [node]) == forward(after, AS_OF)

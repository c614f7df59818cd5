"""Scheduling a large plan against a bare forward and backward pass over plain lists, and how it grows.

The bare passes know no calendar, no phases and only links from end to start; they order the tasks as we do.
Both work without the garbage collector, as in the window (`ui/garbage.py`), and only their own work counts.
"""

import gc
import math
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from random import Random

from benchmarks.measure import Ratio, worked
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.order import sequence
from ozgdesk.domain.schedule import schedule
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, Closure, Link, Task
from ozgdesk.domain.vocabulary import ClosureKind, LinkKind, MunicipalityKind, Role

SMALL, LARGE = 1_000, 20_000
LINKS_PER_TASK = 1.5
MUNICIPALITIES = 4
PHASE = 20
AS_OF = date(2026, 11, 23)
ROUNDS = 5
_KINDS = (LinkKind.FS, LinkKind.FS, LinkKind.SS, LinkKind.FF)


def ratios() -> Iterator[Ratio]:
    """From entities to dates, float and critical path; and the exponent with which the time grows."""
    rows = list(plan(LARGE))
    large, small = Snapshot.of(rows), Snapshot.of(plan(SMALL))
    durations, links = _lists(rows)
    ours, base, quick = [], [], []
    with _without_collector():
        for _ in range(ROUNDS):
            ours.append(worked(lambda: schedule(large, AS_OF)))
            base.append(worked(lambda: bare_passes(durations, links)))
            quick += [worked(lambda: schedule(small, AS_OF)) for _ in range(LARGE // SMALL)]
    whole, part = statistics.median(ours), statistics.median(quick)
    note = f"{len(durations)} tasks, {len(links)} links, {MUNICIPALITIES} calendars"
    passes = statistics.median(base)
    yield Ratio("schedule a large plan / bare passes over lists", whole, passes, 10.0, note)
    exponent = math.log(whole / part) / math.log(LARGE / SMALL)
    note = f"exponent of growth from {SMALL} to {LARGE} tasks against 1"
    yield Ratio("growth of scheduling", exponent, 1.0, 1.1, note)


@contextmanager
def _without_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def bare_passes(durations: list[int], links: list[tuple[int, int]]) -> list[int]:
    """Order, earliest finish, latest finish and float of every task, in minutes."""
    count = len(durations)
    after: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for before, successor in links:
        after[before].append(successor)
        waiting[successor] += 1
    order = [task for task in range(count) if waiting[task] == 0]
    for task in order:
        for successor in after[task]:
            waiting[successor] -= 1
            if waiting[successor] == 0:
                order.append(successor)
    start = [0] * count
    for task in order:
        finish = start[task] + durations[task]
        for successor in after[task]:
            start[successor] = max(start[successor], finish)
    end = max(start[task] + durations[task] for task in range(count))
    late = [end] * count
    for task in reversed(order):
        for successor in after[task]:
            late[task] = min(late[task], late[successor] - durations[successor])
    return [late[task] - start[task] - durations[task] for task in range(count)]


def plan(count: int) -> Iterator[Entity]:
    """A plan of phases with tasks, links to earlier tasks nearby, and a lead for each; always the same."""
    dice = Random(count)
    for number, order in enumerate(sequence(MUNICIPALITIES)):
        id_ = _id(1, number)
        yield Municipality(
            id=id_, code=f"K{number}", name=f"K{number}", kind=MunicipalityKind.TOWN, order=order
        )
        day = date(2027, 7, 5 + number)
        yield Closure(
            id=_id(2, number), municipality_id=id_, kind=ClosureKind.OFFICE_CLOSED, name="K",
            from_on=day, until_on=day,
        )  # fmt: skip
    leaves: list[int] = []
    links = 0
    for number, order in enumerate(sequence(count)):
        is_leaf = number % PHASE != 0
        parent = _id(3, number - number % PHASE) if is_leaf else None
        minutes = dice.randint(1, 20) * 240 if is_leaf else None
        yield Task(
            id=_id(3, number), parent_id=parent, order=order, number=f"A-{number + 1:05}", name="T",
            duration_minutes=minutes,
        )  # fmt: skip
        if not is_leaf:
            continue
        lead = _id(1, dice.randrange(MUNICIPALITIES))
        yield Assignment(id=_id(4, number), task_id=_id(3, number), municipality_id=lead, role=Role.LEAD)
        while leaves and links < LINKS_PER_TASK * number:
            before = leaves[-dice.randint(1, min(len(leaves), 100))]
            yield Link(
                id=_id(5, links), predecessor_id=_id(3, before), successor_id=_id(3, number),
                kind=dice.choice(_KINDS), lag_minutes=dice.randint(-2, 4) * 240,
            )  # fmt: skip
            links += 1
        leaves.append(number)


def _lists(rows: list[Entity]) -> tuple[list[int], list[tuple[int, int]]]:
    tasks = [row for row in rows if isinstance(row, Task)]
    places = {task.id: place for place, task in enumerate(tasks)}
    links = [row for row in rows if isinstance(row, Link)]
    pairs = [(places[link.predecessor_id], places[link.successor_id]) for link in links]
    return [task.duration_minutes or 0 for task in tasks], pairs


def _id(kind: int, number: int) -> str:
    return f"{kind:016x}{number:016x}"

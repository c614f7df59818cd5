"""How the open tasks become fewer: by week as they were finished, as the baseline had it, and as forecast."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ozgdesk.domain.baselines import kept_tasks, newest_baseline
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.tasks import BaselineTask, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskKind, TaskState
from ozgdesk.present.ownership import tasks_in_order

_WEEK = timedelta(days=7)
_MOST_WEEKS = 160


@dataclass(frozen=True, slots=True)
class BurnPoint:
    """How many tasks are open at the end of a day; `actual` up to the Stichtag, `forecast` from it on.

    `planned` is what the baseline had, None without one.
    """

    on: date
    actual: int | None
    planned: int | None
    forecast: int | None


@dataclass(frozen=True, slots=True)
class BurnDown:
    """The points in the order of their days: Sundays and the Stichtag.

    `undated` tasks are done without a day and count as done from the beginning; `unplanned` ones are open and
    have no forecast, `unknown` ones are open and not in the baseline, so the lines do not reach zero.
    """

    as_of: date
    baseline: str
    total: int
    undated: int
    unplanned: int
    unknown: int
    points: tuple[BurnPoint, ...]


def burn_down(view: View, municipality_id: str | None = None) -> BurnDown:
    """Of the whole, or of the tasks one municipality leads; only tasks that are not dropped count."""
    tasks = list(_tasks(view, municipality_id))
    baseline = newest_baseline(view.snapshot, view.as_of)
    kept = kept_tasks(view.snapshot, baseline)
    finished = [task.actual_finish_on for task in tasks if task.state is TaskState.DONE]
    done = sorted(day for day in finished if day is not None and day <= view.as_of)
    undated = len(finished) - len(done)
    planned = sorted(_planned(tasks, kept))
    forecast = sorted(_forecasts(view, tasks))
    open_now = len(tasks) - undated - len(done)

    def point(day: date) -> BurnPoint:
        return BurnPoint(
            on=day,
            actual=len(tasks) - undated - bisect_right(done, day) if day <= view.as_of else None,
            planned=len(tasks) - undated - bisect_right(planned, day) if planned else None,
            forecast=open_now - bisect_right(forecast, day) if day >= view.as_of else None,
        )

    days = _days(view.as_of, (*done, *planned, *forecast)) if tasks else ()
    return BurnDown(
        as_of=view.as_of,
        baseline=baseline.name if baseline and planned else "",
        total=len(tasks),
        undated=undated,
        unplanned=open_now - len(forecast),
        unknown=len(tasks) - undated - len(planned) if planned else 0,
        points=tuple(point(day) for day in days),
    )


def _tasks(view: View, municipality_id: str | None) -> Iterator[Task]:
    for task, _ in tasks_in_order(view):
        if task.kind is not TaskKind.TASK or task.state is TaskState.DROPPED or task.id in view.children:
            continue
        lead = view.ownership.lead.get(task.id)
        if municipality_id is None or (lead is not None and lead.municipality_id == municipality_id):
            yield task


def _planned(tasks: Sequence[Task], kept: Mapping[str, BaselineTask]) -> Iterator[date]:
    """When the baseline ends each task; what was finished before it was taken is not in it, but done."""
    for task in tasks if kept else ():
        finished = task.actual_finish_on if task.state is TaskState.DONE else None
        if task.state is TaskState.DONE and finished is None:
            continue
        if task.id in kept:
            yield kept[task.id].finishes_on
        elif finished is not None:
            yield finished


def _forecasts(view: View, tasks: Sequence[Task]) -> Iterator[date]:
    """When the open tasks are expected to end; what should have ended is expected now."""
    for task in tasks:
        dates = view.plan.dates.get(task.id)
        if task.state not in CLOSED_STATES and dates is not None and not dates.is_finish_open:
            yield max(dates.finish, view.as_of + timedelta(days=1))


def _days(as_of: date, known: Sequence[date]) -> tuple[date, ...]:
    """The Sundays from before the first day to the week of the last, with the Stichtag among them."""
    first, last = min((as_of, *known)), max((as_of, *known))
    sunday = first - timedelta(days=first.isoweekday())
    days = {as_of}
    while sunday < last + _WEEK and len(days) < _MOST_WEEKS:
        if sunday != as_of:
            days.add(sunday)
        sunday += _WEEK
    return tuple(sorted(days))

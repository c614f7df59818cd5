"""What the dates would be if one task were another: to be shown while it is dragged, before anything is done.

Only what depends on the task is computed again; how, stands in `passes`.
"""

from dataclasses import fields, replace
from datetime import date
from itertools import compress, count
from operator import ne
from typing import Any, NamedTuple

from ozgdesk.domain.calendar import MOMENTS_PER_DAY, day_at
from ozgdesk.domain.network import Network, build
from ozgdesk.domain.passes import Places, again
from ozgdesk.domain.schedule import network_of, working_time
from ozgdesk.domain.slack import backward
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Change
from ozgdesk.domain.tasks import Link, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind, LagKind

_OF_GRAPH = {"calendars", "phases", "children", "ties", "order", "circles", "unusable"}
_OF_TASKS = tuple(field.name for field in fields(Network) if field.name not in _OF_GRAPH)
"""What a network knows of each task alone, by node."""


class Span(NamedTuple):
    """Where a task would lie: first and last day, with working minutes of the day (0 to 480)."""

    start: date
    start_minute: int
    finish: date
    finish_minute: int


class Preview:
    """The plan of a View, to be asked again and again; made once for a gesture."""

    def __init__(self, view: View) -> None:
        self._snapshot, self._as_of = view.snapshot, view.as_of
        self._network = view.layout.network
        self._earliest = view.layout.earliest
        self._now = view.layout.places
        self._calendars = working_time(Snapshot.of(()), view.as_of)
        self._nodes = {task.id: node for node, task in enumerate(self._network.tasks)}
        self._stretching = {
            link.predecessor_id for link in view.snapshot.all(Link) if link.lag_kind is LagKind.PERCENT
        }
        self._late_order = _behind_late_tasks(self._network)

    def spans(self, task: Task) -> dict[str, Span]:
        """The tasks that lie elsewhere with this version of one task, by id; phases and itself among them.

        Tasks that would lose or get a date are left out; nothing is found for a dropped task.
        """
        node = self._nodes.get(task.id)
        if node is None:
            return {}
        network = self._with(node, task)
        places = self._settled(network, again(network, self._as_of, self._earliest, [node]))
        old, new = self._now, places
        starts, finishes = new.start_moment, new.finish_moment
        elsewhere = {
            *compress(count(), map(ne, old.start_moment, starts)),
            *compress(count(), map(ne, old.finish_moment, finishes)),
        }
        return {
            self._network.ids[place]: _span(starts[place], finishes[place])
            for place in elsewhere
            if old.is_dated[place] and new.is_dated[place]
        }

    def _with(self, node: int, task: Task) -> Network:
        """The network with this version of one task; another one only where links last a share of it."""
        if task.id in self._stretching:
            before = self._snapshot.find(Task, task.id)
            return network_of(self._snapshot.after([Change(Task, task.id, before, task)]), self._as_of)
        alone = build({task.id: task}, (), lambda _: self._calendars, ())
        changed: dict[str, Any] = {}
        for name in _OF_TASKS:
            values = changed[name] = list(getattr(self._network, name))
            values[node] = getattr(alone, name)[0]
        return replace(self._network, **changed)

    def _settled(self, network: Network, places: Places) -> Places:
        """The places with those tasks put back that lie as late as possible; most plans have none."""
        if not self._late_order:
            return places
        settled = places.copy()
        backward(replace(network, order=self._late_order), settled)
        return settled


def _behind_late_tasks(network: Network) -> list[int]:
    """The visits, in order, that decide how late the tasks lie that are to be as late as possible."""
    late = ConstraintKind.AS_LATE_AS_POSSIBLE
    wanted = {node for node, task in enumerate(network.tasks) if task.constraint_kind is late}
    wanted |= {~phase for node in tuple(wanted) for phase in network.around(node)}
    for visit in network.order:
        if visit in wanted:
            wanted.update(network.after(visit))
    return [visit for visit in network.order if visit in wanted]


def _span(start: int, finish: int) -> Span:
    first, start_minute = divmod(start, MOMENTS_PER_DAY)
    last, finish_minute = divmod(finish, MOMENTS_PER_DAY)
    return Span(day_at(first), start_minute, day_at(last), finish_minute)

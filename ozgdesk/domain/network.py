"""Tasks and links as a graph: phases, the order in which dates can be computed, and circles.

A node is the place of a task in the lists of the network: plain lists, because a plan of 20 000 tasks as
objects keeps the garbage collector busier than the scheduling itself. A phase comes twice in the order: its
entry hands what binds it down to its sub-tasks, its exit gathers their dates. When anything lies is the
business of `passes`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from ozgdesk.domain.calendar import Calendars, WorkCalendar
from ozgdesk.domain.circles import circles
from ozgdesk.domain.tasks import Link, Task
from ozgdesk.domain.ties import NO_TIE, Ties, ties_of
from ozgdesk.domain.vocabulary import ConstraintKind, TaskKind, TaskState

# Looking a member up in its class takes longer than all the rest of reading a task.
_DONE, _DROPPED = TaskState.DONE, TaskState.DROPPED
_MILESTONE, _NO_CONSTRAINT = TaskKind.MILESTONE, ConstraintKind.AS_SOON_AS_POSSIBLE

_READ_TASK = itemgetter(
    "state",
    "id",
    "parent_id",
    "kind",
    "duration_minutes",
    "actual_start_on",
    "actual_finish_on",
    "progress_percent",
    "constraint_kind",
    "constraint_on",
    "deadline_on",
    "agreement_date",
)

OUTSIDE = -1
"""In place of a phase: the task lies in none."""


@dataclass(frozen=True, slots=True)
class Network:
    """The graph in an order in which all predecessors come first; the lists before the ties go by node.

    The fields of the tasks are read once, because one of a pydantic model costs ten of a list; as soon as
    possible is no constraint here. A task has the calendar of its lead, a phase, with several leads, the
    common one. A duration is None while nobody has said how long the task takes. `order` holds n for the
    entry of node n and ~n for the exit of a phase; a task without sub-tasks is only entered. `circles` names
    the tasks of each circle, whose links were left out; `unusable` are links to the end of a phase.
    """

    tasks: Sequence[Task]
    ids: Sequence[str]
    is_done: Sequence[bool]
    started_on: Sequence[date | None]
    finished_on: Sequence[date | None]
    constraint_kinds: Sequence[ConstraintKind | None]
    constraint_days: Sequence[date | None]
    deadlines: Sequence[date | None]
    keeps_agreed_day: Sequence[bool]
    durations: Sequence[int | None]
    calendars: Sequence[WorkCalendar]
    phases: Sequence[int]
    children: Sequence[Sequence[int]]
    ties: Ties
    order: Sequence[int]
    circles: Sequence[tuple[Task, ...]]
    unusable: Sequence[Link]

    def around(self, node: int) -> Iterator[int]:
        """The phases a task lies in, nearest first."""
        phase = self.phases[node]
        while phase != OUTSIDE:
            yield phase
            phase = self.phases[phase]

    def after(self, visit: int) -> Sequence[int]:
        """The visits that depend on this one alone or among others."""
        node = ~visit if visit < 0 else visit
        if visit >= 0 and self.children[node]:
            return self.children[node]
        found = [self.ties.successors[tie] for tie in self.ties.out_of.at(node)]
        if self.phases[node] != OUTSIDE:
            found.append(~self.phases[node])
        return found


def build(
    tasks: Mapping[str, Task],
    links: Sequence[Link],
    calendars_from: Callable[[set[date | None]], Calendars],
    leads: Iterable[tuple[str, str]],
) -> Network:
    """The network of all tasks but the dropped ones; `leads` gives tasks with their leading municipalities.

    `calendars_from` answers with calendars that know all days of the tasks.
    """
    fields = _fields(tasks.values())
    nodes = {id_: node for node, id_ in enumerate(fields.ids)}
    phases = _phases([nodes.get(parent, OUTSIDE) for parent in fields.parents])
    children = _children(phases)
    ties, unusable = ties_of(links, nodes, children, fields.durations)
    order, ties, named = _order_and_circles(fields.tasks, phases, children, ties)
    days = {*fields.started_on, *fields.finished_on, *fields.constraint_days, *fields.deadlines}
    return Network(
        tasks=fields.tasks,
        ids=fields.ids,
        is_done=fields.is_done,
        started_on=fields.started_on,
        finished_on=fields.finished_on,
        constraint_kinds=fields.constraint_kinds,
        constraint_days=fields.constraint_days,
        deadlines=fields.deadlines,
        keeps_agreed_day=fields.keeps_agreed_day,
        durations=fields.durations,
        calendars=_calendars(calendars_from(days), leads, nodes, children),
        phases=phases,
        children=children,
        ties=ties,
        order=order,
        circles=named,
        unusable=unusable,
    )


class _Fields(NamedTuple):
    """What is asked of the tasks, by node."""

    tasks: list[Task]
    ids: list[str]
    parents: list[str]
    durations: list[int | None]
    is_done: list[bool]
    started_on: list[date | None]
    finished_on: list[date | None]
    constraint_kinds: list[ConstraintKind | None]
    constraint_days: list[date | None]
    deadlines: list[date | None]
    keeps_agreed_day: list[bool]


def _fields(tasks: Iterable[Task]) -> _Fields:
    """The fields of all tasks but the dropped ones, read in one walk: they lie far apart in memory."""
    found = _Fields([], [], [], [], [], [], [], [], [], [], [])
    kept, ids, parents, durations, is_done, started_on, finished_on, kinds, days, deadlines, agreed = found
    for task in tasks:
        state, id_, parent, kind, minutes, start, finish, percent, constraint, day, deadline, agreement = (
            _READ_TASK(vars(task))
        )
        if state is _DROPPED:
            continue
        kept.append(task)
        ids.append(id_)
        parents.append(parent)
        durations.append(0 if kind is _MILESTONE else minutes)
        is_done.append(state is _DONE or finish is not None or percent == 100)
        started_on.append(start)
        finished_on.append(finish)
        kinds.append(None if constraint is _NO_CONSTRAINT else constraint)
        days.append(day)
        deadlines.append(deadline)
        agreed.append(agreement is not None)
    return found


def _calendars(
    known: Calendars,
    leads: Iterable[tuple[str, str]],
    nodes: Mapping[str, int],
    children: Sequence[Sequence[int]],
) -> list[WorkCalendar]:
    """The calendar of each node; where no municipality has its own, nobody has to ask who leads."""
    found = [known.common] * len(nodes)
    for task_id, municipality_id in leads if known.own else ():
        node, own = nodes.get(task_id), known.own.get(municipality_id)
        if own is not None and node is not None and not children[node]:
            found[node] = own
    return found


def _phases(parents: Sequence[int]) -> list[int]:
    """The phase of each node, which is its parent. One that would lie in itself lies outside."""
    phases = [OUTSIDE] * len(parents)
    for node, parent in enumerate(parents):
        outer = parent
        while outer not in (node, OUTSIDE):
            outer = phases[outer]
        if outer == OUTSIDE:
            phases[node] = parent
    return phases


def _children(phases: Sequence[int]) -> list[list[int]]:
    """The sub-tasks of each node, in the order of the rows."""
    none: list[int] = []
    found = [none] * len(phases)
    for node, phase in enumerate(phases):
        if phase != OUTSIDE:
            if found[phase] is none:
                found[phase] = []
            found[phase].append(node)
    return found


def _order_and_circles(
    tasks: Sequence[Task], phases: Sequence[int], children: Sequence[Sequence[int]], ties: Ties
) -> tuple[list[int], Ties, tuple[tuple[Task, ...], ...]]:
    """The order of all visits, the ties without those in a circle, and the tasks of each circle."""
    order = _order(phases, children, ties)
    if len(order) == len(tasks) + sum(map(bool, children)):
        return order, ties, ()
    found = list(_circles(tasks, children, ties, order))
    ties = ties.without(set().union(*(inner for _, inner in found)))
    return _order(phases, children, ties), ties, tuple(circle for circle, _ in found)


def _order(phases: Sequence[int], children: Sequence[Sequence[int]], ties: Ties) -> list[int]:
    """Entries and exits that are in no circle and behind none, in order."""
    successors, chain = ties.successors, ties.out_of
    entering = [int(phase != OUTSIDE) for phase in phases]
    for successor in successors:
        entering[successor] += 1
    leaving = list(map(len, children))
    order = [node for node, count in enumerate(entering) if count == 0]
    for visit in order:  # grows while it is walked
        node = visit
        if visit < 0:
            node = ~visit
        elif children[node]:
            for child in children[node]:
                entering[child] -= 1
                if entering[child] == 0:
                    order.append(child)
            continue
        tie = chain.first[node]
        while tie != NO_TIE:
            successor = successors[tie]
            entering[successor] -= 1
            if entering[successor] == 0:
                order.append(successor)
            tie = chain.next[tie]
        phase = phases[node]
        if phase != OUTSIDE:
            leaving[phase] -= 1
            if leaving[phase] == 0:
                order.append(~phase)
    return order


# For circles the entry of node n is vertex 2n, its exit 2n + 1; without sub-tasks an edge joins both.


def _edges(children: Sequence[Sequence[int]], ties: Ties) -> list[list[int]]:
    edges: list[list[int]] = [[] for _ in range(2 * len(children))]
    for node, below in enumerate(children):
        entry = 2 * node
        if not below:
            edges[entry].append(entry + 1)
        for child in below:
            edges[entry].append(2 * child)
            edges[2 * child + 1].append(entry + 1)
    for before, after in zip(ties.predecessors, ties.successors, strict=True):
        edges[2 * before + 1].append(2 * after)
    return edges


def _vertices(order: Iterable[int], children: Sequence[Sequence[int]]) -> Iterator[int]:
    for visit in order:
        yield 2 * ~visit + 1 if visit < 0 else 2 * visit
        if visit >= 0 and not children[visit]:
            yield 2 * visit + 1


def _circles(
    tasks: Sequence[Task], children: Sequence[Sequence[int]], ties: Ties, order: Iterable[int]
) -> Iterator[tuple[tuple[Task, ...], set[int]]]:
    """The tasks of each circle, in the order of one way round, and the ties within it."""
    edges = _edges(children, ties)
    for component, way in circles(edges, set(range(len(edges))) - set(_vertices(order, children))):
        within = set(component)
        ends = zip(ties.predecessors, ties.successors, strict=True)
        inner = {
            tie
            for tie, (before, after) in enumerate(ends)
            if 2 * before + 1 in within and 2 * after in within
        }
        yield _from_first(list(dict.fromkeys(tasks[vertex // 2] for vertex in way))), inner


def _from_first(circle: list[Task]) -> tuple[Task, ...]:
    """The circle beginning with the task that comes first in the plan."""
    first = circle.index(min(circle, key=lambda task: (task.order, task.id)))
    return (*circle[first:], *circle[:first])

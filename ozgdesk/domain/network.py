"""Tasks and links as a graph: phases, the order in which dates can be computed, and circles.

A phase comes twice in the order: its entry hands what binds it down to its sub-tasks, its exit gathers their
dates. When anything lies is the business of `passes`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ozgdesk.domain.calendar import Calendars, WorkCalendar
from ozgdesk.domain.tasks import Link, Task
from ozgdesk.domain.vocabulary import LagKind, LinkKind, TaskKind, TaskState

_TO_START = (LinkKind.FS, LinkKind.SS)


@dataclass(slots=True, eq=False)
class Node:
    """One task in the graph, in the calendar of its lead; a phase, with several leads, in the common one.

    `duration` is None while nobody has said how long it takes.
    """

    index: int
    task: Task
    calendar: WorkCalendar
    duration: int | None
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    incoming: list["Tie"] = field(default_factory=list)
    outgoing: list["Tie"] = field(default_factory=list)

    @property
    def is_phase(self) -> bool:
        """Whether the dates follow from sub-tasks."""
        return bool(self.children)

    @property
    def is_point(self) -> bool:
        """Whether the task takes no time."""
        return self.duration == 0

    def ancestors(self) -> Iterator["Node"]:
        """The phases the task lies in, nearest first."""
        phase = self.parent
        while phase is not None:
            yield phase
            phase = phase.parent


@dataclass(slots=True, eq=False)
class Tie:
    """A link between nodes. `lag` is in working minutes; if elapsed, in calendar days of 480 minutes."""

    link: Link
    predecessor: Node
    successor: Node
    from_finish: bool
    to_start: bool
    lag: int
    is_elapsed: bool


Visit = tuple[Node, bool]
"""A node and whether this is its exit; a task without sub-tasks is only entered."""


@dataclass(frozen=True, slots=True)
class Network:
    """The graph in an order in which all predecessors come first.

    `circles` names the tasks of each circle, whose links were left out; `unusable` are links to the end of a
    phase.
    """

    nodes: dict[str, Node]
    order: tuple[Visit, ...]
    circles: tuple[tuple[Task, ...], ...]
    unusable: tuple[Link, ...]


def build(
    tasks: Iterable[Task], links: Iterable[Link], calendars: Calendars, leads: dict[str, str]
) -> Network:
    """The network of all tasks but the dropped ones; `leads` gives the leading municipality by task id."""
    nodes = _nodes(tasks, calendars, leads)
    unusable = _tie(nodes, links)
    edges = _edges(nodes)
    order = _topological(edges)
    circles: list[tuple[Task, ...]] = []
    if len(order) < len(edges):
        members = list(nodes.values())
        for component in _strong_components(edges, set(range(len(edges))) - set(order)):
            circles.append(_untie(component, edges, members))
        edges = _edges(nodes)
        order = _topological(edges)
    return Network(nodes, _visits(order, nodes), tuple(circles), unusable)


def _nodes(tasks: Iterable[Task], calendars: Calendars, leads: dict[str, str]) -> dict[str, Node]:
    kept = sorted((t for t in tasks if t.state is not TaskState.DROPPED), key=lambda t: (t.order, t.id))
    nodes: dict[str, Node] = {}
    for index, task in enumerate(kept):
        duration = 0 if task.kind is TaskKind.MILESTONE else task.duration_minutes
        nodes[task.id] = Node(index, task, calendars.of(leads.get(task.id)), duration)
    for node in nodes.values():
        phase = nodes.get(node.task.parent_id or "")
        if phase is not None and not _lies_in(phase, node):
            node.parent = phase
            phase.children.append(node)
            phase.calendar = calendars.common
    return nodes


def _lies_in(inner: Node, outer: Node) -> bool:
    return inner is outer or any(phase is outer for phase in inner.ancestors())


def _tie(nodes: dict[str, Node], links: Iterable[Link]) -> tuple[Link, ...]:
    unusable = []
    for link in links:
        predecessor, successor = nodes.get(link.predecessor_id), nodes.get(link.successor_id)
        if predecessor is None or successor is None:
            continue
        if link.kind not in _TO_START and successor.is_phase:
            unusable.append(link)
            continue
        lag = link.lag_minutes
        if link.lag_kind is LagKind.PERCENT:
            lag = round((predecessor.duration or 0) * lag / 100)
        tie = Tie(
            link,
            predecessor,
            successor,
            link.kind in (LinkKind.FS, LinkKind.FF),
            link.kind in _TO_START,
            lag,
            link.lag_kind is LagKind.ELAPSED,
        )
        predecessor.outgoing.append(tie)
        successor.incoming.append(tie)
    return tuple(unusable)


# The entry of node n is vertex 2n, its exit 2n + 1; for a task without sub-tasks both are joined by an edge.


def _edges(nodes: dict[str, Node]) -> list[list[int]]:
    edges: list[list[int]] = [[] for _ in range(2 * len(nodes))]
    for node in nodes.values():
        entry = 2 * node.index
        if not node.children:
            edges[entry].append(entry + 1)
        for child in node.children:
            edges[entry].append(2 * child.index)
            edges[2 * child.index + 1].append(entry + 1)
        edges[entry + 1].extend(2 * tie.successor.index for tie in node.outgoing)
    return edges


def _topological(edges: list[list[int]]) -> list[int]:
    """All vertices that are in no circle and behind none, in order."""
    waiting = [0] * len(edges)
    for targets in edges:
        for target in targets:
            waiting[target] += 1
    order = [vertex for vertex, count in enumerate(waiting) if count == 0]
    for vertex in order:  # grows while it is walked
        for target in edges[vertex]:
            waiting[target] -= 1
            if waiting[target] == 0:
                order.append(target)
    return order


def _visits(order: list[int], nodes: dict[str, Node]) -> tuple[Visit, ...]:
    members = list(nodes.values())
    return tuple(
        (members[vertex // 2], vertex % 2 == 1)
        for vertex in order
        if vertex % 2 == 0 or members[vertex // 2].children
    )


def _strong_components(edges: list[list[int]], within: set[int]) -> list[list[int]]:
    """The groups of vertices that reach each other (Tarjan, without recursion), without groups of one."""
    found: list[list[int]] = []
    low: dict[int, int] = {}
    number: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    for root in sorted(within):
        if root in number:
            continue
        work = [(root, iter(edges[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            vertex, targets = work[-1]
            target = next((t for t in targets if t in within), None)
            if target is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[vertex])
                if low[vertex] == number[vertex]:
                    found.append(_popped(stack, on_stack, vertex))
            elif target not in number:
                number[target] = low[target] = len(number)
                stack.append(target)
                on_stack.add(target)
                work.append((target, iter(edges[target])))
            elif target in on_stack:
                low[vertex] = min(low[vertex], number[target])
    return [component for component in found if len(component) > 1]


def _popped(stack: list[int], on_stack: set[int], down_to: int) -> list[int]:
    component = []
    while True:
        vertex = stack.pop()
        on_stack.discard(vertex)
        component.append(vertex)
        if vertex == down_to:
            return component


def _untie(component: list[int], edges: list[list[int]], members: list[Node]) -> tuple[Task, ...]:
    """Take the links of one circle out of the graph and name its tasks in the order of one way round."""
    inside = set(component)
    way = _way_round(min(component), edges, inside)
    for vertex in component:
        node = members[vertex // 2]
        if vertex % 2 == 1:
            for tie in [t for t in node.outgoing if 2 * t.successor.index in inside]:
                node.outgoing.remove(tie)
                tie.successor.incoming.remove(tie)
    return tuple(dict.fromkeys(members[vertex // 2].task for vertex in way))


def _way_round(start: int, edges: list[list[int]], inside: set[int]) -> list[int]:
    """The shortest way from a vertex back to itself."""
    came_from: dict[int, int] = {}
    frontier = [start]
    for vertex in frontier:  # grows while it is walked
        for target in edges[vertex]:
            if target == start:
                way = [vertex]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if target in inside and target not in came_from:
                came_from[target] = vertex
                frontier.append(target)
    raise AssertionError("a strong component has a way round")

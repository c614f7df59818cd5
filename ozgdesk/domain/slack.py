"""The walk backward through a placed network: latest dates, float, and tasks that lie as late as possible."""

from dataclasses import dataclass

from ozgdesk.domain.calendar import WorkCalendar, end_of, start_of
from ozgdesk.domain.network import Network, Node, Tie
from ozgdesk.domain.passes import ELAPSED_MINUTE, Place, set_moments
from ozgdesk.domain.vocabulary import ConstraintKind


@dataclass(slots=True)
class Limit:
    """Up to where a node may slip, as positions and moments of its own calendar.

    `late` harms neither the end of the plan nor a deadline, `free` does not move the next task either.
    """

    late: int = 0
    free: int = 0
    late_start: int = 0
    free_start: int = 0


def backward(network: Network, places: list[Place]) -> list[Limit]:
    """The limits of every node by its index, as finish positions.

    Moves the places of tasks that are as late as possible: a later task that waits for them is not delayed.
    """
    walk = _Backward(network, places)
    for node, is_exit in reversed(network.order):
        if is_exit:
            walk.enter_phase(node)
        elif node.is_phase:
            walk.close_gate(node)
        else:
            walk.limit(node)
    return walk.limits


class _Backward:
    """The state of one backward walk, which meets a phase at its exit, then its sub-tasks, then its entry."""

    def __init__(self, network: Network, places: list[Place]) -> None:
        self.places = places
        self.limits = [Limit() for _ in places]
        self.end = max((p.finish_moment for p in places if p.is_dated), default=0)
        self.ends: dict[WorkCalendar, int] = {}

    def enter_phase(self, node: Node) -> None:
        """What no sub-task may pass: the links out of the phase, its deadline, the phases around it."""
        self.restrict(node, self.ties_of(node))

    def limit(self, node: Node) -> None:
        """The limits of a task; one that is as late as possible is moved to its free limit."""
        self.restrict(node, [*self.ties_of(node), *self.ties_of_first(node)])
        place, limits = self.places[node.index], self.limits[node.index]
        if (
            node.task.constraint_kind is ConstraintKind.AS_LATE_AS_POSSIBLE
            and place.is_dated
            and not (place.is_done or place.is_started)
            and limits.free > place.finish
        ):
            length = place.finish - place.start
            place.finish = limits.free
            place.start = place.finish - length
            set_moments(node, place)
        length = place.finish - place.start
        limits.late_start = limits.late - length
        limits.free_start = place.start

    def close_gate(self, node: Node) -> None:
        """The latest start of a phase: that of the sub-task which can wait least."""
        below = [child for child in node.children if self.places[child.index].is_bound]
        starts = [
            child.calendar.start_moment(self.limits[child.index].late_start)
            for child in below
            if not (self.places[child.index].is_started or self.places[child.index].is_done)
        ]
        limits = self.limits[node.index]
        latest = min(starts, default=self.end)
        limits.late_start = node.calendar.position(latest)
        limits.free_start = self.places[node.index].start

    def ties_of(self, node: Node) -> list[Tie]:
        """The links that limit the finish of a node; those from the start of a phase limit its first task."""
        place = self.places[node.index]
        if node.is_phase or place.is_started:
            return [tie for tie in node.outgoing if tie.from_finish and self.restricts(tie)]
        return [tie for tie in node.outgoing if self.restricts(tie)] if node.outgoing else []

    def ties_of_first(self, node: Node) -> list[Tie]:
        """The links from the start of phases in which this task is the first."""
        place = self.places[node.index]
        return [
            tie
            for phase in node.ancestors()
            if phase.outgoing and self.places[phase.index].start_moment == place.start_moment
            for tie in phase.outgoing
            if not tie.from_finish and not place.is_started and self.restricts(tie)
        ]

    def restricts(self, tie: Tie) -> bool:
        """Whether the successor can still be delayed by this link."""
        place = self.places[tie.successor.index]
        return place.is_bound and not place.is_done and not (tie.to_start and place.is_started)

    def restrict(self, node: Node, ties: list[Tie]) -> None:
        """Set the limits of a node to the least of all that limit it."""
        late, free = self.limits_around(node)
        if not node.is_phase and not self.places[node.index].is_dated:
            # A task of open length may lie behind the end of plan or phase; that alone harms nothing.
            late, free = (max(limit, self.places[node.index].finish) for limit in (late, free))
        for tie in ties:
            limits, place = self.limits[tie.successor.index], self.places[tie.successor.index]
            late = min(late, self.tie_limit(tie, node, limits.late_start if tie.to_start else limits.late))
            free = min(free, self.tie_limit(tie, node, limits.free_start if tie.to_start else place.finish))
        for limit in self.own_limits(node):
            late = min(late, limit)
        self.limits[node.index].late = late
        self.limits[node.index].free = min(free, late)

    def limits_around(self, node: Node) -> tuple[int, int]:
        """The late and the free limit set by the end of the plan, or by the phase around, which knows it."""
        calendar = node.calendar
        if node.parent is None:
            if calendar not in self.ends:
                self.ends[calendar] = calendar.position(self.end)
            return self.ends[calendar], self.ends[calendar]
        limits, outer = self.limits[node.parent.index], node.parent.calendar
        if outer is calendar:
            return limits.late, limits.free
        late = calendar.position(outer.start_moment(limits.late))
        return late, late if limits.free == limits.late else calendar.position(
            outer.start_moment(limits.free)
        )

    def own_limits(self, node: Node) -> list[int]:
        """The finish positions that the deadline and the constraint of a task allow at most."""
        task, found = node.task, []
        if task.deadline_on is not None:
            found.append(node.calendar.position(end_of(task.deadline_on)))
        if task.constraint_on is not None:
            if task.constraint_kind in (ConstraintKind.NOT_AFTER, ConstraintKind.FINISH_ON):
                found.append(node.calendar.position(end_of(task.constraint_on)))
            elif task.constraint_kind is ConstraintKind.START_ON and not node.is_phase:
                place = self.places[node.index]
                length = place.finish - place.start
                found.append(node.calendar.position(start_of(task.constraint_on)) + length)
        return found

    def tie_limit(self, tie: Tie, node: Node, target: int) -> int:
        """The latest finish position of `node` that lets the successor start or finish at `target`."""
        before, after, place = node.calendar, tie.successor.calendar, self.places[node.index]
        if before is after and not tie.is_elapsed:
            position = target - tie.lag
        else:
            if tie.is_elapsed:
                moment = after.start_moment(target) - tie.lag * ELAPSED_MINUTE
            else:
                moment = after.start_moment(target - tie.lag)
            position = before.position(moment)
            is_reached = place.start_moment <= moment and position <= place.start
            if not tie.from_finish and not is_reached and before.start_moment(position) > moment:
                position -= 1
        if tie.from_finish:
            return position
        return position + place.finish - place.start

"""The walk backward through a placed network: latest dates, float, and tasks that lie as late as possible."""

from collections.abc import Iterator, Sequence

from ozgdesk.domain.calendar import WorkCalendar, end_of, start_of
from ozgdesk.domain.network import FROM_FINISH, OUTSIDE, Network, Tie
from ozgdesk.domain.passes import ELAPSED_MINUTE, Places
from ozgdesk.domain.vocabulary import ConstraintKind

_AS_LATE_AS_POSSIBLE = ConstraintKind.AS_LATE_AS_POSSIBLE


class Limits:
    """Up to where each node may slip, as positions of its own calendar, by node.

    `late` harms neither the end of the plan nor a deadline, `free` does not move the next task either.
    """

    __slots__ = ("free", "free_start", "late", "late_start")

    def __init__(self, count: int) -> None:
        self.late = [0] * count
        self.free = [0] * count
        self.late_start = [0] * count
        self.free_start = [0] * count


def backward(network: Network, places: Places) -> Limits:
    """The limits of every node, as finish positions.

    Moves the places of tasks that are as late as possible: a later task that waits for them is not delayed.
    """
    walk = _Backward(network, places)
    for visit in reversed(network.order):
        if visit < 0:
            walk.enter_phase(~visit)
        elif network.children[visit]:
            walk.close_gate(visit)
        else:
            walk.limit(visit)
    return walk.limits


class _Backward:
    """The state of one backward walk, which meets a phase at its exit, then its sub-tasks, then its entry."""

    def __init__(self, network: Network, places: Places) -> None:
        self.network = network
        self.calendars = network.calendars
        self.places = places
        self.limits = Limits(len(network.tasks))
        nodes = places.dated(range(len(network.tasks)))
        self.end = max((places.finish_moment[node] for node in nodes), default=0)
        self.starts = dict(self._links_from_starts())
        self.inside: dict[tuple[int, WorkCalendar], tuple[int, int]] = {}
        self.ends = {calendar: calendar.position(self.end) for calendar in set(network.calendars)}

    def _links_from_starts(self) -> Iterator[tuple[int, list[Tie]]]:
        """The links from the start of phases, which bind the first task of each."""
        for phase, below in enumerate(self.network.children):
            if below and (ties := [tie for tie in self.network.outgoing[phase] if not tie[FROM_FINISH]]):
                yield phase, ties

    def enter_phase(self, node: int) -> None:
        """What no sub-task may pass: the links out of the phase, its deadline, the phases around it."""
        self.restrict(node, [tie for tie in self.network.outgoing[node] if tie[FROM_FINISH]])

    def limit(self, node: int) -> None:
        """The limits of a task; one that is as late as possible is moved to its free limit."""
        places, limits = self.places, self.limits
        ties = self.network.outgoing[node]
        if places.is_started[node]:
            ties = [tie for tie in ties if tie[FROM_FINISH]]
        elif self.starts:
            ties = [*ties, *self.ties_of_first(node)]
        self.restrict(node, ties)
        length = places.finish[node] - places.start[node]
        if (
            self.network.constraint_kinds[node] is _AS_LATE_AS_POSSIBLE
            and places.is_dated[node]
            and not (places.is_done[node] or places.is_started[node])
            and limits.free[node] > places.finish[node]
        ):
            places.put(node, limits.free[node] - length, limits.free[node], self.calendars[node])
        limits.late_start[node] = limits.late[node] - length
        limits.free_start[node] = places.start[node]

    def close_gate(self, node: int) -> None:
        """The latest start of a phase: that of the sub-task which can wait least."""
        places, limits = self.places, self.limits
        starts = [
            self.calendars[child].start_moment(limits.late_start[child])
            for child in self.network.children[node]
            if places.is_bound[child] and not (places.is_started[child] or places.is_done[child])
        ]
        limits.late_start[node] = self.calendars[node].position(min(starts, default=self.end))
        limits.free_start[node] = places.start[node]

    def ties_of_first(self, node: int) -> list[Tie]:
        """The links from the start of phases in which this task is the first."""
        start_moment = self.places.start_moment
        return [
            tie
            for phase in self.network.around(node)
            if start_moment[phase] == start_moment[node]
            for tie in self.starts.get(phase, ())
        ]

    def restrict(self, node: int, ties: Sequence[Tie]) -> None:
        """Set the limits of a node to the least of all that limit it."""
        places, limits, network = self.places, self.limits, self.network
        late, free = self.limits_around(node)
        if not places.is_dated[node] and not network.children[node]:
            # A task of open length may lie behind the end of plan or phase; that alone harms nothing.
            late, free = max(late, places.finish[node]), max(free, places.finish[node])
        for tie in ties:
            _, after, _, to_start, _, _ = tie
            if not places.is_bound[after] or places.is_done[after] or (to_start and places.is_started[after]):
                continue  # it cannot be delayed any more
            latest = (limits.late_start if to_start else limits.late)[after]
            planned = (limits.free_start if to_start else places.finish)[after]
            latest_here = self.tie_limit(tie, node, latest)
            planned_here = latest_here if planned == latest else self.tie_limit(tie, node, planned)
            if latest_here < late:
                late = latest_here
            if planned_here < free:
                free = planned_here
        if network.deadlines[node] is not None or network.constraint_days[node] is not None:
            late = min([late, *self.own_limits(node)])
        limits.late[node] = late
        limits.free[node] = min(free, late)

    def limits_around(self, node: int) -> tuple[int, int]:
        """The late and the free limit set by the end of the plan, or by the phase around, which knows it."""
        calendar, phase = self.calendars[node], self.network.phases[node]
        if phase == OUTSIDE:
            end = self.ends[calendar]
            return end, end
        found = self.inside.get((phase, calendar))
        if found is None:
            late, free, outer = self.limits.late[phase], self.limits.free[phase], self.calendars[phase]
            if outer is not calendar:
                late = calendar.position(outer.start_moment(late))
                free = calendar.position(outer.start_moment(free))
            found = self.inside[phase, calendar] = late, free
        return found

    def own_limits(self, node: int) -> list[int]:
        """The finish positions that the deadline and the constraint of a task allow at most."""
        position, found = self.calendars[node].position, []
        deadline, day = self.network.deadlines[node], self.network.constraint_days[node]
        kind = self.network.constraint_kinds[node]
        if deadline is not None:
            found.append(position(end_of(deadline)))
        if day is not None and kind in (ConstraintKind.NOT_AFTER, ConstraintKind.FINISH_ON):
            found.append(position(end_of(day)))
        if day is not None and kind is ConstraintKind.START_ON and not self.network.children[node]:
            length = self.places.finish[node] - self.places.start[node]
            found.append(position(start_of(day)) + length)
        return found

    def tie_limit(self, tie: Tie, node: int, target: int) -> int:
        """The latest finish position of `node` that lets the successor start or finish at `target`."""
        _, after, from_finish, _, lag, is_elapsed = tie
        calendar, other, places = self.calendars[node], self.calendars[after], self.places
        if calendar is other and not is_elapsed:
            position = target - lag
        else:
            if is_elapsed:
                moment = other.start_moment(target) - lag * ELAPSED_MINUTE
            else:
                moment = other.start_moment(target - lag)
            position = calendar.position(moment)
            if not from_finish:
                is_reached = places.start_moment[node] <= moment and position <= places.start[node]
                if not is_reached and calendar.start_moment(position) > moment:
                    position -= 1
        if from_finish:
            return position
        return position + places.finish[node] - places.start[node]

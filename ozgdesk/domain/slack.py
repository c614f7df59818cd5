"""The walk backward through a placed network: how far each node may slip, and tasks as late as possible.

The same walk answers for the end of the plan with all deadlines, and for one chosen target alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ozgdesk.domain.calendar import WorkCalendar, end_of, start_of
from ozgdesk.domain.network import FROM_FINISH, OUTSIDE, Network, Tie
from ozgdesk.domain.passes import ELAPSED_MINUTE, Places
from ozgdesk.domain.vocabulary import ConstraintKind

_AS_LATE_AS_POSSIBLE, _START_ON = ConstraintKind.AS_LATE_AS_POSSIBLE, ConstraintKind.START_ON
_BINDS_FINISH = (ConstraintKind.NOT_AFTER, ConstraintKind.FINISH_ON)
UNLIMITED = 1 << 60
"""Behind every moment and position: nothing that is asked for depends on the node."""


@dataclass(slots=True)
class Limits:
    """Up to where each task may slip, as finish positions of its own calendar, by node.

    `late` harms neither the end of the plan nor a deadline, or else does not move the target; `free` does not
    move the next task either.
    """

    late: list[int]
    free: list[int]


def backward(network: Network, places: Places, target: int | None = None) -> Limits:
    """The limits of all nodes before the end of the plan and all deadlines, or before the finish of a target.

    Without a target, moves the places of tasks that are as late as possible, and of the phases around them: a
    later task that waits for them is not delayed.
    """
    walk = _Backward(network, places, target)
    for visit in reversed(network.order):
        if visit < 0:
            walk.enter_phase(~visit)
        elif network.children[visit]:
            walk.close_gate(visit)
        elif walk.in_moments[visit]:
            walk.limit_point(visit)
        else:
            walk.limit_task(visit)
    if walk.has_moved:
        places.span_phases(network)
    return walk.limits


def closing_nodes(network: Network, dated: Sequence[int]) -> Sequence[int]:
    """Which of the dated nodes can end the plan: what keeps a day of an agreement, years ahead, does not.

    All of them where there are no others.
    """
    tasks, children = network.tasks, network.children
    own = [node for node in dated if not children[node] and tasks[node].agreement_date is None]
    return own or dated


class _Backward:
    """The state of one backward walk, which meets a phase at its exit, then its sub-tasks, then its entry.

    What a node hands on, the latest and the planned start and finish, are positions of its calendar; those of
    phases and points are moments (`in_moments`). A point takes no time and has not begun: it alone knows the
    end of one day from the beginning of the next. A node that is done, or without limits, `holds` nothing.
    """

    def __init__(self, network: Network, places: Places, target: int | None) -> None:
        self.network = network
        self.calendars = network.calendars
        self.places = places
        self.target = target
        count = len(network.tasks)
        self.limits = Limits([UNLIMITED] * count, [UNLIMITED] * count)
        self.late_start, self.late_finish = [0] * count, [0] * count
        self.planned_start, self.planned_finish = [0] * count, [0] * count
        self.holds = [False] * count
        self.has_moved = False
        self.in_moments = [
            bool(below) or (start == finish and is_dated and not is_started)
            for below, start, finish, is_dated, is_started in zip(
                network.children, places.start, places.finish, places.is_dated, places.is_started, strict=True
            )
        ]
        days = zip(network.deadlines, network.constraint_days, strict=True)
        self.has_days = [deadline is not None or day is not None for deadline, day in days]
        self.end = UNLIMITED
        if target is None:
            closing = closing_nodes(network, places.dated(range(count)))
            self.end = max((places.finish_moment[node] for node in closing), default=0)
        self.around = {OUTSIDE: (self.end, self.end)}
        """The late and the free moment of all that lies in a phase, and of what lies in none."""
        self.inside: dict[int, dict[WorkCalendar, tuple[int, int]]] = {OUTSIDE: {}}
        """The same as positions of the calendars that were asked for."""
        self.starts = dict(self._links_from_starts())

    def _links_from_starts(self) -> Iterator[tuple[int, list[Tie]]]:
        """The links from the start of phases, which bind the first task of each."""
        for phase, below in enumerate(self.network.children):
            if below and (ties := [tie for tie in self.network.outgoing[phase] if not tie[FROM_FINISH]]):
                yield phase, ties

    def enter_phase(self, node: int) -> None:
        """What no sub-task may pass: the links out of the phase, its deadline, the phases around it."""
        self.around[node] = self.moments(
            node, [tie for tie in self.network.outgoing[node] if tie[FROM_FINISH]]
        )
        self.inside[node] = {}

    def close_gate(self, node: int) -> None:
        """The latest start of a phase: that of the sub-task which can wait least."""
        starts = [
            self.late_start[child]
            if self.in_moments[child]
            else self.calendars[child].start_moment(self.late_start[child])
            for child in self.network.children[node]
            if self.holds[child] and not self.places.is_started[child]
        ]
        self.late_start[node] = min(starts, default=UNLIMITED)
        self.planned_start[node] = self.places.start_moment[node]
        self.holds[node] = bool(starts)

    def limit_task(self, node: int) -> None:
        """The limits of a task; one that is as late as possible is moved to its free limit."""
        places, calendar, holds = self.places, self.calendars[node], self.holds
        planned_start, planned_finish = places.start[node], places.finish[node]
        length = planned_finish - planned_start
        late, free = self.limits_around(node, calendar)
        ties = self.network.outgoing[node]
        if self.starts or places.is_started[node]:
            ties = self.ties(node)
        for tie in ties:
            _, after, from_finish, to_start, lag, is_elapsed = tie
            if not holds[after] or (to_start and places.is_started[after]):
                continue  # it cannot be delayed any more
            latest = (self.late_start if to_start else self.late_finish)[after]
            planned = (self.planned_start if to_start else self.planned_finish)[after]
            if calendar is self.calendars[after] and not is_elapsed and not self.in_moments[after]:
                latest_here, planned_here = latest - lag, planned - lag
            else:
                latest_here, planned_here = self.reached(node, tie, latest, planned)
            if not from_finish:
                latest_here += length
                planned_here += length
            if latest_here < late:
                late = latest_here
            if planned_here < free:
                free = planned_here
        if self.has_days[node]:
            for moment, is_start in self.own_limits(node):
                late = min(late, calendar.position(moment) + (length if is_start else 0))
        if late < free:
            free = late
        if free > planned_finish and self.may_be_late(node):
            planned_start, planned_finish = free - length, free
            places.put(node, planned_start, planned_finish, calendar)
            self.has_moved = True
        self.limits.late[node], self.limits.free[node] = late, free
        self.late_start[node], self.late_finish[node] = late - length, late
        self.planned_start[node], self.planned_finish[node] = planned_start, planned_finish
        holds[node] = late < UNLIMITED and places.is_bound[node] and not places.is_done[node]

    def limit_point(self, node: int) -> None:
        """The same for a point, which is where it is on duty."""
        places, position = self.places, self.calendars[node].position
        late, free = self.moments(node, self.ties(node))
        now = places.start_moment[node]
        if late < now and self.target is None and self.network.tasks[node].agreement_date is not None:
            late = free = now  # it lies behind the end of the plan
        if late < UNLIMITED:
            late, free = self.on_duty(node, late), self.on_duty(node, free)
            if free > places.start_moment[node] and self.may_be_late(node):
                places.start[node] = places.finish[node] = position(free)
                places.start_moment[node] = places.finish_moment[node] = free
                self.has_moved = True
            self.limits.late[node], self.limits.free[node] = position(late), position(free)
        self.late_start[node] = self.late_finish[node] = late
        self.planned_start[node] = self.planned_finish[node] = places.start_moment[node]
        self.holds[node] = late < UNLIMITED and not places.is_done[node]

    def may_be_late(self, node: int) -> bool:
        """Whether a task is to lie as late as possible and can still move; a target lies where it lies."""
        places = self.places
        return (
            self.network.constraint_kinds[node] is _AS_LATE_AS_POSSIBLE
            and self.target is None
            and places.is_dated[node]
            and not (places.is_done[node] or places.is_started[node])
        )

    def ties(self, node: int) -> Sequence[Tie]:
        """The links that a delay of a task would move: its own, and those from the start of its phases."""
        ties = self.network.outgoing[node]
        if self.places.is_started[node]:
            return [tie for tie in ties if tie[FROM_FINISH]]
        if not self.starts or not self.places.is_dated[node]:
            return ties
        start_moment = self.places.start_moment
        firsts = [p for p in self.network.around(node) if start_moment[p] == start_moment[node]]
        return [*ties, *(tie for phase in firsts for tie in self.starts.get(phase, ()))]

    def limits_around(self, node: int, calendar: WorkCalendar) -> tuple[int, int]:
        """The late and the free position set by the end of the plan, or by the phase around."""
        if node == self.target:
            return self.places.finish[node], self.places.finish[node]
        if not self.places.is_dated[node]:
            return UNLIMITED, UNLIMITED  # it has no end in plan or phase
        phase = self.network.phases[node]
        found = self.inside[phase].get(calendar)
        if found is None:
            late, free = (m if m == UNLIMITED else calendar.position(m) for m in self.around[phase])
            found = self.inside[phase][calendar] = late, free
        return found

    def moments(self, node: int, ties: Sequence[Tie]) -> tuple[int, int]:
        """The late and the free moment of a phase or point."""
        late, free = self.around[self.network.phases[node]]
        if node == self.target:
            late = free = self.places.finish_moment[node]
        for tie in ties:
            _, after, _, to_start, _, _ = tie
            if self.holds[after] and not (to_start and self.places.is_started[after]):
                latest = (self.late_start if to_start else self.late_finish)[after]
                planned = (self.planned_start if to_start else self.planned_finish)[after]
                late = min(late, self.tie_moment(tie, latest))
                free = min(free, self.tie_moment(tie, planned))
        late = min([late, *(moment for moment, _ in self.own_limits(node))])
        return late, min(free, late)

    def own_limits(self, node: int) -> list[tuple[int, bool]]:
        """The moments that deadline and constraint allow at most, and whether it is the start they bind."""
        deadline, day = self.network.deadlines[node], self.network.constraint_days[node]
        if self.target is not None:
            return []
        kind, found = self.network.constraint_kinds[node], []
        if deadline is not None:
            found.append((end_of(deadline), False))
        if day is not None and kind in _BINDS_FINISH:
            found.append((end_of(day), False))
        if day is not None and kind is _START_ON and not self.network.children[node]:
            found.append((start_of(day), True))
        return found

    def reached(self, node: int, tie: Tie, latest: int, planned: int) -> tuple[int, int]:
        """The last positions for the start or finish of a task that let the successor keep its own."""
        calendar, moment = self.calendars[node], self.tie_moment(tie, latest)
        late = calendar.position(moment)
        is_start = not tie[FROM_FINISH] or not self.places.is_dated[node]
        if is_start:
            late = _where_work_begins(calendar, late, moment)
        if planned == latest:
            return late, late
        moment = self.tie_moment(tie, planned)
        free = calendar.position(moment)
        return late, _where_work_begins(calendar, free, moment) if is_start else free

    def tie_moment(self, tie: Tie, target: int) -> int:
        """The last moment for the start or finish of a node that lets the successor keep `target`."""
        _, after, from_finish, _, lag, is_elapsed = tie
        calendar = self.calendars[after]
        if not self.in_moments[after]:
            if is_elapsed:
                return calendar.start_moment(target) - lag * ELAPSED_MINUTE
            return calendar.start_moment(target - lag)
        if is_elapsed or lag == 0:
            return target - lag * ELAPSED_MINUTE
        position = calendar.position(target)
        if not from_finish:
            position = _where_work_begins(calendar, position, target)
        return calendar.start_moment(position - lag)

    def on_duty(self, node: int, moment: int) -> int:
        """The last moment at which a point can lie up to a limit; where it lies now, it may stay."""
        calendar, now = self.calendars[node], self.places.start_moment[node]
        position = calendar.position(moment)
        on_duty = calendar.start_moment(position)
        if on_duty > moment:
            on_duty = calendar.finish_moment(position)
        return max(on_duty, now) if now <= moment else on_duty


def _where_work_begins(calendar: WorkCalendar, position: int, moment: int) -> int:
    """The last position where work can begin up to a moment with this position: only where there is some."""
    return position - 1 if calendar.start_moment(position) > moment else position

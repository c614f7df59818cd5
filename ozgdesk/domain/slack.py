"""The walk backward through a placed network: how far each node may slip, and tasks as late as possible.

The same walk answers for the end of the plan with all deadlines, and for one chosen target alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ozgdesk.domain.calendar import WorkCalendar, end_of, start_of
from ozgdesk.domain.network import OUTSIDE, Network
from ozgdesk.domain.passes import ELAPSED_MINUTE, Places
from ozgdesk.domain.ties import NO_TIE
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
    children, keeps_agreed_day = network.children, network.keeps_agreed_day
    own = [node for node in dated if not (children[node] or keeps_agreed_day[node])]
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
        self.ties = network.ties
        self.places = places
        self.target = target
        count = len(network.tasks)
        self.limits = Limits([UNLIMITED] * count, [UNLIMITED] * count)
        self.late_start, self.late_finish = [0] * count, [0] * count
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
        self.starts: dict[int, list[int]] = {}
        """The links from the start of phases, which bind the first task of each."""

    def enter_phase(self, node: int) -> None:
        """What no sub-task may pass: the links out of the phase, its deadline, the phases around it."""
        ties, from_finish = self.open_ties(node), self.ties.from_finish
        self.around[node] = self.moments(node, [tie for tie in ties if from_finish[tie]])
        self.inside[node] = {}
        if starts := [tie for tie in ties if not from_finish[tie]]:
            self.starts[node] = starts

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
        self.holds[node] = bool(starts)

    def limit_task(self, node: int) -> None:
        """The limits of a task; one that is as late as possible is moved to its free limit."""
        places, calendar = self.places, self.calendars[node]
        finish = places.finish[node]
        length = finish - places.start[node]
        late, free = self.limits_around(node, calendar)
        for tie in self.binding(node):
            latest, planned = self.reached(node, tie, calendar)
            if not self.ties.from_finish[tie]:
                latest += length
                planned += length
            if latest < late:
                late = latest
            if planned < free:
                free = planned
        if self.has_days[node]:
            for moment, is_start in self.own_limits(node):
                late = min(late, calendar.position(moment) + (length if is_start else 0))
        if late < free:
            free = late
        if free > finish and self.may_be_late(node):
            places.put(node, free - length, free, calendar)
            self.has_moved = True
        self.limits.late[node], self.limits.free[node] = late, free
        self.late_start[node], self.late_finish[node] = late - length, late
        self.holds[node] = late < UNLIMITED and places.is_bound[node] and not places.is_done[node]

    def limit_point(self, node: int) -> None:
        """The same for a point, which is where it is on duty."""
        places, position = self.places, self.calendars[node].position
        late, free = self.moments(node, self.binding(node))
        now = places.start_moment[node]
        if late < now and self.target is None and self.network.keeps_agreed_day[node]:
            late = free = now  # it lies behind the end of the plan
        if late < UNLIMITED:
            late, free = self.on_duty(node, late), self.on_duty(node, free)
            if free > places.start_moment[node] and self.may_be_late(node):
                places.start[node] = places.finish[node] = position(free)
                places.start_moment[node] = places.finish_moment[node] = free
                self.has_moved = True
            self.limits.late[node], self.limits.free[node] = position(late), position(free)
        self.late_start[node] = self.late_finish[node] = late
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

    def open_ties(self, node: int) -> list[int]:
        """The links from a node whose successor can still be delayed."""
        ties, holds, is_started = self.ties, self.holds, self.places.is_started
        found, tie = [], ties.out_of.first[node]
        while tie != NO_TIE:
            after = ties.successors[tie]
            if holds[after] and not (ties.to_start[tie] and is_started[after]):
                found.append(tie)
            tie = ties.out_of.next[tie]
        return found

    def binding(self, node: int) -> list[int]:
        """The links that a delay of a task would move: its own, and those from the start of its phases."""
        found, from_finish = self.open_ties(node), self.ties.from_finish
        if self.places.is_started[node]:
            return [tie for tie in found if from_finish[tie]]
        if self.starts and self.places.is_dated[node]:
            start_moment = self.places.start_moment
            for phase in self.network.around(node):
                if start_moment[phase] == start_moment[node]:
                    found += self.starts.get(phase, ())
        return found

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

    def moments(self, node: int, ties: Sequence[int]) -> tuple[int, int]:
        """The late and the free moment of a phase or point."""
        late, free = self.around[self.network.phases[node]]
        if node == self.target:
            late = free = self.places.finish_moment[node]
        for tie in ties:
            latest, planned = self.kept(tie)
            late = min(late, self.tie_moment(tie, latest))
            free = min(free, self.tie_moment(tie, planned))
        late = min([late, *(moment for moment, _ in self.own_limits(node))])
        return late, min(free, late)

    def kept(self, tie: int) -> tuple[int, int]:
        """What the successor of a link keeps: the latest and the planned position or moment of its end."""
        after, places = self.ties.successors[tie], self.places
        if self.ties.to_start[tie]:
            planned = places.start_moment if self.in_moments[after] else places.start
            return self.late_start[after], planned[after]
        planned = places.finish_moment if self.in_moments[after] else places.finish
        return self.late_finish[after], planned[after]

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

    def reached(self, node: int, tie: int, calendar: WorkCalendar) -> tuple[int, int]:
        """The last positions for the start or finish of a task that let the successor keep its own."""
        ties, places = self.ties, self.places
        after, lag = ties.successors[tie], ties.lags[tie]
        if ties.is_elapsed[tie] or self.in_moments[after]:
            latest, planned = (self.tie_moment(tie, end) for end in self.kept(tie))
        else:
            latest = (self.late_start if ties.to_start[tie] else self.late_finish)[after] - lag
            planned = (places.start if ties.to_start[tie] else places.finish)[after] - lag
            other = self.calendars[after]
            if other is calendar:
                return latest, planned
            latest, planned = other.start_moment(latest), other.start_moment(planned)
        late, free = calendar.position(latest), calendar.position(planned)
        if ties.from_finish[tie] and places.is_dated[node]:
            return late, free
        return _where_work_begins(calendar, late, latest), _where_work_begins(calendar, free, planned)

    def tie_moment(self, tie: int, target: int) -> int:
        """The last moment for the start or finish of a node that lets the successor keep `target`."""
        after, lag = self.ties.successors[tie], self.ties.lags[tie]
        is_elapsed, calendar = self.ties.is_elapsed[tie], self.calendars[after]
        if not self.in_moments[after]:
            if is_elapsed:
                return calendar.start_moment(target) - lag * ELAPSED_MINUTE
            return calendar.start_moment(target - lag)
        if is_elapsed or lag == 0:
            return target - lag * ELAPSED_MINUTE
        position = calendar.position(target)
        if not self.ties.from_finish[tie]:
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

"""The walk through a network: forward for the earliest dates; the way back stands in `slack`.

All arithmetic is in integers: positions (working minutes of the task's own calendar) and moments, see
`calendar`. Two moments without working time between them are the same to a job.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from ozgdesk.domain.calendar import WorkCalendar, end_of, start_of
from ozgdesk.domain.network import Network
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Task
from ozgdesk.domain.ties import NO_TIE
from ozgdesk.domain.vocabulary import ConstraintKind

HALF_DAY = MINUTES_PER_DAY // 2
ELAPSED_MINUTE = 3
"""An elapsed day is typed as 480 minutes and lasts 1440 moments."""
_BINDS_START = (ConstraintKind.NOT_BEFORE, ConstraintKind.START_ON)
UNBOUND = -(1 << 60)
"""Before every position that a lead can reach: nothing binds the job."""


@dataclass(slots=True)
class Places:
    """Where each node lies: positions and moments of start and finish, by node.

    A node without a date passes on what binds it (`is_dated` is false) or nothing (`is_bound` is false too).
    The gate of a phase is the earliest moment for all that lies in it.
    """

    start: list[int]
    finish: list[int]
    start_moment: list[int]
    finish_moment: list[int]
    is_dated: list[bool]
    is_bound: list[bool]
    is_finish_open: list[bool]
    is_started: list[bool]
    is_done: list[bool]
    gates: dict[int, int]

    @staticmethod
    def none(count: int) -> "Places":
        """Nothing has a place yet."""
        return Places(
            start=[0] * count,
            finish=[0] * count,
            start_moment=[0] * count,
            finish_moment=[0] * count,
            is_dated=[False] * count,
            is_bound=[False] * count,
            is_finish_open=[False] * count,
            is_started=[False] * count,
            is_done=[False] * count,
            gates={},
        )

    def copy(self) -> "Places":
        """The same, to be changed."""
        return Places(*(getattr(self, field.name).copy() for field in fields(self)))

    def of(self, node: int) -> tuple[int, ...]:
        """What a node hands on to those that depend on it."""
        moments = (self.start_moment[node], self.finish_moment[node])
        marks = (self.is_bound[node], self.is_dated[node], self.is_done[node], self.is_finish_open[node])
        return (self.start[node], self.finish[node], *moments, *marks)

    def clear(self, node: int) -> None:
        """Take the place of a node away."""
        self.start[node] = self.finish[node] = self.start_moment[node] = self.finish_moment[node] = 0
        self.is_bound[node] = self.is_dated[node] = self.is_finish_open[node] = False
        self.is_started[node] = self.is_done[node] = False

    def put(self, node: int, start: int, finish: int, calendar: WorkCalendar) -> None:
        """Place a task at working positions; the moments follow from them."""
        self.start[node], self.finish[node] = start, finish
        self.start_moment[node] = moment = calendar.start_moment(start)
        self.finish_moment[node] = moment if finish == start else calendar.finish_moment(finish)

    def dated(self, nodes: Iterable[int]) -> list[int]:
        """Those of the nodes that have a date."""
        return [node for node in nodes if self.is_dated[node]]

    def span(self, node: int, below: list[int]) -> None:
        """Let a phase reach from the first start to the last finish below it."""
        self.start_moment[node] = min(self.start_moment[child] for child in below)
        self.finish_moment[node] = max(self.finish_moment[child] for child in below)

    def span_phases(self, network: Network) -> None:
        """The same for all phases, when tasks have moved."""
        for visit in network.order:
            if visit < 0 and (below := self.dated(network.children[~visit])):
                self.span(~visit, below)


def forward(network: Network, today: date) -> Places:
    """The earliest place of every node; what is not done lies on or after `today`."""
    walk = _Forward(network, today, Places.none(len(network.tasks)))
    for visit in network.order:
        walk.visit(visit)
    return walk.places


def as_meant(network: Network, today: date, places: Places) -> Places:
    """The `places` as they were meant: nothing is pushed, and what has begun takes its whole duration."""
    walk = _Forward(network, today, places, progress=False)
    moved = [
        node
        for node in places.dated(range(len(network.tasks)))
        if not (places.is_done[node] or network.children[node])
        and (places.is_started[node] or places.start[node] <= walk.todays[network.calendars[node]])
    ]
    return again(network, today, places, moved, progress=False)


def again(
    network: Network, today: date, places: Places, touched: Iterable[int], *, progress: bool = True
) -> Places:
    """The places after the `touched` tasks have been placed anew; only what depends on them is computed."""
    walk = _Forward(network, today, places.copy(), progress=progress)
    waiting = set(touched)
    for visit in network.order:
        if visit in waiting and walk.revisit(visit):
            waiting.update(network.after(visit))
    return walk.places


class _Forward:
    """The state of one forward walk."""

    def __init__(self, network: Network, today: date, places: Places, *, progress: bool = True) -> None:
        self.network = network
        self.calendars = network.calendars
        self.ties = network.ties
        self.places = places
        self.today = start_of(today)
        self.todays = {calendar: calendar.position(self.today) for calendar in set(network.calendars)}
        self.progress = progress

    def visit(self, visit: int) -> None:
        """Enter a task, or enter or leave a phase."""
        if visit < 0:
            self.gather(~visit)
        elif self.network.children[visit]:
            self.open_gate(visit)
        else:
            self.place(visit)

    def revisit(self, visit: int) -> bool:
        """Visit again; whether anything is handed on that was not before."""
        node, gates = (~visit if visit < 0 else visit), self.places.gates
        if visit >= 0 and self.network.children[visit]:
            gate = gates.pop(visit, None)
            self.open_gate(visit)
            return gates.get(visit) != gate
        before = self.places.of(node)
        self.places.clear(node)
        self.visit(visit)
        return self.places.of(node) != before

    def open_gate(self, node: int) -> None:
        """Find what binds all sub-tasks: the links and the constraint of the phase and of those around it."""
        moments, day = self.moments(node), self.network.constraint_days[node]
        if day is not None and self.network.constraint_kinds[node] in _BINDS_START:
            moments.append(start_of(day))
        if moments:
            self.places.gates[node] = max(moments)

    def moments(self, node: int) -> list[int]:
        """The moments before which links to a node and the phase around it let nothing begin."""
        is_bound, gate = self.places.is_bound, self.places.gates.get(self.network.phases[node])
        ties, before = self.ties.into.at(node), self.ties.predecessors
        found = [self.tie_moment(tie) for tie in ties if is_bound[before[tie]]]
        return found if gate is None else [*found, gate]

    def gather(self, node: int) -> None:
        """Sum a phase up: from the first start to the last finish below it."""
        places, children, calendar = self.places, self.network.children[node], self.calendars[node]
        below = places.dated(children)
        if not below:
            return
        places.span(node, below)
        places.start[node] = calendar.position(places.start_moment[node])
        places.finish[node] = calendar.position(places.finish_moment[node])
        places.is_dated[node] = places.is_bound[node] = True
        places.is_done[node] = all(places.is_done[child] for child in children)
        places.is_finish_open[node] = any(places.is_finish_open[child] for child in below)

    def place(self, node: int) -> None:
        """Place a task: as it happened, as it goes on, or as early as what binds it allows."""
        network, duration = self.network, self.network.durations[node]
        since = network.started_on[node]
        if since is not None:
            self.places.is_started[node] = True
        if network.is_done[node]:
            self.places.is_done[node] = True
            self.put_done(node, duration or 0)
        elif since is not None:
            self.put_running(node, duration, since)
        elif duration == 0 or (duration is None and self.is_given_day(node)):
            self.put_point(node)
        else:
            self.put_ahead(node, duration)

    def is_given_day(self, node: int) -> bool:
        """Whether a constraint gives the task a day even without a duration."""
        kind = self.network.constraint_kinds[node]
        has_kind = kind in _BINDS_START or kind is ConstraintKind.FINISH_ON
        return has_kind and self.network.constraint_days[node] is not None

    def put_done(self, node: int, duration: int) -> None:
        """Keep actual days; where one is missing, the duration gives it; where both are, the constraint."""
        calendar, start = self.calendars[node], self.network.started_on[node]
        finish = self.network.finished_on[node]
        if finish is None and start is None:
            start = self.network.constraint_days[node]
        if finish is None and start is None:
            return
        if finish is None and start is not None:
            begun = ended = start_of(start)
            if duration:
                ended = max(calendar.finish_moment(calendar.position(begun) + duration), begun)
                ended = max(min(ended, self.today), begun)
        elif start is None and finish is not None:
            ended = end_of(finish)
            begun = calendar.start_moment(max(calendar.position(ended) - duration, 0)) if duration else ended
            begun = min(begun, start_of(finish))
        elif start is not None and finish is not None:
            begun, ended = start_of(start), end_of(finish)
        self.fix(node, begun, ended)

    def put_running(self, node: int, duration: int | None, since: date) -> None:
        """Keep the actual start; what remains is done from the Stichtag on."""
        calendar, begun = self.calendars[node], start_of(since)
        earliest = max(begun, self.today) if self.progress else begun
        bounds = self.finish_bounds(node)
        if duration is None:
            ends = map(calendar.finish_moment, bounds) if self.progress else ()
            self.fix(node, begun, max([earliest, *ends]))
            self.places.is_finish_open[node] = True
            return
        left = remaining(self.network.tasks[node], duration) if self.progress else duration
        finish = max([calendar.position(earliest) + left, *bounds])
        self.fix(node, begun, max(calendar.finish_moment(finish), earliest))

    def fix(self, node: int, begun: int, ended: int) -> None:
        """Put a node at two moments whether or not there is work on them."""
        places, calendar = self.places, self.calendars[node]
        places.start_moment[node] = begun
        places.finish_moment[node] = ended = max(begun, ended)
        places.start[node] = start = calendar.position(begun)
        places.finish[node] = max(calendar.position(ended), start)
        places.is_dated[node] = places.is_bound[node] = True

    def put_point(self, node: int) -> None:
        """Place a milestone, or the known day of a task of unknown length; what nothing binds has no date."""
        places, calendar, moments = self.places, self.calendars[node], self.moments(node)
        day, fixed = self.network.constraint_days[node], None
        is_end = self.network.constraint_kinds[node] is ConstraintKind.FINISH_ON
        if day is not None and self.is_given_day(node):
            fixed = end_of(day) if is_end else start_of(day)
            moments.append(fixed)
        if not moments:
            return
        moment = max([*moments, self.today]) if self.progress else max(moments)
        position = calendar.position(moment)
        on_duty = (calendar.finish_moment(position), calendar.start_moment(position))
        if moment != fixed and moment not in on_duty:
            moment = on_duty[1]
        places.start[node] = places.finish[node] = position
        places.start_moment[node] = places.finish_moment[node] = moment
        places.is_dated[node] = places.is_bound[node] = True
        places.is_finish_open[node] = self.network.durations[node] is None and not is_end

    def put_ahead(self, node: int, known: int | None) -> None:
        """Place what has not begun, never before the Stichtag; without a duration it only hands on bounds."""
        places, calendar, duration = self.places, self.calendars[node], known or 0
        earliest = self.earliest(node, duration)
        gate = places.gates.get(self.network.phases[node])
        if gate is not None:
            earliest = max(earliest, calendar.position(gate))
        if self.network.constraint_days[node] is not None:
            earliest = max(earliest, self.constraint_position(node, duration))
        if known is not None:
            places.is_dated[node] = True
            if earliest < self.todays[calendar] and (self.progress or earliest == UNBOUND):
                earliest = self.todays[calendar]
        if earliest != UNBOUND:
            places.is_bound[node] = True
            start = earliest if earliest > 0 else 0
            places.put(node, start, start + duration, calendar)

    def earliest(self, node: int, duration: int) -> int:
        """The earliest start that the links to a task of this duration allow."""
        ties, places, calendar, earliest = self.ties, self.places, self.calendars[node], UNBOUND
        tie = ties.into.first[node]
        while tie != NO_TIE:
            before = ties.predecessors[tie]
            if places.is_bound[before]:
                # Within one calendar, calling `tie_position` would take longer than finding its answer.
                if self.calendars[before] is calendar and not ties.is_elapsed[tie]:
                    ends = places.finish if ties.from_finish[tie] else places.start
                    start = ends[before] + ties.lags[tie]
                else:
                    start = self.tie_position(tie)
                if not ties.to_start[tie]:
                    start -= duration
                if start > earliest:
                    earliest = start
            tie = ties.into.next[tie]
        return earliest

    def constraint_position(self, node: int, duration: int) -> int:
        """The earliest start that a day not to begin before, or a fixed finish, allows."""
        kind, day = self.network.constraint_kinds[node], self.network.constraint_days[node]
        if day is not None and kind in _BINDS_START:
            return self.calendars[node].position(start_of(day))
        if day is not None and kind is ConstraintKind.FINISH_ON:
            return self.calendars[node].position(end_of(day)) - duration
        return UNBOUND

    def finish_bounds(self, node: int) -> list[int]:
        """The earliest finish positions that links to the finish and a fixed finish ask for."""
        ties, is_bound, day = self.ties, self.places.is_bound, self.network.constraint_days[node]
        bounds = [
            self.tie_position(tie)
            for tie in ties.into.at(node)
            if not ties.to_start[tie] and is_bound[ties.predecessors[tie]]
        ]
        if day is not None and self.network.constraint_kinds[node] is ConstraintKind.FINISH_ON:
            bounds.append(self.calendars[node].position(end_of(day)))
        return bounds

    def tie_position(self, tie: int) -> int:
        """The earliest position of the successor's start or finish that a link allows."""
        ties, places = self.ties, self.places
        before, lag = ties.predecessors[tie], ties.lags[tie]
        calendar, is_elapsed = self.calendars[ties.successors[tie]], ties.is_elapsed[tie]
        if calendar is self.calendars[before] and not is_elapsed:
            return (places.finish if ties.from_finish[tie] else places.start)[before] + lag
        moment = (places.finish_moment if ties.from_finish[tie] else places.start_moment)[before]
        if is_elapsed:
            return calendar.position(moment + lag * ELAPSED_MINUTE)
        return calendar.position(moment) + lag

    def tie_moment(self, tie: int) -> int:
        """The same as a moment, which still knows the end of one day from the beginning of the next."""
        ties, places = self.ties, self.places
        before, lag, from_finish = ties.predecessors[tie], ties.lags[tie], ties.from_finish[tie]
        moment = (places.finish_moment if from_finish else places.start_moment)[before]
        if ties.is_elapsed[tie]:
            return moment + lag * ELAPSED_MINUTE
        if lag == 0:
            return moment
        position, calendar = self.tie_position(tie), self.calendars[ties.successors[tie]]
        return calendar.finish_moment(position) if from_finish else calendar.start_moment(position)


def remaining(task: Task, duration: int) -> int:
    """The working minutes still to do of a task that has begun; a per cent is no better than half a day."""
    if task.remaining_minutes is not None:
        return task.remaining_minutes
    left = duration - duration * task.progress_percent // 100
    return min(-(-left // HALF_DAY) * HALF_DAY, duration)

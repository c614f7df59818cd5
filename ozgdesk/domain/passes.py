"""The walk through a network: forward for the earliest dates; the way back stands in `slack`.

All arithmetic is in integers: positions (working minutes of the task's own calendar) and moments, see
`calendar`. Two moments without working time between them are the same to a task.
"""

from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.calendar import WorkCalendar, end_of, start_of
from ozgdesk.domain.network import Network, Node, Tie
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Task
from ozgdesk.domain.vocabulary import ConstraintKind, TaskState

HALF_DAY = MINUTES_PER_DAY // 2
ELAPSED_MINUTE = 3
"""An elapsed day is typed as 480 minutes and lasts 1440 moments."""


@dataclass(slots=True)
class Place:
    """Where a node lies: positions and moments of start and finish.

    A node without a date passes on what binds it (`is_dated` is false) or nothing (`is_bound` is false too).
    """

    start: int = 0
    finish: int = 0
    start_moment: int = 0
    finish_moment: int = 0
    is_dated: bool = False
    is_bound: bool = False
    is_finish_open: bool = False
    is_started: bool = False
    is_done: bool = False


def is_done(task: Task) -> bool:
    """Whether the task is finished, with or without a known day."""
    return task.state is TaskState.DONE or task.actual_finish_on is not None or task.progress_percent == 100


def forward(network: Network, today: date, *, progress: bool) -> list[Place]:
    """The earliest place of every node, by its index.

    With `progress`, what is not done lies on or after `today`; without, the plan as it was meant: nothing is
    pushed, and what has begun still takes its whole duration.
    """
    walk = _Forward(network, today, progress)
    for node, is_exit in network.order:
        if is_exit:
            walk.gather(node)
        elif node.is_phase:
            walk.open_gate(node)
        else:
            walk.place(node)
    return walk.places


class _Forward:
    """The state of one forward walk. The gate of a phase is the earliest moment for all that lies in it."""

    def __init__(self, network: Network, today: date, progress: bool) -> None:
        self.places = [Place() for _ in network.nodes]
        self.gates: list[int | None] = [None] * len(network.nodes)
        self.today = start_of(today)
        self.todays: dict[WorkCalendar, int] = {}
        self.progress = progress

    def open_gate(self, node: Node) -> None:
        """Find what binds all sub-tasks: the links and the constraint of the phase and of those around it."""
        moments = [] if node.parent is None else [self.gates[node.parent.index]]
        moments += [
            self.tie_moment(tie) for tie in node.incoming if self.places[tie.predecessor.index].is_bound
        ]
        if node.task.constraint_kind in (ConstraintKind.NOT_BEFORE, ConstraintKind.START_ON):
            moments.append(start_of(node.task.constraint_on) if node.task.constraint_on else None)
        self.gates[node.index] = max((m for m in moments if m is not None), default=None)

    def gather(self, node: Node) -> None:
        """Sum a phase up: from the first start to the last finish below it."""
        below = [self.places[child.index] for child in node.children if self.places[child.index].is_dated]
        place = self.places[node.index]
        if not below:
            return
        place.start_moment = min(p.start_moment for p in below)
        place.finish_moment = max(p.finish_moment for p in below)
        place.start = node.calendar.position(place.start_moment)
        place.finish = node.calendar.position(place.finish_moment)
        place.is_dated = place.is_bound = True
        place.is_done = all(self.places[child.index].is_done for child in node.children)
        place.is_finish_open = any(p.is_finish_open for p in below)

    def place(self, node: Node) -> None:
        """Place a task: as it happened, as it goes on, or as early as what binds it allows."""
        place, task = self.places[node.index], node.task
        place.is_done = is_done(task)
        place.is_started = task.actual_start_on is not None
        if place.is_done:
            self.put_done(node, place)
        elif task.actual_start_on is not None:
            self.put_running(node, place, task.actual_start_on)
        elif node.is_point or (node.duration is None and _places(task)):
            self.put_point(node, place)
        else:
            self.put_ahead(node, place)

    def put_done(self, node: Node, place: Place) -> None:
        """Keep actual days; where one is missing, the duration gives it; where both are, the constraint."""
        task, calendar, duration = node.task, node.calendar, node.duration or 0
        finish = task.actual_finish_on
        start = task.actual_start_on
        if finish is None and start is None:
            start = task.constraint_on
        if finish is None and start is None:
            return
        if finish is None and start is not None:
            begun = start_of(start)
            ended = begun
            if duration:
                ended = max(calendar.finish_moment(calendar.position(begun) + duration), begun)
                ended = max(min(ended, self.today), begun)
        elif start is None and finish is not None:
            ended = end_of(finish)
            begun = calendar.start_moment(max(calendar.position(ended) - duration, 0)) if duration else ended
            begun = min(begun, start_of(finish))
        elif start is not None and finish is not None:
            begun, ended = start_of(start), end_of(finish)
        self.fix(node, place, begun, ended)

    def put_running(self, node: Node, place: Place, since: date) -> None:
        """Keep the actual start; what remains is done from the Stichtag on."""
        calendar, begun = node.calendar, start_of(since)
        if node.duration is None:
            ends = [calendar.finish_moment(bound) for bound in self.finish_bounds(node)]
            self.fix(node, place, begun, max([begun, self.today, *ends]) if self.progress else begun)
            place.is_finish_open = True
            return
        position = calendar.position(begun)
        if self.progress:
            finish = calendar.position(max(begun, self.today)) + remaining(node.task, node.duration)
        else:
            finish = position + node.duration
        finish = max([finish, *self.finish_bounds(node)])
        earliest = max(begun, self.today) if self.progress else begun
        self.fix(node, place, begun, max(calendar.finish_moment(finish), earliest))

    def fix(self, node: Node, place: Place, begun: int, ended: int) -> None:
        """Put a node at two moments whether or not there is work on them."""
        place.start_moment, place.finish_moment = begun, max(begun, ended)
        place.start = node.calendar.position(begun)
        place.finish = max(node.calendar.position(place.finish_moment), place.start)
        place.is_dated = place.is_bound = True

    def put_point(self, node: Node, place: Place) -> None:
        """Place a milestone, or the known day of a task of unknown length; what nothing binds has no date."""
        task = node.task
        moments = [
            self.tie_moment(tie) for tie in node.incoming if self.places[tie.predecessor.index].is_bound
        ]
        gate = None if node.parent is None else self.gates[node.parent.index]
        if gate is not None:
            moments.append(gate)
        fixed = None
        if task.constraint_on is not None and _places(task):
            at_end = task.constraint_kind is ConstraintKind.FINISH_ON
            fixed = end_of(task.constraint_on) if at_end else start_of(task.constraint_on)
            moments.append(fixed)
        if not moments:
            return
        moment = max([*moments, self.today]) if self.progress else max(moments)
        position = node.calendar.position(moment)
        on_duty = (node.calendar.finish_moment(position), node.calendar.start_moment(position))
        if moment != fixed and moment not in on_duty:
            moment = on_duty[1]
        place.start = place.finish = position
        place.start_moment = place.finish_moment = moment
        place.is_dated = place.is_bound = True
        place.is_finish_open = node.duration is None and task.constraint_kind is not ConstraintKind.FINISH_ON

    def put_ahead(self, node: Node, place: Place) -> None:
        """Place what has not begun, never before the Stichtag; without a duration it only hands on bounds."""
        task, calendar = node.task, node.calendar
        starts = [self.tie_position(tie) for tie in node.incoming if tie.to_start and self.binds(tie)]
        gate = None if node.parent is None else self.gates[node.parent.index]
        if gate is not None:
            starts.append(calendar.position(gate))
        day = task.constraint_on
        if day is not None and task.constraint_kind in (ConstraintKind.NOT_BEFORE, ConstraintKind.START_ON):
            starts.append(calendar.position(start_of(day)))
        finishes = self.finish_bounds(node)
        duration = node.duration or 0
        bounds = [*starts, *(finish - duration for finish in finishes)]
        place.is_dated = node.duration is not None
        if place.is_dated and (self.progress or not bounds):
            bounds.append(self.today_in(calendar))
        if not bounds:
            return
        place.start = max(0, *bounds)
        place.finish = place.start + duration
        place.is_bound = True
        set_moments(node, place)

    def today_in(self, calendar: WorkCalendar) -> int:
        """The position of the Stichtag."""
        if calendar not in self.todays:
            self.todays[calendar] = calendar.position(self.today)
        return self.todays[calendar]

    def finish_bounds(self, node: Node) -> list[int]:
        """The earliest finish positions that links to the finish and a fixed finish ask for."""
        bounds = [self.tie_position(tie) for tie in node.incoming if not tie.to_start and self.binds(tie)]
        if node.task.constraint_kind is ConstraintKind.FINISH_ON and node.task.constraint_on is not None:
            bounds.append(node.calendar.position(end_of(node.task.constraint_on)))
        return bounds

    def binds(self, tie: Tie) -> bool:
        """Whether the predecessor of a link has a place to count from."""
        return self.places[tie.predecessor.index].is_bound

    def tie_position(self, tie: Tie) -> int:
        """The earliest position of the successor's start or finish that a link allows."""
        place, calendar = self.places[tie.predecessor.index], tie.successor.calendar
        moment = place.finish_moment if tie.from_finish else place.start_moment
        if tie.is_elapsed:
            return calendar.position(moment + tie.lag * ELAPSED_MINUTE)
        if calendar is tie.predecessor.calendar:
            return (place.finish if tie.from_finish else place.start) + tie.lag
        return calendar.position(moment) + tie.lag

    def tie_moment(self, tie: Tie) -> int:
        """The same as a moment, which still knows the end of one day from the beginning of the next."""
        place, calendar = self.places[tie.predecessor.index], tie.successor.calendar
        moment = place.finish_moment if tie.from_finish else place.start_moment
        if tie.is_elapsed:
            return moment + tie.lag * ELAPSED_MINUTE
        if tie.lag == 0:
            return moment
        position = self.tie_position(tie)
        return calendar.finish_moment(position) if tie.from_finish else calendar.start_moment(position)


def _places(task: Task) -> bool:
    """Whether a constraint gives the task a day even without a duration."""
    kinds = (ConstraintKind.NOT_BEFORE, ConstraintKind.START_ON, ConstraintKind.FINISH_ON)
    return task.constraint_on is not None and task.constraint_kind in kinds


def remaining(task: Task, duration: int) -> int:
    """The working minutes still to do of a task that has begun; a per cent is no better than half a day."""
    if task.remaining_minutes is not None:
        return task.remaining_minutes
    left = duration - duration * task.progress_percent // 100
    return min(-(-left // HALF_DAY) * HALF_DAY, duration)


def set_moments(node: Node, place: Place) -> None:
    """The moments that follow from the positions of a task."""
    place.start_moment = node.calendar.start_moment(place.start)
    if place.finish == place.start:
        place.finish_moment = place.start_moment
    else:
        place.finish_moment = node.calendar.finish_moment(place.finish)

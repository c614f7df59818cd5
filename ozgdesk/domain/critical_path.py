"""What drives the date of one task: how far each task before it may slip without moving it.

Worked out backward from the finish of this target alone, from the dates of the schedule. A task with two
ends has two vertices: its limits are known at the exit, what waits for them stands at the entry.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.calendar import MOMENTS_PER_DAY, WorkCalendar
from ozgdesk.domain.network import is_done
from ozgdesk.domain.passes import ELAPSED_MINUTE
from ozgdesk.domain.schedule import Dates, Schedule, working_time
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, Link, Task
from ozgdesk.domain.vocabulary import ConstraintKind, LagKind, LinkKind, Role, TaskKind, TaskState

Vertex = tuple[str, bool]
"""A task id and whether this is its exit."""


@dataclass(frozen=True, slots=True)
class CriticalPath:
    """By id of the target and of each open task it depends on: the working minutes the task may slip.

    A phase has the least of its tasks. Of several first tasks of a phase with a link from its start each
    counts as the first.
    """

    target_id: str
    floats: Mapping[str, int]

    def holds(self, task_id: str) -> bool:
        """Whether any delay of this task delays the target."""
        return self.floats.get(task_id) == 0


def critical_path(snapshot: Snapshot, plan: Schedule, as_of: date, target_id: str) -> CriticalPath:
    """The drivers of a task or phase; without floats when it is gone, done or has no date. Linear."""
    walk = _Walk(snapshot, plan, as_of)
    dates = plan.dates.get(target_id)
    if target_id not in walk.tasks or dates is None or dates.is_done:
        return CriticalPath(target_id, {})
    return CriticalPath(target_id, dict(walk.floats(target_id)))


class _Walk:
    """Limits by vertex: finish positions in the calendar of the task; of phases and points, moments.

    A point without length knows the end of one day from the beginning of the next.
    """

    def __init__(self, snapshot: Snapshot, plan: Schedule, as_of: date) -> None:
        self.dates = plan.dates
        self.tasks = {task.id: task for task in snapshot.all(Task) if task.state is not TaskState.DROPPED}
        self.children: dict[str, list[str]] = {}
        for task in self.tasks.values():
            if task.parent_id in self.tasks:
                self.children.setdefault(task.parent_id, []).append(task.id)
        self.incoming: dict[str, list[Link]] = {}
        for link in snapshot.all(Link):
            if link.predecessor_id in self.tasks and self.is_usable(link):
                self.incoming.setdefault(link.successor_id, []).append(link)
        leads = snapshot.all(Assignment)
        self.leads = {a.task_id: a.municipality_id for a in leads if a.role is Role.LEAD}
        self.calendars = working_time(snapshot, as_of)
        self.limits: dict[Vertex, int] = {}

    def is_usable(self, link: Link) -> bool:
        """The end of a phase follows from its tasks: no link can hold it back."""
        return _to_start(link) or link.successor_id not in self.children

    def floats(self, target_id: str) -> Iterator[tuple[str, int]]:
        """The float of every task before the target, then of the phases around them."""
        whole = self.dates[target_id]
        at_end = _moment(whole.finish, whole.finish_minute)
        in_moments = self.is_in_moments(target_id)
        self.limits[target_id, True] = at_end if in_moments else self.finish(target_id)
        for id_, is_exit in self.order(target_id):
            if not is_exit:
                self.enter(id_)
            elif id_ in self.children and (id_, True) in self.limits:
                self.leave_phase(id_, self.limits[id_, True])
        least: dict[str, int] = {}
        for id_ in [id_ for id_, is_exit in self.limits if is_exit and id_ in self.dates]:
            if id_ not in self.children and not self.is_done(id_):
                least[id_] = self.float_of(id_)
        yield from least.items()
        around: dict[str, int] = {}
        for id_, minutes in least.items():
            for phase in self.phases(id_):
                around[phase] = min(around.get(phase, minutes), minutes)
        yield from around.items()

    def order(self, target_id: str) -> list[Vertex]:
        """All that comes before the exit of the target, each vertex before those it waits for."""
        root = (target_id, True)
        seen, done = {root}, []
        stack = [(root, self.before(root))]
        while stack:
            vertex, rest = stack[-1]
            following = next((other for other in rest if other not in seen), None)
            if following is None:
                done.append(vertex)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, self.before(following)))
        return done[::-1]

    def before(self, vertex: Vertex) -> Iterator[Vertex]:
        """What a vertex waits for."""
        id_, is_exit = vertex
        if is_exit:
            below = self.children.get(id_)
            yield from ((child, True) for child in below) if below else ((id_, False),)
            return
        yield from ((link.predecessor_id, True) for link in self.incoming.get(id_, ()))
        parent = self.tasks[id_].parent_id
        if parent is not None and parent in self.tasks:
            yield parent, False

    def float_of(self, id_: str) -> int:
        """The working minutes up to the limit of a dated task."""
        limit = self.limits[id_, True]
        position = self.calendar(id_).position(self.on_duty(id_, limit)) if self.is_point(id_) else limit
        return max(position - self.finish(id_), 0)

    def leave_phase(self, id_: str, moment: int) -> None:
        """No task of a phase may end behind the limit of the phase; one without a date has no end there."""
        for child in self.children[id_]:
            if child in self.children:
                self.restrict((child, True), moment)
            elif child in self.dates:
                self.restrict_finish(child, moment)

    def enter(self, id_: str) -> None:
        """Hand the limits of a task or phase on to its predecessors, and to the phase around it."""
        is_phase = id_ in self.children
        limit = self.limits.get((id_, not is_phase))
        if limit is None or self.is_done(id_):
            return
        if self.is_point(id_):
            limit = self.on_duty(id_, limit)
        has_begun = not is_phase and self.tasks[id_].actual_start_on is not None
        start = limit if self.is_in_moments(id_) else limit - self.length(id_)
        for link in self.incoming.get(id_, ()):
            if not (has_begun and _to_start(link)):
                self.hold(link, start if _to_start(link) else limit)
        parent = self.tasks[id_].parent_id
        if parent is not None and parent in self.tasks and not has_begun:
            moment = start if self.is_in_moments(id_) else self.calendar(id_).start_moment(start)
            self.restrict((parent, False), moment)

    def hold(self, link: Link, limit: int) -> None:
        """Let the predecessor of a link end or begin no later than its successor can bear."""
        id_, after, lag = link.predecessor_id, self.calendar(link.successor_id), self.lag(link)
        from_finish = link.kind in (LinkKind.FS, LinkKind.FF)
        is_elapsed, in_moments = link.lag_kind is LagKind.ELAPSED, self.is_in_moments(link.successor_id)
        if is_elapsed or (in_moments and not lag):
            moment = limit if in_moments else after.start_moment(limit)
            moment -= lag * ELAPSED_MINUTE if is_elapsed else 0
        else:
            position = _position(after, limit, at_start=not from_finish) if in_moments else limit
            moment = after.start_moment(position - lag)
        if from_finish and id_ in self.children:
            self.restrict((id_, True), moment)
        elif from_finish:
            self.restrict_finish(id_, moment)
        else:
            for first in self.firsts(id_):
                self.restrict_start(first, moment)

    def restrict_finish(self, id_: str, moment: int) -> None:
        """Limit the finish of a task to a moment; where it lies now, it delays nothing."""
        if self.is_point(id_):
            self.restrict((id_, True), self.not_before_now(id_, moment))
        elif id_ in self.dates:
            self.restrict((id_, True), max(self.calendar(id_).position(moment), self.finish(id_)))
        else:
            self.restrict((id_, True), _position(self.calendar(id_), moment, at_start=True))

    def restrict_start(self, id_: str, moment: int) -> None:
        """Limit the start of a task to a moment while it can still move."""
        if id_ not in self.dates or self.is_point(id_):
            self.restrict_finish(id_, moment)
        elif self.tasks[id_].actual_start_on is None:
            position = _position(self.calendar(id_), moment, at_start=True) + self.length(id_)
            self.restrict((id_, True), max(position, self.finish(id_)))

    def restrict(self, vertex: Vertex, limit: int) -> None:
        """Keep the least limit."""
        self.limits[vertex] = min(self.limits.get(vertex, limit), limit)

    def firsts(self, id_: str) -> Iterator[str]:
        """The tasks with which a phase begins; a task begins with itself."""
        if id_ not in self.children:
            yield id_
            return
        begun = _start(self.dates[id_]) if id_ in self.dates else None
        below = list(self.children[id_])
        while below:
            part = below.pop()
            below += self.children.get(part, ())
            if part in self.dates and part not in self.children and _start(self.dates[part]) == begun:
                yield part

    def phases(self, id_: str) -> Iterator[str]:
        """The phases around a task, nearest first."""
        parent = self.tasks[id_].parent_id
        while parent is not None and parent in self.tasks:
            yield parent
            parent = self.tasks[parent].parent_id

    def lag(self, link: Link) -> int:
        """The minutes of a lag; per cent are those of the predecessor."""
        if link.lag_kind is not LagKind.PERCENT:
            return link.lag_minutes
        task = self.tasks[link.predecessor_id]
        whole = 0 if task.kind is TaskKind.MILESTONE else task.duration_minutes or 0
        return round(whole * link.lag_minutes / 100)

    def calendar(self, id_: str) -> WorkCalendar:
        """The calendar of the lead; of a phase, with several leads, the common one."""
        return self.calendars.of(None if id_ in self.children else self.leads.get(id_))

    def finish(self, id_: str) -> int:
        """Where a dated task ends."""
        dates = self.dates[id_]
        return self.calendar(id_).position(_moment(dates.finish, dates.finish_minute))

    def length(self, id_: str) -> int:
        """How long a task takes; one without dates only hands on what binds it."""
        if id_ not in self.dates:
            return 0
        return self.finish(id_) - self.calendar(id_).position(_start(self.dates[id_]))

    def is_point(self, id_: str) -> bool:
        """Whether a dated task takes no time and has not begun."""
        if id_ in self.children or id_ not in self.dates or self.tasks[id_].actual_start_on is not None:
            return False
        return not self.length(id_)

    def is_in_moments(self, id_: str) -> bool:
        """Whether the limit of a task is a moment."""
        return id_ in self.children or self.is_point(id_)

    def on_duty(self, id_: str, moment: int) -> int:
        """The last moment up to which a point can be held; it waits for the next moment of work."""
        calendar = self.calendar(id_)
        position = calendar.position(moment)
        if calendar.start_moment(position) > moment:
            moment = calendar.finish_moment(position)
        return self.not_before_now(id_, moment)

    def not_before_now(self, id_: str, moment: int) -> int:
        """Where a point lies now it delays nothing, unless it was put there as late as possible."""
        if self.tasks[id_].constraint_kind is ConstraintKind.AS_LATE_AS_POSSIBLE:
            return moment
        return max(moment, _start(self.dates[id_]))

    def is_done(self, id_: str) -> bool:
        """Whether nothing can move a task or phase any more."""
        found = self.dates.get(id_)
        return found.is_done if found is not None else is_done(self.tasks[id_])


def _to_start(link: Link) -> bool:
    return link.kind in (LinkKind.FS, LinkKind.SS)


def _position(calendar: WorkCalendar, moment: int, *, at_start: bool) -> int:
    """The last position that is reached by a moment; work begins only where there is some."""
    position = calendar.position(moment)
    return position - (at_start and calendar.start_moment(position) > moment)


def _moment(day: date, minute: int) -> int:
    return day.toordinal() * MOMENTS_PER_DAY + minute


def _start(dates: Dates) -> int:
    return _moment(dates.start, dates.start_minute)

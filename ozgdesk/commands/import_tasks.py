"""The tasks of a file: their place in the tree, and their fields in our terms."""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from ozgdesk.commands.import_comparison import Comparison
from ozgdesk.commands.import_days import edited_days
from ozgdesk.commands.import_own import as_here, as_listed, reasons
from ozgdesk.commands.import_starts import with_late_starts
from ozgdesk.commands.plan import LONGEST_MINUTES
from ozgdesk.domain.calendar import WorkCalendar, calendars
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.incoming import IncomingTask, last_day
from ozgdesk.domain.order import between
from ozgdesk.domain.step import Change
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Task
from ozgdesk.domain.vocabulary import ConstraintKind, TaskKind, TaskState

GROUPS = (
    ("name",),
    ("parent_id",),
    ("description",),
    ("duration_minutes", "kind"),
    ("constraint_on", "constraint_kind"),
    ("constraint_reason",),
    ("constraint_source",),
    ("deadline_on",),
    ("progress_percent", "state", "remaining_minutes", "actual_start_on", "actual_finish_on"),
)
"""Fields that are taken or left together: half a constraint would be none."""

_CALENDAR_MINUTES_PER_DAY = 1440
_LONGEST_KEY = 60
_ALMOST_DONE = 99
_LONGEST_DESCRIPTION = 100_000


def plan_tasks(comparison: Comparison) -> None:
    """Compare all tasks of the file with those here, parents first."""
    tasks = comparison.incoming.tasks
    parents = _parents(tasks)
    values = _Values(comparison, parents)
    fields = {task.uid: values.of(task) for task in tasks}
    if comparison.incoming.is_table:
        fields = with_late_starts(comparison, fields)
        fields = {task.uid: values.listed(task, fields[task.uid]) for task in tasks}
    places = _Places(comparison)
    number = max((int(task.number.removeprefix("A-")) for task in comparison.snapshot.all(Task)), default=0)
    above: dict[str | None, str] = {}
    for task in tasks:
        there = fields[task.uid]
        if task.uid in comparison.removed:
            _say_removed(comparison, task, there)
            continue
        id_, parent_id = comparison.ids[task.uid], _id_of_phase(comparison, parents, task.uid)
        here = comparison.snapshot.find(Task, id_)
        if here is None:
            number += 1
            order = places.after(parent_id, above.get(parent_id))
            places.parents[id_] = parent_id
            source = comparison.incoming.source
            row = {**there, "id": id_, "order": order, "number": f"A-{number:03}", "source": source}
            comparison.insert(Task.model_validate(row), task.name)
        else:
            order = _merged(comparison, places, here, there, task)
        above[parent_id] = order
    _say_missing(comparison)


def _merged(
    comparison: Comparison, places: "_Places", here: Task, there: Mapping[str, object], task: IncomingTask
) -> str:
    """Compare a task that is here; one that moves to another phase goes to its end."""
    count = len(comparison.changes)
    groups = [group for group in GROUPS if comparison.incoming.tells(*group)]
    written = comparison.written(task.uid) if comparison.base is not None else None
    after = comparison.merge(Task, here.id, there, groups, task.name, written)
    is_freed = after.constraint_kind is ConstraintKind.AS_SOON_AS_POSSIBLE
    if is_freed and after.constraint_kind is not here.constraint_kind:
        after = _with(after, constraint_reason="", constraint_source="")
        comparison.changes[-1] = Change(Task, here.id, here, after)
    if after.parent_id == here.parent_id:
        return here.order
    comparison.changes.pop()
    if places.closes_circle(here.id, after.parent_id):
        comparison.say(Fate.CONFLICT, "task", task.name, "own_parent")
        after = _with(after, parent_id=here.parent_id, order=here.order)
    else:
        after = _with(after, order=places.after(after.parent_id, None))
        places.parents[here.id] = after.parent_id
    if after != here:
        comparison.changes.insert(count, Change(Task, here.id, here, after))
    return after.order


def _with(task: Task, **values: object) -> Task:
    return Task.model_validate({**{name: getattr(task, name) for name in Task.model_fields}, **values})


def _parents(tasks: tuple[IncomingTask, ...]) -> dict[str, str | None]:
    """The phase of each task, which only levels and the order of the file tell."""
    way: list[tuple[int, str]] = []
    found: dict[str, str | None] = {}
    for task in tasks:
        while way and way[-1][0] >= task.level:
            way.pop()
        found[task.uid] = way[-1][1] if way else None
        way.append((task.level, task.uid))
    return found


def _id_of_phase(comparison: Comparison, parents: Mapping[str, str | None], uid: str) -> str | None:
    """The phase of a row; what lay in one that is gone here lies in the next one above it."""
    parent = parents[uid]
    while parent is not None and parent in comparison.removed:
        parent = parents[parent]
    return None if parent is None else comparison.ids[parent]


def _say_removed(comparison: Comparison, task: IncomingTask, there: Mapping[str, object]) -> None:
    """Name a task that was written into the file and is gone here; it stays gone."""
    written = comparison.written(task.uid)
    groups = [group for group in GROUPS if comparison.incoming.tells(*group)]
    edited = [group[0] for group in groups if any(there[f] != getattr(written, f) for f in group)]
    if edited:
        comparison.say(Fate.CONFLICT, "task", task.name, "removed_edited", fields=tuple(edited))
    else:
        comparison.say(Fate.SKIPPED, "task", task.name, "removed_here")


def _say_missing(comparison: Comparison) -> None:
    """Name what an earlier version of the file had; it stays."""
    ours = set(comparison.ids.values())
    source = comparison.incoming.source
    for kind, id_ in comparison.former:
        task = comparison.snapshot.find(Task, id_) if kind is Task and id_ not in ours else None
        if task is not None and task.source == source:
            comparison.say(Fate.SKIPPED, "task", task.name, "gone_there")


class _Places:
    """Order keys among siblings, and who lies in whom."""

    def __init__(self, comparison: Comparison) -> None:
        self.parents: dict[str, str | None] = {}
        self._orders: dict[str | None, list[str]] = defaultdict(list)
        for task in comparison.snapshot.all(Task):
            self.parents[task.id] = task.parent_id
            self._orders[task.parent_id].append(task.order)
        for orders in self._orders.values():
            orders.sort()

    def after(self, parent_id: str | None, above: str | None) -> str:
        """A new key behind the sibling above, or at the end."""
        orders = self._orders[parent_id]
        place = bisect_right(orders, above) if above is not None else len(orders)
        key = between(above, orders[place] if place < len(orders) else None) if above else ""
        if not key or len(key) > _LONGEST_KEY:
            key = between(orders[-1] if orders else None, None)
        insort(orders, key)
        return key

    def closes_circle(self, id_: str, parent_id: str | None) -> bool:
        """Whether a task would lie in itself."""
        seen: set[str] = set()
        while parent_id is not None and parent_id not in seen:
            if parent_id == id_:
                return True
            seen.add(parent_id)
            parent_id = self.parents.get(parent_id)
        return False


class _Values:
    """The fields of a task in our terms."""

    def __init__(self, comparison: Comparison, parents: Mapping[str, str | None]) -> None:
        self.comparison = comparison
        self.parents = parents
        self.phases = {parent for parent in parents.values() if parent is not None}
        self.phases_here = {task.parent_id for task in comparison.snapshot.all(Task)}
        self.calendar = _calendar(comparison)
        tasks = comparison.incoming.tasks
        self.held = {
            task.uid
            for task in tasks
            if task.constraint_at is not None or any(link.predecessor_uid in parents for link in task.links)
        }

    def of(self, task: IncomingTask) -> dict[str, object]:
        """All fields of `GROUPS`."""
        is_phase = task.uid in self.phases
        found = {
            "name": task.name,
            "parent_id": self.phase_of(task),
            "description": task.notes[:_LONGEST_DESCRIPTION],
            "deadline_on": task.deadline_on,
            **(_NO_DURATION if is_phase else self.duration(task)),
            **self.constraint(task, is_phase=is_phase),
            **(_NOT_BEGUN if is_phase else self.progress(task)),
        }
        written = self.comparison.written(task.uid)
        if written is None or self.comparison.incoming.is_table:
            here = written or self.comparison.snapshot.find(Task, self.comparison.ids.get(task.uid))
            return found | reasons(task, here, found)
        found = as_here(written, found, task, self.comparison.incoming, is_phase=is_phase)
        found |= edited_days(self.comparison, task, found, is_linked=self.is_linked(task))
        return found | reasons(task, written, found)

    def listed(self, task: IncomingTask, there: dict[str, object]) -> dict[str, object]:
        """The fields of a row of our own list, of which most only follow from others."""
        written = self.comparison.written(task.uid)
        if written is None:
            return there
        view = self.comparison.base.view if self.comparison.base is not None else None
        is_phase = written.id in (view.children if view is not None else self.phases_here)
        there = there | as_listed(written, there, is_phase=is_phase)
        return there | edited_days(self.comparison, task, there, is_linked=False)

    def phase_of(self, task: IncomingTask) -> str | None:
        """The phase of a task; the one that is gone here where nobody moved the task out of it there."""
        written, parent = self.comparison.written(task.uid), self.parents[task.uid]
        gone = self.comparison.removed.get(parent or "")
        if gone is not None and written is not None and written.parent_id == gone:
            return gone
        return _id_of_phase(self.comparison, self.parents, task.uid)

    def duration(self, task: IncomingTask) -> Mapping[str, object]:
        """Working minutes of 480 a day; a milestone has none."""
        if _is_point(task):
            if task.duration_minutes:
                self.comparison.say(Fate.NOT_CARRIED, "task", task.name, "long_milestone")
            return {"kind": TaskKind.MILESTONE, "duration_minutes": None}
        minutes = self.minutes(task)
        if minutes is None:
            return _NO_DURATION
        if minutes > LONGEST_MINUTES:
            self.comparison.say(Fate.NOT_CARRIED, "task", task.name, "long_duration")
            return _NO_DURATION
        return {"kind": TaskKind.TASK, "duration_minutes": max(minutes, 1)}

    def minutes(self, task: IncomingTask) -> int | None:
        """What the file says about the duration, or what lies between its days."""
        if task.is_span and task.starts_at is not None and task.finishes_at is not None:
            first, last = task.starts_at.date(), last_day(task.finishes_at)
            return max(self.calendar.working_days(first, last), 1) * MINUTES_PER_DAY
        if task.duration_minutes is None:
            return None
        return self.elapsed(task) if task.is_elapsed else self.comparison.minutes(task.duration_minutes)

    def elapsed(self, task: IncomingTask) -> int:
        """Round-the-clock time as the working days it covers."""
        minutes = task.duration_minutes or 0
        days = max(minutes // _CALENDAR_MINUTES_PER_DAY, 1)
        if minutes < _CALENDAR_MINUTES_PER_DAY:
            found = min(minutes, MINUTES_PER_DAY)
        elif task.starts_at is None or days > LONGEST_MINUTES // MINUTES_PER_DAY:
            found = max(days * 5 // 7, 1) * MINUTES_PER_DAY
        else:
            first = task.starts_at.date()
            last = first + timedelta(days=days - 1)
            found = max(self.calendar.working_days(first, last), 1) * MINUTES_PER_DAY
        self.comparison.say(Fate.NOT_CARRIED, "task", task.name, "elapsed", minutes=found)
        return found

    def constraint(self, task: IncomingTask, *, is_phase: bool) -> dict[str, object]:
        """The constraint; what nothing holds begins no earlier than it does in the file."""
        kind, moment = task.constraint_kind, task.constraint_at
        if task.is_pinned and not is_phase and task.starts_at is not None:
            kind, moment = ConstraintKind.START_ON, task.starts_at
            if any(link.predecessor_uid in self.parents for link in task.links):
                self.comparison.say(Fate.NOT_CARRIED, "task", task.name, "pinned", day=moment.date())
        elif kind is ConstraintKind.AS_SOON_AS_POSSIBLE and not is_phase and not self.is_held(task):
            kind = kind if task.starts_at is None else ConstraintKind.NOT_BEFORE
            moment = task.starts_at
        return {"constraint_kind": kind, "constraint_on": None if moment is None else moment.date()} | (
            self.evening(task, kind, moment) if moment is not None else {}
        )

    def evening(self, task: IncomingTask, kind: ConstraintKind, moment: datetime) -> dict[str, object]:
        """A beginning after office hours: a point ends that day, work goes on the next working day."""
        kinds = (ConstraintKind.NOT_BEFORE, ConstraintKind.START_ON)
        if kind not in kinds or moment.time() < self.comparison.incoming.day_ends_at:
            return {}
        if _is_point(task):
            return {"constraint_kind": ConstraintKind.FINISH_ON}
        return {"constraint_on": moment.date() + timedelta(days=1)}

    def is_held(self, task: IncomingTask) -> bool:
        """Whether a link or a constraint of the task or of a phase around it says when it begins.

        Of our own tasks we know that nothing else does.
        """
        return self.comparison.written(task.uid) is not None or self.is_linked(task)

    def is_linked(self, task: IncomingTask) -> bool:
        """Whether the file itself says so."""
        uid: str | None = task.uid
        while uid is not None:
            if uid in self.held:
                return True
            uid = self.parents[uid]
        return False

    def progress(self, task: IncomingTask) -> Mapping[str, object]:
        """State, progress and actual days, which must agree with each other."""
        if not task.is_active:
            if self.comparison.written(task.uid) is None:
                self.comparison.say(Fate.NOT_CARRIED, "task", task.name, "inactive")
            return {**_NOT_BEGUN, "state": TaskState.DROPPED}
        start, finish = task.actual_start_on, task.actual_finish_on
        # What a plan says in words was written here; since then only its figures have changed.
        stated = task.state if self.comparison.incoming.is_table else None
        if stated in (TaskState.DROPPED, TaskState.DORMANT):
            return {**_NOT_BEGUN, "state": stated, "progress_percent": task.progress_percent}
        if stated is TaskState.DONE or (stated is None and task.progress_percent == 100):
            first = start or finish
            begun = min(first, finish) if first is not None and finish is not None else first
            return {
                "state": TaskState.DONE,
                "progress_percent": 100,
                "remaining_minutes": None,
                "actual_start_on": begun,
                "actual_finish_on": finish,
            }
        if not task.progress_percent and start is None and stated in (None, TaskState.PLANNED):
            return _NOT_BEGUN
        remaining = None
        if task.remaining_minutes is not None and not task.is_elapsed:
            remaining = min(self.comparison.minutes(task.remaining_minutes), LONGEST_MINUTES)
        begun_on = start or (task.starts_at.date() if task.starts_at is not None else None)
        return {
            "state": stated if stated not in (None, TaskState.PLANNED) else TaskState.IN_PROGRESS,
            "progress_percent": min(task.progress_percent, _ALMOST_DONE),
            "remaining_minutes": remaining if begun_on is not None else None,
            "actual_start_on": begun_on,
            "actual_finish_on": None,
        }


def _is_point(task: IncomingTask) -> bool:
    return task.is_milestone or task.duration_minutes == 0


_NO_DURATION: Mapping[str, object] = {"kind": TaskKind.TASK, "duration_minutes": None}
_NOT_BEGUN: Mapping[str, object] = {
    "state": TaskState.PLANNED,
    "progress_percent": 0,
    "remaining_minutes": None,
    "actual_start_on": None,
    "actual_finish_on": None,
}


def _calendar(comparison: Comparison) -> WorkCalendar:
    """The common working time, from before the first day of the file on."""
    return calendars(comparison.snapshot, min(_years(comparison))).common


def _years(comparison: Comparison) -> Iterator[int]:
    yield comparison.today.year
    for task in comparison.incoming.tasks:
        if task.starts_at is not None:
            yield task.starts_at.year
    for calendar in comparison.incoming.calendars:
        yield from (closure.from_on.year for closure in calendar.closures)

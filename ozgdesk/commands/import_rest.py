"""What a file says besides tasks and links: who works on them, kept plans, days off."""

from collections.abc import Mapping

from ozgdesk.commands.import_comparison import Comparison
from ozgdesk.commands.import_parts import plan_listed_parts
from ozgdesk.commands.plan import LONGEST_MINUTES
from ozgdesk.domain.calendar import calendars
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.incoming import Incoming, IncomingBaseline, IncomingClosure, IncomingTask, last_day
from ozgdesk.domain.people import Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, Baseline, BaselineTask, Closure, Task
from ozgdesk.domain.vocabulary import ClosureKind, Role

LONGEST_CLOSURE_DAYS = 60
_BASELINE_GROUPS = (("starts_on", "finishes_on", "duration_minutes"),)


def proposed_mapping(snapshot: Snapshot, incoming: Incoming) -> dict[str, str]:
    """The municipality that a resource names by code, by name, or as its person; others stay open."""
    municipalities = snapshot.all(Municipality)
    persons = {row.name.casefold(): row.municipality_id for row in snapshot.all(Person)}
    found: dict[str, str] = {}
    for resource in incoming.resources:
        name = resource.name.casefold()
        named = [
            row.id
            for row in municipalities
            if row.code.casefold() == name or f" {row.name.casefold()} " in f" {name} "
        ]
        id_ = named[0] if len(named) == 1 else persons.get(name)
        if id_ is not None:
            found[resource.name] = id_
    return found


def plan_assignments(comparison: Comparison, mapping: Mapping[str, str]) -> None:
    """Give tasks to the municipalities of their resources: the first leads, the others contribute."""
    incoming, snapshot = comparison.incoming, comparison.snapshot
    names = {row.uid: row.name for row in incoming.resources}
    for resource in incoming.resources:
        if resource.name not in mapping:
            comparison.say(Fate.NOT_CARRIED, "municipality", resource.name, "unmapped")
    compared = plan_listed_parts(comparison, mapping)
    written = comparison.written_parts()
    parts: dict[str, dict[str, Role]] = {}
    for part in snapshot.all(Assignment):
        parts.setdefault(part.task_id, {})[part.municipality_id] = part.role
    for given in incoming.assignments:
        municipality = snapshot.find(Municipality, mapping.get(names.get(given.resource_uid or "", "")))
        if municipality is None or given.task_uid not in comparison.ids:
            continue
        if given.task_uid in compared:
            continue
        task_id, name = comparison.ids[given.task_uid], comparison.names[given.task_uid]
        here = parts.setdefault(task_id, {})
        id_ = comparison.id_of("assignment", comparison.key(given.task_uid), municipality.id)
        if municipality.id in here:
            if task_id in snapshot.table(Task):
                comparison.say(Fate.SKIPPED, "assignment", f"{municipality.name}: {name}", "unchanged")
            continue
        was_here = comparison.was_here(Assignment, id_) or (task_id, municipality.id) in written
        if was_here and snapshot.find(Task, task_id) is not None:
            comparison.say(Fate.SKIPPED, "assignment", f"{municipality.name}: {name}", "removed_here")
            continue
        is_led = given.is_contribution or Role.LEAD in here.values()
        role = Role.CONTRIBUTOR if is_led else Role.LEAD
        here[municipality.id] = role
        row = Assignment(id=id_, task_id=task_id, municipality_id=municipality.id, role=role)
        comparison.insert(row, f"{municipality.name}: {name}", "new_part", role=role)


def plan_baselines(comparison: Comparison) -> None:
    """Take over the kept plans of the file."""
    _Baselines(comparison).plan()


class _Baselines:
    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.numbers = {
            change.id: change.after.number
            for change in comparison.changes
            if isinstance(change.after, Task) and change.before is None
        }
        self.heads: dict[int, bool] = {}

    def plan(self) -> None:
        unusable = 0
        for task in self.comparison.incoming.tasks:
            own = task.uid in self.comparison.own  # kept plans of ours are here, under their names
            for kept in () if own else task.baselines:
                if not _is_usable(task, kept):
                    unusable += 1
                elif self.has_head(kept.number):
                    self.take(task, kept)
        if unusable:
            self.comparison.say(Fate.NOT_CARRIED, "file", "", "undated_baselines", count=unusable)

    def has_head(self, number: int) -> bool:
        """Whether the baseline is here, or will be; one that was deleted here stays so."""
        if number not in self.heads:
            comparison = self.comparison
            id_ = comparison.id_of("baseline", number)
            name = f"{comparison.incoming.program} {number}"
            is_here = comparison.snapshot.find(Baseline, id_) is not None
            if not is_here and comparison.was_here(Baseline, id_):
                comparison.say(Fate.SKIPPED, "baseline", name, "removed_here")
                self.heads[number] = False
                return False
            self.heads[number] = True
            if not is_here:
                taken_on = comparison.incoming.saved_on or comparison.today
                row = Baseline(id=id_, name=name, taken_on=taken_on, reason=comparison.incoming.title)
                comparison.insert(row, name, "new_baseline", day=taken_on)
        return self.heads[number]

    def take(self, task: IncomingTask, kept: IncomingBaseline) -> None:
        """Compare the dates of one task."""
        comparison = self.comparison
        if kept.starts_at is None or kept.finishes_at is None:
            return
        id_ = comparison.id_of("baseline", kept.number, task.uid)
        task_id = comparison.ids[task.uid]
        first = kept.starts_at.date()
        there: dict[str, object] = {
            "starts_on": first,
            "finishes_on": max(last_day(kept.finishes_at), first),
            "duration_minutes": min(comparison.minutes(kept.duration_minutes or 0), LONGEST_MINUTES),
        }
        name = f"{comparison.incoming.program} {kept.number}: {task.name}"
        if comparison.snapshot.find(BaselineTask, id_) is not None:
            comparison.merge(BaselineTask, id_, there, _BASELINE_GROUPS, name)
            return
        here = comparison.snapshot.find(Task, task_id)
        row = {
            **there,
            "id": id_,
            "baseline_id": comparison.id_of("baseline", kept.number),
            "task_id": task_id,
            "task_number": here.number if here is not None else self.numbers[task_id],
            "task_name": task.name,
        }
        comparison.insert(BaselineTask.model_validate(row), name)


def _is_usable(task: IncomingTask, kept: IncomingBaseline) -> bool:
    """Whether both days are known; no length at all for a task that has one means: never taken."""
    if kept.starts_at is None or kept.finishes_at is None or kept.finishes_at < kept.starts_at:
        return False
    return kept.starts_at != kept.finishes_at or not task.duration_minutes


def plan_closures(comparison: Comparison) -> None:
    """Take over days off of the calendar of the plan, where they are working days here."""
    closures = {
        closure: None
        for calendar in comparison.incoming.calendars
        if calendar.is_plan
        for closure in calendar.closures
    }
    first_year = min([comparison.today.year, *(closure.from_on.year for closure in closures)])
    calendar = calendars(comparison.snapshot, first_year).common
    for closure in closures:
        id_ = comparison.id_of("closure", closure.from_on, closure.until_on)
        values = {"first": closure.from_on, "last": closure.until_on}
        if closure.is_working:
            comparison.say(Fate.NOT_CARRIED, "closure", closure.name, "extra_work", **values)
        elif (closure.until_on - closure.from_on).days >= LONGEST_CLOSURE_DAYS:
            comparison.say(Fate.NOT_CARRIED, "closure", closure.name, "long_closure", **values)
        elif comparison.snapshot.find(Closure, id_) is not None:
            comparison.say(Fate.SKIPPED, "closure", closure.name, "unchanged")
        elif comparison.was_here(Closure, id_):
            comparison.say(Fate.SKIPPED, "closure", closure.name, "removed_here")
        elif calendar.working_days(closure.from_on, closure.until_on) == 0:
            comparison.say(Fate.SKIPPED, "closure", closure.name, "free_anyway", **values)
        else:
            comparison.insert(_closure(comparison, id_, closure), closure.name, "new_closure", **values)


def _closure(comparison: Comparison, id_: str, closure: IncomingClosure) -> Closure:
    return Closure(
        id=id_,
        kind=ClosureKind.OFFICE_CLOSED,
        name=closure.name or comparison.incoming.title,
        from_on=closure.from_on,
        until_on=closure.until_on,
        source=comparison.incoming.source,
    )

"""What of a plan goes into a file of another planning program: tasks in their order, links, days off."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.calendar import Calendars, holidays
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.schedule import Dates, working_time
from ozgdesk.domain.tasks import Assignment, Closure, Link, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClosureKind, Role
from ozgdesk.exchange.columns import task_rows
from ozgdesk.exchange.format import whose
from ozgdesk.exchange.own_fields import ID, LEAD, NUMBER, REASON, SOURCE, STAMP, STATE, stamp_text
from ozgdesk.present.plan_row import PlanRow
from ozgdesk.texts.labels import label

_YEARS_AFTER = 2
"""How long after its last day a plan still knows the days off, so that it can slip in the other program."""

_FRIDAY = 4
_DECEMBER = {24: "Heiligabend", 31: "Silvester"}
_FREE = "Arbeitsfrei"


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task with its dates (None while they are open) and its row of the plan; `uid` never changes."""

    task: Task
    row: PlanRow
    dates: Dates | None

    @property
    def uid(self) -> str:
        """The number of the task as a bare number: A-017 is 17."""
        return str(int(self.task.number.removeprefix("A-")))

    @property
    def level(self) -> int:
        """How deep the task lies, 1 at the top."""
        return self.row.wbs.count(".") + 1


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days in a row on which nobody works; a weekend between them counts."""

    name: str
    first: date
    last: date


class PlanExtract:
    """The whole plan, or what concerns one municipality, with the links among these tasks.

    `title` says whose it is; `links_to` and `links_from` hold the links by successor and predecessor. `towns`
    numbers the municipalities by id, `parts` are leads and contributions, `leads` the leaders by task id.
    """

    def __init__(self, view: View, municipality_id: str | None) -> None:
        self.view = view
        self.title = whose(view, municipality_id)
        self.stamp = stamp_text(view)
        dates = view.plan.dates
        self.tasks = tuple(
            PlanTask(view.snapshot.get(Task, row.id), row, dates.get(row.id))
            for row in task_rows(view, municipality_id)
        )
        self.uids = {found.task.id: found.uid for found in self.tasks}
        self.links = tuple(
            link
            for link in sorted(view.snapshot.all(Link), key=lambda link: link.id)
            if link.predecessor_id in self.uids and link.successor_id in self.uids
        )
        self.links_to: dict[str, list[Link]] = {}
        self.links_from: dict[str, list[Link]] = {}
        for link in self.links:
            self.links_to.setdefault(link.successor_id, []).append(link)
            self.links_from.setdefault(link.predecessor_id, []).append(link)
        self.towns = {town.id: str(place) for place, town in enumerate(view.municipalities, start=1)}
        self.parts = tuple(self._parts())
        self.leads = {
            part.task_id: view.snapshot.get(Municipality, part.municipality_id)
            for part in self.parts
            if part.role is Role.LEAD
        }
        self.first, self.last = self._span()
        self.calendars: Calendars = working_time(view.snapshot, view.as_of, (self.first,))

    def own_values(self, found: PlanTask) -> dict[str, str]:
        """What the other program has no word for, by the titles of `own_fields`; without empty ones."""
        values = {
            NUMBER: found.task.number,
            LEAD: found.row.lead.code if found.row.lead else "",
            STATE: label(found.task.state),
            REASON: found.task.constraint_reason,
            SOURCE: found.task.constraint_source,
            ID: found.task.id,
            STAMP: self.stamp,
        }
        return {title: value for title, value in values.items() if value}

    def _span(self) -> tuple[date, date]:
        """The first day of the plan, and the last one for which days off are told."""
        days = [day for t in self.tasks if t.dates is not None for day in (t.dates.start, t.dates.finish)]
        days += [t.task.deadline_on for t in self.tasks if t.task.deadline_on is not None]
        days.append(self.view.as_of)
        return min(days), date(min(max(days).year + _YEARS_AFTER, date.max.year - 1), 12, 31)

    @property
    def start(self) -> date:
        """The first day on which a task lies; the Stichtag in a plan without dates."""
        return min((t.dates.start for t in self.tasks if t.dates is not None), default=self.view.as_of)

    @property
    def finish(self) -> date:
        """The last day on which a task lies; the Stichtag in a plan without dates."""
        return max((t.dates.finish for t in self.tasks if t.dates is not None), default=self.view.as_of)

    def _parts(self) -> Iterator[Assignment]:
        """Who works on these tasks: task by task, the lead first, then in the order of the municipalities."""
        found: dict[str, list[Assignment]] = {id_: [] for id_ in self.uids}
        for part in self.view.snapshot.all(Assignment):
            if part.task_id in found and part.role in (Role.LEAD, Role.CONTRIBUTOR):
                found[part.task_id].append(part)
        for parts in found.values():
            yield from sorted(parts, key=self._rank)

    def _rank(self, part: Assignment) -> tuple[bool, int]:
        return part.role is not Role.LEAD, int(self.towns[part.municipality_id])

    def days_off(self, municipality_id: str | None) -> Iterator[DaysOff]:
        """The days from Monday to Friday without work, those of the same name in a row together."""
        calendar = self.calendars.of(municipality_id)
        closures = [
            closure
            for closure in self.view.snapshot.all(Closure)
            if closure.kind is ClosureKind.OFFICE_CLOSED
            and closure.municipality_id in (None, municipality_id)
        ]
        run: DaysOff | None = None
        for day in _weekdays(date(self.first.year, 1, 1), self.last):
            name = None if calendar.is_working(day) else _reason(day, closures)
            if run is not None and name == run.name:
                run = DaysOff(run.name, run.first, day)
                continue
            if run is not None:
                yield run
            run = None if name is None else DaysOff(name, day, day)
        if run is not None:
            yield run


def _weekdays(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if day.weekday() <= _FRIDAY:
            yield day


def _reason(day: date, closures: Iterable[Closure]) -> str:
    """Why nobody works on a day."""
    if day in holidays(day.year):
        return holidays(day.year)[day]
    closed = [closure.name for closure in closures if closure.from_on <= day <= closure.until_on]
    if closed:
        return closed[0]
    return _DECEMBER.get(day.day, _FREE) if day.month == 12 else _FREE

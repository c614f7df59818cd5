"""Vertretungsplan: by week who is away, who stands in or where nobody does, and what falls due meanwhile.

An absence has no reason, here as everywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ozgdesk import formats
from ozgdesk.domain.lights import RESTING_STATES
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role
from ozgdesk.present.municipalities import MunicipalityTag, ranks_of, tags_of
from ozgdesk.present.task_facts import TaskFacts
from ozgdesk.texts.entities import NOUNS
from ozgdesk.texts.labels import label

WEEKS = 8
"""How many are shown unless somebody asks for others."""
NO_DEPUTY = "keine Vertretung"
_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something a person answers for that falls due on a day."""

    due_on: date
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class AwayRow:
    """A person who is away, on the days of one week; `gap` says where nobody stands in, else it is empty."""

    person: str
    municipality: MunicipalityTag
    from_on: date
    until_on: date
    deputy: str
    gap: str
    due: tuple[DueItem, ...]


@dataclass(frozen=True, slots=True)
class DeputyWeek:
    """A week from Monday and who is away in it, by municipality and name."""

    start: date
    rows: tuple[AwayRow, ...]


@dataclass(frozen=True, slots=True)
class DeputyPlan:
    """All weeks, and the absences with a gap over the whole time, each once."""

    weeks: tuple[DeputyWeek, ...]
    gaps: tuple[AwayRow, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody is away."""
        return not any(week.rows for week in self.weeks)


def deputy_plan(
    view: View, first_on: date | None = None, last_on: date | None = None, municipality_id: str | None = None
) -> DeputyPlan:
    """The weeks that hold the days from `first_on` to `last_on`, for one municipality or all.

    Begins with the week of the Stichtag and has `WEEKS` weeks unless days are given; none when the last day
    lies before the first.
    """
    start = monday(first_on or view.as_of)
    end = monday(last_on) + _WEEK - _DAY if last_on else start + WEEKS * _WEEK - _DAY
    away = _Away(view, municipality_id)
    weeks = []
    while start <= end:
        weeks.append(DeputyWeek(start, tuple(away.rows(start, start + _WEEK - _DAY))))
        start += _WEEK
    whole = away.rows(weeks[0].start, end) if weeks else ()
    return DeputyPlan(tuple(weeks), tuple(row for row in whole if row.gap))


def monday(day: date) -> date:
    """The first day of the week of a day."""
    return day - timedelta(days=day.weekday())


class _Away:
    """Absences and what falls due, indexed once by person."""

    def __init__(self, view: View, municipality_id: str | None) -> None:
        self._snapshot = view.snapshot
        self._tags = tags_of(view)
        self._absences: dict[str, list[Absence]] = {}
        for absence in view.snapshot.all(Absence):
            self._absences.setdefault(absence.person_id, []).append(absence)
        self._due = _due_by_person(view)
        ranks = ranks_of(view)
        persons = [
            person
            for id_ in self._absences
            if (person := view.snapshot.find(Person, id_)) is not None
            and municipality_id in (None, person.municipality_id)
        ]
        self._persons = sorted(persons, key=lambda p: (ranks[p.municipality_id], formats.sort_key(p.name)))

    def rows(self, first: date, last: date) -> Iterator[AwayRow]:
        """Who is away between two days; a weekend alone is no absence from work."""
        for person in self._persons:
            for absence in sorted(self._absences[person.id], key=lambda a: (a.from_on, a.id)):
                begin, end = max(absence.from_on, first), min(absence.until_on, last)
                if begin <= end and any(day.weekday() < 5 for day in _days(begin, end)):
                    yield self._row(person, absence, begin, end)

    def _row(self, person: Person, absence: Absence, begin: date, end: date) -> AwayRow:
        deputy = self._snapshot.find(Person, absence.deputy_id)
        due = (item for item in self._due.get(person.id, ()) if begin <= item.due_on <= end)
        return AwayRow(
            person=person.name,
            municipality=self._tags[person.municipality_id],
            from_on=begin,
            until_on=end,
            deputy=deputy.name if deputy else "",
            gap=self._gap(deputy, begin, end),
            due=tuple(sorted(due, key=lambda item: (item.due_on, formats.sort_key(item.text)))),
        )

    def _gap(self, deputy: Person | None, begin: date, end: date) -> str:
        """Where nobody stands in: always, or on some days, because the deputy is away or has left."""
        if deputy is None:
            return NO_DEPUTY
        days = list(_days(begin, end))
        away = [day for day in days if self._is_away(deputy.id, day)]
        gone = [day for day in days if deputy.left_on is not None and deputy.left_on < day]
        missing = sorted({*away, *gone})
        if not missing:
            return ""
        reason = "ausgeschieden" if gone else "selbst abwesend"
        when = "" if len(missing) == len(days) else f" ({_span(missing[0], missing[-1])})"
        return f"{NO_DEPUTY}{when}: {deputy.name} ist {reason}"

    def _is_away(self, person_id: str, day: date) -> bool:
        return any(found.from_on <= day <= found.until_on for found in self._absences.get(person_id, ()))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _span(first: date, last: date) -> str:
    return (
        formats.short_day(first)
        if first == last
        else f"{formats.short_day(first)} – {formats.short_day(last)}"
    )


def _due_by_person(view: View) -> dict[str, list[DueItem]]:
    found: dict[str, list[DueItem]] = {}
    for person_id, item in (*_parts(view), *_follow_ups(view)):
        found.setdefault(person_id, []).append(item)
    return found


def _parts(view: View) -> Iterator[tuple[str, DueItem]]:
    """Led tasks and contributions that are still open."""
    facts = TaskFacts(view)
    for part in view.snapshot.all(Assignment):
        task = view.snapshot.get(Task, part.task_id)
        is_open = task.state not in RESTING_STATES and task.id not in view.children and part.done_on is None
        if part.person_id is None or part.role is Role.INFORMED or not is_open:
            continue
        due_on = part.due_on if part.role is Role.CONTRIBUTOR else facts.due_on(task)
        if due_on is not None:
            yield part.person_id, DueItem(due_on, label(part.role), f"{task.number} {task.name}")


def _follow_ups(view: View) -> Iterator[tuple[str, DueItem]]:
    for row in view.snapshot.all(FollowUp):
        if row.person_id is not None and row.done_on is None:
            yield row.person_id, DueItem(row.due_on, NOUNS["follow_up"].singular, row.text)

"""Absences: who is away when, who stands in, what is wrong with that, and the timeline of it.

An absence has no reason, here as everywhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ozgdesk import formats
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.present.municipalities import MunicipalityTag, tags_of

TIMELINE_DAYS = 120  # how far ahead the timeline looks


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """An absence; `stage` is now, later or past, `warnings` are German sentences."""

    id: str
    person_id: str
    person: str
    municipality: MunicipalityTag
    from_on: date
    until_on: date
    period_text: str
    deputy: str
    stage: str
    warnings: tuple[str, ...]


def person_name(snapshot: Snapshot, id_: str | None) -> str:
    """Name of a person; empty for none."""
    person = snapshot.find(Person, id_)
    return person.name if person else ""


def absence_rows(view: View) -> tuple[AbsenceRow, ...]:
    """All absences by their days."""
    tags = tags_of(view)
    by_person: dict[str, list[Absence]] = {}
    for absence in view.snapshot.all(Absence):
        by_person.setdefault(absence.person_id, []).append(absence)
    open_tasks = _open_tasks_by_person(view)
    rows = []
    for absence in sorted(view.snapshot.all(Absence), key=lambda a: (a.from_on, a.until_on, a.id)):
        person = view.snapshot.find(Person, absence.person_id)
        stage = "past" if absence.until_on < view.as_of else "now"
        stage = "later" if absence.from_on > view.as_of else stage
        rows.append(
            AbsenceRow(
                id=absence.id,
                person_id=absence.person_id,
                person=person.name if person else "",
                municipality=tags[person.municipality_id if person else None],
                from_on=absence.from_on,
                until_on=absence.until_on,
                period_text=formats.period(absence.from_on, absence.until_on),
                deputy=person_name(view.snapshot, absence.deputy_id),
                stage=stage,
                warnings=tuple(_warnings(view, absence, by_person, open_tasks)),
            )
        )
    return tuple(rows)


def _open_tasks_by_person(view: View) -> dict[str, list[str]]:
    """Numbers of the open tasks that a person leads."""
    found: dict[str, list[str]] = {}
    for task_id, lead in view.ownership.lead.items():
        task = view.snapshot.find(Task, task_id)
        if lead.person_id and task is not None and task.state not in CLOSED_STATES:
            found.setdefault(lead.person_id, []).append(task.number)
    return found


def _warnings(
    view: View, absence: Absence, by_person: dict[str, list[Absence]], open_tasks: dict[str, list[str]]
) -> Iterator[str]:
    name = person_name(view.snapshot, absence.person_id)
    when = formats.period(absence.from_on, absence.until_on)
    deputy = view.snapshot.find(Person, absence.deputy_id)
    if deputy is None:
        led = sorted(open_tasks.get(absence.person_id, ()), key=formats.sort_key)
        yield f"{name}, abwesend {when}: keine Vertretung benannt{_tasks_led(led)}."
        return
    if deputy.left_on is not None and deputy.left_on < absence.until_on:
        yield f"{deputy.name} vertritt {name}, scheidet aber am {formats.day(deputy.left_on)} aus."
    for other in by_person.get(deputy.id, ()):
        first, last = max(absence.from_on, other.from_on), min(absence.until_on, other.until_on)
        if first <= last:
            both = formats.period(first, last)
            yield f"{name} und die Vertretung {deputy.name} sind beide abwesend ({both})."


def _tasks_led(numbers: list[str]) -> str:
    if not numbers:
        return ""
    shown = ", ".join(numbers[:4]) + (" und weitere" if len(numbers) > 4 else "")
    return f" (federführend bei {shown})"


@dataclass(frozen=True, slots=True)
class TimelineBar:
    """One absence in the timeline: first and last day as offsets from its first day, clipped to it."""

    absence_id: str
    first: int
    last: int
    has_deputy: bool
    text: str


@dataclass(frozen=True, slots=True)
class TimelineLane:
    """One person in the timeline."""

    person_id: str
    name: str
    municipality: MunicipalityTag
    bars: tuple[TimelineBar, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Absences by person over `days` days from `first_day`; `today` is an offset, `months` start offsets."""

    first_day: date
    days: int
    today: int
    months: tuple[tuple[int, str], ...]
    lanes: tuple[TimelineLane, ...]


def absence_timeline(as_of: date, rows: Iterable[AbsenceRow], days: int = TIMELINE_DAYS) -> Timeline:
    """The absences that touch the weeks from the Monday before the Stichtag on, a lane per person."""
    first = as_of - timedelta(days=as_of.weekday())
    last = first + timedelta(days=days - 1)
    lanes: dict[str, list[AbsenceRow]] = {}
    for row in rows:
        if row.from_on <= last and row.until_on >= first:
            lanes.setdefault(row.person_id, []).append(row)
    return Timeline(
        first_day=first,
        days=days,
        today=(as_of - first).days,
        months=tuple(_months(first, last)),
        lanes=tuple(
            TimelineLane(
                id_, rows[0].person, rows[0].municipality, tuple(_bar(row, first, days) for row in rows)
            )
            for id_, rows in lanes.items()
        ),
    )


def _bar(row: AbsenceRow, first: date, days: int) -> TimelineBar:
    start, end = (row.from_on - first).days, (row.until_on - first).days
    deputy = f"Vertretung: {row.deputy}" if row.deputy else "ohne Vertretung"
    return TimelineBar(
        row.id, max(start, 0), min(end, days - 1), bool(row.deputy), f"{row.period_text}, {deputy}"
    )


def _months(first: date, last: date) -> Iterator[tuple[int, str]]:
    day = first
    while day <= last:
        yield (day - first).days, formats.month(day)
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)

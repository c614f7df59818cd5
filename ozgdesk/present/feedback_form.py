"""The feedback form (Rückmeldebogen) of one municipality: what it leads and owes, as rows to fill in."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ozgdesk.domain.calendar import calendars
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.feedback import Said, has_fixed_day, said_of
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.people import Person
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role
from ozgdesk.formats import sort_key
from ozgdesk.present.absences import person_name
from ozgdesk.present.naming import cooperation_name
from ozgdesk.present.ownership import tasks_in_order
from ozgdesk.texts.labels import label

DAYS_TO_ANSWER = 7
"""Calendar days from the Stichtag; on a day off it is the working day before."""


@dataclass(frozen=True, slots=True)
class FormLine:
    """One part of the municipality. `said` is what it may change; a day that law or council set is fixed."""

    part_id: str
    task_id: str
    number: str
    name: str
    phase: str
    role: Role
    role_text: str
    person: str
    finish: date | None
    said: Said
    has_fixed_day: bool


@dataclass(frozen=True, slots=True)
class FormPerson:
    """A person of the municipality with the official contact data that are known."""

    id: str
    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class FeedbackForm:
    """The whole form. `return_to` are the office and its official contact, empty when nobody coordinates."""

    project_id: str
    municipality_id: str
    code: str
    town: str
    cooperation: str
    as_of: date
    until: date
    return_to: tuple[str, ...]
    lines: tuple[FormLine, ...]
    persons: tuple[FormPerson, ...]


def feedback_form(view: View, municipality_id: str) -> FeedbackForm:
    """The open tasks a municipality leads and the contributions it still owes, in the order of the plan."""
    town = view.snapshot.get(Municipality, municipality_id)
    return FeedbackForm(
        project_id=view.cooperation.id if view.cooperation else "",
        municipality_id=town.id,
        code=town.code,
        town=town.name,
        cooperation=cooperation_name(view.cooperation),
        as_of=view.as_of,
        until=_until(view),
        return_to=tuple(_return_to(view)),
        lines=tuple(_lines(view, municipality_id)),
        persons=tuple(
            FormPerson(row.id, row.name, row.email, row.phone) for row in persons_of(view, municipality_id)
        ),
    )


def persons_of(view: View, municipality_id: str) -> list[Person]:
    """Who works in a municipality on the Stichtag, by name."""
    found = [
        row
        for row in view.snapshot.all(Person)
        if row.municipality_id == municipality_id and (row.left_on is None or row.left_on >= view.as_of)
    ]
    return sorted(found, key=lambda row: (sort_key(row.name), row.id))


def open_parts(view: View, municipality_id: str) -> Iterator[tuple[Task, Assignment]]:
    """What a municipality leads or owes and has not finished; phases follow from their tasks."""
    for task, _ in tasks_in_order(view):
        if task.state in CLOSED_STATES or task.id in view.children:
            continue
        lead = view.ownership.lead.get(task.id)
        parts = [*([lead] if lead else []), *view.ownership.contributors.get(task.id, ())]
        for part in parts:
            is_open = part.role is Role.LEAD or part.done_on is None
            if part.municipality_id == municipality_id and is_open:
                yield task, part


def _lines(view: View, municipality_id: str) -> Iterator[FormLine]:
    codes = {row.id: row.code for row in view.snapshot.all(Municipality)}
    for task, part in open_parts(view, municipality_id):
        lead = view.ownership.lead.get(task.id)
        parent = view.snapshot.find(Task, task.parent_id)
        dates = view.plan.dates.get(task.id)
        role = label(part.role)
        yield FormLine(
            part_id=part.id,
            task_id=task.id,
            number=task.number,
            name=task.name,
            phase=parent.name if parent else "",
            role=part.role,
            role_text=role if part.role is Role.LEAD or lead is None else _for(role, codes, lead),
            person=person_name(view.snapshot, part.person_id),
            finish=dates.finish if dates and not dates.is_finish_open else None,
            said=said_of(task, part),
            has_fixed_day=has_fixed_day(task, part),
        )


def _for(role: str, codes: dict[str, str], lead: Assignment) -> str:
    return f"{role} für {codes.get(lead.municipality_id, '')}"


def _until(view: View) -> date:
    """The day by which an answer is asked for."""
    wanted = view.as_of + timedelta(days=DAYS_TO_ANSWER)
    calendar = calendars(view.snapshot, view.as_of.year).of(None)
    days = (wanted - timedelta(days=back) for back in range(DAYS_TO_ANSWER))
    return next((day for day in days if calendar.is_working(day)), wanted)


def _return_to(view: View) -> Iterator[str]:
    """The coordinating office, and of its persons with contact data the one who leads most."""
    town = next((row for row in view.municipalities if row.is_coordinating), None)
    if town is None:
        return
    yield f"{town.name} ({town.code})"
    leads = Counter(part.person_id for part in view.ownership.lead.values())
    persons = [row for row in persons_of(view, town.id) if row.email or row.phone]
    if persons:
        person = min(persons, key=lambda row: (not row.email, -leads[row.id]))
        yield from (text for text in (person.name, person.email, person.phone) if text)

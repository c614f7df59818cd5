"""What is to be done, by municipality and person: led tasks, contributions owed and follow-ups, by day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ozgdesk import formats
from ozgdesk.domain.lights import RESTING_STATES
from ozgdesk.domain.people import Person
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role, TaskKind
from ozgdesk.present.municipalities import MunicipalityTag, ranks_of, tags_of
from ozgdesk.present.naming import finder, subject_name
from ozgdesk.present.ownership import tasks_in_order
from ozgdesk.present.task_facts import Stand, TaskFacts
from ozgdesk.present.task_query_cards import TaskChoice
from ozgdesk.texts.entities import NOUNS
from ozgdesk.texts.labels import label

NO_PERSON = "Ohne Ansprechperson"
NEXT = timedelta(days=28)
"""How far ahead a list looks before it says „später“."""


@dataclass(frozen=True, slots=True)
class TodoItem:
    """One thing to do: the number of its task (or nothing), what it is, and by when.

    `kind` is what the person does in it, `stand_in` who answers for it on that day while the person is away,
    or that nobody does.
    """

    id: str
    number: str
    name: str
    kind: str
    due_on: date | None
    stand_in: str


@dataclass(frozen=True, slots=True)
class TodoPerson:
    """A person, or nobody by name, with the things to do, the earliest first and those without a day last."""

    name: str
    function: str
    items: tuple[TodoItem, ...]


@dataclass(frozen=True, slots=True)
class TodoMunicipality:
    """The persons of a municipality; what belongs to none comes under the tag of the cooperation."""

    tag: MunicipalityTag
    persons: tuple[TodoPerson, ...]

    @property
    def items(self) -> tuple[TodoItem, ...]:
        """What all of them have to do."""
        return tuple(item for person in self.persons for item in person.items)


@dataclass(frozen=True, slots=True)
class TodoGroup:
    """Things of one span of time."""

    title: str
    is_late: bool
    items: tuple[TodoItem, ...]


@dataclass(frozen=True, slots=True)
class _Owned:
    municipality_id: str | None
    person_id: str | None
    item: TodoItem


def todo(view: View, choice: TaskChoice | None = None) -> tuple[TodoMunicipality, ...]:
    """The lists of all municipalities that have something to do, in their order.

    With a choice only of its parts of tasks, and of follow-ups those on its tasks.
    """
    tags, ranks = tags_of(view), ranks_of(view)
    found: dict[str | None, dict[str | None, list[TodoItem]]] = {}
    for owned in _Collector(view, choice).all():
        persons = found.setdefault(owned.municipality_id, {})
        persons.setdefault(owned.person_id, []).append(owned.item)
    return tuple(
        TodoMunicipality(tags[id_], _persons(view, found[id_]))
        for id_ in sorted(found, key=ranks.__getitem__)
    )


def groups(items: Iterable[TodoItem], as_of: date) -> Iterator[TodoGroup]:
    """Things by when they are due: overdue, within four weeks, later, without a day; no empty group."""
    until = as_of + NEXT
    spans: dict[str, list[TodoItem]] = {
        "Überfällig": [],
        f"Bis {formats.day(until)}": [],
        "Später": [],
        "Ohne Termin": [],
    }
    late, soon, later, undated = spans.values()
    for item in items:
        if item.due_on is None:
            undated.append(item)
        elif item.due_on < as_of:
            late.append(item)
        else:
            (soon if item.due_on <= until else later).append(item)
    for title, rows in spans.items():
        if rows:
            yield TodoGroup(title, rows is late, tuple(rows))


def _persons(view: View, items: dict[str | None, list[TodoItem]]) -> tuple[TodoPerson, ...]:
    persons = [(view.snapshot.find(Person, id_), rows) for id_, rows in items.items()]
    persons.sort(key=lambda pair: (pair[0] is None, formats.sort_key(pair[0].name) if pair[0] else ()))
    return tuple(
        TodoPerson(
            person.name if person else NO_PERSON,
            person.function if person and not person.is_function else "",
            tuple(sorted(rows, key=_by_day)),
        )
        for person, rows in persons
    )


def _by_day(item: TodoItem) -> tuple[date, object, str]:
    return item.due_on or date.max, formats.sort_key(item.number), item.id


class _Collector:
    """Finds who has to do what, from indexes that are built once."""

    def __init__(self, view: View, choice: TaskChoice | None) -> None:
        self.view = view
        self.choice = choice
        self.facts = TaskFacts(view)
        self.find = finder(view.snapshot)
        self.codes = {row.id: row.code for row in view.municipalities}
        self.coordinator = next((row.id for row in view.municipalities if row.is_coordinating), None)

    def all(self) -> Iterator[_Owned]:
        for task, _ in tasks_in_order(self.view):
            if task.id not in self.view.children and task.state not in RESTING_STATES:
                yield from self._of_task(task)
        for row in self.view.snapshot.all(FollowUp):
            is_open = row.done_on is None or row.done_on > self.view.as_of
            if is_open and (self.choice is None or row.subject_id in self.choice.tasks):
                yield self._follow_up(row)

    def _of_task(self, task: Task) -> Iterator[_Owned]:
        lead = self.view.ownership.lead.get(task.id)
        if self.choice is None or (lead or task).id in self.choice.parts:
            yield self._led(task, lead)
        for part in self.view.ownership.contributors.get(task.id, ()):
            if part.done_on is None and (self.choice is None or part.id in self.choice.parts):
                yield self._owed(task, part, lead)

    def _led(self, task: Task, lead: Assignment | None) -> _Owned:
        due_on = self.facts.due_on(task)
        words = [label(Role.LEAD) if lead else "ohne Federführung", label(task.state)]
        if task.kind is TaskKind.MILESTONE:
            words.insert(1, label(task.kind))
        if task.waiting_for:
            words[-1] += f": {task.waiting_for}"
        item = TodoItem(
            id=lead.id if lead else task.id,
            number=task.number,
            name=task.name,
            kind=" · ".join(words),
            due_on=due_on,
            stand_in=_stand_in(self.facts.stand(lead, due_on)),
        )
        return _Owned(lead.municipality_id if lead else None, lead.person_id if lead else None, item)

    def _owed(self, task: Task, part: Assignment, lead: Assignment | None) -> _Owned:
        for_whom = f" für {self.codes[lead.municipality_id]}" if lead else ""
        item = TodoItem(
            id=part.id,
            number=task.number,
            name=task.name,
            kind=f"{label(Role.CONTRIBUTOR)}{for_whom}" + (f" · {part.note}" if part.note else ""),
            due_on=part.due_on,
            stand_in=_stand_in(self.facts.stand(part, part.due_on)),
        )
        return _Owned(part.municipality_id, part.person_id, item)

    def _follow_up(self, row: FollowUp) -> _Owned:
        """It belongs to its person, else to who answers for what it hangs on, else to who coordinates."""
        part = self._answering(row)
        person = self.view.snapshot.find(Person, row.person_id)
        person_id = row.person_id or (part.person_id if part else None)
        if person is not None:
            municipality_id = person.municipality_id
        else:
            municipality_id = part.municipality_id if part else self.coordinator
        task = self.view.snapshot.find(Task, part.task_id if part else row.subject_id)
        about = subject_name(row.subject_kind, row.subject_id, self.find)
        item = TodoItem(
            id=row.id,
            number=task.number if task else "",
            name=row.text,
            kind=NOUNS["follow_up"].singular + (f" zu {about}" if about else ""),
            due_on=row.due_on,
            stand_in=_stand_in(self.facts.stand_of(person_id, row.due_on)),
        )
        return _Owned(municipality_id, person_id, item)

    def _answering(self, row: FollowUp) -> Assignment | None:
        lead = self.view.ownership.lead.get(row.subject_id)
        return lead or self.view.snapshot.find(Assignment, row.subject_id)


def _stand_in(stand: Stand) -> str:
    if stand.warning:
        return stand.warning
    return f"Vertretung: {stand.deputy}" if stand.deputy else ""

"""What a municipality adds to its feedback form by itself: new tasks, absences and changed contact data."""

import re
from collections.abc import Iterator
from hashlib import sha256

from ozgdesk.commands.feedback_answers import Context, fate_of
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.feedback import Contact, Feedback, NewAbsence, NewTask, Part, Proposal
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.step import StepKind
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import Role

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"[0-9+()/ .\-\u2010-\u2013]+")


def additions(context: Context, feedback: Feedback) -> Iterator[Proposal]:
    """A proposal for each filled row, in the order of the form."""
    yield from _new_tasks(context, feedback)
    seen: set[str] = set()
    for absence in feedback.absences:
        yield _absence(context, feedback, absence, seen)
    for contact in feedback.contacts:
        yield from _contact(context, feedback, contact)


def id_of(feedback: Feedback, kind: str, *parts: object) -> str:
    """The id of a row that a form proposes: always the same, so that a second import finds it."""
    whole = (feedback.project_id, feedback.municipality_id, kind, *map(str, parts))
    return sha256("\x1f".join(whole).encode("utf-8", "replace")).hexdigest()[:32]


def task_id(feedback: Feedback, new: NewTask) -> str:
    """The id of a proposed task; its name tells it from others."""
    return id_of(feedback, "task", folded(new.name))


def folded(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.split()).casefold()


def person_named(context: Context, name: str, town_id: str | None = None) -> tuple[Person | None, str]:
    """The one person with this name, and why there is none."""
    found = [
        person
        for person in context.rows.all(Person)
        if folded(person.name) == folded(name)
        and person.left_on is None
        and town_id in (None, person.municipality_id)
    ]
    if len(found) == 1:
        return found[0], ""
    return None, "two_persons" if found else "unknown_person"


def absence_of(context: Context, new: NewAbsence) -> tuple[Person | None, Person | None]:
    """Who is away and who stands in; only for rows that were not refused."""
    person, _ = person_named(context, new.person, context.town_id)
    return person, person_named(context, new.deputy)[0] if new.deputy else None


def _new_tasks(context: Context, feedback: Feedback) -> Iterator[Proposal]:
    leads = {row.task_id for row in context.rows.all(Assignment) if _is_led(context, row)}
    names = {folded(row.name) for row in context.rows.all(Task) if row.id in leads}
    seen: set[str] = set()
    for new in feedback.new_tasks:
        id_ = task_id(feedback, new)
        removed = context.meanwhile.get((Task, id_, ""))
        fate, code = Fate.NEW, "new_task"
        if id_ in seen:
            fate, code = Fate.NOT_CARRIED, "named_twice"
        elif context.rows.find(Task, id_) is not None:
            fate, code = Fate.SKIPPED, "there"
        elif removed is not None and removed.kind is StepKind.DO:
            code = "removed_here"
        elif folded(new.name) in names:
            code = "same_name"
        seen.add(id_)
        yield Proposal(
            f"task-{new.row}", new.row, Part.TASK, fate, code, name=new.name, told=new, changed=removed
        )


def _is_led(context: Context, row: Assignment) -> bool:
    return row.municipality_id == context.town_id and row.role is Role.LEAD


def _absence(context: Context, feedback: Feedback, new: NewAbsence, seen: set[str]) -> Proposal:
    fate, code, values = Fate.NOT_CARRIED, "", {}
    person, reason = person_named(context, new.person, context.town_id)
    deputy, no_deputy = person_named(context, new.deputy) if new.deputy else (None, "")
    if person is None or no_deputy:
        code, values = reason or no_deputy, {"name": new.person if person is None else new.deputy}
    elif new.until_on < new.from_on:
        code = "period"
    elif deputy is not None and deputy.id == person.id:
        code = "own_deputy"
    else:
        fate, code = _absence_fate(context, new, person.id, deputy.id if deputy else None, seen)
    return Proposal(
        f"absence-{new.row}", new.row, Part.ABSENCE, fate, code, name=new.person, told=new, values=values
    )


def _absence_fate(
    context: Context, new: NewAbsence, person_id: str, deputy_id: str | None, seen: set[str]
) -> tuple[Fate, str]:
    key = f"{person_id} {new.from_on} {new.until_on}"
    if key in seen:
        return Fate.NOT_CARRIED, "named_twice"
    seen.add(key)
    for other in context.rows.all(Absence):
        if (other.person_id, other.from_on, other.until_on) == (person_id, new.from_on, new.until_on):
            is_same = other.deputy_id == deputy_id
            return (Fate.SKIPPED, "there") if is_same else (Fate.NOT_CARRIED, "other_deputy")
    return Fate.NEW, "new_absence"


def _contact(context: Context, feedback: Feedback, contact: Contact) -> Iterator[Proposal]:
    person = context.rows.find(Person, contact.person_id or None)
    exported = contact.exported_email, contact.exported_phone
    if not contact.person_id:
        person, code = person_named(context, contact.name, context.town_id)
        if person is None:
            yield _new_person(contact, code)
            return
        exported = person.email, person.phone
    if person is None or person.municipality_id != context.town_id:
        if (contact.email, contact.phone) != exported:
            yield Proposal(
                f"person-{contact.row}",
                contact.row,
                Part.PERSON,
                Fate.NOT_CARRIED,
                "person_gone",
                name=contact.name,
                changed=context.changed(Person, contact.person_id, "", "municipality_id"),
            )
        return
    for part, told, before in (
        (Part.EMAIL, contact.email, exported[0]),
        (Part.PHONE, contact.phone, exported[1]),
    ):
        found = _contact_field(context, contact, person, part, told, before)
        if found is not None:
            yield found


def _contact_field(
    context: Context, contact: Contact, person: Person, part: Part, told: str, exported: str
) -> Proposal | None:
    here = str(getattr(person, part.value))
    if not contact.person_id and not told:
        return None
    decided = fate_of(exported, told, here, is_intact=context.is_intact)
    if decided is None:
        return None
    if decided[0] in (Fate.CHANGED, Fate.CONFLICT) and not _is_official(part, told):
        decided = Fate.NOT_CARRIED, f"odd_{part}"
    return Proposal(
        f"{part}-{contact.row}",
        contact.row,
        part,
        *decided,
        name=person.name,
        exported=exported,
        told=told,
        here=here,
        changed=context.changed(Person, person.id, part.value) if here != exported else None,
    )


def _new_person(contact: Contact, code: str) -> Proposal:
    fate, reason = (Fate.NOT_CARRIED, code) if code == "two_persons" else (Fate.NEW, "new_person")
    for part, text in ((Part.EMAIL, contact.email), (Part.PHONE, contact.phone)):
        if not _is_official(part, text):
            fate, reason = Fate.NOT_CARRIED, f"odd_{part}"
    return Proposal(
        f"person-{contact.row}",
        contact.row,
        Part.PERSON,
        fate,
        reason,
        name=contact.name,
        told=contact,
        values={"name": contact.name},
    )


def _is_official(part: Part, text: str) -> bool:
    """Whether a text looks like what its column asks for; nothing does."""
    return not text or (_EMAIL if part is Part.EMAIL else _PHONE).fullmatch(text) is not None

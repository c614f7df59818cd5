"""What a coordinator does with persons: absences, leaving with a handover, and erasing personal data.

Blanking the bytes of journal and backups is the business of the store; here the rows change.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from ozgdesk.domain.agreements import Signature
from ozgdesk.domain.councils import OfficeHolder
from ozgdesk.domain.erasure import replacing
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.registry import ENTITIES
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import FollowUp, Risk
from ozgdesk.domain.step import Change
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import FormOfAddress
from ozgdesk.texts.people import erased_name

_SHORTEST_LIMIT = 300  # characters: the smallest limit a text field of an entity has


def add_absence(
    person_id: str, from_on: date, until_on: date, deputy_id: str | None = None
) -> Command[Absence]:
    """Note that a person is not available from one day to another, both included, and who stands in.

    Raises RuleViolation `period` when the end lies before the beginning, `own_deputy` when both are the same.
    """

    def command(tx: Transaction) -> Absence:
        absence = Absence(
            id=tx.new_id(), person_id=person_id, from_on=from_on, until_on=until_on, deputy_id=deputy_id
        )
        check_absence(tx, absence)
        return tx.insert(absence)

    return command


def check_absence(tx: Transaction, absence: Absence) -> None:
    """Raise RuleViolation when an absence ends before it begins or its deputy is the absent person."""
    tx.get(Person, absence.person_id)
    if absence.deputy_id is not None:
        tx.get(Person, absence.deputy_id)
    if absence.until_on < absence.from_on:
        raise RuleViolation("period")
    if absence.deputy_id == absence.person_id:
        raise RuleViolation("own_deputy")


def leave(person_id: str, last_day: date, successor_id: str | None = None) -> Command[tuple[Change, ...]]:
    """Let a person leave after `last_day`; what is open goes to the successor, or stays open without one.

    Handed over are open leads and contributions, deputyships, risks, follow-ups and offices with the
    signatures still to be given. What is done keeps its name. Returns the changes, in order.
    Raises RuleViolation `same_person`, or `successor_left` when the successor is gone by then.
    """

    def command(tx: Transaction) -> tuple[Change, ...]:
        tx.get(Person, person_id)
        if successor_id is not None:
            _check_successor(tx, person_id, successor_id, last_day)
        first = len(tx.changes)
        tx.update(Person, person_id, left_on=last_day)
        _hand_over_assignments(tx, person_id, successor_id)
        _hand_over_absences(tx, person_id, successor_id, last_day)
        _hand_over_offices(tx, person_id, successor_id, last_day)
        for risk in tx.all(Risk):
            if risk.person_id == person_id and risk.closed_on is None:
                tx.update(Risk, risk.id, person_id=successor_id)
        for follow_up in tx.all(FollowUp):
            if follow_up.person_id == person_id and follow_up.done_on is None:
                tx.update(FollowUp, follow_up.id, person_id=successor_id)
        return tuple(tx.changes[first:])

    return command


def _check_successor(tx: Transaction, person_id: str, successor_id: str, last_day: date) -> None:
    if successor_id == person_id:
        raise RuleViolation("same_person")
    left_on = tx.get(Person, successor_id).left_on
    if left_on is not None and left_on <= last_day:
        raise RuleViolation("successor_left")


def _hand_over_assignments(tx: Transaction, person_id: str, successor_id: str | None) -> None:
    for row in tx.all(Assignment):
        is_open = row.done_on is None and tx.get(Task, row.task_id).state not in CLOSED_STATES
        if row.person_id == person_id and is_open:
            tx.update(Assignment, row.id, person_id=successor_id)


def _hand_over_absences(tx: Transaction, person_id: str, successor_id: str | None, last_day: date) -> None:
    """Own absences end with the last day; deputyships pass on, but nobody stands in for themselves."""
    for absence in tx.all(Absence):
        if absence.person_id == person_id and absence.from_on > last_day:
            tx.delete(Absence, absence.id)
        elif absence.person_id == person_id and absence.until_on > last_day:
            tx.update(Absence, absence.id, until_on=last_day)
        elif absence.deputy_id == person_id and absence.until_on > last_day:
            deputy = successor_id if successor_id != absence.person_id else None
            tx.update(Absence, absence.id, deputy_id=deputy)


def _hand_over_offices(tx: Transaction, person_id: str, successor_id: str | None, last_day: date) -> None:
    """End running offices with the last day and open them anew; open signatures follow the office."""
    for office in tx.all(OfficeHolder):
        has_ended = office.valid_until is not None and office.valid_until <= last_day
        if office.person_id != person_id or has_ended:
            continue
        values = {name: getattr(office, name) for name in OfficeHolder.model_fields}
        values |= {"id": tx.new_id(), "person_id": successor_id, "title": "", "source": ""}
        values["valid_from"] = max(last_day + timedelta(days=1), office.valid_from or date.min)
        following = tx.insert(OfficeHolder.model_validate(values))
        for signature in tx.all(Signature):
            if signature.office_holder_id == office.id and signature.signed_on is None:
                tx.update(Signature, signature.id, office_holder_id=following.id)
        if office.valid_from is not None and office.valid_from > last_day:
            _withdraw_office(tx, office)
        else:
            tx.update(OfficeHolder, office.id, valid_until=last_day)


def _withdraw_office(tx: Transaction, office: OfficeHolder) -> None:
    """Remove an office that would have begun after the person is gone, unless a given signature names it."""
    if any(signature.office_holder_id == office.id for signature in tx.all(Signature)):
        tx.update(OfficeHolder, office.id, valid_until=office.valid_from)
    else:
        tx.delete(OfficeHolder, office.id)


def erase(person_id: str) -> Command[dict[str, str]]:
    """Replace a person by the post in every row: name, contact data, absences, and the name in free texts.

    Returns what must disappear from journal and backups as well, each with its replacement. Not to be undone.
    Raises RuleViolation `not_a_person` for an entry that names a post already.
    """

    def command(tx: Transaction) -> dict[str, str]:
        person = tx.get(Person, person_id)
        if person.is_function:
            raise RuleViolation("not_a_person")
        replacements = personal_values(person, tx.all(Person))
        tx.update(
            Person,
            person_id,
            name=erased_name(person),
            is_function=True,
            form_of_address=FormOfAddress.NEUTRAL,
            email="",
            phone="",
        )
        for absence in tx.all(Absence):
            if absence.person_id == person_id:
                tx.delete(Absence, absence.id)
        _erase_mentions(tx, replacements)
        return replacements

    return command


def personal_values(person: Person, everybody: Iterable[Person]) -> dict[str, str]:
    """The texts that identify this person and nobody else, longest first, each with what takes its place."""
    shared = {text.strip() for other in everybody if other.id != person.id for text in _texts(other)}
    replacements = {text.strip(): "–" for text in _texts(person)} | {person.name.strip(): erased_name(person)}
    values = sorted(replacements.keys() - shared, key=lambda value: (-len(value), value))
    return {value: replacements[value] for value in values if len(value) > 1}


def _texts(person: Person) -> tuple[str, str, str]:
    return person.name, person.email, person.phone


def _erase_mentions(tx: Transaction, replacements: dict[str, str]) -> None:
    replace = replacing(replacements)
    shorten = replacing(dict.fromkeys(replacements, "–"))

    def cleaned(text: str) -> str:
        longer = replace(text)
        return longer if len(longer) <= max(_SHORTEST_LIMIT, len(text)) else shorten(text)

    for kind in ENTITIES:
        for row in tx.all(kind):
            texts = [(name, getattr(row, name)) for name in kind.model_fields if name != "id"]
            plain = {name: text for name, text in texts if type(text) is str}
            found = {name: new for name, text in plain.items() if (new := cleaned(text)) != text}
            if found:
                tx.update(kind, row.id, **found)

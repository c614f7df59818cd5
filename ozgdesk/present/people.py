"""Beteiligte: persons by municipality, absences with deputies, bodies with office holders, shared offices.

No figure here measures the load of a person: that would be monitoring of staff.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.cooperation import Municipality, SharedOffice, SharedOfficeMember
from ozgdesk.domain.councils import Committee, OfficeHolder
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind, FormOfAddress, Office
from ozgdesk.present.absences import AbsenceRow, absence_rows, person_name
from ozgdesk.present.municipalities import MunicipalityTag, ranks_of, tags_of
from ozgdesk.texts.labels import label
from ozgdesk.texts.organs import office_title


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person or post; `status` says whether it is there today, and who stands in."""

    id: str
    name: str
    function: str
    municipality: MunicipalityTag
    email: str
    phone: str
    is_function: bool
    has_left: bool
    is_absent: bool
    status: str
    offices: str


@dataclass(frozen=True, slots=True)
class HolderRow:
    """An office and who holds it from when to when."""

    id: str
    person_id: str
    title: str
    name: str
    municipality: MunicipalityTag
    body: str
    term: str
    period_text: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body of a municipality or of the cooperation."""

    id: str
    name: str
    short_name: str
    kind_text: str
    municipality: MunicipalityTag
    seats: int | None
    term: str
    period_text: str
    notice_text: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class SharedOfficeRow:
    """An office one municipality runs for several; `tasks` are the numbers of the tasks it leads."""

    id: str
    name: str
    field: str
    seat: MunicipalityTag
    serves: tuple[MunicipalityTag, ...]
    since_text: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeoplePlace:
    """Everything the place Beteiligte shows, for a day."""

    as_of: date
    persons: tuple[PersonRow, ...]
    absences: tuple[AbsenceRow, ...]
    bodies: tuple[BodyRow, ...]
    holders: tuple[HolderRow, ...]
    shared_offices: tuple[SharedOfficeRow, ...]
    findings: tuple[str, ...]


def people_rows(view: View) -> PeoplePlace:
    """The rows of the place: persons in the order of their municipality and name, absences by day."""
    tags = tags_of(view)
    absences = absence_rows(view)
    return PeoplePlace(
        as_of=view.as_of,
        persons=_persons(view, tags),
        absences=absences,
        bodies=_bodies(view, tags),
        holders=_holders(view, tags),
        shared_offices=_shared_offices(view, tags),
        findings=tuple(text for row in absences if row.stage != "past" for text in row.warnings),
    )


def is_valid(first: date | None, last: date | None, day: date) -> bool:
    """Whether a day lies within a period whose ends may be open."""
    return (first is None or first <= day) and (last is None or day <= last)


def validity(first: date | None, last: date | None) -> str:
    """A period with open ends for reading; empty when both are open."""
    if first and last:
        return formats.period(first, last)
    if first:
        return f"ab {formats.day(first)}"
    return f"bis {formats.day(last)}" if last else ""


def _persons(view: View, tags: dict[str | None, MunicipalityTag]) -> tuple[PersonRow, ...]:
    ranks = ranks_of(view)
    offices = _offices_by_person(view)
    away: dict[str, Absence] = {}
    for absence in view.snapshot.all(Absence):
        if absence.from_on <= view.as_of <= absence.until_on:
            away[absence.person_id] = absence
    rows = []
    for person in view.snapshot.all(Person):
        has_left = person.left_on is not None and person.left_on < view.as_of
        rows.append(
            PersonRow(
                id=person.id,
                name=person.name,
                function=person.function,
                municipality=tags[person.municipality_id],
                email=person.email,
                phone=person.phone,
                is_function=person.is_function,
                has_left=has_left,
                is_absent=person.id in away and not has_left,
                status=_status(view, person, away.get(person.id)),
                offices=", ".join(offices.get(person.id, ())),
            )
        )
    rows.sort(
        key=lambda row: (row.has_left, ranks[row.municipality.id or None], formats.sort_key(row.name), row.id)
    )
    return tuple(rows)


def _status(view: View, person: Person, absence: Absence | None) -> str:
    if person.left_on is not None:
        verb = "ausgeschieden am" if person.left_on < view.as_of else "scheidet aus am"
        return f"{verb} {formats.day(person.left_on)}"
    if absence is None:
        return ""
    back = f"abwesend bis {formats.day(absence.until_on)}"
    deputy = person_name(view.snapshot, absence.deputy_id)
    return f"{back}, Vertretung: {deputy}" if deputy else f"{back}, ohne Vertretung"


def _offices_by_person(view: View) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for holder in view.snapshot.all(OfficeHolder):
        if holder.person_id and is_valid(holder.valid_from, holder.valid_until, view.as_of):
            found.setdefault(holder.person_id, []).append(title_of(view.snapshot, holder))
    return found


def title_of(snapshot: Snapshot, holder: OfficeHolder) -> str:
    """The title of an office holder: as entered, else as it follows from municipality and form of address."""
    municipality = snapshot.find(Municipality, holder.municipality_id)
    body = snapshot.find(Committee, holder.committee_id)
    is_other_chair = holder.office is Office.CHAIR and body and body.kind is not CommitteeKind.COUNCIL
    if holder.title or municipality is None or is_other_chair:
        return holder.title or label(holder.office)
    person = snapshot.find(Person, holder.person_id)
    return office_title(
        municipality, holder.office, person.form_of_address if person else FormOfAddress.NEUTRAL
    )


def _bodies(view: View, tags: dict[str | None, MunicipalityTag]) -> tuple[BodyRow, ...]:
    ranks = ranks_of(view)
    bodies = sorted(
        view.snapshot.all(Committee), key=lambda row: (ranks[row.municipality_id], row.order, row.id)
    )
    return tuple(
        BodyRow(
            id=body.id,
            name=body.name,
            short_name=body.short_name,
            kind_text=label(body.kind),
            municipality=tags[body.municipality_id],
            seats=body.seats,
            term=body.term,
            period_text=validity(body.valid_from, body.valid_until),
            notice_text=_notice_text(body),
            is_current=is_valid(body.valid_from, body.valid_until, view.as_of),
        )
        for body in bodies
    )


def _notice_text(body: Committee) -> str:
    parts = []
    if body.notice_days is not None:
        parts.append(f"Ladung {formats.count(body.notice_days, 'Tag', 'Tage')}")
    if body.closing_days is not None:
        parts.append(f"Vorlagen {formats.count(body.closing_days, 'Tag', 'Tage')} vorher")
    return ", ".join(parts)


def _holders(view: View, tags: dict[str | None, MunicipalityTag]) -> tuple[HolderRow, ...]:
    ranks = ranks_of(view)
    rows = []
    for holder in view.snapshot.all(OfficeHolder):
        body = view.snapshot.find(Committee, holder.committee_id)
        rows.append(
            HolderRow(
                id=holder.id,
                person_id=holder.person_id or "",
                title=title_of(view.snapshot, holder),
                name=person_name(view.snapshot, holder.person_id),
                municipality=tags[holder.municipality_id],
                body=body.short_name or body.name if body else "",
                term=holder.term,
                period_text=validity(holder.valid_from, holder.valid_until),
                is_current=is_valid(holder.valid_from, holder.valid_until, view.as_of),
            )
        )
    rows.sort(key=lambda row: (not row.is_current, ranks[row.municipality.id], row.title, row.id))
    return tuple(rows)


def _shared_offices(view: View, tags: dict[str | None, MunicipalityTag]) -> tuple[SharedOfficeRow, ...]:
    served: dict[str, set[str]] = {}
    for member in view.snapshot.all(SharedOfficeMember):
        served.setdefault(member.office_id, set()).add(member.municipality_id)
    led: dict[str, list[str]] = {}
    for task in view.snapshot.all(Task):
        if task.lead_office_id:
            led.setdefault(task.lead_office_id, []).append(task.number)
    offices = sorted(view.snapshot.all(SharedOffice), key=lambda row: (formats.sort_key(row.name), row.id))
    return tuple(
        SharedOfficeRow(
            id=office.id,
            name=office.name,
            field=office.field,
            seat=tags[office.seat_id],
            serves=_in_order(view, tags, served.get(office.id, ())),
            since_text=formats.day(office.since) if office.since else "",
            tasks=tuple(sorted(led.get(office.id, ()), key=formats.sort_key)),
        )
        for office in offices
    )


def _in_order(
    view: View, tags: dict[str | None, MunicipalityTag], ids: Iterable[str]
) -> tuple[MunicipalityTag, ...]:
    wanted = set(ids)
    return tuple(tags[row.id] for row in view.municipalities if row.id in wanted)

"""Taking over meetings of a calendar file: to which body each belongs, what changes, and doing it.

A meeting is known again by its id, which is made from body and UID, so that a second import changes nothing
and one that was moved or cancelled there is found.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from ozgdesk.commands.records import create, edit
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.incoming_meetings import CalendarFile, IncomingEvent
from ozgdesk.domain.meetings import OF_COOPERATION
from ozgdesk.domain.snapshot import Rows
from ozgdesk.domain.transaction import Command, Transaction

_TAKEN = ("held_on", "starts_at", "ends_at", "place", "is_cancelled")


_SHORT = 5
"""Names up to this length must stand as a word of their own."""


@dataclass(frozen=True, slots=True)
class MeetingProposal:
    """What becomes of an event: NEW or CHANGED as a meeting of a body, else SKIPPED or NOT_CARRIED.

    `code` says why (`texts.meeting_import`).
    """

    event: IncomingEvent
    fate: Fate
    code: str
    committee_id: str = ""
    meeting_id: str = ""


def plan_meetings(
    rows: Rows, file: CalendarFile, committee_id: str | None = None
) -> tuple[MeetingProposal, ...]:
    """What taking over would do: all events for one body, else each for the body its words name."""
    bodies = [body for body in rows.all(Committee) if body.kind not in OF_COOPERATION]
    names = {body.id: tuple(_names(rows, body)) for body in bodies}
    towns = {row.id: (row.name.casefold(), row.code.casefold()) for row in rows.all(Municipality)}
    return tuple(
        _proposal(rows, event, committee_id or _body_of(event, bodies, names, towns)) for event in file.events
    )


def import_meetings(proposals: Iterable[MeetingProposal], source: str) -> Command[int]:
    """Enter what is new and change what is moved or cancelled; returns how many meetings that are."""

    def command(tx: Transaction) -> int:
        count = 0
        for row in proposals:
            values = {**_values(row.event)}
            if row.fate is Fate.NEW and tx.find(Meeting, row.meeting_id) is None:
                create(
                    Meeting, id=row.meeting_id, committee_id=row.committee_id, source=source[:300], **values
                )(tx)
                count += 1
            elif row.fate is Fate.CHANGED:
                edit(Meeting, row.meeting_id, **values)(tx)
                count += 1
        return count

    return command


def _proposal(rows: Rows, event: IncomingEvent, committee_id: str | None) -> MeetingProposal:
    if committee_id is None:
        return MeetingProposal(event, Fate.NOT_CARRIED, "no_body")
    id_ = sha256(f"ics {committee_id} {event.uid}".encode()).hexdigest()[:32]
    here = rows.find(Meeting, id_)
    if here is None:
        same = [
            row
            for row in rows.all(Meeting)
            if row.committee_id == committee_id and row.held_on == event.on and not row.is_cancelled
        ]
        if same:
            return MeetingProposal(event, Fate.SKIPPED, "there_already", committee_id, same[0].id)
        if event.is_cancelled:
            return MeetingProposal(event, Fate.SKIPPED, "cancelled_before", committee_id, id_)
        return MeetingProposal(event, Fate.NEW, "new_meeting", committee_id, id_)
    changed = {name for name in _TAKEN if getattr(here, name) != _values(event)[name]}
    if not changed:
        return MeetingProposal(event, Fate.SKIPPED, "unchanged", committee_id, id_)
    code = "cancelled" if "is_cancelled" in changed and event.is_cancelled else "changed"
    return MeetingProposal(event, Fate.CHANGED, "moved" if "held_on" in changed else code, committee_id, id_)


def _values(event: IncomingEvent) -> Mapping[str, object]:
    return {
        "held_on": event.on,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "place": event.place,
        "is_cancelled": event.is_cancelled,
    }


def _names(rows: Rows, body: Committee) -> Iterator[str]:
    yield body.name.casefold()
    if len(body.short_name) > 1:
        yield body.short_name.casefold()


def _body_of(
    event: IncomingEvent,
    bodies: list[Committee],
    names: Mapping[str, tuple[str, ...]],
    towns: Mapping[str, tuple[str, str]],
) -> str | None:
    """The only body that is valid on the day and whose name stands in the words, of the town named there."""
    about = event.about.casefold()
    words = set(about.replace(",", " ").replace(":", " ").split())
    found = [
        body
        for body in bodies
        if any(
            name in words if " " not in name and len(name) < 6 else name in about for name in names[body.id]
        )
        and (body.valid_from is None or body.valid_from <= event.on)
        and (body.valid_until is None or body.valid_until >= event.on)
    ]
    if len(found) > 1:
        named = {id_ for id_, (name, code) in towns.items() if name in about or code in words}
        found = [body for body in found if body.municipality_id in named]
    return found[0].id if len(found) == 1 else None

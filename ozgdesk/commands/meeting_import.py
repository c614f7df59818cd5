"""Taking over meetings of a calendar file: what is new, what changed there or here since, and doing it.

A meeting is known again by its id, which is made from body and UID, else by body and day. What the last
import wrote is told from the journal: so a second import changes nothing, what only the file changed is
taken, and what was edited here stays.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from ozgdesk.commands.former_imports import Former, former_imports
from ozgdesk.commands.import_sides import Sides
from ozgdesk.commands.imports import BEFORE_IMPORT
from ozgdesk.commands.meeting_bodies import Bodies
from ozgdesk.commands.records import create, edit
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.councils import Meeting
from ozgdesk.domain.incoming_meetings import CalendarFile, IncomingEvent, MeetingPlan, MeetingProposal
from ozgdesk.domain.snapshot import Rows
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.texts.meeting_import import IMPORT_MEETINGS, calendar_source

_OWN = re.compile(r"([0-9a-f]{32})-([a-z-]+)@ozg-desk")
"""What a calendar of ours calls a row; a second one behind it is a day that follows from the meeting."""


def plan_meetings(
    rows: Rows,
    file: CalendarFile,
    committee_id: str | None = None,
    *,
    since: date,
    former: Former | None = None,
) -> MeetingPlan:
    """What taking over would do: all events for one body, else each for the body its words name.

    New ones before the day `since` are taken only when somebody chooses them. `former` is what earlier
    imports wrote; without it every difference counts as edited here.
    """
    comparison = _Comparison(rows, file, committee_id, former or {}, since)
    return MeetingPlan(file, tuple(comparison.proposal(event) for event in file.events))


def import_meeting_calendar(
    workspace: Workspace, plan: MeetingPlan, ids: frozenset[str] | None = None
) -> int:
    """Make a backup and take what is chosen (None: what is taken at first) over in one step.

    Returns how many meetings that are; nothing happens when it is none.
    """
    chosen = plan.taken_at_first if ids is None else plan.may_be_taken & ids
    if not chosen:
        return 0
    workspace.backup(BEFORE_IMPORT)
    return workspace.run(IMPORT_MEETINGS, import_meetings(plan, chosen))


def former_meetings(workspace: Workspace) -> Former:
    """What earlier imports of calendars wrote."""
    return former_imports(workspace, label=IMPORT_MEETINGS)


def import_meetings(plan: MeetingPlan, chosen: frozenset[str]) -> Command[int]:
    """Enter what is new and change what is moved or cancelled; returns how many meetings that are.

    A conflict that is chosen takes the values of the file.
    """

    def command(tx: Transaction) -> int:
        found = [row for row in plan.proposals if row.id in chosen and row.may_be_taken]
        for row in found:
            if row.fate is Fate.NEW:
                create(
                    Meeting,
                    id=row.meeting_id,
                    committee_id=row.committee_id,
                    source=calendar_source(plan.file.name),
                    **_values(row.event),
                )(tx)
            else:
                values = row.disputes if row.fate is Fate.CONFLICT else {}
                edit(Meeting, row.meeting_id, **{**row.changes, **values})(tx)
        return len(found)

    return command


class _Comparison:
    """The state of one comparison; a meeting that is here belongs to one event at most."""

    def __init__(
        self, rows: Rows, file: CalendarFile, committee_id: str | None, former: Former, since: date
    ) -> None:
        self._rows = rows
        self._committee_id = committee_id
        self._former = former
        self._since = since
        self._bodies = Bodies(rows)
        self._body = {event.uid: self._body_of(event) for event in file.events}
        self._claimed = {
            id_ for event in file.events if (id_ := self._known(event, self._body[event.uid])) is not None
        }
        self._on_day: dict[tuple[str, date], list[Meeting]] = defaultdict(list)
        for meeting in sorted(rows.all(Meeting), key=lambda row: (row.is_cancelled, row.id)):
            self._on_day[meeting.committee_id, meeting.held_on].append(meeting)

    def proposal(self, event: IncomingEvent) -> MeetingProposal:
        """What becomes of one event."""
        own = _OWN.match(event.uid)
        if own is not None and own[2] != "meeting":
            return MeetingProposal(event, Fate.NOT_CARRIED, "own_day")
        body = self._body[event.uid]
        known = self._known(event, body)
        if known is not None:
            return self._compared(event, self._rows.get(Meeting, known), "unchanged")
        if body is None:
            return MeetingProposal(event, Fate.NOT_CARRIED, "no_body")
        ids = [meeting_id(term, event.uid) for term in self._bodies.terms(body)]
        if any((Meeting, id_) in self._former for id_ in ids):
            return MeetingProposal(event, Fate.SKIPPED, "removed_here", body)
        for meeting in self._on_day[body, event.on]:
            if meeting.id not in self._claimed:
                self._claimed.add(meeting.id)
                return self._compared(event, meeting, "there_already")
        if event.is_cancelled:
            return MeetingProposal(event, Fate.SKIPPED, "cancelled_before", body)
        is_past = event.on < self._since
        code = "new_past_meeting" if is_past else "new_meeting"
        return MeetingProposal(
            event, Fate.NEW, code, body, meeting_id(body, event.uid), is_past=is_past, changes=_values(event)
        )

    def _body_of(self, event: IncomingEvent) -> str | None:
        if self._committee_id is not None:
            return self._bodies.on_day(self._committee_id, event.on)
        return self._bodies.named(event)

    def _known(self, event: IncomingEvent, body: str | None) -> str | None:
        """The meeting that an earlier import made of this event, or that it was written from."""
        own = _OWN.fullmatch(event.uid)
        ids = [own[1]] if own is not None and own[2] == "meeting" else []
        ids += [meeting_id(term, event.uid) for term in self._bodies.terms(body)] if body else []
        return next((id_ for id_ in ids if self._rows.find(Meeting, id_) is not None), None)

    def _compared(self, event: IncomingEvent, here: Meeting, same: str) -> MeetingProposal:
        """Field by field: what only the file changed is taken, what only we changed stays."""
        told = self._former.get((Meeting, here.id), {})
        there = {name: value for name, value in _values(event).items() if value != "" or name in told}
        if not told and here.place:
            there.pop("place", None)  # whoever typed the meeting may call the room otherwise
        blank = {name: "" for name in there if name not in told and getattr(here, name) == ""}
        sides = Sides(here, there, None, {**blank, **told}, {})
        fates = {name: sides.fate((name,)) for name in there if sides.differ((name,))}
        changes, disputes = (
            {name: there[name] for name, fate in fates.items() if fate is wanted}
            for wanted in (Fate.CHANGED, Fate.CONFLICT)
        )
        kept = tuple(name for name, fate in fates.items() if fate is Fate.SKIPPED)
        fate, code = _fate(changes, disputes, kept, same)
        return MeetingProposal(
            event, fate, code, here.committee_id, here.id, changes=changes, disputes=disputes, kept=kept
        )


def _fate(
    changes: Mapping[str, object], disputes: Mapping[str, object], kept: tuple[str, ...], same: str
) -> tuple[Fate, str]:
    """What becomes of a meeting that is here already, and why."""
    if changes:
        code = "cancelled" if changes.get("is_cancelled") else "changed"
        return Fate.CHANGED, "moved" if "held_on" in changes else code
    if disputes:
        return Fate.CONFLICT, "disputed"
    return Fate.SKIPPED, "kept" if kept else same


def meeting_id(committee_id: str, uid: str) -> str:
    """The id of the meeting that an event of this identity becomes at a body."""
    return sha256(f"ics {committee_id} {uid}".encode()).hexdigest()[:32]


def _values(event: IncomingEvent) -> Mapping[str, object]:
    return {
        "held_on": event.on,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "place": event.place,
        "is_cancelled": event.is_cancelled,
    }

"""What a calendar file would bring, as `import ics --json` prints it."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.councils import Committee
from ozgdesk.domain.incoming_meetings import CalendarFile, IncomingEvent
from ozgdesk.domain.view import View
from ozgdesk.present.municipalities import tags_of
from ozgdesk.texts.imports import FATES
from ozgdesk.texts.meeting_import import reason_text


class Proposed(Protocol):
    """A proposal of the import as far as it is shown."""

    @property
    def event(self) -> IncomingEvent: ...
    @property
    def fate(self) -> Fate: ...
    @property
    def code(self) -> str: ...
    @property
    def committee_id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of the file with its fate, in German."""

    fate: str
    fate_text: str
    name: str
    on: date | None
    municipality: str
    committee: str
    reason: str


def event_rows(view: View, file: CalendarFile, proposals: tuple[Proposed, ...]) -> tuple[EventRow, ...]:
    """All events by day, then what the file holds besides."""
    tags = tags_of(view)
    rows = []
    for found in proposals:
        body = view.snapshot.find(Committee, found.committee_id)
        rows.append(
            EventRow(
                found.fate.value,
                FATES[found.fate],
                found.event.title,
                found.event.on,
                tags[body.municipality_id].code if body else "",
                body.name if body else "",
                reason_text(found.code),
            )
        )
    rows += [
        EventRow(
            Fate.NOT_CARRIED.value,
            FATES[Fate.NOT_CARRIED],
            left.title,
            None,
            "",
            "",
            reason_text(left.code, left.values),
        )
        for left in file.leftovers
    ]
    return tuple(rows)

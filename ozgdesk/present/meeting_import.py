"""What a calendar file would bring, as the window shows it and `import ics --json` prints it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.incoming_meetings import MeetingPlan, MeetingProposal
from ozgdesk.domain.view import View
from ozgdesk.present.import_preview import counted
from ozgdesk.present.municipalities import tags_of
from ozgdesk.texts.imports import FATES
from ozgdesk.texts.meeting_import import reason_text, stays_text

NOTE = "note"
"""How the ids of rows begin that are no events."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of the file with its fate, in German.

    `is_taken` is what happens unless somebody decides otherwise, `may_be_taken` whether there is anything to
    decide.
    """

    id: str
    fate: str
    fate_text: str
    name: str
    on: date | None
    starts_at: str
    municipality: str
    committee: str
    reason: str
    is_taken: bool
    may_be_taken: bool


@dataclass(frozen=True, slots=True)
class MeetingPreview:
    """All rows: events by day, then what the file holds besides; and how many there are of each fate."""

    title: str
    has_changes: bool
    counts: Mapping[str, int]
    summary: str
    rows: tuple[EventRow, ...]


def meeting_preview(view: View, plan: MeetingPlan) -> MeetingPreview:
    """The preview of a file."""
    rows = event_rows(view, plan)
    counts = {fate.value: sum(row.fate == fate.value for row in rows) for fate in Fate}
    return MeetingPreview(
        title=plan.file.name,
        has_changes=bool(plan.taken_at_first),
        counts=counts,
        summary=", ".join(
            f"{formats.number(counts[fate.value])} {counted(fate, counts[fate.value])}" for fate in Fate
        ),
        rows=rows,
    )


def event_rows(view: View, plan: MeetingPlan) -> tuple[EventRow, ...]:
    """All events by day, then what the file holds besides."""
    tags = tags_of(view)
    rows = []
    for found in plan.proposals:
        body = view.snapshot.find(Committee, found.committee_id)
        rows.append(
            EventRow(
                id=found.id,
                fate=found.fate.value,
                fate_text=FATES[found.fate],
                name=found.event.title,
                on=found.event.on,
                starts_at=found.event.starts_at,
                municipality=tags[body.municipality_id].code if body else "",
                committee=body.name if body else "",
                reason=_reason(view, found),
                is_taken=found.is_taken_at_first,
                may_be_taken=found.may_be_taken,
            )
        )
    fate = Fate.NOT_CARRIED
    rows += [
        EventRow(
            f"{NOTE}{place}",
            fate.value,
            FATES[fate],
            left.title,
            None,
            "",
            "",
            "",
            reason_text(left.code, left.values),
            is_taken=False,
            may_be_taken=False,
        )
        for place, left in enumerate(plan.file.leftovers)
    ]
    return tuple(rows)


def _reason(view: View, found: MeetingProposal) -> str:
    here = view.snapshot.find(Meeting, found.meeting_id)
    if here is None or not found.disputes:
        return reason_text(found.code)
    stays = stays_text([(name, getattr(here, name), value) for name, value in found.disputes.items()])
    return stays if found.fate is Fate.CONFLICT else f"{reason_text(found.code)}; {stays}"

"""The sets of sheets for meetings (Sitzungsmappen), as rows: what is in them, in which order, for whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.reporting import SheetSet, SheetSetEntry
from ozgdesk.domain.steering import Attachment
from ozgdesk.domain.tasks import Baseline
from ozgdesk.domain.view import View
from ozgdesk.present.choices import Choice
from ozgdesk.present.meeting import meeting_choices
from ozgdesk.present.municipalities import MunicipalityTag, tags_of

WHOLE_ENTRY = "alle"


@dataclass(frozen=True, slots=True)
class SetEntry:
    """A part of a set: a sheet by its key for one municipality or the whole, or an embedded file.

    `shows` says which version or baseline was chosen for it, if any.
    """

    id: str
    sheet: str
    title: str
    municipality: MunicipalityTag
    agreement_id: str | None
    file: Attachment | None
    version_id: str | None = None
    baseline_id: str | None = None
    shows: str = ""

    @property
    def whose(self) -> str:
        """The code of the municipality, or a word for the whole."""
        return self.municipality.code or WHOLE_ENTRY


@dataclass(frozen=True, slots=True)
class SetRow:
    """A set with its parts in order; `meeting` is for which meeting it is, in words, or empty.

    That is the next one of its body; `meeting_id` is set where another was chosen.
    """

    id: str
    name: str
    meeting: str
    entries: tuple[SetEntry, ...]
    meeting_id: str | None = None

    def of(self, municipality_id: str) -> tuple[SetEntry, ...]:
        """What one municipality gets: its own parts and those of the whole."""
        return tuple(entry for entry in self.entries if entry.municipality.id in ("", municipality_id))


def set_rows(view: View, titles: Mapping[str, str]) -> tuple[SetRow, ...]:
    """All sets in their order; `titles` are those of the sheets by key. A sheet nobody knows is left out."""
    rows = sorted(view.snapshot.all(SheetSet), key=lambda row: (row.order, row.id))
    return tuple(_row(view, row, titles) for row in rows)


def _row(view: View, row: SheetSet, titles: Mapping[str, str]) -> SetRow:
    tags = tags_of(view)
    entries = []
    parts = (entry for entry in view.snapshot.all(SheetSetEntry) if entry.set_id == row.id)
    for entry in sorted(parts, key=lambda entry: (entry.order, entry.id)):
        file = view.snapshot.find(Attachment, entry.attachment_id)
        if file is None and entry.sheet not in titles:
            continue
        title = entry.title or (file.file_name if file else titles[entry.sheet])
        tag = tags[entry.municipality_id]
        entries.append(_entry(view, entry, title, tag, file))
    return SetRow(row.id, row.name, _meeting(view, row.committee_id), tuple(entries))


def _entry(
    view: View, entry: SheetSetEntry, title: str, tag: MunicipalityTag, file: Attachment | None
) -> SetEntry:
    version = view.snapshot.find(AgreementVersion, entry.version_id)
    baseline = view.snapshot.find(Baseline, entry.baseline_id)
    words = [f"Fassung „{version.name}“"] if version else []
    words += [f"Basisplan „{baseline.name}“"] if baseline else []
    return SetEntry(
        entry.id,
        entry.sheet,
        title,
        tag,
        entry.agreement_id or (version.agreement_id if version else None),
        file,
        entry.version_id,
        entry.baseline_id,
        ", ".join(words),
    )


def set_meetings(view: View, set_id: str) -> tuple[Choice, ...]:
    """The meetings a set may be for, the latest first: those of its body, else those of the cooperation."""
    row = view.snapshot.find(SheetSet, set_id)
    body = view.snapshot.find(Committee, row.committee_id) if row else None
    if body is None:
        return tuple(Choice(found.id, found.text) for found in meeting_choices(view))
    own = [m for m in view.snapshot.all(Meeting) if m.committee_id == body.id and not m.is_cancelled]
    own.sort(key=lambda meeting: (meeting.held_on, meeting.id), reverse=True)
    return tuple(Choice(meeting.id, formats.weekday_and_day(meeting.held_on)) for meeting in own)


def for_meeting(view: View, row: SetRow, meeting_id: str | None) -> SetRow:
    """The set for a certain meeting; for the next one of its body where there is no such meeting."""
    meeting = view.snapshot.find(Meeting, meeting_id)
    if meeting is None:
        return row
    body = view.snapshot.get(Committee, meeting.committee_id)
    return replace(row, meeting=_meeting_words(view, body, meeting.held_on), meeting_id=meeting.id)


def _meeting(view: View, committee_id: str | None) -> str:
    """The next meeting of the body from the Stichtag on; only its name where none is known."""
    body = view.snapshot.find(Committee, committee_id)
    if body is None:
        return ""
    days: list[date] = [
        meeting.held_on
        for meeting in view.snapshot.all(Meeting)
        if meeting.committee_id == body.id and not meeting.is_cancelled and meeting.held_on >= view.as_of
    ]
    return _meeting_words(view, body, min(days, default=None))


def _meeting_words(view: View, body: Committee, on: date | None) -> str:
    tag = tags_of(view)[body.municipality_id]
    name = f"{body.name} ({tag.code})" if tag.code else body.name
    return f"{name}, Sitzung am {formats.day(on)}" if on else name

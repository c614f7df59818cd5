"""The sets of sheets for meetings (Sitzungsmappen), as rows: what is in them, in which order, for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.reporting import SheetSet, SheetSetEntry
from ozgdesk.domain.steering import Attachment
from ozgdesk.domain.view import View
from ozgdesk.present.municipalities import MunicipalityTag, tags_of

WHOLE_ENTRY = "alle"


@dataclass(frozen=True, slots=True)
class SetEntry:
    """A part of a set: a sheet by its key for one municipality or the whole, or an embedded file."""

    id: str
    sheet: str
    title: str
    municipality: MunicipalityTag
    agreement_id: str | None
    file: Attachment | None

    @property
    def whose(self) -> str:
        """The code of the municipality, or a word for the whole."""
        return self.municipality.code or WHOLE_ENTRY


@dataclass(frozen=True, slots=True)
class SetRow:
    """A set with its parts in order; `meeting` is for which meeting it is next, in words, or empty."""

    id: str
    name: str
    meeting: str
    entries: tuple[SetEntry, ...]

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
        entries.append(SetEntry(entry.id, entry.sheet, title, tag, entry.agreement_id, file))
    return SetRow(row.id, row.name, _meeting(view, row.committee_id), tuple(entries))


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
    tag = tags_of(view)[body.municipality_id]
    name = f"{body.name} ({tag.code})" if tag.code else body.name
    return f"{name}, Sitzung am {formats.day(min(days))}" if days else name

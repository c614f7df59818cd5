"""What of a council information system can be taken: one row for each paper and each calendar of meetings."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.change_set import ChangeSet, Fate, ImportRow
from ozgdesk.domain.incoming_papers import IncomingPaper, IncomingPapers
from ozgdesk.texts.imports import FATES, reason

PAPER, CALENDAR, NOTE = "paper", "calendar", "note"
_KINDS = {PAPER: "Vorlage", CALENDAR: "Sitzungen", NOTE: "Hinweis"}
_RANKS = (Fate.CONFLICT, Fate.NEW, Fate.CHANGED, Fate.NOT_CARRIED, Fate.SKIPPED)
"""What a row stands for when its parts have different fates."""

_SILENT = frozenset({"new", "unchanged"})
"""Reasons that the fate itself says."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper with its stations, the meetings of a committee, or a note about the files.

    `is_taken`: it is ticked at first, because it is here already and would change. `reasons` say about each
    part what needs a look.
    """

    id: str
    kind: str
    kind_text: str
    fate: str
    fate_text: str
    number: str
    name: str
    dated_on: date | None
    way: str
    reasons: tuple[str, ...]
    is_taken: bool
    may_be_taken: bool


@dataclass(frozen=True, slots=True)
class PaperPreview:
    """All rows: papers by day, the newest first, calendars by name, and what the files carry besides."""

    title: str
    rows: tuple[PaperRow, ...]


def paper_preview(incoming: IncomingPapers, change_set: ChangeSet) -> PaperPreview:
    """The rows of a comparison in which everything was chosen."""
    parts: dict[str, list[ImportRow]] = defaultdict(list)
    for row in change_set.rows:
        parts[row.part_of].append(row)
    papers = sorted(incoming.papers, key=lambda row: (row.dated_on or date.min, row.number), reverse=True)
    committees = sorted(incoming.committees, key=lambda row: formats.sort_key(row.name))
    rows = [_paper_row(incoming, row, parts[row.uid]) for row in papers if parts[row.uid]]
    for committee in committees:
        meetings = [row for row in parts[committee.uid] if row.kind == "meeting"]
        if meetings:
            way = formats.count(len(meetings), "Sitzung", "Sitzungen")
            rows.append(_row(committee.uid, CALENDAR, committee.name, meetings, way=way))
    rows += [_row(f"{NOTE}{place}", NOTE, _said(row), [row]) for place, row in enumerate(parts[""])]
    return PaperPreview(incoming.title, tuple(rows))


def _paper_row(incoming: IncomingPapers, paper: IncomingPaper, parts: Sequence[ImportRow]) -> PaperRow:
    name = paper.title or next(iter(parts)).name
    way = " → ".join(filter(None, (_station(incoming, row.committee_uids) for row in paper.stations)))
    return _row(paper.uid, PAPER, name, parts, way=way, number=paper.number, dated_on=paper.dated_on)


def _station(incoming: IncomingPapers, uids: Sequence[str]) -> str:
    found = next((incoming.committee[uid] for uid in uids if uid in incoming.committee), None)
    return (found.short_name or found.name) if found is not None else ""


def _row(
    id_: str,
    kind: str,
    name: str,
    parts: Sequence[ImportRow],
    *,
    way: str = "",
    number: str = "",
    dated_on: date | None = None,
) -> PaperRow:
    fates = {row.fate for row in parts}
    fate = next(rank for rank in _RANKS if rank in fates)
    if kind == PAPER and fate is Fate.NEW and all(row.fate is not Fate.NEW for row in parts[:1]):
        fate = Fate.CHANGED  # only stations are new
    changes = Fate.CHANGED in fates or Fate.NEW in fates
    is_here = any(row.subject_id is not None for row in parts)
    return PaperRow(
        id=id_,
        kind=kind,
        kind_text=_KINDS[kind],
        fate=fate.value,
        fate_text=FATES[fate],
        number=number,
        name=name,
        dated_on=dated_on,
        way=way,
        reasons=tuple(_said(row) for row in parts if row.code not in _SILENT and kind != NOTE),
        is_taken=kind != NOTE and changes and is_here,
        may_be_taken=kind != NOTE and changes,
    )


def _said(row: ImportRow) -> str:
    return f"{row.name}: {reason(row)}" if row.name else reason(row)

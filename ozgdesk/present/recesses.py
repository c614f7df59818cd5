"""Which school holidays a municipality could take over as council recess: a proposal, nothing more."""

from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.recesses import SchoolHoliday, covers, meets, recesses_of
from ozgdesk.domain.tasks import Closure
from ozgdesk.domain.view import View
from ozgdesk.texts.school_holidays import SchoolHolidays

HORIZON_DAYS = 731
"""Two years ahead."""


@dataclass(frozen=True, slots=True)
class RecessRow:
    """School holidays that are not entered yet. `remark` names recesses they have days in common with."""

    holiday: SchoolHoliday
    name: str
    days: str
    remark: str


@dataclass(frozen=True, slots=True)
class RecessProposals:
    """The rows by day; `notes` are sentences about what is not among them, `source` says whence it is."""

    rows: tuple[RecessRow, ...]
    notes: tuple[str, ...]
    source: str


def recess_proposals(view: View, municipality_id: str, known: SchoolHolidays) -> RecessProposals:
    """The school holidays of the two years after the Stichtag that this municipality has not entered."""
    last = date.fromordinal(min(view.as_of.toordinal() + HORIZON_DAYS, date.max.toordinal()))
    coming = [row for row in known.all if row.until_on >= view.as_of and row.from_on <= last]
    recesses = recesses_of(view.snapshot, municipality_id)
    rows = tuple(
        RecessRow(row, row.name, formats.period(row.from_on, row.until_on), _remark(row, recesses))
        for row in coming
        if not any(covers(recess, row) for recess in recesses)
    )
    return RecessProposals(
        rows, tuple(_notes(view, municipality_id, known, coming, rows, last)), _source(known)
    )


def _remark(holiday: SchoolHoliday, recesses: tuple[Closure, ...]) -> str:
    names = ", ".join(f"„{recess.name}“" for recess in recesses if meets(recess, holiday))
    return f"überschneidet sich mit {names}" if names else ""


def _notes(
    view: View,
    municipality_id: str,
    known: SchoolHolidays,
    coming: list[SchoolHoliday],
    rows: tuple[RecessRow, ...],
    last: date,
) -> list[str]:
    notes = []
    if coming and not rows:
        name = view.snapshot.get(Municipality, municipality_id).name
        notes.append(f"Für {name} sind alle Schulferien der nächsten zwei Jahre schon eingetragen.")
    end = max(row.until_on for row in known.all)
    if last > end:
        notes.append(f"Für die Zeit nach dem {formats.day(end)} sind keine Schulferien hinterlegt.")
    return notes


def _source(known: SchoolHolidays) -> str:
    return f"Quelle: {known.publisher}, {known.regulation}; abgeglichen am {formats.day(known.compared_on)}."

"""When councils do not meet: school holidays, which are only proposed, and what is entered."""

from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.snapshot import Rows
from ozgdesk.domain.tasks import Closure
from ozgdesk.domain.vocabulary import ClosureKind


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """Holidays of all schools of the state from the first day to the last."""

    name: str
    from_on: date
    until_on: date


def recesses_of(rows: Rows, municipality_id: str) -> tuple[Closure, ...]:
    """The council recesses of a municipality by day, those of all municipalities among them."""
    found = [
        closure
        for closure in rows.all(Closure)
        if closure.kind is ClosureKind.COUNCIL_RECESS and closure.municipality_id in (None, municipality_id)
    ]
    return tuple(sorted(found, key=lambda closure: (closure.from_on, closure.id)))


def covers(recess: Closure, holiday: SchoolHoliday) -> bool:
    """Whether a recess holds every day of the holidays."""
    return recess.from_on <= holiday.from_on and holiday.until_on <= recess.until_on


def meets(recess: Closure, holiday: SchoolHoliday) -> bool:
    """Whether a recess and the holidays have a day in common."""
    return recess.from_on <= holiday.until_on and holiday.from_on <= recess.until_on

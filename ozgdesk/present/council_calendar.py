"""The next twelve months of the councils: per month and municipality meetings, Fristen, recess, holidays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.calendar import holidays
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.council_days import CouncilDays
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.meetings import OF_COOPERATION
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClosureKind, CommitteeKind
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.texts.labels import label
from ozgdesk.texts.organs import board_name, council_name

MONTHS = 12


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One line of a cell: `kind` is meeting, closing (Vorlagenschluss) or recess."""

    on: date
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month with its holidays, and the entries of each municipality in the order of the columns."""

    first: date
    title: str
    holidays: tuple[str, ...]
    cells: tuple[tuple[CalendarEntry, ...], ...]


@dataclass(frozen=True, slots=True)
class CouncilCalendar:
    """The columns and the months; `without_closing` names bodies whose Vorlagenschluss is not entered."""

    municipalities: tuple[MunicipalityTag, ...]
    months: tuple[CalendarMonth, ...]
    without_closing: tuple[str, ...]


def council_calendar(view: View, municipality_id: str | None = None) -> CouncilCalendar:
    """The calendar from the month of the Stichtag on, of all municipalities or one."""
    tags = tags_of(view)
    towns = [row.id for row in view.municipalities if municipality_id in (None, row.id)]
    days = CouncilDays(view.snapshot)
    firsts = _months(view.as_of)
    entries = {town: sorted(_entries(view, days, town), key=lambda row: (row.on, row.kind)) for town in towns}
    recesses = {town: days.recesses(town) for town in towns}
    months = []
    for first, after in zip(firsts, [*firsts[1:], _after(firsts[-1])], strict=True):
        cells = []
        for town in towns:
            free = [
                CalendarEntry(max(row.from_on, first), "recess", _period(row.name, row.from_on, row.until_on))
                for row in recesses[town]
                if row.from_on < after and row.until_on >= first
            ]
            cells.append((*free, *(row for row in entries[town] if first <= row.on < after)))
        named = tuple(
            f"{formats.short_day(day)} {name}"
            for day, name in holidays(first.year).items()
            if day.month == first.month and day.weekday() < 5
        )
        months.append(CalendarMonth(first, formats.month(first), named, tuple(cells)))
    return CouncilCalendar(
        tuple(tags[town] for town in towns), tuple(months), tuple(_without_closing(view, towns))
    )


def _entries(view: View, days: CouncilDays, municipality_id: str) -> Iterator[CalendarEntry]:
    for body in view.snapshot.all(Committee):
        if body.municipality_id != municipality_id or body.kind in OF_COOPERATION:
            continue
        short = _short(view, body)
        for meeting in days.entered(body.id):
            time = f", {meeting.starts_at} Uhr" if meeting.starts_at else ""
            day = formats.short_weekday(meeting.held_on)
            text = f"{day} {formats.short_day(meeting.held_on)} {short}{time}"
            yield CalendarEntry(meeting.held_on, "meeting", text)
            closing = days.closing_on(body, meeting.held_on)
            if closing is not None:
                of_meeting = f"{short} {formats.short_day(meeting.held_on)}"
                yield CalendarEntry(
                    closing, "closing", f"{formats.short_day(closing)} Vorlagen für {of_meeting}"
                )


def _without_closing(view: View, towns: list[str]) -> Iterator[str]:
    tags = tags_of(view)
    met = {row.committee_id for row in view.snapshot.all(Meeting) if row.held_on >= view.as_of}
    found = [
        row
        for row in view.snapshot.all(Committee)
        if row.municipality_id in towns and row.id in met and row.closing_days is None
    ]
    for body in sorted(found, key=lambda row: (towns.index(row.municipality_id or ""), row.order)):
        yield f"{_short(view, body)} ({tags[body.municipality_id].code})"


def _short(view: View, body: Committee) -> str:
    """The short name of a body; organs have one by law where none is entered."""
    town = view.snapshot.find(Municipality, body.municipality_id)
    if not body.short_name and town is not None:
        if body.kind is CommitteeKind.COUNCIL:
            return council_name(town).short
        if body.kind is CommitteeKind.ADMINISTRATION:
            return board_name(town).short
    return body.short_name or body.name


def _period(name: str, first: date, last: date) -> str:
    named = "" if name.casefold() == label(ClosureKind.COUNCIL_RECESS).casefold() else f"{name}, "
    return f"Sitzungsfrei: {named}{formats.short_day(first)} bis {formats.short_day(last)}"


def _months(as_of: date) -> list[date]:
    """The first days of twelve months, fewer at the end of the calendar."""
    found = [as_of.replace(day=1)]
    while len(found) < MONTHS and (found[-1].year, found[-1].month) < (date.max.year, 11):
        found.append(_after(found[-1]))
    return found


def _after(first: date) -> date:
    if (first.year, first.month) == (date.max.year, 12):
        return date.max
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)

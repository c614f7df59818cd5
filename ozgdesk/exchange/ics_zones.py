"""Moments of a calendar file as the clocks here show them.

A zone counts as the file itself describes it (VTIMEZONE); Windows brings no time zones. What names no zone,
or one of Central Europe, is taken as it stands.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ozgdesk import formats
from ozgdesk.exchange.ics_lines import Component, Property
from ozgdesk.exchange.ics_rules import days_of, read_rule

MOST_ZONES = 50
MOST_OBSERVANCES = 40
_EARLIEST, _LATEST = 1970, 2100
_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?", re.ASCII)
_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?", re.ASCII)
_HERE = re.compile(r"Amsterdam|Berlin|Brussels|Paris|Vienna|Zurich|\bCET\b|\bW\. Europe\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with a time unless it is a whole day; `zone` as the file names it, `is_utc` by its Z."""

    on: date
    at: time | None = None
    zone: str = ""
    is_utc: bool = False

    def moved_to(self, on: date) -> "Moment":
        """The same time of another day."""
        return Moment(on, self.at, self.zone, self.is_utc)


def read_moment(text: str, zone: str = "") -> Moment | None:
    """A day or moment as RFC 5545 writes it, the first of a period; None when it is neither."""
    found = _MOMENT.match(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute = (int(part or 0) for part in found.groups()[:5])
    try:
        on = date(year, month, day)
        return Moment(on, time(hour, minute), zone, bool(found[7])) if found[4] else Moment(on)
    except ValueError:
        return None


def moments_of(found: Iterable[Property]) -> list[Moment]:
    """All moments of properties that may hold several, such as EXDATE."""
    moments = (
        read_moment(word, row.parameters.get("TZID", "")) for row in found for word in row.value.split(",")
    )
    return [moment for moment in moments if moment is not None]


class Zones:
    """The zones of one file; `unknown` are those that were met and nobody describes."""

    def __init__(self, described: Iterable[Component]) -> None:
        self._described = {part.value("TZID"): part for part in described}
        self._changes: dict[str, tuple[list[datetime], list[timedelta]]] = {}
        self.unknown: set[str] = set()

    def here(self, moment: Moment) -> datetime:
        """A moment as the clocks here show it; a whole day begins at midnight."""
        at = datetime.combine(moment.on, moment.at or time())
        if moment.at is None:
            return at
        try:
            if moment.is_utc:
                return formats.local_time(at.replace(tzinfo=UTC))
            offset = self._offset(moment.zone, at)
            return at if offset is None else formats.local_time((at - offset).replace(tzinfo=UTC))
        except (OverflowError, ValueError):  # at the ends of time
            return at

    def _offset(self, zone: str, at: datetime) -> timedelta | None:
        """What a zone is ahead of UTC; None where the time is taken as it stands."""
        if not zone:
            return None
        if zone not in self._changes:
            if zone not in self._described or len(self._changes) == MOST_ZONES:
                if _HERE.search(zone) is None:
                    self.unknown.add(zone)
                return None
            self._changes[zone] = _changes(self._described[zone])
        days, offsets = self._changes[zone]
        return offsets[max(bisect_right(days, at) - 1, 0)] if offsets else None


def _changes(described: Component) -> tuple[list[datetime], list[timedelta]]:
    """When the clocks of a zone are set, by their own time, and what they are ahead of UTC from then on."""
    found: list[tuple[datetime, timedelta]] = []
    for part in described.parts[:MOST_OBSERVANCES]:
        start, offset = read_moment(part.value("DTSTART")), _offset_of(part.value("TZOFFSETTO"))
        if start is None or offset is None:
            continue
        days = [start.on, *(moment.on for moment in moments_of(part.all("RDATE"))[:MOST_OBSERVANCES])]
        rule = read_rule(part.value("RRULE"))
        if rule is not None and rule.frequency == "YEARLY":
            until = read_moment(rule.until)
            day = min(start.on.day, 28) if start.on.month == 2 else start.on.day
            begin = start.on.replace(year=max(start.on.year, _EARLIEST), day=day)
            last = date(_LATEST, 12, 31) if until is None else until.on
            days += days_of(rule, begin, last)
        found += [(datetime.combine(day, start.at or time()), offset) for day in days]
    found.sort()
    return [at for at, _ in found], [offset for _, offset in found]


def _offset_of(text: str) -> timedelta | None:
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return -size if found[1] == "-" else size

"""Working time: which days count, and the way between points in time and working minutes.

A moment is `ordinal day * 1440 + minute`, where the working day fills the minutes 0 to 480: the end of Monday
and the beginning of Tuesday are different moments with no working time between them. A position is the number
of working minutes since the start of the calendar. What tasks make of it stands in `passes`.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.util import find_spec, module_from_spec
from itertools import accumulate, compress

from ozgdesk.domain.cooperation import Cooperation
from ozgdesk.domain.snapshot import Rows
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Closure
from ozgdesk.domain.vocabulary import ClosureKind

MOMENTS_PER_DAY = 1440
_LAST_YEAR = 9998
_FRIDAY = 4

DayOfYear = tuple[int, int]
"""Month and day."""

CHRISTMAS_EVE: DayOfYear = (12, 24)
NEW_YEARS_EVE: DayOfYear = (12, 31)
CUSTOMARY = frozenset({CHRISTMAS_EVE, NEW_YEARS_EVE})
"""Days on which town halls are closed without their being holidays, unless a cooperation has it otherwise."""


@cache
def holidays(year: int) -> Mapping[date, str]:
    """The public holidays of Hessen in one year (§ 1 HFeiertagsG) by day, with their German names.

    >>> holidays(2031)[date(2031, 4, 11)]
    'Karfreitag'
    """
    # The package imports 250 countries, 0.1 s of the start; an empty one in its place imports only ours.
    package = "holidays.countries"
    spec = find_spec(package)
    if package not in sys.modules and spec is not None:
        sys.modules[package] = module_from_spec(spec)
    from holidays.countries.germany import Germany  # noqa: PLC0415

    return dict(sorted(Germany(subdiv="HE", years=year, language="de").items()))


def customary(rows: Rows) -> frozenset[DayOfYear]:
    """Which of the `CUSTOMARY` days the cooperation keeps; all of them where there is none yet."""
    cooperation = next(iter(rows.all(Cooperation)), None)
    if cooperation is None:
        return CUSTOMARY
    kept = {
        CHRISTMAS_EVE: cooperation.christmas_eve_is_free,
        NEW_YEARS_EVE: cooperation.new_years_eve_is_free,
    }
    return frozenset(day for day, is_free in kept.items() if is_free)


def weekday_from(day: date) -> date:
    """A day to propose: the Monday after a weekend, any other day as it is. Holidays are not looked at.

    >>> weekday_from(date(2026, 11, 28))
    datetime.date(2026, 11, 30)
    """
    return day + timedelta(days=max(7 - day.weekday(), 0)) if day.weekday() > 4 else day


class WorkCalendar:
    """Monday to Friday without holidays, the `custom` days of each year and the days of `closures`.

    Grows by whole years as far as it is asked for; `first_year` must not lie after any day it is asked about.
    """

    def __init__(
        self,
        first_year: int,
        closures: Iterable[Closure] = (),
        custom: frozenset[DayOfYear] = CUSTOMARY,
    ) -> None:
        self._closures = tuple(closures)
        self._custom = custom
        self._origin = date(first_year, 1, 1).toordinal()
        self._next_year = first_year
        self._mornings: list[int] = []
        """The moment at which each working day begins."""
        self._before: list[int] = []
        """The working minutes before each day since the origin."""
        self._length: list[int] = []
        """The working minutes of each day since the origin."""
        self._size = 0
        """How many days it knows."""
        self._working_days = 0
        """How many of them are working days."""
        self._grow()

    def is_working(self, day: date) -> bool:
        """Whether there is work on this day."""
        return self._length[self._offset(day.toordinal())] > 0

    def position(self, moment: int) -> int:
        """The working minutes before a moment."""
        offset = moment // MOMENTS_PER_DAY - self._origin
        if not 0 <= offset < self._size:
            offset = self._offset(moment // MOMENTS_PER_DAY)
        minute, length = moment % MOMENTS_PER_DAY, self._length[offset]
        return self._before[offset] + (minute if minute < length else length)

    def start_moment(self, position: int) -> int:
        """The latest moment with that many working minutes before it: where work goes on."""
        if position < 0:
            position = 0
        index = position // MINUTES_PER_DAY
        if index >= self._working_days:
            index = self._index(index)
        return self._mornings[index] + position % MINUTES_PER_DAY

    def finish_moment(self, position: int) -> int:
        """The earliest moment with that many working minutes before it: where its last minute has ended."""
        return self.start_moment(position - 1) + 1 if position > 0 else self._mornings[0]

    def working_days(self, first: date, last: date) -> int:
        """The working days from `first` to `last`, both counted; negative when `last` lies before."""
        if last < first:
            return -self.working_days(last, first)
        start, end = self._offset(first.toordinal()), self._offset(last.toordinal())
        return (self._before[end] + self._length[end] - self._before[start]) // MINUTES_PER_DAY

    def _offset(self, ordinal: int) -> int:
        """The place of a day in the tables; what lies outside is the first or the last day."""
        offset = max(ordinal - self._origin, 0)
        while offset >= self._size and self._grow():
            pass
        return min(offset, self._size - 1)

    def _index(self, index: int) -> int:
        """The place of a working day; what lies behind the end of the calendar is the last one."""
        while index >= self._working_days and self._grow():
            pass
        return min(index, self._working_days - 1)

    def _grow(self) -> bool:
        """Append one year; False at the end of the calendar, where everything later falls on the last day."""
        year = self._next_year
        if year > _LAST_YEAR:
            return False
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        free = {*holidays(year), *(date(year, *day) for day in self._custom)}
        closed = {day.toordinal() for day in free} | self._closed(first, last)
        days = range(first, last + 1)
        length = [0 if (day - 1) % 7 > _FRIDAY or day in closed else MINUTES_PER_DAY for day in days]
        worked = len(self._mornings) * MINUTES_PER_DAY
        self._before += accumulate(length[:-1], initial=worked)
        self._length += length
        self._mornings += [day * MOMENTS_PER_DAY for day in compress(days, length)]
        self._size, self._working_days = len(self._before), len(self._mornings)
        self._next_year += 1
        return True

    def _closed(self, first: int, last: int) -> set[int]:
        days: set[int] = set()
        for closure in self._closures:
            start, end = closure.from_on.toordinal(), closure.until_on.toordinal()
            days.update(range(max(start, first), min(end, last) + 1))
        return days


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendar of the cooperation and one for each municipality with closures of its own."""

    common: WorkCalendar
    own: Mapping[str, WorkCalendar]

    def of(self, municipality_id: str | None) -> WorkCalendar:
        """The calendar that binds the tasks a municipality leads."""
        return self.common if municipality_id is None else self.own.get(municipality_id, self.common)


def calendars(rows: Rows, first_year: int) -> Calendars:
    """The calendars that follow from cooperation and closures; a council recess closes no town hall."""
    custom = customary(rows)
    closed = [closure for closure in rows.all(Closure) if closure.kind is ClosureKind.OFFICE_CLOSED]
    common = tuple(closure for closure in closed if closure.municipality_id is None)
    named = {closure.municipality_id for closure in closed} - {None}
    own = {
        id_: WorkCalendar(first_year, (*common, *(c for c in closed if c.municipality_id == id_)), custom)
        for id_ in named
        if id_ is not None
    }
    return Calendars(WorkCalendar(first_year, common, custom), own)


day_at = cache(date.fromordinal)
"""The day with an ordinal; plans ask for few days often."""


def day_of(moment: int) -> date:
    """The day of a moment."""
    return day_at(moment // MOMENTS_PER_DAY)


def start_of(day: date) -> int:
    """The moment at which a day begins."""
    return day.toordinal() * MOMENTS_PER_DAY


def end_of(day: date) -> int:
    """The moment at which the working time of a day ends."""
    return day.toordinal() * MOMENTS_PER_DAY + MINUTES_PER_DAY

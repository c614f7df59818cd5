"""The working days of a GanttProject plan: counting as that program counts.

A position is the number of working days before a day.
"""

from bisect import bisect_left
from collections.abc import Collection
from datetime import date

YEARS = range(1984, 2150)
"""The years of a plan; a date outside is none."""

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SATURDAY = 5


class GanCalendar:
    """All working days of `YEARS`: `workdays` of each week (Monday is 0), not `closed`, besides `opened`."""

    def __init__(self, workdays: Collection[int], closed: Collection[date], opened: Collection[date]) -> None:
        first, last = date(YEARS[0], 1, 1).toordinal(), date(YEARS[-1], 12, 31).toordinal()
        closed_days = {day.toordinal() for day in closed}
        opened_days = {day.toordinal() for day in opened}
        self._days = [
            day
            for day in range(first, last + 1)
            if ((day - 1) % 7 in workdays and day not in closed_days) or day in opened_days
        ]
        self.works_on_weekends = any(day >= _SATURDAY for day in workdays)
        self.has_short_week = any(day not in workdays for day in range(_SATURDAY))

    def position(self, day: date) -> int:
        """The working days before a day."""
        return bisect_left(self._days, day.toordinal())

    def last_day(self, start: date, duration_days: int) -> date | None:
        """The last of so many working days from `start` on; None after the end of all years."""
        if duration_days < 1:
            return start
        place = self.position(start) + duration_days - 1
        return date.fromordinal(self._days[place]) if place < len(self._days) else None

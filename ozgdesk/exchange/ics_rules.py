"""Rules of repetition of calendar files (RFC 5545 section 3.3.10), as far as they are about days.

Written here and not taken from a package: the rules of a foreign file must come to an end, whatever they
say. `python-dateutil` is asked by the tests whether the days are the same.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice

MOST_PERIODS = 5_000
"""A rule is followed no further than this many days, weeks, months or years from its first event."""

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PARTS = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
)


@dataclass(frozen=True, slots=True)
class Repetition:
    """A rule. `weekdays` are pairs of place (0: each, 2: the second, -1: the last) and weekday (0: Monday).

    `until` is the last moment as it stands in the file, or empty; `count` None where it is not told.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: str = ""
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    week_begins: int = 0

    @property
    def is_endless(self) -> bool:
        """Whether the rule itself never ends."""
        return self.count is None and not self.until


def read_rule(text: str) -> Repetition | None:
    """The rule of a value such as `FREQ=MONTHLY;BYDAY=2TH`; None where it cannot be followed.

    >>> read_rule("FREQ=MONTHLY;BYDAY=2TH").weekdays
    ((2, 3),)
    """
    pairs = [part.partition("=") for part in text.upper().split(";") if part.strip()]
    told = {name.strip(): value.strip() for name, _, value in pairs}
    frequency = told.get("FREQ", "")
    if frequency not in _FREQUENCIES or not told.keys() <= _PARTS:
        return None
    try:
        rule = Repetition(
            frequency,
            _whole(told.get("INTERVAL", "1"), 1, 10_000),
            _whole(told["COUNT"], 1, 10**9) if "COUNT" in told else None,
            told.get("UNTIL", ""),
            tuple(_weekday(word) for word in _words(told, "BYDAY")),
            tuple(_place(word, 31) for word in _words(told, "BYMONTHDAY")),
            tuple(sorted(_whole(word, 1, 12) for word in _words(told, "BYMONTH"))),
            tuple(_place(word, 366) for word in _words(told, "BYSETPOS")),
            _WEEKDAYS.index(told.get("WKST", "MO")),
        )
    except ValueError:
        return None
    has_places = any(place for place, _ in rule.weekdays)
    return None if has_places and frequency in ("DAILY", "WEEKLY") else rule


def days_of(rule: Repetition, start: date, last: date) -> Iterator[date]:
    """The days of a rule from its first event to a last day, in their order and none twice.

    It ends after MOST_PERIODS, also when there is no such day.
    """
    left = rule.count
    for period in islice(_periods(rule, start), MOST_PERIODS):
        days = sorted({day for day in period if _fits(rule, day)})
        if rule.places:
            days = sorted({days[at] for at in map(_index, rule.places) if -len(days) <= at < len(days)})
        for day in days:
            if day < start:
                continue
            if day > last or left == 0:
                return
            yield day
            left = left - 1 if left is not None else None
        if left == 0 or (period and period[0] > last):
            return


def _periods(rule: Repetition, start: date) -> Iterator[list[date]]:
    """The days that come into question, one list for each day, week, month or year of the rule."""
    makers = {"DAILY": _day, "WEEKLY": _week, "MONTHLY": _month, "YEARLY": _year}
    make = makers[rule.frequency]
    for number in count(step=rule.interval):
        try:
            period = make(rule, start, number)
        except (OverflowError, ValueError):  # behind the year 9999
            return
        yield period


def _day(_rule: Repetition, start: date, number: int) -> list[date]:
    return [start + timedelta(days=number)]


def _week(rule: Repetition, start: date, number: int) -> list[date]:
    monday = start - timedelta(days=(start.weekday() - rule.week_begins) % 7) + timedelta(weeks=number)
    wanted = {weekday for _, weekday in rule.weekdays} or {start.weekday()}
    return [day for day in (monday + timedelta(days=ahead) for ahead in range(7)) if day.weekday() in wanted]


def _month(rule: Repetition, start: date, number: int) -> list[date]:
    month = start.year * 12 + start.month - 1 + number
    return _in_month(rule, month // 12, month % 12 + 1, start.day)


def _year(rule: Repetition, start: date, number: int) -> list[date]:
    year = start.year + number
    if rule.weekdays and not rule.months and not rule.month_days:
        first, last = date(year, 1, 1), date(year, 12, 31)
        return _weekdays_between(rule, first, last)
    free = bool(rule.month_days)
    months = rule.months or (tuple(range(1, 13)) if free else (start.month,))
    return [day for month in months for day in _in_month(rule, year, month, start.day)]


def _in_month(rule: Repetition, year: int, month: int, usual: int) -> list[date]:
    length = monthrange(year, month)[1]
    date(year, month, 1)  # raises behind the year 9999
    if rule.weekdays:
        return _weekdays_between(rule, date(year, month, 1), date(year, month, length))
    wanted = (
        [usual] if not rule.month_days else [day if day > 0 else length + 1 + day for day in rule.month_days]
    )
    return sorted(date(year, month, day) for day in wanted if 1 <= day <= length)


def _weekdays_between(rule: Repetition, first: date, last: date) -> list[date]:
    """The weekdays of a rule within a month or year; with a place only the one at it."""
    found: list[date] = []
    for place, weekday in rule.weekdays:
        begin = first + timedelta(days=(weekday - first.weekday()) % 7)
        days = [begin + timedelta(days=ahead) for ahead in range(0, (last - begin).days + 1, 7)]
        if place:
            at = _index(place)
            days = [days[at]] if -len(days) <= at < len(days) else []
        found += days
    return sorted(found)


def _fits(rule: Repetition, day: date) -> bool:
    """Whether a day passes the parts of a rule that only narrow it."""
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days:
        length = monthrange(day.year, day.month)[1]
        if not {day.day, day.day - length - 1} & set(rule.month_days):
            return False
    return rule.frequency != "DAILY" or not rule.weekdays or (0, day.weekday()) in rule.weekdays


def _words(told: dict[str, str], name: str) -> list[str]:
    return [word.strip() for word in told[name].split(",")] if name in told else []


def _weekday(word: str) -> tuple[int, int]:
    return (_place(word[:-2], 53) if word[:-2] else 0, _WEEKDAYS.index(word[-2:]))


def _place(word: str, most: int) -> int:
    """A place from the beginning or, negative, from the end; never 0."""
    size = _whole(word.removeprefix("-").removeprefix("+"), 1, most)
    return -size if word.startswith("-") else size


def _whole(word: str, least: int, most: int) -> int:
    """A number within bounds; ValueError for all else."""
    if not (word.isascii() and word.isdecimal() and len(word) < 12 and least <= int(word) <= most):
        raise ValueError(word)
    return int(word)


def _index(place: int) -> int:
    return place - 1 if place > 0 else place

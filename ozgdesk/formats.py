"""Dates, money, numbers and durations in German notation (DIN 5008), and tolerant reading of the same.

Nothing here knows the project or asks the clock: what "heute" means is an argument. A no-break space stands
before units, so that an amount never breaks from its unit.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\u00a0"
MINUTES_PER_DAY = 480

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")

_RELATIVE_DAYS = {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2}
_MINUS = "\u2212"


class NotReadable(ValueError):
    """Typed text that is not what the field wants; the message is a German sentence for the user."""


# Writing


def day(value: date) -> str:
    """Return a date for tables and fields.

    >>> day(date(2026, 3, 1))
    '01.03.2026'
    """
    return f"{value.day:02}.{value.month:02}.{value.year:04}"


def short_day(value: date) -> str:
    """Return day and month where the year is plain from the context.

    >>> short_day(date(2026, 3, 1))
    '01.03.'
    """
    return f"{value.day:02}.{value.month:02}."


def long_day(value: date) -> str:
    """Return a date for running text, with a no-break space after the day.

    >>> long_day(date(2026, 3, 1)).replace(NO_BREAK_SPACE, " ")
    '1. März 2026'
    """
    return f"{value.day}.{NO_BREAK_SPACE}{MONTHS[value.month - 1]} {value.year}"


def month(value: date) -> str:
    """Return the month in words.

    >>> month(date(2026, 3, 1))
    'März 2026'
    """
    return f"{MONTHS[value.month - 1]} {value.year}"


def weekday(value: date) -> str:
    """Return the name of the weekday."""
    return WEEKDAYS[value.weekday()]


def short_weekday(value: date) -> str:
    """Return the weekday in two letters."""
    return WEEKDAYS[value.weekday()][:2]


def weekday_and_day(value: date) -> str:
    """Return a date with its weekday.

    >>> weekday_and_day(date(2026, 11, 22)).replace(NO_BREAK_SPACE, " ")
    'So, 22.11.2026'
    """
    return f"{short_weekday(value)},{NO_BREAK_SPACE}{day(value)}"


def week(value: date) -> str:
    """Return the ISO week and the year it belongs to, which differs from the calendar year around New Year.

    >>> week(date(2027, 1, 2)).replace(NO_BREAK_SPACE, " ")
    'KW 53/2026'
    """
    year, number, _ = value.isocalendar()
    return f"KW{NO_BREAK_SPACE}{number}/{year}"


def period(first: date, last: date) -> str:
    """Return a span of days; a single day stands alone.

    >>> period(date(2026, 12, 1), date(2026, 12, 16)).replace(NO_BREAK_SPACE, " ")
    '01.12.2026 – 16.12.2026'
    """
    return day(first) if first == last else f"{day(first)}{NO_BREAK_SPACE}– {day(last)}"


def local_time(instant: datetime) -> datetime:
    """Return German legal time, without zone, of an aware instant; windows have no time zone data of their own.

    Summer time runs from the last Sunday of March to the last Sunday of October, 01:00 UTC (Directive 2000/84/EC).

    >>> local_time(datetime(2026, 7, 1, 12, 0, tzinfo=UTC))
    datetime.datetime(2026, 7, 1, 14, 0)
    """
    universal = instant.astimezone(UTC).replace(tzinfo=None)
    begins, ends = (_last_sunday(universal.year, number) for number in (3, 10))
    return universal + timedelta(hours=2 if begins <= universal < ends else 1)


def _last_sunday(year: int, number: int) -> datetime:
    last = datetime(year, number, 31, 1)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def instant(value: datetime) -> str:
    """Return date and time in Germany of an aware instant.

    >>> instant(datetime(2026, 11, 22, 13, 32, tzinfo=UTC)).replace(NO_BREAK_SPACE, " ")
    '22.11.2026, 14:32 Uhr'
    """
    local = local_time(value)
    return f"{day(local)}, {local:%H:%M}{NO_BREAK_SPACE}Uhr"


def clock(value: datetime) -> str:
    """Return the time of day in Germany of an aware instant.

    >>> clock(datetime(2026, 11, 22, 13, 32, tzinfo=UTC))
    '14:32'
    """
    return f"{local_time(value):%H:%M}"


def number(value: int | float | Decimal, places: int | None = 0) -> str:
    """Return a number in groups of three with no-break spaces; `places` None keeps what is needed.

    >>> number(1234567).replace(NO_BREAK_SPACE, " "), number(Decimal("0.5"), None)
    ('1 234 567', '0,5')
    """
    return _grouped(_rounded(value, places), NO_BREAK_SPACE)


def money(cents: int, *, whole: bool = False) -> str:
    """Return an amount of integer cents; `whole` drops ",00" from round amounts.

    >>> money(157345).replace(NO_BREAK_SPACE, " "), money(5000000, whole=True).replace(NO_BREAK_SPACE, " ")
    ('1.573,45 €', '50.000 €')
    """
    places = 0 if whole and cents % 100 == 0 else 2
    return f"{_grouped(_rounded(Decimal(cents) / 100, places), '.')}{NO_BREAK_SPACE}€"


def percent(share: float | Decimal, places: int = 0) -> str:
    """Return a share (1 is everything) in percent.

    >>> percent(0.28).replace(NO_BREAK_SPACE, " ")
    '28 %'
    """
    return f"{number(Decimal(str(share)) * 100, places)}{NO_BREAK_SPACE}%"


def duration(minutes: int) -> str:
    """Return working minutes in days of eight hours.

    >>> duration(5760).replace(NO_BREAK_SPACE, " "), duration(240).replace(NO_BREAK_SPACE, " ")
    ('12 T', '0,5 T')
    """
    days = (Decimal(minutes) / MINUTES_PER_DAY).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{number(days, None)}{NO_BREAK_SPACE}T"


def count(value: int, one: str, many: str) -> str:
    """Return a number with the right form of its noun.

    >>> count(1, "Aufgabe", "Aufgaben").replace(NO_BREAK_SPACE, " ")
    '1 Aufgabe'
    """
    return f"{number(value)}{NO_BREAK_SPACE}{one if value == 1 else many}"


def _rounded(value: int | float | Decimal, places: int | None) -> Decimal:
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is None:
        return exact
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _grouped(value: Decimal, separator: str) -> str:
    text = f"{abs(value):,f}"
    if "." in text and value == value.to_integral_value() and value.as_tuple().exponent not in (-1, -2):
        text = text.rstrip("0").rstrip(".")
    whole, _, fraction = text.partition(".")
    sign = _MINUS if value < 0 else ""
    return sign + whole.replace(",", separator) + (f",{fraction}" if fraction else "")

"""The header of the chart: two lines of spans per zoom, for any range of days. Bars stand in `gantt`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ozgdesk import formats


class Zoom(StrEnum):
    """How much time one step of the header shows."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


ZOOMS: dict[Zoom, str] = {Zoom.DAY: "Tag", Zoom.WEEK: "Woche", Zoom.MONTH: "Monat", Zoom.QUARTER: "Quartal"}
DAY_WIDTHS: dict[Zoom, float] = {Zoom.DAY: 26.0, Zoom.WEEK: 9.0, Zoom.MONTH: 3.2, Zoom.QUARTER: 1.1}
"""Logical pixels of a day."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One span of a header line: x in days since the first day of the range, and the texts that may fit."""

    x0: int
    x1: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The upper and the lower line of the header."""

    upper: tuple[Tick, ...]
    lower: tuple[Tick, ...]


def header(zoom: Zoom, first: date, last: date) -> Header:
    """The header from `first` to `last`, both included; spans may begin before and end after."""
    upper, lower = _LINES[zoom]
    return Header(tuple(_ticks(upper, first, last)), tuple(_ticks(lower, first, last)))


@dataclass(frozen=True, slots=True)
class _Line:
    """How a line is cut: first day of the span a day lies in, of the next one, texts from long to short."""

    begin: Callable[[date], date]
    next: Callable[[date], date]
    texts: Callable[[date], tuple[str, ...]]


def _ticks(line: _Line, first: date, last: date) -> Iterator[Tick]:
    day = line.begin(first)
    while day <= last:
        after = line.next(day)
        yield Tick((day - first).days, (after - first).days, line.texts(day))
        day = after


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _quarter(day: date) -> int:
    return (day.month - 1) // 3 + 1


def _quarter_after(day: date) -> date:
    number = _quarter(day)
    return date(day.year + 1, 1, 1) if number == 4 else date(day.year, 3 * number + 1, 1)


def _month_texts(day: date) -> tuple[str, ...]:
    name = formats.MONTHS[day.month - 1]
    return formats.month(day), f"{name[:3]} {day.year % 100:02}", name[:3]


_DAYS = _Line(
    lambda day: day,
    lambda day: day + timedelta(days=1),
    lambda day: (f"{formats.short_weekday(day)} {day.day}", str(day.day)),
)
_WEEKS = _Line(
    lambda day: day - timedelta(days=day.weekday()),
    lambda day: day + timedelta(days=7),
    lambda day: (f"KW{formats.NO_BREAK_SPACE}{day.isocalendar().week}", str(day.isocalendar().week)),
)
_MONTHS = _Line(lambda day: day.replace(day=1), _month_after, _month_texts)
_MONTHS_ALONE = _Line(
    lambda day: day.replace(day=1),
    _month_after,
    lambda day: (formats.MONTHS[day.month - 1], formats.MONTHS[day.month - 1][:3], str(day.month)),
)
_QUARTERS = _Line(
    lambda day: date(day.year, 3 * _quarter(day) - 2, 1),
    _quarter_after,
    lambda day: (f"{_quarter(day)}. Quartal", f"{_quarter(day)}. Qu.", f"{_quarter(day)}."),
)
_YEARS = _Line(
    lambda day: date(day.year, 1, 1), lambda day: date(day.year + 1, 1, 1), lambda day: (str(day.year),)
)

_LINES: dict[Zoom, tuple[_Line, _Line]] = {
    Zoom.DAY: (_MONTHS, _DAYS),
    Zoom.WEEK: (_MONTHS, _WEEKS),
    Zoom.MONTH: (_YEARS, _MONTHS_ALONE),
    Zoom.QUARTER: (_YEARS, _QUARTERS),
}

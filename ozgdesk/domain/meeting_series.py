"""Series of meetings: the days a rule gives, such as "jeden 2. Donnerstag im Monat", and what stands against
them.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ozgdesk.domain.calendar import holidays
from ozgdesk.domain.council_days import CouncilDays
from ozgdesk.domain.councils import Committee, MeetingSeries
from ozgdesk.domain.snapshot import Rows
from ozgdesk.domain.vocabulary_series import MonthPlace, SeriesRhythm, Weekday

MOST_DAYS = 400
"""No rule gives more: a calendar is entered for a year or a term, not for ever."""

_WEEKDAYS = tuple(Weekday)
_PLACES = (MonthPlace.FIRST, MonthPlace.SECOND, MonthPlace.THIRD, MonthPlace.FOURTH, MonthPlace.FIFTH)


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """What a series is entered by; the fields are those of `MeetingSeries`."""

    committee_id: str
    rhythm: SeriesRhythm
    every: int
    weekday: Weekday
    month_place: MonthPlace
    from_on: date
    until_on: date
    starts_at: str = ""
    place: str = ""
    skips_recess: bool = True


@dataclass(frozen=True, slots=True)
class SeriesDay:
    """One day of a rule. `code` says what stands against it: recess, holiday, there (already entered), or
    nothing; `name` names it.
    """

    on: date
    code: str = ""
    name: str = ""


def rule_of(series: MeetingSeries) -> SeriesRule:
    """The rule a kept series was entered by."""
    return SeriesRule(**{name: getattr(series, name) for name in SeriesRule.__dataclass_fields__})


def days_of(rule: SeriesRule) -> tuple[date, ...]:
    """The days of a rule in their order, from the first to the last day, both counted."""
    days = _weekly(rule) if rule.rhythm is SeriesRhythm.WEEKLY else _monthly(rule)
    found: list[date] = []
    for day in days:
        if day > rule.until_on or len(found) == MOST_DAYS:
            break
        if day >= rule.from_on:
            found.append(day)
    return tuple(found)


def proposed(rows: Rows, rule: SeriesRule) -> tuple[SeriesDay, ...]:
    """The days of a rule with what stands against each: a holiday, a recess, a meeting that is there."""
    body = rows.find(Committee, rule.committee_id)
    if body is None:
        return ()
    days = CouncilDays(rows)
    there = {meeting.held_on for meeting in days.entered(body.id)}
    return tuple(_day(days, body, on, there, rule.skips_recess) for on in days_of(rule))


def _day(days: CouncilDays, body: Committee, on: date, there: set[date], skips_recess: bool) -> SeriesDay:
    if on in there:
        return SeriesDay(on, "there")
    if on in holidays(on.year):
        return SeriesDay(on, "holiday", holidays(on.year)[on])
    if skips_recess and body.municipality_id is not None:
        for recess in days.recesses(body.municipality_id):
            if recess.from_on <= on <= recess.until_on:
                return SeriesDay(on, "recess", recess.name)
    return SeriesDay(on)


def _weekly(rule: SeriesRule) -> Iterator[date]:
    ahead = (_WEEKDAYS.index(rule.weekday) - rule.from_on.weekday()) % 7
    ordinal = rule.from_on.toordinal() + ahead
    while ordinal <= date.max.toordinal():
        yield date.fromordinal(ordinal)
        ordinal += 7 * max(rule.every, 1)


def _monthly(rule: SeriesRule) -> Iterator[date]:
    month = rule.from_on.year * 12 + rule.from_on.month - 1
    while month < 12 * date.max.year:
        day = _in_month(month // 12, month % 12 + 1, rule.weekday, rule.month_place)
        if day is not None:
            yield day
        month += max(rule.every, 1)
        if month > 12 * rule.until_on.year + rule.until_on.month:
            return


def _in_month(year: int, month: int, weekday: Weekday, place: MonthPlace) -> date | None:
    """The nth such weekday of a month, None where it has no fifth one."""
    number = _WEEKDAYS.index(weekday)
    if place is MonthPlace.LAST:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - number) % 7)
    first = date(year, month, 1)
    day = 1 + (number - first.weekday()) % 7 + 7 * _PLACES.index(place)
    return date(year, month, day) if day <= monthrange(year, month)[1] else None

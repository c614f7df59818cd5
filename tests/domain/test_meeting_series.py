from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.meeting_series import MOST_DAYS, SeriesRule, days_of, proposed
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary_series import MonthPlace, SeriesRhythm, Weekday
from ozgdesk.texts.meeting_series import day_remark, rule_words
from tests.domain.council_calendar import (
    COUNCIL,
    EASTER_HOLIDAYS,
    USI,
    body,
    body_id,
    matter_rows,
    meetings,
    recess,
)

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def rule(
    rhythm: SeriesRhythm = SeriesRhythm.MONTHLY,
    every: int = 1,
    weekday: Weekday = Weekday.THURSDAY,
    place: MonthPlace = MonthPlace.SECOND,
    from_on: date = date(2027, 1, 1),
    until_on: date = date(2027, 12, 31),
) -> SeriesRule:
    return SeriesRule(body_id(USI, COUNCIL), rhythm, every, weekday, place, from_on, until_on)


@pytest.mark.parametrize(
    ("given_rule", "days", "words"),
    [
        (
            rule(until_on=date(2027, 4, 30)),
            [date(2027, 1, 14), date(2027, 2, 11), date(2027, 3, 11), date(2027, 4, 8)],
            "jeden 2. Donnerstag im Monat",
        ),
        (
            rule(place=MonthPlace.LAST, until_on=date(2027, 3, 31)),
            [date(2027, 1, 28), date(2027, 2, 25), date(2027, 3, 25)],
            "jeden letzten Donnerstag im Monat",
        ),
        (
            rule(place=MonthPlace.FIFTH, weekday=Weekday.MONDAY, until_on=date(2027, 6, 30)),
            [date(2027, 3, 29), date(2027, 5, 31)],
            "jeden 5. Montag im Monat",
        ),
        (
            rule(SeriesRhythm.WEEKLY, 3, Weekday.MONDAY, until_on=date(2027, 2, 28)),
            [date(2027, 1, 4), date(2027, 1, 25), date(2027, 2, 15)],
            "alle 3 Wochen am Montag",
        ),
        (
            rule(every=2, until_on=date(2027, 6, 30)),
            [date(2027, 1, 14), date(2027, 3, 11), date(2027, 5, 13)],
            "alle 2 Monate am 2. Donnerstag",
        ),
        (rule(from_on=date(2027, 1, 15), until_on=date(2027, 2, 10)), [], "jeden 2. Donnerstag im Monat"),
    ],
)
def test_a_rule_gives_its_days_and_is_said_in_words(
    given_rule: SeriesRule, days: list[date], words: str
) -> None:
    assert list(days_of(given_rule)) == days
    assert rule_words(given_rule) == words


@given(st.sampled_from(SeriesRhythm), st.integers(1, 52), st.sampled_from(Weekday), DAYS, DAYS)
def test_days_rise_lie_within_the_rule_and_on_its_weekday(
    rhythm: SeriesRhythm, every: int, weekday: Weekday, first: date, last: date
) -> None:
    found = days_of(rule(rhythm, every, weekday, MonthPlace.LAST, first, last))
    assert list(found) == sorted(set(found))
    assert all(first <= day <= last for day in found)
    assert {day.weekday() for day in found} <= {list(Weekday).index(weekday)}


def test_a_rule_for_ever_gives_an_end() -> None:
    for rhythm in SeriesRhythm:
        assert len(days_of(rule(rhythm, until_on=date.max))) == MOST_DAYS


def test_holidays_recesses_and_meetings_that_are_there_are_named() -> None:
    rows = [
        *matter_rows(),
        body(USI, COUNCIL),
        *meetings(USI, COUNCIL, [date(2027, 2, 25)]),
        recess(USI, *EASTER_HOLIDAYS),
    ]
    last_thursdays = rule(place=MonthPlace.LAST, until_on=date(2027, 5, 31))
    found = {day.on: day_remark(day) for day in proposed(Snapshot.of(rows), last_thursdays)}
    assert found == {
        date(2027, 1, 28): "",
        date(2027, 2, 25): "schon eingetragen",
        date(2027, 3, 25): "sitzungsfreie Zeit: Osterferien 2027",
        date(2027, 4, 29): "",
        date(2027, 5, 27): "Feiertag: Fronleichnam",
    }

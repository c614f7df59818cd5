"""Rules of repetition, held against python-dateutil and the examples of RFC 5545."""

from datetime import date, datetime
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.exchange.ics_rules import MOST_PERIODS, days_of, read_rule

START = date(2027, 1, 14)
LAST = date(2029, 12, 31)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def days(text: str, start: date = START, last: date = LAST) -> list[date]:
    rule = read_rule(text)
    assert rule is not None
    return list(days_of(rule, start, last))


def oracle(text: str, start: date = START, last: date = LAST) -> list[date]:
    rule = rrulestr(text, dtstart=datetime(start.year, start.month, start.day))
    return [
        at.date()
        for at in rule.between(datetime(1900, 1, 1), datetime(last.year, last.month, last.day), inc=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=MONTHLY;BYDAY=2TH",
        "FREQ=MONTHLY;BYDAY=-1TU;COUNT=7",
        "FREQ=MONTHLY;BYDAY=1MO,3MO;INTERVAL=2",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU",
        "FREQ=WEEKLY;COUNT=10",
        "FREQ=DAILY;INTERVAL=10;BYMONTH=2,3",
        "FREQ=DAILY;BYDAY=MO,WE",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY",
    ],
)
def test_days_are_those_of_dateutil(text: str) -> None:
    assert days(text) == oracle(text)
    assert days(text)


def test_the_second_thursday_is_told_by_hand() -> None:
    assert days("FREQ=MONTHLY;BYDAY=2TH", last=date(2027, 4, 30)) == [
        date(2027, 1, 14),
        date(2027, 2, 11),
        date(2027, 3, 11),
        date(2027, 4, 8),
    ]


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 4))}"]
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 30))}")
    if draw(st.booleans()):
        parts.append(
            "BYMONTH=" + ",".join(map(str, draw(st.lists(st.integers(1, 12), min_size=1, max_size=3))))
        )
    has_days = draw(st.booleans())
    if has_days and frequency != "WEEKLY":
        month_days = draw(st.lists(st.integers(-31, 31).filter(bool), min_size=1, max_size=4))
        parts.append("BYMONTHDAY=" + ",".join(map(str, month_days)))
    if draw(st.booleans()):
        may_have_places = frequency == "MONTHLY" or (frequency == "YEARLY" and not has_days)
        place = st.sampled_from(["", "1", "2", "-1", "5", "-2"] if may_have_places else [""])
        words = draw(st.lists(st.tuples(place, st.sampled_from(DAYS)), min_size=1, max_size=3))
        parts.append("BYDAY=" + ",".join(f"{at}{day}" for at, day in words))
        if frequency in ("MONTHLY", "YEARLY") and draw(st.booleans()):
            parts.append(f"BYSETPOS={draw(st.sampled_from([1, 2, -1, -3]))}")
    return ";".join(parts)


@given(rules(), st.dates(date(2025, 1, 1), date(2028, 12, 31)))
def test_any_rule_gives_the_days_of_dateutil(text: str, start: date) -> None:
    assert days(text, start) == oracle(text, start)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=SECONDLY;COUNT=999999999",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;BYHOUR=9",
        "FREQ=MONTHLY;BYDAY=0TH",
        "FREQ=MONTHLY;BYDAY=XX",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=WEEKLY;BYDAY=2TH",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=-3",
        "FREQ=DAILY;INTERVAL=²",
    ],
)
def test_what_cannot_be_followed_is_no_rule(text: str) -> None:
    assert read_rule(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=10000",
    ],
)
def test_a_rule_without_days_comes_to_an_end(text: str) -> None:
    assert len(days(text, date.min, date.max)) <= MOST_PERIODS


def test_an_endless_rule_is_followed_only_so_far() -> None:
    rule = read_rule("FREQ=DAILY")
    assert rule is not None
    assert rule.is_endless
    assert len(list(islice(days_of(rule, START, date.max), MOST_PERIODS + 1))) == MOST_PERIODS

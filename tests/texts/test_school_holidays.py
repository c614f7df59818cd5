"""The file of the school holidays: plausible days, in order, with source and Stand."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from ozgdesk.domain.calendar import holidays
from ozgdesk.domain.recesses import SchoolHoliday
from ozgdesk.texts.school_holidays import school_holidays

KNOWN = school_holidays()
LENGTHS = {
    "Herbstferien": range(12, 15),
    "Weihnachtsferien": range(16, 23),
    "Osterferien": range(12, 18),
    "Sommerferien": range(40, 41),
}
"""Calendar days: two weeks in autumn and spring, the week after New Year, not quite six weeks in summer."""


def kind_of(row: SchoolHoliday) -> str:
    return row.name.split()[0]


def test_the_holidays_stand_in_order_and_never_overlap() -> None:
    assert all(row.from_on < row.until_on for row in KNOWN.all)
    assert all(before.until_on < after.from_on for before, after in pairwise(KNOWN.all))


def test_every_school_year_is_whole() -> None:
    kinds = [kind_of(row) for row in KNOWN.all]
    assert kinds == list(LENGTHS) * (len(kinds) // 4)
    assert KNOWN.all[0].from_on.year + len(kinds) // 4 == KNOWN.all[-1].until_on.year


@pytest.mark.parametrize("row", KNOWN.all, ids=lambda row: row.name)
def test_holidays_are_named_by_their_year_and_of_a_plausible_length(row: SchoolHoliday) -> None:
    first, last = row.from_on.year, row.until_on.year
    year = f"{first}/{last % 100}" if first != last else f"{first}"
    assert row.name == f"{kind_of(row)} {year}"
    assert (row.until_on - row.from_on).days + 1 in LENGTHS[kind_of(row)]


@pytest.mark.parametrize("row", KNOWN.all, ids=lambda row: row.name)
def test_holidays_begin_on_a_monday_or_next_to_a_public_holiday_or_weekend(row: SchoolHoliday) -> None:
    days = [row.from_on + timedelta(days=n) for n in range(5)]
    is_next_to_days_off = any(day.weekday() > 4 or day in holidays(day.year) for day in days)
    assert row.from_on.weekday() < 5
    assert row.from_on.weekday() == 0 or is_next_to_days_off


@pytest.mark.parametrize("year", range(2027, 2031))
def test_good_friday_lies_in_the_easter_holidays_and_new_year_in_those_of_christmas(year: int) -> None:
    good_friday = next(day for day, name in holidays(year).items() if name == "Karfreitag")
    for day, kind in ((good_friday, "Osterferien"), (date(year, 1, 1), "Weihnachtsferien")):
        (row,) = (row for row in KNOWN.all if row.from_on <= day <= row.until_on)
        assert kind_of(row) == kind


def test_source_and_stand_are_named_and_fit_into_the_source_of_a_row() -> None:
    assert "Hessisches Kultusministerium" in KNOWN.source
    assert "https://kultusministerium.hessen.de/" in KNOWN.source
    assert f"Stand des Abgleichs {KNOWN.compared_on:%d.%m.%Y}" in KNOWN.source
    assert len(KNOWN.source) < 1000

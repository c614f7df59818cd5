"""The rule of the holidays against the package that names them: two programs by different hands."""

from datetime import date

import pytest

from ozgdesk.domain.calendar import WorkCalendar, holidays
from ozgdesk.domain.public_holidays import RULE_SINCE, public_holidays

LAST_YEAR_OF_THE_PACKAGE = 2100


@pytest.mark.parametrize("year", range(RULE_SINCE, LAST_YEAR_OF_THE_PACKAGE + 1))
def test_the_rule_finds_the_days_that_have_a_name(year: int) -> None:
    assert public_holidays(year) == set(holidays(year))


def test_before_the_rule_the_days_with_a_name_are_free() -> None:
    repentance = date(1994, 11, 16)
    assert holidays(1994)[repentance] == "Buß- und Bettag"
    assert not WorkCalendar(1994).is_working(repentance)
    assert WorkCalendar(1994).is_working(date(1995, 11, 22))


def test_holidays_are_free_in_years_that_the_package_does_not_know() -> None:
    assert not WorkCalendar(2149).is_working(date(2150, 4, 10))

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.calendar import WorkCalendar, calendars, day_of, end_of, holidays, start_of
from ozgdesk.domain.vocabulary import ClosureKind
from tests.domain.plans import Plan


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2031, 4, 11), "Karfreitag"),
        (date(2027, 5, 17), "Pfingstmontag"),
        (date(2026, 6, 4), "Fronleichnam"),
        (date(2045, 10, 3), "Tag der Deutschen Einheit"),
    ],
)
def test_hessian_holidays_of_any_year_have_their_german_names(day: date, name: str) -> None:
    assert holidays(day.year)[day] == name
    assert not WorkCalendar(day.year).is_working(day)


def test_holidays_of_other_states_are_working_days() -> None:
    epiphany, all_saints = date(2027, 1, 6), date(2027, 11, 1)
    assert WorkCalendar(2027).is_working(epiphany)
    assert WorkCalendar(2027).is_working(all_saints)


@pytest.mark.parametrize("day", [date(2026, 12, 24), date(2026, 12, 31), date(2026, 11, 22)])
def test_christmas_eve_new_years_eve_and_sundays_are_closed(day: date) -> None:
    assert not WorkCalendar(2026).is_working(day)


@pytest.mark.parametrize("name", ["christmas_eve_is_free", "new_years_eve_is_free"])
def test_a_cooperation_may_work_on_each_of_the_two_days_in_every_municipality(name: str) -> None:
    days = {"christmas_eve_is_free": date(2026, 12, 24), "new_years_eve_is_free": date(2026, 12, 31)}
    plan = Plan().municipality("USI").closed(date(2026, 11, 24), date(2026, 11, 24), "USI")
    found = calendars(plan.cooperation(**{name: False}).snapshot, 2026)
    for calendar in (found.common, found.of(plan.id("USI"))):
        working = {key for key, day in days.items() if calendar.is_working(day)}
        assert working == {name}
        assert calendar.is_working(days[name].replace(year=2027)) == (
            days[name].replace(year=2027).weekday() < 5
        )


def test_without_a_cooperation_both_days_are_free() -> None:
    common = calendars(Plan().snapshot, 2026).common
    assert not common.is_working(date(2026, 12, 24))
    assert not common.is_working(date(2026, 12, 31))


def test_working_days_are_counted_with_both_ends() -> None:
    calendar = WorkCalendar(2026)
    assert calendar.working_days(date(2026, 12, 21), date(2027, 1, 8)) == 11
    assert calendar.working_days(date(2026, 11, 21), date(2026, 11, 22)) == 0


def test_closures_count_for_all_or_for_one_municipality() -> None:
    day = date(2026, 11, 24)
    plan = Plan().municipality("USI").municipality("NA").closed(day, day, "USI")
    plan.closed(day + timedelta(days=1), day + timedelta(days=1))
    plan.closed(date(2026, 11, 1), date(2026, 11, 30), "NA", kind=ClosureKind.COUNCIL_RECESS)
    found = calendars(plan.snapshot, 2026)
    usi, na = found.of(plan.id("USI")), found.of(plan.id("NA"))
    assert (usi.is_working(day), na.is_working(day)) == (False, True)
    assert not na.is_working(day + timedelta(days=1))
    assert na is found.common


def test_the_end_of_a_day_and_the_start_of_the_next_are_one_position() -> None:
    calendar = WorkCalendar(2026)
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    position = calendar.position(end_of(friday))
    assert calendar.position(start_of(monday)) == position
    assert day_of(calendar.finish_moment(position)) == friday
    assert day_of(calendar.start_moment(position)) == monday


@given(st.integers(0, 4000 * 480))
def test_a_position_comes_back_from_both_of_its_moments(position: int) -> None:
    calendar = WorkCalendar(2024)
    assert calendar.position(calendar.start_moment(position)) == position
    assert calendar.position(calendar.finish_moment(position)) == position
    assert calendar.finish_moment(position) <= calendar.start_moment(position)

"""The word lists of series of meetings; values are stored, so they never change."""

from enum import StrEnum


class SeriesRhythm(StrEnum):
    """How the meetings of a series follow each other."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Weekday(StrEnum):
    """The days of the week in the order of `date.weekday()`."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class MonthPlace(StrEnum):
    """Which of its weekdays in a month a meeting takes."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    FIFTH = "fifth"
    LAST = "last"

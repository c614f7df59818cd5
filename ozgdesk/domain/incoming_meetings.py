"""Meetings as a calendar file holds them; what is done with them is decided elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class IncomingEvent:
    """One event. `about` are all words from which the body can be told; times as HH:MM or empty.

    `uid` is its identity in the file, with the day of an occurrence that was changed on its own.
    """

    uid: str
    title: str
    about: str
    on: date
    starts_at: str = ""
    ends_at: str = ""
    place: str = ""
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class EventLeftover:
    """What is not taken from a file: `code` and `values` make the sentence (`texts.meeting_import`)."""

    code: str
    title: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The events of a file by day, and what it holds besides."""

    name: str
    events: tuple[IncomingEvent, ...]
    leftovers: tuple[EventLeftover, ...] = ()

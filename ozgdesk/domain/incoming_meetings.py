"""Meetings as a calendar file holds them, and what taking them over would do.

`exchange.ics_reading` makes the `CalendarFile`, `commands.meeting_import` the `MeetingPlan`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ozgdesk.domain.change_set import Choosable, Fate, Offered


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


@dataclass(frozen=True, slots=True)
class MeetingProposal:
    """What becomes of an event.

    `code` says why (`texts.meeting_import`). `changes` are the values the file alone changed; `disputes` the
    values of the file for what was changed here as well, which stay out unless somebody takes them; `kept`
    the fields that only we changed.
    """

    event: IncomingEvent
    fate: Fate
    code: str
    committee_id: str = ""
    meeting_id: str = ""
    changes: Mapping[str, object] = field(default_factory=dict)
    disputes: Mapping[str, object] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    is_past: bool = False

    @property
    def id(self) -> str:
        """What tells it from the other proposals of its file."""
        return self.event.uid

    @property
    def may_be_taken(self) -> bool:
        """Whether there is anything to decide."""
        return self.fate in (Fate.NEW, Fate.CHANGED, Fate.CONFLICT)

    @property
    def is_taken_at_first(self) -> bool:
        """Whether it is taken when nobody says otherwise: no conflict, and nothing new that is over."""
        return self.fate is Fate.CHANGED or (self.fate is Fate.NEW and not self.is_past)


@dataclass(frozen=True, slots=True)
class MeetingPlan(Choosable):
    """All proposals of a file by day, and what it holds besides."""

    file: CalendarFile
    proposals: tuple[MeetingProposal, ...]

    @property
    def offered(self) -> Sequence[Offered]:
        """All proposals."""
        return self.proposals

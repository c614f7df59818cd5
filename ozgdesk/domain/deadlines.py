"""The last days that lead to a wanted day of effect: their kinds and states, and lanes.

They are computed by `backward`; the sentences stand in `texts.deadlines`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Purpose(StrEnum):
    """What shall take effect: an agreement, a change of one in force, or its going on after its end; or what
    shall be resolved, where the matter is no agreement.
    """

    ENTRY = "entry"
    CHANGE = "change"
    EXTENSION = "extension"
    RESOLUTION = "resolution"


class StepKind(StrEnum):
    """What has a last day; the last four are for all municipalities alike."""

    SUBMISSION = "submission"
    INVITATION = "invitation"
    MEETING = "meeting"
    RESOLUTION = "resolution"
    SIGNING = "signing"
    SUPERVISION = "supervision"
    PUBLICATION = "publication"
    EFFECT = "effect"


class State(StrEnum):
    """Where a step stands on the day of evaluation. `SCHEDULED`: the paper has its day before this body."""

    DONE = "done"
    SCHEDULED = "scheduled"
    OPEN = "open"
    TOO_LATE = "too_late"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Step:
    """One last day with what it rests on: `code` and `values` make the sentence, `rule` names the law.

    `on` is None where no day can be said. `subject_kind` and `subject_id` name the row it was read from.
    """

    kind: StepKind
    on: date | None
    state: State
    code: str
    subject_kind: str
    subject_id: str
    rule: str = ""
    committee_id: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lane:
    """The way of one municipality in the order of the calendar.

    `last_submission` is the earliest of the days on which something must still be handed in; None when
    nothing is left to hand in, or when `state` is UNKNOWN.
    """

    municipality_id: str
    state: State
    steps: tuple[Step, ...]
    last_submission: date | None = None
    is_critical: bool = False


@dataclass(frozen=True, slots=True)
class Backward:
    """The whole calculation: the steps of all, then a lane per party; `hints` are codes of what it leaves
    open. It is about an agreement, or about a matter without one.
    """

    agreement_id: str | None
    purpose: Purpose
    wanted_on: date
    steps: tuple[Step, ...]
    lanes: tuple[Lane, ...]
    hints: tuple[str, ...] = ()
    matter_id: str | None = None

    @property
    def critical(self) -> tuple[Lane, ...]:
        """The lanes that leave the least time."""
        return tuple(lane for lane in self.lanes if lane.is_critical)

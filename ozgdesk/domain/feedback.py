"""What a feedback form (Rückmeldebogen) says about the tasks of one municipality, and what came of it.

`exchange.feedback_reading` makes a `Feedback`, `commands.feedback` compares it with the project and makes the
proposals. Nothing here is kept, and nothing here decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from ozgdesk.domain.change_set import Choosable, Fate
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.step import StepHead
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import DeadlineKind, Role, TaskState


class PartState(StrEnum):
    """Whether a contribution has been delivered."""

    OPEN = "open"
    DELIVERED = "delivered"


State = TaskState | PartState
"""Of a led task, or of a contribution."""

FINISHED: frozenset[State] = frozenset({TaskState.DONE, PartState.DELIVERED})


@dataclass(frozen=True, slots=True)
class Stand:
    """A state, and the day on which it was reached where that is told: only done work has one."""

    state: State
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """State, day and remark of one row. With a state that is done, another day is the one it was done on."""

    state: State
    day: date | None = None
    remark: str = ""


def said_of(task: Task, part: Assignment) -> Said:
    """State, day and remark of a part as they are in the project."""
    if part.role is Role.LEAD:
        return Said(task.state, task.deadline_on, part.note)
    state = PartState.OPEN if part.done_on is None else PartState.DELIVERED
    return Said(state, part.due_on, part.note)


def has_fixed_day(task: Task, part: Assignment) -> bool:
    """Whether the day of a part is a deadline that a municipality cannot move by itself."""
    is_set = task.deadline_on is not None and task.deadline_kind is not DeadlineKind.OWN
    return part.role is Role.LEAD and is_set


@dataclass(frozen=True, slots=True)
class Entry:
    """One line typed from paper: the part it is about, and what it says; None where it says nothing."""

    part_id: str
    stand: Stand | None = None
    waiting_for: str = ""
    reason: str = ""
    day: date | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of the form: the part it was written from, its values then and now.

    `row` is the number a spreadsheet shows. What could not be read is told as it was exported.
    """

    row: int
    number: str
    part_id: str
    task_id: str
    role: Role
    exported: Said
    told: Said


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task that the municipality proposes to lead."""

    row: int
    name: str
    due_on: date | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class NewAbsence:
    """Days on which somebody is away, both included, and who stands in; persons by name."""

    row: int
    person: str
    from_on: date
    until_on: date
    deputy: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Official contact data of a person; `person_id` is empty for one that the form does not know."""

    row: int
    person_id: str
    name: str
    email: str = ""
    phone: str = ""
    exported_email: str = ""
    exported_phone: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is not taken; `row` is None for the whole file, `code` and `values` make the sentence."""

    row: int | None
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feedback:
    """All that a form says. `known_until` is the Datenstand it was written with.

    `is_intact`: what the program wrote beside the visible cells is as it was; else the values at the time of
    the export are not to be relied on.
    """

    title: str
    project_id: str
    municipality_id: str
    known_until: datetime | None = None
    is_intact: bool = True
    rows: tuple[FormRow, ...] = ()
    new_tasks: tuple[NewTask, ...] = ()
    absences: tuple[NewAbsence, ...] = ()
    contacts: tuple[Contact, ...] = ()
    faults: tuple[Fault, ...] = ()


class Part(StrEnum):
    """What a proposal is about."""

    STATE = "state"
    DAY = "day"
    REMARK = "remark"
    TASK = "task"
    ABSENCE = "absence"
    PERSON = "person"
    EMAIL = "email"
    PHONE = "phone"
    ROW = "row"


ANSWERS = frozenset({Part.STATE, Part.DAY, Part.REMARK})
"""What was asked for; the rest the municipality adds by itself."""

Value = Stand | NewTask | NewAbsence | Contact | date | str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing the form says: the value it was exported with, the one it tells, and the one that is here.

    `changed` is the step that last changed it here since the export, `code` and `values` make the reason.
    """

    id: str
    row: int | None
    part: Part
    fate: Fate
    code: str
    number: str = ""
    name: str = ""
    exported: Value = None
    told: Value = None
    here: Value = None
    changed: StepHead | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def may_be_taken(self) -> bool:
        """Whether the user may decide about it."""
        return self.fate in (Fate.CHANGED, Fate.CONFLICT, Fate.NEW)

    @property
    def is_taken_at_first(self) -> bool:
        """Answers without a conflict are taken unless somebody says no, everything else when asked for."""
        return self.fate is Fate.CHANGED and self.part in ANSWERS


Meanwhile = Mapping[tuple[type[Entity], str, str], StepHead]
"""The last step since the export that changed a field (entity, id, field); "" where it removed the row."""


@dataclass(frozen=True, slots=True)
class FeedbackPlan(Choosable):
    """A form compared with the project; `code` is that of its municipality."""

    feedback: Feedback
    code: str
    proposals: tuple[Proposal, ...] = ()
    meanwhile: Meanwhile = field(default_factory=dict)

    @property
    def offered(self) -> tuple[Proposal, ...]:
        """All proposals."""
        return self.proposals

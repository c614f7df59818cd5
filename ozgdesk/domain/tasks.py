"""Tasks, what binds them to each other, who answers for them, kept plans, and limits of the board.

Durations, lags and efforts are working minutes; a working day has 480.
"""

from datetime import date

from sqlmodel import Field

from ozgdesk.domain.entity import (
    ID_PATTERN,
    Entity,
    Line,
    Name,
    OrderKey,
    Text,
    matching,
    optional_reference,
    reference,
)
from ozgdesk.domain.vocabulary import (
    AgreementDate,
    ClosureKind,
    ConstraintKind,
    DeadlineKind,
    LagKind,
    LegalForm,
    LinkKind,
    Role,
    TaskKind,
    TaskState,
)

MINUTES_PER_DAY = 480


class Task(Entity):
    """A step of the plan, a card of the board and, when `is_contractual`, an obligation of the agreement.

    `number` (A-017) is permanent and neutral. A task with children is a phase: its dates follow from them.
    `agreement_date` of `agreement_id` says which day of an agreement a milestone keeps. `paper_id` is the
    paper a task waits for while it is in council. `consultation_id`: a milestone keeps the day of that
    station, any other task carries out what was resolved there.
    """

    parent_id: str | None = optional_reference("task")
    order: OrderKey
    number: str = matching(r"^A-[0-9]{3,6}$", unique=True)
    name: Name
    kind: TaskKind = TaskKind.TASK
    state: TaskState = TaskState.PLANNED
    state_reason: Line = ""
    waiting_for: Line = ""
    description: Text = ""
    duration_minutes: int | None = Field(default=None, ge=0)
    remaining_minutes: int | None = Field(default=None, ge=0)
    progress_percent: int = Field(default=0, ge=0, le=100)
    constraint_kind: ConstraintKind = ConstraintKind.AS_SOON_AS_POSSIBLE
    constraint_on: date | None = None
    constraint_reason: Line = ""
    constraint_source: Line = ""
    deadline_on: date | None = None
    deadline_kind: DeadlineKind = DeadlineKind.OWN
    actual_start_on: date | None = None
    actual_finish_on: date | None = None
    is_contractual: bool = False
    legal_form: LegalForm = LegalForm.NOT_STATED
    lead_office_id: str | None = optional_reference("shared_office")
    agreement_id: str | None = optional_reference("agreement")
    agreement_date: AgreementDate | None = None
    paper_id: str | None = optional_reference("council_paper")
    consultation_id: str | None = optional_reference("consultation")
    source: Line = ""


def by_number(number: str) -> tuple[int, str]:
    """A key that sorts the numbers of tasks by their value: A-099 before A-1000.

    >>> sorted(["A-1000", "A-099"], key=by_number)
    ['A-099', 'A-1000']
    """
    return len(number), number


class Link(Entity):
    """The successor depends on the predecessor. `lag_minutes` may be negative (lead).

    Per cent when so kept.
    """

    predecessor_id: str = reference("task")
    successor_id: str = reference("task")
    kind: LinkKind = LinkKind.FS
    lag_minutes: int = 0
    lag_kind: LagKind = LagKind.WORKING


class Assignment(Entity):
    """The part of one municipality in one task; a task has at most one lead."""

    task_id: str = reference("task")
    municipality_id: str = reference("municipality")
    role: Role
    person_id: str | None = optional_reference("person")
    due_on: date | None = None
    done_on: date | None = None
    effort_minutes: int | None = Field(default=None, ge=0)
    note: Line = ""


class Baseline(Entity):
    """A plan kept for comparison."""

    name: Name
    taken_on: date
    reason: Line = ""


class BaselineTask(Entity):
    """Dates of one task in a baseline; survives the task, so it names it instead of pointing at it."""

    baseline_id: str = reference("baseline")
    task_id: str = matching(ID_PATTERN)
    task_number: str
    task_name: Name
    starts_on: date
    finishes_on: date
    duration_minutes: int = Field(ge=0)


class Closure(Entity):
    """Days on which a municipality (or all, when empty) does not work or its council does not meet."""

    municipality_id: str | None = optional_reference("municipality")
    kind: ClosureKind
    name: Name
    from_on: date
    until_on: date
    source: Line = ""


class BoardLimit(Entity):
    """How many cards a lane (state empty), a column (municipality empty) or a cell may hold (Höchstzahl).

    A hard limit refuses the next card, a soft one only warns.
    """

    municipality_id: str | None = optional_reference("municipality")
    state: TaskState | None = None
    most: int = Field(ge=1)
    is_hard: bool = False
    reason: Line = ""

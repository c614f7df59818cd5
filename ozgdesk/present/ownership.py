"""Who answers for what: the matrix of tasks and municipalities with F, Z, K, its problems and totals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.cooperation import SharedOffice
from ozgdesk.domain.lights import RESTING_STATES
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import LegalForm, Role, TaskKind, TaskState
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.present.task_facts import TaskFacts
from ozgdesk.texts.labels import label

LETTERS = {Role.LEAD: "F", Role.CONTRIBUTOR: "Z", Role.INFORMED: "K"}
LEGEND = "F Federführung · Z Zuarbeit · K zur Kenntnis · ! bitte prüfen"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The part of one municipality in one task: letter (or empty), word, day and whether it is late.

    `due_on` of a lead is the day the task is due, of a contribution the day agreed.
    """

    municipality_id: str
    letter: str
    word: str
    due_on: date | None
    is_done: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A task with a cell per municipality in their order; `problems` are German sentences."""

    task_id: str
    number: str
    name: str
    level: int
    is_phase: bool
    is_contractual: bool
    is_closed: bool
    state_text: str
    office: str
    cells: tuple[MatrixCell, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MunicipalityTotals:
    """How many tasks a municipality leads (open, done, late), contributes to and is informed of.

    Of the whole `led_*` count all tasks. A dropped task is neither open nor done.
    """

    municipality: MunicipalityTag
    led_open: int
    led_done: int
    led_late: int
    contributions_owed: int
    contributions_late: int
    contributions_done: int
    informed: int


@dataclass(frozen=True, slots=True)
class OwnershipPlace:
    """The whole matrix for a day; `unled` counts open tasks without a lead."""

    as_of: date
    municipalities: tuple[MunicipalityTag, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[MunicipalityTotals, ...]
    unled: int


def ownership_rows(view: View) -> OwnershipPlace:
    """The matrix in the order of the tree; phases and milestones without parts stay as headings."""
    tags = tags_of(view)
    municipalities = tuple(tags[row.id] for row in view.municipalities)
    facts = TaskFacts(view)
    rows = tuple(_row(facts, task, level, municipalities) for task, level in tasks_in_order(view))
    return OwnershipPlace(
        as_of=view.as_of,
        municipalities=municipalities,
        rows=rows,
        totals=tuple(municipality_totals(view, tag) for tag in municipalities),
        unled=sum("keine Federführung" in row.problems for row in rows),
    )


def tasks_in_order(view: View, parent: str | None = None) -> Iterator[tuple[Task, int]]:
    """Every task with its depth, as the tree shows them; a parent that is not there makes a top task."""
    stack = [(task, 0) for task in reversed(view.children.get(parent, ()))]
    while stack:
        task, level = stack.pop()
        yield task, level
        stack += [(child, level + 1) for child in reversed(view.children.get(task.id, ()))]


def municipality_totals(view: View, tag: MunicipalityTag) -> MunicipalityTotals:
    """The figures of one municipality; phases do not count, their tasks do."""
    phases = view.children
    led = [
        task
        for task_id, row in view.ownership.lead.items()
        if row.municipality_id == tag.id
        and task_id not in phases
        and (task := view.snapshot.find(Task, task_id)) is not None
    ]
    parts = [
        row
        for row in view.snapshot.all(Assignment)
        if row.municipality_id == tag.id and row.role is not Role.LEAD and _counts(view, row)
    ]
    owed = [row for row in parts if row.role is Role.CONTRIBUTOR and row.done_on is None]
    owed = [row for row in owed if _is_open(view, row)]
    return MunicipalityTotals(
        municipality=tag,
        led_open=sum(task.state not in CLOSED_STATES for task in led),
        led_done=sum(task.state is TaskState.DONE for task in led),
        led_late=sum(task.id in view.plan.late and task.state not in RESTING_STATES for task in led),
        contributions_owed=len(owed),
        contributions_late=sum(
            _is_late(view, row) and _state(view, row) not in RESTING_STATES for row in owed
        ),
        contributions_done=sum(
            row.role is Role.CONTRIBUTOR and (row.done_on is not None or _state(view, row) is TaskState.DONE)
            for row in parts
        ),
        informed=sum(row.role is Role.INFORMED for row in parts),
    )


def whole_totals(view: View, tag: MunicipalityTag) -> MunicipalityTotals:
    """The figures of the whole: all tasks, also those nobody leads, and the contributions of everybody."""
    tasks = [task for task in view.snapshot.all(Task) if task.id not in view.children]
    parts = [municipality_totals(view, other) for id_, other in tags_of(view).items() if id_ is not None]
    return MunicipalityTotals(
        municipality=tag,
        led_open=sum(task.state not in CLOSED_STATES for task in tasks),
        led_done=sum(task.state is TaskState.DONE for task in tasks),
        led_late=sum(task.id in view.plan.late and task.state not in RESTING_STATES for task in tasks),
        contributions_owed=sum(part.contributions_owed for part in parts),
        contributions_late=sum(part.contributions_late for part in parts),
        contributions_done=sum(part.contributions_done for part in parts),
        informed=sum(part.informed for part in parts),
    )


def late_words(totals: MunicipalityTotals) -> tuple[str, str]:
    """How many tasks and contributions are late, and the words to it, 'verspätet, davon 2 Zuarbeiten'."""
    parts = formats.count(totals.contributions_late, "Zuarbeit", "Zuarbeiten")
    words = f"verspätet, davon {parts}" if totals.contributions_late else "verspätet"
    return formats.number(totals.led_late + totals.contributions_late), words


def _counts(view: View, row: Assignment) -> bool:
    return row.task_id not in view.children and view.snapshot.find(Task, row.task_id) is not None


def _is_open(view: View, row: Assignment) -> bool:
    return _state(view, row) not in CLOSED_STATES


def _state(view: View, row: Assignment) -> TaskState:
    return view.snapshot.get(Task, row.task_id).state


def _is_late(view: View, row: Assignment) -> bool:
    return row.done_on is None and row.due_on is not None and row.due_on < view.as_of


def _row(facts: TaskFacts, task: Task, level: int, municipalities: tuple[MunicipalityTag, ...]) -> MatrixRow:
    view = facts.view
    owned = view.ownership
    lead = owned.lead.get(task.id)
    parts = [
        *([lead] if lead else []),
        *owned.contributors.get(task.id, ()),
        *owned.informed.get(task.id, ()),
    ]
    office = view.snapshot.find(SharedOffice, task.lead_office_id)
    is_phase = task.id in view.children
    return MatrixRow(
        task_id=task.id,
        number=task.number,
        name=task.name,
        level=level,
        is_phase=is_phase,
        is_contractual=task.is_contractual,
        is_closed=task.state in CLOSED_STATES,
        state_text=label(task.state),
        office=office.name if office else "",
        cells=tuple(_cell(facts, task, tag, parts) for tag in municipalities),
        problems=tuple(_problems(view, task, lead, parts, is_phase)),
    )


def _cell(facts: TaskFacts, task: Task, tag: MunicipalityTag, parts: list[Assignment]) -> MatrixCell:
    own = [part for part in parts if part.municipality_id == tag.id]
    if not own:
        return MatrixCell(tag.id, "", "", None, False, False)
    part = own[0]
    is_closed = task.state in CLOSED_STATES
    is_lead = part.role is Role.LEAD
    late = facts.is_late(task) if is_lead else _is_late(facts.view, part)
    return MatrixCell(
        municipality_id=tag.id,
        letter="/".join(LETTERS[part.role] for part in own),
        word=", ".join(label(part.role) for part in own),
        due_on=facts.due_on(task) if is_lead else part.due_on,
        is_done=is_closed or part.done_on is not None,
        is_late=late and task.state not in RESTING_STATES,
    )


def _problems(
    view: View, task: Task, lead: Assignment | None, parts: list[Assignment], is_phase: bool
) -> Iterator[str]:
    """What is missing or late, in as few words as a table cell needs."""
    if task.is_contractual and task.legal_form is LegalForm.NOT_STATED:
        yield "Rechtsform nicht genannt"
    if task.state in RESTING_STATES or is_phase:
        return
    if lead is None and task.kind is not TaskKind.MILESTONE:
        yield "keine Federführung"
    if task.id in view.plan.overdue:
        yield f"überfällig seit {formats.day(view.plan.overdue[task.id])}"
    elif task.id in view.plan.late:
        yield "Frist gefährdet"
    for part in parts:
        if part.role is Role.CONTRIBUTOR and _is_late(view, part) and part.due_on is not None:
            code = next((m.code for m in view.municipalities if m.id == part.municipality_id), "")
            yield f"Zuarbeit {code} seit {formats.day(part.due_on)} offen"

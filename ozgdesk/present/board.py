"""The board: a lane per municipality, a column per state, and a card for every part in a task.

`show board --json` prints these rows. Where a card lies on the screen stands in `board_scene`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.lights import RESTING_STATES, is_contribution_overdue
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Light, Role, TaskKind, TaskState
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.present.ownership import tasks_in_order
from ozgdesk.present.task_facts import TaskFacts
from ozgdesk.texts.labels import label

UNLED = "ohne Federführung"
NO_LEAD = "none"
"""Role of the card of a task that nobody leads."""


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A state of the tasks: its key and German title."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class BoardLane:
    """A municipality, or the tasks without a lead (empty id and code); figures of its open cards."""

    id: str
    code: str
    name: str
    color: str
    led: int
    contributions: int
    late: int


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One part in one task. `id` is that of the assignment, or of the task when nobody leads it.

    `lane` is the id of a lane, `column` the key of a column, `role` lead, contributor or none; `word` says
    the light and is empty where it has no meaning.
    """

    id: str
    task_id: str
    number: str
    name: str
    lane: str
    code: str
    column: str
    role: str
    lead_code: str
    person: str
    deputy: str
    due: date | None
    is_late: bool
    is_delivered: bool
    light: str
    word: str
    progress: int
    waiting_for: str
    phase: str
    is_milestone: bool
    is_contractual: bool
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The board on the Stichtag; cards in the order of the plan."""

    as_of: date
    lanes: tuple[BoardLane, ...]
    columns: tuple[BoardColumn, ...]
    cards: tuple[BoardCard, ...]


COLUMNS = tuple(BoardColumn(state.value, label(state)) for state in TaskState)


def board_rows(view: View) -> Board:
    """All cards; phases have none. The lane without a lead is there only when it holds a card."""
    tags = tags_of(view)
    facts = TaskFacts(view)
    cards = tuple(
        card
        for task, _ in tasks_in_order(view)
        if task.id not in view.children
        for card in _cards(view, task, facts, tags)
    )
    lanes = [_lane(tags[row.id], cards) for row in view.municipalities]
    if any(not card.lane for card in cards) or not lanes:
        lanes.append(_lane(MunicipalityTag("", "", UNLED, ""), cards))
    return Board(view.as_of, tuple(lanes), COLUMNS, cards)


def matching(board: Board, text: str = "", *, only_late: bool = False, with_parts: bool = True) -> Board:
    """The board with the cards that contain every word of `text`; lanes and columns stay."""
    words = text.casefold().split()
    cards = tuple(
        card
        for card in board.cards
        if (with_parts or card.role != Role.CONTRIBUTOR.value)
        and (not only_late or card.is_late)
        and all(word in _searched(card) for word in words)
    )
    return Board(board.as_of, board.lanes, board.columns, cards)


def card_sentence(card: BoardCard) -> str:
    """A card as a screen reader says it."""
    role = {"lead": "Federführung", "contributor": f"Zuarbeit für {card.lead_code or 'niemanden'}"}
    state = next(column.title for column in COLUMNS if column.key == card.column)
    parts = [f"{card.number} {card.name}", role.get(card.role, UNLED), card.code, state]
    parts += [f"Ampel {card.word}" if card.word else "", f"{card.progress}{formats.NO_BREAK_SPACE}%"]
    if card.due is not None:
        parts.append(f"fällig {formats.day(card.due)}")
    return ", ".join(part for part in (*parts, *card.warnings) if part)


def _searched(card: BoardCard) -> str:
    found = (card.number, card.name, card.code, card.person, card.deputy, card.phase, card.waiting_for)
    return " ".join(found).casefold()


def _lane(tag: MunicipalityTag, cards: tuple[BoardCard, ...]) -> BoardLane:
    closed = {state.value for state in CLOSED_STATES}
    own = [card for card in cards if card.lane == tag.id and card.column not in closed]
    return BoardLane(
        id=tag.id,
        code=tag.code,
        name=tag.name,
        color=tag.color,
        led=sum(card.role != Role.CONTRIBUTOR.value for card in own),
        contributions=sum(card.role == Role.CONTRIBUTOR.value for card in own),
        late=sum(card.is_late for card in own),
    )


def _cards(
    view: View, task: Task, facts: TaskFacts, tags: dict[str | None, MunicipalityTag]
) -> Iterator[BoardCard]:
    lead = view.ownership.lead.get(task.id)
    yield _lead_card(view, task, lead, facts, tags)
    lead_code = tags[lead.municipality_id].code if lead else ""
    for part in view.ownership.contributors.get(task.id, ()):
        yield _part_card(view, task, part, facts, tags[part.municipality_id], lead_code)


def _lead_card(
    view: View,
    task: Task,
    lead: Assignment | None,
    facts: TaskFacts,
    tags: dict[str | None, MunicipalityTag],
) -> BoardCard:
    tag = tags[lead.municipality_id if lead else None]
    stand = facts.stand(lead)
    light = facts.light(task)
    return BoardCard(
        id=lead.id if lead else task.id,
        task_id=task.id,
        number=task.number,
        name=task.name,
        lane=tag.id,
        code=tag.code,
        column=task.state.value,
        role=Role.LEAD.value if lead else NO_LEAD,
        lead_code=tag.code,
        person=stand.person,
        deputy=stand.deputy,
        due=facts.due_on(task),
        is_late=facts.is_late(task),
        is_delivered=task.state is TaskState.DONE,
        light=light.value,
        word=_word(task, light),
        progress=task.progress_percent,
        waiting_for=task.waiting_for,
        phase=_phase(view, task),
        is_milestone=task.kind is TaskKind.MILESTONE,
        is_contractual=task.is_contractual,
        warnings=tuple(facts.task_warnings(task, lead)),
    )


def _part_card(
    view: View, task: Task, part: Assignment, facts: TaskFacts, tag: MunicipalityTag, lead_code: str
) -> BoardCard:
    """A delivered contribution is done for who delivered it, whatever the task is."""
    stand = facts.stand(part)
    is_open = part.done_on is None and task.state not in CLOSED_STATES
    is_late = is_open and is_contribution_overdue(part, view.as_of)
    light = Light.YELLOW if is_late else Light.GREEN if is_open and part.due_on else Light.GREY
    column = TaskState.DONE if part.done_on is not None else task.state
    return BoardCard(
        id=part.id,
        task_id=task.id,
        number=task.number,
        name=task.name,
        lane=tag.id,
        code=tag.code,
        column=column.value,
        role=Role.CONTRIBUTOR.value,
        lead_code=lead_code,
        person=stand.person,
        deputy=stand.deputy,
        due=part.due_on if is_open else None,
        is_late=is_late,
        is_delivered=not is_open and column is TaskState.DONE,
        light=light.value,
        word=label(light) if is_open and part.due_on else "",
        progress=100 if part.done_on is not None else task.progress_percent,
        waiting_for="",
        phase=_phase(view, task),
        is_milestone=task.kind is TaskKind.MILESTONE,
        is_contractual=task.is_contractual,
        warnings=tuple(facts.part_warnings(task, part)),
    )


def _word(task: Task, light: Light) -> str:
    """The light of a task as a word; none at rest, where it says nothing."""
    if task.state in RESTING_STATES:
        return ""
    return "ohne Termine" if light is Light.GREY else label(light)


def _phase(view: View, task: Task) -> str:
    parent = view.snapshot.find(Task, task.parent_id)
    return parent.name if parent else ""

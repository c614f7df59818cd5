"""The board: a lane per municipality, a column per state, and a card for every part in a task.

`show board --json` prints these rows. Where a card lies on the screen stands in `board_scene`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.lights import RESTING_STATES, is_contribution_overdue
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Light, Role, TaskKind, TaskState
from ozgdesk.present.board_notes import CardNote, CardNotes
from ozgdesk.present.board_places import BoardPlace, board_places
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
    the light and is empty where it has no meaning. `person` and `deputy` are those of the day it is due.
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
    follow_up_on: date | None
    done_on: date | None
    notes: tuple[CardNote, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The board on the Stichtag; cards in the order of the plan, `limits` where a Höchstzahl is set."""

    as_of: date
    lanes: tuple[BoardLane, ...]
    columns: tuple[BoardColumn, ...]
    cards: tuple[BoardCard, ...]
    limits: tuple[BoardPlace, ...] = ()


COLUMNS = tuple(BoardColumn(state.value, label(state)) for state in TaskState)
RESTING = frozenset({TaskState.DORMANT.value, TaskState.DROPPED.value})
"""Keys of the columns that are hidden unless asked for: nobody works there."""


def board_rows(view: View) -> Board:
    """All cards; phases have none. The lane without a lead is there only when it holds a card."""
    tags = tags_of(view)
    maker = _CardMaker(view, tags)
    cards = tuple(
        card for task, _ in tasks_in_order(view) if task.id not in view.children for card in maker.cards(task)
    )
    lanes = [_lane(tags[row.id], cards) for row in view.municipalities]
    if any(not card.lane for card in cards) or not lanes:
        lanes.append(_lane(MunicipalityTag("", "", UNLED, ""), cards))
    return Board(view.as_of, tuple(lanes), COLUMNS, cards, board_places(view))


def with_cards(board: Board, cards: tuple[BoardCard, ...]) -> Board:
    """The board with only these cards; lanes and columns stay."""
    return replace(board, cards=cards)


def without_resting(board: Board) -> Board:
    """The board without the columns "ruht" and "entfällt" and their cards."""
    columns = tuple(column for column in board.columns if column.key not in RESTING)
    return replace(board, columns=columns, cards=tuple(c for c in board.cards if c.column not in RESTING))


def card_person(card: BoardCard) -> str:
    """Who answers for a card on the day it is due."""
    return f"{card.deputy} (i.{formats.NO_BREAK_SPACE}V.)" if card.deputy else card.person


def card_hints(card: BoardCard) -> str:
    """What a card notes and warns of, in one line."""
    return " · ".join([*(note.text for note in card.notes if note.kind != "absence"), *card.warnings])


def card_sentence(card: BoardCard) -> str:
    """A card as a screen reader says it."""
    role = {"lead": "Federführung", "contributor": f"Zuarbeit für {card.lead_code or 'niemanden'}"}
    state = next(column.title for column in COLUMNS if column.key == card.column)
    parts = [f"{card.number} {card.name}", role.get(card.role, UNLED), card.code, state]
    parts += [f"Ampel {card.word}" if card.word else "", f"{card.progress}{formats.NO_BREAK_SPACE}%"]
    if card.due is not None:
        parts.append(f"fällig {formats.day(card.due)}")
    parts.append(f"{card.deputy} in Vertretung" if card.deputy else card.person)
    parts += [note.text for note in card.notes if note.kind != "absence"]
    return ", ".join(part for part in (*parts, *card.warnings) if part)


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


class _CardMaker:
    """Makes the cards of one task after the other, with what is looked up once for all."""

    def __init__(self, view: View, tags: dict[str | None, MunicipalityTag]) -> None:
        self.view = view
        self.tags = tags
        self.facts = TaskFacts(view)
        self.notes = CardNotes(view, self.facts, tags)

    def cards(self, task: Task) -> Iterator[BoardCard]:
        """The card of the lead, then one for each contribution."""
        lead = self.view.ownership.lead.get(task.id)
        yield self._lead_card(task, lead)
        lead_code = self.tags[lead.municipality_id].code if lead else ""
        for part in self.view.ownership.contributors.get(task.id, ()):
            yield self._part_card(task, part, lead_code)

    def _lead_card(self, task: Task, lead: Assignment | None) -> BoardCard:
        facts, tag = self.facts, self.tags[lead.municipality_id if lead else None]
        due = facts.due_on(task)
        stand = facts.stand(lead, due)
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
            due=due,
            is_late=facts.is_late(task),
            is_delivered=task.state is TaskState.DONE,
            light=light.value,
            word=_word(task, light),
            progress=task.progress_percent,
            waiting_for=task.waiting_for,
            phase=_phase(self.view, task),
            is_milestone=task.kind is TaskKind.MILESTONE,
            is_contractual=task.is_contractual,
            follow_up_on=self.notes.follow_up_on(task),
            done_on=task.actual_finish_on,
            notes=tuple(self.notes.of_task(task, lead)),
            warnings=tuple(facts.task_warnings(task, lead)),
        )

    def _part_card(self, task: Task, part: Assignment, lead_code: str) -> BoardCard:
        """A delivered contribution is done for who delivered it, whatever the task is."""
        facts, tag = self.facts, self.tags[part.municipality_id]
        stand = facts.stand(part, part.due_on)
        is_open = part.done_on is None and task.state not in CLOSED_STATES
        is_late = is_open and is_contribution_overdue(part, self.view.as_of)
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
            phase=_phase(self.view, task),
            is_milestone=task.kind is TaskKind.MILESTONE,
            is_contractual=task.is_contractual,
            follow_up_on=None,
            done_on=part.done_on or task.actual_finish_on,
            notes=tuple(self.notes.of_part(task, part)),
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

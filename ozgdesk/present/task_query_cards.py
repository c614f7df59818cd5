"""What fits a task query: cards of the board, and by them tasks and parts for every list of tasks.

A query asks cards, because a card is one part in one task. A task fits when one of its cards does.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role
from ozgdesk.present.board import BoardCard, board_rows
from ozgdesk.present.task_councils import TaskCouncils
from ozgdesk.present.task_query import Query, Term, Value
from ozgdesk.present.task_query_days import DaySpan
from ozgdesk.present.task_query_words import (
    AT_REST,
    CONTRACTUAL,
    LATE,
    MILESTONE,
    NONE,
    ROLES,
    STATES,
    WEEK,
    Key,
)


@dataclass(frozen=True, slots=True)
class TaskChoice:
    """What a query leaves: ids of tasks, and of their parts as the cards of the board have them."""

    tasks: frozenset[str]
    parts: frozenset[str]


def chosen_tasks(view: View, query: Query) -> TaskChoice | None:
    """The tasks and parts that fit; None when the query asks nothing, so that everything stays."""
    if not query.terms:
        return None
    cards = CardFilter(view).fitting(query, board_rows(view).cards)
    return TaskChoice(frozenset(card.task_id for card in cards), frozenset(card.id for card in cards))


class CardFilter:
    """Asks cards; knows of their tasks what the cards do not say: `contributors` and `phases`
    by task id, and `councils`."""

    def __init__(self, view: View) -> None:
        self.as_of = view.as_of
        codes = {row.id: row.code for row in view.municipalities}
        self.contributors = {
            task_id: tuple(codes.get(part.municipality_id, "") for part in parts)
            for task_id, parts in view.ownership.contributors.items()
        }
        self.councils = TaskCouncils(view)
        self.phases: dict[str, tuple[str, ...]] = {}
        below: list[tuple[Task, tuple[str, ...]]] = [(task, ()) for task in view.children.get(None, ())]
        while below:
            task, above = below.pop()
            self.phases[task.id] = above
            path = (*above, f"{task.number} {task.name}".casefold())
            below += [(child, path) for child in view.children.get(task.id, ())]

    def fitting(self, query: Query, cards: Iterable[BoardCard]) -> tuple[BoardCard, ...]:
        """The cards for which all terms hold, in their order."""
        return tuple(card for card in cards if all(self._holds(term, card) for term in query.terms))

    def _holds(self, term: Term, card: BoardCard) -> bool:
        test = _TESTS[term.key]
        return any(test(self, card, value) for value in term.values) is not term.is_negated


def _has_text(_known: CardFilter, card: BoardCard, value: Value) -> bool:
    found_in = (card.number, card.name, card.code, card.person, card.deputy, card.phase, card.waiting_for)
    return str(value).casefold() in "\n".join(found_in).casefold()


def _is_of(_known: CardFilter, card: BoardCard, value: Value) -> bool:
    return _is_code(value, card.code)


def _has_lead(_known: CardFilter, card: BoardCard, value: Value) -> bool:
    return _is_code(value, card.lead_code)


def _has_part(known: CardFilter, card: BoardCard, value: Value) -> bool:
    """Of a lead's card all contributors of its task count, of a contribution its own municipality."""
    is_part = card.role == Role.CONTRIBUTOR.value
    codes = (card.code,) if is_part else known.contributors.get(card.task_id, ())
    return not codes if value == NONE else any(_is_code(value, code) for code in codes)


def _has_person(_known: CardFilter, card: BoardCard, value: Value) -> bool:
    names = f"{card.person}\n{card.deputy}".casefold()
    return not card.person if value == NONE else str(value).casefold() in names


def _has_state(_known: CardFilter, card: BoardCard, value: Value) -> bool:
    return card.column in STATES[str(value)]


def _is_due(known: CardFilter, card: BoardCard, value: Value) -> bool:
    if value == NONE:
        return card.due is None and card.column not in AT_REST
    if card.due is None:
        return False
    span = value if isinstance(value, DaySpan) else _current(str(value), known.as_of)
    return span.holds(card.due, known.as_of)


def _has_phase(known: CardFilter, card: BoardCard, value: Value) -> bool:
    phases = known.phases.get(card.task_id, ())
    return not phases if value == NONE else any(str(value).casefold() in phase for phase in phases)


def _has_number(_known: CardFilter, card: BoardCard, value: Value) -> bool:
    """`A-017` or, of the digits alone, `17`."""
    text = str(value).casefold()
    digits = card.number.rpartition("-")[2].lstrip("0")
    return text == card.number.casefold() or (text.isdecimal() and text.lstrip("0") == digits)


def _has_role(_known: CardFilter, card: BoardCard, value: Value) -> bool:
    return card.role == ROLES[str(value)]


def _has_body(known: CardFilter, card: BoardCard, value: Value) -> bool:
    bodies = known.councils.bodies(card.task_id)
    return not bodies if value == NONE else any(str(value).casefold() in body.casefold() for body in bodies)


def _has_paper(known: CardFilter, card: BoardCard, value: Value) -> bool:
    paper = known.councils.paper(card.task_id)
    if paper is None:
        return bool(value == NONE)
    return value != NONE and str(value).casefold() in f"{paper.number}\n{paper.title}".casefold()


def _is(_known: CardFilter, card: BoardCard, value: Value) -> bool:
    found = {LATE: card.is_late, CONTRACTUAL: card.is_contractual, MILESTONE: card.is_milestone}
    return found[str(value)]


def _is_code(value: Value, code: str) -> bool:
    return not code if value == NONE else str(value).casefold() == code.casefold()


def _current(word: str, as_of: date) -> DaySpan:
    """The week or month of the Stichtag."""
    if word == WEEK:
        first = as_of - timedelta(days=as_of.weekday())
        return DaySpan(first, first + timedelta(days=6))
    first = as_of.replace(day=1)
    return DaySpan(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


_TESTS: dict[Key, Callable[[CardFilter, BoardCard, Value], bool]] = {
    Key.TEXT: _has_text,
    Key.MUNICIPALITY: _is_of,
    Key.LEAD: _has_lead,
    Key.PART: _has_part,
    Key.PERSON: _has_person,
    Key.STATE: _has_state,
    Key.DUE: _is_due,
    Key.PHASE: _has_phase,
    Key.NUMBER: _has_number,
    Key.ROLE: _has_role,
    Key.BODY: _has_body,
    Key.PAPER: _has_paper,
    Key.IS: _is,
}

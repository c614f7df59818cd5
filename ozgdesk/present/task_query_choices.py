"""The filter of tasks for those who do not type a query: what its menus offer and how they say what holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from ozgdesk.domain.view import View
from ozgdesk.present.board import board_rows
from ozgdesk.present.task_query import Query, Term, Value
from ozgdesk.present.task_query_completion import values_of
from ozgdesk.present.task_query_days import DaySpan
from ozgdesk.present.task_query_text import value_words
from ozgdesk.present.task_query_words import CONTRIBUTES, LATE, MONTH, NONE, STATES, WEEK, Key
from ozgdesk.texts.labels import label


@dataclass(frozen=True, slots=True)
class Chip:
    """A menu for one key of a query; `has_many`: several of its values may be chosen together."""

    key: Key
    title: str
    has_many: bool = True


CHIPS = (
    Chip(Key.MUNICIPALITY, "Kommune"),
    Chip(Key.PERSON, "Person"),
    Chip(Key.STATE, "Zustand"),
    Chip(Key.DUE, "Fällig", has_many=False),
    Chip(Key.PHASE, "Phase"),
)
LATE_TERM = Term(Key.IS, (LATE,))
PARTS_HIDDEN = Term(Key.ROLE, (CONTRIBUTES,), is_negated=True)
_DAYS: tuple[tuple[Value, str], ...] = (
    (DaySpan(None, -1), "Überfällig"),
    (DaySpan(0, 0), "Heute"),
    (WEEK, "Diese Woche"),
    (DaySpan(None, 13), "In weniger als 14 Tagen"),
    (MONTH, "Diesen Monat"),
    (NONE, "Ohne Termin"),
)
_LONGEST = 2  # values that a chip names before it counts them


def chip_choices(view: View, chip: Chip) -> tuple[tuple[Value, str], ...]:
    """The values a menu offers, with their words."""
    return tuple(_DAYS if chip.key is Key.DUE else _choices(view, chip.key))


def chip_text(view: View, query: Query, chip: Chip) -> str:
    """What of a query a chip says: "USI, NA", "3 gewählt", or nothing."""
    values = next((t.values for t in query.terms if t.key is chip.key and not t.is_negated), ())
    if len(values) > _LONGEST:
        return f"{len(values)} gewählt"
    return ", ".join(value_words(chip.key, value, view.as_of).strip("„“") for value in values)


def _choices(view: View, key: Key) -> Iterator[tuple[Value, str]]:
    if key is Key.PERSON:  # of all persons those that have something to do
        names = {name for card in board_rows(view).cards for name in (card.person, card.deputy) if name}
        yield from ((value, value) for value, _ in values_of(view, key) if value in names)
        yield NONE, "Nicht benannt"
    elif key is Key.STATE:
        for word, states in STATES.items():
            text = label(next(iter(states))) if len(states) == 1 else word
            yield word, text[:1].upper() + text[1:]
    elif key is Key.PHASE:
        yield from ((value, value) for value, _ in values_of(view, key) if value != NONE)
        yield NONE, "In keiner Phase"
    else:
        yield from ((value, f"{value}  {name}") for value, name in values_of(view, key) if value != NONE)
        yield NONE, "Ohne Federführung"

"""What may follow in the line of a task query: keys, then the values that this project has for them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ozgdesk import formats
from ozgdesk.domain.people import Person
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.present.phases import phase_choices
from ozgdesk.present.task_councils import TaskCouncils
from ozgdesk.present.task_query import written
from ozgdesk.present.task_query_line import read_line
from ozgdesk.present.task_query_words import KEY_HELP, KEY_WORDS, NONE, VALUE_HELP, VALUES, Key, key_of

MOST = 12
_DAYS = (("<7", "in weniger als 7 Tagen"), ("<14", "in weniger als 14 Tagen"), (">0", "nach dem Stichtag"))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the typed word may become, and what that means. A key still wants a value behind it."""

    text: str
    detail: str
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """The part of the line that a proposal replaces, and the proposals, best first."""

    start: int
    end: int
    proposals: tuple[Proposal, ...]


def completion(view: View, text: str, cursor: int) -> Completion:
    """What may stand where the cursor is; before a word is begun, all keys."""
    pieces = read_line(text, view.as_of).pieces
    piece = next((piece for piece in pieces if piece.start <= cursor <= piece.end), None)
    if piece is None:
        return Completion(cursor, cursor, tuple(_keys("", "")))
    typed = text[piece.start : cursor]
    sign = "-" if typed.startswith("-") else ""
    word, colon, rest = typed.removeprefix("-").partition(":")
    key = key_of(word) if colon else None
    if key is None:
        return Completion(piece.start, piece.end, () if colon else tuple(_keys(word, sign)))
    begun = rest.rpartition(",")[2]
    start, end = cursor - len(begun), text.find(",", cursor, piece.end)
    if rest.count('"') % 2:  # a comma in quotation marks divides nothing
        start, end, begun = piece.start + len(sign) + len(word) + 1, piece.end, rest
    found = _fitting(begun.strip('"„“”'), _values(view, key))
    return Completion(start, end if end >= 0 else piece.end, found)


def values_of(view: View, key: Key) -> tuple[tuple[str, str], ...]:
    """The values this project has for a key, with what they mean; "ohne" last."""
    return tuple(_values(view, key))


def _keys(begun: str, sign: str) -> Iterator[Proposal]:
    plain = begun.casefold()
    for key, words in KEY_WORDS.items():
        word = next((word for word in words if word.startswith(plain)), None)
        if word is not None:
            yield Proposal(f"{sign}{word}:", KEY_HELP[key], is_key=True)


def _fitting(begun: str, values: Iterable[tuple[str, str]]) -> tuple[Proposal, ...]:
    """Values that begin so, then those with a word that does."""
    plain = begun.casefold()
    ranked = []
    for place, (value, detail) in enumerate(values):
        words = f"{value} {detail}".casefold()
        if value.casefold().startswith(plain):
            ranked.append((0, place, value, detail))
        elif any(word.startswith(plain) for word in words.split()):
            ranked.append((1, place, value, detail))
    return tuple(Proposal(written(value), detail) for _, _, value, detail in sorted(ranked)[:MOST])


def _values(view: View, key: Key) -> Iterator[tuple[str, str]]:
    if key in (Key.MUNICIPALITY, Key.LEAD, Key.PART):
        yield from ((row.code, row.name) for row in view.municipalities)
        yield NONE, "niemand"
    elif key is Key.PERSON:
        people = {row.name: row.function for row in view.snapshot.all(Person) if row.left_on is None}
        yield from sorted(people.items(), key=lambda item: formats.sort_key(item[0]))
        yield NONE, "niemand benannt"
    elif key is Key.PHASE:
        yield from ((phase.name, phase.number) for phase in phase_choices(view))
        yield NONE, "in keiner Phase"
    elif key in (Key.BODY, Key.PAPER):
        found = TaskCouncils(view)
        yield from found.bodies_in_use() if key is Key.BODY else found.papers_in_use()
        yield NONE, "nicht in Gremien"
    elif key is Key.NUMBER:
        tasks = sorted(view.snapshot.all(Task), key=lambda task: formats.sort_key(task.number))
        yield from ((task.number, task.name) for task in tasks)
    else:
        if key is Key.DUE:
            yield from _DAYS
        yield from ((value, VALUE_HELP.get(value, "")) for value in VALUES[key])

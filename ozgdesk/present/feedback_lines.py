"""Lines typed from a feedback form on paper: a number, then a state, a day or both, then a remark.

`17 erledigt`, `A-034 wartet ekom21`, `12 04.12.`, `20 ruht keine Stelle`, `17 erledigt 02.12.; per Mail`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.feedback import FINISHED, Entry, PartState, Stand, State, has_fixed_day
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.present.naming import shortened
from ozgdesk.texts.labels import LABELS, label

EXAMPLES = "17 erledigt · 17 erledigt 02.12. · A-034 wartet ekom21 · 12 bis 04.12. · 12; Bemerkung"
LONGEST_REMARK = 1_000
LONGEST_SHOWN = 60

_NUMBER = re.compile(r"\s*(?:a\s?-?\s?)?0*(?P<digits>\d{1,6})(?=\s|;|$)\s*", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}|\d{1,2}\s?[./]\s?\d{1,2}\s?[./]\s?\d{2}|\d{6}")
_BEFORE_DAYS = frozenset({"am", "bis", "zum"})
_DAY_WORDS = frozenset({"heute", "gestern", "vorgestern", "morgen", "übermorgen"})
_MOST_WORDS_OF_A_DAY = 3  # 2. Dezember 2026
_LEAD_WORDS: dict[str, TaskState] = {
    "geplant": TaskState.PLANNED,
    "in Arbeit": TaskState.IN_PROGRESS,
    "wartet": TaskState.WAITING_THIRD,
    "im Gremium": TaskState.IN_COUNCIL,
    "erledigt": TaskState.DONE,
    "ruht": TaskState.DORMANT,
    "entfällt": TaskState.DROPPED,
}
_PART_WORDS: dict[str, PartState] = {"offen": PartState.OPEN, "erledigt": PartState.DELIVERED}
_WITH_REASON = frozenset({TaskState.DORMANT, TaskState.DROPPED})


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What a line means: the entry, the task it is about, and the same as a German sentence."""

    entry: Entry
    task_id: str
    number: str
    text: str


def read_line(view: View, municipality_id: str, typed: str, today: date) -> ReadLine:
    """Understand a line from the paper of a municipality; NotReadable says what is missing or wrong."""
    head, semicolon, tail = typed.partition(";")
    number = _NUMBER.match(head)
    if number is None:
        raise formats.NotReadable(
            "Bitte beginnen Sie mit der Nummer der Aufgabe, zum Beispiel „17 erledigt“."
        )
    task, part = _part(view, municipality_id, f"A-{int(number['digits']):03}")
    words = head[number.end() :].split()
    remark = " ".join(tail.split()) if semicolon else None
    if remark is not None and len(remark) > LONGEST_REMARK:
        raise formats.NotReadable(f"Die Bemerkung ist länger als {formats.number(LONGEST_REMARK)} Zeichen.")
    words, day = _day(words, today)
    entry = _entry(view, task, part, words, day, remark, today)
    if (entry.stand, entry.day, entry.remark) == (None, None, None):
        raise formats.NotReadable(
            "Bitte geben Sie nach der Nummer einen Zustand, einen Termin oder nach „;“ eine Bemerkung ein."
        )
    return ReadLine(entry, task.id, task.number, _sentence(task, entry))


def completed(view: View, municipality_id: str, typed: str) -> str:
    """The line with its word for a state written out, where only one fits; else as it is."""
    number = _NUMBER.match(typed)
    begun = typed[number.end() :].casefold() if number else ""
    if number is None or not begun or typed[-1:].isspace():
        return typed
    try:
        _, part = _part(view, municipality_id, f"A-{int(number['digits']):03}")
    except formats.NotReadable:
        return typed
    fitting = [word for word in _words(part) if word.casefold().startswith(begun)]
    return typed + fitting[0][len(begun) :] if len(fitting) == 1 else typed


def _part(view: View, municipality_id: str, number: str) -> tuple[Task, Assignment]:
    task = next((row for row in view.snapshot.all(Task) if row.number == number), None)
    if task is None:
        raise formats.NotReadable(f"Die Aufgabe {number} gibt es nicht; bitte prüfen Sie die Nummer.")
    if task.id in view.children:
        raise formats.NotReadable(f"{number} hat Teilaufgaben; bitte nennen Sie deren Nummern.")
    owned = view.ownership
    parts = [*owned.contributors.get(task.id, ())]
    if task.id in owned.lead:
        parts.insert(0, owned.lead[task.id])
    part = next((part for part in parts if part.municipality_id == municipality_id), None)
    if part is None:
        town = view.snapshot.get(Municipality, municipality_id)
        raise formats.NotReadable(
            f"An {number} ist {town.name} nicht beteiligt; bitte prüfen Sie die Nummer."
        )
    return task, part


def _day(words: list[str], today: date) -> tuple[list[str], date | None]:
    """The words before a day at the end, and the day."""
    for count in range(min(_MOST_WORDS_OF_A_DAY, len(words)), 0, -1):
        text = " ".join(words[-count:])
        if not any(letter.isdigit() for letter in text) and text.casefold() not in _DAY_WORDS:
            continue
        try:
            day = formats.read_day(text, today)
        except formats.NotReadable:
            continue
        rest = words[:-count]
        if rest and rest[-1].casefold() in _BEFORE_DAYS:
            rest = rest[:-1]
        has_year = _YEAR.search(text) or text.casefold() in _DAY_WORDS or text[:1] in "+-\u2212"
        return rest, day if has_year else _nearest(day, today)
    if words and _looks_like_day(words[-1]):
        formats.read_day(words[-1], today)
    return words, None


def _looks_like_day(word: str) -> bool:
    return re.fullmatch(r"\d{1,2}\.\d{1,2}\.?(?:\d{2,4})?", word) is not None


def _nearest(day: date, today: date) -> date:
    """A day without a year is the one that is nearest, in December the next January."""
    years = [_in_year(day, today.year + shift) for shift in (-1, 0, 1)]
    return min((found for found in years if found), key=lambda found: abs((found - today).days))


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _entry(
    view: View,
    task: Task,
    part: Assignment,
    words: list[str],
    day: date | None,
    remark: str | None,
    today: date,
) -> Entry:
    state, rest = _state(view, task, part, words)
    waiting_for, reason = "", ""
    if state is TaskState.WAITING_THIRD:
        state, waiting_for = _waiting(rest)
    elif state in _WITH_REASON:
        reason = rest or remark or ""
        if not reason:
            raise formats.NotReadable(f"Bitte nennen Sie den Grund: „{label(state)} keine Stelle“.")
    elif rest and state is not None:
        raise formats.NotReadable(f"„{shortened(rest)}“ ist nach „{label(state)}“ nicht zu verstehen.")
    if state in FINISHED:
        if day is not None and day > today:
            raise formats.NotReadable(f"Erledigt am {formats.day(day)}? Der Tag liegt in der Zukunft.")
        return Entry(part.id, stand=Stand(state, day), remark=remark)
    if day is not None and has_fixed_day(task, part):
        raise formats.NotReadable(
            f"Die Frist von {task.number} ist gesetzlich oder politisch gesetzt und bleibt, wie sie ist."
        )
    stand = Stand(state) if state is not None else None
    return Entry(part.id, stand=stand, waiting_for=waiting_for, reason=reason, day=day, remark=remark)


def _words(part: Assignment) -> tuple[str, ...]:
    return tuple(_LEAD_WORDS if part.role is Role.LEAD else _PART_WORDS)


def _state(view: View, task: Task, part: Assignment, words: list[str]) -> tuple[State | None, str]:
    """The state that the words begin with, and what follows; a beginning is enough where only one fits."""
    if not words:
        return None, ""
    known: dict[str, State] = {**(_LEAD_WORDS if part.role is Role.LEAD else _PART_WORDS)}
    typed = " ".join(words)
    for word in known:
        size = len(word.split())
        if " ".join(words[:size]).casefold() == word.casefold():
            return known[word], " ".join(words[size:])
    fitting = [word for word in known if word.casefold().startswith(words[0].casefold())]
    fitting = fitting or [word for word in known if word.casefold().split()[-1] == words[0].casefold()]
    if len(fitting) == 1:
        return known[fitting[0]], " ".join(words[1:])
    if part.role is Role.CONTRIBUTOR and words[0].casefold() in _lead_labels():
        lead = view.ownership.lead.get(task.id)
        code = view.snapshot.get(Municipality, lead.municipality_id).code if lead else "niemand"
        raise formats.NotReadable(
            f"Bei {task.number} leistet die Kommune Zuarbeit: offen oder erledigt. Den Zustand meldet {code}."
        )
    raise formats.NotReadable(
        f"„{shortened(typed, LONGEST_SHOWN)}“ ist kein Zustand; möglich sind: {', '.join(known)}."
    )


def _lead_labels() -> frozenset[str]:
    return frozenset(word.split()[0].casefold() for word in LABELS[TaskState].values())


def _waiting(rest: str) -> tuple[TaskState, str]:
    """For whom a task waits: for contributions, or for the third party that is named."""
    who = re.sub(r"^auf\s+", "", f"{rest} ", flags=re.IGNORECASE).strip()
    if who.casefold() in ("zuarbeit", "zuarbeiten", "z"):
        return TaskState.WAITING_CONTRIBUTION, ""
    if who.casefold() in ("", "auf", "dritte", "dritten"):
        raise formats.NotReadable("Auf wen? Zum Beispiel „wartet Zuarbeit“ oder „wartet ekom21“.")
    return TaskState.WAITING_THIRD, who


def _sentence(task: Task, entry: Entry) -> str:
    return f"{task.number} {shortened(task.name)}: {', '.join(_parts(entry))}."


def _parts(entry: Entry) -> Iterator[str]:
    if entry.stand is not None:
        on = f" am {formats.day(entry.stand.on)}" if entry.stand.on else ""
        why = entry.waiting_for or entry.reason
        yield f"{label(entry.stand.state)}{on}{f' ({shortened(why)})' if why else ''}"
    if entry.day is not None:
        yield f"Termin {formats.day(entry.day)}"
    if entry.remark is not None:
        yield f"Bemerkung „{shortened(entry.remark)}“" if entry.remark else "ohne Bemerkung"

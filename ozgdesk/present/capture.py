"""The one line in which a meeting is minuted: what a typed line means, and what may come next in it.

plain words                                      a note under the current topic
NA: Angebot ekom21 einholen bis 04.12.           a task led by Neu-Anspach
NA, GLA: …                                       the first leads, the others contribute
Beschluss: …                                     a resolution
TOP: …                                           a further topic
A-017 erledigt · A-017 wartet ekom21 bis 04.12.  another state, with a Wiedervorlage
A-017 Angebot liegt vor                          a note about the task
- …                                              a note, whatever it looks like
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.formats import NotReadable
from ozgdesk.present.ownership import tasks_in_order
from ozgdesk.texts.labels import label

LONGEST_NAME = 300
"""Characters a task or a topic may have in its name."""

RESOLUTION, TOPIC, NOTE = "Beschluss", "TOP", "- "


@dataclass(frozen=True, slots=True)
class NewNote:
    """Words under the current topic, about a task where one is named."""

    text: str
    task_id: str | None = None


@dataclass(frozen=True, slots=True)
class NewTopic:
    """A further topic, behind the current one."""

    text: str


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task: who leads, who contributes, what, and until when."""

    municipality_id: str
    contributor_ids: tuple[str, ...]
    text: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewResolution:
    """A resolution; its result is entered afterwards."""

    text: str


@dataclass(frozen=True, slots=True)
class NewState:
    """Another state of a task; who waits may get a Wiedervorlage on a day."""

    task_id: str
    state: TaskState
    waiting_for: str = ""
    reason: str = ""
    due_on: date | None = None


Captured = NewNote | NewTopic | NewTask | NewResolution | NewState


@dataclass(frozen=True, slots=True)
class Known:
    """What a line can name: municipalities by code, tasks by number, and the day that "heute" means."""

    codes: Mapping[str, str]
    numbers: Mapping[str, str]
    today: date
    names: Mapping[str, str] = field(default_factory=dict)


def known(view: View) -> Known:
    """What a line can name in this project, open tasks first; names explain completions."""
    tasks = sorted((task for task, _ in tasks_in_order(view)), key=lambda task: task.state in CLOSED_STATES)
    names = {town.code: town.name for town in view.municipalities} | {t.number: t.name for t in tasks}
    return Known(
        {town.code: town.id for town in view.municipalities},
        {task.number: task.id for task in tasks if task.id not in view.children},
        view.as_of,
        names,
    )


def read_capture(text: str, words: Known) -> Captured:
    """What a line means. Raises NotReadable with the reason; nothing is guessed where a code is unknown."""
    line = " ".join(text.split())
    if not line or line == NOTE.strip():
        raise NotReadable("Bitte geben Sie etwas ein, zum Beispiel eine Notiz oder „Beschluss: …“.")
    if line.startswith(NOTE):
        return NewNote(line.removeprefix(NOTE).strip())
    head, colon, rest = line.partition(":")
    rest = rest.strip()
    word = head.strip().casefold()
    if colon and word == RESOLUTION.casefold():
        return NewResolution(_said(rest, "was beschlossen wurde"))
    if colon and word == TOPIC.casefold():
        return NewTopic(_named(_said(rest, "worum es geht")))
    if colon and (towns := _municipalities(head, words)):
        return _task(towns, rest, words)
    return _about_task(line, words) or NewNote(line)


def _said(text: str, what: str) -> str:
    if not text:
        raise NotReadable(f"Bitte schreiben Sie hinter den Doppelpunkt, {what}.")
    return text


def _named(text: str) -> str:
    if len(text) > LONGEST_NAME:
        raise NotReadable(
            f"Der Text hat {len(text)} Zeichen; möglich sind {LONGEST_NAME}. Bitte kürzen Sie ihn."
        )
    return text


def _municipalities(head: str, words: Known) -> tuple[str, ...]:
    """Ids by the codes before the colon; nothing when these are ordinary words."""
    ids = {code.casefold(): id_ for code, id_ in words.codes.items()}
    typed = [part.strip() for part in head.split(",")]
    found = [ids.get(part.casefold()) for part in typed]
    if any(found) or (head.strip() and all(_looks_like_code(part) for part in typed)):
        for part, id_ in zip(typed, found, strict=True):
            if id_ is None:
                raise NotReadable(
                    f"Das Kürzel „{part}“ gibt es nicht; vorhanden: {', '.join(words.codes) or 'keines'}. "
                    "Eine Notiz beginnen Sie mit „- “."
                )
        return tuple(dict.fromkeys(id_ for id_ in found if id_))
    return ()


def _looks_like_code(part: str) -> bool:
    return 1 < len(part) <= 8 and part.isalpha() and part.isupper()


def _task(towns: tuple[str, ...], rest: str, words: Known) -> NewTask:
    name, due_on = _until(_said(rest, "was zu tun ist"), words.today)
    return NewTask(towns[0], towns[1:], _named(_said(name, "was zu tun ist")), due_on)


def _until(text: str, today: date) -> tuple[str, date | None]:
    """Words, and the day behind the last "bis" where one stands there."""
    match = re.fullmatch(r"(?:(.*\S) )?bis (.+)", text, re.IGNORECASE)
    if match is None:
        return text, None
    before, day = match[1] or "", match[2].strip().rstrip("!?;,")
    try:
        return before, formats.read_day(day, today)
    except NotReadable:
        if re.search(r"\d", day) or " " not in day:
            raise
    return text, None


_NUMBER = re.compile(r"(?:A-?|a-?)0*(\d{1,6})(?:\s*[:,]?\s+(.*))?", re.ASCII)


def _about_task(line: str, words: Known) -> Captured | None:
    match = _NUMBER.fullmatch(line)
    if match is None:
        return None
    number = f"A-{int(match[1]):03}"
    rest = (match[2] or "").strip()
    if number not in words.numbers:
        if re.match(r"[Aa]-", line) is None:
            return None
        reason = "ist eine Phase" if number in words.names else "gibt es nicht"
        raise NotReadable(f"Die Aufgabe {number} {reason}; bitte prüfen Sie die Nummer.")
    task_id = words.numbers[number]
    if not rest:
        raise NotReadable(
            f"Bitte schreiben Sie hinter {number}, was mit der Aufgabe ist, zum Beispiel „erledigt“."
        )
    state = _state(task_id, rest, words.today)
    if state is None and " " not in rest:
        raise NotReadable(f"„{rest}“ ist kein Zustand; möglich sind: {', '.join(_WORDS)}.")
    return state or NewNote(rest, task_id)


_WORDS: dict[str, TaskState] = {
    "erledigt": TaskState.DONE,
    "in Arbeit": TaskState.IN_PROGRESS,
    "geplant": TaskState.PLANNED,
    "wartet auf Zuarbeit": TaskState.WAITING_CONTRIBUTION,
    "wartet": TaskState.WAITING_THIRD,
    "im Gremium": TaskState.IN_COUNCIL,
    "ruht": TaskState.DORMANT,
    "entfällt": TaskState.DROPPED,
}
_WITH_REASON = frozenset({TaskState.DORMANT, TaskState.DROPPED})


def _state(task_id: str, rest: str, today: date) -> NewState | None:
    for word, state in _WORDS.items():
        match = re.fullmatch(rf"{re.escape(word)}(?:[,:]?\s+(.*))?[.!]?", rest, re.IGNORECASE)
        if match is None:
            continue
        more = (match[1] or "").strip().rstrip(".!")
        if state is TaskState.WAITING_THIRD:
            return _waiting(task_id, (match[1] or "").strip(), today)
        if state in _WITH_REASON:
            return NewState(task_id, state, reason=more.strip("()"))
        return NewState(task_id, state) if not more else None
    return None


def _waiting(task_id: str, rest: str, today: date) -> NewState:
    whom, due_on = _until(rest, today)
    whom = re.sub(r"^auf\s+", "", whom, flags=re.IGNORECASE).strip()
    if not whom or whom.casefold() in ("auf", "auf dritte", "dritte"):
        raise NotReadable("Bitte schreiben Sie dazu, worauf gewartet wird, zum Beispiel „wartet ekom21“.")
    return NewState(task_id, TaskState.WAITING_THIRD, waiting_for=whom, due_on=due_on)


@dataclass(frozen=True, slots=True)
class Completion:
    """A line as it would be after the choice, and what explains it."""

    line: str
    hint: str


def completions(typed: str, words: Known) -> tuple[Completion, ...]:
    """What the line may become: codes and numbers by their beginning or name, then the states."""
    return tuple(found for found in _completions(typed, words) if found.line.strip() != typed.strip())


def _completions(typed: str, words: Known) -> Iterator[Completion]:
    start = typed.lstrip()
    match = re.fullmatch(r"([Aa]-\d{3,6})\s+(.*)", start)
    if match:
        for word, state in _WORDS.items():
            if word.casefold().startswith(match[2].casefold()):
                more = " " if state is TaskState.WAITING_THIRD else ""
                yield Completion(f"{match[1].upper()} {word}{more}", _state_hint(state, word))
        return
    if ":" in start or not start:
        return
    head, comma, last = start.rpartition(",")
    before = f"{head}, " if comma else ""
    wanted = last.strip().casefold()
    for code in words.codes:
        name = words.names.get(code, "")
        if wanted and (code.casefold().startswith(wanted) or name.casefold().startswith(wanted)):
            yield Completion(f"{before}{code}: ", name)
    if comma:
        return
    for word, hint in ((RESOLUTION, "Beschluss festhalten"), (TOPIC, "weiterer Tagesordnungspunkt")):
        if word.casefold().startswith(wanted):
            yield Completion(f"{word}: ", hint)
    yield from _numbers(start, words)


def _state_hint(state: TaskState, word: str) -> str:
    return "worauf, gern mit „bis …“ als Wiedervorlage" if word == "wartet" else label(state)


def _numbers(start: str, words: Known) -> Iterator[Completion]:
    digits = re.fullmatch(r"[Aa]-?(\d*)", start)
    for number in words.numbers:
        name = words.names.get(number, "")
        by_number = digits is not None and (
            number.startswith(f"A-{digits[1]}") or number[2:].lstrip("0").startswith(digits[1] or "?")
        )
        by_name = len(start) > 2 and start.casefold() in name.casefold()
        if by_number or by_name:
            yield Completion(f"{number} ", name)

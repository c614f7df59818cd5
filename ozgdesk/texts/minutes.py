"""What the minutes of a meeting say in sentences and short forms that are kept as they are."""

from collections.abc import Sequence
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.texts.labels import label

NOBODY = "niemand"


def task_text(number: str, codes: Sequence[str], name: str, due_on: date | None) -> str:
    """A task given in a meeting: 'A-051 NA, GLA: Angebot einholen bis 04.12.2026'."""
    until = f" bis {formats.day(due_on)}" if due_on else ""
    who = ", ".join(codes) or NOBODY
    return f"{number} {who}: {name}{until}"


def change_text(number: str, name: str, changes: Sequence[str]) -> str:
    """What a meeting changed in one task: 'A-017 Vergabewesen: geplant → in Arbeit'."""
    return f"{number} {name}: {'; '.join(changes)}"


def state_text(state: TaskState, waiting_for: str) -> str:
    """A state, with what it waits for: 'wartet auf Dritte (ekom21)'."""
    return f"{label(state)} ({waiting_for})" if waiting_for else label(state)


def lead_change(before: str, after: str) -> str:
    """Who led and who leads, as codes; empty for nobody."""
    return f"Federführung {before or NOBODY} → {after or NOBODY}"


def deadline_change(before: date | None, after: date | None) -> str:
    """The deadline before and after."""
    words = [formats.day(day) if day else "keine" for day in (before, after)]
    return f"Frist {words[0]} → {words[1]}"


def contribution_done(code: str) -> str:
    """A municipality delivered what it had promised."""
    return f"Zuarbeit {code} erledigt"


def inquiry(waiting_for: str) -> str:
    """The Wiedervorlage of a task that waits for somebody."""
    return f"Nachfragen: {waiting_for}"

"""The sheet of a feedback form that nobody sees, read back: whose form it is, and the values exported."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from ozgdesk.domain.feedback import PartState, Said, State
from ozgdesk.domain.incoming import Unreadable
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.exchange import feedback_layout as layout
from ozgdesk.exchange.tasks_table import Cell

HEAD_ROWS = 5


@dataclass(frozen=True, slots=True)
class KeyPart:
    """The part a row was written from, with its values then."""

    part_id: str
    task_id: str
    role: Role
    said: Said


@dataclass(frozen=True, slots=True)
class KeyPerson:
    """A person with the contact data that were written."""

    id: str
    email: str
    phone: str


@dataclass(slots=True)
class Keys:
    """All of it. `shift_days`: how far the days of the file have moved since it was written."""

    project_id: str
    municipality_id: str
    known_until: datetime | None
    is_intact: bool
    shift_days: int
    parts: dict[str, KeyPart] = field(default_factory=dict)
    persons: dict[str, list[KeyPerson]] = field(default_factory=dict)


def is_key_sheet(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a sheet is the one that the program wrote for itself."""
    return bool(rows) and _text(rows[0], 0) == layout.MARK


def read_keys(rows: Sequence[Sequence[Cell]], path: Path) -> Keys:
    """What the sheet says; rows that somebody spoilt are left out and the rest counts as changed.

    Raises Unreadable when it does not tell whose form it is, or was written by a newer version.
    """
    if _text(rows[0], 1) != layout.VERSION:
        raise Unreadable("form_too_new", path)
    texts = [[_text(row, place) for place in range(_width(row))] for row in rows]
    sums = [row[1] for row in texts if row[:1] == ["Prüfsumme"] and len(row) > 1]
    named = {row[0]: row[1] for row in texts if len(row) > 1}
    project, town = named.get("Projekt"), named.get("Kommune")
    if project is None or not town:
        raise Unreadable("form_no_keys", path)
    known, as_of = _instant(named.get("Datenstand", "")), _day(named.get("Stichtag", ""))
    counted = rows[4][2] if len(rows) >= HEAD_ROWS and len(rows[4]) > 2 else None
    kept = [row for row in texts if row[:1] != ["Prüfsumme"]]
    if len(kept) >= HEAD_ROWS:
        kept[4] = kept[4][:2]
    is_intact = sums == [layout.check_sum(kept)] and as_of is not None and isinstance(counted, date)
    shift = (counted - as_of).days if isinstance(counted, date) and as_of else 0
    keys = Keys(project, town, known, is_intact, shift)
    for row in texts:
        keys.is_intact &= _take(keys, row)
    return keys


def _take(keys: Keys, row: Sequence[str]) -> bool:
    """Put a row where it belongs; false when it makes no sense."""
    padded = (*row, *[""] * 8)
    kind, first, second, third, fourth, fifth, sixth, seventh = padded[:8]
    if kind == "Person":
        keys.persons.setdefault(second, []).append(KeyPerson(first, third, fourth))
    if kind != "Teil":
        return True
    try:
        role = Role(fourth)
        state: State = TaskState(fifth) if role is Role.LEAD else PartState(fifth)
        said = Said(state, date.fromisoformat(sixth) if sixth else None, seventh)
    except ValueError:
        return False
    is_new = first not in keys.parts
    keys.parts.setdefault(first, KeyPart(second, third, role, said))
    return is_new


def _width(row: Sequence[Cell]) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell not in (None, "")), default=0)


def _text(row: Sequence[Cell], place: int) -> str:
    cell = row[place] if place < len(row) else None
    return cell if isinstance(cell, str) else "" if cell is None else str(cell)


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

"""The layout of the feedback form that its writer and its reader share: titles, and the sheet beside them.

What the program needs to know a row again stands on a sheet that no menu shows: who asked whom and when, and
the values as they were written. Its check sum tells whether somebody changed it, not who.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MARK = "Rückmeldebogen von OZG-Desk"
VERSION = "1"
KEYS = "Daten"
MAIN, MORE = "Rückmeldung", "Weiteres"
LONGEST_REMARK = 1_000  # characters of a line of the project
LONGEST_NAME = 300

NUMBER, STATE, DAY, REMARK = "Nr.", "Zustand", "Termin", "Bemerkung"
NEW_TASK = "Neue Aufgabe"
AWAY, FROM, UNTIL, DEPUTY = "Abwesend", "von", "bis", "Vertretung"
PERSON, PHONE, EMAIL = "Ansprechperson", "Dienstliches Telefon", "Dienstliche E-Mail"

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the form: the heading above it, and its titles, of which the first tells rows apart."""

    heading: str
    titles: tuple[str, ...]


TASKS = Block(
    "Aufgaben und Zuarbeiten",
    (NUMBER, "Aufgabe", "Phase", "Rolle", "Zuständig", "Ende laut Plan", STATE, DAY, REMARK),
)
NEW_TASKS = Block("Neue Aufgaben", (NEW_TASK, DAY, REMARK))
ABSENCES = Block("Abwesenheiten", (AWAY, FROM, UNTIL, DEPUTY))
CONTACTS = Block("Kontaktdaten", (PERSON, PHONE, EMAIL))
BLOCKS = (TASKS, NEW_TASKS, ABSENCES, CONTACTS)
NO_TASKS = "Zurzeit gibt es keine offenen Aufgaben und Zuarbeiten."
HEADINGS = frozenset({*(block.heading for block in BLOCKS), NO_TASKS})
"""What stands alone in its row and ends the block above it."""


def check_sum(rows: Iterable[Row]) -> str:
    """What changes with every character of the rows; empty cells at the end of a row do not count.

    >>> check_sum([("a", "b")]) == check_sum([("ab", "")]), check_sum([("a",)]) == check_sum([("a", "")])
    (False, True)
    """
    text = json.dumps([_trimmed(row) for row in rows], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _trimmed(row: Row) -> list[str]:
    width = max((place for place, text in enumerate(row, 1) if text), default=0)
    return list(row[:width])

"""What plans for other programs carry of ours besides what those know: number, lead, state and id of a task,
reason and source of its constraint, and the stamp of the data it was written from.

They come back with the file, so that a plan that was given out is recognized when it is read again.
"""

import re
from collections.abc import Container, Mapping

from ozgdesk.domain.entity import ID_PATTERN
from ozgdesk.domain.export_stamp import stamp_of
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.exchange.safe_xml import one_line
from ozgdesk.texts.labels import LABELS, label

NUMBER = "Nr."
LEAD = "Federführung"
STATE = "Zustand"
REASON = "Grund der Vorgabe"
SOURCE = "Quelle der Vorgabe"
ID = "OZG-Desk-Kennung"
STAMP = "OZG-Desk-Stand"
"""Titles of the columns in other programs."""

LONGEST_LINE = 1_000
_STATES = {label(state): state for state in LABELS[TaskState]}


def stamp_text(view: View) -> str:
    """The stamp of what is written from a View; empty where nobody could find its data again."""
    cooperation, until = view.cooperation, view.recorded_until
    return str(stamp_of(cooperation.id, until, view.as_of)) if cooperation and until else ""


def said(own: Mapping[str, str], title: str, titles: Container[str]) -> str | None:
    """A line that people may change there, empty where they emptied it; None where `titles` lack its column.

    >>> said({}, REASON, {REASON}), said({}, REASON, ())
    ('', None)
    """
    return one_line(own.get(title, ""))[:LONGEST_LINE] if title in titles else None


def task_id(text: str) -> str:
    """The id of a task of ours; empty for anything else.

    >>> task_id("0" * 31 + "a") == "0" * 31 + "a", task_id("17")
    (True, '')
    """
    return text if re.fullmatch(ID_PATTERN, text) else ""


def state_named(word: str) -> TaskState | None:
    """The state with this German word."""
    found = _STATES.get(word)
    return TaskState(found) if found is not None else None

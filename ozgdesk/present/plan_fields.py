"""The fields of a task that are typed in the plan: their titles, and what a typed text means as a value.

The same words are read in a cell, in the rows of a spreadsheet and over several tasks at once.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.present.links import read_links
from ozgdesk.present.plan_row import END_OPEN, OPEN
from ozgdesk.texts.labels import label

NOBODY = "–"
"""Stands for "nobody", "none": it takes a value away where an empty text would leave it."""

_NOTHING = ("", NOBODY, "-")


class PlanField(StrEnum):
    """What can be typed. The values of a task are held by it.

    NAME and SOURCE text, DURATION working minutes or None, START, FINISH and DEADLINE a day or None,
    PREDECESSORS `TypedLink`s, LEAD the id of a municipality or None, CONTRIBUTORS ids, PROGRESS per cent.
    """

    NAME = "name"
    DURATION = "duration"
    START = "start"
    FINISH = "finish"
    LEAD = "lead"
    PREDECESSORS = "predecessors"
    PROGRESS = "progress"
    CONTRIBUTORS = "contributors"
    STATE = "state"
    DEADLINE = "deadline"
    SOURCE = "source"


Values = Mapping[PlanField, Any]

TITLES: dict[PlanField, str] = {
    PlanField.NAME: "Aufgabe",
    PlanField.DURATION: "Dauer",
    PlanField.START: "Anfang",
    PlanField.FINISH: "Ende",
    PlanField.LEAD: "Federführung",
    PlanField.PREDECESSORS: "Vorgänger",
    PlanField.PROGRESS: "Fortschritt",
    PlanField.CONTRIBUTORS: "Zuarbeit",
    PlanField.STATE: "Zustand",
    PlanField.DEADLINE: "Frist",
    PlanField.SOURCE: "Quelle",
}
"""The headings of the columns of the plan that can be typed into."""

_ONLY_WHOLE = "Bitte geben Sie einen Fortschritt von 0 bis 100 Prozent ein."
_NO_NAME = "Bitte geben Sie der Aufgabe einen Namen."
_COMPUTED = re.compile(r"\d+ von \d+ erledigt")


def read_field(view: View, field: PlanField, typed: str) -> Any:
    """The value that is meant by a text; raises `formats.NotReadable` with a sentence for the user."""
    return _READERS[field](view, typed.strip())


def is_computed(field: PlanField, text: str) -> bool:
    """Whether the plan itself says this where it has no value to type, as in "Termin offen"."""
    if field in (PlanField.START, PlanField.FINISH):
        return text in (OPEN, END_OPEN)
    return field is PlanField.STATE and _COMPUTED.fullmatch(text) is not None


def _name(view: View, typed: str) -> str:
    if not typed:
        raise formats.NotReadable(_NO_NAME)
    return typed


def _duration(view: View, typed: str) -> int | None:
    return None if typed in _NOTHING else formats.read_duration(typed)


def _day(view: View, typed: str) -> date | None:
    return None if typed in _NOTHING else formats.read_day(typed, view.as_of)


def _finish(view: View, typed: str) -> date:
    return formats.read_day(typed, view.as_of)


def _progress(view: View, typed: str) -> int:
    share = formats.read_percent(typed or "0") * 100
    if not 0 <= share <= 100:
        raise formats.NotReadable(_ONLY_WHOLE)
    return round(share)


def _lead(view: View, typed: str) -> str | None:
    return None if typed in _NOTHING else _municipality(view, typed)


def _contributors(view: View, typed: str) -> tuple[str, ...]:
    parts = [part.strip() for part in re.split(r"[,;]", typed)]
    return tuple(_municipality(view, part) for part in parts if part not in _NOTHING)


def _municipality(view: View, typed: str) -> str:
    for municipality in view.municipalities:
        if typed.casefold() in (municipality.code.casefold(), municipality.name.casefold()):
            return municipality.id
    codes = ", ".join(municipality.code for municipality in view.municipalities)
    raise formats.NotReadable(f"„{typed}“ ist keine Kommune; möglich sind {codes}.")


def _state(view: View, typed: str) -> TaskState:
    words = {label(state).casefold(): state for state in TaskState}
    if typed.casefold() not in words:
        raise formats.NotReadable(
            f"„{typed}“ ist kein Zustand; möglich sind {', '.join(label(state) for state in TaskState)}."
        )
    return words[typed.casefold()]


_READERS: dict[PlanField, Callable[[View, str], Any]] = {
    PlanField.NAME: _name,
    PlanField.DURATION: _duration,
    PlanField.START: _day,
    PlanField.FINISH: _finish,
    PlanField.LEAD: _lead,
    PlanField.PREDECESSORS: lambda view, typed: read_links("" if typed in _NOTHING else typed),
    PlanField.PROGRESS: _progress,
    PlanField.CONTRIBUTORS: _contributors,
    PlanField.STATE: _state,
    PlanField.DEADLINE: _day,
    PlanField.SOURCE: lambda view, typed: typed,
}

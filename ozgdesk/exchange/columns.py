"""The columns of exported tables: what each holds, as a value and not as text, for every table format."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from ozgdesk import formats
from ozgdesk.domain.tasks import MINUTES_PER_DAY
from ozgdesk.domain.view import View
from ozgdesk.exchange.own_fields import STAMP, stamp_text
from ozgdesk.present.appointments import Appointment
from ozgdesk.present.municipalities import MunicipalityTag
from ozgdesk.present.parts import PartRow
from ozgdesk.present.plan import plan_rows
from ozgdesk.present.plan_filter import PlanFilter, filtered
from ozgdesk.present.plan_lens import PlanLens
from ozgdesk.present.plan_row import END_OPEN, PlanRow

R = TypeVar("R")
Value = str | date | float | None
Kind = Literal["text", "day", "number", "share"]

_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
_NUMERIC = re.compile(r"\s*[\d.,:/]+\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: title, kind of its values, width in characters, 0 where it is hidden if it can be.

    A share of 1 is everything.
    """

    title: str
    kind: Kind
    width: int
    value: Callable[[R], Value]


def task_rows(view: View, municipality_id: str | None, baseline_id: str | None = None) -> tuple[PlanRow, ...]:
    """The plan; for a municipality the tasks it takes part in, with the phases above them.

    Compared with the newest baseline unless another is given.
    """
    place = plan_rows(view, PlanLens(baseline_id))
    return filtered(place.rows, PlanFilter(municipality_id=municipality_id), place.as_of)


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet would run this text.

    >>> is_formula_like("=1+1"), is_formula_like("A-001 EA+5t")
    (True, False)
    """
    return _FORMULA.match(text) is not None


def is_number_like(text: str) -> bool:
    """Whether a spreadsheet would take this text for a number, a day or a time.

    >>> is_number_like("2.1.3"), is_number_like("2. Lesung")
    (True, False)
    """
    return _NUMERIC.fullmatch(text) is not None


def _days(minutes: int | None) -> float | None:
    return None if minutes is None else round(minutes / MINUTES_PER_DAY, 4)


def _code(tag: MunicipalityTag | None) -> str:
    return tag.code if tag else ""


def _task_kind(row: PlanRow) -> str:
    return "Phase" if row.is_phase else "Meilenstein" if row.is_milestone else "Aufgabe"


def _plain(text: str) -> str:
    """A sentence of the window without the spaces that keep amounts together there."""
    return text.replace(formats.NO_BREAK_SPACE, " ")


MAIN_COLUMNS: tuple[Column[PlanRow], ...] = (
    Column("Nr.", "text", 7, lambda row: row.number),
    Column("PSP", "text", 7, lambda row: row.wbs),
    Column("Aufgabe", "text", 46, lambda row: row.name),
    Column("Anfang", "day", 13, lambda row: row.start),
    Column("Ende", "day", 13, lambda row: None if row.finish_text == END_OPEN else row.finish),
    Column("Dauer (Arbeitstage)", "number", 13, lambda row: _days(row.duration_minutes)),
    Column("Vorgänger", "text", 18, lambda row: row.predecessors),
    Column("Federführung", "text", 13, lambda row: _code(row.lead)),
    Column("Zuarbeit", "text", 15, lambda row: ", ".join(tag.code for tag in row.contributors)),
    Column("Fortschritt", "share", 11, lambda row: row.progress_percent / 100),
    Column("Puffer (Arbeitstage)", "number", 13, lambda row: _days(row.float_minutes)),
    Column("Zustand", "text", 19, lambda row: row.state_text),
    Column("Frist", "day", 13, lambda row: row.deadline),
)
"""The columns that fit on a page side by side."""

TASK_COLUMNS: tuple[Column[PlanRow], ...] = (
    *MAIN_COLUMNS,
    Column("Art", "text", 12, _task_kind),
    Column("Kritisch", "text", 9, lambda row: "ja" if row.is_critical else ""),
    Column("Verspätung", "text", 32, lambda row: _plain(row.late_text)),
    Column("Vorgabe", "text", 30, lambda row: _plain(row.constraint_text)),
    Column("Grund der Vorgabe", "text", 32, lambda row: row.constraint_reason),
    Column("Quelle der Vorgabe", "text", 32, lambda row: row.constraint_source),
    Column("Basisplan", "text", 24, lambda row: row.variance.baseline),
    Column("Anfang im Basisplan", "day", 13, lambda row: row.variance.older and row.variance.older[0]),
    Column("Ende im Basisplan", "day", 13, lambda row: row.variance.older and row.variance.older[1]),
    Column("Abweichung (Arbeitstage)", "number", 13, lambda row: row.variance.finish_days),
    Column("Quelle", "text", 40, lambda row: row.source),
)


def task_columns(view: View) -> tuple[Column[PlanRow], ...]:
    """The columns of a list that may come back: the last one says which data it was written from."""
    stamp = stamp_text(view)
    return (*TASK_COLUMNS, *([Column(STAMP, "text", 0, lambda _row: stamp)] if stamp else []))


PART_COLUMNS: tuple[Column[PartRow], ...] = (
    Column("Nr.", "text", 9, lambda row: row.number),
    Column("Aufgabe", "text", 50, lambda row: row.task),
    Column("Kommune", "text", 24, lambda row: row.municipality.name),
    Column("Rolle", "text", 14, lambda row: row.role_text[:1].upper() + row.role_text[1:]),
    Column("Person", "text", 28, lambda row: row.person),
    Column("Fällig", "day", 13, lambda row: row.due_on),
    Column("Erledigt", "day", 13, lambda row: row.done_on),
)

APPOINTMENT_COLUMNS: tuple[Column[Appointment], ...] = (
    Column("Tag", "day", 13, lambda row: row.on),
    Column("Uhrzeit", "text", 9, lambda row: row.starts_at),
    Column("Art", "text", 15, lambda row: row.kind_text),
    Column("Was", "text", 60, lambda row: row.title),
    Column("Kommune", "text", 24, lambda row: row.whose.name),
    Column("Ort", "text", 28, lambda row: row.place),
    Column(
        "Stand", "text", 10, lambda row: "entfällt" if row.is_cancelled else "erledigt" if row.is_done else ""
    ),
    Column("Näheres", "text", 72, lambda row: row.detail),
)

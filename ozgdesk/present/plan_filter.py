"""Which rows of the plan are shown: by text, municipality, phase and interest, with their phases kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from ozgdesk.present.plan_row import PlanRow

SOON = timedelta(weeks=4)


class Interest(StrEnum):
    """What the reader looks for."""

    ALL = "all"
    OPEN = "open"
    CRITICAL = "critical"
    LATE = "late"
    SOON = "soon"
    UNLED = "unled"


INTERESTS: dict[Interest, str] = {
    Interest.ALL: "Alle Aufgaben",
    Interest.OPEN: "Offene Aufgaben",
    Interest.CRITICAL: "Kritischer Weg",
    Interest.LATE: "Verspätete",
    Interest.SOON: "Nächste 4 Wochen",
    Interest.UNLED: "Ohne Federführung",
}


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """What is shown: rows with all words of `text`, a part of `municipality_id`, interest and phase."""

    text: str = ""
    municipality_id: str | None = None
    interest: Interest = Interest.ALL
    phase_id: str | None = None


def filtered(rows: Sequence[PlanRow], wanted: PlanFilter, as_of: date) -> tuple[PlanRow, ...]:
    """The rows that fit, and the phases above them; a phase that fits by its name brings all it holds."""
    if wanted == PlanFilter():
        return tuple(rows)
    fits = _test(wanted, as_of)
    kept: set[str] = set()
    brought: set[str] = set()
    inside = _inside(rows, wanted.phase_id)
    parents = {row.id: row.parent_id for row in rows}
    for row in rows:
        is_named = not wanted.text or _has_words(row, wanted.text)
        if row.parent_id in brought or (wanted.text and row.is_phase and is_named):
            brought.add(row.id)
        if row.id not in inside or not (is_named or row.id in brought) or not fits(row):
            continue
        above: str | None = row.id
        while above is not None and above not in kept:
            kept.add(above)
            above = parents.get(above)
    return tuple(row for row in rows if row.id in kept)


class InTree(Protocol):
    """A row of a tree."""

    @property
    def id(self) -> str: ...
    @property
    def parent_id(self) -> str | None: ...


R = TypeVar("R", bound=InTree)


def without_folded(rows: Iterable[R], folded: frozenset[str]) -> tuple[R, ...]:
    """The rows that remain when the phases in `folded` hide what is below them."""
    hidden: set[str] = set()
    shown = []
    for row in rows:
        if row.parent_id in hidden or row.parent_id in folded:
            hidden.add(row.id)
        else:
            shown.append(row)
    return tuple(shown)


def _test(wanted: PlanFilter, as_of: date) -> Callable[[PlanRow], bool]:
    interest = _INTEREST_TESTS[wanted.interest]

    def fits(row: PlanRow) -> bool:
        if wanted.municipality_id is not None and not _takes_part(row, wanted.municipality_id):
            return False
        if row.is_phase and wanted.interest is not Interest.ALL:
            return False
        return interest(row, as_of)

    return fits


def _inside(rows: Sequence[PlanRow], phase_id: str | None) -> set[str]:
    """A phase and all it holds; without a phase the whole plan."""
    if phase_id is None:
        return {row.id for row in rows}
    inside: set[str] = set()
    for row in rows:
        if row.id == phase_id or row.parent_id in inside:
            inside.add(row.id)
    return inside


def _has_words(row: PlanRow, text: str) -> bool:
    codes = " ".join(tag.code for tag in (row.lead, *row.contributors) if tag)
    hay = f"{row.number} {row.name} {codes} {row.state_text}".casefold()
    return all(word in hay for word in text.casefold().split())


def _takes_part(row: PlanRow, municipality_id: str) -> bool:
    return any(tag.id == municipality_id for tag in (row.lead, *row.contributors) if tag)


def _is_soon(row: PlanRow, as_of: date) -> bool:
    if row.is_closed or row.start is None or row.finish is None:
        return False
    return row.start <= as_of + SOON and row.finish >= as_of


_INTEREST_TESTS: dict[Interest, Callable[[PlanRow, date], bool]] = {
    Interest.ALL: lambda row, as_of: True,
    Interest.OPEN: lambda row, as_of: not row.is_closed,
    Interest.CRITICAL: lambda row, as_of: row.is_critical,
    Interest.LATE: lambda row, as_of: row.is_late,
    Interest.SOON: _is_soon,
    Interest.UNLED: lambda row, as_of: row.lead is None and not row.is_milestone and not row.is_closed,
}

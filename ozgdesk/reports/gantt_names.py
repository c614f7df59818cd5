"""The columns left of the chart: number, name set in by its level, and who leads; as wide as rows need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ozgdesk.present.plan_row import PlanRow
from ozgdesk.reports import fonts

NUMBER_SIZE, NAME_SIZE, CODE_SIZE = 7.0, 7.5, 7.0
MARK = 4.5  # the coloured mark before a code

_STEP, _DEEPEST = 8.0, 6  # indentation of a level, and how far it goes
_APART = 6.0
_LEAST_NAME = 90.0
_MOST = 0.36  # of the width of the page


@dataclass(frozen=True, slots=True)
class NameColumns:
    """Where names, codes and the chart begin, in points."""

    names: float
    codes: float
    chart: float


def name_columns(rows: Sequence[PlanRow], width: float) -> NameColumns:
    """The columns for these rows on a page of this width; names that are too long will be shortened."""
    names = _widest((row.number for row in rows), fonts.REGULAR, NUMBER_SIZE) + _APART
    codes = MARK + _widest((row.lead.code for row in rows if row.lead), fonts.REGULAR, CODE_SIZE) + _APART
    codes = max(codes, 26.0)
    most = max(width * _MOST - names - codes, _LEAST_NAME)
    wanted = max(indent(row) + _widest((row.name,), _face(row), NAME_SIZE) for row in rows) + _APART
    room = min(max(wanted, _LEAST_NAME), most)
    return NameColumns(names, names + room, names + room + codes)


def indent(row: PlanRow) -> float:
    """How far the name of a row is set in."""
    return min(row.level, _DEEPEST) * _STEP


def _face(row: PlanRow) -> str:
    return fonts.STRONG if row.is_phase else fonts.REGULAR


def _widest(texts: Iterable[str], face: str, size: float) -> float:
    return max((fonts.width(fonts.clean(text), face, size) for text in texts), default=0.0)

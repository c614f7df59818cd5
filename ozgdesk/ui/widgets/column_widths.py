"""How wide the columns of a RowTable get: as declared, and wider where their texts would be cut."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QFontMetrics

from ozgdesk.ui import theme
from ozgdesk.ui.widgets.row_delegate import ICON, MARGIN
from ozgdesk.ui.widgets.row_model import Column, R

_MEASURED = 100
"""Rows whose texts are measured: enough for every table that a person reads from top to bottom."""


def text_width(column: Column[R], rows: Sequence[R]) -> int:
    """The width in which no text of a column is cut, its icon or light included; 0 where chips stand."""
    if column.chips is not None:
        return 0
    plain, strong = QFontMetrics(theme.font()), QFontMetrics(theme.font(strong=True))
    widest = 0
    for row in rows[:_MEASURED]:
        metrics = strong if column.strong and column.strong(row) else plain
        text = column.text(row).replace("\n", " ")
        marks = sum(1 for mark in (column.icon(row), column.light(row)) if mark) if text else 0
        widest = max(widest, metrics.horizontalAdvance(text) + marks * (ICON + MARGIN))
    return widest + 2 * MARGIN + 1


def grown(widths: Mapping[int, int], wanted: Mapping[int, int], room: int) -> dict[int, int]:
    """Widths that come nearer to the wanted ones, the least missing first, with `room` to give away."""
    result = dict(widths)
    for place in sorted(widths, key=lambda place: wanted[place] - widths[place]):
        more = min(max(wanted[place] - widths[place], 0), max(room, 0))
        result[place] += more
        room -= more
    return result

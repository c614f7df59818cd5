"""The load as a picture: a lane of bars for each municipality, its agreed share as a line across each bar.

What lies above the share is hatched, so that greyscale loses nothing.
"""

from __future__ import annotations

from ozgdesk import formats
from ozgdesk.present.load import LoadCell, LoadLane, LoadPlace
from ozgdesk.reports.hatching import HATCHES
from ozgdesk.reports.story import Drawing

LANE = 62.0
HEAD = 30.0
_INK, _MUTED, _LINE, _BAR, _OVER = "#1b1f24", "#58616b", "#c9ced4", "#8fb0d3", "#ffffff"
_NAMES, _RIGHT, _ROOM = 96.0, 4.0, 44.0
_LEAST_FOR_VALUE = 16.0


def days(minutes: int) -> str:
    """Working minutes in days with one decimal, so that they stand in line: "27,0 T"."""
    return f"{formats.number(minutes / 480, 1)}{formats.NO_BREAK_SPACE}T"


class LoadPainter:
    """Draws the lanes of some municipalities, all on the scale of the whole place."""

    def __init__(self, place: LoadPlace, lanes: tuple[LoadLane, ...]) -> None:
        self._place, self._lanes = place, lanes

    @property
    def height(self) -> float:
        """How high the picture is in points."""
        return HEAD + LANE * len(self._lanes) + 4

    def __call__(self, drawing: Drawing) -> None:
        """Draw on a figure."""
        self._drawing = drawing
        self._head()
        for number, lane in enumerate(self._lanes):
            self._lane(HEAD + number * LANE, lane)

    def _step(self) -> float:
        return (self._drawing.width - _NAMES - _RIGHT) / len(self._place.starts)

    def _head(self) -> None:
        drawing = self._drawing
        drawing.text(0, 9, f"volle Höhe: {days(self._place.most_minutes)}", size=7.5, colour=_MUTED)
        drawing.line(_NAMES, 6, _NAMES + 16, 6, stroke=_INK, line_width=1.2)
        drawing.text(_NAMES + 20, 9, "vereinbarter Anteil", size=7.5)
        drawing.rect(_NAMES + 106, 2, 10, 8, fill=_OVER, stroke=_INK)
        drawing.segments(HATCHES[1](_NAMES + 106, 2, _NAMES + 116, 10), stroke=_INK)
        drawing.text(_NAMES + 120, 9, "darüber", size=7.5)
        for number, start in enumerate(self._place.starts):
            x = _NAMES + (number + 0.5) * self._step()
            drawing.text(x, HEAD - 5, f"{start:%m/%y}", size=7, colour=_MUTED, align="center")

    def _lane(self, top: float, lane: LoadLane) -> None:
        drawing = self._drawing
        bottom = top + LANE - 6
        tag = lane.municipality
        drawing.line(0, top, drawing.width, top, stroke=_LINE)
        drawing.text(0, top + 14, tag.code, size=9, strong=True)
        drawing.text(0, top + 26, tag.name, size=8, max_width=_NAMES - 8)
        drawing.text(0, top + 38, days(lane.minutes), size=8, colour=_MUTED)
        for number, cell in enumerate(lane.cells[: len(self._place.starts)]):
            left = _NAMES + number * self._step() + self._step() * 0.12
            self._bar(left, bottom, self._step() * 0.76, cell)
        drawing.line(_NAMES, bottom, drawing.width - _RIGHT, bottom, stroke=_INK, line_width=0.6)

    def _bar(self, left: float, bottom: float, width: float, cell: LoadCell) -> None:
        drawing = self._drawing
        height = self._height(cell.minutes)
        agreed = None if cell.agreed_minutes is None else self._height(cell.agreed_minutes)
        if height > 0:
            drawing.rect(left, bottom - height, width, height, fill=_BAR, stroke=_INK, line_width=0.4)
        if cell.is_over and agreed is not None:
            over = height - agreed
            drawing.rect(left, bottom - height, width, over, fill=_OVER, stroke=_INK, line_width=0.4)
            drawing.segments(HATCHES[1](left, bottom - height, left + width, bottom - agreed), stroke=_INK)
        if agreed:
            drawing.line(
                left - 2, bottom - agreed, left + width + 2, bottom - agreed, stroke=_INK, line_width=1.2
            )
        if cell.minutes and width >= _LEAST_FOR_VALUE:
            words = days(cell.minutes)
            top = bottom - max(height, agreed or 0.0) - 2.5
            drawing.text(left + width / 2, top, words, size=6.5, align="center")

    def _height(self, minutes: int) -> float:
        most = self._place.most_minutes
        return _ROOM * minutes / most if most else 0.0

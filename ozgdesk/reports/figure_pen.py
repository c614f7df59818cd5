"""The surface of figures: the callback of a figure draws on it with the origin top left, y downwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ozgdesk.reports import fonts
from ozgdesk.reports.pen import Pen, circle_path, rgb
from ozgdesk.reports.story import Align
from ozgdesk.reports.typeset import INK, shortened


class FigurePen:
    """The surface of a figure's callback, see `story.Drawing`: origin top left, y downwards, scaled."""

    def __init__(
        self, pen: Pen, left: float, top: float, size: tuple[float, float], scale: float, replaced: set[str]
    ) -> None:
        self._pen, self._left, self._top, self._scale, self._replaced = pen, left, top, scale, replaced
        self.width, self.height = size

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        stroke: str = "",
        line_width: float = 0.5,
    ) -> None:
        """Draw a rectangle whose top left corner is (x, y)."""
        left, bottom = self._at(x, y + height)
        shape = f"{left:.2f} {bottom:.2f} {width * self._scale:.2f} {height * self._scale:.2f} re"
        self._paint(shape, fill, stroke, line_width)

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        stroke: str,
        line_width: float = 0.5,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a straight line."""
        (left, top), (right, bottom) = self._at(x1, y1), self._at(x2, y2)
        pattern = " ".join(f"{part * self._scale:.2f}" for part in dash)
        shape = f"[{pattern}] 0 d {left:.2f} {top:.2f} m {right:.2f} {bottom:.2f} l"
        self._paint(shape, "", stroke, line_width)
        if dash:
            self._pen.path("[] 0 d")

    def segments(
        self, lines: Iterable[tuple[float, float, float, float]], *, stroke: str, line_width: float = 0.5
    ) -> None:
        """Draw many straight lines of one look, each as (x1, y1, x2, y2)."""
        parts = []
        for x1, y1, x2, y2 in lines:
            (left, top), (right, bottom) = self._at(x1, y1), self._at(x2, y2)
            parts.append(f"{left:.2f} {top:.2f} m {right:.2f} {bottom:.2f} l")
        if parts:
            self._paint(" ".join(parts), "", stroke, line_width)

    def polygon(
        self,
        points: Sequence[tuple[float, float]],
        *,
        fill: str = "",
        stroke: str = "",
        line_width: float = 0.5,
        closed: bool = True,
    ) -> None:
        """Draw a polygon, or a line through all points when not closed."""
        corners = [self._at(*point) for point in points]
        shape = " ".join(f"{x:.2f} {y:.2f} {'l' if number else 'm'}" for number, (x, y) in enumerate(corners))
        self._paint(f"{shape} h" if closed else shape, fill if closed else "", stroke, line_width)

    def circle(
        self, x: float, y: float, radius: float, *, fill: str = "", stroke: str = "", line_width: float = 0.5
    ) -> None:
        """Draw a circle around (x, y)."""
        self._paint(circle_path(*self._at(x, y), radius * self._scale), fill, stroke, line_width)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 8,
        colour: str = "",
        strong: bool = False,
        align: Align = "left",
        max_width: float | None = None,
    ) -> None:
        """Write one line with its baseline at y, shortened with "…" when wider than `max_width`."""
        face = fonts.STRONG if strong else fonts.REGULAR
        shown = fonts.clean(text, self._replaced).replace("\n", " ")
        if max_width is not None:
            shown = shortened(shown, face, size, max_width)
        used = fonts.width(shown, face, size)
        left, baseline = self._at(x - {"left": 0.0, "right": used, "center": used / 2}[align], y)
        # A space at the end keeps neighbouring labels apart when the text is extracted.
        self._pen.text(left, baseline, shown + " ", size * self._scale, face, colour or INK)

    def text_width(self, text: str, *, size: float = 8, strong: bool = False) -> float:
        """Return the width of a line of text in points."""
        return fonts.width(fonts.clean(text), fonts.STRONG if strong else fonts.REGULAR, size)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._left + x * self._scale, self._top - y * self._scale

    def _paint(self, shape: str, fill: str, stroke: str, line_width: float) -> None:
        if not (fill or stroke):
            return
        colours = (f"{rgb(fill)} rg " if fill else "") + (f"{rgb(stroke)} RG " if stroke else "")
        operator = "B" if fill and stroke else "f" if fill else "S"
        self._pen.path(f"{colours}{line_width * self._scale:.2f} w {shape} {operator}")

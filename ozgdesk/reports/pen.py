"""What draws on a page: set lines of text, rules, shapes of lights.

The origin is bottom left as in PDF. `Ruler` has the same verbs and draws nothing, for measuring. Callers
decide what is tagged and what is an artifact; only the mark of a footnote is tagged here, within its line.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import groupby
from typing import Any

from reportlab.lib.utils import ImageReader

from ozgdesk.reports import fonts
from ozgdesk.reports.elements import StructElement
from ozgdesk.reports.story import Align, LightKind, Shape, Stroke
from ozgdesk.reports.tagging import TaggedCanvas
from ozgdesk.reports.typeset import INK, Line, Style, run_width

# Fill and outline of the lights; the luminance differs too, and the shapes always do.
_LIGHTS: dict[LightKind, tuple[str, str]] = {
    "green": ("#3f8f4f", "#2b6637"),
    "yellow": ("#f5c542", "#7a5c00"),
    "red": ("#b3261e", "#7d1a15"),
    "grey": ("", "#58616b"),
}
# Corners of the red light around its centre; the width between two flat sides is 1.
_OCTAGON = [
    (math.cos(angle) * 0.5 / math.cos(math.pi / 8), math.sin(angle) * 0.5 / math.cos(math.pi / 8))
    for angle in (math.pi / 8 + number * math.pi / 4 for number in range(8))
]


_STROKE_AT: dict[Stroke, float] = {"below": -0.13, "through": 0.24}
"""Where a stroke lies, as a part of the type size above the baseline."""


@functools.cache
def rgb(colour: str) -> str:
    """Return the colour operands of "#rrggbb"."""
    return " ".join(f"{int(colour[start : start + 2], 16) / 255:.3f}" for start in (1, 3, 5))


class Pen:
    """Draws on the current page of a tagged canvas."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self._canvas = canvas
        self.root = canvas.root

    def tagged(self, element: StructElement) -> AbstractContextManager[object]:
        """Begin content that belongs to the element."""
        return self._canvas.tagged(element)

    def artifact(self, kind: str = "Layout", subtype: str = "") -> AbstractContextManager[object]:
        """Begin decoration or page furniture."""
        return self._canvas.artifact(kind, subtype)

    def bookmark(self, title: str, level: int, y: float) -> None:
        """Add an entry to the outline of the document."""
        key = f"b{self._canvas.page_count}-{y:.2f}-{level}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=y)
        self._canvas.addOutlineEntry(title, key, level)

    def rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle from its bottom left corner."""
        self._canvas.write(f"{rgb(colour)} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def rule(self, x: float, y: float, width: float, colour: str, thickness: float = 0.5) -> None:
        """Draw a horizontal rule."""
        self._canvas.write(
            f"{rgb(colour)} RG {thickness:.2f} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S"
        )

    def lines(
        self,
        element: StructElement,
        x: float,
        y: float,
        lines: Sequence[Line],
        style: Style,
        width: float = 0.0,
        align: Align = "left",
        *,
        ends: bool = True,
    ) -> None:
        """Write lines as content of the element; y is the top of the first. `ends`: the text ends here."""
        if any(run.shape or run.stroke for line in lines for run in line.runs):
            with self._canvas.artifact():
                self._shapes(x, y, lines, style, width, align)
        if any(run.note for line in lines for run in line.runs):
            self._noted_lines(element, x, y, lines, style, width, align, ends=ends)
            return
        with self._canvas.tagged(element):
            self.plain_lines(x, y, lines, style, width, align, ends=ends)

    def _noted_lines(
        self, element: StructElement, x: float, y: float, lines: Sequence[Line], style: Style,
        width: float, align: Align, *, ends: bool,
    ) -> None:  # fmt: skip
        """Write lines in which marks of footnotes stand; each mark is a reference within the element."""
        for number, line in enumerate(lines, 1):
            left = x + _offset(line.width, width, align)
            parts = [tuple(runs) for _, runs in groupby(line.runs, key=lambda run: run.note)]
            for place, runs in enumerate(parts, 1):
                owner = element.add("Reference").add("Lbl") if runs[0].note else element
                used = sum(run_width(run, style.size) for run in runs)
                piece = Line(runs, used, line.joined or place < len(parts))
                with self._canvas.tagged(owner):
                    self.plain_lines(left, y, [piece], style, ends=ends and number == len(lines))
                left += used
            y -= style.leading

    def plain_lines(
        self,
        x: float,
        y: float,
        lines: Sequence[Line],
        style: Style,
        width: float = 0.0,
        align: Align = "left",
        *,
        ends: bool = True,
    ) -> None:
        """Write lines into what is open; between lines of one text stands a real space."""
        code = ["BT"]
        baseline = baseline_of(y, style)
        last = len(lines) - 1
        ink = face = ""
        for number, line in enumerate(lines):
            left = x + _offset(line.width, width, align)
            code.append(f"1 0 0 1 {left:.2f} {baseline:.2f} Tm")
            baseline -= style.leading
            end = len(line.runs) if not line.joined and (number < last or not ends) else 0
            for place, run in enumerate(line.runs, 1):
                if run.shape:
                    left += run_width(run, style.size)
                    code.append(f"1 0 0 1 {left:.2f} {baseline + style.leading:.2f} Tm")
                    continue
                if run.colour != ink:
                    ink = run.colour
                    code.append(f"{rgb(ink)} rg")
                for resource, string in self._canvas.encoded(
                    f"{run.text} " if place == end else run.text, run.face
                ):
                    if resource != face:
                        face = resource
                        code.append(f"{face} {style.size:g} Tf")
                    code.append(f"({string}) Tj")
                if place < len(line.runs):
                    left += run_width(run, style.size)
        code.append("ET")
        self._canvas.write("\n".join(code))

    def _shapes(
        self, x: float, y: float, lines: Sequence[Line], style: Style, width: float, align: Align
    ) -> None:
        baseline = baseline_of(y, style)
        for line in lines:
            left = x + _offset(line.width, width, align)
            for run in line.runs:
                if run.shape:
                    self._canvas.write(_shape(run.shape, left, baseline, style.size))
                if run.stroke:
                    at = baseline + style.size * _STROKE_AT[run.stroke]
                    self.rule(left, at, run_width(run, style.size), run.colour, style.size / 16)
                left += run_width(run, style.size)
            baseline -= style.leading

    def text(self, x: float, y: float, text: str, size: float, face: str, colour: str) -> None:
        """Write one line with its baseline at y into what is open."""
        pieces = " ".join(
            f"{resource} {size:g} Tf ({string}) Tj" for resource, string in self._canvas.encoded(text, face)
        )
        self._canvas.write(f"BT {rgb(colour)} rg 1 0 0 1 {x:.2f} {y:.2f} Tm {pieces} ET")

    def veil(self, x: float, y: float, text: str, size: float, angle: float) -> None:
        """Write one line centred on (x, y), turned by `angle` degrees, nearly transparent."""
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        along, down = fonts.width(text, fonts.BOLD, size) / 2, size * 0.33
        left, base = x - along * cos + down * sin, y - along * sin - down * cos
        self._canvas.setFillAlpha(0.08)
        self._canvas.write(
            f"BT {rgb(INK)} rg {cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {left:.2f} {base:.2f} Tm"
        )
        for resource, string in self._canvas.encoded(text, fonts.BOLD):
            self._canvas.write(f"{resource} {size:g} Tf ({string}) Tj")
        self._canvas.write("ET")
        self._canvas.setFillAlpha(1)

    def picture(self, image: Any, x: float, y: float, width: float, height: float) -> None:
        """Draw an image of Pillow from its bottom left corner into what is open."""
        self._canvas.drawImage(ImageReader(image), x, y, width, height)

    def path(self, operators: str) -> None:
        """Append drawing operators into what is open."""
        self._canvas.write(operators)


class Ruler(Pen):
    """Has the verbs of a pen and leaves no trace."""

    def __init__(self) -> None:
        self.root = StructElement("Document")

    @contextmanager
    def _nothing(self) -> Iterator[None]:
        yield

    def tagged(self, element: StructElement) -> AbstractContextManager[object]:
        """Begin nothing."""
        return self._nothing()

    def artifact(self, kind: str = "Layout", subtype: str = "") -> AbstractContextManager[object]:
        """Begin nothing."""
        return self._nothing()

    def bookmark(self, title: str, level: int, y: float) -> None:
        """Leave no trace."""

    def rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Leave no trace."""

    def rule(self, x: float, y: float, width: float, colour: str, thickness: float = 0.5) -> None:
        """Leave no trace."""

    def lines(
        self,
        element: StructElement,
        x: float,
        y: float,
        lines: Sequence[Line],
        style: Style,
        width: float = 0.0,
        align: Align = "left",
        *,
        ends: bool = True,
    ) -> None:
        """Leave no trace."""

    def plain_lines(
        self,
        x: float,
        y: float,
        lines: Sequence[Line],
        style: Style,
        width: float = 0.0,
        align: Align = "left",
        *,
        ends: bool = True,
    ) -> None:
        """Leave no trace."""

    def text(self, x: float, y: float, text: str, size: float, face: str, colour: str) -> None:
        """Leave no trace."""

    def picture(self, image: Any, x: float, y: float, width: float, height: float) -> None:
        """Leave no trace."""

    def path(self, operators: str) -> None:
        """Leave no trace."""


def baseline_of(top: float, style: Style) -> float:
    """Where the letters of a line stand whose top is given."""
    return top - (style.leading - style.size) / 2 - style.size * 0.78


def _offset(used: float, width: float, align: Align) -> float:
    if align == "right":
        return width - used
    return (width - used) / 2 if align == "center" else 0.0


def _shape(kind: Shape, x: float, baseline: float, size: float) -> str:
    """Return the operators of a light or of a box to tick."""
    if kind != "box":
        return _light(kind, x, baseline, size)
    side = size * 1.06
    return f"{rgb(INK)} RG 0.8 w {x:.2f} {baseline - size * 0.2:.2f} {side:.2f} {side:.2f} re S"


def _light(kind: LightKind, x: float, baseline: float, size: float) -> str:
    """Return the operators of a light's shape, the same as on screen: circle, triangle, octagon, ring."""
    fill, stroke = _LIGHTS[kind]
    side = size * 0.78
    left, bottom = x + size * 0.08, baseline - size * 0.06
    middle, centre = left + side / 2, bottom + side / 2
    paint = f"{rgb(fill)} rg {rgb(stroke)} RG 0.6 w " if fill else f"{rgb(stroke)} RG 1.1 w "
    if kind == "yellow":
        shape = (
            f"{left:.2f} {bottom:.2f} m {left + side:.2f} {bottom:.2f} l {middle:.2f} {bottom + side:.2f} l h"
        )
    elif kind == "red":
        corners = [(middle + x * side, centre + y * side) for x, y in _OCTAGON]
        (first, *rest) = [f"{x:.2f} {y:.2f}" for x, y in corners]
        shape = f"{first} m {' '.join(f'{corner} l' for corner in rest)} h"
    else:
        shape = circle_path(middle, centre, side / 2 - (0.5 if kind == "grey" else 0))
    return f"{paint}{shape} {'B' if fill else 'S'}"


def circle_path(x: float, y: float, radius: float) -> str:
    """Return the path of a circle around (x, y)."""
    bend = radius * 0.5523
    return (
        f"{x + radius:.2f} {y:.2f} m "
        f"{x + radius:.2f} {y + bend:.2f} {x + bend:.2f} {y + radius:.2f} {x:.2f} {y + radius:.2f} c "
        f"{x - bend:.2f} {y + radius:.2f} {x - radius:.2f} {y + bend:.2f} {x - radius:.2f} {y:.2f} c "
        f"{x - radius:.2f} {y - bend:.2f} {x - bend:.2f} {y - radius:.2f} {x:.2f} {y - radius:.2f} c "
        f"{x + bend:.2f} {y - radius:.2f} {x + radius:.2f} {y - bend:.2f} {x + radius:.2f} {y:.2f} c h"
    )

"""The signs of the chart on paper: bar, phase, milestone, deadline, arrows; chart and legend draw the same.

Shape, outline and pattern carry the meaning, colour only repeats it. All places are points on a drawing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ozgdesk.present.municipalities import MunicipalityTag
from ozgdesk.reports.hatching import HATCHES, Hatch
from ozgdesk.reports.story import Drawing

INK, MUTED, LINE, PALE = "#1b1f24", "#58616b", "#c9ced4", "#eef1f4"
FREE, TODAY, BASELINE, PAPER = "#eceff3", "#b3261e", "#737c86", "#ffffff"
HALF = 3.5  # half the height of a bar

_NOBODY = "#8a929b"
_TINT = 0.32  # how much of its colour the ground of a bar keeps
_STRONG, _THIN = 1.5, 0.6


@dataclass(frozen=True, slots=True)
class BarLook:
    """How the bars of one municipality look."""

    code: str
    name: str
    color: str
    ground: str
    hatch: Hatch


UNLED = BarLook("", "ohne Federführung", _NOBODY, PAPER, HATCHES[0])


def bar_looks(tags: Iterable[MunicipalityTag]) -> dict[str, BarLook]:
    """The looks by code; patterns follow the order of the municipalities and begin again after the last."""
    return {
        tag.code: BarLook(tag.code, tag.name, tag.color, _tint(tag.color), HATCHES[number % len(HATCHES)])
        for number, tag in enumerate(tags)
    }


def _tint(color: str) -> str:
    parts = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * _TINT):02x}" for part in parts)


def draw_bar(
    drawing: Drawing, x0: float, x1: float, y: float, look: BarLook, *, critical: bool = False,
    open_ended: bool = False,
) -> None:  # fmt: skip
    """A task from x0 to x1 around y; a strong frame is critical, an open side has no end yet."""
    drawing.rect(x0, y - HALF, x1 - x0, 2 * HALF, fill=look.ground)
    drawing.segments(look.hatch(x0, y - HALF, x1, y + HALF), stroke=look.color, line_width=0.6)
    stroke, width = (INK, _STRONG) if critical else (look.color, _THIN)
    outline = [(x1, y - HALF), (x0, y - HALF), (x0, y + HALF), (x1, y + HALF)]
    drawing.polygon(outline, stroke=stroke, line_width=width, closed=not open_ended)


def draw_done(drawing: Drawing, x0: float, x1: float, y: float) -> None:
    """What is done, as a dark strip within the bar."""
    drawing.rect(x0, y - 1.3, x1 - x0, 2.6, fill=INK)


def draw_phase(
    drawing: Drawing, x0: float, x1: float, y: float, *, begins: bool = True, ends: bool = True
) -> None:
    """A phase as a beam, with a foot where it begins and ends."""
    drawing.rect(x0, y - 2.6, x1 - x0, 2.6, fill=INK)
    tip = min(3.5, (x1 - x0) / 2)
    for x, way, has_foot in ((x0, tip, begins), (x1, -tip, ends)):
        if has_foot:
            drawing.polygon([(x, y), (x + way, y), (x, y + 3.6)], fill=INK)


def draw_milestone(
    drawing: Drawing, x: float, y: float, *, done: bool = False, critical: bool = False
) -> None:
    """A milestone; reached ones are dark."""
    reach = 4.2
    corners = [(x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach)]
    drawing.polygon(corners, fill=INK if done else PAPER, stroke=INK, line_width=_STRONG if critical else 0.8)


def draw_deadline(drawing: Drawing, x: float, y: float) -> None:
    """A deadline: a triangle standing on its tip above the row."""
    drawing.polygon(
        [(x - 2.8, y - 5.4), (x + 2.8, y - 5.4), (x, y - 1.2)], fill=INK, stroke=PAPER, line_width=0.4
    )


def draw_baseline(drawing: Drawing, x0: float, x1: float, y: float) -> None:
    """The bar as it was planned, below the bar."""
    at = y + HALF + 1.1
    drawing.line(x0, at, max(x1, x0 + 3), at, stroke=BASELINE, line_width=1)


def draw_beyond(drawing: Drawing, x: float, y: float, way: int) -> None:
    """A bar goes on beyond the edge of the page; `way` is 1 to the right and -1 to the left."""
    corners = [(x, y), (x - way * 6, y - 3.6), (x - way * 6, y + 3.6)]
    drawing.polygon(corners, fill=INK, stroke=PAPER, line_width=0.6)


def draw_elsewhere(drawing: Drawing, x: float, y: float, way: int) -> None:
    """The bar of this row lies on a page beside this one."""
    corners = [(x - way * 5, y - 2.4), (x - way * 2, y), (x - way * 5, y + 2.4)]
    drawing.polygon(corners, stroke=MUTED, line_width=0.7, closed=False)

"""The signs of the fan on paper: results by their shape, marks of stations, for reading in greyscale."""

from __future__ import annotations

from ozgdesk.reports.gantt_signs import INK, MUTED, PAPER
from ozgdesk.reports.story import Drawing

RADIUS = 2.6


def draw_result(drawing: Drawing, x: float, y: float, symbol: str) -> None:
    """The shape of a result around (x, y): passed, changed, failed, returned, noted, open, unknown …"""
    r = RADIUS
    if symbol == "passed":
        drawing.circle(x, y, r, fill=INK)
        tick = [(x - 1.4, y + 0.1), (x - 0.3, y + 1.2), (x + 1.5, y - 1.1)]
        drawing.polygon(tick, stroke=PAPER, line_width=0.7, closed=False)
    elif symbol == "changed":
        drawing.polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], fill=INK)
    elif symbol == "failed":
        drawing.line(x - r + 0.4, y - r + 0.4, x + r - 0.4, y + r - 0.4, stroke=INK, line_width=1.2)
        drawing.line(x - r + 0.4, y + r - 0.4, x + r - 0.4, y - r + 0.4, stroke=INK, line_width=1.2)
    elif symbol == "suspended":
        drawing.rect(x - r, y - r, 1.7, 2 * r, fill=INK)
        drawing.rect(x + r - 1.7, y - r, 1.7, 2 * r, fill=INK)
    elif symbol == "returned":
        drawing.circle(x, y, r - 0.3, stroke=INK, line_width=0.7)
        drawing.polygon([(x, y - 1.7), (x, y), (x + 1.3, y)], stroke=INK, line_width=0.6, closed=False)
    elif symbol == "noted":
        drawing.circle(x, y, r - 0.3, stroke=INK, line_width=0.7)
        drawing.circle(x, y, 0.8, fill=INK)
    else:
        drawing.circle(x, y, r - 0.3, stroke=MUTED, line_width=0.7)
        if symbol == "unknown":
            drawing.text(x, y + 1.6, "?", size=4.5, strong=True, align="center")


def draw_mark(drawing: Drawing, x: float, y: float, *, is_final: bool, is_over: bool) -> None:
    """A station at its day: dark once something came of it, a diamond where it decides."""
    fill = INK if is_over else PAPER
    if is_final:
        corners = [(x - 3.2, y), (x, y - 3.2), (x + 3.2, y), (x, y + 3.2)]
        drawing.polygon(corners, fill=fill, stroke=INK, line_width=0.8)
    else:
        drawing.circle(x, y, 1.9, fill=fill, stroke=INK, line_width=0.8)

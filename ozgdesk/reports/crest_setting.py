"""Setting a crest at the right edge, with a part of the story beside it."""

from __future__ import annotations

import functools
import io
from typing import Any

from PIL import Image

from ozgdesk.reports.flow import MM, Flow
from ozgdesk.reports.story import Beside, Crest

_HEIGHT, _WIDTH = 18 * MM, 24 * MM
_GAP = 5 * MM
_MOST_PIXELS = 480
"""At this height it has 600 dpi and more."""


def set_beside(flow: Flow, element: Beside) -> None:
    """Set the story left of the crest; alone and as wide as the page where the picture cannot be drawn."""
    width, height = crest_size(element.crest)
    if not width:
        flow.set(element.story)
        return
    flow.need(height)
    top = flow.y
    draw_crest(flow, element.crest, flow.left + flow.width - width, top)
    flow.width -= width + _GAP
    flow.set(element.story)
    flow.width += width + _GAP
    if top - height < flow.y <= top:
        flow.moved(flow.y - top + height)


def crest_size(crest: Crest) -> tuple[float, float]:
    """Its width and height on paper in points; nothing where the picture cannot be drawn."""
    picture = _picture(crest.png)
    if picture is None:
        return 0.0, 0.0
    scale = min(_WIDTH / picture.width, _HEIGHT / picture.height)
    return picture.width * scale, picture.height * scale


def draw_crest(flow: Flow, crest: Crest, left: float, top: float) -> None:
    """Draw a crest with its top left corner at this place, as a figure."""
    width, height = crest_size(crest)
    if not width:
        return
    box = f"[{left:.2f} {top - height:.2f} {left + width:.2f} {top:.2f}]"
    attributes = f"<</O /Layout /Placement /Block /BBox {box}>>"
    owner = flow.root.add("Figure", attributes=attributes, alt=crest.alt)
    with flow.pen.tagged(owner):
        flow.pen.picture(_picture(crest.png), left, top - height, width, height)


@functools.lru_cache(maxsize=8)
def _picture(png: bytes) -> Any:
    """The picture on white, no larger than is printed; None where it cannot be read."""
    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as read:
            found = read.convert("RGBA")
    except (OSError, SyntaxError, ValueError):  # what Pillow says of a broken PNG
        return None
    found.thumbnail((2 * _MOST_PIXELS, _MOST_PIXELS))
    white = Image.new("RGBA", found.size, "white")
    return Image.alpha_composite(white, found).convert("RGB")

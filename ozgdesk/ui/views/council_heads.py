"""The heads of the fan that stay while it scrolls: times above, municipalities at the left."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPen

from ozgdesk.present.council_axis import Axis, Span
from ozgdesk.present.council_cards import UNDATED
from ozgdesk.present.council_fan import FanLane, FanScene
from ozgdesk.ui.views.council_paint import MEASURES
from ozgdesk.ui.views.council_pens import Pens
from ozgdesk.ui.widgets.code_chip import HEIGHT, chip_width, paint_chip

HEAD = 46
LEFT = 24
NAMES = int(MEASURES.name)


def paint_times(pens: Pens, scene: FanScene, left: float, width: float, stichtag: str) -> None:
    """The head over the width of the viewport; the scene is scrolled by `left`."""
    painter = pens.painter
    painter.fillRect(QRectF(0, 0, width, HEAD), pens.color("sunken"))
    painter.save()
    painter.setClipRect(QRectF(NAMES, 0, width - NAMES, HEAD))
    painter.translate(-left, 0)
    words = f"Stichtag {stichtag}"
    today = _today_place(pens, scene, words)
    _line(pens, scene.axis, scene.upper, 0, NAMES + left, strong=True)
    _line(pens, scene.axis, scene.lower, HEAD / 2, NAMES + left, taken=today)
    for x0, x1 in scene.axis.folds():
        painter.fillRect(QRectF(x0, 0, x1 - x0, HEAD), pens.color("sunken"))
        pens.text(QRectF(x0 + (x1 - x0) / 2 - 5, HEAD / 2, 14, HEAD / 2), "…", role="muted")
    if scene.undated is not None:
        x0, x1 = scene.undated
        painter.fillRect(QRectF(x0, 0, x1 - x0, HEAD), pens.color("sunken"))
        pens.text(QRectF(x0 + MEASURES.gap, HEAD / 2, x1 - x0, HEAD / 2), UNDATED, points=-1.0, strong=True)
    _today(pens, scene, words, today)
    painter.restore()
    painter.fillRect(QRectF(0, HEAD - 1, width, 1), pens.color("hairline"))


def _line(
    pens: Pens,
    axis: Axis,
    spans: Sequence[Span],
    top: float,
    left: float,
    *,
    strong: bool = False,
    taken: QRectF | None = None,
) -> None:
    """One line of the head; all its spans use the same form of text, where it fits and no place is taken."""
    points = -1.0 if strong else -1.5
    advance = partial(pens.advance, points=points, strong=strong)
    level = axis.level(spans, lambda span, text: advance(text) <= span.x1 - span.x0 - 8)
    for span in spans:
        pens.painter.fillRect(QRectF(span.x0, top + 4, 1, HEAD / 2 - 8), pens.color("hairline"))
        begin = max(span.x0, left) if strong else span.x0
        room = span.x1 - begin - 8
        texts = span.texts[level:] if strong else span.texts[level : level + 1]
        text = next((text for text in texts if advance(text) <= room), "")
        area = QRectF(begin + 5, top, room + 3, HEAD / 2)
        if text and (taken is None or not taken.intersects(QRectF(begin, top, advance(text) + 5, HEAD / 2))):
            pens.text(area, text, points=points, strong=strong, role="text" if strong else "muted")


def _today_place(pens: Pens, scene: FanScene, words: str) -> QRectF:
    """Where the Stichtag is named: no name of a week shines out beside it."""
    wide = pens.advance(words, -1.5, strong=True) + 12
    right = scene.undated[0] if scene.undated else scene.width
    left = min(max(scene.today - wide / 2, NAMES), right - wide)
    return QRectF(left, HEAD / 2 + 1, wide, HEAD / 2 - 4)


def _today(pens: Pens, scene: FanScene, words: str, area: QRectF) -> None:
    pens.painter.setPen(Qt.PenStyle.NoPen)
    pens.painter.setBrush(pens.color("surface"))
    pens.painter.drawRoundedRect(area, 4, 4)
    pens.painter.setPen(QPen(pens.color("today"), 1.5))
    pens.painter.drawLine(QPointF(scene.today, area.bottom()), QPointF(scene.today, HEAD))
    pens.text(area.adjusted(6, 0, 0, 0), words, points=-1.5, strong=True, role="today")


def paint_names(pens: Pens, lanes: Iterable[FanLane], top: float, height: float, scrolled: bool) -> None:
    """Code and name of every lane; the name stays in sight while its lane is."""
    painter = pens.painter
    painter.fillRect(QRectF(0, HEAD, NAMES, height - HEAD), pens.color("window"))
    if scrolled:
        painter.fillRect(QRectF(NAMES - 1, HEAD, 1, height - HEAD), pens.color("hairline"))
    for lane in lanes:
        tag, box = lane.lane.municipality, lane.box
        y = min(max(box.y - top + HEAD, HEAD) + 8, box.bottom - top + HEAD - 44)
        chip = QRect(LEFT, round(y), chip_width(tag.code), HEIGHT)
        paint_chip(painter, chip, tag.code, tag.color)
        pens.text(QRectF(LEFT, y + HEIGHT + 2, NAMES - LEFT - 6, 20), tag.name, points=-0.5)
        painter.fillRect(QRectF(LEFT, box.bottom - 1 - top + HEAD, NAMES - LEFT, 1), pens.color("hairline"))

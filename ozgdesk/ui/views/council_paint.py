"""How a frame of the fan is painted: the times, then lanes with rails, cards and steps.

Geometry comes from `present.council_fan`, all colours but those of municipalities from the theme.
"""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF, QRegion

from ozgdesk.present.council_axis import Band
from ozgdesk.present.council_fan import Arrow, Box, Card, FanLane, FanScene, StepMark, Track
from ozgdesk.present.council_layout import Measures
from ozgdesk.ui.views.council_pens import SYMBOLS, Pens

MEASURES = Measures(
    name=132,
    gutter=16,
    card=(160, 210),
    card_height=66,
    note=17,
    gap=12,
    title=22,
    rail=14,
    leader=9,
    step_width=184,
    step_height=24,
    lane_gap=6,
    least_lane=58,
    fold=28,
    least_axis=340,
    letter=7,
)
"""Logical pixels; the name of the municipality stands in the first of them."""

_ICON = 15


class FanPaint:
    """Paints the parts of a fan that scroll. The painter stands at the origin of the scene.

    What lies outside of `dirty`, in points of the scene, is left out.
    """

    def __init__(self, pens: Pens, scene: FanScene, chosen: str, dirty: QRegion) -> None:
        self.pens, self.painter, self.scene, self.chosen = pens, pens.painter, scene, chosen
        self._dirty = dirty

    def times(self, top: float, bottom: float) -> None:
        """What lies behind all lanes: months, holidays, folds, the part without days, the Stichtag."""
        scene, painter = self.scene, self.painter
        for band in scene.holidays:
            painter.fillRect(_band(band, top, bottom), self.pens.color("free_day"))
        hairline = self.pens.color("hairline")
        begins = {piece.x0 for piece in scene.axis.pieces}
        for span in scene.upper:
            if span.x0 not in begins:
                painter.fillRect(QRectF(span.x0, top, 1, bottom - top), hairline)
        for x0, x1 in scene.axis.folds():
            self._fold(x0, x1, top, bottom)
        if scene.undated is not None:
            x0, x1 = scene.undated
            painter.fillRect(QRectF(x0, top, x1 - x0, bottom - top), self.pens.color("sunken"))
        painter.setPen(QPen(self.pens.color("today"), 1.5))
        painter.drawLine(QPointF(scene.today, top), QPointF(scene.today, bottom))

    def _fold(self, x0: float, x1: float, top: float, bottom: float) -> None:
        """Left out time: the paper is torn, with a ragged edge on both sides."""
        color = self.pens.pale("border", 0.45)
        self.painter.fillRect(QRectF(x0, top, x1 - x0, bottom - top), self.pens.color("sunken"))
        self.painter.setPen(QPen(color, 1))
        for x, way in ((x0, 1), (x1, -1)):
            tooth = int(top // 8)
            points = [
                QPointF(x + way * (3 if place % 2 else 0), min(place * 8, bottom))
                for place in range(tooth, int(bottom // 8) + 2)
            ]
            self.painter.drawPolyline(QPolygonF(points))

    def lane(self, lane: FanLane) -> None:
        """One lane from back to front."""
        box = lane.box
        for band in lane.recess:
            self._recess(band, box)
        self.painter.fillRect(QRectF(box.x, box.bottom - 1, box.width, 1), self.pens.color("hairline"))
        for track in lane.tracks:
            if self._is_dirty(track.box):
                self._track(track, lane.lane.municipality.color)
        if lane.empty is not None:
            self._empty(lane.empty, is_chosen=self.chosen == lane.lane.municipality.id)
        self._steps(lane.steps)

    def _is_dirty(self, box: Box) -> bool:
        """Whether something has to be painted here; marks and frames reach a bit over their boxes."""
        return self._dirty.intersects(_rect(box).toAlignedRect().adjusted(-9, -9, 9, 9))

    def _recess(self, band: Band, box: Box) -> None:
        color = self.pens.pale("border", 0.35)
        area = QRectF(band.x0, box.y, band.x1 - band.x0, box.height - 1)
        self.painter.fillRect(area, self.pens.color("sunken"))
        self.painter.save()
        self.painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        self.painter.setPen(QPen(color, 1))
        step = 7
        reach = area.height()
        first = int((area.left() - reach) // step) * step
        lines = []
        for x in range(first, int(area.right()) + step, step):
            lines += [QPointF(x, area.bottom()), QPointF(x + reach, area.top())]
        self.painter.drawLines(lines)
        self.painter.restore()

    def _track(self, track: Track, color: str) -> None:
        x0, x1, y = track.rail
        if track.joined_from is not None:
            self._joined(track, track.joined_from)
        self._title(_rect(track.title_box), track.title)
        if x1 > x0:
            self.painter.setPen(QPen(self.pens.color("hairline"), 3))
            self.painter.drawLine(QPointF(x0, y), QPointF(x1, y))
        for card in track.cards:
            self._leader(card)
        for arrow in track.arrows:
            self._arrow(arrow)
        for card in track.cards:
            self._mark(card, color)
        for card in track.cards:
            if self._is_dirty(card.box):
                self._card(card)

    def _title(self, area: QRectF, words: str) -> None:
        """The words over a paper on a ground of their own: no line of a month strikes them through."""
        wide = min(self.pens.advance(words, -1.0), area.width()) + 4
        ground = QRectF(area.left() - 2, area.top() + 2, wide, area.height() - 4)
        self.painter.fillRect(ground, self.pens.color("window"))
        self.pens.text(area, words, points=-1.0, role="muted")

    def _joined(self, track: Track, start: float) -> None:
        """From the paper above to the one that supplements it."""
        x, end = track.box.x - MEASURES.gutter / 2 - 3, track.title_box.centre
        self.painter.setPen(QPen(self.pens.color("link"), 1.3))
        tip = track.box.x - 3
        self.painter.drawPolyline(
            QPolygonF([QPointF(tip, start), QPointF(x, start), QPointF(x, end), QPointF(tip, end)])
        )
        self._head(tip, end, 1)

    def _leader(self, card: Card) -> None:
        """From the mark to its card, however far that was moved."""
        end = card.box.bottom if card.above else card.box.y
        x = min(max(card.x, card.box.x + 14), card.box.right - 14)
        pen = QPen(self.pens.color("border"), 1)
        if card.day is None:
            pen.setStyle(Qt.PenStyle.DotLine)
        self.painter.setPen(pen)
        self.painter.drawLine(QPointF(card.x, card.y), QPointF(x, end))

    def _arrow(self, arrow: Arrow) -> None:
        color = self.pens.color("warning" if arrow.is_back else "link")
        pen = QPen(color, 1.4)
        if arrow.is_open:
            pen.setStyle(Qt.PenStyle.DashLine)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        way = -1 if arrow.is_back else 1
        start, end = arrow.x0 + way * 6, arrow.x1 - way * 7
        if arrow.is_back:
            path = QPainterPath(QPointF(start, arrow.y - 3))
            path.quadTo(QPointF((start + end) / 2, arrow.y - 12), QPointF(end, arrow.y - 3))
            self.painter.drawPath(path)
        elif end - start > 2:
            self.painter.drawLine(QPointF(start, arrow.y), QPointF(end, arrow.y))
        if abs(arrow.x1 - arrow.x0) > 22:
            self._head(end, arrow.y - (3 if arrow.is_back else 0), way)

    def _head(self, x: float, y: float, way: int) -> None:
        self.painter.setBrush(self.painter.pen().color())
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.drawPolygon(
            QPolygonF([QPointF(x, y), QPointF(x - way * 6, y - 3.5), QPointF(x - way * 6, y + 3.5)])
        )

    def _mark(self, card: Card, color: str) -> None:
        """A station at its day: full once something came of it, a diamond where it decides."""
        is_over = card.text.symbol not in ("open", "unknown")
        tone = QColor(color)
        self.painter.setPen(QPen(tone, 1.8))
        self.painter.setBrush(tone if is_over else self.pens.color("surface"))
        middle = QPointF(card.x, card.y)
        if card.text.is_final:
            reach = 6.5
            corners = ((-reach, 0), (0, -reach), (reach, 0), (0, reach))
            self.painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
        else:
            self.painter.drawEllipse(middle, 4, 4)

    def _frame(self, box: Box, *, is_chosen: bool, strong: bool = False, dashed: bool = False) -> None:
        role = "focus" if is_chosen and self.pens.has_focus else "text" if strong else "border"
        pen = QPen(self.pens.color(role), 2.0 if is_chosen else 1.5 if strong else 1.0)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        self.painter.setPen(pen)
        self.painter.setBrush(self.pens.color("selection" if is_chosen else "surface"))
        self.painter.drawRoundedRect(_rect(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _empty(self, box: Box, *, is_chosen: bool) -> None:
        self._frame(box, is_chosen=is_chosen, dashed=True)
        self.pens.text(_rect(box).adjusted(10, 0, -6, 0), "keine Vorlage, anlegen", role="muted")

    def _card(self, card: Card) -> None:
        words, box = card.text, _rect(card.box)
        self._frame(card.box, is_chosen=card.id == self.chosen, strong=words.is_final)
        left, wide, top = box.left() + 9, box.width() - 16, box.top() + 5
        room = wide - (_ICON + 3 if words.has_question else 0)
        line = QRectF(left, top, room, 19)
        self.pens.text(line, words.body, words.body_short, points=-0.5, strong=words.is_final)
        day = " · ".join(word for word in (words.day, words.role) if word)
        self.pens.text(QRectF(left, top + 20, wide, 16), day, points=-1.5, role="muted")
        name, role = SYMBOLS[words.symbol]
        self.pens.icon(name, role, left, top + 40, _ICON)
        result = QRectF(left + _ICON + 5, top + 38, wide - _ICON - 5, 19)
        self.pens.text(result, words.result, words.result_short, points=-1.0)
        if words.note:
            note = QRectF(left, top + 57, wide, 17)
            self.pens.text(note, words.note, points=-1.5, role="warning" if words.is_urgent else "muted")
        if words.has_question:
            self.pens.icon("warning", "warning", box.right() - _ICON - 7, top + 2, _ICON)

    def _steps(self, steps: Iterable[StepMark]) -> None:
        marks = tuple(steps)
        if not any(self._is_dirty(mark.box) for mark in marks):
            return
        y = marks[0].box.y + marks[0].box.height / 2
        self.painter.setPen(QPen(self.pens.color("hairline"), 1))
        self.painter.drawLine(QPointF(marks[0].box.x, y), QPointF(marks[-1].box.right, y))
        for mark in marks:
            self._step(mark)

    def _step(self, mark: StepMark) -> None:
        box, step = _rect(mark.box), mark.step
        ground = self.pens.color("success_soft" if step.symbol == "passed" else "sunken")
        pen = QPen(self.pens.color("hairline"), 1)
        self.painter.setPen(pen)
        self.painter.setBrush(ground)
        self.painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 11, 11)
        if mark.x is not None and box.left() + 8 <= mark.x <= box.right() - 8:
            self.painter.setPen(QPen(self.pens.color("border"), 1))
            self.painter.drawLine(QPointF(mark.x, box.top() - 4), QPointF(mark.x, box.top()))
        name, role = SYMBOLS[step.symbol]
        self.pens.icon(name, role, box.left() + 8, box.center().y() - _ICON / 2, _ICON)
        words = QRectF(box.left() + 28, box.top(), box.width() - 36, box.height())
        self.pens.text(words, step.words, step.short, points=-1.5)


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)


def _band(band: Band, top: float, bottom: float) -> QRectF:
    return QRectF(band.x0, top, max(band.x1 - band.x0, 1.0), bottom - top)

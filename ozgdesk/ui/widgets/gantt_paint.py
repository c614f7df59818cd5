"""How the chart is painted: ground, bars, links, header; only what lies in the given rows and days.

Geometry comes from `present.gantt`, all colours but those of municipalities from the theme.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ozgdesk.present.gantt import Arrow, Bar, FreeSpan, Scene
from ozgdesk.present.plan_row import OPEN
from ozgdesk.present.time_axis import Header, Tick, Zoom
from ozgdesk.ui import theme
from ozgdesk.ui.palette import ink_on
from ozgdesk.ui.widgets import gantt_drag
from ozgdesk.ui.widgets.gantt_drag import HANDLE, Drag, Grip
from ozgdesk.ui.widgets.gantt_routes import GAP, head, route
from ozgdesk.ui.widgets.gantt_scale import BAR, HEADER, ROW, Scale

_LEAST_FREE_SPAN = 2.5
_UNLED, _LATE = "ohne Federführung", "verspätet"


@dataclass(frozen=True, slots=True)
class Look:
    """What the user chose to see."""

    critical: bool = True
    baseline: bool = True
    picked: str = ""
    hovered: str = ""


class GanttPaint:
    """Paints one frame of the chart for a widget at a scale."""

    def __init__(
        self, painter: QPainter, widget: QWidget, scale: Scale, look: Look, picked: int | None
    ) -> None:
        self.painter = painter
        self.widget = widget
        self.scale = scale
        self.look = look
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[float, bool], tuple[QFont, QFontMetricsF]] = {}
        self.metrics = self.type(-1.0)[1]
        self.picked = picked

    def color(self, role: str) -> QColor:
        """A colour of the theme, looked up once per frame."""
        found = self._colors.get(role)
        if found is None:
            found = self._colors[role] = theme.role(self.widget, role)
        return QColor(found)

    def type(self, points: float, *, strong: bool = False) -> tuple[QFont, QFontMetricsF]:
        """A typeface and its measures, made once per frame."""
        found = self._fonts.get((points, strong))
        if found is None:
            font = theme.font(points, strong=strong)
            found = self._fonts[points, strong] = (font, QFontMetricsF(font))
        return found

    def ground(
        self,
        area: QRectF,
        rows: range,
        free: Iterable[FreeSpan],
        ticks: Iterable[Tick],
        offset: float,
        today: float,
    ) -> None:
        """The ground under links and bars; `offset` is the x from which free days and ticks count."""
        self.painter.fillRect(area, self.color("surface"))
        self.free_days(free, offset, area)
        self.ticks(ticks, offset, area)
        self.lines(rows, area)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)  # the rest of the ground needs none
        self.today(today, area)

    def lines(self, rows: range, area: QRectF) -> None:
        """The chosen row and the hairlines between rows; the days without work shine through."""
        if self.picked is not None:
            ground = self.color("selection")
            ground.setAlphaF(0.8)
            y = self.scale.y(self.picked)
            self.painter.fillRect(QRectF(area.left(), y, area.width(), ROW), ground)
        hairline = self.color("hairline")
        for row in rows:
            self.painter.fillRect(QRectF(area.left(), self.scale.y(row + 1) - 1, area.width(), 1), hairline)

    def free_days(self, spans: Iterable[FreeSpan], offset: float, area: QRectF) -> None:
        """Weekends and holidays as bands, where days are wide enough to tell them apart."""
        weekend = self.color("free_day")
        holiday = QColor(self.color("free_day")).darker(106)
        if theme.is_dark():
            holiday = QColor(self.color("free_day")).lighter(125)
        for span in spans:
            x0, x1 = self.scale.x(offset + span.x0), self.scale.x(offset + span.x1)
            if x1 - x0 < _LEAST_FREE_SPAN:
                continue
            band = QRectF(x0, area.top(), max(x1 - x0, 1.0), area.height())
            self.painter.fillRect(band, holiday if span.name else weekend)
            if span.name and x1 - x0 >= 14 and self.scale.zoom in (Zoom.DAY, Zoom.WEEK):
                self._upright(span.name, band)

    def _upright(self, text: str, band: QRectF) -> None:
        self.painter.save()
        self.painter.setFont(self.type(-2.5)[0])
        self.painter.setPen(self.color("muted"))
        self.painter.translate(band.center().x() + 4, band.bottom() - 6)
        self.painter.rotate(-90)
        self.painter.drawText(QPointF(0, 0), text)
        self.painter.restore()

    def ticks(self, ticks: Iterable[Tick], offset: float, area: QRectF) -> None:
        """The lines between the spans of the upper line of the header, down through the chart."""
        self.painter.setPen(self.color("hairline"))
        for tick in ticks:
            x = self.scale.x(offset + tick.x0)
            self.painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def today(self, x: float, area: QRectF) -> None:
        """The line of the Stichtag."""
        pixel = self.scale.x(x)
        self.painter.setPen(QPen(self.color("today"), 1.5))
        self.painter.drawLine(QPointF(pixel, area.top()), QPointF(pixel, area.bottom()))

    def bar(self, bar: Bar, today: float) -> None:
        """One row: baseline below, a second one above, bar, deadline, label."""
        if self.look.baseline:
            self._ghost(bar, bar.baseline, BAR / 2 + 3)
            self._ghost(bar, bar.newer_baseline, -BAR / 2 - 3)
        rect = self.scale.bar_rect(bar)
        if not rect.isNull():
            if bar.is_milestone:
                self._diamond(bar, rect)
            elif bar.is_phase:
                self._bracket(bar, rect)
            else:
                self._task(bar, rect)
            self._label(bar, rect)
        elif not bar.is_done and not bar.is_phase:
            self._text(OPEN, self.scale.x(today) + 8, bar.row, "muted", strong=False)
        if bar.deadline is not None:
            self._deadline(bar)

    def _task(self, bar: Bar, rect: QRectF) -> None:
        ground = QColor(bar.color) if bar.color else self.color("surface")
        shape = QPainterPath()
        shape.addRoundedRect(rect, 3, 3)
        self.painter.fillPath(shape, ground)
        if bar.done > (bar.x0 or 0.0) and not bar.is_done:
            self._progress(bar, rect, shape)
        if bar.is_open_ended:
            self._fade(rect)
        self._outline(bar, shape)
        if bar.code and self._has_room_for_code(bar, rect):
            self.painter.setFont(self.type(-2.0, strong=True)[0])
            self.painter.setPen(ink_on(ground))
            # The code stays in sight when the beginning of the bar is scrolled out.
            inner = rect.adjusted(6, -1, -4, -2)
            inner.setLeft(
                max(inner.left(), min(6.0, inner.right() - self.metrics.horizontalAdvance(bar.code)))
            )
            left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            self.painter.drawText(inner, left, f"✓ {bar.code}" if self._shows_tick(bar, rect) else bar.code)

    def _shows_tick(self, bar: Bar, rect: QRectF) -> bool:
        return bar.is_done and rect.width() >= self.metrics.horizontalAdvance(f"✓ {bar.code}") + 12

    def _progress(self, bar: Bar, rect: QRectF, shape: QPainterPath) -> None:
        """What is done, as a darker strip along the lower edge."""
        self.painter.save()
        self.painter.setClipPath(shape)
        width = self.scale.x(bar.done) - rect.left()
        strip = QRectF(rect.left(), rect.bottom() - 3, width, 3)
        self.painter.fillRect(strip, self.color("text"))
        self.painter.restore()

    def _fade(self, rect: QRectF) -> None:
        """An end that nobody knows yet."""
        self.painter.setPen(QPen(self.color("muted"), 1.5, Qt.PenStyle.DotLine))
        end = QPointF(rect.right() + 28, rect.center().y())
        self.painter.drawLine(QPointF(rect.right() + 2, rect.center().y()), end)

    def _outline(self, bar: Bar, shape: QPainterPath) -> None:
        pen: QPen | None = None
        if self.look.critical and bar.is_critical:
            pen = QPen(self.color("critical"), 2.5)
        elif not bar.color:
            pen = QPen(self.color("border"), 1.2, Qt.PenStyle.DashLine)
        elif bar.task_id == self.look.hovered:
            pen = QPen(self.color("focus"), 1.5)
        if pen is not None:
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.setPen(pen)
            self.painter.drawPath(shape)

    def _diamond(self, bar: Bar, rect: QRectF) -> None:
        center, half = rect.center(), rect.width() / 2
        points = [
            QPointF(center.x(), center.y() - half),
            QPointF(center.x() + half, center.y()),
            QPointF(center.x(), center.y() + half),
            QPointF(center.x() - half, center.y()),
        ]
        is_critical = self.look.critical and bar.is_critical
        edge = self.color("critical" if is_critical else "milestone")
        self.painter.setPen(QPen(edge, 2.0))
        self.painter.setBrush(self.color("milestone") if bar.is_done else QColor(bar.color or edge))
        self.painter.drawPolygon(QPolygonF(points))

    def _bracket(self, bar: Bar, rect: QRectF) -> None:
        """A phase: a beam with feet at both ends."""
        color = self.color("critical") if self.look.critical and bar.is_critical else self.color("text")
        foot = min(6.0, rect.width() / 2)
        left, right, top, bottom = rect.left(), rect.right(), rect.top(), rect.bottom()
        points = [
            QPointF(left, top), QPointF(right, top), QPointF(right, bottom + 3),
            QPointF(right - foot, bottom - 3), QPointF(left + foot, bottom - 3), QPointF(left, bottom + 3),
        ]  # fmt: skip
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(color)
        self.painter.drawPolygon(QPolygonF(points))

    def _ghost(self, bar: Bar, span: tuple[float, float] | None, away: float) -> None:
        """A bar as it was planned, as a thin line so far below or above the middle of the row."""
        if span is None:
            return
        x0, x1 = self.scale.x(span[0]), self.scale.x(span[1])
        y = self.scale.y(bar.row) + ROW / 2 + away
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.color("baseline"))
        if bar.is_milestone:
            self.painter.drawEllipse(QPointF(x0, y), 2.5, 2.5)
        else:
            self.painter.drawRect(QRectF(x0, y - 1.5, max(x1 - x0, 2.0), 3))

    def _deadline(self, bar: Bar) -> None:
        """A flag at the end of the last allowed day; filled when it is missed."""
        if bar.deadline is None:
            return
        (x, way), y = self._flag(bar, bar.deadline), self.scale.y(bar.row) + 4
        missed = bar.x1 is not None and not bar.is_done and bar.x1 > bar.deadline
        color = self.color("danger" if missed else "text")
        self.painter.setPen(QPen(color, 1.5))
        self.painter.drawLine(QPointF(x, y), QPointF(x, y + ROW - 8))
        self.painter.setBrush(color if missed else Qt.BrushStyle.NoBrush)
        flag = [QPointF(x, y), QPointF(x + way * 8, y + 3.5), QPointF(x, y + 7)]
        self.painter.drawPolygon(QPolygonF(flag))

    def _flag(self, bar: Bar, deadline: float) -> tuple[float, int]:
        """Where the pole of a deadline stands, and where its flag flies to: beside a diamond, not on it."""
        x, rect = self.scale.x(deadline), self.scale.bar_rect(bar)
        if not bar.is_milestone or bar.x0 is None or not rect.left() - 12 < x < rect.right() + 4:
            return x, 1
        return (rect.right() + 4, 1) if deadline >= bar.x0 else (rect.left() - 4, -1)

    def _label(self, bar: Bar, rect: QRectF) -> None:
        text = bar_text(bar, says_code=not bar.is_milestone and self._has_room_for_code(bar, rect))
        right = rect.right() + (36 if bar.is_open_ended else 8)
        if bar.deadline is not None:
            flag = self._flag(bar, bar.deadline)[0]
            if -8 < flag - right < self.metrics.horizontalAdvance(text) + 4:
                right = flag + 14
        role = "danger" if bar.is_late else "muted" if bar.is_done else "text"
        self._text(text, right, bar.row, role, strong=bar.is_phase)

    def _has_room_for_code(self, bar: Bar, rect: QRectF) -> bool:
        return rect.width() >= self.metrics.horizontalAdvance(bar.code) + 10

    def _text(self, text: str, x: float, row: int, role: str, *, strong: bool) -> None:
        """A text in a row on a light ground of its own, so that no link strikes it through."""
        font, metrics = self.type(-1.0, strong=strong)
        width = metrics.horizontalAdvance(text)
        ground = self.color("selection" if row == self.picked else "surface")
        ground.setAlphaF(0.85)
        self.painter.fillRect(QRectF(x - 2, self.scale.y(row) + 8, width + 4, ROW - 16), ground)
        self.painter.setFont(font)
        self.painter.setPen(self.color(role))
        area = QRectF(x, self.scale.y(row), width + 4, ROW)
        self.painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def arrows(self, arrows: Iterable[Arrow], width: float) -> None:
        """Links as lines with right angles and a head, as far as they reach into the width of the chart."""
        plain: list[list[QPointF]] = []
        critical: list[list[QPointF]] = []
        for arrow in arrows:
            x0, x1 = self.scale.x(arrow.x0), self.scale.x(arrow.x1)
            if max(x0, x1) >= -2 * GAP and min(x0, x1) <= width + 2 * GAP:
                is_critical = self.look.critical and arrow.is_critical
                (critical if is_critical else plain).append(route(self.scale, arrow))
        self._routes(plain, QPen(self.color("link"), 1.0))
        self._routes(critical, QPen(self.color("critical"), 1.6))

    def _routes(self, routes: Sequence[list[QPointF]], pen: QPen) -> None:
        """Lines and heads of one look, so that the painter changes it only once for all."""
        painter = self.painter
        painter.setPen(pen)
        # Level and upright lines need no smoothing, which takes five times as long.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for points in routes:
            painter.drawPolyline(points)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pen.color())
        for points in routes:
            painter.drawPolygon(head(points[-1], points[-2]))

    def handle(self, bar: Bar) -> None:
        """The circle behind the bar under the mouse from which a link is drawn."""
        if not self.scale.bar_rect(bar).isNull():
            self.painter.setPen(QPen(self.color("accent"), 1.5))
            self.painter.setBrush(self.color("surface"))
            self.painter.drawEllipse(gantt_drag.handle_center(self.scale, bar), HANDLE - 1, HANDLE - 1)

    def former(self, bar: Bar) -> None:
        """Where a bar lies as long as nothing is dropped that pushes it away."""
        rect = self.scale.bar_rect(bar)
        if not rect.isNull():
            ground = self.color("muted")
            ground.setAlphaF(0.25)
            self.painter.fillRect(rect, ground)

    def gesture(self, drag: Drag, scene: Scene) -> None:
        """Where the dragged bar will lie, or which bar a link will reach."""
        self.painter.setPen(QPen(self.color("accent"), 2, Qt.PenStyle.DashLine))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        if drag.hit.grip is not Grip.LINK:
            self.painter.drawRoundedRect(gantt_drag.ghost(drag, self.scale), 3, 3)
            return
        self.painter.drawLine(gantt_drag.handle_center(self.scale, drag.hit.bar), drag.now)
        row = gantt_drag.target_row(self.scale, scene, drag.now)
        if row is not None:
            self.painter.drawRect(self.scale.bar_rect(scene.bars[row]).adjusted(-3, -3, 3, 3))

    def header(self, header: Header, offset: float, area: QRectF) -> None:
        """Both lines of the header; a text that does not fit is shortened or left out."""
        self.painter.fillRect(area, self.color("sunken"))
        half = HEADER / 2
        strong = theme.font(-1.0, strong=True)
        self._line(header.upper, offset, area.top(), half, strong, area)
        self._line(header.lower, offset, area.top() + half, half, theme.font(-1.5), area)
        self.painter.setPen(self.color("hairline"))
        bottom = area.bottom() - 0.5
        self.painter.drawLine(QPointF(area.left(), bottom), QPointF(area.right(), bottom))

    def _line(
        self, ticks: Iterable[Tick], offset: float, top: float, height: float, font: QFont, area: QRectF
    ) -> None:
        self.painter.setFont(font)
        metrics = QFontMetricsF(font)
        ticks = tuple(ticks)
        level = self._level(ticks, metrics)
        for tick in ticks:
            x0, x1 = self.scale.x(offset + tick.x0), self.scale.x(offset + tick.x1)
            self.painter.setPen(self.color("hairline"))
            self.painter.drawLine(QPointF(x0, top), QPointF(x0, top + height))
            # The upper line names its month also when its beginning is scrolled out.
            left, right = max(x0, area.left()), min(x1, area.right())
            texts = tick.texts[level:]
            text = next((t for t in texts if metrics.horizontalAdvance(t) <= right - left - 6), "")
            self.painter.setPen(self.color("text"))
            cell = QRectF(left + 4, top, right - left - 4, height)
            self.painter.drawText(cell, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _level(self, ticks: Sequence[Tick], metrics: QFontMetricsF) -> int:
        """The first form of text that fits into every span, so that all are written alike."""
        for level in range(max((len(tick.texts) for tick in ticks), default=0)):
            widths = (
                metrics.horizontalAdvance(tick.texts[level]) - (tick.x1 - tick.x0) * self.scale.day_width
                for tick in ticks
                if level < len(tick.texts)
            )
            if max(widths) <= -6:
                return level
        return 0


def bar_text(bar: Bar, *, says_code: bool) -> str:
    """What stands behind a bar: its name, who leads if the bar does not say it, and that it is late."""
    words = [bar.label]
    if not bar.is_phase and not bar.code and not bar.is_milestone:
        words.append(_UNLED)
    elif not bar.is_phase and bar.code and not says_code:
        words.append(bar.code)
    return " · ".join([*words, _LATE] if bar.is_late else words)

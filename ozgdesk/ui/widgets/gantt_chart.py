"""The chart of the plan: one painted viewport that scrolls with the table beside it.

It shows a scene and tells gestures; what they change is decided by the view. Screen readers read the table on
the same rows; the chart describes the chosen bar in a sentence.
"""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from ozgdesk import formats
from ozgdesk.domain.preview import Span
from ozgdesk.domain.view import View
from ozgdesk.present.gantt import Scene, Shift
from ozgdesk.present.time_axis import DAY_WIDTHS, ZOOMS, Zoom, header
from ozgdesk.ui import theme
from ozgdesk.ui.widgets import gantt_drag
from ozgdesk.ui.widgets.gantt_drag import Drag, Grip
from ozgdesk.ui.widgets.gantt_ground import FreeDays, KeptGround
from ozgdesk.ui.widgets.gantt_head import GanttHead
from ozgdesk.ui.widgets.gantt_paint import GanttPaint, Look
from ozgdesk.ui.widgets.gantt_scale import HEADER, ROW, ArrowIndex, Scale, fitting
from ozgdesk.ui.widgets.plain_label import plain_tip

_READABLE = 1.6


class GanttChart(QAbstractScrollArea):
    """Bars, links and calendar of the shown rows. `day_width` is in logical pixels.

    While a bar is dragged, `move_tried` and `resize_tried` tell each day it comes to, as `task_moved` and
    `task_resized` do when it is dropped; the answer is `show_shift`.
    """

    task_picked = Signal(str)
    task_opened = Signal(str)
    move_tried = Signal(str, object)
    resize_tried = Signal(str, object)
    task_moved = Signal(str, object)
    task_resized = Signal(str, object)
    tasks_linked = Signal(str, str)
    zoomed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene: Scene | None = None
        self.look = Look()
        self.scale = Scale()
        self.drag: Drag | None = None
        self.shift = Shift()
        self._rows: dict[str, int] = {}
        self._arrows = ArrowIndex(())
        self._ground = KeptGround()
        self._free: FreeDays | None = None
        self._is_fresh = False
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("Balkenplan")
        self.viewport().setMouseTracking(True)
        self.setViewportMargins(0, HEADER, 0, 0)
        self._head = GanttHead(self)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # What is shown

    def show_scene(self, scene: Scene, view: View) -> None:
        """Show another scene; zoom and the day at the left edge stay."""
        kept = None if self.scene is None else self.scene.day(self.scale.days(0))
        self.scene, self._free = scene, FreeDays(view, scene)
        self._rows = {bar.task_id: bar.row for bar in scene.bars}
        self._arrows = ArrowIndex(scene.arrows)
        self.drag, self.shift = None, Shift()
        self._set_ranges()
        self.horizontalScrollBar().setValue(round(scene.x(kept) * self.scale.day_width) if kept else 0)
        if kept is None:
            self._is_fresh = True
            self._fit_first()
        self._describe()
        self._repaint()

    def show_shift(self, spans: Mapping[str, Span], words: str) -> None:
        """Show where tasks would lie, until the gesture ends; nothing else of the scene changes."""
        found = {self._rows[id_]: span for id_, span in spans.items() if id_ in self._rows}
        self.shift = Shift(found, words)
        self.viewport().update()

    def pick(self, task_id: str) -> None:
        """Mark a row as chosen and bring its bar into sight sideways."""
        if self.look.picked != task_id:
            self.look = replace(self.look, picked=task_id)
            self._describe()
            self._repaint()

    def reveal(self, task_id: str) -> None:
        """Scroll sideways until the bar of a task can be seen."""
        row = self._rows.get(task_id)
        if row is None or self.scene is None:
            return
        rect = self.scale.bar_rect(self.scene.bars[row])
        width = self.viewport().width()
        if not rect.isNull() and (rect.right() < 40 or rect.left() > width - 80):
            self.horizontalScrollBar().setValue(round(self.scale.left + rect.left() - width / 4))

    def set_look(self, *, critical: bool | None = None, baseline: bool | None = None) -> None:
        """Show or hide the critical path and the baseline."""
        if critical is not None:
            self.look = replace(self.look, critical=critical)
        if baseline is not None:
            self.look = replace(self.look, baseline=baseline)
        self._repaint()

    def zoom(self, by: int) -> None:
        """One step nearer (1) or farther (-1); the middle of the chart stays where it is."""
        self._set_day_width(self.scale.stepped(by).day_width)

    def fit(self) -> None:
        """Show the whole plan from first to last bar."""
        if self.scene is None:
            return
        first, width = fitting(self.scene, self.viewport().width())
        self._set_day_width(width)
        self.horizontalScrollBar().setValue(round(first * width) - 20)

    def show_zoom(self, zoom: Zoom) -> None:
        """Show days, weeks, months or quarters in their usual width."""
        self._set_day_width(DAY_WIDTHS[zoom])

    def show_today(self) -> None:
        """Scroll to the Stichtag."""
        if self.scene is not None:
            left = self.scene.today * self.scale.day_width - self.viewport().width() / 4
            self.horizontalScrollBar().setValue(round(left))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.scene is None:
            return
        painter = QPainter(self.viewport())
        paint = self._brush(painter)
        rows, shift = self.scale.rows(self.viewport().height(), len(self.scene.bars)), self.shift
        self._paint_ground(painter, self.scene, rows)
        for row in rows:
            if row in shift.spans:
                paint.former(self.scene.bars[row])
            paint.bar(shift.bar(self.scene, row), self.scene.today)
        if self.drag is not None and self.drag.has_begun:
            paint.gesture(self.drag, self.scene)
        elif self.look.hovered in self._rows:
            paint.handle(self.scene.bars[self._rows[self.look.hovered]])
        painter.end()

    def _brush(self, painter: QPainter) -> GanttPaint:
        return GanttPaint(painter, self, self.scale, self.look, self._rows.get(self.look.picked))

    def _paint_ground(self, painter: QPainter, scene: Scene, rows: range) -> None:
        """Days and links under the bars; in a drag, a picture of what stands still, and on it what moves."""
        shift, arrows = self.shift, self._arrows.among(rows)
        moving = frozenset(arrow for arrow in arrows if shift.moves(arrow))
        width, days = self.viewport().width(), self._days_in_sight()

        def paint_still(painter: QPainter) -> None:
            head = header(self.scale.zoom, scene.day(days.start), scene.day(days.stop))
            paint, area = self._brush(painter), QRectF(self.viewport().rect())
            free = self._free.spans(days) if self._free else ()
            paint.ground(area, rows, free, head.upper, float(days.start), scene.today)
            paint.arrows(arrows - moving, width)

        if self.drag is None:
            paint_still(painter)
        else:
            state = (scene, self.scale, self.look, moving, theme.is_dark())
            self._ground.draw(painter, self.viewport(), state, paint_still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._brush(painter).arrows((shift.arrow(scene, arrow) for arrow in moving), width)

    def paint_header(self, painter: QPainter, area: QRectF) -> None:
        """Paint both lines of the header into the strip above the viewport."""
        if self.scene is None:
            painter.fillRect(area, theme.role(self, "sunken"))
            return
        offset = self._days_in_sight()
        head = header(self.scale.zoom, self.scene.day(offset.start), self.scene.day(offset.stop))
        paint = self._brush(painter)
        paint.header(head, float(offset.start), area)
        x = self.scale.x(self.scene.today)
        painter.setPen(QPen(theme.role(self, "today"), 1.5))
        painter.drawLine(QPointF(x, HEADER / 2), QPointF(x, HEADER))

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.scene is None or event.button() != Qt.MouseButton.LeftButton:
            return
        row = self.scale.row(event.position().y())
        if 0 <= row < len(self.scene.bars):
            self.task_picked.emit(self.scene.bars[row].task_id)
        linking = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        found = gantt_drag.hit(self.scene, self.scale, event.position(), linking=linking)
        if found is not None:
            self.drag = Drag(found, event.position(), event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.scene is None:
            return
        if self.drag is not None:
            days = self.drag.days(self.scale)
            self.drag = replace(self.drag, now=event.position())
            if self.drag.days(self.scale) != days:
                self._try(self.drag)
            self._say_gesture(event.globalPosition().toPoint())
            self.viewport().update()
            return
        found = gantt_drag.hit(self.scene, self.scale, event.position())
        hovered = found.bar.task_id if found else ""
        shape = gantt_drag.CURSORS[found.grip] if found else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        if hovered != self.look.hovered:
            self.look = replace(self.look, hovered=hovered)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag = self.drag
        self._end_drag()
        if drag is None or self.scene is None or not drag.has_begun:
            return
        drag = replace(drag, now=event.position())
        task_id = drag.hit.bar.task_id
        if drag.hit.grip is Grip.LINK:
            row = gantt_drag.target_row(self.scale, self.scene, drag.now)
            if row is not None and self.scene.bars[row].task_id != task_id:
                self.tasks_linked.emit(task_id, self.scene.bars[row].task_id)
        elif drag.days(self.scale):
            start, finish = gantt_drag.ghost_days(drag, self.scene, self.scale)
            if drag.hit.grip is Grip.END:
                self.task_resized.emit(task_id, finish)
            else:
                self.task_moved.emit(task_id, start)

    def _try(self, drag: Drag) -> None:
        """Let the view say what would move; back where it began, nothing does."""
        self.shift = Shift()
        if self.scene is None or drag.hit.grip is Grip.LINK or not drag.days(self.scale):
            return
        start, finish = gantt_drag.ghost_days(drag, self.scene, self.scale)
        if drag.hit.grip is Grip.END:
            self.resize_tried.emit(drag.hit.bar.task_id, finish)
        else:
            self.move_tried.emit(drag.hit.bar.task_id, start)

    def _end_drag(self) -> None:
        self.drag, self.shift, self._ground = None, Shift(), KeptGround()
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.scale.row(event.position().y())
        if self.scene is not None and 0 <= row < len(self.scene.bars):
            self.task_opened.emit(self.scene.bars[row].task_id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._rows.get(self.look.picked, -1)
        steps = {
            Qt.Key.Key_Down: row + 1,
            Qt.Key.Key_Up: row - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._rows) - 1,
        }
        target = steps.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self.drag is not None:
            self._end_drag()
            QToolTip.hideText()
        elif target is not None and self.scene is not None and 0 <= target < len(self.scene.bars):
            self.task_picked.emit(self.scene.bars[target].task_id)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.look.picked:
            self.task_opened.emit(self.look.picked)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            way = 80 if event.key() == Qt.Key.Key_Right else -80
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + way)
        else:
            event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.tip_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(text), self.viewport())
            return True
        if event.type() == QEvent.Type.Leave and self.look.hovered:
            self.look = replace(self.look, hovered="")
            self.viewport().update()
        return super().viewportEvent(event)

    def tip_at(self, at: QPointF) -> str:
        """The sentence about what lies at a point: a bar, or a day without work."""
        if self.scene is None:
            return ""
        found = gantt_drag.hit(self.scene, self.scale, at)
        if found is not None:
            return found.bar.sentence
        offset = int(self.scale.days(at.x()) // 1)
        name = self._free.name(offset) if self._free else ""
        return f"{formats.weekday_and_day(self.scene.day(offset))}: {name}" if name else ""

    # Inside

    def _say_gesture(self, where: QPoint) -> None:
        if self.drag is not None and self.scene is not None and self.drag.has_begun:
            text = gantt_drag.words(self.drag, self.scene, self.scale, self.shift)
            QToolTip.showText(where, plain_tip(text), self.viewport())

    def _fit_first(self) -> None:
        """Show a plan that was just opened as a whole, or its present where the bars would be too small."""
        if not self._is_fresh or not self.isVisible():
            return
        self._is_fresh = False
        self.fit()
        if not _READABLE <= self.scale.day_width <= DAY_WIDTHS[Zoom.WEEK]:
            self.show_zoom(Zoom.MONTH if self.scale.day_width < _READABLE else Zoom.WEEK)
            self.show_today()

    def _set_day_width(self, width: float) -> None:
        middle = self.scale.days(self.viewport().width() / 2)
        self.scale = replace(self.scale, day_width=width)
        self._set_ranges()
        self.horizontalScrollBar().setValue(round(middle * width - self.viewport().width() / 2))
        self._on_scrolled()
        self.zoomed.emit(ZOOMS[self.scale.zoom])

    def _set_ranges(self) -> None:
        if self.scene is None:
            return
        size = self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(round(self.scene.days * self.scale.day_width) - size.width(), 0))
        across.setPageStep(size.width())
        across.setSingleStep(40)
        down.setRange(0, max(len(self.scene.bars) * ROW - size.height(), 0))
        down.setPageStep(size.height())
        down.setSingleStep(ROW)

    def _on_scrolled(self) -> None:
        self.scale = replace(
            self.scale, left=self.horizontalScrollBar().value(), top=self.verticalScrollBar().value()
        )
        self._repaint()

    def _days_in_sight(self) -> range:
        """The days to paint, as whole x."""
        return range(int(self.scale.days(0) // 1), int(self.scale.days(self.viewport().width()) // 1) + 1)

    def _describe(self) -> None:
        row = self._rows.get(self.look.picked)
        text = self.scene.bars[row].sentence if self.scene is not None and row is not None else ""
        self.setAccessibleDescription(text)

    def _repaint(self) -> None:
        self.viewport().update()
        self._head.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._head.setGeometry(self.viewport().x(), 0, self.viewport().width(), HEADER)
        self._set_ranges()
        self._fit_first()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_first()

    def sizeHint(self) -> QSize:
        return QSize(800, 400)

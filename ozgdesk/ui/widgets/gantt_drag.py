"""What a pressed mouse button does in the chart: move a bar, pull its end, or draw a link to another one."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt

from ozgdesk import formats
from ozgdesk.present.gantt import Bar, Scene, Shift
from ozgdesk.ui.widgets.gantt_scale import ROW, Scale

GRIP = 6
HANDLE = 5
_HANDLE_GAP = 9
LEAST_WAY = 4


class Grip(Enum):
    """The part of a bar under the mouse."""

    BODY = auto()
    END = auto()
    LINK = auto()


CURSORS = {
    Grip.BODY: Qt.CursorShape.OpenHandCursor,
    Grip.END: Qt.CursorShape.SizeHorCursor,
    Grip.LINK: Qt.CursorShape.CrossCursor,
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A bar under the mouse and the part of it."""

    bar: Bar
    grip: Grip


@dataclass(frozen=True, slots=True)
class Drag:
    """A gesture under way, from where the button was pressed to where the mouse is now."""

    hit: Hit
    pressed: QPointF
    now: QPointF

    @property
    def has_begun(self) -> bool:
        """Whether the mouse has gone far enough to mean it."""
        return (self.now - self.pressed).manhattanLength() >= LEAST_WAY

    def days(self, scale: Scale) -> int:
        """How many days the mouse has gone."""
        return round((self.now.x() - self.pressed.x()) / scale.day_width)


def handle_center(scale: Scale, bar: Bar) -> QPointF:
    """The middle of the small circle behind a bar from which a link is drawn."""
    rect = scale.bar_rect(bar)
    return QPointF(rect.right() + _HANDLE_GAP, rect.center().y())


def hit(scene: Scene, scale: Scale, at: QPointF, *, linking: bool = False) -> Hit | None:
    """The bar at a point; with `linking` (Strg held) every part of it draws a link."""
    row = scale.row(at.y())
    if not 0 <= row < len(scene.bars):
        return None
    bar = scene.bars[row]
    rect = scale.bar_rect(bar)
    if rect.isNull():
        return None
    circle = handle_center(scale, bar) - at
    if circle.manhattanLength() <= HANDLE + 2:
        return Hit(bar, Grip.LINK)
    if not rect.adjusted(-3, -4, 3, 4).contains(at):
        return None
    if linking:
        return Hit(bar, Grip.LINK)
    can_resize = not (bar.is_phase or bar.is_milestone or bar.is_done)
    if can_resize and rect.right() - at.x() <= min(GRIP, rect.width() / 3):
        return Hit(bar, Grip.END)
    return Hit(bar, Grip.BODY)


def ghost(drag: Drag, scale: Scale) -> QRectF:
    """Where the bar will lie when the button is released."""
    rect = scale.bar_rect(drag.hit.bar)
    way = drag.days(scale) * scale.day_width
    if drag.hit.grip is Grip.END:
        return rect.adjusted(0, 0, max(way, scale.day_width - rect.width()), 0)
    return rect.translated(way, 0)


def ghost_days(drag: Drag, scene: Scene, scale: Scale) -> tuple[date, date]:
    """First and last day of the bar when the button is released."""
    bar = drag.hit.bar
    moved = timedelta(days=drag.days(scale))
    start, finish = scene.day(bar.x0 or 0.0), last_day(scene, bar)
    if drag.hit.grip is Grip.END:
        return start, max(start, finish + moved)
    return start + moved, finish + moved


def last_day(scene: Scene, bar: Bar) -> date:
    """The last day a bar touches."""
    x0, x1 = bar.x0 or 0.0, bar.x1 or 0.0
    return scene.day(max(x0, x1 - 0.001))


def target_row(scale: Scale, scene: Scene, at: QPointF) -> int | None:
    """The row a link would end in."""
    row = scale.row(at.y())
    return row if 0 <= row < len(scene.bars) and 0 <= at.y() + scale.top < len(scene.bars) * ROW else None


def words(drag: Drag, scene: Scene, scale: Scale, shift: Shift) -> str:
    """What is said at the mouse: the bar a link would reach, or when the dragged one would lie."""
    if drag.hit.grip is not Grip.LINK:
        return shift.words or formats.period(*ghost_days(drag, scene, scale))
    row = target_row(scale, scene, drag.now)
    return "" if row is None else f"Verknüpfen mit „{scene.bars[row].label}“"

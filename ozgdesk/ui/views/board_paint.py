"""How the parts of the board look: heads, cards, folds and figures. Where they lie stands in the scene."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from ozgdesk import formats
from ozgdesk.domain.vocabulary import Role
from ozgdesk.present.board import BoardCard
from ozgdesk.present.board_notes import CardNote
from ozgdesk.present.board_places import BoardPlace
from ozgdesk.present.board_scene import HEADER, LANE_HEAD, NOTE, CardBox, ColumnBox, FoldBox, LaneBox
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.code_chip import chip_width, paint_chip
from ozgdesk.ui.widgets.light import paint_light

RADIUS = 6
PAD = 8
GAP_BELOW = 8
"""Pixels of a lane head below its ground, before the first cards."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


DEPUTY = f"(i.{formats.NO_BREAK_SPACE}V.)"

_NOTE_ICONS = {
    "waiting": "clock",
    "council": "council",
    "resolution": "decision",
    "follow_up": "follow_up",
    "reason": "info",
    "deviation": "agreement",
    "absence": "person_leaves",
}


def paint_column(
    painter: QPainter, column: ColumnBox, x: int, widget: QWidget, limit: BoardPlace | None = None
) -> None:
    """The head of a column at `x`: its title, up to two lines, how many cards it holds and may hold."""
    area = QRect(x + PAD + 4, 0, column.width - 2 * PAD, HEADER - 1)
    if limit is not None:
        area.setRight(area.right() - paint_figures(painter, limit, area, widget) - PAD)
    font = theme.font(-1.5, strong=True)
    painter.setFont(font)
    painter.setPen(theme.role(widget, "text" if column.count else "muted"))
    text = f"{column.title}  {column.count}" if column.count and limit is None else column.title
    painter.drawText(area, _LEFT | Qt.TextFlag.TextWordWrap, text)


def paint_figures(painter: QPainter, limit: BoardPlace, area: QRect, widget: QWidget) -> int:
    """How full a place is, `3/5`, at the right of an area, marked where it is too full; returns the width."""
    text = limit.figures
    painter.setFont(theme.font(-1.5, strong=limit.is_exceeded))
    painter.setPen(theme.role(widget, "warning" if limit.is_exceeded else "muted"))
    line = area.adjusted(0, 0, -PAD, 0)
    painter.drawText(line, _RIGHT, text)
    width = QFontMetrics(painter.font()).horizontalAdvance(text)
    name = "warning" if limit.is_exceeded else "lock" if limit.is_hard else ""
    if name:
        mark = QRect(line.right() - width - 17, line.y(), 14, line.height())
        icon(name, "warning" if limit.is_exceeded else "muted").paint(painter, mark)
        width += 17
    return width + PAD


def paint_fold(painter: QPainter, fold: FoldBox, area: QRect, widget: QWidget) -> None:
    """The line that shows what was done long ago, or folds it away."""
    icon("chevron_up" if fold.is_open else "chevron_down", "muted").paint(
        painter, QRect(area.x() + PAD, area.y(), 16, area.height())
    )
    painter.setFont(theme.font(-1.5))
    painter.setPen(theme.role(widget, "muted"))
    words = f"{formats.number(fold.count)} ältere {'ausblenden' if fold.is_open else 'zeigen'}"
    painter.drawText(area.adjusted(PAD + 20, 0, 0, 0), _LEFT, words)


def paint_lane_head(
    painter: QPainter, lane: LaneBox, y: int, width: int, widget: QWidget, limit: BoardPlace | None = None
) -> None:
    """The head of a lane at `y`, over the whole visible width: arrow, chip, name, figures."""
    painter.fillRect(QRect(0, y, width, LANE_HEAD - GAP_BELOW), theme.role(widget, "sunken"))
    arrow = icon("chevron_right" if lane.is_collapsed else "chevron_down")
    arrow.paint(painter, QRect(PAD, y, 16, LANE_HEAD - GAP_BELOW))
    x = PAD + 24
    if lane.lane.code:
        chip = chip_width(lane.lane.code)
        paint_chip(painter, QRect(x, y + 7, chip, 18), lane.lane.code, lane.lane.color)
        x += chip + PAD
    painter.setFont(theme.font(strong=True))
    painter.setPen(theme.role(widget, "text"))
    name_width = QFontMetrics(painter.font()).horizontalAdvance(lane.lane.name)
    painter.drawText(QRect(x, y, name_width + 4, LANE_HEAD - GAP_BELOW), _LEFT, lane.lane.name)
    painter.setFont(theme.font(-1))
    x += name_width + 2 * PAD
    for role, text in lane_figures(lane):
        painter.setPen(theme.role(widget, role))
        painter.drawText(QRect(x, y, max(width - x, 0), LANE_HEAD - GAP_BELOW), _LEFT, text)
        x += QFontMetrics(painter.font()).horizontalAdvance(text)
    if limit is not None:
        x += PAD
        size = QFontMetrics(painter.font()).horizontalAdvance(limit.figures) + 17 + 2 * PAD
        paint_figures(painter, limit, QRect(x, y, size, LANE_HEAD - GAP_BELOW), widget)


def lane_figures(lane: LaneBox) -> list[tuple[str, str]]:
    """The figures of a lane as (colour role, words): "5 federführend · 12 Zuarbeiten", " · 1 verspätet"."""
    row = lane.lane
    words = f"{row.led} {'federführend' if row.code else 'offen'}"
    if row.contributions:
        words += f" · {formats.count(row.contributions, 'Zuarbeit', 'Zuarbeiten')}"
    found = [("muted", words)]
    return [*found, ("danger", f" · {row.late} verspätet")] if row.late else found


def paint_card(painter: QPainter, place: CardBox, area: QRect, widget: QWidget, *, state: str = "") -> None:
    """One card in `area`; `state` is "selected" (with focus), "marked" (without), "dragged" or nothing."""
    card = place.card
    is_part = card.role == Role.CONTRIBUTOR.value
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, area, widget, state, is_part)
    inner = area.adjusted(PAD + 2, 6, -PAD, -6)
    if card.is_delivered:
        _paint_done(painter, card, inner, widget)
    else:
        _paint_open(painter, card, inner, widget)
    if not is_part and not card.is_delivered:
        _paint_progress(painter, card, area, widget)
    painter.restore()


def _paint_open(painter: QPainter, card: BoardCard, inner: QRect, widget: QWidget) -> None:
    """Head, name, notes and foot of a card that is not done."""
    is_part = card.role == Role.CONTRIBUTOR.value
    _paint_head(painter, card, inner, widget)
    lines = 1 if is_part else 2
    text = QRect(inner.x(), inner.y() + 19, inner.width(), 18 * lines)
    _paint_lines(painter, card.name, text, theme.role(widget, "muted" if is_part else "text"), lines)
    y = text.bottom() + 1
    for note in card.notes:
        _paint_note(painter, note, QRect(inner.x(), y, inner.width(), NOTE), widget)
        y += NOTE
    _paint_foot(painter, card, inner, widget)


def _paint_note(painter: QPainter, note: CardNote, line: QRect, widget: QWidget) -> None:
    role = "danger" if note.is_urgent else "warning" if note.kind == "deviation" else "muted"
    icon(_NOTE_ICONS[note.kind], role).paint(painter, QRect(line.x() - 1, line.y(), 14, line.height()))
    painter.setFont(theme.font(-1.5))
    painter.setPen(theme.role(widget, role))
    room = line.adjusted(18, 0, 0, 0)
    shown = QFontMetrics(painter.font()).elidedText(note.text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, shown)


def _paint_ground(painter: QPainter, area: QRect, widget: QWidget, state: str, is_part: bool) -> None:
    outline = {"selected": "focus", "marked": "accent", "dragged": "accent"}.get(state, "")
    pen = QPen(theme.role(widget, outline or "hairline"), 2 if outline else 1)
    if is_part and not outline:
        pen = QPen(theme.role(widget, "border"), 1, Qt.PenStyle.DotLine)
    painter.setPen(pen)
    ground = theme.role(widget, "selection" if state == "selected" else "raised")
    painter.setBrush(Qt.BrushStyle.NoBrush if is_part and not state else ground)
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


def _paint_done(painter: QPainter, card: BoardCard, inner: QRect, widget: QWidget) -> None:
    """One line for what is done: tick, number, name."""
    icon("check", "success").paint(painter, QRect(inner.x() - 2, inner.y(), 16, inner.height()))
    line = inner.adjusted(20, 0, 0, 0)
    for text, strong in ((card.number, True), (card.name, False)):
        font = theme.font(-1.5, strong=strong)
        painter.setFont(font)
        painter.setPen(theme.role(widget, "muted"))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, _LEFT, shown)
        line.setLeft(line.left() + QFontMetrics(font).horizontalAdvance(shown) + 6)


def _paint_head(painter: QPainter, card: BoardCard, inner: QRect, widget: QWidget) -> None:
    line = QRect(inner.x(), inner.y(), inner.width(), 18)
    x = line.x()
    if card.is_milestone:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.role(widget, "milestone"))
        painter.drawPolygon(_diamond(QPointF(x + 5, line.center().y() + 1)))
        x += 15
    if card.role == Role.CONTRIBUTOR.value:
        painter.setPen(QPen(theme.role(widget, "border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(x + 0.5, line.y() + 2.5, 13, 13), 3, 3)
        x += 20
    painter.setFont(theme.font(-1.5, strong=True))
    painter.setPen(theme.role(widget, "muted"))
    text = card.number
    if card.role == Role.CONTRIBUTOR.value:
        text = f"{card.number}  für {card.lead_code}" if card.lead_code else card.number
    painter.drawText(QRect(x, line.y(), line.right() - x, line.height()), _LEFT, text)
    if card.light != "grey":
        paint_light(painter, QRect(line.right() - 13, line.y() + 2, 14, 14), card.light, widget)


def _paint_foot(painter: QPainter, card: BoardCard, inner: QRect, widget: QWidget) -> None:
    line = QRect(inner.x(), inner.bottom() - 19, inner.width(), 18)
    used = _paint_due(painter, card, line, widget) if card.due is not None else 0
    name, ending = (card.deputy, f" {DEPUTY}") if card.deputy else (card.person, "")
    if used:
        line.setLeft(line.x() + used + PAD)
    painter.setFont(theme.font(-1.5))
    painter.setPen(theme.role(widget, "muted"))
    metrics = QFontMetrics(painter.font())
    room = line.width() - metrics.horizontalAdvance(ending)
    shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
    painter.drawText(line, _RIGHT if used else _LEFT, shown + ending)


def _paint_due(painter: QPainter, card: BoardCard, line: QRect, widget: QWidget) -> int:
    """The day a card is due; returns how wide it is."""
    text = formats.short_day(card.due) if card.due is not None else ""
    painter.setFont(theme.font(-1.5, strong=card.is_late))
    painter.setPen(theme.role(widget, "danger" if card.is_late else "muted"))
    painter.drawText(line, _LEFT, text)
    return QFontMetrics(painter.font()).horizontalAdvance(text)


def _paint_progress(painter: QPainter, card: BoardCard, area: QRect, widget: QWidget) -> None:
    """A bar along the lower edge, only where work has begun and is not done."""
    if not 0 < card.progress < 100:
        return
    track = QRectF(area.x() + PAD + 2, area.bottom() - 5, area.width() - 2 * PAD - 4, 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.role(widget, "hairline"))
    painter.drawRoundedRect(track, 1.5, 1.5)
    track.setWidth(track.width() * card.progress / 100)
    painter.setBrush(theme.role(widget, "bar"))
    painter.drawRoundedRect(track, 1.5, 1.5)


def _paint_lines(painter: QPainter, text: str, area: QRect, color: QColor, most: int) -> None:
    """A text in at most so many lines, the last one shortened."""
    font = theme.font(-0.5)
    painter.setFont(font)
    painter.setPen(color)
    metrics = QFontMetrics(font)
    lines = _broken(text, font, area.width())
    shown = lines[:most]
    if len(lines) > most:
        rest = "".join(lines[most - 1 :])
        shown[-1] = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, area.width())
    for number, line in enumerate(shown):
        row = QRect(area.x(), area.y() + number * 17, area.width(), 18)
        painter.drawText(row, _LEFT, line)


def _broken(text: str, font: QFont, width: int) -> list[str]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return found


def _diamond(center: QPointF) -> QPolygonF:
    corners = ((0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0))
    return QPolygonF([center + QPointF(x, y) for x, y in corners])

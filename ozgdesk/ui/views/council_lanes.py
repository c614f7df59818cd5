"""The lanes of a matter, drawn: per municipality the stations as a chain with day, body, role and result."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ozgdesk import formats
from ozgdesk.present.council import ConsultationRow, Fan, Lane
from ozgdesk.ui import theme
from ozgdesk.ui.icons import pixmap
from ozgdesk.ui.widgets.code_chip import HEIGHT, chip_width, paint_chip

CARD_HEIGHT = 96
NARROWEST, WIDEST = 168, 260
GAP = 24
LEFT = 24
NAME = 108
LANE_GAP = 16
TITLE = 26

EMPTY = (
    "Hier steht, welchen Weg eine Vorlage in jeder Kommune nimmt. Legen Sie oben mit „Vorlage“ die erste an, "
    "oder zuerst im Ort „Vereinbarung“ eine Vereinbarung."
)
NO_MUNICIPALITY = (
    "Hier steht, welchen Weg eine Vorlage in jeder Kommune nimmt. Legen Sie zuerst im Ort „Übersicht“ eine "
    "Kommune an."
)

SYMBOLS = {
    "passed": ("ok", "success"),
    "changed": ("edit", "warning"),
    "failed": ("failed", "danger"),
    "returned": ("clock", "warning"),
    "noted": ("info", "muted"),
    "open": ("deadline", "muted"),
    "unknown": ("unknown", "warning"),
}
"""Icon and colour of a result; the word stands beside it."""


@dataclass(frozen=True, slots=True)
class Card:
    """Where a station, or (`station` None) the hint of an empty lane, is drawn."""

    rect: QRect
    lane: Lane
    station: ConsultationRow | None
    paper_id: str


class CouncilLanes(QWidget):
    """Draws one matter. `picked(id)` and `opened(id)` name a station, `paper_wanted(id)` a municipality.

    Arrows move between stations, Return opens. The table beside it says the same in rows.
    """

    picked = Signal(str)
    opened = Signal(str)
    paper_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName("Wege durch die Gremien")
        self._fan: Fan | None = None
        self._hint = EMPTY
        self._cards: tuple[Card, ...] = ()
        self._titles: list[tuple[QRect, str]] = []
        self._lanes: list[tuple[QRect, Lane]] = []
        self.current_id = ""

    def show_fan(self, fan: Fan | None, hint: str = EMPTY) -> None:
        """Draw another matter, or the same one again; without one, the hint what to do first."""
        self._fan = fan
        self._hint = hint
        self._lay_out()
        self.setAccessibleDescription(described(fan) if fan else hint)
        self.updateGeometry()
        self.setMinimumSize(self.sizeHint())
        self.update()

    def pick(self, station_id: str) -> None:
        """Mark a station."""
        self.current_id = station_id
        self.update()

    def card_rect(self, station_id: str) -> QRect | None:
        """Where a station is drawn."""
        found = (card.rect for card in self._cards if card.station and card.station.id == station_id)
        return next(found, None)

    def sizeHint(self) -> QSize:
        most = self._most_stations()
        right = LEFT + NAME + most * NARROWEST + (most - 1) * GAP
        bottom = max((rect.bottom() for rect, _ in self._lanes), default=theme.step(20))
        return QSize(right + LEFT, bottom + theme.step(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._lanes:
            painter.setPen(theme.role(self, "muted"))
            area = self.rect().adjusted(LEFT, theme.step(6), -LEFT, 0)
            painter.drawText(area, Qt.TextFlag.TextWordWrap, self._hint)
        for rect, lane in self._lanes:
            self._paint_lane(painter, rect, lane)
        for rect, title in self._titles:
            painter.setFont(theme.font(-1))
            painter.setPen(theme.role(self, "muted"))
            words = QFontMetrics(painter.font()).elidedText(title, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        before: Card | None = None
        for card in self._cards:
            if before is not None and before.paper_id and before.paper_id == card.paper_id:
                self._paint_arrow(painter, before.rect, card.rect)
            self._paint_card(painter, card)
            before = card
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        card = self._card_at(event.position().toPoint())
        if card is None:
            return
        if card.station is None:
            self.paper_wanted.emit(card.lane.municipality.id)
        else:
            self._go(card.station.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        card = self._card_at(event.position().toPoint())
        if card is not None and card.station is not None:
            self.opened.emit(card.station.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        stations = [card.station.id for card in self._cards if card.station is not None]
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        way = ways.get(Qt.Key(event.key()))
        if way is not None and stations:
            at = stations.index(self.current_id) + way if self.current_id in stations else 0
            self._go(stations[min(max(at, 0), len(stations) - 1)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.current_id:
            self.opened.emit(self.current_id)
        else:
            super().keyPressEvent(event)

    def event(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            card = self._card_at(event.pos())
            QToolTip.showText(event.globalPos(), _tip(card) if card and card.station else "", self)
            return True
        return super().event(event)  # type: ignore[arg-type]

    def _go(self, station_id: str) -> None:
        self.pick(station_id)
        self.picked.emit(station_id)

    def _card_at(self, point: QPoint) -> Card | None:
        return next((card for card in self._cards if card.rect.contains(point)), None)

    def _most_stations(self) -> int:
        papers = [paper for lane in (self._fan.lanes if self._fan else ()) for paper in lane.papers]
        return max((len(paper.consultations) for paper in papers), default=1) or 1

    def _lay_out(self) -> None:
        """Spread the longest way over the width; a card is as wide as all others."""
        most = self._most_stations()
        room = self.width() - 2 * LEFT - NAME - (most - 1) * GAP
        size = QSize(min(max(room // most, NARROWEST), WIDEST), CARD_HEIGHT)
        cards: list[Card] = []
        self._titles, self._lanes = [], []
        top = theme.step(2)
        for lane in self._fan.lanes if self._fan else ():
            start = top
            for paper in lane.papers:
                title = " · ".join(word for word in (paper.reference, paper.title) if word)
                width = max(self.width() - 2 * LEFT - NAME, WIDEST)
                self._titles.append((QRect(LEFT + NAME, top, width, TITLE), title))
                top += TITLE
                left = LEFT + NAME
                for station in paper.consultations:
                    cards.append(Card(QRect(QPoint(left, top), size), lane, station, paper.id))
                    left += size.width() + GAP
                top += CARD_HEIGHT + theme.step(2)
            if not lane.papers:
                rect = QRect(LEFT + NAME, top + theme.step(2), size.width(), theme.step(11))
                cards.append(Card(rect, lane, None, ""))
                top += theme.step(15)
            self._lanes.append((QRect(LEFT, start, NAME, top - start), lane))
            top += LANE_GAP
        self._cards = tuple(cards)

    def _paint_lane(self, painter: QPainter, rect: QRect, lane: Lane) -> None:
        painter.setPen(QPen(theme.role(self, "hairline"), 1))
        painter.drawLine(
            LEFT, rect.bottom() + LANE_GAP // 2, self.width() - LEFT, rect.bottom() + LANE_GAP // 2
        )
        tag = lane.municipality
        chip = QRect(rect.left(), rect.top() + theme.step(1), chip_width(tag.code), HEIGHT)
        paint_chip(painter, chip, tag.code, tag.color)
        painter.setFont(theme.font(-0.5))
        painter.setPen(theme.role(self, "text"))
        words = QRect(rect.left(), chip.bottom() + theme.step(1), NAME - theme.step(2), theme.step(10))
        painter.drawText(words, Qt.TextFlag.TextWordWrap, tag.name)

    def _paint_arrow(self, painter: QPainter, start: QRect, end: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.role(self, "link"), 1.5))
        middle = start.center().y()
        tip = end.left() - 6
        painter.drawLine(start.right() + 6, middle, tip, middle)
        painter.drawLine(tip - 5, middle - 5, tip, middle)
        painter.drawLine(tip - 5, middle + 5, tip, middle)
        painter.restore()

    def _paint_card(self, painter: QPainter, card: Card) -> None:
        station = card.station
        is_current = station is not None and station.id == self.current_id
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPen(theme.role(self, "focus" if is_current and self.hasFocus() else "border"))
        frame.setWidthF(2.0 if is_current else 1.0)
        if station is None:
            frame.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(frame)
        painter.setBrush(theme.role(self, "selection" if is_current else "surface"))
        painter.drawRoundedRect(QRectF(card.rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.restore()
        if station is None:
            painter.setFont(theme.font())
            painter.setPen(theme.role(self, "muted"))
            painter.drawText(card.rect, Qt.AlignmentFlag.AlignCenter, "keine Vorlage, anlegen")
        else:
            self._paint_station(painter, card.rect.adjusted(10, 8, -10, -8), station)

    def _paint_station(self, painter: QPainter, box: QRect, row: ConsultationRow) -> None:
        day = formats.day(row.date) if row.date else "ohne Termin"
        name_face = theme.font(strong=row.is_final)
        is_long = QFontMetrics(name_face).horizontalAdvance(row.committee) > box.width()
        lines = (
            (row.committee_short if is_long else row.committee, name_face, "text"),
            (f"{day} · {row.role_text}", theme.font(-1), "muted"),
        )
        top = box.top()
        for text, face, role in lines:
            painter.setFont(face)
            painter.setPen(theme.role(self, role))
            metrics = QFontMetrics(face)
            words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(QPoint(box.left(), top + metrics.ascent()), words)
            top += metrics.height() + 1
        name, role = SYMBOLS[row.symbol]
        side = 16
        line = QRect(box.left(), top + 4, box.width(), box.bottom() - top - 4)
        mark = pixmap(name, side, role, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(line.left(), line.center().y() - side // 2), mark)
        painter.setFont(theme.font(-0.5))
        painter.setPen(theme.role(self, "text"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(line.adjusted(side + 6, 0, 0, 0), flags, _result(row))
        if row.questions or row.is_suspended:
            warn = pixmap("warning", side, "warning", self.devicePixelRatioF())
            painter.drawPixmap(QPoint(box.right() - side, box.top()), warn)


def _result(row: ConsultationRow) -> str:
    return "ausgesetzt" if row.is_suspended else row.result_text


def _tip(card: Card) -> str:
    row = card.station
    if row is None:
        return ""
    parts = [
        row.committee,
        f"{formats.day(row.date) if row.date else 'ohne Termin'}, {row.role_text}",
        ", ".join(word for word in (_result(row), row.votes_text) if word),
        "entscheidende Station" if row.is_final else "",
        *row.questions,
    ]
    return "\n".join(part for part in parts if part)


def described(fan: Fan) -> str:
    """The lanes in words, for screen readers."""
    parts = []
    for lane in fan.lanes:
        stations = [
            f"{row.committee} {formats.day(row.date) if row.date else 'ohne Termin'} {_result(row)}"
            for paper in lane.papers
            for row in paper.consultations
        ]
        parts.append(f"{lane.municipality.name}: {', '.join(stations) or 'keine Vorlage'}")
    return ". ".join(parts)

"""The preview of a sheet: its pages below each other, painted as they become ready, where they are seen."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ozgdesk import formats
from ozgdesk.ui import theme
from ozgdesk.ui.views.report_pages import Paper

GAP = theme.step(5)
STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)  # pixels per point, beside the fitting size
MOST_PICTURES = 24
MOST_PIXELS = 3200  # width of a picture; a larger page is stretched instead of filling the memory

Ask = Callable[[int, int], None]


class Preview(QAbstractScrollArea):
    """Shows a Paper. `ask(page, pixels)` requests a picture, which `show_picture` brings; `zoomed` tells."""

    zoomed = Signal()

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._paper: Paper | None = None
        self._message = ""
        self._pictures: dict[int, QImage] = {}
        self._asked: dict[int, int] = {}
        self._zoom: float | None = None  # None fits the width
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Vorschau")
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())

    def show_paper(self, paper: Paper, title: str) -> None:
        """Show another document from its first page; with the same number of pages the place stays."""
        stays = self._paper is not None and len(self._paper.sizes) == len(paper.sizes)
        self._paper, self._message = paper, ""
        self._asked.clear()
        pages = formats.count(len(paper.sizes), "Seite", "Seiten")
        self.setAccessibleName(f"Vorschau: {title}, {pages}")
        self._measure()
        if not stays:
            self._pictures.clear()
            self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def show_message(self, text: str) -> None:
        """Show a sentence instead of pages."""
        self._paper, self._message = None, text
        self._pictures.clear()
        self.setAccessibleName(f"Vorschau: {text}")
        self._measure()
        self.viewport().update()

    def show_picture(self, number: int, image: QImage) -> None:
        """A picture that was asked for is there."""
        self._pictures[number] = image
        while len(self._pictures) > MOST_PICTURES:
            farthest = max(self._pictures, key=lambda page: abs(page - number))
            del self._pictures[farthest]
            self._asked.pop(farthest, None)
        self.viewport().update()

    @property
    def scale(self) -> float:
        """Logical pixels per point."""
        if self._zoom is not None:
            return self._zoom
        widest = max((width for width, _ in self._sizes()), default=595.0)
        return max(0.2, (self.viewport().width() - 2 * GAP) / widest)

    @property
    def page(self) -> int:
        """The page in sight, counted from 1; 0 without pages."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        numbers = [number for number, rect in enumerate(self._rects()) if rect.top() <= middle]
        return numbers[-1] + 1 if numbers else 0

    def zoom_in(self) -> None:
        """Show larger."""
        self._set_zoom(next((step for step in STEPS if step > self.scale * 1.01), STEPS[-1]))

    def zoom_out(self) -> None:
        """Show smaller."""
        self._set_zoom(next((step for step in reversed(STEPS) if step < self.scale * 0.99), STEPS[0]))

    def zoom_to_fit(self) -> None:
        """Fit the width again."""
        self._set_zoom(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        bar = self.verticalScrollBar()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.zoom_to_fit()
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Space):
            step = -1 if key == Qt.Key.Key_PageUp else 1
            bar.setValue(bar.value() + step * bar.pageStep())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), theme.role(self, "sunken"))
        if self._message:
            self._paint_message(painter)
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for number, rect in enumerate(self._rects()):
            shown = rect.translated(-offset)
            if shown.intersects(self.viewport().rect()):
                self._paint_page(painter, number, shown)
        painter.end()

    def sizeHint(self) -> QSize:
        return QSize(640, 720)

    def _paint_message(self, painter: QPainter) -> None:
        painter.setPen(theme.role(self, "muted"))
        area = self.viewport().rect().adjusted(GAP, GAP, -GAP, -GAP)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)

    def _paint_page(self, painter: QPainter, number: int, rect: QRect) -> None:
        painter.fillRect(rect, Qt.GlobalColor.white)
        image = self._pictures.get(number)
        if image is not None:
            painter.drawImage(rect, image)
        painter.setPen(QPen(theme.role(self, "border"), 1))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
        wanted = min(round(rect.width() * self.devicePixelRatioF()), MOST_PIXELS)
        if self._asked.get(number) != wanted:
            self._asked[number] = wanted
            self._ask(number, wanted)

    def _set_zoom(self, zoom: float | None) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._zoom = zoom
        self._measure()
        bar.setValue(round(share * bar.maximum()))
        self.viewport().update()
        self.zoomed.emit()

    def _sizes(self) -> tuple[tuple[float, float], ...]:
        return self._paper.sizes if self._paper else ()

    def _rects(self) -> list[QRect]:
        """Where the pages lie on the whole area."""
        scale = self.scale
        widest = max((width for width, _ in self._sizes()), default=0.0) * scale
        room = max(self.viewport().width() - 2 * GAP, widest)
        rects, y = [], float(GAP)
        for width, height in self._sizes():
            corner = QPointF(GAP + (room - width * scale) / 2, y).toPoint()
            rects.append(QRect(corner, QSize(round(width * scale), round(height * scale))))
            y += height * scale + GAP
        return rects

    def _measure(self) -> None:
        rects = self._rects()
        height = rects[-1].bottom() + GAP if rects else 0
        width = max((rect.right() + GAP for rect in rects), default=0)
        view = self.viewport().size()
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(theme.step(10))
        self.verticalScrollBar().setRange(0, max(0, height - view.height()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setRange(0, max(0, width - view.width() + 1 if self._zoom else 0))

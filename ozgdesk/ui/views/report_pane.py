"""The preview with its line of tools: how many pages, larger and smaller; pages are painted by workers."""

from functools import partial

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.report_pages import Paper, picture
from ozgdesk.ui.views.report_preview import Preview


class PreviewPane(QWidget):
    """Shows a PDF, or a sentence instead."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.paper: Paper | None = None
        self._round = 0
        self.preview = Preview(self._ask_for_page, self)
        self.preview.zoomed.connect(self._show_zoom)
        self.pages = QLabel(self)
        theme.look(self.pages, "muted")
        self.zoom = QLabel(self)
        theme.look(self.zoom, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._tools())
        column.addWidget(self.preview, 1)

    def show_paper(self, paper: Paper, title: str) -> None:
        """Show a PDF."""
        self._round += 1
        self.paper = paper
        self.preview.show_paper(paper, title)
        self.pages.setText(formats.count(len(paper.sizes), "Seite", "Seiten"))
        self._show_zoom()

    def wait(self, text: str) -> None:
        """Say that another PDF is on its way; the one before stays in sight."""
        self._round += 1
        self.paper = None
        self.pages.setText(text)

    def show_message(self, text: str) -> None:
        """Show a sentence instead of pages."""
        self._round += 1
        self.paper = None
        self.pages.setText("")
        self.preview.show_message(text)

    def _tools(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.step(4), theme.step(2), theme.step(4), theme.step(2))
        bar.addWidget(self.pages)
        bar.addStretch(1)
        for name, text, run in (
            ("zoom_out", "Kleiner (−)", self.preview.zoom_out),
            ("zoom_in", "Größer (+)", self.preview.zoom_in),
            ("zoom_fit", "Breite anpassen (0)", self.preview.zoom_to_fit),
        ):
            button = QPushButton(icon(name), "", self)
            button.setToolTip(text)
            button.setAccessibleName(text)
            theme.look(button, "quiet")
            button.clicked.connect(lambda _checked=False, run=run: run())
            bar.addWidget(button)
        bar.addWidget(self.zoom)
        return bar

    def _ask_for_page(self, number: int, pixels: int) -> None:
        if self.paper is not None:
            done = partial(self._on_page, self._round, number)
            self.desk.jobs.run(picture, self.paper, number, pixels, done=done)

    def _on_page(self, round_: int, number: int, image: QImage) -> None:
        if round_ == self._round:
            self.preview.show_picture(number, image)

    def _show_zoom(self) -> None:
        dots = self.logicalDpiX() / 72
        self.zoom.setText(formats.percent(self.preview.scale / dots))

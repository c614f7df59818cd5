"""The gallery of sheets: each with a small picture of its first page, made off the GUI thread and kept."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ozgdesk.domain.view import View
from ozgdesk.reports.register import SHEETS, first_page
from ozgdesk.reports.sheet import Sheet, SheetOptions
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.report_pages import paper, picture

QUIET_MS = 1_200  # the preview and whoever types come first
_WIDTH, _HEIGHT = theme.step(11), theme.step(15)
_SHEET = Qt.ItemDataRole.UserRole


class Gallery(QListWidget):
    """Chooses a sheet. `refresh` makes pictures of the project as `made_of` gives it, one after another."""

    def __init__(
        self, desk: Desk, made_of: Callable[[], tuple[View, SheetOptions]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._made_of = made_of
        self._round = 0
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._begin)
        self.setAccessibleName("Blätter")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setIconSize(QSize(_WIDTH, _HEIGHT))
        for sheet in SHEETS:
            item = QListWidgetItem(icon("reports", "accent"), sheet.title)
            item.setData(_SHEET, sheet.key)
            item.setToolTip(sheet.description)
            item.setSizeHint(QSize(0, theme.step(17)))
            self.addItem(item)

    @property
    def sheet(self) -> Sheet:
        """The chosen sheet."""
        item = self.currentItem()
        key = item.data(_SHEET) if item else SHEETS[0].key
        return next(found for found in SHEETS if found.key == key)

    def choose(self, key: str) -> None:
        """Choose a sheet by its key."""
        for row in range(self.count()):
            if self.item(row).data(_SHEET) == key:
                self.setCurrentRow(row)

    def refresh(self) -> None:
        """The project is another: make the pictures anew when nobody does anything for a moment."""
        self._round += 1
        self._quiet.start()

    def _begin(self) -> None:
        if not self.isVisible():
            return
        if self.desk.jobs.is_busy:
            self._quiet.start()
            return
        found = self.desk.guard(self._made_of)
        if found is not None:
            self._next(self._round, found, 0)

    def _next(self, round_: int, made_of: tuple[View, SheetOptions], row: int) -> None:
        """Make the picture of one sheet; the next one follows when it is there."""
        if round_ != self._round or row >= self.count() or not self.isVisible():
            return
        go_on = partial(self._next, round_, made_of, row + 1)
        pixels = round(_WIDTH * self.devicePixelRatioF())
        self.desk.jobs.run(
            _thumbnail,
            self.item(row).data(_SHEET),
            *made_of,
            pixels,
            done=partial(self._on_picture, round_, row, go_on),
            failed=partial(self._on_failed, go_on),
        )

    def _on_picture(self, round_: int, row: int, go_on: Callable[[], None], image: QImage) -> None:
        if round_ == self._round:
            found = QPixmap.fromImage(image)
            found.setDevicePixelRatio(self.devicePixelRatioF())
            self.item(row).setIcon(QIcon(found))
        go_on()

    def _on_failed(self, go_on: Callable[[], None], _error: BaseException) -> None:
        """A sheet that cannot be made says why in the preview; here it keeps its icon."""
        go_on()


def _thumbnail(key: str, view: View, options: SheetOptions, pixels: int) -> QImage:
    return picture(paper(first_page(key, view, options)), 0, pixels)

"""Where one begins: three ways to a project, the latest files, the samples, and what went wrong when opening.

It only asks; `projects` opens, creates and restores.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.commands.samples import SampleCard, sample_cards
from ozgdesk.paths import resource
from ozgdesk.ui import theme
from ozgdesk.ui.choice import Choice
from ozgdesk.ui.icons import icon, pixmap
from ozgdesk.ui.widgets.plain_label import plain_label

_WIDTH = theme.step(240)
_TOP_SHARE = 0.13


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a file could not be opened: the sentence, the file, and when its newest good backup was made."""

    sentence: str
    path: Path
    backup_from: str = ""


class StartPage(QScrollArea):
    """Shows the latest files, or the samples after "Neues Projekt"; `trouble` is shown above both.

    `left` is the project that was shown before, to go back to.
    """

    asked_to_open = Signal(object)
    asked_to_create = Signal(str, str)
    asked_to_restore = Signal()
    asked_for_newest_backup = Signal()
    asked_to_forget = Signal(object)

    def __init__(
        self, recent: Sequence[Path], trouble: Trouble | None = None, left: Path | None = None
    ) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.new = Choice("&Neues Projekt", "Leer oder mit einem Beispiel beginnen.", "new")
        self.open = Choice("Projekt ö&ffnen …", "Eine vorhandene Datei wählen.", "open")
        self.restore = Choice(
            "Sicherung &wiederherstellen …", "Auf einen früheren Stand zurückgehen.", "restore"
        )
        self.new.setCheckable(True)
        self.open.setShortcut("Ctrl+O")
        self.stack = QStackedWidget()
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.recent: list[Choice] = []
        self.samples: list[Choice] = []
        self._files = tuple(recent)
        self._trouble = trouble
        self._left = left
        self._lay_out()
        self.new.toggled.connect(self._on_new_toggled)
        self.open.clicked.connect(lambda: self.asked_to_open.emit(None))
        self.restore.clicked.connect(self.asked_to_restore)
        self.new.setChecked(not recent)

    def begin(self) -> None:
        """Put the focus where the user most likely goes on."""
        button = self.findChild(QPushButton, "restoreNewest")
        shown = self.samples if self.new.isChecked() else self.recent
        (button or (shown or [self.new])[0]).setFocus()

    def show_samples(self) -> None:
        """Offer the samples."""
        self.new.setChecked(True)

    @property
    def sentence(self) -> str:
        """What is said about the file that could not be opened."""
        return self._trouble.sentence if self._trouble else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        top = max(theme.step(8), round(self.height() * _TOP_SHARE))
        self._column.setContentsMargins(0, top, 0, theme.step(8))
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self._left is not None:
            self.asked_to_open.emit(self._left)
        elif event.key() == Qt.Key.Key_Escape and self.new.isChecked() and self._files:
            self.new.setChecked(False)
            self.begin()
        elif event.key() == Qt.Key.Key_Delete and focused in self.recent:
            self.asked_to_forget.emit(self._files[self.recent.index(focused)])
        else:
            super().keyPressEvent(event)

    def _on_new_toggled(self, is_checked: bool) -> None:
        if is_checked and not self.samples:
            self.stack.addWidget(self._sample_list(sample_cards()))
        self.stack.setCurrentIndex(1 if is_checked else 0)
        if self.isVisible():
            self.begin()

    def _lay_out(self) -> None:
        page = QWidget()
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        around = QHBoxLayout(page)
        around.setContentsMargins(theme.step(8), 0, theme.step(8), 0)
        around.addStretch(1)
        around.addWidget(middle, 100)
        around.addStretch(1)
        column = QVBoxLayout(middle)
        self._column = column
        column.setSpacing(theme.step(8))
        if self._left is not None:
            column.addWidget(self._way_back(self._left), 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._head())
        if self._trouble is not None:
            column.addWidget(self._trouble_card(self._trouble))
        columns = QHBoxLayout()
        columns.setSpacing(theme.step(12))
        columns.addLayout(self._ways(), 2)
        columns.addWidget(self.stack, 3)
        column.addLayout(columns, 1)
        self.stack.addWidget(self._recent_list())
        self.setWidget(page)

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        side, ratio = theme.step(14), self.devicePixelRatioF()
        image = QPixmap(str(resource("app", "ozgdesk.png"))).scaledToHeight(
            round(side * ratio), Qt.TransformationMode.SmoothTransformation
        )
        image.setDevicePixelRatio(ratio)
        picture.setPixmap(image)
        name = plain_label("title", "OZG-Desk")
        purpose = plain_label("muted", "Gemeinsam das Onlinezugangsgesetz umsetzen: wer, was, bis wann.")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(purpose)
        head = QHBoxLayout()
        head.setSpacing(theme.step(4))
        head.addWidget(picture)
        head.addLayout(words, 1)
        return head

    def _way_back(self, left: Path) -> QPushButton:
        name = self.fontMetrics().elidedText(left.stem, Qt.TextElideMode.ElideMiddle, theme.step(90))
        back = QPushButton(icon("chevron_left"), f"&Zurück zu „{name.replace('&', '&&')}“")
        back.setObjectName("back")
        back.setAccessibleName(f"Zurück zu „{left.stem}“")
        back.setToolTip("Zum Projekt zurückkehren (Esc)")
        back.clicked.connect(lambda: self.asked_to_open.emit(left))
        return back

    def _ways(self) -> QVBoxLayout:
        ways = QVBoxLayout()
        ways.setSpacing(theme.step(3))
        for choice in (self.new, self.open, self.restore):
            ways.addWidget(choice)
        ways.addStretch(1)
        return ways

    def _recent_list(self) -> QWidget:
        rows = []
        for file in self._files:
            row = Choice(
                file.stem.replace("&", "&&"), str(file.parent), "cooperation", framed=False, elide_left=True
            )
            row.setToolTip(str(file))
            row.clicked.connect(lambda _on=False, path=file: self.asked_to_open.emit(path))
            rows.append(row)
        self.recent = rows
        hint = "Entf nimmt eine Datei aus dieser Liste; die Datei selbst bleibt, wo sie ist."
        return _listing("Zuletzt geöffnet", rows, hint if rows else "Hier stehen später Ihre Projekte.")

    def _sample_list(self, cards: Sequence[SampleCard]) -> QWidget:
        rows = []
        for card in cards:
            row = Choice(card.title.replace("&", "&&"), card.description, framed=False)
            row.clicked.connect(lambda _on=False, c=card: self.asked_to_create.emit(c.name, c.title))
            rows.append(row)
        self.samples = rows
        return _listing(
            "Womit möchten Sie beginnen?", rows, "Sie wählen als Nächstes Namen und Ordner der Datei."
        )

    def _trouble_card(self, trouble: Trouble) -> QFrame:
        card = QFrame()
        theme.look(card, "banner")
        sign = QLabel()
        sign.setPixmap(pixmap("warning", theme.step(6), "warning", self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(theme.step(3))
        words.addWidget(plain_label("strong", trouble.sentence))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.step(2))
        if trouble.backup_from:
            restore = QPushButton(f"Sicherung vom {trouble.backup_from} wiederherstellen")
            restore.setObjectName("restoreNewest")
            theme.look(restore, "primary")
            restore.clicked.connect(self.asked_for_newest_backup)
            buttons.addWidget(restore)
        again = QPushButton("Noch einmal versuchen")
        again.clicked.connect(lambda: self.asked_to_open.emit(trouble.path))
        buttons.addWidget(again)
        buttons.addStretch(1)
        words.addLayout(buttons)
        layout = QHBoxLayout(card)
        layout.setContentsMargins(theme.step(5), theme.step(4), theme.step(5), theme.step(4))
        layout.setSpacing(theme.step(4))
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        return card


def _listing(title: str, rows: Sequence[Choice], hint: str) -> QWidget:
    listing = QWidget()
    column = QVBoxLayout(listing)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.step(1))
    head = plain_label("heading", title)
    head.setContentsMargins(theme.step(4), 0, 0, theme.step(2))
    column.addWidget(head)
    for row in rows:
        column.addWidget(row)
    foot = plain_label("small", hint)
    foot.setContentsMargins(theme.step(4), theme.step(2), 0, 0)
    column.addWidget(foot)
    column.addStretch(1)
    return listing

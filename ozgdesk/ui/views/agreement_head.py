"""The head of the place Vereinbarung: which agreement, what can be done; and the chooser of its versions."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.present.agreement import AgreementRow, VersionRow
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.combo_box import ComboBox


class AgreementHead(QWidget):
    """The chooser of agreements and the menu. `agreement_chosen(id)` when the user chooses."""

    agreement_chosen = Signal(str)

    def __init__(self, actions: Sequence[QAction | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        theme.look(self.title, "title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.agreements = _chooser("Vereinbarung wählen")
        self.menu = QMenu(self)
        for action in actions:
            if action is None:
                self.menu.addSeparator()
            else:
                self.menu.addAction(action)
        more = QToolButton()
        more.setIcon(icon("more"))
        more.setToolTip("Fassungen und Vereinbarung")
        more.setAccessibleName("Fassungen und Vereinbarung")
        more.setMenu(self.menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(4), theme.step(4), theme.step(3))
        layout.setSpacing(theme.step(3))
        layout.addWidget(self.title)
        layout.addWidget(self.agreements)
        layout.addStretch(1)
        layout.addWidget(more)
        self.agreements.activated.connect(lambda i: self.agreement_chosen.emit(self.agreements.itemData(i)))

    def show_agreements(self, rows: Sequence[AgreementRow], current: AgreementRow | None) -> None:
        """Offer the agreements; a single one is a title instead of a choice."""
        self.title.setText("Vereinbarung" if current is None or len(rows) > 1 else current.short_title)
        self.agreements.setVisible(len(rows) > 1)
        entries = [(row.id, row.short_title) for row in rows]
        _fill(self.agreements, entries, current.id if current else "")
        self.agreements.setToolTip(current.title if current else "")


class VersionChooser(QWidget):
    """Which version is shown, and whether it is frozen. `version_chosen(id)` when the user chooses."""

    version_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.versions = _chooser("Fassung wählen")
        self.versions.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.state = QLabel()
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        theme.look(self.state, "small")
        self.lock = QLabel()
        self.lock.setAccessibleName("eingefroren")
        below = QHBoxLayout()
        below.setSpacing(theme.step(1))
        below.addWidget(self.lock)
        below.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.step(3), theme.step(1))
        column.setSpacing(theme.step(1))
        column.addWidget(self.versions)
        column.addLayout(below)
        self.versions.activated.connect(lambda i: self.version_chosen.emit(self.versions.itemData(i)))

    def show_versions(self, rows: Sequence[VersionRow], current: VersionRow | None) -> None:
        """Offer the versions of the agreement."""
        self.setVisible(bool(rows))
        _fill(self.versions, [(row.id, row.name) for row in rows], current.id if current else "")
        for position, row in enumerate(rows):
            self.versions.setItemIcon(position, icon("check") if row.is_current else QIcon())
        self.versions.setToolTip(self.versions.currentText())
        frozen = current.frozen_on if current else None
        self.lock.setVisible(frozen is not None)
        self.lock.setPixmap(icon("lock", "muted").pixmap(16, 16))
        words = current.state_text if current else ""
        if current is not None and words == current.name:
            words = ""
        counts = "maßgeblich" if current is not None and current.is_current else ""
        locked = f"eingefroren am {formats.day(frozen)}" if frozen else ""
        self.state.setText(", ".join(part for part in (words, counts, locked) if part))
        self.state.setVisible(bool(self.state.text()))


def _chooser(name: str) -> QComboBox:
    box = ComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMaximumWidth(theme.step(110))
    return box


def _fill(box: QComboBox, entries: Sequence[tuple[str, str]], current: str) -> None:
    known = [(box.itemData(i), box.itemText(i)) for i in range(box.count())]
    if known != list(entries):
        box.clear()
        for key, name in entries:
            box.addItem(name, key)
    box.setCurrentIndex(max(box.findData(current), 0) if entries else -1)

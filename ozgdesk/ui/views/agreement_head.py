"""The head of the place Vereinbarung: which agreement, which version, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from ozgdesk import formats
from ozgdesk.present.agreement import AgreementRow, VersionRow
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon


class AgreementHead(QWidget):
    """Two choosers and a menu. `agreement_chosen(id)` and `version_chosen(id)` when the user chooses."""

    agreement_chosen = Signal(str)
    version_chosen = Signal(str)

    def __init__(self, actions: Sequence[QAction | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        theme.look(self.title, "title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.agreements = _chooser("Vereinbarung wählen")
        self.versions = _chooser("Fassung wählen")
        self.state = QLabel()
        theme.look(self.state, "muted")
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.lock = QLabel()
        self.lock.setAccessibleName("eingefroren")
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
        layout.addWidget(self.lock)
        layout.addWidget(self.state)
        layout.addWidget(self.versions)
        layout.addWidget(more)
        self.agreements.activated.connect(lambda i: self.agreement_chosen.emit(self.agreements.itemData(i)))
        self.versions.activated.connect(lambda i: self.version_chosen.emit(self.versions.itemData(i)))

    def show_agreements(self, rows: Sequence[AgreementRow], current: AgreementRow | None) -> None:
        """Offer the agreements; a single one is a title instead of a choice."""
        self.title.setText("Vereinbarung" if current is None or len(rows) > 1 else current.short_title)
        self.agreements.setVisible(len(rows) > 1)
        entries = [(row.id, row.short_title) for row in rows]
        _fill(self.agreements, entries, current.id if current else "")
        self.agreements.setToolTip(current.title if current else "")

    def show_versions(self, rows: Sequence[VersionRow], current: VersionRow | None) -> None:
        """Offer the versions of the agreement."""
        self.versions.setVisible(bool(rows))
        entries = [(row.id, f"{row.name} (maßgeblich)" if row.is_current else row.name) for row in rows]
        _fill(self.versions, entries, current.id if current else "")
        frozen = current.frozen_on if current else None
        self.lock.setVisible(frozen is not None)
        self.lock.setPixmap(icon("lock", "muted").pixmap(18, 18))
        words = current.state_text if current else ""
        if current is not None and words == current.name:
            words = ""
        locked = f"eingefroren am {formats.day(frozen)}" if frozen else ""
        self.state.setText(", ".join(part for part in (words, locked) if part))


def _chooser(name: str) -> QComboBox:
    box = QComboBox()
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

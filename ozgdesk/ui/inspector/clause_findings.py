"""What the legal check finds about the part of a text that is selected, with the same actions as its page."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ozgdesk.present.legal_check import clause_findings
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.finding_actions import FindingActions
from ozgdesk.ui.views.finding_card import FindingCard
from ozgdesk.ui.widgets.plain_label import plain_label

AFTER_MS = 400
"""Milliseconds after a change until the part is checked anew: writing on must not wait for it."""


class ClauseFindings(QWidget):
    """One card for each finding, below each other; hidden where there is none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = FindingActions(desk, self)
        self.cards: list[FindingCard] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.step(3))
        self._layout.addWidget(plain_label("strong", "Rechtsprüfung"))
        self._clause_id = ""
        self._pause = QTimer(self, interval=AFTER_MS, singleShot=True)
        self._pause.timeout.connect(self._show)
        self.hide()

    def show_clause(self, clause_id: str) -> None:
        """Show what is found about another part, or about the same one a while after a change."""
        if clause_id == self._clause_id:
            self._pause.start()
            return
        self._clause_id = clause_id
        self._show()

    def _show(self) -> None:
        self._pause.stop()
        agreement_id, rows = clause_findings(self._desk.view, self._clause_id)
        while len(self.cards) < len(rows):
            card = FindingCard(self._desk, self._actions, self, is_narrow=True)
            self.cards.append(card)
            self._layout.addWidget(card)
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(rows))
            if place < len(rows):
                card.show_row(agreement_id, rows[place])
        self.setVisible(bool(rows))

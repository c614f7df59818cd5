"""What the legal check finds about the part of a text that is selected, with the same actions as its page."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ozgdesk.domain.view import View
from ozgdesk.present.legal_check import clause_findings
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.finding_actions import FindingActions
from ozgdesk.ui.views.finding_card import FindingCard
from ozgdesk.ui.widgets.plain_label import plain_label


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
        self.hide()

    def show_clause(self, view: View, clause_id: str) -> None:
        """Show what is found about another part, or about the same one after a change."""
        agreement_id, rows = clause_findings(view, clause_id)
        while len(self.cards) < len(rows):
            card = FindingCard(self._desk, self._actions, self, is_narrow=True)
            self.cards.append(card)
            self._layout.addWidget(card)
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(rows))
            if place < len(rows):
                card.show_row(agreement_id, rows[place])
        self.setVisible(bool(rows))

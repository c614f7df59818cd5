"""What the partners remark on the part of a text that is selected, with the same actions as their page."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ozgdesk.present.remarks import clause_remarks
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.remark_card import RemarkCard
from ozgdesk.ui.widgets.plain_label import plain_label


class ClauseRemarks(QWidget):
    """One card for each remark, below each other; hidden where there is none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.cards: list[RemarkCard] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.step(3))
        self._layout.addWidget(plain_label("strong", "Anmerkungen"))
        self.hide()

    def show_clause(self, clause_id: str) -> None:
        """Show the remarks on a part, whichever version they were made about."""
        rows = clause_remarks(self._desk.view, clause_id)
        while len(self.cards) < len(rows):
            card = RemarkCard(self._desk, self, is_narrow=True)
            self.cards.append(card)
            self._layout.addWidget(card)
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(rows))
            if place < len(rows):
                card.show_row(rows[place])
        self.setVisible(bool(rows))

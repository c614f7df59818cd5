"""Berichte: the sheets with their preview, the reports that were issued, and the sets for meetings."""

from PySide6.QtWidgets import QWidget

from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.pages import Pages
from ozgdesk.ui.views.report_sheets import SheetsView


class ReportsView(Pages):
    """The pages of the place Berichte."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "reports", parent)

    def show_sheet(self, key: str) -> None:
        """Turn to the sheets, choose one and preview it."""
        self.show_page("sheets")
        view = self.shown()
        assert isinstance(view, SheetsView)
        view.show_sheet(key)

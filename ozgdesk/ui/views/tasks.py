"""Aufgaben: its pages share one filter of tasks, and a meeting that runs is minuted from all of them."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ozgdesk.domain.meetings import open_meeting
from ozgdesk.domain.view import View
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.pages import Pages


class TasksView(Pages):
    """The pages of the place Aufgaben."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "board", parent)
        desk.tasks_filtered.connect(self.mark_others_stale)
        QShortcut(QKeySequence("F9"), self, self.minute)  # from the inspector, too, while this place is seen

    def minute(self) -> None:
        """Go to the line in which a meeting is minuted."""
        self.show_page("meeting")
        begin = getattr(self.shown(), "begin_line", None)
        if begin is not None:
            begin()

    def show_view(self, view: View) -> None:
        """Show the project; a meeting that runs is told at its page."""
        running = open_meeting(view.snapshot) is not None
        for number, page in enumerate(self._pages):
            suffix = " · läuft" if running and page.key == "meeting" else ""
            self.tabs.setTabText(number, f"{page.title}{suffix}")
        super().show_view(view)

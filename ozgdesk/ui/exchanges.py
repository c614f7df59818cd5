"""What the menu gives out and takes in: plans, forms, agreements from Word, council papers, lines on paper.

Each part is imported when it is asked for: the window shall be there soon.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ozgdesk.ui.desk import Desk

if TYPE_CHECKING:
    from ozgdesk.ui.feedback_entry import EnteredLine
    from ozgdesk.ui.feedback_import import FeedbackImport
    from ozgdesk.ui.meeting_import import MeetingImport
    from ozgdesk.ui.paper_import import PaperImport
    from ozgdesk.ui.plan_import import PlanImport
    from ozgdesk.ui.text_import import TextImport


class Exchanges(QObject):
    """Belongs to the window; keeps what is being read until the next time."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._plans: PlanImport | None = None
        self._forms: FeedbackImport | None = None
        self._texts: TextImport | None = None
        self._papers: PaperImport | None = None
        self._meetings: MeetingImport | None = None
        self._lines: tuple[EnteredLine, ...] = ()
        desk.asked_for_answers.connect(self.enter_answers)
        desk.asked_for_export.connect(self.give_out)
        desk.asked_for_text.connect(self.read_text)
        desk.asked_for_calendar.connect(self.read_meetings)

    def read_plan(self) -> None:
        """Take over a plan of another program, or a feedback form where the file is one."""
        from ozgdesk.ui.plan_import import PlanImport

        if self._plans is None:
            self._plans = PlanImport(self._desk, self._window)
            self._plans.form_found.connect(self.read_form_file)
        self._plans.begin()

    def read_form(self) -> None:
        """Take over a feedback form."""
        self._form_import().begin()

    def read_form_file(self, path: Path) -> None:
        """Take over a feedback form that was chosen already."""
        self._form_import().read(path)

    def read_text(self) -> None:
        """Take over what partners changed in the text of an agreement."""
        from ozgdesk.ui.text_import import TextImport

        if self._texts is None:
            self._texts = TextImport(self._desk, self._window)
        self._texts.begin()

    def read_papers(self) -> None:
        """Take over papers and meetings of a council information system."""
        from ozgdesk.ui.paper_import import PaperImport

        if self._papers is None:
            self._papers = PaperImport(self._desk, self._window)
        self._papers.begin()

    def read_meetings(self) -> None:
        """Take over meetings of a calendar file."""
        from ozgdesk.ui.meeting_import import MeetingImport

        if self._meetings is None:
            self._meetings = MeetingImport(self._desk, self._window)
        self._meetings.begin()

    def enter_answers(self, town_id: str = "") -> None:
        """Type what a municipality answered on paper; lines that were left the last time are still there."""
        from ozgdesk.ui.feedback_entry import enter_answers

        self._lines = enter_answers(self._desk, self._window, town_id, self._lines)

    def give_out(self, format_key: str = "") -> None:
        """Give plan, appointments, a text or a feedback form out in another format, beginning with one."""
        from ozgdesk.ui.exporting import export

        export(self._desk, self._window, format_key)

    def _form_import(self) -> FeedbackImport:
        from ozgdesk.ui.feedback_import import FeedbackImport

        if self._forms is None:
            self._forms = FeedbackImport(self._desk, self._window)
        return self._forms

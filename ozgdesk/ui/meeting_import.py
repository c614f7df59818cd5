"""Taking over meetings of a calendar file: choosing the file, reading it, the preview, one step."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ozgdesk import formats
from ozgdesk.commands.former_imports import Former
from ozgdesk.commands.meeting_import import former_meetings, import_meeting_calendar, plan_meetings
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.incoming_meetings import CalendarFile, MeetingPlan
from ozgdesk.domain.step import Author
from ozgdesk.exchange.ics_reading import read
from ozgdesk.present.meeting_import import MeetingPreview, meeting_preview
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.file_dialogs import ask_for_calendar
from ozgdesk.ui.import_faults import show_fault, taken
from ozgdesk.ui.meeting_dialog import MeetingDialog
from ozgdesk.ui.views.council_choice import bodies_of
from ozgdesk.ui.waiting import Waiting


@dataclass(frozen=True, slots=True)
class _Found:
    """What the file says, and what earlier imports wrote."""

    file: CalendarFile
    former: Former


class MeetingImport(QObject):
    """One file after the other, each from the question for it to the step."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._turn = 0
        self._plan: MeetingPlan | None = None

    def begin(self) -> None:
        """Ask for a file and read it."""
        if self._desk.flush():
            path = ask_for_calendar(self._window, self._desk.workspace.path.parent)
            if path is not None:
                self.read(path)

    def read(self, path: Path) -> None:
        """Read a file in a worker and show what it brings, unless it is given up before that."""
        project, today = self._desk.workspace.path, self._desk.workspace.clock.today()
        waiting = Waiting(self._window, f"„{path.name}“ wird gelesen …")
        waiting.given_up.connect(lambda: self._desk.tell("Abgebrochen; es wurde nichts eingelesen."))

        def work() -> _Found:
            file = read(path, today)
            reading = Workspace.open_reading(project, author=Author(""))
            try:
                return _Found(file, former_meetings(reading))
            finally:
                reading.close()

        def show(found: _Found) -> None:
            if not waiting.is_given_up:
                waiting.end()
                self._preview(found)

        def fail(error: BaseException) -> None:
            if not waiting.is_given_up:
                waiting.end()
                show_fault(error, self._desk, self._window)

        self._desk.jobs.run(work, done=show, failed=fail)

    def _preview(self, found: _Found) -> None:
        """Show what can be taken, and take it."""
        dialog = MeetingDialog(found.file.name, self._bodies(), self._window)
        dialog.body_changed.connect(lambda: self._compare(found, dialog))
        self._compare(found, dialog)
        try:
            while dialog.exec() and not self._take(dialog):
                pass
        finally:
            self._turn += 1
            dialog.deleteLater()

    def _bodies(self) -> list[tuple[str, str]]:
        """The bodies that exist today or later; events of a former Wahlperiode find its bodies alone."""
        snapshot, today = self._desk.snapshot, self._desk.workspace.clock.today()
        ends = {row.id: row.valid_until for row in snapshot.all(Committee)}
        return [(id_, name) for id_, _, name in bodies_of(self._desk) if (ends[id_] or today) >= today]

    def _compare(self, found: _Found, dialog: MeetingDialog) -> None:
        """Compare in a worker; a newer choice, or the end of the dialog, makes the answer void."""
        dialog.wait()
        self._turn += 1
        turn, committee_id = self._turn, dialog.committee_id
        view, today = self._desk.view, self._desk.workspace.clock.today()

        def work() -> tuple[MeetingPlan, MeetingPreview]:
            plan = plan_meetings(view.snapshot, found.file, committee_id, since=today, former=found.former)
            return plan, meeting_preview(view, plan)

        def show(made: tuple[MeetingPlan, MeetingPreview]) -> None:
            if turn == self._turn:
                self._plan, preview = made
                dialog.show_preview(preview)

        self._desk.jobs.run(work, done=show)

    def _take(self, dialog: MeetingDialog) -> bool:
        """Write what is ticked; a refusal is shown in the dialog, which then stays."""
        desk, plan, ticked = self._desk, self._plan, dialog.ticked
        if plan is None:
            return True
        if not taken(
            desk, lambda: import_meeting_calendar(desk.workspace, plan, ticked), dialog.show_refusal
        ):
            return False
        first = next(row.meeting_id for row in plan.proposals if row.id in ticked)
        desk.go("council", Subject(Meeting, first))
        desk.tell(f"„{plan.file.name}“: {formats.count(len(ticked), 'Sitzung', 'Sitzungen')} übernommen.")
        return True

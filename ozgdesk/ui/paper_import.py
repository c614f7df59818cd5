"""Taking over papers of a council information system: choosing files, reading, the preview, one step."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ozgdesk.commands.former_imports import Former
from ozgdesk.commands.paper_bodies import proposed_towns
from ozgdesk.commands.paper_import import former_papers, import_papers, plan_papers
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.change_set import ChangeSet
from ozgdesk.domain.incoming_papers import IncomingPapers, PaperChoice, calendars_of
from ozgdesk.domain.step import Author
from ozgdesk.exchange.oparl_reading import read
from ozgdesk.present.import_preview import import_preview
from ozgdesk.present.paper_preview import PaperPreview, paper_preview
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.file_dialogs import ask_for_council_data
from ozgdesk.ui.import_faults import show_fault
from ozgdesk.ui.paper_dialog import PaperDialog
from ozgdesk.ui.waiting import Waiting


@dataclass(frozen=True, slots=True)
class _Found:
    """What the files say, and what earlier imports wrote."""

    incoming: IncomingPapers
    former: Former


class PaperImport(QObject):
    """One import after the other, each from the question for the files to the step."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._turn = 0

    def begin(self) -> None:
        """Ask for files and read them."""
        if self._desk.flush():
            paths = ask_for_council_data(self._window, self._desk.workspace.path.parent)
            if paths:
                self.read(*paths)

    def read(self, *paths: Path) -> None:
        """Read files or a folder in a worker and show what they bring, unless it is given up before that."""
        project, name = self._desk.workspace.path, paths[0].name
        has_folder = len(paths) == 1 and paths[0].is_file() and len(list(paths[0].parent.glob("*.json"))) > 1

        def work() -> _Found:
            incoming = read(*paths)
            reading = Workspace.open_reading(project, author=Author(""))
            try:
                return _Found(incoming, former_papers(reading))
            finally:
                reading.close()

        def show(found: _Found) -> None:
            wanted = self._preview(found, has_folder=has_folder)
            if wanted:
                self.read(paths[0].parent)

        self._run(f"„{name}“ wird gelesen …", work, show)

    def _run(self, sentence: str, work: Callable[[], object], done: Callable[..., None]) -> None:
        """Work that may take seconds and may be given up."""
        waiting = Waiting(self._window, sentence)
        waiting.given_up.connect(lambda: self._desk.tell("Abgebrochen; es wurde nichts eingelesen."))

        def show(result: object) -> None:
            if not waiting.is_given_up:
                waiting.end()
                done(result)

        def fail(error: BaseException) -> None:
            if not waiting.is_given_up:
                waiting.end()
                show_fault(error, self._desk, self._window)

        self._desk.jobs.run(work, done=show, failed=fail)

    def _preview(self, found: _Found, *, has_folder: bool) -> bool:
        """Show what can be taken, and take it; True when the whole folder is to be read instead."""
        desk = self._desk
        parties = [(row.id, f"{row.code}  {row.name}") for row in desk.view.municipalities]
        towns = proposed_towns(desk.snapshot, found.incoming)
        today = desk.workspace.clock.today()
        dialog = PaperDialog(found.incoming, parties, towns, today, self._window, has_folder=has_folder)
        wants_folder: list[bool] = []

        def compare() -> None:
            dialog.wait()
            self._compare(found, dialog)

        def leave() -> None:
            wants_folder.append(True)
            dialog.reject()

        dialog.towns_changed.connect(compare)
        dialog.folder_wanted.connect(leave)
        compare()
        try:
            if dialog.exec():
                choice = PaperChoice(dialog.towns, dialog.papers, dialog.calendars)
                self._run("Die Auswahl wird verglichen …", lambda: self._plan(found, choice), self._take)
        finally:
            self._turn += 1
            dialog.deleteLater()
        return bool(wants_folder)

    def _compare(self, found: _Found, dialog: PaperDialog) -> None:
        """Compare everything in a worker. A newer choice, or the end of the dialog, makes the answer void."""
        everything = PaperChoice(dialog.towns, None, calendars_of(found.incoming, None))
        self._turn += 1
        turn = self._turn

        def work() -> PaperPreview:
            return paper_preview(found.incoming, self._plan(found, everything))

        def show(preview: PaperPreview) -> None:
            if turn == self._turn:
                dialog.show_preview(preview)

        self._desk.jobs.run(work, done=show)

    def _plan(self, found: _Found, choice: PaperChoice) -> ChangeSet:
        """A Snapshot never changes, so this may run beside the window."""
        desk = self._desk
        today = desk.workspace.clock.today()
        return plan_papers(desk.snapshot, found.incoming, choice, today=today, former=found.former)

    def _take(self, change_set: ChangeSet) -> None:
        desk = self._desk
        if desk.write(lambda: import_papers(desk.workspace, change_set)) is not None:
            desk.go("council")
            desk.tell(f"„{change_set.title}“ eingelesen: {import_preview(change_set).summary}.")

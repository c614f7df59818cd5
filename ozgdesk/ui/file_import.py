"""Taking over one file: choosing it, reading it in a worker, the preview, one step."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ozgdesk.ui.desk import Desk
from ozgdesk.ui.import_faults import show_fault, taken
from ozgdesk.ui.take_dialog import TakeDialog


class FileImport(QObject):
    """One file after the other, each from the question for it to the step."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self.desk = desk
        self.window = window

    def begin(self) -> None:
        """Ask for a file and read it."""
        if self.desk.flush():
            path = self.ask(self.desk.workspace.path.parent)
            if path is not None:
                self.read(path)

    def read(self, path: Path) -> None:
        """Read a file in a worker, beside the window, and show what it says."""
        self.desk.tell(f"„{path.name}“ wird gelesen …")
        project = self.desk.workspace.path
        self.desk.jobs.run(self.work, path, project, done=self.show_found, failed=self.show_fault)

    def ask(self, folder: Path) -> Path | None:
        """Let the user choose a file, beginning in a folder."""
        raise NotImplementedError

    @staticmethod
    def work(path: Path, project: Path) -> Any:
        """Read the file and compare it with the project as it is on the disk; runs in a worker."""
        raise NotImplementedError

    def show_found(self, found: Any) -> None:
        """Show what was found, to be taken."""
        raise NotImplementedError

    def show_fault(self, error: BaseException) -> None:
        """Say why the file cannot be read."""
        show_fault(error, self.desk, self.window)

    def offer(self, dialog: TakeDialog[Any], take: Callable[[], int], told: Callable[[int], str]) -> None:
        """Show a preview until it is taken or given up; a refusal is shown in it, and it stays."""
        try:
            while dialog.exec():
                if taken(self.desk, take, dialog.show_refusal):
                    self.desk.tell(told(len(dialog.ticked)))
                    return
        finally:
            dialog.deleteLater()

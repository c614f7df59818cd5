"""Opening and closing projects, and switching the window between the start page and the open project."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject

from ozgdesk.commands.clock import SYSTEM_CLOCK, Clock
from ozgdesk.commands.project_files import create_project
from ozgdesk.commands.samples import DEFAULT_SAMPLE
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.step import Author
from ozgdesk.paths import Paths
from ozgdesk.settings import Loaded
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.frame import Frame
from ozgdesk.ui.main_window import MainWindow

FIRST_PLACE = "today"


class Projects(QObject):
    """Owns the open project: its workspace, its desk and its window."""

    def __init__(self, frame: Frame, paths: Paths, preferences: Loaded, clock: Clock = SYSTEM_CLOCK) -> None:
        super().__init__(frame)
        self.frame = frame
        self.desk: Desk | None = None
        self.settings = preferences.settings
        self._paths = paths
        self._clock = clock

    def begin(self, file: Path | None) -> None:
        """Open the named file, else the latest one, else the sample that the first start makes."""
        sample = self._paths.samples_dir / "Taunus.ozg"
        if not sample.exists():
            sample.parent.mkdir(parents=True, exist_ok=True)
            create_project(sample, DEFAULT_SAMPLE, self._clock)
        self.open(file or sample)

    def open(self, path: Path) -> bool:
        """Show a project instead of what is shown now."""
        workspace = Workspace.open(
            path,
            author=Author(self.settings.author_name()),
            backups=self._paths.backups_dir,
            clock=self._clock,
        )
        self.desk = Desk(workspace, self.settings, self)
        window = MainWindow(self.desk)
        window.show_place(FIRST_PLACE)
        self.frame.show_content(window)
        return True

"""Opening, creating, restoring and leaving projects; switches the window between start page and project."""

import logging
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from ozgdesk import formats
from ozgdesk import settings as preferences
from ozgdesk.commands.backups import DAY_START, Backup, backups_of, is_due, restore
from ozgdesk.commands.clock import SYSTEM_CLOCK, Clock
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.commands.project_files import create_project, place_notice
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.step import Author
from ozgdesk.paths import Paths
from ozgdesk.texts.problems import problem_message
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.frame import Frame
from ozgdesk.ui.main_window import MainWindow
from ozgdesk.ui.start import start_qt

FIRST_PLACE = "overview"
_READABLE = frozenset({"locked", "read_only", "no_access"})
_BACKUP_AFTER_MS = 1_500
_BACKUP_EVERY_MS = 30 * 60_000

_log = logging.getLogger(__name__)


class Projects(QObject):
    """Owns the open project: its workspace, desk and window. Without one, the start page is shown."""

    def __init__(
        self, frame: Frame, paths: Paths, loaded: preferences.Loaded, clock: Clock = SYSTEM_CLOCK
    ) -> None:
        super().__init__(frame)
        self.frame = frame
        self.settings = loaded.settings
        self.desk: Desk | None = None
        self.window: MainWindow | None = None
        self._paths = paths
        self._clock = clock
        self._trouble: StoreProblem | None = None
        self._left: Path | None = None
        self._is_leaving = False
        self._daily = QTimer(self)
        self._daily.setInterval(_BACKUP_EVERY_MS)
        self._daily.timeout.connect(self.back_up_daily)
        frame.may_close = self.leave
        if loaded.moved_aside is not None:
            frame.notices.add(
                "Die Einstellungen dieses PCs waren nicht lesbar und wurden zurückgesetzt; die bisherige"
                f" Datei heißt jetzt „{loaded.moved_aside.name}“."
            )

    # Ways to a project

    def begin(self, file: Path | None) -> None:
        """Open the named file, else the latest one, else the sample that the first start makes."""
        recent = self.settings.recent_files
        sample = self._paths.samples_dir / "Taunus.ozg"
        if file is not None or recent:
            self.open(file or Path(recent[0]))
        elif sample.exists():
            self.show_start()
        else:
            from ozgdesk.commands.samples import DEFAULT_SAMPLE

            self.create(DEFAULT_SAMPLE, sample)

    def open(self, path: Path) -> bool:
        """Show a project; false when the one before could not be left, or the start page says why not."""
        if self.desk is not None and self.desk.workspace.path == path.absolute():
            return True
        if not self.leave():
            return False
        try:
            workspace = self._opened(path.absolute())
        except StoreProblem as problem:
            self._refuse(problem)
            return False
        self._show(workspace)
        return True

    def create(self, sample: str, path: Path) -> bool:
        """Make a new project from a sample and show it; nothing is ever overwritten."""
        if not self.leave():
            return False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            create_project(path, sample, self._clock)
        except OSError:
            self._refuse(StoreProblem("no_access", path))
            return False
        except StoreProblem as problem:
            self._refuse(problem)
            return False
        return self.open(path)

    def restore(self, backup: Backup, path: Path) -> bool:
        """Put a backup in the place of a project and show it."""
        if self.desk is not None and self.desk.workspace.path == path:
            workspace = self.desk.workspace
            if workspace.is_writable and self.desk.guard(lambda: workspace.backup("before-restore")) is None:
                return False
        if not self.leave():
            return False
        try:
            former = restore(backup.path, path, self.settings.author_name())
        except StoreProblem as problem:
            self._refuse(problem)
            return False
        if not self.open(path):
            return False
        said = f"„{path.name}“ ist wieder auf dem Stand vom {formats.instant(backup.at)}."
        self._tell(f"{said} Die bisherige Datei heißt „{former.name}“." if former else said)
        return True

    def leave(self) -> bool:
        """Save what is typed and close the project; false when a field holds something wrong: stay there."""
        if self.desk is None or self.window is None:
            return True
        self._is_leaving = True
        try:
            if not self.window.close():
                self.window.show()
                return False
        finally:
            self._is_leaving = False
        self._daily.stop()
        self._left = self.desk.workspace.path
        self.desk.close()
        self.desk.workspace.close()
        self.desk.deleteLater()
        self.desk = self.window = None
        self.frame.notices.clear()
        return True

    # Asking

    def ask_to_open(self, path: Path | None) -> None:
        """Open this file, or let the user choose one."""
        from ozgdesk.ui.file_dialogs import ask_for_project

        chosen = path or ask_for_project(self.frame, self._folder())
        if chosen is not None:
            self.open(chosen)

    def ask_to_create(self, sample: str, title: str) -> None:
        """Let the user choose where a new project from this sample shall be."""
        from ozgdesk.ui.file_dialogs import ask_for_new

        chosen = ask_for_new(self.frame, self._folder(), _file_name(title))
        if chosen is not None:
            self.create(sample, chosen)

    def ask_to_restore(self) -> None:
        """Let the user choose a backup of the open project, or of one of the latest."""
        from ozgdesk.ui.restore_dialog import ask_for_backup

        wish = ask_for_backup(self.frame, self._restorable(), self._backups)
        if wish is not None:
            self.restore(wish.backup, wish.path)

    def show_start(self, *, samples: bool = False) -> None:
        """Leave the project and show the start page."""
        from ozgdesk.ui.start_page import StartPage, Trouble

        if not self.leave():
            return
        problem, trouble = self._trouble, None
        if problem is not None:
            newest = self._newest_good(problem)
            since = formats.instant(newest.at) if newest else ""
            trouble = Trouble(problem_message(problem), problem.path, since)
        left = None if problem is not None and problem.path == self._left else self._left
        page = StartPage([Path(name) for name in self.settings.recent_files], trouble, left)
        page.asked_to_open.connect(self.ask_to_open)
        page.asked_to_create.connect(self.ask_to_create)
        page.asked_to_restore.connect(self.ask_to_restore)
        page.asked_for_newest_backup.connect(self._restore_newest)
        page.asked_to_forget.connect(self._forget)
        if samples:
            page.show_samples()
        self.frame.setWindowTitle("OZG-Desk")
        self.frame.show_content(page)
        page.begin()

    def call(self, path: Path | None) -> None:
        """A second start: come forward, and open its file."""
        self.frame.come_forward()
        if path is not None:
            self.open(path)

    def back_up_daily(self) -> None:
        """Make the backup of the day if it is still to be made."""
        desk = self.desk
        if desk is None or not desk.workspace.is_writable:
            return
        workspace = desk.workspace
        if is_due(workspace.path, self._paths.backups_dir, self._clock.today()):
            desk.guard(lambda: workspace.backup(DAY_START))

    def _opened(self, path: Path) -> Workspace:
        author = Author(self.settings.author_name())
        try:
            return Workspace.open(path, author=author, backups=self._paths.backups_dir, clock=self._clock)
        except StoreProblem as problem:
            if problem.code not in _READABLE:
                raise
            workspace = Workspace.open_reading(path, author=author, clock=self._clock)
            if problem.code != "locked":  # who has a locked file is said by the window, and when it is free
                self.frame.notices.add(
                    f"„{path.name}“ ist schreibgeschützt; Sie können lesen und drucken, aber nichts ändern."
                )
            return workspace

    def _show(self, workspace: Workspace) -> None:
        path = workspace.path
        _log.info("opened, %s", "writing" if workspace.is_writable else "reading")
        self._trouble = None
        self._remember(self.settings.opened(path))
        desk = self.desk = Desk(workspace, self.settings, self)
        desk.preferred.connect(self._remember)
        window = self.window = MainWindow(desk)
        window.asked_to_open.connect(self.ask_to_open)
        window.asked_for_sample.connect(lambda: self.show_start(samples=True))
        window.asked_to_restore.connect(self.ask_to_restore)
        window.theme_chosen.connect(self._choose_theme)
        window.closed.connect(self._on_window_closed)
        self.frame.setWindowTitle(window.windowTitle())
        self.frame.show_content(window)
        window.show_place(FIRST_PLACE)
        self.frame.notices.add(place_notice(path))
        self._daily.start()
        QTimer.singleShot(_BACKUP_AFTER_MS, self.back_up_daily)

    def _refuse(self, problem: StoreProblem) -> None:
        _log.warning("not opened: %s", problem.code)
        self._trouble = problem
        self.show_start()

    def _restore_newest(self) -> None:
        problem = self._trouble
        newest = self._newest_good(problem) if problem else None
        if problem is not None and newest is not None:
            self.restore(newest, problem.path)

    def _newest_good(self, problem: StoreProblem) -> Backup | None:
        return next((found for found in self._backups(problem.path) if found.path == problem.backup), None)

    def _restorable(self) -> list[Path]:
        """The open project, the one that could not be opened, then the latest files that have backups."""
        first = self.desk.workspace.path if self.desk else self._trouble.path if self._trouble else None
        recent = [Path(name) for name in self.settings.recent_files]
        others = [path for path in recent if path != first and self._backups(path)]
        return [first, *others] if first else others

    def _backups(self, path: Path) -> tuple[Backup, ...]:
        return backups_of(path, self._paths.backups_dir)

    def _folder(self) -> Path:
        """Where dialogs begin: beside the latest file, else among the samples."""
        recent = self.settings.recent_files
        return Path(recent[0]).parent if recent else self._paths.data_dir

    def _forget(self, path: Path) -> None:
        self._remember(self.settings.forgotten(path))
        self._trouble = None
        self.show_start()

    def _choose_theme(self, choice: str) -> None:
        start_qt(choice)
        self._remember(replace(self.settings, theme=choice))

    def _remember(self, changed: preferences.Settings) -> None:
        self.settings = changed
        if self.desk is not None:
            self.desk.settings = changed
        try:
            preferences.save(changed, self._paths.settings_file)
        except OSError as error:
            _log.warning("settings not saved: %s", error)
            self.frame.notices.add(
                "Die Einstellungen dieses PCs konnten nicht gespeichert werden;"
                " bitte prüfen Sie den freien Platz."
            )

    def _on_window_closed(self) -> None:
        if not self._is_leaving:
            QTimer.singleShot(0, self.frame.close)

    def _tell(self, sentence: str) -> None:
        if self.desk is not None:
            self.desk.tell(sentence)


def _file_name(title: str) -> str:
    """A title without what file systems do not take."""
    return "".join("-" if letter in '<>:"/\\|?*' else letter for letter in title).strip(" .")

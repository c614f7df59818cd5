"""The program with a window, put together: folders, log, preferences, first window, then the project."""

from __future__ import annotations

import gc
import logging
import logging.handlers
import platform
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from ozgdesk import __version__, settings
from ozgdesk.paths import Paths, folders
from ozgdesk.ui.frame import Frame
from ozgdesk.ui.instance import Instance, hand_over, pipe_name
from ozgdesk.ui.start import name_for_taskbar, qt_version, say, start_qt

NOT_STARTED = 3

_log = logging.getLogger(__name__)


def run(words: Sequence[str]) -> int:
    """Open the window on the file that the words name, or on the latest one; returns the exit code."""
    data_dir, file = wishes(words)
    paths = folders(data_dir)
    gc.disable()  # what is imported and built now stays until the end: it would be searched in vain
    name_for_taskbar()
    preferences = settings.load(paths.settings_file)
    app = start_qt(preferences.settings.theme)
    try:
        start_log(paths)
    except OSError:
        say(f"In den Ordner „{paths.data_dir}“ kann nicht geschrieben werden; bitte prüfen Sie seine Rechte.")
        return NOT_STARTED
    if hand_over(pipe_name(paths.data_dir), file):
        return 0
    frame = Frame(paths.config_dir / "window.ini")
    frame.painted.connect(lambda: _open_project(frame, paths, preferences, file))
    frame.show()
    return app.exec()


def wishes(words: Sequence[str]) -> tuple[Path | None, Path | None]:
    """The data folder and the file that the words of a call name: `[--data-dir DIR] [FILE]`."""
    rest = list(words)
    data_dir = Path(rest[1]) if rest[:1] == ["--data-dir"] else None
    files = rest[2:] if data_dir else rest
    return data_dir, Path(files[0]).absolute() if files else None


def start_log(paths: Paths) -> None:
    """Write what happens to a file that never grows large, beginning with the versions. Raises OSError."""
    paths.create()
    handler = logging.handlers.RotatingFileHandler(
        paths.log_dir / "ozgdesk.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    _log.info(
        "OZG-Desk %s, Python %s, Qt %s, %s %s",
        __version__, platform.python_version(), qt_version(), platform.system(), platform.release(),
    )  # fmt: skip


def _open_project(frame: Frame, paths: Paths, preferences: settings.Loaded, file: Path | None) -> None:
    """Import what opening takes, now that the window is seen."""
    from ozgdesk.ui.errors import ErrorReporter
    from ozgdesk.ui.projects import Projects

    reporter = ErrorReporter(paths.log_dir, frame)
    reporter.install()

    def report(args: threading.ExceptHookArgs | sys.UnraisableHookArgs) -> None:
        reporter.report(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)

    threading.excepthook = report
    sys.unraisablehook = report
    try:
        projects = Projects(frame, paths, preferences)
        Instance(pipe_name(paths.data_dir), frame).called.connect(projects.call)
        projects.begin(file)
    finally:
        gc.freeze()

"""Pictures of the window without a display: for `render`, for machines without a screen, and to look at.

The settings of the platform must be made before the first QApplication; one process paints one scale.
"""

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ozgdesk.commands.workspace import Workspace
from ozgdesk.settings import Settings
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.main_window import MainWindow

PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Picture:
    """How to paint: size in points, theme light or dark, and pixels per point."""

    width: int = 1600
    height: int = 1000
    theme: str = "light"
    scale: float = 1.0


class NotPainted(Exception):
    """A picture could not be painted or written; the message is one German sentence."""


def prepare(picture: Picture) -> None:
    """Choose the platform without a display and the scale, before Qt starts."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(picture.scale)


def paint_places(
    workspace: Workspace, places: Iterable[str], picture: Picture, folder: Path
) -> Iterator[Path]:
    """Write each place of an open project as `<place>.png` into the folder and yield its path.

    A page of a place is named `place-page`, see `picture_keys`. Raises NotPainted. `prepare` must have been
    called with the same picture.
    """
    from ozgdesk.ui.start import start_qt

    app = start_qt(picture.theme)
    desk = Desk(workspace, Settings(theme=picture.theme))
    window = MainWindow(desk)
    window.resize(picture.width, picture.height)
    window.show()
    try:
        for place in places:
            window.show_place(place)
            _settle(app, desk)
            target = folder / f"{place}.png"
            if not window.grab().save(str(target), "PNG"):
                raise NotPainted(
                    f"„{target.name}“ kann nicht geschrieben werden; bitte prüfen Sie den Ordner."
                )
            yield target
    finally:
        desk.close()
        window.close()
        window.deleteLater()


def _settle(app: QApplication, desk: Desk) -> None:
    """Let layouts and jobs, e.g. the preview of a sheet, come to rest."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    quiet = 0
    while quiet < 3:
        app.processEvents()
        quiet = 0 if desk.jobs.is_busy else quiet + 1
        if time.monotonic() > deadline:
            raise NotPainted("Die Ansicht wird nicht fertig; bitte versuchen Sie es noch einmal.")
        time.sleep(0.01)

"""Writing a Sitzungsmappe into a folder, one file for each municipality, with progress and a way out."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.present.sheet_sets import SetRow
from ozgdesk.reports.sheet import NotPrintable, SheetOptions
from ozgdesk.reports.sheet_set import file_names, make_set
from ozgdesk.saving import NotSaved, save
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.waiting import GivenUp, Waiting


class _Progress(QObject):
    """How many steps of a worker are done, of how many."""

    told = Signal(int, int)


def write_folder(desk: Desk, parent: QWidget, chosen: SetRow, options: SheetOptions) -> None:
    """Ask for a folder and write the files into it; the outcome is told."""
    dialog = QFileDialog(parent, "Ordner für die Mappen", str(desk.workspace.path.parent))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    if not dialog.exec():
        return
    folder = Path(dialog.selectedFiles()[0])
    view = desk.guard(lambda: desk.workspace.view_known_at(desk.view.as_of, None))
    if view is None:
        return
    waiting = Waiting(parent, f"Die Mappe „{chosen.name}“ wird je Kommune geschrieben …")
    progress = _Progress(waiting)
    progress.told.connect(partial(_show, waiting))
    waiting.given_up.connect(lambda: desk.tell("Abgebrochen; es wurde nichts geschrieben."))
    desk.jobs.run(
        partial(_write, view, chosen, options, folder, waiting, progress),
        done=partial(_on_written, desk, folder, waiting),
        failed=partial(_on_not_written, desk, waiting),
    )


def _write(
    view: View, chosen: SetRow, options: SheetOptions, folder: Path, waiting: Waiting, progress: _Progress
) -> int:
    """In a worker: make all files, then write them, so that giving up leaves nothing behind."""
    names = [(id_, name) for id_, name in file_names(view, chosen) if chosen.of(id_)]

    def told(number: int, done: int, of: int) -> None:
        if waiting.is_given_up:
            raise GivenUp
        progress.told.emit(number * of + done, len(names) * of)

    made = [
        (name, make_set(view, chosen, options, id_, partial(told, number)).data)
        for number, (id_, name) in enumerate(names)
    ]
    waiting.require_wanted()
    for name, data in made:
        save(data, folder / name)
    return len(made)


def _show(waiting: Waiting, done: int, of: int) -> None:
    if not waiting.is_given_up:
        waiting.setMaximum(of)
        waiting.setValue(done)


def _on_written(desk: Desk, folder: Path, waiting: Waiting, count: object) -> None:
    waiting.end()
    desk.workspace.seal()
    files = formats.count(count if isinstance(count, int) else 0, "Datei", "Dateien")
    desk.tell(f"{files} in den Ordner „{folder.name}“ geschrieben.")


def _on_not_written(desk: Desk, waiting: Waiting, error: BaseException) -> None:
    if isinstance(error, GivenUp):
        return
    waiting.end()
    if not isinstance(error, NotSaved | NotPrintable):
        raise error
    desk.tell(str(error))

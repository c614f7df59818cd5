"""Commands that write: they take the lock of the project file, or say who holds it."""

import argparse
from datetime import date
from pathlib import Path

from ozgdesk import paths, settings
from ozgdesk.cli.answers import CannotBeDone, complain, print_json
from ozgdesk.cli.arguments import SAMPLES, WrongCall
from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.samples import build_sample
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Author
from ozgdesk.store import restore as staged
from ozgdesk.store.project_file import create


def new(call: argparse.Namespace) -> int:
    """Make a new project file from a sample; never overwrites."""
    if call.sample not in SAMPLES:
        raise WrongCall(f"„{call.sample}“ ist kein Muster; möglich sind: {', '.join(SAMPLES)}.")
    rows = build_sample(call.sample, date.today(), SYSTEM_CLOCK.new_id)
    create(call.file, Snapshot.of(rows))
    return 0


def undo(call: argparse.Namespace) -> int:
    """Take back the newest step and name it."""
    workspace = open_workspace(call.file, call.data_dir)
    try:
        print(workspace.undo().head.label)
    finally:
        workspace.close()
    return 0


def redo(call: argparse.Namespace) -> int:
    """Do the step again that was taken back last, and name it."""
    workspace = open_workspace(call.file, call.data_dir)
    try:
        print(workspace.redo().head.label)
    finally:
        workspace.close()
    return 0


def backup(call: argparse.Namespace) -> int:
    """Make a verified backup and print where it lies."""
    workspace = open_workspace(call.file, call.data_dir)
    try:
        print(workspace.backup("manual"))
    finally:
        workspace.close()
    return 0


def restore(call: argparse.Namespace) -> int:
    """Put a backup in the place of the project file; the file it replaces is kept as a backup first."""
    if call.backup.resolve() == call.file.resolve():
        raise CannotBeDone(
            "Sicherung und Projektdatei sind dieselbe Datei; bitte nennen Sie zwei verschiedene."
        )
    former = staged.restore(call.backup, call.file, holder=author(call.data_dir).name)
    complain(f"„{call.file.name}“ entspricht jetzt der Sicherung „{call.backup.name}“.")
    if former:
        complain(f"Die Datei davor liegt unter „{former.name}“.")
    return 0


def selftest(call: argparse.Namespace) -> int:
    """Check that this program is complete."""
    from ozgdesk.selftest import run_selftest

    report = run_selftest()
    print_json(report)
    if call.output:
        report.save(call.output)
    return 0 if report.is_complete else 3


def open_workspace(file: Path, data_dir: Path | None) -> Workspace:
    """Open a project for writing in the name that the settings of this PC give."""
    return Workspace.open(file, author=author(data_dir), backups=backup_folder(data_dir))


def open_for_import(call: argparse.Namespace) -> Workspace:
    """Open a project for writing, or for reading alone where the call only wants to see what would come."""
    if not call.dry_run:
        return open_workspace(call.file, call.data_dir)
    backups = backup_folder(call.data_dir)
    return Workspace.open_reading(call.file, author=author(call.data_dir), backups=backups)


def author(data_dir: Path | None) -> Author:
    """In whose name changes are recorded: as set on this PC, else the name of its user."""
    return Author(settings.load(paths.folders(data_dir).settings_file).settings.author_name())


def backup_folder(data_dir: Path | None) -> Path:
    """Where the backups of all projects of this user lie."""
    return paths.folders(data_dir).backups_dir

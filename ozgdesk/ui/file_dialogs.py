"""Asking for a file: the dialogs of the system to open a project, to name a new one, and to save as."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

SUFFIX = "ozg"
_FILTER = f"Projekte von OZG-Desk (*.{SUFFIX})"


def ask_for_project(parent: QWidget, folder: Path) -> Path | None:
    """The file that the user wants to open, or None."""
    dialog = QFileDialog(parent, "Projekt öffnen", str(folder), f"{_FILTER};;Alle Dateien (*)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def ask_for_new(parent: QWidget, folder: Path, name: str) -> Path | None:
    """Where the user wants to put a new project, beginning with this name, or None."""
    dialog = QFileDialog(parent, "Neues Projekt speichern unter", str(folder), _FILTER)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(SUFFIX)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing is ever overwritten, see `create`
    dialog.selectFile(f"{name}.{SUFFIX}")
    return _chosen(dialog)


def ask_where_to_save(parent: QWidget, title: str, proposal: Path, file_filter: str) -> Path | None:
    """Where the user wants to put a file of this kind, beginning with this name, or None."""
    dialog = QFileDialog(parent, title, str(proposal.parent), file_filter)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(proposal.suffix.removeprefix("."))
    dialog.selectFile(proposal.name)
    return _chosen(dialog)


def ask_for_plan(parent: QWidget, folder: Path, kinds: Iterable[tuple[str, Iterable[str]]]) -> Path | None:
    """The plan of another program that the user wants to read, or None; `kinds` are titles and suffixes."""
    known = [(title, [f"*.{suffix}" for suffix in suffixes]) for title, suffixes in kinds]
    every = ("Alle lesbaren Pläne", [pattern for _, patterns in known for pattern in patterns])
    filters = [f"{title} ({' '.join(patterns)})" for title, patterns in (every, *known)]
    dialog = QFileDialog(
        parent, "Projektplan einlesen", str(folder), ";;".join([*filters, "Alle Dateien (*)"])
    )
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def ask_for_form(parent: QWidget, folder: Path) -> Path | None:
    """The feedback form that the user wants to read, or None."""
    kinds = "Rückmeldebögen (*.xlsx *.xlsm);;Alle Dateien (*)"
    dialog = QFileDialog(parent, "Rückmeldebogen einlesen", str(folder), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def ask_for_text(parent: QWidget, folder: Path) -> Path | None:
    """The Word document that the user wants to read, or None."""
    kinds = "Word-Dokumente (*.docx *.docm);;Alle Dateien (*)"
    dialog = QFileDialog(parent, "Word-Dokument einlesen", str(folder), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def ask_for_council_data(parent: QWidget, folder: Path) -> list[Path]:
    """The saved files of a council information system that the user wants to read, may be none."""
    kinds = "OParl-Dateien (*.json);;Alle Dateien (*)"
    dialog = QFileDialog(parent, "OParl-Daten einlesen", str(folder), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    try:
        return [Path(name) for name in dialog.selectedFiles()] if dialog.exec() else []
    finally:
        dialog.deleteLater()


def ask_for_calendar(parent: QWidget, folder: Path) -> Path | None:
    """The calendar file that the user wants to read, or None."""
    kinds = "Kalenderdateien (*.ics);;Alle Dateien (*)"
    dialog = QFileDialog(parent, "Kalenderdatei einlesen", str(folder), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def _chosen(dialog: QFileDialog) -> Path | None:
    try:
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None
    finally:
        dialog.deleteLater()

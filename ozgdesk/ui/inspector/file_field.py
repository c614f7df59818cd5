"""The field of an embedded file: put one in, open a copy, save it elsewhere, take it out."""

import stat
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path, PureWindowsPath
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontMetrics
from PySide6.QtWidgets import QFileDialog, QPushButton, QSizePolicy, QToolButton

from ozgdesk.commands.attachments import LARGEST_FILE, embed_file, remove_file
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Attachment
from ozgdesk.present.forms import FieldSpec
from ozgdesk.present.naming import file_size
from ozgdesk.saving import NotSaved, save
from ozgdesk.texts import steps
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.field_base import Field

EMBED = "Datei einbetten …"
FIRST_THE_ROW = "Eine Datei können Sie einbetten, sobald der Eintrag angelegt ist."
UNREADABLE = "„{name}“ kann nicht gelesen werden; bitte wählen Sie eine Datei, die Sie lesen dürfen."
ONLY_SAVED = "Dateien dieser Art werden hier nicht geöffnet; bitte speichern Sie „{name}“ zuerst."
NO_PROGRAM = "Für „{name}“ ist kein Programm eingerichtet; bitte speichern Sie die Datei."

OPENABLE = frozenset(
    {"pdf", "txt", "csv", "odt", "ods", "odp", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "rtf"}
    | {"png", "jpg", "jpeg", "gif", "tif", "tiff", "eml", "msg"}
)
"""Opening anything else could start a program that came with the project."""


class FileField(Field):
    """The embedded file that field `name` of the row `of()` shows, None while there is no such row.

    It writes by its own commands, so it is never dirty. `refused` carries the sentence for the user.
    """

    refused = Signal(str)

    def __init__(self, desk: Desk, kind: type[Entity], spec: FieldSpec, of: Callable[[], str | None]) -> None:
        self.button = QPushButton(EMBED)
        super().__init__(spec.label, self.button)
        self._desk = desk
        self._kind = kind
        self._name = spec.name
        self._filter = f"{spec.suffix.upper()}-Dateien (*.{spec.suffix})" if spec.suffix else ""
        self._of = of
        self._id: str | None = None
        self._copies: tempfile.TemporaryDirectory[str] | None = None
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.button.installEventFilter(self)
        self.button.clicked.connect(self._on_clicked)
        self.save_button = self._small("Speichern unter …", "save", self.ask_where)
        self.replace_button = self._small("Andere Datei einbetten …", "open", self.ask_which)
        self.remove_button = self._small("Eingebettete Datei entfernen", "delete", self.remove)
        self.show_value(None)

    def read(self) -> str | None:
        return self._id

    def show_value(self, value: Any) -> None:
        self._id = value
        file = self.file
        for button in (self.save_button, self.replace_button, self.remove_button):
            button.setVisible(file is not None)
        self.button.setEnabled(file is not None or self._of() is not None)
        size = f" ({file_size(len(file.content))})" if file else ""
        said = f"{file.file_name}{size}" if file else EMBED
        self.button.setAccessibleName(f"{said} öffnen" if file else EMBED)
        self.button.setToolTip(f"{said} öffnen" if file else "" if self._of() else FIRST_THE_ROW)
        self._show_name()

    def is_dirty(self) -> bool:
        return False

    def accept(self) -> None:
        """Nothing waits here."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._show_name()
        return False

    @property
    def file(self) -> Attachment | None:
        """The embedded file."""
        return self._desk.snapshot.find(Attachment, self._id) if self._id else None

    def ask_which(self) -> None:
        """Let the user choose the file to embed."""
        path, _ = QFileDialog.getOpenFileName(self, "Datei einbetten", "", self._filter)
        if path:
            self.embed(Path(path))

    def ask_where(self) -> None:
        """Let the user choose where to save the embedded file."""
        if self.file is not None:
            path, _ = QFileDialog.getSaveFileName(self, "Datei speichern unter", _plain(self.file.file_name))
            if path:
                self.save_as(Path(path))

    def embed(self, path: Path) -> None:
        """Embed a file; one that is too large or cannot be read is refused before it is read."""
        row = self._of()
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise RuleViolation("file_too_large")
        except OSError:
            self.refused.emit(UNREADABLE.format(name=path.name))
        except RuleViolation as refusal:
            self.refused.emit(rule_message(refusal))
        else:
            done, failed = partial(self._on_read, row, path.name), partial(self._on_unread, path.name)
            self._desk.jobs.run(path.read_bytes, done=done, failed=failed)

    def save_as(self, path: Path) -> None:
        """Write the embedded file to a place of the user."""
        file = self.file
        if file is not None:
            self._desk.jobs.run(
                save, file.content, path, done=partial(self._on_saved, path), failed=self._on_not_saved
            )

    def open_copy(self) -> None:
        """Show a copy, which cannot be changed, in the program of this PC for such files."""
        file = self.file
        if file is None:
            return
        name = _plain(file.file_name)
        if Path(name).suffix.removeprefix(".").casefold() not in OPENABLE:
            self._desk.tell(ONLY_SAVED.format(name=name))
            return
        if self._copies is None:
            self._copies = tempfile.TemporaryDirectory(prefix="ozgdesk-", ignore_cleanup_errors=True)
            self.destroyed.connect(self._copies.cleanup)
        path = Path(tempfile.mkdtemp(dir=self._copies.name)) / name
        path.write_bytes(file.content)
        path.chmod(stat.S_IREAD)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._desk.tell(NO_PROGRAM.format(name=name))

    def remove(self) -> None:
        """Take the file out of the row; undo brings it back."""
        row = self._of()
        if row is not None:
            self._desk.run(steps.REMOVE_FILE, remove_file(self._kind, row, self._name))

    def _on_clicked(self) -> None:
        if self.file is not None:
            self.open_copy()
        else:
            self.ask_which()

    def _on_read(self, row: str | None, name: str, content: bytes) -> None:
        if row is not None and self._desk.flush():
            self._desk.guard(lambda: self._embed(row, name, content))

    def _embed(self, row: str, name: str, content: bytes) -> None:
        """A file that does not serve here is refused at the field, not in passing."""
        try:
            self._desk.commit(steps.EMBED_FILE, embed_file(self._kind, row, self._name, name, content))
        except RuleViolation as refusal:
            self.refused.emit(rule_message(refusal))

    def _on_unread(self, name: str, error: BaseException) -> None:
        if not isinstance(error, OSError):
            raise error
        self.refused.emit(UNREADABLE.format(name=name))

    def _on_saved(self, path: Path, _result: object) -> None:
        self._desk.tell(f"Gespeichert als „{path.name}“.")

    def _on_not_saved(self, error: BaseException) -> None:
        if not isinstance(error, NotSaved):
            raise error
        self.refused.emit(str(error))

    def _show_name(self) -> None:
        """The name is cut in its middle, so that its ending and its size stay."""
        file = self.file
        if file is None:
            self.button.setText(EMBED)
            return
        whole = f"{file.file_name} ({file_size(len(file.content))})"
        room = max(self.button.width() - theme.step(8), theme.step(12))
        cut = QFontMetrics(self.button.font()).elidedText(whole, Qt.TextElideMode.ElideMiddle, room)
        self.button.setText(cut.replace("&", "&&"))

    def _small(self, name: str, picture: str, action: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(picture, "muted"))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: action())
        self.add_beside(button)
        return button


def _plain(name: str) -> str:
    """A file name without folders, whatever the project says."""
    return PureWindowsPath(name).name or "Datei"

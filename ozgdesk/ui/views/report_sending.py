"""What can be done with a finished PDF: print, save, open, mail. None of it makes the window wait."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QGridLayout, QPushButton, QWidget

from ozgdesk import formats
from ozgdesk.saving import NotSaved, save
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.mail import NotMailed, can_attach, draft, mail_file, open_draft
from ozgdesk.ui.views.report_pages import NotPrinted, Paper, print_pages, set_page


class Sending(QWidget):
    """Buttons for a PDF; `offer` says which. They are grey while there is none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._paper: Paper | None = None
        self._name = self._title = ""
        self._copies: tempfile.TemporaryDirectory[str] | None = None
        self._can_attach = can_attach()
        self.print_button = self._button("Druc&ken …", "print", self.print_out)
        self.save_button = self._button("Speichern &unter …", "save", self.save_as)
        self.open_button = self._button("I&m PDF-Programm öffnen", "external", self.open_outside)
        self.mail_button = self._button("Per E-Mail se&nden", "external", self.mail)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.step(2))
        grid.addWidget(self.print_button, 0, 0)
        grid.addWidget(self.save_button, 0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.open_button, 1, 0, 1, 2)
        grid.addWidget(self.mail_button, 2, 0, 1, 2)
        self.offer(None)

    def offer(self, paper: Paper | None, name: str = "", title: str = "") -> None:
        """Work on this PDF from now on, under this file name; with None on nothing."""
        self._paper, self._name, self._title = paper, name, title
        for button in (self.print_button, self.save_button, self.open_button, self.mail_button):
            button.setEnabled(paper is not None)

    def save_as(self) -> None:
        """Ask for a file and save the PDF."""
        self._save_then(self._on_saved)

    def print_out(self) -> None:
        """Ask for a printer and print off the GUI thread."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        found = self._paper
        if found is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_page(printer, found)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("Blatt drucken")
        dialog.setMinMax(1, len(found.sizes))
        if not dialog.exec():
            return
        first = printer.fromPage() or 1
        last = printer.toPage() or len(found.sizes)
        self.desk.workspace.seal()
        self.run(partial(print_pages, found, printer, first, last), self.on_printed)

    def open_outside(self) -> None:
        """Show a copy in the program the system uses for PDF; the copies go when this place is closed."""
        self._copy_then(self._on_opened)

    def mail(self) -> None:
        """Attach a copy to a new message, which the user completes and sends."""
        found = self._paper
        if found is None:
            return
        if self._can_attach:
            self._copy_then(self._on_copied)
        else:
            path = self._copy_place().with_suffix(".eml")
            self.run(
                lambda: save(draft(self._title, self._name, found.data), path),
                partial(self._on_drafted, path),
            )

    def run(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        """Do something off the GUI thread; what hinders it is told in a sentence."""
        self.desk.jobs.run(work, done=done, failed=self._on_failed)

    def on_printed(self, count: object) -> None:
        """Say how many pages the printer has taken."""
        pages = formats.count(count if isinstance(count, int) else 0, "Seite", "Seiten")
        self.desk.tell(f"{pages} an den Drucker gegeben.")

    def _button(self, text: str, name: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(icon(name), text, self)
        button.clicked.connect(lambda _checked=False: run())
        return button

    def _save_then(self, done: Callable[[Path, object], None]) -> None:
        found = self._paper
        if found is None:
            return
        dialog = QFileDialog(self, "Blatt speichern")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF-Datei (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._name)
        if not dialog.exec():
            return
        path = Path(dialog.selectedFiles()[0])
        self.run(partial(save, found.data, path), partial(done, path))

    def _copy_then(self, done: Callable[[Path, object], None]) -> None:
        found = self._paper
        if found is None:
            return
        path = self._copy_place()
        self.run(partial(save, found.data, path), partial(done, path))

    def _copy_place(self) -> Path:
        """Where a copy of the PDF may lie as long as this place is open."""
        if self._copies is None:
            self._copies = tempfile.TemporaryDirectory(prefix="ozgdesk-", ignore_cleanup_errors=True)
            self.destroyed.connect(self._copies.cleanup)
        return Path(tempfile.mkdtemp(dir=self._copies.name)) / self._name

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, NotSaved | NotPrinted | NotMailed):
            raise error
        self.desk.tell(str(error))

    def _on_saved(self, path: Path, _result: object) -> None:
        self.desk.workspace.seal()
        self.desk.tell(f"Gespeichert als „{path.name}“.")

    def _on_drafted(self, path: Path, _result: object) -> None:
        try:
            open_draft(path)
        except NotMailed as problem:
            self.desk.tell(str(problem))
        else:
            self._on_mailed(None)

    def _on_opened(self, path: Path, _result: object) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.desk.tell(
                "Es ist kein Programm für PDF-Dateien eingerichtet; bitte speichern Sie das Blatt."
            )

    def _on_copied(self, path: Path, _result: object) -> None:
        self.run(partial(mail_file, path, self._title), self._on_mailed)

    def _on_mailed(self, _result: object) -> None:
        self.desk.workspace.seal()
        self.desk.tell("An das E-Mail-Programm gegeben.")

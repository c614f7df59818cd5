"""What is shown when something goes wrong: one sentence for a problem with a file, details for a bug."""

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import __version__
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.texts.problems import problem_message
from ozgdesk.ui import theme

log = logging.getLogger(__name__)


class ErrorDialog(QDialog):
    """Says that something unexpected happened, that nothing was lost, and shows details to copy."""

    def __init__(self, details: str, log_dir: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Unerwarteter Fehler")
        self._details = details
        head = QLabel("Das hat nicht geklappt.")
        theme.look(head, "heading")
        text = QLabel(
            "Im Programm ist ein Fehler aufgetreten. Ihre Daten sind gespeichert, Sie können weiterarbeiten."
            " Bitte geben Sie die Einzelheiten an die Betreuung von OZG-Desk weiter."
        )
        text.setWordWrap(True)
        view = QPlainTextEdit(details)
        view.setReadOnly(True)
        view.setAccessibleName("Einzelheiten")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("Einzelheiten kopieren", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        if log_dir is not None:
            folder = buttons.addButton("Protokollordner öffnen", QDialogButtonBox.ButtonRole.ActionRole)
            folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_dir))))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        for widget in (head, text, view, buttons):
            layout.addWidget(widget)
        self.resize(theme.step(180), theme.step(110))

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self._details)


class ErrorReporter(QObject):
    """Catches what no slot caught: logs it, shows one dialog at a time, keeps the program open."""

    caught = Signal(str)

    def __init__(self, log_dir: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_dir = log_dir
        self._open = False
        self.caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become the exception hook of the process."""
        sys.excepthook = self.report

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an exception and show it; an interrupt from the keyboard ends the program as usual."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            QApplication.quit()
            return
        log.error("unexpected error", exc_info=(kind, error, trace))
        details = "".join(traceback.format_exception(kind, error, trace))
        self.caught.emit(
            f"OZG-Desk {__version__}, Python {sys.version.split()[0]}, {sys.platform}\n\n{details}"
        )

    def _show(self, details: str) -> None:
        if self._open:
            return
        self._open = True
        try:
            ErrorDialog(details, self._log_dir, QApplication.activeWindow()).exec()
        finally:
            self._open = False


def show_problem(problem: StoreProblem, parent: QWidget | None) -> None:
    """Say in one sentence what is wrong with a file and what to do."""
    show_sentence(problem_message(problem), parent)


def show_sentence(sentence: str, parent: QWidget | None) -> None:
    """Show a sentence that says what happened and what to do, until it is read."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("OZG-Desk")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.exec()

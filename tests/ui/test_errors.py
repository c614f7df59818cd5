"""What goes wrong is said in a sentence or shown with details, and the program stays open."""

import logging
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from ozgdesk.commands.problems import StoreProblem
from ozgdesk.ui.errors import ErrorDialog, ErrorReporter, show_problem
from ozgdesk.ui.toast import Toast
from tests.conftest import Dialogs
from tests.ui.desks import show_active


def test_an_unexpected_error_is_logged_and_shown_with_details_to_copy(
    qtbot: QtBot, dialogs: Dialogs, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    reporter = ErrorReporter(tmp_path)
    shown: list[str] = []

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ErrorDialog)
        dialog.copy()
        shown.append(QGuiApplication.clipboard().text())
        dialog.reject()

    dialogs.expect(answer)
    try:
        raise LookupError("nichts da")
    except LookupError as error:
        with caplog.at_level(logging.ERROR):
            reporter.report(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(shown))
    assert "LookupError: nichts da" in shown[0]
    assert "unexpected error" in caplog.text


def test_the_reporter_becomes_the_exception_hook(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    reporter = ErrorReporter()
    reporter.install()
    assert sys.excepthook == reporter.report


def test_a_problem_with_a_file_is_one_sentence(qtbot: QtBot, dialogs: Dialogs) -> None:
    said: list[str] = []

    def answer(box: QMessageBox) -> None:
        said.append(box.text())
        box.reject()

    dialogs.expect(answer)
    show_problem(StoreProblem("full", Path("projekt.ozg")), None)
    assert said[0].startswith("Der Platz auf dem Laufwerk reicht nicht")
    assert said[0].endswith(".")


def test_a_toast_leaves_the_line_in_sight_that_is_typed_in(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    line = QLineEdit(window)
    line.setGeometry(20, 360, 560, 30)
    show_active(qtbot, window)
    line.setFocus()
    toast = Toast(window)
    toast.show_text("Aufgabe verschoben")
    assert not toast.geometry().intersects(line.geometry())
    assert window.rect().contains(toast.geometry())


def test_a_toast_tells_offers_one_action_and_goes(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    toast = Toast(window)
    window.show()
    done: list[bool] = []
    toast.show_text("Aufgabe verschoben", "Rückgängig", lambda: done.append(True))
    assert toast.text == "Aufgabe verschoben"
    assert window.rect().contains(toast.geometry())
    toast._button.click()
    assert done == [True]
    assert toast.text == ""

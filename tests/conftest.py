"""What holds for every test: offscreen, own folders, no network and no dialog that waits for a person."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMenu, QMessageBox  # noqa: E402

from ozgdesk.paths import Paths, folders  # noqa: E402
from ozgdesk.ui.garbage import collect_if_due  # noqa: E402

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
"""No test is timed, property tests neither: a busy machine is no fault of the program."""

STATIC_DIALOGS = {
    QMessageBox: ("about", "aboutQt", "critical", "information", "question", "warning"),
    QFileDialog: ("getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName"),
    QInputDialog: ("getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
}


class Dialogs:
    """Answers modal dialogs in the order in which the test expects them; an unexpected one fails the test."""

    def __init__(self) -> None:
        self._answers: list[Callable[[Any], object]] = []

    def expect(self, answer: Callable[[Any], object]) -> None:
        """Let `answer(dialog)` fill in and close the next dialog that opens, instead of a person."""
        self._answers.append(answer)

    def exec(self, dialog: QDialog) -> int:
        """Stand in for `QDialog.exec`."""
        if not self._answers:
            raise AssertionError(f"A modal dialog opened: {type(dialog).__name__} {dialog.windowTitle()!r}")
        dialog.show()
        self._answers.pop(0)(dialog)
        dialog.hide()
        return dialog.result()

    @property
    def unanswered(self) -> int:
        """How many expected dialogs have not opened."""
        return len(self._answers)


def _refuse(name: str) -> Callable[..., object]:
    def refuse(*_arguments: object, **_options: object) -> object:
        raise AssertionError(f"{name} would wait for a person")

    return refuse


@pytest.fixture(autouse=True)
def dialogs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Dialogs]:
    """Fail on a real modal dialog unless the test expects it: `dialogs.expect(lambda d: d.accept())`."""
    answers = Dialogs()
    monkeypatch.setattr(QDialog, "exec", lambda dialog: answers.exec(dialog))
    monkeypatch.setattr(QMenu, "exec", _refuse("QMenu.exec"))
    for dialog_class, names in STATIC_DIALOGS.items():
        for name in names:
            monkeypatch.setattr(dialog_class, name, _refuse(f"{dialog_class.__name__}.{name}"))
    yield answers
    assert answers.unanswered == 0, "an expected dialog did not open"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program never talks to a network; local pipes are allowed."""

    class LocalSocket(socket.socket):
        def __init__(self, family: int = -1, *arguments: Any, **options: Any) -> None:
            if family in (-1, socket.AF_INET, socket.AF_INET6):
                raise AssertionError("a network socket was opened")
            super().__init__(family, *arguments, **options)

    monkeypatch.setattr(socket, "socket", LocalSocket)


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep whatever asks the system for the user's folders out of the real ones.

    The folder is only named: most tests never ask, and pytest looks through all it made for a free number.
    """
    home = tmp_path_factory.getbasetemp() / "homes" / uuid4().hex
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(home / variable.lower()))


@pytest.fixture(autouse=True)
def _garbage_between_tests() -> Iterator[None]:
    """Without an event loop nobody collects what the tests leave."""
    yield
    collect_if_due()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """The program's folders, fresh and empty."""
    fresh = folders(tmp_path / "data-dir")
    fresh.create()
    return fresh

"""Giving up what takes long: nothing is written and nothing taken over after it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ozgdesk.exchange import csv_table
from ozgdesk.exchange.readers import READERS
from ozgdesk.ui import exporting, plan_import
from ozgdesk.ui.main_window import MainWindow
from ozgdesk.ui.waiting import Waiting
from tests.conftest import Dialogs
from tests.exchange.mspdi_files import plan, task
from tests.ui.test_exporting import save_as
from tests.ui.test_plan_import import choose


class Slow:
    """Makes a function wait until it may go on; `began` and `may_go_on` are events."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.began, self.may_go_on = threading.Event(), threading.Event()

    def __call__(self, *args: Any) -> Any:
        self.began.set()
        assert self.may_go_on.wait(20)
        return self.function(*args)


def notice(window: MainWindow, qtbot: QtBot) -> Waiting:
    qtbot.waitUntil(lambda: any(found.isVisible() for found in window.findChildren(Waiting)))
    return next(found for found in window.findChildren(Waiting) if found.isVisible())


def settle(window: MainWindow, qtbot: QtBot, slow: Slow) -> None:
    slow.may_go_on.set()
    qtbot.waitUntil(lambda: not window.desk.jobs.is_busy, timeout=20_000)


def give_out(
    window: MainWindow,
    dialogs: Dialogs,
    monkeypatch: pytest.MonkeyPatch,
    target: Path,
    make: Callable[..., Any],
) -> None:
    monkeypatch.setattr(exporting, "FORMATS", (replace(csv_table.FORMAT, make=make),))
    dialogs.expect(lambda dialog: dialog.accept())
    dialogs.expect(save_as(target))
    exporting.export(window.desk, window)


def test_an_export_that_is_given_up_by_esc_writes_nothing(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow, target = Slow(csv_table.make), tmp_path / "heraus.csv"
    target.write_text("von gestern", encoding="utf-8")
    give_out(window, dialogs, monkeypatch, target, slow)
    waiting = notice(window, qtbot)
    assert waiting.labelText() == "„heraus.csv“ wird geschrieben …"
    qtbot.keyClick(waiting, Qt.Key.Key_Escape)
    assert not waiting.isVisible()
    assert window.toast.text == "Abgebrochen; „heraus.csv“ wurde nicht geschrieben."
    settle(window, qtbot, slow)
    assert target.read_text(encoding="utf-8") == "von gestern"
    assert window.toast.text.startswith("Abgebrochen")


def test_what_is_being_written_already_is_finished_and_told(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow, target = Slow(exporting.save), tmp_path / "heraus.csv"
    monkeypatch.setattr(exporting, "save", slow)
    give_out(window, dialogs, monkeypatch, target, csv_table.make)
    waiting = notice(window, qtbot)
    assert slow.began.wait(20)
    qtbot.mouseClick(waiting.findChild(QPushButton), Qt.MouseButton.LeftButton)
    settle(window, qtbot, slow)
    assert target.exists()
    assert window.toast.text == "Gespeichert als „heraus.csv“."
    assert not any(found.isVisible() for found in window.findChildren(Waiting))


def test_an_import_that_is_given_up_opens_nothing_and_takes_nothing(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xml"
    path.write_text(plan([task(1)]), encoding="utf-8")
    slow = Slow(READERS[0].read)
    monkeypatch.setattr(plan_import, "READERS", (replace(READERS[0], read=slow), *READERS[1:]))
    before = window.desk.snapshot
    choose(dialogs, path)
    window.actions_by_name["import"].trigger()
    waiting = notice(window, qtbot)
    qtbot.mouseClick(waiting.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert window.toast.text == "Abgebrochen; aus „plan.xml“ wurde nichts eingelesen."
    settle(window, qtbot, slow)
    assert window.desk.snapshot == before


def test_a_comparison_that_is_given_up_opens_nothing(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xml"
    path.write_text(plan([task(1)]), encoding="utf-8")
    slow = Slow(plan_import.import_preview)
    monkeypatch.setattr(plan_import, "import_preview", slow)
    choose(dialogs, path)
    window.actions_by_name["import"].trigger()
    waiting = notice(window, qtbot)
    qtbot.waitUntil(slow.began.is_set, timeout=20_000)
    qtbot.keyClick(waiting, Qt.Key.Key_Escape)
    settle(window, qtbot, slow)
    assert window.toast.text.startswith("Abgebrochen")
    assert not window.desk.workspace.undo_label

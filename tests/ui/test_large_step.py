import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ozgdesk.domain.rules import RuleViolation
from ozgdesk.ui.large_step import LargeStep
from ozgdesk.ui.main_window import MainWindow
from tests.ui.desks import close_desk, make_desk


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    desk = make_desk(tmp_path, [])
    shown = MainWindow(desk)
    qtbot.addWidget(shown)
    yield shown
    close_desk(desk)


def test_the_window_is_painted_while_a_worker_does_a_large_step(window: MainWindow) -> None:
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(5)

    def work() -> str:
        assert threading.current_thread() is not threading.main_thread()
        time.sleep(0.1)
        return "fertig"

    assert LargeStep(window)(work) == "fertig"
    assert len(ticks) > 3


def test_what_the_work_raises_reaches_whoever_asked(window: MainWindow) -> None:

    def work() -> None:
        raise RuleViolation("refused", reason="Probe")

    with pytest.raises(RuleViolation):
        LargeStep(window)(work)


def test_the_window_lends_the_connection_of_its_workspace(window: MainWindow) -> None:
    assert isinstance(window.desk.workspace.lend, LargeStep)

"""An open project with four municipalities and no task, for tests that bring what they need with them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ozgdesk.ui.desk import Desk
from ozgdesk.ui.main_window import MainWindow
from tests.helpers import TestClock, cooperation, four_municipalities
from tests.ui.desks import close_desk, make_desk


@pytest.fixture
def clock() -> TestClock:
    return TestClock(first_id=0xABC000)


@pytest.fixture
def desk(tmp_path: Path, clock: TestClock, qtbot: QtBot) -> Iterator[Desk]:
    found = make_desk(tmp_path, [cooperation(), *four_municipalities()], clock)
    yield found
    close_desk(found)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    found = MainWindow(desk)
    qtbot.addWidget(found)
    found.show()
    found.show_place("overview")
    return found

"""The place Gremien in the whole window: what can be seen at once."""

from datetime import date
from itertools import count
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ozgdesk.commands.samples import build_sample
from ozgdesk.ui.main_window import MainWindow
from ozgdesk.ui.views.council_lanes import CouncilLanes
from tests.helpers import id_of
from tests.ui.desks import close_desk, make_desk, show_active

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize("sample", ["demo", "taunus", "kassel-nord"])
def test_four_lanes_are_seen_at_once(tmp_path: Path, qtbot: QtBot, sample: str) -> None:
    ids = count(1)
    desk = make_desk(tmp_path, build_sample(sample, TODAY, lambda: id_of(next(ids))))
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    show_active(qtbot, window)
    window.show_place("council")
    lanes = window.findChild(CouncilLanes)
    assert lanes is not None
    qtbot.waitUntil(lambda: lanes.scene is not None and lanes.isVisible())
    assert lanes.scene is not None
    assert len(lanes.scene.lanes) == 4
    assert lanes.verticalScrollBar().maximum() == 0
    close_desk(desk)

"""The place Gremien in the whole window: what can be seen at once."""

from datetime import date
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.view import View
from ozgdesk.present.council import council_rows, fans
from ozgdesk.ui.main_window import MainWindow
from ozgdesk.ui.start import start_qt
from ozgdesk.ui.views.council_lanes import CouncilLanes
from tests.helpers import id_of, transaction
from tests.present.council_fans import every, fan_rows
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


def test_what_is_moved_by_scrolling_looks_as_if_it_were_painted_anew(qtbot: QtBot) -> None:
    start_qt("light")
    rows = tuple(fan_rows([every(date(2026, 3, 2 + town), 11, 9) for town in range(12)]))
    view = View(transaction(rows).snapshot(), TODAY)
    lanes = CouncilLanes()
    qtbot.addWidget(lanes)
    lanes.resize(700, 400)
    lanes.show_fan(view, fans(view, council_rows(view))[0])
    with qtbot.waitExposed(lanes):
        lanes.show()
    down, across = lanes.verticalScrollBar(), lanes.horizontalScrollBar()
    for bar, steps in ((down, (57, 114, 400, 371)), (across, (40, 90, 77))):
        assert bar.maximum() > max(steps)
        for step in steps:
            bar.setValue(step)
            QCoreApplication.processEvents()
            moved = lanes.screen().grabWindow(lanes.winId()).toImage()
            lanes.viewport().repaint()
            assert moved == lanes.screen().grabWindow(lanes.winId()).toImage(), (bar, step)

"""The place Gremien in the whole window: what is seen at once, and a matter from first to last by keys."""

from datetime import date
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.councils import Consultation, CouncilPaper
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Result
from ozgdesk.present.council import council_rows, fans
from ozgdesk.ui.main_window import MainWindow
from ozgdesk.ui.start import start_qt
from ozgdesk.ui.views.council_head import CouncilHead
from ozgdesk.ui.views.council_lanes import CouncilLanes
from ozgdesk.ui.views.council_way import WayView
from tests.helpers import id_of, transaction
from tests.present.council_fans import every, fan_rows
from tests.ui.desks import close_desk, make_desk, show_active

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
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


class Keys:
    """The keys go to whatever has the focus, as a user's do."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QCoreApplication.processEvents()
            self._qtbot.keyClick(self._focused(), key, held)
        QCoreApplication.processEvents()

    def write(self, text: str) -> None:
        self._qtbot.keyClicks(self._focused(), text)

    def _focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget


def test_a_matter_goes_its_way_by_keys_alone(tmp_path: Path, qtbot: QtBot) -> None:
    ids = count(1)
    desk = make_desk(tmp_path, build_sample("demo", TODAY, lambda: id_of(next(ids))))
    window = MainWindow(desk)
    qtbot.addWidget(window)
    show_active(qtbot, window)
    window.show_place("council")
    way, head, keys = window.findChild(WayView), window.findChild(CouncilHead), Keys(qtbot)
    assert way is not None
    assert head is not None
    head.new.setFocus()
    keys.press(KEY.Key_Space)
    keys.write("Gemeinsame Resolution")
    keys.press(KEY.Key_Return, held=CONTROL)
    qtbot.waitUntil(way.lanes.hasFocus)
    assert head.fans.currentText() == "Gemeinsame Resolution"
    way.bar.papers.actions()[0].trigger()  # a menu runs its own loop
    assert way.lanes.hasFocus()
    keys.press(KEY.Key_Right, KEY.Key_Right, KEY.Key_Right, KEY.Key_E)
    keys.write("20.11.2026")
    keys.press(KEY.Key_Return, KEY.Key_Escape, KEY.Key_Return)
    first = way.lanes.current_id
    assert desk.snapshot.get(Consultation, first).result is Result.UNANIMOUS
    way.result.suspend.setFocus()
    keys.press(KEY.Key_Space)
    keys.write("Widerspruch")
    keys.press(KEY.Key_Return)
    assert desk.snapshot.get(Consultation, first).suspended_reason == "Widerspruch"
    keys.press(KEY.Key_Down, KEY.Key_G)
    keys.write("19.11.2026")
    keys.press(KEY.Key_Return)
    assert desk.snapshot.get(Consultation, way.lanes.current_id).result is Result.CHANGED
    keys.press(*[KEY.Key_Z] * 4, held=CONTROL)
    assert not [row for row in desk.snapshot.all(CouncilPaper) if row.matter_id == desk.fan_key]
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

"""The bar above the places: how name and search field share its room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ozgdesk.domain.cooperation import Cooperation
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.top_bar import TopBar
from tests.helpers import four_municipalities, id_of
from tests.ui.desks import close_desk, make_desk

NAME = "Interkommunale Zusammenarbeit OZG: Usingen, Neu-Anspach, Glashütten, Schmitten"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, [Cooperation(id=id_of(9), name=NAME), *four_municipalities()])
    yield found
    close_desk(found)


def test_the_search_field_gives_way_before_the_name_is_cut(desk: Desk, qtbot: QtBot) -> None:
    bar = TopBar(desk, QAction(), QAction(), lambda: ())
    qtbot.addWidget(bar)
    bar.show()
    widths = []
    for width in (1600, 1380, 900):
        bar.resize(width, bar.height())
        QApplication.processEvents()
        widths.append(bar.search.width())
    assert widths == [340, widths[1], 240]
    assert 240 <= widths[1] < 340
    bar.resize(1380, bar.height())
    QApplication.processEvents()
    assert bar.name.width() >= bar.name.whole_width()


def test_a_page_of_a_place_is_found_by_its_name_and_opened(desk: Desk, qtbot: QtBot) -> None:
    bar = TopBar(desk, QAction(), QAction(), lambda: ())
    qtbot.addWidget(bar)
    (entry,) = (found for found in bar.search.entries("vergl") if found.detail.startswith("Ort"))
    assert (entry.text, entry.detail) == ("Vergleich", "Ort · Vereinbarung")
    with qtbot.waitSignal(desk.asked_for_place) as asked:
        entry.run()
    assert asked.args == ["agreement-compare", None]

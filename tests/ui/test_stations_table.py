"""The table of the page Beratungsfolge says and does what the lanes do."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.domain.agreements import Signature
from ozgdesk.domain.councils import Consultation, CouncilPaper
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.council_way import WayView
from ozgdesk.ui.views.stations_table import StationsTable
from tests.domain.agreement_rows import GLA, USI, agreement_rows, station_id, without
from tests.helpers import cooperation, id_of
from tests.ui.council_pages import council_desk, shown, station_of_gla, stations
from tests.ui.desks import close_desk, make_desk

KEY = Qt.Key


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = council_desk(tmp_path)
    yield found
    close_desk(found)


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> WayView:
    return shown(desk, qtbot, WayView)


def test_the_table_takes_the_place_of_the_lanes(view: WayView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.bar.table, Qt.MouseButton.LeftButton)
    assert (view.stations.isVisible(), view.lanes.isVisible()) == (True, False)
    view.stations.pick(station_id(GLA))
    view._open_result(station_id(GLA))
    qtbot.keyClick(view.result.votes[0], KEY.Key_Escape)
    assert view.focusProxy() is view.stations


def test_the_twin_table_says_what_the_cards_say(view: WayView, desk: Desk) -> None:
    held_up = {"suspended_on": date(2026, 11, 2), "suspended_reason": "Widerspruch", "conditions": "Bericht"}
    desk.run("x", records.edit(Consultation, station_id(USI), **held_up))
    model = view.stations.rows
    texts = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert "ausgesetzt" in texts
    assert texts[-1].endswith("entscheidet; Fassung „Fassung“; Maßgabe offen: Bericht")


def test_the_twin_table_follows_what_is_picked_there(view: WayView, desk: Desk) -> None:
    view.stations.pick(station_id(GLA))
    assert view.lanes.current_id == station_id(GLA)
    assert desk.subject == Subject(Consultation, station_id(GLA))


def in_table(view: WayView, qtbot: QtBot, id_: str) -> StationsTable:
    qtbot.mouseClick(view.bar.table, Qt.MouseButton.LeftButton)
    assert view.stations.pick(id_)
    view.stations.setFocus()
    return view.stations


def test_the_twin_table_goes_on_with_what_follows_the_councils(view: WayView) -> None:
    own = [row for row in view.stations.rows.rows if row.municipality.code == "USI"]
    assert [(row.place, row.result, row.day) for row in own] == [
        ("Vertretung", "einstimmig beschlossen", "12.02.2026"),
        ("Unterschriften", "erledigt", "10.03.2026"),
        ("Anzeige", "erledigt", "20.03.2026"),
        ("Wirksamkeit", "frühestens 10.12.2026", "offen"),
    ]


@pytest.mark.parametrize("key", [KEY.Key_E, KEY.Key_A, KEY.Key_G, KEY.Key_V, KEY.Key_Z])
def test_a_letter_begins_the_same_result_in_the_table_as_in_the_lanes(
    view: WayView, desk: Desk, qtbot: QtBot, key: Qt.Key
) -> None:
    found = []
    view.lanes.setFocus()
    view.lanes.pick(station_id(GLA))
    for lanes in (view.lanes, None):
        qtbot.keyClick(lanes or in_table(view, qtbot, station_id(GLA)), key)
        assert view.result.isVisible()
        found.append((view.result.station_id, view.result.result.read()))
        view.result.close_down()
    assert found[0] == found[1]
    assert found[0][1] is not None


def test_the_keys_of_a_station_work_in_the_table(view: WayView, desk: Desk, qtbot: QtBot) -> None:
    table = in_table(view, qtbot, station_id(GLA))
    qtbot.keyClick(table, KEY.Key_S)
    qtbot.keyClick(view.gestures.meetings.line, KEY.Key_Return)
    assert station_of_gla(desk).meeting_id == id_of(95)
    assert table.hasFocus()
    qtbot.keyClick(table, KEY.Key_Insert)
    qtbot.keyClick(view.bar._stations.line, KEY.Key_Return)
    assert len(stations(view)) == 3
    table.setFocus()
    qtbot.keyClick(table, KEY.Key_Delete)
    assert stations(view) == [station_id(USI), station_id(GLA)]
    table.pick(station_id(GLA))
    qtbot.keyClick(table, KEY.Key_Return)
    assert view.result.isVisible()
    qtbot.keyClick(view.result.votes[0].line, KEY.Key_Escape)
    assert table.hasFocus()


def test_a_step_in_the_table_is_no_station(view: WayView, desk: Desk, qtbot: QtBot) -> None:
    signatures = next(row.id for row in view.stations.rows.rows if row.place == "Unterschriften")
    table = in_table(view, qtbot, signatures)
    assert desk.subject is not None
    assert desk.subject.kind is Signature
    before = desk.snapshot
    for key in (KEY.Key_E, KEY.Key_S, KEY.Key_Insert, KEY.Key_Delete):
        qtbot.keyClick(table, key)
    assert desk.snapshot is before
    assert not view.result.isVisible()
    with qtbot.waitSignal(desk.asked_to_edit):
        qtbot.keyClick(table, KEY.Key_Return)


def test_a_municipality_without_a_paper_gets_one_from_the_table(tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(tmp_path, [cooperation(), *without(agreement_rows(), station_id(GLA), id_of(253))])
    view = shown(desk, qtbot, WayView)
    table = in_table(view, qtbot, GLA)
    qtbot.keyClick(table, KEY.Key_Return)
    assert [row.municipality_id for row in desk.snapshot.all(CouncilPaper)].count(GLA) == 1
    close_desk(desk)

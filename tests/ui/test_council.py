"""The place Gremien is read and written by keys on a real file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.councils import Consultation, CouncilPaper, Matter, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.council import CouncilView
from ozgdesk.ui.views.council_way import WayView
from tests.domain.agreement_rows import AGREEMENT, GLA, USI, agreement_rows, station_id, without
from tests.helpers import cooperation, four_municipalities, id_of
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


@pytest.fixture
def place(desk: Desk, qtbot: QtBot) -> CouncilView:
    return shown(desk, qtbot, CouncilView)


def test_the_lanes_say_in_words_what_they_draw(view: WayView) -> None:
    assert view.lanes.accessibleDescription() == (
        "Usingen: Vertretung 12.02.2026 einstimmig beschlossen. Glashütten: Vertretung ohne Termin steht aus"
    )
    assert stations(view) == [station_id(USI), station_id(GLA)]


def test_arrows_walk_through_the_stations_and_the_inspector_follows(
    view: WayView, desk: Desk, qtbot: QtBot
) -> None:
    view.lanes.setFocus()
    qtbot.keyClick(view.lanes, KEY.Key_Right)
    assert desk.subject == Subject(Consultation, station_id(USI))
    qtbot.keyClick(view.lanes, KEY.Key_Down)
    qtbot.keyClick(view.lanes, KEY.Key_Down)
    assert desk.subject == Subject(Consultation, station_id(GLA))
    qtbot.keyClick(view.lanes, KEY.Key_Up)
    assert desk.subject == Subject(Consultation, station_id(USI))


def test_an_empty_lane_offers_a_paper(tmp_path: Path, qtbot: QtBot) -> None:
    rows = without(agreement_rows(), station_id(GLA), id_of(253))
    desk = make_desk(tmp_path, [cooperation(), *rows])
    view = shown(desk, qtbot, WayView)
    area = view.lanes.card_rect(GLA)
    assert area is not None
    qtbot.mouseClick(view.lanes.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    [paper] = [row for row in desk.snapshot.all(CouncilPaper) if row.municipality_id == GLA]
    assert (paper.agreement_id, desk.subject) == (AGREEMENT, Subject(CouncilPaper, paper.id))
    close_desk(desk)


def test_a_station_is_added_moved_and_made_the_deciding_one(view: WayView, desk: Desk) -> None:
    view._on_station(station_id(GLA))
    view.bar.station_wanted.emit(id_of(203))
    added = desk.subject.id if desk.subject else ""
    assert stations(view)[-1] == added
    view.bar.shift_wanted.emit(-1)
    assert stations(view)[1] == added
    view.bar.final_wanted.emit()
    assert desk.snapshot.get(Consultation, added).is_final
    assert not station_of_gla(desk).is_final


def test_a_station_is_taken_to_a_meeting_by_one_key(view: WayView, desk: Desk, qtbot: QtBot) -> None:
    view.lanes.setFocus()
    view.lanes.pick(station_id(GLA))
    qtbot.keyClick(view.lanes, KEY.Key_S)
    offered = view.gestures.meetings.list
    assert [offered.item(i).text() for i in range(offered.count())] == ["Do,\u00a010.12.2026"]
    qtbot.keyClick(view.gestures.meetings.line, KEY.Key_Return)
    assert (station_of_gla(desk).meeting_id, station_of_gla(desk).held_on) == (id_of(95), date(2026, 12, 10))
    desk.run("x", records.edit(Meeting, id_of(95), held_on=date(2026, 12, 17)))
    assert station_of_gla(desk).held_on == date(2026, 12, 17)


def test_a_body_without_meetings_says_where_they_are_entered(view: WayView, desk: Desk, qtbot: QtBot) -> None:
    view.lanes.pick(station_id(USI))
    with qtbot.waitSignal(desk.told) as told:
        view.bar.meeting_wanted.emit()
    assert "auf der Seite „Sitzungen“" in told.args[0]


def test_a_station_is_added_and_deleted_by_keyboard(view: WayView, desk: Desk, qtbot: QtBot) -> None:
    view.lanes.setFocus()
    view._on_station(station_id(GLA))
    qtbot.keyClick(view.lanes, KEY.Key_Insert)
    assert view.bar._stations.isVisible()
    qtbot.keyClick(view.bar._stations.line, KEY.Key_Return)
    assert len(stations(view)) == 3
    qtbot.keyClick(view.lanes, KEY.Key_Delete)
    assert stations(view) == [station_id(USI), station_id(GLA)]


def test_the_chosen_station_stays_in_sight_when_the_inspector_opens(view: WayView, desk: Desk) -> None:
    for place in range(9):
        made = desk.run("x", records.create(
            Consultation, paper_id=station_of_gla(desk).paper_id, committee_id=id_of(203),
            held_on=date(2026, 1, 5 + 3 * place),
        ))  # fmt: skip
    assert made is not None
    view.lanes.pick(made.id)
    view.resize(700, 500)
    area = view.lanes.card_rect(made.id)
    assert area is not None
    assert view.lanes.viewport().rect().contains(area)


def test_the_menu_names_the_keys(view: WayView, qtbot: QtBot) -> None:
    view._on_station(station_id(GLA))
    view.gestures.open_menu(station_id(GLA), QPoint(0, 0))
    menu = next(menu for menu in view.lanes.findChildren(QMenu) if menu.isVisible())
    assert "Sitzung wählen …\tS" in [action.text() for action in menu.actions()]
    menu.close()


def test_what_is_chosen_is_read_aloud(view: WayView, qtbot: QtBot) -> None:
    view.lanes.setFocus()
    qtbot.keyClick(view.lanes, KEY.Key_Right)
    assert view.lanes.accessibleDescription() == (
        "Vertretung\nDo,\u00a012.02.2026, beschließend\neinstimmig beschlossen\nentscheidende Station\n"
        "Fassung „Fassung“"
    )


def test_only_own_bodies_are_offered_for_a_station(view: WayView) -> None:
    view._on_station(station_id(GLA))
    view.bar.choose_station()
    shown = [view.bar._stations.list.item(i).text() for i in range(view.bar._stations.list.count())]
    assert shown == ["GLA · Vertretung"]
    view.bar._stations.hide()


def test_rows_are_found_from_elsewhere(place: CouncilView) -> None:
    assert place.select(Consultation, station_id(GLA))
    way = place.pages.shown()
    assert isinstance(way, WayView)
    assert way.lanes.current_id == station_id(GLA)
    assert place.select(CouncilPaper, id_of(251))
    assert place.select(Meeting, id_of(95))
    assert place.pages.page == "meetings"
    assert place.select(Agreement, AGREEMENT)


def test_a_matter_of_its_own_is_chosen_and_its_papers_join_it(place: CouncilView, desk: Desk) -> None:
    matter = desk.run("x", records.create(Matter, title="Förderantrag"))
    assert matter is not None
    assert place.select(Matter, matter.id)
    assert (place.head.fans.currentText(), place.banner.isHidden()) == ("Förderantrag", True)
    way = place.pages.shown()
    assert isinstance(way, WayView)
    way.bar.paper_wanted.emit(GLA)
    [paper] = [row for row in desk.snapshot.all(CouncilPaper) if row.matter_id == matter.id]
    assert (paper.title, paper.municipality_id) == ("Förderantrag", GLA)
    assert place.head.fans.currentText() == "Förderantrag"
    place.head.fan_chosen.emit(AGREEMENT)
    assert desk.subject == Subject(Agreement, AGREEMENT)


def test_a_new_matter_is_begun_in_the_head_and_fanned_out_to_all(place: CouncilView, desk: Desk) -> None:
    drafts: list[type[Entity]] = []
    desk.asked_to_draft.connect(lambda kind, _values: drafts.append(kind))
    place.head.new.click()
    assert drafts == [Matter]
    matter = desk.run("x", records.create(Matter, title="Förderantrag"))
    assert matter is not None
    desk.pick(Matter, matter.id)
    assert place.head.fans.currentText() == "Förderantrag"
    way = place.pages.shown()
    assert isinstance(way, WayView)
    way.bar.papers.actions()[0].trigger()
    assert {row.municipality.code for row in way.stations.rows.rows} == {"USI", "NA", "GLA", "SCHM"}
    assert "Alle Kommunen ohne Vorlage" not in [action.text() for action in way.bar.papers.actions()]


def test_an_empty_project_says_what_belongs_here(tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(tmp_path, [cooperation(), *four_municipalities()])
    view = shown(desk, qtbot, WayView)
    view.bar.paper_wanted.emit(id_of(3))
    assert [row.municipality.code for row in view.stations.rows.rows] == ["GLA", "GLA"]
    close_desk(desk)


@pytest.mark.parametrize(("rows", "first"), [([], "Übersicht"), (four_municipalities(), "„Vorlage“")])
def test_an_empty_project_names_the_first_step_that_is_possible(
    tmp_path: Path, qtbot: QtBot, rows: list[Entity], first: str
) -> None:
    desk = make_desk(tmp_path, [cooperation(), *rows])
    view = shown(desk, qtbot, WayView)
    assert first in view.lanes.accessibleDescription()
    close_desk(desk)


def test_the_extract_is_noted_with_one_gesture_and_taken_back_with_the_next(view: WayView) -> None:
    view.stations.pick(station_id(GLA))
    for is_there in (True, False):
        view.bar.extract_wanted.emit()
        line = view.stations.line(station_id(GLA))
        assert line is not None
        assert (line.extract == "liegt vor") is is_there

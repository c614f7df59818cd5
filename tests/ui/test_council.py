"""The place Gremien is read and written by keys on a real file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.councils import Consultation, CouncilPaper, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.vocabulary import Result
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.council import CouncilView
from tests.domain.agreement_rows import AGREEMENT, GLA, USI, agreement_rows, changed, station_id, without
from tests.helpers import cooperation, four_municipalities, id_of
from tests.ui.desks import close_desk, make_desk, type_into

KEY = Qt.Key


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    rows = changed(agreement_rows(), station_id(GLA), result=Result.OPEN, held_on=None)
    rows = changed(rows, id_of(203), seats=31)
    rows.append(Meeting(id=id_of(95), committee_id=id_of(203), held_on=date(2026, 12, 10)))
    found = make_desk(tmp_path, [cooperation(), *rows])
    yield found
    close_desk(found)


def shown(desk: Desk, qtbot: QtBot) -> CouncilView:
    view = CouncilView(desk)
    qtbot.addWidget(view)
    view.resize(1200, 900)
    desk.changed.connect(lambda _step: view.show_view(desk.view))
    with qtbot.waitExposed(view):
        view.show()
    view.show_view(desk.view)
    return view


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> CouncilView:
    return shown(desk, qtbot)


def gla(desk: Desk) -> Consultation:
    return desk.snapshot.get(Consultation, station_id(GLA))


def test_the_lanes_say_in_words_what_they_draw(view: CouncilView) -> None:
    assert view.lanes.accessibleDescription() == (
        "Usingen: Vertretung 12.02.2026 einstimmig beschlossen. Glashütten: Vertretung ohne Termin steht aus"
    )
    assert [row.id for row in view.stations.rows.rows] == [station_id(USI), station_id(GLA)]


def test_arrows_walk_through_the_stations_and_the_inspector_follows(
    view: CouncilView, desk: Desk, qtbot: QtBot
) -> None:
    view.lanes.setFocus()
    qtbot.keyClick(view.lanes, KEY.Key_Right)
    assert desk.subject == Subject(Consultation, station_id(USI))
    qtbot.keyClick(view.lanes, KEY.Key_Right)
    qtbot.keyClick(view.lanes, KEY.Key_Right)
    assert desk.subject == Subject(Consultation, station_id(GLA))


def test_a_result_is_entered_by_keyboard_and_follows_from_the_votes(
    view: CouncilView, desk: Desk, qtbot: QtBot
) -> None:
    view.lanes.setFocus()
    view.lanes.pick(station_id(GLA))
    qtbot.keyClick(view.lanes, KEY.Key_Return)
    assert view.result.isVisible()
    type_into(qtbot, view.result.day, "20.11.2026")
    type_into(qtbot, view.result.votes[0], "21")
    type_into(qtbot, view.result.votes[1], "0")
    type_into(qtbot, view.result.votes[2], "1")
    assert view.result.hint.text() == "Daraus folgt: einstimmig beschlossen."
    qtbot.keyClick(view.result.votes[2], KEY.Key_Return)
    row = gla(desk)
    assert (row.result, row.held_on, row.abstentions) == (Result.UNANIMOUS, date(2026, 11, 20), 1)
    assert view.result.isHidden()
    assert desk.workspace.undo_label == "Beratungsergebnis festhalten"


def test_more_votes_than_seats_are_questioned_while_typing(view: CouncilView, qtbot: QtBot) -> None:
    view._open_result(station_id(GLA))
    type_into(qtbot, view.result.votes[0], "30")
    type_into(qtbot, view.result.votes[1], "5")
    assert (
        view.result.hint.text()
        == "35 Stimmen bei 31 Sitzen, bitte prüfen. Daraus folgt: mehrheitlich beschlossen."
    )


def test_wrong_input_is_marked_and_nothing_is_lost(view: CouncilView, desk: Desk, qtbot: QtBot) -> None:
    view._open_result(station_id(GLA))
    type_into(qtbot, view.result.votes[0], "viele")
    qtbot.keyClick(view.result.votes[0], KEY.Key_Return)
    assert view.result.hint.text() == "Stimmen sind ganze Zahlen, zum Beispiel 21."
    type_into(qtbot, view.result.votes[0], "5")
    type_into(qtbot, view.result.day, "bald")
    qtbot.keyClick(view.result.day, KEY.Key_Return)
    assert view.result.day.property("look") == "wrong"
    assert (view.result.isVisible(), view.result.day.text()) == (True, "bald")
    assert gla(desk).result is Result.OPEN


def test_a_result_of_a_meeting_to_come_is_refused_with_a_sentence(
    view: CouncilView, desk: Desk, qtbot: QtBot
) -> None:
    view._open_result(station_id(GLA))
    type_into(qtbot, view.result.day, "20.12.2026")
    type_into(qtbot, view.result.votes[0], "5")
    type_into(qtbot, view.result.votes[1], "0")
    with qtbot.waitSignal(desk.told) as told:
        view.result.take()
    assert "liegt in der Zukunft" in told.args[0]
    assert view.result.isVisible()


def test_postponed_shows_the_next_station(view: CouncilView, desk: Desk) -> None:
    view._open_result(station_id(GLA))
    view.result.result.setCurrentIndex(view.result.result.findData(Result.POSTPONED))
    view.result.take()
    assert len(view.stations.rows.rows) == 3


def test_escape_gives_up(view: CouncilView, qtbot: QtBot) -> None:
    view._open_result(station_id(GLA))
    qtbot.keyClick(view.result.votes[0], KEY.Key_Escape)
    assert view.result.isHidden()


def test_an_empty_lane_offers_a_paper(tmp_path: Path, qtbot: QtBot) -> None:
    rows = without(agreement_rows(), station_id(GLA), id_of(253))
    desk = make_desk(tmp_path, [cooperation(), *rows])
    view = shown(desk, qtbot)
    card = next(card for card in view.lanes._cards if card.station is None)
    qtbot.mouseClick(view.lanes, Qt.MouseButton.LeftButton, pos=card.rect.center())
    [paper] = [row for row in desk.snapshot.all(CouncilPaper) if row.municipality_id == GLA]
    assert (paper.agreement_id, desk.subject) == (AGREEMENT, Subject(CouncilPaper, paper.id))
    close_desk(desk)


def test_a_station_is_added_moved_and_made_the_deciding_one(view: CouncilView, desk: Desk) -> None:
    view._on_station(station_id(GLA))
    view.head.station_wanted.emit(id_of(203))
    added = desk.subject.id if desk.subject else ""
    assert [row.id for row in view.stations.rows.rows][-1] == added
    view.head.shift_wanted.emit(-1)
    assert [row.id for row in view.stations.rows.rows][1] == added
    view.head.final_wanted.emit()
    assert desk.snapshot.get(Consultation, added).is_final
    assert not gla(desk).is_final


def test_only_own_bodies_are_offered_for_a_station(view: CouncilView) -> None:
    view._on_station(station_id(GLA))
    view.head._choose_station()
    shown = [view.head._stations.list.item(i).text() for i in range(view.head._stations.list.count())]
    assert shown == ["GLA · Vertretung"]
    view.head._stations.hide()


def test_meetings_are_listed_added_and_deleted(view: CouncilView, desk: Desk) -> None:
    view.head.meeting_wanted.emit(id_of(201))
    assert len(view.meetings.rows.rows) == 2
    assert view.tabs.currentIndex() == 2
    assert view.meetings.on_remove is not None
    view.meetings.on_remove([id_of(95)])
    assert desk.snapshot.find(Meeting, id_of(95)) is None


def test_rows_are_found_from_elsewhere(view: CouncilView) -> None:
    assert view.select(Consultation, station_id(GLA))
    assert view.lanes.current_id == station_id(GLA)
    assert view.select(CouncilPaper, id_of(251))
    assert view.select(Meeting, id_of(95))
    assert view.select(Agreement, AGREEMENT)


def test_the_twin_table_follows_what_is_picked_there(view: CouncilView, desk: Desk) -> None:
    view.stations.pick(station_id(GLA))
    assert view.lanes.current_id == station_id(GLA)
    assert desk.subject == Subject(Consultation, station_id(GLA))


def test_an_empty_project_says_what_belongs_here(tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(tmp_path, [cooperation(), *four_municipalities()])
    view = shown(desk, qtbot)
    assert view.banner.isHidden()
    view.head.paper_wanted.emit(id_of(3))
    assert [row.paper.municipality.code for row in view.stations.rows.rows] == ["GLA", "GLA"]
    close_desk(desk)


@pytest.mark.parametrize(("rows", "first"), [([], "Übersicht"), (four_municipalities(), "„Vorlage“")])
def test_an_empty_project_names_the_first_step_that_is_possible(
    tmp_path: Path, qtbot: QtBot, rows: list[Entity], first: str
) -> None:
    desk = make_desk(tmp_path, [cooperation(), *rows])
    view = shown(desk, qtbot)
    assert first in view.lanes.accessibleDescription()
    close_desk(desk)

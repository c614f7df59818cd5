"""The page Beitritt und Kündigung, by keys."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.domain.agreements import AccessionCondition, AgreementParty
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.what_if import PartyChange
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.agreement import AgreementView
from ozgdesk.ui.views.agreement_accession import AccessionView
from tests.domain.agreement_rows import GLA, USI, agreement_rows
from tests.helpers import cooperation
from tests.ui.agreement_pages import page
from tests.ui.desks import close_desk, make_desk, type_into


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, [cooperation(), *agreement_rows()])
    yield found
    close_desk(found)


@pytest.fixture
def place(desk: Desk, qtbot: QtBot) -> AgreementView:
    found = AgreementView(desk)
    qtbot.addWidget(found)
    found.resize(1200, 900)
    desk.changed.connect(lambda _step: found.show_view(desk.view))
    with qtbot.waitExposed(found):
        found.show()
    found.show_view(desk.view)
    return found


@pytest.fixture
def view(place: AgreementView) -> AccessionView:
    return page(place, "accession", AccessionView)


def cells(view: AccessionView) -> dict[str, tuple[str, str]]:
    return {row.topic: (row.today, row.after) for row in view.table.rows.rows}


def choose(view: AccessionView, qtbot: QtBot, name: str) -> None:
    type_into(qtbot, view.town.line, name)
    qtbot.keyClick(view.town.line, Qt.Key.Key_Return)


def test_a_municipality_of_hessen_is_typed_and_compared_with_today(
    view: AccessionView, desk: Desk, qtbot: QtBot
) -> None:
    before = desk.snapshot
    assert view.table.rows.rows == ()
    assert not view.make.isEnabled()
    choose(view, qtbot, "Weilrod")
    shown = cells(view)
    assert shown["Vertragsparteien"] == ("2: Usingen und Glashütten", "3: Usingen, Glashütten und Weilrod")
    assert shown["Beschluss Weilrod"][1] == "Gemeindevertretung"
    assert shown["Verfahren"][1] == "Anzeige"
    assert all(row.why or row.norm for row in view.table.rows.rows)
    assert desk.snapshot == before


def test_drafts_are_made_with_the_button_and_taken_back(
    view: AccessionView, desk: Desk, qtbot: QtBot
) -> None:
    before = desk.snapshot
    told: list[str] = []
    desk.told.connect(told.append)
    choose(view, qtbot, "Weilrod")
    type_into(qtbot, view.day.line, "01.04.2027")
    qtbot.keyClick(view.day.line, Qt.Key.Key_Return)
    view.make.setFocus()
    qtbot.keyClick(view.make, Qt.Key.Key_Space)
    joined = [row.joined_on for row in desk.snapshot.all(AgreementParty)]
    assert joined.count(date(2027, 4, 1)) == 1
    assert told[-1].endswith("Beschlossen ist damit noch nichts.")
    assert not view.make.isEnabled()
    desk.undo()
    assert desk.snapshot == before
    assert view.make.isEnabled()
    assert "Beschluss Weilrod" in cells(view)


def test_conditions_of_an_authorisation_are_ticked_with_the_space_bar(
    view: AccessionView, desk: Desk, qtbot: QtBot
) -> None:
    choose(view, qtbot, "Weilrod")
    view.conditions.choose_town()
    qtbot.keyClick(view.conditions.findChild(type(view.town.line)), Qt.Key.Key_Return)
    rows = desk.snapshot.all(AccessionCondition)
    assert {row.municipality_id for row in rows} == {USI}
    assert cells(view)["Beschluss Usingen"][1] == "Magistrat"
    table = view.conditions.table
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert all(row.is_met and row.met_on for row in desk.snapshot.all(AccessionCondition))
    why = {row.topic: row.why for row in view.table.rows.rows}
    assert "alle Bedingungen sind erfüllt" in why["Beschluss Usingen"]


def test_a_condition_is_found_on_the_page_of_its_accession(
    view: AccessionView, place: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    told: list[str] = []
    desk.told.connect(told.append)
    choose(view, qtbot, "Weilrod")
    view.conditions.choose_town()
    qtbot.keyClick(view.conditions.findChild(type(view.town.line)), Qt.Key.Key_Return)
    assert told[-1] == "Weilrod ist jetzt als Kommune des Projekts angelegt, beteiligt ab dem 01.01.2027."
    row = desk.snapshot.all(AccessionCondition)[-1]
    place.show_page("text")
    assert place.select(AccessionCondition, row.id)
    assert place.pages.page == "accession"
    assert view.conditions.table.picked_id() == row.id
    assert "Beschluss Weilrod" in cells(view)


def test_a_party_that_gives_notice_is_chosen_among_the_parties(view: AccessionView, desk: Desk) -> None:
    view.look_at(PartyChange.LEAVES, USI)
    shown = cells(view)
    assert shown["Federführung Usingen"] == ("1\u00a0Aufgabe", "nicht vergeben")
    assert shown["Bestand"] == ("besteht", "endet")
    assert not view.make.isVisible()
    assert {choice.id for choice in view.town._find()} == {USI, GLA}
    assert desk.snapshot.find(Municipality, USI) is not None


def test_a_day_that_cannot_be_read_is_told_and_the_comparison_stays(
    view: AccessionView, desk: Desk, qtbot: QtBot
) -> None:
    told: list[str] = []
    desk.told.connect(told.append)
    choose(view, qtbot, "Weilrod")
    shown = cells(view)
    type_into(qtbot, view.day.line, "irgendwann")
    qtbot.keyClick(view.day.line, Qt.Key.Key_Return)
    assert told
    assert cells(view) == shown

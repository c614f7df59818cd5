"""The page Beschlüsse, and the line that proposes tasks after a resolution."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.domain.councils import Consultation
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.ownership import ownership
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import DocumentKind, Result
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.council_followup import NO_RESOLUTION, FollowUpView
from ozgdesk.ui.views.council_way import WayView
from tests.domain.agreement_rows import GLA, USI, agreement_rows, changed, station_id, without
from tests.helpers import cooperation, four_municipalities, id_of, task
from tests.ui.desks import close_desk, make_desk, type_into

KEY = Qt.Key
UNSIGNED = [id_of(number) for number in (411, 412, 431, 432, 501)]


def rows() -> list[Entity]:
    """Nobody has signed yet; Usingen has a task that carries out its resolution, and it is late."""
    late = task(50, "Unterzeichnen", consultation_id=station_id(USI), deadline_on=date(2026, 11, 2))
    return [cooperation(), *without(agreement_rows(), *UNSIGNED), late]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, rows())
    yield found
    close_desk(found)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> FollowUpView:
    return shown(desk, qtbot)


def shown(desk: Desk, qtbot: QtBot) -> FollowUpView:
    found = FollowUpView(desk)
    qtbot.addWidget(found)
    found.resize(1100, 700)
    desk.changed.connect(lambda _step: found.show_view(desk.view))
    with qtbot.waitExposed(found):
        found.show()
    found.show_view(desk.view)
    return found


def carried_out(desk: Desk, municipality_id: str) -> list[Task]:
    return [row for row in desk.snapshot.all(Task) if row.consultation_id == station_id(municipality_id)]


def test_resolutions_are_listed_with_state_and_their_tasks_below(page: FollowUpView, desk: Desk) -> None:
    table = page.resolutions.rows.rows
    assert [(row.municipality.code, row.state_text) for row in table] == [
        ("USI", "überfällig"),
        ("GLA", "offen"),
    ]
    assert page.summary.text() == "2\u00a0Beschlüsse: 1 offen, 1 überfällig"
    page.resolutions.pick(station_id(USI))
    assert [row.number for row in page.tasks.rows.rows] == ["A-050"]
    assert desk.subject == Subject(Consultation, station_id(USI))


def test_insert_derives_what_is_missing_in_one_step(page: FollowUpView, desk: Desk, qtbot: QtBot) -> None:
    page.resolutions.pick(station_id(GLA))
    qtbot.keyClick(page.resolutions, KEY.Key_Insert)
    names = [line.name.line.text() for line in page.ask.lines]
    assert names == ["ÖRV: unterzeichnen (GLA)", "ÖRV: der Kommunalaufsicht anzeigen"]
    assert page.ask.title.text() == "Aufgaben aus Beschluss Vertretung GLA vom 20.02.2026"
    page.ask.lines[1].is_made.box.click()
    type_into(qtbot, page.ask.lines[0].due_on.line, "15.12.")
    qtbot.keyClick(page.ask.lines[0].due_on.line, KEY.Key_Return)
    (made,) = carried_out(desk, GLA)
    assert (made.name, made.deadline_on) == ("ÖRV: unterzeichnen (GLA)", date(2026, 12, 15))
    assert ownership(desk.snapshot).lead[made.id].municipality_id == GLA
    assert desk.workspace.undo_label == "Aufgaben aus einem Beschluss anlegen"
    assert page.ask.isHidden()


def test_a_further_line_and_a_wrong_day_stay_where_they_are(
    page: FollowUpView, desk: Desk, qtbot: QtBot
) -> None:
    page.resolutions.pick(station_id(GLA))
    page.derive.click()
    page.ask.more.click()
    line = page.ask.lines[-1]
    assert line.name.line.hasFocus()
    qtbot.keyClicks(line.name.line, "Haushaltsmittel anmelden")
    type_into(qtbot, line.due_on.line, "bald")
    qtbot.keyClick(line.due_on.line, KEY.Key_Return)
    assert (page.ask.isVisible(), carried_out(desk, GLA)) == (True, [])
    type_into(qtbot, line.due_on.line, "")
    qtbot.keyClick(line.name.line, KEY.Key_Return)
    assert [row.name for row in carried_out(desk, GLA)][-1] == "Haushaltsmittel anmelden"


def test_return_goes_to_the_board_or_derives(page: FollowUpView, desk: Desk, qtbot: QtBot) -> None:
    page.resolutions.pick(station_id(USI))
    with qtbot.waitSignal(desk.asked_for_place) as asked:
        qtbot.keyClick(page.resolutions, KEY.Key_Return)
    assert asked.args == ["board", Subject(Task, task(50).id)]
    page.resolutions.pick(station_id(GLA))
    qtbot.keyClick(page.resolutions, KEY.Key_Return)
    assert page.ask.isVisible()


def test_body_and_state_narrow_the_list_and_a_row_looked_for_lifts_that(page: FollowUpView) -> None:
    page.state.setCurrentIndex(page.state.findData("late"))
    page.state.activated.emit(page.state.currentIndex())
    assert [row.municipality.code for row in page.resolutions.rows.rows] == ["USI"]
    page.body.setCurrentIndex(page.body.findData(id_of(203)))
    page.body.activated.emit(page.body.currentIndex())
    assert not page.hint.isHidden()
    assert page.select(Consultation, station_id(GLA))
    assert len(page.resolutions.rows.rows) == 2
    assert not page.select(Consultation, id_of(999))


def test_a_proof_is_drafted_as_a_document_of_the_station(
    page: FollowUpView, desk: Desk, qtbot: QtBot
) -> None:
    page.resolutions.pick(station_id(GLA))
    with qtbot.waitSignal(desk.asked_to_draft) as asked:
        page.prove.click()
    values = asked.args[1]
    assert (values["subject_kind"], values["subject_id"]) == ("consultation", station_id(GLA))
    assert values["kind"] is DocumentKind.RESOLUTION_EXTRACT


def test_an_empty_project_says_what_belongs_here(tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(tmp_path, [cooperation(), *four_municipalities()])
    page = shown(desk, qtbot)
    assert page.hint.text() == NO_RESOLUTION
    assert not page.derive.isEnabled()
    close_desk(desk)


def test_a_deciding_result_proposes_tasks_and_escape_makes_none(tmp_path: Path, qtbot: QtBot) -> None:
    found = changed(rows(), station_id(GLA), result=Result.OPEN)
    desk = make_desk(tmp_path, found)
    view = WayView(desk)
    qtbot.addWidget(view)
    view.resize(1200, 900)
    desk.changed.connect(lambda _step: view.show_view(desk.view))
    with qtbot.waitExposed(view):
        view.show()
    view.show_view(desk.view)
    view.select(Consultation, station_id(GLA))
    view.lanes.setFocus()
    qtbot.keyClick(view.lanes, KEY.Key_E)
    qtbot.keyClick(view.result.votes[0].line, KEY.Key_Return)
    line = view.tasks.lines[0].name.line
    assert (view.result.isHidden(), view.tasks.isVisible(), line.hasFocus()) == (True, True, True)
    qtbot.keyClick(line, KEY.Key_Escape)
    assert (view.tasks.isHidden(), view.lanes.hasFocus()) == (True, True)
    assert carried_out(desk, GLA) == []
    qtbot.keyClick(view.lanes, KEY.Key_E)
    qtbot.keyClick(view.result.votes[0].line, KEY.Key_Return)
    qtbot.keyClick(view.tasks.lines[0].name.line, KEY.Key_Return)
    assert len(carried_out(desk, GLA)) == 2
    line = view.stations.line(station_id(GLA))
    assert line is not None
    assert line.tasks == "0 von 2 erledigt"
    close_desk(desk)

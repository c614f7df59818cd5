"""The page Sitzungen begins at what is next, and finds what was forgotten."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.domain.councils import Consultation, Meeting
from ozgdesk.domain.vocabulary import Result
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.council_meetings import MeetingsView
from tests.domain.agreement_rows import GLA, station_id
from tests.helpers import id_of
from tests.ui.council_pages import council_desk, shown
from tests.ui.desks import close_desk

KEY = Qt.Key


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = council_desk(tmp_path)
    yield found
    close_desk(found)


def test_meetings_are_listed_added_and_deleted(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, qtbot, MeetingsView)
    qtbot.mouseClick(page.new, Qt.MouseButton.LeftButton)
    page._bodies.chosen.emit(id_of(201))
    page._bodies.hide()
    assert len(page.meetings.rows.rows) == 2
    assert desk.subject is not None
    assert desk.subject.kind is Meeting
    assert page.meetings.on_remove is not None
    page.meetings.on_remove([id_of(95)])
    assert desk.snapshot.find(Meeting, id_of(95)) is None


def test_the_page_of_meetings_begins_at_the_next_one(desk: Desk, qtbot: QtBot) -> None:
    for place in range(90):
        desk.run("x", records.create(
            Meeting, committee_id=id_of(201), held_on=date(2024, 1, 1) + timedelta(days=25 * place),
        ))  # fmt: skip
    page = shown(desk, qtbot, MeetingsView)
    qtbot.waitUntil(lambda: page.meetings.picked_id() is not None)
    [current] = [row for row in page.meetings.rows.rows if row.id == page.meetings.picked_id()]
    held_on = [row.date for row in page.meetings.rows.rows if row.date >= desk.view.as_of]
    assert current.date == held_on[0]
    area = page.meetings.visualRect(page.meetings.currentIndex())
    assert page.meetings.viewport().rect().contains(area.center())
    assert area.top() < 5 * area.height()
    assert desk.subject is None


def test_past_meetings_without_a_result_are_found_by_one_choice(desk: Desk, qtbot: QtBot) -> None:
    desk.run("x", records.edit(Meeting, id_of(95), held_on=desk.view.as_of - timedelta(days=3)))
    desk.run("x", records.edit(Consultation, station_id(GLA), meeting_id=id_of(95)))
    desk.run("x", records.create(Meeting, committee_id=id_of(201), held_on=date(2026, 1, 5)))
    page = shown(desk, qtbot, MeetingsView)
    assert page.shown.itemText(2) == "ohne Ergebnis (1)"
    page.shown.setFocus()
    qtbot.keyClick(page.shown, KEY.Key_End)
    assert [row.id for row in page.meetings.rows.rows] == [id_of(95)]
    model = page.meetings.rows
    assert "Ergebnis fehlt" in [model.index(0, column).data() for column in range(model.columnCount())]
    desk.run("x", records.edit(Consultation, station_id(GLA), result=Result.ADOPTED))
    assert not page.meetings.rows.rows
    assert page.hint.isVisible()
    assert page.select(Meeting, id_of(95))
    assert page.meetings.picked_id() == id_of(95)

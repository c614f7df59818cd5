from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.people import Person
from ozgdesk.domain.tasks import Task
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.history import HistoryView
from tests.helpers import TestClock, four_municipalities, id_of, make_workspace, task

JOB = id_of(1017)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    clock = TestClock()
    found = make_workspace(tmp_path, [*four_municipalities(), task(17, "Vergabewesen")], clock)
    for days in (5, 8, 13):
        clock.advance(3600)
        found.run(steps.edit(Task), records.edit(Task, JOB, duration_minutes=days * 480))
    yield found
    found.close()


@pytest.fixture
def view(qtbot: QtBot, workspace: Workspace) -> Iterator[HistoryView]:
    desk = Desk(workspace)
    found = HistoryView(desk)
    qtbot.addWidget(found)
    found.resize(1000, 700)
    desk.changed.connect(lambda _step: found.show_view(desk.view))
    found.show_view(desk.view)
    found.show()
    yield found
    desk.close()


def texts(view: HistoryView, column: int) -> list[str]:
    model = view.model
    return [str(model.index(row, column).data()).replace("\u00a0", " ") for row in range(model.rowCount())]


def test_steps_are_listed_newest_first_with_what_they_did(view: HistoryView) -> None:
    assert texts(view, 3) == [
        "Aufgabe A-017 „Vergabewesen“: Dauer von 8 T auf 13 T geändert.",
        "Aufgabe A-017 „Vergabewesen“: Dauer von 5 T auf 8 T geändert.",
        "Aufgabe A-017 „Vergabewesen“: Dauer eingetragen: 5 T.",
    ]
    assert texts(view, 0) == ["Heute", "", ""]


def test_only_steps_that_are_seen_are_read(view: HistoryView, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    reading: Callable[[int], object] = view.desk.workspace.step
    monkeypatch.setattr(view.desk.workspace, "step", lambda number: (read.append(number), reading(number))[1])
    view.summary(2)
    view.summary(2)
    view.show_view(view.desk.view)
    view.summary(2)
    assert read.count(2) <= 2, "the summary is kept while the step stays the same"


def test_going_back_takes_the_chosen_step_and_all_later_ones(view: HistoryView, qtbot: QtBot) -> None:
    view.table.pick("2")
    assert view.button.isEnabled()
    assert "1 späteren" in view.hint.text().replace("\u00a0", " ")
    with qtbot.waitSignal(view.desk.told) as told:
        qtbot.mouseClick(view.button, Qt.MouseButton.LeftButton)
    assert told.args[0].replace("\u00a0", " ") == "2 Schritte rückgängig gemacht."
    assert view.desk.snapshot.get(Task, JOB).duration_minutes == 5 * 480
    assert "rückgängig gemacht" in texts(view, 2)[-2]


def test_what_was_undone_cannot_be_the_point_to_go_back_to(view: HistoryView) -> None:
    view.desk.undo()
    view.table.pick("3")
    assert not view.button.isEnabled()
    assert view.hint.text() == "rückgängig gemacht"


def test_search_finds_what_only_the_step_itself_says(view: HistoryView, qtbot: QtBot) -> None:
    view.find_here()
    qtbot.keyClicks(view.search, "13 T")
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    assert "13 T" in texts(view, 3)[0]
    qtbot.keyClick(view.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.model.rowCount() == 3)


def test_the_selection_stays_when_a_step_is_added(view: HistoryView) -> None:
    view.table.pick("1")
    view.desk.run(steps.edit(Task), records.edit(Task, JOB, deadline_on=date(2026, 12, 4)))
    assert view.table.picked_id() == "1"
    assert view.model.rowCount() == 4


def test_a_row_leads_to_the_newest_step_that_touched_it(view: HistoryView) -> None:
    assert view.select(Task, JOB)
    assert view.table.picked_id() == "3"
    assert not view.select(Person, id_of(77))


def test_an_empty_history_says_what_will_stand_here(qtbot: QtBot, tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, [])
    desk = Desk(workspace)
    view = HistoryView(desk)
    qtbot.addWidget(view)
    view.show_view(desk.view)
    assert view.heading.text() == "Noch kein Schritt"
    parts = (view.count, view.table, view.text, view.button)
    assert not any(part.isVisibleTo(view) for part in parts)
    assert not view.button.isEnabled()
    desk.close()
    workspace.close()


@pytest.mark.parametrize("width", [547, 848])
def test_what_was_changed_keeps_its_room_in_a_narrow_window(view: HistoryView, width: int) -> None:
    view.resize(width, 500)
    QApplication.processEvents()
    table = view.table
    assert table.isColumnHidden(4)
    assert table.columnWidth(3) >= 160
    view.resize(1200, 500)
    QApplication.processEvents()
    assert not table.isColumnHidden(4)

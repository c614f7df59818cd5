"""A whole meeting in the real window, from agenda to printed minutes: by keyboard alone, and by mouse."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.ownership import ownership
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import MinutesState, TaskState
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.main_window import MainWindow
from ozgdesk.ui.views.meeting import MeetingView
from ozgdesk.ui.views.report_sheets import SheetsView
from ozgdesk.ui.views.reports import ReportsView
from ozgdesk.ui.views.tasks import TasksView
from tests.reports.test_sheets import words
from tests.ui.desks import close_desk, make_desk, show_active

STRG, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
PRINTED = (
    "Protokoll Arbeitskreis Digitalisierung",
    "TOP 1 Stand der Arbeiten TOP 2 A-025",
    "Zwei Angebote liegen vor.",
    "A-051 Angebot ekom21 einholen Musterhausen; Zuarbeit: Beispieldorf 04.12.2026",
    "in Arbeit → erledigt",
    "Mit Mehrheit beschlossen (3 Ja, 1 Nein).",
    "09:30 bis 11:30 Uhr",
    "Nächste Sitzung Mittwoch, 23. Dezember 2026",
)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    found = make_desk(tmp_path, build_sample("demo", date(2026, 11, 23), SYSTEM_CLOCK.new_id))
    yield found
    close_desk(found)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    found = MainWindow(desk)
    qtbot.addWidget(found)
    found.resize(1500, 950)
    found.show_place("today")
    show_active(qtbot, found)
    return found


def page(window: MainWindow) -> MeetingView:
    found = window.view
    assert isinstance(found, TasksView)
    shown = found.shown()
    assert isinstance(shown, MeetingView)
    return shown


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(focused(), key, modifier)


def tab_to(qtbot: QtBot, wanted: QWidget) -> None:
    for _ in range(12):
        if focused() is wanted:
            return
        press(qtbot, Qt.Key.Key_Tab)
    raise AssertionError(f"{wanted} is not reached with Tab")


def type_line(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(focused(), text)
    press(qtbot, Qt.Key.Key_Return)


def printed(qtbot: QtBot, window: MainWindow) -> str:
    """The sheet that is shown in Berichte, read back."""
    assert isinstance(window.view, ReportsView)
    reports = window.view.shown()
    assert isinstance(reports, SheetsView)
    qtbot.waitUntil(
        lambda: reports.print_button.isEnabled() and not reports.desk.jobs.is_busy, timeout=20_000
    )
    assert reports.sheet.key == "minutes"
    assert reports._paper is not None
    return words(reports._paper.data)


def click(qtbot: QtBot, widget: QWidget, point: QPoint | None = None) -> None:
    qtbot.mouseClick(widget, LEFT, pos=point or widget.rect().center())


def prepare_by_keys(window: MainWindow, qtbot: QtBot) -> MeetingView:
    """Two topics: one typed, one taken from the proposals."""
    press(qtbot, Qt.Key.Key_4, STRG)
    press(qtbot, Qt.Key.Key_F9)
    view = page(window)
    assert focused() is view.line.field
    type_line(qtbot, "Stand der Arbeiten")
    press(qtbot, Qt.Key.Key_Escape)
    assert focused() is view.entries
    tab_to(qtbot, view.proposals.table)
    press(qtbot, Qt.Key.Key_Space)
    assert [entry.number for entry in view.rows.entries] == ["1", "2"]
    return view


def test_a_meeting_is_prepared_run_closed_and_printed_by_keyboard_alone(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    view = prepare_by_keys(window, qtbot)
    press(qtbot, Qt.Key.Key_F9, SHIFT)
    assert view.rows.is_open
    press(qtbot, Qt.Key.Key_PageDown)
    for line in (
        "Zwei Angebote liegen vor.",
        "MHS, BSP: Angebot ekom21 einholen bis 04.12.",
        "A-025 erledigt",
    ):
        type_line(qtbot, line)
    type_line(qtbot, "Beschluss: Der Auftrag geht an den besten Bieter.")
    assert focused() is view.resolution.votes[0]
    qtbot.keyClicks(focused(), "3")
    press(qtbot, Qt.Key.Key_Tab)
    type_line(qtbot, "1")
    assert focused() is view.line.field
    press(qtbot, Qt.Key.Key_F9, SHIFT)
    assert focused() is view.closing.ends_at.line
    type_line(qtbot, "11:30")
    assert view.rows.is_closed
    press(qtbot, Qt.Key.Key_P, STRG)
    text = printed(qtbot, window)
    assert [part for part in PRINTED if part not in text] == []
    assert "Entwurf" not in text
    done = next(row for row in desk.snapshot.all(Task) if row.number == "A-025")
    assert done.state is TaskState.DONE


def test_a_meeting_is_prepared_run_closed_and_printed_by_mouse(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    window.show_place("board")
    assert isinstance(window.view, TasksView)
    window.view.show_page("meeting")
    view = page(window)
    click(qtbot, view.head.new)
    bodies = view.head._chooser.list
    row = next(i for i in range(bodies.count()) if bodies.item(i).text().startswith("Bürgermeisterrunde"))
    click(qtbot, bodies.viewport(), bodies.visualItemRect(bodies.item(row)).center())
    made = desk.snapshot.get(Meeting, view.meeting_id)
    assert desk.snapshot.get(Committee, made.committee_id).short_name == "BR"
    assert len(view.rows.attendance) == 4
    table = view.proposals.table
    click(qtbot, table.viewport(), table.visualRect(table.rows.index(0, 1)).center())
    click(qtbot, view.proposals.take)
    assert len(view.rows.entries) == 1
    click(qtbot, view.head.step)
    assert view.rows.is_open
    view.line.field.setFocus()
    type_line(qtbot, "Beschluss: So wird es gemacht.")
    qtbot.keyClicks(view.resolution.votes[0], "4")
    qtbot.keyClicks(view.resolution.votes[1], "0")
    click(qtbot, view.resolution.take_button)
    assert view.rows.entries[-1].result == "einstimmig beschlossen (4\u00a0Ja, 0\u00a0Nein)"
    click(qtbot, view.head.step)
    click(qtbot, view.closing.take_button)
    assert view.rows.is_closed
    click(qtbot, view.results.todo)
    assert isinstance(window.view, ReportsView)
    assert window.view.shown().sheet.key == "todo"
    window.show_place("board")
    click(qtbot, view.results.minutes)
    text = printed(qtbot, window)
    assert "Protokoll Bürgermeisterrunde" in text
    assert "Einstimmig beschlossen (4 Ja, 0 Nein)." in text


def test_what_the_board_changes_while_a_meeting_runs_stands_under_its_topic(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    window.show_place("board")
    assert isinstance(window.view, TasksView)
    tasks = window.view
    tasks.minute()
    view = page(window)
    type_line(qtbot, "Eins")
    type_line(qtbot, "Zwei")
    press(qtbot, Qt.Key.Key_F9, SHIFT)
    press(qtbot, Qt.Key.Key_PageUp)
    tasks.show_page("cards")
    assert tasks.tabs.tabText(
        tasks._pages.index(next(p for p in tasks._pages if p.key == "meeting"))
    ).endswith("läuft")
    work = next(row for row in desk.snapshot.all(Task) if row.number == "A-026")
    steps = len(desk.workspace.heads())
    assert tasks.select(Task, work.id)
    press(qtbot, Qt.Key.Key_Right, STRG)
    assert len(desk.workspace.heads()) == steps + 1
    press(qtbot, Qt.Key.Key_F9)
    noted = "A-026 Angebote bewerten: geplant → in Arbeit"
    assert [entry.text for entry in view.rows.entries] == ["Eins", noted, "Zwei"]
    press(qtbot, Qt.Key.Key_Z, STRG)
    assert [entry.text for entry in view.rows.entries] == ["Eins", "Zwei"]
    assert desk.snapshot.get(Task, work.id).state is TaskState.PLANNED
    assert ownership(desk.snapshot).lead[work.id].municipality_id


def test_the_keys_of_a_meeting_work_from_the_inspector_too(window: MainWindow, qtbot: QtBot) -> None:
    window.show_place("board")
    press(qtbot, Qt.Key.Key_F9)
    view = page(window)
    view.head.edit.click()
    assert window.inspector.isAncestorOf(focused())
    press(qtbot, Qt.Key.Key_F9)
    assert focused() is view.line.field
    view.head.edit.click()
    press(qtbot, Qt.Key.Key_F9, SHIFT)
    assert view.rows.is_open
    window.show_place("today")
    press(qtbot, Qt.Key.Key_F9, SHIFT)
    assert not view.closing.isVisible()


def test_a_meeting_found_from_elsewhere_is_shown(window: MainWindow, desk: Desk) -> None:
    closed = next(row for row in desk.snapshot.all(Meeting) if row.minutes_state is MinutesState.CLOSED)
    window.show_place("board")
    assert isinstance(window.view, TasksView)
    assert window.view.select(Meeting, closed.id)
    view = page(window)
    assert view.meeting_id == closed.id
    assert not view.line.isVisible()
    assert not view.side.isTabVisible(0)


def test_a_page_of_a_place_is_shown_by_its_name(window: MainWindow) -> None:
    window.show_place("board-load")
    assert window.place_key == "board"
    assert isinstance(window.view, TasksView)
    assert window.view.page == "load"

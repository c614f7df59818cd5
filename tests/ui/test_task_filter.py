"""The filter of the tasks: typed with completion, chosen from menus, kept under a name. On the real board."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ozgdesk.domain.people import Person
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.present.task_query_choices import CHIPS, Chip
from ozgdesk.present.task_query_words import Key
from ozgdesk.settings import SavedFilter, Settings
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.board import BoardView
from ozgdesk.ui.views.saved_filters import FiltersDialog
from ozgdesk.ui.views.task_filter_bar import TaskFilterBar
from ozgdesk.ui.views.task_line import TaskLine
from ozgdesk.ui.views.tasks import TasksView
from tests.conftest import Dialogs
from tests.helpers import TODAY, cooperation, four_municipalities, id_of, lead, task
from tests.ui.desks import close_desk, make_desk, show_active

OFFICE = Person(id=id_of(50), name="Projektbüro Usingen", municipality_id=id_of(1))
PHASE = task(1, "Vorbereitung")
WORK = task(2, "Vergabewesen", parent_id=PHASE.id, state=TaskState.WAITING_THIRD, deadline_on=TODAY)
FORMS = task(3, "Formulare")
PART = Assignment(
    id=id_of(3001), task_id=WORK.id, municipality_id=id_of(3), role=Role.CONTRIBUTOR, due_on=TODAY
)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    leads = [lead(WORK, 1, person_id=OFFICE.id), lead(FORMS, 2)]
    rows = [cooperation(), *four_municipalities(), OFFICE, PHASE, WORK, FORMS, PART, *leads]
    found = make_desk(tmp_path, rows)
    yield found
    close_desk(found)


@pytest.fixture
def place(desk: Desk, qtbot: QtBot) -> TasksView:
    view = TasksView(desk)
    qtbot.addWidget(view)
    view.resize(1500, 900)
    desk.changed.connect(lambda _step: view.show_view(desk.view))
    show_active(qtbot, view)
    view.show_view(desk.view)
    view.find_here()
    return view


@pytest.fixture
def bar(place: TasksView) -> TaskFilterBar:
    return place.findChildren(TaskFilterBar)[0]


@pytest.fixture
def line(bar: TaskFilterBar) -> TaskLine:
    return bar.line


def cards(place: TasksView) -> list[str]:
    """The cards that are shown, as number and code."""
    rows = place.findChildren(BoardView)[0].table.rows.rows
    return [f"{card.number[-1]}{card.code}" for card in rows]


def offered(line: TaskLine) -> list[str]:
    return [proposal.text for proposal in line.proposals]


def chip(key: Key) -> Chip:
    return next(found for found in CHIPS if found.key is key)


def choose(bar: TaskFilterBar, key: Key, text: str) -> None:
    menu = bar.chip_menu(chip(key))
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_a_query_typed_with_the_proposals_narrows_the_board(
    place: TasksView, line: TaskLine, qtbot: QtBot
) -> None:
    assert line.hasFocus()
    qtbot.keyClicks(line, "le")
    assert offered(line) == ["lead:"]
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert line.hasFocus()
    assert offered(line) == ["USI", "NA", "GLA", "SCHM", "ohne"]
    qtbot.keyClicks(line, "n")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "lead:NA "
    assert offered(line) == []
    assert cards(place) == ["3NA"]
    qtbot.keyClicks(line, "st")
    qtbot.keyClick(line, Qt.Key.Key_Return)  # nothing is chosen among keys: it stays a word
    assert line.text() == "lead:NA st"
    assert not line.hasFocus()


def test_arrows_choose_a_proposal_and_escape_gives_it_up(line: TaskLine, qtbot: QtBot) -> None:
    qtbot.keyClick(line, Qt.Key.Key_Down)
    assert "kommune:" in offered(line)
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert offered(line) == []
    assert (line.text(), line.hasFocus()) == ("", True)
    qtbot.keyClicks(line, "state:")
    qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == "state:arbeit "
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not line.hasFocus()
    assert line.text() == "state:arbeit "


def test_a_wrong_term_is_marked_with_its_reason_once_it_is_left(
    place: TasksView, bar: TaskFilterBar, qtbot: QtBot
) -> None:
    qtbot.keyClicks(bar.line, "lead:XYZ")
    assert bar.reason.isHidden()
    assert len(cards(place)) == 3
    qtbot.keyClicks(bar.line, " due:<14")
    assert bar.reason.text().startswith("Das Kürzel „XYZ“ gibt es hier nicht")
    assert bar.reason.isVisible()
    assert bar.line.property("look") == "wrong"
    assert bar.line.accessibleDescription() == bar.reason.text()
    assert cards(place) == ["2USI", "2GLA"]
    bar.line.setText("due:<14")
    assert bar.reason.isHidden()


def test_a_term_under_the_cursor_is_called_wrong_after_a_pause(bar: TaskFilterBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.line, "due:bald")
    assert bar.reason.isHidden()
    qtbot.waitUntil(bar.reason.isVisible)
    assert "„bald“ ist hier kein Termin" in bar.reason.text()


def test_menus_write_the_same_filter_as_the_line_and_leave_the_rest_as_typed(
    place: TasksView, bar: TaskFilterBar
) -> None:
    bar.line.setText("foo:bar Verg")
    choose(bar, Key.MUNICIPALITY, "USI  Usingen")
    choose(bar, Key.MUNICIPALITY, "GLA  Glashütten")
    choose(bar, Key.STATE, "Wartet")
    choose(bar, Key.DUE, "Überfällig")
    choose(bar, Key.DUE, "In weniger als 14 Tagen")
    choose(bar, Key.PHASE, "Vorbereitung")
    assert bar.line.text() == ("foo:bar Verg kommune:USI,GLA zustand:wartet fällig:<14 phase:Vorbereitung")
    assert cards(place) == ["2USI", "2GLA"]
    assert bar.chips[chip(Key.MUNICIPALITY)].text() == "Kommune: USI, GLA"
    choose(bar, Key.MUNICIPALITY, "USI  Usingen")
    choose(bar, Key.PERSON, "Projektbüro Usingen")
    assert cards(place) == []
    choose(bar, Key.PERSON, "Alle")
    choose(bar, Key.DUE, "Alle")
    assert bar.line.text() == "foo:bar Verg kommune:GLA zustand:wartet phase:Vorbereitung"
    assert cards(place) == ["2GLA"]


def test_the_switches_are_terms_too(place: TasksView, bar: TaskFilterBar) -> None:
    bar.with_parts.click()
    assert bar.line.text() == "-rolle:zuarbeit"
    assert cards(place) == ["2USI", "3NA"]
    bar.only_late.click()
    assert bar.line.text() == "-rolle:zuarbeit ist:verspätet"
    bar.line.setText("")
    assert (bar.with_parts.isChecked(), bar.only_late.isChecked()) == (True, False)


def test_a_filter_is_saved_chosen_and_deleted_by_keyboard(
    desk: Desk, place: TasksView, bar: TaskFilterBar, dialogs: Dialogs, qtbot: QtBot
) -> None:
    bar.line.setText("lead:USI due:<14")

    def save(dialog: FiltersDialog) -> None:
        qtbot.keyClicks(dialog.name, "Bald in Usingen")
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
        dialog.accept()

    dialogs.expect(save)
    bar.manage()
    assert desk.settings.task_filters == (SavedFilter("Bald in Usingen", "lead:USI due:<14"),)
    bar.line.clear()
    qtbot.keyClick(bar.line, Qt.Key.Key_F, CTRL | SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_1)
    assert bar.line.text() == "lead:USI due:<14"
    assert cards(place) == ["2USI", "2GLA"]

    def delete(dialog: FiltersDialog) -> None:
        dialog.table.pick("Bald in Usingen")
        QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
        dialog.accept()

    dialogs.expect(delete)
    bar.manage()
    assert desk.settings == Settings()


def test_a_saved_filter_for_another_file_says_which_term_means_nothing_here(
    desk: Desk, bar: TaskFilterBar
) -> None:
    desk.prefer(Settings(task_filters=(SavedFilter("Marburg", "lead:MR state:offen"),)))
    first = bar.saved_menu().actions()[0]
    assert first.text() == "&1 Marburg (lead:MR fehlt hier)"
    first.trigger()
    assert bar.line.text() == "lead:MR state:offen"
    assert bar.reason.text().startswith("Das Kürzel „MR“ gibt es hier nicht")


def test_a_menu_is_opened_and_chosen_from_by_keyboard(bar: TaskFilterBar, qtbot: QtBot) -> None:
    button = bar.chips[chip(Key.STATE)]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(menu, key)
    assert bar.line.text() == "zustand:offen"
    assert button.text() == "Zustand: offen"


def test_a_task_that_is_jumped_to_lifts_the_filter(desk: Desk, place: TasksView, bar: TaskFilterBar) -> None:
    bar.line.setText("lead:USI")
    assert place.select(Task, FORMS.id)
    assert (desk.task_line, bar.line.text()) == ("", "")
    assert desk.subject == Subject(Task, FORMS.id)


def test_the_filter_stays_while_the_project_changes(desk: Desk, place: TasksView, bar: TaskFilterBar) -> None:
    bar.line.setText("state:wartet")
    desk.undo()
    place.show_view(desk.view)
    assert bar.line.text() == "state:wartet"
    assert cards(place) == ["2USI", "2GLA"]

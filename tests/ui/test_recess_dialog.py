"""Proposing school holidays from menu and inspector: nothing is ticked, one step takes over what is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ozgdesk.domain.cooperation import Cooperation, Municipality
from ozgdesk.domain.tasks import Closure
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.inspector.child_list import ChildList
from ozgdesk.ui.inspector.panel import Inspector
from ozgdesk.ui.main_window import MainWindow
from ozgdesk.ui.recess_dialog import RecessDialog, propose_recesses
from tests.conftest import Dialogs
from tests.helpers import cooperation, four_municipalities, id_of
from tests.ui.desks import close_desk, make_desk, show_active

NA = id_of(2)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, [cooperation(), *four_municipalities()])
    yield found
    close_desk(found)


@pytest.fixture
def inspector(desk: Desk, qtbot: QtBot) -> Inspector:
    panel = Inspector(desk)
    qtbot.addWidget(panel)
    panel.resize(400, 1600)
    show_active(qtbot, panel)
    return panel


def closures_of(inspector: Inspector) -> ChildList:
    assert inspector.page is not None
    return next(found for found in inspector.page.lists if found.spec.kind is Closure)


def test_holidays_are_ticked_by_keyboard_and_taken_over_for_the_municipality_shown(
    desk: Desk, inspector: Inspector, qtbot: QtBot, dialogs: Dialogs
) -> None:
    desk.pick(Municipality, NA)

    def answer(dialog: RecessDialog) -> None:
        assert dialog.municipality.currentText() == "NA  Neu-Anspach"
        assert dialog.chosen == ()
        assert not dialog.take.isEnabled()
        show_active(qtbot, dialog)
        boxes = list(dialog.boxes.values())
        boxes[1].setFocus()
        qtbot.keyClick(boxes[1], Qt.Key.Key_Space)
        assert [holiday.name for holiday in dialog.chosen] == ["Osterferien 2027"]
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    dialogs.expect(answer)
    link = closures_of(inspector).recess_link
    assert link is not None
    qtbot.keyClick(link, Qt.Key.Key_Space)
    (closure,) = desk.snapshot.all(Closure)
    assert (closure.name, closure.municipality_id) == ("Osterferien 2027", NA)
    assert "Kultusministerium" in closure.source
    (item,) = closures_of(inspector).items()
    assert item.button.row.remark.startswith("Sitzungsfreie Zeit · 22.03.2027")
    desk.undo()
    assert desk.snapshot.all(Closure) == ()


def test_another_municipality_begins_without_ticks(desk: Desk, qtbot: QtBot, dialogs: Dialogs) -> None:
    def answer(dialog: RecessDialog) -> None:
        next(iter(dialog.boxes.values())).click()
        assert dialog.take.isEnabled()
        dialog.municipality.setCurrentIndex(2)
        assert dialog.chosen == ()
        assert not dialog.take.isEnabled()
        dialog.reject()

    dialogs.expect(answer)
    propose_recesses(desk, QApplication.activeWindow())
    assert desk.snapshot.all(Closure) == ()
    assert desk.workspace.heads() == ()


def test_without_a_municipality_nothing_opens(tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(tmp_path, [cooperation()])
    with qtbot.waitSignal(desk.told) as told:
        propose_recesses(desk, QApplication.activeWindow())
    assert told.args == ["Bitte legen Sie zuerst eine Kommune an."]
    close_desk(desk)


def test_the_menu_proposes_them_by_mnemonic_and_shows_where_they_are(
    desk: Desk, qtbot: QtBot, dialogs: Dialogs
) -> None:
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.show_place("council")
    show_active(qtbot, window)
    edit = next(action for action in window.menuBar().actions() if action.text() == "&Bearbeiten").menu()
    entry = next(action for action in edit.actions() if "Schulferien" in action.text().replace("&", ""))
    assert QKeySequence.mnemonic(entry.text()).toString() == "Alt+U"

    def answer(dialog: RecessDialog) -> None:
        for box in list(dialog.boxes.values())[:2]:
            box.click()
        dialog.take.click()

    dialogs.expect(answer)
    entry.trigger()
    assert len(desk.snapshot.all(Closure)) == 2
    assert len(desk.workspace.heads()) == 1
    assert desk.subject is not None
    assert desk.subject.kind is Municipality
    window.watch.stop()


def test_the_cooperation_itself_has_no_recess_to_propose(desk: Desk, inspector: Inspector) -> None:
    desk.pick(Cooperation, cooperation().id)
    link = closures_of(inspector).recess_link
    assert link is not None
    assert not link.isVisible()

"""Höchstzahlen of the board: set, explained, enforced and lifted where they stand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ozgdesk.domain.ownership import ownership
from ozgdesk.domain.tasks import BoardLimit, Task
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.board import BoardView
from ozgdesk.ui.views.board_limit_prompt import LimitPrompt
from ozgdesk.ui.views.board_prompts import HandOverPrompt, ThirdPartyPrompt
from ozgdesk.ui.widgets.giving_up import ASK
from tests.helpers import cooperation, four_municipalities, id_of, lead, task
from tests.ui.desks import close_desk, make_desk

USI = id_of(1)
WORK = task(1, "Vergabewesen")
OTHER = task(2, "Formulare", state=TaskState.WAITING_THIRD, waiting_for="Landkreis")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    rows = [cooperation(), *four_municipalities(), WORK, lead(WORK, 1), OTHER, lead(OTHER, 2)]
    found = make_desk(tmp_path, rows)
    yield found
    close_desk(found)


@pytest.fixture
def board(desk: Desk, qtbot: QtBot) -> BoardView:
    view = BoardView(desk)
    qtbot.addWidget(view)
    view.resize(1500, 900)
    desk.changed.connect(lambda _step: view.show_view(desk.view))
    with qtbot.waitExposed(view):
        view.show()
    view.show_view(desk.view)
    return view


def press(qtbot: QtBot, board: BoardView, key: Qt.Key) -> None:
    board.canvas.setFocus()
    qtbot.keyClick(board.canvas, key)


def limit_prompt(board: BoardView) -> LimitPrompt:
    return board.stack.findChildren(LimitPrompt)[-1]


def wait_for(qtbot: QtBot, board: BoardView, name: str) -> ThirdPartyPrompt:
    board.select(Task, WORK.id)
    press(qtbot, board, Qt.Key.Key_4)
    asked = board.stack.findChildren(ThirdPartyPrompt)[-1]
    qtbot.keyClicks(asked.line, name)
    qtbot.keyClick(asked.line, Qt.Key.Key_Return)
    return asked


def test_a_hard_limit_is_set_by_key_with_its_reason_and_refuses_the_next_card(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.select(Task, OTHER.id)
    press(qtbot, board, Qt.Key.Key_H)
    asked = limit_prompt(board)
    asked.lane.show_value(None)
    qtbot.keyClick(asked.most.line, Qt.Key.Key_Return)
    assert asked.problem.text() == "Bitte geben Sie die Höchstzahl ein."
    qtbot.keyClicks(asked.most.line, "1")
    asked.is_hard.box.click()
    qtbot.keyClick(asked.most.line, Qt.Key.Key_Return)
    assert asked.problem.text() == "Bitte nennen Sie den Grund."
    qtbot.keyClicks(asked.reason.line, "Nachfragen kosten Zeit")
    qtbot.keyClick(asked.reason.line, Qt.Key.Key_Return)
    (limit,) = desk.snapshot.all(BoardLimit)
    assert (limit.municipality_id, limit.state, limit.most) == (None, TaskState.WAITING_THIRD, 1)
    third = wait_for(qtbot, board, "Land")
    assert "höchstens 1 (Grund: Nachfragen kosten Zeit)." in third.problem.text()
    state = desk.snapshot.get(Task, WORK.id).state
    assert (third.line.text(), state) == ("Land", TaskState.PLANNED)


def test_return_answers_from_the_box_that_refuses_more_cards_and_esc_asks_about_it(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.gestures.questions.ask_limit(None, "waiting_third")
    asked = limit_prompt(board)
    asked.is_hard.box.setFocus()
    qtbot.keyClick(asked.is_hard.box, Qt.Key.Key_Space)
    qtbot.keyClick(asked.is_hard.box, Qt.Key.Key_Escape)
    assert asked.problem.text() == ASK
    asked.most.show_value(4)
    asked.reason.show_value("Nachfragen kosten Zeit")
    qtbot.keyClick(asked.is_hard.box, Qt.Key.Key_Return)
    assert [(limit.most, limit.is_hard) for limit in desk.snapshot.all(BoardLimit)] == [(4, True)]


def test_a_soft_limit_lets_the_card_in_and_says_that_the_place_is_too_full(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.gestures.questions.ask_limit(None, "waiting_third")
    asked = limit_prompt(board)
    qtbot.keyClicks(asked.most.line, "1")
    qtbot.keyClick(asked.most.line, Qt.Key.Key_Return)
    told: list[str] = []
    desk.told.connect(told.append)
    wait_for(qtbot, board, "Land")
    assert told == ["„wartet auf Dritte“: 2\u00a0offene Karten, Höchstzahl 1."]
    assert board.canvas.scene is not None
    assert board.canvas.scene.limits[None, "waiting_third"].figures == "2/1"


def test_a_limit_of_one_cell_holds_for_this_municipality_in_this_state_alone(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.select(Task, OTHER.id)
    press(qtbot, board, Qt.Key.Key_H)
    asked = limit_prompt(board)
    assert (asked.lane.read(), asked.state.read()) == (id_of(2), "waiting_third")
    qtbot.keyClicks(asked.most.line, "1")
    asked.is_hard.box.click()
    qtbot.keyClicks(asked.reason.line, "eine Anfrage reicht")
    qtbot.keyClick(asked.reason.line, Qt.Key.Key_Return)
    wait_for(qtbot, board, "Land")
    assert desk.snapshot.get(Task, WORK.id).state is TaskState.WAITING_THIRD
    board.select(Task, WORK.id)
    board.gestures.move(board.canvas.selected, id_of(2), "waiting_third")
    board.stack.findChildren(HandOverPrompt)[-1].keep.click()
    assert ownership(desk.snapshot).lead[WORK.id].municipality_id == USI, "the cell is full"


def test_a_limit_is_lifted_where_it_was_set(desk: Desk, board: BoardView, qtbot: QtBot) -> None:
    board.gestures.questions.ask_limit(USI, "")
    asked = limit_prompt(board)
    qtbot.keyClicks(asked.most.line, "5")
    qtbot.keyClick(asked.most.line, Qt.Key.Key_Return)
    assert [row.municipality_id for row in desk.snapshot.all(BoardLimit)] == [USI]
    board.gestures.questions.ask_limit(USI, "")
    again = limit_prompt(board)
    assert again.most.line.text() == "5"
    again._lift.click()
    assert desk.snapshot.all(BoardLimit) == ()


def test_the_menu_of_a_head_offers_its_limit(desk: Desk, board: BoardView, qtbot: QtBot) -> None:
    port = board.canvas.viewport()
    point = QPoint(40, 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, port.mapToGlobal(point))
    QApplication.sendEvent(port, event)
    menu = next(found for found in board.findChildren(QMenu) if found.isVisible())
    words = [action.text() for action in menu.actions() if action.text()]
    assert "Höchstzahl festlegen …\tH" in words
    next(action for action in menu.actions() if "Höchstzahl" in action.text()).trigger()
    menu.close()
    asked = limit_prompt(board)
    assert (asked.lane.read(), asked.state.read()) == (None, "planned")

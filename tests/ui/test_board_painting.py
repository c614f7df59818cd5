"""The board paints what is seen, after a step only what it touched, and a card it knows not again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ozgdesk.commands.tasks import change_state
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views import board_pictures
from ozgdesk.ui.views.board import BoardView
from ozgdesk.ui.views.board_pictures import CardPictures
from tests.helpers import cooperation, four_municipalities, lead, task
from tests.ui.desks import close_desk, make_desk

STATES = (TaskState.PLANNED, TaskState.IN_PROGRESS)
TASKS = [task(number, state=STATES[number % 2]) for number in range(1, 17)]
TASKS += [task(number, state=TaskState.IN_COUNCIL) for number in range(17, 33)]
"""In each of four lanes two cards are planned, two in progress; four in council keep its height."""
LEADS = {row.id: lead(row, 1 + (number // 2) % 4) for number, row in enumerate(TASKS)}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, [cooperation(), *four_municipalities(), *TASKS, *LEADS.values()])
    yield found
    close_desk(found)


@pytest.fixture
def board(desk: Desk, qtbot: QtBot) -> BoardView:
    view = BoardView(desk)
    qtbot.addWidget(view)
    view.resize(1500, 2200)
    desk.changed.connect(lambda _step: view.show_view(desk.view))
    with qtbot.waitExposed(view):
        view.show()
    view.show_view(desk.view)
    QApplication.processEvents()
    return view


@pytest.fixture
def put_down(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the cards that are put on the screen."""
    found: list[str] = []
    before = CardPictures.paint

    def paint(self: CardPictures, painter: Any, place: Any, *more: Any) -> None:
        found.append(place.card.id)
        before(self, painter, place, *more)

    monkeypatch.setattr(CardPictures, "paint", paint)
    return found


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the cards that are drawn stroke by stroke."""
    found: list[str] = []
    before = board_pictures.paint_card

    def paint_card(painter: Any, place: Any, *more: Any, **named: Any) -> None:
        found.append(place.card.id)
        before(painter, place, *more, **named)

    monkeypatch.setattr(board_pictures, "paint_card", paint_card)
    return found


def test_a_change_of_state_paints_only_the_cards_that_it_touches(
    desk: Desk, board: BoardView, put_down: list[str]
) -> None:
    moved = next(row for row in TASKS if row.state is TaskState.PLANNED)
    lane = LEADS[moved.id].municipality_id
    rows = [row for row in TASKS if row.state in STATES and LEADS[row.id].municipality_id == lane]
    desk.commit("Zustand", change_state(moved.id, TaskState.IN_PROGRESS))
    QApplication.processEvents()
    assert LEADS[moved.id].id in put_down
    assert set(put_down) <= {LEADS[row.id].id for row in rows}
    assert len(rows) == 4


def test_a_changed_name_paints_one_card(desk: Desk, board: BoardView, put_down: list[str]) -> None:
    board.gestures.rename(LEADS[TASKS[0].id].id, "Neuer Name")
    QApplication.processEvents()
    assert set(put_down) == {LEADS[TASKS[0].id].id}


def test_scrolling_puts_known_cards_down_again_without_drawing_them(
    board: BoardView, put_down: list[str], drawn: list[str]
) -> None:
    board.resize(1500, 500)
    QApplication.processEvents()
    bar = board.canvas.verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    drawn.clear()
    put_down.clear()
    bar.setValue(0)
    QApplication.processEvents()
    assert put_down
    assert drawn == []


def test_the_chosen_card_and_another_theme_are_drawn_anew(
    desk: Desk, board: BoardView, qtbot: QtBot, drawn: list[str]
) -> None:
    assert board.select(Task, TASKS[0].id)
    QApplication.processEvents()
    assert set(drawn) == {LEADS[TASKS[0].id].id}
    drawn.clear()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look = theme.Theme(app, "dark")
    board.canvas.grab()
    assert len(set(drawn)) == len(TASKS)
    look.choose("light")
    look.deleteLater()


def test_pictures_of_long_ago_are_dropped(board: BoardView, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = board.canvas._pictures
    monkeypatch.setattr(board_pictures, "MOST_PIXELS", 1)
    board.canvas.grab()
    board.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
    board.select(Task, TASKS[3].id)
    board.canvas.grab()
    (kept,) = pictures._kept.values()
    assert isinstance(kept, QPixmap)

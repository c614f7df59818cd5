"""The board in the window while somebody is away: the deputy of the day a card is due, or a warning."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.tasks import Task
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.main_window import MainWindow
from ozgdesk.ui.views.board import BoardView
from ozgdesk.ui.views.tasks import TasksView
from tests.helpers import cooperation, four_municipalities, id_of, lead, task
from tests.ui.desks import close_desk, make_desk, show_active

USI = id_of(1)
OFFICE = Person(id=id_of(601), name="Hauptamt", municipality_id=USI, is_function=True)
OTHER = Person(id=id_of(602), name="Bauamt", municipality_id=USI, is_function=True)
DUE = date(2026, 12, 10)
WORK = task(1, "Vergabewesen", deadline_on=DUE)
PERSON, HINTS = 7, 8


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    led = lead(WORK, 1, person_id=OFFICE.id)
    found = make_desk(tmp_path, [cooperation(), *four_municipalities(), OFFICE, OTHER, WORK, led])
    yield found
    close_desk(found)


@pytest.fixture
def board(desk: Desk, qtbot: QtBot) -> BoardView:
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.resize(1500, 900)
    window.show_place("board")
    show_active(qtbot, window)
    assert isinstance(window.view, TasksView)
    shown = window.view.shown()
    assert isinstance(shown, BoardView)
    return shown


def told(board: BoardView, column: int) -> str:
    """What the table of the board says about the one card."""
    return str(board.table.model().index(0, column).data(Qt.ItemDataRole.DisplayRole))


def test_the_card_names_the_deputy_of_its_day_and_warns_where_nobody_stands_in(
    desk: Desk, board: BoardView
) -> None:
    assert told(board, PERSON) == "Hauptamt"
    away = desk.commit(
        "Abwesend",
        records.create(
            Absence, person_id=OFFICE.id, from_on=DUE, until_on=date(2026, 12, 18), deputy_id=OTHER.id
        ),
    )
    assert told(board, PERSON) == "Bauamt (i.\u00a0V.)"
    assert told(board, HINTS) == ""
    desk.run("Ohne Vertretung", records.edit(Absence, away.id, deputy_id=None))
    assert told(board, PERSON) == "Hauptamt"
    assert told(board, HINTS) == "Hauptamt ist am 10.12. abwesend, keine Vertretung."
    desk.run("Später", records.edit(Task, WORK.id, deadline_on=date(2026, 12, 23)))
    assert told(board, HINTS) == ""

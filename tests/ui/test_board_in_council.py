"""The board asks which paper a task waits for in council."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import CommitteeKind, TaskState
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.board import BoardView
from ozgdesk.ui.views.board_prompts import PaperPrompt
from tests.helpers import cooperation, four_municipalities, id_of, lead, task
from tests.ui.desks import close_desk, make_desk

USI = id_of(1)
WORK = task(1, "Vergabewesen")
LED = lead(WORK, 1)
COUNCILS = (
    Committee(id=id_of(200), municipality_id=USI, name="StVV", kind=CommitteeKind.COUNCIL, order="a"),
    CouncilPaper(id=id_of(250), municipality_id=USI, title="Vergabestelle", number="12/2026"),
    Consultation(id=id_of(300), paper_id=id_of(250), committee_id=id_of(200), order="a", is_final=True),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, [cooperation(), *four_municipalities(), WORK, LED, *COUNCILS])
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
    view.canvas.setFocus()
    return view


def prompt(board: BoardView) -> PaperPrompt:
    (found,) = board.stack.findChildren(PaperPrompt)
    return found


def test_in_council_asks_for_the_paper_and_says_who_decides(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.select(Task, WORK.id)
    qtbot.keyClick(board.canvas, Qt.Key.Key_5)
    asked = prompt(board)
    assert asked.paper.box.hasFocus()
    assert [asked.paper.box.itemText(i) for i in range(2)] == [
        "noch keine Vorlage",
        "USI · 12/2026 Vergabestelle",
    ]
    qtbot.keyClick(asked.paper.box, Qt.Key.Key_Down)
    qtbot.keyClick(asked.paper.box, Qt.Key.Key_Return)
    found = desk.snapshot.get(Task, WORK.id)
    assert (found.state, found.paper_id) == (TaskState.IN_COUNCIL, id_of(250))
    card = board.canvas.card(LED.id)
    assert card is not None
    assert ("council", "StVV USI entscheidet ohne Termin") in [(note.kind, note.text) for note in card.notes]
    qtbot.keyClick(board.canvas, Qt.Key.Key_5)
    assert prompt(board).paper.read() == id_of(250)
    qtbot.keyClick(prompt(board).paper.box, Qt.Key.Key_Escape)
    desk.undo()
    assert desk.snapshot.get(Task, WORK.id) == WORK

"""The board acts by keys and mouse on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ozgdesk.commands.board_limits import set_limit
from ozgdesk.domain.ownership import ownership
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.board import BoardView
from ozgdesk.ui.views.board_editor import NameEditor
from ozgdesk.ui.views.board_prompts import HandOverPrompt
from ozgdesk.ui.widgets.giving_up import ASK
from tests.helpers import TODAY, cooperation, four_municipalities, id_of, lead, task
from tests.ui.desks import close_desk, make_desk

USI, NA = id_of(1), id_of(2)
WORK = task(1, "Vergabewesen")
LED = lead(WORK, 1)
PART = Assignment(
    id=id_of(3001), task_id=WORK.id, municipality_id=id_of(3), role=Role.CONTRIBUTOR, due_on=TODAY
)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, [cooperation(), *four_municipalities(), WORK, LED, PART, task(2, "Ohne")])
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


def prompt(board: BoardView) -> HandOverPrompt:
    found = board.canvas.viewport().findChildren(HandOverPrompt)
    assert len(found) == 1
    return found[0]


def editor(board: BoardView) -> NameEditor:
    return next(found for found in board.canvas.viewport().findChildren(NameEditor) if found.isVisible())


def test_picking_a_card_shows_its_task_or_the_contribution(desk: Desk, board: BoardView) -> None:
    assert board.select(Task, WORK.id)
    assert desk.subject == Subject(Task, WORK.id)
    assert board.select(Assignment, PART.id)
    assert desk.subject == Subject(Assignment, PART.id)
    assert "Zuarbeit für USI" in board.canvas.accessibleDescription()
    assert not board.select(Task, id_of(9))


def test_ctrl_right_moves_a_card_to_the_next_state_with_its_consequences(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.select(Task, WORK.id)
    qtbot.keyClick(board.canvas, Qt.Key.Key_Right, CTRL)
    moved = desk.snapshot.get(Task, WORK.id)
    assert (moved.state, moved.actual_start_on) == (TaskState.IN_PROGRESS, TODAY)
    assert board.canvas.selected == LED.id
    desk.undo()
    assert desk.snapshot.get(Task, WORK.id) == WORK


def test_ctrl_down_asks_once_and_hands_the_lead_over(desk: Desk, board: BoardView, qtbot: QtBot) -> None:
    board.select(Task, WORK.id)
    qtbot.keyClick(board.canvas, Qt.Key.Key_Down, CTRL)
    assert ownership(desk.snapshot).lead[WORK.id].municipality_id == USI
    qtbot.keyClick(prompt(board).keep, Qt.Key.Key_Return)
    owned = ownership(desk.snapshot)
    assert owned.lead[WORK.id].municipality_id == NA
    assert USI in {row.municipality_id for row in owned.contributors[WORK.id]}


def test_the_question_can_be_refused_and_the_old_lead_dropped(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.select(Task, WORK.id)
    board.gestures.move(LED.id, NA, "planned")
    asked = prompt(board)
    with qtbot.waitSignal(asked.destroyed):
        qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert ownership(desk.snapshot).lead[WORK.id].municipality_id == USI
    board.gestures.move(LED.id, NA, "planned")
    prompt(board).drop.click()
    owned = ownership(desk.snapshot)
    assert owned.lead[WORK.id].municipality_id == NA
    assert USI not in {row.municipality_id for row in owned.contributors[WORK.id]}


def test_dragging_a_card_into_another_column_changes_its_state(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    scene = board.canvas.scene
    assert scene is not None
    start = board.canvas.area_of(scene.places[LED.id]).center()
    column = next(column for column in scene.columns if column.key == "done")
    target = QPoint(column.x + column.width // 2 - board.canvas.horizontalScrollBar().value(), start.y())
    port = board.canvas.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, start + QPoint(20, 0))
    qtbot.mouseMove(port, target)
    port.grab()
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=target)
    done = desk.snapshot.get(Task, WORK.id)
    assert (done.state, done.actual_finish_on, done.progress_percent) == (TaskState.DONE, TODAY, 100)


def test_a_card_without_a_lead_takes_the_lane_it_is_dropped_on(desk: Desk, board: BoardView) -> None:
    board.gestures.move(task(2).id, NA, "planned")
    assert ownership(desk.snapshot).lead[task(2).id].municipality_id == NA
    assert [lane.code for lane in board.board.lanes] == ["USI", "NA", "GLA", "SCHM"]


def test_a_contribution_is_finished_by_its_column_and_moved_by_its_lane(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.gestures.move(PART.id, PART.municipality_id, "done")
    assert desk.snapshot.get(Assignment, PART.id).done_on == TODAY
    board.gestures.move(PART.id, PART.municipality_id, "planned")
    assert desk.snapshot.get(Assignment, PART.id).done_on is None
    board.gestures.move(PART.id, NA, "planned")
    assert desk.snapshot.get(Assignment, PART.id).municipality_id == NA
    with qtbot.waitSignal(desk.told) as told:
        board.gestures.move(PART.id, NA, "in_council")
    assert told.args[0].startswith("Den Zustand der Aufgabe ändert die Karte der federführenden Kommune")


def test_f2_renames_and_escape_gives_up_what_is_typed_only_when_pressed_again(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.select(Task, WORK.id)
    qtbot.keyClick(board.canvas, Qt.Key.Key_F2)
    field = editor(board)
    qtbot.keyClicks(field, "Vergabestelle")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.isVisible(), field.text(), field.hint.text()) == (True, "Vergabestelle", ASK)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert desk.snapshot.get(Task, WORK.id).name == "Vergabewesen"
    board.canvas.setFocus()
    qtbot.keyClick(board.canvas, Qt.Key.Key_F2)
    field = editor(board)
    qtbot.keyClicks(field, "Vergabestelle")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert desk.snapshot.get(Task, WORK.id).name == "Vergabestelle"


def test_insert_makes_a_card_in_lane_and_column_of_the_selected_one(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.select(Task, WORK.id)
    qtbot.keyClick(board.canvas, Qt.Key.Key_Insert)
    field = editor(board)
    qtbot.keyClicks(field, "Angebote einholen")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    made = next(row for row in desk.snapshot.all(Task) if row.name == "Angebote einholen")
    assert (made.number, made.state) == ("A-003", TaskState.PLANNED)
    assert ownership(desk.snapshot).lead[made.id].municipality_id == USI
    assert desk.subject == Subject(Task, made.id)


def test_a_name_that_a_limit_refuses_stays_typed(desk: Desk, board: BoardView, qtbot: QtBot) -> None:
    board.select(Task, WORK.id)
    desk.commit("Höchstzahl", set_limit(USI, None, 1, is_hard=True, reason="Kapazität"))
    qtbot.keyClick(board.canvas, Qt.Key.Key_Insert)
    qtbot.keyClicks(editor(board), "Angebote einholen")
    tasks = desk.snapshot.all(Task)
    qtbot.keyClick(editor(board), Qt.Key.Key_Return)
    assert editor(board).text() == "Angebote einholen"
    assert editor(board).hasFocus()
    assert desk.snapshot.all(Task) == tasks
    for _ in range(2):
        qtbot.keyClick(editor(board), Qt.Key.Key_Escape)
    assert board.canvas.hasFocus()


def test_delete_takes_a_contribution_or_the_whole_task(desk: Desk, board: BoardView, qtbot: QtBot) -> None:
    board.select(Assignment, PART.id)
    qtbot.keyClick(board.canvas, Qt.Key.Key_Delete)
    assert ownership(desk.snapshot).contributors == {}
    board.select(Task, WORK.id)
    qtbot.keyClick(board.canvas, Qt.Key.Key_Delete)
    assert desk.snapshot.find(Task, WORK.id) is None
    desk.undo()
    assert desk.snapshot.find(Task, WORK.id) == WORK


def test_rows_of_the_table_go_and_come_back_in_one_step(desk: Desk, board: BoardView, qtbot: QtBot) -> None:
    before = desk.snapshot
    board.as_table.click()
    board.table.selectAll()
    qtbot.keyClick(board.table, Qt.Key.Key_Delete)
    assert desk.snapshot.all(Task) == ()
    desk.undo()
    assert set(desk.snapshot.all(Task)) == set(before.all(Task))
    assert ownership(desk.snapshot).contributors == ownership(before).contributors


def test_arrows_walk_and_minus_folds_the_lane(desk: Desk, board: BoardView, qtbot: QtBot) -> None:
    board.select(Task, WORK.id)
    qtbot.keyClick(board.canvas, Qt.Key.Key_Down)
    assert desk.subject == Subject(Assignment, PART.id)
    qtbot.keyClick(board.canvas, Qt.Key.Key_Minus)
    assert PART.municipality_id in board.collapsed
    assert board.canvas.selected == ""
    assert board.select(Assignment, PART.id)
    assert board.collapsed == set()


def test_the_table_shows_the_same_cards_and_changes_the_state(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.as_table.click()
    model = board.table.rows
    assert model.rowCount() == len(board.board.cards) == 3
    position = model.position(LED.id)
    titles = [column.title for column in model.columns]
    assert model.setData(model.index(position, titles.index("Zustand")), "im Gremium")
    assert desk.snapshot.get(Task, WORK.id).state is TaskState.IN_COUNCIL


def test_the_filter_narrows_both_and_searching_a_hidden_task_lifts_it(board: BoardView) -> None:
    board.filters.line.setText("ohne")
    assert [row.number for row in board.table.rows.rows] == ["A-002"]
    assert board.filters.count.text() == "1 von 3 Karten"
    assert board.select(Task, WORK.id)
    assert board.filters.line.text() == ""


def test_painting_needs_only_the_visible_cards(board: BoardView, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[str] = []
    monkeypatch.setattr(
        "ozgdesk.ui.views.board_pictures.CardPictures.paint",
        lambda pictures, painter, place, area, widget, state: painted.append(place.card.id),
    )
    board.resize(1500, 160)
    QApplication.processEvents()
    painted.clear()
    board.canvas.grab()
    assert painted == [LED.id]


def test_dragging_a_card_into_another_lane_asks_who_stays(desk: Desk, board: BoardView, qtbot: QtBot) -> None:
    scene, port = board.canvas.scene, board.canvas.viewport()
    assert scene is not None
    start = board.canvas.area_of(scene.places[LED.id]).center()
    target = QPoint(start.x(), board.canvas.port.cell_area(NA, "planned").center().y())
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, start + QPoint(0, 30))
    qtbot.mouseMove(port, target)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=target)
    prompt(board).keep.click()
    owned = ownership(desk.snapshot)
    assert owned.lead[WORK.id].municipality_id == NA
    assert USI in {row.municipality_id for row in owned.contributors[WORK.id]}


def test_the_menu_by_key_names_the_states_of_the_selected_card_and_their_keys(board: BoardView) -> None:
    board.select(Task, WORK.id)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(board.canvas.viewport(), event)
    menu = next(found for found in board.findChildren(QMenu) if found.isVisible() and found.actions())
    state_menu = next(action for action in menu.actions() if action.text() == "Zustand").menu()
    assert isinstance(state_menu, QMenu)
    words = [action.text() for action in state_menu.actions()]
    menu.close()
    assert words[1] == "in Arbeit\t2"
    assert words[3] == "wartet auf Dritte …\t4"
    assert words[6:] == ["ruht …\t7", "entfällt …\t8"]

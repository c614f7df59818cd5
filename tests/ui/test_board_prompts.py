"""What the board asks in place, and what its keys and clicks do with states, contributions and limits."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ozgdesk.domain.agreements import Agreement, AgreementParty, AgreementVersion, Clause, Deviation
from ozgdesk.domain.ownership import ownership
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import ClauseKind, Role, TaskState, VersionState
from ozgdesk.present.plan import plan_rows
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.board import BoardView
from ozgdesk.ui.views.board_limit_prompt import LimitPrompt
from ozgdesk.ui.views.board_prompts import (
    BoardPrompt,
    HandOverPrompt,
    ReasonPrompt,
    ThirdPartyPrompt,
)
from ozgdesk.ui.widgets.giving_up import ASK
from tests.helpers import TODAY, cooperation, four_municipalities, id_of, lead, task
from tests.ui.desks import close_desk, make_desk, type_into

USI, NA, GLA = id_of(1), id_of(2), id_of(3)
PHASE = task(9, "Phase")
WORK = task(1, "Vergabewesen", is_contractual=True, parent_id=PHASE.id)
LED = lead(WORK, 1)
OTHER = task(2, "Formulare", state=TaskState.WAITING_THIRD, waiting_for="Landkreis")
PART = Assignment(
    id=id_of(3001), task_id=WORK.id, municipality_id=GLA, role=Role.CONTRIBUTOR, due_on=date(2026, 12, 1)
)
OLD = [
    task(number, state=TaskState.DONE, actual_finish_on=TODAY - timedelta(weeks=number))
    for number in (3, 6, 7)
]
AGREEMENT = [
    Agreement(id=id_of(100), title="ÖRV", order="m"),
    AgreementVersion(
        id=id_of(101),
        agreement_id=id_of(100),
        order="m",
        name="F",
        state=VersionState.SIGNED,
        is_current=True,
    ),
    AgreementParty(id=id_of(102), agreement_id=id_of(100), municipality_id=USI),
    Clause(id=id_of(103), version_id=id_of(101), stem=id_of(104), order="m", kind=ClauseKind.ANNEX),
]
P = TypeVar("P", bound=BoardPrompt)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    rows = [cooperation(), *four_municipalities(), PHASE, WORK, LED, PART, OTHER, lead(OTHER, 2), *AGREEMENT]
    found = make_desk(tmp_path, [*rows, *OLD, *(lead(row, 1) for row in OLD)])
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


def prompt(board: BoardView, kind: type[P]) -> P:
    (found,) = board.stack.findChildren(kind)
    assert isinstance(found, kind)
    return found


def press(qtbot: QtBot, board: BoardView, key: Qt.Key) -> None:
    board.canvas.setFocus()
    qtbot.keyClick(board.canvas, key)


def state(desk: Desk) -> TaskState:
    return desk.snapshot.get(Task, WORK.id).state


def test_the_digits_put_a_card_into_a_state_and_the_phase_follows(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.select(Task, WORK.id)
    for key, wanted in ((Qt.Key.Key_5, TaskState.IN_COUNCIL), (Qt.Key.Key_6, TaskState.DONE)):
        press(qtbot, board, key)
        assert state(desk) is wanted
    phase = next(row for row in plan_rows(desk.view).rows if row.id == PHASE.id)
    assert phase.progress_percent == 100
    desk.undo()
    desk.undo()
    assert desk.snapshot.get(Task, WORK.id) == WORK


def test_what_rests_needs_a_reason_and_leaves_the_board_with_it(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.select(Task, WORK.id)
    press(qtbot, board, Qt.Key.Key_7)
    asked = prompt(board, ReasonPrompt)
    line = asked.reason.line
    assert line.hasFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert asked.problem.text() == "Bitte nennen Sie den Grund."
    assert state(desk) is TaskState.PLANNED
    qtbot.keyClicks(line, "bis zur Haushaltsgenehmigung")
    with qtbot.waitSignal(desk.told) as told:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "Ruhende und entfallene zeigen" in told.args[0]
    assert desk.snapshot.get(Task, WORK.id).state_reason == "bis zur Haushaltsgenehmigung"
    assert board.canvas.card(LED.id) is None
    desk.undo()
    assert desk.snapshot.get(Task, WORK.id) == WORK


def test_resting_columns_come_by_key_and_are_remembered(desk: Desk, board: BoardView, qtbot: QtBot) -> None:
    assert board.canvas.scene is not None
    assert "dormant" not in {column.key for column in board.canvas.scene.columns}
    press(qtbot, board, Qt.Key.Key_R)
    assert desk.settings.board_resting
    assert [column.key for column in board.canvas.scene.columns][-2:] == ["dormant", "dropped"]
    press(qtbot, board, Qt.Key.Key_R)
    assert desk.settings == replace(desk.settings, board_resting=False)


def test_a_task_that_rests_is_shown_when_it_is_looked_for(desk: Desk, board: BoardView, qtbot: QtBot) -> None:
    board.select(Task, WORK.id)
    press(qtbot, board, Qt.Key.Key_8)
    asked = prompt(board, ReasonPrompt)
    qtbot.keyClicks(asked.reason.line, "entbehrlich")
    qtbot.keyClick(asked.reason.line, Qt.Key.Key_Return)
    assert board.select(Task, WORK.id)
    assert board.resting_action.isChecked()


def test_waiting_for_a_third_party_is_one_step_with_its_follow_up(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.select(Task, WORK.id)
    press(qtbot, board, Qt.Key.Key_4)
    asked = prompt(board, ThirdPartyPrompt)
    names = [asked.who.itemText(position) for position in range(asked.who.count())]
    assert names == ["ekom21", "Land", "Kommunalaufsicht", "Anbieter", "Landkreis"]
    qtbot.keyClicks(asked.line, "ekom21")
    type_into(qtbot, asked.follow_up.line, "+11")
    qtbot.keyClick(asked.follow_up.line, Qt.Key.Key_Return)
    waiting = desk.snapshot.get(Task, WORK.id)
    assert (waiting.state, waiting.waiting_for) == (TaskState.WAITING_THIRD, "ekom21")
    (reminder,) = desk.snapshot.all(FollowUp)
    assert (reminder.subject_id, reminder.due_on) == (WORK.id, date(2026, 12, 4))
    card = board.canvas.card(LED.id)
    assert card is not None
    assert [note.text for note in card.notes] == ["ekom21", "Wiedervorlage 04.12."]
    desk.undo()
    assert desk.snapshot.all(FollowUp) == ()
    assert desk.snapshot.get(Task, WORK.id) == WORK


def test_a_wrong_day_stays_where_it_was_typed(desk: Desk, board: BoardView, qtbot: QtBot) -> None:
    board.select(Task, WORK.id)
    press(qtbot, board, Qt.Key.Key_4)
    asked = prompt(board, ThirdPartyPrompt)
    qtbot.keyClick(asked.line, Qt.Key.Key_Return)
    assert asked.problem.text() == "Bitte nennen Sie, auf wen gewartet wird."
    qtbot.keyClicks(asked.line, "Land")
    type_into(qtbot, asked.follow_up.line, "31.02.")
    qtbot.keyClick(asked.follow_up.line, Qt.Key.Key_Return)
    assert asked.problem.isVisible()
    assert (asked.line.text(), asked.follow_up.line.text()) == ("Land", "31.02.")
    qtbot.keyClick(asked.follow_up.line, Qt.Key.Key_Escape)
    assert asked.problem.text() == ASK
    assert (asked.line.text(), asked.follow_up.line.text()) == ("Land", "31.02.")
    with qtbot.waitSignal(asked.destroyed):
        qtbot.keyClick(asked.line, Qt.Key.Key_Escape)
    assert desk.snapshot.get(Task, WORK.id) == WORK


def test_a_question_stays_whole_when_the_board_gets_narrow_or_its_reason_long(
    board: BoardView, qtbot: QtBot
) -> None:
    board.select(Task, OTHER.id)
    press(qtbot, board, Qt.Key.Key_H)
    asked = prompt(board, LimitPrompt)
    board.resize(560, 520)
    qtbot.keyClick(asked.most.line, Qt.Key.Key_Return)
    assert asked.problem.isVisible()
    assert board.canvas.viewport().rect().contains(asked.geometry())


def test_another_card_does_not_end_a_question_that_is_being_answered(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.select(Task, WORK.id)
    press(qtbot, board, Qt.Key.Key_7)
    asked = prompt(board, ReasonPrompt)
    qtbot.keyClicks(asked.reason.line, "bis Januar")
    board.select(Task, OTHER.id)
    assert (prompt(board, ReasonPrompt), asked.problem.text()) == (asked, ASK)
    assert asked.reason.line.text() == "bis Januar"
    qtbot.keyClick(asked.reason.line, Qt.Key.Key_Return)
    assert desk.snapshot.get(Task, WORK.id).state_reason == "bis Januar"


def test_space_and_a_click_tick_a_contribution_off(desk: Desk, board: BoardView, qtbot: QtBot) -> None:
    board.select(Assignment, PART.id)
    press(qtbot, board, Qt.Key.Key_Space)
    assert desk.snapshot.get(Assignment, PART.id).done_on == TODAY
    assert desk.workspace.undo_label == "Zuarbeit erledigen"
    press(qtbot, board, Qt.Key.Key_Space)
    assert desk.snapshot.get(Assignment, PART.id).done_on is None
    assert board.canvas.scene is not None
    corner = board.canvas.area_of(board.canvas.scene.places[PART.id]).topLeft()
    qtbot.mouseClick(board.canvas.viewport(), Qt.MouseButton.LeftButton, pos=corner + QPoint(14, 14))
    assert desk.snapshot.get(Assignment, PART.id).done_on == TODAY
    board.select(Task, WORK.id)
    with qtbot.waitSignal(desk.told):
        press(qtbot, board, Qt.Key.Key_Space)
    assert state(desk) is TaskState.PLANNED


def test_a_drop_that_changes_lane_and_column_is_one_step(desk: Desk, board: BoardView) -> None:
    board.gestures.move(LED.id, NA, "in_progress")
    asked = prompt(board, HandOverPrompt)
    asked.keep.click()
    assert ownership(desk.snapshot).lead[WORK.id].municipality_id == NA
    assert state(desk) is TaskState.IN_PROGRESS
    desk.undo()
    assert desk.snapshot.get(Task, WORK.id) == WORK
    assert ownership(desk.snapshot).lead[WORK.id] == LED


def test_a_drop_into_a_state_that_asks_asks_after_the_handover(desk: Desk, board: BoardView) -> None:
    board.gestures.move(LED.id, NA, "waiting_third")
    asked = prompt(board, HandOverPrompt)
    asked.drop.click()
    assert ownership(desk.snapshot).lead[WORK.id].municipality_id == NA
    assert prompt(board, ThirdPartyPrompt).isVisible()


def test_a_handover_against_the_signed_annex_marks_the_card(desk: Desk, board: BoardView) -> None:
    board.gestures.move(LED.id, NA, "planned")
    asked = prompt(board, HandOverPrompt)
    asked.keep.click()
    (row,) = desk.snapshot.all(Deviation)
    assert (row.agreed_id, row.since) == (USI, TODAY)
    card = board.card(board.canvas.selected)
    assert card is not None
    assert [note.text for note in card.notes] == ["weicht von Anlage\u00a01 ab"]
    desk.undo()
    assert desk.snapshot.all(Deviation) == ()


def test_what_was_done_long_ago_is_folded_and_comes_by_key_click_or_search(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    assert board.canvas.scene is not None
    shown = {place.card.number for place in board.canvas.scene.places.values()}
    assert "A-003" in shown
    assert {"A-006", "A-007"} & shown == set()
    board.select(Task, WORK.id)
    press(qtbot, board, Qt.Key.Key_A)
    assert {"A-006", "A-007"} <= {place.card.number for place in board.canvas.scene.places.values()}
    fold = board.canvas.scene.lanes[0].fold
    assert fold is not None
    point = board.canvas.port.area(fold.box).center()
    qtbot.mouseClick(board.canvas.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert board.unfolded == set()
    assert board.select(Task, OLD[1].id)
    assert board.unfolded == {USI}


def test_picking_another_card_takes_the_question_back(desk: Desk, board: BoardView, qtbot: QtBot) -> None:
    board.select(Task, WORK.id)
    press(qtbot, board, Qt.Key.Key_7)
    assert board.stack.findChildren(ReasonPrompt)
    board.select(Task, OTHER.id)
    assert board.stack.findChildren(ReasonPrompt) == []
    assert state(desk) is TaskState.PLANNED


def test_the_key_of_the_column_where_a_card_waits_asks_again_with_what_is_known(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.select(Task, WORK.id)
    press(qtbot, board, Qt.Key.Key_4)
    qtbot.keyClicks(prompt(board, ThirdPartyPrompt).line, "Land")
    qtbot.keyClick(prompt(board, ThirdPartyPrompt).line, Qt.Key.Key_Return)
    press(qtbot, board, Qt.Key.Key_4)
    asked = board.stack.findChildren(ThirdPartyPrompt)[-1]
    assert asked.line.text() == "Land"
    type_into(qtbot, asked.follow_up.line, "18.12.")
    qtbot.keyClick(asked.follow_up.line, Qt.Key.Key_Return)
    open_days = [row.due_on for row in desk.snapshot.all(FollowUp) if row.done_on is None]
    assert open_days == [date(2026, 12, 18)]


def test_the_table_asks_over_its_row(desk: Desk, board: BoardView, qtbot: QtBot) -> None:
    board.as_table.click()
    model = board.table.rows
    board.table.pick(LED.id)
    titles = [column.title for column in model.columns]
    assert model.setData(model.index(model.position(LED.id), titles.index("Zustand")), "ruht")
    asked = prompt(board, ReasonPrompt)
    assert asked.parent() is board.table.viewport()
    qtbot.keyClicks(asked.reason.line, "kein Bedarf")
    qtbot.keyClick(asked.reason.line, Qt.Key.Key_Return)
    assert state(desk) is TaskState.DORMANT


def test_a_handover_that_is_taken_back_keeps_the_task_selected(
    desk: Desk, board: BoardView, qtbot: QtBot
) -> None:
    board.gestures.move(LED.id, NA, "planned")
    asked = prompt(board, HandOverPrompt)
    asked.drop.click()
    desk.undo()
    assert board.canvas.selected == LED.id

"""Heute: rows jump, and one key finishes them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.domain.people import Person
from ozgdesk.domain.steering import Decision, FollowUp
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import ConstraintKind, Role, TaskState
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.today import TodayView
from tests.helpers import TODAY, cooperation, four_municipalities, id_of, lead, task
from tests.ui.desks import close_desk, make_desk

WORK = task(
    1,
    "Vergabewesen",
    constraint_kind=ConstraintKind.NOT_BEFORE,
    constraint_on=TODAY,
    duration_minutes=480,
)
PART = Assignment(
    id=id_of(3001), task_id=WORK.id, municipality_id=id_of(2), role=Role.CONTRIBUTOR, due_on=TODAY
)
NOTE = FollowUp(id=id_of(4001), due_on=TODAY, text="Nachfragen", subject_kind="task", subject_id=WORK.id)
QUESTION = Decision(id=id_of(5001), order="A", question="Wer beschafft?", due_on=TODAY)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    rows = [cooperation(), *four_municipalities(), WORK, lead(WORK, 1), PART, NOTE, QUESTION]
    found = make_desk(tmp_path, rows)
    yield found
    close_desk(found)


@pytest.fixture
def today(desk: Desk, qtbot: QtBot) -> TodayView:
    view = TodayView(desk)
    qtbot.addWidget(view)
    view.resize(1100, 800)
    desk.changed.connect(lambda _step: view.show_view(desk.view))
    with qtbot.waitExposed(view):
        view.show()
    view.show_view(desk.view)
    return view


def test_the_space_bar_finishes_follow_up_contribution_and_task(
    desk: Desk, today: TodayView, qtbot: QtBot
) -> None:
    for kind, id_, group in (
        (FollowUp, NOTE.id, "follow_up"),
        (Assignment, PART.id, "week"),
        (Task, WORK.id, "week"),
    ):
        assert today.select(kind, id_)
        qtbot.keyClick(today.sections[group].table, Qt.Key.Key_Space)
    assert desk.snapshot.get(FollowUp, NOTE.id).done_on == TODAY
    assert desk.snapshot.get(Assignment, PART.id).done_on == TODAY
    assert desk.snapshot.get(Task, WORK.id).state is TaskState.DONE
    assert [head.label for head in desk.workspace.heads()] == [
        "Wiedervorlage erledigen",
        "Zuarbeit erledigen",
        "Zustand der Aufgabe ändern",
    ]


def test_arrow_keys_walk_from_list_to_list_and_mark_one_row_only(
    desk: Desk, today: TodayView, qtbot: QtBot
) -> None:
    assert today.select(FollowUp, NOTE.id)
    above, below = today.sections["follow_up"].table, today.sections["week"].table
    qtbot.keyClick(above, Qt.Key.Key_Down)
    assert below.hasFocus()
    first = below.rows.rows[0]
    assert below.selected_ids() == [first.id]
    assert above.selected_ids() == []
    assert desk.subject is not None
    assert desk.subject.id == first.id
    qtbot.keyClick(below, Qt.Key.Key_Up)
    assert (above.selected_ids(), below.selected_ids()) == ([NOTE.id], [])


def test_the_day_is_never_cut_in_a_narrow_window(today: TodayView) -> None:
    table = today.sections["week"].table
    today.resize(560, 600)
    assert table.columnWidth(5) == 184
    assert table.columnViewportPosition(5) + 184 <= table.viewport().width()
    assert table.columnWidth(2) > 150
    today.resize(1000, 600)
    assert not any(table.isColumnHidden(place) for place in range(6))


def test_a_decision_needs_words_and_opens_in_the_inspector(
    desk: Desk, today: TodayView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.asked_to_edit):
        today.finish(QUESTION.id)
    assert desk.subject == Subject(Decision, QUESTION.id)
    assert desk.workspace.heads() == ()


def test_return_jumps_to_the_subject(desk: Desk, today: TodayView, qtbot: QtBot) -> None:
    today.select(FollowUp, NOTE.id)
    with qtbot.waitSignal(desk.asked_for_place) as asked:
        qtbot.keyClick(today.sections["follow_up"].table, Qt.Key.Key_Return)
    assert asked.args == ["plan", Subject(Task, WORK.id)]


def test_clicking_the_tick_finishes_a_row(desk: Desk, today: TodayView, qtbot: QtBot) -> None:
    table = today.sections["follow_up"].table
    point = table.visualRect(table.rows.index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert desk.snapshot.get(FollowUp, NOTE.id).done_on == TODAY


def test_insert_asks_for_a_follow_up_and_only_follow_ups_are_deleted_here(
    desk: Desk, today: TodayView, qtbot: QtBot
) -> None:
    today.select(FollowUp, NOTE.id)
    table = today.sections["follow_up"].table
    with qtbot.waitSignal(desk.asked_for_follow_up):
        qtbot.keyClick(table, Qt.Key.Key_Insert)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert desk.snapshot.find(FollowUp, NOTE.id) is None
    today.select(Task, WORK.id)
    qtbot.keyClick(today.sections["week"].table, Qt.Key.Key_Delete)
    assert desk.snapshot.find(Task, WORK.id) is not None


def test_plus_puts_a_follow_up_off_by_a_week_in_one_step(desk: Desk, today: TodayView, qtbot: QtBot) -> None:
    today.select(FollowUp, NOTE.id)
    with qtbot.waitSignal(desk.told) as told:
        qtbot.keyClick(today.sections["follow_up"].table, Qt.Key.Key_Plus)
    assert told.args == ["Wiedervorlage auf Mo,\u00a030.11.2026 verschoben."]
    assert desk.snapshot.get(FollowUp, NOTE.id).due_on == TODAY + timedelta(days=7)
    desk.undo()
    assert desk.snapshot.get(FollowUp, NOTE.id) == NOTE
    today.select(Task, WORK.id)
    with qtbot.waitSignal(desk.told) as told:
        qtbot.keyClick(today.sections["week"].table, Qt.Key.Key_Plus)
    assert told.args[0].startswith("Nur Wiedervorlagen lassen sich hier verschieben")


def test_an_empty_list_says_so(desk: Desk, today: TodayView) -> None:
    assert not today.sections["waiting"].table.isVisible()
    assert today.summary.text().startswith("4\u00a0Einträge")


def test_the_lists_below_each_other_have_the_same_columns(tmp_path: Path, qtbot: QtBot) -> None:
    someone = Person(id=id_of(6001), name="Projektleitung der Zusammenarbeit in Musterstadt")
    note = FollowUp(id=id_of(4001), due_on=TODAY, text="Nachfragen", person_id=someone.id)
    desk = make_desk(tmp_path, [cooperation(), *four_municipalities(), WORK, lead(WORK, 1), someone, note])
    view = TodayView(desk)
    qtbot.addWidget(view)
    view.resize(1400, 800)
    view.show()
    view.show_view(desk.view)
    long, short = view.sections["follow_up"].table, view.sections["week"].table
    widths = [[table.columnWidth(place) for place in range(6)] for table in (long, short)]
    assert widths[0] == widths[1]
    assert widths[0][4] > 200
    close_desk(desk)

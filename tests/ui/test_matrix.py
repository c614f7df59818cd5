"""The matrix acts by keys and mouse on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ozgdesk.commands.records import create, delete
from ozgdesk.domain.people import Person
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import Role
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.matrix import MatrixView
from tests.helpers import TODAY, cooperation, four_municipalities, id_of, lead, task
from tests.ui.desks import close_desk, make_desk, show_active

USI, NA, GLA, SCHM = (id_of(number) for number in (1, 2, 3, 4))
PERSON = Person(id=id_of(50), name="Fachdienst Vergabe", municipality_id=USI, is_function=True)
PHASE = task(1, "Vergabe")
WORK = task(2, "Angebote einholen", parent_id=PHASE.id)
OTHER = task(3, "Zuschlag erteilen", parent_id=PHASE.id)
LED = lead(WORK, 1, person_id=PERSON.id)
PART = Assignment(id=id_of(3001), task_id=WORK.id, municipality_id=GLA, role=Role.CONTRIBUTOR, due_on=TODAY)
ROWS = [cooperation(), *four_municipalities(), PERSON, PHASE, WORK, OTHER, LED, PART]
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, ROWS)
    yield found
    close_desk(found)


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> MatrixView:
    made = MatrixView(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    desk.changed.connect(lambda _step: made.show_view(desk.view))
    show_active(qtbot, made)
    made.show_view(desk.view)
    made.table.setFocus()
    return made


def roles(desk: Desk, of: Task = WORK) -> dict[str, Role]:
    return {row.municipality_id: row.role for row in desk.snapshot.all(Assignment) if row.task_id == of.id}


def press(qtbot: QtBot, view: MatrixView, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(view.table, key, held or Qt.KeyboardModifier.NoModifier)


def shown(view: MatrixView) -> list[str]:
    return [row.number for row in view.table.matrix.rows]


def index(view: MatrixView, of: Task, column: int) -> QModelIndex:
    row = view.table.matrix.position(of.id)
    assert row is not None
    return view.table.matrix.index(row, column)


def menu(view: MatrixView) -> QMenu:
    found = [found for found in view.findChildren(QMenu) if found.isVisible()]
    assert len(found) == 1
    return found[0]


def entry(of: QMenu, text: str) -> QAction:
    return next(action for action in of.actions() if action.text().split("\t")[0] == text)


def test_both_models_keep_the_rules_of_qt(view: MatrixView, desk: Desk) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(model, fatal) for model in (view.table.matrix, view.totals.totals)]
    view.fold(PHASE.id)
    desk.filter_tasks("zuschlag")
    desk.filter_tasks("")
    assert len(testers) == 2


def test_one_key_gives_a_role_in_one_step_that_is_taken_back(
    view: MatrixView, desk: Desk, qtbot: QtBot
) -> None:
    view.table.pick(WORK.id, 1)
    press(qtbot, view, Key.Key_Z)
    assert roles(desk) == {USI: Role.LEAD, NA: Role.CONTRIBUTOR, GLA: Role.CONTRIBUTOR}
    press(qtbot, view, Key.Key_K)
    assert roles(desk)[NA] is Role.INFORMED
    press(qtbot, view, Key.Key_Delete)
    assert NA not in roles(desk)
    for expected in (Role.INFORMED, Role.CONTRIBUTOR):
        desk.undo()
        assert roles(desk)[NA] is expected
    desk.undo()
    assert roles(desk) == {USI: Role.LEAD, GLA: Role.CONTRIBUTOR}
    assert view.table.currentIndex() == index(view, WORK, 1)


def test_f_hands_the_lead_over_and_shift_f_lets_the_old_one_leave(
    view: MatrixView, desk: Desk, qtbot: QtBot
) -> None:
    view.table.pick(WORK.id, 1)
    press(qtbot, view, Key.Key_F)
    assert roles(desk) == {USI: Role.CONTRIBUTOR, NA: Role.LEAD, GLA: Role.CONTRIBUTOR}
    press(qtbot, view, Key.Key_Right)
    press(qtbot, view, Key.Key_F, SHIFT)
    assert roles(desk) == {USI: Role.CONTRIBUTOR, GLA: Role.LEAD}
    desk.undo()
    desk.undo()
    assert roles(desk) == {USI: Role.LEAD, GLA: Role.CONTRIBUTOR}


def test_space_goes_round_without_taking_a_lead_away(view: MatrixView, desk: Desk, qtbot: QtBot) -> None:
    view.table.pick(WORK.id, 3)
    seen = []
    for _ in range(3):
        press(qtbot, view, Key.Key_Space)
        seen.append(roles(desk).get(SCHM))
    assert seen == [Role.CONTRIBUTOR, Role.INFORMED, None]
    view.table.pick(OTHER.id, 3)
    press(qtbot, view, Key.Key_Space)
    assert roles(desk, OTHER) == {SCHM: Role.LEAD}


def test_arrows_walk_the_cells_and_the_inspector_follows(view: MatrixView, desk: Desk, qtbot: QtBot) -> None:
    view.table.pick(WORK.id, 0)
    assert desk.subject == Subject(Assignment, LED.id)
    press(qtbot, view, Key.Key_Right)
    assert desk.subject == Subject(Task, WORK.id)
    press(qtbot, view, Key.Key_Right)
    assert desk.subject == Subject(Assignment, PART.id)
    with qtbot.waitSignal(desk.asked_to_edit):
        press(qtbot, view, Key.Key_Return)
    press(qtbot, view, Key.Key_Down)
    assert desk.subject == Subject(Task, OTHER.id)


def test_a_block_of_cells_gets_its_role_in_one_step(view: MatrixView, desk: Desk, qtbot: QtBot) -> None:
    view.table.pick(WORK.id, 1)
    press(qtbot, view, Key.Key_Down, SHIFT)
    press(qtbot, view, Key.Key_Right, SHIFT)
    press(qtbot, view, Key.Key_K)
    assert roles(desk) == {USI: Role.LEAD, NA: Role.INFORMED, GLA: Role.INFORMED}
    assert roles(desk, OTHER) == {NA: Role.INFORMED, GLA: Role.INFORMED}
    with qtbot.waitSignal(desk.told) as told:
        press(qtbot, view, Key.Key_F)
    assert told.args == [
        "Eine Aufgabe hat nur eine Federführung; bitte wählen Sie Zellen einer einzigen Kommune."
    ]
    desk.undo()
    assert roles(desk, OTHER) == {}


def test_keys_beside_the_municipalities_change_nothing(view: MatrixView, desk: Desk, qtbot: QtBot) -> None:
    view.table.pick(WORK.id, 4)
    with qtbot.waitSignal(desk.told) as told:
        press(qtbot, view, Key.Key_Z)
    assert told.args == ["Bitte wählen Sie eine Zelle in der Spalte einer Kommune."]
    press(qtbot, view, Key.Key_Space)
    press(qtbot, view, Key.Key_Z, CTRL)
    assert roles(desk) == {USI: Role.LEAD, GLA: Role.CONTRIBUTOR}


def test_a_click_chooses_a_cell_and_a_second_one_offers_the_roles(
    view: MatrixView, desk: Desk, qtbot: QtBot
) -> None:
    at = view.table.visualRect(index(view, WORK, 1)).center()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(view.table.viewport(), left, pos=at)
    assert not [found for found in view.findChildren(QMenu) if found.isVisible()]
    qtbot.mouseClick(view.table.viewport(), left, pos=at)
    offered = menu(view)
    assert entry(offered, "nicht beteiligt").isChecked()
    entry(offered, "Zuarbeit").trigger()
    offered.close()
    assert roles(desk)[NA] is Role.CONTRIBUTOR


def test_the_menu_hands_over_and_lets_the_old_lead_leave(view: MatrixView, desk: Desk, qtbot: QtBot) -> None:
    view.table.pick(WORK.id, 1)
    view.table.menu_asked.emit(QPoint(10, 10))
    offered = menu(view)
    entry(offered, "Federführung, bisherige scheidet aus").trigger()
    offered.close()
    assert roles(desk) == {NA: Role.LEAD, GLA: Role.CONTRIBUTOR}


def test_phases_fold_by_key_and_arrow_and_show_the_sums_of_what_is_in_them(
    view: MatrixView, qtbot: QtBot
) -> None:
    view.table.pick(WORK.id, 2)
    press(qtbot, view, Key.Key_Minus)
    assert shown(view) == ["A-001"]
    assert view.table.currentIndex() == index(view, PHASE, 2)
    assert [view.table.matrix.index(0, column).data() for column in range(5)] == [
        "1F", "", "1Z", "", "1F · 1Z",
    ]  # fmt: skip
    press(qtbot, view, Key.Key_Plus)
    assert shown(view) == ["A-001", "A-002", "A-003"]
    qtbot.mouseClick(view.table.heads.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(14, 16))
    assert shown(view) == ["A-001"]
    view.fold_all.click()
    assert shown(view) == ["A-001", "A-002", "A-003"]
    view.fold_all.click()
    assert shown(view) == ["A-001"]
    assert view.select(Assignment, PART.id)
    assert view.table.currentIndex() == index(view, WORK, 2)


def test_totals_stand_below_their_columns(view: MatrixView, desk: Desk, qtbot: QtBot) -> None:
    model = view.totals.totals
    figures = [[model.index(row, column).data() for column in range(5)] for row in range(4)]
    assert figures == [
        ["1", "0", "0", "0", "1"],
        ["0", "0", "1", "0", "1"],
        ["0", "0", "0", "0", "0"],
        ["1", "0", "1", "0", "2"],
    ]
    assert model.index(0, 5).data() == "1 ohne Federführung"
    for column in range(6):
        assert view.table.columnViewportPosition(column) == view.totals.columnViewportPosition(column)
    view.resize(420, 700)
    QApplication.processEvents()
    bar = view.table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.maximum() > 0
    assert view.table.columnViewportPosition(5) == view.totals.columnViewportPosition(5)


def test_screen_readers_and_the_pointer_are_told_what_the_picture_shows(view: MatrixView) -> None:
    said, tip = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole
    cell = index(view, WORK, 2)
    assert cell.data(said) == "Zuarbeit, fällig 23.11.2026: Glashütten, A-002 Angebote einholen"
    assert cell.data(tip).splitlines() == [
        "A-002 Angebote einholen",
        "Glashütten: Zuarbeit",
        "fällig 23.11.2026",
    ]
    model = view.table.matrix
    assert model.headerData(2, Qt.Orientation.Vertical, said) == (
        "A-003 Zuschlag erteilen, Aufgabe, geplant, ohne Federführung"
    )
    assert model.headerData(2, Qt.Orientation.Horizontal, said) == "Glashütten"
    assert index(view, OTHER, 5).data() == "ohne Federführung"


def test_rows_are_copied_for_a_spreadsheet(view: MatrixView, qtbot: QtBot) -> None:
    view.table.pick(OTHER.id, 0)
    press(qtbot, view, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Nr.\tAufgabe\tUSI\tNA\tGLA\tSCHM\tSumme\tBitte prüfen",
        "A-003\tZuschlag erteilen\t\t\t\t\t\tohne Federführung",
    ]
    press(qtbot, view, Key.Key_A, CTRL)
    press(qtbot, view, Key.Key_C, CTRL)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 4


def test_filters_narrow_rows_and_totals_and_searching_a_hidden_task_lifts_them(
    view: MatrixView, desk: Desk
) -> None:
    desk.filter_tasks("angebote")
    assert shown(view) == ["A-001", "A-002"]
    assert view.totals.totals.index(0, 5).data() == ""
    assert view.filters.count.text() == "1 von 2 Aufgaben"
    desk.filter_tasks("gibtsnicht")
    assert view.hint.text() == "Keine Aufgabe passt zum Filter."
    assert not view.totals.isVisible()
    assert view.select(Task, OTHER.id)
    assert desk.task_line == ""
    view.only_to_check.click()
    assert shown(view) == ["A-001", "A-003"]
    assert view.select(Task, WORK.id)
    assert not view.only_to_check.isChecked()
    assert not view.select(Person, PERSON.id)


def test_what_happens_elsewhere_is_seen_and_the_cell_stays(view: MatrixView, desk: Desk) -> None:
    view.table.pick(OTHER.id, 1)
    made = desk.run("x", create(Task, name="Neu", parent_id=PHASE.id))
    assert made is not None
    assert view.table.currentIndex() == index(view, OTHER, 1)
    desk.run("x", delete(Task, OTHER.id))
    assert shown(view) == ["A-001", "A-002", "A-004"]


def test_an_empty_project_says_what_belongs_here(tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(tmp_path, [cooperation()])
    made = MatrixView(desk)
    qtbot.addWidget(made)
    made.show_view(desk.view)
    assert made.hint.text() == "Noch keine Kommune. Legen Sie die Kommunen unter Beteiligte an."
    assert not made.totals.isVisible()
    close_desk(desk)


def test_painting_needs_only_the_rows_in_sight(view: MatrixView, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[str] = []
    monkeypatch.setattr(
        "ozgdesk.ui.views.matrix_table.CellPainter.paint",
        lambda self, line, spans, width: painted.append(line.row.number),
    )
    view.resize(1200, view.height() - view.table.viewport().height() + 64)
    QApplication.processEvents()
    painted.clear()
    view.table.viewport().grab()
    assert painted == ["A-001", "A-002"]

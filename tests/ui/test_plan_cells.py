"""Typing in the cells of the plan: nothing typed is lost, and keys work on every selected row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.ui.desk import HELD_UP
from tests.ui.plan_stage import ALT, CTRL, SHIFT, Key, Stage, sample


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path, sample())
    made.show_columns()
    yield made
    made.desk.close()
    made.workspace.close()


def click(stage: Stage, name: str) -> None:
    table = stage.view.table
    row = table.rows.position(stage.task(name).id)
    spot = table.visualRect(table.rows.index(row, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def box(stage: Stage) -> QComboBox:
    return next(b for b in stage.view.table.viewport().findChildren(QComboBox) if b.isVisible())


def test_refused_text_stays_when_its_cell_is_left_with_the_mouse(stage: Stage) -> None:
    editor = stage.type_into("Erfassen", "duration", "lange")
    click(stage, "Schulen")
    assert editor.isVisible()
    assert editor.text() == "lange"
    assert stage.view.picked().name == "Erfassen"
    stage.view.bar.text.setFocus()
    assert editor.isVisible()


def test_text_that_can_be_read_is_taken_when_its_cell_is_left_with_the_mouse(stage: Stage) -> None:
    stage.pick("Erfassen", "duration")
    stage.press(Key.Key_F2)
    stage.editor().setText("7")
    click(stage, "Schulen")
    assert stage.task("Erfassen").duration_minutes == 7 * 480
    assert stage.view.picked().name == "Schulen"


def test_refused_text_holds_the_window_until_it_is_mended_or_given_up(stage: Stage) -> None:
    editor = stage.type_into("Erfassen", "duration", "lange")
    stage.desk.undo()
    assert stage.told[-1] == HELD_UP
    assert QApplication.focusWidget() is editor
    editor.setText("3")
    QTest.keyClick(editor, Key.Key_Return)
    assert stage.task("Erfassen").duration_minutes == 3 * 480
    editor = stage.type_into("Erfassen", "duration", "kurz")
    QTest.keyClick(editor, Key.Key_Escape)
    assert not editor.isVisible()
    assert stage.desk.flush()


def test_typed_text_is_saved_before_another_command_runs(stage: Stage) -> None:
    stage.pick("Erfassen", "duration")
    stage.press(Key.Key_F2)
    stage.editor().setText("7")
    assert stage.desk.flush()
    assert stage.task("Erfassen").duration_minutes == 7 * 480


def test_tab_goes_to_the_next_cell_that_can_be_typed_into(stage: Stage) -> None:
    stage.pick("Erfassen", "done")
    stage.press(Key.Key_F2)
    editor = stage.editor()
    editor.setText("10")
    QTest.keyClick(editor, Key.Key_Tab)
    assert stage.task("Erfassen").progress_percent == 10
    assert stage.editor().accessibleName() == "Zuarbeit"
    QTest.keyClick(stage.editor(), Key.Key_Backtab)
    assert stage.editor().accessibleName() == "Fortschritt"
    QTest.keyClick(stage.editor(), Key.Key_Escape)
    stage.pick("Erfassen", "source")
    stage.press(Key.Key_F2)
    QTest.keyClick(stage.editor(), Key.Key_Tab)
    assert (stage.editor().accessibleName(), stage.editor().text()) == ("Aufgabe", "Prüfen")


def test_tab_stays_calm_when_the_filter_hides_what_was_renamed(stage: Stage) -> None:
    stage.view.bar.text.setText("Schulen")
    stage.pick("Schulen")
    stage.press(Key.Key_F2)
    stage.editor().setText("Fortbilden")
    QTest.keyClick(stage.editor(), Key.Key_Tab)
    assert stage.names() == []
    assert stage.desk.flush()
    assert stage.task("Fortbilden").number == "A-006"


def test_contributors_are_typed_by_code(stage: Stage) -> None:
    stage.type_into("Prüfen", "parts", "na; USI")
    parts = {
        a.municipality_id for a in stage.workspace.snapshot.all(Assignment) if a.role is Role.CONTRIBUTOR
    }
    assert parts == {stage.ids.id("NA"), stage.ids.id("USI")}
    stage.type_into("Prüfen", "parts", "")
    assert stage.row("Prüfen").contributors == ()


def test_the_state_is_chosen_and_a_phase_offers_none(stage: Stage) -> None:
    stage.pick("Prüfen", "state")
    stage.press(Key.Key_F2)
    box(stage).setCurrentText("ruht")
    stage.view.table.setFocus()
    assert stage.task("Prüfen").state is TaskState.DORMANT
    stage.pick("Phase", "state")
    stage.press(Key.Key_F2)
    assert [box(stage).itemText(n) for n in range(box(stage).count())] == ["0 von 2 erledigt"]


def test_a_choice_is_made_by_keys_alone(stage: Stage) -> None:
    stage.pick("Prüfen", "lead")
    QTest.keyClick(stage.view.table, Key.Key_N)
    assert box(stage).currentText() == "NA"
    QTest.keyClick(box(stage), Key.Key_Return)
    QApplication.processEvents()  # Qt takes the choice once the key is done
    assert stage.row("Prüfen").lead.code == "NA"  # type: ignore[union-attr]
    stage.press(Key.Key_F2)
    QTest.keyClick(box(stage), Key.Key_Up)
    QTest.keyClick(box(stage), Key.Key_Escape)
    assert stage.row("Prüfen").lead.code == "NA"  # type: ignore[union-attr]


def test_a_row_can_be_inserted_above_the_current_one(stage: Stage) -> None:
    stage.pick("Erfassen")
    stage.press(Key.Key_Insert, ALT)
    stage.editor().setText("Davor")
    QTest.keyClick(stage.editor(), Key.Key_Return)
    assert stage.names()[:3] == ["Phase", "Davor", "Erfassen"]
    assert stage.task("Davor").parent_id == stage.task("Phase").id


def test_rows_are_selected_with_shift_and_arrow_keys(stage: Stage) -> None:
    stage.pick("Beschluss")
    stage.press(Key.Key_Down, SHIFT)
    stage.press(Key.Key_Down, SHIFT)
    assert [row.name for row in stage.view.selected()] == ["Beschluss", "Offen", "Schulen"]


def test_keys_move_every_selected_row_in_one_step_and_the_selection_stays(stage: Stage) -> None:
    stage.select("Offen", "Schulen")
    stage.press(Key.Key_Up, ALT)
    assert stage.names()[-3:] == ["Offen", "Schulen", "Beschluss"]
    assert [row.name for row in stage.view.selected()] == ["Offen", "Schulen"]
    stage.press(Key.Key_Right, ALT | SHIFT)
    assert {stage.task(name).parent_id for name in ("Offen", "Schulen")} == {stage.task("Phase").id}
    assert [row.name for row in stage.view.selected()] == ["Offen", "Schulen"]
    stage.press(Key.Key_Left, ALT | SHIFT)
    assert stage.names()[-3:] == ["Offen", "Schulen", "Beschluss"]
    stage.desk.undo()
    assert stage.task("Offen").parent_id == stage.task("Phase").id
    stage.press(Key.Key_Delete)
    assert stage.names() == ["Phase", "Erfassen", "Prüfen", "Beschluss"]


def test_a_key_moves_every_selected_task_by_a_working_day(stage: Stage) -> None:
    stage.select("Schulen", "Beschluss")
    stage.press(Key.Key_Right, CTRL)
    assert stage.row("Schulen").start == date(2026, 11, 24)
    assert stage.workspace.undo_label == "Ausgewählte Aufgaben verschieben"
    stage.select("Offen", "Schulen")
    stage.press(Key.Key_Right, CTRL)
    assert "A-005 aus der Auswahl" in stage.told[-1]


def test_the_days_of_all_selected_tasks_are_given_up_at_once(stage: Stage) -> None:
    stage.select("Erfassen", "Schulen")
    stage.press(Key.Key_Right, CTRL)
    assert stage.task("Schulen").constraint_on == date(2026, 11, 24)
    free = stage.view.actions_.by_name["free"]
    stage.select("Prüfen")
    assert not free.isEnabled()
    stage.select("Prüfen", "Erfassen", "Schulen")
    free.trigger()
    assert {stage.task(name).constraint_on for name in ("Erfassen", "Schulen")} == {None}


def test_a_refused_key_says_which_task_is_to_blame(stage: Stage) -> None:
    before = stage.workspace.snapshot
    stage.select("Phase", "Schulen")
    stage.press(Key.Key_Right, ALT | SHIFT)
    assert "Über der Aufgabe A-001" in stage.told[-1]
    assert stage.workspace.snapshot == before
    assert stage.workspace.snapshot.all(Task) == before.all(Task)

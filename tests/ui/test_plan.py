"""The table, filters and keys of the place Projektplan, on a real workspace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from ozgdesk.domain.tasks import Assignment, Link, Task
from ozgdesk.domain.vocabulary import Role, TaskKind, TaskState
from ozgdesk.ui.desk import Subject
from ozgdesk.ui.views.plan import PlanView
from ozgdesk.ui.views.plan_columns import NAME, arranged
from tests.domain.plans import Plan
from tests.ui.plan_stage import ALT, CTRL, SHIFT, Key, Stage, sample


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path, sample())
    yield made
    made.desk.close()
    made.workspace.close()


def test_table_and_chart_show_the_same_rows(stage: Stage) -> None:
    assert stage.names() == ["Phase", "Erfassen", "Prüfen", "Beschluss", "Offen", "Schulen"]
    assert [bar.label for bar in stage.view.chart.scene.bars] == stage.names()
    assert stage.row("Erfassen").start == date(2026, 11, 23)


def test_picking_a_row_tells_the_inspector_and_describes_the_bar(stage: Stage) -> None:
    picked: list[object] = []
    stage.desk.picked.connect(picked.append)
    stage.pick("Prüfen")
    assert picked[-1] == Subject(Task, stage.task("Prüfen").id)
    assert "Aufgabe A-003 „Prüfen“" in stage.view.chart.accessibleDescription()


def test_keys_begin_in_the_name_and_f2_in_the_number_edits_it(stage: Stage) -> None:
    stage.view.table.setFocus()
    assert stage.view.table.currentIndex().column() == NAME
    stage.view.table.setCurrentIndex(stage.view.model.index(1, 0))
    stage.press(Key.Key_F2)
    assert stage.editor().text() == "Erfassen"


def test_a_key_divides_a_task_among_the_municipalities_and_undo_takes_it_back(stage: Stage) -> None:
    stage.pick("Schulen")
    before = stage.names()
    stage.press(Key.Key_K, CTRL | SHIFT)
    assert stage.names()[-2:] == ["Schulen – USI", "Schulen – NA"]
    assert [stage.row(name).lead.code for name in stage.names()[-2:]] == ["USI", "NA"]  # type: ignore[union-attr]
    assert stage.view.picked() == stage.row("Schulen – USI")
    assert stage.row("Schulen").state_text == "0 von 2 erledigt"
    assert stage.told[-1].replace("\u00a0", " ") == "2 Aufgaben angelegt, je Kommune eine."
    stage.desk.undo()
    assert stage.names() == before


def test_rows_of_a_spreadsheet_become_tasks_in_one_step(stage: Stage) -> None:
    stage.pick("Erfassen")
    QGuiApplication.clipboard().setText("Angebote einholen\t5 T\r\n\r\nAuswerten\r\n")
    stage.press(Key.Key_V, CTRL)
    assert stage.names()[1:5] == ["Erfassen", "Angebote einholen", "Auswerten", "Prüfen"]
    assert stage.task("Angebote einholen").duration_minutes == 2400
    assert stage.task("Auswerten").duration_minutes is None
    stage.desk.undo()
    assert stage.names()[1:3] == ["Erfassen", "Prüfen"]


def test_what_is_copied_from_the_plan_can_be_pasted_again(stage: Stage) -> None:
    stage.pick("Erfassen")
    stage.press(Key.Key_C, CTRL)
    stage.press(Key.Key_V, CTRL)
    assert stage.names().count("Erfassen") == 2


def test_a_row_that_cannot_be_read_is_named_and_nothing_is_pasted(stage: Stage) -> None:
    told: list[str] = []
    stage.desk.told.connect(told.append)
    before = stage.names()
    stage.pick("Erfassen")
    QGuiApplication.clipboard().setText("Eins\t5 T\nZwei\tbald")
    stage.press(Key.Key_V, CTRL)
    assert told[-1].startswith("Zeile 2, Spalte „Dauer“: ")
    QGuiApplication.clipboard().setText("")
    stage.press(Key.Key_V, CTRL)
    assert "nichts, was in den Plan passt" in told[-1]
    assert stage.names() == before


def test_a_narrow_plan_hides_a_choice_only_while_it_filters_nothing(stage: Stage) -> None:
    bar = stage.view.bar
    stage.view.resize(560, 600)
    assert not bar.municipality.isVisible()
    bar.municipality.setCurrentIndex(1)
    stage.view.resize(550, 600)
    assert bar.municipality.isVisible()
    stage.view.resize(1400, 600)
    assert bar.interest.isVisible()


def test_insert_adds_a_task_behind_the_current_one_and_asks_for_its_name(stage: Stage) -> None:
    stage.pick("Erfassen")
    stage.press(Key.Key_Insert)
    editor = stage.editor()
    assert editor.text() == "Neue Aufgabe"
    editor.setText("Freigeben")
    QTest.keyClick(editor, Key.Key_Return)
    assert stage.names()[1:4] == ["Erfassen", "Freigeben", "Prüfen"]
    assert stage.task("Freigeben").number == "A-007"
    stage.desk.undo()
    assert "Freigeben" not in stage.names()


def test_delete_removes_the_selected_tasks_in_one_step(stage: Stage) -> None:
    stage.pick("Phase")
    stage.press(Key.Key_Delete)
    assert stage.names() == ["Beschluss", "Offen", "Schulen"]
    assert stage.workspace.snapshot.all(Link) == ()
    assert stage.view.picked().name == "Beschluss"
    stage.desk.undo()
    assert len(stage.names()) == 6


@pytest.mark.parametrize(
    ("column", "typed", "shown"),
    [
        ("name", "Sichten", ("name", "Sichten")),
        ("duration", "2,5", ("duration_text", "2,5\u00a0T")),
        ("start", "7.12.", ("start_text", "07.12.2026")),
        ("finish", "2.12.", ("finish_text", "02.12.2026")),
        ("links", "6AA+1t", ("predecessors", "A-006 AA+1t")),
        ("done", "25", ("progress_percent", 25)),
        ("deadline", "31.12.", ("deadline", date(2026, 12, 31))),
        ("source", "Vertrag § 3", ("source", "Vertrag § 3")),
    ],
)
def test_every_cell_is_edited_in_place(
    stage: Stage, column: str, typed: str, shown: tuple[str, object]
) -> None:
    stage.show_columns()
    stage.type_into("Erfassen", column, typed)
    row = next(row for row in stage.view.shown if row.number == "A-002")
    assert getattr(row, shown[0]) == shown[1]
    assert stage.told == []


def test_typing_starts_editing_without_f2(stage: Stage) -> None:
    stage.pick("Schulen", "duration")
    QTest.keyClicks(stage.view.table, "5")
    QTest.keyClick(stage.editor(), Key.Key_Return)
    assert stage.task("Schulen").duration_minutes == 5 * 480


def test_the_lead_is_chosen_by_code(stage: Stage) -> None:
    stage.pick("Prüfen", "lead")
    stage.press(Key.Key_F2)
    box = stage.view.table.viewport().findChild(QComboBox)
    assert [box.itemText(n) for n in range(box.count())] == ["–", "USI", "NA"]
    box.setCurrentText("NA")
    stage.view.table.setFocus()
    leads = {a.task_id: a for a in stage.workspace.snapshot.all(Assignment) if a.role is Role.LEAD}
    assert leads[stage.task("Prüfen").id].municipality_id == stage.ids.id("NA")


@pytest.mark.parametrize(
    ("column", "typed", "reason"),
    [
        ("duration", "lange", "ist keine Dauer"),
        ("start", "31.2.", "31.2."),
        ("links", "A-004", "A-002 → A-003 → A-004"),
        ("links", "A-099", "A-099"),
        ("done", "120", "0 bis 100"),
        ("name", "  ", "Namen"),
        ("parts", "USI", "schon beteiligt"),
        ("parts", "XY", "möglich sind USI, NA"),
        ("deadline", "bald", "ist kein Datum"),
        ("finish", "1.11.", "liegt vor dem Anfang"),
    ],
)
def test_refused_text_stays_in_its_editor_with_the_reason(
    stage: Stage, column: str, typed: str, reason: str
) -> None:
    stage.show_columns()
    before = stage.workspace.snapshot
    editor = stage.type_into("Erfassen", column, typed)
    assert editor.isVisible()
    assert editor.text() == typed
    assert reason in editor.toolTip()
    assert stage.workspace.snapshot == before
    QTest.keyClick(editor, Key.Key_Escape)


def test_the_duration_of_a_phase_is_refused_in_its_cell(stage: Stage) -> None:
    editor = stage.type_into("Phase", "duration", "5")
    assert "folgt aus ihren Teilaufgaben" in editor.toolTip()


def test_zero_makes_a_milestone(stage: Stage) -> None:
    stage.type_into("Schulen", "duration", "0")
    assert stage.task("Schulen").kind is TaskKind.MILESTONE


def test_keys_move_tasks_in_the_tree(stage: Stage) -> None:
    stage.pick("Schulen")
    stage.press(Key.Key_Up, ALT)
    assert stage.names()[-2:] == ["Schulen", "Offen"]
    stage.press(Key.Key_Right, ALT | SHIFT)
    assert stage.task("Schulen").parent_id == stage.task("Beschluss").id
    stage.press(Key.Key_Left, ALT | SHIFT)
    assert stage.task("Schulen").parent_id is None
    assert stage.view.picked().name == "Schulen"


def test_keys_move_and_stretch_a_task_by_working_days(stage: Stage) -> None:
    stage.pick("Schulen")
    for _ in range(5):
        stage.press(Key.Key_Right, CTRL)
    assert stage.row("Schulen").start == date(2026, 11, 30)
    stage.press(Key.Key_Left, CTRL)
    assert stage.row("Schulen").start == date(2026, 11, 27)
    stage.press(Key.Key_Right, CTRL | SHIFT)
    assert stage.task("Schulen").duration_minutes == 4 * 480
    stage.press(Key.Key_Left, CTRL | SHIFT)
    assert stage.task("Schulen").duration_minutes == 3 * 480


def test_arrow_keys_fold_a_phase_and_its_bars(stage: Stage) -> None:
    stage.pick("Phase")
    stage.press(Key.Key_Left)
    assert stage.names() == ["Phase", "Beschluss", "Offen", "Schulen"]
    assert len(stage.view.chart.scene.bars) == 4
    stage.press(Key.Key_Right)
    assert len(stage.names()) == 6


def test_jumping_to_a_hidden_task_opens_its_phase_and_the_filter(stage: Stage) -> None:
    stage.view.fold(stage.task("Phase").id, True)
    stage.view.bar.text.setText("Schulen")
    assert stage.names() == ["Schulen"]
    assert stage.view.select(Task, stage.task("Prüfen").id)
    assert stage.view.picked().name == "Prüfen"
    assert not stage.view.select(Task, "0" * 32)
    link = stage.workspace.snapshot.all(Link)[0]
    assert stage.view.select(Link, link.id)


def test_a_search_here_filters_and_the_empty_page_takes_it_back(stage: Stage) -> None:
    stage.view.find_here()
    assert QApplication.focusWidget() is stage.view.bar.text
    QTest.keyClicks(stage.view.bar.text, "xyz")
    assert stage.names() == []
    assert stage.view.empty_title.text() == "Keine Aufgabe passt zum Filter"
    stage.view.empty_button.click()
    assert len(stage.names()) == 6


def test_the_plan_can_be_filtered_by_municipality(stage: Stage) -> None:
    box = stage.view.bar.municipality
    box.setCurrentIndex(box.findData(stage.ids.id("NA")))
    box.activated.emit(box.currentIndex())
    assert stage.names() == ["Phase", "Erfassen"]


def test_an_empty_plan_offers_the_first_task(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, Plan())
    assert stage.view.empty_title.text() == "Der Plan ist noch leer"
    stage.view.empty_button.click()
    assert stage.names() == ["Neue Aufgabe"]
    stage.desk.close()
    stage.workspace.close()


def test_selected_rows_go_to_the_clipboard_as_a_spreadsheet_wants_them(stage: Stage) -> None:
    stage.pick("Erfassen")
    stage.press(Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["Nr.", "Aufgabe", "Dauer"]
    assert lines[1].split("\t")[:2] == ["A-002", "Erfassen"]


def test_columns_can_be_shown_and_hidden(stage: Stage) -> None:
    menu = {action.text(): action for action in stage.view.panes.column_menu().actions()}
    assert not menu["Aufgabe"].isEnabled()
    assert not menu["PSP"].isChecked()
    menu["PSP"].setChecked(True)
    position = [column.title for column in stage.view.model.columns].index("PSP")
    assert not stage.view.table.isColumnHidden(position)


def test_chosen_columns_and_their_order_are_remembered(stage: Stage, qtbot: QtBot) -> None:
    menu = {action.text(): action for action in stage.view.panes.column_menu().actions()}
    menu["Dauer"].setChecked(False)
    menu["PSP"].setChecked(True)
    head = stage.view.table.horizontalHeader()
    head.moveSection(head.visualIndex(11), 0)
    wanted = ("PSP", "Nr.", "Aufgabe", "Anfang", "Ende")
    assert stage.desk.settings.plan_columns[:5] == wanted
    again = PlanView(stage.desk)
    qtbot.addWidget(again)
    assert arranged(again.table, again.model.columns)[:5] == wanted
    menu = {action.text(): action for action in again.panes.column_menu().actions()}
    menu["Spalten wie zu Anfang"].trigger()
    assert arranged(again.table, again.model.columns)[:3] == ("Nr.", "Aufgabe", "Dauer")
    assert stage.desk.settings.plan_columns == ()


def test_finished_phases_are_folded_when_the_plan_opens(qtbot: QtBot, tmp_path: Path) -> None:
    days = {"actual_start_on": date(2026, 9, 1), "actual_finish_on": date(2026, 9, 4)}
    plan = Plan().task("Fertig").task("Alt", 4, under="Fertig", state=TaskState.DONE, **days)
    plan.task("Offen").task("Neu", 2, under="Offen")
    stage = Stage(qtbot, tmp_path, plan)
    assert stage.names() == ["Fertig", "Offen", "Neu"]
    stage.pick("Alt")
    assert stage.names() == ["Fertig", "Alt", "Offen", "Neu"]
    stage.desk.close()
    stage.workspace.close()

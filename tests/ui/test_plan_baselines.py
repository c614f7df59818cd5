"""The pane "Basispläne vergleichen", driven by keys and by the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ozgdesk.commands import plan
from ozgdesk.domain.tasks import Baseline
from ozgdesk.ui.desk import Subject
from tests.ui.plan_stage import CTRL, Key, Stage, sample


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    """Two baselines: in "Neu" Erfassen takes 6 days in place of 4, today 9."""
    made = Stage(qtbot, tmp_path, sample())
    qtbot.waitUntil(made.view.isActiveWindow)
    made.desk.run("x", plan.take_baseline("Alt", date(2026, 11, 23)))
    made.type_into("Erfassen", "duration", "6")
    made.desk.run("x", plan.take_baseline("Neu", date(2026, 11, 23)))
    made.type_into("Erfassen", "duration", "9")
    made.press(Key.Key_B, CTRL)
    yield made
    made.desk.close()
    made.workspace.close()


def names(stage: Stage) -> list[str]:
    return [row.name for row in stage.view.baselines.model.rows]


def end_of(stage: Stage, name: str) -> int | None:
    return next(r.finish_days for r in stage.view.baselines.compared_model.rows if r.name == name)


def type_in(widget: QWidget, text: str) -> None:
    editor = widget.findChildren(QLineEdit)[-1]
    editor.setText(text)
    QTest.keyClick(editor, Key.Key_Return)
    QApplication.processEvents()  # Qt commits an editor after the key


def test_the_pane_opens_with_the_newest_and_arrow_keys_choose_another(stage: Stage) -> None:
    pane = stage.view.baselines
    assert pane.isVisible()
    assert names(stage) == ["Neu", "Alt"]
    assert pane.table.hasFocus()
    assert end_of(stage, "Erfassen") == 3
    assert plain(pane.summary.text()) == "3 Aufgaben enden später, 1 unverändert."
    stage.press(Key.Key_Down)
    assert end_of(stage, "Erfassen") == 5
    assert stage.row("Erfassen").variance.finish_days == 5
    assert "5 Arbeitstage später als im Basisplan „Alt“" in plain(stage.view.chart.scene.bars[1].sentence)


def test_two_baselines_are_compared_and_both_lie_beside_the_bars(stage: Stage) -> None:
    pane = stage.view.baselines
    stage.press(Key.Key_Down)
    assert [pane.newer.itemText(n) for n in range(pane.newer.count())] == ["heutiger Plan", "Neu"]
    pane.newer.setFocus()
    stage.press(Key.Key_Down)
    assert end_of(stage, "Erfassen") == 2
    bar = stage.view.chart.scene.bars[1]
    assert None not in (bar.baseline, bar.newer_baseline)
    pane.table.setFocus()
    stage.press(Key.Key_Up)
    assert pane.newer.currentText() == "heutiger Plan"


def test_a_baseline_is_renamed_given_a_reason_and_deleted_by_key_and_undone(stage: Stage) -> None:
    pane = stage.view.baselines
    stage.press(Key.Key_F2)
    type_in(pane.table, "Beschluss 12/2026")
    assert names(stage) == ["Beschluss 12/2026", "Alt"]
    pane.table.setCurrentIndex(pane.model.index(0, 2))
    stage.press(Key.Key_F2)
    type_in(pane.table, "Beschluss der Stadtverordnetenversammlung")
    assert pane.model.rows[0].reason == "Beschluss der Stadtverordnetenversammlung"
    stage.press(Key.Key_Return)
    assert stage.desk.subject == Subject(Baseline, pane.model.rows[0].id)
    stage.press(Key.Key_Delete)
    assert names(stage) == ["Alt"]
    assert end_of(stage, "Erfassen") == 5
    stage.desk.undo()
    assert names(stage) == ["Beschluss 12/2026", "Alt"]


def test_a_name_left_empty_is_refused_with_a_sentence(stage: Stage) -> None:
    stage.press(Key.Key_F2)
    type_in(stage.view.baselines.table, "  ")
    assert names(stage) == ["Neu", "Alt"]
    assert stage.told


def test_insert_keeps_the_plan_of_today_and_the_newest_is_compared_again(stage: Stage) -> None:
    stage.press(Key.Key_Insert)
    assert names(stage) == ["Stand 23.11.2026", "Neu", "Alt"]
    assert end_of(stage, "Erfassen") == 0
    assert stage.view.baselines.table.picked_id() == stage.view.baselines.model.rows[0].id


def test_a_task_of_the_comparison_is_chosen_in_the_plan_and_rows_go_to_a_spreadsheet(stage: Stage) -> None:
    table = stage.view.baselines.compared
    table.setFocus()
    stage.press(Key.Key_Down)
    assert stage.view.picked() == stage.row(table.rows.rows[1].name)
    stage.press(Key.Key_C, CTRL)
    head, row = QGuiApplication.clipboard().text().splitlines()
    assert head.split("\t")[:3] == ["Nr.", "Aufgabe", "Anfang alt"]
    assert plain(row).split("\t")[-2:] == ["+3 T", "Endet 3 Arbeitstage später als im Basisplan „Neu“"]


def test_escape_closes_the_pane_and_hints_take_its_room(stage: Stage) -> None:
    view = stage.view
    stage.press(Key.Key_Escape)
    assert not view.baselines.isVisible()
    assert QApplication.focusWidget() is view.table
    view.actions_.by_name["baselines"].trigger()
    view.actions_.by_name["hints"].trigger()
    assert view.hints.isVisible()
    assert not view.baselines.isVisible()


def test_the_column_for_the_beginning_can_be_shown(stage: Stage) -> None:
    position = next(n for n, c in enumerate(stage.view.model.columns) if c.title == "Abweichung Anfang")
    assert stage.view.table.isColumnHidden(position)
    menu = {action.text(): action for action in stage.view.panes.column_menu().actions()}
    menu["Abweichung Anfang"].setChecked(True)
    place = [row.name for row in stage.view.shown].index("Prüfen")
    assert plain(stage.view.model.index(place, position).data()) == "+3 T"


def test_without_a_baseline_the_pane_says_how_to_get_one(qtbot: QtBot, tmp_path: Path) -> None:
    made = Stage(qtbot, tmp_path, sample())
    qtbot.waitUntil(made.view.isActiveWindow)
    made.view.actions_.by_name["baselines"].trigger()
    assert "Einfg" in made.view.baselines.summary.text()
    made.view.baselines.table.setFocus()
    made.press(Key.Key_Insert)
    assert names(made) == ["Stand 23.11.2026"]
    made.desk.close()
    made.workspace.close()

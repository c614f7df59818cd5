"""The critical path to a chosen task, switched on and off by keys and by the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ozgdesk.commands import plan
from tests.domain.plans import Plan
from tests.ui.plan_stage import CTRL, Key, Stage


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    rows = Plan().task("Erfassen", 4).task("Werben", 2).milestone("Beschluss").task("Fern", 90)
    made = Stage(qtbot, tmp_path, rows.link("Erfassen", "Beschluss").link("Werben", "Beschluss"))
    qtbot.waitUntil(made.view.isActiveWindow)
    yield made
    made.desk.close()
    made.workspace.close()


def critical(stage: Stage) -> list[str]:
    return [bar.label for bar in stage.view.chart.scene.bars if bar.is_critical]


def test_a_key_marks_what_drives_the_chosen_milestone_and_the_same_key_takes_it_back(stage: Stage) -> None:
    assert critical(stage) == ["Fern"]
    stage.pick("Beschluss")
    stage.view.actions_.by_name["critical"].setChecked(False)
    stage.press(Key.Key_W, CTRL)
    assert critical(stage) == ["Erfassen", "Beschluss"]
    assert [arrow.is_critical for arrow in stage.view.chart.scene.arrows] == [True, False]
    assert stage.view.chart.look.critical
    assert stage.view.path.isVisible()
    assert "A-003 „Beschluss“" in stage.view.path.sentence.text()
    stage.press(Key.Key_W, CTRL)
    assert critical(stage) == ["Fern"]
    assert not stage.view.path.isVisible()


@pytest.mark.parametrize("where", ["table", "chart"])
def test_escape_switches_it_off_wherever_the_keys_are(stage: Stage, where: str) -> None:
    stage.pick("Beschluss")
    stage.press(Key.Key_W, CTRL)
    (stage.view.table if where == "table" else stage.view.chart).setFocus()
    stage.press(Key.Key_Escape)
    assert critical(stage) == ["Fern"]


def test_the_mouse_switches_it_on_in_the_menu_and_off_in_the_strip(stage: Stage) -> None:
    stage.pick("Beschluss")
    texts = {action.text(): action for action in stage.view.actions_.menu().actions()}
    texts["Kritischer Weg hierher"].trigger()
    assert "Kritischen Weg hierher ausblenden" in [a.text() for a in stage.view.actions_.menu().actions()]
    stage.pick("Werben")
    assert "bevor sich A-003 verschiebt" in stage.view.chart.accessibleDescription()
    QTest.mouseClick(stage.view.path.close_button, Qt.MouseButton.LeftButton)
    assert critical(stage) == ["Fern"]


def test_the_path_follows_the_plan_and_ends_with_its_target(stage: Stage) -> None:
    stage.pick("Beschluss")
    stage.press(Key.Key_W, CTRL)
    stage.type_into("Werben", "duration", "9")
    assert critical(stage) == ["Werben", "Beschluss"]
    stage.desk.run("x", plan.delete_tasks([stage.task("Beschluss").id]))
    assert critical(stage) == ["Fern"]
    assert not stage.view.path.isVisible()

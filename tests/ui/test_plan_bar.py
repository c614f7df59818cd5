"""The bar above the plan: what has room in it, and the choice of a phase."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ozgdesk.commands import plan
from ozgdesk.present.plan_filter import Interest, PlanFilter
from ozgdesk.texts import steps
from ozgdesk.ui.start import start_qt
from tests.ui.plan_stage import Key, Stage, sample


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    some = sample().task("Umzug").task("Keller", under="Umzug").task("Räumen", 2, under="Keller")
    made = Stage(qtbot, tmp_path, some)
    qtbot.waitUntil(made.view.isActiveWindow)
    yield made
    made.desk.close()
    made.workspace.close()


def test_a_phase_is_chosen_by_key_and_shown_with_the_phases_around_it(stage: Stage) -> None:
    box = stage.view.bar.phase
    texts = [box.itemText(n) for n in range(box.count())]
    assert [text.strip() for text in texts] == ["Alle Phasen", "Phase", "Umzug", "Keller"]
    indents = [len(text) - len(text.strip()) for text in texts]
    assert indents[1] == indents[2] == 0 < indents[3]
    box.setFocus()
    QTest.keyClick(box, Key.Key_End)
    assert stage.names() == ["Umzug", "Keller", "Räumen"]
    assert box.shown_text() == "Keller"
    QTest.keyClick(box, Key.Key_Home)
    assert len(stage.names()) == 9


def test_a_phase_that_is_gone_filters_no_more(stage: Stage) -> None:
    stage.view.bar.show_filter(PlanFilter(phase_id=stage.task("Umzug").id))
    assert stage.names() == ["Umzug", "Keller", "Räumen"]
    stage.desk.run(steps.delete(type(stage.task("Umzug"))), plan.delete_tasks([stage.task("Umzug").id]))
    assert stage.view.bar.wanted() == PlanFilter()
    assert stage.names() == ["Phase", "Erfassen", "Prüfen", "Beschluss", "Offen", "Schulen"]


def test_going_to_a_task_outside_of_the_phase_shows_all_again(stage: Stage) -> None:
    stage.view.bar.show_filter(PlanFilter(phase_id=stage.task("Umzug").id))
    stage.pick("Schulen")
    assert stage.view.bar.wanted() == PlanFilter()


@pytest.mark.parametrize("is_filtering", [False, True])
def test_what_the_bar_shows_has_room_in_every_width(stage: Stage, is_filtering: bool) -> None:
    start_qt("light")
    bar = stage.view.bar
    if is_filtering:
        bar.show_filter(PlanFilter("a", stage.ids.id("USI"), Interest.OPEN, stage.task("Keller").id))
    for width in range(511, 1500, 16):
        stage.view.resize(width, 600)
        layout = bar.layout()
        assert layout is not None
        QTest.qWait(1)  # widgets that appear tell their size a moment later
        assert layout.minimumSize().width() <= width
        assert bar.phase.isHidden() == (width < 896 and not is_filtering)

"""The chart of the place Projektplan, driven by mouse and keys on a real workspace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ozgdesk.domain.tasks import Baseline, Link
from ozgdesk.domain.vocabulary import ConstraintKind, LinkKind, TaskState
from ozgdesk.formats import NO_BREAK_SPACE
from ozgdesk.present.time_axis import Zoom
from ozgdesk.ui.desk import Subject
from ozgdesk.ui.widgets import gantt_drag
from ozgdesk.ui.widgets.gantt_paint import bar_text
from tests.domain.plans import Plan
from tests.ui.plan_stage import COLUMNS, CTRL, Key, Stage, sample


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path, sample())
    yield made
    made.desk.close()
    made.workspace.close()


def test_dragging_a_bar_moves_its_task(stage: Stage) -> None:
    start = stage.point("Schulen")
    week = QPoint(round(7 * stage.view.chart.scale.day_width), 0)
    stage.drag(start, start + week)
    task = stage.task("Schulen")
    assert (task.constraint_kind, task.constraint_on) == (ConstraintKind.NOT_BEFORE, date(2026, 11, 30))
    assert stage.workspace.undo_label == "Aufgabe verschieben"


def test_dragging_the_end_of_a_bar_changes_the_duration(stage: Stage) -> None:
    end = stage.point("Schulen", 1.0) - QPoint(2, 0)
    stage.drag(end, end + QPoint(round(2 * stage.view.chart.scale.day_width), 0))
    assert stage.task("Schulen").duration_minutes == 5 * 480


def test_dragging_from_the_circle_to_another_bar_links_both(stage: Stage) -> None:
    chart = stage.view.chart
    bar = next(bar for bar in chart.scene.bars if bar.label == "Schulen")
    circle = gantt_drag.handle_center(chart.scale, bar).toPoint()
    stage.drag(circle, stage.point("Erfassen"))
    link = next(x for x in stage.workspace.snapshot.all(Link) if x.predecessor_id == bar.task_id)
    assert (link.successor_id, link.kind) == (stage.task("Erfassen").id, LinkKind.FS)


def test_a_link_that_closes_a_circle_is_refused_with_its_tasks(stage: Stage) -> None:
    before = stage.workspace.snapshot
    stage.drag(stage.point("Beschluss"), stage.point("Erfassen"), CTRL)
    assert "A-002 → A-003 → A-004" in stage.told[-1]
    assert stage.workspace.snapshot is before


def test_a_small_tremble_of_the_mouse_moves_nothing(stage: Stage) -> None:
    before = stage.workspace.snapshot
    start = stage.point("Schulen")
    stage.drag(start, start + QPoint(2, 1))
    assert stage.workspace.snapshot is before
    assert stage.view.picked().name == "Schulen"


def test_a_done_bar_says_why_it_cannot_be_moved(stage: Stage) -> None:
    stage.type_into("Schulen", "done", "100")
    assert stage.task("Schulen").state is TaskState.DONE
    start = stage.point("Schulen")
    stage.drag(start, start + QPoint(80, 0))
    assert "erledigt" in stage.told[-1]


def test_zoom_keys_and_fit_change_the_header(stage: Stage) -> None:
    stage.press(Key.Key_Plus, CTRL)
    assert stage.view.bar.zoom_name.text() == "Tag"
    stage.press(Key.Key_Minus, CTRL)
    stage.press(Key.Key_Minus, CTRL)
    assert stage.view.bar.zoom_name.text() == "Monat"
    stage.press(Key.Key_0, CTRL)
    rects = [stage.view.chart.scale.bar_rect(bar) for bar in stage.view.chart.scene.bars]
    shown = [rect for rect in rects if not rect.isNull()]
    assert all(rect.left() >= 0 and rect.right() <= stage.view.chart.viewport().width() for rect in shown)


def test_tooltips_are_sentences_and_holidays_have_names(stage: Stage) -> None:
    chart = stage.view.chart
    assert chart.tip_at(QPointF(stage.point("Erfassen"))).startswith("Aufgabe A-002 „Erfassen“: 23.11.2026")
    x = chart.scale.x(chart.scene.x(date(2026, 12, 25)) + 0.5)
    chart.grab()
    assert chart.tip_at(QPointF(x, 590)).endswith("25.12.2026: Erster Weihnachtstag")


def test_texts_behind_bars_are_made_alike(qtbot: QtBot, tmp_path: Path) -> None:
    plan = Plan().municipality("USI").task("Phase").task("Erfassen", 4, under="Phase").milestone("Beschluss")
    plan.task("Offen", 1).milestone("Ende", deadline_on=date(2026, 11, 20))
    plan.lead("Erfassen", "USI").lead("Beschluss", "USI").lead("Phase", "USI")
    stage = Stage(qtbot, tmp_path, plan)
    bars = stage.view.chart.scene.bars
    assert [bar_text(bar, says_code=False) for bar in bars] == [
        "Phase", "Erfassen · USI", "Beschluss · USI", "Offen · ohne Federführung", "Ende · verspätet"
    ]  # fmt: skip
    assert bar_text(bars[1], says_code=True) == "Erfassen"
    stage.desk.close()
    stage.workspace.close()


@pytest.mark.parametrize("deadline", [date(2026, 11, 25), date(2026, 11, 24)])
def test_the_flag_of_a_deadline_leaves_the_diamond_whole(
    qtbot: QtBot, tmp_path: Path, deadline: date
) -> None:
    day = {"constraint_kind": ConstraintKind.NOT_BEFORE, "constraint_on": date(2026, 11, 25)}
    diamonds = []
    for flag in (None, deadline):
        folder = tmp_path / str(flag)
        folder.mkdir()
        stage = Stage(qtbot, folder, Plan().milestone("Beschluss", deadline_on=flag, **day))
        chart = stage.view.chart
        chart.show_zoom(Zoom.MONTH)
        chart.set_look(critical=False)
        rect = chart.scale.bar_rect(chart.scene.bars[0])
        picture = chart.viewport().grab(rect.toAlignedRect()).toImage()
        diamonds.append(picture.convertToFormat(QImage.Format.Format_RGB888))
        stage.desk.close()
        stage.workspace.close()
    assert diamonds[0] == diamonds[1]


def test_tree_and_chart_scroll_together(qtbot: QtBot, tmp_path: Path) -> None:
    plan = Plan()
    for number in range(60):
        plan.task(f"Aufgabe {number}", 1)
    stage = Stage(qtbot, tmp_path, plan)
    stage.view.table.verticalScrollBar().setValue(300)
    assert stage.view.chart.verticalScrollBar().value() == 300
    stage.view.chart.verticalScrollBar().setValue(40)
    assert stage.view.table.verticalScrollBar().value() == 40
    assert stage.view.table.rowViewportPosition(3) == stage.view.chart.scale.y(3)
    stage.desk.close()
    stage.workspace.close()


def test_a_baseline_is_kept_and_shown_behind_the_bars(stage: Stage) -> None:
    stage.view.actions_.by_name["take_baseline"].trigger()
    (baseline,) = stage.workspace.snapshot.all(Baseline)
    assert baseline.name == "Stand 23.11.2026"
    assert stage.desk.subject == Subject(Baseline, baseline.id)
    stage.type_into("Erfassen", "duration", "6")
    assert stage.row("Beschluss").variance.finish_days == 2
    assert stage.view.chart.scene.bars[1].baseline is not None


def test_markup_in_a_name_stays_text_in_tooltips(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, Plan().task("<b>fett</b>", 1))
    tip = stage.view.table.rows.index(0, COLUMNS["name"]).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;fett" in tip
    stage.desk.close()
    stage.workspace.close()


def test_a_plan_that_was_just_opened_is_shown_as_a_whole(qtbot: QtBot, tmp_path: Path) -> None:
    plan = Plan().not_before("Anfang", 5, date(2026, 11, 23)).not_before("Schluss", 5, date(2027, 8, 2))
    stage = Stage(qtbot, tmp_path, plan, as_opened=True)
    chart = stage.view.chart
    rects = [chart.scale.bar_rect(bar) for bar in chart.scene.bars]
    assert rects[0].left() >= 0
    assert rects[1].right() <= chart.viewport().width()
    assert stage.view.bar.zoom_name.text() == "Monat"
    stage.desk.close()
    stage.workspace.close()


def test_the_view_stays_where_it_was_when_the_plan_changes(stage: Stage) -> None:
    chart = stage.view.chart
    chart.horizontalScrollBar().setValue(200)
    left, width = chart.scene.day(chart.scale.days(0)), chart.scale.day_width
    stage.type_into("Schulen", "start", "1.3.2027")
    assert (chart.scene.day(chart.scale.days(0)), chart.scale.day_width) == (left, width)


def test_a_plan_of_many_years_opens_at_the_stichtag_with_bars_that_can_be_read(
    qtbot: QtBot, tmp_path: Path
) -> None:
    plan = Plan().not_before("Anfang", 5, date(2026, 11, 23)).not_before("Schluss", 5, date(2040, 8, 6))
    stage = Stage(qtbot, tmp_path, plan, as_opened=True)
    chart = stage.view.chart
    assert chart.scale.day_width >= 1.6
    assert 0 <= chart.scale.x(chart.scene.today) <= chart.viewport().width()
    stage.desk.close()
    stage.workspace.close()


def test_while_a_bar_is_dragged_its_successors_are_seen_to_move_and_esc_leaves_all_as_it_was(
    stage: Stage,
) -> None:
    chart, before = stage.view.chart, stage.workspace.snapshot
    rows = {bar.label: bar for bar in chart.scene.bars}
    port, start = chart.viewport(), stage.point("Erfassen")
    week = QPoint(round(7 * chart.scale.day_width), 0)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    picked = chart.grab().toImage()
    QTest.mouseMove(port, start + week)
    shown = {bar.label: bar for bar in (chart.shift.bar(chart.scene, row) for row in chart.shift.spans)}
    assert set(shown) == {"Phase", "Erfassen", "Prüfen", "Beschluss"}
    assert all(bar.x0 == rows[name].x0 + 7 for name, bar in shown.items())
    assert chart.shift.words.endswith(f"2{NO_BREAK_SPACE}weitere Aufgaben verschieben sich")
    assert chart.grab().toImage() != picked
    assert stage.workspace.snapshot is before
    QTest.keyClick(chart, Key.Key_Escape)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + week)
    assert stage.workspace.snapshot is before
    assert not chart.shift.spans
    assert chart.scene.bars[rows["Prüfen"].row] == rows["Prüfen"]


def test_a_bar_on_its_way_looks_the_same_whichever_way_the_mouse_took(stage: Stage) -> None:
    chart = stage.view.chart
    port, start, day = chart.viewport(), stage.point("Erfassen"), chart.scale.day_width

    def seen(*days: int) -> QImage:
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
        for moved in days:
            QTest.mouseMove(port, start + QPoint(round(moved * day), 0))
            picture = port.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        QTest.keyClick(chart, Key.Key_Escape)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start)
        return picture

    straight = seen(5)
    assert seen(1, 0, 9, 5) == straight
    assert seen(1, 9) != straight
    chart.zoom(1)
    chart.zoom(-1)
    assert seen(9, 5) == straight


def test_what_was_seen_while_dragging_is_what_the_drop_brings(stage: Stage) -> None:
    chart = stage.view.chart
    port, end = chart.viewport(), stage.point("Erfassen", 1.0) - QPoint(2, 0)
    way = QPoint(round(2 * chart.scale.day_width), 0)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=end)
    QTest.mouseMove(port, end + way)
    seen_bars = [chart.shift.bar(chart.scene, row) for row in chart.shift.spans]
    seen = {bar.label: (bar.x0, bar.x1) for bar in seen_bars}
    steps = len(stage.workspace.heads())
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end + way)
    assert seen.keys() >= {"Erfassen", "Prüfen", "Beschluss"}
    assert {bar.label: (bar.x0, bar.x1) for bar in chart.scene.bars if bar.label in seen} == seen
    assert len(stage.workspace.heads()) == steps + 1


def test_a_done_bar_says_already_while_it_is_dragged_that_it_stays(stage: Stage) -> None:
    stage.type_into("Schulen", "done", "100")
    port, start = stage.view.chart.viewport(), stage.point("Schulen")
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, start + QPoint(80, 0))
    assert "erledigt" in stage.view.chart.shift.words
    assert not stage.view.chart.shift.spans
    QTest.keyClick(stage.view.chart, Key.Key_Escape)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start)

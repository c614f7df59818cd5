"""Several tasks changed together in the dialog of the plan, with a preview of what moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.texts import steps
from ozgdesk.ui.views.plan_change_dialog import NOTHING_YET, PlanChangeDialog
from ozgdesk.ui.widgets.fields import ChoiceField, TypedField
from tests.conftest import Dialogs
from tests.ui.desks import press_escape_twice
from tests.ui.plan_stage import CTRL, SHIFT, Key, Stage, sample


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path, sample())
    yield made
    made.desk.close()
    made.workspace.close()


class Hand:
    """Fills in the dialog as a person would, and waits for the preview of each change."""

    def __init__(self, qtbot: QtBot, dialog: PlanChangeDialog) -> None:
        self.qtbot = qtbot
        self.dialog = dialog

    def type(self, name: str, text: str) -> None:
        field = self.dialog.fields[name].field
        assert isinstance(field, TypedField)
        field.line.setFocus()
        field.line.selectAll()
        QTest.keyClicks(field.line, text)
        if not text:
            QTest.keyClick(field.line, Key.Key_Delete)
        QTest.keyClick(field.line, Key.Key_Return)
        self.wait()

    def choose(self, name: str, word: str) -> None:
        field = self.dialog.fields[name].field
        assert isinstance(field, ChoiceField)
        field.box.setCurrentIndex(field.box.findText(word, Qt.MatchFlag.MatchContains))
        field.box.activated.emit(field.box.currentIndex())
        self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.dialog.desk.jobs.is_busy)

    def moved(self) -> list[str]:
        return [row.name for row in self.dialog.panel.model.rows]

    def error(self, name: str) -> str:
        return self.dialog.fields[name].error


def ask(stage: Stage, qtbot: QtBot, dialogs: Dialogs, answer: Callable[[Hand], Any], *names: str) -> None:
    dialogs.expect(lambda dialog: answer(Hand(qtbot, dialog)))
    stage.select(*names)
    stage.press(Key.Key_E, CTRL | SHIFT)


def test_what_moves_is_shown_before_and_the_change_is_one_step(
    stage: Stage, qtbot: QtBot, dialogs: Dialogs
) -> None:
    def answer(hand: Hand) -> None:
        assert hand.dialog.panel.summary.text() == NOTHING_YET
        assert not hand.dialog.take.isEnabled()
        hand.type("duration", "5 T")
        assert hand.moved() == ["Phase", "Erfassen", "Prüfen", "Beschluss", "Schulen"]
        assert [row.part for row in hand.dialog.panel.model.rows][1:3] == ["ausgewählt", "rückt mit"]
        assert "statt am" in hand.dialog.panel.finish.text()
        hand.type("deadline", "24.11.")
        assert [row.name for row in hand.dialog.panel.model.rows if row.is_missed] == ["Erfassen", "Schulen"]
        assert stage.task("Erfassen").duration_minutes == 4 * 480
        hand.dialog.take.click()

    ask(stage, qtbot, dialogs, answer, "Erfassen", "Schulen")
    for name in ("Erfassen", "Schulen"):
        task = stage.task(name)
        assert (task.duration_minutes, task.deadline_on) == (5 * 480, date(2026, 11, 24))
    assert stage.workspace.undo_label == steps.CHANGE_TASKS
    assert [row.name for row in stage.view.selected()] == ["Erfassen", "Schulen"]
    stage.desk.undo()
    assert stage.task("Schulen").duration_minutes == 3 * 480


def test_lead_state_progress_and_phase_are_chosen_for_all(
    stage: Stage, qtbot: QtBot, dialogs: Dialogs
) -> None:
    def answer(hand: Hand) -> None:
        hand.choose("lead", "NA")
        hand.choose("state", "in Arbeit")
        hand.choose("parent", "Phase")
        hand.type("progress", "30")
        hand.dialog.take.click()

    ask(stage, qtbot, dialogs, answer, "Offen", "Schulen")
    for name in ("Offen", "Schulen"):
        task, row = stage.task(name), stage.row(name)
        assert (task.state, task.progress_percent) == (TaskState.IN_PROGRESS, 30)
        assert (row.lead.code, task.parent_id) == ("NA", stage.task("Phase").id)  # type: ignore[union-attr]


def test_tasks_are_shifted_by_working_days_with_all_that_waits_for_them(
    stage: Stage, qtbot: QtBot, dialogs: Dialogs
) -> None:
    def answer(hand: Hand) -> None:
        hand.type("shift", "-1")
        assert hand.moved() == []
        assert hand.dialog.panel.held.text().startswith(
            "1 ausgewählte Aufgabe bleibt".replace(" ", "\u00a0", 1)
        )
        hand.type("shift", "+5 T")
        assert hand.moved() == ["Phase", "Erfassen", "Prüfen", "Beschluss"]
        hand.dialog.take.click()

    ask(stage, qtbot, dialogs, answer, "Erfassen")
    assert stage.row("Erfassen").start == date(2026, 11, 30)
    assert stage.task("Prüfen").constraint_on is None


def test_a_refused_combination_is_said_at_its_field_until_it_is_solved(
    stage: Stage, qtbot: QtBot, dialogs: Dialogs
) -> None:
    def answer(hand: Hand) -> None:
        hand.type("shift", "2")
        hand.choose("state", "erledigt")
        assert "nicht zugleich verschieben" in hand.error("shift")
        assert not hand.dialog.take.isEnabled()
        assert hand.moved() == []
        hand.type("shift", "")
        assert hand.error("shift") == ""
        assert hand.dialog.take.isEnabled()
        hand.dialog.cancel.click()

    before = stage.workspace.snapshot
    ask(stage, qtbot, dialogs, answer, "Erfassen", "Schulen")
    assert stage.workspace.snapshot is before


def test_what_cannot_be_read_stays_in_its_field_and_nothing_can_be_taken(
    stage: Stage, qtbot: QtBot, dialogs: Dialogs
) -> None:
    def answer(hand: Hand) -> None:
        hand.type("duration", "6 T")
        hand.type("deadline", "bald")
        assert "ist kein Datum" in hand.error("deadline")
        assert not hand.dialog.take.isEnabled()
        line = hand.dialog.fields["deadline"].field.line  # type: ignore[attr-defined]
        assert line.text() == "bald"
        press_escape_twice(qtbot, line)
        assert hand.error("deadline") == ""
        assert hand.dialog.take.isEnabled()
        hand.dialog.take.click()

    ask(stage, qtbot, dialogs, answer, "Schulen")
    assert stage.task("Schulen").duration_minutes == 6 * 480


def test_a_dash_takes_a_deadline_away_and_half_days_are_no_shift(
    stage: Stage, qtbot: QtBot, dialogs: Dialogs
) -> None:
    def give(hand: Hand) -> None:
        hand.type("deadline", "24.12.")
        hand.dialog.take.click()

    def take(hand: Hand) -> None:
        hand.type("shift", "0,5")
        assert "ganze Arbeitstage" in hand.error("shift")
        hand.type("shift", "99999")
        assert "höchstens" in hand.error("shift")
        hand.type("shift", "")
        hand.type("deadline", "-")
        hand.dialog.take.click()

    ask(stage, qtbot, dialogs, give, "Schulen")
    assert stage.task("Schulen").deadline_on == date(2026, 12, 24)
    stage.view.activateWindow()
    dialogs.expect(lambda dialog: take(Hand(qtbot, dialog)))
    stage.view.change_selected()
    assert stage.task("Schulen").deadline_on is None


def test_a_phase_among_the_tasks_is_named_where_its_dates_follow_from_others(
    stage: Stage, qtbot: QtBot, dialogs: Dialogs
) -> None:
    def answer(hand: Hand) -> None:
        hand.type("duration", "5")
        assert "A-001 aus der Auswahl" in hand.error("duration")
        hand.dialog.cancel.click()

    ask(stage, qtbot, dialogs, answer, "Phase", "Schulen")


def test_typing_goes_on_while_the_preview_of_what_was_typed_before_is_computed(
    stage: Stage, qtbot: QtBot, dialogs: Dialogs
) -> None:
    """Only the newest preview is shown, whichever is ready last."""

    def answer(hand: Hand) -> None:
        shown: list[int] = []
        panel = hand.dialog.panel
        panel.foreseen.connect(lambda: shown.append(panel.moves.rows[-1].days))  # type: ignore[union-attr]
        hand.dialog.fields["duration"].field.show_value((4 * 480,))
        for days in (4, 5, 6):
            hand.dialog._write("duration", (days * 480,))  # noqa: SLF001
        hand.wait()
        assert shown == [3]
        hand.dialog.cancel.click()

    ask(stage, qtbot, dialogs, answer, "Schulen")


def test_the_menu_offers_it_for_the_current_row_and_not_in_an_empty_plan(stage: Stage) -> None:
    action = stage.view.actions_.by_name["change"]
    stage.pick("Schulen")
    assert action.isEnabled()
    assert action in stage.view.actions_.menu().actions()
    for name in ("Phase", "Beschluss", "Offen", "Schulen"):
        stage.pick(name)
        stage.press(Key.Key_Delete)
    assert stage.workspace.snapshot.all(Task) == ()
    assert not action.isEnabled()


def test_keys_make_all_selected_tasks_longer_in_one_step(stage: Stage) -> None:
    stage.select("Erfassen", "Schulen")
    stage.press(Key.Key_Right, CTRL | SHIFT)
    assert [stage.task(name).duration_minutes for name in ("Erfassen", "Schulen")] == [5 * 480, 4 * 480]
    assert [row.name for row in stage.view.selected()] == ["Erfassen", "Schulen"]
    assert stage.workspace.undo_label == steps.RESIZE_TASKS
    stage.desk.undo()
    assert [stage.task(name).duration_minutes for name in ("Erfassen", "Schulen")] == [4 * 480, 3 * 480]
    assert stage.workspace.undo_label is None


def test_keys_move_all_selected_tasks_in_one_step(stage: Stage) -> None:
    stage.select("Erfassen", "Schulen")
    stage.press(Key.Key_Right, CTRL)
    assert [stage.row(name).start_text for name in ("Erfassen", "Schulen")] == ["24.11.2026", "24.11.2026"]
    assert stage.workspace.undo_label == steps.MOVE_TASKS
    stage.desk.undo()
    assert stage.workspace.undo_label is None


def test_keys_ask_what_is_selected_and_not_only_the_current_row(stage: Stage) -> None:
    longer = stage.view.actions_.by_name["longer"]
    stage.select("Beschluss")
    assert not longer.isEnabled()
    stage.select("Schulen", "Beschluss")
    assert longer.isEnabled()
    stage.press(Key.Key_Right, CTRL | SHIFT)
    assert "Ein Meilenstein hat keine Dauer; bitte nehmen Sie A-004 aus der Auswahl." in stage.told
    assert stage.workspace.undo_label is None

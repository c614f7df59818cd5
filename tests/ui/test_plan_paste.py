"""Rows in and out of the plan by the clipboard, as a spreadsheet gives and takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ozgdesk.domain.tasks import Link, Task
from ozgdesk.ui.views.plan_paste import FillDialog
from tests.conftest import Dialogs
from tests.domain.plans import Plan
from tests.ui.plan_stage import CTRL, Key, Stage, sample


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path, sample())
    yield made
    made.desk.close()
    made.workspace.close()


def paste(stage: Stage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    stage.press(Key.Key_V, CTRL)


def when_foreseen(qtbot: QtBot, answer: Callable[[FillDialog], Any]) -> Callable[[FillDialog], None]:
    """Answer a dialog once its preview is there, or the refusal instead of it."""

    def run(dialog: FillDialog) -> None:
        qtbot.waitUntil(lambda: dialog.take.isEnabled() or dialog.problem.isVisible())
        answer(dialog)

    return run


def test_copied_rows_name_their_columns_and_begin_with_those_that_are_shown(stage: Stage) -> None:
    head = stage.view.table.horizontalHeader()
    head.moveSection(head.visualIndex(2), 0)
    stage.view.table.setColumnHidden(4, True)
    stage.select("Erfassen", "Schulen")
    stage.press(Key.Key_C, CTRL)
    titles, *rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert titles[:4] == ["Dauer", "Nr.", "Aufgabe", "Anfang"]
    assert titles[-6:] == ["Ende", "PSP", "Zustand", "Frist", "Quelle", "Abweichung Anfang"]
    assert [row[1:3] for row in rows] == [["A-002", "Erfassen"], ["A-006", "Schulen"]]


def test_a_copied_phase_is_pasted_with_its_tasks_and_their_links(stage: Stage) -> None:
    stage.select("Phase", "Erfassen", "Prüfen")
    stage.press(Key.Key_C, CTRL)
    stage.pick("Schulen")
    stage.press(Key.Key_V, CTRL)
    assert stage.names()[-3:] == ["Phase", "Erfassen", "Prüfen"]
    phase, first, second = stage.view.shown[-3:]
    assert (first.parent_id, second.parent_id) == (phase.id, phase.id)
    assert (first.duration_text, first.lead.code) == ("4\u00a0T", "USI")  # type: ignore[union-attr]
    assert [tag.code for tag in first.contributors] == ["NA"]
    assert second.predecessors == first.number
    assert [row.id for row in stage.view.selected()] == [phase.id, first.id, second.id]
    stage.desk.undo()
    assert len(stage.names()) == 6


def test_every_column_that_the_headings_name_is_pasted_and_unknown_ones_are_told(stage: Stage) -> None:
    stage.pick("Schulen")
    paste(stage, "Frist\tAufgabe\tDauer\tKosten\tAnfang\n31.12.\tAuswerten\t2 T\t100\t7.12.\n")
    row = stage.row("Auswerten")
    assert (row.start, row.finish, row.deadline) == (date(2026, 12, 7), date(2026, 12, 8), date(2026, 12, 31))
    assert stage.told[-1].endswith("eingefügt. Der Plan kennt keine Spalte „Kosten“.")


def test_without_headings_the_shown_columns_count_in_their_order(stage: Stage) -> None:
    head = stage.view.table.horizontalHeader()
    head.moveSection(head.visualIndex(5), head.visualIndex(2))  # the lead before the duration
    stage.pick("Schulen")
    paste(stage, "Auswerten\tNA\t2 T\n")
    row = stage.row("Auswerten")
    assert (row.lead.code, row.duration_minutes) == ("NA", 960)  # type: ignore[union-attr]


def test_a_column_is_pasted_over_the_selected_rows_after_a_preview(
    stage: Stage, qtbot: QtBot, dialogs: Dialogs
) -> None:
    seen: list[str] = []

    def take(dialog: FillDialog) -> None:
        seen.extend(row.name for row in dialog.panel.model.rows)
        dialog.take.click()

    dialogs.expect(when_foreseen(qtbot, take))
    stage.select("Erfassen", "Schulen", column="duration")
    paste(stage, "6 T\r\n8 T\r\n")
    assert seen == ["Phase", "Erfassen", "Prüfen", "Beschluss", "Schulen"]
    assert [stage.task(name).duration_minutes for name in ("Erfassen", "Schulen")] == [6 * 480, 8 * 480]
    assert stage.workspace.undo_label == "Zellen einfügen"
    stage.desk.undo()
    assert stage.task("Erfassen").duration_minutes == 4 * 480


def test_one_value_fills_all_selected_rows(stage: Stage, qtbot: QtBot, dialogs: Dialogs) -> None:
    dialogs.expect(when_foreseen(qtbot, lambda dialog: dialog.take.click()))
    stage.select("Erfassen", "Prüfen", "Schulen", column="duration")
    paste(stage, "1\n")
    assert {stage.task(name).duration_minutes for name in ("Erfassen", "Prüfen", "Schulen")} == {480}


def test_several_rows_begin_at_the_current_one_and_empty_cells_change_nothing(
    stage: Stage, qtbot: QtBot, dialogs: Dialogs
) -> None:
    dialogs.expect(when_foreseen(qtbot, lambda dialog: dialog.take.click()))
    stage.pick("Erfassen", "duration")
    paste(stage, "2\t\n\t9.12.\n")
    assert stage.task("Erfassen").duration_minutes == 960
    assert (stage.task("Prüfen").duration_minutes, stage.row("Prüfen").start) == (960, date(2026, 12, 9))


def test_nothing_is_written_without_the_button(stage: Stage, qtbot: QtBot, dialogs: Dialogs) -> None:
    before = stage.workspace.snapshot
    dialogs.expect(when_foreseen(qtbot, lambda dialog: dialog.cancel.click()))
    stage.pick("Erfassen", "duration")
    paste(stage, "9\n")
    assert stage.workspace.snapshot is before


def test_values_that_a_task_does_not_allow_cannot_be_taken(
    stage: Stage, qtbot: QtBot, dialogs: Dialogs
) -> None:
    found: list[tuple[str, bool]] = []

    def look(dialog: FillDialog) -> None:
        found.append((dialog.problem.text(), dialog.take.isEnabled()))
        dialog.cancel.click()

    dialogs.expect(when_foreseen(qtbot, look))
    stage.pick("Phase", "duration")
    paste(stage, "9\n")
    assert found == [
        ("Die Dauer einer Phase folgt aus ihren Teilaufgaben und kann nicht eingegeben werden.", False)
    ]


@pytest.mark.parametrize(
    ("rows", "text", "reason"),
    [
        (("Erfassen", "Prüfen", "Schulen"), "1\n2\n", "ausgewählt sind 3"),
        (("Schulen",), "1\n2\n", "gibt es nur 1"),
        (("Schulen",), "bald\n", "Zeile 1, Spalte „Dauer“"),
    ],
)
def test_what_does_not_fit_the_selection_is_said_and_nothing_opens(
    stage: Stage, rows: tuple[str, ...], text: str, reason: str
) -> None:
    before = stage.workspace.snapshot
    stage.select(*rows, column="duration")
    paste(stage, text)
    assert reason in stage.told[-1].replace("\u00a0", " ")
    assert stage.workspace.snapshot is before


def test_pasting_into_an_empty_plan_makes_its_first_tasks(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, Plan())
    QGuiApplication.clipboard().setText("Aufgabe\tVorgänger\tNr.\nEins\t\t1\nZwei\t1\t2\n")
    stage.view.actions_.by_name["paste"].trigger()
    assert stage.names() == ["Eins", "Zwei"]
    (link,) = stage.workspace.snapshot.all(Link)
    assert stage.workspace.snapshot.get(Task, link.predecessor_id).name == "Eins"
    stage.desk.close()
    stage.workspace.close()

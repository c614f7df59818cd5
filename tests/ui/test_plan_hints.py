"""The list "Hinweise zum Plan", driven by keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import ConstraintKind, TaskState
from ozgdesk.present.plan_hints import REMEDIES
from ozgdesk.ui.desk import Subject
from tests.domain.plans import Plan
from tests.ui.plan_stage import CTRL, Key, Stage

MONDAY = date(2026, 11, 23)


def plan() -> Plan:
    made = Plan().municipality("USI").task("Ohne Kommune", 2).task("Zu spät", 30)
    made.task("Vorgabe", 5, constraint_kind=ConstraintKind.FINISH_ON, constraint_on=date(2026, 11, 24))
    made.task("Überfällig", 2, actual_start_on=date(2026, 11, 2))
    made.rows[2] = Task.model_validate({**made.rows[2].model_dump(), "deadline_on": date(2026, 11, 25)})
    made.rows.append(Person(id=made.id("P"), name="Projektbüro", is_function=True))
    made.rows.append(
        Absence(id=made.id("absence"), person_id=made.id("P"), from_on=MONDAY, until_on=date(2027, 3, 1))
    )
    for name in ("Zu spät", "Vorgabe", "Überfällig"):
        made.lead(name, "USI")
    made.rows[-1] = type(made.rows[-1]).model_validate(
        {**made.rows[-1].model_dump(), "person_id": made.id("P")}
    )
    return made


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path, plan())
    qtbot.waitUntil(made.view.isActiveWindow)
    made.press(Key.Key_H, CTRL)
    yield made
    made.desk.close()
    made.workspace.close()


def choose(stage: Stage, code: str) -> None:
    """Make the first hint of this kind the current row, as the arrow keys do."""
    rows = stage.view.hints.model.rows
    hint = next(row for row in rows if row.code == code)
    stage.view.hints.table.pick(hint.id)
    stage.view.hints.table.setFocus()


def codes(stage: Stage) -> list[str]:
    return [row.code for row in stage.view.hints.model.rows]


def test_a_key_opens_the_list_and_escape_closes_it(stage: Stage) -> None:
    assert stage.view.hints.isVisible()
    assert stage.view.hints.table.hasFocus()
    assert stage.view.hints.title.text() == f"Hinweise zum Plan ({len(codes(stage))})"
    assert stage.view.bar.problems.text() == f"{len(codes(stage))}\u00a0Hinweise"
    stage.press(Key.Key_Escape)
    assert not stage.view.hints.isVisible()
    assert stage.view.table.hasFocus()
    stage.view.bar.problems.click()
    assert stage.view.hints.isVisible()


def test_arrow_keys_lead_to_the_task_while_the_list_keeps_the_keys(stage: Stage) -> None:
    choose(stage, "deadline_missed")
    assert stage.view.picked() == stage.row("Zu spät")
    stage.press(Key.Key_Down)
    assert stage.view.picked() != stage.row("Zu spät")
    assert stage.view.hints.table.hasFocus()


def test_return_reports_an_overdue_task_as_done_and_the_next_hint_is_chosen(stage: Stage) -> None:
    choose(stage, "overdue")
    place = stage.view.hints.table.currentIndex().row()
    stage.press(Key.Key_Return)
    assert stage.task("Überfällig").state is TaskState.DONE
    assert "overdue" not in codes(stage)
    assert stage.view.hints.table.currentIndex().row() == place
    stage.desk.undo()
    assert "overdue" in codes(stage)


def test_return_takes_an_impossible_constraint_away(stage: Stage) -> None:
    choose(stage, "impossible_constraint")
    stage.press(Key.Key_Return)
    assert stage.task("Vorgabe").constraint_on is None


def test_return_opens_the_cell_in_which_the_answer_is_typed(stage: Stage) -> None:
    stage.view.table.setColumnHidden(6, True)
    choose(stage, "no_predecessor")
    named = stage.view.picked()
    stage.press(Key.Key_Return)
    editor = stage.editor()
    editor.setText("A-002")
    QTest.keyClick(editor, Key.Key_Return)
    assert named is not None
    assert stage.row(named.name).predecessors == "A-002"


def test_return_offers_the_municipalities_for_a_task_nobody_leads(stage: Stage) -> None:
    choose(stage, "no_lead")
    stage.press(Key.Key_Return)
    boxes = [box for box in stage.view.table.viewport().findChildren(QComboBox) if box.isVisible()]
    assert [box.itemText(1) for box in boxes] == ["USI"]


@pytest.mark.parametrize(("code", "kind"), [("deadline_missed", Task), ("lead_absent", Absence)])
def test_return_opens_the_row_that_must_change_in_the_inspector(
    stage: Stage, code: str, kind: type[Task]
) -> None:
    asked: list[Subject | None] = []
    stage.desk.asked_to_edit.connect(lambda: asked.append(stage.desk.subject))
    choose(stage, code)
    stage.press(Key.Key_Return)
    (subject,) = asked
    assert subject is not None
    assert subject.kind is kind


def test_every_remedy_that_is_named_can_be_carried_out(stage: Stage) -> None:
    assert set(stage.view.remedies._by_code) == set(REMEDIES)


def test_a_plan_without_hints_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    empty = Stage(qtbot, tmp_path, Plan())
    assert empty.view.hints.title.text() == "Keine Hinweise zum Plan"
    assert empty.view.bar.problems.text() == "0\u00a0Hinweise"
    empty.desk.close()
    empty.workspace.close()

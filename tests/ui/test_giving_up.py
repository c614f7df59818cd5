"""Esc in a field of a row that exists: it asks at the field, and nothing typed is lost by one key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ozgdesk.domain.tasks import Task
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.inspector.field_row import PAUSE_MS, FieldRow
from ozgdesk.ui.inspector.panel import Inspector
from ozgdesk.ui.widgets.giving_up import ASK
from tests.helpers import cooperation, four_municipalities, task
from tests.ui.desks import close_desk, make_desk, press_escape_twice, show_active, type_into

WORK = task(1, "Vergabe")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, [cooperation(), *four_municipalities(), WORK])
    yield found
    close_desk(found)


@pytest.fixture
def inspector(desk: Desk, qtbot: QtBot) -> Inspector:
    found = Inspector(desk)
    qtbot.addWidget(found)
    found.resize(400, 800)
    show_active(qtbot, found)
    desk.pick(Task, WORK.id)
    return found


def row(inspector: Inspector, name: str) -> FieldRow:
    assert inspector.page is not None
    return inspector.page.form.rows[name]


def inner(inspector: Inspector, name: str) -> QWidget:
    return row(inspector, name).field.inner


def test_what_is_typed_waits_for_the_answer_and_is_saved_when_the_field_is_left(
    desk: Desk, inspector: Inspector, qtbot: QtBot
) -> None:
    type_into(qtbot, inner(inspector, "name"), "Vergabe, neu")
    qtbot.keyClick(inner(inspector, "name"), Qt.Key.Key_Escape)
    qtbot.wait(PAUSE_MS + 100)
    assert (row(inspector, "name").error, len(desk.workspace.heads())) == (ASK, 0)
    inner(inspector, "number").setFocus()
    assert desk.snapshot.get(Task, WORK.id).name == "Vergabe, neu"
    assert row(inspector, "name").error == ""


def test_the_second_escape_takes_it_back_without_a_step(
    desk: Desk, inspector: Inspector, qtbot: QtBot
) -> None:
    type_into(qtbot, inner(inspector, "deadline_on"), "31.12.2026")
    press_escape_twice(qtbot, inner(inspector, "deadline_on"))
    assert row(inspector, "deadline_on").error == ""
    assert not row(inspector, "deadline_on").field.is_dirty()
    assert len(desk.workspace.heads()) == 0


def test_typing_on_takes_the_question_away_and_saves_after_the_pause(
    desk: Desk, inspector: Inspector, qtbot: QtBot
) -> None:
    type_into(qtbot, inner(inspector, "name"), "Vergabe, neu")
    qtbot.keyClick(inner(inspector, "name"), Qt.Key.Key_Escape)
    qtbot.keyClicks(inner(inspector, "name"), "er")
    assert row(inspector, "name").error == ""
    qtbot.waitUntil(lambda: desk.snapshot.get(Task, WORK.id).name == "Vergabe, neuer")

"""A new row is filled in without being lost; what it lacks and what is refused stands at the field."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.domain.people import Person
from ozgdesk.domain.tasks import Assignment, Closure, Task
from ozgdesk.domain.vocabulary import Role
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.inspector.panel import Inspector
from ozgdesk.ui.widgets.giving_up import ASK
from tests.helpers import cooperation, four_municipalities, id_of, lead, task
from tests.ui.desks import close_desk, make_desk, show_active, type_into

ROWS = [cooperation(), *four_municipalities(), task(1, "Vergabewesen"), task(2, "Sitzungsdienst")]
FIRST = task(1).id


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, [*ROWS, lead(task(1), 1)])
    yield found
    close_desk(found)


@pytest.fixture
def inspector(desk: Desk, qtbot: QtBot) -> Inspector:
    panel = Inspector(desk)
    qtbot.addWidget(panel)
    panel.resize(400, 900)
    show_active(qtbot, panel)
    desk.pick(Task, FIRST)
    return panel


def test_a_draft_says_what_it_still_lacks(desk: Desk, inspector: Inspector) -> None:
    desk.draft(Person)
    assert inspector.draft is not None
    inspector.draft.create_row()
    assert "„Name“" in inspector.draft.form.rows["name"].error
    assert desk.snapshot.all(Person) == ()


def test_a_half_filled_draft_is_not_lost_by_picking_something_else(
    desk: Desk, inspector: Inspector, qtbot: QtBot
) -> None:
    desk.draft(Person)
    assert inspector.draft is not None
    name = inspector.draft.form.rows["name"].field.inner
    type_into(qtbot, name, "Leitung Hauptamt")
    with qtbot.waitSignal(desk.told):
        desk.pick(Task, task(2).id)
    assert inspector.draft is not None
    assert not desk.flush(quietly=True)
    qtbot.keyClick(name, Qt.Key.Key_Escape)
    assert inspector.draft is not None
    assert (inspector.draft.problem.text(), inspector.draft.is_begun) == (ASK, True)
    qtbot.keyClick(name, Qt.Key.Key_Escape)
    assert inspector.draft is None
    desk.pick(Task, task(2).id)
    assert inspector.page is not None


def test_a_half_filled_draft_says_how_to_go_on(desk: Desk, inspector: Inspector, qtbot: QtBot) -> None:
    desk.draft(Person)
    assert inspector.draft is not None
    type_into(qtbot, inspector.draft.form.rows["name"].field.inner, "Leitung")
    told: list[str] = []
    desk.told.connect(told.append)
    assert not desk.flush()
    assert "„Anlegen“ oder „Verwerfen“" in told[-1]


def test_an_untouched_draft_holds_nothing_up(desk: Desk, inspector: Inspector) -> None:
    desk.draft(Person)
    desk.pick(Task, task(2).id)
    assert inspector.draft is None


def test_a_half_filled_member_of_a_list_is_not_lost_either(
    desk: Desk, inspector: Inspector, qtbot: QtBot
) -> None:
    assert inspector.page is not None
    parts = inspector.page.lists[0]
    parts.add()
    assert parts.draft is not None
    type_into(qtbot, parts.draft.form.rows["municipality_id"].field.inner, "Schmitten")
    desk.pick(Task, task(2).id)
    assert parts.draft is not None
    assert desk.subject is not None
    assert desk.subject.id == FIRST


def test_a_second_lead_is_refused_at_the_field_of_the_role(desk: Desk, inspector: Inspector) -> None:
    desk.draft(Assignment, task_id=FIRST, municipality_id=id_of(2), role=Role.LEAD)
    assert inspector.draft is not None
    inspector.draft.create_row()
    assert "federführende" in inspector.draft.form.rows["role"].error


def test_a_text_that_is_too_long_is_marked_in_a_draft_when_it_is_left(
    desk: Desk, inspector: Inspector
) -> None:
    desk.draft(Person)
    assert inspector.draft is not None
    row = inspector.draft.form.rows["name"]
    row.field.inner.setPlainText("ä" * 315)
    assert not row.flush()
    assert row.error.startswith("Das Feld „Name“ fasst höchstens 300 Zeichen, es sind 315")


def test_a_refused_draft_says_why_at_the_field(desk: Desk, inspector: Inspector, qtbot: QtBot) -> None:
    desk.draft(Person)
    assert inspector.draft is not None
    row = inspector.draft.form.rows["name"]
    row.field.inner.setPlainText("ä" * 301)
    inspector.draft.create_row()
    assert "300 Zeichen" in row.error
    assert row.field.read() == "ä" * 301


def test_a_refusal_that_no_field_is_to_blame_for_stands_in_the_draft(
    desk: Desk, inspector: Inspector
) -> None:
    desk.draft(Closure, name="Ferien", from_on=date(2026, 12, 2), until_on=date(2026, 12, 1))
    assert inspector.draft is not None
    inspector.draft.create_row()
    assert "Ende liegt vor dem Anfang" in inspector.draft.problem.text()
    assert inspector.draft.problem.isVisible()


def test_a_finished_draft_is_created_and_shown(desk: Desk, inspector: Inspector, qtbot: QtBot) -> None:
    desk.draft(Person, municipality_id=id_of(2))
    assert inspector.draft is not None
    name = inspector.draft.form.rows["name"].field.inner
    type_into(qtbot, name, "Leitung Hauptamt")
    qtbot.keyClick(name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = desk.snapshot.all(Person)[0]
    assert (made.name, made.municipality_id) == ("Leitung Hauptamt", id_of(2))
    assert desk.subject is not None
    assert desk.subject.id == made.id
    assert inspector.page is not None

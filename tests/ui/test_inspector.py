"""The inspector shows and edits every entity; it is driven with keys on a real file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.cooperation import Cooperation, Grant, GrantMember, Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import ENTITIES
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.tasks import Assignment, Closure, Task
from ozgdesk.domain.vocabulary import GrantState, Role, TaskState
from ozgdesk.present.form_register import FORMS
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.inspector.field_row import PAUSE_MS, FieldRow
from ozgdesk.ui.inspector.panel import Inspector
from tests.helpers import cooperation, four_municipalities, id_of, lead, task
from tests.ui.desks import (
    close_desk,
    make_desk,
    press_escape_twice,
    show_active,
    shown_windows,
    type_into,
)

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


def line(inspector: Inspector, name: str) -> Any:
    assert inspector.page is not None
    return inspector.page.form.rows[name].field.inner


def first_task(desk: Desk) -> Task:
    return desk.snapshot.get(Task, FIRST)


def test_a_pause_in_typing_saves_and_further_typing_grows_the_same_step(
    desk: Desk, inspector: Inspector, qtbot: QtBot
) -> None:
    type_into(qtbot, line(inspector, "name"), "Vergabe")
    qtbot.waitUntil(lambda: first_task(desk).name == "Vergabe", timeout=PAUSE_MS * 5)
    qtbot.keyClicks(line(inspector, "name"), "stelle")
    qtbot.waitUntil(lambda: first_task(desk).name == "Vergabestelle", timeout=PAUSE_MS * 5)
    assert len(desk.workspace.heads()) == 1
    assert desk.workspace.undo_label == "Aufgabe ändern"


def test_leaving_a_field_saves_at_once(desk: Desk, inspector: Inspector, qtbot: QtBot) -> None:
    type_into(qtbot, line(inspector, "deadline_on"), "22.11.")
    qtbot.keyClick(line(inspector, "deadline_on"), Qt.Key.Key_Tab)
    assert first_task(desk).deadline_on == date(2026, 11, 22)
    assert line(inspector, "deadline_on").text() == "22.11.2026"


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("deadline_on", "221126", date(2026, 11, 22)),
        ("deadline_on", "heute", date(2026, 11, 23)),
        ("deadline_on", "+5", date(2026, 11, 28)),
        ("duration_minutes", "12", 5760),
        ("duration_minutes", "0,5 T", 240),
        ("progress_percent", "40", 40),
        ("waiting_for", "Stellungnahme", "Stellungnahme"),
        ("parent_id", "Sitzungs", task(2).id),
    ],
)
def test_fields_read_what_people_type(
    desk: Desk, inspector: Inspector, qtbot: QtBot, name: str, typed: str, value: object
) -> None:
    type_into(qtbot, line(inspector, name), typed)
    assert desk.flush()
    assert getattr(first_task(desk), name) == value


@pytest.mark.parametrize(
    ("name", "typed", "reason"),
    [
        ("deadline_on", "31.2.", "Februar 2026 hat 28 Tage"),
        ("duration_minutes", "viel", "ist keine Dauer"),
        ("progress_percent", "140", "nicht größer als 100"),
        ("name", "", "Bitte füllen Sie das Feld „Name“ aus."),
        ("parent_id", "gibt es nicht", "gibt es nicht"),
    ],
)
def test_wrong_input_is_marked_with_the_reason_and_stays_as_typed(
    desk: Desk, inspector: Inspector, qtbot: QtBot, name: str, typed: str, reason: str
) -> None:
    type_into(qtbot, line(inspector, name), typed)
    assert not desk.flush()
    assert inspector.page is not None
    row = inspector.page.form.rows[name]
    assert reason in row.error
    field = line(inspector, name)
    assert (field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()) == typed
    assert line(inspector, name).accessibleDescription() == row.error
    assert len(desk.workspace.heads()) == 0


def test_a_rule_that_refuses_is_shown_at_the_field(desk: Desk, inspector: Inspector, qtbot: QtBot) -> None:
    assert inspector.page is not None
    row = inspector.page.form.rows["legal_form"]
    row.field.inner.setCurrentIndex(1)
    row.field.settled.emit()
    assert "Vertragsaufgaben" in row.error


def test_wrong_input_keeps_the_inspector_at_its_row(desk: Desk, inspector: Inspector, qtbot: QtBot) -> None:
    type_into(qtbot, line(inspector, "deadline_on"), "irgendwann")
    desk.pick(Task, task(2).id)
    assert desk.subject is not None
    assert desk.subject.id == FIRST
    press_escape_twice(qtbot, line(inspector, "deadline_on"))
    desk.pick(Task, task(2).id)
    assert desk.subject.id == task(2).id


def test_giving_up_wrong_input_takes_the_reason_away(desk: Desk, inspector: Inspector, qtbot: QtBot) -> None:
    type_into(qtbot, line(inspector, "deadline_on"), "irgendwann")
    assert not desk.flush()
    press_escape_twice(qtbot, line(inspector, "deadline_on"))
    assert inspector.page is not None
    assert inspector.page.form.rows["deadline_on"].error == ""


def test_wrong_input_that_holds_everything_up_is_told_and_brought_into_view(
    desk: Desk, inspector: Inspector, qtbot: QtBot
) -> None:
    inspector.resize(400, 300)
    type_into(qtbot, line(inspector, "deadline_on"), "31.02.")
    line(inspector, "number").setFocus()
    told: list[str] = []
    desk.told.connect(told.append)
    desk.pick(Task, task(2).id)
    assert told[-1].startswith(
        "Bitte berichtigen Sie das Feld „Frist“, oder geben Sie die Eingabe mit Esc auf."
    )
    assert "28 Tage" in told[-1]
    assert line(inspector, "deadline_on").hasFocus()
    assert line(inspector, "deadline_on").visibleRegion().boundingRect().height() > 10


def test_wrong_input_in_a_closed_row_or_folded_group_is_opened_when_it_holds_everything_up(
    desk: Desk, inspector: Inspector, qtbot: QtBot
) -> None:
    assert inspector.page is not None
    item = inspector.page.lists[0].items()[0]
    item.button.setChecked(True)
    due = item.findChildren(FieldRow)[[row.spec.name for row in item.findChildren(FieldRow)].index("due_on")]
    type_into(qtbot, due.field.inner, "irgendwann")
    item.button.setChecked(False)
    desk.pick(Task, task(2).id)
    assert item.button.isChecked()
    assert due.field.inner.text() == "irgendwann"
    assert due.field.inner.hasFocus()
    press_escape_twice(qtbot, due.field.inner)
    fold, _ = inspector.page.form._folds[0]
    fold.setChecked(True)
    type_into(qtbot, line(inspector, "constraint_on"), "nie")
    fold.setChecked(False)
    desk.pick(Task, task(2).id)
    assert line(inspector, "constraint_on").hasFocus()


def test_another_row_is_shown_from_its_top(desk: Desk, inspector: Inspector) -> None:
    inspector.resize(400, 300)
    assert inspector.page is not None
    bar = inspector.page.parentWidget().parentWidget().verticalScrollBar()  # type: ignore[union-attr]
    bar.setValue(bar.maximum())
    desk.run("Aufgabe ändern", records.edit(Task, FIRST, waiting_for="Rat"))
    assert bar.value() > 0
    desk.pick(Task, task(2).id)
    assert bar.value() == 0


def test_a_phase_is_not_asked_for_what_follows_from_its_tasks(desk: Desk, inspector: Inspector) -> None:
    assert line(inspector, "progress_percent").isVisible()
    desk.run("Aufgabe anlegen", records.create(Task, name="Teil", parent_id=FIRST))
    assert not line(inspector, "progress_percent").isVisible()
    desk.pick(Task, task(2).id)
    assert line(inspector, "progress_percent").isVisible()


def test_typed_text_is_saved_before_any_other_command(desk: Desk, inspector: Inspector, qtbot: QtBot) -> None:
    type_into(qtbot, line(inspector, "name"), "Neuer Name")
    desk.run("Aufgabe anlegen", records.create(Task, name="Danach"))
    assert first_task(desk).name == "Neuer Name"
    assert [head.label for head in desk.workspace.heads()] == ["Aufgabe ändern", "Aufgabe anlegen"]


def test_half_a_date_is_not_marked_while_it_is_typed(desk: Desk, inspector: Inspector, qtbot: QtBot) -> None:
    type_into(qtbot, line(inspector, "deadline_on"), "22.x")
    qtbot.wait(PAUSE_MS + 200)
    assert inspector.page is not None
    assert inspector.page.form.rows["deadline_on"].error == ""


def test_what_others_change_appears_but_never_over_what_is_typed(
    desk: Desk, inspector: Inspector, qtbot: QtBot
) -> None:
    line(inspector, "name").setFocus()
    qtbot.keyClicks(line(inspector, "waiting_for"), "die Kasse")
    desk.workspace.run("Aufgabe ändern", records.edit(Task, FIRST, description="von anderswo"))
    assert line(inspector, "description").toPlainText() == "von anderswo"
    assert line(inspector, "waiting_for").text() == "die Kasse"


def test_a_state_brings_what_follows_from_it(desk: Desk, inspector: Inspector) -> None:
    assert inspector.page is not None
    field = inspector.page.form.rows["state"].field
    field.inner.setCurrentIndex(list(TaskState).index(TaskState.DONE))  # type: ignore[attr-defined]
    field.settled.emit()
    assert first_task(desk).progress_percent == 100
    assert line(inspector, "progress_percent").text().startswith("100")


def test_undo_in_an_untouched_field_means_the_project(desk: Desk, inspector: Inspector, qtbot: QtBot) -> None:
    type_into(qtbot, line(inspector, "waiting_for"), "Rat")
    desk.flush()
    desk.undo()
    assert first_task(desk).waiting_for == ""
    assert line(inspector, "waiting_for").text() == ""


def test_a_contribution_is_added_edited_and_removed_in_place(
    desk: Desk, inspector: Inspector, qtbot: QtBot
) -> None:
    assert inspector.page is not None
    parts = inspector.page.lists[0]
    assert [item.button.row.text for item in parts.items()] == ["Federführung"]
    parts.add()
    assert parts.draft is not None
    type_into(qtbot, parts.draft.form.rows["municipality_id"].field.inner, "Schmitten")
    role = parts.draft.form.rows["role"].field
    role.inner.setCurrentIndex(list(Role).index(Role.CONTRIBUTOR))  # type: ignore[attr-defined]
    role.settled.emit()
    parts.draft.create_row()
    assert [item.button.row.text for item in parts.items()] == ["Federführung", "Zuarbeit"]
    added = parts.items()[1]
    qtbot.keyClick(added.button, Qt.Key.Key_Return)
    type_into(qtbot, added._form.rows["due_on"].field.inner, "04.12.26")
    assert desk.flush()
    assert desk.snapshot.get(Assignment, added.id).due_on == date(2026, 12, 4)
    added.button.setFocus()
    qtbot.keyClick(added.button, Qt.Key.Key_Delete)
    assert [item.button.row.text for item in parts.items()] == ["Federführung"]


def test_a_member_is_chosen_from_those_that_are_not_yet_in(desk: Desk, inspector: Inspector) -> None:
    made = desk.run("Förderung anlegen", records.create(Grant, name="IKZ", state=GrantState.SIGNALLED))
    assert made is not None
    desk.run("x", records.create(GrantMember, grant_id=made.id, municipality_id=id_of(1)))
    desk.pick(Grant, made.id)
    assert inspector.page is not None
    members = inspector.page.lists[0]
    menu = members._menu()
    assert [action.text() for action in menu.actions()] == [
        "Neu-Anspach (NA)", "Glashütten (GLA)", "Schmitten (SCHM)"
    ]  # fmt: skip
    menu.actions()[0].trigger()
    assert [item.button.row.text for item in members.items()] == ["Usingen", "Neu-Anspach"]


def test_a_follow_up_hangs_on_the_row_shown(desk: Desk, inspector: Inspector, qtbot: QtBot) -> None:
    assert inspector.page is not None
    notes = next(found for found in inspector.page.lists if found.spec.kind is FollowUp)
    notes.add()
    assert notes.draft is not None
    type_into(qtbot, notes.draft.form.rows["text"].field.inner, "Anruf")
    type_into(qtbot, notes.draft.form.rows["due_on"].field.inner, "+3")
    notes.draft.create_row()
    made = desk.snapshot.all(FollowUp)[0]
    assert (made.subject_kind, made.subject_id, made.text) == ("task", FIRST, "Anruf")


def test_deleting_clears_the_inspector_and_undo_brings_the_row_back(desk: Desk, inspector: Inspector) -> None:
    inspector.delete_row()
    assert desk.snapshot.find(Task, FIRST) is None
    assert inspector.page is None
    desk.undo()
    assert first_task(desk).name == "Vergabewesen"


def test_the_way_back_leads_to_the_row_shown_before(desk: Desk, inspector: Inspector) -> None:
    desk.pick(Municipality, id_of(1))
    inspector.go_back()
    assert desk.subject is not None
    assert desk.subject.id == FIRST


def test_the_history_of_a_row_is_told_in_german(desk: Desk, inspector: Inspector, qtbot: QtBot) -> None:
    type_into(qtbot, line(inspector, "name"), "Vergabe")
    desk.flush()
    assert inspector.page is not None
    inspector.page.history.head.setChecked(True)
    assert len(inspector.page.history.lines()) == 1
    assert "Name von „Vergabewesen“ auf „Vergabe“ geändert" in inspector.page.history.lines()[0]


@pytest.fixture(scope="module")
def sample_rows() -> tuple[Entity, ...]:
    return build_sample("demo", date(2026, 11, 23), SYSTEM_CLOCK.new_id)


def test_every_entity_of_the_sample_is_shown_with_all_its_fields(
    tmp_path: Path, qtbot: QtBot, sample_rows: tuple[Entity, ...]
) -> None:
    desk = make_desk(tmp_path, sample_rows)
    panel = Inspector(desk)
    qtbot.addWidget(panel)
    panel.resize(400, 900)
    panel.show()
    shown = set()
    for row in sample_rows:
        if type(row) in shown:
            continue
        shown.add(type(row))
        desk.pick(type(row), row.id)
        assert panel.page is not None
        assert panel.page.kind is type(row)
        for name, field in panel.page.form.rows.items():
            assert field.field.read() == getattr(row, name), (type(row), name)
            assert not field.field.is_dirty()
        labels = panel.page.findChildren(QLabel)
        assert all(found.textFormat() == Qt.TextFormat.PlainText for found in labels)
    assert shown_windows() == [panel]
    assert len(desk.workspace.heads()) == 0
    assert shown >= {kind for kind in ENTITIES if FORMS[kind].may_be_created and desk.snapshot.all(kind)}
    close_desk(desk)


def test_closures_of_all_are_listed_added_and_removed_at_the_cooperation(
    desk: Desk, inspector: Inspector, qtbot: QtBot
) -> None:
    desk.pick(Cooperation, cooperation().id)
    assert inspector.page is not None
    closures = next(found for found in inspector.page.lists if found.spec.kind is Closure)
    closures.add()
    assert closures.draft is not None
    for name, value in (("name", "Betriebsausflug"), ("from_on", "11.06.2027"), ("until_on", "11.06.2027")):
        qtbot.keyClicks(closures.draft.form.rows[name].field.inner, value)
    closures.draft.create_row()
    (closure,) = desk.snapshot.all(Closure)
    assert closure.municipality_id is None
    (item,) = closures.items()
    item.remove()
    assert desk.snapshot.all(Closure) == ()


def test_christmas_eve_becomes_a_working_day_by_a_tick(
    desk: Desk, inspector: Inspector, qtbot: QtBot
) -> None:
    desk.pick(Cooperation, cooperation().id)
    assert inspector.page is not None
    box = inspector.page.form.rows["christmas_eve_is_free"].field.inner
    before = desk.view.plan
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not desk.snapshot.get(Cooperation, cooperation().id).christmas_eve_is_free)
    assert desk.view.plan is not before
    assert desk.workspace.undo_label == "Zusammenarbeit ändern"

from collections.abc import Iterator
from pathlib import Path

import pytest

from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.step import Step, StepKind
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.store.problems import StoreProblem
from tests.helpers import AUTHOR, TestClock, four_municipalities, id_of, lead, make_workspace, task

ONE = id_of(1001)


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def workspace(tmp_path: Path, clock: TestClock) -> Iterator[Workspace]:
    first = task(1)
    opened = make_workspace(tmp_path, [*four_municipalities(), first, task(2), lead(first, 1)], clock)
    yield opened
    opened.close()


def rename(to: str, id_: str = ONE) -> Command[Task]:
    return lambda tx: tx.update(Task, id_, name=to)


def reopened(workspace: Workspace, clock: TestClock) -> Workspace:
    workspace.close()
    return Workspace.open(workspace.path, author=AUTHOR, clock=clock.clock())


def test_a_command_changes_snapshot_file_and_history_in_one_step(
    workspace: Workspace, clock: TestClock
) -> None:
    result = workspace.run("Aufgabe ändern", rename("Vergabewesen"))
    assert result.name == workspace.snapshot.get(Task, ONE).name == "Vergabewesen"
    again = reopened(workspace, clock)
    assert again.snapshot == workspace.snapshot
    (head,) = again.heads()
    assert (head.label, head.author, head.at) == ("Aufgabe ändern", AUTHOR, clock.at)
    again.close()


def test_a_command_that_fails_halfway_leaves_no_trace(workspace: Workspace) -> None:
    before = workspace.snapshot

    def fails(tx: Transaction) -> None:
        tx.update(Task, ONE, name="halb")
        raise RuleViolation("reason_needed")

    with pytest.raises(RuleViolation):
        workspace.run("Aufgabe ändern", fails)
    assert workspace.snapshot is before
    assert workspace.heads() == ()


def test_a_second_lead_is_refused_by_the_file_and_nothing_has_changed(workspace: Workspace) -> None:
    second = lead(task(1), 2).model_dump() | {"id": id_of(77)}
    with pytest.raises(RuleViolation) as refusal:
        workspace.run("Zuständigkeit anlegen", lambda tx: tx.insert(Assignment.model_validate(second)))
    assert refusal.value.code == "not_unique"
    assert workspace.snapshot.find(Assignment, id_of(77)) is None
    assert workspace.heads() == ()


def test_wrong_values_become_a_rule_violation(workspace: Workspace) -> None:
    with pytest.raises(RuleViolation) as refusal:
        workspace.run("Aufgabe ändern", rename(""))
    assert refusal.value.code == "invalid_row"


def test_undo_and_redo_survive_a_restart(workspace: Workspace, clock: TestClock) -> None:
    before = workspace.snapshot
    workspace.run("Aufgabe ändern", rename("Eins"))
    after = workspace.snapshot
    again = reopened(workspace, clock)
    assert again.undo_label == "Aufgabe ändern"
    again.undo()
    assert again.snapshot == before
    third = reopened(again, clock)
    assert (third.undo_label, third.redo_label) == (None, "Aufgabe ändern")
    third.redo()
    assert third.snapshot == after
    assert [head.kind for head in third.heads()] == [StepKind.DO, StepKind.UNDO, StepKind.REDO]
    third.close()


def test_a_new_step_ends_what_could_be_done_again(workspace: Workspace) -> None:
    workspace.run("Aufgabe ändern", rename("Eins"))
    workspace.undo()
    workspace.run("Aufgabe ändern", rename("Zwei"))
    assert workspace.redo_label is None
    with pytest.raises(RuleViolation) as refusal:
        workspace.redo()
    assert refusal.value.code == "nothing_to_redo"


def test_undo_to_a_point_takes_back_everything_since(workspace: Workspace) -> None:
    before = workspace.snapshot
    for name in ("Eins", "Zwei", "Drei"):
        workspace.run("Aufgabe ändern", rename(name))
    workspace.undo_to(workspace.heads()[0].number)
    assert workspace.snapshot == before


def test_typing_in_one_field_is_one_step(workspace: Workspace, clock: TestClock) -> None:
    for name in ("V", "Ver", "Vergabe"):
        workspace.run("Aufgabe ändern", rename(name), merge=True)
        clock.advance(2)
    assert len(workspace.heads()) == 1
    workspace.undo()
    assert workspace.snapshot.get(Task, ONE).name == "Aufgabe 1"


def test_typing_after_half_a_minute_in_another_field_or_after_a_backup_is_a_new_step(
    workspace: Workspace, clock: TestClock
) -> None:
    workspace.run("Aufgabe ändern", rename("Eins"), merge=True)
    clock.advance(31)
    workspace.run("Aufgabe ändern", rename("Zwei"), merge=True)
    assert len(workspace.heads()) == 2
    workspace.run("Aufgabe ändern", lambda tx: tx.update(Task, ONE, description="Text"), merge=True)
    assert len(workspace.heads()) == 3
    workspace.run("Aufgabe ändern", rename("Drei", id_of(1002)), merge=True)
    assert len(workspace.heads()) == 4
    workspace.backup("manual")
    workspace.run("Aufgabe ändern", rename("Vier", id_of(1002)), merge=True)
    assert len(workspace.heads()) == 5


def test_listeners_hear_of_each_step_and_which_entities_it_touched(workspace: Workspace) -> None:
    heard: list[Step | None] = []
    stop = workspace.subscribe(heard.append)
    workspace.run("Aufgabe ändern", rename("Eins"))
    assert heard[-1] is not None
    assert heard[-1].kinds() == {Task}
    stop()
    workspace.undo()
    assert len(heard) == 1


def test_the_view_keeps_what_a_step_did_not_touch(workspace: Workspace) -> None:
    municipalities = workspace.view.municipalities
    children = workspace.view.children
    workspace.run("Aufgabe ändern", rename("Eins"))
    assert workspace.view.municipalities is municipalities
    assert workspace.view.children is not children
    assert workspace.view.snapshot.table(Municipality) is workspace.snapshot.table(Municipality)


def test_at_midnight_the_view_is_made_for_the_new_day(workspace: Workspace, clock: TestClock) -> None:
    assert not workspace.turn_day()
    clock.advance(24 * 3600)
    assert workspace.turn_day()
    assert workspace.view.as_of == clock.at.date()


def test_a_released_file_can_be_opened_by_another_desk_and_is_read_again_when_retaken(
    workspace: Workspace, clock: TestClock
) -> None:
    with pytest.raises(StoreProblem) as problem:
        Workspace.open(workspace.path, author=AUTHOR)
    assert problem.value.code == "locked"
    workspace.release()
    with pytest.raises(RuleViolation):
        workspace.run("Aufgabe ändern", rename("Eins"))
    other = Workspace.open(workspace.path, author=AUTHOR, clock=clock.clock())
    other.run("Aufgabe ändern", rename("Von nebenan"))
    other.close()
    workspace.retake()
    assert workspace.snapshot.get(Task, ONE).name == "Von nebenan"
    assert workspace.undo_label == "Aufgabe ändern"

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ozgdesk.commands import people, records
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.people import Person
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.step import Author, Step, StepKind
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.store.problems import StoreProblem
from ozgdesk.texts.people import ERASED_NAME
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
    assert refusal.value.code == "must_be_filled"


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


def test_another_label_run_or_merge_over_an_undone_step_is_a_new_step(
    workspace: Workspace, clock: TestClock
) -> None:
    workspace.run("Aufgabe ändern", rename("Eins"), merge=True)
    workspace.run("Aufgabe umbenennen", rename("Zwei"), merge=True)
    assert len(workspace.heads()) == 2
    workspace.undo()
    workspace.run("Aufgabe ändern", rename("Drei"), merge=True)
    assert len(workspace.heads()) == 4
    again = reopened(workspace, clock)
    again.run("Aufgabe ändern", rename("Vier"), merge=True)
    assert len(again.heads()) == 5
    again.run("Aufgabe ändern", rename("Fünf"))
    assert len(again.heads()) == 6
    again.close()


def test_a_new_row_and_its_first_edit_are_two_steps(workspace: Workspace) -> None:
    made = workspace.run("Aufgabe ändern", records.create(Task, name="Drei"))
    workspace.run("Aufgabe ändern", rename("Vier", made.id), merge=True)
    assert len(workspace.heads()) == 2
    workspace.undo()
    assert workspace.snapshot.get(Task, made.id).name == "Drei"


def test_what_another_hand_changed_in_the_file_is_not_undone_over(workspace: Workspace) -> None:
    workspace.run("Aufgabe ändern", rename("Eins"))
    connection = workspace._source.connection
    connection.exec_driver_sql(f"UPDATE task SET name = 'Fremd' WHERE id = '{ONE}'")
    workspace.reload()
    with pytest.raises(RuleViolation) as refusal:
        workspace.undo()
    assert refusal.value.code == "changed_since"
    assert workspace.snapshot.get(Task, ONE).name == "Fremd"
    assert len(workspace.heads()) == 1


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


def test_a_file_that_cannot_be_read_is_given_free_again(workspace: Workspace) -> None:
    workspace.close()
    driver = sqlite3.connect(workspace.path)
    driver.execute("UPDATE task SET name = ''")
    driver.commit()
    driver.close()
    for _ in range(2):
        with pytest.raises(StoreProblem) as problem:
            Workspace.open(workspace.path, author=AUTHOR)
        assert problem.value.code == "damaged"


def test_typing_that_ends_where_it_began_can_be_undone(workspace: Workspace) -> None:
    before = workspace.snapshot
    workspace.run("Aufgabe ändern", rename("Neu"))
    for name in ("V", "Neu"):
        workspace.run("Name ändern", rename(name), merge=True)
    assert len(workspace.heads()) == 2
    workspace.undo()
    assert workspace.snapshot.get(Task, ONE).name == "Neu"
    workspace.undo()
    assert workspace.snapshot == before


def test_the_number_of_a_deleted_or_undone_task_is_never_given_again(
    workspace: Workspace, clock: TestClock
) -> None:
    third = workspace.run("Aufgabe anlegen", records.create(Task, name="Drei"))
    workspace.run("Aufgabe löschen", records.delete(Task, third.id))
    fourth = workspace.run("Aufgabe anlegen", records.create(Task, name="Vier"))
    workspace.undo()
    again = reopened(workspace, clock)
    fifth = again.run("Aufgabe anlegen", records.create(Task, name="Fünf"))
    again.run("Aufgabe löschen", records.delete(Task, fifth.id))
    sixth = again.run("Aufgabe anlegen", records.create(Task, name="Sechs"))
    numbers = [made.number for made in (third, fourth, fifth, sixth)]
    assert numbers == ["A-003", "A-004", "A-005", "A-006"]
    again.close()


def test_a_view_that_fails_does_not_make_a_kept_step_look_refused(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: shown.append(error))
    heard: list[Step | None] = []

    def fails(step: Step | None) -> None:
        raise RuleViolation("gone")

    workspace.subscribe(fails)
    workspace.subscribe(heard.append)
    assert workspace.run("Aufgabe ändern", rename("Neu")).name == "Neu"
    assert len(heard) == len(shown) == len(workspace.heads()) == 1


def test_a_full_disk_refuses_the_step_and_work_goes_on_when_there_is_room(workspace: Workspace) -> None:
    before = workspace.snapshot
    connection = workspace._source.connection
    connection.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(StoreProblem) as problem:
        workspace.run("Aufgabe ändern", lambda tx: tx.update(Task, ONE, description="x" * 100_000))
    assert problem.value.code == "full"
    assert workspace.snapshot is before
    assert workspace.heads() == ()
    connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    workspace.run("Aufgabe ändern", rename("Neu"))
    workspace.undo()
    assert workspace.snapshot == before


def test_a_reader_that_finds_the_file_gone_keeps_what_it_has_and_looks_again(
    workspace: Workspace, clock: TestClock
) -> None:
    reader = Workspace.open_reading(workspace.path, author=AUTHOR, clock=clock.clock())
    workspace.run("Aufgabe ändern", rename("Neu"))
    workspace.close()
    away = workspace.path.rename(workspace.path.with_name("weg.ozg"))
    for _ in range(2):
        with pytest.raises(StoreProblem) as problem:
            reader.follow()
        assert problem.value.code == "missing"
        assert reader.snapshot.get(Task, ONE).name == "Aufgabe 1"
    away.rename(workspace.path)
    assert reader.follow()
    assert reader.snapshot.get(Task, ONE).name == "Neu"
    assert reader.heads()
    assert not reader.follow()
    reader.close()


def test_a_file_that_is_gone_when_it_should_be_given_free_stays_ours(workspace: Workspace) -> None:
    away = workspace.path.rename(workspace.path.with_name("weg.ozg"))
    with pytest.raises(StoreProblem):
        workspace.release()
    away.rename(workspace.path)
    assert workspace.is_writable
    workspace.run("Aufgabe ändern", rename("Neu"))


def test_erasing_a_person_can_be_repeated_after_a_failure_and_leaves_no_byte(
    workspace: Workspace, tmp_path: Path
) -> None:
    person = workspace.run("Person anlegen", records.create(Person, name="Kim Ruh", email="kim@usi.example"))
    workspace.author = Author("Kim Ruh")
    workspace.run("Aufgabe ändern", rename("KIM RUH anrufen"))
    backup = workspace.backup("manual")
    version = _user_version(backup, 9999)
    with pytest.raises(StoreProblem):
        workspace.erase_person("Personenbezug löschen", people.erase(person.id))
    assert workspace.snapshot.get(Person, person.id).name == "Kim Ruh"
    _user_version(backup, version)
    workspace.erase_person("Personenbezug löschen", people.erase(person.id))
    erased = workspace.snapshot.get(Person, person.id)
    assert (erased.name, erased.is_function, erased.email) == (ERASED_NAME, True, "")
    assert workspace.undo_label is None
    assert workspace.heads()[-1].is_barrier
    assert workspace.heads()[1].author.name == ERASED_NAME
    workspace.close()
    for file in (file for file in tmp_path.rglob("*") if file.is_file()):
        content = file.read_bytes().lower()
        assert b"kim ruh" not in content
        assert b"kim@" not in content


def _user_version(file: Path, version: int) -> int:
    driver = sqlite3.connect(file)
    found = driver.execute("PRAGMA user_version").fetchone()[0]
    driver.execute(f"PRAGMA user_version = {version}")
    driver.close()
    return int(found)

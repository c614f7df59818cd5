from dataclasses import replace

import pytest

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Change
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.store import schema
from ozgdesk.store.problems import StoreProblem
from ozgdesk.store.project_file import ProjectFile, create
from tests.store.project import HEAD, changed, id_of, inserted, municipalities, task


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "Vorhaben Üb 100%.ozg"
    create(path, Snapshot.of(municipalities()))
    return path


@pytest.fixture
def project(path):
    project = ProjectFile.open(path, holder="Erika Beispiel")
    yield project
    project.close()


def test_a_new_file_holds_the_rows_it_was_made_with_and_no_step(project):
    assert project.read() == Snapshot.of(municipalities())
    assert project.heads() == ()


def test_a_new_file_never_replaces_another(path):
    before = path.read_bytes()
    with pytest.raises(StoreProblem) as caught:
        create(path)
    assert caught.value.code == "exists"
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_named_as_the_reason(tmp_path):
    with pytest.raises(StoreProblem) as caught:
        create(tmp_path / "fehlt" / "x.ozg")
    assert caught.value.code == "no_folder"


def test_nothing_but_the_file_is_left_beside_it(path):
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_step_is_there_after_reopening_with_every_row(path):
    project = ProjectFile.open(path, holder="A")
    head = project.append(HEAD, [inserted(task(1)), inserted(task(2, parent_id=id_of(1)))])
    rows = project.read()
    project.close()
    again = ProjectFile.open(path, holder="A")
    assert again.read() == rows
    assert again.heads() == (head,)
    assert again.step(head.number).changes == (inserted(task(1)), inserted(task(2, parent_id=id_of(1))))
    again.close()


def test_an_update_keeps_only_the_changed_fields_and_gives_back_the_whole_row(project):
    first = task(1)
    second, third = changed(first, name="B"), changed(changed(first, name="B"), progress_percent=40)
    project.append(HEAD, [inserted(first)])
    project.append(HEAD, [Change(Task, first.id, first, second)])
    project.append(HEAD, [Change(Task, first.id, second, third)])
    assert project.step(2).changes == (Change(Task, first.id, first, second),)
    assert project.step(3).changes == (Change(Task, first.id, second, third),)


def test_a_step_may_touch_a_row_several_times(project):
    first, second = task(1), task(1, name="B")
    changes = (inserted(first), Change(Task, first.id, first, second), Change(Task, first.id, second, None))
    project.append(HEAD, changes)
    assert project.step(1).changes == changes
    assert project.read().all(Task) == ()


def test_two_leads_of_a_task_are_refused_and_nothing_is_written(project):
    project.append(HEAD, [inserted(task(1))])
    before = project.read()
    leads = [
        Assignment(id=id_of(10 + n), task_id=id_of(1), municipality_id=id_of(901 + n), role="lead")
        for n in (0, 1)
    ]
    with pytest.raises(RuleViolation) as caught:
        project.append(HEAD, [inserted(task(2)), *map(inserted, leads)])
    assert caught.value.code == "not_unique"
    assert caught.value.values == {"table": "assignment", "fields": ("task_id",)}
    assert project.read() == before
    assert len(project.heads()) == 1


def test_a_row_that_points_at_nothing_is_refused_by_name(project):
    with pytest.raises(RuleViolation) as caught:
        project.append(HEAD, [inserted(task(2, parent_id=id_of(77)))])
    assert caught.value.code == "dangling"
    assert caught.value.values == {"table": "task", "id": id_of(2), "target": "task"}
    assert project.heads() == ()


def test_rows_of_one_step_may_point_at_later_ones(project):
    project.append(HEAD, [inserted(task(2, parent_id=id_of(1))), inserted(task(1))])
    assert len(project.read().all(Task)) == 2


def test_changing_a_row_that_is_gone_is_refused(project):
    with pytest.raises(RuleViolation) as caught:
        project.append(HEAD, [Change(Task, id_of(1), task(1), task(1, name="B"))])
    assert caught.value.code == "changed_since"


def test_a_merged_edit_makes_one_step_from_the_first_before_to_the_last_after(project):
    first = task(1)
    second, third = changed(first, name="B"), changed(first, name="C", description="neu")
    project.append(HEAD, [inserted(first)])
    project.append(HEAD, [Change(Task, first.id, first, second)])
    later = replace(HEAD, at=HEAD.at.replace(hour=23))
    head = project.merge_into_last(later, [Change(Task, first.id, second, third)])
    assert head.at == later.at
    assert len(project.heads()) == 2
    assert project.step(2).changes == (Change(Task, first.id, first, third),)
    assert project.read().get(Task, first.id) == third


def test_a_merge_into_an_insert_inserts_the_final_row(project):
    first, second = task(1), task(1, name="B")
    project.append(HEAD, [inserted(first)])
    project.merge_into_last(HEAD, [Change(Task, first.id, first, second)])
    assert project.step(1).changes == (inserted(second),)


def test_the_head_comes_back_as_it_was_given_but_for_its_number_and_the_schema_version(project):
    head = replace(HEAD, label="Aufgabe „X“ verschieben", is_barrier=True, run="r7", number=99)
    kept = replace(head, number=1, schema_version=schema.SCHEMA_VERSION)
    assert project.append(head, []) == kept
    assert project.heads() == (kept,)


def test_one_coordinating_municipality_at_most(project):
    rows = project.read().all(Municipality)
    changes = [Change(Municipality, row.id, row, changed(row, is_coordinating=True)) for row in rows]
    with pytest.raises(RuleViolation, match="not_unique"):
        project.append(HEAD, changes)


def test_the_steps_that_touched_a_row_are_found_newest_first(project):
    first = task(1)
    project.append(HEAD, [inserted(first), inserted(task(2))])
    project.append(HEAD, [Change(Task, id_of(2), task(2), None)])
    project.append(HEAD, [Change(Task, first.id, first, changed(first, name="B"))])
    assert project.numbers_of(Task, first.id) == (3, 1)
    assert project.numbers_of(Municipality, first.id) == ()


def test_looking_up_the_steps_of_a_row_does_not_read_the_whole_journal(project):
    plan = project.connection.exec_driver_sql(
        "EXPLAIN QUERY PLAN SELECT DISTINCT step FROM change WHERE \"table\" = 'task' AND row_id = 'x'"
    ).all()
    assert "ix_change_row_id" in plan[0][3]


def test_a_step_of_more_rows_than_a_look_up_takes_comes_back_whole(project):
    rows = [task(n) for n in range(1, 701)]
    project.append(HEAD, [inserted(row) for row in rows])
    updates = tuple(Change(Task, row.id, row, changed(row, name="neu")) for row in rows)
    project.append(HEAD, updates)
    project.append(HEAD, [Change(Task, change.id, change.after, None) for change in updates[:650]])
    assert project.step(2).changes == updates

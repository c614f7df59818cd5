import sqlite3

import pytest

from ozgdesk.store.check import check
from ozgdesk.store.problems import StoreProblem
from ozgdesk.store.project_file import ProjectFile, create
from tests.store.project import HEAD, id_of, inserted, state_of, task
from tests.store.samples import one_of_each


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "x.ozg"
    create(path)
    project = ProjectFile.open(path, holder="A")
    project.append(HEAD, [inserted(row) for row in one_of_each()])
    project.append(HEAD, [inserted(task(n)) for n in range(1, 5)])
    project.close()
    return path


def run(path, *statements):
    driver = sqlite3.connect(path)
    driver.execute("PRAGMA foreign_keys=off")
    driver.execute("PRAGMA ignore_check_constraints=on")
    for statement in statements:
        driver.execute(statement)
    driver.commit()
    driver.close()


def codes(path):
    return {finding.code for finding in check(path)}


def test_a_sound_file_has_no_findings_and_keeps_every_byte(path):
    before = state_of(path.parent)
    assert check(path) == ()
    assert state_of(path.parent) == before


def test_a_file_can_be_checked_while_it_is_written(path):
    project = ProjectFile.open(path, holder="A")
    project.append(HEAD, [inserted(task(9))])
    assert check(path) == ()
    project.close()


def test_a_row_changed_behind_the_journal_is_seen_after_closing(path):
    run(path, "UPDATE task SET name = 'anders'")
    assert "changed_outside" in codes(path)


def test_a_step_that_vanished_is_seen(path):
    run(path, "DELETE FROM change WHERE step = 2 AND position = 1")
    assert "journal" in codes(path) or "changed_outside" in codes(path)
    run(path, "DELETE FROM meta")
    run(path, f"DELETE FROM task WHERE id = '{id_of(1)}'")
    assert codes(path) == {"journal"}


def test_a_reference_to_nothing_is_named(path):
    run(path, f"UPDATE task SET parent_id = '{id_of(77)}' WHERE id = '{id_of(2)}'")
    finding = next(f for f in check(path) if f.code == "dangling")
    assert finding.values == {"table": "task", "id": id_of(2), "target": "task"}
    assert id_of(2) in finding.text


@pytest.mark.parametrize(
    ("field", "value"),
    [("deadline_on", "'bald'"), ("name", "''"), ("state", "'viel'"), ("progress_percent", "101")],
)
def test_a_value_no_entity_would_take_is_named_with_row_and_field(path, field, value):
    run(path, f"UPDATE task SET {field} = {value} WHERE id = '{id_of(3)}'")
    rows = [f for f in check(path) if f.code == "row"]
    assert [f.values for f in rows] == [{"table": "task", "id": id_of(3), "field": field}]
    assert "Aufgabe" not in rows[0].text or rows[0].text.endswith(".")


def test_another_schema_is_one_finding(path):
    run(path, "CREATE TRIGGER evil AFTER INSERT ON task BEGIN DELETE FROM person; END")
    assert codes(path) == {"schema_mismatch"}


def test_a_broken_structure_is_a_finding_and_not_an_error(path):
    data = bytearray(path.read_bytes())
    data[8192 : len(data) - 4096 : 997] = b"\xff" * len(data[8192 : len(data) - 4096 : 997])
    path.write_bytes(data)
    assert codes(path) & {"structure", "damaged"}


def test_a_file_that_is_no_project_is_a_problem(tmp_path):
    path = tmp_path / "x.ozg"
    path.write_bytes(b"text")
    with pytest.raises(StoreProblem) as caught:
        check(path)
    assert caught.value.code == "foreign"

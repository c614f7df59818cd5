import shutil
import sqlite3
from pathlib import Path

import pytest

from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task
from ozgdesk.store import backups, schema
from ozgdesk.store.migrations import ladder
from ozgdesk.store.problems import StoreProblem
from ozgdesk.store.project_file import ProjectFile, create
from ozgdesk.store.reading import open_reading
from tests.store.project import HEAD, id_of, inserted, municipalities, state_of, task

DATABASES = Path(__file__).parent.parent / "databases"
NOW = schema.SCHEMA_VERSION


@pytest.fixture
def old(tmp_path):
    """A file as the version before would have left it: without the table of documents."""
    path = tmp_path / "x.ozg"
    create(path, Snapshot.of(municipalities()))
    project = ProjectFile.open(path, holder="A")
    project.append(HEAD, [inserted(task(1))])
    project.close()
    driver = sqlite3.connect(path)
    driver.execute("DROP TABLE document")
    driver.commit()
    driver.close()
    return path


def add_documents(connection):
    for statement in schema.statements():
        if " document " in statement.partition("(")[0]:
            connection.execute(statement)


@pytest.fixture
def climb(monkeypatch):
    """Plant a rung from this version to the next one."""

    def plant(rung):
        monkeypatch.setattr(schema, "SCHEMA_VERSION", NOW + 1)
        monkeypatch.setattr(ladder, "RUNGS", {NOW: rung})

    return plant


def version_of(path):
    driver = sqlite3.connect(path)
    version = driver.execute("PRAGMA user_version").fetchone()[0]
    driver.close()
    return version


def test_an_older_file_is_brought_up_to_date_after_a_backup(old, climb, tmp_path):
    climb(add_documents)
    project = ProjectFile.open(old, holder="A", backups=tmp_path / "backups")
    assert project.read() == Snapshot.of([*municipalities(), task(1)])
    assert project.append(HEAD, [inserted(task(2))]).schema_version == NOW + 1
    assert [head.schema_version for head in project.heads()] == [NOW, NOW + 1]
    project.close()
    assert version_of(old) == NOW + 1
    (backup,) = backups.list_backups(old, tmp_path / "backups")
    assert backup.reason == "migration"
    assert backups.is_good(backup.path)
    assert version_of(backup.path) == NOW


def renames(connection):
    add_documents(connection)
    connection.execute("UPDATE task SET name = 'umbenannt'")


def test_a_rung_may_change_rows_and_the_file_is_sound_afterwards(old, climb, tmp_path):
    climb(renames)
    project = ProjectFile.open(old, holder="A", backups=tmp_path / "backups")
    assert project.read().get(Task, id_of(1)).name == "umbenannt"
    project.close()
    assert backups.is_good(old)


def test_a_reader_sees_an_older_file_as_the_new_version_and_leaves_every_byte(old, climb):
    climb(add_documents)
    before = state_of(old.parent)
    with open_reading(old) as reading:
        assert reading.snapshot == Snapshot.of([*municipalities(), task(1)])
    assert state_of(old.parent) == before


def half(connection):
    add_documents(connection)
    raise ValueError("the rung breaks")


def wrong_schema(connection):
    connection.execute("CREATE TABLE document (id TEXT) STRICT")


def loses_parents(connection):
    add_documents(connection)
    connection.execute("INSERT INTO document SELECT id, 'x', 'other', NULL, '', '', id, '', '', '' FROM task")


def bad_value(connection):
    add_documents(connection)
    connection.execute("UPDATE task SET name = ''")


@pytest.mark.parametrize("rung", [half, wrong_schema, loses_parents, bad_value])
def test_a_rung_that_breaks_leaves_the_old_file_byte_for_byte(old, climb, tmp_path, rung):
    before = old.read_bytes()
    climb(rung)
    with pytest.raises(StoreProblem) as caught:
        ProjectFile.open(old, holder="A", backups=tmp_path / "backups")
    assert caught.value.code == "migration_failed"
    assert old.read_bytes() == before
    assert list(tmp_path.glob("*.tmp*")) == []


class Cut(BaseException):
    """The power goes out."""


@pytest.mark.parametrize("moment", ["climb", "replace"])
def test_a_migration_that_is_cut_off_is_done_again_by_the_next_writer(
    old, climb, tmp_path, monkeypatch, moment
):
    climb(add_documents)

    def cut(*_):
        raise Cut

    with monkeypatch.context() as patch:
        patch.setattr(*((ladder, "climb") if moment == "climb" else (Path, "replace")), cut)
        with pytest.raises(Cut):
            ProjectFile.open(old, holder="A", backups=tmp_path / "backups")
    assert version_of(old) == NOW
    project = ProjectFile.open(old, holder="A", backups=tmp_path / "backups")
    assert project.read() == Snapshot.of([*municipalities(), task(1)])
    project.close()


def test_a_failed_climb_is_rolled_back_with_its_tables_and_version(old, climb):
    climb(half)
    driver = sqlite3.connect(old, isolation_level=None)
    with pytest.raises(ValueError, match="breaks"):
        ladder.climb(driver, NOW)
    assert driver.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'document'").fetchone() == (0,)
    assert driver.execute("PRAGMA user_version").fetchone() == (NOW,)
    driver.close()


def test_there_is_a_rung_from_every_version_and_a_stored_file_of_each():
    assert sorted(ladder.RUNGS) == list(range(1, schema.SCHEMA_VERSION))
    stored = {file.name for file in DATABASES.glob("v*.ozg")}
    assert stored == {f"v{version}.ozg" for version in range(1, schema.SCHEMA_VERSION + 1)}


@pytest.mark.parametrize("stored", sorted(DATABASES.glob("v*.ozg")), ids=lambda file: file.stem)
def test_a_stored_file_of_every_version_opens_with_the_schema_of_a_fresh_one(stored, tmp_path):
    path = tmp_path / stored.name
    shutil.copyfile(stored, path)
    with open_reading(path) as reading:
        before, heads = reading.snapshot, reading.heads
    project = ProjectFile.open(path, holder="A")
    assert project.read() == before
    assert project.heads() == heads
    assert all(project.step(head.number).changes for head in heads)
    project.close()
    create(tmp_path / "fresh.ozg")
    assert schema_of(path) == schema_of(tmp_path / "fresh.ozg")


def schema_of(path):
    driver = sqlite3.connect(path)
    rows = driver.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    driver.close()
    return sorted((kind, name, table, "".join((sql or "").split())) for kind, name, table, sql in rows)

import sqlite3
from pathlib import Path

import pytest

from ozgdesk.store import schema, sqlite_file
from ozgdesk.store.problems import StoreProblem
from ozgdesk.store.project_file import ProjectFile, create


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "x.ozg"
    create(path)
    return path


def test_every_pragma_is_in_force_on_the_writing_connection(path):
    project = ProjectFile.open(path, holder="A")
    found = {
        name: project.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
        for name in ("foreign_keys", "journal_mode", "synchronous", "locking_mode", "trusted_schema")
    }
    found["secure_delete"] = project.connection.exec_driver_sql("PRAGMA secure_delete").scalar()
    project.close()
    assert found == {
        "foreign_keys": 1,
        "journal_mode": "truncate",
        "synchronous": 2,
        "locking_mode": "normal",
        "trusted_schema": 0,
        "secure_delete": 1,
    }


def test_a_pragma_that_does_not_hold_is_refused(path, monkeypatch):
    monkeypatch.setitem(sqlite_file._PRAGMAS, "page_size", 12_345)
    with pytest.raises(StoreProblem) as caught:
        ProjectFile.open(path, holder="A")
    assert caught.value.code == "engine"
    assert "page_size" in caught.value.values["version"]


def test_the_file_is_marked_as_ours(path):
    header = path.read_bytes()[:100]
    assert header[68:72] == b"OZGD"
    assert int.from_bytes(header[60:64], "big") == schema.SCHEMA_VERSION


@pytest.mark.parametrize(
    "name", ["a?b.ozg", "a#b.ozg", "a%20b.ozg", "ä ö.ozg", "a'b\"c.ozg", "[1].ozg", "a\\b.ozg"]
)
def test_any_file_name_is_taken_as_it_is(tmp_path, name):
    create(tmp_path / name)
    ProjectFile.open(tmp_path / name, holder="A").close()
    assert {file.name for file in tmp_path.iterdir()} <= {name, f"{name}-journal"}


def test_opening_never_makes_a_file(tmp_path):
    with pytest.raises(sqlite3.OperationalError):
        sqlite_file.connect(tmp_path / "none.ozg", "rw").execute("SELECT 1 FROM sqlite_schema")
    assert list(tmp_path.iterdir()) == []


class Scanner:
    """Holds a file for a moment, as virus scanners on Windows do."""

    def __init__(self, times, code):
        self.left, self.code, self.real = times, code, Path.replace

    def replace(self, source, target):
        if self.left:
            self.left -= 1
            error = PermissionError(13, "held")
            error.winerror = self.code
            raise error
        return self.real(source, target)


def test_a_file_held_for_a_moment_is_waited_for(tmp_path, monkeypatch):
    source = tmp_path / "a"
    source.write_text("a")
    scanner = Scanner(3, 32)
    monkeypatch.setattr(Path, "replace", lambda source, target: scanner.replace(source, target))
    sqlite_file.move(source, tmp_path / "b")
    assert (tmp_path / "b").read_text() == "a"


@pytest.mark.parametrize("code", [None, 2])
def test_a_right_that_is_missing_is_said_at_once(tmp_path, monkeypatch, code):
    scanner = Scanner(1, code)
    monkeypatch.setattr(Path, "replace", lambda source, target: scanner.replace(source, target))
    with pytest.raises(PermissionError):
        sqlite_file.move(tmp_path / "a", tmp_path / "b")


def test_a_file_held_for_ever_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite_file, "_PATIENCE_S", 0.15)
    scanner = Scanner(1_000, 5)
    monkeypatch.setattr(Path, "replace", lambda source, target: scanner.replace(source, target))
    with pytest.raises(PermissionError):
        sqlite_file.move(tmp_path / "a", tmp_path / "b")


def test_what_a_crash_left_beside_a_project_is_removed_by_the_next_writer(path):
    for name in ("x.ozg.migration.tmp", "x.ozg.12ab.tmp-journal", "x.ozg.vorher.blank.tmp", "x.ozg.neu.tmp"):
        path.with_name(name).write_bytes(b"half")
    others = {"y.ozg.migration.tmp", "x.ozg.vorher", "x.ozgtmp"}
    for name in others:
        path.with_name(name).write_bytes(b"somebody else's")
    ProjectFile.open(path, holder="A").close()
    assert {file.name for file in path.parent.iterdir()} - {"x.ozg", "x.ozg-journal"} == others


def test_connections_of_one_process_do_not_open_the_file_to_others(path):
    """POSIX frees the locks of a process with any descriptor on the file; a reader must not do that."""
    project = ProjectFile.open(path, holder="A")
    with sqlite_file.writing(project.connection):
        sqlite_file.in_memory(path).close()
        other = sqlite3.connect(path, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()
    project.close()

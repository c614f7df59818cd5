from pathlib import Path

import pytest

from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task
from ozgdesk.store import restore as restoring
from ozgdesk.store import sqlite_file
from ozgdesk.store.problems import StoreProblem
from ozgdesk.store.project_file import ProjectFile, create
from ozgdesk.store.reading import open_reading
from ozgdesk.store.restore import finish, is_staged, restore
from tests.store.project import HEAD, inserted, municipalities, state_of, task


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "desk" / "x.ozg"
    path.parent.mkdir()
    create(path, Snapshot.of(municipalities()))
    return path


@pytest.fixture
def backup(path, tmp_path):
    """A backup with one task; the file itself has two by now."""
    project = ProjectFile.open(path, holder="A", backups=tmp_path / "backups")
    project.append(HEAD, [inserted(task(1))])
    file = project.backup("manual")
    project.append(HEAD, [inserted(task(2))])
    project.close()
    return file


def tasks_in(path):
    with open_reading(path) as reading:
        return sorted(row.number for row in reading.snapshot.all(Task))


def test_a_restored_project_is_the_backup_and_the_old_file_stays(path, backup):
    before = path.read_bytes()
    former = restore(backup, path, holder="A")
    assert tasks_in(path) == ["A-001"]
    assert former.read_bytes() == before
    assert tasks_in(former) == ["A-001", "A-002"]
    assert not is_staged(path)
    ProjectFile.open(path, holder="A").close()


def test_a_second_restore_keeps_both_old_files(path, backup):
    one, two = restore(backup, path, holder="A"), restore(backup, path, holder="A")
    assert one != two
    assert one.exists()
    assert two.exists()


def test_a_missing_file_can_be_restored(path, backup):
    path.unlink()
    assert restore(backup, path, holder="A") is None
    assert tasks_in(path) == ["A-001"]


@pytest.mark.parametrize("content", [b"", b"text" * 3000])
def test_a_damaged_file_is_replaced_and_kept(path, backup, content):
    path.write_bytes(content)
    assert restore(backup, path, holder="A").read_bytes() == content
    assert tasks_in(path) == ["A-001"]


def test_the_journal_of_a_crash_never_meets_the_restored_file(path, backup):
    journal = sqlite_file.journal_path(path)
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    former = restore(backup, path, holder="A")
    assert not journal.exists() or journal.stat().st_size == 0
    assert sqlite_file.journal_path(former).stat().st_size == 608
    assert tasks_in(path) == ["A-001"]


def test_a_file_that_somebody_writes_is_not_restored(path, backup):
    project = ProjectFile.open(path, holder="Erika")
    with pytest.raises(StoreProblem) as caught:
        restore(backup, path, holder="A")
    assert caught.value.code == "locked"
    project.append(HEAD, [inserted(task(3))])
    project.close()


def test_a_bad_backup_changes_nothing(path, backup):
    data = bytearray(backup.read_bytes())
    at = data.index(b"Vergabewesen")
    data[at] ^= 1
    backup.write_bytes(data)
    before = state_of(path.parent)
    with pytest.raises(StoreProblem) as caught:
        restore(backup, path, holder="A")
    assert caught.value.code == "bad_backup"
    assert state_of(path.parent) == before


class Cut(Exception):
    """The power goes out."""


def cut_at(count, monkeypatch):
    """Let the `count`th operation on a name fail as if the program had ended just before it."""
    left = [count]

    def guard(name):
        real = getattr(Path, name)

        def operation(*arguments, **options):
            left[0] -= 1
            if left[0] == 0:
                raise Cut
            return real(*arguments, **options)

        monkeypatch.setattr(Path, name, operation)

    guard("replace")
    real_copy = restoring.copyfile

    def copyfile(source, target):
        left[0] -= 1
        if left[0] == 0:
            Path(target).write_bytes(Path(source).read_bytes()[:5000])
            raise Cut
        return real_copy(source, target)

    monkeypatch.setattr(restoring, "copyfile", copyfile)
    return left


@pytest.mark.parametrize("count", range(1, 6))
def test_a_restore_cut_off_at_any_moment_ends_before_or_after(path, backup, monkeypatch, count):
    with monkeypatch.context() as patch:
        left = cut_at(count, patch)
        try:
            restore(backup, path, holder="A")
        except Cut:
            pass
        else:
            assert left[0] > 0
    assert tasks_in(path) in (["A-001"], ["A-001", "A-002"])
    seen = tasks_in(path)
    project = ProjectFile.open(path, holder="A")
    assert sorted(row.number for row in project.read().all(Task)) == seen
    project.close()
    assert not is_staged(path)
    assert [file.name for file in path.parent.iterdir() if file.name.endswith((".neu", ".tmp"))] == []


def test_the_cut_off_moments_include_both_outcomes(path, backup, monkeypatch):
    outcomes = []
    for count in (1, 4):
        with monkeypatch.context() as patch:
            cut_at(count, patch)
            with pytest.raises(Cut):
                restore(backup, path, holder="A")
        outcomes.append(tasks_in(path))
        finish(path)
    assert outcomes == [["A-001", "A-002"], ["A-001"]]

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Change
from ozgdesk.domain.tasks import Task
from ozgdesk.store import sqlite_file
from ozgdesk.store.past import snapshot_at
from ozgdesk.store.project_file import ProjectFile, create
from ozgdesk.store.reading import open_reading
from tests.store.project import HEAD, changed, id_of, inserted, municipalities, state_of, task, with_head


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "x.ozg"
    create(path, Snapshot.of(municipalities()))
    return path


def test_a_reader_sees_rows_and_steps_and_leaves_every_byte(path):
    project = ProjectFile.open(path, holder="A")
    head = project.append(HEAD, [inserted(task(1))])
    project.close()
    before = state_of(path.parent)
    with open_reading(path) as reading:
        assert reading.snapshot.get(Task, id_of(1)) == task(1)
        assert reading.heads == (head,)
        assert reading.step(1).changes == (inserted(task(1)),)
        assert reading.holder is None
    assert state_of(path.parent) == before


def test_a_reader_is_told_who_has_the_file(path):
    project = ProjectFile.open(path, holder="Erika Beispiel")
    with open_reading(path) as reading:
        assert reading.holder is not None
        assert reading.holder.name == "Erika Beispiel"
    project.append(HEAD, [inserted(task(1))])
    project.close()


def test_twenty_commits_with_a_reader_between_each(path):
    project = ProjectFile.open(path, holder="A")
    for number in range(1, 21):
        project.append(HEAD, [inserted(task(number))])
        with open_reading(path) as reading:
            assert len(reading.snapshot.all(Task)) == number
            assert reading.heads[-1].number == number
    project.close()


READER = """
import sys
from pathlib import Path
from ozgdesk.domain.tasks import Task
from ozgdesk.store.reading import open_reading
print("ready", flush=True)
seen = 0
while seen < 20:
    with open_reading(Path(sys.argv[1])) as reading:
        tasks, steps = len(reading.snapshot.all(Task)), len(reading.heads)
    assert tasks == steps >= seen, (tasks, steps, seen)
    seen = steps
print("done", flush=True)
"""


def test_readers_in_other_processes_see_whole_steps_while_twenty_are_written(path):
    readers = [
        subprocess.Popen([sys.executable, "-c", READER, str(path)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    project = ProjectFile.open(path, holder="A")
    for reader in readers:
        assert reader.stdout.readline() == "ready\n"
    for number in range(1, 21):
        project.append(HEAD, [inserted(task(number))])
    for reader in readers:
        assert reader.communicate(timeout=60)[0] == "done\n"
        assert reader.returncode == 0
    project.close()


CRASH = """
import os, signal, sys
from pathlib import Path
from ozgdesk.store import sqlite_file
driver = sqlite_file.connect(Path(sys.argv[1]), "rw")
sqlite_file.set_pragmas(driver, Path(sys.argv[1]))
driver.execute("PRAGMA cache_size=5")
driver.execute("BEGIN IMMEDIATE")
driver.execute("UPDATE municipality SET name = 'verloren'")
for key in range(3000):
    driver.execute("INSERT INTO meta VALUES (?, ?)", (str(key), "x" * 200))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def crashed(path):
    """A file whose last commit was cut off in the middle, with the journal that takes it back."""
    done = subprocess.run([sys.executable, "-c", CRASH, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert sqlite_file.journal_path(path).stat().st_size > 0
    return path


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
def test_after_a_crash_a_reader_sees_the_last_commit_and_leaves_every_byte(crashed):
    before = state_of(crashed.parent)
    with open_reading(crashed) as reading:
        assert reading.snapshot == Snapshot.of(municipalities())
    assert state_of(crashed.parent) == before


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("copied", [0, 1, 2])
def test_a_reader_does_not_mind_that_the_journal_is_played_back_while_it_copies(crashed, copied, monkeypatch):
    copy_file = sqlite_file.shutil.copyfile
    copies = []

    def play_back():
        driver = sqlite_file.connect(crashed, "rw")
        driver.execute("UPDATE meta SET value = value").fetchall()
        driver.close()
        assert not sqlite_file.journal_path(crashed).exists()

    def copy_and_play_back(source, target):
        if len(copies) == copied < 2:
            play_back()
        copies.append(target)
        copy_file(source, target)
        if len(copies) == copied == 2:
            play_back()

    monkeypatch.setattr(sqlite_file.shutil, "copyfile", copy_and_play_back)
    with open_reading(crashed) as reading:
        assert reading.snapshot == Snapshot.of(municipalities())


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
def test_after_a_crash_a_naive_copy_of_the_file_alone_is_wrong(crashed, tmp_path):
    copy = tmp_path / "copy" / "x.ozg"
    copy.parent.mkdir()
    copy.write_bytes(crashed.read_bytes())
    driver = sqlite_file.connect(copy, "ro")
    names = {name for (name,) in driver.execute("SELECT name FROM municipality")}
    driver.close()
    assert names == {"verloren"}


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
def test_after_a_crash_the_next_writer_takes_the_unfinished_commit_back(crashed):
    project = ProjectFile.open(crashed, holder="A")
    assert project.read() == Snapshot.of(municipalities())
    project.close()


def test_the_project_as_known_at_an_instant_lacks_what_came_later(path):
    project = ProjectFile.open(path, holder="A")
    rows = [task(1), task(1, name="B"), task(1, name="B", description="C")]
    snapshots = [project.read()]
    for hour, change in enumerate(
        [
            inserted(rows[0]),
            Change(Task, id_of(1), rows[0], rows[1]),
            Change(Task, id_of(1), rows[1], rows[2]),
            Change(Task, id_of(1), rows[2], None),
        ]
    ):
        project.append(with_head(at=HEAD.at + timedelta(hours=hour)), [change])
        snapshots.append(project.read())
    with open_reading(path) as reading:
        for hour, expected in enumerate(snapshots):
            instant = HEAD.at + timedelta(hours=hour - 1, minutes=30)
            assert snapshot_at(project, instant) == expected
            assert snapshot_at(reading, instant) == expected
    project.close()


def test_a_step_is_known_at_its_own_instant(path):
    project = ProjectFile.open(path, holder="A")
    project.append(HEAD, [inserted(task(1))])
    assert snapshot_at(project, HEAD.at) == project.read()
    assert snapshot_at(project, HEAD.at - timedelta(microseconds=1)).all(Task) == ()
    project.close()


def test_a_step_older_than_one_before_it_is_known_as_soon_as_it_is(path):
    project = ProjectFile.open(path, holder="A")
    project.append(with_head(at=HEAD.at + timedelta(days=365)), [inserted(task(1))])
    project.append(HEAD, [Change(Task, id_of(1), task(1), changed(task(1), name="B"))])
    assert snapshot_at(project, HEAD.at) == project.read()
    project.close()

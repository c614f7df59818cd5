import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.store.lock import Lock, holder, lock_path
from ozgdesk.store.problems import StoreProblem
from ozgdesk.store.project_file import ProjectFile, create
from tests.store.project import HEAD, inserted, municipalities, task


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "x.ozg"
    create(path, Snapshot.of(municipalities()))
    return path


def test_a_second_writer_is_told_who_has_the_file_since_when(path):
    first = ProjectFile.open(path, holder="Erika Beispiel")
    with pytest.raises(StoreProblem) as caught:
        ProjectFile.open(path, holder="Max")
    assert caught.value.code == "locked"
    assert caught.value.values["name"] == "Erika Beispiel"
    assert caught.value.values["pc"]
    assert datetime.now(UTC) - caught.value.values["since"] < timedelta(minutes=1)
    first.append(HEAD, [inserted(task(1))])
    first.close()
    ProjectFile.open(path, holder="Max").close()


def test_nothing_is_left_of_the_lock_after_closing(path):
    ProjectFile.open(path, holder="A").close()
    assert not lock_path(path).exists()
    assert holder(path) is None


def test_the_remains_of_a_lock_nobody_holds_do_not_block(path):
    old = {"name": "Lange weg", "pc": "PC17", "since": "2020-01-01T00:00:00+00:00"}
    lock_path(path).write_text(json.dumps(old))
    assert holder(path) is None
    project = ProjectFile.open(path, holder="A")
    assert holder(path).name == "A"
    project.close()


def test_the_age_of_a_lock_that_is_held_does_not_matter(path):
    lock = Lock(path, "A")
    lock_path(path).write_text(json.dumps({"name": "A", "pc": "PC17", "since": "1999-01-01T00:00:00+00:00"}))
    os.utime(lock_path(path), (0, 0))
    with pytest.raises(StoreProblem) as caught:
        Lock(path, "B")
    assert caught.value.values["pc"] == "PC17"
    lock.release()


def test_a_lock_file_that_says_nothing_is_still_a_lock(path):
    lock = Lock(path, "A")
    lock_path(path).write_bytes(b"\xff\x00")
    with pytest.raises(StoreProblem) as caught:
        Lock(path, "B")
    assert caught.value.code == "locked"
    lock.release()


WRITER = """
import sys, time
from pathlib import Path
from ozgdesk.store.project_file import ProjectFile
project = ProjectFile.open(Path(sys.argv[1]), holder="anderer Prozess")
print("open", flush=True)
sys.stdin.read()
project.close()
"""


def start_writer(path):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout.readline() == "open\n"
    return writer


def test_another_process_keeps_the_file_until_it_closes_it(path):
    writer = start_writer(path)
    assert holder(path).name == "anderer Prozess"
    with pytest.raises(StoreProblem) as caught:
        ProjectFile.open(path, holder="A")
    assert caught.value.values["name"] == "anderer Prozess"
    writer.communicate(timeout=30)
    ProjectFile.open(path, holder="A").close()


def test_a_killed_process_gives_the_file_free_at_once(path):
    writer = start_writer(path)
    os.kill(writer.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    writer.communicate(timeout=30)
    assert lock_path(path).exists()
    ProjectFile.open(path, holder="A").close()


RACER = """
import sys, time
from pathlib import Path
from ozgdesk.store.lock import Lock
from ozgdesk.store.problems import StoreProblem
path, until = Path(sys.argv[1]), time.monotonic() + float(sys.argv[2])
proof = path.with_name("proof")
taken = 0
while time.monotonic() < until:
    try:
        lock = Lock(path, "x")
    except StoreProblem:
        continue
    proof.touch(exist_ok=False)
    proof.unlink()
    lock.release()
    taken += 1
print(taken)
"""


def test_there_are_never_two_holders_at_once(path):
    racers = [
        subprocess.Popen([sys.executable, "-c", RACER, str(path), "1.5"], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    while any(racer.poll() is None for racer in racers):
        holder(path)
        time.sleep(0.01)
    assert [racer.returncode for racer in racers] == [0, 0, 0]
    assert sum(int(racer.communicate()[0]) for racer in racers) > 50

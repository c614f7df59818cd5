"""SIGKILL at random moments: nothing acknowledged is lost, nothing is there in part, the next start works."""

import multiprocessing
import os
import random
import sys
import time

import pytest

from ozgdesk.store.check import check
from ozgdesk.store.problems import StoreProblem
from ozgdesk.store.project_file import ProjectFile
from ozgdesk.store.reading import open_reading
from ozgdesk.store.restore import is_staged
from tests.torture import worker

KILLS, RESTORE_KILLS = 40, 8
TORTURES = int(os.environ.get("OZGDESK_KILLS", "1000"))
RESTORE_TORTURES = TORTURES // 5

CONTEXT = multiprocessing.get_context("spawn" if os.name == "nt" else "forkserver")
if os.name != "nt":
    CONTEXT.set_forkserver_preload(["__main__", "tests.torture.worker"])


class Victim:
    """A process at work, and what it has acknowledged."""

    def __init__(self, work, path, seed, backups):
        self.acknowledged = []
        self._ear, mouth = CONTEXT.Pipe(duplex=False)
        self._process = CONTEXT.Process(target=work, args=(path, mouth.send, seed, backups), daemon=True)
        self._process.start()
        mouth.close()

    def wait(self, count):
        """Until so many steps are acknowledged, or the process has ended by itself."""
        while len(self.acknowledged) < count and self._hear():
            pass

    def kill(self):
        """End it at once, then take in what it still had said."""
        self._process.kill()
        while self._hear():
            pass
        self._process.join()
        self._ear.close()
        return self._process.exitcode

    def _hear(self):
        try:
            self.acknowledged.append(self._ear.recv())
        except (EOFError, OSError):
            return False
        return True


def kill_at_random(work, path, seed, backups, draw):
    victim = Victim(work, path, seed, backups)
    victim.wait(draw.randint(1, 6))
    time.sleep(draw.random() * 0.03)
    assert victim.kill() < 0, "the worker ended by itself"
    return victim.acknowledged


def edit_and_kill(path, kills, seed, work=worker.edit):
    """Kill `kills` times on the same file; returns how many steps were acknowledged in all."""
    draw = random.Random(seed)
    backups = path.parent / "backups"
    total = 0
    for number in range(kills):
        acknowledged = kill_at_random(work, path, seed * 10_000 + number, backups, draw)
        assert acknowledged
        total += len(acknowledged)
        started = time.process_time()  # of this process, so that a busy machine does not count
        with open_reading(path) as reading:
            seen = worker.counted(reading.snapshot)
        project = ProjectFile.open(path, holder="A", backups=backups)
        reached = worker.counted(project.read())
        assert time.process_time() - started < 5
        assert seen == reached
        last = acknowledged[-1]
        assert reached in (last, (last[0], last[1] + 1), (last[0] + 1, 0)), (last, reached)
        assert [head.number for head in project.heads()] == list(range(1, reached[0] + 1))
        project.close()
        if number % 10 == 9:
            assert check(path) == ()
    assert check(path) == ()
    return total


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "x.ozg"
    worker.make(path)
    return path


def run_with_readers(path, kills, seed):
    readers = [Victim(worker.read, path, 0, None) for _ in range(2)]
    for reader in readers:
        reader.wait(1)
    total = edit_and_kill(path, kills, seed)
    for reader in readers:
        assert reader.kill() < 0, "a reader saw something wrong"
        assert len(reader.acknowledged) > kills
    return total


def restore_and_kill(folder, kills, seed):
    draw = random.Random(seed)
    path, backups = folder / "desk" / "x.ozg", folder / "stored"
    path.parent.mkdir()
    backups.mkdir()
    worker.make(path)
    for number in (1, 2):
        project = ProjectFile.open(path, holder="A", backups=folder / "made")
        project.append(worker.HEAD, worker.count_to(project.read(), f"{number}.0", ""))
        project.backup("manual").rename(backups / f"{number}.ozg")
        project.close()
    seen = set()
    for number in range(kills):
        kill_at_random(worker.put_back, path, seed * 10_000 + number, backups, draw)
        with open_reading(path) as reading:
            before = worker.counted(reading.snapshot)
        project = ProjectFile.open(path, holder="A")
        assert worker.counted(project.read()) == before
        assert before in ((1, 0), (2, 0))
        seen.add(before)
        project.close()
        assert check(path) == ()
        assert not is_staged(path)
        assert not list(path.parent.glob("*.tmp*"))
    return seen


def test_nothing_acknowledged_is_lost_when_the_program_is_killed(path):
    assert run_with_readers(path, KILLS, seed=1) > KILLS


def test_a_killed_restore_leaves_one_project_or_the_other(tmp_path):
    assert restore_and_kill(tmp_path, RESTORE_KILLS, seed=1)


def test_steps_without_a_transaction_are_found_out(path):
    draw = random.Random(1)

    def kill_and_look():
        for seed in range(40):
            kill_at_random(worker.edit_without_transaction, path, seed, None, draw)
            with open_reading(path) as reading:
                worker.counted(reading.snapshot)

    with pytest.raises(AssertionError, match="in part"):
        kill_and_look()


def test_a_journal_that_does_not_survive_is_found_out(path):
    with pytest.raises((AssertionError, StoreProblem)):
        edit_and_kill(path, 60, 1, worker.edit_with_journal_in_memory)


def test_acknowledging_too_early_is_found_out(path):
    with pytest.raises(AssertionError):
        edit_and_kill(path, 10, 1, worker.acknowledge_too_early)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(2, 12))
def test_torture_killed_while_editing(path, seed):
    steps = run_with_readers(path, TORTURES // 10, seed)
    sys.stdout.write(f"{TORTURES // 10} kills, {steps} acknowledged steps, none lost\n")


@pytest.mark.torture
def test_torture_killed_while_restoring(tmp_path):
    assert restore_and_kill(tmp_path, RESTORE_TORTURES, seed=2) == {(1, 0), (2, 0)}

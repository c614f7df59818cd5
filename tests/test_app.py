"""The program as a process: started, started again, killed, started once more."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ozgdesk import app
from ozgdesk.paths import Paths
from tests.helpers import make_file, task

PATIENCE_S = 60


@pytest.fixture
def processes() -> Iterator[list[subprocess.Popen[bytes]]]:
    found: list[subprocess.Popen[bytes]] = []
    yield found
    for process in found:
        process.kill()
        process.wait()


def start(*words: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "ozgdesk", *map(str, words)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(
        command, env=environment, stderr=subprocess.DEVNULL, cwd=Path(__file__).parent.parent
    )


def wait_until(is_done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_done():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


@pytest.mark.slow
def test_one_window_per_desk_and_a_killed_one_does_not_block(
    tmp_path: Path, processes: list[subprocess.Popen[bytes]]
) -> None:
    data, file = tmp_path / "Daten", make_file(tmp_path, [task(1)], "zweites.ozg")
    log = data / "log" / "ozgdesk.log"

    def opened() -> int:
        return log.read_text(encoding="utf-8").count("opened, writing") if log.exists() else 0

    processes.append(start("--data-dir", data))
    wait_until(lambda: opened() == 1)
    assert (data / "Beispiele" / "Taunus.ozg").exists()
    second = start("--data-dir", data, file)
    processes.append(second)
    assert second.wait(PATIENCE_S) == 0
    wait_until(lambda: opened() == 2)
    assert file.with_name("zweites.ozg.lock").exists()
    processes[0].kill()
    processes[0].wait()
    processes.append(start("--data-dir", data))
    wait_until(lambda: opened() == 3)
    assert processes[-1].poll() is None


def test_the_words_of_a_call_name_folder_and_file() -> None:
    assert app.wishes([]) == (None, None)
    assert app.wishes(["p.ozg"]) == (None, Path("p.ozg").absolute())
    assert app.wishes(["--data-dir", "d"]) == (Path("d"), None)
    assert app.wishes(["--data-dir", "d", "p.ozg"]) == (Path("d"), Path("p.ozg").absolute())


def test_the_log_begins_with_the_versions(paths: Paths) -> None:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        app.start_log(paths)
        added = [handler for handler in root.handlers if handler not in handlers]
        text = (paths.log_dir / "ozgdesk.log").read_text(encoding="utf-8")
    finally:
        root.setLevel(level)
        for handler in added:
            root.removeHandler(handler)
            handler.close()
    assert all(word in text for word in ("OZG-Desk", "Python", "Qt"))

"""A second start on the same desk reaches the first window, and remains of a killed one do not block."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from ozgdesk.ui.instance import Instance, hand_over, pipe_name

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_MS = 30_000
SECOND_START = """
import sys
from pathlib import Path
from ozgdesk.ui.instance import hand_over
file = Path(sys.argv[2]) if len(sys.argv) > 2 else None
sys.exit(0 if hand_over(sys.argv[1], file) else 1)
"""


@pytest.fixture
def name(tmp_path: Path) -> str:
    return pipe_name(tmp_path / uuid4().hex)


@pytest.fixture
def instance(name: str, qtbot: QtBot) -> Iterator[Instance]:
    found = Instance(name)
    yield found
    found.close()


@pytest.mark.parametrize("file", ["/daten/Straße & Söhne.ozg", None])
def test_the_first_window_gets_the_file_of_the_second_start(
    instance: Instance, name: str, qtbot: QtBot, file: str | None
) -> None:
    second = subprocess.Popen([sys.executable, "-c", SECOND_START, name, *([file] if file else [])], cwd=ROOT)
    with qtbot.waitSignal(instance.called, timeout=PATIENCE_MS) as called:
        pass
    assert called.args == [Path(file) if file else None]
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=PATIENCE_MS)
    assert second.returncode == 0


def test_without_a_window_nobody_takes_the_file(name: str, qtbot: QtBot) -> None:
    assert not hand_over(name, None)


def test_other_data_folders_have_other_windows(tmp_path: Path) -> None:
    assert pipe_name(tmp_path / "a") != pipe_name(tmp_path / "b")

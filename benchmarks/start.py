"""Starting the window against a bare program that imports QtWidgets and sqlmodel and shows an empty window.

Every measurement is a process of its own; `started.py` runs the program as it is and prints when it was seen.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Ratio

ROUNDS = 7
BARE = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
import sqlmodel

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: (print(time.time()), app.quit()))

app = QApplication([])
window = Window()
window.show()
app.exec()
"""


def ratios() -> Iterator[Ratio]:
    """To the first painted window, and to the Übersicht with its figures, answering a key."""
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder, "bytecode"))
        ours = (sys.executable, "-m", "benchmarks.started", str(Path(folder, "data")))
        bare = (sys.executable, "-c", BARE)
        for command in (ours, bare):  # the first start makes the sample and fills the caches of both
            _seconds(command, environment)
        pairs = [(_seconds(ours, environment), _seconds(bare, environment)) for _ in range(ROUNDS)]
    base = statistics.median(plain[0] for _, plain in pairs)
    for position, name, goal in (
        (0, "start to the first painted window / bare program", 1.5),
        (1, "start to the Übersicht with figures, answering a key / bare program", 2.0),
    ):
        yield Ratio(name, statistics.median(mine[position] for mine, _ in pairs), base, goal)


def _environment(cache: Path) -> dict[str, str]:
    """Without a display, and with compiled modules kept, as on every PC where the program is installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(cache)}


def _seconds(command: tuple[str, ...], environment: dict[str, str]) -> list[float]:
    """From the start of a process to each of the moments that it prints."""
    begun = time.time()
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return [float(moment) - begun for moment in done.stdout.split()]

"""Rows of a spreadsheet, as the clipboard brings them, read as new tasks."""

import csv
from collections.abc import Sequence
from io import StringIO

from ozgdesk import formats

NAME, DURATION = "Aufgabe", "Dauer"
MOST = 500


def read_tasks(text: str) -> list[tuple[str, int | None]]:
    """Name and working minutes (None: open) of every filled line.

    A first line that names the column "Aufgabe" says where names and durations stand; without one they are
    the first and second column. Raises NotReadable with the number of the line.
    """
    lines = list(csv.reader(StringIO(text, newline=""), delimiter="\t"))
    columns = (0, 1)
    start = 0
    if lines and NAME in (titles := [cell.strip() for cell in lines[0]]):
        columns = (titles.index(NAME), titles.index(DURATION) if DURATION in titles else -1)
        start = 1
    if len(lines) - start > MOST:
        raise formats.NotReadable(f"Bitte fügen Sie höchstens {MOST} Zeilen auf einmal ein.")
    found = []
    for number, cells in enumerate(lines[start:], start + 1):
        name, duration = (_cell(cells, column) for column in columns)
        if name:
            found.append((name, _minutes(duration, number)))
    return found


def _cell(cells: Sequence[str], column: int) -> str:
    return " ".join(cells[column].split()) if 0 <= column < len(cells) else ""


def _minutes(typed: str, line: int) -> int | None:
    if not typed:
        return None
    try:
        return formats.read_duration(typed)
    except formats.NotReadable as reason:
        raise formats.NotReadable(f"Zeile {line}: {reason}") from reason

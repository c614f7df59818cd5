"""The formats that can be read: one line for each."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ozgdesk.domain.incoming import Incoming
from ozgdesk.exchange import gan_reading, mspdi_reading, tasks_reading


@dataclass(frozen=True, slots=True)
class Reader:
    """A format under the name the command line uses, with what a file dialog shows.

    `has_columns`: what its columns mean can be chosen, see `tasks_reading.read_table`.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Callable[[Path], Incoming]
    has_columns: bool = False


READERS = (
    Reader(mspdi_reading.FORMAT, "Projektplan aus MS Project", ("xml",), mspdi_reading.read),
    Reader(gan_reading.FORMAT, "Projektplan aus GanttProject", ("gan",), gan_reading.read),
    Reader(
        tasks_reading.FORMAT,
        "Aufgabenliste, auch aus Excel",
        ("xlsx", "xlsm", "csv", "txt"),
        tasks_reading.read,
        has_columns=True,
    ),
)

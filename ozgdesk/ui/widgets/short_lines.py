"""The lines of a bar that takes a result, and the votes in them. What follows from votes says who asks."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from ozgdesk import formats
from ozgdesk.ui import theme


def short_line(name: str, width: int, parent: QWidget | None = None) -> QLineEdit:
    """A line of so many pixels, named for screen readers; without a width it takes what there is."""
    line = QLineEdit(parent)
    line.setAccessibleName(name)
    if width:
        line.setFixedWidth(width)
    return line


def read_votes(lines: Sequence[QLineEdit]) -> Iterator[int | None]:
    """The numbers in the lines, None for an empty one. Marks a wrong line and raises NotReadable."""
    for line in lines:
        typed = line.text().strip()
        is_wrong = bool(typed) and not (typed.isascii() and typed.isdigit() and len(typed) <= 4)
        theme.look(line, "wrong" if is_wrong else "")
        if is_wrong:
            raise formats.NotReadable("Stimmen sind ganze Zahlen, zum Beispiel 21.")
        yield int(typed) if typed else None

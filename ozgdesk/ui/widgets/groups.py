"""Groups of a page, one below the other: a heading, perhaps a button, and what stands below them."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ozgdesk.ui import theme
from ozgdesk.ui.widgets.rows import RowTable


def fill(page: QWidget, *groups: QWidget) -> None:
    """Put groups into a page; a later one gets more of the height."""
    column = QVBoxLayout(page)
    column.setContentsMargins(theme.step(6), theme.step(4), theme.step(4), theme.step(4))
    column.setSpacing(theme.step(5))
    for position, group in enumerate(groups):
        column.addWidget(group, position + 1)


def beside(first: QWidget, second: QWidget, *, shares: tuple[int, int] = (1, 1)) -> QWidget:
    """Two groups side by side, with their shares of the width."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.step(6))
    row.addWidget(first, shares[0])
    row.addWidget(second, shares[1])
    return made


def group(
    title: str,
    below: QWidget,
    button: tuple[str, Callable[[], object]] | None = None,
    *,
    above: QWidget | None = None,
) -> QWidget:
    """A heading with a button (its words, what it does) above a table or another widget.

    `above` stands between heading and table.
    """
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    top = QHBoxLayout()
    heading = QLabel(title)
    theme.look(heading, "heading")
    top.addWidget(heading, 1)
    if button is not None:
        words, run = button
        start = QPushButton(words)
        start.clicked.connect(lambda: run())
        top.addWidget(start)
    column.addLayout(top)
    if above is not None:
        column.addWidget(above)
    column.addWidget(below, 1)
    if not isinstance(below, RowTable):
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return made

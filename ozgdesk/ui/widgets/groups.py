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


def group(title: str, below: QWidget, button: tuple[str, Callable[[], object]] | None = None) -> QWidget:
    """A heading with a button (its words, what it does) above a table or another widget."""
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
    column.addWidget(below, 1)
    if not isinstance(below, RowTable):
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return made

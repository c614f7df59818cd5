"""Groups of a page, one below the other: a heading, perhaps a button, and what stands below them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.ui import theme
from ozgdesk.ui.widgets.rows import RowTable
from ozgdesk.ui.widgets.whole_table import WholeTable


def fill(page: QWidget, *groups: QWidget) -> None:
    """Put groups into a page that scrolls as a whole; tables in them show all their rows."""
    scroll = QScrollArea(page)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(theme.step(6), theme.step(4), theme.step(4), theme.step(4))
    column.setSpacing(theme.step(5))
    for group in groups:
        column.addWidget(group)
    column.addStretch(1)
    scroll.setWidget(content)
    for table in content.findChildren(RowTable):
        WholeTable(table, scroll)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(scroll)


def beside(first: QWidget, second: QWidget, *, shares: tuple[int, int] = (1, 1)) -> QWidget:
    """Two groups side by side, with their shares of the width."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.step(6))
    row.addWidget(first, shares[0], Qt.AlignmentFlag.AlignTop)
    row.addWidget(second, shares[1], Qt.AlignmentFlag.AlignTop)
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

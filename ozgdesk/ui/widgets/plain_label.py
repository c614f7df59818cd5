"""A label for sentences: wraps, and shows what users typed as it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ozgdesk.ui import theme


def plain_label(look: str = "", text: str = "") -> QLabel:
    """A label of plain text in one of the looks of the style sheet."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if look:
        theme.look(label, look)
    return label

"""Labels and tooltips for sentences: they wrap, and show what users typed as it is."""

from html import escape

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


def plain_tip(text: str) -> str:
    """Text for a tooltip, which would take "<b>" of a user for markup, but wraps only marked-up text."""
    return f"<qt>{escape(text)}</qt>" if text else ""

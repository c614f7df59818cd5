"""Help without a network: what this place is for, all keys, and what the program is made of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import __version__
from ozgdesk.ui import theme
from ozgdesk.ui.menus import key_list

ABOUT = (
    "Projektsteuerung für die interkommunale Zusammenarbeit bei der Umsetzung des Onlinezugangsgesetzes.\n\n"
    "Freie Software unter der European Union Public Licence (EUPL) 1.2.\n"
    "Schrift: Source Sans 3 (SIL Open Font License 1.1). Symbole: Lucide (ISC).\n"
    "Stammdaten der Gemeinden: Statistische Ämter des Bundes und der Länder (dl-de/by-2-0)."
)


def help_dialog(title: str, text: str, parent: QWidget | None) -> QDialog:
    """What a place is for and which keys it has, as plain text."""
    dialog, layout = _dialog(title, parent)
    layout.insertWidget(1, _scrolled(_text(text)))
    return dialog


def keys_dialog(parent: QWidget | None) -> QDialog:
    """All keys of the window."""
    dialog, layout = _dialog("Tastenkürzel", parent)
    inner = QWidget()
    form = QFormLayout(inner)
    form.setContentsMargins(0, 0, theme.step(3), 0)
    form.setHorizontalSpacing(theme.step(6))
    form.setVerticalSpacing(theme.step(2))
    for keys, what in key_list():
        label = _text(keys)
        theme.look(label, "strong")
        form.addRow(label, _text(what))
    layout.insertWidget(1, _scrolled(inner))
    return dialog


def about_dialog(parent: QWidget | None) -> QDialog:
    """Name, version, licences."""
    dialog, layout = _dialog(f"OZG-Desk {__version__}", parent)
    dialog.resize(theme.step(120), theme.step(60))
    layout.insertWidget(1, _text(ABOUT))
    return dialog


def _dialog(title: str, parent: QWidget | None) -> tuple[QDialog, QVBoxLayout]:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    head = _text(title)
    theme.look(head, "title")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
    layout.setSpacing(theme.step(4))
    layout.addWidget(head)
    layout.addStretch()
    layout.addWidget(buttons)
    dialog.resize(theme.step(140), theme.step(120))
    return dialog, layout


def _text(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _scrolled(inner: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inner)
    return scroll

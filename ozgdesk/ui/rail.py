"""The rail of places on the left: icons, mnemonics and Strg+1 to 9."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.places import PLACES, Place

WIDTH = theme.step(48)
COMPACT_WIDTH = theme.step(16)


class Rail(QFrame):
    """One button per place, one of them checked; `place_chosen(key)` tells only the user's choice."""

    place_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Orte")
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(3), theme.step(4), theme.step(3), theme.step(3))
        layout.setSpacing(theme.step(1) // 2)
        self._name = QLabel("OZG-Desk")
        theme.look(self._name, "heading")
        self._name.setContentsMargins(theme.step(2), 0, 0, theme.step(4))
        layout.addWidget(self._name)
        for number, place in enumerate(PLACES, 1):
            layout.addWidget(self._button(place, number))
        layout.addStretch()

    def show_place(self, key: str) -> None:
        """Check the button of a place."""
        self._buttons[key].setChecked(True)

    def set_compact(self, is_compact: bool) -> None:
        """Show only icons where the window is narrow; names stay as tooltips and for screen readers."""
        style = Qt.ToolButtonStyle
        self.setFixedWidth(COMPACT_WIDTH if is_compact else WIDTH)
        self._name.setVisible(not is_compact)
        for button in self._buttons.values():
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if is_compact else style.ToolButtonTextBesideIcon
            )

    def button(self, key: str) -> QToolButton:
        """The button of a place."""
        return self._buttons[key]

    def _button(self, place: Place, number: int) -> QToolButton:
        button = QToolButton(self)
        button.setText(f"  {place.title}")
        button.setIcon(icon(place.icon))
        button.setIconSize(QSize(18, 18))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFixedHeight(theme.step(9))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(place.name)
        keys = QKeySequence(f"Ctrl+{number}").toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{place.name} ({keys})")
        button.clicked.connect(lambda: self.place_chosen.emit(place.key))
        self._group.addButton(button)
        self._buttons[place.key] = button
        return button

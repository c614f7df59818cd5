"""The head of the place Gremien: which matter is shown, and a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QWidget

from ozgdesk.present.council import Fan
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.combo_box import ComboBox

_LINE = (None, "")


class CouncilHead(QWidget):
    """The chooser of matters. `fan_chosen(key)` when the user chooses, `matter_wanted` for another one."""

    fan_chosen = Signal(str)
    matter_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel("Gremien")
        theme.look(title, "title")
        self.fans = ComboBox()
        self.fans.setAccessibleName("Angelegenheit wählen")
        self.fans.setMaximumWidth(theme.step(140))
        self.fans.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.fans.activated.connect(lambda i: self.fan_chosen.emit(self.fans.itemData(i)))
        self.new = QToolButton()
        self.new.setIcon(icon("add"))
        self.new.setText("Neue Angelegenheit")
        self.new.setToolTip("Eine Angelegenheit anlegen, die mehrere Kommunen vor ihre Gremien bringen")
        self.new.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.new.clicked.connect(self.matter_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(4), theme.step(4), theme.step(3))
        layout.setSpacing(theme.step(2))
        layout.addWidget(title)
        layout.addSpacing(theme.step(1))
        layout.addWidget(self.fans)
        layout.addStretch(1)
        layout.addWidget(self.new)

    def show_fans(self, rows: Sequence[Fan], current: Fan | None) -> None:
        """Offer the matters, and below a line the papers that belong to none."""
        common = [(row.key, row.title) for row in rows if row.is_matter or row.agreement_id]
        loose = [(row.key, row.title) for row in rows if not (row.is_matter or row.agreement_id)]
        entries = [*common, *([_LINE] if common and loose else []), *loose]
        if [(self.fans.itemData(i), self.fans.itemText(i)) for i in range(self.fans.count())] != entries:
            self.fans.clear()
            for place, entry in enumerate(entries):
                if entry == _LINE:
                    self.fans.insertSeparator(place)
                else:
                    self.fans.addItem(entry[1], entry[0])
        self.fans.setCurrentIndex(self.fans.findData(current.key) if current else -1)
        self.fans.setVisible(bool(rows))

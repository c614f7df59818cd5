"""The bar above the plan: tasks and filters left, switches and zoom right. It tells what was chosen."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.present.plan_filter import INTERESTS, Interest, PlanFilter
from ozgdesk.present.plan_hints import HintRow
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.plan_hints import SEVERITY_ICONS
from ozgdesk.ui.widgets.combo_box import ComboBox

_WIDE = 1180
_ROOM_TO_NAME = 760
_BUTTONS = (
    "add",
    "outdent",
    "indent",
    "up",
    "down",
    "critical",
    "baseline",
    "today",
    "farther",
    "nearer",
    "fit",
)


class PlanBar(QWidget):
    """Filter field, municipality, interest; problems; zoom, today, critical path, baseline."""

    filter_changed = Signal()

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLineEdit(self)
        self.text.setPlaceholderText("Filtern: Nummer, Name, Kommune")
        self.text.setAccessibleName("Aufgaben filtern")
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(100)
        self.text.setMaximumWidth(240)
        self.municipality = self._box("Kommune", 148)
        self.interest = self._box("Auswahl", 150)
        for interest, word in INTERESTS.items():
            self.interest.addItem(word, interest.value)
        self.count = QLabel(self)
        theme.look(self.count, "muted")
        self.problems = QToolButton(self)
        self.problems.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.problems.setDefaultAction(actions["hints"])
        self._compare = QMenu(self)
        self._compare.addActions([actions["baselines"], actions["take_baseline"]])
        self.zoom_name = QLabel(self)
        self.zoom_name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom_name.setMinimumWidth(56)
        theme.look(self.zoom_name, "muted")
        self._lay_out(actions)
        self.text.textChanged.connect(lambda _text: self.filter_changed.emit())
        self.municipality.activated.connect(lambda _index: self.filter_changed.emit())
        self.interest.activated.connect(lambda _index: self.filter_changed.emit())

    def wanted(self) -> PlanFilter:
        """What the user wants to see."""
        interest = Interest(self.interest.currentData())
        return PlanFilter(self.text.text().strip(), self.municipality.currentData() or None, interest)

    def show_filter(self, wanted: PlanFilter) -> None:
        """Filter otherwise, and tell it once."""
        self.clear()
        self.text.blockSignals(True)
        self.text.setText(wanted.text)
        self.text.blockSignals(False)
        self.municipality.setCurrentIndex(max(self.municipality.findData(wanted.municipality_id or ""), 0))
        self.interest.setCurrentIndex(max(self.interest.findData(wanted.interest.value), 0))
        self.filter_changed.emit()

    def add_filter_part(self, widget: QWidget) -> None:
        """Put something behind the choices of the filter."""
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(layout.indexOf(self.count), widget)

    def clear(self) -> None:
        """Show everything again, without telling."""
        for widget in (self.text, self.municipality, self.interest):
            widget.blockSignals(True)
        self.text.clear()
        self.municipality.setCurrentIndex(0)
        self.interest.setCurrentIndex(0)
        for widget in (self.text, self.municipality, self.interest):
            widget.blockSignals(False)

    def show_municipalities(self, view: View) -> None:
        """Offer the parties of the cooperation; the chosen one stays."""
        wanted = [("Alle Kommunen", "")] + [(f"{m.code} {m.name}", m.id) for m in view.municipalities]
        shown = [
            (self.municipality.itemText(n), self.municipality.itemData(n))
            for n in range(self.municipality.count())
        ]
        if wanted == shown:
            return
        chosen = self.municipality.currentData()
        self.municipality.clear()
        for text, id_ in wanted:
            self.municipality.addItem(text, id_)
        self.municipality.setCurrentIndex(max(self.municipality.findData(chosen), 0))

    def show_count(self, shown: int, whole: int) -> None:
        """Say how many tasks the filter leaves."""
        self.count.setText(
            f"{shown} von {formats.count(whole, 'Aufgabe', 'Aufgaben')}" if shown < whole else ""
        )

    def show_problems(self, problems: tuple[HintRow, ...]) -> None:
        """Say how much there is to look at."""
        action = self.problems.defaultAction()
        action.setIconText(formats.count(len(problems), "Hinweis", "Hinweise"))
        worst = min((p.severity for p in problems), key=list(SEVERITY_ICONS).index, default="note")
        action.setIcon(icon(*SEVERITY_ICONS[worst]))

    def _box(self, name: str, width: int) -> ComboBox:
        box = ComboBox(self)
        box.setAccessibleName(name)
        box.setMinimumWidth(width)
        box.setMaximumWidth(width + 60)
        return box

    def minimumSizeHint(self) -> QSize:
        """Narrower than its buttons, of which `resizeEvent` then leaves some out."""
        return QSize(theme.step(100), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has a key and a place in the menu while the window is narrow."""
        super().resizeEvent(event)
        width = event.size().width()
        for least, widgets in self._optional:
            for widget in widgets:
                is_filtering = isinstance(widget, ComboBox) and widget.currentIndex() > 0
                widget.setVisible(width >= least or is_filtering)
        style = Qt.ToolButtonStyle
        for name, least in (("critical", _WIDE), ("add", _ROOM_TO_NAME)):
            self._buttons[name].setToolButtonStyle(
                style.ToolButtonTextBesideIcon if width >= least else style.ToolButtonIconOnly
            )

    def _lay_out(self, actions: dict[str, QAction]) -> None:
        layout = QHBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._buttons = {
            name: self._button(actions[name], with_text=name in ("add", "critical")) for name in _BUTTONS
        }
        self._buttons["baseline"].setMenu(self._compare)
        self._buttons["baseline"].setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self._optional = (
            (1200, [self.zoom_name, self._buttons["up"], self._buttons["down"]]),
            (1060, [self._buttons["indent"], self._buttons["outdent"], self._buttons["today"]]),
            (940, [self.interest, self.count]),
            (700, [self.municipality]),
        )
        layout.setContentsMargins(theme.step(4), theme.step(2), theme.step(4), theme.step(2))
        layout.setSpacing(theme.step(1))
        for name in ("add", "outdent", "indent", "up", "down"):
            layout.addWidget(self._buttons[name])
        layout.addSpacing(theme.step(2))
        layout.addWidget(self.text, 3)
        for widget in (self.municipality, self.interest, self.count, self.problems):
            layout.addWidget(widget)
        layout.addStretch(1)
        for name in ("critical", "baseline"):
            layout.addWidget(self._buttons[name])
        layout.addSpacing(theme.step(2))
        layout.addWidget(self._buttons["today"])
        layout.addWidget(self._buttons["farther"])
        layout.addWidget(self.zoom_name)
        layout.addWidget(self._buttons["nearer"])
        layout.addWidget(self._buttons["fit"])

    def _button(self, action: QAction, *, with_text: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        if with_text:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

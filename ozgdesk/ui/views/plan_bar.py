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
from ozgdesk.present.phases import phase_choices
from ozgdesk.present.plan_filter import INTERESTS, Interest, PlanFilter
from ozgdesk.present.plan_hints import HintRow
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.plan_hints import SEVERITY_ICONS
from ozgdesk.ui.widgets.combo_box import ComboBox

_WIDE = 1370
_ROOM_TO_NAME = 760
_LEAST_TEXT = 92
_NARROW_BOX = 64
_MORE = 60  # by which a choice may be wider than it must be
_ROOM_FOR_BOXES = (0, 774, 896, 1032)
"""How wide the bar is at least when it shows no choice, one, two or three of them in full."""
_LEAST = 536
_BOX = 68
_SAVED_BY_FIGURE, _SAVED_BY_KEYS = 65, 170
"""What the bar needs with no choice, for each narrow choice more, and what it saves without the word
„Hinweise“, and without the buttons of the zoom, which have keys, as well.
"""

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
    """Filter field, municipality, phase, interest; problems; zoom, today, critical path, baseline."""

    filter_changed = Signal()

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLineEdit(self)
        self.text.setPlaceholderText("Filtern: Nummer, Name, Kommune")
        self.text.setAccessibleName("Aufgaben filtern")
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(_LEAST_TEXT)
        self.text.setMaximumWidth(240)
        self.municipality = self._box("Kommune", 144)
        self.phase = self._box("Phase", 118)
        self.phase.setToolTip("Nur eine Phase mit allem, was in ihr liegt.")
        self.interest = self._box("Auswahl", 132)
        for interest, word in INTERESTS.items():
            self.interest.addItem(word, interest.value)
        self.count = QLabel(self)
        theme.look(self.count, "muted")
        self.problems = QToolButton(self)
        self.problems.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.problems.setDefaultAction(actions["hints"])
        self._problem_count = 0
        self._compare = QMenu(self)
        self._compare.addActions([actions["baselines"], actions["take_baseline"]])
        self._filter_parts: list[QWidget] = []
        self.zoom_name = QLabel(self)
        self.zoom_name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom_name.setMinimumWidth(56)
        theme.look(self.zoom_name, "muted")
        self._lay_out(actions)
        self.text.textChanged.connect(lambda _text: self.filter_changed.emit())
        for box in self._boxes:
            box.activated.connect(lambda _index: self.filter_changed.emit())

    def wanted(self) -> PlanFilter:
        """What the user wants to see."""
        interest = Interest(self.interest.currentData())
        town, phase = self.municipality.currentData() or None, self.phase.currentData() or None
        return PlanFilter(self.text.text().strip(), town, interest, phase)

    def show_filter(self, wanted: PlanFilter) -> None:
        """Filter otherwise, and tell it once."""
        self.clear()
        self.text.blockSignals(True)
        self.text.setText(wanted.text)
        self.text.blockSignals(False)
        self.municipality.setCurrentIndex(max(self.municipality.findData(wanted.municipality_id or ""), 0))
        self.phase.setCurrentIndex(max(self.phase.findData(wanted.phase_id or ""), 0))
        self.interest.setCurrentIndex(max(self.interest.findData(wanted.interest.value), 0))
        self._fit(self.width())
        self.filter_changed.emit()

    def add_filter_part(self, widget: QWidget) -> None:
        """Put something behind the choices of the filter."""
        self._filter_parts.append(widget)
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(layout.indexOf(self.count), widget)

    def clear(self) -> None:
        """Show everything again, without telling."""
        for widget in (self.text, *self._boxes):
            widget.blockSignals(True)
        self.text.clear()
        for box in self._boxes:
            box.setCurrentIndex(0)
        for widget in (self.text, *self._boxes):
            widget.blockSignals(False)

    def show_choices(self, view: View) -> None:
        """Offer the parties of the cooperation and the phases; what is chosen stays while it is there."""
        towns = [(f"{m.code} {m.name}", m.id) for m in view.municipalities]
        _offer(self.municipality, "Alle Kommunen", towns)
        _offer(self.phase, "Alle Phasen", [(phase.indented, phase.id) for phase in phase_choices(view)])
        self._fit(self.width())

    def show_count(self, shown: int, whole: int) -> None:
        """Say how many tasks the filter leaves."""
        self.count.setText(f"{shown} von {whole}" if shown < whole else "")
        self.count.setToolTip(f"Gezeigt: {shown} von {formats.count(whole, 'Aufgabe', 'Aufgaben')}")

    def show_problems(self, problems: tuple[HintRow, ...]) -> None:
        """Say how much there is to look at."""
        self._problem_count = len(problems)
        action = self.problems.defaultAction()
        self._squeeze(self.width())
        worst = min((p.severity for p in problems), key=list(SEVERITY_ICONS).index, default="note")
        action.setIcon(icon(*SEVERITY_ICONS[worst]))

    @property
    def _boxes(self) -> tuple[ComboBox, ...]:
        return self.municipality, self.phase, self.interest

    def _box(self, name: str, width: int) -> ComboBox:
        box = ComboBox(self)
        box.setAccessibleName(name)
        box.setMaximumWidth(width + _MORE)
        return box

    def minimumSizeHint(self) -> QSize:
        """Narrower than its buttons, of which `resizeEvent` then leaves some out."""
        return QSize(theme.step(100), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has a key and a place in the menu while the window is narrow."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        for least, widgets in self._optional:
            for widget in widgets:
                if isinstance(widget, ComboBox):
                    is_filtering, has_choice = widget.currentIndex() > 0, widget.count() > 1
                    widget.setVisible(has_choice and (width >= least or is_filtering))
                else:
                    widget.setVisible(width >= least)
        is_crowded = width < _ROOM_FOR_BOXES[sum(not box.isHidden() for box in self._boxes)]
        for box in self._boxes:
            box.setMinimumWidth(_NARROW_BOX if is_crowded else box.maximumWidth() - _MORE)
        style = Qt.ToolButtonStyle
        for name, least in (("critical", _WIDE), ("add", _ROOM_TO_NAME)):
            has_room = width >= least and not is_crowded
            self._buttons[name].setToolButtonStyle(
                style.ToolButtonTextBesideIcon if has_room else style.ToolButtonIconOnly
            )
        self._squeeze(width)

    def _squeeze(self, width: int) -> None:
        """Where even narrow choices have no room: a figure without its word, no buttons that have keys."""
        shortage = _LEAST + _BOX * sum(not box.isHidden() for box in self._boxes) - width
        named = formats.count(self._problem_count, "Hinweis", "Hinweise")
        text = formats.number(self._problem_count) if shortage > 0 else named
        self.problems.defaultAction().setIconText(text)
        self.problems.setAccessibleName(named)
        for name in ("farther", "nearer", "fit"):
            self._buttons[name].setVisible(shortage <= _SAVED_BY_FIGURE)
        is_tight = shortage > _SAVED_BY_KEYS
        self.text.setMinimumWidth(_NARROW_BOX if is_tight else _LEAST_TEXT)
        for part in self._filter_parts:
            part.setVisible(not is_tight)

    def _lay_out(self, actions: dict[str, QAction]) -> None:
        layout = QHBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._buttons = {
            name: self._button(actions[name], with_text=name in ("add", "critical")) for name in _BUTTONS
        }
        self._buttons["baseline"].setMenu(self._compare)
        self._buttons["baseline"].setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self._optional = (
            (1430, [self.zoom_name]),
            (1270, [self._buttons["up"], self._buttons["down"]]),
            (1200, [self._buttons["indent"], self._buttons["outdent"], self._buttons["today"]]),
            (1090, [self.count]),
            (_ROOM_FOR_BOXES[3], [self.interest]),
            (_ROOM_FOR_BOXES[2], [self.phase]),
            (_ROOM_FOR_BOXES[1], [self.municipality]),
        )
        layout.setContentsMargins(theme.step(4), theme.step(2), theme.step(4), theme.step(2))
        layout.setSpacing(theme.step(1))
        for name in ("add", "outdent", "indent", "up", "down"):
            layout.addWidget(self._buttons[name])
        layout.addSpacing(theme.step(2))
        layout.addWidget(self.text, 3)
        for widget in (*self._boxes, self.count, self.problems):
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


def _offer(box: ComboBox, whole: str, choices: list[tuple[str, str]]) -> None:
    """Offer the whole and these parts of it, each with its id; what is chosen stays while it is there."""
    wanted = [(whole, ""), *choices]
    if wanted == [(box.itemText(n), box.itemData(n)) for n in range(box.count())]:
        return
    chosen = box.currentData()
    box.clear()
    for text, id_ in wanted:
        box.addItem(text, id_)
    box.setCurrentIndex(max(box.findData(chosen), 0))

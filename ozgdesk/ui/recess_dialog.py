"""Proposing school holidays as council recess of a municipality; nothing is ticked beforehand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.commands.recesses import enter_recesses
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.recesses import SchoolHoliday
from ozgdesk.domain.view import View
from ozgdesk.formats import count
from ozgdesk.present.recesses import RecessRow, recess_proposals
from ozgdesk.texts import steps
from ozgdesk.texts.school_holidays import school_holidays
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.plain_label import plain_label

_WHAT = (
    "Angekreuzte Schulferien werden als sitzungsfreie Zeit der Kommune eingetragen. Die Kommune ist an die "
    "Schulferien nicht gebunden; Arbeitstage von Aufgaben bleiben Arbeitstage."
)


def propose_recesses(desk: Desk, parent: QWidget) -> None:
    """Ask which school holidays become recess of which municipality, and enter them in one step."""
    if not desk.flush():
        return
    if not desk.view.municipalities:
        desk.tell("Bitte legen Sie zuerst eine Kommune an.")
        return
    dialog = RecessDialog(desk.view, _home(desk), parent)
    if not dialog.exec():
        return
    home, source = dialog.municipality_id, school_holidays().source
    entered = desk.run(steps.ENTER_RECESSES, enter_recesses(home, dialog.chosen, source))
    if entered is not None:
        desk.pick(Municipality, home)
        name = desk.snapshot.get(Municipality, home).name
        number = count(len(entered), "sitzungsfreie Zeit", "sitzungsfreie Zeiten")
        desk.tell(f"{number} für {name} eingetragen.")


def _home(desk: Desk) -> str | None:
    """The municipality that is shown in the inspector, or that of the body or person shown there."""
    subject = desk.subject
    if subject is None or subject.kind is Municipality:
        return subject.id if subject else None
    return getattr(desk.snapshot.find(subject.kind, subject.id), "municipality_id", None)


class RecessDialog(QDialog):
    """Accepted by "Übernehmen", which needs at least one tick."""

    def __init__(self, view: View, municipality_id: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.setWindowTitle("Schulferien vorschlagen")
        self.municipality = ComboBox()
        self.municipality.setAccessibleName("Kommune")
        for row in view.municipalities:
            self.municipality.addItem(f"{row.code}  {row.name}", row.id)
        self.municipality.setCurrentIndex(max(self.municipality.findData(municipality_id), 0))
        self.boxes: dict[SchoolHoliday, QCheckBox] = {}
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.source = plain_label("small")
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton("Ü&bernehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton("&Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        self.take.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.municipality.currentIndexChanged.connect(self._refresh)
        self._lay_out()
        self._refresh()

    @property
    def municipality_id(self) -> str:
        """The municipality that is chosen."""
        return str(self.municipality.currentData())

    @property
    def chosen(self) -> tuple[SchoolHoliday, ...]:
        """The holidays that are ticked, by day."""
        return tuple(holiday for holiday, box in self.boxes.items() if box.isChecked())

    def _lay_out(self) -> None:
        label = QLabel("&Kommune")
        label.setBuddy(self.municipality)
        choice = QHBoxLayout()
        choice.setSpacing(theme.step(3))
        choice.addWidget(label)
        choice.addWidget(self.municipality, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        layout.addWidget(plain_label("", _WHAT))
        layout.addLayout(choice)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.source)
        layout.addWidget(self.buttons)
        self.resize(theme.step(175), theme.step(130))

    def _refresh(self) -> None:
        """Show what may be taken over; ticks for another municipality are gone."""
        proposals = recess_proposals(self._view, self.municipality_id, school_holidays())
        self.boxes = {}
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, theme.step(2), 0)
        grid.setHorizontalSpacing(theme.step(4))
        grid.setVerticalSpacing(theme.step(1))
        for place, row in enumerate(proposals.rows):
            self._add(grid, place, row)
        for place, note in enumerate(proposals.notes, len(proposals.rows)):
            label = plain_label("muted", note)
            label.setContentsMargins(theme.step(1), theme.step(2), 0, 0)
            grid.addWidget(label, place, 0, 1, 3)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        self.area.setWidget(inner)
        self.source.setText(proposals.source)
        self._on_ticked()

    def _add(self, grid: QGridLayout, place: int, row: RecessRow) -> None:
        box = QCheckBox(row.name)
        box.setAccessibleDescription(" ".join(part for part in (row.days, row.remark) if part))
        box.toggled.connect(self._on_ticked)
        self.boxes[row.holiday] = box
        grid.addWidget(box, place, 0)
        grid.addWidget(QLabel(row.days), place, 1)
        grid.addWidget(plain_label("muted", row.remark), place, 2, Qt.AlignmentFlag.AlignVCenter)

    def _on_ticked(self) -> None:
        self.take.setEnabled(bool(self.chosen))

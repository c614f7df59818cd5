"""An open plan for the tests of its table and its chart; no test lives here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import Role
from ozgdesk.present.plan_row import PlanRow
from ozgdesk.present.time_axis import Zoom
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.plan import PlanView
from tests.domain.plans import Plan
from tests.helpers import make_workspace

Key = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
COLUMNS = {
    "number": 0, "name": 1, "duration": 2, "start": 3, "finish": 4, "lead": 5, "links": 6, "done": 7,
    "parts": 9, "state": 12, "deadline": 13, "source": 14,
}  # fmt: skip


class Stage:
    """An open plan with what a user would touch."""

    def __init__(self, qtbot: QtBot, folder: Path, plan: Plan, *, as_opened: bool = False) -> None:
        self.ids = plan
        self.workspace = make_workspace(folder, plan.rows)
        self.desk = Desk(self.workspace)
        self.told: list[str] = []
        self.desk.told.connect(self.told.append)
        self.view = PlanView(self.desk)
        qtbot.addWidget(self.view)
        self.desk.changed.connect(lambda _step: self.view.show_view(self.desk.view))
        self.view.resize(1400, 600)
        self.view.show_view(self.desk.view)
        self.view.show()
        qtbot.waitExposed(self.view)
        if not as_opened:
            self.view.chart.show_zoom(Zoom.WEEK)
            self.view.chart.show_today()
        self.view.activateWindow()
        self.view.table.setFocus()

    def task(self, name: str) -> Task:
        return next(task for task in self.workspace.snapshot.all(Task) if task.name == name)

    def pick(self, name: str, column: str = "name") -> None:
        self.view.select(Task, self.task(name).id)
        table = self.view.table
        table.setCurrentIndex(table.rows.index(table.currentIndex().row(), COLUMNS[column]))
        table.setFocus()

    def show_columns(self) -> None:
        """Show every column, also those that are hidden at first."""
        for position in range(len(self.view.model.columns)):
            self.view.table.setColumnHidden(position, False)

    def select(self, *names: str, column: str = "name") -> None:
        """Select several rows with the mouse, the others with Strg; the last one is the current."""
        table, place = self.view.table, COLUMNS[column]
        for position, name in enumerate(names):
            row = table.rows.position(self.task(name).id)
            spot = table.visualRect(table.rows.index(row, place)).center()
            modifier = CTRL if position else Qt.KeyboardModifier.NoModifier
            QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, spot)

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.view.table, key, modifiers)

    def editor(self) -> QLineEdit:
        found = [e for e in self.view.table.viewport().findChildren(QLineEdit) if e.isVisible()]
        assert found, "no editor is open"
        return found[-1]

    def type_into(self, name: str, column: str, text: str) -> QLineEdit:
        self.pick(name, column)
        self.press(Key.Key_F2)
        editor = self.editor()
        editor.setText(text)
        QTest.keyClick(editor, Key.Key_Return)
        return editor

    def names(self) -> list[str]:
        return [row.name for row in self.view.shown]

    def row(self, name: str) -> PlanRow:
        return next(row for row in self.view.shown if row.name == name)

    def point(self, name: str, where: float = 0.5) -> QPoint:
        bar = next(bar for bar in self.view.chart.scene.bars if bar.label == name)
        rect = self.view.chart.scale.bar_rect(bar)
        return QPointF(rect.left() + rect.width() * where, rect.center().y()).toPoint()

    def drag(
        self, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        port = self.view.chart.viewport()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, modifier, start)
        QTest.mouseMove(port, (start + end) / 2)
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, modifier, end)


def sample() -> Plan:
    plan = Plan().municipality("USI", color="#4477aa").municipality("NA", color="#ee6677")
    plan.task("Phase").task("Erfassen", 4, under="Phase").task("Prüfen", 2, under="Phase")
    plan.milestone("Beschluss").task("Offen").task("Schulen", 3)
    plan.link("Erfassen", "Prüfen").link("Prüfen", "Beschluss")
    return plan.lead("Erfassen", "USI").lead("Erfassen", "NA", Role.CONTRIBUTOR)

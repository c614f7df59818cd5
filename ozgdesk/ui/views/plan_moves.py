"""What a change would move in the plan, shown before it is made; computed in a worker on a copy."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ozgdesk.commands.rehearsal import foresee
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Command
from ozgdesk.present.plan_moves import ALONG, Move, PlanMoves, plan_moves
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

_NOT_SO = "So lässt sich der Plan nicht ändern."


class PlanMovesPanel(QWidget):
    """The tasks that would move and what becomes of the end of the plan.

    After a `foresee` comes either `foreseen` or `refused(RuleViolation)`, unless a newer one overtakes it.
    """

    foreseen = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = 0
        self.moves: PlanMoves | None = None
        self.summary = plain_label("strong")
        self.finish = plain_label("muted")
        self.held = plain_label("error")
        self.model: RowModel[Move] = RowModel(
            (
                Column("Nr.", lambda row: row.number, 64),
                Column("Aufgabe", lambda row: row.name, 200, stretch=True, tip=lambda row: row.name),
                Column("Anfang", lambda row: row.start, 176),
                Column("Ende", lambda row: row.finish, 176),
                Column("Verschiebung", lambda row: row.days_text, 100, right=True, color=_days_color),
                Column("Frist", lambda row: row.deadline, 176, icon=_warning, color=_deadline_color),
                Column("Auswahl", lambda row: row.part, 96, color=_part_color),
            )
        )
        self.table = RowTable(self.model, "Was sich verschiebt")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.step(1))
        for label in (self.summary, self.finish, self.held):
            layout.addWidget(label)
        layout.addSpacing(theme.step(1))
        layout.addWidget(self.table, 1)

    def foresee(
        self, command: Command[object], selected: Collection[str], shifted: Collection[str] = ()
    ) -> None:
        """Show what a command would move; `shifted` are the tasks it is meant to move by days."""
        self._asked += 1
        self.moves = None  # the rows stay until the new ones are there
        number = self._asked
        view, today = self._desk.view, self._desk.workspace.clock.today()

        def work() -> PlanMoves:
            return plan_moves(view, foresee(view.snapshot, today, command), selected, shifted=shifted)

        def failed(error: BaseException) -> None:
            if not isinstance(error, RuleViolation):
                raise error
            if number == self._asked:
                self.show_nothing(_NOT_SO)
                self.refused.emit(error)

        self._desk.jobs.run(work, done=lambda moves: self._show(number, moves), failed=failed)

    def show_nothing(self, reason: str) -> None:
        """Show no moves, and why; what is still being computed is dropped."""
        self._asked += 1
        self.moves = None
        self.model.set_rows(())
        self.summary.setText(reason)
        self.finish.clear()
        self.held.hide()

    def _show(self, number: int, moves: PlanMoves) -> None:
        if number != self._asked:
            return
        self.moves = moves
        self.model.set_rows(moves.rows)
        self.summary.setText(moves.summary)
        self.finish.setText(moves.finish)
        self.held.setText(moves.held)
        self.held.setVisible(bool(moves.held))
        self.foreseen.emit()


def _warning(row: Move) -> QIcon | None:
    return icon("warning", "danger") if row.is_missed else None


def _deadline_color(row: Move) -> QColor | None:
    return theme.role(None, "danger") if row.is_missed else None


def _days_color(row: Move) -> QColor | None:
    return theme.role(None, "danger") if row.days is not None and row.days > 0 else None


def _part_color(row: Move) -> QColor | None:
    return theme.role(None, "muted") if row.part == ALONG else None

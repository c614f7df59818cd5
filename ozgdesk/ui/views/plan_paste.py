"""Rows of a spreadsheet in the plan: with names they become tasks, without them values of those there are."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ozgdesk import formats
from ozgdesk.commands.plan_fields import add_rows, set_fields
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Command
from ozgdesk.present.pasted_tasks import Pasted, PastedRow, read_pasted
from ozgdesk.present.plan_fields import TITLES, Values
from ozgdesk.present.plan_row import PlanRow
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.plan_change_dialog import PlanPreviewDialog
from ozgdesk.ui.views.plan_columns import NAME
from ozgdesk.ui.widgets.plain_label import plain_label

if TYPE_CHECKING:
    from ozgdesk.ui.views.plan import PlanView

_NOTHING = "In der Zwischenablage steht nichts, was in den Plan passt; bitte kopieren Sie Zeilen mit Namen."


class PlanPaste:
    """What Strg+V does in the plan."""

    def __init__(self, view: "PlanView") -> None:
        self._view = view

    def paste(self) -> None:
        """Add tasks below the current one, or fill the cells from the current one on after a preview."""
        desk = self._view.desk
        if not desk.flush():
            return
        try:
            pasted = read_pasted(desk.view, QGuiApplication.clipboard().text(), self._columns())
        except formats.NotReadable as reason:
            desk.tell(str(reason))
            return
        if not pasted.rows or not pasted.fields:
            desk.tell(_NOTHING)
        elif pasted.makes_tasks:
            self._add(pasted)
        else:
            self._fill(pasted)

    def _columns(self) -> list[str]:
        """The titles from the current column on; from the name on where nothing can be typed."""
        table = self._view.table
        current = table.currentIndex().column()
        if current < 0 or table.rows.columns[current].edit is None:
            current = NAME
        shown = table.shown_columns()
        return [table.rows.columns[place].title for place in shown[shown.index(current) :]]

    def _add(self, pasted: Pasted) -> None:
        desk, row = self._view.desk, self._view.picked()
        command = add_rows(pasted.rows, desk.view.as_of, after_id=row.id if row else None)
        made = desk.run(steps.create(Task), command)
        if made:
            self._view.select(Task, made[0])
            self._view.table.select_more(made)
            added = f"{formats.count(len(made), 'Aufgabe', 'Aufgaben')} eingefügt."
            desk.tell(f"{added} {_left_out(pasted.unknown)}".strip())

    def _fill(self, pasted: Pasted) -> None:
        desk = self._view.desk
        try:
            targets = _targets(pasted.rows, self._view.selected(), self._view.rows_from_current())
        except formats.NotReadable as reason:
            desk.tell(str(reason))
            return
        values = [row.values for row in pasted.rows]
        filled = values * len(targets) if len(values) == 1 else values
        dialog = FillDialog(desk, list(zip(targets, filled, strict=True)), pasted, self._view)
        dialog.exec()
        dialog.deleteLater()


def _targets(
    rows: Sequence[PastedRow], selected: Sequence[PlanRow], below: Sequence[PlanRow]
) -> Sequence[PlanRow]:
    """Where the rows go, as in a spreadsheet: one fills all that is selected, more begin at the current."""
    if len(rows) == 1 or len(selected) == len(rows):
        return selected
    copied = formats.count(len(rows), "Zeile", "Zeilen")
    if len(selected) > 1:
        raise formats.NotReadable(
            f"Kopiert sind {copied}, ausgewählt sind {formats.count(len(selected), 'Aufgabe', 'Aufgaben')}; "
            "bitte wählen Sie gleich viele aus."
        )
    if len(below) < len(rows):
        raise formats.NotReadable(f"Kopiert sind {copied}, von hier an gibt es nur {len(below)} im Plan.")
    return below[: len(rows)]


def _left_out(titles: Sequence[str]) -> str:
    if not titles:
        return ""
    names = ", ".join(f"„{title}“" for title in titles)
    return f"Der Plan kennt keine Spalte {names}." if len(titles) == 1 else f"Der Plan kennt nicht: {names}."


class FillDialog(PlanPreviewDialog):
    """Pasting values over tasks that are there: which they are, and what would move."""

    def __init__(
        self,
        desk: Desk,
        cells: Sequence[tuple[PlanRow, Values]],
        pasted: Pasted,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, "Zellen einfügen", parent)
        self._cells = [(row.id, values) for row, values in cells]
        count = formats.count(len(cells), "Aufgabe", "Aufgaben")
        titles = " und ".join(f"„{TITLES[field]}“" for field in pasted.fields)
        what = f"{titles} von {cells[0][0].number}" if len(cells) == 1 else f"{titles} bei {count}"
        parts: list[QWidget] = [plain_label("heading", f"{what} überschreiben")]
        parts.append(plain_label("muted", f"Leere Zellen bleiben, wie sie sind. {_left_out(pasted.unknown)}"))
        self.lay_out(*parts)
        self.panel.show_nothing("")
        self.panel.foresee(self.command(), {id_ for id_, _ in self._cells})

    def command(self) -> Command[None]:
        view = self.desk.view
        return set_fields(self._cells, view.plan.dates, view.as_of)

    def label(self) -> str:
        return steps.FILL_CELLS

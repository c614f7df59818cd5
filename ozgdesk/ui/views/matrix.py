"""Aufgaben: the matrix of tasks and municipalities, in which one key or click says who does what."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from ozgdesk.commands.tasks import set_role
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role
from ozgdesk.present.matrix import LEGEND, LETTERS, Matrix, MatrixRow, matrix, next_role
from ozgdesk.present.matrix_filter import MatrixFilter, narrowed
from ozgdesk.present.plan_filter import without_folded
from ozgdesk.present.task_query_cards import chosen_tasks
from ozgdesk.texts import steps
from ozgdesk.texts.labels import label
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.matrix_table import MatrixTable, TotalsTable
from ozgdesk.ui.views.task_filter_bar import FILTER_HELP, TaskFilterBar
from ozgdesk.ui.widgets.plain_label import plain_label

_KEYS = {Role.LEAD: "F", Role.CONTRIBUTOR: "Z", Role.INFORMED: "K", None: "Entf"}


class MatrixView(QWidget):
    """Tasks as rows under their phases, municipalities as columns; totals stay in sight below."""

    help_text = (
        "Jede Zeile ist eine Aufgabe, jede Spalte eine Kommune: F federführend, Z leistet Zuarbeit, K wird "
        "unterrichtet. Ein Ausrufezeichen heißt: Hier fehlt etwas oder ist etwas verspätet; der Grund steht "
        "rechts in der Zeile und als Hinweis an der Zelle. Phasen zeigen die Summen ihrer Aufgaben, unten "
        "stehen die Summen jeder Kommune.\n\n"
        "Pfeiltasten: Zelle wählen · F, Z, K: Rolle festlegen · Entf: nicht mehr beteiligt · Leertaste: "
        "nächste Rolle · Eingabe: im Inspektor bearbeiten · + und −: Phase auf- und zuklappen · "
        "Umschalt+Pfeil: mehrere Zellen wählen, die dann dieselbe Rolle bekommen · Strg+C: Zeilen für Excel "
        "kopieren, Strg+A: alle wählen. Ein Klick auf die gewählte Zelle und Umschalt+F10 öffnen die "
        "Auswahl.\n\n"
        "Eine Aufgabe hat höchstens eine Federführung. F übergibt sie, und die bisher federführende Kommune "
        "leistet weiter Zuarbeit; mit Umschalt+F ist sie nicht mehr beteiligt. Die Leertaste bietet F nur "
        "an, solange niemand federführend ist. Jede Taste ist ein Schritt, den Strg+Z zurücknimmt."
        f"\n\n{FILTER_HELP}"
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.found: Matrix | None = None
        self.folded: frozenset[str] = frozenset()
        self.table = MatrixTable(self)
        self.totals = TotalsTable(self.table, self)
        self.hint = plain_label("muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.hint)
        self.filters = TaskFilterBar(desk, self.table.setFocus, self, lists_parts=False)
        self._fill_tools(self.filters.tools)
        self.setFocusProxy(self.table)
        self._lay_out()
        self._connect()

    def _fill_tools(self, tools: QHBoxLayout) -> None:
        self.only_to_check = QToolButton(self)
        self.only_to_check.setIcon(icon("warning"))
        self.only_to_check.setText("Nur zu prüfende")
        self.only_to_check.setToolTip("Nur Aufgaben, bei denen etwas fehlt oder verspätet ist")
        self.only_to_check.setCheckable(True)
        self.fold_all = QToolButton(self)
        for button in (self.only_to_check, self.fold_all):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            tools.addWidget(button)

    def _lay_out(self) -> None:
        legend = plain_label("muted")
        legend.setText(LEGEND)
        below = QHBoxLayout()
        below.setContentsMargins(theme.step(4), theme.step(1), theme.step(4), theme.step(2))
        below.addWidget(legend)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.totals)
        layout.addLayout(below)

    def _connect(self) -> None:
        self.desk.tasks_filtered.connect(self._on_filtered)
        self.only_to_check.toggled.connect(self._refresh)
        self.fold_all.clicked.connect(self._on_fold_all)
        self.table.role_typed.connect(self.give_role)
        self.table.cycle_typed.connect(self._on_cycle)
        self.table.cell_picked.connect(self._on_picked)
        self.table.cell_opened.connect(self.open_cell)
        self.table.fold_asked.connect(self.fold)
        self.table.menu_asked.connect(self._on_menu)

    def show_view(self, view: View) -> None:
        """Show all tasks; the current cell, folded phases and the filter stay."""
        self.found = matrix(view)
        self.filters.refresh()
        self._refresh()

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.filters.begin()

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring the row of a task or the cell of a part into sight, unfolded and whatever the filter."""
        place = self._place(kind, id_)
        if self.found is None or place is None:
            return False
        task_id, column = place
        if task_id not in {row.id for row in self._shown().rows}:
            self.only_to_check.setChecked(False)
            self.desk.filter_tasks("")
        above = {row.id: row.parent_id for row in self.found.rows}
        parent = above[task_id]
        opened = set()
        while parent is not None:
            opened.add(parent)
            parent = above.get(parent)
        self.folded -= opened
        self._refresh()
        return self.table.pick(task_id, column)

    def give_role(self, role: Role | None, keeps_contributing: bool = True) -> None:
        """Give the marked cells a role in one step."""
        tasks, municipalities = self.table.block()
        if not municipalities:
            self.desk.tell("Bitte wählen Sie eine Zelle in der Spalte einer Kommune.")
            return
        label_ = steps.HAND_OVER if role is Role.LEAD else steps.SET_ROLE
        command = set_role(tasks, municipalities, role, keeps_contributing=keeps_contributing)
        self.desk.run(label_, command)
        self._on_picked()

    def open_cell(self) -> None:
        """Edit the part of the current cell in the inspector, or the task when there is none."""
        subject = self._subject()
        if subject is not None:
            self.desk.edit(subject.kind, subject.id)

    def fold(self, id_: str) -> None:
        """Fold a phase or unfold it; the current cell goes to the phase that hides it."""
        self.folded ^= {id_}
        row = self.table.current_row()
        if self.found is not None and row is not None:
            hidden = row.id not in {r.id for r in without_folded(self.found.rows, self.folded)}
            if hidden:
                self.table.pick(id_)
        self._refresh()

    def _place(self, kind: type[Entity], id_: str) -> tuple[str, int | None] | None:
        """The task and the column of a row of the project; no column for a task."""
        for row in self.found.rows if self.found else ():
            if kind is Task and row.id == id_:
                return id_, None
            for column, cell in enumerate(row.cells):
                if kind is Assignment and cell.part_id == id_:
                    return row.id, column
        return None

    def _subject(self) -> Subject | None:
        row = self.table.current_row()
        if row is None:
            return None
        cell = self.table.matrix.cell_at(self.table.currentIndex())
        return Subject(Assignment, cell.part_id) if cell.part_id else Subject(Task, row.id)

    def _on_picked(self) -> None:
        subject = self._subject()
        if subject is not None:
            self.desk.pick(subject.kind, subject.id)

    def _on_cycle(self) -> None:
        row, column = self.table.current_row(), self.table.currentIndex().column()
        if row is not None and column < len(row.cells):
            self.give_role(next_role(row, column))

    def _on_menu(self, point: QPoint) -> None:
        row = self.table.current_row()
        if row is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.table.currentIndex().column() < len(row.cells):
            self._add_roles(menu, row)
            menu.addSeparator()
        menu.addAction(icon("edit"), "Bearbeiten\tEingabe").triggered.connect(self.open_cell)
        menu.addAction(icon("plan"), "Im Projektplan zeigen").triggered.connect(
            partial(self.desk.go, "plan", Subject(Task, row.id))
        )
        menu.addAction(icon("copy"), "Zeilen kopieren\tStrg+C").triggered.connect(self.table.copy)
        menu.popup(point)

    def _add_roles(self, menu: QMenu, row: MatrixRow) -> None:
        letter = self.table.matrix.cell_at(self.table.currentIndex()).letter
        for role, key in _KEYS.items():
            action = menu.addAction(f"{label(role) if role else 'nicht beteiligt'}\t{key}")
            action.setCheckable(True)
            action.setChecked(letter == (LETTERS[role] if role else ""))
            action.triggered.connect(partial(self._on_role, role, True))
            if role is Role.LEAD and letter != LETTERS[Role.LEAD] and self._has_lead(row):
                leave = menu.addAction("Federführung, bisherige scheidet aus\tUmschalt+F")
                leave.triggered.connect(partial(self._on_role, role, False))

    def _on_role(self, role: Role | None, keeps_contributing: bool, _checked: bool = False) -> None:
        self.give_role(role, keeps_contributing)

    def _has_lead(self, row: MatrixRow) -> bool:
        return any(cell.letter == LETTERS[Role.LEAD] for cell in row.cells)

    def _on_filtered(self) -> None:
        """A page that is not seen is refreshed when it is visited."""
        if self.isVisible():
            self._refresh()

    def _on_fold_all(self) -> None:
        phases = {row.id for row in self.found.rows if row.is_phase} if self.found else set()
        self.folded = frozenset() if phases <= self.folded else frozenset(phases)
        self._refresh()

    def _shown(self) -> Matrix:
        assert self.found is not None
        choice = chosen_tasks(self.desk.view, self.desk.read_task_line().query)
        wanted = MatrixFilter(
            task_ids=choice.tasks if choice else None, only_to_check=self.only_to_check.isChecked()
        )
        return narrowed(self.found, wanted)

    def _refresh(self) -> None:
        if self.found is None:
            return
        shown = self._shown()
        self.table.show_rows(shown.municipalities, without_folded(shown.rows, self.folded), self.folded)
        self.totals.totals.show_totals(shown)
        self.stack.setCurrentWidget(self.table if shown.rows and shown.municipalities else self.hint)
        self.totals.setVisible(bool(shown.rows and shown.municipalities))
        self.hint.setText(self._hint())
        phases = {row.id for row in self.found.rows if row.is_phase}
        is_folded = bool(phases) and phases <= self.folded
        self.fold_all.setText("Phasen aufklappen" if is_folded else "Phasen zuklappen")
        self.fold_all.setIcon(icon("chevron_right" if is_folded else "chevron_down"))
        self.fold_all.setEnabled(bool(phases))
        few, many = (sum(not row.is_phase for row in rows) for rows in (shown.rows, self.found.rows))
        self.filters.show_count(few, many, "Aufgaben")

    def _hint(self) -> str:
        assert self.found is not None
        if not self.found.municipalities:
            return "Noch keine Kommune. Legen Sie die Kommunen unter Beteiligte an."
        if self.found.rows:
            return "Keine Aufgabe passt zum Filter."
        return "Noch keine Aufgabe. Legen Sie die erste auf der Tafel oder im Projektplan an."

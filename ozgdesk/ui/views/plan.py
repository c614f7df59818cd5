"""Projektplan: the tree of tasks and their chart side by side, on the same rows.

Columns stand in `plan_columns`, their widths in `plan_panes`, typing in `plan_edits`, the bar above in
`plan_bar`, keys in `plan_actions`.
"""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ozgdesk.commands import plan
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.tasks import Assignment, Link, Task
from ozgdesk.domain.view import View
from ozgdesk.present.gantt import gantt
from ozgdesk.present.plan import PlanPlace, plan_rows
from ozgdesk.present.plan_filter import PlanFilter, filtered, without_folded
from ozgdesk.present.plan_row import PlanRow
from ozgdesk.texts import steps
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.plan_actions import PlanActions
from ozgdesk.ui.views.plan_bar import PlanBar
from ozgdesk.ui.views.plan_baselines import PlanBaselines
from ozgdesk.ui.views.plan_columns import NAME, plan_columns
from ozgdesk.ui.views.plan_edits import PlanEdits
from ozgdesk.ui.views.plan_filters import PlanFilters
from ozgdesk.ui.views.plan_hints import PlanHints
from ozgdesk.ui.views.plan_panes import PlanPanes
from ozgdesk.ui.views.plan_path import PlanPathStrip
from ozgdesk.ui.views.plan_preview import PlanPreview
from ozgdesk.ui.views.plan_remedies import PlanRemedies
from ozgdesk.ui.widgets.gantt_chart import GanttChart
from ozgdesk.ui.widgets.plan_table import PlanTable
from ozgdesk.ui.widgets.rows import RowModel


class PlanView(QWidget):
    """The plan: what is typed or dragged becomes a command; folds, zoom and filter are kept here."""

    help_text = (
        "Links steht die Liste der Aufgaben, rechts der Balkenplan mit denselben Zeilen. Termine, Puffer und "
        "kritischer Weg werden aus Dauer, Verknüpfungen, Vorgaben und Arbeitstagen berechnet (Montag bis "
        "Freitag ohne hessische Feiertage, 24. und 31. Dezember und Schließzeiten).\n\n"
        "Tippen oder F2: Zelle bearbeiten · Tab: nächste Zelle · Einfg: neue Aufgabe darunter, Alt+Einfg "
        "darüber · Entf: löschen · Eingabe: im Inspektor bearbeiten. Ein Anfang heißt „nicht vor diesem "
        "Tag“, leer hebt ihn auf; ein Ende ändert die Dauer\n"
        "Umschalt+Pfeiltasten oder Strg+Klick: mehrere Aufgaben auswählen; Verschieben, Verlängern, Kürzen, "
        "Ein- und Ausrücken, Umordnen und Löschen gelten dann für alle. Strg+Umschalt+E: sie gemeinsam "
        "ändern, mit Vorschau auf alles, was sich dadurch verschiebt\n"
        "Strg+C: Zeilen nach Excel kopieren · Strg+V: Zeilen aus Excel einfügen. Eine Zeile mit "
        "Überschriften ordnet die Spalten zu; ohne sie gelten die gezeigten Spalten ab der gewählten Zelle. "
        "Mit Namen entstehen neue Aufgaben, ohne Namen werden die ausgewählten nach einer Vorschau "
        "überschrieben\n"
        "Strg+Umschalt+K: je Kommune eine Teilaufgabe anlegen, jede unter eigener Federführung\n"
        "Alt+Umschalt+→ und ←: ein- und ausrücken · Alt+↑ und ↓: verschieben · → und ← im Namen: Phase auf- "
        "und zuklappen\n"
        "Strg+→ und ←: einen Arbeitstag später oder früher · Strg+Umschalt+→ und ←: länger oder kürzer\n"
        "Strg+Plus, Strg+Minus, Strg+0: Zoom und Einpassen · Strg+F: filtern, Tab führt weiter zu "
        "Kommune, Phase und Auswahl\n"
        "Strg+Umschalt+F: gespeicherte Filter wählen, speichern und verwalten\n"
        "Strg+H: Hinweise zum Plan; Pfeiltasten zeigen die Aufgabe, Eingabe hilft ab, Esc schließt\n"
        "Strg+W: kritischer Weg hierher: was den Termin der gewählten Aufgabe treibt; Esc beendet ihn\n"
        "Strg+B: Basispläne vergleichen; Pfeiltasten wählen den Basisplan, Einfg hält den heutigen Plan "
        "fest, F2 benennt um, Eingabe öffnet Name und Anlass, Entf löscht\n"
        "Der gewählte Basisplan und das Ziel des kritischen Wegs bleiben auf diesem PC gewählt\n"
        "Datei › Ausgeben: Plan für MS Project, GanttProject, Excel oder als CSV-Tabelle, Termine als "
        "Kalenderdatei; die Tabellen vergleichen mit dem gewählten Basisplan\n"
        "Datei › Einlesen: Plan aus MS Project oder GanttProject, oder Aufgabenliste aus Excel oder CSV; "
        "über der Vorschau wählen Sie, was die Spalten enthalten. Was ausgegeben, dort geändert und wieder "
        "eingelesen wird, ändert hier nur, was dort geändert wurde. Esc bricht ab, was länger dauert\n\n"
        "Vorgänger in Kurzform: „12“ oder „A-012 EA+5t“ (EA Ende–Anfang, AA Anfang–Anfang, EE Ende–Ende, AE "
        "Anfang–Ende; t Arbeitstage, kt Kalendertage, %), mehrere mit Semikolon.\n\n"
        "Mit der Maus: Balken ziehen verschiebt, am Ende ziehen ändert die Dauer, vom Kreis hinter dem "
        "Balken (oder mit Strg) auf einen anderen Balken ziehen verknüpft. Beim Ziehen sehen Sie schon, "
        "welche Aufgaben sich mit verschieben; Esc lässt alles, wie es war. Unter dem Balken liegt der "
        "Basisplan; die Fahne zeigt die Frist."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.place: PlanPlace | None = None
        self.shown: tuple[PlanRow, ...] = ()
        edits = PlanEdits(desk)
        self.model = RowModel(plan_columns(edits))
        self.table = PlanTable(self.model, NAME, edits.by_title)
        self.chart = GanttChart()
        self.panes = PlanPanes(desk, self.model, self.table, self.chart)
        self.preview = PlanPreview(desk, self.chart)
        self.hints = PlanHints()
        self.hints.hide()
        self.remedies = PlanRemedies(self)
        self.stack = QStackedWidget(self)
        self.actions_ = PlanActions(self)
        self.bar = PlanBar(self.actions_.by_name, self)
        self.filters = PlanFilters(desk, self.bar, self.actions_.by_name["filters"])
        self.bar.add_filter_part(self.filters)
        self.baselines = PlanBaselines(desk, self.actions_.by_name["take_baseline"])
        self.baselines.hide()
        self.path = PlanPathStrip()
        self._lay_out()
        self._connect()

    def show_view(self, view: View) -> None:
        """Show the plan; selected row, folded phases, filter, zoom and scrolling stay."""
        is_first = self.place is None
        self.place = plan_rows(view, self.desk.lens)
        if is_first:
            # What is finished is history: a plan opens with the phases that still matter.
            self.table.folded = frozenset(row.id for row in self.place.rows if row.is_phase and row.is_done)
            self.panes.part(self.place.rows, self.width())
        self.bar.show_choices(view)
        self.bar.show_problems(self.place.problems)
        self.hints.show_hints(self.place.problems)
        self.path.show_text(self.place.path)
        self._show_baselines()
        self._refresh()

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Select a task, or the task of a link or assignment; opens phases and filters that hide it."""
        task_id = self._task_of(kind, id_)
        if self.place is None or task_id not in {row.id for row in self.place.rows}:
            return False
        if task_id not in {row.id for row in self.shown}:
            parents = {row.id: row.parent_id for row in self.place.rows}
            above = parents[task_id]
            while above is not None:
                self.table.folded -= {above}
                above = parents.get(above)
            self.bar.clear()
            self._refresh()
        found = self.table.pick(task_id)
        self.chart.pick(task_id)
        self.chart.reveal(task_id)
        return found

    def picked(self) -> PlanRow | None:
        """The current row."""
        return self.model.row_at(self.table.currentIndex())

    def selected(self) -> list[PlanRow]:
        """The selected rows from top to bottom, or the current one."""
        chosen = set(self.table.selected_ids())
        current = self.picked()
        return [row for row in self.shown if row.id in chosen] or ([current] if current else [])

    def rows_from_current(self) -> tuple[PlanRow, ...]:
        """The current row and all below it."""
        return self.shown[max(self.table.currentIndex().row(), 0) :]

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.bar.text.setFocus()
        self.bar.text.selectAll()

    def change_selected(self) -> None:
        """Change the selected tasks together."""
        self.actions_.change()

    def row(self, id_: str) -> PlanRow | None:
        """A shown row by its id."""
        return next((row for row in self.shown if row.id == id_), None)

    def fold(self, id_: str, closed: bool) -> None:
        """Close a phase or open it."""
        self.table.folded = self.table.folded | {id_} if closed else self.table.folded - {id_}
        self._refresh()

    def show_hints(self, on: bool) -> None:
        """Show the list of hints and give it the keys, or hide it and go back to the tasks."""
        self._show_pane(self.hints, "baselines", on)

    def show_baselines(self, on: bool) -> None:
        """Show the comparison of baselines in the same way."""
        self._show_pane(self.baselines, "hints", on)
        self._show_baselines()

    def _show_pane(self, pane: QWidget, other: str, on: bool) -> None:
        """One pane at a time, so that the plan keeps its room."""
        if on:
            self.actions_.by_name[other].setChecked(False)
        pane.setVisible(on)
        (pane if on else self.table).setFocus()

    def edit_cell(self, id_: str, title: str) -> None:
        """Open the editor of one cell, also in a column that was hidden."""
        if not self.select(Task, id_):
            return
        position = next(place for place, c in enumerate(self.model.columns) if c.title == title)
        self.table.setColumnHidden(position, False)
        self.table.setFocus()
        self.table.setCurrentIndex(self.model.index(self.table.currentIndex().row(), position))
        self.table.edit(self.table.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Part the new width between table and chart."""
        super().resizeEvent(event)
        if self.place is not None:
            self.panes.part(self.place.rows, event.size().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.place is not None and self.place.path:
            self._forget_path()
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    # Inside

    def _lay_out(self) -> None:
        self.setFocusProxy(self.table)
        self.stack.addWidget(self.panes)
        self.stack.addWidget(self._empty_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.path)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.hints)
        layout.addWidget(self.baselines)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addStretch(1)
        self.empty_title = QLabel(page)
        theme.look(self.empty_title, "heading")
        self.empty_hint = QLabel(page)
        theme.look(self.empty_hint, "muted")
        self.empty_button = QPushButton(page)
        theme.look(self.empty_button, "primary")
        self.empty_button.clicked.connect(self._on_empty_button)
        center = Qt.AlignmentFlag.AlignHCenter
        for widget in (self.empty_title, self.empty_hint, self.empty_button):
            layout.addWidget(widget, 0, center)
        layout.addStretch(2)
        return page

    def _connect(self) -> None:
        table, chart = self.table, self.chart
        table.row_picked.connect(self._on_picked)
        for changed in (table.selectionModel().currentChanged, table.selectionModel().selectionChanged):
            changed.connect(lambda _now, _before: self.actions_.update())
        detach = self.desk.attach_editor(table.finish_editing)
        self.destroyed.connect(lambda: detach())
        table.row_opened.connect(lambda id_: self.desk.edit(Task, id_))
        table.fold_asked.connect(self.fold)
        table.verticalScrollBar().valueChanged.connect(chart.verticalScrollBar().setValue)
        chart.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        chart.task_picked.connect(self._on_chart_picked)
        chart.task_opened.connect(lambda id_: self.desk.edit(Task, id_))
        chart.task_moved.connect(lambda id_, day: self.desk.run(steps.MOVE_TASK, plan.move_task(id_, day)))
        chart.task_resized.connect(self._on_resized)
        chart.tasks_linked.connect(
            lambda one, other: self.desk.run(steps.LINK_TASKS, plan.link_tasks(one, other))
        )
        chart.zoomed.connect(self.bar.zoom_name.setText)
        self.bar.zoom_name.setText("Woche")
        self.bar.filter_changed.connect(self._refresh)
        self.filters.chosen.connect(self.bar.show_filter)
        self.hints.hint_chosen.connect(lambda hint: self.select(Task, hint.task_id))
        self.hints.remedy_asked.connect(self.remedies.apply)
        self.hints.closed.connect(lambda: self.actions_.by_name["hints"].setChecked(False))
        self.baselines.task_chosen.connect(lambda id_: self.select(Task, id_))
        self.baselines.closed.connect(lambda: self.actions_.by_name["baselines"].setChecked(False))
        self.path.closed.connect(self._forget_path)
        self.desk.lens_changed.connect(self._on_lens_changed)

    def _refresh(self) -> None:
        if self.place is None:
            return
        wanted = self.bar.wanted()
        rows = filtered(self.place.rows, wanted, self.place.as_of)
        self.bar.show_count(len(rows), len(self.place.rows))
        self.shown = without_folded(rows, self.table.folded if wanted == PlanFilter() else frozenset())
        self.model.set_rows(self.shown)
        self.chart.show_scene(gantt(self.desk.view, self.shown), self.desk.view)
        self.chart.verticalScrollBar().setValue(self.table.verticalScrollBar().value())
        self._show_empty()
        self.actions_.update()

    def _forget_path(self) -> None:
        self.desk.look_through(replace(self.desk.lens, target_id=None))

    def _show_baselines(self) -> None:
        if self.place is not None and not self.baselines.isHidden():
            self.baselines.show_place(self.place)

    def _on_lens_changed(self) -> None:
        if self.place is not None:
            self.show_view(self.desk.view)

    def _show_empty(self) -> None:
        assert self.place is not None
        if not self.place.rows:
            self.empty_title.setText("Der Plan ist noch leer")
            self.empty_hint.setText("Legen Sie die erste Aufgabe an; Termine folgen aus Dauer und Vorgänger.")
            self.empty_button.setText("Erste Aufgabe anlegen")
        elif not self.shown:
            self.empty_title.setText("Keine Aufgabe passt zum Filter")
            self.empty_hint.setText("Ändern Sie den Filter, oder zeigen Sie wieder alle Aufgaben.")
            self.empty_button.setText("Alle Aufgaben zeigen")
        self.stack.setCurrentIndex(0 if self.shown else 1)

    def _on_empty_button(self) -> None:
        if self.place is not None and self.place.rows:
            self.bar.clear()
            self._refresh()
        else:
            self.actions_.add()

    def _on_picked(self, id_: str) -> None:
        self.chart.pick(id_)
        self.desk.pick(Task, id_)
        self.actions_.update()

    def _on_chart_picked(self, id_: str) -> None:
        self.table.pick(id_)

    def _on_resized(self, id_: str, finish: date) -> None:
        command = self.preview.resized(id_, finish)
        if command is not None:
            self.desk.run(steps.RESIZE_TASK, command)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.actions_.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _task_of(self, kind: type[Entity], id_: str) -> str:
        if kind is Link:
            link = self.desk.snapshot.find(Link, id_)
            return link.successor_id if link else ""
        if kind is Assignment:
            part = self.desk.snapshot.find(Assignment, id_)
            return part.task_id if part else ""
        return id_ if kind is Task else ""

    def edit_name(self, id_: str) -> None:
        """Open the editor for a name, after the table shows the row."""
        self.select(Task, id_)
        self.table.edit_name(id_)

    def index_of_name(self) -> QModelIndex:
        """The name cell of the current row."""
        return self.model.index(self.table.currentIndex().row(), NAME)

"""What can be done in the plan by key, button and menu, and which of it is possible for the chosen rows."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from ozgdesk import formats
from ozgdesk.commands import plan, plan_tree, rollout
from ozgdesk.commands.plan_selection import Changes, change_tasks, stretch_tasks
from ozgdesk.domain.tasks import Baseline, Task
from ozgdesk.domain.transaction import Command
from ozgdesk.present.plan import working_day_after
from ozgdesk.present.plan_row import PlanRow
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Subject
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.plan_change_dialog import PlanChangeDialog
from ozgdesk.ui.views.plan_paste import PlanPaste

if TYPE_CHECKING:
    from ozgdesk.ui.views.plan import PlanView

NEW_NAME = "Neue Aufgabe"
PATH_HERE = "Kritischer Weg hierher"
PATH_OFF = "Kritischen Weg hierher ausblenden"
_EVERYWHERE = ("hints", "baselines", "filters", "nearer", "farther", "fit", "today")
"""Keys for all of the place; the others are those of the tasks, because panes have rows of their own."""


class PlanActions:
    """The actions of the plan by name; `update` greys out what the chosen row does not allow."""

    def __init__(self, view: "PlanView") -> None:
        self.view = view
        self.by_name: dict[str, QAction] = {}
        self._edit_actions()
        self._tree_actions()
        self._time_actions()
        self._chart_actions()

    def _edit_actions(self) -> None:
        self._make("add", "add", "Neue Aufgabe", "Ins", self.add)
        self._make("add_above", "add", "Neue Aufgabe darüber", "Alt+Ins", lambda: self.add(above=True))
        self._make("rename", "edit", "Umbenennen", "F2", self.rename)
        self._make("delete", "delete", "Löschen", "Del", self.delete)
        self._make("change", "edit", "Ausgewählte Aufgaben ändern …", "Ctrl+Shift+E", self.change)
        self._make("paste", "copy", "Aus Excel einfügen", "Ctrl+V", PlanPaste(self.view).paste)
        self._make("divide", "municipality", "Je Kommune anlegen", "Ctrl+Shift+K", self.divide)
        self._make("hints", "info", "Hinweise zum Plan", "Ctrl+H", lambda: None).setCheckable(True)
        self.by_name["hints"].toggled.connect(self.view.show_hints)
        self._make("filters", "filter", "Gespeicherte Filter", "Ctrl+Shift+F", lambda: None)
        self._make("take_baseline", "baseline", "Basisplan festhalten", "", self.take_baseline)
        self._make("baselines", "", "Basispläne vergleichen", "Ctrl+B", lambda: None).setCheckable(True)
        self.by_name["baselines"].toggled.connect(self.view.show_baselines)

    def _tree_actions(self) -> None:
        inward, outward, order = steps.INDENT_TASK, steps.OUTDENT_TASK, steps.MOVE_IN_TREE
        tree = (
            ("indent", "indent", "Einrücken", "Alt+Shift+Right", inward, plan_tree.indent_tasks),
            ("outdent", "outdent", "Ausrücken", "Alt+Shift+Left", outward, plan_tree.outdent_tasks),
            ("up", "arrow_up", "Nach oben", "Alt+Up", order, _shift(-1)),
            ("down", "arrow_down", "Nach unten", "Alt+Down", order, _shift(1)),
        )
        for name, picture, text, keys, label, command in tree:
            self._make(name, picture, text, keys, self._on_selected(label, command))

    def _time_actions(self) -> None:
        self._make("later", "", "Einen Arbeitstag später", "Ctrl+Right", lambda: self.move(1))
        self._make("earlier", "", "Einen Arbeitstag früher", "Ctrl+Left", lambda: self.move(-1))
        self._make("longer", "", "Einen Arbeitstag länger", "Ctrl+Shift+Right", lambda: self.stretch(1))
        self._make("shorter", "", "Einen Arbeitstag kürzer", "Ctrl+Shift+Left", lambda: self.stretch(-1))
        self._make(
            "free", "", "Terminvorgabe aufheben", "", self._on_selected(steps.FREE_TASK, plan.free_tasks)
        )

    def _chart_actions(self) -> None:
        chart = self.view.chart
        self._make("nearer", "zoom_in", "Vergrößern", "Ctrl++", lambda: chart.zoom(1))
        self._make("farther", "zoom_out", "Verkleinern", "Ctrl+-", lambda: chart.zoom(-1))
        self._make("fit", "zoom_fit", "Ganzen Plan einpassen", "Ctrl+0", chart.fit)
        self._make("today", "today", "Zum Stichtag", "Ctrl+Home", chart.show_today)
        self._make("path", "risk", PATH_HERE, "Ctrl+W", self.toggle_path)
        self._toggle("critical", "risk", "Kritischer Weg", lambda on: chart.set_look(critical=on))
        self._toggle("baseline", "baseline", "Basisplan zeigen", lambda on: chart.set_look(baseline=on))

    def update(self) -> None:
        """Offer only what is possible now."""
        row = self.view.picked()
        for name in ("rename", "delete", "divide", "indent", "up", "down", "change"):
            self.by_name[name].setEnabled(row is not None)
        self.by_name["outdent"].setEnabled(row is not None and row.parent_id is not None)
        chosen = self.view.selected()
        movable = [row for row in chosen if not row.is_done and row.start is not None]
        for name in ("later", "earlier"):
            self.by_name[name].setEnabled(bool(movable))
        for name in ("longer", "shorter"):
            self.by_name[name].setEnabled(any(not row.is_phase and not row.is_milestone for row in movable))
        self.by_name["free"].setEnabled(any(row.constraint_text for row in chosen))
        is_target = row is not None and row.id == self.view.desk.lens.target_id
        self.by_name["path"].setText(PATH_OFF if is_target else PATH_HERE)
        self.by_name["path"].setEnabled(is_target or (row is not None and row.start is not None))
        place = self.view.place
        self.by_name["baseline"].setEnabled(place is not None and bool(place.baseline))

    def menu(self) -> QMenu:
        """The context menu of the chosen row."""
        menu = QMenu(self.view)
        groups = (
            ("add", "add_above", "divide"),
            ("change", "rename", "delete"),
            ("indent", "outdent", "up", "down"),
            ("later", "earlier", "longer", "shorter", "free"),
            ("path", "take_baseline", "baselines"),
        )
        for group in groups:
            for name in group:
                menu.addAction(self.by_name[name])
            menu.addSeparator()
        row = self.view.picked()
        if row is not None:
            menu.addAction(icon("board"), "Auf der Tafel zeigen").triggered.connect(
                lambda: self._go("board", row)
            )
            copy = menu.addAction(icon("copy"), "Kopieren\tStrg+C")
            copy.triggered.connect(self.view.table.copy)
        menu.addAction(self.by_name["paste"])
        menu.addAction(self.by_name["hints"])
        return menu

    def add(self, *, above: bool = False) -> None:
        """Add a task below or above the current one, or the first of an empty plan, and ask for its name."""
        row = self.view.picked()
        beside = {"before_id" if above else "after_id": row.id if row else None}
        task = self.view.desk.run(steps.create(Task), plan.add_task(NEW_NAME, **beside))
        if task is not None:
            self.view.edit_name(task.id)

    def change(self) -> None:
        """Ask what is to change in all selected tasks, and show what that moves."""
        rows = self.view.selected()
        if rows and self.view.desk.flush():
            dialog = PlanChangeDialog(self.view.desk, rows, self.view)
            dialog.exec()
            dialog.deleteLater()

    def divide(self) -> None:
        """Give the chosen task one sub-task for each municipality, and show them."""
        row = self.view.picked()
        if row is None:
            return
        made = self.view.desk.run(steps.CREATE_PER_MUNICIPALITY, rollout.create_per_municipality(row.id))
        if made:
            self.view.fold(row.id, False)
            self.view.select(Task, made[0].id)
            self.view.desk.tell(
                f"{formats.count(len(made), 'Aufgabe', 'Aufgaben')} angelegt, je Kommune eine."
            )

    def rename(self) -> None:
        """Edit the current cell, or the name when the chart has the focus."""
        table = self.view.table
        index = table.currentIndex()
        if not table.hasFocus() or self.view.model.columns[index.column()].edit is None:
            index = self.view.index_of_name()
            table.setCurrentIndex(index)
        table.setFocus()
        table.edit(index)

    def delete(self) -> None:
        """Delete the selected tasks; the row that follows is chosen."""
        ids = self.view.table.selected_ids()
        if not ids:
            return
        place = self.view.table.currentIndex().row()
        self.view.desk.run(steps.delete(Task), plan.delete_tasks(ids))
        if self.view.shown:
            self.view.table.pick(self.view.shown[min(place, len(self.view.shown) - 1)].id)

    def move(self, by: int) -> None:
        """Let the chosen tasks begin a working day later or earlier."""
        rows, desk = self.view.selected(), self.view.desk
        if len(rows) > 1:
            changes = Changes(shift_days=by)
            command = change_tasks([row.id for row in rows], changes, desk.view.plan.dates, desk.view.as_of)
            desk.run(steps.MOVE_TASKS, command)
            return
        row = self.view.picked()
        if row is not None and row.start is not None:
            day = working_day_after(desk.view, row.id, row.start, by)
            desk.run(steps.MOVE_TASK, plan.move_task(row.id, day), merge=True)

    def stretch(self, by: int) -> None:
        """Let the chosen tasks end a working day later or earlier, but not before they begin."""
        rows, desk = self.view.selected(), self.view.desk
        command = stretch_tasks([row.id for row in rows], by, desk.view.plan.dates, desk.view.as_of)
        if len(rows) > 1:
            desk.run(steps.RESIZE_TASKS, command)
        elif rows:
            desk.run(steps.RESIZE_TASK, command, merge=True)

    def toggle_path(self) -> None:
        """Mark what drives the chosen task in place of the end of the plan; at the same task take it back."""
        row, lens = self.view.picked(), self.view.desk.lens
        if row is not None:
            target = None if lens.target_id == row.id else row.id
            self.by_name["critical"].setChecked(True)
            self.view.desk.look_through(replace(lens, target_id=target))

    def take_baseline(self) -> None:
        """Keep the plan as it is now; the inspector offers name and reason."""
        desk = self.view.desk
        name = f"Stand {formats.day(desk.view.as_of)}"
        baseline = desk.run(steps.TAKE_BASELINE, plan.take_baseline(name, desk.view.as_of))
        if baseline is not None:
            desk.pick(Baseline, baseline.id)
            desk.tell(f"Der Basisplan „{name}“ ist festgehalten.")

    def _on_selected(
        self, label: str, command: Callable[[Iterable[str]], Command[Any]]
    ) -> Callable[[], None]:
        def run() -> None:
            ids = [row.id for row in self.view.selected()]
            if ids:
                self.view.desk.run(label, command(ids))

        return run

    def _go(self, place: str, row: PlanRow) -> None:
        self.view.desk.go(place, Subject(Task, row.id))

    def _make(self, name: str, picture: str, text: str, keys: str, run: Callable[[], object]) -> QAction:
        action = QAction(text, self.view)
        if picture:
            action.setIcon(icon(picture))
        if keys:
            action.setShortcuts(_sequences(keys))
            native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{text} ({_german(native)})")
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: run())
        (self.view if name in _EVERYWHERE else self.view.stack).addAction(action)
        self.by_name[name] = action
        return action

    def _toggle(self, name: str, picture: str, text: str, run: Callable[[bool], object]) -> None:
        action = self._make(name, picture, text, "", lambda: None)
        action.setCheckable(True)
        action.setChecked(True)
        action.toggled.connect(run)


def _shift(by: int) -> Callable[[Iterable[str]], Command[None]]:
    return lambda ids: plan_tree.shift_tasks(ids, by)


def _sequences(keys: str) -> list[QKeySequence]:
    """A key with the ways keyboards send it: Strg+Plus is Strg+= without the shift key."""
    if keys == "Ctrl++":
        return [QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")]
    return [QKeySequence(keys)]


def _german(native: str) -> str:
    """Key names as they stand on German keyboards."""
    words = {
        "Ctrl": "Strg", "Shift": "Umschalt", "Ins": "Einfg", "Del": "Entf", "Home": "Pos1", "Right": "→",
        "Left": "←", "Up": "↑", "Down": "↓",
    }  # fmt: skip
    return "+".join(words.get(part, part) for part in native.split("+")).replace("Strg++", "Strg+Plus")

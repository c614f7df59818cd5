"""Aufgaben: the board of all tasks, drawn or as a table, and what its gestures do."""

from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.commands import records
from ozgdesk.commands import tasks as verbs
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.present.board import NO_LEAD, Board, BoardCard, board_rows, matching
from ozgdesk.texts import steps
from ozgdesk.texts.labels import label
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.board_canvas import BoardCanvas
from ozgdesk.ui.views.board_editor import HandOverPrompt
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

_PART = Role.CONTRIBUTOR.value
_WIDE = 760  # pixels from which the buttons say what they do


class BoardView(QWidget):
    """A lane per municipality; cards are dragged between states and lanes, or moved with Strg and arrows."""

    help_text = (
        "Jede Kommune hat eine Bahn, jeder Zustand eine Spalte. Volle Karten sind Federführungen, gepunktete "
        "sind Zuarbeiten.\n\n"
        "Ziehen in eine andere Spalte ändert den Zustand: „in Arbeit“ setzt den tatsächlichen Anfang, "
        "„erledigt“ das tatsächliche Ende. Ziehen in eine andere Bahn übergibt die Federführung.\n\n"
        "Pfeiltasten: Karte wählen · Strg+Pfeil: Karte verschieben · F2: umbenennen · Einfg: neue Aufgabe · "
        "Entf: löschen · Eingabe: im Inspektor bearbeiten · + und −: Bahn auf- und zuklappen · "
        "Strg+F: filtern."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.board: Board | None = None
        self.collapsed: set[str] = set()
        self.canvas = BoardCanvas(self)
        self.table = RowTable(RowModel(self._columns()), "Aufgaben als Tabelle", self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.canvas)
        self.stack.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._tool_bar())
        layout.addWidget(self.stack, 1)
        self._connect()

    def _tool_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.step(4), theme.step(2), theme.step(4), theme.step(2))
        bar.setSpacing(theme.step(2))
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText("Filtern: Nummer, Name, Person")
        self.filter.setAccessibleName("Aufgaben filtern")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(160)
        self.filter.setMaximumWidth(280)
        bar.addWidget(self.filter, 1)
        self.only_late = self._toggle("clock", "Nur verspätete")
        self.with_parts = self._toggle("contributor", "Zuarbeiten", checked=True)
        self.as_table = self._toggle("list", "Als Tabelle")
        self.count = QLabel(self)
        theme.look(self.count, "muted")
        for button in (self.only_late, self.with_parts):
            bar.addWidget(button)
        bar.addWidget(self.count)
        bar.addStretch(1)
        self.new = QToolButton(self)
        self.new.setText("Neue Aufgabe")
        self.new.setIcon(icon("add"))
        self.new.setToolTip("Neue Aufgabe in der gewählten Bahn (Einfg)")
        self.new.clicked.connect(self._on_new)
        bar.addWidget(self.new)
        bar.addWidget(self.as_table)
        return bar

    def _toggle(self, picture: str, text: str, *, checked: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(picture))
        button.setText(text)
        button.setToolTip(text)
        button.setCheckable(True)
        button.setChecked(checked)
        return button

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._refresh)
        self.only_late.toggled.connect(self._refresh)
        self.with_parts.toggled.connect(self._refresh)
        self.as_table.toggled.connect(self._on_as_table)
        canvas = self.canvas
        canvas.card_picked.connect(self._on_picked)
        canvas.open_wanted.connect(self._on_open)
        canvas.move_wanted.connect(self.move_card)
        canvas.name_wanted.connect(self._on_named)
        canvas.create_wanted.connect(self._on_created)
        canvas.remove_wanted.connect(self._on_remove)
        canvas.fold_wanted.connect(self.fold)
        canvas.menu_wanted.connect(self._on_menu)
        self.table.row_picked.connect(self._on_picked)
        self.table.row_opened.connect(self._on_open)
        self.table.on_remove = self._on_remove_rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        styles = Qt.ToolButtonStyle
        is_wide = event.size().width() >= _WIDE
        for button in (self.only_late, self.with_parts, self.new, self.as_table):
            button.setToolButtonStyle(
                styles.ToolButtonTextBesideIcon if is_wide else styles.ToolButtonIconOnly
            )

    def show_view(self, view: View) -> None:
        """Show all tasks; the selected card, folded lanes and the filter stay."""
        self.board = board_rows(view)
        self._refresh()

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus()

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Select the card of a task or of one part in it."""
        if self.board is None:
            return False
        wanted = [c for c in self.board.cards if id_ == (c.task_id if kind is Task else c.id)]
        if not wanted:
            return False
        if wanted[0].id not in {card.id for card in self._shown().cards}:
            self.filter.clear()
            self.only_late.setChecked(False)
            self.with_parts.setChecked(True)
        if wanted[0].lane in self.collapsed:
            self.fold(wanted[0].lane)
        self.table.pick(wanted[0].id)
        return self.canvas.pick(wanted[0].id)

    def fold(self, lane_id: str) -> None:
        """Collapse a lane or open it again."""
        self.collapsed ^= {lane_id}
        self._refresh()

    def move_card(self, card_id: str, lane_id: str, column: str) -> None:
        """What a drop does: another column is another state, another lane another lead or contributor."""
        card = self.canvas.card(card_id)
        if card is None:
            return
        self.canvas.pick(card_id)
        if card.lane != lane_id:
            self._move_to_lane(card, lane_id)
            return
        if card.column != column and card.role == _PART:
            self._finish_part(card, column)
        elif card.column != column:
            self.desk.run(steps.CHANGE_STATE, verbs.change_state(card.task_id, TaskState(column)))
        self.canvas.pick(card_id)

    def _move_to_lane(self, card: BoardCard, lane_id: str) -> None:
        if card.role == _PART and lane_id:
            self.desk.run(steps.MOVE_CONTRIBUTION, verbs.move_contribution(card.id, lane_id))
        elif card.role == _PART:
            self.desk.tell("Eine Zuarbeit gehört zu einer Kommune; mit Entf entfernen Sie die Zuarbeit.")
        elif not card.lane:
            self._hand_over(card, lane_id, keeps=True)
        else:
            self._ask(card, lane_id)

    def _ask(self, card: BoardCard, lane_id: str) -> None:
        self._close_prompt()
        names = {lane.id: lane.name for lane in self.board.lanes} if self.board else {}
        to = f"an {names[lane_id]} übergeben" if lane_id else "entfernen"
        prompt = HandOverPrompt(
            f"Federführung für {card.number} {to}?",
            f"Ja, {card.code} leistet weiter Zuarbeit",
            f"Ja, {card.code} ist nicht mehr beteiligt",
            self.canvas,
        )
        prompt.chosen = lambda keeps: self._hand_over(card, lane_id, keeps=keeps)
        place = self.canvas.scene.places.get(card.id) if self.canvas.scene else None
        prompt.open_beside(self.canvas.area_of(place) if place else QRect())

    def _close_prompt(self) -> None:
        """Only one question at a time; picking another card means no."""
        for prompt in self.canvas.viewport().findChildren(HandOverPrompt):
            prompt.hide()
            prompt.setParent(None)
            prompt.deleteLater()

    def _hand_over(self, card: BoardCard, lane_id: str, *, keeps: bool) -> None:
        label_ = steps.HAND_OVER if lane_id else steps.REMOVE_LEAD
        command = verbs.hand_over_lead(card.task_id, lane_id or None, keeps_contributing=keeps)
        if self.desk.run(label_, command) is not None:
            self._pick_lead(card.task_id)

    def _pick_lead(self, task_id: str) -> None:
        cards = self.board.cards if self.board else ()
        lead = next((card for card in cards if card.task_id == task_id and card.role != _PART), None)
        if lead is not None:
            self.canvas.pick(lead.id)

    def _finish_part(self, card: BoardCard, column: str) -> None:
        if column == TaskState.DONE.value:
            self.desk.run(steps.FINISH_CONTRIBUTION, verbs.finish_contribution(card.id))
        elif card.is_delivered:
            self.desk.run(steps.edit(Assignment), records.edit(Assignment, card.id, done_on=None))
        else:
            self.desk.tell("Den Zustand der Aufgabe ändert die Karte der federführenden Kommune.")

    def _on_picked(self, card_id: str) -> None:
        card = self._card(card_id)
        self._close_prompt()
        if card is None:
            return
        if card.role == _PART:
            self.desk.pick(Assignment, card.id)
        else:
            self.desk.pick(Task, card.task_id)

    def _on_open(self, card_id: str) -> None:
        card = self._card(card_id)
        if card is not None:
            self.desk.edit(*((Assignment, card.id) if card.role == _PART else (Task, card.task_id)))

    def _on_named(self, card_id: str, text: str) -> None:
        card = self._card(card_id)
        if card is not None:
            self.desk.run(steps.edit(Task), records.edit(Task, card.task_id, name=text))

    def _on_new(self) -> None:
        self.as_table.setChecked(False)
        self.canvas.ask_for_new()

    def _on_created(self, lane_id: str, column: str, text: str) -> None:
        command = verbs.create_task(text, lane_id or None, state=TaskState(column))
        task = self.desk.run(steps.create(Task), command)
        if task is not None:
            self._pick_lead(task.id)

    def _on_remove(self, card_id: str) -> None:
        card = self._card(card_id)
        if card is None:
            return
        if card.role == _PART:
            self.desk.run(steps.REMOVE_CONTRIBUTION, verbs.remove_contribution(card.task_id, card.lane))
        else:
            self.desk.run(steps.delete(Task), records.delete(Task, card.task_id))

    def _on_remove_rows(self, ids: list[str]) -> None:
        for id_ in ids:
            self._on_remove(id_)

    def _on_menu(self, card_id: str, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card = self._card(card_id)
        menu.addAction(icon("add"), "Neue Aufgabe\tEinfg").triggered.connect(self._on_new)
        if card is not None:
            self._add_card_actions(menu, card)
        menu.popup(point)

    def _add_card_actions(self, menu: QMenu, card: BoardCard) -> None:
        menu.addAction(icon("edit"), "Bearbeiten\tEingabe").triggered.connect(partial(self._on_open, card.id))
        menu.addAction(icon("plan"), "Im Projektplan zeigen").triggered.connect(
            lambda: self.desk.go("plan", Subject(Task, card.task_id))
        )
        if card.role == _PART:
            finish = menu.addAction(icon("check"), "Zuarbeit ist erledigt")
            finish.triggered.connect(partial(self._finish_part, card, TaskState.DONE.value))
        else:
            self._add_lead_actions(menu, card)
        menu.addSeparator()
        word = "Zuarbeit entfernen" if card.role == _PART else "Löschen"
        menu.addAction(icon("delete"), f"{word}\tEntf").triggered.connect(partial(self._on_remove, card.id))

    def _add_lead_actions(self, menu: QMenu, card: BoardCard) -> None:
        state = menu.addMenu(icon("board"), "Zustand")
        for value in TaskState:
            action = state.addAction(label(value))
            action.setEnabled(value.value != card.column)
            action.triggered.connect(partial(self.move_card, card.id, card.lane, value.value))
        lead = menu.addMenu(icon("lead"), "Federführung")
        part = menu.addMenu(icon("contributor"), "Zuarbeit von")
        taken = {c.lane for c in self.board.cards if c.task_id == card.task_id} if self.board else set()
        for lane in self.board.lanes if self.board else ():
            if lane.id != card.lane:
                lead.addAction(lane.name).triggered.connect(
                    partial(self.move_card, card.id, lane.id, card.column)
                )
            if lane.id and lane.id not in taken:
                command = verbs.add_contribution(card.task_id, lane.id)
                part.addAction(lane.name).triggered.connect(
                    partial(self.desk.run, steps.ADD_CONTRIBUTION, command)
                )
        part.setEnabled(not part.isEmpty())

    def _on_as_table(self, is_table: bool) -> None:
        shown = self.table if is_table else self.canvas
        self.stack.setCurrentWidget(shown)
        shown.setFocus()

    def _card(self, card_id: str) -> BoardCard | None:
        cards = self.board.cards if self.board else ()
        return next((card for card in cards if card.id == card_id), None)

    def _shown(self) -> Board:
        assert self.board is not None
        return matching(
            self.board,
            self.filter.text(),
            only_late=self.only_late.isChecked(),
            with_parts=self.with_parts.isChecked(),
        )

    def _refresh(self) -> None:
        if self.board is None:
            return
        shown = self._shown()
        hint = "" if shown.cards else "Noch keine Aufgabe. Einfg legt die erste an."
        if self.board.cards and not shown.cards:
            hint = "Keine Karte passt zum Filter."
        self.canvas.show_board(shown, frozenset(self.collapsed), hint)
        self.table.rows.set_rows(shown.cards)
        few, many = len(shown.cards), len(self.board.cards)
        self.count.setText(f"{few} von {many} Karten" if few != many else "")

    def _columns(self) -> tuple[Column[BoardCard], ...]:
        return (
            Column("Nr.", lambda c: c.number, 72, sort=lambda c: formats.sort_key(c.number)),
            Column("Aufgabe", lambda c: c.name, 280, edit=self._rename_row),
            Column("Kommune", lambda c: c.code or "ohne", 88, chips=self._chips),
            Column("Rolle", lambda c: label(Role(c.role)) if c.role != NO_LEAD else "–", 116),
            Column(
                "Zustand",
                lambda c: label(TaskState(c.column)),
                150,
                edit=self._set_state,
                choices=lambda c: [label(state) for state in TaskState],
            ),
            Column("Ampel", lambda c: c.word, 120, light=lambda c: c.light if c.word else None),
            Column("Fällig", lambda c: formats.day(c.due) if c.due else "", 100, sort=lambda c: c.due),
            Column("Person", lambda c: f"{c.deputy} (i. V.)" if c.deputy else c.person, 220),
            Column("Hinweise", lambda c: " ".join(c.warnings), 320, tip=lambda c: " ".join(c.warnings)),
        )

    def _rename_row(self, card: BoardCard, text: str) -> None:
        if text.strip():
            self._on_named(card.id, text.strip())

    def _chips(self, card: BoardCard) -> list[tuple[str, str]]:
        lanes = {lane.id: lane.color for lane in self.board.lanes} if self.board else {}
        return [(card.code, lanes[card.lane])] if card.code else []

    def _set_state(self, card: BoardCard, word: str) -> None:
        state = next((state for state in TaskState if label(state) == word), None)
        if state is not None:
            self.move_card(card.id, card.lane, state.value)

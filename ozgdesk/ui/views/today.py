"""Heute: what a coordinator looks at first. Each row leads to its subject and is finished with one key."""

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.commands import records, steering
from ozgdesk.commands import tasks as verbs
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.present.today import GROUPS, Today, TodayRow, today_rows
from ozgdesk.texts import steps
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.rows import Column, RowModel
from ozgdesk.ui.widgets.sections import Section, ShortTable

_EMPTY = {
    "follow_up": "Keine Wiedervorlage bis zum Ende der Woche.",
    "late": "Nichts ist verspätet.",
    "week": "In dieser Woche ist nichts fällig.",
    "waiting": "Nichts wartet auf Zuarbeit, Dritte oder ein Gremium.",
}


class TodayView(QWidget):
    """Four short lists: follow-ups, late, due this week, waiting."""

    help_text = (
        "Hier steht, was heute Aufmerksamkeit braucht: fällige Wiedervorlagen, Verspätetes, was diese Woche "
        "fällig ist, und was auf andere wartet.\n\n"
        "Pfeiltasten: Zeile wählen · Leertaste: erledigen · +: Wiedervorlage um eine Woche verschieben · "
        "Eingabe: zur Stelle springen · Einfg: neue Wiedervorlage ohne Bezug · Entf: Wiedervorlage löschen."
        "\n\nAn jedem Ort setzt Strg+Umschalt+W eine Wiedervorlage zu dem gewählten Eintrag."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.today: Today | None = None
        self.sections: dict[str, Section] = {}
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.step(6), theme.step(4), theme.step(6), theme.step(6))
        column.setSpacing(theme.step(5))
        column.addLayout(self._head())
        for key, title in GROUPS:
            section = self._section(key, title)
            self.sections[key] = section
            column.addWidget(section)
        for section in self.sections.values():
            section.table.alike = tuple(other.table for other in self.sections.values())
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        self.title = QLabel(self)
        theme.look(self.title, "title")
        self.summary = QLabel(self)
        theme.look(self.summary, "muted")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.title)
        texts.addWidget(self.summary)
        head.addLayout(texts)
        head.addStretch(1)
        new = QToolButton(self)
        new.setIcon(icon("add"))
        new.setText("Neue Wiedervorlage")
        new.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        new.clicked.connect(self._on_new)
        head.addWidget(new, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _section(self, key: str, title: str) -> Section:
        section = Section(title, RowModel(_columns(self)), _EMPTY[key], self, has_head=False)
        table = section.table
        table.on_space = self.finish
        table.on_plus = self.postpone
        table.on_create = self._on_new
        table.on_remove = self._on_remove
        table.actions_for = self._actions
        table.row_picked.connect(partial(self._on_picked, table))
        table.row_opened.connect(self._on_opened)
        table.clicked.connect(partial(self._on_clicked, table))
        return section

    def show_view(self, view: View) -> None:
        """Show the day; selections stay."""
        today = self.today = today_rows(view)
        self.title.setText(f"{formats.weekday(view.as_of)}, {formats.long_day(view.as_of)}")
        for key, section in self.sections.items():
            section.show_rows(today.group(key))
        for section in self.sections.values():
            section.table.fit_columns()
        late = sum(row.is_late for row in today.rows)
        words = [formats.count(len(today.rows), "Eintrag", "Einträge")]
        if late:
            words.append(f"davon {formats.number(late)} verspätet")
        self.summary.setText(", ".join(words) if today.rows else "Heute liegt nichts an.")

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Select the row of an entity, if it is here today."""
        for section in self.sections.values():
            for row in section.table.rows.rows:
                if (BY_TABLE[row.kind], row.id) == (kind, id_):
                    section.table.setFocus()
                    return section.table.pick(id_)
        return False

    def finish(self, row_id: str) -> None:
        """Tick a row off; what needs words is opened in the inspector instead."""
        row = self._row(row_id)
        if row is None:
            return
        if row.kind == "follow_up":
            self.desk.run(steps.FINISH_FOLLOW_UP, steering.finish_follow_up(row.id))
        elif row.kind == "task":
            self.desk.run(steps.CHANGE_STATE, verbs.change_state(row.id, TaskState.DONE))
        elif row.kind == "assignment":
            self.desk.run(steps.FINISH_CONTRIBUTION, verbs.finish_contribution(row.id))
        else:
            self.desk.edit(BY_TABLE[row.kind], row.id)
            self.desk.tell("Bitte tragen Sie im Inspektor ein, wie entschieden wurde.")

    def postpone(self, row_id: str) -> None:
        """Put a Wiedervorlage off by a week."""
        row = self._row(row_id)
        if row is None:
            return
        if row.kind != "follow_up":
            self.desk.tell(
                "Nur Wiedervorlagen lassen sich hier verschieben; Termine ändern Sie im Projektplan."
            )
            return
        moved = self.desk.run(steps.POSTPONE_FOLLOW_UP, steering.postpone_follow_up(row.id))
        if moved is not None:
            self.desk.tell(f"Wiedervorlage auf {formats.weekday_and_day(moved.due_on)} verschoben.")

    def _row(self, row_id: str) -> TodayRow | None:
        rows = self.today.rows if self.today else ()
        return next((row for row in rows if row.id == row_id), None)

    def _on_picked(self, table: ShortTable, row_id: str) -> None:
        """Show the row in the inspector; only one row of the whole place is marked."""
        for section in self.sections.values():
            if section.table is not table:
                section.table.forget()
        row = self._row(row_id)
        if row is not None:
            self.desk.pick(BY_TABLE[row.kind], row.id)

    def _on_opened(self, row_id: str) -> None:
        row = self._row(row_id)
        if row is None:
            return
        if row.place and row.subject_id:
            self.desk.go(row.place, Subject(BY_TABLE[row.subject_kind], row.subject_id))
        else:
            self.desk.edit(BY_TABLE[row.kind], row.id)

    def _on_clicked(self, table: ShortTable, index: QModelIndex | QPersistentModelIndex) -> None:
        row = table.rows.row_at(index)
        if index.column() == 0 and row is not None and row.can_finish:
            self.finish(row.id)

    def _on_new(self) -> None:
        self.desk.asked_for_follow_up.emit()

    def _on_remove(self, ids: list[str]) -> None:
        rows = list(filter(None, map(self._row, ids)))
        if all(row.kind == "follow_up" for row in rows):
            self.desk.run(steps.delete(FollowUp), records.delete(FollowUp, *(row.id for row in rows)))
        else:
            self.desk.tell(
                "Hier lassen sich nur Wiedervorlagen löschen; Aufgaben löschen Sie im Projektplan."
            )

    def _actions(self, row_id: str) -> list[QAction]:
        row = self._row(row_id)
        if row is None:
            return []
        finish = QAction(icon("check"), "Erledigen\tLeertaste", self)
        finish.setEnabled(row.can_finish)
        finish.triggered.connect(partial(self.finish, row.id))
        later = QAction(icon("clock"), "Um eine Woche verschieben\t+", self)
        later.setEnabled(row.kind == "follow_up")
        later.triggered.connect(partial(self.postpone, row.id))
        jump = QAction(icon("arrow_right"), "Zur Stelle springen\tEingabe", self)
        jump.triggered.connect(partial(self._on_opened, row.id))
        return [finish, later, jump]


def _columns(widget: QWidget) -> tuple[Column[TodayRow], ...]:
    def muted(_row: TodayRow) -> QColor:
        return theme.role(widget, "muted")

    def due_color(row: TodayRow) -> QColor:
        return theme.role(widget, "danger" if row.is_late else "muted")

    return (
        Column(
            "Erledigen",
            lambda row: "",
            36,
            icon=lambda row: icon("check", "muted") if row.can_finish else None,
            tip=lambda row: "Erledigen (Leertaste)" if row.can_finish else None,
        ),
        Column("Art", lambda row: row.what, 108, spare=1, color=muted),
        Column("Was", _whole_text, 200, stretch=True, strong=lambda row: row.is_late, tip=_whole_text),
        Column("Kommune", lambda row: row.municipality.code, 72, chips=_chips),
        Column("Wer", lambda row: row.person, 160, spare=2, color=muted, tip=lambda row: row.person),
        Column(
            "Fällig", lambda row: row.due_text, 184, firm=True, color=due_color, sort=lambda row: row.due_on
        ),
    )


def _whole_text(row: TodayRow) -> str:
    return f"{row.text} – {row.detail}" if row.detail else row.text


def _chips(row: TodayRow) -> list[tuple[str, str]]:
    tag = row.municipality
    return [(tag.code, tag.color)] if tag.code else []

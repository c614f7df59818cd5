"""The page Beschlüsse: every resolution with its tasks, how far it has come, and what proves it."""

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.domain.councils import Consultation
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.resolution_tasks import FollowUpState
from ozgdesk.domain.steering import Document
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import DocumentKind
from ozgdesk.present.council_followup import ResolutionRow, ResolutionTask, resolution_rows
from ozgdesk.texts.councils import FOLLOW_UP_STATES
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.carry_out_bar import CarryOutBar
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

HELP = (
    "Hier steht je Gremium, was beschlossen wurde und wie weit es umgesetzt ist: mit den Aufgaben, die "
    "daraus folgen, und den Nachweisen. Ein Beschluss ist überfällig, wenn es eine seiner Aufgaben ist.\n\n"
    "Einfg leitet Aufgaben aus dem gewählten Beschluss ab; vorgeschlagen wird nur, was noch fehlt. Die "
    "Eingabetaste geht zur ersten Aufgabe auf der Tafel. „Nachweis“ legt eine Unterlage zum Beschluss an, "
    "zum Beispiel den beglaubigten Auszug."
)
NO_RESOLUTION = "Noch kein Beschluss. Tragen Sie unter „Beratungsfolge“ das Ergebnis einer Station ein."
NONE_FITS = "Kein Beschluss passt zur Auswahl."
_STATES: dict[str, tuple[str, str]] = {
    FollowUpState.OPEN.value: ("deadline", "muted"),
    FollowUpState.IN_PROGRESS.value: ("edit", "link"),
    FollowUpState.LATE.value: ("clock", "danger"),
    FollowUpState.SUSPENDED.value: ("warning", "warning"),
    FollowUpState.DONE.value: ("ok", "success"),
}


@dataclass(frozen=True, slots=True)
class _Choice:
    """What is listed: a body (empty: all) and a state (empty: all)."""

    committee_id: str = ""
    state: str = ""

    def fits(self, row: ResolutionRow) -> bool:
        return self.committee_id in ("", row.committee_id) and self.state in ("", row.state)


class FollowUpView(QWidget):
    """Resolutions above, the tasks of the chosen one below; new ones are proposed in a line at the end."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: tuple[ResolutionRow, ...] = ()
        self.body = ComboBox(self)
        self.body.setAccessibleName("Gremium")
        self.state = ComboBox(self)
        self.state.setAccessibleName("Stand")
        self.summary = plain_label("muted")
        self.hint = plain_label("muted")
        self.resolutions = _resolutions_table()
        self.tasks = _tasks_table()
        self.proofs = plain_label("muted")
        self.derive = QPushButton("Aufgaben ableiten", self)
        self.prove = QPushButton("Nachweis", self)
        self.ask = CarryOutBar(desk, self)
        self._set_up()
        self._connect()

    def show_view(self, view: View) -> None:
        """Show the project; choice and chosen resolution stay."""
        self._rows = resolution_rows(view)
        bodies = {row.committee_id: f"{row.municipality.code} · {row.committee}" for row in self._rows}
        _fill(self.body, [("", "alle Gremien"), *bodies.items()])
        self._show()

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a resolution into sight."""
        if kind is not Consultation or all(row.id != id_ for row in self._rows):
            return False
        if self._picked() is None or all(row.id != id_ for row in self.resolutions.rows.rows):
            for box in (self.body, self.state):
                box.setCurrentIndex(0)
            self._show()
        return self.resolutions.pick(id_)

    def _set_up(self) -> None:
        _fill(
            self.state, [("", "jeder Stand"), *((key.value, word) for key, word in FOLLOW_UP_STATES.items())]
        )
        for box, width in ((self.body, 60), (self.state, 30)):
            box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMinimumWidth(theme.step(34))
            box.setMaximumWidth(theme.step(width))
        bar = QHBoxLayout()
        bar.setSpacing(theme.step(2))
        for widget in (self.body, self.state, self.summary):
            bar.addWidget(widget)
        bar.addStretch(1)
        for button in (self.prove, self.derive):
            bar.addWidget(button)
        title = QLabel("Aufgaben aus diesem Beschluss", self)
        theme.look(title, "heading")
        below = QWidget(self)
        inner = QVBoxLayout(below)
        inner.setContentsMargins(0, theme.step(2), 0, 0)
        inner.addWidget(title)
        inner.addWidget(self.tasks, 1)
        inner.addWidget(self.proofs)
        split = QSplitter(self)
        split.setOrientation(split.orientation().Vertical)
        split.setChildrenCollapsible(False)
        for part, share in ((self.resolutions, 3), (below, 2)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.step(6), theme.step(2), theme.step(4), theme.step(2))
        column.setSpacing(theme.step(2))
        column.addLayout(bar)
        column.addWidget(self.hint)
        column.addWidget(split, 1)
        column.addWidget(self.ask)
        self.setFocusProxy(self.resolutions)

    def _connect(self) -> None:
        for box in (self.body, self.state):
            box.activated.connect(lambda _index: self._show())
        self.resolutions.row_picked.connect(self._on_picked)
        self.resolutions.row_opened.connect(self._on_opened)
        self.resolutions.on_create = self._derive
        self.tasks.row_picked.connect(lambda id_: self._desk.pick(Task, id_))
        self.tasks.row_opened.connect(self._go_to_task)
        self.derive.clicked.connect(self._derive)
        self.prove.clicked.connect(self._prove)
        self.ask.ended.connect(self.resolutions.setFocus)

    def _show(self) -> None:
        choice = _Choice(self.body.currentData() or "", self.state.currentData() or "")
        rows = [row for row in self._rows if choice.fits(row)]
        self.resolutions.rows.set_rows(rows)
        counts = {word: sum(row.state_text == word for row in rows) for word in FOLLOW_UP_STATES.values()}
        words = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
        total = formats.count(len(rows), "Beschluss", "Beschlüsse")
        self.summary.setText(f"{total}: {words}" if words else "")
        self.hint.setText(NONE_FITS if self._rows else NO_RESOLUTION)
        self.hint.setVisible(not rows)
        self._show_tasks()

    def _show_tasks(self) -> None:
        row = self._picked()
        self.tasks.rows.set_rows(row.tasks if row else ())
        self.proofs.setText(f"Nachweis: {'; '.join(row.proofs) or 'keiner'}" if row else "")
        for button in (self.derive, self.prove):
            button.setEnabled(row is not None)

    def _picked(self) -> ResolutionRow | None:
        picked = self.resolutions.picked_id()
        return next((row for row in self.resolutions.rows.rows if row.id == picked), None)

    def _on_picked(self, id_: str) -> None:
        self._show_tasks()
        self._desk.pick(Consultation, id_)

    def _on_opened(self, _id: str) -> None:
        row = self._picked()
        if row is not None and row.tasks:
            self._go_to_task(row.tasks[0].id)
        else:
            self._derive()

    def _go_to_task(self, id_: str) -> None:
        self._desk.go("board", Subject(Task, id_))

    def _derive(self) -> None:
        row = self._picked()
        if row is not None:
            self.ask.ask(row.id)

    def _prove(self) -> None:
        row = self._picked()
        if row is not None:
            on = formats.day(row.date) if row.date else ""
            self._desk.draft(
                Document,
                subject_kind=table_name(Consultation),
                subject_id=row.id,
                kind=DocumentKind.RESOLUTION_EXTRACT,
                title=f"Beschlussauszug {row.committee_short} {on}".strip(),
            )


def _resolutions_table() -> RowTable:
    columns: tuple[Column[ResolutionRow], ...] = (
        Column("", lambda r: r.municipality.code, width=68,
               chips=lambda r: [(r.municipality.code, r.municipality.color)]),
        Column("Gremium", lambda r: r.committee_short, width=84, tip=lambda r: r.committee),
        Column("Datum", lambda r: formats.day(r.date) if r.date else "offen", width=98,
               sort=lambda r: r.date),
        Column("Beschluss", lambda r: r.title, width=200, stretch=True, tip=lambda r: r.title),
        Column("Vorlage", lambda r: r.reference, width=110, spare=2),
        Column("Ergebnis", lambda r: r.result_text, width=180, spare=3, tip=lambda r: r.votes_text),
        Column("Aufgaben", lambda r: r.tasks_text or "keine", width=118),
        Column("Stand", lambda r: r.state_text, width=108, icon=lambda r: icon(*_STATES[r.state])),
        Column("Nachweis", lambda r: "; ".join(r.proofs), width=200, spare=1,
               tip=lambda r: "\n".join(r.proofs)),
    )  # fmt: skip
    return RowTable(RowModel(columns), "Beschlüsse")


def _tasks_table() -> RowTable:
    columns: tuple[Column[ResolutionTask], ...] = (
        Column("Nr.", lambda r: r.number, width=80),
        Column("Aufgabe", lambda r: r.name, width=200, stretch=True, tip=lambda r: r.name),
        Column("führt", lambda r: r.code or "niemand", width=84),
        Column("Zustand", lambda r: r.state_text, width=130),
        Column("fällig", lambda r: formats.day(r.due_on) if r.due_on else "", width=98,
               sort=lambda r: r.due_on, strong=lambda r: r.is_late),
        Column("erledigt", lambda r: formats.day(r.done_on) if r.done_on else "", width=98, spare=1,
               sort=lambda r: r.done_on),
    )  # fmt: skip
    return RowTable(RowModel(columns), "Aufgaben aus diesem Beschluss")


def _fill(box: ComboBox, entries: list[tuple[str, str]]) -> None:
    """Offer entries; the one that was chosen stays where it is still there."""
    chosen = box.currentData()
    box.clear()
    for key, word in entries:
        box.addItem(word, key)
    box.setCurrentIndex(max(box.findData(chosen), 0))

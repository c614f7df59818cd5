"""The page Ohne Angelegenheit: papers that nobody has put into a matter yet, and the keys that do."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.commands import matters
from ozgdesk.domain.councils import CouncilPaper, Matter
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.transaction import Command
from ozgdesk.domain.view import View
from ozgdesk.present.loose_papers import LoosePaper, alike, fitting, loose_papers
from ozgdesk.texts import matters as words
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.chooser import Chooser
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

HELP = (
    "Hier stehen die Vorlagen ohne gemeinsame Sache, zum Beispiel aus einem Ratsinformationssystem. Was in "
    "mehreren Kommunen gleich heißt, steht oben beieinander.\n\n"
    "Wählen Sie Vorlagen mit den Pfeiltasten und Umschalt oder mit Strg und der Maus; Leertaste wählt alle "
    "mit demselben Titel. N macht aus den gewählten eine neue Angelegenheit, O ordnet sie einer vorhandenen "
    "zu; Strg+Z nimmt es zurück. Die Eingabetaste öffnet eine Vorlage rechts."
)
NONE = "Jede Vorlage gehört zu einer Angelegenheit oder zu einer Vereinbarung."
NONE_FITS = "Keine Vorlage passt zu diesen Worten."
NO_MATTER = "Es gibt noch keine Angelegenheit; N legt aus den gewählten Vorlagen eine an."

_COLUMNS: tuple[Column[LoosePaper], ...] = (
    Column("", lambda r: r.municipality.code, width=68,
           chips=lambda r: [(r.municipality.code, r.municipality.color)]),
    Column("Vorlage", lambda r: r.reference or "ohne Nummer", width=130, tip=lambda r: r.kind_text),
    Column("Titel", lambda r: r.title, width=260, stretch=True, tip=lambda r: r.title),
    Column("gleich in", lambda r: r.alike, width=110, tip=lambda r: r.alike),
    Column("Datum", lambda r: formats.day(r.on) if r.on else "", width=100, sort=lambda r: r.on),
    Column("zuletzt in", lambda r: r.place, width=180, spare=1, tip=lambda r: r.place),
    Column("Ergebnis", lambda r: r.result, width=150, spare=2),
)  # fmt: skip


class LooseView(QWidget):
    """Filter and table; what is selected becomes a matter, or joins one."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: tuple[LoosePaper, ...] = ()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Nummer, Titel, Kommune oder Gremium")
        self.filter.setAccessibleName("Vorlagen suchen")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self._show())
        self.join = QPushButton("Neue Angelegenheit (N)")
        self.take = QPushButton("Zuordnen … (O)")
        self.count = plain_label("muted")
        self.hint = plain_label("muted")
        self.papers = RowTable(RowModel(_COLUMNS), "Vorlagen ohne gemeinsame Sache")
        self.matters = Chooser("Angelegenheit …", self)
        self._lay_out()
        self._connect()

    def show_view(self, view: View) -> None:
        """Show the project; filter and selection stay."""
        self._rows = loose_papers(view)
        self._show()

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a paper without a matter into sight."""
        if kind is not CouncilPaper or all(row.id != id_ for row in self._rows):
            return False
        if self.papers.rows.position(id_) is None:
            self.filter.clear()
        return self.papers.pick(id_)

    def find_here(self) -> None:
        """Search among the papers."""
        self.filter.setFocus()
        self.filter.selectAll()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(theme.step(2))
        self.filter.setMaximumWidth(theme.step(80))
        for widget, stretch in ((self.filter, 2), (self.count, 1), (self.take, 0), (self.join, 0)):
            bar.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.step(6), theme.step(2), theme.step(4), theme.step(2))
        column.setSpacing(theme.step(2))
        column.addLayout(bar)
        column.addWidget(self.hint)
        column.addWidget(self.papers, 1)
        self.setFocusProxy(self.papers)

    def _connect(self) -> None:
        self.papers.row_picked.connect(lambda id_: self._desk.pick(CouncilPaper, id_))
        self.papers.row_opened.connect(lambda id_: self._desk.edit(CouncilPaper, id_))
        self.papers.actions_for = lambda _id: self._actions()
        self.join.clicked.connect(self.join_selected)
        self.take.clicked.connect(self.choose_matter)
        self.matters.chosen.connect(self._take_to)
        for key, act in (("N", self.join_selected), ("O", self.choose_matter), ("Space", self.select_alike)):
            shortcut = QShortcut(QKeySequence(key), self.papers, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _actions(self) -> list[QAction]:
        found = []
        for name, text, act in (
            ("new", "Neue Angelegenheit daraus\tN", self.join_selected),
            ("link", "Angelegenheit zuordnen …\tO", self.choose_matter),
            ("check", "Alle mit diesem Titel wählen\tLeertaste", self.select_alike),
        ):
            action = QAction(icon(name), text, self)
            action.triggered.connect(act)
            found.append(action)
        return found

    def _show(self) -> None:
        rows = fitting(self._rows, self.filter.text())
        self.papers.rows.set_rows(rows)
        self.count.setText(formats.count(len(rows), "Vorlage", "Vorlagen") if rows else "")
        self.hint.setText(NONE_FITS if self._rows else NONE)
        self.hint.setVisible(not rows)
        for widget in (self.join, self.take):
            widget.setEnabled(bool(rows))

    def select_alike(self) -> None:
        """Select all papers with the title of the current one."""
        self.papers.select_more(alike(self._rows, self.papers.picked_id() or ""))

    def join_selected(self) -> None:
        """A new matter of what is selected."""
        self._run(words.JOIN_PAPERS, matters.join_papers(self._selected()))

    def choose_matter(self) -> None:
        """Offer the matters that what is selected can join."""
        rows = sorted(self._desk.snapshot.all(Matter), key=lambda row: (row.order, row.id))
        if rows:
            self.matters.open_at(self.take, [(row.id, row.title) for row in rows])
        else:
            self._desk.tell(NO_MATTER)

    def _take_to(self, matter_id: str) -> None:
        self._run(words.TAKE_PAPERS, matters.take_papers(matter_id, self._selected()))

    def _selected(self) -> list[str]:
        return self.papers.selected_ids() or [id_ for id_ in (self.papers.picked_id(),) if id_]

    def _run(self, label: str, command: Command[Matter]) -> None:
        count = len(self._selected())
        made = self._desk.run(label, command)
        if made is not None:
            self._desk.look_at_fan(made.id)
            self._desk.tell(f"{formats.count(count, 'Vorlage', 'Vorlagen')} in „{made.title}“.")
            self.papers.setFocus()

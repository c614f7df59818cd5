"""The page Anmerkungen of the place Vereinbarung: what the partners say about its text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.domain.drafting import Remark
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.view import View
from ozgdesk.present.remarks import RemarkPlace, RemarkRow, grouped, remark_place
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.agreement_choice import chosen_agreement, chosen_version
from ozgdesk.ui.views.remark_actions import RemarkActions
from ozgdesk.ui.views.remark_boxes import RemarkBox
from ozgdesk.ui.views.remark_card import RemarkCard
from ozgdesk.ui.views.remark_table import RemarkTable
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.plain_label import plain_label

HELP = (
    "Hier steht, was die Partner zum Text anmerken und vorschlagen, aus allen Fassungen der Vereinbarung. "
    "Der Vorschlag steht Wort für Wort gegenüber dem Wortlaut der Fassung, die gezeigt wird: Was entfiele, "
    "ist durchgestrichen, was neu wäre, unterstrichen.\n\n"
    "Ü übernimmt den Vorschlag in den Text und schließt die Anmerkung; ist die gezeigte Fassung eingefroren, "
    "wird die neueste offene geändert. K kennzeichnet sie nur als übernommen, B lehnt sie mit Grund ab, O "
    "öffnet sie wieder. Die Eingabetaste führt zum Textteil, F2 bearbeitet die Anmerkung, Einfg schreibt "
    "eine neue, Entf löscht sie."
)
EVERYBODY = "Alle Kommunen"
NONE = "Es gibt noch keine Anmerkung. Einfg schreibt eine; Kommentare aus Word kommen beim Einlesen dazu."
NONE_HERE = "Keine Anmerkung passt zu dieser Auswahl."


class RemarksView(QWidget):
    """Wires the filters, the list, the box for a new remark and the card of the chosen one to the desk."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._place: RemarkPlace | None = None
        self._id = ""
        self._actions = RemarkActions(desk)
        self.states = self._choice("Stand", [("", "Alle"), ("open", "Nur offene")])
        self.towns = self._choice("Kommune", [("", EVERYBODY)])
        self.groups = self._choice("Gruppen", [("", "Nach Textteil"), ("town", "Nach Kommune")])
        self.new = QPushButton(icon("add"), "Neu", self)
        self.new.setToolTip("Neue Anmerkung (Einfg)")
        self.new.clicked.connect(self.begin)
        self.summary = plain_label("muted")
        self.none = plain_label("muted", NONE)
        self.box = RemarkBox(desk, self)
        self.table = RemarkTable(self)
        self.card = RemarkCard(desk, self)
        self._connect()
        self._set_up()
        self.setFocusProxy(self.table)

    def show_view(self, view: View) -> None:
        """Show the remarks seen from the chosen version; the chosen one stays chosen."""
        agreement = chosen_agreement(self._desk)
        if agreement is None:
            return
        version = chosen_version(self._desk, agreement)
        self._place = remark_place(view, agreement.id, version.id if version else "")
        tags = {count.municipality.id: count.who for count in self._place.counts}
        _fill(self.towns, [("", EVERYBODY), *((id_ or "-", name) for id_, name in tags.items())])
        self._fill_list()

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a remark into sight, whatever is filtered."""
        found = self._place is not None and any(row.id == id_ for row in self._place.rows)
        if kind is not Remark or not found:
            return False
        if not self.table.pick(id_):
            for box in (self.states, self.towns):
                box.setCurrentIndex(0)
            self._fill_list()
        return self.table.pick(id_)

    def begin(self) -> None:
        """Begin a new remark, about the clause of the current one."""
        if not self.box.is_begun and not self._desk.flush():
            return
        row = self.card.row if not self.card.isHidden() else None
        stem = row.stem if row is not None and row.clause_id else ""
        if self._desk.version_id:
            self.box.open_for(self._desk.version_id, stem)
            self._show_card()
        else:
            self._desk.tell("Es gibt noch keine Fassung, zu der etwas angemerkt werden könnte.")

    def _rows(self) -> tuple[RemarkRow, ...]:
        """What the filters leave."""
        rows = self._place.rows if self._place else ()
        state, town = self.states.currentData(), self.towns.currentData()
        return tuple(
            row
            for row in rows
            if (not state or row.state == state) and (not town or (row.municipality.id or "-") == town)
        )

    def _fill_list(self) -> None:
        rows = self._rows()
        self.table.rows.set_rows(grouped(rows, by_municipality=bool(self.groups.currentData())))
        self.summary.setText(self._counted())
        is_any = bool(self._place and self._place.rows)
        self.summary.setVisible(is_any)
        self.none.setText(NONE_HERE if is_any else NONE)
        self.none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if not any(row.id == self._id for row in rows):
            self.table.pick_first()
        self._show_card()

    def _counted(self) -> str:
        """The numbers of all, and of each municipality."""
        if self._place is None:
            return ""
        parts = [f"{count.municipality.code or count.who}: {count.text}" for count in self._place.counts]
        return " · ".join([f"Zusammen {self._place.summary}", *parts])

    def _show_card(self) -> None:
        """Show the chosen remark; while another one is written it makes room."""
        row = next((row for row in self._rows() if row.id == self._id), None)
        self._detail.setVisible(row is not None and self.box.isHidden())
        self.card.setVisible(row is not None)
        if row is not None:
            self.card.show_row(row)

    def _on_picked(self, id_: str) -> None:
        if id_ != self._id and self.card.box.is_begun and not self._desk.flush():
            self.table.pick(self._id)
            return
        self._id = id_
        self._show_card()

    def _on_opened(self, id_: str) -> None:
        row = next((row for row in self._rows() if row.id == id_), None)
        if row is not None:
            self._actions.go(row)

    def _on_key(self, letter: str) -> None:
        deeds = {
            "Ü": self.card.take_over,
            "K": self.card.call_accepted,
            "B": self.card.ask_reason,
            "O": self.card.open_again,
        }
        if not self.card.isHidden():
            deeds[letter]()

    def _on_edit(self, id_: str) -> None:
        self._desk.edit(Remark, id_)

    def _on_box_ended(self) -> None:
        self._show_card()
        if self.isVisible():
            self.table.setFocus()

    def _show_box(self) -> None:
        """Bring the question for the reason into sight."""
        inner = self._detail.widget()
        if inner is not None:
            inner.adjustSize()
        self._detail.ensureWidgetVisible(self.card.box, 0, theme.step(2))

    def _connect(self) -> None:
        for box in (self.states, self.towns, self.groups):
            box.activated.connect(lambda _index: self._fill_list())
        self.table.row_picked.connect(self._on_picked)
        self.table.row_opened.connect(self._on_opened)
        self.table.key_pressed.connect(self._on_key)
        self.table.edit_asked.connect(self._on_edit)
        self.table.on_create = self.begin
        self.table.on_remove = self._actions.remove
        self.box.ended.connect(self._on_box_ended)
        self.card.box.opened.connect(self._show_box)

    def _choice(self, name: str, entries: Sequence[tuple[str, str]]) -> ComboBox:
        box = ComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(name)
        _fill(box, entries)
        return box

    def _set_up(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.step(2))
        for box in (self.states, self.towns, self.groups):
            top.addWidget(box)
        top.addStretch(1)
        top.addWidget(self.new)
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(theme.step(6), theme.step(3), theme.step(6), 0)
        column.setSpacing(theme.step(2))
        column.addLayout(top)
        for part in (self.summary, self.box, self.none):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        detail = QWidget()
        below = QVBoxLayout(detail)
        below.setContentsMargins(theme.step(6), theme.step(3), theme.step(6), theme.step(3))
        below.addWidget(self.card)
        below.addStretch(1)
        self._detail = QScrollArea()
        self._detail.setWidgetResizable(True)
        self._detail.setFrameShape(QFrame.Shape.NoFrame)
        self._detail.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._detail.setWidget(detail)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.addWidget(upper)
        splitter.addWidget(self._detail)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setSizes([theme.step(100), theme.step(50)])
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)


def _fill(box: ComboBox, entries: Sequence[tuple[str, str]]) -> None:
    """Offer entries; the chosen one stays where it is offered still."""
    chosen = box.currentData()
    box.clear()
    for key, name in entries:
        box.addItem(name, key)
    box.setCurrentIndex(max(box.findData(chosen), 0))

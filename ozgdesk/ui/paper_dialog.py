"""The preview of a council information system: whose it is, and which papers and calendars are taken."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.domain.incoming_papers import IncomingPapers, called, papers_with
from ozgdesk.present.paper_preview import CALENDAR, PAPER, PaperPreview, PaperRow
from ozgdesk.ui import theme
from ozgdesk.ui.help import help_dialog
from ozgdesk.ui.take_dialog import fate_icon
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.row_model import Column
from ozgdesk.ui.widgets.tick_table import TickTable

NOBODY = "keiner Kommune zuordnen"
_BODIES_SHOWN = 3
_WHOSE = "Bitte wählen Sie oben, zu welcher Kommune die Vorlagen gehören."
_HOW = (
    "Angekreuztes wird mit den Gremien und Sitzungen, die es braucht, als ein Schritt übernommen, der sich "
    "rückgängig machen lässt; vorher wird die Projektdatei gesichert. Die Leertaste kreuzt die markierten "
    "Zeilen an oder ab."
)

HELP = (
    "Aus einem Ratsinformationssystem wird nur übernommen, was Sie ankreuzen: einzelne Vorlagen mit ihrer "
    "Beratungsfolge, oder alle Sitzungen eines Gremiums. Angekreuzt ist zuerst nur, was es hier schon gibt "
    "und was sich dort geändert hat. Was hier und dort verschieden geändert wurde, ist ein Konflikt und "
    "bleibt, wie es hier ist. Vorlagen, die hier von Hand angelegt wurden, werden an ihrer Nummer "
    "wiedererkannt und nur dort ergänzt, wo noch nichts steht.\n\n"
    "Wörter und Tag oben grenzen die Liste ein; Angekreuztes bleibt angekreuzt, auch wenn es gerade nicht "
    "gezeigt wird.\n\n"
    "Pfeiltasten: Zeile wählen · Leertaste oder Klick auf das Kästchen: ankreuzen oder lassen · Strg+A und "
    "Leertaste: alle gezeigten · Eingabe: übernehmen · Esc: nichts übernehmen.\n\n"
    "Personen, Fraktionen und Dateien werden nicht übernommen. Ergebnisse stehen im Wortlaut der Quelle in "
    "der Bemerkung jeder Beratung."
)


class PaperDialog(QDialog):
    """Accepted by "Übernehmen"; `papers` and `calendars` are then the uids that are ticked.

    `towns_changed` tells that a body was given to another municipality, `folder_wanted` that the whole folder
    is to be read.
    """

    towns_changed = Signal()
    folder_wanted = Signal()

    def __init__(
        self,
        incoming: IncomingPapers,
        municipalities: Sequence[tuple[str, str]],
        towns: Mapping[str, str],
        today: date,
        parent: QWidget | None = None,
        *,
        has_folder: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("OParl-Daten einlesen")
        self._incoming = incoming
        self._today = today
        self._rows: tuple[PaperRow, ...] = ()
        self._kinds: dict[str, str] = {}
        self._problem = ""
        self.towns_by_body = {
            body.uid: _town_box(called(body), municipalities, towns.get(body.uid)) for body in incoming.bodies
        }
        self.words = QLineEdit()
        self.words.setPlaceholderText("Wörter aus Titel oder Nummer")
        self.since = QLineEdit()
        self.since.setPlaceholderText("z. B. 1.1.2026")
        self.folder = QPushButton("Ganzen &Ordner lesen")
        self.folder.setVisible(has_folder)
        self.summary = plain_label("muted")
        self.table: TickTable[PaperRow] = TickTable(
            _columns(), "Vorlagen und Sitzungen der Dateien", lambda row: row.may_be_taken
        )
        self.detail = plain_label("")
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton("Ü&bernehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton("&Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        self.take.setDefault(True)
        self._lay_out()
        self._connect()
        self.table.setFocus()

    @property
    def towns(self) -> dict[str, str]:
        """The municipality that is chosen for each body that has one."""
        chosen = {uid: box.currentData() for uid, box in self.towns_by_body.items()}
        return {uid: id_ for uid, id_ in chosen.items() if id_ is not None}

    @property
    def papers(self) -> frozenset[str]:
        """The uids of papers that are ticked, also where they are not shown at the moment."""
        return frozenset(uid for uid in self.table.ticked if self._kinds.get(uid) == PAPER)

    @property
    def calendars(self) -> frozenset[str]:
        """The uids of committees of which all meetings are ticked."""
        return frozenset(uid for uid in self.table.ticked if self._kinds.get(uid) == CALENDAR)

    def show_preview(self, preview: PaperPreview) -> None:
        """Show what could be taken now; what was ticked by hand stays so where it still can be."""
        former = self.table.ticked
        self._rows = preview.rows
        self._kinds = {row.id: row.kind for row in preview.rows if row.may_be_taken}
        self._filter()
        first = {row.id for row in preview.rows if row.is_taken}
        self.table.tick(first | (former & self._kinds.keys()))
        if self.table.rows.rows:
            self.table.pick(self.table.rows.rows[0].id)
        self._describe()

    def wait(self) -> None:
        """Nothing can be taken until the new preview is there."""
        self.take.setEnabled(False)

    def _filter(self) -> None:
        """Show what fits words and day; a day that cannot be read is marked and counts for nothing."""
        typed, since, self._problem = self.since.text().strip(), None, ""
        try:
            since = formats.read_day(typed, self._today) if typed else None
        except formats.NotReadable as problem:
            self._problem = str(problem)
        theme.look(self.since, "wrong" if self._problem else "")
        words = self.words.text()
        papers = papers_with(self._incoming.papers, words, since)
        self.table.rows.set_rows([row for row in self._rows if self._is_shown(row, words, papers)])
        self._count()

    @staticmethod
    def _is_shown(row: PaperRow, words: str, papers: frozenset[str]) -> bool:
        if row.kind == PAPER:
            return row.id in papers
        return all(word in row.name.casefold() for word in words.casefold().split())

    def _count(self) -> None:
        papers, calendars = len(self.papers), len(self.calendars)
        shown = sum(row.kind == PAPER for row in self.table.rows.rows)
        every = sum(row.kind == PAPER for row in self._rows)
        taken = [
            formats.count(number, *words)
            for number, words in (
                (papers, ("Vorlage", "Vorlagen")),
                (calendars, ("Sitzungskalender", "Sitzungskalender")),
            )
            if number
        ]
        what = " und ".join(taken) if taken else "nichts"
        count = formats.count(every, "Vorlage", "Vorlagen")
        told = f"{formats.number(shown)} von {count} gezeigt; angekreuzt: {what}."
        theme.look(self.summary, "error" if self._problem else "muted")
        self.summary.setText(self._problem or (told if self.towns else _WHOSE))
        self.take.setEnabled(bool(taken))

    def _describe(self, _id: str = "") -> None:
        """Say all about the current row, which its cells may have no room for."""
        place = self.table.rows.position(self.table.picked_id() or "")
        row = self.table.rows.rows[place] if place is not None else None
        self.detail.setText(_described(row) if row is not None else "")

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.words.textChanged.connect(self._filter)
        self.since.textChanged.connect(self._filter)
        self.folder.clicked.connect(self.folder_wanted)
        self.table.row_picked.connect(self._describe)
        self.table.ticks_changed.connect(self._count)
        for box in self.towns_by_body.values():
            box.currentIndexChanged.connect(self.towns_changed)
        QShortcut(QKeySequence("F1"), self, lambda: help_dialog(self.windowTitle(), HELP, self).exec())

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        layout.addWidget(plain_label("heading", self._incoming.title))
        layout.addWidget(self._bodies())
        line = QHBoxLayout()
        for text, field in (("&Suchen", self.words), ("&Vom Tag an", self.since)):
            field.setAccessibleName(text.replace("&", ""))
            label = plain_label("", text)
            label.setWordWrap(False)
            label.setBuddy(field)
            line.addWidget(label)
            line.addWidget(field, 3 if field is self.words else 1)
        line.addWidget(self.folder)
        layout.addLayout(line)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        self.detail.setMinimumHeight(self.detail.fontMetrics().lineSpacing() * 3)
        layout.addWidget(self.detail)
        layout.addWidget(plain_label("small", _HOW))
        layout.addWidget(self.buttons)
        self.resize(theme.step(290), theme.step(180))

    def _bodies(self) -> QWidget:
        """Whose each body is; more than a few scroll."""
        inner = QWidget()
        form = QFormLayout(inner)
        form.setContentsMargins(0, 0, theme.step(2), 0)
        for body in self._incoming.bodies:
            box = self.towns_by_body[body.uid]
            label = plain_label("", called(body) or "Körperschaft ohne Namen")
            label.setWordWrap(False)
            label.setBuddy(box)
            box.setMaximumWidth(theme.step(90))
            form.addRow(label, box)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        height = max(box.sizeHint().height() for box in self.towns_by_body.values())
        rows = min(len(self.towns_by_body), _BODIES_SHOWN)
        area.setFixedHeight(rows * (height + form.spacing()) + theme.step(1))
        return area


def _town_box(name: str, municipalities: Sequence[tuple[str, str]], chosen: str | None) -> ComboBox:
    box = ComboBox()
    box.setAccessibleName(f"Kommune für {name}")
    box.addItem(NOBODY, None)
    for id_, text in municipalities:
        box.addItem(text, id_)
    box.setCurrentIndex(max(box.findData(chosen), 0) if chosen is not None else 0)
    return box


def _columns() -> tuple[Column[PaperRow], ...]:
    return (
        Column("Was geschieht", lambda row: row.fate_text, 150, icon=_icon),
        Column("Art", lambda row: row.kind_text, 90),
        Column("Nummer", lambda row: row.number, 110, tip=lambda row: row.number),
        Column("Titel", lambda row: row.name, 300, stretch=True, tip=lambda row: row.name),
        Column("Datum", lambda row: formats.day(row.dated_on) if row.dated_on else "", 90),
        Column("Beratungsfolge", lambda row: row.way, 190, tip=lambda row: row.way),
        Column("Hinweis", lambda row: _first(row), 240, spare=1, tip=lambda row: "\n".join(row.reasons)),
    )


def _icon(row: PaperRow) -> QIcon:
    return fate_icon(row.fate)


def _first(row: PaperRow) -> str:
    return row.reasons[0] if row.reasons else ""


def _described(row: PaperRow) -> str:
    name = " ".join(filter(None, (row.number, row.name)))
    way = f" ({row.way})" if row.way else ""
    return ". ".join((f"{name}{way}", *row.reasons[:4]))

"""The preview of a Word document: each change and comment with its wording, to be taken or left."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.present.text_preview import TextPreview, TextRow
from ozgdesk.ui import theme
from ozgdesk.ui.help import help_dialog
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.row_model import Column
from ozgdesk.ui.widgets.tick_table import TickTable
from ozgdesk.ui.widgets.wording import WordingView

_ICONS = {"new": "add", "changed": "edit", "skipped": "check", "not_carried": "info", "conflict": "warning"}
_HOW = (
    "Angekreuztes wird als ein Schritt übernommen, der sich rückgängig machen lässt; vorher wird die "
    "Projektdatei gesichert. Die Leertaste kreuzt die markierten Zeilen an oder ab."
)
_FROZEN = "Die Fassung ist eingefroren: Angekreuztes wird zu Anmerkungen mit Vorschlag, der Text bleibt."
BY_NAMES = "wie im Dokument genannt"

HELP = (
    "Das Dokument wird Textteil für Textteil mit der Fassung verglichen: der Wortlaut bei der Ausgabe, der "
    "im Dokument und der hier. Aufgezeichnete Änderungen gelten dabei als angenommen; auch was ohne "
    "Aufzeichnung geändert wurde, wird gefunden. Was nur im Dokument geändert wurde, ist angekreuzt. Was "
    "hier und im Dokument geändert wurde, ist ein Konflikt und bleibt, wie es hier ist, bis Sie es "
    "ankreuzen. Kommentare werden Anmerkungen.\n\n"
    "Unter der Liste steht der Wortlaut: Durchgestrichenes gilt nur hier, Unterstrichenes nur im "
    "Dokument.\n\n"
    "Pfeiltasten: Zeile wählen · Leertaste oder Klick auf das Kästchen: ankreuzen oder lassen · Strg+A und "
    "Leertaste: alle · Eingabe: übernehmen · Esc: nichts übernehmen.\n\n"
    "Verweise und Platzhalter bleiben erhalten, wo das Dokument sie so stehen ließ. Eine eingefrorene "
    "Fassung wird nicht geändert; aus den Änderungen werden Anmerkungen."
)

Choice = Sequence[tuple[str, str]]
"""Names with their ids."""


class TextDialog(QDialog):
    """Accepted by "Übernehmen"; `ticked` are the ids of the proposals to be taken.

    `preview_for(version, municipality)` compares with another version, or in another name; an empty id of a
    municipality leaves it to the document. `preview` is the first comparison.
    """

    def __init__(
        self,
        preview: TextPreview,
        preview_for: Callable[[str, str], TextPreview],
        versions: Choice,
        version_id: str,
        towns: Choice,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Word-Dokument einlesen")
        self._preview_for = preview_for
        self.preview = preview
        self.version = ComboBox()
        self.town = ComboBox()
        for name, id_ in versions:
            self.version.addItem(name, id_)
        self.version.setCurrentIndex(max(self.version.findData(version_id), 0))
        for name, id_ in ((BY_NAMES, ""), *towns):
            self.town.addItem(name, id_)
        self.summary = plain_label("muted")
        self.table: TickTable[TextRow] = TickTable(
            _columns(), "Änderungen und Kommentare des Dokuments", lambda row: row.may_be_taken
        )
        self.wording = WordingView("Wortlaut hier und im Dokument")
        self.detail = plain_label("")
        self.unchanged = QCheckBox("Auch &Erledigtes zeigen")
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton("Ü&bernehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton("&Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        self.take.setDefault(True)
        self._lay_out()
        self._connect()
        self._show_preview()
        self.table.setFocus()

    @property
    def ticked(self) -> frozenset[str]:
        """What is to be taken, also where it is not shown at the moment."""
        return frozenset(self.table.ticked)

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing was taken; the ticks stay."""
        theme.look(self.detail, "error")
        self.detail.setText(sentence)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.unchanged.toggled.connect(self._show_rows)
        self.table.row_picked.connect(self._describe)
        self.table.ticks_changed.connect(self._count)
        self.version.currentIndexChanged.connect(self._compare_again)
        self.town.currentIndexChanged.connect(self._compare_again)
        QShortcut(QKeySequence("F1"), self, lambda: help_dialog(self.windowTitle(), HELP, self).exec())

    def _compare_again(self) -> None:
        self.preview = self._preview_for(self.version.currentData(), self.town.currentData())
        self._show_preview()

    def _show_preview(self) -> None:
        self._show_rows()
        self.table.tick({row.id for row in self.preview.rows if row.is_taken})
        if self.table.rows.rows:
            self.table.pick(self.table.rows.rows[0].id)
        self._describe()

    def _show_rows(self) -> None:
        shows_all = self.unchanged.isChecked()
        self.table.rows.set_rows([row for row in self.preview.rows if shows_all or row.fate != "skipped"])

    def _count(self) -> None:
        count = len(self.table.ticked)
        taken = formats.count(count, "Zeile wird", "Zeilen werden") if count else "Nichts wird"
        frozen = f" {_FROZEN}" if self.preview.is_frozen else ""
        self.summary.setText(f"{self.preview.summary}. {taken} übernommen.{frozen}")
        self.take.setEnabled(count > 0)

    def _describe(self, _id: str = "") -> None:
        """Say all about the current row: its wording word by word, who changed it, and why."""
        place = self.table.rows.position(self.table.picked_id() or "")
        row = self.table.rows.rows[place] if place is not None else None
        theme.look(self.detail, "")
        self.detail.setText(_described(row) if row is not None else "")
        self.wording.show_runs(row.runs if row is not None else ())

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        layout.addWidget(plain_label("heading", self.preview.title))
        choices = QHBoxLayout()
        for text, box in (("&Fassung", self.version), ("Änderungen &von", self.town)):
            box.setAccessibleName(text.replace("&", ""))
            form = QFormLayout()
            form.addRow(text, box)
            choices.addLayout(form)
        choices.addStretch(1)
        layout.addLayout(choices)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 5)
        layout.addWidget(self.wording, 2)
        self.detail.setMinimumHeight(self.detail.fontMetrics().lineSpacing() * 2)
        layout.addWidget(self.detail)
        layout.addWidget(self.unchanged)
        layout.addWidget(plain_label("small", _HOW))
        layout.addWidget(self.buttons)
        self.resize(theme.step(285), theme.step(190))


def _columns() -> tuple[Column[TextRow], ...]:
    return (
        Column("Was geschieht", lambda row: row.fate_text, 150, icon=_icon),
        Column("Was", lambda row: row.part_text, 120),
        Column("Stelle", _place, 170, tip=_place),
        Column("Im Dokument", _told, 300, stretch=True, tip=lambda row: row.told),
        Column("Von", _by, 150, tip=_by),
        Column("Am", lambda row: row.dated_on, 90, spare=1),
    )


def _icon(row: TextRow) -> QIcon:
    return icon(_ICONS[row.fate])


def _place(row: TextRow) -> str:
    return row.citation or ("" if row.part == "file" else "gesamter Text")


def _told(row: TextRow) -> str:
    return " ".join((row.told or row.here or row.exported).split()) or row.reason


def _by(row: TextRow) -> str:
    names = [name for name in (row.municipality, row.authors) if name]
    return " · ".join(names)


def _described(row: TextRow) -> str:
    where = f"{_place(row)}: " if _place(row) else ""
    former = f" Ausgegeben war: „{row.exported}“" if row.fate == "conflict" and row.exported else ""
    return f"{where}{row.reason}{former}"

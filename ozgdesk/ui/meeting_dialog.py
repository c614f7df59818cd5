"""The preview of a calendar file: which meetings are taken, and for which body."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.present.meeting_import import EventRow, MeetingPreview
from ozgdesk.ui import theme
from ozgdesk.ui.help import help_dialog
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.row_model import Column
from ozgdesk.ui.widgets.tick_table import TickTable

FROM_WORDS = "an den Worten der Termine erkennen"
_ICONS = {"new": "add", "changed": "edit", "skipped": "check", "not_carried": "info", "conflict": "warning"}
_HOW = (
    "Angekreuztes wird als ein Schritt übernommen, der sich rückgängig machen lässt; vorher wird die "
    "Projektdatei gesichert. Die Leertaste kreuzt die markierten Zeilen an oder ab."
)

HELP = (
    "Die Termine einer Kalenderdatei werden Sitzungen von Gremien. Zu welchem Gremium ein Termin gehört, "
    "sagen seine Worte; stehen dort keine Namen, wählen Sie das Gremium oben für alle Termine der Datei.\n\n"
    "Wiederholungen werden zu einzelnen Sitzungen, vom Anfang dieses Jahres bis zum Ende des übernächsten. "
    "Beim zweiten Einlesen ändert sich nur, was in der Datei verlegt, geändert oder abgesagt wurde. Was seit "
    "der letzten Übernahme hier geändert wurde, bleibt; wurde beides geändert, ist es ein Konflikt, und erst "
    "ein Kreuz übernimmt den Wert der Datei.\n\n"
    "Pfeiltasten: Zeile wählen · Leertaste oder Klick auf das Kästchen: ankreuzen oder lassen · Strg+A und "
    "Leertaste: alle · Eingabe: übernehmen · Esc: nichts übernehmen."
)


class MeetingDialog(QDialog):
    """Accepted by "Übernehmen"; `ticked` are then the ids of the events to be taken.

    `body_changed` tells that the events are to be compared anew.
    """

    body_changed = Signal()

    def __init__(self, title: str, bodies: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Kalenderdatei einlesen")
        self._preview: MeetingPreview | None = None
        self.body = ComboBox()
        self.body.setAccessibleName("Gremium der Termine")
        self.body.addItem(FROM_WORDS, None)
        for id_, name in bodies:
            self.body.addItem(name, id_)
        self.summary = plain_label("muted")
        self.table: TickTable[EventRow] = TickTable(
            _columns(), "Termine der Kalenderdatei", lambda row: row.may_be_taken
        )
        self.detail = plain_label("")
        self.unchanged = QCheckBox("Auch &Unverändertes zeigen")
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton("Ü&bernehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton("&Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        self.take.setDefault(True)
        self._lay_out(title)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.body.currentIndexChanged.connect(self.body_changed)
        self.unchanged.toggled.connect(self._show_rows)
        self.table.row_picked.connect(lambda _id: self._describe())
        self.table.ticks_changed.connect(self._count)
        QShortcut(QKeySequence("F1"), self, lambda: help_dialog(self.windowTitle(), HELP, self).exec())
        self.table.setFocus()

    @property
    def committee_id(self) -> str | None:
        """The body all events are for; None: each for the one its words name."""
        return self.body.currentData()

    @property
    def ticked(self) -> frozenset[str]:
        """What is to be taken, also where it is not shown at the moment."""
        return frozenset(self.table.ticked)

    def show_preview(self, preview: MeetingPreview) -> None:
        """Show what would happen now, ticked as it is proposed."""
        self._preview = preview
        self._show_rows()
        self.table.tick({row.id for row in preview.rows if row.is_taken})
        if self.table.rows.rows:
            self.table.pick(self.table.rows.rows[0].id)
        self._describe()

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing was taken; the ticks stay."""
        theme.look(self.detail, "error")
        self.detail.setText(sentence)

    def wait(self) -> None:
        """Nothing can be taken until the new preview is there."""
        self.take.setEnabled(False)

    def _show_rows(self) -> None:
        rows = self._preview.rows if self._preview is not None else ()
        shows_all = self.unchanged.isChecked()
        self.table.rows.set_rows([row for row in rows if shows_all or row.fate != "skipped"])

    def _count(self) -> None:
        count = len(self.table.ticked)
        taken = formats.count(count, "Sitzung wird", "Sitzungen werden") if count else "Nichts wird"
        told = f"{self._preview.summary}. " if self._preview is not None else ""
        self.summary.setText(f"{told}{taken} übernommen.")
        self.take.setEnabled(count > 0)

    def _describe(self) -> None:
        """Say all about the current row, which its cells may have no room for."""
        place = self.table.rows.position(self.table.picked_id() or "")
        theme.look(self.detail, "")
        self.detail.setText(_described(self.table.rows.rows[place]) if place is not None else "")

    def _lay_out(self, title: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        layout.addWidget(plain_label("heading", title))
        line = QHBoxLayout()
        label = plain_label("", "&Gremium der Termine")
        label.setWordWrap(False)
        label.setBuddy(self.body)
        self.body.setMaximumWidth(theme.step(120))
        line.addWidget(label)
        line.addWidget(self.body, 1)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        self.detail.setMinimumHeight(self.detail.fontMetrics().lineSpacing() * 2)
        layout.addWidget(self.detail)
        layout.addWidget(self.unchanged)
        layout.addWidget(plain_label("small", _HOW))
        layout.addWidget(self.buttons)
        self.resize(theme.step(270), theme.step(165))


def _columns() -> tuple[Column[EventRow], ...]:
    return (
        Column("Was geschieht", lambda row: row.fate_text, 172, icon=_icon),
        Column("Tag", _day, 130),
        Column("Termin", lambda row: row.name, 220, tip=lambda row: row.name),
        Column("Gremium", _body, 200, tip=_body),
        Column("Grund", lambda row: row.reason, 260, stretch=True, tip=lambda row: row.reason),
    )


def _icon(row: EventRow) -> QIcon:
    return icon(_ICONS[row.fate])


def _day(row: EventRow) -> str:
    day = formats.day(row.on) if row.on is not None else ""
    return f"{day}, {row.starts_at}" if row.starts_at else day


def _body(row: EventRow) -> str:
    return " · ".join(filter(None, (row.municipality, row.committee)))


def _described(row: EventRow) -> str:
    about = ", ".join(filter(None, (row.name, _day(row), _body(row))))
    return f"{about}: {row.reason}" if about else row.reason

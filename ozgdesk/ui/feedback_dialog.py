"""The preview of a feedback form: each difference with its values, to be taken or left."""

from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.present.feedback_preview import NOTHING, FeedbackPreview, FeedbackRow
from ozgdesk.ui import theme
from ozgdesk.ui.help import help_dialog
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.row_model import Column
from ozgdesk.ui.widgets.tick_table import TickTable

_ICONS = {"new": "add", "changed": "edit", "skipped": "check", "not_carried": "info", "conflict": "warning"}
_HOW = (
    "Angekreuztes wird als ein Schritt übernommen, der sich rückgängig machen lässt; vorher wird die "
    "Projektdatei gesichert. Die Leertaste kreuzt die markierten Zeilen an oder ab."
)


HELP = (
    "Der Bogen einer Kommune wird Angabe für Angabe mit dem Projekt verglichen: der Wert bei der Ausgabe, "
    "der Wert im Bogen und der Wert hier. Was nur im Bogen geändert wurde, ist angekreuzt. Was hier und im "
    "Bogen verschieden geändert wurde, ist ein Konflikt und bleibt, wie es hier ist, bis Sie es ankreuzen. "
    "Neue Aufgaben, Abwesenheiten und Kontaktdaten sind Vorschläge.\n\n"
    "Pfeiltasten: Zeile wählen · Leertaste oder Klick auf das Kästchen: ankreuzen oder lassen · Strg+A und "
    "Leertaste: alle · Eingabe: übernehmen · Esc: nichts übernehmen.\n\n"
    "Wurde das verborgene Blatt des Bogens verändert, gilt jede Abweichung als Konflikt. Zeilen anderer "
    "Kommunen, Formeln und unlesbare Zellen werden genannt und nicht übernommen."
)


class FeedbackDialog(QDialog):
    """Accepted by "Übernehmen"; `ticked` are the ids of the proposals to be taken."""

    def __init__(self, preview: FeedbackPreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Rückmeldebogen einlesen")
        self.preview = preview
        self.summary = plain_label("muted")
        self.table: TickTable[FeedbackRow] = TickTable(
            _columns(), "Angaben des Rückmeldebogens", lambda row: row.may_be_taken
        )
        self.detail = plain_label("")
        self.unchanged = QCheckBox("Auch &Unverändertes zeigen")
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton("Ü&bernehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton("&Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        self.take.setDefault(True)
        self._lay_out()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.unchanged.toggled.connect(self._show_rows)
        self.table.row_picked.connect(lambda _id: self._describe())
        self.table.ticks_changed.connect(self._count)
        QShortcut(QKeySequence("F1"), self, lambda: help_dialog(self.windowTitle(), HELP, self).exec())
        self._show_rows()
        self.table.tick({row.id for row in preview.rows if row.is_taken})
        if self.table.rows.rows:
            self.table.pick(self.table.rows.rows[0].id)
        self._describe()
        self.table.setFocus()

    @property
    def ticked(self) -> frozenset[str]:
        """What is to be taken, also where it is not shown at the moment."""
        return frozenset(self.table.ticked)

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing was taken; the ticks stay."""
        theme.look(self.detail, "error")
        self.detail.setText(sentence)

    def _show_rows(self) -> None:
        shows_all = self.unchanged.isChecked()
        self.table.rows.set_rows([row for row in self.preview.rows if shows_all or row.fate != "skipped"])

    def _count(self) -> None:
        count = len(self.table.ticked)
        taken = formats.count(count, "Angabe wird", "Angaben werden") if count else "Nichts wird"
        self.summary.setText(f"{self.preview.summary}. {taken} übernommen.")
        self.take.setEnabled(count > 0)

    def _describe(self) -> None:
        """Say all about the current row, which its cells may have no room for."""
        place = self.table.rows.position(self.table.picked_id() or "")
        theme.look(self.detail, "")
        self.detail.setText(_described(self.table.rows.rows[place]) if place is not None else "")

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        title = f"Rückmeldung {self.preview.municipality} – {self.preview.title}"
        layout.addWidget(plain_label("heading", title))
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        self.detail.setMinimumHeight(self.detail.fontMetrics().lineSpacing() * 3)
        layout.addWidget(self.detail)
        layout.addWidget(self.unchanged)
        layout.addWidget(plain_label("small", _HOW))
        layout.addWidget(self.buttons)
        self.resize(theme.step(300), theme.step(170))


def _columns() -> tuple[Column[FeedbackRow], ...]:
    return (
        Column("Was geschieht", lambda row: row.fate_text, 172, icon=_icon),
        Column("Worum es geht", _subject, 260, stretch=True, tip=_subject),
        Column("Angabe", lambda row: "" if row.part == "row" else row.part_text, 110),
        Column("Ausgegeben", lambda row: row.exported, 110, tip=lambda row: row.exported),
        Column("Im Bogen", lambda row: row.told, 170, tip=lambda row: row.told),
        Column("Hier", lambda row: row.here, 110, tip=lambda row: row.here),
        Column("Hier geändert", lambda row: row.meanwhile, 150, spare=1, tip=lambda row: row.meanwhile),
    )


def _icon(row: FeedbackRow) -> QIcon:
    is_proposal = row.fate == "changed" and not row.is_taken
    return icon("add" if is_proposal else _ICONS[row.fate])


def _subject(row: FeedbackRow) -> str:
    return row.subject or row.reason


def _described(row: FeedbackRow) -> str:
    values = [
        f"{title} {text}"
        for title, text in (("ausgegeben", row.exported), ("im Bogen", row.told), ("hier", row.here))
        if text
    ]
    if row.meanwhile and row.here:
        values.append(f"hier zuletzt geändert von {row.meanwhile}")
    about = ", ".join(part for part in (row.subject, "" if row.part == "row" else row.part_text) if part)
    told = f"{'; '.join(values)}." if values and values != [f"im Bogen {NOTHING}"] else ""
    return " ".join(part for part in (f"{about}:" if about else "", told, row.reason) if part)

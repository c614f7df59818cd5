"""The preview of a calendar file: which meetings are taken, and for which body."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.present.meeting_import import EventRow, MeetingPreview
from ozgdesk.ui import theme
from ozgdesk.ui.take_dialog import TakeDialog, fate_icon
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.row_model import Column

FROM_WORDS = "an den Worten der Termine erkennen"

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


class MeetingDialog(TakeDialog[EventRow]):
    """Takes events of a calendar; `body_changed` tells that they are to be compared anew."""

    body_changed = Signal()

    def __init__(self, title: str, bodies: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(
            "Kalenderdatei einlesen", HELP, _columns(), "Termine der Kalenderdatei", parent=parent
        )
        self._preview: MeetingPreview | None = None
        self.body = ComboBox()
        self.body.setAccessibleName("Gremium der Termine")
        self.body.addItem(FROM_WORDS, None)
        for id_, name in bodies:
            self.body.addItem(name, id_)
        self.body.currentIndexChanged.connect(self.body_changed)
        self.lay_out(title, self._whose())
        self.resize(theme.step(270), theme.step(165))

    @property
    def committee_id(self) -> str | None:
        """The body all events are for; None: each for the one its words name."""
        return self.body.currentData()

    def show_preview(self, preview: MeetingPreview) -> None:
        """Show what would happen now."""
        self._preview = preview
        self.show_rows(preview.rows)

    def wait(self) -> None:
        """Nothing can be taken until the new preview is there."""
        self.take.setEnabled(False)

    def told(self, count: int) -> str:
        taken = formats.count(count, "Sitzung wird", "Sitzungen werden") if count else "Nichts wird"
        summary = f"{self._preview.summary}. " if self._preview is not None else ""
        return f"{summary}{taken} übernommen."

    def described(self, row: EventRow) -> str:
        return _described(row)

    def _whose(self) -> QHBoxLayout:
        line = QHBoxLayout()
        label = plain_label("", "&Gremium der Termine")
        label.setWordWrap(False)
        label.setBuddy(self.body)
        self.body.setMaximumWidth(theme.step(120))
        line.addWidget(label)
        line.addWidget(self.body, 1)
        line.addStretch(1)
        return line


def _columns() -> tuple[Column[EventRow], ...]:
    return (
        Column("Was geschieht", lambda row: row.fate_text, 172, icon=lambda row: fate_icon(row.fate)),
        Column("Tag", _day, 130),
        Column("Termin", lambda row: row.name, 220, tip=lambda row: row.name),
        Column("Gremium", _body, 200, tip=_body),
        Column("Grund", lambda row: row.reason, 260, stretch=True, tip=lambda row: row.reason),
    )


def _day(row: EventRow) -> str:
    day = formats.day(row.on) if row.on is not None else ""
    return f"{day}, {row.starts_at}" if row.starts_at else day


def _body(row: EventRow) -> str:
    return " · ".join(filter(None, (row.municipality, row.committee)))


def _described(row: EventRow) -> str:
    about = ", ".join(filter(None, (row.name, _day(row), _body(row))))
    return f"{about}: {row.reason}" if about else row.reason

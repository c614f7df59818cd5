"""The preview of a feedback form: each difference with its values, to be taken or left."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from ozgdesk import formats
from ozgdesk.present.feedback_preview import NOTHING, FeedbackPreview, FeedbackRow
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.take_dialog import TakeDialog, fate_icon
from ozgdesk.ui.widgets.row_model import Column

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


class FeedbackDialog(TakeDialog[FeedbackRow]):
    """Takes proposals of a form."""

    def __init__(self, preview: FeedbackPreview, parent: QWidget | None = None) -> None:
        super().__init__(
            "Rückmeldebogen einlesen", HELP, _columns(), "Angaben des Rückmeldebogens", parent=parent
        )
        self.preview = preview
        self.lay_out(f"Rückmeldung {preview.municipality} – {preview.title}", lines=3)
        self.resize(theme.step(300), theme.step(170))
        self.show_rows(preview.rows)

    def told(self, count: int) -> str:
        taken = formats.count(count, "Angabe wird", "Angaben werden") if count else "Nichts wird"
        return f"{self.preview.summary}. {taken} übernommen."

    def described(self, row: FeedbackRow) -> str:
        return _described(row)


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
    return icon("add") if is_proposal else fate_icon(row.fate)


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

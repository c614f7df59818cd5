"""The preview of a Word document: each change and comment with its wording, to be taken or left."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.present.text_preview import TextPreview, TextRow
from ozgdesk.ui import theme
from ozgdesk.ui.take_dialog import TakeDialog, fate_icon
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.row_model import Column
from ozgdesk.ui.widgets.wording import WordingView

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


class TextDialog(TakeDialog[TextRow]):
    """Takes changes of a document.

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
        super().__init__(
            "Word-Dokument einlesen", HELP, _columns(), "Änderungen und Kommentare des Dokuments",
            more="Auch &Erledigtes zeigen", parent=parent,
        )  # fmt: skip
        self._preview_for = preview_for
        self.preview = preview
        self.version = ComboBox()
        self.town = ComboBox()
        for name, id_ in versions:
            self.version.addItem(name, id_)
        self.version.setCurrentIndex(max(self.version.findData(version_id), 0))
        for name, id_ in ((BY_NAMES, ""), *towns):
            self.town.addItem(name, id_)
        for box in (self.version, self.town):
            box.currentIndexChanged.connect(self._compare_again)
        self.wording = WordingView("Wortlaut hier und im Dokument")
        self.lay_out(preview.title, self._choices(), self.wording)
        self.resize(theme.step(285), theme.step(190))
        self.show_rows(preview.rows)

    def told(self, count: int) -> str:
        taken = formats.count(count, "Zeile wird", "Zeilen werden") if count else "Nichts wird"
        frozen = f" {_FROZEN}" if self.preview.is_frozen else ""
        return f"{self.preview.summary}. {taken} übernommen.{frozen}"

    def described(self, row: TextRow) -> str:
        return _described(row)

    def show_current(self, row: TextRow | None) -> None:
        """The wording of the row, word by word."""
        self.wording.show_runs(row.runs if row is not None else ())

    def _compare_again(self) -> None:
        self.preview = self._preview_for(self.version.currentData(), self.town.currentData())
        self.show_rows(self.preview.rows)

    def _choices(self) -> QHBoxLayout:
        choices = QHBoxLayout()
        for text, box in (("&Fassung", self.version), ("Änderungen &von", self.town)):
            box.setAccessibleName(text.replace("&", ""))
            form = QFormLayout()
            form.addRow(text, box)
            choices.addLayout(form)
        choices.addStretch(1)
        return choices


def _columns() -> tuple[Column[TextRow], ...]:
    return (
        Column("Was geschieht", lambda row: row.fate_text, 150, icon=lambda row: fate_icon(row.fate)),
        Column("Was", lambda row: row.part_text, 120),
        Column("Stelle", _place, 170, tip=_place),
        Column("Im Dokument", _told, 300, stretch=True, tip=lambda row: row.told),
        Column("Von", _by, 150, tip=_by),
        Column("Am", lambda row: row.dated_on, 90, spare=1),
    )


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

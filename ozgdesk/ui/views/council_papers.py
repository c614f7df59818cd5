"""The page Vorlagen: the texts of a matter and of each paper, what prints, and parts for other programs."""

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QTextBrowser, QVBoxLayout, QWidget

from ozgdesk.commands import records
from ozgdesk.commands.matters import share_text, take_form
from ozgdesk.commands.pasted_stations import enter_stations
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Consultation, CouncilPaper, Matter, PaperForm
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.paper_forms import SectionKey
from ozgdesk.domain.papers import form_of
from ozgdesk.domain.view import View
from ozgdesk.exchange.register import format_named
from ozgdesk.present.council import Fan
from ozgdesk.present.council_paper import missing_in, paper_document, paper_ids, proposed_number
from ozgdesk.present.paper_copies import COPY, preview_html, section_copy
from ozgdesk.present.pasted_stations import read_stations
from ozgdesk.texts import matters as words
from ozgdesk.texts import steps
from ozgdesk.texts.paper_forms import PARTS, PLAIN, supplied_form
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.exporting import export_as
from ozgdesk.ui.views.council_choice import all_fans, chosen_fan
from ozgdesk.ui.views.matter_starts import MatterStarts
from ozgdesk.ui.views.paper_bar import PaperBar
from ozgdesk.ui.views.paper_texts import PaperTexts
from ozgdesk.ui.views.paste_stations import StationsDialog
from ozgdesk.ui.widgets.plain_label import plain_label

HELP = (
    "Hier schreiben Sie die Vorlagen. Links steht, was für alle Kommunen gilt und nur einmal geschrieben "
    "wird; daneben die eigenen Worte der gewählten Kommune. Ein eigener Text tritt an die Stelle des "
    "gemeinsamen; „Dahinter, nur hier“ wird angehängt. Rechts sehen Sie, was gedruckt wird, im Muster der "
    "Kommune.\n\n"
    "Die Verweise in der Vorschau kopieren einen Abschnitt für das Ratsinformationssystem. Eine kopierte "
    "Beratungsfolge fügen Sie mit „Beratungsfolge einfügen“ ein. Platzhalter der Vereinbarung "
    "stehen als Marken mit ihrem Wert im Text und werden beim Drucken gefüllt; Strg+E fügt einen ein.\n\n"
    "Strg+P zeigt das Blatt, „Word“ speichert die Vorlage als Dokument. Nummer, Aktenzeichen und Amt stehen "
    "rechts in den Angaben der Vorlage."
)
_NONE = (
    "Zu dieser Angelegenheit gibt es noch keine Vorlage. „Vorlagen anlegen“ legt sie für alle Kommunen an."
)
_NO_MATTER = (
    "Hier entstehen die Vorlagen aller Kommunen aus einem gemeinsamen Text. Beginnen Sie mit "
    "„Angelegenheit“: aus einer Fassung der Vereinbarung, aus einer Förderung oder für einen anderen "
    "Beschluss."
)
_NO_TABLE = (
    "In der Zwischenablage steht keine Beratungsfolge; bitte kopieren Sie die Tabelle mit Gremium und Termin."
)


class PapersView(QWidget):
    """Wires bar, editors and preview to the desk; the chosen municipality stays."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._town_id = ""
        self._paper_id = ""
        self.bar = PaperBar()
        self.missing = plain_label("muted")
        self.texts = PaperTexts(desk)
        self.preview = QTextBrowser()
        self.preview.setAccessibleName("Vorschau der Vorlage")
        self.preview.setOpenLinks(False)
        self.starts = MatterStarts(desk, self.bar)
        self._lay_out()
        self._connect()

    def show_view(self, view: View) -> None:
        """Show the chosen matter; the paper of the same municipality stays in sight."""
        fan = chosen_fan(self._desk, all_fans(self._desk))
        papers = [view.snapshot.get(CouncilPaper, id_) for id_ in paper_ids(fan, None)] if fan else []
        chosen = next((row for row in papers if row.id == self._paper_id), None)
        chosen = chosen or next((row for row in papers if row.municipality_id == self._town_id), None)
        paper = chosen or next(iter(papers), None)
        self._paper_id = paper.id if paper else ""
        self._town_id = paper.municipality_id if paper else self._town_id
        names = {row.id: row.name for row in view.municipalities}
        self.bar.show_papers(
            [(row.id, _tab(names[row.municipality_id], row, papers)) for row in papers], self._paper_id
        )
        self.starts.show_fan(fan)
        matter = view.snapshot.find(Matter, fan.key) if fan else None
        self.texts.show_paper(matter, paper, names[paper.municipality_id] if paper else "")
        self.texts.setVisible(matter is not None or paper is not None)
        self._show_paper(view, paper, fan)

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Show a paper of the chosen matter."""
        if kind is not CouncilPaper or self._desk.snapshot.find(CouncilPaper, id_) is None:
            return False
        fan = chosen_fan(self._desk, all_fans(self._desk))
        if fan is None or id_ not in paper_ids(fan, None):
            return False
        self._paper_id = id_
        self.show_view(self._desk.view)
        return True

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.texts)
        split.addWidget(self.preview)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        split.setSizes([theme.step(180), theme.step(120)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.missing.setContentsMargins(theme.step(6), theme.step(1), theme.step(4), theme.step(2))
        column.addWidget(self.bar)
        column.addWidget(self.missing)
        column.addWidget(split, 1)
        self.setFocusProxy(self.bar.towns)

    def _connect(self) -> None:
        self.bar.paper_chosen.connect(self._choose)
        self.bar.form_wanted.connect(self._take_form)
        self.bar.paste_wanted.connect(self.paste_stations)
        self.bar.number_wanted.connect(self._take_number)
        self.bar.word_wanted.connect(self._give_out)
        self.texts.share_wanted.connect(self._share)
        self.preview.anchorClicked.connect(self._on_link)

    def _show_paper(self, view: View, paper: CouncilPaper | None, fan: Fan | None) -> None:
        if paper is None:
            self.bar.show_number("")
            self.preview.setPlainText(_NONE if fan is not None and fan.is_matter else _NO_MATTER)
            self._say("")
            return
        place = self.preview.verticalScrollBar().value()
        document = paper_document(view, paper.id, with_closed=True)
        self.preview.setHtml(preview_html(document))
        self.preview.verticalScrollBar().setValue(place)
        unknown = [f"Das Muster nennt, was es nicht gibt: „{line}“." for line in document.unknown]
        self._say(" ".join((*missing_in(view, paper.id), *unknown)))
        self.bar.show_number("" if paper.number else proposed_number(view, paper.id))
        self.bar.own_form.setEnabled(form_of(view.snapshot, paper.municipality_id) is not None)

    def _say(self, text: str) -> None:
        self.missing.setText(text)
        self.missing.setVisible(bool(text))

    def _choose(self, paper_id: str) -> None:
        if not self._desk.flush():
            self.show_view(self._desk.view)
            return
        self._paper_id = paper_id
        self.show_view(self._desk.view)
        self._desk.pick(CouncilPaper, paper_id)

    def _share(self, section: str) -> None:
        if self._desk.run(words.SHARE_TEXT, share_text(self._paper_id, SectionKey(section))) is not None:
            self._desk.tell("Der Text gilt jetzt für alle Vorlagen ohne eigenen Text.")

    def _take_form(self, name: str) -> None:
        own = form_of(self._desk.snapshot, self._town_id)
        if not name:
            if own is not None:
                self._desk.edit(PaperForm, own.id)
            return
        form = supplied_form(name or PLAIN)
        if self._desk.run(words.TAKE_FORM, take_form(self._town_id, form)) is not None:
            self._desk.tell(f"Muster „{form.name}“ übernommen; Sie können es bearbeiten.")

    def _take_number(self) -> None:
        number = proposed_number(self._desk.view, self._paper_id)
        command = records.edit(CouncilPaper, self._paper_id, number=number)
        self._desk.run(steps.edit(CouncilPaper), command)

    def _give_out(self) -> None:
        export_as(self._desk, self, format_named("council-paper"), self._town_id)

    def _on_link(self, link: QUrl) -> None:
        name = link.toString()
        if name.startswith(COPY) and self._desk.flush():
            self.copy_section(SectionKey(name.removeprefix(COPY)))

    def copy_section(self, section: SectionKey) -> None:
        """Put a section of the shown paper on the clipboard, as plain text and as HTML."""
        found = section_copy(paper_document(self._desk.view, self._paper_id, with_closed=True), section)
        if found is None:
            return
        data = QMimeData()
        data.setText(found.text)
        data.setHtml(found.html)
        QGuiApplication.clipboard().setMimeData(data)
        self._desk.tell(f"„{PARTS[section]}“ ist kopiert.")

    def paste_stations(self) -> None:
        """Show the stations of the clipboard, and enter them once they are taken."""
        data = QGuiApplication.clipboard().mimeData()
        if not self._paper_id or not self._desk.flush():
            return
        html = data.html() if data.hasHtml() else ""
        rows = read_stations(self._desk.view, self._paper_id, data.text(), html)
        if not rows:
            self._desk.tell(_NO_TABLE)
            return
        town = self._desk.snapshot.get(Municipality, self._town_id).name
        dialog = StationsDialog(rows, town, self)
        accepted = dialog.exec()
        dialog.deleteLater()
        if accepted:
            made = self._desk.run(words.PASTE_STATIONS, enter_stations(self._paper_id, rows))
            if made:
                self._desk.pick(Consultation, made[-1].id)


def _tab(town: str, paper: CouncilPaper, papers: list[CouncilPaper]) -> str:
    """A paper on its tab: the municipality, and the number where it has several."""
    is_only = sum(row.municipality_id == paper.municipality_id for row in papers) == 1
    return town if is_only or not paper.number else f"{town} {paper.number}"

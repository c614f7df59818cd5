"""The place Vereinbarung: an agreement with its effect, text in versions, signatures, procedure and tasks."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.commands import agreements
from ozgdesk.domain.agreements import (
    Agreement,
    AgreementParty,
    AgreementVersion,
    Clause,
    Deviation,
    Signature,
    SupervisorStep,
)
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.domain.view import View
from ozgdesk.present.agreement import AgreementRow, VersionRow, agreement_rows
from ozgdesk.present.deviations import deviations_text
from ozgdesk.texts import steps
from ozgdesk.texts.agreements import COPY_NAME
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views import agreement_tables
from ozgdesk.ui.views.agreement_head import AgreementHead
from ozgdesk.ui.views.agreement_text import FROZEN, AgreementText
from ozgdesk.ui.views.chooser import Chooser
from ozgdesk.ui.views.clause_library import begin_agreement, write_draft
from ozgdesk.ui.views.effect_banner import EffectBanner
from ozgdesk.ui.views.recorded_effect import RecordedEffect
from ozgdesk.ui.widgets.rows import RowTable

_TABS: dict[type[Entity], tuple[int, str]] = {
    Signature: (1, "signatures"),
    SupervisorStep: (2, "steps"),
    Deviation: (3, "deviations"),
}
"""On which tab a row stands, and in which table."""

HELP = (
    "Hier steht der Text der Vereinbarung in Fassungen, und ob sie wirksam ist.\n\n"
    "Im Text: Klicken oder F2 bearbeitet einen Textteil. Die Eingabetaste beginnt den nächsten; in einem "
    "leeren Absatz am Ende führt sie zum nächsten Paragrafen. Rücktaste am Anfang und Entf am Ende verbinden "
    "mit dem Nachbarn, Tab rückt ein, Umschalt+Tab rückt aus, Esc beendet das Bearbeiten. Strg+Pfeil oder "
    "Ziehen am Rand verschiebt. Nummern und Verweise folgen jedem Zug. Platzhalter füllt das Projekt "
    "aus. Mehrere Absätze aus Word werden beim Einfügen zu Textteilen.\n\n"
    "Umschalt+Pfeil oder Ziehen im Text wählt mehrere Textteile, Strg+A alle; Strg+C kopiert mit Nummern. "
    "Strg+F sucht, Strg+H ersetzt, F3 geht zur nächsten Stelle.\n\n"
    "Strg+Umschalt+B fügt einen Baustein der Bibliothek hinter dem aktuellen Paragrafen ein; im Menü oben "
    "rechts schreiben Sie einen ganzen Entwurf oder übernehmen einen Paragrafen als eigenen Baustein.\n\n"
    "Eine eingefrorene Fassung bleibt unverändert; arbeiten Sie an einer Kopie weiter.\n\n"
    "Unter „Vertragsaufgaben“ stehen auch die Abweichungen: Aufgaben, die eine andere Kommune führt, als die "
    "unterzeichnete Anlage sagt. F2 schreibt die Bemerkung dazu, „Als Text kopieren“ gibt den Entwurf der "
    "nächsten Änderung, Entf nimmt eine Abweichung heraus, die eine neue Fassung übernommen hat."
)


class AgreementView(QWidget):
    """Wires head, banner, text and tables to the desk; remembers what is chosen by id."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: tuple[AgreementRow, ...] = ()
        self._agreement_id = ""
        self._version_id = ""
        self.text = AgreementText(desk)
        self.head = AgreementHead(self._actions())
        self.banner = EffectBanner()
        self.tables = {
            "parties": agreement_tables.parties_table(desk),
            "signatures": agreement_tables.signatures_table(desk),
            "steps": agreement_tables.steps_table(desk),
            "duties": agreement_tables.duties_table(desk),
            "deviations": agreement_tables.deviations_table(desk),
        }
        self.recorded = RecordedEffect(desk)
        self._towns = Chooser("Kommune …", self)
        self._towns.chosen.connect(self._add_party)
        self.tabs = self._make_tabs()
        self._stack = QStackedWidget()
        self._set_up()
        self.head.agreement_chosen.connect(self._choose_agreement)
        self.text.chooser.version_chosen.connect(self._choose_version)
        self.banner.reason_picked.connect(lambda kind, id_: desk.pick(BY_TABLE[kind], id_))
        self.text.picked.connect(lambda id_: desk.pick(Clause, id_))

    def show_view(self, view: View) -> None:
        """Show the project; agreement, version and part stay chosen by id."""
        self._rows = agreement_rows(view).agreements
        row = self._row()
        self._stack.setCurrentIndex(0 if row is None else 1)
        self._agreement_id = row.id if row else ""
        version = self._version()
        self._version_id = version.id if version else ""
        self.head.show_agreements(self._rows, row)
        self.text.chooser.show_versions(row.versions if row else (), version)
        self.banner.show_effect(row.effect if row else None)
        self.text.show_version(view, version)
        agreement_tables.show(self.tables, row)
        self.recorded.show_agreement(view, self._agreement_id)
        self._enable_actions(row, version)

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring an agreement, version, part, signature or step into sight."""
        entity = self._desk.snapshot.find(kind, id_)
        if kind is Agreement and entity is not None:
            self._choose_agreement(id_)
            return True
        if isinstance(entity, AgreementVersion):
            return self._open_version(entity)
        if isinstance(entity, Clause):
            version = self._desk.snapshot.get(AgreementVersion, entity.version_id)
            self._open_version(version)
            self.tabs.setCurrentIndex(0)
            self.text.select(id_)
            return True
        if isinstance(entity, Signature | SupervisorStep | Deviation):
            self._choose_agreement(entity.agreement_id)
            position, table = _TABS[type(entity)]
            self.tabs.setCurrentIndex(position)
            return self.tables[table].pick(id_)
        return False

    def find_here(self) -> None:
        """Search in the text of the version (Strg+F)."""
        self.tabs.setCurrentIndex(0)
        self.text.find_here()

    def _row(self) -> AgreementRow | None:
        found = next((row for row in self._rows if row.id == self._agreement_id), None)
        return found or (self._rows[-1] if self._rows else None)

    def _version(self) -> VersionRow | None:
        row = self._row()
        if row is None:
            return None
        return next((v for v in row.versions if v.id == self._version_id), row.current)

    def _choose_agreement(self, id_: str) -> None:
        if self._desk.flush():
            self._agreement_id, self._version_id = id_, ""
            self.show_view(self._desk.view)
            self._desk.pick(Agreement, id_)

    def _choose_version(self, id_: str) -> None:
        if self._desk.flush():
            self._version_id = id_
            self.show_view(self._desk.view)
            self._desk.pick(AgreementVersion, id_)

    def _open_version(self, version: AgreementVersion) -> bool:
        self._agreement_id, self._version_id = version.agreement_id, version.id
        self.show_view(self._desk.view)
        return True

    def _set_up(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, self.banner):
            column.addWidget(widget)
        column.addWidget(self.tabs, 1)
        self._stack.addWidget(self._make_empty())
        self._stack.addWidget(whole)
        self.setFocusProxy(self.text.page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.tabBar().setAccessibleName("Ansichten der Vereinbarung")
        tabs.setDocumentMode(True)
        tabs.addTab(self.text, "Text")
        signing = _column(
            _group("Vertragsparteien", self.tables["parties"], ("Partei hinzufügen", self._choose_party)),
            _group(
                "Unterschriften, zwei je Kommune (§\u00a071 Abs. 2 HGO)",
                self.tables["signatures"],
                ("Unterschriften vorsehen", self._propose_signatures),
            ),
        )
        tabs.addTab(signing, "Parteien und Unterschriften")
        steps_tab = _column(
            _group(
                "Anzeige, Genehmigung, Bekanntmachung (§§\u00a026, 27 KGG)",
                self.tables["steps"],
                ("Schritte vorsehen", self._propose_steps),
            ),
            _group("Wirksamkeit festgestellt", self.recorded),
        )
        tabs.addTab(steps_tab, "Verfahren")
        duties = _column(
            _group("Vertragsaufgaben mit Rechtsform (§\u00a024 KGG)", self.tables["duties"]),
            _group(
                "Abweichungen von der Vereinbarung",
                self.tables["deviations"],
                ("Als Text kopieren", self._copy_deviations),
            ),
        )
        tabs.addTab(duties, "Vertragsaufgaben")
        return tabs

    def _make_empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = QLabel(
            "Hier steht die öffentlich-rechtliche Vereinbarung: ihr Text in Fassungen, die Unterschriften "
            "und ob sie wirksam ist."
        )
        words.setWordWrap(True)
        words.setFixedWidth(theme.step(110))
        theme.look(words, "muted")
        start = QPushButton("Vereinbarung anlegen")
        theme.look(start, "primary")
        start.setFont(theme.font(strong=True))
        start.clicked.connect(self._start)
        column.addWidget(words)
        column.addWidget(start, 0, Qt.AlignmentFlag.AlignLeft)
        return page

    def _actions(self) -> list[QAction | None]:
        def action(name: str, text: str, run: Callable[[], object]) -> QAction:
            found = QAction(icon(name), text, self)
            found.triggered.connect(lambda: run())
            return found

        self._copy = action("copy", "Fassung &kopieren", self._copy_version)
        self._freeze = action("lock", "Fassung ein&frieren", self._freeze_version)
        self._current = action("check", "Als &maßgeblich kennzeichnen", self._make_current)
        self._remove = action("delete", "Fassung &löschen", self._delete_version)
        self._draft = action("clause", "Entwurf aus der &Bibliothek …", self._write_draft)
        self._keep = action("save", "Paragraf in die Bibliothek ü&bernehmen …", self.text.keep_current)
        start = action("add", "&Neue Vereinbarung …", self._start)
        changes = [self._copy, self._freeze, self._current, self._remove]
        return [*changes, None, self._draft, self._keep, None, start]

    def _enable_actions(self, row: AgreementRow | None, version: VersionRow | None) -> None:
        is_frozen = version is not None and version.frozen_on is not None
        self._copy.setEnabled(version is not None)
        self._draft.setEnabled(row is not None)
        self._keep.setEnabled(version is not None)
        self._freeze.setEnabled(version is not None and not is_frozen)
        self._current.setEnabled(version is not None and not version.is_current)
        self._remove.setEnabled(version is not None and not is_frozen)

    def _start(self) -> None:
        made = begin_agreement(self._desk, self)
        if made is not None:
            self._open_version(made)

    def _write_draft(self) -> None:
        made = write_draft(self._desk, self._agreement_id, self)
        if made is not None:
            self._choose_version(made.id)

    def _copy_version(self) -> None:
        version = self._version()
        if version is not None:
            name = COPY_NAME.format(name=version.name)
            made = self._desk.run(steps.COPY_VERSION, agreements.copy_version(version.id, name))
            if made is not None:
                self._choose_version(made.id)

    def _freeze_version(self) -> None:
        if self._desk.run(steps.FREEZE_VERSION, agreements.freeze_version(self._version_id)) is not None:
            self._desk.tell(FROZEN)

    def _make_current(self) -> None:
        self._desk.run(steps.MAKE_CURRENT, agreements.make_current(self._version_id))

    def _delete_version(self) -> None:
        self._desk.run(steps.delete(AgreementVersion), agreements.delete_version(self._version_id))

    def _choose_party(self) -> None:
        row = self._row()
        bound = {party.municipality.id for party in row.parties} if row else set()
        towns = [(m.id, f"{m.code} {m.name}") for m in self._desk.view.municipalities if m.id not in bound]
        if towns:
            self._towns.open_at(self.tabs.tabBar(), towns)
        else:
            self._desk.tell("Alle Kommunen des Projekts sind schon Vertragspartei.")

    def _add_party(self, municipality_id: str) -> None:
        self._desk.run(
            steps.create(AgreementParty), agreements.add_party(self._agreement_id, municipality_id)
        )

    def _copy_deviations(self) -> None:
        row = self._row()
        if row is not None and row.deviations:
            QGuiApplication.clipboard().setText(deviations_text(row.deviations))
            count = formats.count(len(row.deviations), "Abweichung", "Abweichungen")
            self._desk.tell(f"{count} kopiert.")
        else:
            self._desk.tell("Es gibt keine Abweichung: Jede Vertragsaufgabe wird geführt, wie vereinbart.")

    def _propose_signatures(self) -> None:
        made = self._desk.run(steps.PROPOSE_SIGNATURES, agreements.propose_signatures(self._agreement_id))
        if made == ():
            self._desk.tell("Für jede Kommune sind schon zwei Unterschriften vorgesehen.")

    def _propose_steps(self) -> None:
        made = self._desk.run(
            steps.PROPOSE_SUPERVISOR_STEPS, agreements.propose_supervisor_steps(self._agreement_id)
        )
        if made == ():
            self._desk.tell(
                "Es fehlt kein Schritt, oder die Rechtsform der Vertragsaufgaben ist noch nicht festgelegt."
            )


def _column(*groups: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(theme.step(6), theme.step(4), theme.step(4), theme.step(4))
    column.setSpacing(theme.step(5))
    for position, group in enumerate(groups):
        column.addWidget(group, position + 1)
    return page


def _group(title: str, table: QWidget, button: tuple[str, Callable[[], object]] | None = None) -> QWidget:
    group = QWidget()
    column = QVBoxLayout(group)
    column.setContentsMargins(0, 0, 0, 0)
    top = QHBoxLayout()
    heading = QLabel(title)
    theme.look(heading, "heading")
    top.addWidget(heading, 1)
    if button is not None:
        words, run = button
        made = QPushButton(words)
        made.clicked.connect(lambda: run())
        top.addWidget(made)
    column.addLayout(top)
    column.addWidget(table, 1)
    if not isinstance(table, RowTable):
        group.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return group

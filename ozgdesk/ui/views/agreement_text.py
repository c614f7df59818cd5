"""The page Text of the place Vereinbarung: outline left, page right, a bar to add parts and insert tokens."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.clauses import FIELDS
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.present.agreement import ClauseRow, VersionRow, clause_rows, reference_targets
from ozgdesk.present.clause_sentences import sentence_starts
from ozgdesk.texts.clauses import FIELD_NAMES
from ozgdesk.texts.labels import label
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.agreement_choice import chosen_agreement, chosen_version
from ozgdesk.ui.views.agreement_head import VersionChooser
from ozgdesk.ui.views.chooser import Chooser
from ozgdesk.ui.views.clause_find_bar import ClauseFindBar
from ozgdesk.ui.views.clause_finding import ClauseFinding
from ozgdesk.ui.views.clause_library import insert_from_library, keep_in_library
from ozgdesk.ui.views.clause_marks import margin_marks
from ozgdesk.ui.views.clause_outline import ClauseOutline
from ozgdesk.ui.views.clause_page import ClausePage
from ozgdesk.ui.views.clause_writing import ClauseWriting
from ozgdesk.ui.views.remark_boxes import RemarkBox, stem_of

HELP = (
    "Hier steht der Text der Vereinbarung in Fassungen, und ob sie wirksam ist.\n\n"
    "Klicken oder F2 bearbeitet einen Textteil. Die Eingabetaste beginnt den nächsten; in einem "
    "leeren Absatz am Ende führt sie zum nächsten Paragrafen. Rücktaste am Anfang und Entf am Ende verbinden "
    "mit dem Nachbarn, Tab rückt ein, Umschalt+Tab rückt aus, Esc beendet das Bearbeiten. Strg+Pfeil oder "
    "Ziehen am Rand oder in der Gliederung verschiebt. Nummern und Verweise folgen jedem Zug. Platzhalter "
    "füllt das Projekt aus. Mehrere Absätze aus Word werden beim Einfügen zu Textteilen. Strg+R fügt einen "
    "Verweis ein, Strg+E einen Platzhalter.\n\n"
    "Umschalt+Pfeil oder Ziehen im Text wählt mehrere Textteile, Strg+A alle; Strg+C kopiert mit Nummern. "
    "Strg+F sucht, Strg+H ersetzt, F3 geht zur nächsten Stelle. „Sätze“ zählt sie mit kleinen Zahlen.\n\n"
    "Strg+Umschalt+B fügt einen Baustein der Bibliothek hinter dem aktuellen Paragrafen ein; im Menü oben "
    "rechts schreiben Sie einen ganzen Entwurf oder übernehmen einen Paragrafen als eigenen Baustein.\n\n"
    "Strg+Umschalt+A schreibt auf, was ein Partner zum Textteil anmerkt; offene Anmerkungen stehen als "
    "Zeichen am Rand und rechts im Inspektor.\n\n"
    "Eine eingefrorene Fassung bleibt unverändert; arbeiten Sie an einer Kopie weiter."
)

ROOM_FOR_BOTH = theme.step(225)
"""Width from which the outline beside the page is as wide as headings are long."""

ROOM_FOR_WORDS = theme.step(155)
"""Width of the page from which the buttons above it have words."""

FROZEN = "Die Fassung ist eingefroren; arbeiten Sie an einer Kopie weiter."

MARKS_AFTER_MS = 400
"""Milliseconds after a change until the text is checked anew: writing on must not wait for it."""


class AgreementText(QWidget):
    """Shows and edits one version."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: tuple[ClauseRow, ...] = ()
        self._is_cut = False
        self.chooser = VersionChooser()
        self.outline = ClauseOutline()
        self.page = ClausePage()
        self.writing = ClauseWriting(desk, self.page)
        self._references = Chooser("Verweis auf …", self)
        self._fields = Chooser("Platzhalter …", self)
        self._counted = QLabel()
        theme.look(self._counted, "small")
        self._bar = self._make_bar()
        self.find_bar = ClauseFindBar()
        self.finding = ClauseFinding(desk, self.writing, self.find_bar)
        self.remark_box = RemarkBox(desk, self)
        self.remark_box.ended.connect(self.page.setFocus)
        self._marking = QTimer(self, interval=MARKS_AFTER_MS, singleShot=True)
        self._marking.timeout.connect(self._mark)
        self._set_up()
        self._set_keys()
        self.setFocusProxy(self.page)
        self.chooser.version_chosen.connect(self._choose_version)
        self.outline.picked.connect(self._on_outline)
        self.outline.dropped.connect(self.writing.move)
        self.outline.shift.connect(self.writing.shift_current)
        self.page.picked.connect(self._on_page)
        self.page.mark_picked.connect(self._on_page)
        self.page.refused.connect(lambda: self._desk.tell(FROZEN))
        self.writing.current.connect(self._on_page)
        self._references.chosen.connect(lambda stem: self._insert(f"{{ref:{stem}}}"))
        for chooser in (self._references, self._fields):
            chooser.closed.connect(self._release)
        self._fields.chosen.connect(lambda name: self._insert(f"{{field:{name}}}"))

    def show_view(self, view: View) -> None:
        """Show the chosen version of the chosen agreement; the current part stays."""
        row = chosen_agreement(self._desk)
        version = chosen_version(self._desk, row)
        self.chooser.show_versions(row.versions if row else (), version)
        self.show_version(view, version)

    def show_version(self, view: View, version: VersionRow | None) -> None:
        """Show the text of a version; None shows an empty page."""
        is_other = version is None or version.id != self.writing.version_id
        if is_other:
            self.page.close_editor()
        self.writing.version_id = version.id if version else ""
        rows = self._rows = clause_rows(view, version.id) if version else ()
        is_locked = version is None or version.frozen_on is not None
        self._bar.setEnabled(not is_locked)
        self.outline.set_rows(rows, is_locked=is_locked)
        self.page.set_rows(rows, is_locked=is_locked)
        if is_other:
            self._mark()
        else:
            self._marking.start()
        self.writing.follow()
        self.finding.follow()
        words = sum(len(row.heading.split()) + len(row.text.split()) for row in rows)
        parts = formats.count(len(rows), "Textteil", "Textteile")
        self._counted.setText(f"{parts}, {formats.count(words, 'Wort', 'Wörter')}")

    def _mark(self) -> None:
        """Show beside the parts what the legal check and the partners say."""
        self._marking.stop()
        self.page.set_marks(margin_marks(self._desk.view, self.writing.version_id))

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a part into sight."""
        if kind is not Clause or all(row.id != id_ for row in self._rows):
            return False
        self.outline.pick(id_)
        self.page.pick(id_)
        return True

    def find_here(self) -> None:
        """Find words in the text (Strg+F)."""
        self.finding.open(replaces=False)

    def insert_template(self) -> None:
        """Choose a clause of the library and insert it behind the current § (Strg+Umschalt+B)."""
        if self.page.is_locked:
            self._desk.tell(FROZEN)
            return
        made = insert_from_library(self._desk, self.writing.version_id, self.page.current_id, self)
        if made is not None:
            self.select(Clause, made.id)
            self._desk.pick(Clause, made.id)

    def write_remark(self) -> None:
        """Write down what a partner remarks on the current part (Strg+Umschalt+A); frozen texts too."""
        if self._desk.flush() and self.writing.version_id:
            self.writing.close()
            current = self.page.current_id
            self.remark_box.open_for(self.writing.version_id, stem_of(self._desk, current))
            QTimer.singleShot(0, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """The box takes room from the page: the part it is about stays in sight."""
        if self.page.current_id is not None:
            self.page.pick(self.page.current_id)

    def keep_current(self) -> None:
        """Keep the current § as an own clause of the library."""
        if self.page.current_id is None:
            self._desk.tell("Bitte wählen Sie zuerst den Paragrafen, der übernommen werden soll.")
        else:
            keep_in_library(self._desk, self.page.current_id, self)

    def _set_up(self) -> None:
        left = QWidget()
        left.setMinimumWidth(theme.step(40))
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.step(3), theme.step(2), 0, theme.step(2))
        column.addWidget(self.chooser)
        column.addWidget(self.outline, 1)
        column.addWidget(self._counted)
        right = QWidget()
        page = QVBoxLayout(right)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        top = QHBoxLayout()
        top.addWidget(self._bar)
        top.addStretch(1)
        top.addWidget(self._make_views())
        top.setContentsMargins(0, 0, theme.step(4), 0)
        page.addLayout(top)
        page.addWidget(self.find_bar)
        room = QHBoxLayout()
        room.setContentsMargins(theme.step(4), 0, theme.step(4), 0)
        room.addWidget(self.remark_box)
        page.addLayout(room)
        page.addWidget(self.page, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        self._splitter = splitter
        splitter.setChildrenCollapsible(False)
        splitter.splitterMoved.connect(self._on_splitter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_cut:
            outline = theme.step(72) if self.width() >= ROOM_FOR_BOTH else theme.step(44)
            self._splitter.setSizes([outline, self.width() - outline])
        self._fit_bar()

    def _on_splitter(self, _place: int, _index: int) -> None:
        """Who moved the border between outline and page has chosen."""
        self._is_cut = True
        self._fit_bar()

    def _fit_bar(self) -> None:
        """In a narrow window the buttons above the page are icons alone."""
        is_wide = self.page.width() >= ROOM_FOR_WORDS
        style = Qt.ToolButtonStyle
        for button in self.findChildren(QToolButton):
            if button.text() and not button.icon().isNull():
                button.setToolButtonStyle(
                    style.ToolButtonTextBesideIcon if is_wide else style.ToolButtonIconOnly
                )

    def _set_keys(self) -> None:
        for keys, run in (
            ("Ctrl+Shift+B", self.insert_template),
            ("Ctrl+Shift+A", self.write_remark),
            ("Ctrl+R", lambda: self._choose_reference(self.page.editor)),
            ("Ctrl+E", lambda: self._choose_field(self.page.editor)),
            ("Ctrl+H", lambda: self.finding.open(replaces=True)),
            ("F3", lambda: self.finding.step(1)),
            ("Shift+F3", lambda: self.finding.step(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def _make_views(self) -> QWidget:
        """What changes nothing and so works in frozen versions too."""
        views = QWidget()
        row = QHBoxLayout(views)
        row.setContentsMargins(0, 0, 0, 0)
        count = _button("list", "Sätze", "Sätze zählen: kleine Zahlen vor den Sätzen eines Absatzes")
        count.setCheckable(True)
        count.toggled.connect(lambda on: self.page.count_sentences(sentence_starts if on else None))
        row.addWidget(count)
        remark = _button("remark", "", "Anmerkung eines Partners zum Textteil (Strg+Umschalt+A)")
        remark.clicked.connect(self.write_remark)
        row.addWidget(remark)
        find = _button("search", "", "Suchen und ersetzen (Strg+F, Strg+H)")
        find.clicked.connect(self.find_here)
        row.addWidget(find)
        return views

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.step(4), theme.step(1), theme.step(4), theme.step(1))
        row.setSpacing(theme.step(1))
        new = _button("add", "Neu", "Textteil hinzufügen (Einfg)")
        menu = QMenu(new)
        for kind in ClauseKind:
            menu.addAction(label(kind)).triggered.connect(lambda _on, k=kind: self.writing.add(k))
        new.setMenu(menu)
        new.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row.addWidget(new)
        for name, tip, deeper in (
            ("outdent", "Ausrücken (Umschalt+Tab)", False),
            ("indent", "Einrücken (Tab)", True),
        ):
            button = _button(name, "", tip)
            button.clicked.connect(lambda _on, d=deeper: self.writing.nest(d))
            row.addWidget(button)
        reference = _button("link", "Verweis", "Verweis auf einen Textteil einfügen (Strg+R)")
        reference.clicked.connect(lambda: self._choose_reference(reference))
        field = _button("tag", "Platzhalter", "Angabe aus dem Projekt einfügen (Strg+E)")
        field.clicked.connect(lambda: self._choose_field(field))
        library = _button("clause", "Baustein", "Baustein der Bibliothek einfügen (Strg+Umschalt+B)")
        library.clicked.connect(self.insert_template)
        row.addWidget(reference)
        row.addWidget(field)
        row.addWidget(library)
        return bar

    def _choose_reference(self, button: QWidget) -> None:
        if self._is_ready():
            targets = reference_targets(self._desk.view, self.writing.version_id)
            self._references.open_at(button, targets)

    def _choose_field(self, button: QWidget) -> None:
        if self._is_ready():
            self._fields.open_at(button, [(name, FIELD_NAMES[name]) for name in FIELDS])

    def _is_ready(self) -> bool:
        """Tokens go to the cursor; without an open editor there is none."""
        spot = self.page.spot
        if spot is None or spot.field == "heading":
            self._desk.tell("Bitte klicken Sie zuerst in den Text, in den eingefügt werden soll.")
            return False
        self.page.editor.is_held = True
        return True

    def _release(self) -> None:
        self.page.editor.is_held = False
        if self.page.spot is not None:
            self.page.editor.setFocus()

    def _insert(self, token: str) -> None:
        if self.page.spot is not None:
            self.writing.insert(token)

    def _choose_version(self, id_: str) -> None:
        if self._desk.flush():
            self._desk.look_at_agreement(self._desk.agreement_id, id_)
            self._desk.pick(AgreementVersion, id_)

    def _on_outline(self, clause_id: str) -> None:
        self.writing.close()
        self.page.pick(clause_id)
        self._desk.pick(Clause, clause_id)

    def _on_page(self, clause_id: str) -> None:
        self.outline.pick(clause_id)
        self._desk.pick(Clause, clause_id)


def _button(name: str, text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(text or tip)
    if text:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setMinimumWidth(theme.step(8))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button

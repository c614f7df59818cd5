"""The bar of the page Vorlagen: begin a matter, fan it out, choose form and municipality, give it out."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QToolButton, QVBoxLayout, QWidget

from ozgdesk.texts.paper_forms import supplied_forms
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon

VERSION, GRANT, FREE, JOIN = "version", "grant", "free", "join"
_STARTS = {
    VERSION: "Aus einer &Fassung der Vereinbarung …",
    GRANT: "Aus einer Fö&rderung …",
    FREE: "&Anderer Beschluss",
    JOIN: "&Vorhandene Vorlagen zusammenfassen",
}


class PaperBar(QWidget):
    """`start_wanted` says how a matter begins, `form_wanted` names a supplied form (empty: edit the own one).

    `paper_chosen` carries the id of a paper.
    """

    start_wanted = Signal(str)
    fan_wanted = Signal()
    form_wanted = Signal(str)
    paste_wanted = Signal()
    number_wanted = Signal()
    word_wanted = Signal()
    paper_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start = _button("new", "Angelegenheit", "Was alle Kommunen vor ihre Gremien bringen")
        self.starts = {key: self._add(self.start, words) for key, words in _STARTS.items()}
        for key, action in self.starts.items():
            action.triggered.connect(partial(self.start_wanted.emit, key))
        self.fan = _button("paper", "Vorlagen anlegen", "Für jede Kommune ohne Vorlage eine anlegen")
        self.fan.clicked.connect(self.fan_wanted)
        self.form = _button("clause", "Muster", "Aufbau und Überschriften der Vorlagen dieser Kommune")
        for form in supplied_forms():
            action = self._add(self.form, form.name)
            action.setToolTip(form.fields["source"])
            action.triggered.connect(partial(self.form_wanted.emit, form.id))
        self.own_form = self._add(self.form, "Eigenes Muster &bearbeiten")
        self.own_form.triggered.connect(partial(self.form_wanted.emit, ""))
        self.paste = _button("council", "Beratungsfolge einfügen", "Aus der Zwischenablage, mit Vorschau")
        self.paste.clicked.connect(self.paste_wanted)
        self.number = _button("tag", "", "Diese Nummer folgt auf die höchste bekannte")
        self.number.clicked.connect(self.number_wanted)
        self.word = _button("external", "Word", "Vorlage dieser Kommune als Word-Dokument speichern")
        self.word.clicked.connect(self.word_wanted)
        self.towns = QTabBar()
        self.towns.setAccessibleName("Vorlage der Kommune")
        self.towns.setDrawBase(False)
        self.towns.setExpanding(False)
        self.towns.currentChanged.connect(self._on_town)
        self._lay_out()

    def show_papers(self, papers: Sequence[tuple[str, str]], paper_id: str) -> None:
        """Offer papers as (id, words); the chosen one stays."""
        shown = [(self.towns.tabData(i), self.towns.tabText(i)) for i in range(self.towns.count())]
        self.towns.blockSignals(True)
        if shown != list(papers):
            while self.towns.count():
                self.towns.removeTab(0)
            for place, (id_, words) in enumerate(papers):
                self.towns.addTab(words)
                self.towns.setTabData(place, id_)
        ids = [id_ for id_, _ in papers]
        if paper_id in ids:
            self.towns.setCurrentIndex(ids.index(paper_id))
        self.towns.blockSignals(False)
        self.towns.setVisible(bool(papers))
        for button in (self.form, self.paste, self.word):
            button.setEnabled(bool(papers))

    def show_number(self, proposed: str) -> None:
        """Offer a number; nothing without one."""
        self.number.setText(f"Nummer {proposed}")
        self.number.setAccessibleName(f"Nummer {proposed} übernehmen")
        self.number.setVisible(bool(proposed))

    def _on_town(self, place: int) -> None:
        if place >= 0:
            self.paper_chosen.emit(self.towns.tabData(place))

    def _add(self, button: QToolButton, words: str) -> QAction:
        menu = button.menu()
        if menu is None:
            menu = QMenu(button)
            menu.setToolTipsVisible(True)
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return menu.addAction(words)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.step(2))
        for button in (self.start, self.fan, self.form, self.paste, self.number):
            top.addWidget(button)
        top.addStretch(1)
        top.addWidget(self.word)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.step(6), theme.step(2), theme.step(4), theme.step(1))
        column.setSpacing(theme.step(1))
        column.addLayout(top)
        column.addWidget(self.towns)


def _button(name: str, text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(text)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button

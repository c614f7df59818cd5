"""The bar of the page Beratungsfolge: what can be added or changed, and whether it is drawn or a table."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.chooser import Chooser


class WayBar(QWidget):
    """Signals carry ids: the municipality of a new paper, the body of a new station.

    `papers_wanted`: one for every municipality that has none.
    """

    paper_wanted = Signal(str)
    papers_wanted = Signal()
    station_wanted = Signal(str)
    shift_wanted = Signal(int)
    final_wanted = Signal()
    meeting_wanted = Signal()
    extract_wanted = Signal()
    table_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.papers = QMenu("Vorlage anlegen", self)
        self._bodies: Sequence[tuple[str, str, str]] = ()
        self._stations = Chooser("Gremium der Beratung …", self)
        self._stations.chosen.connect(self.station_wanted)
        self._new_paper = _button("paper", "Vorlage", "Vorlage mit üblicher Beratungsfolge anlegen")
        self._new_paper.setMenu(self.papers)
        self._new_paper.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._new_station = _button("add", "Station", "Beratung hinter der gewählten Station anlegen")
        self._new_station.clicked.connect(self.choose_station)
        self._change = self._make_change_button()
        self.table = _button("list", "Als Tabelle", "Dieselben Stationen als Zeilen, zum Kopieren")
        self.table.setAccessibleName("Als Tabelle zeigen")
        self.table.setCheckable(True)
        self.table.toggled.connect(self.table_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(2), theme.step(4), theme.step(1))
        layout.setSpacing(theme.step(2))
        for button in (self._new_paper, self._new_station, self._change):
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self.table)
        self.show_station("")

    def show_bodies(
        self,
        municipalities: Sequence[Municipality],
        bodies: Sequence[tuple[str, str, str]],
        *,
        fans_out: bool = False,
    ) -> None:
        """Offer municipalities for papers and bodies, as (id, municipality id, name), for stations.

        `fans_out`: papers may be made for all that have none, too.
        """
        self._bodies = bodies
        self.papers.clear()
        if fans_out:
            self.papers.addAction("&Alle Kommunen ohne Vorlage").triggered.connect(self.papers_wanted)
            self.papers.addSeparator()
        for row in municipalities:
            action = self.papers.addAction(f"{row.code} {row.name}")
            action.triggered.connect(lambda _on, id_=row.id: self.paper_wanted.emit(id_))
        self._new_paper.setEnabled(bool(municipalities))

    def show_station(self, municipality_id: str) -> None:
        """Allow what needs a chosen station; its paper belongs to this municipality, empty for none."""
        self._municipality_id = municipality_id
        self._new_station.setEnabled(bool(municipality_id))
        self._change.setEnabled(bool(municipality_id))

    def choose_station(self) -> None:
        """Let the user choose the body of a station behind the chosen one."""
        own = [(id_, name) for id_, of, name in self._bodies if of in ("", self._municipality_id)]
        self._stations.open_at(self._new_station, own)

    def _make_change_button(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("more"))
        button.setToolTip("Gewählte Station")
        button.setAccessibleName("Gewählte Station")
        menu = QMenu(button)
        menu.addAction("Sitzung &wählen …").triggered.connect(self.meeting_wanted)
        menu.addAction("Als &entscheidend kennzeichnen").triggered.connect(self.final_wanted)
        menu.addAction("&Beschlussauszug liegt vor oder nicht").triggered.connect(self.extract_wanted)
        menu.addAction("&Früher beraten").triggered.connect(lambda: self.shift_wanted.emit(-1))
        menu.addAction("&Später beraten").triggered.connect(lambda: self.shift_wanted.emit(1))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button


def _button(name: str, text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(f"{text} anlegen")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button

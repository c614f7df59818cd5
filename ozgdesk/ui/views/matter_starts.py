"""Beginning a matter from what it is about, making papers that are there one matter, and fanning it out."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ozgdesk.commands import matters
from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.cooperation import Grant
from ozgdesk.domain.councils import CouncilPaper, Matter
from ozgdesk.domain.transaction import Command
from ozgdesk.present.council import Fan
from ozgdesk.present.council_paper import paper_ids
from ozgdesk.texts import matters as words
from ozgdesk.texts.agreements import PAPER_TITLE
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.chooser import Chooser
from ozgdesk.ui.views.paper_bar import FREE, GRANT, JOIN, VERSION, PaperBar

_NO_VERSION = "Es gibt noch keine Fassung einer Vereinbarung; bitte legen Sie zuerst eine an."
_NO_GRANT = "Es ist noch keine Förderung erfasst."
_ALL_THERE = "Jede Kommune hat hierzu schon eine Vorlage."


class MatterStarts(QObject):
    """What the menu "Angelegenheit" and the button "Vorlagen anlegen" do."""

    def __init__(self, desk: Desk, bar: PaperBar) -> None:
        super().__init__(bar)
        self._desk = desk
        self._bar = bar
        self._fan: Fan | None = None
        self.versions = Chooser("Fassung …", bar)
        self.versions.chosen.connect(lambda id_: self._begin(matters.start_from_version(id_)))
        self.grants = Chooser("Förderung …", bar)
        self.grants.chosen.connect(lambda id_: self._begin(matters.start_from_grant(id_)))
        bar.start_wanted.connect(self._start)
        bar.fan_wanted.connect(self._fan_out)

    def show_fan(self, fan: Fan | None) -> None:
        """Offer what can be done with the matter that is shown."""
        self._fan = fan
        is_loose = fan is not None and not fan.is_matter and bool(paper_ids(fan, None))
        self._bar.starts[JOIN].setEnabled(is_loose)
        self._bar.fan.setEnabled(fan is not None and fan.is_matter)

    def _start(self, how: str) -> None:
        actions: dict[str, Callable[[], None]] = {
            VERSION: self._choose_version,
            GRANT: self._choose_grant,
            FREE: lambda: self._begin(matters.start_matter(PAPER_TITLE)),
            JOIN: self._join,
        }
        actions[how]()

    def _choose_version(self) -> None:
        snapshot = self._desk.snapshot
        rows = sorted(snapshot.all(AgreementVersion), key=lambda row: (row.agreement_id, row.order))
        titles = {row.id: row.short_title or row.title for row in snapshot.all(Agreement)}
        entries = [(row.id, f"{titles[row.agreement_id]}: {row.name}") for row in rows]
        if entries:
            self.versions.open_at(self._bar.start, entries)
        else:
            self._desk.tell(_NO_VERSION)

    def _choose_grant(self) -> None:
        entries = [(row.id, row.name) for row in self._desk.snapshot.all(Grant)]
        if entries:
            self.grants.open_at(self._bar.start, entries)
        else:
            self._desk.tell(_NO_GRANT)

    def _join(self) -> None:
        if self._fan is not None:
            self._begin(matters.join_papers(paper_ids(self._fan, None)), words.JOIN_PAPERS)

    def _begin(self, command: Command[Matter], label: str = words.START_MATTER) -> None:
        made = self._desk.run(label, command)
        if made is not None:
            self._desk.look_at_fan(made.id)
            self._desk.pick(Matter, made.id)

    def _fan_out(self) -> None:
        """A paper for each party of the agreement, else for every municipality."""
        if self._fan is None:
            return
        matter = self._desk.snapshot.get(Matter, self._fan.key)
        agreement = self._desk.view.effect.get(matter.agreement_id) if matter.agreement_id else None
        towns = agreement.parties if agreement else [row.id for row in self._desk.view.municipalities]
        made = self._desk.run(words.FAN_OUT, matters.fan_out(matter.id, tuple(towns)))
        if made == ():
            self._desk.tell(_ALL_THERE)
        elif made:
            self._desk.pick(CouncilPaper, made[0].id)

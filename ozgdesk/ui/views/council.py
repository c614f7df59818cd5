"""The place Gremien: which matter, whether it is effective, and the pages that show and change it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.councils import Consultation, CouncilPaper, Matter
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.domain.view import View
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.council_choice import all_fans, chosen_fan, fan_of_paper
from ozgdesk.ui.views.council_head import CouncilHead
from ozgdesk.ui.views.effect_banner import EffectBanner, keep_folding
from ozgdesk.ui.views.pages import Pages


class CouncilView(QWidget):
    """Wires head, banner and pages to the desk, which remembers what is chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.head = CouncilHead(self)
        self.banner = EffectBanner(self)
        keep_folding(desk, self.banner)
        self.pages = Pages(desk, "council", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)
        self.setFocusProxy(self.pages)
        desk.fan_chosen.connect(lambda: self.show_view(desk.view))
        desk.picked.connect(self._on_picked)
        self.head.fan_chosen.connect(self._choose)
        self.head.matter_wanted.connect(lambda: desk.draft(Matter))
        self.banner.reason_picked.connect(self._on_reason)

    @property
    def help_text(self) -> str:
        """What the page that is seen is for."""
        return self.pages.help_text

    @property
    def sheet(self) -> str:
        """The sheet that Strg+P previews from the page that is seen."""
        return self.pages.sheet

    def show_page(self, key: str) -> None:
        """Turn to a page; KeyError when there is none."""
        self.pages.show_page(key)

    def show_view(self, view: View) -> None:
        """Show the project; the matter stays chosen."""
        rows = all_fans(self._desk)
        fan = chosen_fan(self._desk, rows)
        self._desk.fan_key = fan.key if fan else ""
        self.head.show_fans(rows, fan)
        self.banner.show_effect(fan.effect if fan else None)
        self.pages.show_view(view)

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a matter, a paper, a station, a meeting, or the matter of an agreement into sight."""
        entity = self._desk.snapshot.find(kind, id_)
        key = self._key_of(entity) if entity is not None else ""
        if key and key != self._desk.fan_key:
            self._desk.look_at_fan(key)
        return self.pages.select(kind, id_) or bool(key)

    def _key_of(self, entity: Entity) -> str:
        rows = all_fans(self._desk)
        if isinstance(entity, Matter):
            return entity.id
        if isinstance(entity, Agreement):
            return next((row.key for row in reversed(rows) if row.agreement_id == entity.id), "")
        if isinstance(entity, CouncilPaper):
            return fan_of_paper(rows, entity.id)
        if isinstance(entity, Consultation):
            return fan_of_paper(rows, entity.paper_id)
        return ""

    def _choose(self, key: str) -> None:
        if not self._desk.flush():
            return
        self._desk.look_at_fan(key)
        for kind in (Matter, Agreement):
            if self._desk.snapshot.find(kind, key) is not None:
                self._desk.pick(kind, key)

    def _on_picked(self, subject: Subject | None) -> None:
        """A matter that the inspector shows, such as a new one, is the one to look at."""
        if subject is not None and subject.kind is Matter and subject.id != self._desk.fan_key:
            self._desk.look_at_fan(subject.id)
            if self.isVisible():  # the box it was typed in goes, and would leave the keys to nobody
                QTimer.singleShot(0, self, self.pages.setFocus)

    def _on_reason(self, kind: str, id_: str) -> None:
        self._desk.pick(BY_TABLE[kind], id_)
        if kind == "consultation":
            self.pages.select(Consultation, id_)

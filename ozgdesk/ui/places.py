"""The register of places: what the rail shows, and the view of each, imported on its first visit."""

import importlib
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from ozgdesk.domain.agreements import Agreement, Clause
from ozgdesk.domain.cooperation import Cooperation, Grant, Municipality, Saving, SharedOffice
from ozgdesk.domain.councils import Committee, CouncilPaper, Matter
from ozgdesk.domain.drafting import Remark
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Person
from ozgdesk.domain.steering import Decision, Document, FollowUp, Risk
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.ui.desk import Desk


class PlaceView(QWidget):
    """What every view can do; a view need not inherit from it. `help_text` is shown by F1, as plain text."""

    help_text = ""

    def show_view(self, view: View) -> None:
        """Show the project; called while visible when something changed. Keeps selection and scroll."""
        raise NotImplementedError

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a row into sight and select it; false when this place does not show it."""
        raise NotImplementedError


@runtime_checkable
class HasPages(Protocol):
    """A view of a place with pages."""

    def show_page(self, key: str) -> None:
        """Turn to a page; KeyError when there is none."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its key, German title with mnemonic, icon, and the view as `module:Class`.

    `sheet` names the sheet that Strg+P previews from here, empty when there is none. A place may
    have `pages`, of which it shows one at a time.
    """

    key: str
    title: str
    icon: str
    view: str
    sheet: str = ""
    pages: tuple["Place", ...] = ()

    @property
    def name(self) -> str:
        """The title without its mnemonic."""
        return self.title.replace("&", "")

    def make(self, desk: Desk, parent: QWidget | None = None) -> PlaceView:
        """Import the view and build it where it will stand: Qt styles whatever gets another parent anew."""
        module, _, name = self.view.partition(":")
        view: PlaceView = getattr(importlib.import_module(module), name)(desk, parent)
        return view


_VIEWS = "ozgdesk.ui.views"

# Mnemonics taken: D B A H by the menus, T S P G V R L C F by the places.
PLACES: tuple[Place, ...] = (
    Place("today", "Heu&te", "today", f"{_VIEWS}.today:TodayView", "status"),
    Place("overview", "Über&sicht", "overview", f"{_VIEWS}.overview:OverviewView", "status"),
    Place("plan", "&Projektplan", "plan", f"{_VIEWS}.plan:PlanView", "plan"),
    Place(
        "board",
        "Auf&gaben",
        "board",
        f"{_VIEWS}.tasks:TasksView",
        pages=(
            Place("cards", "Tafel", "board", f"{_VIEWS}.board:BoardView", "ownership"),
            Place("matrix", "Matrix", "lead", f"{_VIEWS}.matrix:MatrixView", "ownership"),
            Place("load", "Auslastung", "load", f"{_VIEWS}.load:LoadView", "load"),
            Place("meeting", "Besprechung", "meeting", f"{_VIEWS}.meeting:MeetingView", "minutes"),
        ),
    ),
    Place(
        "agreement",
        "&Vereinbarung",
        "agreement",
        f"{_VIEWS}.agreement:AgreementView",
        pages=(
            Place("text", "Text", "clause", f"{_VIEWS}.agreement_text:AgreementText", "agreement"),
            Place("check", "Prüfung", "check", f"{_VIEWS}.agreement_check:CheckView", "legal_check"),
            Place("compare", "Vergleich", "list", f"{_VIEWS}.agreement_compare:CompareView", "synopsis"),
            Place("remarks", "Anmerkungen", "remark", f"{_VIEWS}.agreement_remarks:RemarksView", "comments"),
            Place("signing", "Unterzeichnung", "edit", f"{_VIEWS}.agreement_signing:SigningView", "signing"),
            Place("procedure", "Verfahren", "paper", f"{_VIEWS}.agreement_steps:StepsView", "agreement"),
            Place("duties", "Vertragsaufgaben", "lead", f"{_VIEWS}.agreement_duties:DutiesView", "agreement"),
            Place(
                "accession",
                "Beitritt und Kündigung",
                "people",
                f"{_VIEWS}.agreement_accession:AccessionView",
                "agreement",
            ),
        ),
    ),
    Place(
        "council",
        "G&remien",
        "council",
        f"{_VIEWS}.council:CouncilView",
        pages=(
            Place("way", "Beratungsfolge", "council", f"{_VIEWS}.council_way:WayView", "council_state"),
            Place("papers", "Vorlagen", "paper", f"{_VIEWS}.council_papers:PapersView", "council_paper"),
            Place(
                "deadlines",
                "Fristen",
                "deadline",
                f"{_VIEWS}.council_deadlines:DeadlinesView",
                "council_state",
            ),
            Place(
                "meetings",
                "Sitzungen",
                "meeting",
                f"{_VIEWS}.council_meetings:MeetingsView",
                "council_calendar",
            ),
            Place(
                "followup",
                "Beschlüsse",
                "check",
                f"{_VIEWS}.council_followup:FollowUpView",
                "resolutions",
            ),
            Place("loose", "Ohne Angelegenheit", "paper", f"{_VIEWS}.council_loose:LooseView"),
        ),
    ),
    Place("people", "Betei&ligte", "people", f"{_VIEWS}.people:PeopleView", "deputies"),
    Place(
        "reports",
        "Beri&chte",
        "reports",
        f"{_VIEWS}.reports:ReportsView",
        pages=(
            Place("sheets", "Blätter", "reports", f"{_VIEWS}.report_sheets:SheetsView"),
            Place("issued", "Herausgegeben", "lock", f"{_VIEWS}.report_issued:IssuedView"),
            Place("sets", "Sitzungsmappen", "paper", f"{_VIEWS}.report_sets:SetsView"),
        ),
    ),
    Place("history", "Verlau&f", "history", f"{_VIEWS}.history:HistoryView"),
)

HOMES: dict[type[Entity], tuple[str, str]] = {
    Task: ("plan", "task"),
    Person: ("people", "person"),
    Cooperation: ("overview", "cooperation"),
    Municipality: ("people", "municipality"),
    SharedOffice: ("people", "shared_office"),
    Agreement: ("agreement", "agreement"),
    Clause: ("agreement", "clause"),
    Remark: ("agreement", "remark"),
    Matter: ("council", "paper"),
    CouncilPaper: ("council", "paper"),
    Committee: ("council", "committee"),
    Risk: ("overview", "risk"),
    Decision: ("overview", "decision"),
    FollowUp: ("today", "follow_up"),
    Document: ("overview", "document"),
    Grant: ("overview", "grant"),
    Saving: ("overview", "grant"),
}
"""Where a row is shown when somebody looks for it, and the icon of its kind."""


def place(key: str) -> Place:
    """The place with this key; KeyError when there is none."""
    return {found.key: found for found in PLACES}[key]


def picture_keys() -> tuple[str, ...]:
    """What can be painted: every place, and of a place with pages the further ones as `place-page`."""
    return tuple(
        key
        for found in PLACES
        for key in (found.key, *(f"{found.key}-{page.key}" for page in found.pages[1:]))
    )

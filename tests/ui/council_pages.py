"""Pages of the place Gremien on a real file: Usingen has resolved, Glashütten has not."""

from datetime import date
from pathlib import Path
from typing import TypeVar

from pytestqt.qtbot import QtBot

from ozgdesk.domain.councils import Consultation, Meeting
from ozgdesk.domain.vocabulary import Result
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.council import CouncilView
from ozgdesk.ui.views.council_loose import LooseView
from ozgdesk.ui.views.council_meetings import MeetingsView
from ozgdesk.ui.views.council_papers import PapersView
from ozgdesk.ui.views.council_way import WayView
from tests.domain.agreement_rows import GLA, agreement_rows, changed, station_id
from tests.helpers import cooperation, id_of
from tests.ui.desks import make_desk

View = TypeVar("View", CouncilView, WayView, MeetingsView, PapersView, LooseView)


def council_desk(folder: Path) -> Desk:
    """A desk whose agreement waits for Glashütten, which meets on 10.12.2026."""
    rows = changed(agreement_rows(), station_id(GLA), result=Result.OPEN, held_on=None)
    rows = changed(rows, id_of(203), seats=31)
    rows.append(Meeting(id=id_of(95), committee_id=id_of(203), held_on=date(2026, 12, 10)))
    return make_desk(folder, [cooperation(), *rows])


def shown(desk: Desk, qtbot: QtBot, made: type[View]) -> View:
    """A page on the screen that follows the project."""
    view = made(desk)
    qtbot.addWidget(view)
    view.resize(1200, 900)
    desk.changed.connect(lambda _step: view.show_view(desk.view))
    with qtbot.waitExposed(view):
        view.show()
    view.show_view(desk.view)
    return view


def stations(view: WayView) -> list[str]:
    """The stations in the table, from top to bottom."""
    return [row.id for row in view.stations.rows.rows if row.is_station]


def station_of_gla(desk: Desk) -> Consultation:
    """The station that waits."""
    return desk.snapshot.get(Consultation, station_id(GLA))

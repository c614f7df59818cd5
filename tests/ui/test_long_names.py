"""Long names in the inspector: they wrap, or are told whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.inspector.child_button import LINE, ChildButton
from ozgdesk.ui.inspector.panel import Inspector
from ozgdesk.ui.widgets.name_line import NameLine
from tests.domain.agreement_rows import GLA, station_id
from tests.helpers import id_of
from tests.ui.council_pages import council_desk, station_of_gla
from tests.ui.desks import close_desk, show_active

LONG = "Ausschuss für Digitales, Verwaltungsmodernisierung und interkommunale Zusammenarbeit"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = council_desk(tmp_path)
    found.run("x", records.edit(Committee, id_of(203), name=LONG))
    found.run("x", records.edit(Consultation, station_id(GLA), meeting_id=id_of(95)))
    yield found
    close_desk(found)


@pytest.fixture
def inspector(desk: Desk, qtbot: QtBot) -> Inspector:
    panel = Inspector(desk)
    qtbot.addWidget(panel)
    panel.resize(400, 900)
    show_active(qtbot, panel)
    return panel


def test_a_name_that_has_no_room_stands_below_its_label_and_ends_with_dots(
    desk: Desk, inspector: Inspector, qtbot: QtBot
) -> None:
    desk.pick(Consultation, station_id(GLA))
    assert inspector.page is not None
    body, meeting = (inspector.page.form.rows[name] for name in ("committee_id", "meeting_id"))
    assert isinstance(body.field.inner, NameLine)
    qtbot.waitUntil(lambda: body.field.y() > 10)
    assert body.field.inner.shown_text().endswith("…")
    qtbot.waitUntil(lambda: LONG in body.field.inner.toolTip())
    assert meeting.field.y() == 0
    body.field.inner.setFocus()
    assert body.field.inner.text().startswith(LONG)


def test_the_stations_of_a_paper_are_listed_with_their_whole_names(
    desk: Desk, inspector: Inspector, qtbot: QtBot
) -> None:
    desk.pick(CouncilPaper, station_of_gla(desk).paper_id)
    button = next(found for found in inspector.findChildren(ChildButton) if found.row.text == LONG)
    lines = 1.5 * button.fontMetrics().height()
    qtbot.waitUntil(lambda: button.height() > LINE + lines)


def test_a_meeting_lists_what_lies_before_it_by_the_names_of_the_papers(
    desk: Desk, inspector: Inspector
) -> None:
    desk.run("x", records.edit(CouncilPaper, station_of_gla(desk).paper_id, number="7/2026"))
    desk.pick(Meeting, id_of(95))
    assert [found.row.text for found in inspector.findChildren(ChildButton)] == ["7/2026 Vorlage"]

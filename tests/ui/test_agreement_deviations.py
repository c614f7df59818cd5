"""Departures from an agreement are listed beside its duties, as the draft of the next amendment."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ozgdesk.commands.tasks import hand_over_lead
from ozgdesk.domain.agreements import Deviation
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.agreement import AgreementView
from ozgdesk.ui.views.agreement_duties import DutiesView
from tests.domain.agreement_rows import agreement_rows
from tests.helpers import cooperation, id_of
from tests.ui.agreement_pages import page
from tests.ui.desks import close_desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, [cooperation(), *agreement_rows()])
    yield found
    close_desk(found)


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> AgreementView:
    found = AgreementView(desk)
    qtbot.addWidget(found)
    found.resize(1200, 900)
    desk.changed.connect(lambda _step: found.show_view(desk.view))
    with qtbot.waitExposed(found):
        found.show()
    found.show_view(desk.view)
    return found


def test_a_departure_is_listed_copied_as_text_and_removed(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    duties = page(view, "duties", DutiesView)
    told: list[str] = []
    desk.told.connect(told.append)
    duties.copy_deviations()
    assert told[-1].startswith("Es gibt keine Abweichung")
    desk.commit(steps.HAND_OVER, hand_over_lead(id_of(1001), id_of(3)))
    (row,) = desk.snapshot.all(Deviation)
    assert view.select(Deviation, row.id)
    assert view.pages.page == "duties"
    table = duties.deviations
    remark = next(column for column in table.rows.columns if column.title == "Bemerkung")
    assert remark.edit is not None
    remark.edit(table.rows.rows[0], "mit Zustimmung des Magistrats")
    duties.copy_deviations()
    assert QApplication.clipboard().text() == (
        "A-001 Vergabewesen: laut Vereinbarung Usingen, seit 23.11.2026 Glashütten "
        "(mit Zustimmung des Magistrats)\n"
    )
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert desk.snapshot.all(Deviation) == ()
    desk.undo()
    assert desk.snapshot.get(Deviation, row.id).note == "mit Zustimmung des Magistrats"

"""The line for the result of a resolution keeps what is typed, and says what a tie means."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.commands import minutes, records
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.vocabulary import CommitteeKind, DecisionRule
from ozgdesk.ui.views.meeting import MeetingView
from ozgdesk.ui.widgets.giving_up import ASK
from tests.helpers import TODAY, cooperation, four_municipalities, id_of
from tests.ui.desks import close_desk, make_desk, show_active

BODY = Committee(id=id_of(500), name="Lenkungsgruppe", kind=CommitteeKind.STEERING_GROUP, order="A")
NOW = Meeting(id=id_of(511), committee_id=BODY.id, held_on=TODAY, starts_at="10:00")


@pytest.fixture
def view(tmp_path: Path, qtbot: QtBot) -> Iterator[MeetingView]:
    desk = make_desk(tmp_path, [cooperation(), *four_municipalities(), BODY, NOW])
    found = MeetingView(desk)
    qtbot.addWidget(found)
    found.resize(1300, 800)
    desk.changed.connect(lambda _step: found.show_view(desk.view))
    found.show_view(desk.view)
    show_active(qtbot, found)
    yield found
    close_desk(desk)


def enter(qtbot: QtBot, view: MeetingView, text: str) -> None:
    view.line.field.setFocus()
    view.line.field.setText(text)
    qtbot.keyClick(view.line.field, Qt.Key.Key_Return)


def test_escape_asks_before_a_typed_result_goes_and_other_entries_wait(
    view: MeetingView, qtbot: QtBot
) -> None:
    view.desk.run("Regel", records.edit(Committee, BODY.id, decision_rule=DecisionRule.MAJORITY))
    view.desk.run("Beginn", minutes.start_minutes(NOW.id, ()))
    enter(qtbot, view, "Beschluss: Ja.")
    line = view.resolution.votes[0]
    qtbot.keyClicks(line, "3")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert (view.resolution.isVisible(), view.resolution.hint.text(), line.text()) == (True, ASK, "3")
    other = view.desk.run(
        "Sitzung", records.create(Meeting, committee_id=BODY.id, held_on=date(2026, 12, 21))
    )
    assert other is not None
    assert not view.show_meeting(other.id)
    assert (view.meeting_id, line.text()) == (NOW.id, "3")
    for _ in range(2):
        qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert view.resolution.isHidden()


def test_a_tie_is_named_and_the_magistrat_may_decide_by_the_chair(view: MeetingView, qtbot: QtBot) -> None:
    values = {"decision_rule": DecisionRule.MAJORITY, "kind": CommitteeKind.ADMINISTRATION}
    view.desk.run("Regel", records.edit(Committee, BODY.id, **values))
    view.desk.run("Beginn", minutes.start_minutes(NOW.id, ()))
    enter(qtbot, view, "Beschluss: Ja.")
    for line in view.resolution.votes[:2]:
        qtbot.keyClicks(line, "3")
    assert "Stimmengleichheit, nicht angenommen." in view.resolution.hint.text()
    assert "bitte prüfen" in view.resolution.hint.text()

"""Results of stations are entered by keys: votes, what comes next, a changed text, wording, suspension."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.commands.records import create
from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.vocabulary import ClauseKind, CommitteeKind, PaperKind, Result, SuspensionKind
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.council_way import WayView
from ozgdesk.ui.widgets.giving_up import ASK
from tests.domain.agreement_rows import AGREEMENT, GLA, USI, VERSION, agreement_rows, changed, station_id
from tests.helpers import TODAY, cooperation, id_of
from tests.ui.desks import close_desk, make_desk, type_into

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
HFA = id_of(213)
HELD = date(2026, 11, 20)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The council of Glashütten met on 20.11.2026 and meets again; no result is entered."""
    rows = changed(agreement_rows(), station_id(GLA), result=Result.OPEN, held_on=HELD)
    rows = changed(rows, id_of(203), seats=31)
    rows.append(Meeting(id=id_of(95), committee_id=id_of(203), held_on=date(2026, 12, 10)))
    rows.append(Meeting(id=id_of(96), committee_id=HFA, held_on=date(2026, 12, 3)))
    rows.append(Committee(id=HFA, municipality_id=GLA, name="HFA", kind=CommitteeKind.COMMITTEE, order="b"))
    found = make_desk(tmp_path, [cooperation(), *rows])
    yield found
    close_desk(found)


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> WayView:
    found = WayView(desk)
    qtbot.addWidget(found)
    found.resize(1200, 900)
    desk.changed.connect(lambda _step: found.show_view(desk.view))
    with qtbot.waitExposed(found):
        found.show()
    found.show_view(desk.view)
    found.select(Consultation, station_id(GLA))
    found.lanes.setFocus()
    return found


def gla(desk: Desk) -> Consultation:
    return desk.snapshot.get(Consultation, station_id(GLA))


def later(desk: Desk) -> list[Consultation]:
    """The stations behind the one of Glashütten."""
    rows = [row for row in desk.snapshot.all(Consultation) if row.paper_id == id_of(253)]
    return sorted(rows, key=lambda row: row.order)[1:]


def test_two_keys_lead_from_a_station_to_its_result(view: WayView, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(view.lanes, KEY.Key_E)
    assert view.result.result.box.currentText() == "einstimmig beschlossen"
    assert view.result.votes[0].line.hasFocus()
    qtbot.keyClick(view.result.votes[0].line, KEY.Key_Return)
    assert gla(desk).result is Result.UNANIMOUS
    assert view.lanes.hasFocus()


def test_the_letters_of_a_committee_recommend(view: WayView, desk: Desk, qtbot: QtBot) -> None:
    desk.run("Verweisen", lambda tx: tx.update(Committee, id_of(203), kind=CommitteeKind.COMMITTEE))
    qtbot.keyClick(view.lanes, KEY.Key_E)
    assert view.result.result.box.currentText() == "empfohlen"


def test_a_station_without_a_day_is_asked_for_it_first(view: WayView, desk: Desk, qtbot: QtBot) -> None:
    desk.run("Tag", lambda tx: tx.update(Consultation, station_id(GLA), held_on=None))
    qtbot.keyClick(view.lanes, KEY.Key_M)
    assert view.result.day.line.hasFocus()
    qtbot.keyClicks(view.result.day.line, "20.11.")
    qtbot.keyClick(view.result.day.line, KEY.Key_Return)
    assert (gla(desk).result, gla(desk).held_on) == (Result.MAJORITY, HELD)


def test_a_result_follows_from_the_votes(view: WayView, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(view.lanes, KEY.Key_Return)
    for field, votes in zip(view.result.votes, ("21", "0", "1"), strict=False):
        type_into(qtbot, field.line, votes)
    assert view.result.hint.text() == "Daraus folgt: einstimmig beschlossen."
    qtbot.keyClick(view.result.votes[2].line, KEY.Key_Return)
    assert (gla(desk).result, gla(desk).abstentions) == (Result.UNANIMOUS, 1)
    assert view.result.isHidden()
    assert desk.workspace.undo_label == "Beratungsergebnis festhalten"


def test_more_votes_than_seats_are_questioned_while_typing(view: WayView, qtbot: QtBot) -> None:
    view._open_result(station_id(GLA))
    type_into(qtbot, view.result.votes[0].line, "30")
    type_into(qtbot, view.result.votes[1].line, "5")
    words = "35 Stimmen bei 31 Sitzen, bitte prüfen. Daraus folgt: mehrheitlich beschlossen."
    assert view.result.hint.text() == words


def test_a_tie_in_the_magistrat_says_that_the_chair_may_decide(
    view: WayView, desk: Desk, qtbot: QtBot
) -> None:
    desk.run("Art", lambda tx: tx.update(Committee, id_of(203), kind=CommitteeKind.ADMINISTRATION))
    view._open_result(station_id(GLA))
    for field in view.result.votes[:2]:
        type_into(qtbot, field.line, "5")
    words = view.result.hint.text()
    assert words.startswith("Stimmengleichheit. Daraus folgt: abgelehnt. Im Magistrat")
    assert "bitte prüfen" in words


def test_wrong_input_is_marked_and_nothing_is_lost(view: WayView, desk: Desk, qtbot: QtBot) -> None:
    view._open_result(station_id(GLA))
    type_into(qtbot, view.result.votes[0].line, "viele")
    assert view.result.hint.text() == "Stimmen sind ganze Zahlen, zum Beispiel 21."
    qtbot.keyClick(view.result.votes[0].line, KEY.Key_Return)
    assert view.result.votes[0].line.property("look") == "wrong"
    type_into(qtbot, view.result.votes[0].line, "5")
    type_into(qtbot, view.result.day.line, "bald")
    qtbot.keyClick(view.result.day.line, KEY.Key_Return)
    assert view.result.day.line.property("look") == "wrong"
    assert (view.result.isVisible(), view.result.day.line.text()) == (True, "bald")
    assert gla(desk).result is Result.OPEN


def test_a_result_of_a_meeting_to_come_is_refused_with_a_sentence(
    view: WayView, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.keyClick(view.lanes, KEY.Key_E)
    type_into(qtbot, view.result.day.line, "20.12.2026")
    qtbot.keyClick(view.result.day.line, KEY.Key_Return)
    assert "liegt in der Zukunft" in view.result.problem.text()
    assert view.result.isVisible()


def test_escape_goes_and_asks_first_where_something_is_typed(view: WayView, qtbot: QtBot) -> None:
    qtbot.keyClick(view.lanes, KEY.Key_Return)
    qtbot.keyClick(view.result.votes[0].line, KEY.Key_Escape)
    assert view.result.isHidden()
    qtbot.keyClick(view.lanes, KEY.Key_Return)
    line = view.result.votes[0].line
    type_into(qtbot, line, "21")
    qtbot.keyClick(line, KEY.Key_Escape)
    assert (view.result.problem.text(), line.text()) == (ASK, "21")
    type_into(qtbot, line, "22")
    qtbot.keyClick(line, KEY.Key_Escape)
    assert (view.result.isVisible(), line.text()) == (True, "22")
    qtbot.keyClick(line, KEY.Key_Escape)
    assert view.result.isHidden()


def test_another_station_waits_until_what_is_typed_is_taken(view: WayView, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(view.lanes, KEY.Key_Return)
    type_into(qtbot, view.result.votes[0].line, "21")
    with qtbot.waitSignal(desk.held_up):
        view.lanes.picked.emit(station_id(USI))
    assert view.lanes.current_id == station_id(GLA)
    assert view.result.votes[0].line.text() == "21"
    assert desk.subject != Subject(Consultation, station_id(USI))


def test_postponed_asks_for_the_next_day_and_proposes_the_next_meeting(
    view: WayView, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.keyClick(view.lanes, KEY.Key_V)
    assert view.result.next.isVisible()
    assert view.result.next.body.isHidden()
    assert view.result.next.day.line.text() == "10.12.2026"
    qtbot.keyClick(view.result.votes[0].line, KEY.Key_Return)
    (again,) = later(desk)
    assert (again.held_on, again.meeting_id, again.is_final) == (date(2026, 12, 10), id_of(95), True)


def test_referred_asks_for_the_committee_and_its_day(view: WayView, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(view.lanes, KEY.Key_U)
    parts = view.result.next
    assert parts.day.line.text() == "10.12.2026"
    qtbot.keyClick(parts.body.box, KEY.Key_Down)
    assert (parts.body.box.currentText(), parts.day.line.text()) == ("HFA", "03.12.2026")
    type_into(qtbot, parts.day.line, "4.12.")
    qtbot.keyClick(parts.day.line, KEY.Key_Return)
    assert [(row.committee_id, row.held_on) for row in later(desk)] == [
        (HFA, date(2026, 12, 4)),
        (id_of(203), None),
    ]


def test_a_changed_text_makes_version_and_supplements_in_one_step(
    view: WayView, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.keyClick(view.lanes, KEY.Key_G)
    assert view.result.change.preview.text() == (
        "„Fassung laut Beschluss Vertretung vom 20.11.2026“ entsteht als Kopie von „Fassung“; dort tragen "
        "Sie die Änderung ein. Erneut entscheiden: Usingen; dort entsteht eine Ergänzungsvorlage."
    )
    qtbot.keyClick(view.result.votes[0].line, KEY.Key_Return)
    made = [row for row in desk.snapshot.all(CouncilPaper) if row.kind is PaperKind.SUPPLEMENT]
    assert [(row.municipality_id, row.predecessor_id) for row in made] == [(USI, id_of(251))]
    assert {row.based_on_id for row in desk.snapshot.all(AgreementVersion)} == {None, VERSION}
    desk.undo()
    assert gla(desk).result is Result.OPEN
    assert len(desk.snapshot.all(AgreementVersion)) == 1


def test_the_new_text_opens_where_the_resolution_changes_it(view: WayView, desk: Desk, qtbot: QtBot) -> None:
    asked: list[tuple[str, Subject | None]] = []
    told: list[str] = []
    desk.asked_for_place.connect(lambda place, subject: asked.append((place, subject)))
    desk.told.connect(told.append)
    for number in (1, 2):
        desk.run("x", create(Clause, version_id=VERSION, kind=ClauseKind.CLAUSE, text=f"Satz {number}."))
    qtbot.keyClick(view.lanes, KEY.Key_G)
    view.result.more.click()
    view.result.wording.text.inner.setPlainText("In § 2 wird die Frist verlängert.")
    view.result.take_button.click()
    qtbot.waitUntil(lambda: bool(asked))
    (made,) = [row for row in desk.snapshot.all(AgreementVersion) if row.based_on_id == VERSION]
    assert (desk.agreement_id, desk.version_id) == (AGREEMENT, made.id)
    place, subject = asked[-1]
    assert subject is not None
    clause = desk.snapshot.get(Clause, subject.id)
    assert (place, clause.version_id, clause.text) == ("agreement-text", made.id, "Satz 2.")
    assert told[-1] == (
        "„Fassung laut Beschluss Vertretung vom 20.11.2026“ ist angelegt; bitte tragen Sie die Änderung ein. "
        "Der Beschluss nennt §\u00a02. Erneut entscheiden: Usingen."
    )


def test_the_result_of_a_change_can_be_kept_without_what_follows(
    view: WayView, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.keyClick(view.lanes, KEY.Key_G)
    view.result.change.follow.box.click()
    qtbot.keyClick(view.result.votes[0].line, KEY.Key_Return)
    assert gla(desk).result is Result.CHANGED
    assert len(desk.snapshot.all(AgreementVersion)) == 1


def test_wording_and_maßgaben_are_kept_with_the_result(view: WayView, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(view.lanes, KEY.Key_E)
    assert view.result.wording.isHidden()
    view.result.more.click()
    qtbot.keyClicks(view.result.wording.conditions.text, "Kosten gedeckelt")
    view.result.wording.equal.box.click()
    qtbot.keyClick(view.result.wording.conditions.text, KEY.Key_Return, CONTROL)
    row = gla(desk)
    assert (row.conditions, row.conditions_met, row.needs_equal_wording) == (
        "Kosten gedeckelt",
        None,
        True,
    )
    view._open_result(station_id(GLA))
    assert view.result.wording.isVisible()


def test_a_resolution_is_suspended_and_counts_again(view: WayView, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(view.lanes, KEY.Key_E)
    view.result.suspend.click()
    reason = view.result.suspension.reason.line
    qtbot.keyClick(reason, KEY.Key_Return)
    assert view.result.problem.text() == "Bitte nennen Sie den Grund der Aussetzung."
    assert gla(desk).result is Result.OPEN
    qtbot.keyClicks(reason, "verletzt das Recht")
    qtbot.keyClick(reason, KEY.Key_Return)
    row = gla(desk)
    assert (row.suspended_kind, row.suspended_on, row.suspended_reason) == (
        SuspensionKind.OBJECTION,
        TODAY,
        "verletzt das Recht",
    )
    view._open_result(station_id(GLA))
    words = "Ausgesetzt seit 23.11.2026, Widerspruch, verletzt das Recht"
    assert view.result.suspension.state.text() == words
    view.result.suspension.lift.click()
    assert (gla(desk).suspended_on, desk.workspace.undo_label) == (
        None,
        "Aussetzung des Beschlusses aufheben",
    )
    assert view.result.suspension.lift.isHidden()

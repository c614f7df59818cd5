"""Übersicht: choosing, unfolding, judging and the lists, on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.cooperation import Cooperation, Grant, Municipality
from ozgdesk.domain.steering import Assessment, Decision, Risk
from ozgdesk.domain.vocabulary import Dimension, Light
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.overview import OverviewView
from tests.helpers import TODAY, cooperation
from tests.ui.desks import close_desk, make_desk, type_into


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, build_sample("demo", TODAY, SYSTEM_CLOCK.new_id))
    yield found
    close_desk(found)


@pytest.fixture
def overview(desk: Desk, qtbot: QtBot) -> OverviewView:
    view = OverviewView(desk)
    qtbot.addWidget(view)
    view.resize(1200, 900)
    desk.changed.connect(lambda _step: view.show_view(desk.view))
    with qtbot.waitExposed(view):
        view.show()
    view.show_view(desk.view)
    return view


def municipality(desk: Desk, code: str) -> Municipality:
    return next(row for row in desk.snapshot.all(Municipality) if row.code == code)


def test_choosing_a_card_shows_its_lights_and_picks_the_municipality(
    desk: Desk, overview: OverviewView, qtbot: QtBot
) -> None:
    wanted = municipality(desk, "PRO")
    card = next(card for card in overview._cards if card.scope == wanted.id)
    assert card.accessibleName().startswith("Probeheim, Termine gelb")
    qtbot.keyClick(card, Qt.Key.Key_Space)
    assert desk.subject == Subject(Municipality, wanted.id)
    overview.panel.unfold("schedule")
    assert "Zuarbeit von PRO" in overview.panel._reasons.text()
    assert overview.panel._buttons["schedule"].accessibleName() == "Termine: gelb"


def test_the_card_of_the_whole_picks_the_cooperation(
    desk: Desk, overview: OverviewView, qtbot: QtBot
) -> None:
    qtbot.keyClick(overview._cards[0], Qt.Key.Key_Return)
    assert desk.subject == Subject(Cooperation, desk.snapshot.all(Cooperation)[0].id)
    assert not overview.first.isVisible()


def test_a_cooperation_without_municipalities_offers_the_first_one(tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(tmp_path, [cooperation()])
    view = OverviewView(desk)
    qtbot.addWidget(view)
    view.show_view(desk.view)
    assert view.first.isVisibleTo(view)
    with qtbot.waitSignal(desk.asked_to_draft) as asked:
        view.first.button.click()
    assert asked.args[0] is Municipality
    close_desk(desk)


def test_many_reasons_are_folded_until_asked_for(overview: OverviewView) -> None:
    overview.panel.unfold("schedule")
    shown = overview.panel._reasons.text().count("\n")
    assert overview.panel._more.isVisible()
    overview.panel._more.click()
    assert overview.panel._reasons.text().count("\n") > shown
    assert not overview.panel._more.isVisible()


def test_only_the_lights_a_person_judges_have_a_form(overview: OverviewView) -> None:
    for key, has_form in (("overall", False), ("schedule", False), ("cost", True), ("risk", True)):
        overview.panel.unfold(key)
        assert overview.panel.form.isVisible() is has_form


def test_red_without_a_reason_is_refused_and_what_was_typed_stays(
    desk: Desk, overview: OverviewView, qtbot: QtBot
) -> None:
    overview.panel.unfold("outcome")
    form = overview.panel.form
    before = len(desk.snapshot.all(Assessment))
    form.button.click()
    assert form.problem.text() == "Bitte wählen Sie grün, gelb oder rot."
    form._choices[Light.RED].click()
    type_into(qtbot, form.day.line, "20.11.2026")
    form.button.click()
    assert "„Ergebnis“" in form.problem.text()
    assert form.day.line.text() == "20.11.2026"
    form.reason.text.setPlainText("Der Probelauf ist gescheitert.")
    form.button.click()
    assert len(desk.snapshot.all(Assessment)) == before + 1
    newest = desk.snapshot.all(Assessment)[-1]
    assert (newest.dimension, newest.light, newest.municipality_id) == (Dimension.OUTCOME, Light.RED, None)
    assert form.problem.text() == ""
    assert overview.panel._buttons["outcome"].accessibleName() == "Ergebnis: rot"


def test_a_begun_judgement_waits_while_another_light_is_looked_at(
    desk: Desk, overview: OverviewView, qtbot: QtBot
) -> None:
    overview.panel.unfold("outcome")
    form = overview.panel.form
    form._choices[Light.YELLOW].click()
    type_into(qtbot, form.reason.text, "Der Probelauf stockt.")
    overview.panel.unfold("cost")
    assert (form.reason.text.toPlainText(), form._chosen()) == ("", None)
    overview.panel.unfold("outcome")
    assert (form.reason.text.toPlainText(), form._chosen()) == ("Der Probelauf stockt.", Light.YELLOW)
    form.button.click()
    assert desk.snapshot.all(Assessment)[-1].text == "Der Probelauf stockt."
    overview.panel.unfold("cost")
    overview.panel.unfold("outcome")
    assert form.reason.text.toPlainText() == ""


def test_an_unreadable_day_is_said_at_the_form(overview: OverviewView, qtbot: QtBot) -> None:
    overview.panel.unfold("cost")
    form = overview.panel.form
    form._choices[Light.GREEN].click()
    type_into(qtbot, form.day.line, "morgens")
    form.button.click()
    assert form.problem.text()


def test_risks_are_made_changed_closed_and_deleted_in_the_list(desk: Desk, overview: OverviewView) -> None:
    table = overview.risks.table
    before = table.rows.rowCount()
    assert overview.risks.new_button is not None
    overview.risks.new_button.click()
    made = next(row for row in desk.snapshot.all(Risk) if row.title == "Neues Risiko")
    assert desk.subject == Subject(Risk, made.id)
    position = table.rows.position(made.id)
    assert table.rows.setData(table.rows.index(position, 0), "Der Server fällt aus")
    assert table.rows.setData(table.rows.index(position, 4), "4.12.2026")
    changed = desk.snapshot.get(Risk, made.id)
    assert (changed.title, str(changed.due_on)) == ("Der Server fällt aus", "2026-12-04")
    (close,) = overview._risk_actions(made.id)
    close.trigger()
    assert table.rows.rowCount() == before
    desk.undo()
    table.on_remove([made.id])
    assert desk.snapshot.find(Risk, made.id) is None


def test_an_outcome_typed_in_the_list_settles_the_question(desk: Desk, overview: OverviewView) -> None:
    table = overview.decisions.table
    first = table.rows.rows[0]
    assert table.rows.setData(table.rows.index(0, 3), "Gemeinsam ab dem nächsten Jahr")
    assert desk.snapshot.get(Decision, first.decision_id).decided_on == TODAY
    assert table.rows.position(first.decision_id) is None


def test_the_line_of_an_agreement_leads_to_it(desk: Desk, overview: OverviewView, qtbot: QtBot) -> None:
    button = overview._agreements.itemAtPosition(0, 0).widget()
    with qtbot.waitSignal(desk.asked_for_place) as asked:
        button.click()
    newest = next(row for row in desk.snapshot.all(Agreement) if row.short_title == "Vereinbarung OZG")
    assert asked.args == ["agreement", Subject(Agreement, newest.id)]


def test_dates_milestones_and_grants_are_picked_and_found(
    desk: Desk, overview: OverviewView, qtbot: QtBot
) -> None:
    grant = desk.snapshot.all(Grant)[0]
    assert overview.select(Grant, grant.id)
    assert desk.subject == Subject(Grant, grant.id)
    row = overview.dates.table.rows.rows[0]
    overview.dates.table.pick(row.id)
    assert desk.subject == Subject(row.entity, row.id)
    with qtbot.waitSignal(desk.asked_for_place) as asked:
        qtbot.keyClick(overview.dates.table, Qt.Key.Key_Return)
    assert asked.args == [row.place, Subject(row.entity, row.id)]


def test_the_milestone_trend_is_painted_and_follows_the_chosen_card(
    desk: Desk, overview: OverviewView
) -> None:
    whole = overview.trend.accessibleDescription()
    assert whole.startswith("Meilensteintrend von 7\u00a0Meilensteinen.")
    overview.scope = municipality(desk, "PRO").id
    overview.show_view(desk.view)
    assert overview.trend.accessibleDescription() != whole

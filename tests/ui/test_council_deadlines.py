"""The page Fristen is typed into and taken over into the plan on a real file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.councils import Committee, CouncilPaper, Matter, Meeting
from ozgdesk.domain.tasks import Task
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.council_deadlines import DeadlinesView
from tests.domain.agreement_rows import changed
from tests.domain.council_calendar import AGREEMENT, COUNCIL, USI, body_id, calendar_rows, matter_rows
from tests.helpers import cooperation
from tests.ui.desks import close_desk, make_desk, type_into

WANTED = date(2027, 5, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    rows = changed([*matter_rows(), *calendar_rows()], AGREEMENT, wanted_on=WANTED, short_title="IKZ")
    found = make_desk(tmp_path, [cooperation(), *rows])
    yield found
    close_desk(found)


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> DeadlinesView:
    made = DeadlinesView(desk)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    desk.changed.connect(lambda _step: made.show_view(desk.view))
    with qtbot.waitExposed(made):
        made.show()
    made.show_view(desk.view)
    return made


def agreement(desk: Desk) -> Agreement:
    return desk.snapshot.get(Agreement, AGREEMENT)


def rows_of(view: DeadlinesView, code: str) -> list[tuple[str, str]]:
    return [
        (row.title, row.state_text)
        for row in view.table.rows.rows
        if row.municipality is not None and row.municipality.code == code
    ]


def test_the_picture_says_in_words_what_it_draws(view: DeadlinesView) -> None:
    assert view.headline.text() == "Am wenigsten Zeit haben: USI."
    assert view.chart.accessibleDescription().startswith(
        "Am wenigsten Zeit haben: USI. Usingen (kritisch): Vorlage bis 19.01.2027 beim Magistrat einreichen."
    )


def test_every_day_that_is_drawn_has_its_row_and_a_click_on_it_picks_the_row(
    desk: Desk, view: DeadlinesView, qtbot: QtBot
) -> None:
    row = next(row for row in view.table.rows.rows if row.on == date(2027, 2, 18) and row.kind == "meeting")
    spot = view.chart.mark_point(row.id)
    assert spot is not None
    qtbot.mouseClick(view.chart, Qt.MouseButton.LeftButton, pos=QPoint(spot))
    assert view.table.picked_id() == row.id
    qtbot.keyClick(view.chart, Qt.Key.Key_Left)
    before = next(r for r in view.table.rows.rows if r.id == view.table.picked_id())
    assert (before.kind, before.on) == ("invitation", date(2027, 2, 12))


def test_a_wanted_day_typed_in_place_moves_everything(desk: Desk, view: DeadlinesView, qtbot: QtBot) -> None:
    line = view.settings.fields["wanted_on"].field.inner
    type_into(qtbot, line, "31.5.27")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert agreement(desk).wanted_on == date(2027, 5, 31)
    assert any(row.on == date(2027, 4, 22) for row in view.table.rows.rows)


def test_a_duration_typed_in_place_is_no_assumption_any_more(
    desk: Desk, view: DeadlinesView, qtbot: QtBot
) -> None:
    assert "Unterzeichnung 14" in view.settings.assumed.text()
    line = view.settings.fields["signing_days"].field.inner
    assert isinstance(line, QLineEdit)
    assert line.placeholderText() == "Annahme: 14"
    assert "beruhen auf Annahmen" in view.hints.text()
    resolved = next(row for row in view.table.rows.rows if row.kind == "resolution")
    place = view.table.rows.position(resolved.id)
    assert place is not None
    assert view.table.rows.index(place, 3).data().endswith("(Annahme)")
    assert view.chart.lane_words()[-1] == "Danach Annahme"
    type_into(qtbot, line, "30")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert agreement(desk).signing_days == 30
    assert view.settings.assumed.text() == ""
    assert "Annahme" not in view.hints.text()
    assert not view.table.rows.index(place, 3).data().endswith("(Annahme)")


def test_words_that_are_no_day_stay_and_are_marked(desk: Desk, view: DeadlinesView, qtbot: QtBot) -> None:
    row = view.settings.fields["wanted_on"]
    type_into(qtbot, row.field.inner, "bald")
    assert not view.settings.flush()
    assert "bald" in row.error
    assert agreement(desk).wanted_on == WANTED
    row.reset(WANTED)


def test_what_is_too_late_says_so_in_the_table_too(desk: Desk, view: DeadlinesView) -> None:
    desk.run("Wunsch", records.edit(Agreement, AGREEMENT, wanted_on=date(2026, 11, 30)))
    assert view.headline.text().startswith("Zu spät für den Wunschtermin")
    assert ("Letzter Beschluss", "zu spät") in [(row.title, row.state_text) for row in view.table.rows.rows]


def test_one_button_takes_the_days_into_the_plan_in_one_step(desk: Desk, view: DeadlinesView) -> None:
    told: list[str] = []
    desk.told.connect(told.append)
    button = next(b for b in view.findChildren(QPushButton) if b.text().startswith("Als Meilensteine"))
    button.click()
    names = {row.name for row in desk.snapshot.all(Task)}
    assert "Sitzung: Magistrat (USI)" in names
    assert told[-1].startswith("Neu im Plan: A-002")
    desk.undo()
    assert {row.name for row in desk.snapshot.all(Task)} == {"Vergabewesen"}


def test_a_row_opens_what_it_rests_on(desk: Desk, view: DeadlinesView) -> None:
    picked: list[object] = []
    desk.picked.connect(picked.append)
    row = next(row for row in view.table.rows.rows if row.on == date(2027, 2, 18) and row.kind == "meeting")
    view.table.row_picked.emit(row.id)
    assert picked[-1].kind is Meeting  # type: ignore[attr-defined]
    assert view.select(Committee, body_id(USI, COUNCIL))


def test_without_a_wanted_day_the_page_says_what_to_do(desk: Desk, view: DeadlinesView) -> None:
    desk.run("Wunsch", records.edit(Agreement, AGREEMENT, wanted_on=None))
    assert view.hints.text().startswith("Tragen Sie den Wunschtermin ein")
    assert view.table.rows.rows == ()
    assert view.settings.isVisible()


def test_a_matter_without_an_agreement_has_a_wanted_day_of_its_own(
    desk: Desk, view: DeadlinesView, qtbot: QtBot
) -> None:
    matter = desk.run("x", records.create(Matter, title="Förderantrag"))
    assert matter is not None
    desk.look_at_fan(matter.id)
    view.show_view(desk.view)
    assert list(view.settings.fields) == ["wanted_on"]
    assert view.hints.text().startswith("Tragen Sie ein, bis wann alle beschlossen haben sollen")
    field = view.settings.fields["wanted_on"].field
    type_into(qtbot, field.line, "31.3.2027")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert desk.snapshot.get(Matter, matter.id).wanted_on == date(2027, 3, 31)
    assert view.headline.text() == "Am wenigsten Zeit haben: USI."
    assert "Genehmigung" not in {row.title for row in view.table.rows.rows}
    button = next(b for b in view.findChildren(QPushButton) if b.text().startswith("Als Meilensteine"))
    button.click()
    names = {row.name for row in desk.snapshot.all(Task)}
    assert "Letzter Beschluss (Förderantrag)" in names
    desk.look_at_fan("")
    view.show_view(desk.view)
    assert "signing_days" in view.settings.fields


def test_a_paper_of_no_matter_has_no_wanted_day(desk: Desk, view: DeadlinesView) -> None:
    paper = desk.run("x", records.create(CouncilPaper, municipality_id=USI, title="Anfrage"))
    assert paper is not None
    desk.look_at_fan(paper.id)
    view.show_view(desk.view)
    assert not view.settings.isVisible()
    assert view.hints.text().startswith("Diese Vorlage gehört zu keiner Angelegenheit")

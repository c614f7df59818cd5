"""Series, the next year and a new Wahlperiode are entered from the page Sitzungen on a real file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ozgdesk.domain.councils import Committee, CouncilPaper, Meeting, MeetingSeries
from ozgdesk.domain.new_term import PaperChoice
from ozgdesk.domain.vocabulary_series import MonthPlace, SeriesRhythm, Weekday
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.council_meetings import MeetingsView
from ozgdesk.ui.views.new_term_dialog import NewTermDialog
from ozgdesk.ui.views.next_year_dialog import NextYearDialog
from ozgdesk.ui.views.series_dialog import SeriesDialog
from tests.conftest import Dialogs
from tests.domain.agreement_rows import agreement_rows, changed, station_id
from tests.domain.council_calendar import COUNCIL, USI, body, body_id, matter_rows, recess
from tests.helpers import cooperation, id_of
from tests.ui.desks import close_desk, make_desk


def opened(folder: Path, qtbot: QtBot, rows: list) -> tuple[Desk, MeetingsView]:
    desk = make_desk(folder, [cooperation(), *rows])
    view = MeetingsView(desk)
    qtbot.addWidget(view)
    view.show_view(desk.view)
    return desk, view


@pytest.fixture
def place(tmp_path: Path, qtbot: QtBot) -> Iterator[tuple[Desk, MeetingsView]]:
    rows = [
        *matter_rows(),
        body(USI, COUNCIL),
        recess(USI, date(2027, 3, 22), date(2027, 4, 2)),
        MeetingSeries(
            id=id_of(800),
            committee_id=body_id(USI, COUNCIL),
            month_place=MonthPlace.SECOND,
            from_on=date(2026, 1, 1),
            until_on=date(2026, 12, 31),
        ),
    ]
    found = opened(tmp_path, qtbot, rows)
    yield found
    close_desk(found[0])


def held(desk: Desk) -> list[date]:
    return sorted(row.held_on for row in desk.snapshot.all(Meeting))


def test_a_series_is_seen_before_it_is_entered_and_single_days_are_left_out(
    place: tuple[Desk, MeetingsView], dialogs: Dialogs
) -> None:
    desk, view = place

    def answer(dialog: SeriesDialog) -> None:
        dialog.rhythm.setCurrentIndex(dialog.rhythm.findData(SeriesRhythm.MONTHLY))
        dialog.weekday.setCurrentIndex(dialog.weekday.findData(Weekday.THURSDAY))
        dialog.place_in_month.setCurrentIndex(dialog.place_in_month.findData(MonthPlace.LAST))
        dialog.first.setText("1.1.27")
        dialog.last.setText("30.4.27")
        dialog.starts_at.setText("19.30")
        assert dialog.words.text().startswith("jeden letzten Donnerstag im Monat: 4")
        assert dialog.chosen == (date(2027, 1, 28), date(2027, 2, 25), date(2027, 4, 29))
        dialog.days.toggle([f"{body_id(USI, COUNCIL)}:2027-02-25"])
        assert "2" in dialog.enter.text()
        dialog.accept()

    dialogs.expect(answer)
    view.series.click()
    assert held(desk) == [date(2027, 1, 28), date(2027, 4, 29)]
    assert {row.starts_at for row in desk.snapshot.all(Meeting)} == {"19:30"}
    desk.undo()
    assert held(desk) == []


@pytest.mark.parametrize(("field", "typed"), [("first", "bald"), ("starts_at", "25 Uhr"), ("last", "1.1.20")])
def test_what_cannot_be_read_is_said_and_nothing_can_be_entered(
    place: tuple[Desk, MeetingsView], dialogs: Dialogs, field: str, typed: str
) -> None:
    def answer(dialog: SeriesDialog) -> None:
        dialog.words.setText("")
        getattr(dialog, field).setText(typed)
        assert dialog.words.text()
        assert not dialog.enter.isEnabled()
        assert getattr(dialog, field).text() == typed
        dialog.reject()

    dialogs.expect(answer)
    place[1].series.click()
    assert held(place[0]) == []


def test_the_next_year_takes_over_the_series(place: tuple[Desk, MeetingsView], dialogs: Dialogs) -> None:
    desk, view = place

    def answer(dialog: NextYearDialog) -> None:
        assert dialog.year.currentData() == 2027
        assert any(row.text == "keine Sitzung eingetragen" for row in dialog.missing.rows.rows)
        dialog.accept()

    dialogs.expect(answer)
    view.next_year.click()
    assert (held(desk)[0], len(held(desk))) == (date(2027, 1, 14), 12)
    assert len(desk.snapshot.all(MeetingSeries)) == 2


def test_a_new_term_asks_what_becomes_of_each_open_paper(
    tmp_path: Path, qtbot: QtBot, dialogs: Dialogs
) -> None:
    rows = changed(agreement_rows(), station_id(USI), result="open", held_on=None)
    desk, view = opened(tmp_path, qtbot, rows)

    def answer(dialog: NewTermDialog) -> None:
        dialog.term.setText("XX")
        dialog.first.setText("1.4.2027")
        assert dialog.words.text() == "Übernommen werden: Vertretung."
        (row,) = dialog.papers.rows.rows
        dialog.choose(row, "erledigt")
        assert dialog.choices == ((row.id, PaperChoice.SETTLED),)
        dialog.accept()

    dialogs.expect(answer)
    view.new_term.click()
    assert {row.term for row in desk.snapshot.all(Committee)} == {"", "XX"}
    assert [row.closed_on for row in desk.snapshot.all(CouncilPaper) if row.closed_on] == [date(2027, 3, 31)]
    close_desk(desk)

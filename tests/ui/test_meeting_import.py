"""Taking over meetings of a calendar file in the window, driven with keys."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from ozgdesk.commands.new_term import begin_term
from ozgdesk.commands.records import edit
from ozgdesk.domain.councils import Meeting
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.exchanges import Exchanges
from ozgdesk.ui.meeting_dialog import MeetingDialog
from ozgdesk.ui.meeting_import import MeetingImport
from ozgdesk.ui.views.council_meetings import MeetingsView
from tests.conftest import Dialogs
from tests.domain.council_calendar import COUNCIL, USI, body, body_id, matter_rows
from tests.helpers import cooperation
from tests.ui.desks import close_desk, make_desk

SERIES = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:reihe
SUMMARY:Sitzung
DTSTART;TZID=Europe/Berlin:20270114T193000
RRULE:FREQ=MONTHLY;BYDAY=2TH;COUNT=3
END:VEVENT
BEGIN:VEVENT
UID:alt
SUMMARY:Sitzung
DTSTART:20261001T180000Z
END:VEVENT
END:VCALENDAR"""


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    found = make_desk(tmp_path, [cooperation(), *matter_rows(), body(USI, COUNCIL, short_name="StVV")])
    (found.workspace.path.parent / "sitzungen.ics").write_text(SERIES, encoding="utf-8")
    yield found
    close_desk(found)


@pytest.fixture
def importing(desk: Desk, qtbot: QtBot) -> MeetingImport:
    window = QDialog()
    qtbot.addWidget(window)
    return MeetingImport(desk, window)


def filled(qtbot: QtBot, dialog: MeetingDialog, fate: str) -> None:
    """Wait for the comparison, which runs beside the window."""
    qtbot.waitUntil(
        lambda: fate in {row.fate for row in dialog.table.rows.rows} and dialog.detail.text() != ""
    )


def choose_council(dialog: MeetingDialog) -> None:
    dialog.body.setCurrentIndex(dialog.body.findData(body_id(USI, COUNCIL)))


def held(desk: Desk) -> list[date]:
    return sorted(row.held_on for row in desk.snapshot.all(Meeting))


def test_a_series_comes_for_the_chosen_body_in_one_step_and_can_be_taken_back(
    desk: Desk, importing: MeetingImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    told: list[str] = []
    desk.told.connect(told.append)

    def answer(dialog: MeetingDialog) -> None:
        filled(qtbot, dialog, "not_carried")
        assert not dialog.take.isEnabled()
        assert "kein Gremium zu erkennen" in dialog.detail.text()
        choose_council(dialog)
        filled(qtbot, dialog, "new")
        assert dialog.summary.text().endswith("3\u00a0Sitzungen werden übernommen."), (
            "not the one that is over"
        )
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    dialogs.expect(answer)
    importing.read(desk.workspace.path.parent / "sitzungen.ics")
    qtbot.waitUntil(lambda: bool(desk.snapshot.all(Meeting)))
    assert held(desk) == [date(2027, 1, 14), date(2027, 2, 11), date(2027, 3, 11)]
    assert told[-1] == "„sitzungen.ics“: 3\u00a0Sitzungen übernommen."
    desk.undo()
    assert held(desk) == []


def test_bodies_of_a_former_term_are_not_offered(
    desk: Desk, importing: MeetingImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    offered: list[str] = []

    def answer(dialog: MeetingDialog) -> None:
        offered.extend(dialog.body.itemText(place) for place in range(dialog.body.count()))
        dialog.cancel.click()

    desk.run("x", begin_term(USI, "XX", date(2026, 6, 1)))
    dialogs.expect(answer)
    importing.read(desk.workspace.path.parent / "sitzungen.ics")
    qtbot.waitUntil(lambda: bool(offered))
    assert offered[1:] == ["USI · Stadtverordnetenversammlung"]


def test_single_meetings_are_ticked_and_left_with_the_space_bar(
    desk: Desk, importing: MeetingImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    def answer(dialog: MeetingDialog) -> None:
        choose_council(dialog)
        filled(qtbot, dialog, "new")
        dialog.table.pick("alt")
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
        dialog.table.pick("reihe 20270211")
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
        dialog.take.click()

    dialogs.expect(answer)
    importing.read(desk.workspace.path.parent / "sitzungen.ics")
    qtbot.waitUntil(lambda: bool(desk.snapshot.all(Meeting)))
    assert held(desk) == [date(2026, 10, 1), date(2027, 1, 14), date(2027, 3, 11)]


def test_the_second_time_only_what_differs_is_shown_and_a_conflict_waits_for_its_tick(
    desk: Desk, importing: MeetingImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    def first(dialog: MeetingDialog) -> None:
        choose_council(dialog)
        filled(qtbot, dialog, "new")
        dialog.take.click()

    def second(dialog: MeetingDialog) -> None:
        choose_council(dialog)
        filled(qtbot, dialog, "conflict")
        (row,) = [row for row in dialog.table.rows.rows if row.fate == "conflict"]
        assert "hier 20:00, dort 18:00" in row.reason
        assert not dialog.take.isEnabled()
        assert row.id not in dialog.ticked
        shown = len(dialog.table.rows.rows)
        dialog.unchanged.setChecked(True)
        assert len(dialog.table.rows.rows) == shown + 2
        dialog.table.toggle([row.id])
        dialog.take.click()

    path = desk.workspace.path.parent / "sitzungen.ics"
    dialogs.expect(first)
    importing.read(path)
    qtbot.waitUntil(lambda: len(held(desk)) == 3)
    moved = next(row for row in desk.snapshot.all(Meeting) if row.held_on == date(2027, 2, 11))
    desk.run("x", edit(Meeting, moved.id, starts_at="20:00"))
    change = (
        "BEGIN:VEVENT\nUID:reihe\nSUMMARY:Sitzung\nRECURRENCE-ID:20270211T183000Z\n"
        "DTSTART:20270211T170000Z\nEND:VEVENT"
    )
    path.write_text(SERIES.replace("END:VCALENDAR", f"{change}\nEND:VCALENDAR"), encoding="utf-8")
    dialogs.expect(second)
    importing.read(path)
    qtbot.waitUntil(lambda: desk.snapshot.get(Meeting, moved.id).starts_at == "18:00")


def test_a_file_that_is_no_calendar_is_told_in_one_sentence(
    desk: Desk, importing: MeetingImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    said: list[str] = []

    def answer(dialog: QDialog) -> None:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.accept()

    dialogs.expect(answer)
    path = desk.workspace.path.parent / "brief.ics"
    path.write_text("Sehr geehrte Damen und Herren", encoding="utf-8")
    importing.read(path)
    qtbot.waitUntil(lambda: bool(said))
    assert any("ist keine Kalenderdatei" in text for text in said)


def test_the_page_asks_for_the_file(desk: Desk, qtbot: QtBot, dialogs: Dialogs) -> None:
    path = desk.workspace.path.parent / "sitzungen.ics"
    seen: list[str] = []

    def choose(dialog: QFileDialog) -> None:
        dialog.selectFile(str(path))
        dialog.accept()

    def answer(dialog: MeetingDialog) -> None:
        seen.append(dialog.windowTitle())
        dialog.cancel.click()

    page = MeetingsView(desk)
    qtbot.addWidget(page)
    exchanges = Exchanges(desk, page)
    page.show_view(desk.view)
    dialogs.expect(choose)
    dialogs.expect(answer)
    page.calendar.click()
    assert exchanges.parent() is page
    qtbot.waitUntil(lambda: seen == ["Kalenderdatei einlesen"])
    assert held(desk) == []

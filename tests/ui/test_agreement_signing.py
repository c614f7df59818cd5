"""Signing an agreement by keys: days, places and originals, and the days that go into the plan."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ozgdesk.commands import signing
from ozgdesk.domain.agreements import Agreement, AgreementCopy, Signature
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import AgreementDate, NoticeTo
from ozgdesk.texts.agreement_dates import PROPOSE_COPIES
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.agreement import AgreementView
from ozgdesk.ui.views.agreement_signing import SigningView
from ozgdesk.ui.views.agreement_steps import StepsView
from ozgdesk.ui.widgets.rows import RowTable
from tests.domain.agreement_rows import AGREEMENT, GLA, agreement_rows, changed
from tests.helpers import cooperation
from tests.ui.agreement_pages import page
from tests.ui.desks import close_desk, make_desk, show_active, type_into

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    term = {"starts_on": date(2027, 1, 1), "notice_months": 6, "notice_to": NoticeTo.YEAR_END}
    found = make_desk(tmp_path, [cooperation(), *changed(agreement_rows(), AGREEMENT, **term)])
    yield found
    close_desk(found)


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> AgreementView:
    made = AgreementView(desk)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    desk.changed.connect(lambda _step: made.show_view(desk.view))
    show_active(qtbot, made)
    made.show_view(desk.view)
    return made


def editor(table: RowTable) -> QLineEdit:
    return next(found for found in table.findChildren(QLineEdit) if found.isVisible())


def type_cell(qtbot: QtBot, table: RowTable, row: int, title: str, text: str, *, down: int = 0) -> None:
    """Press F2 in a cell, with the rows above marked too, and type."""
    column = [column.title for column in table.rows.columns].index(title)
    table.setFocus()
    table.setCurrentIndex(table.rows.index(row, column))
    for _ in range(down):
        qtbot.keyClick(table, KEY.Key_Down, SHIFT)
    qtbot.keyClick(table, KEY.Key_F2)
    type_into(qtbot, editor(table), text)
    qtbot.keyClick(editor(table), KEY.Key_Return)
    QApplication.processEvents()


def click(view: QWidget, words: str) -> None:
    next(button for button in view.findChildren(QPushButton) if button.text() == words).click()


def signatures(desk: Desk) -> list[Signature]:
    return sorted(desk.snapshot.all(Signature), key=lambda row: row.order)


def copies(desk: Desk) -> list[AgreementCopy]:
    return sorted(desk.snapshot.all(AgreementCopy), key=lambda row: row.order)


def test_day_and_place_are_typed_for_all_marked_signatures_at_once(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    table = page(view, "signing", SigningView).signatures
    type_cell(qtbot, table, 0, "unterschrieben am", "15.3.2026", down=1)
    assert [row.signed_on for row in signatures(desk)][:3] == [date(2026, 3, 15)] * 2 + [date(2026, 3, 10)]
    type_cell(qtbot, table, 2, "Ort", "Kronberg", down=1)
    assert [row.place for row in signatures(desk)] == ["", "", "Kronberg", "Kronberg"]
    desk.undo()
    assert [row.place for row in signatures(desk)] == [""] * 4


def test_a_day_to_come_stays_in_the_cell_with_the_reason_and_an_empty_one_takes_the_signature_back(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    found = page(view, "signing", SigningView)
    type_cell(qtbot, found.signatures, 0, "unterschrieben am", "1.1.2099")
    assert "Zukunft" in editor(found.signatures).toolTip()
    assert editor(found.signatures).text() == "1.1.2099"
    qtbot.keyClick(editor(found.signatures), KEY.Key_Escape)
    type_cell(qtbot, found.signatures, 0, "unterschrieben am", "")
    assert signatures(desk)[0].signed_on is None
    assert "Es fehlt 1 von 4 Unterschriften: Usingen (1)." in found.summary.text()


def test_originals_are_made_kept_track_of_and_deleted_by_keys(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    found = page(view, "signing", SigningView)
    click(found, "Ausfertigungen vorsehen")
    type_cell(qtbot, found.copies, 0, "liegt bei", "Rathaus Usingen", down=1)
    assert [row.location for row in copies(desk)] == ["Rathaus Usingen"] * 2
    assert "2\u00a0Ausfertigungen liegen bei „Rathaus Usingen“." in found.summary.text()
    type_cell(qtbot, found.copies, 1, "Bemerkung", "per Bote")
    assert copies(desk)[1].note == "per Bote"
    qtbot.keyClick(found.copies, KEY.Key_Insert)
    assert [row.municipality_id for row in copies(desk)][2:] == [None]
    qtbot.keyClick(found.copies, KEY.Key_Delete)
    assert len(copies(desk)) == 2
    with qtbot.waitSignal(desk.told):
        click(found, "Ausfertigungen vorsehen")


def test_number_of_originals_and_field_for_the_seal_are_set_by_keys(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    options = page(view, "signing", SigningView).options
    type_into(qtbot, options.count, "3")
    qtbot.keyClick(options.count, KEY.Key_Return)
    options.seal.setFocus()
    qtbot.keyClick(options.seal, KEY.Key_Space)
    row = desk.snapshot.get(Agreement, AGREEMENT)
    assert (row.copies_count, row.has_seal_field) == (3, True)
    with qtbot.waitSignal(desk.told):
        type_into(qtbot, options.count, "viele")
        qtbot.keyClick(options.count, KEY.Key_Return)
    assert desk.snapshot.get(Agreement, AGREEMENT).copies_count == 3
    assert options.count.text() == "viele"


def test_an_original_is_found_from_elsewhere(view: AgreementView, desk: Desk) -> None:
    made = desk.commit(PROPOSE_COPIES, signing.propose_copies(AGREEMENT))
    own = next(row for row in made if row.municipality_id == GLA)
    assert view.select(AgreementCopy, own.id)
    assert view.pages.page == "signing"


def test_the_days_go_into_the_plan_and_lead_there(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    found = page(view, "procedure", StepsView)
    with qtbot.waitSignal(desk.told) as told:
        click(found, "Als Meilensteine übernehmen")
    assert told.args[0].startswith("Neu im Plan: A-")
    kept = {row.agreement_date: row for row in desk.snapshot.all(Task) if row.agreement_date}
    notice = kept[AgreementDate.LAST_NOTICE]
    assert found.dates.pick("last_notice")
    assert desk.subject == Subject(Task, notice.id)
    with qtbot.waitSignal(desk.asked_for_place) as wanted:
        qtbot.keyClick(found.dates, KEY.Key_Return)
    assert wanted.args[0] == "plan"
    with qtbot.waitSignal(desk.told) as told:
        click(found, "Als Meilensteine übernehmen")
    assert told.args[0] == "Alle künftigen Termine stehen schon richtig im Plan."

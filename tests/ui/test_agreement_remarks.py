"""Remarks of the partners are worked off by keys on their page, and written beside the text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ozgdesk.commands import agreements, remarks
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.drafting import Remark
from ozgdesk.domain.vocabulary import RemarkState
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.inspector.subject_page import SubjectPage
from ozgdesk.ui.views.agreement import AgreementView
from ozgdesk.ui.views.agreement_remarks import RemarksView
from ozgdesk.ui.views.clause_marks import margin_marks
from tests.domain.agreement_rows import AGREEMENT, GLA, NA, VERSION
from tests.domain.legal_rows import clause_id, position, says, sound_rows
from tests.helpers import cooperation
from tests.ui import agreement_pages as pages
from tests.ui.desks import close_desk, make_desk, show_active, type_into

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
COSTS = clause_id(position("Kosten"))
FORM = clause_id(position("Schriftform"))
ACCESSION = clause_id(position("Beitritt"))
PROPOSAL = "Sachkosten werden monatlich erstattet."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Glashütten proposes another wording of the costs, Neu-Anspach says something about the form."""
    rows = says(sound_rows(), "Beitritt", "Weitere Kommunen können beitreten.")
    found = make_desk(tmp_path, [cooperation(), *rows])
    for part, town, text, proposal in ((COSTS, GLA, "Öfter.", PROPOSAL), (FORM, NA, "Textform genügt.", "")):
        stem = found.snapshot.get(Clause, part).stem
        command = remarks.add_remark(VERSION, stem=stem, municipality_id=town, text=text, proposal=proposal)
        found.commit(steps.ADD_REMARK, command)
    yield found
    close_desk(found)


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> AgreementView:
    found = AgreementView(desk)
    qtbot.addWidget(found)
    found.resize(1100, 900)
    desk.changed.connect(lambda _step: found.show_view(desk.view))
    desk.agreement_chosen.connect(lambda: found.show_view(desk.view))
    found.show_view(desk.view)
    show_active(qtbot, found)
    return found


@pytest.fixture
def page(view: AgreementView) -> RemarksView:
    return pages.page(view, "remarks", RemarksView)


def row_of(desk: Desk, text: str) -> Remark:
    return next(row for row in desk.snapshot.all(Remark) if row.text == text)


def pick(page: RemarksView, desk: Desk, text: str) -> None:
    page.table.setFocus()
    assert page.select(Remark, row_of(desk, text).id)


def press_ue(page: RemarksView) -> None:
    """QTest types no umlauts."""
    plain = Qt.KeyboardModifier.NoModifier
    event = QKeyEvent(QKeyEvent.Type.KeyPress, KEY.Key_Udiaeresis, plain, "ü")
    QApplication.sendEvent(page.table, event)


def shown(page: RemarksView) -> list[str]:
    return [line.title or line.row.text for line in page.table.rows.rows if line.title or line.row]


def test_remarks_stand_below_their_clause_or_their_municipality(page: RemarksView, desk: Desk) -> None:
    nbsp = "\u00a0"
    assert shown(page) == [
        f"§{nbsp}4 (Kosten) (1)",
        "Öfter.",
        f"§{nbsp}9 (Schriftform) (1)",
        "Textform genügt.",
    ]
    page.groups.setCurrentIndex(1)
    page.groups.activated.emit(1)
    assert shown(page)[0] == "Glashütten (1)"
    assert "2 offen" in page.summary.text()


def test_filters_leave_open_ones_or_those_of_a_municipality(page: RemarksView, desk: Desk) -> None:
    desk.run(steps.REJECT_REMARK, remarks.reject_remark(row_of(desk, "Öfter.").id, "Zu oft."))
    page.states.setCurrentIndex(1)
    page.states.activated.emit(1)
    assert [text for text in shown(page) if "§" not in text] == ["Textform genügt."]
    page.towns.setCurrentIndex(page.towns.findData(GLA))
    page.towns.activated.emit(1)
    assert shown(page) == []
    assert page.none.isVisible()
    assert not page.card.isVisible()
    pick(page, desk, "Öfter.")
    assert page.card.told.endswith("abgelehnt")


def test_arrow_keys_pass_over_the_titles_of_groups(page: RemarksView, desk: Desk, qtbot: QtBot) -> None:
    pick(page, desk, "Öfter.")
    qtbot.keyClick(page.table, KEY.Key_Down)
    assert page.card.row is not None
    assert page.card.row.text == "Textform genügt."
    qtbot.keyClick(page.table, KEY.Key_Up)
    assert page.card.row.text == "Öfter."


def test_ue_takes_the_proposal_into_the_text_and_undo_brings_both_back(
    page: RemarksView, desk: Desk, qtbot: QtBot
) -> None:
    pick(page, desk, "Öfter.")
    assert "monatlich" in page.card.wording.toPlainText()
    press_ue(page)
    assert desk.snapshot.get(Clause, COSTS).text == PROPOSAL
    assert row_of(desk, "Öfter.").state is RemarkState.ACCEPTED
    assert page.card.reopen.isVisible()
    desk.undo()
    assert desk.snapshot.get(Clause, COSTS).text.startswith("Sachkosten werden erstattet,")
    assert row_of(desk, "Öfter.").state is RemarkState.OPEN


def test_k_only_calls_it_accepted_and_o_opens_it_again(page: RemarksView, desk: Desk, qtbot: QtBot) -> None:
    pick(page, desk, "Öfter.")
    qtbot.keyClick(page.table, KEY.Key_K)
    assert row_of(desk, "Öfter.").state is RemarkState.ACCEPTED
    assert desk.snapshot.get(Clause, COSTS).text != PROPOSAL
    qtbot.keyClick(page.table, KEY.Key_O)
    assert row_of(desk, "Öfter.").state is RemarkState.OPEN


def test_a_proposal_for_a_frozen_text_needs_a_copy_and_goes_there(
    page: RemarksView, desk: Desk, qtbot: QtBot
) -> None:
    desk.run(steps.FREEZE_VERSION, agreements.freeze_version(VERSION))
    pick(page, desk, "Öfter.")
    with qtbot.waitSignal(desk.told) as told:
        press_ue(page)
    assert "kopieren Sie die Fassung" in told.args[0]
    copy = desk.commit(steps.COPY_VERSION, agreements.copy_version(VERSION, "Zweite"))
    assert "Zweite" in page.card.take.toolTip()
    press_ue(page)
    assert [row.version_id for row in desk.snapshot.all(Clause) if row.text == PROPOSAL] == [copy.id]


def test_b_asks_for_the_reason_in_place(page: RemarksView, desk: Desk, qtbot: QtBot) -> None:
    pick(page, desk, "Öfter.")
    qtbot.keyClick(page.table, KEY.Key_B)
    box = page.card.box
    qtbot.keyClick(box.reason.line, KEY.Key_Return)
    assert box.problem.text().startswith("Bitte nennen Sie den Grund")
    type_into(qtbot, box.reason.line, "Zu viel Aufwand")
    with qtbot.waitSignal(desk.told):
        assert page.table.pick(row_of(desk, "Textform genügt.").id)
    assert page.card.row is not None
    assert (page.card.row.text, box.reason.line.text()) == ("Öfter.", "Zu viel Aufwand")
    qtbot.keyClick(box.reason.line, KEY.Key_Return)
    closed = row_of(desk, "Öfter.")
    assert (closed.state, closed.answer) == (RemarkState.REJECTED, "Zu viel Aufwand")


def test_einfg_writes_a_remark_about_the_current_clause(page: RemarksView, desk: Desk, qtbot: QtBot) -> None:
    pick(page, desk, "Textform genügt.")
    qtbot.keyClick(page.table, KEY.Key_Insert)
    assert "Schriftform" in page.box.part.currentText()
    page.box.town.setCurrentIndex(page.box.town.findData(GLA))
    page.box.copy_wording()
    assert page.box.proposal.read() == "Änderungen bedürfen der Schriftform."
    type_into(qtbot, page.box.text.text, "Bitte klarer.")
    assert not desk.flush()
    qtbot.keyClick(page.box.text.text, KEY.Key_Return, CONTROL)
    made = row_of(desk, "Bitte klarer.")
    assert (made.municipality_id, made.stem) == (GLA, desk.snapshot.get(Clause, FORM).stem)
    assert page.box.isHidden()
    desk.undo()
    assert len(desk.snapshot.all(Remark)) == 2


def test_an_empty_remark_is_not_kept_and_says_why(page: RemarksView, desk: Desk, qtbot: QtBot) -> None:
    page.begin()
    qtbot.keyClick(page.box.text.text, KEY.Key_Return, CONTROL)
    assert page.box.problem.text().startswith("Bitte schreiben Sie")
    qtbot.keyClick(page.box, KEY.Key_Escape)
    assert page.box.isHidden()
    assert len(desk.snapshot.all(Remark)) == 2


def test_entf_deletes_and_undo_brings_it_back(page: RemarksView, desk: Desk, qtbot: QtBot) -> None:
    pick(page, desk, "Öfter.")
    qtbot.keyClick(page.table, KEY.Key_Delete)
    assert [row.text for row in desk.snapshot.all(Remark)] == ["Textform genügt."]
    desk.undo()
    assert len(desk.snapshot.all(Remark)) == 2


def test_return_goes_to_the_clause(page: RemarksView, desk: Desk, qtbot: QtBot) -> None:
    pick(page, desk, "Öfter.")
    with qtbot.waitSignal(desk.asked_for_place) as asked:
        qtbot.keyClick(page.table, KEY.Key_Return)
    assert asked.args == ["agreement", Subject(Clause, COSTS)]


def test_the_text_shows_open_remarks_and_findings_at_its_margin(desk: Desk) -> None:
    marks = margin_marks(desk.view, VERSION)
    assert marks[COSTS].icon == "remark"
    assert marks[COSTS].text == "Anmerkung (Glashütten): Öfter."
    stem = desk.snapshot.get(Clause, ACCESSION).stem
    desk.commit(steps.ADD_REMARK, remarks.add_remark(VERSION, stem=stem, text="Wie genau?"))
    both = margin_marks(desk.view, VERSION)[ACCESSION]
    assert both.icon == "info"
    assert both.text.splitlines()[-1] == "Anmerkung (ohne Kommune): Wie genau?"
    desk.run(steps.ACCEPT_REMARK, remarks.accept_remark(row_of(desk, "Öfter.").id))
    assert COSTS not in margin_marks(desk.view, VERSION)


def test_a_key_on_the_text_writes_a_remark_even_on_a_frozen_text(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    desk.run(steps.FREEZE_VERSION, agreements.freeze_version(VERSION))
    text = pages.text(view)
    text.select(Clause, COSTS)
    text.page.setFocus()
    qtbot.keyClick(text.page, KEY.Key_A, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert not text.remark_box.isHidden()
    type_into(qtbot, text.remark_box.text.text, "Warum?")
    qtbot.keyClick(text.remark_box.text.text, KEY.Key_Return, CONTROL)
    assert row_of(desk, "Warum?").stem == desk.snapshot.get(Clause, COSTS).stem


def test_the_inspector_shows_the_remarks_on_a_clause_and_takes_them_over(desk: Desk, qtbot: QtBot) -> None:
    inspector = SubjectPage(desk, Clause)
    qtbot.addWidget(inspector)
    inspector.show_row(desk.snapshot.get(Clause, COSTS))
    assert inspector.remarks is not None
    [card] = inspector.remarks.cards
    card.take.click()
    assert desk.snapshot.get(Clause, COSTS).text == PROPOSAL
    inspector.show_row(desk.snapshot.get(Clause, COSTS))
    assert card.told.endswith("übernommen")
    inspector.show_row(desk.snapshot.get(Clause, ACCESSION))
    assert inspector.remarks.isHidden()


def test_the_page_without_remarks_says_how_to_begin(page: RemarksView, desk: Desk) -> None:
    page.table.on_remove([row.id for row in desk.snapshot.all(Remark)])  # type: ignore[misc]
    assert page.none.text().startswith("Es gibt noch keine Anmerkung")
    assert page.none.isVisible()
    assert desk.agreement_id == AGREEMENT

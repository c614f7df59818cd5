"""The page Prüfung is read and worked off by keys on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ozgdesk.commands import agreements, clauses
from ozgdesk.domain.agreements import Agreement, Clause, Signature, SupervisorStep
from ozgdesk.domain.drafting import ReviewNote
from ozgdesk.domain.steering import Document
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import ClauseTopic, LegalForm, ReviewState
from ozgdesk.present.naming import finder, row_name
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.agreement import AgreementView
from ozgdesk.ui.views.agreement_check import CheckView
from tests.domain.agreement_rows import AGREEMENT, VERSION, changed, without
from tests.domain.legal_rows import clause_id, position, says, sound_rows
from tests.helpers import cooperation, id_of
from tests.ui import agreement_pages as pages
from tests.ui.desks import close_desk, make_desk, show_active, type_into

KEY = Qt.Key
ACCESSION = clause_id(position("Beitritt"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An Öffnungsklausel that says too little, a task without legal form, missing signatures."""
    rows = without(
        says(sound_rows(), "Beitritt", "Weitere Kommunen können beitreten."), id_of(431), id_of(432)
    )
    rows = changed(rows, id_of(1001), legal_form=LegalForm.NOT_STATED)
    found = make_desk(tmp_path, [cooperation(), *rows, Document(id=id_of(990), title="Vermerk der Aufsicht")])
    yield found
    close_desk(found)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> CheckView:
    view = CheckView(desk)
    qtbot.addWidget(view)
    view.resize(1100, 900)
    desk.changed.connect(lambda _step: view.show_view(desk.view))
    view.show_view(desk.view)
    show_active(qtbot, view)
    return view


def texts(page: CheckView, severity: str) -> list[str]:
    return [row.text for row in page.sections[severity].table.rows.rows]


def pick(page: CheckView, severity: str, code: str) -> None:
    table = page.sections[severity].table
    table.setFocus()
    table.pick(next(row.key for row in table.rows.rows if row.code == code))


def press(page: CheckView, severity: str, key: KEY, qtbot: QtBot) -> None:
    qtbot.keyClick(page.sections[severity].table, key)


def test_findings_stand_under_their_weight_with_norm_place_and_advice(page: CheckView) -> None:
    assert texts(page, "error") == ["Vertragsaufgabe A-001 „Vergabewesen“ hat keine Rechtsform."]
    assert "Unterschriften fehlen oder sind nicht erfasst: GLA." in texts(page, "warning")
    pick(page, "note", "accession_incomplete")
    row = page.card.row
    assert row is not None
    assert (row.place, row.presumed) == ("§\u00a06", "vermutlich „Beitritt weiterer Kommunen“")
    assert row.advice.startswith("Nennen Sie in der Öffnungsklausel")
    assert not page.outcome.isHidden()


def test_g_closes_a_finding_with_a_reason_and_undo_brings_it_back(
    page: CheckView, desk: Desk, qtbot: QtBot
) -> None:
    pick(page, "note", "accession_incomplete")
    press(page, "note", KEY.Key_G, qtbot)
    box = page.card.box
    type_into(qtbot, box.reason.line, "Mit der Aufsicht besprochen")
    box.document.setCurrentIndex(box.document.findData(id_of(990)))
    qtbot.keyClick(box.reason.line, KEY.Key_Return)
    [note] = desk.snapshot.all(ReviewNote)
    assert (note.state, note.document_id) == (ReviewState.CHECKED, id_of(990))
    [closed] = page.closed.table.rows.rows
    assert (closed.reason, closed.document) == ("Mit der Aufsicht besprochen", "Vermerk der Aufsicht")
    assert not page.fold.isHidden()
    page.select(ReviewNote, note.id)
    assert page.card.told.startswith(
        "Hinweis · §\u00a06 · vermutlich „Beitritt weiterer Kommunen“ · geprüft am 23.11.2026 von "
    )
    desk.undo()
    assert page.closed.table.rows.rows == ()
    assert desk.snapshot.all(ReviewNote) == ()


def test_n_asks_for_the_reason_and_without_one_says_so_in_place(
    page: CheckView, desk: Desk, qtbot: QtBot
) -> None:
    pick(page, "note", "accession_incomplete")
    press(page, "note", KEY.Key_N, qtbot)
    qtbot.keyClick(page.card.box.reason.line, KEY.Key_Return)
    assert page.card.box.problem.text().startswith("Bitte nennen Sie den Grund")
    assert desk.snapshot.all(ReviewNote) == ()
    qtbot.keyClick(page.card.box, KEY.Key_Escape)
    assert page.card.box.isHidden()


def test_a_reason_that_is_typed_is_not_lost_when_another_finding_is_picked(
    page: CheckView, desk: Desk, qtbot: QtBot
) -> None:
    pick(page, "note", "accession_incomplete")
    press(page, "note", KEY.Key_N, qtbot)
    qtbot.keyClicks(page.card.box.reason.line, "halb")
    with qtbot.waitSignal(desk.told):
        pick(page, "error", "no_legal_form")
    assert page.card.row is not None
    assert page.card.row.code == "accession_incomplete"
    assert page.card.box.reason.line.text() == "halb"


def test_a_closed_finding_returns_and_says_so_when_its_text_changes(
    page: CheckView, desk: Desk, qtbot: QtBot
) -> None:
    pick(page, "note", "accession_incomplete")
    press(page, "note", KEY.Key_G, qtbot)
    type_into(qtbot, page.card.box.reason.line, "besprochen")
    qtbot.keyClick(page.card.box.reason.line, KEY.Key_Return)
    desk.run(steps.edit(Clause), clauses.edit_clause(ACCESSION, text="Kommunen können stets beitreten."))
    pick(page, "note", "accession_incomplete")
    assert page.card.row is not None
    assert "seither hat sich der Text" in page.card.row.lapsed


def test_a_part_without_text_is_closed_as_not_applicable_and_returns_with_another_heading(
    page: CheckView, desk: Desk, qtbot: QtBot
) -> None:
    part = desk.snapshot.get(Clause, clause_id(position("Mitwirkung")))
    desk.run(steps.edit(Clause), clauses.edit_clause(part.id, text=""))
    pick(page, "note", "empty_clause")
    press(page, "note", KEY.Key_N, qtbot)
    type_into(qtbot, page.card.box.reason.line, "bleibt leer")
    qtbot.keyClick(page.card.box.reason.line, KEY.Key_Return)
    [closed] = page.closed.table.rows.rows
    assert (closed.code, closed.state_text, closed.reason) == (
        "empty_clause",
        "nicht einschlägig",
        "bleibt leer",
    )
    [note] = desk.snapshot.all(ReviewNote)
    assert note.stem == part.stem
    assert row_name(note, finder(desk.snapshot)) == "Vermerk „nicht einschlägig“ zu Form des Textes"
    assert [f.code for f in desk.view.formal_findings if f.subject_id == part.id] == []
    desk.run(steps.edit(Clause), clauses.edit_clause(part.id, heading="Beteiligung"))
    pick(page, "note", "empty_clause")
    assert page.card.row is not None
    assert "seither hat sich der Text" in page.card.row.lapsed


def test_o_opens_a_closed_finding_again(page: CheckView, desk: Desk, qtbot: QtBot) -> None:
    pick(page, "note", "accession_incomplete")
    press(page, "note", KEY.Key_G, qtbot)
    type_into(qtbot, page.card.box.reason.line, "besprochen")
    qtbot.keyClick(page.card.box.reason.line, KEY.Key_Return)
    assert page.select(ReviewNote, desk.snapshot.all(ReviewNote)[0].id)
    qtbot.keyClick(page.closed.table, KEY.Key_O)
    assert desk.snapshot.all(ReviewNote) == ()


def test_a_sets_the_legal_form_that_is_chosen(page: CheckView, desk: Desk, qtbot: QtBot) -> None:
    pick(page, "error", "no_legal_form")
    press(page, "error", KEY.Key_A, qtbot)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClicks(popup.line, "Mandat")
    qtbot.keyClick(popup.line, KEY.Key_Return)
    assert desk.snapshot.get(Task, id_of(1001)).legal_form is LegalForm.MANDATE
    assert texts(page, "error") == []


def test_a_proposes_signatures_and_steps(page: CheckView, desk: Desk, qtbot: QtBot) -> None:
    pick(page, "warning", "signatures_missing")
    press(page, "warning", KEY.Key_A, qtbot)
    assert len(desk.snapshot.all(Signature)) == 4
    assert len(desk.snapshot.all(SupervisorStep)) == 1


def test_a_offers_a_seal_field(page: CheckView, desk: Desk, qtbot: QtBot) -> None:
    pick(page, "note", "no_seal_field")
    press(page, "note", KEY.Key_A, qtbot)
    assert desk.snapshot.get(Agreement, AGREEMENT).has_seal_field


def test_a_inserts_the_missing_clause_from_the_library_and_leads_to_it(
    page: CheckView, desk: Desk, qtbot: QtBot
) -> None:
    part = clause_id(position("Schriftform"))
    desk.run(steps.delete(Clause), clauses.delete_clause(part))
    desk.run(steps.edit(Clause), clauses.edit_clause(ACCESSION, text="Niemand tritt bei."))
    pick(page, "note", "no_written_form")
    with qtbot.waitSignal(desk.asked_for_place) as asked:
        press(page, "note", KEY.Key_A, qtbot)
    inserted = desk.snapshot.get(Clause, asked.args[1].id)
    assert inserted.topic is ClauseTopic.WRITTEN_FORM
    assert "no_written_form" not in {row.code for row in page.sections["note"].table.rows.rows}


def test_return_goes_to_the_place(page: CheckView, desk: Desk, qtbot: QtBot) -> None:
    pick(page, "note", "accession_incomplete")
    with qtbot.waitSignal(desk.asked_for_place) as asked:
        press(page, "note", KEY.Key_Return, qtbot)
    assert asked.args == ["agreement", Subject(Clause, ACCESSION)]
    pick(page, "error", "no_legal_form")
    with qtbot.waitSignal(desk.asked_for_place) as asked:
        press(page, "error", KEY.Key_Return, qtbot)
    assert asked.args == ["plan", Subject(Task, id_of(1001))]


def test_return_turns_to_the_page_that_shows_the_place(desk: Desk, qtbot: QtBot) -> None:
    view = AgreementView(desk)
    qtbot.addWidget(view)
    desk.asked_for_place.connect(lambda _place, subject: view.select(subject.kind, subject.id))
    view.show_view(desk.view)
    show_active(qtbot, view)
    check = pages.page(view, "check", CheckView)
    pick(check, "note", "accession_incomplete")
    press(check, "note", KEY.Key_Return, qtbot)
    assert view.pages.page == "text"
    assert pages.text(view).page.current_id == ACCESSION


def test_the_page_checks_the_version_that_is_looked_at(page: CheckView, desk: Desk) -> None:
    draft = desk.commit(steps.COPY_VERSION, agreements.copy_version(VERSION, "Zweite"))
    copy = next(
        row
        for row in desk.snapshot.all(Clause)
        if row.version_id == draft.id and row.stem == desk.snapshot.get(Clause, ACCESSION).stem
    )
    desk.run(
        steps.edit(Clause), clauses.edit_clause(copy.id, text="Mit Zustimmung, durch schriftliche Änderung.")
    )
    desk.look_at_agreement(AGREEMENT, draft.id)
    page.show_view(desk.view)
    assert "accession_incomplete" not in {row.code for row in page.sections["note"].table.rows.rows}
    desk.look_at_agreement(AGREEMENT, VERSION)
    page.show_view(desk.view)
    assert "accession_incomplete" in {row.code for row in page.sections["note"].table.rows.rows}

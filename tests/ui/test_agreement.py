"""The place Vereinbarung is read and written by keys on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ozgdesk.commands import agreements, clauses
from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause, Signature
from ozgdesk.domain.clauses import Outline
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import ClauseKind, LegalForm
from ozgdesk.present.agreement import version_rows
from ozgdesk.texts import steps
from ozgdesk.texts.clauses import citation
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.agreement import AgreementView
from ozgdesk.ui.views.agreement_duties import DutiesView
from ozgdesk.ui.views.agreement_signing import SigningView
from ozgdesk.ui.views.agreement_steps import StepsView
from ozgdesk.ui.views.clause_surface import Spot
from tests.conftest import Dialogs
from tests.domain.agreement_rows import AGREEMENT, VERSION, agreement_rows
from tests.helpers import cooperation, four_municipalities, id_of
from tests.ui.agreement_pages import page, text
from tests.ui.desks import close_desk, make_desk

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, [cooperation(), *agreement_rows()])
    add(found, ClauseKind.CLAUSE, heading="Gegenstand", text="Die {field:parties} arbeiten zusammen.")
    costs = add(found, ClauseKind.CLAUSE, heading="Kosten")
    add(found, ClauseKind.PARAGRAPH, parent_id=costs.id, text="Erster Absatz.")
    add(found, ClauseKind.PARAGRAPH, parent_id=costs.id, text="Zweiter Absatz.")
    yield found
    close_desk(found)


def add(desk: Desk, kind: ClauseKind, **values: str) -> Clause:
    return desk.commit(steps.create(Clause), clauses.add_clause(VERSION, kind, **values))


def shown(desk: Desk, qtbot: QtBot) -> AgreementView:
    view = AgreementView(desk)
    qtbot.addWidget(view)
    view.resize(1200, 900)
    desk.changed.connect(lambda _step: view.show_view(desk.view))
    with qtbot.waitExposed(view):
        view.show()
    view.show_view(desk.view)
    return view


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> AgreementView:
    return shown(desk, qtbot)


def reading(desk: Desk) -> list[tuple[str, str]]:
    rows = Outline(row for row in desk.snapshot.all(Clause) if row.version_id == VERSION)
    return [(citation(n).replace("\u00a0", " "), n.clause.text or n.clause.heading) for n in rows.nodes]


def spot(view: AgreementView, number: int, field: str = "text") -> Spot:
    return [found for found in text(view).page.spots() if found.field == field][number]


def page_text(view: AgreementView) -> str:
    """What stands on the page, as it is copied."""
    page = text(view).page
    page.select_all()
    page.copy_asked.emit()
    return QApplication.clipboard().text().replace("\u00a0", " ")


def test_the_page_shows_numbers_headings_and_filled_placeholders(view: AgreementView) -> None:
    words = page_text(view)
    assert "§ 1 Gegenstand\nDie die Stadt Usingen und die Gemeinde Glashütten arbeiten zusammen." in words
    assert "(2)\tZweiter Absatz." in words


def test_typing_is_saved_when_the_cursor_leaves_and_undo_takes_it_back(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    text(view).writing.edit(spot(view, 1))
    qtbot.keyClicks(text(view).page.editor, " Mehr.")
    qtbot.keyClick(text(view).page.editor, KEY.Key_Escape)
    assert reading(desk)[2] == ("§ 2 Abs. 1", "Erster Absatz. Mehr.")
    assert text(view).page.editor.isHidden()
    desk.undo()
    assert reading(desk)[2] == ("§ 2 Abs. 1", "Erster Absatz.")


def test_typing_is_saved_after_a_pause(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    text(view).writing.edit(spot(view, 1))
    qtbot.keyClicks(text(view).page.editor, "!")
    qtbot.waitUntil(lambda: reading(desk)[2][1] == "Erster Absatz.!", timeout=3000)
    assert text(view).page.editor.isVisible()


def test_what_is_typed_is_saved_before_another_command(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    text(view).writing.edit(spot(view, 1))
    qtbot.keyClicks(text(view).page.editor, "!")
    desk.run(steps.MAKE_CURRENT, agreements.make_current(VERSION))
    assert reading(desk)[2][1] == "Erster Absatz.!"


def test_undo_while_editing_shows_the_text_as_it_is_again(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    text(view).writing.edit(spot(view, 1))
    qtbot.keyClicks(text(view).page.editor, "!")
    desk.flush()
    desk.undo()
    assert text(view).page.editor.raw() == "Erster Absatz."


def test_return_begins_the_next_absatz(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    text(view).writing.edit(spot(view, 1))
    qtbot.keyClick(text(view).page.editor, KEY.Key_Return)
    qtbot.keyClicks(text(view).page.editor, "Neu.")
    desk.flush()
    assert reading(desk)[2:5] == [
        ("§ 2 Abs. 1", "Erster Absatz."),
        ("§ 2 Abs. 2", "Neu."),
        ("§ 2 Abs. 3", "Zweiter Absatz."),
    ]


def test_control_and_arrows_move_the_part_and_the_editor_goes_along(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    text(view).writing.edit(spot(view, 2))
    qtbot.keyClick(text(view).page.editor, KEY.Key_Up, CTRL)
    assert reading(desk)[2:4] == [("§ 2 Abs. 1", "Zweiter Absatz."), ("§ 2 Abs. 2", "Erster Absatz.")]
    assert text(view).page.editor.raw() == "Zweiter Absatz."


def test_tab_nests_and_shift_tab_lifts(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    text(view).writing.edit(spot(view, 2))
    qtbot.keyClick(text(view).page.editor, KEY.Key_Tab)
    assert reading(desk)[3] == ("§ 2 Nr. 1", "Zweiter Absatz.")
    qtbot.keyClick(text(view).page.editor, KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert reading(desk)[3] == ("§ 2 Abs. 2", "Zweiter Absatz.")


def test_backspace_in_an_empty_absatz_deletes_it(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    text(view).writing.edit(spot(view, 2))
    editor = text(view).page.editor
    qtbot.keyClick(editor, KEY.Key_A, CTRL)
    qtbot.keyClick(editor, KEY.Key_Backspace)
    qtbot.keyClick(editor, KEY.Key_Backspace)
    assert [place for place, _ in reading(desk)] == ["§ 1", "§ 2", "§ 2"]
    assert text(view).page.spot == spot(view, 1)


def test_arrows_at_the_edge_go_to_the_neighbour(view: AgreementView, qtbot: QtBot) -> None:
    text(view).writing.edit(spot(view, 1))
    qtbot.keyClick(text(view).page.editor, KEY.Key_Down)
    assert text(view).page.spot == spot(view, 2)


def test_placeholders_are_chips_that_survive_editing(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    text(view).writing.edit(spot(view, 0))
    assert "parties" not in text(view).page.editor.toPlainText()
    qtbot.keyClicks(text(view).page.editor, " Gut.")
    desk.flush()
    assert reading(desk)[0][1] == "Die {field:parties} arbeiten zusammen. Gut."


def test_a_reference_is_chosen_by_typing_and_put_at_the_cursor(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    text(view).writing.edit(spot(view, 2))
    text(view)._choose_reference(view)
    chooser = text(view)._references
    qtbot.keyClicks(chooser.line, "gegenst")
    assert [chooser.list.item(i).text() for i in range(chooser.list.count())] == ["§\u00a01 (Gegenstand)"]
    qtbot.keyClick(chooser.line, KEY.Key_Return)
    desk.flush()
    stem = next(row.stem for row in desk.snapshot.all(Clause) if row.heading == "Gegenstand")
    assert reading(desk)[3][1] == f"Zweiter Absatz.{{ref:{stem}}}"


def test_without_a_cursor_the_user_is_told_where_to_click(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.told) as told:
        text(view)._choose_field(view)
    assert "klicken Sie zuerst" in told.args[0]


def test_pasted_text_loses_control_characters_and_that_is_said(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    text(view).writing.edit(spot(view, 1))
    data = QMimeData()
    data.setText("\u202eA\u0007\tB\u000bC\ufeff")
    with qtbot.waitSignal(desk.told) as told:
        text(view).page.editor.insertFromMimeData(data)
    assert (
        told.args[0]
        .replace("\u00a0", " ")
        .startswith("3 unsichtbare Zeichen wurden beim Einfügen weggelassen")
    )
    desk.flush()
    assert reading(desk)[2][1] == "Erster Absatz.A B\nC"


def test_a_click_on_the_page_edits_that_part(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    page = text(view).page
    wanted = spot(view, 1)
    point = page.row_rect(wanted.clause_id).center()
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert page.spot == wanted
    assert desk.subject == Subject(Clause, wanted.clause_id)


def test_a_frozen_version_shows_its_lock_and_cannot_be_edited(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    view._freeze_version()
    assert not text(view).chooser.lock.isHidden()
    assert "eingefroren am" in text(view).chooser.state.text()
    text(view).writing.edit(spot(view, 1))
    qtbot.keyClick(text(view).page, KEY.Key_F2)
    assert text(view).page.editor.isHidden()
    assert not view._freeze.isEnabled()


def test_typing_into_a_frozen_text_says_where_to_go_on(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    view._freeze_version()
    before = reading(desk)
    for press in (KEY.Key_A, KEY.Key_Return, KEY.Key_Insert, KEY.Key_Delete):
        with qtbot.waitSignal(desk.told) as told:
            qtbot.keyClick(text(view).page, press)
        assert "arbeiten Sie an einer Kopie weiter" in told.args[0]
    assert reading(desk) == before


def test_an_empty_version_says_how_to_begin(view: AgreementView, desk: Desk) -> None:
    made = desk.run(steps.create(AgreementVersion), agreements.add_version(AGREEMENT, "Entwurf"))
    assert made is not None
    text(view).show_version(desk.view, version_rows(desk.view, AGREEMENT)[-1])
    assert text(view).page.rows == ()
    assert "Einfg" in text(view).page.hint


def test_a_copy_of_a_frozen_version_is_shown_and_can_be_edited(view: AgreementView, desk: Desk) -> None:
    view._freeze_version()
    view._copy_version()
    assert text(view).chooser.versions.currentText() == "Fassung (Kopie)"
    text(view).writing.edit(spot(view, 1))
    assert text(view).page.editor.isVisible()


def test_a_new_part_stands_at_the_nearest_place_it_may(view: AgreementView, desk: Desk) -> None:
    text(view).page.pick(spot(view, 1).clause_id)
    text(view).writing.add(ClauseKind.NUMBER)
    assert reading(desk)[3] == ("§ 2 Abs. 1 Nr. 1", "")
    text(view).writing.add(ClauseKind.CLAUSE)
    assert reading(desk)[-1] == ("§ 3", "")
    assert text(view).page.spot == Spot(text(view).page.current_id or "", "heading")


def test_keys_on_the_page_walk_add_and_delete(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    page = text(view).page
    page.setFocus()
    for _ in range(4):
        qtbot.keyClick(page, KEY.Key_Down)
    assert text(view).outline.current_id() == page.current_id == spot(view, 2).clause_id
    qtbot.keyClick(page, KEY.Key_Insert)
    assert reading(desk)[-1] == ("§ 2 Abs. 3", "")
    qtbot.keyClick(page.editor, KEY.Key_Escape)
    qtbot.keyClick(page, KEY.Key_Delete)
    assert reading(desk)[-1] == ("§ 2 Abs. 2", "Zweiter Absatz.")


def test_the_outline_leads_to_the_part(view: AgreementView, desk: Desk) -> None:
    wanted = spot(view, 2).clause_id
    text(view).outline.setCurrentItem(text(view).outline._items[wanted])
    assert text(view).page.current_id == wanted
    assert desk.subject == Subject(Clause, wanted)


def test_the_band_says_the_effect_and_unfolds_into_reasons(view: AgreementView, desk: Desk) -> None:
    assert view.banner._light.accessibleName() == "Wirksam seit 10.03.2026"
    view.banner._fold.setChecked(True)
    assert view.banner._table.isVisible()
    view.banner._table.pick("1")
    assert "Quelle" not in view.banner._detail.text()
    assert "HGO" in view.banner._detail.text()
    assert desk.subject is not None


def test_a_signature_day_is_typed_in_place(view: AgreementView, desk: Desk) -> None:
    table = page(view, "signing", SigningView).signatures
    column = next(c for c in table.rows.columns if c.title == "unterschrieben am")
    assert column.edit is not None
    row = table.rows.rows[0]
    column.edit(row, "15.3.2026")
    assert desk.snapshot.get(Signature, row.id).signed_on.isoformat() == "2026-03-15"
    assert column.edit(row, "irgendwann")
    assert desk.snapshot.get(Signature, row.id).signed_on.isoformat() == "2026-03-15"


def test_the_legal_form_is_chosen_in_place(view: AgreementView, desk: Desk) -> None:
    table = page(view, "duties", DutiesView).duties
    column = next(c for c in table.rows.columns if c.title == "Rechtsform")
    assert column.edit is not None
    column.edit(table.rows.rows[0], "Delegation")
    assert desk.snapshot.get(Task, id_of(1001)).legal_form is LegalForm.DELEGATION
    assert "Genehmigung und Bekanntmachung" in view.banner._procedure.text()


def test_rows_are_found_from_elsewhere(view: AgreementView, desk: Desk) -> None:
    clause = spot(view, 2).clause_id
    assert view.select(Clause, clause)
    assert text(view).page.current_id == clause
    assert view.select(Signature, id_of(411))
    assert view.pages.page == "signing"
    assert view.select(Agreement, AGREEMENT)
    assert view.select(AgreementVersion, VERSION)
    assert not view.select(Task, id_of(1001))


def test_an_empty_project_offers_the_first_step(tmp_path: Path, qtbot: QtBot, dialogs: Dialogs) -> None:
    desk = make_desk(tmp_path, [cooperation(), *four_municipalities()])
    view = shown(desk, qtbot)
    assert view._stack.currentIndex() == 0
    dialogs.expect(lambda dialog: dialog.bare.click())
    view._start()
    assert view._stack.currentIndex() == 1
    assert text(view).chooser.versions.currentText() == "Arbeitsentwurf"
    assert text(view).chooser.state.text() == "maßgeblich"
    text(view).writing.add_next()
    qtbot.keyClicks(text(view).page.editor, "Zweck")
    desk.flush()
    assert [row.heading for row in desk.snapshot.all(Clause)] == ["Zweck"]
    close_desk(desk)


def test_user_text_is_never_read_as_markup(view: AgreementView, desk: Desk) -> None:
    desk.commit(steps.edit(Clause), clauses.edit_clause(spot(view, 1).clause_id, text="<b>fett</b> & {x}"))
    assert "<b>fett</b> & {x}" in page_text(view)
    QApplication.processEvents()


def test_search_goes_round_through_the_parts(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    view.find_here()
    bar = text(view).find_bar
    qtbot.keyClicks(bar.line, "absatz")
    assert bar.count.text() == "1 von 2"
    for wanted in (2, 1, 2):
        qtbot.keyClick(bar.line, KEY.Key_Return)
        assert text(view).page.current_id == spot(view, wanted).clause_id
    bar.line.setText("Weltraum")
    assert bar.count.text() == "kein Treffer"
    qtbot.keyClick(bar.line, KEY.Key_Escape)
    assert bar.isHidden()


def test_an_effect_is_attested_with_evidence_and_taken_back(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    recorded = page(view, "procedure", StepsView).recorded
    recorded.day.setText("1.3.2026")
    with qtbot.waitSignal(desk.told) as told:
        recorded.record()
    assert "woraus die Wirksamkeit hervorgeht" in told.args[0]
    recorded.evidence.setText("Amtsblatt")
    recorded.record()
    assert view.banner._light.accessibleName() == "Wirksam seit 01.03.2026 (laut Feststellung)"
    recorded.day.setText("bald")
    with qtbot.waitSignal(desk.told):
        recorded.record()
    assert recorded.day.property("look") == "wrong"
    recorded.day.setText("")
    recorded.record()
    assert view.banner._light.accessibleName() == "Wirksam seit 10.03.2026"


def test_a_party_is_added_and_taken_away(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    signing = page(view, "signing", SigningView)
    signing._choose_party()
    assert signing._towns.list.count() == 2
    signing._towns.list.setCurrentRow(1)
    qtbot.keyClick(signing._towns.line, KEY.Key_Return)
    table = signing.parties
    assert [row.municipality.code for row in table.rows.rows] == ["USI", "GLA", "SCHM"]
    assert table.on_remove is not None
    table.on_remove([table.rows.rows[2].id])
    assert len(table.rows.rows) == 2

"""An agreement is begun, extended and its clauses kept with the library, by keys on a real file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.commands import agreements
from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause
from ozgdesk.domain.clauses import outline
from ozgdesk.domain.drafting import ClauseTemplate
from ozgdesk.domain.skeleton import SkeletonChoices, stated_choices
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import ClauseTopic, CostKey, LegalForm, NoticeTo
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.agreement import AgreementView
from ozgdesk.ui.views.clause_library import insert_from_library
from ozgdesk.ui.views.clause_library_dialog import ClauseLibraryDialog
from ozgdesk.ui.views.clause_surface import Spot
from ozgdesk.ui.views.own_clause_dialog import OwnClauseDialog
from ozgdesk.ui.views.skeleton_dialog import SkeletonDialog
from tests.conftest import Dialogs
from tests.helpers import cooperation, four_municipalities, id_of, lead, task
from tests.ui.agreement_pages import text
from tests.ui.desks import close_desk, make_desk, show_active, type_into

KEY = Qt.Key


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    duty = task(1, "Sitzungsdienst", is_contractual=True)
    found = make_desk(tmp_path, [cooperation(), *four_municipalities(), duty, lead(duty, 2)])
    yield found
    close_desk(found)


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> AgreementView:
    found = AgreementView(desk)
    qtbot.addWidget(found)
    found.resize(1200, 900)
    desk.changed.connect(lambda _step: found.show_view(desk.view))
    show_active(qtbot, found)
    found.show_view(desk.view)
    return found


def begun(view: AgreementView, dialogs: Dialogs) -> AgreementView:
    dialogs.expect(lambda dialog: dialog.write.click())
    view._start()
    return view


def headings(desk: Desk, version_id: str) -> list[str]:
    return [row.heading for row in outline(desk.snapshot, version_id).children(None)]


def chosen(dialog: ClauseLibraryDialog) -> str:
    assert dialog.chosen is not None
    return dialog.chosen.name


def test_an_agreement_begins_with_a_whole_draft_in_one_step(
    view: AgreementView, desk: Desk, dialogs: Dialogs
) -> None:
    def answer(dialog: SkeletonDialog) -> None:
        assert dialog.form.value is LegalForm.NOT_STATED, "no document says it, so nothing is chosen"
        dialog.title.setText("Vereinbarung OZG")
        dialog.form.choose(LegalForm.MANDATE)
        dialog.sets_form.setChecked(True)
        dialog.is_open.choose(False)
        assert "§\u00a011  Kreis der Beteiligten" in [
            dialog.outline.item(row).text() for row in range(dialog.outline.count())
        ]
        dialog.write.click()

    dialogs.expect(answer)
    view._start()
    (agreement,) = desk.snapshot.all(Agreement)
    assert (agreement.title, agreement.term_years) == ("Vereinbarung OZG", 5)
    assert "Kreis der Beteiligten" in headings(desk, text(view).writing.version_id)
    assert [row.legal_form for row in desk.snapshot.all(Task)] == [LegalForm.MANDATE]
    desk.undo()
    assert not desk.snapshot.all(Agreement)
    assert [row.legal_form for row in desk.snapshot.all(Task)] == [LegalForm.NOT_STATED]
    assert view._stack.currentIndex() == 0


def test_without_an_end_the_draft_always_says_how_notice_is_given(qtbot: QtBot) -> None:
    dialog = SkeletonDialog(None, ())
    qtbot.addWidget(dialog)
    dialog.has_notice.choose(False)
    assert dialog.choices.months is None
    dialog.is_limited.choose(False)
    assert dialog.has_notice.value is True
    assert (dialog.choices.years, dialog.choices.months) == (None, 6)
    assert not dialog.hint.isHidden()


def test_what_an_agreement_states_is_chosen_beforehand(qtbot: QtBot) -> None:
    row = Agreement(
        id=id_of(1),
        title="ÖRV",
        order="a",
        cost_key=CostKey.POPULATION,
        starts_on=date(2027, 1, 1),
        ends_on=date(2034, 12, 31),
        notice_months=5,
        notice_to=NoticeTo.QUARTER_END,
    )
    dialog = SkeletonDialog(None, (), stated_choices(row))
    qtbot.addWidget(dialog)
    assert dialog.choices == replace(stated_choices(row), form=LegalForm.NOT_STATED)
    assert (dialog.choices.years, dialog.choices.months) == (8, 5)
    silent = Agreement(id=id_of(1), title="ÖRV", order="a")
    assert stated_choices(silent) == SkeletonChoices()
    bound = Agreement(id=id_of(1), title="ÖRV", order="a", is_unlimited=True, has_notice_clause=False)
    assert SkeletonDialog(None, (), stated_choices(bound)).choices.has_notice


def test_a_title_is_needed_for_a_new_agreement(qtbot: QtBot) -> None:
    dialog = SkeletonDialog("ÖRV", ())
    qtbot.addWidget(dialog)
    dialog.title.setText("  ")
    assert not dialog.write.isEnabled()


def test_a_draft_goes_into_the_empty_version_and_else_into_a_new_one(
    view: AgreementView, desk: Desk, dialogs: Dialogs
) -> None:
    desk.run(steps.create(Agreement), agreements.start_agreement("ÖRV"))
    for expected in (1, 2):
        dialogs.expect(lambda dialog: dialog.write.click())
        view._write_draft()
        assert len(desk.snapshot.all(AgreementVersion)) == expected
    assert text(view).chooser.versions.currentText() == "Entwurf aus der Bibliothek"


def test_a_clause_is_found_by_typing_and_put_behind_the_current_section(
    view: AgreementView, desk: Desk, dialogs: Dialogs, qtbot: QtBot
) -> None:
    begun(view, dialogs)
    version = text(view).writing.version_id
    tops = outline(desk.snapshot, version).children(None)
    inner = outline(desk.snapshot, version).children(tops[2].id)[1]
    text(view).select(Clause, inner.id)

    def answer(dialog: ClauseLibraryDialog) -> None:
        show_active(qtbot, dialog)
        type_into(qtbot, dialog.search, "mehrheit lenkung")
        assert chosen(dialog) == "Lenkungsgruppe mit Mehrheitsbeschlüssen"
        assert "Lenkungsgruppe mit einstimmigen Beschlüssen" in dialog.preview.toPlainText()
        qtbot.keyClick(dialog.search, KEY.Key_Return)

    dialogs.expect(answer)
    text(view).page.setFocus()
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(text(view).page, KEY.Key_B, control_shift)
    assert dialogs.unanswered == 0
    assert headings(desk, version)[3] == "Mitwirkung und Lenkungsgruppe"
    made = outline(desk.snapshot, version).children(None)[3]
    assert text(view).page.current_id == made.id
    desk.undo()
    assert headings(desk, version) == [row.heading for row in tops]


def test_the_list_is_walked_with_the_arrows_and_says_when_nothing_fits(desk: Desk, qtbot: QtBot) -> None:
    dialog = ClauseLibraryDialog(desk.view)
    qtbot.addWidget(dialog)
    show_active(qtbot, dialog)
    assert chosen(dialog) == "Eingangsformel"
    for _ in range(2):
        qtbot.keyClick(dialog.search, KEY.Key_Down)
    assert chosen(dialog) == "Präambel", "headings of topics are passed over"
    qtbot.keyClick(dialog.search, KEY.Key_Up)
    assert chosen(dialog) == "Eingangsformel mit Fundstelle"
    type_into(qtbot, dialog.search, "Raumschiff")
    assert dialog.chosen is None
    assert not dialog.take.isEnabled()
    assert "Kein Baustein" in dialog.preview.toPlainText()


def test_a_finding_opens_the_library_at_its_topic_and_the_clause_finds_its_place(
    view: AgreementView, desk: Desk, dialogs: Dialogs
) -> None:
    begun(view, dialogs)
    version = text(view).writing.version_id

    def answer(dialog: ClauseLibraryDialog) -> None:
        assert chosen(dialog) == "Kündigung mit Frist"
        dialog.pick("notice-cause")
        dialog.accept()

    dialogs.expect(answer)
    made = insert_from_library(desk, version, None, view, ClauseTopic.NOTICE)
    assert made is not None
    place = headings(desk, version).index("Auseinandersetzung")
    assert headings(desk, version)[place - 2 : place] == ["Kündigung", "Kündigung"]


def test_what_a_clause_points_at_and_the_text_lacks_is_told(
    view: AgreementView, desk: Desk, dialogs: Dialogs
) -> None:
    told: list[str] = []
    desk.told.connect(told.append)
    dialogs.expect(lambda dialog: dialog.bare.click())
    view._start()
    dialogs.expect(lambda dialog: (dialog.pick("settlement"), dialog.accept()))
    text(view).insert_template()
    assert "„Kosten und Abrechnung“" in told[-1]
    words = " ".join(row.text for row in desk.snapshot.all(Clause))
    assert "nach [Regelung „Kosten und Abrechnung“ fehlt noch] ab." in words


def test_what_is_being_typed_is_kept_when_a_clause_is_inserted(
    view: AgreementView, desk: Desk, dialogs: Dialogs, qtbot: QtBot
) -> None:
    begun(view, dialogs)
    tops = outline(desk.snapshot, text(view).writing.version_id).children(None)
    first = outline(desk.snapshot, text(view).writing.version_id).children(tops[2].id)[0]
    text(view).writing.edit(Spot(first.id, "text"))
    editor = text(view).page.editor
    editor.setFocus()
    qtbot.keyClicks(editor, " Getippt.")
    dialogs.expect(lambda dialog: (dialog.pick("liability"), dialog.accept()))
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(editor, KEY.Key_B, control_shift)
    assert desk.snapshot.get(Clause, first.id).text.endswith(" Getippt.")
    assert headings(desk, text(view).writing.version_id)[3] == "Haftung"


def test_a_clause_that_no_field_holds_is_not_saved(qtbot: QtBot) -> None:
    row = ClauseTemplate(id=id_of(5), order="a", name="Lang", text="Wort")
    dialog = OwnClauseDialog(row.name, row)
    qtbot.addWidget(dialog)
    assert dialog.save.isEnabled()
    dialog.text.setPlainText("Wort " * 50_000)
    assert not dialog.save.isEnabled()
    assert "200\u00a0000 Zeichen" in dialog.save.toolTip()


def test_a_frozen_version_takes_no_clause(view: AgreementView, desk: Desk, dialogs: Dialogs) -> None:
    begun(view, dialogs)
    view._freeze_version()
    before = len(desk.snapshot.all(Clause))
    text(view).insert_template()
    assert len(desk.snapshot.all(Clause)) == before


def keep_liability(view: AgreementView, desk: Desk, dialogs: Dialogs) -> None:
    """Begin a draft and keep its § Haftung as an own clause."""
    begun(view, dialogs)
    version = text(view).writing.version_id
    liability = next(r for r in outline(desk.snapshot, version).children(None) if r.heading == "Haftung")
    text(view).select(Clause, liability.id)

    def name_it(dialog: OwnClauseDialog) -> None:
        assert dialog.name.text() == "Haftung"
        dialog.name.setText("Unsere Haftung")
        dialog.save.click()

    dialogs.expect(name_it)
    text(view).keep_current()


def test_an_own_clause_is_kept_changed_and_used(view: AgreementView, desk: Desk, dialogs: Dialogs) -> None:
    keep_liability(view, desk, dialogs)
    (kept,) = desk.snapshot.all(ClauseTemplate)
    assert (kept.name, kept.topic) == ("Unsere Haftung", ClauseTopic.LIABILITY)

    def change_it(own: OwnClauseDialog) -> None:
        own.text.setPlainText("§ 1 Haftung\n\nNeu \u2028gefasst.")
        own.save.click()

    def use_it(dialog: ClauseLibraryDialog) -> None:
        dialog.search.setText("(eigener)")
        assert dialog.list.currentItem().text().strip() == "Unsere Haftung (eigener)"
        dialogs.expect(change_it)
        dialog.change.click()
        dialog.accept()

    dialogs.expect(use_it)
    text(view).insert_template()
    assert "Neu\ngefasst." in [row.text for row in desk.snapshot.all(Clause)]


def test_an_own_clause_is_deleted_and_comes_back(view: AgreementView, desk: Desk, dialogs: Dialogs) -> None:
    keep_liability(view, desk, dialogs)

    def delete_it(dialog: ClauseLibraryDialog) -> None:
        dialog.search.setText("(eigener)")
        dialog.remove.click()
        assert dialog.chosen is None
        dialog.reject()

    dialogs.expect(delete_it)
    text(view).insert_template()
    assert not desk.snapshot.all(ClauseTemplate)
    desk.undo()
    assert len(desk.snapshot.all(ClauseTemplate)) == 1

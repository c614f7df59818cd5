"""The text of an agreement is written with real keys, as in a word processor."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ozgdesk.commands import clauses
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.agreement import AgreementView
from ozgdesk.ui.views.clause_surface import Spot
from tests.ui.agreement_pages import text
from tests.ui.agreement_writing import CTRL, KEY, SHIFT, add, desk, edit, press, reading, view, write

__all__ = ["desk", "view"]


def test_return_in_an_empty_absatz_at_the_end_begins_the_next_paragraf(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    edit(view, "zahlt jeder")
    press(view, qtbot, KEY.Key_Return, KEY.Key_Return)
    write(view, qtbot, "Beitritt")
    press(view, qtbot, KEY.Key_Return)
    write(view, qtbot, "Andere treten bei.")
    desk.flush()
    rows = [row for row in desk.snapshot.all(Clause) if row.heading == "Beitritt"]
    assert [(row.kind, row.text) for row in rows] == [(ClauseKind.CLAUSE, "Andere treten bei.")]
    assert [place for place, _ in reading(desk)][-2:] == ["§ 3", "§ 4"]


def test_return_in_an_empty_nummer_goes_up_to_the_next_absatz(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    edit(view, "eine Nummer")
    press(view, qtbot, KEY.Key_Return, KEY.Key_Return)
    write(view, qtbot, "Danach.")
    desk.flush()
    assert ("§ 2 Abs. 2", "Danach.") in reading(desk)


def test_return_in_a_paragraf_without_absaetze_makes_two_of_them(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    edit(view, "haftet selbst")
    press(view, qtbot, KEY.Key_Return)
    write(view, qtbot, "Auch grob.")
    desk.flush()
    assert reading(desk)[-3:] == [
        ("§ 3", "Haftung"),
        ("§ 3 Abs. 1", "Jede Kommune haftet selbst."),
        ("§ 3 Abs. 2", "Auch grob."),
    ]


def test_backspace_at_the_start_takes_back_what_return_did(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    before = reading(desk)
    edit(view, "zahlt jeder")
    press(view, qtbot, KEY.Key_Left, KEY.Key_Left, KEY.Key_Return, KEY.Key_Backspace)
    assert reading(desk) == before
    write(view, qtbot, "s")
    assert text(view).page.editor.raw().endswith("zahlt jedesr.")


def test_delete_at_the_end_takes_the_next_part_in_and_references_follow(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    edit(view, "eine Nummer")
    press(view, qtbot, KEY.Key_Home, KEY.Key_Backspace)
    assert reading(desk)[2][1] == "Erster Absatz. eine Nummer"
    stem = next(row.stem for row in desk.snapshot.all(Clause) if row.text.startswith("Erster"))
    edit(view, "eine Nummer")
    press(view, qtbot, KEY.Key_End, KEY.Key_Delete)
    assert reading(desk)[2] == ("§ 2", f"Erster Absatz. eine Nummer Nach {{ref:{stem}}} zahlt jeder.")


def test_backspace_at_the_first_absatz_goes_to_the_heading_and_changes_nothing(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    before = reading(desk)
    edit(view, "Erster")
    press(view, qtbot, KEY.Key_Home, KEY.Key_Backspace)
    assert text(view).page.spot is not None
    assert text(view).page.spot.field == "heading"
    assert reading(desk) == before


def test_undo_and_redo_in_the_text_mean_the_project(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    before = reading(desk)
    edit(view, "haftet selbst")
    write(view, qtbot, " Ja.")
    press(view, qtbot, KEY.Key_Return)
    after = reading(desk)
    qtbot.keyClick(text(view).page.editor, KEY.Key_Z, CTRL)
    assert text(view).page.spot is not None
    qtbot.keyClick(text(view).page.editor, KEY.Key_Z, CTRL)
    assert reading(desk) == before
    qtbot.keyClick(text(view).page.editor, KEY.Key_Y, CTRL)
    qtbot.keyClick(text(view).page.editor, KEY.Key_Y, CTRL)
    assert reading(desk) == after


def test_an_absatz_at_the_end_moves_on_into_the_next_paragraf(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    edit(view, "zahlt jeder")
    qtbot.keyClick(text(view).page.editor, KEY.Key_Down, CTRL)
    assert [place for place, _ in reading(desk)] == ["§ 1", "§ 2", "§ 2", "§ 2 Nr. 1", "§ 3", "§ 3"]


def test_copied_text_reads_for_others_and_keeps_its_placeholders_here(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    edit(view, "Gegenstand")
    qtbot.keyClick(text(view).page.editor, KEY.Key_A, CTRL)
    qtbot.keyClick(text(view).page.editor, KEY.Key_C, CTRL)
    words = QApplication.clipboard().text()
    assert words == "Die die Stadt Usingen und die Gemeinde Glashütten arbeiten zusammen."
    edit(view, "haftet selbst")
    qtbot.keyClick(text(view).page.editor, KEY.Key_V, CTRL)
    assert text(view).page.editor.raw().endswith("selbst.Die {field:parties} arbeiten zusammen.")


def test_several_pasted_paragraphs_become_parts_in_one_step(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    edit(view, "zahlt jeder")
    data = QMimeData()
    data.setText("§ 9 Laufzeit\n(1) Zwei Jahre.\n(2) Danach:\n1. erstens,\n2. zweitens.\n")
    text(view).page.editor.insertFromMimeData(data)
    assert reading(desk)[5:10] == [
        ("§ 3", "Laufzeit"),
        ("§ 3 Abs. 1", "Zwei Jahre."),
        ("§ 3 Abs. 2", "Danach:"),
        ("§ 3 Abs. 2 Nr. 1", "erstens,"),
        ("§ 3 Abs. 2 Nr. 2", "zweitens."),
    ]
    desk.undo()
    assert len(reading(desk)) == 6


def test_a_clipboard_that_holds_only_a_web_page_is_pasted_as_text(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    page = "<p class=MsoNormal><b>§&nbsp;9 Laufzeit</b></p><p>(1) Zwei Jahre.</p><p>(2) Danach.</p>"
    data = QMimeData()
    data.setHtml(page)
    QApplication.clipboard().setMimeData(data)
    text(view).page.setFocus()
    text(view).page.pick(text(view).page.rows[-1].id)
    qtbot.keyClick(text(view).page, KEY.Key_V, CTRL)
    assert reading(desk)[-3:] == [
        ("§ 4", "Laufzeit"),
        ("§ 4 Abs. 1", "Zwei Jahre."),
        ("§ 4 Abs. 2", "Danach."),
    ]
    edit(view, "Danach")
    data = QMimeData()
    data.setHtml("<b>und</b> weiter.")
    QApplication.clipboard().setMimeData(data)
    qtbot.keyClick(text(view).page.editor, KEY.Key_V, CTRL)
    assert text(view).page.editor.raw() == "Danach.und weiter."


def test_a_word_without_end_is_broken_anywhere_and_stays_whole(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    word = "x" * 20_000
    row = text(view).page.rows[-1]
    desk.commit(steps.edit(Clause), clauses.edit_clause(row.id, text=f"Kurz {word} Ende."))
    edit(view, "Kurz")
    anywhere = QTextOption.WrapMode.WrapAnywhere
    assert text(view).page.editor.wordWrapMode() is anywhere
    text(view).writing.close()
    [block] = [
        b for b in text(view).page.stack.part(len(text(view).page.rows) - 1).blocks if b.field == "text"
    ]
    assert block.layout.textOption().wrapMode() is anywhere
    edit(view, "Erster")
    assert text(view).page.editor.wordWrapMode() is not anywhere
    assert desk.snapshot.get(Clause, row.id).text == f"Kurz {word} Ende."


def test_pasted_lines_continue_the_list_and_an_empty_part_gives_way(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    edit(view, "zahlt jeder")
    press(view, qtbot, KEY.Key_Return)
    data = QMimeData()
    data.setText("Erste Zeile.\n\nZweite Zeile.")
    text(view).page.editor.insertFromMimeData(data)
    assert reading(desk)[5:7] == [("§ 2 Abs. 3", "Erste Zeile."), ("§ 2 Abs. 4", "Zweite Zeile.")]
    assert len(reading(desk)) == 8


def test_words_are_replaced_one_by_one_and_placeholders_are_left(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.keyClick(text(view).page, KEY.Key_H, CTRL)
    bar = text(view).find_bar
    assert bar.isVisible()
    qtbot.keyClicks(bar.line, "die ")
    assert bar.count.text() == "1 von 3, 2 in Platzhaltern"
    qtbot.keyClicks(bar.replacement, "Alle ")
    bar.replacement.setFocus()
    qtbot.keyClick(bar.replacement, KEY.Key_Return)
    assert reading(desk)[0][1] == "Alle {field:parties} arbeiten zusammen."
    assert bar.count.text() == "1 von 2, 2 in Platzhaltern"
    assert not bar.all.isEnabled()


def test_all_words_are_replaced_in_one_step(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    before = reading(desk)
    text(view).finding.open(replaces=True)
    bar = text(view).find_bar
    qtbot.keyClicks(bar.line, "absatz")
    qtbot.keyClicks(bar.replacement, "Passus")
    with qtbot.waitSignal(desk.told) as told:
        bar.all.click()
    assert told.args[0].replace("\u00a0", " ") == "1 Stelle ersetzt."
    assert reading(desk)[2][1] == "Erster Passus."
    desk.undo()
    assert reading(desk) == before


def test_what_is_found_is_marked_in_the_page_until_the_search_is_closed(
    view: AgreementView, qtbot: QtBot
) -> None:
    text(view).finding.open(replaces=False)
    qtbot.keyClicks(text(view).find_bar.line, "haft")
    last = text(view).page.rows[-1]
    assert text(view).page.hits == {last.id: {"heading": [(0, 4, True)], "text": [(13, 17, False)]}}
    qtbot.keyClick(text(view).find_bar.line, KEY.Key_Escape)
    assert text(view).page.hits == {}


def test_a_reference_is_inserted_with_keys_alone(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    edit(view, "haftet selbst")
    qtbot.keyClick(text(view).page.editor, KEY.Key_R, CTRL)
    chooser = text(view)._references
    qtbot.keyClicks(chooser.line, "gegenst")
    qtbot.keyClick(chooser.line, KEY.Key_Return)
    desk.flush()
    assert reading(desk)[-1][1].startswith("Jede Kommune haftet selbst.{ref:")


def test_return_in_the_formula_begins_a_line(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    formula = add(desk, ClauseKind.FORMULA, text="Zwischen")
    text(view).writing.edit(Spot(formula.id, "text"))
    press(view, qtbot, KEY.Key_Return)
    write(view, qtbot, "den Kommunen")
    desk.flush()
    assert desk.snapshot.get(Clause, formula.id).text == "Zwischen\nden Kommunen"


def test_arrows_over_either_edge_go_to_the_neighbours(view: AgreementView, qtbot: QtBot) -> None:
    edit(view, "zahlt jeder")
    press(view, qtbot, KEY.Key_Right)
    spot = text(view).page.spot
    assert spot is not None
    assert (spot.field, text(view).page.editor.raw()) == ("heading", "Haftung")
    press(view, qtbot, KEY.Key_Left)
    assert text(view).page.editor.raw().endswith("zahlt jeder.")


def test_end_and_home_go_to_the_last_and_the_first_part(view: AgreementView, qtbot: QtBot) -> None:
    page = text(view).page
    page.setFocus()
    qtbot.keyClick(page, KEY.Key_End)
    assert page.current_id == page.rows[-1].id
    qtbot.keyClick(page, KEY.Key_Home, SHIFT)
    assert len(page.selected()) == 6


def test_undo_of_a_new_paragraf_goes_back_to_its_absatz(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    before = reading(desk)
    edit(view, "zahlt jeder")
    press(view, qtbot, KEY.Key_Return, KEY.Key_Return)
    spot = text(view).page.spot
    assert spot is not None
    assert spot.field == "heading"
    qtbot.keyClick(text(view).page.editor, KEY.Key_Z, CTRL)
    assert text(view).page.spot == Spot(spot.clause_id, "text")
    qtbot.keyClick(text(view).page.editor, KEY.Key_Z, CTRL)
    assert reading(desk) == before
    qtbot.keyClick(text(view).page.editor, KEY.Key_Y, CTRL)
    qtbot.keyClick(text(view).page.editor, KEY.Key_Y, CTRL)
    assert desk.snapshot.get(Clause, spot.clause_id).kind is ClauseKind.CLAUSE

"""The text of an agreement is written with real keys and the mouse, as in a word processor."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from ozgdesk.commands import clauses
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clauses import Outline
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.texts import steps
from ozgdesk.texts.clauses import citation
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.panes import focus_into
from ozgdesk.ui.views.agreement import AgreementView
from ozgdesk.ui.views.clause_surface import MarginMark, Spot
from tests.domain.agreement_rows import VERSION, agreement_rows
from tests.helpers import cooperation
from tests.ui.agreement_pages import text
from tests.ui.desks import close_desk, make_desk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, [cooperation(), *agreement_rows()])
    add(found, ClauseKind.CLAUSE, heading="Gegenstand", text="Die {field:parties} arbeiten zusammen.")
    costs = add(found, ClauseKind.CLAUSE, heading="Kosten")
    first = add(found, ClauseKind.PARAGRAPH, parent_id=costs.id, text="Erster Absatz.")
    add(found, ClauseKind.PARAGRAPH, parent_id=costs.id, text=f"Nach {{ref:{first.stem}}} zahlt jeder.")
    add(found, ClauseKind.NUMBER, parent_id=first.id, text="eine Nummer")
    add(found, ClauseKind.CLAUSE, heading="Haftung", text="Jede Kommune haftet selbst.")
    yield found
    found.flush()
    close_desk(found)


def add(desk: Desk, kind: ClauseKind, **values: str) -> Clause:
    return desk.commit(steps.create(Clause), clauses.add_clause(VERSION, kind, **values))


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> AgreementView:
    view = AgreementView(desk)
    qtbot.addWidget(view)
    view.resize(1200, 900)
    desk.changed.connect(lambda _step: view.show_view(desk.view))
    with qtbot.waitExposed(view):
        view.show()
    view.show_view(desk.view)
    focus_into(view)
    return view


def reading(desk: Desk) -> list[tuple[str, str]]:
    rows = Outline(row for row in desk.snapshot.all(Clause) if row.version_id == VERSION)
    return [(citation(n).replace("\u00a0", " "), n.clause.text or n.clause.heading) for n in rows.nodes]


def edit(view: AgreementView, words: str, field: str = "text") -> None:
    row = next(row for row in text(view).page.rows if words in f"{row.heading} {row.text}")
    text(view).writing.edit(Spot(row.id, field))


def press(view: AgreementView, qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(text(view).page.editor, key)


def write(view: AgreementView, qtbot: QtBot, words: str) -> None:
    qtbot.keyClicks(text(view).page.editor, words)


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


def test_a_click_puts_the_cursor_where_it_was_made(view: AgreementView, qtbot: QtBot) -> None:
    page = text(view).page
    row = page.rows[-1]
    rect = page.row_rect(row.id)
    qtbot.mouseClick(page.viewport(), LEFT, pos=QPoint(rect.left() + 1, rect.bottom() - 4))
    write(view, qtbot, "X")
    assert page.editor.raw() == "XJede Kommune haftet selbst."


def test_the_mouse_moves_a_part_by_its_margin_in_one_step(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    page = text(view).page
    moved, target = page.rows[-1], page.rows[0]
    start = QPoint(page.stack.look.left - 12, page.row_rect(moved.id).top() + 6)
    qtbot.mousePress(page.viewport(), LEFT, pos=start)
    for y in (start.y() - 40, page.row_rect(target.id).top()):
        qtbot.mouseMove(page.viewport(), QPoint(start.x(), y))
    assert page.drop_line == (0, 0)
    qtbot.mouseRelease(page.viewport(), LEFT, pos=QPoint(start.x(), page.row_rect(target.id).top()))
    assert reading(desk)[0][0] == "§ 1"
    assert page.rows[0].heading == "Haftung"
    desk.undo()
    assert page.rows[0].heading == "Gegenstand"


def test_escape_while_dragging_leaves_everything_where_it_is(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    page, before = text(view).page, reading(desk)
    start = QPoint(page.stack.look.left - 12, page.row_rect(page.rows[-1].id).top() + 6)
    qtbot.mousePress(page.viewport(), LEFT, pos=start)
    qtbot.mouseMove(page.viewport(), start - QPoint(0, 40))
    qtbot.mouseMove(page.viewport(), QPoint(start.x(), 60))
    qtbot.keyClick(page, KEY.Key_Escape)
    qtbot.mouseRelease(page.viewport(), LEFT, pos=QPoint(start.x(), 60))
    assert (page.drop_line, reading(desk)) == (None, before)


def test_an_absatz_at_the_end_moves_on_into_the_next_paragraf(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    edit(view, "zahlt jeder")
    qtbot.keyClick(text(view).page.editor, KEY.Key_Down, CTRL)
    assert [place for place, _ in reading(desk)] == ["§ 1", "§ 2", "§ 2", "§ 2 Nr. 1", "§ 3", "§ 3"]


def test_several_parts_are_selected_copied_and_deleted(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    page = text(view).page
    page.setFocus()
    page.pick(page.rows[2].id)
    for _ in range(2):
        qtbot.keyClick(page, KEY.Key_Down, SHIFT)
    qtbot.keyClick(page, KEY.Key_C, CTRL)
    words = QApplication.clipboard().text().replace("\u00a0", " ")
    assert words == "(1)\tErster Absatz.\n1.\teine Nummer\n(2)\tNach § 2 Abs. 1 (Kosten) zahlt jeder."
    qtbot.keyClick(page, KEY.Key_Delete)
    assert len(reading(desk)) == 3
    desk.undo()
    assert len(reading(desk)) == 6


def test_select_all_twice_in_the_text_selects_the_whole_version(view: AgreementView, qtbot: QtBot) -> None:
    edit(view, "Erster")
    qtbot.keyClick(text(view).page.editor, KEY.Key_A, CTRL)
    assert text(view).page.editor.isVisible()
    qtbot.keyClick(text(view).page.editor, KEY.Key_A, CTRL)
    assert text(view).page.editor.isHidden()
    assert len(text(view).page.selected()) == 6


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


def test_a_margin_mark_says_when_it_is_clicked(view: AgreementView, qtbot: QtBot) -> None:
    page = text(view).page
    row = page.rows[1]
    page.set_marks({row.id: MarginMark("warning", "warning", "Schlüssel fehlt.")})
    look = page.stack.look
    spot = QPoint(look.left + look.measure + 12, page.row_rect(row.id).top() + 8)
    with qtbot.waitSignal(page.mark_picked) as picked:
        qtbot.mouseClick(page.viewport(), LEFT, pos=spot)
    assert picked.args == [row.id]


def test_sentences_are_counted_on_demand_and_clicks_still_find_their_letter(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    page = text(view).page
    row = page.rows[-1]
    desk.commit(steps.edit(Clause), clauses.edit_clause(row.id, text="Das gilt. Jenes auch."))
    shown = [block.layout.text() for block in page.stack.part(len(page.rows) - 1).blocks]
    assert "Das gilt. Jenes auch." in shown
    button = next(b for b in text(view).findChildren(QToolButton) if b.text() == "Sätze")
    button.click()
    shown = [block.layout.text() for block in page.stack.part(len(page.rows) - 1).blocks]
    assert "¹Das gilt. ²Jenes auch." in shown
    button.click()
    assert page.sentences_of is None


def test_a_reference_is_inserted_with_keys_alone(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    edit(view, "haftet selbst")
    qtbot.keyClick(text(view).page.editor, KEY.Key_R, CTRL)
    chooser = text(view)._references
    qtbot.keyClicks(chooser.line, "gegenst")
    qtbot.keyClick(chooser.line, KEY.Key_Return)
    desk.flush()
    assert reading(desk)[-1][1].startswith("Jede Kommune haftet selbst.{ref:")


def test_parts_are_cut_out_and_put_elsewhere(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    page = text(view).page
    page.setFocus()
    page.pick(page.rows[3].id)
    qtbot.keyClick(page, KEY.Key_X, CTRL)
    assert len(reading(desk)) == 5
    page.pick(page.rows[-1].id)
    qtbot.keyClick(page, KEY.Key_V, CTRL)
    assert len(reading(desk)) == 6
    assert reading(desk)[-1][1] == "eine Nummer"


def test_return_in_the_formula_begins_a_line(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    formula = add(desk, ClauseKind.FORMULA, text="Zwischen")
    text(view).writing.edit(Spot(formula.id, "text"))
    press(view, qtbot, KEY.Key_Return)
    write(view, qtbot, "den Kommunen")
    desk.flush()
    assert desk.snapshot.get(Clause, formula.id).text == "Zwischen\nden Kommunen"


def test_in_a_narrow_window_the_buttons_are_icons_with_names(view: AgreementView, qtbot: QtBot) -> None:
    button = next(b for b in text(view).findChildren(QToolButton) if b.text() == "Verweis")
    assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    view.resize(760, 700)
    qtbot.waitUntil(lambda: button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly)
    assert button.accessibleName() == "Verweis"
    assert view.width() == 760


def test_a_click_behind_a_placeholder_counts_it_as_one_sign(view: AgreementView, qtbot: QtBot) -> None:
    page = text(view).page
    part, row = page.stack.part(0), page.rows[0]
    [block] = [block for block in part.blocks if block.field == "text"]
    place = row.text.index("zusammen")
    line = block.layout.lineForTextPosition(place)
    x, _ = line.cursorToX(place)
    top = page.line_top(0) + block.y + line.y() + 5
    point = QPoint(round(page.stack.look.left + block.x + x), round(top))
    qtbot.mouseClick(page.viewport(), LEFT, pos=point)
    write(view, qtbot, "gut ")
    assert page.editor.raw() == "Die {field:parties} arbeiten gut zusammen."


def test_a_click_finds_its_letter_among_counted_sentences(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    page = text(view).page
    row = page.rows[-1]
    desk.commit(steps.edit(Clause), clauses.edit_clause(row.id, text="Das gilt. Jenes auch."))
    next(b for b in text(view).findChildren(QToolButton) if b.text() == "Sätze").click()
    part = page.stack.part(len(page.rows) - 1)
    [block] = [block for block in part.blocks if block.field == "text"]
    line = block.layout.lineAt(0)
    x, _ = line.cursorToX(block.shown(10))
    point = QPoint(
        round(page.stack.look.left + block.x + x), round(page.line_top(len(page.rows) - 1) + block.y + 8)
    )
    qtbot.mouseClick(page.viewport(), LEFT, pos=point)
    write(view, qtbot, "Auch ")
    assert page.editor.raw() == "Das gilt. Auch Jenes auch."

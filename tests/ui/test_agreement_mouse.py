"""The mouse on the page of an agreement: clicks, drags, selections and signs at the margin."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from ozgdesk.commands import clauses
from ozgdesk.domain.agreements import Clause
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.agreement import AgreementView
from ozgdesk.ui.views.clause_surface import MarginMark
from tests.ui.agreement_pages import text
from tests.ui.agreement_writing import CTRL, KEY, LEFT, SHIFT, desk, edit, reading, view, write

__all__ = ["desk", "view"]


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


def test_the_wheel_over_the_field_turns_the_page(view: AgreementView, qtbot: QtBot) -> None:
    page = text(view).page
    view.resize(1200, 420)
    edit(view, "Gegenstand")
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    point = QPointF(5, 5)
    wheel = QWheelEvent(
        point, QPointF(page.editor.viewport().mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    before = page.verticalScrollBar().value()
    QApplication.sendEvent(page.editor.viewport(), wheel)
    assert page.verticalScrollBar().value() > before

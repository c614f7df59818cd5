"""The outline beside the page: parts are put in another order with the mouse and with keys."""

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from ozgdesk.commands import agreements
from ozgdesk.domain.agreements import Clause
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.agreement import AgreementView
from ozgdesk.ui.views.clause_outline import ClauseOutline
from tests.domain.agreement_rows import VERSION
from tests.ui.agreement_pages import text
from tests.ui.agreement_writing import CTRL, KEY, LEFT, desk, reading, view

__all__ = ["desk", "view"]


def spot(outline: ClauseOutline, words: str) -> QPoint:
    """The middle of the item that says these words."""
    found = next(item for item in outline._items.values() if words in item.text(0))
    rect = outline.visualItemRect(found)
    return QPoint(rect.left() + 20, rect.center().y())


def hold(outline: ClauseOutline, qtbot: QtBot, words: str, *ways: QPoint) -> None:
    """Press on an item and move the mouse on."""
    qtbot.mousePress(outline.viewport(), LEFT, pos=spot(outline, words))
    for point in ways:
        qtbot.mouseMove(outline.viewport(), point)


def let_go(outline: ClauseOutline, qtbot: QtBot, point: QPoint) -> None:
    qtbot.mouseRelease(outline.viewport(), LEFT, pos=point)


def headings(desk: Desk) -> list[str]:
    return [words for place, words in reading(desk) if "Abs." not in place and "Nr." not in place]


def test_a_paragraf_is_dragged_in_the_outline_in_one_step_and_references_follow(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    outline, before = text(view).outline, reading(desk)
    top = spot(outline, "Gegenstand") - QPoint(0, 9)
    hold(outline, qtbot, "Kosten", top + QPoint(0, 12), top)
    assert outline.drop_line is not None
    let_go(outline, qtbot, top)
    assert outline.drop_line is None
    assert [words for place, words in reading(desk) if place in ("§ 1", "§ 2", "§ 3")][0] == "Kosten"
    row = next(row for row in text(view).page.rows if "zahlt jeder" in row.text)
    assert row.text.replace("\u00a0", " ") == "Nach § 1 Abs. 1 (Kosten) zahlt jeder."
    desk.undo()
    assert reading(desk) == before


def test_an_absatz_goes_into_another_paragraf_that_is_folded_open(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    outline = text(view).outline
    outline.expandAll()
    below = spot(outline, "Haftung") + QPoint(16, 12)
    hold(outline, qtbot, "zahlt jeder", below - QPoint(0, 20), below)
    let_go(outline, qtbot, below)
    assert [place for place, words in reading(desk) if "zahlt jeder" in words] == ["§ 3"]


def test_what_is_folded_takes_nothing_in_and_its_line_stands_between_what_is_seen(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    outline = text(view).outline
    point = spot(outline, "Kosten") + QPoint(0, 10)
    hold(outline, qtbot, "Haftung", point - QPoint(0, 6), point)
    assert outline.drop_line is not None
    costs = next(item for item in outline._items.values() if "Kosten" in item.text(0))
    assert outline.drop_line.y() == outline.visualItemRect(costs).bottom() + 1
    let_go(outline, qtbot, point)


def test_escape_and_a_frozen_version_leave_the_order_as_it_is(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    outline, before = text(view).outline, reading(desk)
    top = spot(outline, "Gegenstand") - QPoint(0, 9)
    hold(outline, qtbot, "Haftung", top)
    qtbot.keyClick(outline, KEY.Key_Escape)
    let_go(outline, qtbot, top)
    assert (outline.drop_line, reading(desk)) == (None, before)
    desk.commit("Einfrieren", agreements.freeze_version(VERSION))
    before = reading(desk)
    hold(outline, qtbot, "Haftung", top)
    assert outline.drop_line is None
    let_go(outline, qtbot, top)
    assert reading(desk) == before


def test_keys_move_a_part_in_the_outline(view: AgreementView, desk: Desk, qtbot: QtBot) -> None:
    outline = text(view).outline
    outline.setFocus()
    qtbot.mouseClick(outline.viewport(), LEFT, pos=spot(outline, "Haftung"))
    qtbot.keyClick(outline, KEY.Key_Up, CTRL)
    rows = [row for row in desk.snapshot.all(Clause) if row.heading]
    assert [row.heading for row in sorted(rows, key=lambda row: row.order)] == [
        "Gegenstand",
        "Haftung",
        "Kosten",
    ]
    assert outline.current_id() == next(row.id for row in rows if row.heading == "Haftung")

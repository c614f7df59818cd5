"""A paragraph of many words is written in stretches, and neither its keys nor its words or lines tell it."""

import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ozgdesk.commands import clauses
from ozgdesk.domain.agreements import Clause
from ozgdesk.texts import steps
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.agreement import AgreementView
from ozgdesk.ui.views.clause_chips import ChipWords
from ozgdesk.ui.views.clause_editor import ClauseEditor
from ozgdesk.ui.views.clause_stretches import SEAM, sign_of_place
from tests.ui.agreement_pages import text
from tests.ui.agreement_writing import CTRL, KEY, LEFT, SHIFT, desk, edit, view

__all__ = ["desk", "view"]

NONE = Qt.KeyboardModifier.NoModifier
WORDS = " ".join(f"Wort{number} im Absatz der Vereinbarung," for number in range(300))


@pytest.fixture
def sheet(qtbot: QtBot) -> QWidget:
    found = QWidget()
    qtbot.addWidget(found)
    found.resize(520, 3600)
    return found


@pytest.fixture
def long(sheet: QWidget, qtbot: QtBot) -> ClauseEditor:
    found = ClauseEditor(sheet)
    found.set_look(theme.font(), 20)
    found.open(WORDS, lambda token: ChipWords(token, ""), is_line=False, name="Text")
    found.setGeometry(0, 0, 500, 3500)
    with qtbot.waitExposed(sheet):
        sheet.show()
    qtbot.waitUntil(lambda: found.document().blockCount() > 3)
    return found


def lines(document: QTextDocument) -> list[str]:
    """The lines as they are broken."""
    shown, block = [], document.firstBlock()
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            shown.append(block.text()[line.textStart() :][: line.textLength()])
        block = block.next()
    return shown


def ends(found: QTextEdit) -> tuple[int, int]:
    """Cursor and anchor of the selection in signs of the text."""
    cursor = found.textCursor()
    return sign_of_place(found.document(), cursor.position()), sign_of_place(
        found.document(), cursor.anchor()
    )


def seams(found: QTextEdit) -> list[int]:
    """Places in the document behind which a seam stands."""
    return [place for place, sign in enumerate(found.document().toRawText()) if sign == SEAM]


def test_a_long_text_reads_and_breaks_into_lines_as_if_it_were_whole(long: ClauseEditor) -> None:
    before = lines(long.document())
    assert long.raw() == WORDS
    assert not long.is_dirty()
    whole = QTextDocument(WORDS)
    whole.setDocumentMargin(0)
    whole.setDefaultFont(long.document().defaultFont())
    whole.setTextWidth(long.document().textWidth())
    assert whole.blockCount() == 1
    assert whole.size().height() > 0
    assert before == lines(whole)


def test_keys_in_a_long_text_do_what_they_do_in_a_whole_one(long: ClauseEditor, qtbot: QtBot) -> None:
    whole = QTextEdit()
    qtbot.addWidget(whole)
    whole.setPlainText(WORDS)
    keys = [KEY.Key_Left, KEY.Key_Right, KEY.Key_Backspace, KEY.Key_Delete, KEY.Key_X]
    ways = [KEY.Key_Left, KEY.Key_Right]
    luck = random.Random(7)
    for number in range(60):
        if number % 10 == 0:
            long.show_raw(long.raw())
            qtbot.waitUntil(lambda: len(seams(long)) > 3)
        place = sign_of_place(long.document(), luck.choice(seams(long))) + luck.randint(-2, 3)
        long.set_place(place)
        cursor = whole.textCursor()
        cursor.setPosition(place)
        whole.setTextCursor(cursor)
        for _ in range(5):
            key = luck.choice(keys)
            held = luck.choice([NONE, SHIFT]) if key in ways else NONE
            for field in (long, whole):
                qtbot.keyClick(field, key, held)
            assert (long.raw(), *ends(long)) == (whole.toPlainText(), *ends(whole))


def test_a_pause_breaks_the_lines_anew_and_keeps_what_is_selected(long: ClauseEditor, qtbot: QtBot) -> None:
    seam = seams(long)[1]
    long.set_place(sign_of_place(long.document(), seam) - 30)
    qtbot.keyClicks(long, "viele neue Worte mitten hinein, ")
    cursor = long.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.WordRight, QTextCursor.MoveMode.KeepAnchor, 9)
    long.setTextCursor(cursor)
    chosen, raw = long.selected_words(), long.raw()
    with qtbot.waitSignal(long.paused):
        pass
    assert (long.selected_words(), long.raw()) == (chosen, raw)
    widths = [len(line) for line in lines(long.document())[:-1]]
    assert min(widths) > 0.7 * max(widths)


def test_another_width_breaks_the_lines_of_a_long_text_anew(long: ClauseEditor, qtbot: QtBot) -> None:
    long.resize(380, 4800)
    qtbot.waitUntil(lambda: min(len(line) for line in lines(long.document())[:-1]) > 30)
    assert max(len(line) for line in lines(long.document())) < 62
    assert long.raw() == WORDS


def test_copied_across_a_seam_the_words_are_whole(long: ClauseEditor, qtbot: QtBot) -> None:
    qtbot.keyClick(long, KEY.Key_A, CTRL)
    qtbot.keyClick(long, KEY.Key_C, CTRL)
    assert QApplication.clipboard().text() == WORDS
    qtbot.keyClick(long, KEY.Key_Delete)
    assert long.raw() == ""
    qtbot.keyClick(long, KEY.Key_V, CTRL)
    assert long.raw() == WORDS


@pytest.mark.parametrize("word", ["Wort0", "Wort120", "Wort299"])
def test_three_clicks_select_the_whole_paragraph(long: ClauseEditor, qtbot: QtBot, word: str) -> None:
    spot = long.cursorRect(long.document().find(word)).center()
    qtbot.mouseDClick(long.viewport(), LEFT, pos=spot)
    assert 0 < len(long.selected_words()) < 20
    qtbot.mousePress(long.viewport(), LEFT, pos=spot)
    assert long.selected_words() == WORDS


def test_a_click_far_down_in_a_long_paragraph_is_saved_where_it_was_made(
    view: AgreementView, desk: Desk, qtbot: QtBot
) -> None:
    page = text(view).page
    row = page.rows[-1]
    desk.commit(steps.edit(Clause), clauses.edit_clause(row.id, text=WORDS))
    edit(view, "Wort0")
    editor = page.editor
    qtbot.waitUntil(lambda: editor.document().blockCount() > 3)
    cursor = editor.document().find("Wort120")
    spot = editor.cursorRect(editor.document().find("im", cursor)).bottomLeft()
    qtbot.mouseClick(editor.viewport(), LEFT, pos=QPoint(spot.x() - 16, spot.y() - 4))
    qtbot.keyClicks(editor, "X")
    desk.flush()
    assert desk.snapshot.get(Clause, row.id).text.count("X") == 1
    assert len(desk.snapshot.get(Clause, row.id).text) == len(WORDS) + 1

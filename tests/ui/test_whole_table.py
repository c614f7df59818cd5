"""Groups on a page: tables show all their rows, and the page follows the keys."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ozgdesk.ui.start import start_qt
from ozgdesk.ui.widgets import groups
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable


@dataclass(frozen=True)
class Row:
    id: str


def table(name: str) -> RowTable:
    return RowTable(RowModel((Column("Name", lambda row: row.id, stretch=True),)), name)


def page_of(qtbot: QtBot, *tables: RowTable) -> QWidget:
    start_qt("light")
    page = QWidget()
    qtbot.addWidget(page)
    groups.fill(page, *(groups.group(found.accessibleName(), found) for found in tables))
    page.resize(400, 300)
    page.show()
    return page


def test_a_table_on_a_page_shows_every_row_and_grows_with_them(qtbot: QtBot) -> None:
    start_qt("light")
    few, many = table("wenige"), table("viele")
    page = page_of(qtbot, few, many)
    few.rows.set_rows(tuple(Row(str(n)) for n in range(3)))
    many.rows.set_rows(tuple(Row(str(n)) for n in range(30)))
    assert page.isVisible()
    for found in (few, many):
        qtbot.waitUntil(lambda found=found: found.verticalScrollBar().maximum() == 0)
        last = found.visualRect(found.model().index(found.model().rowCount() - 1, 0))
        assert found.viewport().rect().contains(last)


def test_the_page_follows_the_current_row(qtbot: QtBot) -> None:
    start_qt("light")
    many = table("viele")
    page = page_of(qtbot, many)
    many.rows.set_rows(tuple(Row(str(n)) for n in range(30)))
    scroll = page.findChild(QScrollArea)
    assert isinstance(scroll, QScrollArea)
    many.setFocus()
    qtbot.waitUntil(many.hasFocus)
    qtbot.keyClick(many, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    row = many.visualRect(many.currentIndex())
    seen = scroll.viewport().mapFromGlobal(many.viewport().mapToGlobal(row.center()))
    assert scroll.viewport().rect().contains(seen)
    qtbot.keyClick(many, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    top = scroll.viewport().mapFromGlobal(many.viewport().mapToGlobal(QPoint(5, 5)))
    assert scroll.viewport().rect().contains(top)

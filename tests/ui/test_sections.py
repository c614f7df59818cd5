"""A short table is as high as its rows and lets the arrow keys go on to the next one."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ozgdesk.present.steering import GrantRow
from ozgdesk.ui import theme
from ozgdesk.ui.start import start_qt
from ozgdesk.ui.widgets.rows import Column, RowModel
from ozgdesk.ui.widgets.sections import Section


def row(number: int) -> GrantRow:
    return GrantRow(str(number), f"Förderung {number}", "", "", (), None)


def section(title: str, parent: QWidget) -> Section:
    model = RowModel((Column("Name", lambda r: r.name, stretch=True),), lambda r: r.grant_id)
    return Section(title, model, "Keine Förderung.", parent, new="Neu")


@pytest.fixture
def two(qtbot: QtBot) -> Iterator[tuple[Section, Section]]:
    start_qt("light")
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    first, second = section("Oben", window), section("Unten", window)
    layout.addWidget(first)
    layout.addWidget(second)
    first.show_rows((row(1), row(2)))
    second.show_rows((row(3),))
    with qtbot.waitExposed(window):
        window.show()
    yield first, second
    window.close()


def test_a_short_table_is_as_high_as_its_rows(two: tuple[Section, Section]) -> None:
    first, second = two
    assert first.table.sizeHint().height() - second.table.sizeHint().height() == theme.ROW_HEIGHT


def test_an_empty_section_says_so_instead_of_showing_a_table(two: tuple[Section, Section]) -> None:
    first, _ = two
    first.show_rows(())
    assert not first.table.isVisible()
    assert first._empty.isVisible()
    assert first._count.text() == ""


def test_down_on_the_last_row_goes_on_and_space_acts_on_the_row(
    two: tuple[Section, Section], qtbot: QtBot
) -> None:
    first, second = two
    acted: list[str] = []
    first.table.on_space = acted.append
    first.table.setFocus()
    first.table.pick("2")
    qtbot.keyClick(first.table, Qt.Key.Key_Space)
    qtbot.keyClick(first.table, Qt.Key.Key_Down)
    assert acted == ["2"]
    assert not first.table.hasFocus()
    assert second.new_button is not None
    second.table.setFocus()
    qtbot.keyClick(second.table, Qt.Key.Key_Up)
    assert not second.table.hasFocus()

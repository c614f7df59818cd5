"""Tables of rows: keys, copying for spreadsheets, and a selection that survives new rows."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ozgdesk.formats import sort_key
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable
from tests.ui.desks import show_active


@dataclass(frozen=True)
class Row:
    id: str
    name: str
    days: int | None = None


ROWS = (Row("a", "Öl", 3), Row("b", "Zug", None), Row("c", "Ofen", 12))


@pytest.fixture
def edits() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def table(qtbot: QtBot, edits: list[tuple[str, str]]) -> RowTable:
    columns: list[Column[Row]] = [
        Column(
            "Name",
            lambda row: row.name,
            stretch=True,
            sort=lambda row: sort_key(row.name),
            edit=lambda row, typed: edits.append((row.id, typed)),
        ),
        Column(
            "Tage",
            lambda row: "" if row.days is None else str(row.days),
            right=True,
            sort=lambda row: row.days,
        ),
    ]
    model: RowModel[Any] = RowModel(columns)
    model.set_rows(ROWS)
    found = RowTable(model, "Dinge")
    qtbot.addWidget(found)
    found.show()
    return found


def shown(table: RowTable) -> list[str]:
    return [row.id for row in table.rows.rows]


def test_the_model_keeps_the_rules_of_qt(table: RowTable) -> None:
    QAbstractItemModelTester(table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.rows.set_rows(ROWS[:2])
    table.rows.set_rows([replace(ROWS[0], name="Anders"), ROWS[1]])


def test_sorting_is_german_and_by_value_with_nothing_last(table: RowTable) -> None:
    table.rows.sort(0)
    assert shown(table) == ["c", "a", "b"]
    table.rows.sort(1, Qt.SortOrder.DescendingOrder)
    assert shown(table) == ["c", "a", "b"]
    table.rows.sort(1, Qt.SortOrder.AscendingOrder)
    assert shown(table) == ["a", "c", "b"]
    table.rows.sort(-1)
    assert shown(table) == ["a", "b", "c"]


def test_the_selection_stays_with_its_row(table: RowTable) -> None:
    table.pick("b")
    table.rows.set_rows([Row("z", "Neu"), *ROWS])
    assert table.picked_id() == "b"
    assert table.selected_ids() == ["b"]


def test_new_rows_do_not_count_as_a_choice(table: RowTable, qtbot: QtBot) -> None:
    table.pick("b")
    picked: list[str] = []
    table.row_picked.connect(picked.append)
    table.rows.set_rows([Row("z", "Neu"), *ROWS])
    assert picked == []
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert picked == ["c"]


def test_copied_rows_paste_into_a_spreadsheet(table: RowTable, qtbot: QtBot) -> None:
    table.rows.set_rows([Row("a", "Öl\nund\tmehr", 3), *ROWS[1:]])
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Name\tTage\nÖl und mehr\t3\nZug\t\nOfen\t12\n"


def test_keys_create_open_and_remove(table: RowTable, qtbot: QtBot) -> None:
    said: list[object] = []
    table.on_create = lambda: said.append("new")
    table.on_remove = said.append
    table.row_opened.connect(said.append)
    table.pick("c")
    for key in (Qt.Key.Key_Insert, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        qtbot.keyClick(table, key)
    assert said == ["new", "c", ["c"]]


def test_a_cell_is_edited_in_place_and_only_the_command_changes_it(
    table: RowTable, qtbot: QtBot, edits: list[tuple[str, str]]
) -> None:
    table.setCurrentIndex(table.rows.index(1, 0))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Bahn")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: edits == [("b", "Bahn")])
    assert table.rows.rows[1].name == "Zug"


def test_the_context_menu_offers_what_is_possible(table: RowTable) -> None:
    assert [action.text().split("\t")[0] for action in table.menu().actions()] == []
    table.pick("a")
    table.on_create = table.on_remove = lambda *_: None
    texts = [action.text().split("\t")[0] for action in table.menu().actions() if action.text()]
    assert texts == ["Neu", "Kopieren", "Löschen"]


def test_getting_the_keys_is_not_a_choice_of_a_row(table: RowTable, qtbot: QtBot) -> None:
    picked: list[str] = []
    table.row_picked.connect(picked.append)
    show_active(qtbot, table)
    table.setFocus()
    assert table.hasFocus()
    assert picked == []
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert picked == ["b"]


def test_spare_columns_make_room_for_the_others_and_come_back(qtbot: QtBot) -> None:
    columns: list[Column[Row]] = [
        Column("Tage", lambda row: str(row.days or ""), 80, spare=2),
        Column("Name", lambda row: row.name, 200, stretch=True),
        Column("Kurz", lambda row: row.id, 100),
        Column("Länge", lambda row: str(len(row.name)), 90, spare=1),
    ]
    model: RowModel[Any] = RowModel(columns)
    table = RowTable(model, "Zeilen")
    qtbot.addWidget(table)
    model.set_rows(ROWS)
    table.show()
    hidden = []
    for width in (470, 469, 379, 470):
        table.resize(width, 300)
        QApplication.processEvents()
        hidden.append([column.title for place, column in enumerate(columns) if table.isColumnHidden(place)])
    assert hidden == [[], ["Länge"], ["Tage", "Länge"], []]
    table.resize(300, 300)
    table.pick("a")
    table.copy()
    assert QGuiApplication.clipboard().text().splitlines()[1] == "3\tÖl\ta\t2"


def test_a_column_grows_to_its_texts_while_the_stretching_one_keeps_half(qtbot: QtBot) -> None:
    columns: list[Column[Row]] = [
        Column("Name", lambda row: "Vereinbarung mit allen Kommunen " * 4, 100, stretch=True),
        Column("Wer", lambda row: row.name, 80),
        Column("Tage", lambda row: str(row.days or ""), 60),
    ]
    model: RowModel[Any] = RowModel(columns)
    table = RowTable(model, "Zeilen")
    qtbot.addWidget(table)
    table.resize(800, 300)
    table.show()
    model.set_rows([Row("a", "Projektleitung Musterstadt")])
    grown = table.columnWidth(1)
    assert grown > table.fontMetrics().horizontalAdvance("Projektleitung Musterstadt")
    assert table.columnWidth(2) == 60
    table.resize(320, 300)
    assert table.columnWidth(0) >= 160
    assert 80 <= table.columnWidth(1) < grown
    table.resize(800, 300)
    assert table.columnWidth(1) == grown
    model.set_rows([Row("a", "Öl")])
    assert table.columnWidth(1) == 80


def test_a_stretching_column_of_short_texts_gives_more_than_half(qtbot: QtBot) -> None:
    columns: list[Column[Row]] = [
        Column("Name", lambda row: "kurz", 100, stretch=True),
        Column("Wer", lambda row: row.name, 80),
    ]
    model: RowModel[Any] = RowModel(columns)
    table = RowTable(model, "Zeilen")
    qtbot.addWidget(table)
    table.resize(320, 300)
    table.show()
    model.set_rows([Row("a", "Projektleitung Musterstadt")])
    assert table.columnWidth(1) > table.fontMetrics().horizontalAdvance("Projektleitung Musterstadt")
    assert table.columnWidth(0) >= 100


def test_a_width_drawn_by_the_user_stays(qtbot: QtBot) -> None:
    columns: list[Column[Row]] = [
        Column("Name", lambda row: "kurz", 100, stretch=True),
        Column("Wer", lambda row: row.name, 80),
    ]
    model: RowModel[Any] = RowModel(columns)
    table = RowTable(model, "Zeilen")
    qtbot.addWidget(table)
    table.resize(800, 300)
    table.show()
    table.setColumnWidth(1, 123)
    model.set_rows([Row("a", "Projektleitung Musterstadt")])
    table.resize(900, 300)
    assert table.columnWidth(1) == 123

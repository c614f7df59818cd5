"""Two versions are compared on a page: by eye, by keys, and with reasons."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.commands import agreements, clauses
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.drafting import ChangeReason
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.agreement import AgreementView
from ozgdesk.ui.views.agreement_compare import RUNNING, CompareView
from ozgdesk.ui.views.report_sheets import SheetsView
from tests.domain.agreement_rows import VERSION, agreement_rows
from tests.helpers import cooperation
from tests.ui.agreement_pages import page
from tests.ui.desks import close_desk, make_desk

KEY = Qt.Key


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, [cooperation(), *agreement_rows()])
    for heading, text in (("Kosten", "Alle zahlen gleich viel."), ("Haftung", "Jede Kommune haftet.")):
        found.commit("x", clauses.add_clause(VERSION, ClauseKind.CLAUSE, heading=heading, text=text))
    yield found
    close_desk(found)


@pytest.fixture
def compare(desk: Desk, qtbot: QtBot) -> CompareView:
    view = AgreementView(desk)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    desk.changed.connect(lambda _step: view.show_view(desk.view))
    with qtbot.waitExposed(view):
        view.show()
    view.show_view(desk.view)
    return page(view, "compare", CompareView)


def changed_copy(desk: Desk) -> str:
    """A copy in which the first § says something else and the second went; its id."""
    made = desk.commit(steps.COPY_VERSION, agreements.copy_version(VERSION, "Entwurf Herbst"))
    first, second = (row for row in desk.snapshot.all(Clause) if row.version_id == made.id)
    desk.commit("x", clauses.edit_clause(first.id, text="Alle zahlen nach Einwohnern."))
    desk.commit("x", clauses.delete_clause(second.id))
    desk.look_at_agreement(made.agreement_id, made.id)
    return made.id


def test_a_lone_version_says_what_to_do(compare: CompareView) -> None:
    assert compare.none.isVisible()
    assert "zwei Fassungen" in compare.none.text()
    assert not compare.stack.isVisible()


def test_the_chosen_version_is_compared_with_what_it_was_copied_from(
    compare: CompareView, desk: Desk
) -> None:
    changed_copy(desk)
    assert (compare.old.currentText(), compare.new.currentText()) == ("Fassung", "Entwurf Herbst")
    assert compare.summary.text() == "1 geändert, 1 entfallen"
    assert [row.change for row in compare.table.rows.rows] == ["changed", "deleted"]


def test_both_ways_of_reading_show_the_same_changes(compare: CompareView, desk: Desk) -> None:
    changed_copy(desk)
    compare.modes.button(RUNNING).click()
    text = compare.table.rows.index(0, 2).data()
    assert "[-gleich viel-]{+nach Einwohnern+}" in text
    compare.table.measure()
    assert compare.table.rowHeight(0) > 0


def test_f8_goes_from_change_to_change_and_says_when_there_is_none(
    compare: CompareView, desk: Desk, qtbot: QtBot
) -> None:
    changed_copy(desk)
    compare.table.setFocus()
    compare._step(1)
    compare._step(1)
    assert compare.table.currentIndex().row() == 1
    with qtbot.waitSignal(desk.told) as told:
        compare._step(1)
    assert told.args == ["Es gibt keine weitere Änderung."]


def test_a_reason_is_typed_in_place_and_undone(compare: CompareView, desk: Desk) -> None:
    changed_copy(desk)
    column = compare.table.rows.columns[-1]
    assert column.edit is not None
    column.edit(compare.table.rows.rows[0], "Beschluss der Lenkungsgruppe")
    (reason,) = desk.snapshot.all(ChangeReason)
    assert compare.table.rows.rows[0].reason == "Beschluss der Lenkungsgruppe"
    assert compare.select(ChangeReason, reason.id)
    desk.undo()
    assert compare.table.rows.rows[0].reason == ""


def test_what_differs_only_in_numbers_is_shown_when_asked_for(compare: CompareView, desk: Desk) -> None:
    copy = desk.commit(steps.COPY_VERSION, agreements.copy_version(VERSION, "Entwurf Herbst"))
    first = next(row for row in desk.snapshot.all(Clause) if row.version_id == copy.id)
    desk.commit("x", clauses.delete_clause(first.id))
    desk.look_at_agreement(copy.agreement_id, copy.id)
    hidden = [row.change for row in compare.table.rows.rows]
    compare.with_numbers.setChecked(True)
    assert "consequential" not in hidden
    assert "consequential" in [row.change for row in compare.table.rows.rows]


def test_reasons_of_a_frozen_version_are_not_offered_for_typing(compare: CompareView, desk: Desk) -> None:
    copy = changed_copy(desk)
    column = len(compare.table.rows.columns) - 1
    assert compare.table.rows.index(0, column).flags() & Qt.ItemFlag.ItemIsEditable
    desk.commit("f", agreements.freeze_version(copy))
    assert not compare.table.rows.index(0, column).flags() & Qt.ItemFlag.ItemIsEditable
    assert compare.summary.text().endswith("ihre Begründungen stehen fest.")


def test_the_sheet_compares_the_versions_that_were_compared_on_the_page(
    compare: CompareView, desk: Desk, qtbot: QtBot
) -> None:
    new_id = changed_copy(desk)
    reports = SheetsView(desk)
    qtbot.addWidget(reports)
    reports.show_view(desk.view)
    reports.show_sheet("amendment")
    chosen = reports.options.chosen()
    assert chosen is not None
    assert (chosen.former_id, chosen.version_id) == (VERSION, new_id)
    qtbot.waitUntil(lambda: not desk.jobs.is_busy, timeout=30_000)

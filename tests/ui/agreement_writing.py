"""A text of an agreement on a real file, shown in its place, for tests that write in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
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
from ozgdesk.ui.views.clause_surface import Spot
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

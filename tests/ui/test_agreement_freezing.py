"""Freezing a version in the place Vereinbarung."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ozgdesk.commands import clauses
from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.agreement import AgreementView
from tests.domain.agreement_rows import VERSION, agreement_rows
from tests.helpers import cooperation
from tests.ui.desks import close_desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, [cooperation(), *agreement_rows()])
    yield found
    close_desk(found)


def test_what_the_text_could_not_be_filled_with_is_named_and_can_be_taken_back(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.commit(
        steps.create(AgreementVersion),
        clauses.add_clause(
            VERSION, ClauseKind.CLAUSE, text="{field:parties} bis {field:ends_on}, {field:review_on}"
        ),
    )
    view = AgreementView(desk)
    qtbot.addWidget(view)
    view.show_view(desk.view)
    with qtbot.waitSignal(desk.told) as told:
        view._freeze_version()
    assert "fehlen Angaben: Ende der Laufzeit und Tag der Überprüfung. Strg+Z" in told.args[0]
    desk.undo()
    assert desk.snapshot.get(AgreementVersion, VERSION).frozen_on is None

"""What the legal check finds about a part of a text is shown beside it and in the inspector."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.commands import clauses
from ozgdesk.commands.reviews import close_finding
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.drafting import ReviewNote
from ozgdesk.domain.vocabulary import ReviewState
from ozgdesk.present.agreement import version_rows
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.inspector.subject_page import SubjectPage
from ozgdesk.ui.views.agreement_text import AgreementText
from ozgdesk.ui.views.clause_marks import finding_marks
from tests.domain.agreement_rows import AGREEMENT, VERSION
from tests.domain.legal_rows import clause_id, position, says, sound_rows
from tests.helpers import cooperation
from tests.ui.desks import close_desk, make_desk, show_active, type_into

ACCESSION = clause_id(position("Beitritt"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    rows = says(sound_rows(), "Beitritt", "Weitere Kommunen können beitreten.")
    found = make_desk(tmp_path, [cooperation(), *rows])
    yield found
    close_desk(found)


def test_a_part_with_a_finding_bears_a_sign_that_tells_it(desk: Desk) -> None:
    [(id_, mark)] = finding_marks(desk.view, VERSION).items()
    assert (id_, mark.icon, mark.role) == (ACCESSION, "info", "muted")
    assert mark.text.startswith("Hinweis: Die Öffnungsklausel nennt nicht beides")
    change = clauses.edit_clause(ACCESSION, text="Beitritt mit Zustimmung aller durch schriftliche Änderung.")
    desk.run(steps.edit(Clause), change)
    assert finding_marks(desk.view, VERSION) == {}


def test_the_gravest_finding_gives_the_sign_and_all_are_told(desk: Desk) -> None:
    text = "Die Kündigung ist ausgeschlossen. Änderungen sind mündlich möglich."
    desk.run(steps.edit(Clause), clauses.edit_clause(ACCESSION, text=text))
    mark = finding_marks(desk.view, VERSION)[ACCESSION]
    assert (mark.icon, mark.role) == ("error", "danger")
    assert len(mark.text.splitlines()) == 2


def test_the_text_shows_the_signs(desk: Desk, qtbot: QtBot) -> None:
    text = AgreementText(desk)
    qtbot.addWidget(text)
    text.show_version(desk.view, version_rows(desk.view, AGREEMENT)[0])
    assert set(text.page.marks) == {ACCESSION}


def test_the_inspector_of_a_part_shows_its_findings_with_the_same_actions(desk: Desk, qtbot: QtBot) -> None:
    inspector = SubjectPage(desk, Clause)
    qtbot.addWidget(inspector)
    inspector.show_row(desk.snapshot.get(Clause, ACCESSION))
    show_active(qtbot, inspector)
    assert inspector.findings is not None
    [card] = inspector.findings.cards
    card.check.click()
    type_into(qtbot, card.box.reason.line, "besprochen")
    qtbot.keyClick(card.box.reason.line, Qt.Key.Key_Return)
    assert [note.reason for note in desk.snapshot.all(ReviewNote)] == ["besprochen"]
    inspector.show_row(desk.snapshot.get(Clause, clause_id(position("Kosten"))))
    assert inspector.findings.isHidden()


def test_a_closed_finding_is_told_as_closed_a_while_after_it_was_closed(desk: Desk, qtbot: QtBot) -> None:
    inspector = SubjectPage(desk, Clause)
    qtbot.addWidget(inspector)
    inspector.show_row(desk.snapshot.get(Clause, ACCESSION))
    assert inspector.findings is not None
    [card] = inspector.findings.cards
    row = card.row
    assert row is not None
    close = close_finding(AGREEMENT, row.rule, row.key, ReviewState.CHECKED, "besprochen")
    desk.run(steps.CLOSE_FINDING, close)
    inspector.show_row(desk.snapshot.get(Clause, ACCESSION))
    qtbot.waitUntil(lambda: "geprüft" in card.told)
    assert not card.reopen.isHidden()

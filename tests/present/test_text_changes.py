"""A supplement tells in words what another body changed, and follows while the text is edited."""

from datetime import date

import pytest

from ozgdesk.commands.clauses import edit_clause
from ozgdesk.commands.council_changes import follow_change
from ozgdesk.commands.councils import record_result
from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.councils import Consultation, CouncilPaper
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind, PaperKind, Result
from ozgdesk.present.council_paper import paper_document
from ozgdesk.present.text_changes import place_to_edit, told_changes
from tests.domain.agreement_rows import GLA, USI, VERSION, agreement_rows, changed, station_id
from tests.helpers import TODAY, cooperation, id_of, transaction

FIRST = "Die Frist beträgt drei Monate. Sie beginnt mit dem Monatsende."


def voted(words: str = "") -> Transaction:
    """Usingen passed a text of two §§, Glashütten changed it; the new version is made."""
    rows = changed(agreement_rows(), station_id(GLA), result=Result.CHANGED, resolution_text=words)
    clauses = [
        Clause(
            id=id_of(600 + n), version_id=VERSION, stem=id_of(610 + n), order=f"m{n}", kind=kind, text=text
        )
        for n, kind, text in (
            (1, ClauseKind.CLAUSE, FIRST),
            (2, ClauseKind.CLAUSE, "Kosten trägt jeder selbst."),
        )
    ]
    tx = transaction([cooperation(), *rows, *clauses])
    follow_change(station_id(GLA))(tx)
    return tx


def new_version(tx: Transaction) -> AgreementVersion:
    return next(row for row in tx.all(AgreementVersion) if row.based_on_id == VERSION)


def supplement(tx: Transaction) -> CouncilPaper:
    return next(paper for paper in tx.all(CouncilPaper) if paper.kind is PaperKind.SUPPLEMENT)


def edit(tx: Transaction, place: int, text: str) -> None:
    clauses = sorted(tx.having(Clause, "version_id", new_version(tx).id), key=lambda row: row.order)
    edit_clause(clauses[place].id, text=text)(tx)


def view(tx: Transaction) -> View:
    return View(tx.snapshot(), TODAY)


def test_the_differences_are_told_as_commands_and_follow_the_text() -> None:
    tx = voted()
    assert told_changes(view(tx), supplement(tx).id) == "", "nothing is changed yet"
    edit(tx, 0, FIRST.replace("drei", "sechs"))
    assert told_changes(view(tx), supplement(tx).id).replace("\u00a0", " ") == (
        "Gegenüber „Fassung“, worüber bereits beschlossen ist, ändert sich:\n"
        "1. In § 1 Satz 1 wird das Wort „drei“ durch das Wort „sechs“ ersetzt."
    )
    edit(tx, 1, "Kosten werden nach Einwohnern geteilt.")
    assert "\n2. " in told_changes(view(tx), supplement(tx).id)


def test_the_paper_carries_them_in_its_explanation_and_proposes_to_agree() -> None:
    tx = voted()
    edit(tx, 0, FIRST.replace("drei", "sechs"))
    tx.update(CouncilPaper, supplement(tx).id, explanation="Glashütten hat die Frist geändert.")
    parts = {part.name: part.text for part in paper_document(view(tx), supplement(tx).id).parts}
    explanation = next(text for text in parts.values() if "Frist geändert" in text)
    assert explanation.startswith("Glashütten hat die Frist geändert.\n\nGegenüber „Fassung“")
    assert any(
        text.startswith("Der „Fassung laut Beschluss Vertretung vom 20.02.2026“ wird zugestimmt")
        for text in parts.values()
    )


def test_no_other_paper_tells_changes() -> None:
    tx = voted()
    edit(tx, 0, "Anders.")
    others = [paper for paper in tx.all(CouncilPaper) if paper.kind is not PaperKind.SUPPLEMENT]
    assert {told_changes(view(tx), paper.id) for paper in others} == {""}


def test_a_supplement_stays_true_after_it_was_passed() -> None:
    tx = voted()
    edit(tx, 0, FIRST.replace("drei", "sechs"))
    before = told_changes(view(tx), supplement(tx).id)
    final = next(row for row in tx.having(Consultation, "paper_id", supplement(tx).id) if row.is_final)
    record_result(final.id, Result.UNANIMOUS, held_on=date(2026, 11, 20))(tx)
    assert told_changes(view(tx), supplement(tx).id) == before


@pytest.mark.parametrize(
    ("words", "place", "told"),
    [
        ("§ 2 wird gestrichen.", 1, ("§ 2",)),
        ("Zustimmung mit Änderung von §\u00a01 und § 2", 0, ("§ 1", "§ 2")),
        ("Wie beraten.", 0, ()),
        ("Siehe § 12 der Satzung.", 0, ()),
    ],
)
def test_the_words_of_the_resolution_say_where_to_edit(words: str, place: int, told: tuple[str, ...]) -> None:
    tx = voted(words)
    found = place_to_edit(view(tx), station_id(GLA), new_version(tx).id)
    clauses = sorted(tx.having(Clause, "version_id", new_version(tx).id), key=lambda row: row.order)
    assert found is not None
    assert found.clause_id == clauses[place].id
    assert tuple(name.replace("\u00a0", " ") for name in found.told) == told


def test_who_decides_again_is_told_with_a_paper_of_the_former_one() -> None:
    tx = voted()
    paper = supplement(tx)
    assert (paper.municipality_id, paper.predecessor_id) == (USI, id_of(251))

"""A body passes the agreement with changes: the new text goes to all who passed or await the former one."""

from datetime import date

import pytest

from ozgdesk.commands import councils
from ozgdesk.commands.agreements import copy_version
from ozgdesk.commands.clauses import edit_clause
from ozgdesk.commands.council_changes import follow_change
from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.changed_text import changed_text
from ozgdesk.domain.councils import Consultation, CouncilPaper, Matter
from ozgdesk.domain.effect import effects
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.vocabulary import ClauseKind, PaperKind, Result
from tests.domain.agreement_rows import (
    AGREEMENT,
    GLA,
    NA,
    USI,
    VERSION,
    agreement_rows,
    changed,
    rows_of,
    station_id,
)
from tests.helpers import TODAY, id_of, transaction


def rows() -> list[Entity]:
    """Usingen passed the text, Glashütten changed it, Neu-Anspach has it still before it."""
    found = changed(agreement_rows(), station_id(GLA), result=Result.CHANGED)
    found += changed(rows_of(NA), station_id(NA), result=Result.OPEN, held_on=date(2026, 12, 10))
    found.append(
        Clause(id=id_of(600), version_id=VERSION, stem=id_of(601), order="m", kind=ClauseKind.CLAUSE)
    )
    return found


def missing(tx: Transaction) -> list[tuple[str, str | None]]:
    found = effects(tx.snapshot(), TODAY)[AGREEMENT].missing
    return [(reason.code, reason.municipality_id) for reason in found]


def supplements(tx: Transaction) -> list[CouncilPaper]:
    return [paper for paper in tx.all(CouncilPaper) if paper.kind is PaperKind.SUPPLEMENT]


def test_who_passed_the_former_text_decides_again_and_who_has_it_gets_the_new_one() -> None:
    tx = transaction(rows())
    found = changed_text(tx.snapshot(), station_id(GLA))
    assert found.version is not None
    assert found.version.id == VERSION
    assert [paper.municipality_id for paper in found.again] == [USI]
    assert [row.id for row in found.under_way] == [station_id(NA)]


def test_the_new_version_is_a_copy_and_goes_to_everybody() -> None:
    tx = transaction(rows())
    made = follow_change(station_id(GLA))(tx)
    assert made.version is not None
    assert (made.version.name, made.version.is_current, made.version.based_on_id) == (
        "Fassung laut Beschluss Vertretung vom 20.02.2026",
        True,
        VERSION,
    )
    assert [row.stem for row in tx.having(Clause, "version_id", made.version.id)] == [id_of(601)]
    versions = {id_: tx.get(Consultation, station_id(id_)).version_id for id_ in (USI, NA, GLA)}
    assert versions == {USI: VERSION, NA: made.version.id, GLA: VERSION}
    (paper,) = supplements(tx)
    assert (paper.municipality_id, paper.predecessor_id) == (USI, id_of(251))
    stations = tx.having(Consultation, "paper_id", paper.id)
    assert {row.version_id for row in stations} == {made.version.id}
    assert [row.is_final for row in stations].count(True) == 1


def test_the_effect_waits_for_the_others_and_not_for_the_body_that_changed_the_text() -> None:
    tx = transaction(rows())
    assert ("resolution_changed", GLA) in missing(tx)
    made = follow_change(station_id(GLA))(tx)
    clause = tx.having(Clause, "version_id", made.version.id if made.version else "")[0]
    edit_clause(clause.id, text="Anders.")(tx)
    assert ("resolution_unscheduled", USI) in missing(tx)
    assert GLA not in {id_ for _, id_ in missing(tx)}
    for paper_id in (supplements(tx)[0].id, id_of(252)):
        final = next(row for row in tx.having(Consultation, "paper_id", paper_id) if row.is_final)
        councils.record_result(final.id, Result.UNANIMOUS, held_on=TODAY)(tx)
    assert missing(tx) == []


def test_nothing_is_made_twice_nor_without_a_change() -> None:
    tx = transaction(rows())
    with pytest.raises(RuleViolation, match="not_changed"):
        follow_change(station_id(USI))(tx)
    follow_change(station_id(GLA))(tx)
    with pytest.raises(RuleViolation, match="not_changed"):
        follow_change(station_id(GLA))(tx)


def test_a_version_that_was_copied_before_is_taken_and_a_matter_follows_it() -> None:
    tx = transaction(rows())
    matter = tx.insert(
        Matter(id=id_of(700), order="m", title="ÖRV", agreement_id=AGREEMENT, version_id=VERSION)
    )
    for number in (251, 252, 253):
        tx.update(CouncilPaper, id_of(number), matter_id=matter.id)
    copy = copy_version(VERSION, "Nach der Sitzung")(tx)
    made = follow_change(station_id(GLA))(tx)
    assert made.version == copy
    assert len(tx.having(AgreementVersion, "agreement_id", AGREEMENT)) == 2
    assert tx.get(Matter, matter.id).version_id == copy.id
    assert [paper.matter_id for paper in made.supplements] == [matter.id]


def test_a_changed_draft_of_an_amendment_still_changes_the_version_in_force() -> None:
    tx = transaction(agreement_rows())
    draft = copy_version(VERSION, "Änderung")(tx)
    for town in (USI, GLA):
        paper = councils.add_paper(town, "Änderung", agreement_id=AGREEMENT)(tx)
        for row in tx.having(Consultation, "paper_id", paper.id):
            tx.update(Consultation, row.id, version_id=draft.id)
    final = next(row for row in tx.having(Consultation, "paper_id", paper.id) if row.is_final)
    councils.record_result(final.id, Result.CHANGED, held_on=TODAY)(tx)
    made = follow_change(final.id)(tx)
    assert made.version is not None
    assert (made.version.based_on_id, made.version.is_current) == (draft.id, False)
    assert made.supplements == ()
    assert tx.get(AgreementVersion, VERSION).is_current
    assert effects(tx.snapshot(), TODAY)[AGREEMENT].is_in_force


def test_a_matter_without_agreement_gets_supplements_without_a_version() -> None:
    tx = transaction(rows())
    matter = tx.insert(Matter(id=id_of(700), order="m", title="Förderantrag"))
    finals = []
    for town, result in ((USI, Result.MAJORITY), (GLA, Result.CHANGED)):
        paper = councils.add_paper(town, "Förderantrag")(tx)
        tx.update(CouncilPaper, paper.id, matter_id=matter.id)
        final = next(row for row in tx.having(Consultation, "paper_id", paper.id) if row.is_final)
        finals.append(councils.record_result(final.id, result, held_on=TODAY)(tx))
    made = follow_change(finals[1].id)(tx)
    assert (made.version, [paper.municipality_id for paper in made.supplements]) == (None, [USI])
    assert made.supplements[0].matter_id == matter.id
    with pytest.raises(RuleViolation, match="not_changed"):
        follow_change(finals[1].id)(tx)

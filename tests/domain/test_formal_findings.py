from datetime import date

import pytest

from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.drafting import ReviewNote
from ozgdesk.domain.formal_findings import FORM_RULE, version_faults
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind, ClauseTopic, Result, ReviewState
from ozgdesk.texts.clause_library import gap
from ozgdesk.texts.clauses import unknown_field
from tests.domain.agreement_rows import (
    AGREEMENT,
    GLA,
    LATER,
    VERSION,
    agreement_rows,
    changed,
    snapshot,
    station_id,
)
from tests.helpers import id_of


def codes(rows: list, as_of: date = LATER) -> list[str]:
    return [finding.code for finding in View(snapshot(rows), as_of).formal_findings]


def part(number: int, kind: ClauseKind, **values: str) -> Clause:
    return Clause(
        id=id_of(800 + number),
        version_id=VERSION,
        stem=id_of(850 + number),
        order=f"c{number}",
        kind=kind,
        **values,
    )


def test_a_sound_agreement_has_no_findings() -> None:
    assert codes([*agreement_rows(), part(1, ClauseKind.CLAUSE, text="Ein Satz.")]) == []


def test_references_into_nothing_and_parts_without_text_are_found_in_current_versions_only() -> None:
    rows = [
        *agreement_rows(),
        part(1, ClauseKind.CLAUSE, text=f"{{ref:{id_of(999)}}}"),
        part(2, ClauseKind.CLAUSE, heading="Leer"),
        part(3, ClauseKind.ANNEX, heading="Leer erlaubt"),
    ]
    assert codes(rows) == ["dangling_reference", "empty_clause"]
    assert codes(changed(rows, VERSION, is_current=False)) == []


@pytest.mark.parametrize(
    ("code", "open_part", "changed_part"),
    [
        ("empty_clause", {"heading": "Leer"}, {"heading": "Noch leer"}),
        ("dangling_reference", {"text": f"{{ref:{id_of(999)}}}"}, {"text": f"Nach {{ref:{id_of(999)}}}"}),
        ("gap_left", {"text": "Nach [bitte prüfen: Norm]."}, {"text": "Laut [bitte prüfen: Norm]."}),
    ],
)
def test_a_fault_in_the_form_is_closed_by_a_note_and_returns_when_its_part_changes(
    code: str, open_part: dict[str, str], changed_part: dict[str, str]
) -> None:
    rows = [*agreement_rows(), part(1, ClauseKind.CLAUSE, **open_part)]
    [fault] = version_faults(snapshot(rows), snapshot(rows).get(AgreementVersion, VERSION))
    note = ReviewNote(
        id=id_of(990),
        agreement_id=AGREEMENT,
        rule=FORM_RULE,
        state=ReviewState.CHECKED,
        reason="So gewollt",
        reviewed_on=LATER,
        fingerprint=fault.fingerprint,
    )
    assert codes(rows) == [code]
    assert codes([*rows, note]) == []
    assert codes([*agreement_rows(), part(1, ClauseKind.CLAUSE, **changed_part), note]) == [code]


def test_two_gaps_of_a_part_are_two_findings_and_the_same_one_is_one() -> None:
    text = "[bitte prüfen: Norm] und [bitte prüfen: Norm] und [bitte prüfen: Tag]"
    rows = [*agreement_rows(), part(1, ClauseKind.CLAUSE, text=text)]
    faults = version_faults(snapshot(rows), snapshot(rows).get(AgreementVersion, VERSION))
    assert len({fault.fingerprint for fault in faults}) == 2


def test_what_the_library_left_open_in_a_text_is_found() -> None:
    missing = gap(ClauseTopic.TERM, is_annex=False)
    rows = [
        *agreement_rows(),
        part(1, ClauseKind.CLAUSE, text=f"Nach {missing} und [bitte prüfen: Fundstelle]."),
        part(2, ClauseKind.CLAUSE, text="In [eckigen Klammern] steht sonst, was will."),
    ]
    assert codes(rows) == ["gap_left", "gap_left"]


def test_what_a_placeholder_left_open_in_a_frozen_text_is_found() -> None:
    rows = [*agreement_rows(), part(1, ClauseKind.CLAUSE, text=f"Gilt ab {unknown_field('starts_on')}.")]
    assert codes(rows) == ["gap_left"]


def test_results_are_held_against_day_votes_and_seats() -> None:
    assert codes(changed(agreement_rows(), station_id(GLA), result=Result.OPEN)) == ["result_missing"]
    assert codes(changed(agreement_rows(), station_id(GLA), held_on=None)) == ["result_without_day"]
    assert codes(changed(agreement_rows(), station_id(GLA), votes_yes=1, votes_no=5)) == [
        "result_contradicts_votes"
    ]
    assert codes(agreement_rows(), date(2026, 2, 15)) == ["result_in_future"]

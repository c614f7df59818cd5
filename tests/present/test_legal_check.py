import itertools
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdesk.commands.clause_library import write_skeleton
from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.agreements import Agreement, AgreementParty, AgreementVersion, Clause
from ozgdesk.domain.drafting import ReviewNote
from ozgdesk.domain.skeleton import SkeletonChoices
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind, CostKey, LegalForm, ReviewState
from ozgdesk.present.legal_check import check_place, check_rows, clause_findings, open_findings
from ozgdesk.texts.law import CHECK, records
from tests.domain.agreement_rows import AGREEMENT, GLA, LATER, VERSION, changed, snapshot, station_id
from tests.domain.legal_cases import CASES, Golden
from tests.domain.legal_rows import clause_id, position, says, sound_rows
from tests.helpers import TODAY, cooperation, id_of, transaction

NBSP = "\u00a0"


@cache
def sample(name: str) -> View:
    count = itertools.count(1)
    return View(Snapshot.of(build_sample(name, TODAY, lambda: f"{next(count):032x}")), TODAY)


def view_of(rows: list) -> View:
    return View(snapshot(rows), LATER)


def codes(view: View, agreement: Agreement) -> list[str]:
    return [row.code for row in check_rows(view, agreement.id)]


@pytest.mark.parametrize("name", ["demo", "taunus", "oberzentren", "kassel-nord"])
def test_a_sample_does_not_drown_in_findings(name: str) -> None:
    for agreement in sample(name).snapshot.all(Agreement):
        assert len(check_rows(sample(name), agreement.id)) <= 15


def test_an_agreement_of_which_only_an_extract_is_kept_is_not_asked_for_its_contents() -> None:
    view = sample("oberzentren")
    [agreement] = view.snapshot.all(Agreement)
    assert "no_text" in codes(view, agreement)
    assert not {"party_not_named", "tasks_not_in_text", "no_participation"} & set(codes(view, agreement))


def test_the_old_agreement_of_the_demo_is_not_asked_for_old_votes() -> None:
    view = sample("demo")
    [old] = [row for row in view.snapshot.all(Agreement) if row.recorded_effective_on]
    assert codes(view, old) == []


def test_the_ministry_supervises_five_towns_of_two_regions_and_one_region_is_left_without_fulda() -> None:
    view = sample("oberzentren")
    [agreement] = view.snapshot.all(Agreement)
    assert check_place(view, agreement.id).effect.supervisor.norm == f"§{NBSP}35 Abs. 2 Satz 3 KGG"
    fulda = next(row.id for row in view.municipalities if row.name == "Fulda")
    rows = [
        row
        for table in view.snapshot.tables.values()
        for row in table.values()
        if not (isinstance(row, AgreementParty) and row.municipality_id == fulda)
    ]
    found = check_place(View(Snapshot.of(rows), TODAY), agreement.id).effect.supervisor
    assert found.text.startswith("Regierungspräsidium")
    assert found.norm == f"§{NBSP}35 Abs. 2 Satz 2 KGG"


def test_a_finding_is_told_with_place_norm_advice_and_what_it_was_taken_for() -> None:
    view = view_of(says(sound_rows(), "Beitritt", "Weitere Kommunen können beitreten."))
    [row] = check_rows(view, AGREEMENT)
    assert (row.rule, row.place, row.clause) == ("KGG-31", f"§{NBSP}6", f"§{NBSP}6")
    assert row.presumed == "vermutlich „Beitritt weiterer Kommunen“"
    assert row.severity_text == "Hinweis"
    assert row.advice
    assert row.law_as_of
    assert clause_findings(view, row.clause_id) == (AGREEMENT, (row,))


def test_an_uncertain_rule_reads_bitte_pruefen() -> None:
    rows = changed(changed(sound_rows(), id_of(431), signed_on=None), id_of(432), signed_on=None)
    [seal] = [row for row in check_rows(view_of(rows), AGREEMENT) if row.rule == "HGO-02"]
    assert not seal.is_verified
    assert seal.norm == f"§{NBSP}71 Abs. 2 HGO ({CHECK})"


def test_needed_and_given_signatures_are_counted() -> None:
    rows = changed(sound_rows(), id_of(432), signed_on=None)
    told = check_place(view_of(rows), AGREEMENT)
    assert [(row.municipality.code, row.needed, row.given) for row in told.signing] == [
        ("USI", 2, 2),
        ("GLA", 2, 1),
    ]
    assert told.summary == "1 × Verfahren offen, 1 × Hinweis"


def test_a_closed_finding_is_kept_apart_with_who_and_why() -> None:
    rows = says(sound_rows(), "Beitritt", "Weitere Kommunen können beitreten.")
    [row] = check_rows(view_of(rows), AGREEMENT)
    note = ReviewNote(
        id=id_of(970),
        agreement_id=AGREEMENT,
        rule=row.rule,
        state=ReviewState.NOT_APPLICABLE,
        reason="Beitritt ist ausgeschlossen",
        reviewed_on=LATER,
        fingerprint=row.key,
    )
    told = check_place(view_of([*rows, note]), AGREEMENT)
    assert told.open == ()
    [closed] = told.closed
    assert (closed.state_text, closed.reason) == ("nicht einschlägig", "Beitritt ist ausgeschlossen")
    assert list(open_findings(view_of([*rows, note]))) == []


def test_another_version_than_the_current_one_can_be_checked() -> None:
    draft = AgreementVersion(id=id_of(102), agreement_id=AGREEMENT, order="b", name="Entwurf")
    clause = Clause(
        id=id_of(8001),
        version_id=draft.id,
        stem=id_of(8002),
        order="a",
        kind=ClauseKind.CLAUSE,
        heading="Kündigung",
        text="Sie kann nicht gekündigt werden; die Kündigung ist ausgeschlossen.",
    )
    view = view_of([*sound_rows(), draft, clause])
    assert check_rows(view, AGREEMENT) == ()
    assert "good_cause_excluded" in {row.code for row in check_rows(view, AGREEMENT, draft.id)}
    assert check_place(view, AGREEMENT, draft.id).version == "Entwurf"


def test_formal_faults_of_the_text_stand_among_the_findings() -> None:
    empty = clause_id(position("Mitwirkung"))
    rows = check_rows(view_of(changed(sound_rows(), empty, text="")), AGREEMENT)
    assert [(row.code, row.rule, row.place) for row in rows] == [("empty_clause", "", f"§{NBSP}3")]


def test_every_rule_says_what_to_do_and_where_it_was_read() -> None:
    for record in (row for rows in records().values() for row in rows):
        assert record.advice.endswith((".", "“"))
        assert record.text.endswith(".")
        assert all(found.message.endswith(".") for found in record.findings.values())
        assert " " not in record.norm.partition("§")[2][:1]


@pytest.mark.parametrize(
    "choices",
    [
        SkeletonChoices(form=LegalForm.MANDATE),
        SkeletonChoices(form=LegalForm.MANDATE, years=None, cost_key=CostKey.POPULATION),
        SkeletonChoices(form=LegalForm.MANDATE, months=None, is_open=False, cost_key=CostKey.FIXED),
        SkeletonChoices(years=12, is_mutual=False),
    ],
    ids=str,
)
def test_a_first_draft_from_the_library_has_no_finding(choices: SkeletonChoices) -> None:
    parts = {row.id for row in sound_rows() if isinstance(row, Clause)}
    rows = [row for row in sound_rows() if row.id not in parts]
    tx = transaction([cooperation(), *changed(rows, AGREEMENT, term_years=None)])
    write_skeleton(VERSION, choices)(tx)
    assert [row.text for row in check_rows(View(tx.snapshot(), LATER), AGREEMENT)] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule} {case.code}")
def test_every_finding_reads_as_a_german_sentence(case: Golden) -> None:
    view = View(snapshot(case.breaks()), case.as_of)
    rows = [row for row in check_rows(view, AGREEMENT) if row.code == case.code]
    assert rows
    for row in rows:
        assert row.text.endswith(".")
        assert "{" not in row.text
        assert "_" not in row.text
        assert row.place


@settings(max_examples=60, deadline=None)
@given(heading=st.text(max_size=60), text=st.text(max_size=400))
def test_any_text_can_be_checked(heading: str, text: str) -> None:
    rows = changed(sound_rows(), clause_id(position("Beitritt")), heading=heading, text=text)
    for row in check_rows(view_of(rows), AGREEMENT):
        assert row.text


@pytest.mark.parametrize(("day", "is_verified"), [(date(2024, 3, 1), True), (date(2026, 2, 20), False)])
def test_the_law_of_the_day_of_the_resolution_is_told(day: date, is_verified: bool) -> None:
    rows = changed(sound_rows(), id_of(203), seats=31)
    rows = changed(rows, station_id(GLA), votes_yes=32, votes_no=0, held_on=day)
    [row] = [row for row in check_rows(view_of(rows), AGREEMENT) if row.rule == "HGO-12"]
    assert row.is_verified is is_verified
    assert (CHECK in row.norm) is not is_verified

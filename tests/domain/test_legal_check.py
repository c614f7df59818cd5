from datetime import date

import pytest

from ozgdesk.domain.vocabulary import ClauseTopic, Result
from ozgdesk.texts.law import records, rule
from tests.domain.agreement_rows import AGREEMENT, GLA, changed, station_id
from tests.domain.legal_cases import CASES, Golden
from tests.domain.legal_rows import clause_id, drop, found, hits, position, says, sound_rows
from tests.helpers import id_of

UNCERTAIN = {
    *("KGG-09", "KGG-12", "KGG-14", "KGG-27", "KGG-29", "KGG-30", "KGG-32"),
    *("HGO-02", "HGO-08", "HGO-09", "DS-02", "UST-03"),
}
"""What the collection of law marks as unverified, or as read in an older version only."""


def test_a_sound_agreement_has_nothing_to_say_about() -> None:
    assert found(sound_rows()) == set()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule} {case.code}")
def test_a_golden_case_is_found_and_its_counterpart_is_not(case: Golden) -> None:
    assert (case.rule, case.code) in found(case.breaks(), case.as_of)
    assert (case.rule, case.code) not in found(case.holds(), case.as_of)


def test_every_rule_has_golden_cases_for_every_sentence() -> None:
    told = {(id_, code) for id_, rows in records().items() for row in rows for code in row.findings}
    assert told == {(case.rule, case.code) for case in CASES}
    assert set(records()) == {case.rule for case in CASES}


def test_every_record_of_a_rule_tells_the_same_findings() -> None:
    for rows in records().values():
        assert len({frozenset(row.findings) for row in rows}) == 1


def test_kgg_10_is_hidden_because_it_is_about_the_landrat_and_not_about_municipalities() -> None:
    assert "KGG-10" not in records()


def test_no_uncertain_rule_is_shown_as_fact() -> None:
    assert {row.id for rows in records().values() for row in rows if not row.is_verified} == UNCERTAIN | {
        "HGO-07",
        "HGO-12",
    }
    for id_ in UNCERTAIN:
        assert not any(row.is_verified for row in records()[id_])


@pytest.mark.parametrize("id_", ["HGO-07", "HGO-12"])
def test_the_gemeindeordnung_of_the_day_of_the_resolution_counts(id_: str) -> None:
    before, since = rule(id_, date(2025, 4, 4)), rule(id_, date(2025, 4, 5))
    assert before is not None
    assert since is not None
    assert (before.is_verified, since.is_verified) == (True, False)
    assert before.valid_until == date(2025, 4, 4)


def test_a_vote_is_judged_by_the_law_of_its_day() -> None:
    rows = changed(sound_rows(), id_of(203), seats=31)
    rows = changed(rows, station_id(GLA), votes_yes=32, votes_no=0, held_on=date(2024, 3, 1))
    assert [hit.day for hit in hits(rows) if hit.rule == "HGO-12"] == [date(2024, 3, 1)]


def test_only_vertragsaufgaben_take_part() -> None:
    rows = changed(sound_rows(), id_of(1001), is_contractual=False)
    assert not {"KGG-01", "KGG-02", "KGG-13"} & {id_ for id_, _ in found(rows)}


def test_an_agreement_that_was_found_to_be_effective_is_not_asked_for_old_votes() -> None:
    rows = [
        row for row in sound_rows() if row.id not in {station_id(GLA), id_of(253), id_of(431), id_of(501)}
    ]
    assert {"HGO-05", "HGO-01", "KGG-13"} <= {id_ for id_, _ in found(rows)}
    recorded = {"recorded_effective_on": date(2026, 3, 10), "recorded_evidence": "Ausfertigung"}
    assert found(changed(rows, AGREEMENT, **recorded)) == set()


def test_an_agreement_that_has_ended_is_left_alone() -> None:
    rows = changed(drop(sound_rows(), "Mitwirkung"), AGREEMENT, ends_on=date(2026, 5, 1))
    assert hits(rows) == ()


def test_a_stated_topic_is_no_guess_and_a_recognised_one_is() -> None:
    rows = says(sound_rows(), "Laufzeit und Kündigung", "Sie kann gekündigt werden.")
    assert [hit.topic for hit in hits(rows)] == [ClauseTopic.NOTICE]
    stated = says(sound_rows(), "Laufzeit und Kündigung", "Sie kann gekündigt werden.", ClauseTopic.NOTICE)
    assert [hit.topic for hit in hits(stated)] == [None]


def test_a_stated_topic_counts_whatever_the_heading_says() -> None:
    rows = changed(
        sound_rows(), clause_id(position("Mitwirkung")), heading="Sonstiges", text="Alle reden mit."
    )
    assert ("KGG-07", "no_participation") in found(rows)
    told = changed(rows, clause_id(position("Mitwirkung")), topic=ClauseTopic.PARTICIPATION)
    assert ("KGG-07", "no_participation") not in found(told)


def test_a_frozen_text_offers_no_clause_to_insert() -> None:
    rows = drop(sound_rows(), "Mitwirkung")
    assert [hit.fix is not None for hit in hits(rows)] == [True]
    frozen = changed(rows, id_of(101), frozen_on=date(2026, 1, 2))
    assert [hit.fix for hit in hits(frozen)] == [None]


def test_a_fingerprint_changes_with_the_words_and_only_with_them() -> None:
    def sum_of(text: str) -> str:
        return hits(says(sound_rows(), "Beitritt", text))[0].fingerprint

    first = sum_of("Weitere Kommunen können beitreten.")
    assert first == sum_of("Weitere  Kommunen können beitreten.")
    assert first != sum_of("Weitere Kommunen können jederzeit beitreten.")


def test_votes_without_a_result_are_open_and_not_wrong() -> None:
    rows = changed(sound_rows(), station_id(GLA), result=Result.UNKNOWN)
    assert found(rows) == {("HGO-05", "resolutions_missing")}


def test_all_rule_files_are_read() -> None:
    assert {id_.partition("-")[0] for id_ in records()} == {"KGG", "HGO", "VWV", "DS", "UST", "VGB"}

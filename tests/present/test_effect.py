from datetime import date

import pytest

from ozgdesk.domain import effect as domain_effect
from ozgdesk.domain.effect import EffectState
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.reasons import Actor, Weight
from ozgdesk.domain.supervisor import SupervisorLevel
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import LegalForm, Result, SupervisorStepKind
from ozgdesk.present.effect import EffectRow, effect_rows
from ozgdesk.texts import effect as words
from ozgdesk.texts.law import records
from tests.domain.agreement_rows import (
    AGREEMENT,
    GLA,
    LATER,
    agreement_rows,
    changed,
    snapshot,
    station_id,
    step,
    without,
)
from tests.helpers import id_of


def row_of(rows: list, as_of: date = LATER) -> EffectRow:
    return effect_rows(View(snapshot(rows), as_of))[0]


def texts(row: EffectRow) -> dict[str, str]:
    return {reason.code: reason.text.replace("\u00a0", " ") for reason in row.reasons}


def test_an_effective_mandate_says_since_when_and_by_which_law() -> None:
    row = row_of(agreement_rows())
    assert (row.headline, row.summary, row.light) == ("Wirksam seit 10.03.2026", "", "green")
    passed = next(r for r in row.reasons if r.code == "resolution_passed")
    assert passed.text == "Die Stadtverordnetenversammlung hat am 12.02.2026 einstimmig beschlossen."
    assert passed.norm == "§\u00a054 Abs. 1 HGO"
    assert texts(row)["filed"] == "Die Vereinbarung wurde angezeigt (20.03.2026)."


def test_what_is_missing_is_summed_up_with_the_codes() -> None:
    rows = without(agreement_rows(), station_id(GLA), id_of(253), id_of(431), id_of(432))
    row = row_of(rows)
    assert row.headline == "Noch nicht wirksam"
    assert row.summary == "Es fehlt: Beschluss (GLA); Unterschriften (GLA)."
    assert [part.municipality.code for part in row.missing if part.municipality] == ["GLA"]
    assert row.missing[0].reasons[0].actor == "Gemeindevertretung"
    assert row.missing[0].reasons[1].actor.endswith("ein weiteres Mitglied des Gemeindevorstandes")


def test_a_rejection_is_red_and_missing_evidence_grey() -> None:
    assert row_of(changed(agreement_rows(), station_id(GLA), result=Result.REJECTED)).light == "red"
    unknown = row_of(changed(agreement_rows(), station_id(GLA), result=Result.UNKNOWN))
    assert (unknown.light, unknown.headline) == ("grey", "Wirksamkeit nicht bekannt")
    assert "Nachweis über den Beschluss der Gemeindevertretung" in texts(unknown)["resolution_unknown"]


def test_a_recorded_effect_says_that_it_is_recorded() -> None:
    rows = changed(
        agreement_rows(), AGREEMENT, recorded_effective_on=date(2026, 3, 1), recorded_evidence="Amtsblatt"
    )
    row = row_of(rows)
    assert row.headline == "Wirksam seit 01.03.2026 (laut Feststellung)"
    assert texts(row)["recorded"] == "Als wirksam seit 01.03.2026 festgestellt (Amtsblatt)."


def test_law_that_was_not_read_in_a_source_is_to_be_checked() -> None:
    rows = without(agreement_rows(LegalForm.DELEGATION), id_of(501))
    rows += [
        step(1, SupervisorStepKind.APPROVAL, date(2026, 4, 1)),
        step(2, SupervisorStepKind.PUBLICATION, date(2026, 4, 20)),
    ]
    reason = next(r for r in row_of(rows).reasons if r.code == "effective_after_publication")
    assert (reason.is_verified, reason.norm) == (False, "§§\u00a010, 11 KGG (bitte prüfen)")


def test_a_condition_is_quoted_without_breaking_the_quotes() -> None:
    rows = changed(
        agreement_rows(),
        station_id(GLA),
        conditions="Nur „gleich lautend“\nbeschlossen",
        conditions_met=False,
    )
    assert texts(row_of(rows))["condition_open"] == (
        "Die Maßgabe „Nur ‚gleich lautend‘ beschlossen“ ist nicht erfüllt."
    )


def test_without_master_data_the_supervisor_is_not_guessed() -> None:
    found = row_of(agreement_rows()).supervisor
    assert (found.text, found.norm) == ("nicht bestimmbar", "")
    assert "USI, GLA" in found.note


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        (words.STATES, EffectState),
        (words.HEADLINES, EffectState),
        (words.PROCEDURES, Procedure),
        (words.WEIGHTS, Weight),
        (words.ACTORS, Actor),
        (words.SUPERVISORS, SupervisorLevel),
    ],
)
def test_every_value_has_words(table: dict, kind: type) -> None:
    assert set(table) == set(kind)


def test_every_missing_item_has_a_word_and_every_word_a_sentence() -> None:
    items = [code for codes in words.ITEMS.values() for code in codes]
    assert len(items) == len(set(items))
    assert set(items) <= set(words.REASONS)
    assert set(items) >= domain_effect.UNDETERMINED


def test_every_rule_has_norm_words_and_rechtsstand() -> None:
    for rule in (record for rows in records().values() for record in rows):
        assert rule.norm
        assert rule.text.endswith(".")
        assert rule.law_as_of
        assert rule.source.startswith("http") or rule.source == ""

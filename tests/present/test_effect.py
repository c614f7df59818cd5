from datetime import date

import pytest

from ozgdesk.domain import effect as domain_effect
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.effect import EffectState
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.reasons import Actor, Weight
from ozgdesk.domain.supervisor import SupervisorLevel
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import LegalForm, Result, SupervisorStepKind, SuspensionKind
from ozgdesk.present.effect import EffectRow, effect_rows
from ozgdesk.present.facts import facts
from ozgdesk.present.steering import agreement_lines
from ozgdesk.texts import effect as words
from ozgdesk.texts.law import records
from tests.domain.agreement_rows import (
    AGREEMENT,
    GLA,
    LATER,
    NA,
    USI,
    agreement_rows,
    changed,
    snapshot,
    station_id,
    step,
    without,
)
from tests.domain.effect_cases import SITUATIONS
from tests.domain.effect_facts import (
    Situation,
    agreed,
    bare_party,
    delegation,
    meets,
    open_on,
    project,
    resolved,
    station,
    unsigned,
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
        (words.SUSPENDED_BY, SuspensionKind),
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


@pytest.mark.parametrize("case", SITUATIONS.values(), ids=SITUATIONS)
def test_every_reason_of_every_situation_is_a_sentence(case: Situation) -> None:
    row = row_of(case.rows, case.as_of)
    told = [reason.text for reason in (*row.reasons, *row.forecast)]
    assert all(text.endswith(".") and "None" not in text and "{" not in text for text in told)
    assert all(reason.actor for reason in row.reasons)
    assert bool(row.earliest_text) is bool(row.forecast)
    assert (row.earliest is not None) is row.earliest_text.startswith("Frühestens am")
    codes = {code for codes in words.ITEMS.values() for code in codes}
    assert {reason.code for part in row.missing for reason in part.reasons} <= codes


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_earliest_day_is_told_with_its_steps_and_assumptions() -> None:
    row = row_of(delegation(open_on(GLA, date(2026, 6, 18)), unsigned(GLA)))
    assert (row.earliest, row.earliest_text) == (
        date(2026, 8, 28),
        "Frühestens am 28.08.2026, wenn die Annahmen zutreffen.",
    )
    steps = {reason.code: plain(reason.text) for reason in row.forecast}
    assert steps["forecast_scheduled"] == "Die Gemeindevertretung berät am 18.06.2026."
    assert steps["forecast_signing"] == (
        "Alle Unterschriften liegen frühestens am 02.07.2026 vor; gerechnet sind 14 Tage nach dem letzten "
        "Beschluss (Annahme)."
    )
    norms = {reason.code: plain(reason.norm) for reason in row.forecast}
    assert norms["forecast_publication"] == "§ 26 Abs. 1 Satz 2, § 11 KGG (bitte prüfen)"


def test_places_with_one_line_tell_the_earliest_day_with_the_state() -> None:
    view = View(snapshot(project(open_on(GLA, date(2026, 6, 18)))), LATER)
    assert next(agreement_lines(view)).headline == "Noch nicht wirksam, frühestens am 18.06.2026"
    found = {fact.name: fact for fact in facts(view, view.snapshot.get(Agreement, AGREEMENT))}
    assert found["Frühester Tag"].value == "18.06.2026"
    assert found["Frühester Tag"].reasons[0] == "Die Gemeindevertretung berät am 18.06.2026."
    assert plain(found["Laufzeit"].value) == "5 Jahre ab dem Beginn"
    assert row_of(project()).outlook == "Wirksam seit 10.03.2026"


def test_an_earliest_day_that_rests_on_assumptions_is_marked_wherever_it_is_told() -> None:
    view = View(snapshot(project(open_on(GLA, date(2026, 6, 18)), unsigned(GLA))), LATER)
    assert next(agreement_lines(view)).headline == "Noch nicht wirksam, frühestens am 02.07.2026 (Annahme)"
    found = {fact.name: fact for fact in facts(view, view.snapshot.get(Agreement, AGREEMENT))}
    assert found["Frühester Tag"].value == "02.07.2026 (Annahme)"


def test_without_a_further_meeting_it_is_said_after_which_one_none_is_entered() -> None:
    row = row_of(project(open_on(GLA, None), meets(GLA, date(2026, 5, 7))))
    assert row.earliest is None
    assert row.earliest_text == (
        "Ein frühester Tag lässt sich nicht nennen: Es ist keine Sitzung der Gemeindevertretung nach dem "
        "07.05.2026 erfasst."
    )


def test_entered_times_are_no_assumptions_and_further_obstacles_are_counted() -> None:
    row = row_of(project(open_on(GLA, date(2026, 6, 18)), unsigned(GLA), agreed(signing_days=1)))
    assert row.earliest_text == "Frühestens am 19.06.2026."
    assert "1 Tag nach dem letzten Beschluss (so eingetragen)" in plain(row.forecast[1].text)
    both = row_of(
        project(
            station(GLA, result=Result.REJECTED), station(USI, conditions="Bericht", conditions_met=False)
        )
    )
    assert plain(both.earliest_text).endswith("Dazu 1 weiterer Grund.")


def test_what_must_be_out_of_the_way_by_then_stands_beside_the_day() -> None:
    row = row_of(
        project(station(USI, conditions="Bericht", conditions_met=False), open_on(GLA, date(2026, 6, 18)))
    )
    assert row.earliest_text == "Frühestens am 18.06.2026. Vorausgesetzt: Erfüllung der Maßgabe (USI)."
    assert [reason.code for reason in row.forecast] == [
        *("forecast_scheduled", "effective_with_last_act", "condition_open")
    ]


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({}, "befristet bis 09.03.2031"),
        ({"ends_on": date(2026, 6, 22)}, "läuft aus in 21 Tagen (22.06.2026)"),
        ({"ends_on": LATER}, "läuft heute aus (01.06.2026)"),
        ({"ends_on": date(2026, 5, 31)}, "ausgelaufen am 31.05.2026"),
        ({"terminated_to": date(2026, 6, 30)}, "gekündigt zum 30.06.2026, noch 29 Tage"),
        ({"terminated_to": date(2026, 5, 31)}, "gekündigt zum 31.05.2026"),
        ({"term_years": None}, "Laufzeit unbekannt"),
        ({"term_years": None, "is_unlimited": True}, "unbefristet"),
        (
            {"ends_on": date(2026, 12, 31), "renewal_years": 1},
            "befristet bis 31.12.2026, verlängert sich danach um 1 Jahr",
        ),
    ],
)
def test_the_term_is_told_in_a_few_words(values: dict, text: str) -> None:
    assert plain(row_of(project(agreed(**values))).term_text) == text


def test_a_term_without_a_beginning_is_told_by_its_length() -> None:
    assert plain(row_of(project(unsigned(GLA))).term_text) == "5 Jahre ab dem Beginn"


def test_other_words_of_a_council_are_shown_word_by_word() -> None:
    row = row_of(
        project(
            resolved(USI, "Die Stadtverordnetenversammlung stimmt der Vereinbarung zu."),
            resolved(GLA, "Die Gemeindevertretung stimmt der Vereinbarung nicht zu."),
        )
    )
    reason = next(reason for reason in row.reasons if reason.code == "different_wording")
    assert (reason.weight, reason.municipality.code if reason.municipality else "") == ("note", "GLA")
    assert [(run.kind, run.text.strip()) for run in reason.runs if run.kind != "equal"] == [
        ("inserted", "nicht")
    ]
    assert row.light == "green"


def test_what_an_accession_lacks_is_told_apart_from_the_effect() -> None:
    row = row_of(project(bare_party(NA, date(2026, 5, 1))))
    assert row.headline == "Wirksam seit 10.03.2026"
    assert row.summary == "Zum Beitritt fehlt: Beschluss (NA); Unterschriften (NA); Zustimmung (USI, GLA)."


def test_a_suspension_says_by_what() -> None:
    row = row_of(
        project(
            station(GLA, suspended_on=date(2026, 2, 27), suspended_kind=SuspensionKind.OBJECTION),
        )
    )
    assert texts(row)["resolution_suspended"] == (
        "Der Beschluss ist nach einem Widerspruch seit dem 27.02.2026 ausgesetzt; die Gemeindevertretung "
        "muss erneut entscheiden."
    )

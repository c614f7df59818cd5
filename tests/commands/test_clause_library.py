from dataclasses import replace
from datetime import date

import pytest

from ozgdesk.commands import agreements
from ozgdesk.commands.clause_library import (
    add_version_from_library,
    insert_template,
    save_as_template,
    start_from_library,
    write_skeleton,
)
from ozgdesk.commands.clauses import add_clause, delete_clause
from ozgdesk.domain.agreements import Agreement, AgreementParty, AgreementVersion, Clause
from ozgdesk.domain.clauses import Outline, outline
from ozgdesk.domain.drafting import ClauseTemplate
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.skeleton import SkeletonChoices
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind as K
from ozgdesk.domain.vocabulary import ClauseTopic as T
from ozgdesk.domain.vocabulary import CostKey, EntryIntoForce, LegalForm
from ozgdesk.present.agreement_text import Reading, field_text
from ozgdesk.present.legal_check import check_rows
from ozgdesk.texts.clause_library import Template, gap, supplied_template
from ozgdesk.texts.clauses import citation
from tests.helpers import four_municipalities, id_of, lead, task, transaction

MANDATE = SkeletonChoices(form=LegalForm.MANDATE, sets_form=True)


def project() -> Transaction:
    duty = task(1, "Sitzungsdienst", is_contractual=True)
    return transaction([*four_municipalities(), duty, lead(duty, 2)])


def draft(tx: Transaction, choices: SkeletonChoices = MANDATE) -> AgreementVersion:
    return start_from_library("Vereinbarung OZG", choices)(tx)


def headings(tx: Transaction, version_id: str) -> list[str]:
    rows = outline(tx.snapshot(), version_id).children(None)
    return [row.heading or row.kind.value for row in rows]


def empty(tx: Transaction) -> AgreementVersion:
    agreement = agreements.start_agreement("Vereinbarung")(tx)
    return next(row for row in tx.all(AgreementVersion) if row.agreement_id == agreement.id)


def test_a_first_draft_is_whole_and_nothing_in_it_dangles() -> None:
    tx = project()
    version = draft(tx)
    whole = outline(tx.snapshot(), version.id)
    assert headings(tx, version.id) == [
        *("formula", "Präambel", "Gegenstand und Ziel", "Aufgaben, Rechtsform und Federführung", "Personal"),
        *("Gegenseitige Unterstützung und Vertretung", "Mitwirkung und Lenkungsgruppe"),
        *("Kosten und Abrechnung", "Fördermittel", "IT-Standards, Software und Beschaffung", "Datenschutz"),
        *("Haftung", "Beitritt weiterer Kommunen", "Laufzeit", "Kündigung", "Auseinandersetzung"),
        *("Anzeige bei der Aufsichtsbehörde", "Inkrafttreten und Ausfertigungen"),
        *("Änderungen und Schriftform", "Salvatorische Klausel", "Aufgaben und Federführung"),
    ]
    assert whole.dangling() == ()
    assert not any("fehlt noch" in node.clause.text or "{topic" in node.clause.text for node in whole.nodes)


def test_every_placeholder_of_a_draft_is_filled_or_says_what_is_missing() -> None:
    tx = project()
    version = draft(tx)
    snapshot = tx.snapshot()
    agreement = snapshot.get(Agreement, version.agreement_id)
    whole = outline(snapshot, version.id)
    reading = Reading(View(snapshot, date(2026, 11, 23)), agreement, whole)
    words = "\n".join(reading.plain(node.clause.text) for node in whole.nodes)
    assert "der Stadt Usingen, vertreten durch den Magistrat," in words
    assert "Die Kündigungsfrist beträgt sechs Monate zum Jahresende." in words
    assert "für die Dauer von 5 Jahren" in words
    assert "Sitzungsdienst" in words


def test_the_choices_enter_what_the_agreement_does_not_state_yet() -> None:
    tx = project()
    version = draft(tx, SkeletonChoices(form=LegalForm.DELEGATION, cost_key=CostKey.POPULATION, years=None))
    row = tx.get(Agreement, version.agreement_id)
    assert (row.cost_key, row.is_unlimited, row.term_years) == (CostKey.POPULATION, True, None)
    assert (row.has_notice_clause, row.notice_months) == (True, 6)
    assert row.entry_into_force is EntryIntoForce.DAY_AFTER_PUBLICATION


def test_what_the_agreement_states_stays() -> None:
    tx = project()
    version = empty(tx)
    tx.update(
        Agreement, version.agreement_id, cost_key=CostKey.EQUAL, term_years=12, notice_period="ein Jahr"
    )
    write_skeleton(version.id, SkeletonChoices(cost_key=CostKey.FIXED, years=None))(tx)
    row = tx.get(Agreement, version.agreement_id)
    assert (row.cost_key, row.term_years, row.is_unlimited, row.notice_period) == (
        *(CostKey.EQUAL, 12, False, "ein Jahr"),
    )


def test_tasks_get_a_legal_form_only_when_that_is_asked_for() -> None:
    silent, asked = project(), project()
    draft(silent, replace(MANDATE, sets_form=False))
    draft(asked)
    assert [row.legal_form for row in silent.all(Task)] == [LegalForm.NOT_STATED]
    assert [row.legal_form for row in asked.all(Task)] == [LegalForm.MANDATE]


def test_a_version_with_text_is_not_written_over() -> None:
    tx = project()
    version = draft(tx)
    with pytest.raises(RuleViolation, match="has_text"):
        write_skeleton(version.id, MANDATE)(tx)


def test_a_new_version_can_begin_with_a_draft() -> None:
    tx = project()
    version = draft(tx)
    other = add_version_from_library(version.agreement_id, MANDATE)(tx)
    assert headings(tx, other.id) == headings(tx, version.id)


def test_a_clause_goes_behind_the_current_one_or_where_its_topic_usually_stands() -> None:
    tx = project()
    version = empty(tx)
    for id_ in ("liability", "purpose", "formula", "annex-tasks", "costs-equal", "preamble"):
        insert_template(version.id, supplied_template(id_))(tx)
    assert headings(tx, version.id) == [
        *("formula", "Präambel", "Gegenstand und Ziel", "Kosten und Abrechnung", "Haftung"),
        "Aufgaben und Federführung",
    ]
    first = outline(tx.snapshot(), version.id).children(None)[2]
    insert_template(version.id, supplied_template("severability"), first.id)(tx)
    assert headings(tx, version.id)[3] == "Salvatorische Klausel"


def test_a_gap_names_what_is_missing_and_is_closed_when_it_comes() -> None:
    tx = project()
    version = empty(tx)
    made = insert_template(version.id, supplied_template("accession-closed"))(tx)
    assert made.missing == (T.PROCEDURE, T.WRITTEN_FORM)
    (absatz,) = Outline(tx.all(Clause)).children(made.rows[0].id)
    assert gap(T.PROCEDURE, is_annex=False) in absatz.text
    insert_template(version.id, supplied_template("procedure-mixed"))(tx)
    whole = outline(tx.snapshot(), version.id)
    text = whole.by_id[absatz.id].clause.text
    assert gap(T.PROCEDURE, is_annex=False) not in text
    assert text.count("{ref:") == 1
    assert whole.dangling() == ()


def test_a_pointer_finds_a_section_written_by_hand_by_its_heading() -> None:
    tx = project()
    version = empty(tx)
    by_hand = add_clause(version.id, K.CLAUSE, heading="Schriftform und Verfahren: Anzeige")(tx)
    made = insert_template(version.id, supplied_template("accession-closed"))(tx)
    assert made.missing == ()
    (absatz,) = Outline(tx.all(Clause)).children(made.rows[0].id)
    assert absatz.text.count(by_hand.stem) == 2


def test_an_own_clause_is_kept_with_pointers_and_comes_back_in_another_text() -> None:
    tx = project()
    version = draft(tx)
    whole = outline(tx.snapshot(), version.id)
    term = next(row for row in whole.children(None) if row.topic is T.TERM)
    kept = save_as_template(term.id, "Unsere Laufzeit", "Für alle Vereinbarungen.")(tx)
    assert (kept.topic, kept.heading) == (T.TERM, "Laufzeit")
    assert "{topic:written_form}" in kept.text
    other = empty(tx)
    own = Template(kept.id, kept.topic, kept.name, kept.text, is_own=True)
    made = insert_template(other.id, own)(tx)
    assert [row.topic for row in made.rows] == [T.TERM]
    assert made.missing == (T.PROCEDURE, T.WRITTEN_FORM)
    assert tx.all(ClauseTemplate) != ()


def test_an_own_clause_without_marks_becomes_a_section_named_like_it() -> None:
    tx = project()
    version = empty(tx)
    own = Template(id_of(9), T.LIABILITY, "Unsere Haftung", "Ein Satz.\n\nNoch einer.", is_own=True)
    (row,) = insert_template(version.id, own)(tx).rows
    assert (row.kind, row.heading, row.topic) == (K.CLAUSE, "Unsere Haftung", T.LIABILITY)
    assert len(outline(tx.snapshot(), version.id).children(row.id)) == 2
    assert insert_template(version.id, replace(own, text=" \n "))(tx).rows == ()


def test_a_section_of_the_draft_that_others_refer_to_cannot_vanish() -> None:
    tx = project()
    version = draft(tx)
    form = next(r for r in outline(tx.snapshot(), version.id).children(None) if r.topic is T.WRITTEN_FORM)
    with pytest.raises(RuleViolation, match="clause_referred_to"):
        delete_clause(form.id)(tx)
    assert citation(outline(tx.snapshot(), version.id).by_id[form.id]) == "§\u00a017"


def test_the_shares_of_a_fixed_key_come_from_the_parties() -> None:
    tx = project()
    version = draft(tx, SkeletonChoices(cost_key=CostKey.FIXED))
    shares = dict(zip([id_of(n) for n in (1, 2, 3, 4)], (40, 30, 15.5, 14.5), strict=True))
    view = View(tx.snapshot(), tx.today)
    agreement = tx.get(Agreement, version.agreement_id)
    assert field_text(view, agreement, "cost_shares") == ""
    for row in tx.all(AgreementParty):
        tx.update(AgreementParty, row.id, cost_percent=shares[row.municipality_id])
    text = field_text(View(tx.snapshot(), tx.today), agreement, "cost_shares")
    assert text.startswith("die Stadt Usingen 40\u00a0%, die Stadt Neu-Anspach 30\u00a0%")
    assert "15,5\u00a0%" in text


@pytest.mark.parametrize("form", [LegalForm.MANDATE, LegalForm.DELEGATION])
@pytest.mark.parametrize("years", [5, 12, None])
@pytest.mark.parametrize("key", [CostKey.EQUAL, CostKey.POPULATION, CostKey.FIXED])
def test_the_legal_check_finds_nothing_wrong_in_the_words_of_a_draft(
    form: LegalForm, years: int | None, key: CostKey
) -> None:
    tx = project()
    is_closed = years is None
    version = draft(
        tx,
        SkeletonChoices(
            form, key, not is_closed, is_mutual=is_closed, years=years, months=None, sets_form=True
        ),
    )
    found = check_rows(View(tx.snapshot(), tx.today), version.agreement_id)
    still_to_come = {"resolutions_missing", "signatures_missing", "filing_missing", "approval_missing"}
    of_the_project = {"supervisor_data_missing", "no_seal_field"}
    assert {row.code for row in found} <= still_to_come | of_the_project
    assert not any(row.severity == "error" for row in found)

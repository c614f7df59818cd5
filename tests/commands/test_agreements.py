from datetime import date

import pytest

from ozgdesk.commands import agreements, records
from ozgdesk.commands.clauses import add_clause
from ozgdesk.domain.agreements import (
    Agreement,
    AgreementParty,
    AgreementVersion,
    Clause,
    Signature,
)
from ozgdesk.domain.clauses import Outline
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import OfficeHolder
from ozgdesk.domain.people import Person
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.vocabulary import (
    ClauseKind,
    FormOfAddress,
    LegalForm,
    Office,
    VersionState,
)
from tests.helpers import four_municipalities, id_of, lead, task, transaction

TODAY = date(2026, 11, 23)


def started(*more: object) -> tuple[Transaction, Agreement]:
    tx = transaction([*four_municipalities(), *more])  # type: ignore[list-item]
    return tx, agreements.start_agreement("ÖRV")(tx)


def current(tx: Transaction) -> AgreementVersion:
    return next(row for row in tx.all(AgreementVersion) if row.is_current)


def test_a_new_agreement_binds_all_municipalities_and_has_a_current_draft() -> None:
    tx, agreement = started()
    assert len(tx.all(AgreementParty)) == 4
    assert current(tx).agreement_id == agreement.id


def test_a_party_is_bound_only_once() -> None:
    tx, agreement = started()
    with pytest.raises(RuleViolation, match="already_member"):
        agreements.add_party(agreement.id, id_of(1))(tx)


def test_a_copy_has_new_ids_and_the_same_stems_so_references_stay_valid() -> None:
    tx, _ = started()
    version = current(tx)
    first = add_clause(version.id, ClauseKind.CLAUSE, heading="Kosten")(tx)
    below = add_clause(
        version.id, ClauseKind.PARAGRAPH, parent_id=first.id, text=f"Nach {{ref:{first.stem}}}"
    )(tx)
    copy = agreements.copy_version(version.id, "Kopie")(tx)
    rows = [row for row in tx.all(Clause) if row.version_id == copy.id]
    assert {row.stem for row in rows} == {first.stem, below.stem}
    assert not {row.id for row in rows} & {first.id, below.id}
    assert Outline(rows).dangling() == ()
    assert (copy.is_current, copy.state) == (False, VersionState.DRAFT)


def test_freezing_fills_the_placeholders_and_keeps_the_references() -> None:
    tx, _ = started()
    version = current(tx)
    first = add_clause(version.id, ClauseKind.CLAUSE, heading="Parteien")(tx)
    text = f"{{field:parties}} nach {{ref:{first.stem}}}"
    row = add_clause(version.id, ClauseKind.CLAUSE, text=text)(tx)
    agreements.freeze_version(version.id, VersionState.RESOLVED)(tx)
    frozen = tx.get(Clause, row.id).text
    assert frozen.startswith("die Stadt Usingen, die Stadt Neu-Anspach, die Gemeinde Glashütten und")
    assert frozen.endswith(f"{{ref:{first.stem}}}")
    assert (current(tx).frozen_on, current(tx).state) == (TODAY, VersionState.RESOLVED)
    with pytest.raises(RuleViolation, match="frozen"):
        agreements.freeze_version(version.id)(tx)


def test_exactly_one_version_is_current() -> None:
    tx, agreement = started()
    second = agreements.add_version(agreement.id, "Zweite")(tx)
    agreements.make_current(second.id)(tx)
    assert [row.name for row in tx.all(AgreementVersion) if row.is_current] == ["Zweite"]


def test_what_could_not_be_filled_when_a_version_was_frozen_is_filled_in_its_copy() -> None:
    tx, agreement = started()
    first = current(tx)
    add_clause(first.id, ClauseKind.CLAUSE, text="Gilt ab {field:starts_on}, {field:cost_key}.")(tx)
    tx.update(Agreement, agreement.id, starts_on=date(2027, 1, 1))
    agreements.freeze_version(first.id)(tx)
    copy = agreements.copy_version(first.id, "Kopie")(tx)
    frozen, again = (row.text for row in tx.all(Clause))
    assert frozen == "Gilt ab 1.\u00a0Januar 2027, [Kostenschlüssel: nicht angegeben]."
    assert again == "Gilt ab 1.\u00a0Januar 2027, {field:cost_key}."
    assert copy.based_on_id == first.id


def test_a_draft_is_deleted_with_its_text_and_another_one_takes_its_place() -> None:
    tx, agreement = started()
    first = current(tx)
    parent = add_clause(first.id, ClauseKind.CLAUSE)(tx)
    add_clause(first.id, ClauseKind.PARAGRAPH, parent_id=parent.id)(tx)
    second = agreements.add_version(agreement.id, "Zweite")(tx)
    agreements.delete_version(first.id)(tx)
    assert (tx.all(Clause), current(tx).id) == ((), second.id)
    agreements.freeze_version(second.id)(tx)
    with pytest.raises(RuleViolation, match="frozen"):
        agreements.delete_version(second.id)(tx)


def test_two_signatures_per_municipality_bear_the_titles_of_town_and_gemeinde() -> None:
    holder = Person(id=id_of(70), name="Muster", form_of_address=FormOfAddress.FEMALE)
    office = OfficeHolder(
        id=id_of(71), municipality_id=id_of(1), person_id=holder.id, office=Office.FIRST_DEPUTY
    )
    past = OfficeHolder(
        id=id_of(72),
        municipality_id=id_of(1),
        office=Office.MAYOR,
        title="Früher",
        valid_until=date(2026, 3, 31),
    )
    tx, agreement = started(holder, office, past)
    agreements.propose_signatures(agreement.id)(tx)
    titles = [row.title for row in sorted(tx.all(Signature), key=lambda row: row.order)]
    assert titles[:2] == ["Bürgermeister/in", "Erste Stadträtin"]
    assert titles[4:6] == ["Bürgermeister/in", "Erste/r Beigeordnete/r"]
    assert len(titles) == 8
    assert agreements.propose_signatures(agreement.id)(tx) == ()


def test_with_an_oberbuergermeister_the_titles_move_up() -> None:
    tx, agreement = started()
    tx.update(Municipality, id_of(1), has_lord_mayor=True)
    made = agreements.propose_signatures(agreement.id)(tx)
    assert [row.title for row in made[:2]] == ["Oberbürgermeister/in", "Bürgermeister/in"]


def test_an_effect_is_recorded_only_with_evidence_and_can_be_taken_back() -> None:
    tx, agreement = started()
    with pytest.raises(RuleViolation, match="evidence_needed"):
        agreements.record_effect(agreement.id, date(2021, 8, 1))(tx)
    with pytest.raises(RuleViolation, match="future_day"):
        agreements.record_effect(agreement.id, date(2027, 1, 1), evidence="Akte")(tx)
    found = agreements.record_effect(agreement.id, date(2021, 8, 1), evidence="Akte", reference="I 1")(tx)
    assert (found.recorded_effective_on, found.recorded_reference) == (date(2021, 8, 1), "I 1")
    gone = agreements.record_effect(agreement.id, None)(tx)
    assert (gone.recorded_effective_on, gone.recorded_evidence) == (None, "")


def test_only_vertragsaufgaben_have_a_legal_form() -> None:
    contractual, ordinary = task(1, is_contractual=True), task(2)
    tx = transaction([*four_municipalities(), contractual, ordinary, lead(contractual, 1)])
    assert agreements.set_legal_form(contractual.id, LegalForm.MANDATE)(tx).legal_form is LegalForm.MANDATE
    with pytest.raises(RuleViolation, match="not_contractual"):
        agreements.set_legal_form(ordinary.id, LegalForm.MANDATE)(tx)
    assert tx.get(Task, ordinary.id).legal_form is LegalForm.NOT_STATED


def test_freezing_by_a_field_fills_the_placeholders_too() -> None:
    tx, _ = started()
    row = add_clause(current(tx).id, ClauseKind.CLAUSE, text="{field:coordinator}")(tx)
    records.edit(AgreementVersion, current(tx).id, frozen_on=TODAY)(tx)
    assert tx.get(Clause, row.id).text == "die Stadt Usingen"


def test_a_reference_to_nothing_cannot_be_written_by_a_field() -> None:
    tx, _ = started()
    row = add_clause(current(tx).id, ClauseKind.CLAUSE)(tx)
    with pytest.raises(RuleViolation, match="reference_unknown"):
        records.edit(Clause, row.id, text=f"{{ref:{id_of(999)}}}")(tx)

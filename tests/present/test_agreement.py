import dataclasses
import json
from datetime import date

from ozgdesk.commands import agreements, clauses
from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.cooperation import Grant, GrantMember
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind, CostKey, GrantState
from ozgdesk.present.agreement import (
    AgreementRow,
    agreement_rows,
    clause_rows,
    reference_targets,
)
from ozgdesk.present.agreement_text import PieceKind, enumerated, field_text
from ozgdesk.present.legal_check import check_rows
from tests.domain.agreement_rows import AGREEMENT, LATER, VERSION, changed
from tests.domain.agreement_rows import agreement_rows as rows
from tests.helpers import cooperation, id_of, transaction

NBSP = "\u00a0"


def written(*more: object) -> tuple[View, dict[str, str]]:
    """The mandate with § 1 Parteien, § 2 Kosten with two Absätze that refer to each other, and an annex."""
    tx = transaction([cooperation(), *rows(), *more])  # type: ignore[list-item]
    add = lambda kind, **values: clauses.add_clause(VERSION, kind, **values)(tx)  # noqa: E731
    one = add(ClauseKind.CLAUSE, heading="Parteien", text="Es schließen {field:parties}.")
    two = add(ClauseKind.CLAUSE, heading="Kosten")
    first = add(ClauseKind.PARAGRAPH, parent_id=two.id, text="Bis zu {field:grant_amount}.")
    last = add(ClauseKind.PARAGRAPH, parent_id=two.id, text=f"Nach {{ref:{first.stem}}} gilt das.")
    annex = add(ClauseKind.ANNEX, heading="Aufgaben", text="{field:led_tasks}")
    names = {"one": one.id, "two": two.id, "first": first.id, "last": last.id, "annex": annex.id}
    return View(tx.snapshot(), LATER), names


def row_of(view: View) -> AgreementRow:
    return agreement_rows(view).agreements[0]


def test_the_text_reads_with_numbers_names_and_filled_placeholders() -> None:
    view, _ = written()
    found = [(row.number.replace(NBSP, " "), row.heading, row.text) for row in row_of(view).clauses]
    assert found == [
        ("§ 1", "Parteien", "Es schließen die Stadt Usingen und die Gemeinde Glashütten."),
        ("§ 2", "Kosten", ""),
        ("(1)", "", "Bis zu [Fördersumme: nicht angegeben]."),
        ("(2)", "", f"Nach §{NBSP}2 Abs.{NBSP}1 (Kosten) gilt das."),
        (
            "Anlage 1",
            "Aufgaben",
            "Nr. | Aufgabe | Rechtsform | Federführung | Zuarbeit\n"
            "A-001 | Vergabewesen | Mandatierung | Usingen | –",
        ),
    ]


def test_a_placeholder_nobody_fills_is_open_and_a_filled_one_is_marked() -> None:
    view, names = written()
    by_id = {row.id: row for row in row_of(view).clauses}
    assert by_id[names["first"]].is_open
    assert [piece.kind for piece in by_id[names["one"]].pieces] == [
        PieceKind.WORDS,
        PieceKind.FIELD,
        PieceKind.WORDS,
    ]


def test_references_name_both_ends_and_targets_can_be_picked() -> None:
    view, names = written()
    [reference] = row_of(view).references
    assert (reference.clause_id, reference.target_id) == (names["last"], names["first"])
    assert reference.target.replace(NBSP, " ") == "§ 2 Abs. 1 (Kosten)"
    assert len(reference_targets(view, VERSION)) == 5


def test_the_amount_of_the_grant_for_exactly_these_parties_is_taken() -> None:
    grant = Grant(id=id_of(80), name="IKZ", amount_cents=7_500_000, state=GrantState.AWARDED)
    members = [GrantMember(id=id_of(81 + n), grant_id=grant.id, municipality_id=id_of(n)) for n in (1, 3)]
    view, _ = written(grant, *members)
    agreement = view.snapshot.get(Agreement, AGREEMENT)
    assert field_text(view, agreement, "grant_amount").replace(NBSP, " ") == "75.000 €"
    alone, _ = written(grant, members[0])
    assert field_text(alone, agreement, "grant_amount") == ""


def test_every_placeholder_reads_as_german_text() -> None:
    view, _ = written()
    agreement = view.snapshot.get(Agreement, AGREEMENT)
    assert field_text(view, agreement, "party_list").splitlines() == [
        "der Stadt Usingen, vertreten durch den Magistrat,",
        "und der Gemeinde Glashütten, vertreten durch den Gemeindevorstand,",
    ]
    assert field_text(view, agreement, "councils") == (
        "die Stadtverordnetenversammlung der Stadt Usingen und die Gemeindevertretung der Gemeinde Glashütten"
    )
    assert field_text(view, agreement, "coordinator") == "die Stadt Usingen"
    assert (field_text(view, agreement, "term_years"), field_text(view, agreement, "supervisor")) == ("5", "")


def test_term_costs_and_copies_read_as_they_stand_in_a_sentence() -> None:
    view, _ = written()
    agreement = Agreement.model_validate(
        {
            **view.snapshot.get(Agreement, AGREEMENT).model_dump(),
            "cost_key": CostKey.POPULATION,
            "renewal_years": 2,
            "copies_count": 5,
            "review_on": date(2028, 3, 1),
        }
    )
    names = ("cost_key", "renewal_years", "copies_count", "review_on")
    assert [field_text(view, agreement, name).replace(NBSP, " ") for name in names] == [
        "im Verhältnis ihrer Einwohnerzahlen", "2", "5", "1. März 2028",
    ]  # fmt: skip


def test_an_enumeration_ends_with_und() -> None:
    assert [enumerated(p) for p in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "a", "a und b", "a, b und c",
    ]  # fmt: skip


def test_findings_are_named_with_their_norm() -> None:
    view, _ = written()
    tx = transaction(changed([row for t in view.snapshot.tables.values() for row in t.values()], AGREEMENT,
                             is_unlimited=True))  # fmt: skip
    findings = check_rows(View(tx.snapshot(), LATER), AGREEMENT)
    assert {row.code: row.norm for row in findings}["no_notice_clause"] == f"§{NBSP}24 Abs. 3 KGG"


def test_signatures_without_a_title_and_parties_come_in_the_order_of_municipalities() -> None:
    view, _ = written()
    row = row_of(view)
    assert [party.municipality.code for party in row.parties] == ["USI", "GLA"]
    assert [s.municipality.code for s in row.signatures] == ["USI", "USI", "GLA", "GLA"]
    assert [step.kind_text for step in row.steps] == ["Anzeige"]
    assert [(duty.number, duty.legal_form_text) for duty in row.duties] == [("A-001", "Mandatierung")]


def test_the_current_version_is_shown_and_another_one_can_be_read() -> None:
    tx = transaction([cooperation(), *rows()])
    draft = agreements.add_version(AGREEMENT, "Zweite")(tx)
    clauses.add_clause(draft.id, ClauseKind.CLAUSE, heading="Neu")(tx)
    view = View(tx.snapshot(), LATER)
    assert row_of(view).clauses == ()
    assert [row.heading for row in clause_rows(view, draft.id)] == ["Neu"]
    assert clause_rows(view, id_of(99)) == ()


def test_an_empty_project_has_no_agreements() -> None:
    assert agreement_rows(View(transaction([]).snapshot(), date(2026, 1, 1))).agreements == ()


def test_everything_goes_into_json() -> None:
    view, _ = written()
    text = json.dumps(dataclasses.asdict(agreement_rows(view)), default=str)
    [agreement] = json.loads(text)["agreements"]
    assert {"clauses", "references", "signatures", "effect"} <= agreement.keys()
    assert {"procedure", "supervisor", "state", "since", "reasons", "missing"} <= agreement["effect"].keys()


def test_versions_tell_whether_they_are_frozen() -> None:
    tx = transaction([cooperation(), *rows()])
    agreements.freeze_version(VERSION)(tx)
    [version] = row_of(View(tx.snapshot(), LATER)).versions
    assert version.frozen_on == tx.get(AgreementVersion, VERSION).frozen_on is not None

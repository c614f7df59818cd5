from datetime import date

import pytest

from ozgdesk.commands import clauses
from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause
from ozgdesk.domain.clauses import Outline
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.vocabulary import ClauseKind as K
from ozgdesk.texts.clauses import citation
from ozgdesk.texts.rules import rule_message
from tests.helpers import id_of, transaction

VERSION = id_of(10)


def part(number: int, kind: K, parent: int | None = None, **values: object) -> Clause:
    fields = {"text": f"Text {number}", **values}
    return Clause(
        id=id_of(number),
        version_id=VERSION,
        parent_id=None if parent is None else id_of(parent),
        stem=id_of(900 + number),
        order=f"k{number:02}",
        kind=kind,
        **fields,
    )


def document(*more: Entity, frozen: bool = False) -> Transaction:
    """§ 1, § 2 with two Absätze, the second with two Nummern, § 3 that refers to § 2 Abs. 2."""
    return transaction(
        [
            Agreement(id=id_of(11), title="ÖRV", order="a"),
            AgreementVersion(
                id=VERSION,
                agreement_id=id_of(11),
                order="a",
                name="Entwurf",
                frozen_on=date(2026, 1, 1) if frozen else None,
            ),
            part(21, K.CLAUSE, heading="Gegenstand"),
            part(22, K.CLAUSE, heading="Kosten", text=""),
            part(23, K.PARAGRAPH, 22),
            part(24, K.PARAGRAPH, 22),
            part(25, K.NUMBER, 24),
            part(26, K.NUMBER, 24),
            part(27, K.CLAUSE, heading="Haftung", text=f"Siehe {{ref:{id_of(924)}}}."),
            *more,
        ]
    )


def reading(tx: Transaction) -> list[str]:
    rows = Outline(row for row in tx.all(Clause) if row.version_id == VERSION)
    return [citation(node).replace("\u00a0", " ") for node in rows.nodes]


def order_of(tx: Transaction) -> list[str]:
    return [n.clause.text or n.clause.heading for n in Outline(tx.all(Clause)).nodes]


def refused(tx: Transaction, command: object) -> str:
    with pytest.raises(RuleViolation) as refusal:
        command(tx)  # type: ignore[operator]
    assert rule_message(refusal.value)
    return refusal.value.code


def test_a_part_is_added_behind_another_one_and_the_numbers_follow() -> None:
    tx = document()
    clauses.add_clause(VERSION, K.CLAUSE, after_id=id_of(21), heading="Neu")(tx)
    assert reading(tx) == [
        "§ 1", "§ 2", "§ 3", "§ 3 Abs. 1", "§ 3 Abs. 2", "§ 3 Abs. 2 Nr. 1", "§ 3 Abs. 2 Nr. 2", "§ 4",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "parent"), [(K.LETTER, 22), (K.CLAUSE, 22), (K.NUMBER, None), (K.PARAGRAPH, 25)]
)
def test_a_part_on_the_wrong_level_is_refused(kind: K, parent: int | None) -> None:
    command = clauses.add_clause(VERSION, kind, parent_id=None if parent is None else id_of(parent))
    assert refused(document(), command) == "clause_level"


def test_a_text_is_split_and_the_rest_becomes_the_next_absatz() -> None:
    tx = document()
    added = clauses.split_clause(id_of(23), "Vorn.", "Hinten.")(tx)
    assert (added.kind, added.text) == (K.PARAGRAPH, "Hinten.")
    assert order_of(tx)[2:4] == ["Vorn.", "Hinten."]


def test_splitting_a_paragraf_begins_its_first_absatz() -> None:
    tx = document()
    added = clauses.split_clause(id_of(22), "", "Erster.")(tx)
    assert (added.parent_id, order_of(tx)[2]) == (id_of(22), "Erster.")


def test_a_reference_survives_every_move_of_its_target() -> None:
    tx = document()
    clauses.shift_clause(id_of(22), -1)(tx)
    clauses.shift_clause(id_of(24), -1)(tx)
    whole = Outline(tx.all(Clause))
    assert whole.dangling() == ()
    assert citation(whole.by_stem[id_of(924)]).replace("\u00a0", " ") == "§ 1 Abs. 1"


def test_a_part_at_the_end_stays_where_it_is() -> None:
    tx = document()
    clauses.shift_clause(id_of(21), -1)(tx)
    clauses.shift_clause(id_of(27), 1)(tx)
    assert tx.changes == []


def test_a_part_moves_under_another_parent_with_all_below_it() -> None:
    tx = document()
    clauses.move_clause(id_of(24), parent_id=id_of(21), after_id=None)(tx)
    assert reading(tx)[1:4] == ["§ 1", "§ 1 Nr. 1", "§ 1 Nr. 2"]
    assert refused(tx, clauses.move_clause(id_of(21), parent_id=id_of(24), after_id=None)) == "clause_level"


def test_nesting_makes_a_number_of_an_absatz_and_back() -> None:
    tx = document()
    clauses.nest_clause(id_of(26))(tx)
    assert tx.get(Clause, id_of(26)).kind is K.LETTER
    clauses.unnest_clause(id_of(26))(tx)
    assert (tx.get(Clause, id_of(26)).kind, tx.get(Clause, id_of(26)).parent_id) == (K.NUMBER, id_of(24))
    clauses.unnest_clause(id_of(26))(tx)
    assert reading(tx)[-2:] == ["§ 2 Abs. 3", "§ 3"]


def test_nesting_that_the_parts_below_do_not_allow_is_refused() -> None:
    tx = document()
    assert refused(tx, clauses.nest_clause(id_of(24))) == "clause_level"
    assert refused(tx, clauses.nest_clause(id_of(23))) == "clause_level"
    assert refused(tx, clauses.nest_clause(id_of(27))) == "clause_level"
    assert refused(tx, clauses.unnest_clause(id_of(24))) == "clause_level"


def test_parts_of_two_versions_are_not_deleted_together() -> None:
    other = AgreementVersion(id=id_of(12), agreement_id=id_of(11), order="b", name="Zweiter")
    row = Clause(id=id_of(31), version_id=other.id, stem=id_of(931), order="a", kind=K.CLAUSE)
    tx = document(other, row)
    assert refused(tx, clauses.delete_clauses([id_of(21), row.id])) == "gone"


def test_a_part_that_is_referred_to_is_not_deleted_and_the_places_are_named() -> None:
    tx = document()
    with pytest.raises(RuleViolation) as refusal:
        clauses.delete_clause(id_of(22))(tx)
    assert "§\u00a03" in rule_message(refusal.value)
    assert len(tx.all(Clause)) == 7


def test_a_part_is_deleted_with_everything_below_it_when_only_inner_references_point_at_it() -> None:
    tx = document()
    clauses.edit_clause(id_of(27), text="Ohne Verweis.")(tx)
    clauses.edit_clause(id_of(23), text=f"{{ref:{id_of(924)}}}")(tx)
    clauses.delete_clause(id_of(22))(tx)
    assert reading(tx) == ["§ 1", "§ 2"]


def test_a_reference_to_nothing_cannot_be_written() -> None:
    bad = f"Siehe {{ref:{id_of(999)}}}"
    tx = document()
    assert refused(tx, clauses.edit_clause(id_of(21), text=bad)) == "reference_unknown"
    assert refused(tx, clauses.split_clause(id_of(21), "", bad)) == "reference_unknown"
    assert refused(tx, clauses.add_clause(VERSION, K.CLAUSE, text=bad)) == "reference_unknown"


@pytest.mark.parametrize(
    "command",
    [
        clauses.add_clause(VERSION, K.CLAUSE),
        clauses.edit_clause(id_of(21), text="Neu"),
        clauses.split_clause(id_of(21), "a", "b"),
        clauses.move_clause(id_of(21), parent_id=None, after_id=id_of(27)),
        clauses.shift_clause(id_of(21), 1),
        clauses.nest_clause(id_of(26)),
        clauses.unnest_clause(id_of(26)),
        clauses.delete_clause(id_of(21)),
    ],
)
def test_a_frozen_version_refuses_every_command(command: object) -> None:
    tx = document(frozen=True)
    assert refused(tx, command) == "frozen"
    assert tx.changes == []


def test_editing_a_part_cannot_hang_it_elsewhere_or_in_itself() -> None:
    for field in ("parent_id", "version_id", "order"):
        with pytest.raises(TypeError):
            clauses.edit_clause(id_of(21), **{field: id_of(21)})

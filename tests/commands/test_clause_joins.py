import pytest

from ozgdesk.commands import clause_joins, clauses
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clauses import Outline
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.vocabulary import ClauseKind as K
from tests.commands.test_clauses import document, order_of, part, reading
from tests.helpers import id_of


def test_a_part_joins_the_one_before_and_what_lies_below_goes_along() -> None:
    tx = document()
    left, before = clause_joins.join_clause(id_of(24))(tx)
    assert (left.id, left.text, before) == (id_of(23), "Text 23 Text 24", "Text 23 ")
    assert reading(tx) == ["§ 1", "§ 2", "§ 2", "§ 2 Nr. 1", "§ 2 Nr. 2", "§ 3"]


def test_references_to_a_joined_part_point_at_what_is_left() -> None:
    tx = document()
    clause_joins.join_clause(id_of(24))(tx)
    whole = Outline(tx.all(Clause))
    assert whole.dangling() == ()
    assert tx.get(Clause, id_of(27)).text == f"Siehe {{ref:{id_of(923)}}}."


def test_joining_is_the_reverse_of_splitting_also_within_a_word() -> None:
    tx = document()
    made = clauses.split_clause(id_of(24), "Te", "xt 24")(tx)
    left, before = clause_joins.join_clause(made.id)(tx)
    assert (left.text, before) == ("Text 24", "Te")
    assert reading(tx) == reading(document())


def test_an_empty_part_before_gives_way_so_that_references_stay() -> None:
    tx = document()
    clauses.edit_clause(id_of(23), text="")(tx)
    left, before = clause_joins.join_clause(id_of(24))(tx)
    assert (left.id, before) == (id_of(24), "")
    assert order_of(tx)[2] == "Text 24"


@pytest.mark.parametrize("number", [21, 22])
def test_a_part_with_a_heading_joins_nothing(number: int) -> None:
    with pytest.raises(RuleViolation):
        clause_joins.join_clause(id_of(number))(document())


def test_parts_below_that_could_hang_nowhere_keep_their_part() -> None:
    tx = document(part(30, K.LETTER, 26), part(31, K.PARAGRAPH, 22), part(32, K.NUMBER, 31))
    with pytest.raises(RuleViolation):
        clause_joins.join_clause(id_of(31))(tx)
    assert tx.get(Clause, id_of(31)).text == "Text 31"


def test_an_empty_part_at_the_end_leaves_its_level_step_by_step() -> None:
    tx = document(part(30, K.NUMBER, 24, text=""))
    assert clause_joins.leave_level(id_of(30))(tx).kind is K.PARAGRAPH
    assert reading(tx)[-2:] == ["§ 2 Abs. 3", "§ 3"]
    assert clause_joins.leave_level(id_of(30))(tx).kind is K.CLAUSE
    assert reading(tx)[-2:] == ["§ 3", "§ 4"]


def test_a_number_directly_below_a_paragraf_becomes_an_absatz_first() -> None:
    tx = document(part(30, K.NUMBER, 27, text=""))
    assert clause_joins.leave_level(id_of(30))(tx).kind is K.PARAGRAPH
    assert clause_joins.leave_level(id_of(30))(tx).parent_id is None


@pytest.mark.parametrize("number", [21, 23, 26])
def test_a_part_with_words_or_in_the_middle_stays(number: int) -> None:
    with pytest.raises(RuleViolation):
        clause_joins.leave_level(id_of(number))(document())

import pytest

from ozgdesk.commands import clause_texts, clauses
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clause_search import Wanted
from ozgdesk.domain.rules import RuleViolation
from tests.commands.test_clauses import VERSION, document
from tests.helpers import id_of


def test_all_places_are_replaced_and_counted_in_headings_and_texts() -> None:
    tx = document()
    assert clause_texts.replace_all(VERSION, Wanted("k"), "C")(tx) == 1
    assert tx.get(Clause, id_of(22)).heading == "Costen"
    assert clause_texts.replace_all(VERSION, Wanted("Text"), "Satz")(tx) == 5


def test_references_survive_replacing_whatever_is_wanted() -> None:
    tx = document()
    before = tx.get(Clause, id_of(27)).text
    clause_texts.replace_all(VERSION, Wanted("ref"), "x")(tx)
    clause_texts.replace_all(VERSION, Wanted("9"), "x")(tx)
    assert tx.get(Clause, id_of(27)).text == before


def test_one_place_is_replaced_by_its_rank() -> None:
    tx = document()
    clauses.edit_clause(id_of(21), text="Rat und Rat und rat")(tx)
    clause_texts.replace_one(id_of(21), "text", 1, Wanted("Rat", matches_case=True), "Tat")(tx)
    assert tx.get(Clause, id_of(21)).text == "Rat und Tat und rat"
    with pytest.raises(RuleViolation):
        clause_texts.replace_one(id_of(21), "text", 7, Wanted("Rat"), "Tat")(tx)


def test_words_that_would_become_a_reference_to_nothing_are_refused() -> None:
    with pytest.raises(RuleViolation):
        clause_texts.replace_all(VERSION, Wanted("Text"), f"{{ref:{id_of(999)}}}")(document())


def test_a_frozen_version_keeps_its_words() -> None:
    with pytest.raises(RuleViolation):
        clause_texts.replace_all(VERSION, Wanted("Text"), "Satz")(document(frozen=True))

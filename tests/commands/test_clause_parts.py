import pytest

from ozgdesk.commands.clause_parts import insert_parts
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clauses import Outline
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.present.agreement_text import LOST
from ozgdesk.texts.clause_markup import parts_of
from tests.commands.test_clauses import VERSION, document, reading
from tests.helpers import id_of


def test_pasted_sections_stand_behind_the_current_one_with_all_they_contain() -> None:
    tx = document()
    made = insert_parts(
        VERSION, parts_of("§ 1 Neu\n(1) Eins.\n(2) Zwei\na) x\n§ 2 Auch neu\nSatz."), after_id=id_of(22)
    )(tx)
    assert [row.heading for row in made] == ["Neu", "Auch neu"]
    assert reading(tx)[6:] == ["§ 3", "§ 3 Abs. 1", "§ 3 Abs. 2", "§ 3 Abs. 2 Buchst. a", "§ 4", "§ 4", "§ 5"]


def test_pasted_absaetze_stand_behind_the_current_one() -> None:
    tx = document()
    insert_parts(VERSION, parts_of("Neu eins.\n\nNeu zwei."), parent_id=id_of(22), after_id=id_of(23))(tx)
    texts = [row.text for row in Outline(tx.all(Clause)).children(id_of(22))]
    assert texts == ["Text 23", "Neu eins.", "Neu zwei.", "Text 24"]


def test_a_reference_to_another_text_becomes_words_and_one_to_this_text_stays() -> None:
    tx = document()
    known, unknown = f"{{ref:{id_of(924)}}}", f"{{ref:{id_of(77)}}}"
    made = insert_parts(VERSION, parts_of(f"§ 9 Neu\n(1) Nach {known} und {unknown}."))(tx)
    (child,) = Outline(tx.all(Clause)).children(made[0].id)
    assert child.text == f"Nach {known} und {LOST}."


def test_a_section_cannot_stand_in_an_absatz() -> None:
    with pytest.raises(RuleViolation, match="clause_level"):
        insert_parts(VERSION, parts_of("§ 1 Neu\nSatz."), parent_id=id_of(23))(document())


def test_a_frozen_version_takes_nothing() -> None:
    with pytest.raises(RuleViolation, match="frozen"):
        insert_parts(VERSION, parts_of("Satz."))(document(frozen=True))

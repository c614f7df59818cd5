from ozgdesk.domain.clause_parts import Part, fitted, part_of
from ozgdesk.domain.clauses import Outline
from ozgdesk.domain.vocabulary import ClauseKind as K
from tests.domain.test_clauses import text
from tests.helpers import id_of

LETTER = Part(K.LETTER, text="c")
NUMBER = Part(K.NUMBER, text="b", children=(LETTER,))
PARAGRAPH = Part(K.PARAGRAPH, text="a", children=(NUMBER,))


def test_a_clause_is_read_with_all_that_hangs_below_it() -> None:
    part = part_of(Outline(text()), id_of(1003))
    assert (part.heading, [child.text for child in part.children]) == ("Kosten", ["Erstens.", "Zweitens."])
    assert part.children[1].children[0].children[0].kind is K.LETTER


def test_parts_without_a_paragraf_get_one_together() -> None:
    assert fitted((PARAGRAPH, PARAGRAPH), None) == (Part(K.CLAUSE, children=(PARAGRAPH, PARAGRAPH)),)


def test_absaetze_under_an_absatz_become_nummern_and_their_letters_stay() -> None:
    assert fitted((PARAGRAPH,), K.PARAGRAPH) == (
        Part(K.NUMBER, text="a", children=(Part(K.LETTER, text="b"), LETTER)),
    )


def test_a_paragraf_fits_into_no_other() -> None:
    assert fitted((Part(K.CLAUSE, "Ziel"),), K.CLAUSE) is None
    assert fitted((Part(K.CLAUSE, "Ziel"),), None) == (Part(K.CLAUSE, "Ziel"),)

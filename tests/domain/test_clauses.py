from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.clauses import Outline, Placeholder, Reference, Words, same_text, tokens
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import ClauseKind as K
from ozgdesk.texts.clauses import citation, mark, reference_text
from tests.helpers import id_of

NBSP = "\u00a0"


def part(number: int, kind: K, parent: int | None = None, version: int = 1, **values: str) -> Clause:
    return Clause(
        id=id_of(version * 1000 + number),
        version_id=id_of(version),
        parent_id=None if parent is None else id_of(version * 1000 + parent),
        stem=id_of(number),
        order=f"k{number:02}",
        kind=kind,
        **values,
    )


def text(version: int = 1, **values: str) -> list[Clause]:
    return [
        part(1, K.PREAMBLE, None, version),
        part(2, K.CLAUSE, None, version, heading="Gegenstand", text="Ein Satz."),
        part(3, K.CLAUSE, None, version, heading="Kosten"),
        part(4, K.PARAGRAPH, 3, version, text="Erstens."),
        part(5, K.PARAGRAPH, 3, version, text=values.get("fifth", "Zweitens.")),
        part(6, K.NUMBER, 5, version),
        part(7, K.LETTER, 6, version),
        part(8, K.CLAUSE, None, version, heading="Haftung"),
        part(9, K.PARAGRAPH, 8, version, text="Allein."),
        part(10, K.ANNEX, None, version, heading="Aufgaben"),
    ]


def test_numbers_follow_from_the_order() -> None:
    marks = {node.clause.stem: mark(node).replace(NBSP, " ") for node in Outline(text()).nodes}
    wanted = ["", "§ 1", "§ 2", "(1)", "(2)", "1.", "a)", "§ 3", "", "Anlage 1"]
    assert [marks[id_of(n)] for n in range(1, 11)] == wanted


def test_a_citation_names_every_level_and_a_lone_absatz_is_cited_by_its_paragraf() -> None:
    nodes = Outline(text()).by_stem
    assert citation(nodes[id_of(7)]).replace(NBSP, " ") == "§ 2 Abs. 2 Nr. 1 Buchst. a"
    assert citation(nodes[id_of(9)]).replace(NBSP, " ") == "§ 3"
    assert citation(nodes[id_of(1)]) == "Präambel"


def test_a_reference_names_its_target_by_the_nearest_heading() -> None:
    node = Outline(text()).by_stem[id_of(5)]
    assert reference_text(node).replace(NBSP, " ") == "§ 2 Abs. 2 (Kosten)"


def test_a_text_is_cut_into_words_references_and_known_placeholders() -> None:
    stem = id_of(4)
    assert tokens(f"Nach {{ref:{stem}}} zahlt {{field:parties}}, {{field:nonsense}} und {{x}}.") == (
        Words("Nach "),
        Reference(stem),
        Words(" zahlt "),
        Placeholder("parties"),
        Words(", {field:nonsense} und {x}."),
    )


def test_references_to_missing_stems_are_found() -> None:
    rows = [*text(), part(11, K.PARAGRAPH, 8, text=f"{{ref:{id_of(99)}}} {{ref:{id_of(2)}}}")]
    assert [(node.clause.stem, stem) for node, stem in Outline(rows).dangling()] == [(id_of(11), id_of(99))]


def versions(*rows: Clause) -> Snapshot:
    return Snapshot.of(
        [AgreementVersion(id=id_of(n), agreement_id=id_of(50), order="a", name=f"V{n}") for n in (1, 2, 3)]
        + list(rows)
    )


def test_a_copy_reads_the_same_until_a_word_differs() -> None:
    assert same_text(versions(*text(1), *text(2)), id_of(1), id_of(2))
    assert not same_text(versions(*text(1), *text(2, fifth="Anders.")), id_of(1), id_of(2))


def test_versions_nobody_has_typed_are_not_taken_for_the_same() -> None:
    assert not same_text(versions(), id_of(2), id_of(3))
    assert same_text(versions(), id_of(2), id_of(2))

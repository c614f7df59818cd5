from collections.abc import Iterable

from hypothesis import given

from ozgdesk.domain.clauses import Outline
from ozgdesk.domain.redline import is_same_wording
from ozgdesk.domain.text_comparison import ClauseChange as C
from ozgdesk.domain.text_comparison import ClausePair, TextComparison, compare_texts
from ozgdesk.texts.clauses import citation
from tests.domain.clause_rows import outlines, ref, rows_of, written
from tests.helpers import id_of

OLD = (
    "F1 | zwischen den Parteien",
    "§2 Gegenstand",
    "(3 | Die Parteien arbeiten zusammen.",
    "§4 Kosten",
    "(5 | Die Kosten tragen die Parteien nach der Einwohnerzahl.",
    f"(6 | Näheres regelt {ref(2)}.",
    "#7 | Personalkosten,",
    "#8 | Sachkosten.",
    "§9 Haftung",
    "(10 | Die Haftung richtet sich nach dem Gesetz.",
    "§11 Schluss",
    f"(12 | Es gilt {ref(9)}.",
)
SWAPPED = {C.NEW: C.DELETED, C.DELETED: C.NEW}


def compared(*lines: str, old: Iterable[str] = OLD) -> TextComparison:
    return compare_texts(written(*old), written(*lines, version=2))


def by_stem(found: TextComparison) -> dict[int, ClausePair]:
    return {int(pair.node.clause.stem, 10): pair for pair in found.pairs}


def changes(found: TextComparison) -> dict[int, C]:
    return {stem: pair.change for stem, pair in by_stem(found).items() if pair.change is not C.UNCHANGED}


def without(*stems: int) -> list[str]:
    return [line for line in OLD if int(line[1:].split(" ")[0]) not in stems]


def pasted_anew(lines: Iterable[str]) -> list[str]:
    """The same text under other stems; references follow."""
    rows = []
    for line in lines:
        number, _, rest = line[1:].partition(" ")
        for stem in range(12, 0, -1):
            rest = rest.replace(ref(stem), ref(stem + 500))
        rows.append(f"{line[0]}{int(number) + 500} {rest}")
    return rows


def as_set(found: TextComparison) -> set[tuple[str, str, C]]:
    return {
        (pair.old.clause.id if pair.old else "", pair.new.clause.id if pair.new else "", pair.change)
        for pair in found.pairs
    }


@given(outlines(1))
def test_a_text_compared_with_itself_shows_nothing(text: Outline) -> None:
    assert compare_texts(text, text).is_empty


@given(outlines(1), outlines(2))
def test_every_clause_of_both_sides_appears_exactly_once(old: Outline, new: Outline) -> None:
    pairs = compare_texts(old, new).pairs
    assert sorted(p.old.clause.id for p in pairs if p.old) == sorted(old.by_id)
    assert sorted(p.new.clause.id for p in pairs if p.new) == sorted(new.by_id)
    assert [p.new for p in pairs if p.new] == list(new.nodes)


@given(outlines(1), outlines(2))
def test_swapped_sides_find_the_same_changes_swapped(old: Outline, new: Outline) -> None:
    there, back = as_set(compare_texts(old, new)), as_set(compare_texts(new, old))
    assert {(b, a, SWAPPED.get(change, change)) for a, b, change in back} == there


@given(outlines(1), outlines(2))
def test_what_is_not_moved_keeps_its_order(old: Outline, new: Outline) -> None:
    places = {node.clause.id: place for place, node in enumerate(old.nodes)}
    last: dict[object, int] = {}
    for pair in compare_texts(old, new).pairs:
        if pair.old and pair.new and not pair.is_moved:
            parent = pair.new.path[-1] if pair.new.path else None
            assert places[pair.old.clause.id] > last.get(parent, -1)
            last[parent] = places[pair.old.clause.id]


def test_a_changed_word_changes_only_its_clause() -> None:
    found = compared(*(line.replace("Einwohnerzahl", "Steuerkraft") for line in OLD))
    assert changes(found) == {5: C.CHANGED}
    assert not is_same_wording(by_stem(found)[5].text)


def test_a_deleted_clause_renumbers_what_follows_and_makes_no_other_change() -> None:
    found = compared(*without(4, 5, 6, 7, 8))
    assert changes(found) == {
        **dict.fromkeys((4, 5, 6, 7, 8), C.DELETED),
        9: C.CONSEQUENTIAL,
        11: C.CONSEQUENTIAL,
        12: C.CONSEQUENTIAL,
    }
    assert by_stem(found)[9].is_renumbered
    assert by_stem(found)[12].shifted == (id_of(9),)
    assert [int(pair.node.clause.stem) for pair in found.pairs][2:5] == [3, 4, 5]


def test_a_new_clause_stands_in_its_place() -> None:
    found = compared(*OLD[:3], "§20 Ziel", "(21 | Gute Leistungen.", *OLD[3:])
    assert {stem: change for stem, change in changes(found).items() if change is C.NEW} == {
        20: C.NEW,
        21: C.NEW,
    }


def test_a_clause_that_changed_places_is_moved_and_its_neighbours_are_not() -> None:
    found = compared(*OLD[:3], *OLD[8:10], *OLD[3:8], *OLD[10:])
    moved = [stem for stem, pair in by_stem(found).items() if pair.is_moved]
    assert moved == [9]
    assert not by_stem(found)[10].is_moved, "what stands in it moves with it"
    assert by_stem(found)[4].change is C.CONSEQUENTIAL


def test_an_absatz_under_another_paragraf_is_moved_and_may_be_changed_too() -> None:
    lines = [*OLD[:3], OLD[5].replace("Näheres", "Weiteres"), OLD[3], OLD[4], *OLD[8:]]
    found = compared(*lines)
    assert by_stem(found)[6].change is C.MOVED_CHANGED
    assert [
        citation(node).replace("\u00a0", " ")
        for node in (by_stem(found)[6].old, by_stem(found)[6].new)
        if node
    ] == ["§ 2 Abs. 2", "§ 1 Abs. 2"]


def test_another_kind_in_the_same_place_is_a_change() -> None:
    found = compared(*(line.replace("(10 ", "#10 ") for line in OLD))
    assert by_stem(found)[10].change is C.CHANGED
    assert by_stem(found)[10].is_relevelled


def test_a_changed_heading_lets_references_to_it_read_otherwise() -> None:
    found = compared(*(line.replace("§9 Haftung", "§9 Haftung und Schaden") for line in OLD))
    assert changes(found) == {9: C.CHANGED, 12: C.CONSEQUENTIAL}


def test_a_text_pasted_anew_is_recognised_by_its_words() -> None:
    assert compared(*pasted_anew(OLD)).is_empty
    changed = [line.replace("Einwohnerzahl", "Steuerkraft") for line in pasted_anew(OLD)]
    found = compared(*changed)
    assert [pair.change for pair in found.pairs if pair.change is not C.UNCHANGED] == [C.CHANGED]


def test_alike_absaetze_of_a_pasted_text_are_found_in_their_own_paragraf() -> None:
    twice = ["§1 Kosten", "(2 | Näheres regelt ein Anhang.", "§3 Haftung", "(4 | Näheres regelt ein Anhang."]
    assert compared(*pasted_anew(twice), old=twice).is_empty


def test_a_wording_with_little_in_common_is_deleted_and_new() -> None:
    found = compared(
        "§50 Sitz", "(51 | Sitz der Stelle ist Usingen.", old=["§1 Kosten", "(2 | Die Kosten trägt das Land."]
    )
    assert found.counts[C.NEW] == found.counts[C.DELETED] == 1, "an Absatz counts with its Paragraf"


def test_the_counts_name_every_change() -> None:
    counts = compared(*without(7)).counts
    assert set(counts) == set(C)
    assert counts[C.DELETED] == 1
    assert counts[C.CONSEQUENTIAL] == 1, "Nr. 2 becomes Nr. 1"


def test_a_clause_whose_parent_is_deleted_survives_elsewhere() -> None:
    rows = [row for row in rows_of(OLD, 2) if row.stem != id_of(4)]
    found = compare_texts(written(*OLD), Outline(rows))
    assert by_stem(found)[4].change is C.DELETED
    assert by_stem(found)[5].change is C.MOVED

"""Tables, search, drops and copies of the page of an agreement."""

from ozgdesk.commands import clauses
from ozgdesk.domain.clause_search import Wanted, replaced
from ozgdesk.domain.view import View
from ozgdesk.present.agreement import ClauseRow, clause_rows
from ozgdesk.present.agreement_text import Piece, PieceKind
from ozgdesk.present.clause_copies import text_with_numbers
from ozgdesk.present.clause_drops import drop_places, stands_at
from ozgdesk.present.clause_search import hits
from ozgdesk.present.clause_sentences import sentence_starts
from ozgdesk.present.clause_tables import Grid, Prose, blocks
from tests.domain.agreement_rows import LATER, VERSION
from tests.helpers import transaction
from tests.present.test_agreement import NBSP, written

WORDS, FIELD = PieceKind.WORDS, PieceKind.FIELD


def rows() -> tuple[tuple[ClauseRow, ...], dict[str, str]]:
    view, names = written()
    return clause_rows(view, VERSION), names


def test_lines_with_cells_are_a_table_between_prose() -> None:
    pieces = (Piece(WORDS, "Vorher:\n"), Piece(FIELD, "A | B\n1 | 2"), Piece(WORDS, "\nNachher."))
    first, grid, last = blocks(pieces)
    assert isinstance(first, Prose)
    assert isinstance(last, Prose)
    assert isinstance(grid, Grid)
    assert (first.text, last.text) == ("Vorher:", "Nachher.")
    assert [[cell.text for cell in row] for row in grid.rows] == [["A", "B"], ["1", "2"]]
    text = "".join(piece.text for piece in pieces)
    assert all(text[cell.start :].startswith(cell.text) for row in grid.rows for cell in row)
    assert text[last.start :] == "Nachher."
    assert grid.is_filled


def test_a_single_line_with_a_bar_stays_prose_and_no_text_is_nothing() -> None:
    assert blocks((Piece(WORDS, "a | b\nc"),)) == (Prose(0, (Piece(WORDS, "a | b\nc"),)),)
    assert blocks(()) == ()


def test_tables_of_other_widths_are_tables_of_their_own() -> None:
    found = blocks((Piece(WORDS, "a | b\n1 | 2\nx | y | z\n1 | 2 | 3"),))
    assert [len(grid.rows[0]) for grid in found if isinstance(grid, Grid)] == [2, 3]


def test_words_of_placeholders_are_found_but_cannot_be_replaced() -> None:
    view, names = written()
    found = hits(view.snapshot, clause_rows(view, VERSION), Wanted("kosten"))
    assert [(hit.clause_id, hit.field, hit.rank) for hit in found] == [
        (names["two"], "heading", 0),
        (names["last"], "text", None),
    ]
    assert hits(view.snapshot, clause_rows(view, VERSION), Wanted("")) == ()


def test_whole_words_case_and_no_break_spaces_are_minded() -> None:
    assert replaced("Kosten kosten", Wanted("kosten", matches_case=True), "x") == ("Kosten x", 1)
    assert replaced("Kostenanteil Kosten", Wanted("kosten", is_whole_word=True), "x") == ("Kostenanteil x", 1)
    assert replaced(f"§{NBSP}5", Wanted("§ 5"), "x") == ("x", 1)
    assert replaced("a.c", Wanted(".*"), "x") == ("a.c", 0)


def test_a_paragraf_may_be_dropped_between_its_like_and_not_into_others() -> None:
    found, names = rows()
    drops = drop_places(found, names["one"])
    assert [(drop.line, drop.parent_id, drop.after_id) for drop in drops] == [
        (0, None, None),
        (4, None, names["two"]),
        (5, None, names["annex"]),
    ]
    assert stands_at(found, names["one"], drops[0])
    assert not stands_at(found, names["one"], drops[1])
    assert drop_places(found, "gone") == ()


def test_an_absatz_may_be_dropped_into_every_paragraf() -> None:
    found, names = rows()
    parents = {drop.parent_id for drop in drop_places(found, names["last"])}
    assert parents == {names["one"], names["two"], names["annex"]}


def test_parts_are_copied_with_their_numbers() -> None:
    found, _ = rows()
    assert text_with_numbers(found[1:4]).replace(NBSP, " ") == (
        "§ 2 Kosten\n(1)\tBis zu [Fördersumme: nicht angegeben].\n(2)\tNach § 2 Abs. 1 (Kosten) gilt das."
    )


def test_sentences_are_counted_as_they_read_and_a_single_one_is_not() -> None:
    view, names = written()
    tx = transaction([row for table in view.snapshot.tables.values() for row in table.values()])
    clauses.edit_clause(names["first"], text="Es gilt Abs. 1. Danach zahlt {field:parties}. Ende.")(tx)
    found = {row.id: row for row in clause_rows(View(tx.snapshot(), LATER), VERSION)}
    text = found[names["first"]].text
    assert [text[start:].split()[0] for start in sentence_starts(found[names["first"]])] == [
        "Es", "Danach", "Ende.",
    ]  # fmt: skip
    assert sentence_starts(found[names["last"]]) == ()
    assert sentence_starts(found[names["annex"]]) == ()

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.commands import clause_paste, clauses
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clauses import Outline
from ozgdesk.domain.transaction import Transaction
from tests.commands.test_clauses import VERSION, document, order_of, reading
from tests.helpers import TestClock, id_of, transaction

WORDS = st.text("abcäöüßDNMÄ", min_size=1, max_size=6)
LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "(1) ", "2. ", "a) ", "§ 3 ", "- "]),
        st.lists(WORDS, min_size=1, max_size=6).map(" ".join),
    ),
    min_size=1,
    max_size=12,
)


def roomy() -> Transaction:
    """The document with room for many new ids."""
    tables = document().snapshot().tables
    return transaction([row for rows in tables.values() for row in rows.values()], TestClock(first_id=10_000))


def words_of(tx: Transaction) -> Counter[str]:
    return Counter(word for row in tx.all(Clause) for word in f"{row.heading} {row.text}".split())


@given(LINES)
def test_every_word_that_is_pasted_is_kept(lines: list[tuple[str, str]]) -> None:
    tx = roomy()
    before = words_of(tx)
    clause_paste.paste(VERSION, id_of(24), "\n".join(mark + words for mark, words in lines))(tx)
    pasted = Counter(word for _, line in lines for word in line.split())
    assert words_of(tx) >= before + pasted


def test_absaetze_come_behind_the_current_one_and_paragrafen_behind_its_paragraf() -> None:
    tx = document()
    clause_paste.paste(VERSION, id_of(23), "Eins.\nZwei.")(tx)
    assert order_of(tx)[2:5] == ["Text 23", "Eins.", "Zwei."]
    clause_paste.paste(VERSION, id_of(25), "§ 7 Neues\nText.")(tx)
    assert reading(tx)[-2:] == ["§ 3", "§ 4"]


def test_without_a_current_part_the_text_is_put_at_the_end() -> None:
    tx = document()
    clause_paste.paste(VERSION, None, "§ 1 Letztes\nText.")(tx)
    assert reading(tx)[-1] == "§ 4"
    assert clause_paste.paste(VERSION, None, "\n")(tx) == ()


def test_an_empty_part_that_is_referred_to_does_not_give_way() -> None:
    tx = document()
    clauses.edit_clause(id_of(23), text="")(tx)
    clauses.edit_clause(id_of(27), text=f"{{ref:{id_of(923)}}}")(tx)
    clause_paste.paste(VERSION, id_of(23), "Eins.\nZwei.")(tx)
    assert Outline(tx.all(Clause)).dangling() == ()
    assert order_of(tx)[3] == "Eins."


def test_a_paragraph_of_ten_thousand_words_stays_one_absatz() -> None:
    tx = document()
    text = "Wort " * 9_999 + "Ende."
    [made] = clause_paste.paste(VERSION, id_of(24), text)(tx)
    assert (made.kind.value, len(made.text.split())) == ("paragraph", 10_000)


def test_many_pages_are_pasted_in_one_go() -> None:
    tx = roomy()
    lines = [
        line
        for number in range(1, 41)
        for line in (
            f"§ {number} Seite {number}",
            *(f"({place}) " + "Wort " * 900 for place in (1, 2, 3, 4)),
        )
    ]
    made = clause_paste.paste(VERSION, None, "\n".join(lines))(tx)
    assert len(made) == 40
    assert sum(row.text.count("Wort") for row in tx.all(Clause)) == 40 * 4 * 900

"""Whatever the keys do to a text in whatever order: no letter is lost, no reference dangles, levels hold."""

import re
from collections import Counter
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.commands import clause_joins, clauses
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clauses import LEVELS, Outline
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Transaction
from ozgdesk.present.agreement import ClauseRow
from ozgdesk.present.clause_drops import drop_places
from tests.commands.test_clauses import VERSION, document


def text_of(tx: Transaction) -> Outline:
    return Outline(row for row in tx.all(Clause) if row.version_id == VERSION)


def letters(tx: Transaction) -> Counter[str]:
    """All letters of the text; references count by what they are, not by what they point at."""
    found: Counter[str] = Counter()
    for node in text_of(tx).nodes:
        text = node.clause.heading + node.clause.text
        found["{ref:"] += text.count("{ref:")
        found.update("".join(re.sub(r"\{ref:\w+\}", "", text).split()))
    return found


def split(tx: Transaction, id_: str, number: int) -> object:
    text = tx.get(Clause, id_).text
    place = 0 if "{" in text else number % (len(text) + 1)
    return clauses.split_clause(id_, text[:place], text[place:])(tx)


def drop(tx: Transaction, id_: str, number: int) -> object:
    rows = [
        ClauseRow(
            n.clause.id, n.clause.stem, n.clause.parent_id, n.clause.kind.value, "", n.depth, "", "", "", "",
            "", (), False,
        )
        for n in text_of(tx).nodes
    ]  # fmt: skip
    places = drop_places(rows, id_)
    place = places[number % len(places)]
    return clauses.move_clause(id_, parent_id=place.parent_id, after_id=place.after_id)(tx)


ACTIONS: tuple[Callable[[Transaction, str, int], object], ...] = (
    split,
    drop,
    lambda tx, id_, _number: clause_joins.join_clause(id_)(tx),
    lambda tx, id_, _number: clause_joins.leave_level(id_)(tx),
    lambda tx, id_, number: clauses.shift_clause(id_, 1 if number % 2 else -1)(tx),
    lambda tx, id_, _number: clauses.nest_clause(id_)(tx),
    lambda tx, id_, _number: clauses.unnest_clause(id_)(tx),
)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 40), st.integers(0, 30)), max_size=25))
def test_no_order_of_keys_loses_a_letter_or_breaks_the_text(steps: list[tuple[int, int, int]]) -> None:
    tx = document()
    before = letters(tx)
    for action, place, number in steps:
        nodes = text_of(tx).nodes
        changes = len(tx.changes)
        try:
            ACTIONS[action](tx, nodes[place % len(nodes)].clause.id, number)
        except RuleViolation:
            assert len(tx.changes) == changes
    whole = text_of(tx)
    assert letters(tx) == before
    assert whole.dangling() == ()
    for node in whole.nodes:
        assert node.clause.kind in LEVELS[node.path[-1].clause.kind if node.path else None]

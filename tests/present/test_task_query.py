"""The line of a task query: how it is read, written and edited, and what is said about a wrong term."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.present.task_query import Query, Term, Value
from ozgdesk.present.task_query_days import DaySpan
from ozgdesk.present.task_query_line import QueryLine, read_line, with_term, with_values
from ozgdesk.present.task_query_text import query_words
from ozgdesk.present.task_query_words import NONE, VALUES, Key
from tests.helpers import TODAY

CODES = ("USI", "NA", "GLA", "SCHM")
SIGNS = "aZäß1 \t\u00a0„“”\"',:-.<>="
NAMES = st.text(SIGNS, min_size=1, max_size=12).filter(
    lambda text: text.strip() and text.casefold() not in (NONE, "none")
)
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 1, 1))


def line(text: str) -> QueryLine:
    return read_line(text, TODAY, CODES)


def query(text: str) -> Query:
    found = line(text)
    assert found.problems == ()
    return found.query


@st.composite
def spans(draw: st.DrawFn) -> DaySpan:
    """A span of one kind of days, open on at most one side."""
    days = draw(st.one_of(st.lists(st.integers(-900, 900), min_size=2, max_size=2), st.tuples(DAYS, DAYS)))
    first, last = sorted(days)
    return draw(
        st.sampled_from([DaySpan(first, last), DaySpan(first, first), DaySpan(first), DaySpan(None, last)])
    )


@st.composite
def terms(draw: st.DrawFn) -> Term:
    key = draw(st.sampled_from(Key))
    value: st.SearchStrategy[Value] = NAMES
    if key is Key.DUE:
        value = st.one_of(spans(), st.sampled_from(("woche", "monat", NONE)))
    elif key in VALUES:
        value = st.sampled_from(VALUES[key])
    most = 1 if key is Key.TEXT else 3
    return Term(key, tuple(draw(st.lists(value, min_size=1, max_size=most))), draw(st.booleans()))


QUERIES = st.builds(Query, st.lists(terms(), max_size=5).map(tuple))


@given(QUERIES)
def test_a_query_that_is_written_and_read_again_is_the_same(asked: Query) -> None:
    found = read_line(str(asked), TODAY)
    assert found.problems == ()
    assert found.query == asked


@given(st.text(SIGNS) | st.text(SIGNS, max_size=8).map(lambda text: f"due:{text} lead:{text}"))
def test_no_line_is_too_strange_to_be_read_and_every_wrong_term_says_why(text: str) -> None:
    found = read_line(text, TODAY, CODES)
    silent = [piece for piece in found.pieces if not piece.term and not piece.problem]
    assert all(set(text[p.start : p.end]) <= set('-„“”" \t\u00a0') for p in silent), "only marks say nothing"
    assert all(text[a.end : b.start].isspace() for a, b in zip(found.pieces, found.pieces[1:], strict=False))
    assert all(piece.problem.endswith(".") for piece in found.problems)


@given(QUERIES)
def test_a_query_can_be_said_in_words(asked: Query) -> None:
    assert bool(query_words(asked, TODAY)) is bool(asked.terms)


@pytest.mark.parametrize(
    "text",
    [
        "lead:USI due:<14 state:wartet",
        "feder:usi fällig:<14 zustand:wartet",
        "federführung:USI   termin:<=13 status:waiting",
        'LEAD:"USI" Due:<2w Zustand:„wartet“',
    ],
)
def test_german_and_english_words_ask_the_same(text: str) -> None:
    wanted = (
        Term(Key.LEAD, ("USI",)),
        Term(Key.DUE, (DaySpan(None, 13),)),
        Term(Key.STATE, ("wartet",)),
    )
    assert query(text) == Query(wanted)
    assert str(query(text)) == "feder:USI fällig:<14 zustand:wartet"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        (">0", DaySpan(1)),
        ("heute", DaySpan(0, 0)),
        ("überfällig", DaySpan(None, -1)),
        ("<0", DaySpan(None, -1)),
        ("-3", DaySpan(-3, -3)),
        ("22.11.", DaySpan(date(2026, 11, 22), date(2026, 11, 22))),
        ("<22.11.2026", DaySpan(None, date(2026, 11, 21))),
        ("22.11...30.11.", DaySpan(date(2026, 11, 22), date(2026, 11, 30))),
        ("heute..31.12.2026", DaySpan(0, date(2026, 12, 31))),
        ("..+7", DaySpan(None, 7)),
        ("1.12.26..", DaySpan(date(2026, 12, 1))),
    ],
)
def test_days_are_typed_as_numbers_words_dates_and_spans(text: str, span: DaySpan) -> None:
    assert query(f"due:{text}") == Query((Term(Key.DUE, (span,)),))


def test_a_span_holds_both_its_ends_and_counts_from_the_stichtag() -> None:
    span = DaySpan(0, 13)
    held = [days for days in range(-2, 20) if span.holds(TODAY + timedelta(days=days), TODAY)]
    assert held == list(range(14))
    assert span.words(TODAY) == "23.11.2026 bis 06.12.2026"


def test_free_words_quotations_and_negations_are_terms_too() -> None:
    assert query('Vergabe "joint office" -Amt -feder:USI,NA 10:30') == Query(
        (
            Term(Key.TEXT, ("Vergabe",)),
            Term(Key.TEXT, ("joint office",)),
            Term(Key.TEXT, ("Amt",), is_negated=True),
            Term(Key.LEAD, ("USI", "NA"), is_negated=True),
            Term(Key.TEXT, ("10:30",)),
        )
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("foo:bar", "„foo:“ ist kein Suchwort"),
        ("lead:", "Nach „lead:“ fehlt ein Wert"),
        ("lead:XYZ", "Das Kürzel „XYZ“ gibt es hier nicht; vorhanden: USI, NA, GLA, SCHM."),
        ("state:fertig", "„fertig“ ist kein Zustand; möglich sind offen, geplant"),
        ("due:bald", "„bald“ ist hier kein Termin"),
        ("due:31.02.", "„31.02.“ ist hier kein Termin"),
        ("due:5..2", "„5..2“ endet vor seinem Anfang"),
        ("due:..", "„..“ ist hier kein Termin"),
        ("rolle:chef", "„chef“ ist keine Rolle"),
        ("is:schön", "„schön“ ist hier keine Eigenschaft"),
    ],
)
def test_a_wrong_term_is_named_with_the_reason_and_the_rest_still_counts(text: str, words: str) -> None:
    found = line(f"Amt {text} -Haus")
    (wrong,) = found.problems
    assert wrong.problem.startswith(words)
    assert found.text[wrong.start : wrong.end] == text
    assert str(found.query) == "Amt -Haus"


def test_of_several_values_the_good_ones_count() -> None:
    found = line("lead:usi,xyz")
    assert str(found.query) == "feder:USI"
    assert [piece.problem for piece in found.problems] == [
        "Das Kürzel „xyz“ gibt es hier nicht; vorhanden: USI, NA, GLA, SCHM."
    ]


def test_a_choice_takes_the_place_of_its_term_and_leaves_all_else_as_typed() -> None:
    typed = line("foo:bar lead:USI  Amt due:<14 lead:NA")
    changed = with_values(typed, Key.LEAD, ("GLA", "SCHM"))
    assert changed == "foo:bar feder:GLA,SCHM  Amt due:<14"
    assert with_values(line(changed), Key.LEAD, ()) == "foo:bar Amt due:<14"
    assert with_values(line("Amt"), Key.DUE, (DaySpan(0, 0),)) == "Amt fällig:heute"
    assert with_values(line(""), Key.STATE, ("wartet",)) == "zustand:wartet"


def test_a_term_is_added_and_taken_away() -> None:
    late = Term(Key.IS, ("verspätet",))
    assert with_term(line("Amt"), late, is_wanted=True) == "Amt ist:verspätet"
    assert with_term(line("Amt is:late Haus"), late, is_wanted=False) == "Amt Haus"


@given(st.lists(terms().filter(lambda term: not term.is_negated and term.key is not Key.TEXT), max_size=4))
def test_a_filter_built_from_choices_equals_that_of_the_line(chosen: list[Term]) -> None:
    by_key = {term.key: term for term in chosen}
    text = ""
    for term in by_key.values():
        text = with_values(read_line(text, TODAY), term.key, term.values)
    assert read_line(text, TODAY).query == Query(tuple(by_key.values()))
    assert read_line(" ".join(map(str, by_key.values())), TODAY).query == Query(tuple(by_key.values()))


def test_a_query_in_words_says_days_states_and_what_is_excluded() -> None:
    asked = query("lead:USI,ohne due:<14 state:zuarbeit -person:ohne is:late Amt")
    assert query_words(asked, TODAY) == (
        "Federführung: USI oder keine · fällig: bis 06.12.2026 · Zustand: wartet auf Zuarbeit · "
        "nicht Person: nicht benannt · nur verspätete · mit „Amt“"
    )

"""Reading the line of a task query: `lead:USI due:<14 -state:wartet Vergabe`.

Nothing typed is lost: a term that cannot be read keeps its place in the line and says what is wrong with it.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk.formats import NotReadable
from ozgdesk.present.task_query import QUOTES, Query, Term, Value
from ozgdesk.present.task_query_days import read_span
from ozgdesk.present.task_query_words import KEY_WORDS, NONE, VALUES, Key, key_of, value_of

_KEYED = re.compile(r"(-?)([^\W\d_]+):(.*)", re.DOTALL)
_OF_MUNICIPALITIES = (Key.MUNICIPALITY, Key.LEAD, Key.PART)
_NAMES = {
    Key.STATE: "kein Zustand",
    Key.ROLE: "keine Rolle",
    Key.IS: "hier keine Eigenschaft",
}
_EXAMPLES = {
    Key.MUNICIPALITY: "USI",
    Key.LEAD: "USI",
    Key.PART: "USI",
    Key.PERSON: "ohne",
    Key.STATE: "wartet",
    Key.DUE: "<14",
    Key.PHASE: "Vorbereitung",
    Key.NUMBER: "A-017",
    Key.ROLE: "zuarbeit",
    Key.BODY: "StVV",
    Key.PAPER: "305",
    Key.IS: "verspätet",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One word or term of a line from `start` to `end`: what it means, or nothing, and what is wrong."""

    start: int
    end: int
    term: Term | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class QueryLine:
    """A line and what was understood of it."""

    text: str = ""
    pieces: tuple[Piece, ...] = ()

    @property
    def query(self) -> Query:
        """All that was understood."""
        return Query(tuple(piece.term for piece in self.pieces if piece.term is not None))

    @property
    def problems(self) -> tuple[Piece, ...]:
        """What was not understood."""
        return tuple(piece for piece in self.pieces if piece.problem)


def read_line(text: str, as_of: date, codes: Collection[str] | None = None) -> QueryLine:
    """Read a line; never fails. `codes` are those of the municipalities, None takes any word for one."""
    return QueryLine(text, tuple(_piece(text, start, end, as_of, codes) for start, end in _words(text)))


def with_values(line: QueryLine, key: Key, values: tuple[Value, ...]) -> str:
    """The line with this condition in place of those of its key that are not negated; no values remove it.

    Everything else stays as it was typed.
    """
    old = [p for p in line.pieces if p.term is not None and p.term.key is key and not p.term.is_negated]
    fresh = str(Term(key, values)) if values else ""
    text = line.text
    for piece in reversed(old):
        written = fresh if piece is old[0] else ""
        before, after = text[: piece.start], text[piece.end :]
        text = f"{before}{written}{after}" if written else f"{before.rstrip()} {after.lstrip()}".strip()
    return f"{text.rstrip()} {fresh}".strip() if fresh and not old else text


def with_term(line: QueryLine, term: Term, *, is_wanted: bool) -> str:
    """The line with a term or without it; everything else stays as it was typed."""
    text = line.text
    for piece in reversed([p for p in line.pieces if p.term == term]):
        text = f"{text[: piece.start].rstrip()} {text[piece.end :].lstrip()}".strip()
    return f"{text} {term}".strip() if is_wanted else text


def _words(text: str) -> Iterator[tuple[int, int]]:
    """From where to where the words reach; blanks in quotation marks divide none."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        start = at
        while at < len(text) and not text[at].isspace():
            is_opening = at == start or text[at - 1] in ":," or text[start:at] == "-"
            at = _quotation_end(text, at)[0] if is_opening and text[at] in QUOTES else at + 1
        yield start, at


def _quotation_end(text: str, at: int) -> tuple[int, str]:
    """Behind a quotation that begins here, and what it says; one that is not closed reaches to the end."""
    closing, said = QUOTES[text[at]], list[str]()
    at += 1
    while at < len(text):
        if text[at] in closing:
            if text[at] != '"' or text[at : at + 2] != '""':
                return at + 1, "".join(said)
            at += 1
        said.append(text[at])
        at += 1
    return at, "".join(said)


def _values(text: str) -> list[str]:
    """Values divided by commas, without their quotation marks; empty ones are left out."""
    values, at, value, is_start = [], 0, "", True
    while at < len(text):
        if is_start and text[at] in QUOTES:
            at, said = _quotation_end(text, at)
            value += said
        elif text[at] == ",":
            values.append(value)
            value, at, is_start = "", at + 1, True
            continue
        else:
            value, at = value + text[at], at + 1
        is_start = False
    return [value for value in (*values, value) if value.strip()]


def _piece(text: str, start: int, end: int, as_of: date, codes: Collection[str] | None) -> Piece:
    word = text[start:end]
    match = _KEYED.fullmatch(word)
    if match is None:
        return Piece(start, end, _text_term(word))
    key = key_of(match[2])
    if key is None:
        known = ", ".join(f"{words[0]}:" for words in KEY_WORDS.values())
        return Piece(
            start,
            end,
            None,
            f"„{match[2]}:“ ist kein Suchwort; möglich sind {known}. "
            "Nach dem Text selbst suchen Sie in Anführungszeichen.",
        )
    typed = _values(match[3])
    if not typed:
        example = f"{match[2]}:{_EXAMPLES[key]}"
        return Piece(start, end, None, f"Nach „{match[2]}:“ fehlt ein Wert, zum Beispiel {example}.")
    values: list[Value] = []
    problems = []
    for value in typed:
        try:
            values.append(_value(key, value, as_of, codes))
        except NotReadable as wrong:
            problems.append(str(wrong))
    term = Term(key, tuple(values), match[1] == "-") if values else None
    return Piece(start, end, term, " ".join(problems))


def _text_term(word: str) -> Term | None:
    is_negated = word.startswith("-") and len(word) > 1
    bare = word[1:] if is_negated else word
    if bare[0] in QUOTES:
        at, said = _quotation_end(bare, 0)
        bare = said + bare[at:]
    return Term(Key.TEXT, (bare,), is_negated) if bare.strip() else None


def _value(key: Key, text: str, as_of: date, codes: Collection[str] | None) -> Value:
    word = value_of(key, text)
    if word is not None and (key is not Key.DUE or word in (NONE, "woche", "monat")):
        return word
    if key is Key.DUE:
        return read_span(text, as_of)
    if key in VALUES:
        known = ", ".join(VALUES[key])
        raise NotReadable(f"„{text}“ ist {_NAMES[key]}; möglich sind {known}.")
    if text.casefold() in (NONE, "none"):
        return NONE
    if key not in _OF_MUNICIPALITIES or codes is None:
        return text
    code = next((code for code in codes if code.casefold() == text.casefold()), None)
    if code is None:
        there = ", ".join(codes) or "keines"
        raise NotReadable(f"Das Kürzel „{text}“ gibt es hier nicht; vorhanden: {there}.")
    return code

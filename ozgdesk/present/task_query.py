"""A question about tasks as a value: terms that must all hold, and how it is written down.

How the line of a query is read stands in `task_query_line`, what fits it in `task_query_cards`.
"""

from dataclasses import dataclass

from ozgdesk.present.task_query_days import DaySpan
from ozgdesk.present.task_query_words import KEY_WORDS, Key

Value = str | DaySpan
QUOTES = {'"': '"', "„": "“”"}
"""What opens a quotation, and what closes it."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: one of the values holds, or, when negated, none of them."""

    key: Key
    values: tuple[Value, ...]
    is_negated: bool = False

    def __str__(self) -> str:
        sign = "-" if self.is_negated else ""
        values = ",".join(written(value) for value in self.values)
        return f"{sign}{values}" if self.key is Key.TEXT else f"{sign}{KEY_WORDS[self.key][0]}:{values}"


@dataclass(frozen=True, slots=True)
class Query:
    """All terms hold; without a term everything fits. `str()` writes a line that is read as the same."""

    terms: tuple[Term, ...] = ()

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))


def written(value: Value) -> str:
    """A value as it stands in a line, in quotation marks where it needs them."""
    text = str(value)
    is_plain = text and not text.startswith("-") and not any(c.isspace() or c in ':,"„“”' for c in text)
    if is_plain or isinstance(value, DaySpan):
        return text
    return '"' + text.replace('"', '""') + '"'

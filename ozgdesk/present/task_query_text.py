"""A task query in German words, for people who read a sheet and have never seen its line."""

from datetime import date

from ozgdesk.present.task_query import Query, Term, Value
from ozgdesk.present.task_query_days import DaySpan
from ozgdesk.present.task_query_words import MONTH, NONE, STATES, VALUE_HELP, WEEK, Key
from ozgdesk.texts.labels import label

_TITLES = {
    Key.MUNICIPALITY: "Kommune",
    Key.LEAD: "Federführung",
    Key.PART: "Zuarbeit",
    Key.PERSON: "Person",
    Key.STATE: "Zustand",
    Key.DUE: "fällig",
    Key.PHASE: "Phase",
    Key.NUMBER: "Nummer",
    Key.ROLE: "nur",
    Key.BODY: "Gremium",
    Key.PAPER: "Vorlage",
    Key.IS: "nur",
}
_NOTHING = {
    Key.PERSON: "nicht benannt",
    Key.DUE: "ohne Termin",
    Key.ROLE: "ohne Federführung",
}
_GROUPS = {"offen": "offen", "wartet": "wartet"}


def query_words(query: Query, as_of: date) -> str:
    """What a query asks, for the line above a list: 'Federführung: USI · fällig: bis 06.12.2026'."""
    return " · ".join(_term(term, as_of) for term in query.terms)


def value_words(key: Key, value: Value, as_of: date) -> str:
    """One value in words."""
    if isinstance(value, DaySpan):
        return value.words(as_of)
    if value == NONE:
        return _NOTHING.get(key, "keine")
    if key is Key.STATE:
        states = STATES[value]
        return _GROUPS[value] if len(states) > 1 else label(next(iter(states)))
    if key is Key.DUE and value in (WEEK, MONTH):
        return VALUE_HELP[value]
    if key is Key.ROLE:
        return {"federführung": "Federführung", "zuarbeit": "Zuarbeit"}[value]
    if key is Key.IS:
        return {"verspätet": "verspätete", "vertraglich": "Vertragsaufgaben", "meilenstein": "Meilensteine"}[
            value
        ]
    return f"„{value}“" if key in (Key.TEXT, Key.PHASE, Key.PERSON, Key.PAPER) else value


def _term(term: Term, as_of: date) -> str:
    values = " oder ".join(value_words(term.key, value, as_of) for value in term.values)
    title = _TITLES.get(term.key, "")
    sign = "nicht " if term.is_negated else ""
    if not title:
        return f"{'ohne' if term.is_negated else 'mit'} {values}"
    if title == "nur":
        return f"{sign or 'nur '}{values}"
    return f"{sign}{title}: {values}"

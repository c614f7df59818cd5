"""The words of a task query: its keys, and the values of those keys that know a fixed list of them.

The first word of a key is the one that is printed; the others are understood too.
"""

from enum import StrEnum

from ozgdesk.domain.lights import RESTING_STATES
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.texts.labels import label


class Key(StrEnum):
    """What a term of a query asks about. `TEXT` is a word without a key."""

    TEXT = "text"
    MUNICIPALITY = "municipality"
    LEAD = "lead"
    PART = "part"
    PERSON = "person"
    STATE = "state"
    DUE = "due"
    PHASE = "phase"
    NUMBER = "number"
    ROLE = "role"
    BODY = "body"
    PAPER = "paper"
    IS = "is"


KEY_WORDS: dict[Key, tuple[str, ...]] = {
    Key.MUNICIPALITY: ("kommune", "municipality"),
    Key.LEAD: ("feder", "federführung", "lead"),
    Key.PART: ("zuarbeit", "contributor", "part"),
    Key.PERSON: ("person", "wer"),
    Key.STATE: ("zustand", "status", "state"),
    Key.DUE: ("fällig", "faellig", "termin", "due"),
    Key.PHASE: ("phase",),
    Key.NUMBER: ("nr", "nummer", "number"),
    Key.ROLE: ("rolle", "role"),
    Key.BODY: ("gremium", "body"),
    Key.PAPER: ("vorlage", "paper"),
    Key.IS: ("ist", "is"),
}
KEY_HELP: dict[Key, str] = {
    Key.MUNICIPALITY: "Karten einer Kommune, Federführung oder Zuarbeit",
    Key.LEAD: "federführende Kommune der Aufgabe",
    Key.PART: "Kommune, die zuarbeitet",
    Key.PERSON: "Ansprechperson oder Vertretung",
    Key.STATE: "Zustand",
    Key.DUE: "Termin: <14, heute, überfällig, 22.11., Spanne mit ..",
    Key.PHASE: "Phase, in der die Aufgabe liegt",
    Key.NUMBER: "Nummer der Aufgabe",
    Key.ROLE: "Federführung oder Zuarbeit",
    Key.BODY: "Gremium, das beschlossen hat oder noch berät",
    Key.PAPER: "Vorlage, aus deren Beschluss die Aufgabe folgt oder auf die sie wartet",
    Key.IS: "verspätet, vertraglich oder Meilenstein",
}

NONE = "ohne"
"""The value that asks for what is not there: nobody, no day, no phase."""

STATES: dict[str, frozenset[TaskState]] = {
    "offen": frozenset(TaskState) - CLOSED_STATES,
    "geplant": frozenset({TaskState.PLANNED}),
    "arbeit": frozenset({TaskState.IN_PROGRESS}),
    "wartet": frozenset({TaskState.WAITING_CONTRIBUTION, TaskState.WAITING_THIRD}),
    "zuarbeit": frozenset({TaskState.WAITING_CONTRIBUTION}),
    "dritte": frozenset({TaskState.WAITING_THIRD}),
    "gremium": frozenset({TaskState.IN_COUNCIL}),
    "erledigt": frozenset({TaskState.DONE}),
    "ruht": frozenset({TaskState.DORMANT}),
    "entfällt": frozenset({TaskState.DROPPED}),
}
AT_REST = frozenset(state.value for state in RESTING_STATES)

WEEK, MONTH = "woche", "monat"
LATE, CONTRACTUAL, MILESTONE = "verspätet", "vertraglich", "meilenstein"
LEADS, CONTRIBUTES = "federführung", "zuarbeit"

ROLES: dict[str, str] = {LEADS: Role.LEAD.value, CONTRIBUTES: Role.CONTRIBUTOR.value, NONE: "none"}

VALUES: dict[Key, tuple[str, ...]] = {
    Key.STATE: tuple(STATES),
    Key.DUE: ("überfällig", "heute", WEEK, MONTH, NONE),
    Key.ROLE: tuple(ROLES),
    Key.IS: (LATE, CONTRACTUAL, MILESTONE),
}
"""What may be offered for a key. Only of DUE there is more, which `task_query_days` reads."""

VALUE_HELP: dict[str, str] = {
    "offen": "alles außer erledigt und entfällt",
    "arbeit": label(TaskState.IN_PROGRESS),
    "wartet": "auf Zuarbeit oder auf Dritte",
    "zuarbeit": label(TaskState.WAITING_CONTRIBUTION),
    "dritte": label(TaskState.WAITING_THIRD),
    "gremium": label(TaskState.IN_COUNCIL),
    WEEK: "diese Woche",
    MONTH: "diesen Monat",
    LATE: "überfällig oder Frist gefährdet",
    CONTRACTUAL: "Vertragsaufgabe",
}

_ENGLISH = {
    Key.STATE: {"open": "offen", "waiting": "wartet"},
    Key.DUE: {"week": WEEK, "month": MONTH, "none": NONE},
    Key.ROLE: {"feder": LEADS, "lead": LEADS, "contributor": CONTRIBUTES, "none": NONE},
    Key.IS: {"late": LATE, "contractual": CONTRACTUAL, "milestone": MILESTONE},
}
_SINGLE = {
    text.casefold(): word
    for word, states in STATES.items()
    if len(states) == 1
    for state in states
    for text in (state.value, label(state))
}


def key_of(word: str) -> Key | None:
    """The key that a word means, German or English; None when there is none."""
    return next((key for key, words in KEY_WORDS.items() if word.casefold() in words), None)


def value_of(key: Key, text: str) -> str | None:
    """The word of the list of a key that a text means; None when it is not on the list."""
    plain = " ".join(text.casefold().split())
    if plain in VALUES.get(key, ()):
        return plain
    others = _ENGLISH.get(key, {}) | (_SINGLE if key is Key.STATE else {})
    return others.get(plain)

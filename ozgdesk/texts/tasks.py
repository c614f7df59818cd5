"""How the board speaks of places with a limit, of third parties waited for, and of departures from an annex."""

from datetime import date

from ozgdesk import formats
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.texts.labels import label

THIRD_PARTIES = ("ekom21", "Land", "Kommunalaufsicht", "Anbieter")
"""Whom a cooperation usually waits for; any other name can be typed."""

ASK_AGAIN = "Nachfragen: {who}"
THIRD_PARTY = "Dritte"
"""The Wiedervorlage that comes with waiting for a third party and goes with it."""

NOBODY = "niemand"
THE_AGREEMENT = "Vereinbarung"


def limited_place(lane: str, state: TaskState | None) -> str:
    """A place of the board: lane by name (empty: all), column by state (None: all).

    >>> limited_place("Usingen", TaskState.PLANNED)
    'Usingen, „geplant“'
    """
    return ", ".join(part for part in (lane, f"„{label(state)}“" if state else "") if part)


def limit_reason(reason: str) -> str:
    """The reason of a limit as an insertion, empty where none is given.

    >>> limit_reason("zwei Stellen unbesetzt")
    ' (Grund: zwei Stellen unbesetzt)'
    """
    return f" (Grund: {reason})" if reason else ""


def limit_sentence(place: str, most: int, count: int, reason: str) -> str:
    """How full a place is that has a limit.

    >>> limit_sentence("Usingen", 5, 6, "")
    'Usingen: 6 offene Karten, Höchstzahl 5.'
    """
    cards = formats.count(count, "offene Karte", "offene Karten")
    return f"{place}: {cards}, Höchstzahl {formats.number(most)}{limit_reason(reason)}."


def deviation_mark(annex: str) -> str:
    """What the card of a task says that another municipality leads than the annex names.

    >>> deviation_mark("Anlage 1")
    'weicht von Anlage 1 ab'
    """
    return f"weicht von {annex or f'der {THE_AGREEMENT}'} ab"


def deviation_sentence(task: str, annex: str, agreed: str, since: date, now: str) -> str:
    """One departure as the draft of an amendment says it; names are empty where nobody leads.

    >>> deviation_sentence("A-017 Vergabewesen", "Anlage 1", "Usingen", date(2026, 12, 4), "Neu-Anspach")
    'A-017 Vergabewesen: laut Anlage 1 Usingen, seit 04.12.2026 Neu-Anspach'
    """
    source = annex or THE_AGREEMENT
    return f"{task}: laut {source} {agreed or NOBODY}, seit {formats.day(since)} {now or NOBODY}"

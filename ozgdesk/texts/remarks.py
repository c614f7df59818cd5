"""German words about remarks on the text of an agreement."""

from ozgdesk import formats
from ozgdesk.domain.vocabulary import RemarkState

WHOLE_TEXT = "Gesamter Text"
GONE = "Textteil entfällt"
NOBODY = "ohne Kommune"
TAKEN_OVER = "In die Fassung „{version}“ übernommen."

_COUNTED = {
    RemarkState.OPEN: "offen",
    RemarkState.ACCEPTED: "übernommen",
    RemarkState.REJECTED: "abgelehnt",
}


def counted(open_count: int, accepted: int, rejected: int) -> str:
    """How many remarks are in which state.

    >>> counted(2, 1, 0)
    '2 offen, 1 übernommen'
    """
    numbers = zip(_COUNTED.values(), (open_count, accepted, rejected), strict=True)
    parts = [f"{formats.number(number)} {word}" for word, number in numbers if number]
    return ", ".join(parts) or "Keine Anmerkungen"

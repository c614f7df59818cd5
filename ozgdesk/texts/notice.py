"""How a period of notice reads: "sechs Monate zum Jahresende"."""

from ozgdesk.domain.vocabulary import NoticeTo
from ozgdesk.texts.labels import label

_NUMBERS = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
]


def notice_words(months: int | None, to: NoticeTo) -> str:
    """A period of notice and to what day it ends; empty while no months are stated.

    >>> notice_words(6, NoticeTo.YEAR_END), notice_words(1, NoticeTo.ANY_DAY)
    ('sechs Monate zum Jahresende', 'ein Monat')
    """
    if not months:
        return ""
    number = _NUMBERS[months] if months < len(_NUMBERS) else str(months)
    period = f"{number} {'Monat' if months == 1 else 'Monate'}"
    is_free = to in (NoticeTo.NOT_STATED, NoticeTo.ANY_DAY)
    return period if is_free else f"{period} zum {label(to)}"

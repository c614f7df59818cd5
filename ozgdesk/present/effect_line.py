"""The effect of an agreement in one line: the one thing that holds it up first, or how long it lasts."""

from ozgdesk.domain.effect import EffectState
from ozgdesk.present.effect import BLOCKED, EffectRow
from ozgdesk.present.effect_reasons import ReasonRow
from ozgdesk.texts import effect as words

_ORDER = {code: place for place, codes in enumerate(words.ITEMS.values()) for code in codes}
_WAITING = frozenset({"resolution_pending", "approval_pending"})
"""Somebody decides on a day that is known: what still needs a hand comes before."""


def next_missing(row: EffectRow) -> ReasonRow | None:
    """What holds the effect up first: what stands against it, else what comes first in the procedure."""
    found = (reason for part in row.missing for reason in part.reasons)
    return min(found, key=_urgency, default=None)


def next_line(row: EffectRow) -> str:
    """The most urgent missing item, else a duty that is left, else how long the agreement lasts."""
    missing = next_missing(row)
    if missing is not None:
        is_joining = EffectState(row.state) not in words.NEXT
        return _told(words.NEXT_OF_ACCESSION if is_joining else words.NEXT[EffectState(row.state)], missing)
    if row.duties:
        return _told(words.DUTY, row.duties[0])
    return f"{row.term_text[:1].upper()}{row.term_text[1:]}."


def _urgency(reason: ReasonRow) -> tuple[bool, int, bool]:
    place = _ORDER.get(reason.code, len(_ORDER))
    return reason.code not in BLOCKED, place, reason.code in _WAITING


def _told(begin: str, reason: ReasonRow) -> str:
    town = f" ({reason.municipality.code})" if reason.municipality else ""
    return f"{begin}{town}: {reason.text}"

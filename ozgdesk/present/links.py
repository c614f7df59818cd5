"""Links in the German short form of project plans: `A-012 EA+5t`, several parted by semicolons.

EA is end to start, AA start to start, EE end to end, AE start to end; t are working days, kt calendar days,
% a share of the predecessor's duration. `EA` without a lag may be left out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ozgdesk import formats
from ozgdesk.domain.tasks import MINUTES_PER_DAY
from ozgdesk.domain.vocabulary import LagKind, LinkKind

SHORT = {LinkKind.FS: "EA", LinkKind.SS: "AA", LinkKind.FF: "EE", LinkKind.SF: "AE"}
_KINDS = {short: kind for kind, short in SHORT.items()}
_UNITS = {LagKind.WORKING: "t", LagKind.ELAPSED: "kt", LagKind.PERCENT: "%"}
_LAGS = {unit: kind for kind, unit in _UNITS.items()}

_FORM = re.compile(
    r"(?:A-)?0*(?P<number>\d{1,6})\s*(?P<kind>EA|AA|EE|AE)?\s*"
    r"(?:(?P<sign>[+\-\u2212])\s*(?P<lag>\d{1,5}(?:,\d{1,2})?)\s*(?P<unit>kt|t|%)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TypedLink:
    """A predecessor as typed: task number, kind of link, and lag in minutes or per cent."""

    number: str
    kind: LinkKind
    lag_minutes: int
    lag_kind: LagKind


def link_text(number: str, kind: LinkKind, lag_minutes: int, lag_kind: LagKind) -> str:
    """A link in short form.

    >>> link_text("A-012", LinkKind.FS, 2400, LagKind.WORKING)
    'A-012 EA+5t'
    """
    if kind is LinkKind.FS and lag_minutes == 0:
        return number
    return f"{number} {SHORT[kind]}{lag_text(lag_minutes, lag_kind)}"


def lag_text(lag_minutes: int, lag_kind: LagKind) -> str:
    """A lag with sign and unit; empty for none.

    >>> lag_text(-240, LagKind.WORKING), lag_text(50, LagKind.PERCENT)
    ('−0,5t', '+50%')
    """
    if lag_minutes == 0:
        return ""
    amount = Decimal(abs(lag_minutes))
    if lag_kind is not LagKind.PERCENT:
        amount /= MINUTES_PER_DAY
    sign = "+" if lag_minutes > 0 else "\u2212"
    return f"{sign}{formats.number(amount.quantize(Decimal('0.01')).normalize(), None)}{_UNITS[lag_kind]}"


def read_links(typed: str) -> tuple[TypedLink, ...]:
    """Read predecessors as typed; raises `formats.NotReadable` with a sentence that quotes what is wrong.

    >>> read_links("12EA+5t; A-003 aa")[0].number
    'A-012'
    """
    parts = [part.strip() for part in re.split(r"[;\n]|,(?!\d)", typed)]
    return tuple(_read(part) for part in parts if part)


def _read(part: str) -> TypedLink:
    match = _FORM.fullmatch(part.replace(formats.NO_BREAK_SPACE, ""))
    if match is None:
        raise formats.NotReadable(
            f"„{part}“ ist keine Verknüpfung; schreiben Sie zum Beispiel „12“ oder „A-012 EA+5t“."
        )
    kind = _KINDS[(match["kind"] or "EA").upper()]
    lag_kind = _LAGS[(match["unit"] or "t").lower()]
    amount = Decimal((match["lag"] or "0").replace(",", "."))
    minutes = amount if lag_kind is LagKind.PERCENT else amount * MINUTES_PER_DAY
    sign = 1 if (match["sign"] or "+") == "+" else -1
    return TypedLink(f"A-{int(match['number']):03}", kind, sign * round(minutes), lag_kind)


def join(texts: Iterable[str]) -> str:
    """Several links as they are typed."""
    return "; ".join(texts)

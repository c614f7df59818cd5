"""By what the parties share the work: the agreed part of each, or why it cannot be told.

What work there is stands in `load`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ozgdesk.domain.cooperation import Cooperation, Municipality
from ozgdesk.domain.findings import Finding, Severity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import LoadShare

_ROUNDING = Decimal("0.1")
"""How far percentages may miss 100: three times 33,3 are meant to be all."""


@dataclass(frozen=True, slots=True)
class AgreedShares:
    """The part of each party by municipality id, together 1; empty with `findings` where it is not known."""

    parts: Mapping[str, Fraction]
    findings: tuple[Finding, ...] = ()


def parties(snapshot: Snapshot, as_of: date) -> tuple[Municipality, ...]:
    """Who takes part on a day, in their order."""
    rows = (row for row in snapshot.all(Municipality) if _takes_part(row, as_of))
    return tuple(sorted(rows, key=lambda row: (row.order, row.id)))


def agreed_shares(snapshot: Snapshot, as_of: date) -> AgreedShares:
    """The agreed shares of the parties on the Stichtag.

    Codes of what is missing: `load_without_population`, `load_without_percent`, `load_percent_sum`.
    """
    rows = parties(snapshot, as_of)
    cooperation = next(iter(snapshot.all(Cooperation)), None)
    share = cooperation.load_share if cooperation else LoadShare.EQUAL
    if share is LoadShare.EQUAL:
        return AgreedShares({row.id: Fraction(1, len(rows)) for row in rows})
    if share is LoadShare.POPULATION:
        missing = [_missing("load_without_population", row) for row in rows if not row.population]
        return _parted({row.id: Fraction(row.population or 0) for row in rows}, missing)
    missing = [_missing("load_without_percent", row) for row in rows if row.load_percent is None]
    percents = {row.id: Decimal(str(row.load_percent or 0)) for row in rows}
    total = sum(percents.values(), Decimal(0))
    if rows and not missing and abs(total - 100) > _ROUNDING:
        id_ = cooperation.id if cooperation else ""
        missing = [
            Finding("load_percent_sum", Severity.WARNING, "cooperation", id_, {"percent": float(total)})
        ]
    return _parted({id_: Fraction(percent) for id_, percent in percents.items()}, missing)


def _takes_part(row: Municipality, as_of: date) -> bool:
    has_joined = row.party_from is None or row.party_from <= as_of
    return has_joined and (row.party_until is None or row.party_until >= as_of)


def _missing(code: str, row: Municipality) -> Finding:
    return Finding(code, Severity.WARNING, "municipality", row.id, {"name": row.name})


def _parted(weights: Mapping[str, Fraction], missing: Iterable[Finding]) -> AgreedShares:
    findings = tuple(missing)
    total = sum(weights.values(), Fraction(0))
    if findings or not total:
        return AgreedShares({}, findings)
    return AgreedShares({id_: weight / total for id_, weight in weights.items()})

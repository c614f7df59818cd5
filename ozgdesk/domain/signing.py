"""Who has signed: two per municipality, the head or general deputy and a further member (§ 71 II HGO)."""

from collections.abc import Iterator
from datetime import date

from ozgdesk.domain.agreements import Agreement, Signature
from ozgdesk.domain.councils import OfficeHolder
from ozgdesk.domain.reasons import Actor, Reason, Weight
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import Office

NEEDED = 2
HEADS = frozenset({Office.MAYOR, Office.FIRST_DEPUTY})


class Signing:
    """The signatures under one agreement by `as_of`: reasons, and the day each municipality was complete."""

    def __init__(self, snapshot: Snapshot, agreement: Agreement, as_of: date) -> None:
        self.snapshot = snapshot
        self.agreement = agreement
        self.as_of = as_of
        self.completed: dict[str, date] = {}
        self._given: dict[str, list[Signature]] = {}
        for row in sorted(snapshot.all(Signature), key=lambda row: (row.order, row.id)):
            signed = row.agreement_id == agreement.id and row.signed_on is not None
            if signed and row.signed_on is not None and row.signed_on <= as_of:
                self._given.setdefault(row.municipality_id, []).append(row)

    def is_begun(self, municipality_id: str) -> bool:
        """Whether anybody has signed for a municipality."""
        return municipality_id in self._given

    def given(self, municipality_id: str) -> int:
        """How many have signed for a municipality."""
        return len(self._given.get(municipality_id, []))

    def of(self, municipality_id: str) -> Iterator[Reason]:
        """Reasons about one municipality."""
        given = self._given.get(municipality_id, [])
        if len(given) < NEEDED:
            code = "signature_missing" if given else "signatures_missing"
            yield self._reason(code, Weight.ABSENT, municipality_id)
            return
        offices = [self._office(row) for row in given]
        if None not in offices and not HEADS & set(offices):
            yield self._reason("signature_of_head_missing", Weight.OPEN, municipality_id)
            return
        self.completed[municipality_id] = max(_days(given))
        yield Reason(
            "signed",
            Weight.MET,
            "signature",
            given[-1].id,
            "HGO-01",
            municipality_id,
            Actor.SIGNATORIES,
            {"day": self.completed[municipality_id], "count": len(given)},
        )

    def _office(self, row: Signature) -> Office | None:
        holder = self.snapshot.find(OfficeHolder, row.office_holder_id)
        return holder.office if holder else None

    def _reason(self, code: str, weight: Weight, municipality_id: str, **values: object) -> Reason:
        return Reason(
            code,
            weight,
            "agreement",
            self.agreement.id,
            "HGO-01",
            municipality_id,
            Actor.SIGNATORIES,
            values,
        )


def _days(rows: list[Signature]) -> Iterator[date]:
    return (row.signed_on for row in rows if row.signed_on is not None)

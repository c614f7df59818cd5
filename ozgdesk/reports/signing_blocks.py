"""The places to sign of every party, as the agreement and the sheet for signing print them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.view import View
from ozgdesk.present.agreement import AgreementRow, PartyRow, SignatureRow
from ozgdesk.present.agreement_document import signing_block
from ozgdesk.reports import look


def signing_blocks(view: View, row: AgreementRow) -> Iterator[look.Element]:
    """One block for each party, with a note on the signatures that are there already."""
    has_seal = view.snapshot.get(Agreement, row.id).has_seal_field
    for party in row.parties:
        municipality = view.snapshot.find(Municipality, party.municipality.id)
        if municipality is None:
            continue
        own = [signature for signature in row.signatures if signature.municipality.id == municipality.id]
        found = signing_block(municipality, row.signatures)
        signers = [look.Signer(place.title, place.name) for place in found.places]
        block = look.signature_block(found.municipality, signers, has_seal=has_seal)
        given = _given(party, own)
        yield look.keep_together(block, look.paragraph(given, "note")) if given else block


def _given(party: PartyRow, own: Sequence[SignatureRow]) -> str:
    signed = [row for row in own if row.signed_on is not None]
    if not signed:
        return ""
    days = sorted({row.signed_on for row in signed if row.signed_on is not None})
    count = formats.count(len(signed), "Unterschrift liegt", "Unterschriften liegen")
    return f"{party.municipality.code}: {count} vor, vom {', '.join(formats.day(day) for day in days)}."

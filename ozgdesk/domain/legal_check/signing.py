"""Form and signatures (§ 71 Abs. 2 HGO)."""

from collections import Counter
from collections.abc import Iterator

from ozgdesk.domain.agreements import Signature
from ozgdesk.domain.legal_check.case import Case
from ozgdesk.domain.legal_check.hits import Fix, FixKind, Hit
from ozgdesk.domain.signing import NEEDED

RUNNING_BUSINESS = r"geschaeft[a-z]* der laufenden verwaltung"


def signatures(case: Case) -> Iterator[Hit]:
    """HGO-01, § 71 Abs. 2: head or general deputy and a further member sign, two per municipality."""
    missing = case.reasons("signature_missing", "signatures_missing")
    if missing:
        codes = case.codes_of(reason.municipality_id for reason in missing)
        rows = case.snapshot.all(Signature)
        places = Counter(row.municipality_id for row in rows if row.agreement_id == case.agreement.id)
        is_short = any(places[party.id] < NEEDED for party in case.parties)
        fix = Fix(FixKind.PROPOSE_SIGNATURES, (case.agreement.id,)) if is_short else None
        yield case.hit("HGO-01", "signatures_missing", {"codes": codes}, fix=fix)
    for reason in case.reasons("signature_of_head_missing"):
        codes = case.codes_of([reason.municipality_id])
        yield case.hit("HGO-01", "signature_of_head_missing", {"codes": codes})


def seal(case: Case) -> Iterator[Hit]:
    """HGO-02, § 71 Abs. 2 (unverified): the seal was part of the form; a field for it is offered."""
    is_open = case.reasons("signature_missing", "signatures_missing")
    if is_open and case.has_text and not case.agreement.has_seal_field and not case.says("siegel"):
        yield case.hit("HGO-02", "no_seal_field", fix=Fix(FixKind.OFFER_SEAL, (case.agreement.id,)))


def running_business(case: Case) -> Iterator[Hit]:
    """HGO-03, § 71 Abs. 2: an agreement is no business of running administration."""
    for _, part, words in case.parts_saying(RUNNING_BUSINESS):
        yield case.hit_clause("HGO-03", "running_business", part, words)

"""How far the signing of an agreement is: signatures given, and where its originals lie."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement, AgreementCopy, Signature
from ozgdesk.domain.signing import NEEDED, Signing
from ozgdesk.domain.view import View
from ozgdesk.present.municipalities import MunicipalityTag, ranks_of, tags_of


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A signed original: whose it is (None: nobody's yet) and where it lies (empty: not recorded)."""

    id: str
    municipality: MunicipalityTag | None
    location: str
    note: str

    @property
    def owner(self) -> str:
        """Whose it is, in words."""
        return self.municipality.name if self.municipality else "nicht zugeordnet"


def copy_rows(view: View, agreement_id: str) -> tuple[CopyRow, ...]:
    """The originals of an agreement, by party."""
    tags, ranks = tags_of(view), ranks_of(view)
    found = [row for row in view.snapshot.all(AgreementCopy) if row.agreement_id == agreement_id]
    found.sort(key=lambda row: (row.municipality_id is None, ranks[row.municipality_id], row.order, row.id))
    return tuple(
        CopyRow(row.id, tags[row.municipality_id] if row.municipality_id else None, row.location, row.note)
        for row in found
    )


def signing_text(view: View, agreement_id: str) -> str:
    """What is missing, in sentences: signatures by municipality, then originals by where they lie."""
    agreement = view.snapshot.get(Agreement, agreement_id)
    lines = (*_signatures(view, agreement), *_copies(agreement, copy_rows(view, agreement_id)))
    return " ".join(lines)


def _signatures(view: View, agreement: Agreement) -> Iterator[str]:
    parties, tags = view.effect[agreement.id].parties, tags_of(view)
    if not parties:
        yield "Es gibt noch keine Vertragspartei."
        return
    signing = Signing(view.snapshot, agreement, view.as_of)
    rows = (row for row in view.snapshot.all(Signature) if row.agreement_id == agreement.id)
    places = Counter(row.municipality_id for row in rows)
    needed = {id_: max(NEEDED, places[id_]) for id_ in parties}
    missing = {id_: needed[id_] - signing.given(id_) for id_ in parties if signing.given(id_) < needed[id_]}
    whole = sum(needed.values())
    if not missing:
        yield f"Alle {whole} Unterschriften liegen vor."
        return
    verb = "Es fehlt 1" if sum(missing.values()) == 1 else f"Es fehlen {sum(missing.values())}"
    names = ", ".join(f"{tags[id_].name} ({count})" for id_, count in missing.items())
    yield f"{verb} von {whole} Unterschriften: {names}."


def _copies(agreement: Agreement, rows: Sequence[CopyRow]) -> Iterator[str]:
    if not rows:
        yield "Ausfertigungen sind noch nicht vorgesehen."
        return
    places = Counter(row.location for row in rows if row.location)
    if places:
        lying = [f"{_lie(count)} bei „{place}“" for place, count in places.items()]
        yield f"{_joined(lying)}."
    lost = [row for row in rows if not row.location]
    if lost:
        count = formats.count(len(lost), "Ausfertigung", "Ausfertigungen")
        owners = _joined(dict.fromkeys(row.owner for row in lost))
        yield f"Von {count} ist nicht erfasst, wo sie {'liegt' if len(lost) == 1 else 'liegen'}: {owners}."
    if agreement.copies_count is not None and agreement.copies_count != len(rows):
        yield f"Vorgesehen sind {agreement.copies_count}, erfasst {len(rows)}."


def _lie(count: int) -> str:
    return formats.count(count, "Ausfertigung liegt", "Ausfertigungen liegen")


def _joined(parts: Iterable[str]) -> str:
    *before, last = parts
    return f"{', '.join(before)} und {last}" if before else last

"""How the text of an agreement reads: references name their targets, the project fills the placeholders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ozgdesk import formats
from ozgdesk.domain.accession_drafts import joining_in
from ozgdesk.domain.agreements import Agreement, AgreementParty, AgreementVersion, Clause
from ozgdesk.domain.clauses import Outline, Placeholder, Reference, tokens
from ozgdesk.domain.cooperation import Grant, GrantMember, Municipality
from ozgdesk.domain.effect import parties_of
from ozgdesk.domain.procedure import contractual_tasks
from ozgdesk.domain.supervisor import supervisor
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CostKey
from ozgdesk.texts.clauses import FIELD_NAMES, reference_text, unknown_field
from ozgdesk.texts.effect import supervisor_text
from ozgdesk.texts.labels import label
from ozgdesk.texts.notice import notice_words
from ozgdesk.texts.organs import board_name, council_name, full_name, genitive_name

LOST = "[Verweis ohne Ziel]"
CELL_GAP = " | "
"""Parts the cells of a line, see `clause_tables`."""


_COST_KEYS = {
    CostKey.EQUAL: "zu gleichen Teilen",
    CostKey.POPULATION: "im Verhältnis ihrer Einwohnerzahlen",
    CostKey.FIXED: "nach festen Anteilen",
}


class PieceKind(StrEnum):
    """What a stretch of clause text is; `OPEN` is a placeholder nothing fills yet."""

    WORDS = "words"
    REFERENCE = "reference"
    FIELD = "field"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text as it reads, the token it stands for, and for a reference the id of its target."""

    kind: PieceKind
    text: str
    token: str = ""
    target_id: str = ""


class Reading:
    """Reads the clauses of one version; computes each placeholder once."""

    def __init__(self, view: View, agreement: Agreement, text: Outline) -> None:
        self._view = view
        self._agreement = agreement
        self._text = text
        self._version_id = text.nodes[0].clause.version_id if text.nodes else None
        self._fields: dict[str, str] = {}

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """A clause text as stretches."""
        found = []
        for token in tokens(text):
            if isinstance(token, Reference):
                node = self._text.by_stem.get(token.stem)
                words = reference_text(node) if node else LOST
                target = node.clause.id if node else ""
                found.append(Piece(PieceKind.REFERENCE, words, f"{{ref:{token.stem}}}", target))
            elif isinstance(token, Placeholder):
                found.append(self._field_piece(token.name))
            else:
                found.append(Piece(PieceKind.WORDS, token.text))
        return tuple(found)

    def plain(self, text: str) -> str:
        """A clause text as it is printed."""
        return "".join(piece.text for piece in self.pieces(text))

    def filled(self, text: str) -> str:
        """A clause text with its placeholders filled for good; references stay references."""
        pieces = self.pieces(text)
        return "".join(piece.token if piece.kind is PieceKind.REFERENCE else piece.text for piece in pieces)

    def is_unknown(self, name: str) -> bool:
        """Whether the project cannot fill a placeholder."""
        return not self._words(name)

    def _words(self, name: str) -> str:
        if name not in self._fields:
            self._fields[name] = field_text(self._view, self._agreement, name, version_id=self._version_id)
        return self._fields[name]

    def _field_piece(self, name: str) -> Piece:
        words = self._words(name)
        token = f"{{field:{name}}}"
        if words:
            return Piece(PieceKind.FIELD, words, token)
        return Piece(PieceKind.OPEN, unknown_field(name), token)


def filled_text(view: View, version: AgreementVersion) -> Iterator[Clause]:
    """The clauses of a version with what the placeholders say in the view written into heading and text."""
    text = Outline(row for row in view.snapshot.all(Clause) if row.version_id == version.id)
    reading = Reading(view, view.snapshot.get(Agreement, version.agreement_id), text)
    for node in text.nodes:
        part = node.clause
        words = {"heading": reading.filled(part.heading), "text": reading.filled(part.text)}
        yield Clause.model_validate({**part.model_dump(), **words})


def unknown_fields(view: View, version: AgreementVersion) -> tuple[str, ...]:
    """The German names of the placeholders of a version that the project cannot fill, in their order."""
    text = Outline(row for row in view.snapshot.all(Clause) if row.version_id == version.id)
    reading = Reading(view, view.snapshot.get(Agreement, version.agreement_id), text)
    return tuple(
        dict.fromkeys(
            FIELD_NAMES[token.name]
            for node in text.nodes
            for words in (node.clause.heading, node.clause.text)
            for token in tokens(words)
            if isinstance(token, Placeholder) and reading.is_unknown(token.name)
        )
    )


def field_text(view: View, agreement: Agreement, name: str, *, version_id: str | None = None) -> str:
    """What a placeholder says in a version; empty while the project does not know it.

    The draft of an accession speaks of the parties there will be, other texts of those there are.
    """
    parties = _parties_in(view, agreement, version_id)
    simple = {
        "cooperation": view.cooperation.name if view.cooperation else "",
        "agreement_title": agreement.title,
        "notice_period": agreement.notice_period
        or notice_words(agreement.notice_months, agreement.notice_to),
        "term_years": str(agreement.term_years or ""),
        "renewal_years": str(agreement.renewal_years or ""),
        "copies_count": str(agreement.copies_count or ""),
        "cost_key": _COST_KEYS.get(agreement.cost_key, ""),
        "review_on": formats.long_day(agreement.review_on) if agreement.review_on else "",
        "starts_on": formats.long_day(agreement.starts_on) if agreement.starts_on else "",
        "ends_on": formats.long_day(agreement.ends_on) if agreement.ends_on else "",
        "entry_on": formats.long_day(agreement.entry_on) if agreement.entry_on else "",
    }
    if name in simple:
        return simple[name]
    if name == "led_tasks":
        return _led_tasks(view, parties)
    if name == "cost_shares":
        return _cost_shares(view, agreement, parties)
    if name == "grant_amount":
        return _grant_amount(view, parties)
    return _about_parties(parties, name)


def _parties_in(view: View, agreement: Agreement, version_id: str | None) -> list[Municipality]:
    bound, _ = parties_of(view.snapshot, agreement.id, view.as_of)
    joining = joining_in(view.snapshot, version_id, view.as_of)
    parties = [*bound, *(view.snapshot.get(Municipality, id_) for id_ in joining)]
    return sorted(parties, key=lambda party: (party.order, party.id))


def enumerated(parts: Sequence[str]) -> str:
    """Parts as a German enumeration.

    >>> enumerated(["a", "b", "c"])
    'a, b und c'
    """
    return " und ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _about_parties(parties: Sequence[Municipality], name: str) -> str:
    if name == "parties":
        return enumerated([full_name(party) for party in parties])
    if name == "party_list":
        return "\n".join(_represented(parties))
    if name == "councils":
        return enumerated([f"{council_name(party).nominative} {genitive_name(party)}" for party in parties])
    if name == "administrations":
        return enumerated([f"{board_name(party).nominative} {genitive_name(party)}" for party in parties])
    if name == "coordinator":
        return enumerated([full_name(party) for party in parties if party.is_coordinating])
    return supervisor_text(supervisor(parties), dative=True)


def _represented(parties: Sequence[Municipality]) -> Iterator[str]:
    for place, party in enumerate(parties, 1):
        joint = "und " if place == len(parties) > 1 else ""
        yield f"{joint}{_dative(party)}, vertreten durch {board_name(party).accusative},"


def _dative(party: Municipality) -> str:
    """Towns and Gemeinden are feminine: dative and genitive are the same."""
    name = full_name(party)
    return f"der {name.removeprefix('die ')}" if name.startswith("die ") else f"dem {name}"


def _led_tasks(view: View, parties: Sequence[Municipality]) -> str:
    """A table of the Vertragsaufgaben; empty while there are none."""
    names = {party.id: party.name for party in view.municipalities}
    lines = []
    for task in contractual_tasks(view.snapshot, parties):
        lead = view.ownership.lead.get(task.id)
        helpers = [names[row.municipality_id] for row in view.ownership.contributors.get(task.id, ())]
        led = names[lead.municipality_id] if lead else "nicht vergeben"
        cells = (task.number, task.name, label(task.legal_form), led, enumerated(helpers) or "–")
        lines.append(CELL_GAP.join(cell.replace("|", "/") for cell in cells))
    head = CELL_GAP.join(("Nr.", "Aufgabe", "Rechtsform", "Federführung", "Zuarbeit"))
    return "\n".join([head, *lines]) if lines else ""


def _cost_shares(view: View, agreement: Agreement, parties: Sequence[Municipality]) -> str:
    """The fixed shares of the parties; empty while one of them is missing."""
    rows = view.snapshot.all(AgreementParty)
    shares = {row.municipality_id: row.cost_percent for row in rows if row.agreement_id == agreement.id}
    found = [(full_name(party), shares.get(party.id)) for party in parties]
    if not found or any(share is None for _, share in found):
        return ""
    return enumerated([f"{name} {formats.number(share or 0, None)}\u00a0%" for name, share in found])


def _grant_amount(view: View, parties: Sequence[Municipality]) -> str:
    """The amount of the one grant for exactly these parties; with none or several, nothing is chosen."""
    circle = {party.id for party in parties}
    members: dict[str, set[str]] = {}
    for row in view.snapshot.all(GrantMember):
        members.setdefault(row.grant_id, set()).add(row.municipality_id)
    found = [
        grant
        for grant in view.snapshot.all(Grant)
        if grant.amount_cents is not None and members.get(grant.id) == circle
    ]
    if len(found) != 1 or found[0].amount_cents is None:
        return ""
    return formats.money(found[0].amount_cents, whole=True)

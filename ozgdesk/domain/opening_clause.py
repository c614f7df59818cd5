"""What an agreement itself says about the accession of others (Öffnungsklausel), read from its text."""

import re
from dataclasses import dataclass

from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.clause_topics import folded, topics_by_heading
from ozgdesk.domain.clauses import Node, outline
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import ClauseTopic

_CONSENT = r"(?:zustimmung|einwilligung|beschluesse|beschlussfassung|beschluss)"
_NEEDS_NONE = re.compile(
    rf"\b(?:bedarf|beduerfen|benoetigt|erfordert)\s+keine[rs]?\s+(?:\w+en\s+)?{_CONSENT}"
    rf"|{_CONSENT}\b[^.;]{{0,120}}\bnicht\s+(?:erforderlich|notwendig|noetig)\b"
)
_WITHOUT = re.compile(rf"\bohne\s+(?:\w+en?\s+)?{_CONSENT}")
_DENIED = re.compile(r"\b(?:nicht|kein\w*|niemand|unwirksam|unzulaessig|ausgeschlossen)\b")
_SENTENCE = re.compile(r"(?<=[.;])\s+")


@dataclass(frozen=True, slots=True)
class OpeningClause:
    """The part of the current text about accession. `waives_consent`: it says that the parties need not
    agree to each new one.
    """

    node: Node
    waives_consent: bool


def opening_clause(snapshot: Snapshot, agreement_id: str) -> OpeningClause | None:
    """The part of the current version about accession, as stated or by its heading."""
    versions = (row for row in snapshot.all(AgreementVersion) if row.agreement_id == agreement_id)
    current = next((row for row in versions if row.is_current), None)
    if current is None:
        return None
    text = outline(snapshot, current.id)
    node = next((node for node in text.nodes if _is_about_accession(node.clause)), None)
    if node is None:
        return None
    parts = text.under(node.clause.id)
    return OpeningClause(node, any(waives_consent(part.text) for part in parts))


def waives_consent(text: str) -> bool:
    """Whether a sentence says that a new party may join without the consent of the others.

    >>> waives_consent("Der Beitritt bedarf keiner Zustimmung der bisherigen Kommunen.")
    True
    >>> waives_consent("Ohne Zustimmung aller Kommunen ist ein Beitritt nicht möglich.")
    False
    """
    for sentence in _SENTENCE.split(folded(text)):
        if _NEEDS_NONE.search(sentence):
            return True
        if _WITHOUT.search(sentence) and not _DENIED.search(sentence):
            return True
    return False


def _is_about_accession(part: Clause) -> bool:
    topics = topics_by_heading(part) if part.topic is ClauseTopic.NOT_STATED else (part.topic,)
    return ClauseTopic.ACCESSION in topics

"""Remarks on the text of an agreement: which belong to it, and where what they propose can be put.

A remark is made about one version and seen from all of them, because copies of a clause share its stem.
"""

from collections.abc import Sequence

from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.clauses import Outline, outline
from ozgdesk.domain.drafting import Remark
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import ClauseKind

_TITLED = frozenset({ClauseKind.PREAMBLE, ClauseKind.CLAUSE, ClauseKind.ANNEX})
_SENTENCE_ENDS = (".", ":", ";", ",", "!", "?")


def versions_of(snapshot: Snapshot, agreement_id: str) -> tuple[AgreementVersion, ...]:
    """The versions of an agreement, the oldest first."""
    found = (row for row in snapshot.all(AgreementVersion) if row.agreement_id == agreement_id)
    return tuple(sorted(found, key=lambda row: (row.order, row.id)))


def remarks_of(snapshot: Snapshot, agreement_id: str) -> tuple[Remark, ...]:
    """The remarks on all versions of an agreement, in the order they were made about each."""
    places = {row.id: place for place, row in enumerate(versions_of(snapshot, agreement_id))}
    found = (row for row in snapshot.all(Remark) if row.version_id in places)
    return tuple(sorted(found, key=lambda row: (places[row.version_id], row.order, row.id)))


def open_texts(snapshot: Snapshot, agreement_id: str, version_id: str = "") -> tuple[Outline, ...]:
    """The texts of an agreement that may still change: the one that is looked at, then the newest first."""
    free = [row.id for row in reversed(versions_of(snapshot, agreement_id)) if row.frozen_on is None]
    free.sort(key=lambda id_: id_ != version_id)
    return tuple(outline(snapshot, id_) for id_ in free)


def place_for(remark: Remark, texts: Sequence[Outline]) -> Clause | None:
    """The clause that takes what a remark proposes, in the first of `open_texts` that has it.

    None where none has it, or nothing is proposed.
    """
    if not remark.stem or not remark.proposal.strip():
        return None
    found = (text.by_stem.get(remark.stem) for text in texts)
    return next((node.clause for node in found if node is not None), None)


def proposed_words(text: Outline, clause: Clause, proposal: str) -> tuple[str, str] | None:
    """Heading and text of a clause as a proposal wants them; None where it cannot say which part is meant.

    A line of its own before a blank line is the heading of a §, unless it ends like a sentence. A § whose
    Absätze hold its text takes a heading and no text.
    """
    if clause.kind not in _TITLED:
        return clause.heading, proposal.strip()
    first, gap, rest = proposal.strip().partition("\n\n")
    is_heading = "\n" not in first and not first.rstrip().endswith(_SENTENCE_ENDS)
    if text.children(clause.id) and not clause.text:
        return (first.strip(), "") if is_heading and not gap else None
    if gap and is_heading:
        return first.strip(), rest.strip()
    return clause.heading, proposal.strip()

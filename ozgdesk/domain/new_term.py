"""A new Wahlperiode: which bodies go on in it, and which papers the old one leaves open."""

from datetime import date
from enum import StrEnum

from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.snapshot import Rows
from ozgdesk.domain.vocabulary import CommitteeKind, Result

OF_TERM = frozenset({CommitteeKind.COUNCIL, CommitteeKind.ADMINISTRATION, CommitteeKind.COMMITTEE})
"""Organs of a municipality, which are elected anew (§ 36 HGO)."""


class PaperChoice(StrEnum):
    """What becomes of an open paper: goes on before the new bodies, is brought in anew, or is settled."""

    CONTINUE = "continue"
    ANEW = "anew"
    SETTLED = "settled"


def bodies_of_term(rows: Rows, municipality_id: str, valid_from: date) -> tuple[Committee, ...]:
    """The bodies of a municipality that a term beginning on a day replaces, in their order."""
    replaced = {row.predecessor_id for row in rows.all(Committee)}
    found = [
        row
        for row in rows.all(Committee)
        if row.municipality_id == municipality_id
        and row.kind in OF_TERM
        and row.id not in replaced
        and (row.valid_from is None or row.valid_from < valid_from)
        and (row.valid_until is None or row.valid_until >= valid_from)
    ]
    return tuple(sorted(found, key=lambda row: (row.order, row.id)))


def open_papers(rows: Rows, municipality_id: str) -> tuple[CouncilPaper, ...]:
    """The papers of a municipality that still have a station to come and are not settled, oldest first."""
    waiting = {row.paper_id for row in rows.all(Consultation) if row.result is Result.OPEN}
    found = [
        row
        for row in rows.all(CouncilPaper)
        if row.municipality_id == municipality_id and row.closed_on is None and row.id in waiting
    ]
    return tuple(sorted(found, key=lambda row: (row.dated_on or date.min, row.number, row.id)))

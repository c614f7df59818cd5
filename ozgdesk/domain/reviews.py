"""Findings on agreements that a person closed: a note holds for one fingerprint and lapses with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from ozgdesk.domain.drafting import ReviewNote
from ozgdesk.domain.legal_check.hits import Hit
from ozgdesk.domain.snapshot import Snapshot


class Closable(Protocol):
    """A finding that a note can close: a hit of the legal check or a fault in the form of the text."""

    @property
    def agreement_id(self) -> str: ...

    @property
    def rule(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...


Found = TypeVar("Found", bound=Closable)


@dataclass(frozen=True, slots=True)
class Reviewed(Generic[Found]):
    """A finding with the note that closes it, or with the latest one that no longer holds (`lapsed`)."""

    hit: Found
    note: ReviewNote | None = None
    lapsed: ReviewNote | None = None


def reviewed(snapshot: Snapshot, hits: Iterable[Found]) -> tuple[Reviewed[Found], ...]:
    """The findings of an agreement with what people said about them; the newest note counts."""
    notes: dict[tuple[str, str], list[ReviewNote]] = {}
    for row in sorted(snapshot.all(ReviewNote), key=lambda row: (row.reviewed_on, row.id)):
        notes.setdefault((row.agreement_id, row.rule), []).append(row)
    return tuple(_reviewed(hit, notes.get((hit.agreement_id, hit.rule), ())) for hit in hits)


def note_on(snapshot: Snapshot, hit: Hit) -> ReviewNote | None:
    """The note that closes a finding."""
    return reviewed(snapshot, [hit])[0].note


def _reviewed(hit: Found, notes: Iterable[ReviewNote]) -> Reviewed[Found]:
    holding = lapsed = None
    for row in notes:
        if row.fingerprint == hit.fingerprint:
            holding = row
        elif _finding(row.fingerprint) == _finding(hit.fingerprint):
            lapsed = row
    return Reviewed(hit, holding, None if holding else lapsed)


def _finding(fingerprint: str) -> str:
    """The part of a fingerprint that names the finding, whatever its facts."""
    return fingerprint.rpartition("/")[0]

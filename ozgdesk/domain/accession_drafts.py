"""Which drafts speak of a municipality before its accession counts: those that its own bodies vote on."""

from collections.abc import Iterator
from datetime import date

from ozgdesk.domain.agreements import AgreementParty, AgreementVersion
from ozgdesk.domain.councils import Consultation, CouncilPaper
from ozgdesk.domain.resolutions import is_amendment, joined_later
from ozgdesk.domain.snapshot import Snapshot


def joining_in(snapshot: Snapshot, version_id: str | None, as_of: date) -> frozenset[str]:
    """The municipalities that a text names as parties although they join after `as_of`.

    It is the draft of their accession, or was copied from it. Where nothing lies before the bodies of a
    municipality yet, nobody can tell which draft is about it: then every draft of a change names it.
    """
    version = snapshot.find(AgreementVersion, version_id)
    if version is None:
        return frozenset()
    later = {
        row.municipality_id
        for row in snapshot.all(AgreementParty)
        if row.agreement_id == version.agreement_id and row.joined_on is not None and row.joined_on > as_of
    } & joined_later(snapshot, version.agreement_id)
    if not later:
        return frozenset()
    line = set(_line(snapshot, version))
    drafts = {id_: _before_bodies(snapshot, version.agreement_id, id_) for id_ in later}
    is_change = is_amendment(snapshot, version.id)
    return frozenset(id_ for id_, own in drafts.items() if (own & line if own else is_change))


def _line(snapshot: Snapshot, version: AgreementVersion) -> Iterator[str]:
    """A version and those it was copied from, back to the one in force."""
    seen: set[str] = set()
    found: AgreementVersion | None = version
    while found is not None and found.id not in seen and not found.is_current:
        seen.add(found.id)
        yield found.id
        found = snapshot.find(AgreementVersion, found.based_on_id)


def _before_bodies(snapshot: Snapshot, agreement_id: str, municipality_id: str) -> set[str]:
    """The drafts that lie before the bodies of a municipality."""
    papers = {
        row.id
        for row in snapshot.all(CouncilPaper)
        if (row.agreement_id, row.municipality_id) == (agreement_id, municipality_id)
    }
    drafts = {
        row.id
        for row in snapshot.all(AgreementVersion)
        if row.agreement_id == agreement_id and not row.is_current
    }
    return {
        row.version_id
        for row in snapshot.all(Consultation)
        if row.paper_id in papers and row.version_id in drafts and row.version_id is not None
    }

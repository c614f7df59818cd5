"""What the partners remark on the text of an agreement: rows, and how many of them are in which state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause
from ozgdesk.domain.clauses import Outline, outline
from ozgdesk.domain.drafting import Remark
from ozgdesk.domain.redline import redline
from ozgdesk.domain.remarks import open_texts, place_for, proposed_words, remarks_of
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import RemarkState
from ozgdesk.present.agreement_document import current_version
from ozgdesk.present.agreement_text import Reading
from ozgdesk.present.municipalities import MunicipalityTag, ranks_of, tags_of
from ozgdesk.present.stretches import Stretch, Stretches, stretches
from ozgdesk.texts import remarks as words
from ozgdesk.texts.clauses import reference_text
from ozgdesk.texts.labels import label

OPEN = RemarkState.OPEN.value


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A remark seen from one version of the text, whichever version it was made about (`agreement_version`).

    `place` reads "§ 5 Abs. 2 (Kosten)"; `clause_id` is empty for the whole text and where the clause is gone
    (`is_gone`). `runs` lead from the text as it reads now to what is proposed. `goes_to` names the version
    that takes the proposal, empty where none can.
    """

    id: str
    agreement_version: str
    stem: str
    clause_id: str
    place: str
    is_gone: bool
    municipality: MunicipalityTag
    dated_on: date | None
    text: str
    proposal: str
    runs: Stretches
    state: str
    state_text: str
    answer: str
    source: str
    goes_to: str

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided about it."""
        return self.state == OPEN

    @property
    def who(self) -> str:
        """The municipality by name."""
        return who(self.municipality)


@dataclass(frozen=True, slots=True)
class RemarkCount:
    """How many remarks of a municipality are open, accepted and rejected."""

    municipality: MunicipalityTag
    open: int
    accepted: int
    rejected: int

    @property
    def who(self) -> str:
        """The municipality by name."""
        return who(self.municipality)

    @property
    def text(self) -> str:
        """The numbers in words."""
        return words.counted(self.open, self.accepted, self.rejected)


@dataclass(frozen=True, slots=True)
class RemarkPlace:
    """All remarks on an agreement in the order of the text, counted by municipality."""

    agreement_id: str
    title: str
    version: str
    rows: tuple[RemarkRow, ...]
    counts: tuple[RemarkCount, ...]

    @property
    def summary(self) -> str:
        """How many remarks are in which state."""
        counts = self.counts
        return words.counted(*(sum(getattr(c, name) for c in counts) for name in _STATES))


_STATES = ("open", "accepted", "rejected")


def remark_place(view: View, agreement_id: str, version_id: str = "") -> RemarkPlace:
    """The remarks on an agreement, seen from a version of it (empty: the current one)."""
    agreement = view.snapshot.get(Agreement, agreement_id)
    version = _version(view, agreement_id, version_id)
    rows = remark_rows(view, agreement_id, version_id)
    title = agreement.short_title or agreement.title
    return RemarkPlace(agreement_id, title, version.name if version else "", rows, counts_of(rows))


def remark_rows(view: View, agreement_id: str, version_id: str = "") -> tuple[RemarkRow, ...]:
    """The remarks on all versions of an agreement: on the whole text, then in the order of the text."""
    return _Remarks(view, agreement_id, version_id).rows(remarks_of(view.snapshot, agreement_id))


def clause_remarks(view: View, clause_id: str) -> tuple[RemarkRow, ...]:
    """The remarks on a clause, whichever version they were made about."""
    clause = view.snapshot.find(Clause, clause_id)
    if clause is None:
        return ()
    version = view.snapshot.get(AgreementVersion, clause.version_id)
    own = [row for row in remarks_of(view.snapshot, version.agreement_id) if row.stem == clause.stem]
    return _Remarks(view, version.agreement_id, version.id).rows(own) if own else ()


def open_remarks(view: View, version_id: str) -> dict[str, tuple[Remark, ...]]:
    """The open remarks on each clause of a version, by the id of the clause."""
    version = view.snapshot.find(AgreementVersion, version_id)
    if version is None:
        return {}
    by_stem: dict[str, list[Remark]] = {}
    for row in remarks_of(view.snapshot, version.agreement_id):
        if row.state is RemarkState.OPEN and row.stem:
            by_stem.setdefault(row.stem, []).append(row)
    if not by_stem:
        return {}
    found = (row for row in view.snapshot.all(Clause) if row.version_id == version_id)
    return {row.id: tuple(by_stem[row.stem]) for row in found if row.stem in by_stem}


def counts_of(rows: Iterable[RemarkRow]) -> tuple[RemarkCount, ...]:
    """The remarks of each municipality, counted by state; in the order of the rows given."""
    found: dict[MunicipalityTag, list[str]] = {}
    for row in rows:
        found.setdefault(row.municipality, []).append(row.state)
    return tuple(RemarkCount(tag, *(states.count(name) for name in _STATES)) for tag, states in found.items())


def who(municipality: MunicipalityTag) -> str:
    """Who made a remark; nobody need be named."""
    return municipality.name if municipality.id else words.NOBODY


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A line of a grouped list: a remark, or the title of the group that follows."""

    id: str
    title: str
    row: RemarkRow | None


def grouped(rows: Iterable[RemarkRow], *, by_municipality: bool) -> tuple[RemarkLine, ...]:
    """Remarks below the clause or the municipality they belong to; groups in the order of their first row."""
    groups: dict[str, list[RemarkRow]] = {}
    for row in rows:
        groups.setdefault(row.who if by_municipality else row.place, []).append(row)
    lines = []
    for title, found in groups.items():
        lines.append(RemarkLine(f"group {title}", f"{title} ({len(found)})", None))
        lines += [RemarkLine(row.id, "", row) for row in found]
    return tuple(lines)


def parts_to_remark(view: View, version_id: str) -> tuple[tuple[str, str], ...]:
    """What a remark can be about: (stem, name) of each clause that can be cited, first the whole text."""
    found = ((node.clause.stem, reference_text(node)) for node in outline(view.snapshot, version_id).nodes)
    return (("", words.WHOLE_TEXT), *((stem, name) for stem, name in found if name))


def _version(view: View, agreement_id: str, version_id: str) -> AgreementVersion | None:
    version = view.snapshot.find(AgreementVersion, version_id or None)
    return version or current_version(view, agreement_id)


class _Remarks:
    """Makes rows; texts are read once."""

    def __init__(self, view: View, agreement_id: str, version_id: str) -> None:
        self._view = view
        self._agreement = view.snapshot.get(Agreement, agreement_id)
        version = _version(view, agreement_id, version_id)
        self._text = outline(view.snapshot, version.id) if version else Outline(())
        self._open = open_texts(view.snapshot, agreement_id, version.id if version else "")
        self._reading = Reading(view, self._agreement, self._text)
        self._tags, self._ranks = tags_of(view), ranks_of(view)
        self._former: dict[str, Outline] = {}

    def rows(self, remarks: Iterable[Remark]) -> tuple[RemarkRow, ...]:
        """The rows in the order of the text; what is gone from it comes last."""
        places = {node.clause.stem: place for place, node in enumerate(self._text.nodes)}
        last = len(places)

        def key(row: Remark) -> tuple[int, int]:
            place = places.get(row.stem, last) if row.stem else -1
            return place, self._ranks.get(row.municipality_id, len(self._ranks))

        return tuple(self._row(row) for row in sorted(remarks, key=key))

    def _row(self, remark: Remark) -> RemarkRow:
        node = self._text.by_stem.get(remark.stem)
        target = place_for(remark, self._open)
        version = self._view.snapshot.get(AgreementVersion, remark.version_id)
        home = self._view.snapshot.find(AgreementVersion, target.version_id if target else None)
        tag = self._tags[remark.municipality_id if remark.municipality_id in self._tags else None]
        return RemarkRow(
            remark.id,
            version.name,
            remark.stem,
            node.clause.id if node else "",
            self._place(remark),
            bool(remark.stem) and node is None,
            tag,
            remark.dated_on,
            remark.text,
            remark.proposal,
            self._runs(remark),
            remark.state.value,
            label(remark.state),
            remark.answer,
            remark.source,
            home.name if home else "",
        )

    def _place(self, remark: Remark) -> str:
        if not remark.stem:
            return words.WHOLE_TEXT
        node = self._text.by_stem.get(remark.stem)
        if node is not None:
            return reference_text(node) or label(node.clause.kind)
        if remark.version_id not in self._former:
            self._former[remark.version_id] = outline(self._view.snapshot, remark.version_id)
        former = self._former[remark.version_id].by_stem.get(remark.stem)
        return f"{reference_text(former)} – {words.GONE}" if former else words.GONE

    def _runs(self, remark: Remark) -> Stretches:
        """Word by word from the text as it reads to the proposal; an accepted one reads as the text."""
        if not remark.proposal:
            return ()
        node = self._text.by_stem.get(remark.stem)
        if node is None:
            return (Stretch("inserted", remark.proposal),)
        clause = node.clause
        told = proposed_words(self._text, clause, remark.proposal) or (clause.heading, remark.proposal)
        heading, text = (self._reading.plain(part) for part in told)
        here = self._reading.plain(clause.heading), self._reading.plain(clause.text)
        with_heading = heading != here[0]
        old, new = (
            "\n\n".join(part for part in ((head,) if with_heading else ()) + (body,) if part)
            for head, body in (here, (heading, text))
        )
        return stretches(redline(old, new))

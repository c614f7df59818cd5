"""The place Gremien: papers with their way through the bodies, the effect they lead to, and the meetings."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Matter, Meeting
from ozgdesk.domain.findings import Finding
from ozgdesk.domain.formal_findings import council_findings
from ozgdesk.domain.papers import extracts_of
from ozgdesk.domain.resolutions import day_of, final_stations, ways_of
from ozgdesk.domain.standing import votes_of
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Result
from ozgdesk.domain.votes import PASSED, RETURNING, Votes
from ozgdesk.present.agreement import FindingRow, finding_row
from ozgdesk.present.effect import EffectRow, MissingRow, effect_rows
from ozgdesk.present.municipalities import MunicipalityTag, ranks_of, tags_of
from ozgdesk.texts.councils import tasks_done
from ozgdesk.texts.labels import label

SYMBOLS: dict[Result, str] = {
    Result.OPEN: "open",
    Result.UNKNOWN: "unknown",
    Result.RECOMMENDED: "passed",
    Result.CHANGED: "changed",
    Result.NOTED: "noted",
    **dict.fromkeys(PASSED, "passed"),
    **dict.fromkeys(RETURNING, "returned"),
    **dict.fromkeys((Result.REJECTED, Result.NOT_RECOMMENDED, Result.WITHDRAWN), "failed"),
}
"""The shape of a result: passed, changed, failed, returned, noted, open or unknown."""


@dataclass(frozen=True, slots=True)
class ConsultationRow:
    """One station: what is recorded, the same in words, and what is odd about it.

    `has_extract`: the certified extract of its resolution (Beschlussauszug) is there.
    """

    id: str
    committee: str
    committee_short: str
    date: date | None
    role: str
    role_text: str
    is_final: bool
    result: str
    result_text: str
    symbol: str
    votes: Votes
    votes_yes: int | None
    votes_no: int | None
    abstentions: int | None
    excluded: int | None
    votes_text: str
    version: str
    conditions: str
    conditions_met: bool | None
    is_suspended: bool
    is_public: bool | None
    meeting_id: str | None
    tasks_text: str
    questions: tuple[str, ...]
    source: str
    has_extract: bool


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of one municipality; `reference` is its number, `agreement_id` what it asks to decide on.

    `predecessor_id` is the paper it supplements.
    """

    id: str
    municipality: MunicipalityTag
    agreement_id: str | None
    matter_id: str | None
    predecessor_id: str | None
    reference: str
    title: str
    kind_text: str
    file_reference: str
    dated_on: date | None
    consultations: tuple[ConsultationRow, ...]
    questions: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting with the numbers of the papers before it.

    `results_missing` counts the stations of a past meeting whose result nobody has entered.
    """

    id: str
    date: date
    weekday: str
    starts_at: str
    committee: str
    municipality: MunicipalityTag
    place: str
    is_cancelled: bool
    is_past: bool
    papers: str
    results_missing: int
    questions: tuple[str, ...]

    @property
    def is_next(self) -> bool:
        """Whether it is still to be held."""
        return not self.is_past and not self.is_cancelled


@dataclass(frozen=True, slots=True)
class CouncilPlace:
    """Everything the place shows."""

    papers: tuple[PaperRow, ...]
    effect: tuple[EffectRow, ...]
    meetings: tuple[MeetingRow, ...]
    findings: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """The papers of one municipality on a matter and what is missing there."""

    municipality: MunicipalityTag
    papers: tuple[PaperRow, ...]
    missing: MissingRow | None


@dataclass(frozen=True, slots=True)
class Fan:
    """One matter over all municipalities: `key` is the id of the matter, of an agreement whose papers belong
    to none, or of the first of several papers with the same title.
    """

    key: str
    title: str
    is_matter: bool
    agreement_id: str | None
    effect: EffectRow | None
    lanes: tuple[Lane, ...]


def council_rows(view: View) -> CouncilPlace:
    """All papers by municipality and date, the effect of all agreements, and all meetings."""
    findings = tuple(council_findings(view.snapshot, view.as_of))
    by_subject: dict[str, list[Finding]] = {}
    for finding in findings:
        by_subject.setdefault(finding.subject_id, []).append(finding)
    questions = {
        id_: tuple(finding_row(finding).text for finding in found) for id_, found in by_subject.items()
    }
    tags, ranks = tags_of(view), ranks_of(view)
    papers = sorted(
        view.snapshot.all(CouncilPaper),
        key=lambda row: (ranks[row.municipality_id], row.dated_on or date.min, row.number, row.id),
    )
    ways = ways_of(view.snapshot, {row.id for row in papers})
    return CouncilPlace(
        tuple(_paper_row(view, row, ways[row.id], tags, questions) for row in papers),
        effect_rows(view),
        _meeting_rows(view, tags, questions),
        tuple(finding_row(finding) for finding in findings),
    )


def fans(view: View, place: CouncilPlace) -> tuple[Fan, ...]:
    """The papers fanned out: per matter, then per agreement, with a lane per party; then what has neither."""
    tags = tags_of(view)
    effects = {row.agreement_id: row for row in place.effect}
    matters = {row.id: row for row in view.snapshot.all(Matter)}
    grouped: dict[str, list[PaperRow]] = {
        row.id: [] for row in sorted(matters.values(), key=lambda row: (row.order, row.id))
    }
    taken = {row.agreement_id for row in matters.values()}
    grouped |= {row.agreement_id: [] for row in place.effect if row.agreement_id not in taken}
    titles: dict[str, str] = {}
    for paper in place.papers:
        key = paper.matter_id or paper.agreement_id or titles.setdefault(paper.title, paper.id)
        grouped.setdefault(key, []).append(paper)
    found = []
    for key, papers in grouped.items():
        matter = matters.get(key)
        effect = effects.get((matter.agreement_id if matter else key) or "")
        title = matter.title if matter else effect.title if effect else papers[0].title
        found.append(_fan(view, (key, title, matter is not None), effect, tuple(papers), tags))
    return tuple(found)


def _fan(
    view: View,
    head: tuple[str, str, bool],
    effect: EffectRow | None,
    papers: tuple[PaperRow, ...],
    tags: Mapping[str | None, MunicipalityTag],
) -> Fan:
    parties = view.effect[effect.agreement_id].parties if effect else ()
    missing = {part.municipality.id: part for part in effect.missing if part.municipality} if effect else {}
    ids = [*parties, *(paper.municipality.id for paper in papers)]
    agreement_id = effect.agreement_id if effect else None
    return Fan(*head, agreement_id, effect, _lanes(ids, papers, tags, missing))


def _lanes(
    ids: list[str],
    papers: tuple[PaperRow, ...],
    tags: Mapping[str | None, MunicipalityTag],
    missing: Mapping[str, MissingRow],
) -> tuple[Lane, ...]:
    return tuple(
        Lane(
            tags[id_],
            tuple(paper for paper in papers if paper.municipality.id == id_),
            missing.get(id_),
        )
        for id_ in dict.fromkeys(ids)
    )


def _paper_row(
    view: View,
    paper: CouncilPaper,
    stations: tuple[Consultation, ...],
    tags: Mapping[str | None, MunicipalityTag],
    questions: Mapping[str, tuple[str, ...]],
) -> PaperRow:
    final = {row.id for row in final_stations(view.snapshot, stations)}
    return PaperRow(
        paper.id,
        tags[paper.municipality_id],
        paper.agreement_id,
        paper.matter_id,
        paper.predecessor_id,
        paper.number,
        paper.title,
        label(paper.kind),
        paper.file_reference,
        paper.dated_on,
        tuple(_consultation_row(view, row, row.id in final, questions.get(row.id, ())) for row in stations),
        questions.get(paper.id, ()),
        paper.source,
    )


def _consultation_row(
    view: View, row: Consultation, is_final: bool, questions: tuple[str, ...]
) -> ConsultationRow:
    body = view.snapshot.get(Committee, row.committee_id)
    version = view.snapshot.find(AgreementVersion, row.version_id)
    return ConsultationRow(
        row.id,
        body.name,
        body.short_name or body.name,
        day_of(view.snapshot, row),
        row.role.value,
        label(row.role),
        is_final,
        row.result.value,
        label(row.result),
        SYMBOLS[row.result],
        votes_of(row),
        row.votes_yes,
        row.votes_no,
        row.abstentions,
        row.excluded,
        votes_text(row),
        version.name if version else "",
        row.conditions,
        row.conditions_met,
        row.suspended_on is not None,
        row.is_public,
        row.meeting_id,
        tasks_done([task.state for task in view.resolution_tasks.get(row.id, ())]),
        questions,
        row.source,
        bool(extracts_of(view.snapshot, row.id)),
    )


def votes_text(row: Consultation) -> str:
    """The votes as minutes give them: 'Ja 21, Nein 0, Enthaltungen 1'; empty when none are known."""
    parts = (
        ("Ja", row.votes_yes),
        ("Nein", row.votes_no),
        ("Enthaltungen", row.abstentions),
        ("Befangen", row.excluded),
    )
    return ", ".join(f"{word}\u00a0{count}" for word, count in parts if count is not None)


def _meeting_rows(
    view: View, tags: Mapping[str | None, MunicipalityTag], questions: Mapping[str, tuple[str, ...]]
) -> tuple[MeetingRow, ...]:
    numbers: dict[str, list[str]] = {}
    undecided: Counter[str] = Counter()
    for station in view.snapshot.all(Consultation):
        if station.meeting_id is not None:
            paper = view.snapshot.get(CouncilPaper, station.paper_id)
            numbers.setdefault(station.meeting_id, []).append(paper.number or paper.title)
            undecided[station.meeting_id] += station.result is Result.OPEN
    rows = []
    for meeting in sorted(view.snapshot.all(Meeting), key=lambda row: (row.held_on, row.starts_at, row.id)):
        body = view.snapshot.get(Committee, meeting.committee_id)
        is_past = meeting.held_on < view.as_of
        rows.append(
            MeetingRow(
                meeting.id,
                meeting.held_on,
                formats.short_weekday(meeting.held_on),
                meeting.starts_at,
                body.name,
                tags[body.municipality_id],
                meeting.place,
                meeting.is_cancelled,
                is_past,
                ", ".join(sorted(numbers.get(meeting.id, []), key=formats.sort_key)),
                undecided[meeting.id] if is_past and not meeting.is_cancelled else 0,
                questions.get(meeting.id, ()),
            )
        )
    return tuple(rows)

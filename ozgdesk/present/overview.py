"""The overview: lights with their reasons, a card per municipality, agreements, next dates, and the lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.lights import RESTING_STATES, Judged
from ozgdesk.domain.registry import BY_TABLE, table_name
from ozgdesk.domain.steering import Decision
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Dimension, Light, Result, TaskKind
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.present.ownership import MunicipalityTotals, municipality_totals, whole_totals
from ozgdesk.present.status import MilestoneRow, light_word, status
from ozgdesk.present.steering import (
    AgreementLine,
    DecisionRow,
    GrantRow,
    RiskRow,
    agreement_lines,
    decision_rows,
    grant_rows,
    risk_rows,
)
from ozgdesk.present.task_facts import TaskFacts
from ozgdesk.texts.findings import finding_message
from ozgdesk.texts.labels import label

OVERALL = "overall"
_SCHEDULE = Dimension.SCHEDULE.value
NEXT_DAYS = 30  # how far ahead the next dates look


@dataclass(frozen=True, slots=True)
class LightFacts:
    """One light with everything it unfolds to; `key` is a dimension or `overall`."""

    key: str
    title: str
    light: str
    word: str
    reasons: tuple[str, ...]
    assessed_on: date | None
    author: str
    is_computed: bool


@dataclass(frozen=True, slots=True)
class MunicipalityCard:
    """A municipality, or the whole, with its five lights and figures; `led_*` of the whole are all tasks."""

    municipality: MunicipalityTag
    lights: tuple[LightFacts, ...]
    totals: MunicipalityTotals

    def light(self, key: str) -> LightFacts:
        """The light of a dimension or `overall`."""
        return next(light for light in self.lights if light.key == key)


@dataclass(frozen=True, slots=True)
class NextDate:
    """A coming day: what happens, whom it concerns, and the row it belongs to."""

    on: date
    what: str
    text: str
    municipality: MunicipalityTag
    kind: str
    id: str
    place: str

    @property
    def entity(self) -> type[Entity]:
        """The entity of `kind`, which is a table name."""
        return BY_TABLE[self.kind]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the place shows for the Stichtag; `show overview --json` prints it."""

    as_of: date
    title: str
    whole: MunicipalityCard
    municipalities: tuple[MunicipalityCard, ...]
    agreements: tuple[AgreementLine, ...]
    dates: tuple[NextDate, ...]
    milestones: tuple[MilestoneRow, ...]
    risks: tuple[RiskRow, ...]
    decisions: tuple[DecisionRow, ...]
    grants: tuple[GrantRow, ...]


def overview_rows(view: View) -> Overview:
    """The overview of the whole cooperation."""
    tags = tags_of(view)
    cooperation = view.cooperation
    return Overview(
        as_of=view.as_of,
        title=cooperation.name if cooperation else "",
        whole=_card(view, tags[None]),
        municipalities=tuple(_card(view, tags[row.id]) for row in view.municipalities),
        agreements=tuple(agreement_lines(view)),
        dates=tuple(sorted(_dates(view, tags), key=lambda row: (row.on, row.what, row.text))),
        milestones=status(view).milestones,
        risks=risk_rows(view, None),
        decisions=tuple(decision_rows(view, None)),
        grants=tuple(grant_rows(view, None)),
    )


def light_facts(key: str, title: str, judged: Judged) -> LightFacts:
    """One light in German; without a reason it says why it is as it is."""
    sentences = [line for line in judged.text.splitlines() if line.strip()]
    sentences += [finding_message(finding) for finding in judged.reasons]
    if not sentences:
        sentences = [_PLAIN[key == _SCHEDULE, judged.light is not Light.GREY]]
    return LightFacts(
        key=key,
        title=title,
        light=judged.light.value,
        word=light_word(judged),
        reasons=tuple(sentences),
        assessed_on=judged.assessed_on,
        author=judged.author,
        is_computed=judged.is_computed,
    )


_PLAIN = {
    (True, True): "Es gibt nichts zu beanstanden.",
    (True, False): "Es sind keine Termine eingetragen.",
    (False, True): "Es ist keine Begründung angegeben.",
    (False, False): "Noch nicht bewertet.",
}


def _card(view: View, tag: MunicipalityTag) -> MunicipalityCard:
    lights = view.lights[tag.id or None]
    facts = [light_facts(OVERALL, "Gesamt", lights.overall)]
    facts += [light_facts(d.value, label(d), lights.of(d)) for d in Dimension]
    return MunicipalityCard(
        tag, tuple(facts), municipality_totals(view, tag) if tag.id else whole_totals(view, tag)
    )


def light_texts(view: View, municipality_id: str | None) -> Iterator[tuple[str, Light, str, tuple[str, ...]]]:
    """Of each dimension its name, light, word and all sentences; none where a judgement has no text."""
    lights = view.lights[municipality_id]
    for dimension in Dimension:
        judged = lights.of(dimension)
        facts = light_facts(dimension.value, label(dimension), judged)
        has_text = bool(judged.text.strip() or judged.reasons) or judged.is_computed
        yield facts.title, judged.light, facts.word, facts.reasons if has_text else ()


def _dates(view: View, tags: dict[str | None, MunicipalityTag]) -> Iterator[NextDate]:
    """Meetings, stations of papers, milestones, deadlines and decisions of the next days."""
    yield from _council_dates(view, tags)
    facts = TaskFacts(view)
    for task in view.snapshot.all(Task):
        if task.state in RESTING_STATES or task.id in view.children:
            continue
        lead = view.ownership.lead.get(task.id)
        tag = tags[lead.municipality_id if lead else None]
        due = task.deadline_on if task.kind is TaskKind.TASK else facts.due_on(task)
        what = "Meilenstein" if task.kind is TaskKind.MILESTONE else "Frist"
        if _is_next(view, due) and due is not None:
            yield NextDate(due, what, f"{task.number} {task.name}", tag, table_name(Task), task.id, "plan")
    for row in view.snapshot.all(Decision):
        if row.decided_on is None and _is_next(view, row.due_on) and row.due_on is not None:
            tag = tags[row.municipality_id]
            yield NextDate(
                row.due_on, "Entscheidung", row.question, tag, table_name(Decision), row.id, "overview"
            )


def _council_dates(view: View, tags: dict[str | None, MunicipalityTag]) -> Iterator[NextDate]:
    snapshot = view.snapshot
    shown = set()
    for station in snapshot.all(Consultation):
        if station.result is not Result.OPEN or not _is_next(view, station.held_on) or not station.held_on:
            continue
        body = snapshot.get(Committee, station.committee_id)
        paper = snapshot.get(CouncilPaper, station.paper_id)
        shown.add((body.id, station.held_on))
        title = f"{paper.number} {paper.title}".strip()
        text = f"{body.short_name or body.name}: {title}"
        tag = tags[body.municipality_id]
        yield NextDate(
            station.held_on, "Beratung", text, tag, table_name(Consultation), station.id, "council"
        )
    for meeting in snapshot.all(Meeting):
        if meeting.is_cancelled or (meeting.committee_id, meeting.held_on) in shown:
            continue
        if _is_next(view, meeting.held_on):
            body = snapshot.get(Committee, meeting.committee_id)
            tag = tags[body.municipality_id]
            yield NextDate(
                meeting.held_on, "Sitzung", body.name, tag, table_name(Meeting), meeting.id, "council"
            )


def _is_next(view: View, day: date | None) -> bool:
    return day is not None and view.as_of <= day <= view.as_of + timedelta(days=NEXT_DAYS)

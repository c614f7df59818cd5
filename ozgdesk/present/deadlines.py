"""The last days that lead to a wanted day of effect, as rows: a lane per municipality, and common steps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ozgdesk import formats
from ozgdesk.domain.agreement_dates import AgreementDay, dates_of
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.backward import purposes
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.council_days import days_before
from ozgdesk.domain.council_ways import Station
from ozgdesk.domain.councils import Committee, Matter
from ozgdesk.domain.deadlines import Backward, Lane, Purpose, State, Step, StepKind
from ozgdesk.domain.passage_times import Stage, StageTime, stage_times
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import AgreementDate, CommitteeKind, Result
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.texts import deadlines as words
from ozgdesk.texts.agreement_dates import day_words
from ozgdesk.texts.effect import ASSUMED
from ozgdesk.texts.labels import label
from ozgdesk.texts.law import norm_text, rule
from ozgdesk.texts.organs import OrganName, board_name, council_name


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One last day: what, where, until when, how it stands and why. `municipality` None: for all.

    `is_assumed`: the days that follow it are assumed, and so is its own.
    """

    id: str
    municipality: MunicipalityTag | None
    kind: str
    title: str
    committee: str
    on: date | None
    state: str
    state_text: str
    text: str
    norm: str
    is_verified: bool
    is_assumed: bool
    subject_kind: str
    subject_id: str
    source: str


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """The last day on which one municipality can submit its paper, and the steps it rests on.

    It is about an agreement, or about a matter without one.
    """

    agreement_id: str | None
    matter_id: str | None
    purpose: str
    purpose_text: str
    wanted_on: date
    municipality: MunicipalityTag
    on: date | None
    state: str
    state_text: str
    text: str
    is_critical: bool
    rests_on: tuple[DeadlineRow, ...]


@dataclass(frozen=True, slots=True)
class StageRow:
    """How many calendar days a stage is taken to last."""

    stage: str
    title: str
    days: int
    is_assumed: bool


@dataclass(frozen=True, slots=True)
class Calculation:
    """One calculation in words. `steps` are those of all municipalities; `notice_text` is empty without a
    last day of notice.
    """

    agreement_id: str | None
    matter_id: str | None
    title: str
    purpose: str
    purpose_text: str
    wanted_on: date
    headline: str
    lanes: tuple[SubmissionRow, ...]
    steps: tuple[DeadlineRow, ...]
    hints: tuple[str, ...]
    notice_on: date | None
    notice_text: str


def calculations(view: View, subject_id: str) -> tuple[Calculation, ...]:
    """What can be reckoned back for an agreement, or a matter without one; empty without a wanted day, or
    when there is nothing to wait for.
    """
    return tuple(_calculation(view, found) for found in view.backward.get(subject_id, ()))


def submissions(view: View) -> tuple[SubmissionRow, ...]:
    """The last days of all agreements in their order, then those of matters without one."""
    agreements = sorted(view.snapshot.all(Agreement), key=lambda row: (row.order, row.id))
    ordered = [*agreements, *sorted(view.snapshot.all(Matter), key=lambda row: (row.order, row.id))]
    return tuple(lane for row in ordered for found in calculations(view, row.id) for lane in found.lanes)


def assumptions(view: View, agreement_id: str) -> tuple[StageRow, ...]:
    """How long the stages after the last resolution are taken to last."""
    agreement = view.snapshot.get(Agreement, agreement_id)
    times = stage_times(agreement, view.effect[agreement_id].procedure)
    return tuple(_stage_row(time) for time in times)


def empty_text(view: View, subject_id: str) -> str:
    """What to do where nothing is reckoned back: for an agreement, a matter without one, or neither."""
    if subject_id not in view.effect:
        is_matter = view.snapshot.find(Matter, subject_id) is not None
        return words.NO_DAY_TO_RESOLVE if is_matter else words.NO_MATTER
    asked = purposes(view.snapshot, view.effect[subject_id])
    return words.NO_WANTED_DAY if asked else words.NOTHING_TO_DO


def _stage_row(time: StageTime) -> StageRow:
    return StageRow(time.stage.value, words.ASSUMPTIONS[time.stage], time.days, time.is_assumed)


def _calculation(view: View, found: Backward) -> Calculation:
    agreement = view.snapshot.find(Agreement, found.agreement_id)
    matter = view.snapshot.find(Matter, found.matter_id)
    tags = tags_of(view)
    late = [lane for lane in found.lanes if lane.state is State.TOO_LATE]
    codes = ", ".join(tags[lane.municipality_id].code for lane in late or found.critical)
    notice = _last_notice(view, agreement) if agreement else None
    return Calculation(
        found.agreement_id,
        found.matter_id,
        agreement.short_title or agreement.title if agreement else matter.title if matter else "",
        found.purpose.value,
        words.PURPOSES[found.purpose],
        found.wanted_on,
        words.headline(codes, bool(late)) if codes else "",
        tuple(_lane(view, found, lane, tags) for lane in found.lanes),
        tuple(_rows(view, found.steps, None, "")),
        tuple(_hints(found, agreement)),
        notice.on if notice else None,
        day_words(notice) if notice else "",
    )


def _last_notice(view: View, agreement: Agreement) -> AgreementDay | None:
    since = view.effect[agreement.id].since
    days = {day.kind: day for day in dates_of(view.snapshot, agreement, since, view.as_of).days}
    return days.get(AgreementDate.LAST_NOTICE)


def _hints(found: Backward, agreement: Agreement | None) -> Iterable[str]:
    if found.purpose is Purpose.ENTRY and agreement is not None and agreement.wanted_on is None:
        yield words.WANTED_DERIVED.format(day=formats.day(found.wanted_on))
    for code in found.hints:
        yield words.HINTS[code]
    if any(step.values.get("is_assumed") for step in found.steps):
        yield words.RESTS_ON_ASSUMPTIONS


def _lane(
    view: View, found: Backward, lane: Lane, tags: Mapping[str | None, MunicipalityTag]
) -> SubmissionRow:
    tag = tags[lane.municipality_id]
    rows = tuple(_rows(view, lane.steps, tag, lane.municipality_id))
    return SubmissionRow(
        found.agreement_id,
        found.matter_id,
        found.purpose.value,
        words.PURPOSES[found.purpose],
        found.wanted_on,
        tag,
        lane.last_submission,
        lane.state.value,
        words.STATES[lane.state],
        _summary(view, lane, rows),
        lane.is_critical,
        rows,
    )


def _summary(view: View, lane: Lane, rows: tuple[DeadlineRow, ...]) -> str:
    if lane.state is State.DONE:
        return f"{words.LANE_DONE}."
    if lane.last_submission is not None:
        on = lane.last_submission
        first = next(s for s in lane.steps if (s.kind, s.on) == (StepKind.SUBMISSION, on))
        organ = _organ(view, first, lane.municipality_id)
        pattern = words.LANE_LATE if lane.state is State.TOO_LATE else words.LANE_OPEN
        return f"{pattern.format(day=formats.day(on), at=_at(organ) if organ else '')}."
    if lane.state is State.SCHEDULED:
        return f"{words.LANE_SCHEDULED}."
    unknown = [
        row.text
        for row, step in zip(rows, lane.steps, strict=True)
        if step.state in (State.UNKNOWN, State.TOO_LATE) and step.code != "depends"
    ]
    return unknown[-1] if unknown else words.LANE_EMPTY


def _rows(view: View, steps: Iterable[Step], tag: MunicipalityTag | None, key: str) -> Iterable[DeadlineRow]:
    for place, step in enumerate(steps):
        law = rule(step.rule, step.on or view.as_of)
        subject = view.snapshot.find(BY_TABLE[step.subject_kind], step.subject_id)
        municipality_id = tag.id if tag else None
        body = _organ(view, step, municipality_id)
        yield DeadlineRow(
            f"{key}:{place}",
            tag,
            step.kind.value,
            words.TITLES[step.kind],
            body.name if body else "",
            step.on,
            step.state.value,
            words.STATES[step.state],
            _sentence(view, step, body, municipality_id),
            norm_text(law),
            law is None or law.is_verified,
            step.on is not None and bool(step.values.get("is_assumed")),
            step.subject_kind,
            step.subject_id,
            getattr(subject, "source", "") or "",
        )


def _sentence(view: View, step: Step, body: OrganName | None, municipality_id: str | None) -> str:
    values: Mapping[str, Any] = step.values
    code = step.code
    if code in ("signing_by", "supervision_by", "publication_by") and values["before"] is None:
        code = f"{step.kind.value}_last"
    days = values.get("days")
    before = values.get("before")
    by = values.get("by")
    told = {
        name: formats.day(value) if isinstance(value, date) else ""
        for name, value in values.items()
        if name in ("limit", "planned", "last", "meeting", "closing")
    }
    return words.STEPS[code].format(
        **told,
        body=_capital(body.nominative) if body else "",
        body_of=_short_genitive(body) if body else "",
        by=_organ_of(view, by, municipality_id).nominative if isinstance(by, Station) else "",
        span=formats.count(days, "Tag", "Tage") if isinstance(days, int) else "",
        span_dative=formats.count(days, "Tag", "Tagen") if isinstance(days, int) else "",
        following=words.STAGES[before] if isinstance(before, Stage) else "",
        assumed=ASSUMED[bool(values.get("is_assumed"))],
        result=label(values["result"]) if isinstance(values.get("result"), Result) else "",
        shift=_shift(step),
        first=words.FIRST.format(day=formats.day(values["first"])) if values.get("first") else "",
    )


def _shift(step: Step) -> str:
    """That a day moved because nobody works on it; empty when it did not."""
    meeting, days = step.values.get("meeting"), step.values.get("days")
    if not isinstance(meeting, date) or not isinstance(days, int):
        return ""
    between = 1 if step.kind is StepKind.INVITATION else 0
    nominal = days_before(meeting, days + between)
    return "" if nominal == step.on else words.SHIFT.format(day=formats.day(nominal))


def _organ(view: View, step: Step, municipality_id: str | None) -> OrganName | None:
    station = step.values.get("station")
    if isinstance(station, Station):
        return _organ_of(view, station, municipality_id)
    body = view.snapshot.find(Committee, step.committee_id)
    return _organ_of(view, Station(body.kind, body), municipality_id) if body else None


def _organ_of(view: View, station: Station, municipality_id: str | None) -> OrganName:
    """A body with its cases: those of the law by their kind, others as „das Gremium …“."""
    party = view.snapshot.find(Municipality, municipality_id)
    if party is not None and station.kind is CommitteeKind.COUNCIL:
        return council_name(party)
    if party is not None and station.kind is CommitteeKind.ADMINISTRATION:
        return board_name(party)
    name = station.body.name if station.body else ""
    short = f"Gremiums {(station.body.short_name if station.body else '') or name}"
    return OrganName(name, f"das Gremium {name}", "des Gremiums", f"dem Gremium {name}", name, short)


def _short_genitive(body: OrganName) -> str:
    """'der StVV', 'des Gremiums HFA'."""
    return f"{body.genitive.partition(' ')[0]} {body.short}"


def _at(body: OrganName) -> str:
    """'bei der Gemeindevertretung', 'beim Magistrat'."""
    return f"bei {body.dative}".replace("bei dem ", "beim ")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

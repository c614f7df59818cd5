"""Auslastung: how much work falls on each municipality by week or month, against its agreed share.

Municipalities stand in their order, never by their load. What is left out of the figures is `Load.unplanned`
of the domain; here it becomes a list to fill in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any

from ozgdesk import formats
from ozgdesk.domain.load import (
    Days,
    Load,
    LoadGap,
    LoadStep,
    Unplanned,
    by_step,
    day_after,
    first_day,
    load,
)
from ozgdesk.domain.load_share import parties
from ozgdesk.domain.people import Person
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import LoadShare
from ozgdesk.present.municipalities import MunicipalityTag, ranks_of, tags_of
from ozgdesk.present.ownership import tasks_in_order
from ozgdesk.present.task_facts import TaskFacts
from ozgdesk.texts.findings import finding_message
from ozgdesk.texts.labels import label

GAPS: dict[LoadGap, str] = {
    LoadGap.NO_EFFORT: "ohne Aufwand",
    LoadGap.NO_DATES: "ohne Termine",
    LoadGap.DORMANT: "ruht",
}
STEPS: dict[LoadStep, str] = {LoadStep.WEEK: "Wochen", LoadStep.MONTH: "Monate"}
NEAR = 24
"""Minutes, a twentieth of a day, within which a load meets its share."""


class LoadSpan(StrEnum):
    """How much time is shown."""

    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    WHOLE = "whole"


SPANS: dict[LoadSpan, str] = {
    LoadSpan.QUARTER: "nächste 13 Wochen",
    LoadSpan.HALF_YEAR: "nächste 26 Wochen",
    LoadSpan.YEAR: "nächste 52 Wochen",
    LoadSpan.WHOLE: "gesamtes Vorhaben",
}
_WEEKS = {LoadSpan.QUARTER: 13, LoadSpan.HALF_YEAR: 26, LoadSpan.YEAR: 52}


@dataclass(frozen=True, slots=True)
class LoadCell:
    """The load of one municipality in one week or month; `agreed_minutes` is its share of the load of all.

    `note` says how far it lies from that share and is empty where nothing is agreed or planned.
    """

    id: str
    municipality: MunicipalityTag
    start: date
    period: str
    minutes: int
    agreed_minutes: int | None
    share_text: str
    note: str
    sentence: str

    @property
    def is_over(self) -> bool:
        """Whether it is more than the agreed share."""
        return self.agreed_minutes is not None and self.minutes - self.agreed_minutes >= NEAR


@dataclass(frozen=True, slots=True)
class LoadLane:
    """A municipality over the whole time; `share` and `agreed` are parts of 1, None where not known.

    `more_minutes` is by how much it lies above its agreed share, negative below; None where none is agreed.
    """

    municipality: MunicipalityTag
    minutes: int
    share: Fraction | None
    agreed: Fraction | None
    more_minutes: int | None
    note: str
    sentence: str
    cells: tuple[LoadCell, ...]


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """The load of a person over the whole time, and the week or month with most of it."""

    id: str
    name: str
    municipality: MunicipalityTag
    minutes: int
    peak: str


@dataclass(frozen=True, slots=True)
class UnplannedRow:
    """A lead or contribution that is in no figure, and why."""

    id: str
    task_id: str
    number: str
    name: str
    municipality: MunicipalityTag
    role: str
    role_text: str
    due_on: date | None
    reason: str
    effort_minutes: int | None
    is_done: bool


@dataclass(frozen=True, slots=True)
class LoadPlace:
    """The load between two days, both included; `starts` are the first days of the weeks or months.

    `problems` are sentences about the agreed shares. `persons` is None while nothing is shown by person.
    """

    as_of: date
    step: LoadStep
    first_on: date
    last_on: date
    starts: tuple[date, ...]
    lanes: tuple[LoadLane, ...]
    persons: tuple[PersonLoad, ...] | None
    unplanned: tuple[UnplannedRow, ...]
    problems: tuple[str, ...]

    @property
    def most_minutes(self) -> int:
        """The greatest load or share of a single week or month."""
        cells = [cell for lane in self.lanes for cell in lane.cells]
        return max((max(cell.minutes, cell.agreed_minutes or 0) for cell in cells), default=0)


def load_rows(
    view: View, step: LoadStep, span: LoadSpan, part_ids: frozenset[str] | None = None
) -> LoadPlace:
    """Everything the place shows; the time begins with the week or month of the Stichtag.

    `part_ids` leaves only these leads and contributions; then no share is compared, for shares are agreed for
    the whole.
    """
    found = view.load if part_ids is None else _load_of(view, part_ids)
    agreed = view.agreed_shares.parts if part_ids is None else {}
    starts = _starts(view, found, step, span)
    return LoadPlace(
        as_of=view.as_of,
        step=step,
        first_on=starts[0],
        last_on=day_after(step, starts[-1]) - timedelta(days=1),
        starts=starts,
        lanes=tuple(_lanes(view, found, agreed, step, starts)),
        persons=tuple(_persons(view, found, step, starts)) if _is_by_person(view) else None,
        unplanned=tuple(_unplanned(view, found)),
        problems=tuple(finding_message(finding) for finding in view.agreed_shares.findings),
    )


def load_json(view: View) -> dict[str, Any]:
    """The field `load` of `show board --json`: the whole time by weeks; never anything by person."""
    place = load_rows(view, LoadStep.WEEK, LoadSpan.WHOLE)
    share = view.cooperation.load_share if view.cooperation else LoadShare.EQUAL
    return {
        "share": share.value,
        "starts": place.starts,
        "loads": [
            {
                "municipality": lane.municipality,
                "minutes": [cell.minutes for cell in lane.cells],
                "percent": _percent(lane.share),
                "agreed_percent": _percent(lane.agreed),
            }
            for lane in place.lanes
        ],
        "unplanned": [
            {
                "id": row.id,
                "number": row.number,
                "municipality": row.municipality,
                "role": row.role,
                "reason": row.reason,
            }
            for row in place.unplanned
            if not row.is_done
        ],
        "problems": [{"text": text} for text in place.problems],
    }


def share_words(share: Fraction, agreed: Fraction | None) -> str:
    """What somebody carries and should carry: "trägt 41 % (vereinbart 62,5 %)"."""
    words = f"trägt {formats.percent(float(share))}"
    if agreed is None:
        return words
    percent = formats.number(round(float(agreed) * 100, 1), None)
    return f"{words} (vereinbart {percent}{formats.NO_BREAK_SPACE}%)"


def period_text(step: LoadStep, start: date) -> str:
    """A week or month in words."""
    return formats.week(start) if step is LoadStep.WEEK else formats.month(start)


def _percent(share: Fraction | None) -> float | None:
    return None if share is None else round(float(share) * 100, 1)


def _load_of(view: View, part_ids: frozenset[str]) -> Load:
    by_person = _is_by_person(view)
    return load(view.snapshot, view.as_of, view.plan, is_by_person=by_person, part_ids=part_ids)


def _is_by_person(view: View) -> bool:
    return view.cooperation is not None and view.cooperation.has_load_per_person


def _starts(view: View, whole: Load, step: LoadStep, span: LoadSpan) -> tuple[date, ...]:
    days = [day for found in whole.municipalities.values() for day in found]
    if span is LoadSpan.WHOLE and days:
        first, last = min(days), max(days)
    else:
        first = first_day(LoadStep.WEEK, view.as_of)
        last = first + timedelta(weeks=_WEEKS.get(span, _WEEKS[LoadSpan.QUARTER]), days=-1)
    starts = [first_day(step, first)]
    while (start := day_after(step, starts[-1])) <= last:
        starts.append(start)
    return tuple(starts)


def _lanes(
    view: View,
    found: Load,
    agreed: Mapping[str, Fraction],
    step: LoadStep,
    starts: tuple[date, ...],
) -> Iterator[LoadLane]:
    """The parties, and whoever else has work."""
    by_town = {id_: by_step(days, step) for id_, days in found.municipalities.items()}
    shown = {row.id for row in parties(view.snapshot, view.as_of)} | by_town.keys()
    whole = {start: sum(own.get(start, 0) for own in by_town.values()) for start in starts}
    tags = tags_of(view)
    for row in view.municipalities:
        if row.id in shown:
            yield _lane(tags[row.id], step, by_town.get(row.id, {}), whole, agreed.get(row.id))


def _lane(
    tag: MunicipalityTag,
    step: LoadStep,
    found: Mapping[date, int],
    whole: Mapping[date, int],
    agreed: Fraction | None,
) -> LoadLane:
    total = sum(whole.values())
    minutes = sum(found.get(start, 0) for start in whole)
    share = Fraction(minutes, total) if total else None
    return LoadLane(
        municipality=tag,
        minutes=minutes,
        share=share,
        agreed=agreed,
        more_minutes=_more(minutes, agreed, total),
        note=_note(minutes, agreed, total),
        sentence=_lane_sentence(tag, minutes, share, agreed),
        cells=tuple(_cell(tag, step, start, found.get(start, 0), whole[start], agreed) for start in whole),
    )


def _lane_sentence(
    tag: MunicipalityTag, minutes: int, share: Fraction | None, agreed: Fraction | None
) -> str:
    if share is None:
        return f"{tag.name}: in diesem Zeitraum ist kein Aufwand geplant."
    return f"{tag.name} {share_words(share, agreed)}."


def _cell(
    tag: MunicipalityTag, step: LoadStep, start: date, minutes: int, total: int, agreed: Fraction | None
) -> LoadCell:
    period = period_text(step, start)
    share_text = formats.percent(minutes / total) if total else "–"
    note = _note(minutes, agreed, total)
    parts = [f"{period}, {tag.name}: {formats.duration(minutes)}", share_text if total else "", note]
    return LoadCell(
        id=f"{tag.id}/{start.isoformat()}",
        municipality=tag,
        start=start,
        period=period,
        minutes=minutes,
        agreed_minutes=None if agreed is None else round(agreed * total),
        share_text=share_text,
        note=note,
        sentence=", ".join(part for part in parts if part),
    )


def _more(minutes: int, agreed: Fraction | None, total: int) -> int | None:
    return None if agreed is None or not total else minutes - round(agreed * total)


def _note(minutes: int, agreed: Fraction | None, total: int) -> str:
    more = _more(minutes, agreed, total)
    if more is None:
        return ""
    if abs(more) < NEAR:
        return "im Anteil"
    return f"{formats.duration(abs(more))} {'über' if more > 0 else 'unter'} dem Anteil"


def _persons(view: View, whole: Load, step: LoadStep, starts: tuple[date, ...]) -> Iterator[PersonLoad]:
    """Persons in the order of their municipalities and names, never by their load."""
    tags, ranks = tags_of(view), ranks_of(view)
    found: list[tuple[Person, Days]] = []
    for id_, days in whole.persons.items():
        person = view.snapshot.find(Person, id_)
        if person is not None:
            found.append((person, by_step(days, step)))
    found.sort(key=lambda pair: (ranks[pair[0].municipality_id], formats.sort_key(pair[0].name)))
    for person, loads in found:
        shown = {start: loads[start] for start in starts if start in loads}
        if shown:
            peak = max(shown, key=lambda start: shown[start])
            yield PersonLoad(
                id=person.id,
                name=person.name,
                municipality=tags[person.municipality_id],
                minutes=sum(shown.values()),
                peak=f"{period_text(step, peak)}: {formats.duration(shown[peak])}",
            )


def _unplanned(view: View, whole: Load) -> Iterator[UnplannedRow]:
    """What is in no figure, in the order of the plan."""
    by_task: dict[str, list[tuple[Assignment, Unplanned]]] = {}
    for found in whole.unplanned:
        part = view.snapshot.get(Assignment, found.assignment_id)
        by_task.setdefault(part.task_id, []).append((part, found))
    facts, tags, ranks = TaskFacts(view), tags_of(view), ranks_of(view)
    for task, _ in tasks_in_order(view):
        for part, found in sorted(by_task.get(task.id, ()), key=lambda pair: ranks[pair[0].municipality_id]):
            yield _unplanned_row(task, part, found, tags[part.municipality_id], facts.due_on(task))


def _unplanned_row(
    task: Task, part: Assignment, found: Unplanned, tag: MunicipalityTag, due_on: date | None
) -> UnplannedRow:
    return UnplannedRow(
        id=part.id,
        task_id=task.id,
        number=task.number,
        name=task.name,
        municipality=tag,
        role=part.role.value,
        role_text=label(part.role),
        due_on=part.due_on or due_on,
        reason=GAPS[found.gap],
        effort_minutes=part.effort_minutes,
        is_done=found.is_done,
    )

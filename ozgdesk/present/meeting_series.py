"""The days of series of meetings before they are entered: what stands against each, and what a year lacks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.council_terms import successors
from ozgdesk.domain.councils import Committee, Meeting, MeetingSeries
from ozgdesk.domain.meeting_series import SeriesRule, days_of, proposed, rule_of
from ozgdesk.domain.meetings import OF_COOPERATION
from ozgdesk.domain.recesses import recesses_of
from ozgdesk.domain.tasks import Closure
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClosureKind
from ozgdesk.present.municipalities import MunicipalityTag, ranks_of, tags_of
from ozgdesk.texts.meeting_series import day_remark, rule_words
from ozgdesk.texts.school_holidays import SchoolHolidays


@dataclass(frozen=True, slots=True)
class SeriesDayRow:
    """One day of a series: `is_free` when nothing stands against it, `is_there` when it is entered."""

    id: str
    committee_id: str
    municipality: MunicipalityTag
    committee: str
    on: date
    text: str
    remark: str
    is_free: bool
    is_there: bool


@dataclass(frozen=True, slots=True)
class YearRow:
    """What is missing for a year, or how much is there; `is_missing` when something is to do."""

    id: str
    municipality: MunicipalityTag
    what: str
    text: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class NextYear:
    """A year to come: what it lacks, the rules that can be copied into it, and their days."""

    year: int
    rows: tuple[YearRow, ...]
    rules: tuple[SeriesRule, ...]
    days: tuple[SeriesDayRow, ...]


def series_days(view: View, rule: SeriesRule) -> tuple[SeriesDayRow, ...]:
    """The days a rule gives, in their order."""
    body = view.snapshot.find(Committee, rule.committee_id)
    if body is None:
        return ()
    tag = tags_of(view)[body.municipality_id]
    return tuple(
        SeriesDayRow(
            f"{body.id}:{day.on.isoformat()}",
            body.id,
            tag,
            body.name,
            day.on,
            formats.weekday_and_day(day.on),
            day_remark(day),
            not day.code,
            day.code == "there",
        )
        for day in proposed(view.snapshot, rule)
    )


def next_year(view: View, year: int, holidays: SchoolHolidays) -> NextYear:
    """What a year lacks per body and municipality, and what copying the series of the year before gives."""
    rules = tuple(_rules_for(view, year))
    days = [row for rule in rules for row in series_days(view, rule)]
    days.sort(key=lambda row: (ranks_of(view)[row.municipality.id or None], row.committee, row.on))
    return NextYear(year, tuple(_rows(view, year, holidays)), rules, tuple(days))


def rule_text(view: View, rule: SeriesRule) -> str:
    """A rule with its body: 'USI · Magistrat: jeden Montag'."""
    body = view.snapshot.get(Committee, rule.committee_id)
    tag = tags_of(view)[body.municipality_id]
    return f"{tag.code or 'alle'} · {body.name}: {rule_words(rule)}"


def _rules_for(view: View, year: int) -> Iterator[SeriesRule]:
    """The newest series of each body that reached into the year before, for this one.

    After a new Wahlperiode the body that follows meets by the same rule, each for the days it exists. A rule
    of every second week or month goes on in its own step.
    """
    newest: dict[str, tuple[MeetingSeries, tuple[Committee, ...]]] = {}
    for series in sorted(view.snapshot.all(MeetingSeries), key=lambda row: (row.until_on, row.id)):
        terms = successors(view.snapshot, series.committee_id)
        if series.until_on.year >= year - 1:
            newest[terms[-1].id] = series, terms
    for series, terms in newest.values():
        if series.until_on >= date(year, 12, 31):
            continue
        after = max(date(year, 1, 1), date.fromordinal(series.until_on.toordinal() + 1))
        for body in terms:
            begin = max(after, body.valid_from or after)
            end = min(date(year, 12, 31), body.valid_until or date.max)
            if begin <= end:
                rule = replace(rule_of(series), committee_id=body.id, until_on=end)
                yield replace(rule, from_on=next((day for day in days_of(rule) if day >= begin), begin))


def _rows(view: View, year: int, holidays: SchoolHolidays) -> Iterator[YearRow]:
    tags, ranks = tags_of(view), ranks_of(view)
    bodies = [
        row
        for row in view.snapshot.all(Committee)
        if row.kind not in OF_COOPERATION and (row.valid_until is None or row.valid_until.year >= year)
    ]
    for body in sorted(bodies, key=lambda row: (ranks[row.municipality_id], row.order, row.id)):
        held = [
            row
            for row in view.snapshot.all(Meeting)
            if row.committee_id == body.id and row.held_on.year == year and not row.is_cancelled
        ]
        text = formats.count(len(held), "Sitzung", "Sitzungen") if held else "keine Sitzung eingetragen"
        yield YearRow(body.id, tags[body.municipality_id], body.name, text, not held)
    for town in view.municipalities:
        yield from _of_town(view, town, year, tags[town.id])
    known = any(row.from_on.year == year for row in holidays.all)
    words = "hinterlegt" if known else "nicht hinterlegt"
    yield YearRow("holidays", tags[None], f"Schulferien {year}", words, not known)


def _of_town(view: View, town: Municipality, year: int, tag: MunicipalityTag) -> Iterator[YearRow]:
    recesses = list(_in_year(recesses_of(view.snapshot, town.id), year))
    words = ", ".join(row.name for row in recesses) or "keine eingetragen"
    yield YearRow(f"{town.id}:recess", tag, "Sitzungsfreie Zeiten", words, not recesses)
    closed = (
        row
        for row in view.snapshot.all(Closure)
        if row.kind is ClosureKind.OFFICE_CLOSED and row.municipality_id in (None, town.id)
    )
    found = list(_in_year(closed, year))
    words = ", ".join(sorted(row.name for row in found)) or "keine eingetragen"
    yield YearRow(f"{town.id}:closed", tag, "Schließzeiten des Rathauses", words, not found)


def _in_year(closures: Iterable[Closure], year: int) -> Iterator[Closure]:
    return (row for row in closures if row.from_on.year <= year <= row.until_on.year)

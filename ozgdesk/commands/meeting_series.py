"""Entering meetings by a rule: the series is kept, and the days that were chosen become its meetings."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from ozgdesk.commands.records import create
from ozgdesk.domain.councils import Meeting, MeetingSeries
from ozgdesk.domain.meeting_series import SeriesRule
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Command, Transaction


@dataclass(frozen=True, slots=True)
class SeriesEntry:
    """A rule and the days of it that become meetings."""

    rule: SeriesRule
    days: tuple[date, ...]


def enter_series(rule: SeriesRule, days: Iterable[date], source: str = "") -> Command[tuple[Meeting, ...]]:
    """Keep a series and enter a meeting on each of the days; where the body meets already, none is added.

    RuleViolation `no_days` when nothing is left to enter.
    """
    return enter_all((SeriesEntry(rule, tuple(days)),), source)


def enter_all(entries: Sequence[SeriesEntry], source: str = "") -> Command[tuple[Meeting, ...]]:
    """Keep several series with their meetings in one step."""

    def command(tx: Transaction) -> tuple[Meeting, ...]:
        made = [meeting for entry in entries for meeting in _enter(tx, entry, source)]
        if not made:
            raise RuleViolation("no_days")
        return tuple(made)

    return command


def _enter(tx: Transaction, entry: SeriesEntry, source: str) -> list[Meeting]:
    rule = entry.rule
    there = {
        row.held_on for row in tx.having(Meeting, "committee_id", rule.committee_id) if not row.is_cancelled
    }
    days = [day for day in sorted(set(entry.days)) if day not in there]
    if not days:
        return []
    series = create(MeetingSeries, **asdict(rule), source=source)(tx)
    return [
        create(
            Meeting,
            committee_id=rule.committee_id,
            series_id=series.id,
            held_on=day,
            starts_at=rule.starts_at,
            place=rule.place,
            source=source,
        )(tx)
        for day in days
    ]

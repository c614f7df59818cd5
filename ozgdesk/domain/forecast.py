"""The earliest day on which an agreement can take effect: scheduled stations, assumed times, its own clause.

Nothing is forecast past the last entered meeting of a body; where no day can be named, the obstacles say why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.council_days import days_before
from ozgdesk.domain.effect import Effect, EffectState, evidence_of
from ozgdesk.domain.entry import beginning
from ozgdesk.domain.evidence import Evidence
from ozgdesk.domain.passage_times import Stage, stage_time
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.reasons import Reason, Weight, about
from ozgdesk.domain.resolutions import day_of
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.station_days import StationDays
from ozgdesk.domain.term import last_day

SIGNING = frozenset({"signature_missing", "signatures_missing", "signature_of_head_missing"})
SUPERVISION = frozenset({"approval_missing", "approval_pending"})
PUBLICATION = frozenset({"publication_missing", "published_too_early"})
COUNCIL = frozenset(
    {
        "resolution_pending",
        "resolution_unscheduled",
        "resolution_postponed",
        "resolution_suspended",
        "meeting_cancelled",
    }
)
"""What is missing and comes in time. Anything else is an obstacle: nobody knows when it is out of the way."""

PROVISOS = frozenset({"condition_open", "condition_unchecked", "legal_form_not_stated"})
"""Obstacles that can be out of the way by then: with other things still to come, the day stands beside them.

An unknown legal form is one only where another task is delegated: it leaves no doubt about the procedure.
"""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The earliest day of effect, and the steps to it with the day of each; or the obstacles, and no day.

    `provisos` must be out of the way by then as well.
    """

    on: date | None
    steps: tuple[Reason, ...] = ()
    obstacles: tuple[Reason, ...] = ()
    provisos: tuple[Reason, ...] = ()

    @property
    def is_assumed(self) -> bool:
        """Whether a step rests on an assumption of the program."""
        return any(step.values.get("is_assumed") is True for step in self.steps)


def forecast_of(snapshot: Snapshot, agreement: Agreement, effect: Effect, as_of: date) -> Forecast | None:
    """The forecast for an agreement with its effect on `as_of`; None where it has effect, or is over."""
    if effect.state not in (EffectState.NOT_EFFECTIVE, EffectState.UNKNOWN):
        return None
    found = evidence_of(snapshot, agreement, as_of)
    if found.since is not None:
        return Forecast(found.since, (about(agreement, "starts_later", Weight.NOTE, day=found.since),))
    return _Path(found).forecast()


class _Path:
    """Walks from the councils over signing, approval and publication to the first day of effect."""

    def __init__(self, found: Evidence) -> None:
        self.found = found
        self.agreement = found.agreement
        self.as_of = found.as_of
        self.missing = {reason.code for reason in found.missing}
        self.steps: list[Reason] = []

    def forecast(self) -> Forecast:
        """The forecast; without a day where anything stands against it."""
        timed = SIGNING | SUPERVISION | PUBLICATION | COUNCIL | {"equal_wording_waits"}
        provisos = self._provisos() if self.missing & timed else ()
        obstacles = [
            reason for reason in self.found.missing if reason.code not in timed and reason not in provisos
        ]
        councils = StationDays(self.found.snapshot, self.as_of)
        resolved = [self._resolved_on(party.id, councils) for party in self.found.founding]
        obstacles += councils.obstacles
        if obstacles:
            return Forecast(None, obstacles=tuple(obstacles))
        self.steps += councils.steps
        found = self._to_the_effect([day for day in resolved if day is not None])
        return replace(found, provisos=provisos)

    def _provisos(self) -> tuple[Reason, ...]:
        is_known = self.found.procedure is not Procedure.NOT_STATED
        codes = PROVISOS if is_known else PROVISOS - {"legal_form_not_stated"}
        return tuple(reason for reason in self.found.missing if reason.code in codes)

    def _resolved_on(self, municipality_id: str, councils: StationDays) -> date | None:
        station = self.found.resolutions.standing.stations.get(municipality_id)
        if station is None:
            return None
        codes = {row.code for row in self.found.missing if row.municipality_id == municipality_id}
        if codes & COUNCIL:
            return councils.decided_on(station, municipality_id)
        return day_of(self.found.snapshot, station)

    def _to_the_effect(self, acts: list[date]) -> Forecast:
        signed = list(self.found.signing.completed.values())
        if self.missing & SIGNING:
            signed.append(self._after(Stage.SIGNING, acts))
        acts += signed
        if self.missing & SUPERVISION:
            acts.append(self._after(Stage.SUPERVISION, [*acts, *(self._submitted_on or [self.as_of])]))
        elif self.found.steps.approved_on is not None:
            acts.append(self.found.steps.approved_on)
        published = self.found.steps.published_on
        if self.missing & PUBLICATION:
            published = self._after(Stage.PUBLICATION, acts)
        begin = beginning(self.agreement, self.found.procedure, acts, published)
        if begin is None:
            return Forecast(None)
        self.steps += begin.reasons
        end = last_day(self.agreement, begin.on, self.as_of)
        if end is not None and end < begin.on:
            over = about(self.agreement, "forecast_after_end", Weight.OPEN, day=begin.on, end=end)
            return Forecast(None, tuple(self.steps), (over,))
        return Forecast(begin.on, tuple(self.steps))

    def _rule(self, stage: Stage) -> str:
        """The law that asks for a stage, as the reason that misses it names it."""
        codes = {Stage.SIGNING: SIGNING, Stage.SUPERVISION: SUPERVISION, Stage.PUBLICATION: PUBLICATION}
        return next((row.rule for row in self.found.missing if row.code in codes[stage]), "")

    @property
    def _submitted_on(self) -> list[date]:
        """The day since which the supervisor has the application; it decides once all have acted."""
        days = (r.values.get("day") for r in self.found.missing if r.code == "approval_pending")
        return [day for day in days if isinstance(day, date)]

    def _after(self, stage: Stage, days: Iterable[date]) -> date:
        """The end of a stage that begins with the last of these days, today at the earliest."""
        time = stage_time(self.agreement, stage)
        on = max(days_before(max(days, default=self.as_of), -time.days), self.as_of)
        self.steps.append(
            about(
                self.agreement,
                f"forecast_{stage.value}",
                Weight.NOTE,
                rule=self._rule(stage),
                day=on,
                days=time.days,
                is_assumed=time.is_assumed,
            )
        )
        return on


def forecasts(
    snapshot: Snapshot, effects: dict[str, Effect], agreements: Sequence[Agreement], as_of: date
) -> dict[str, Forecast]:
    """The forecasts of the agreements that have one, by agreement id."""
    found = ((row.id, forecast_of(snapshot, row, effects[row.id], as_of)) for row in agreements)
    return {id_: row for id_, row in found if row is not None}

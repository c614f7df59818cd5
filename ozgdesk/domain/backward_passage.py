"""The way back from the wanted day to the last day of the resolutions: publication, approval, signatures."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.council_days import CouncilDays, days_before
from ozgdesk.domain.deadlines import Purpose, State, Step, StepKind
from ozgdesk.domain.effect import Effect
from ozgdesk.domain.passage_times import Stage, StageTime, stage_times
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.vocabulary import EntryIntoForce


class Passage:
    """The steps after the last resolution; `resolved_by` is the last day for the councils."""

    def __init__(
        self,
        agreement: Agreement,
        effect: Effect,
        purpose: Purpose,
        wanted_on: date,
        as_of: date,
        days: CouncilDays,
    ) -> None:
        self.agreement = agreement
        self.as_of = as_of
        self.wanted_on = wanted_on
        self.is_extension = purpose is Purpose.EXTENSION
        self.days = days
        self.times = {row.stage: row for row in stage_times(agreement, effect.procedure)}
        self.by_law = effect.procedure is Procedure.APPROVAL
        self.done = _done_stages(effect) if purpose is Purpose.ENTRY else {}
        self.latest = self._latest()
        self.resolved_by = days_before(self.latest[Stage.SIGNING], self.times[Stage.SIGNING].days)

    def _latest(self) -> dict[Stage, date]:
        """The last day of each stage, from the end: a stage needs its days after the one before it.

        What begins with a month needs its last act in the month before.
        """
        limit = self.wanted_on
        if self.agreement.entry_into_force is EntryIntoForce.FIRST_OF_NEXT_MONTH and not self.is_extension:
            limit = days_before(self.wanted_on.replace(day=1), 1)
        found: dict[Stage, date] = {}
        if Stage.PUBLICATION in self.times:
            day_before = days_before(self.wanted_on, 1)
            found[Stage.PUBLICATION] = self.days.office_day(None, min(limit, day_before))
            limit = days_before(found[Stage.PUBLICATION], self.times[Stage.PUBLICATION].days)
        if Stage.SUPERVISION in self.times:
            found[Stage.SUPERVISION] = self.days.office_day(None, limit)
            limit = days_before(found[Stage.SUPERVISION], self.times[Stage.SUPERVISION].days)
        found[Stage.SIGNING] = self.days.office_day(None, limit)
        return found

    def steps(self, *, are_passed: bool) -> Iterator[Step]:
        """The steps in the order of the calendar; `are_passed`: every municipality has resolved."""
        resolved = self._step(StepKind.RESOLUTION, self.resolved_by, "resolved_by", self.times[Stage.SIGNING])
        yield replace(resolved, state=State.DONE, code="all_resolved") if are_passed else resolved
        stages = [stage for stage in Stage if stage in self.times]
        for stage, following in zip(stages, [*stages[1:], None], strict=True):
            kind = StepKind(stage.value)
            done = self.done.get(stage)
            if done is not None:
                day, subject_kind, subject_id = done
                yield Step(kind, day, State.DONE, f"{stage}_done", subject_kind, subject_id, _RULES[stage])
                continue
            yield self._step(
                kind, self.latest[stage], f"{stage}_by", self.times[following] if following else None
            )
        code = "after_end" if self.is_extension else "wanted"
        yield Step(StepKind.EFFECT, self.wanted_on, self._state(self.wanted_on), code, *self._subject)

    def _step(self, kind: StepKind, on: date, code: str, before: StageTime | None) -> Step:
        rule = _RULES.get(Stage(kind.value), "") if kind is not StepKind.RESOLUTION else "HGO-05"
        if kind is StepKind.PUBLICATION:
            rule = "KGG-30" if self.by_law else ""
        values: dict[str, object] = {"before": None}
        if before is not None:
            values = {"before": before.stage, "days": before.days, "is_assumed": before.is_assumed}
        return Step(kind, on, self._state(on), code, *self._subject, rule, values=values)

    def _state(self, on: date) -> State:
        return State.TOO_LATE if on < self.as_of else State.OPEN

    @property
    def _subject(self) -> tuple[str, str]:
        return "agreement", self.agreement.id


_RULES = {Stage.SIGNING: "HGO-01", Stage.SUPERVISION: "KGG-11", Stage.PUBLICATION: "KGG-12"}


def _done_stages(effect: Effect) -> dict[Stage, tuple[date | None, str, str]]:
    """What has happened after the resolutions: the day and the row that shows it."""
    codes = {reason.code for reason in effect.missing}
    found: dict[Stage, tuple[date | None, str, str]] = {}
    for stage, done, missing in _SIGNS_OF:
        rows = [reason for reason in effect.reasons if reason.code == done]
        if rows and not codes & missing:
            last = max(rows, key=lambda row: str(row.values.get("day")))
            day = last.values.get("day")
            found[stage] = (day if isinstance(day, date) else None, last.subject_kind, last.subject_id)
    return found


_SIGNS_OF = (
    (Stage.SIGNING, "signed", {"signature_missing", "signatures_missing", "signature_of_head_missing"}),
    (Stage.SUPERVISION, "approved", set[str]()),
    (Stage.PUBLICATION, "published", {"publication_missing", "published_too_early"}),
)

"""The procedure before supervisor and public (§ 26 KGG): which one is needed, and how far it has come."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from ozgdesk.domain.agreements import Agreement, SupervisorStep
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.reasons import Actor, Reason, Weight
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.supervisor import ABROAD, supervisor
from ozgdesk.domain.tasks import Assignment, Task, by_number
from ozgdesk.domain.vocabulary import EntryIntoForce, LegalForm, SupervisorStepKind


class Procedure(StrEnum):
    """What § 26 KGG asks for. `NONE`: nobody acts for another (§ 3 KGG); `NOT_STATED`: form not known."""

    APPROVAL = "approval"
    FILING = "filing"
    NONE = "none"
    NOT_STATED = "not_stated"


def contractual_tasks(snapshot: Snapshot, parties: Sequence[Municipality]) -> tuple[Task, ...]:
    """The Vertragsaufgaben in which nobody but these parties takes part, in the order of their numbers."""
    ids = {party.id for party in parties}
    involved: dict[str, set[str]] = {}
    for row in snapshot.all(Assignment):
        involved.setdefault(row.task_id, set()).add(row.municipality_id)
    found = (task for task in snapshot.all(Task) if task.is_contractual)
    return tuple(
        sorted(
            (task for task in found if involved.get(task.id, set()) <= ids),
            key=lambda task: by_number(task.number),
        )
    )


def procedure_of(
    snapshot: Snapshot, agreement_id: str, parties: Sequence[Municipality]
) -> tuple[Procedure, list[Reason]]:
    """The procedure that follows from the legal forms of the Vertragsaufgaben, and why.

    One delegation decides for the whole (KGG-11, KGG-15); only mandates: filing (KGG-13). An unknown form
    is not guessed.
    """
    tasks = contractual_tasks(snapshot, parties)
    if not tasks:
        return Procedure.NOT_STATED, [
            Reason("no_contractual_task", Weight.ABSENT, "agreement", agreement_id, "KGG-04")
        ]
    unstated = [task for task in tasks if task.legal_form is LegalForm.NOT_STATED]
    reasons = [
        Reason(
            "legal_form_not_stated",
            Weight.ABSENT,
            "task",
            task.id,
            "KGG-01",
            values={"numbers": tuple(other.number for other in unstated)},
        )
        for task in unstated[:1]
    ]
    forms = {task.legal_form for task in tasks}
    if LegalForm.DELEGATION in forms:
        rule = "KGG-15" if LegalForm.MANDATE in forms else "KGG-11"
        delegated = next(task for task in tasks if task.legal_form is LegalForm.DELEGATION)
        code = "procedure_mixed" if LegalForm.MANDATE in forms else "procedure_approval"
        values = {"number": delegated.number, "name": delegated.name}
        reasons.append(Reason(code, Weight.NOTE, "task", delegated.id, rule, values=values))
        return Procedure.APPROVAL, reasons
    if reasons:
        return Procedure.NOT_STATED, reasons
    if LegalForm.MANDATE in forms:
        return Procedure.FILING, [
            Reason("procedure_filing", Weight.NOTE, "agreement", agreement_id, "KGG-13")
        ]
    return Procedure.NONE, [Reason("procedure_none", Weight.NOTE, "agreement", agreement_id, "KGG-28")]


class Steps:
    """The steps of one agreement before supervisor and public by `as_of`."""

    def __init__(self, snapshot: Snapshot, agreement: Agreement, as_of: date) -> None:
        self.agreement = agreement
        self.as_of = as_of
        self.approved_on: date | None = None
        self.published_on: date | None = None
        rows = (row for row in snapshot.all(SupervisorStep) if row.agreement_id == agreement.id)
        self._rows = sorted(rows, key=lambda row: (row.done_on or row.submitted_on or date.max, row.id))

    def of(self, procedure: Procedure, parties: Sequence[Municipality]) -> Iterator[Reason]:
        """Reasons about filing, approval and publication where the procedure or the agreement asks for it."""
        if procedure is Procedure.APPROVAL:
            yield self._approval("KGG-11")
        elif supervisor(parties).rule == ABROAD:
            yield self._approval(ABROAD)
        if procedure is Procedure.FILING:
            yield self._filing()
        by_clause = self.agreement.entry_into_force is EntryIntoForce.DAY_AFTER_PUBLICATION
        if procedure is Procedure.APPROVAL or by_clause:
            yield from self._publication(parties, needs_approval=procedure is Procedure.APPROVAL)
        if self.agreement.entry_into_force is EntryIntoForce.FIXED_DATE and self.agreement.entry_on is None:
            yield Reason("entry_date_missing", Weight.ABSENT, "agreement", self.agreement.id)

    def first(self, kind: SupervisorStepKind, since: date) -> SupervisorStep | None:
        """The first step of a kind that was taken on a day or later; a filing counts once it is sent."""
        if kind is SupervisorStepKind.FILING:
            filed = (row for row in self._rows if row.kind is kind and _sent_on(row) <= self.as_of)
            return next((row for row in filed if _sent_on(row) >= since), None)
        return next((row for row in self._done(kind) if _done_on(row) >= since), None)

    def _approval(self, rule: str) -> Reason:
        """The first approval is that of the agreement; later ones are about what changes it."""
        done = self._done(SupervisorStepKind.APPROVAL)
        if done:
            self.approved_on = done[0].done_on
            return self._reason("approved", Weight.MET, rule, done[0], day=self.approved_on)
        rows = [row for row in self._rows if row.kind is SupervisorStepKind.APPROVAL]
        submitted = [row for row in rows if row.submitted_on is not None and row.submitted_on <= self.as_of]
        if submitted:
            day = submitted[-1].submitted_on
            return self._reason("approval_pending", Weight.OPEN, rule, submitted[-1], day=day)
        return self._reason("approval_missing", Weight.ABSENT, rule, None)

    def _filing(self) -> Reason:
        row = self.first(SupervisorStepKind.FILING, date.min)
        if row is None:
            return self._reason("filing_missing", Weight.DUTY, "KGG-13", None)
        return self._reason("filed", Weight.NOTE, "KGG-13", row, day=_sent_on(row))

    def _publication(self, parties: Sequence[Municipality], *, needs_approval: bool) -> Iterator[Reason]:
        """One joint publication serves all; otherwise each municipality needs its own.

        What was published before the approval is not the approved agreement and does not count (KGG-12).
        """
        rule = "KGG-12" if needs_approval else ""
        done = self._done(SupervisorStepKind.PUBLICATION)
        since = self.approved_on or (date.max if needs_approval else date.min)
        counted = [row for row in done if _done_on(row) >= since]
        joint = next((row for row in counted if row.municipality_id is None), None)
        if joint is not None:
            self.published_on = joint.done_on
            yield self._reason("published", Weight.MET, rule, joint, day=self.published_on)
            return
        days = []
        for party in parties:
            own = next((row for row in counted if row.municipality_id == party.id), None)
            early = next((row for row in done if row.municipality_id in (None, party.id)), None)
            if own is not None:
                days.append(_done_on(own))
                yield self._reason("published", Weight.MET, rule, own, party.id, day=own.done_on)
            elif early is not None:
                yield self._reason(
                    "published_too_early", Weight.OPEN, rule, early, party.id, day=early.done_on
                )
            else:
                yield self._reason("publication_missing", Weight.ABSENT, rule, None, party.id)
        if len(days) == len(parties):
            self.published_on = max(days, default=None)

    def _done(self, kind: SupervisorStepKind) -> list[SupervisorStep]:
        """What was done by `as_of`, the first one first."""
        rows = (row for row in self._rows if row.kind is kind and row.done_on is not None)
        return [row for row in rows if _done_on(row) <= self.as_of]

    def _reason(
        self,
        code: str,
        weight: Weight,
        rule: str,
        row: SupervisorStep | None,
        municipality_id: str | None = None,
        **values: object,
    ) -> Reason:
        subject = ("supervisor_step", row.id) if row else ("agreement", self.agreement.id)
        decides = code in ("approval_pending",)
        actor = Actor.SUPERVISOR if decides else Actor.COORDINATION
        if municipality_id is not None:
            actor = Actor.ADMINISTRATION
        return Reason(code, weight, *subject, rule, municipality_id, actor, values)


def _done_on(row: SupervisorStep) -> date:
    return row.done_on or date.max


def _sent_on(row: SupervisorStep) -> date:
    return row.done_on or row.submitted_on or date.max

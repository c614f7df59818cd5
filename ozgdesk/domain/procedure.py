"""The procedure before supervisor and public (§ 26 KGG): which one is needed, and how far it has come."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from ozgdesk.domain.agreements import Agreement, SupervisorStep
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.reasons import Actor, Reason, Weight
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, Task
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
        sorted((task for task in found if involved.get(task.id, set()) <= ids), key=lambda task: task.number)
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
            yield self._approval()
        if procedure is Procedure.FILING:
            yield self._filing()
        by_clause = self.agreement.entry_into_force is EntryIntoForce.DAY_AFTER_PUBLICATION
        if procedure is Procedure.APPROVAL or by_clause:
            yield from self._publication(parties, "KGG-12" if procedure is Procedure.APPROVAL else "")
        if self.agreement.entry_into_force is EntryIntoForce.FIXED_DATE and self.agreement.entry_on is None:
            yield Reason("entry_date_missing", Weight.ABSENT, "agreement", self.agreement.id)

    def _approval(self) -> Reason:
        rows = [row for row in self._rows if row.kind is SupervisorStepKind.APPROVAL]
        done = [row for row in rows if self._is_done(row)]
        if done:
            self.approved_on = done[-1].done_on
            return self._reason("approved", Weight.MET, "KGG-11", done[-1], day=self.approved_on)
        submitted = [row for row in rows if row.submitted_on is not None and row.submitted_on <= self.as_of]
        if submitted:
            day = submitted[-1].submitted_on
            return self._reason("approval_pending", Weight.OPEN, "KGG-11", submitted[-1], day=day)
        return self._reason("approval_missing", Weight.ABSENT, "KGG-11", None)

    def _filing(self) -> Reason:
        for row in self._rows:
            day = row.done_on or row.submitted_on
            if row.kind is SupervisorStepKind.FILING and day is not None and day <= self.as_of:
                return self._reason("filed", Weight.NOTE, "KGG-13", row, day=day)
        return self._reason("filing_missing", Weight.DUTY, "KGG-13", None)

    def _publication(self, parties: Sequence[Municipality], rule: str) -> Iterator[Reason]:
        """One joint publication serves all; otherwise each municipality needs its own."""
        done = [r for r in self._rows if r.kind is SupervisorStepKind.PUBLICATION and self._is_done(r)]
        joint = [row for row in done if row.municipality_id is None]
        if joint:
            self.published_on = joint[-1].done_on
            yield self._reason("published", Weight.MET, rule, joint[-1], day=self.published_on)
            return
        days = []
        for party in parties:
            own = [row for row in done if row.municipality_id == party.id]
            if own:
                days.append(own[-1].done_on)
                yield self._reason("published", Weight.MET, rule, own[-1], party.id, day=own[-1].done_on)
            else:
                yield self._reason("publication_missing", Weight.ABSENT, rule, None, party.id)
        if len(days) == len(parties):
            self.published_on = max((day for day in days if day is not None), default=None)

    def _is_done(self, row: SupervisorStep) -> bool:
        return row.done_on is not None and row.done_on <= self.as_of

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

"""What can be done about a finding of the legal check: go to its place, put it right, open it again."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ozgdesk.commands import agreements, reviews, signing, supervisor_steps, tasks
from ozgdesk.commands.clause_library import insert_template
from ozgdesk.domain.agreements import Agreement, Clause, Signature, SupervisorStep
from ozgdesk.domain.councils import Consultation, CouncilPaper
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.legal_check import Fix, FixKind
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import LegalForm, Role
from ozgdesk.present.clause_library import library_rows
from ozgdesk.present.legal_check import CheckRow
from ozgdesk.texts import steps
from ozgdesk.texts.labels import label
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.places import HOMES
from ozgdesk.ui.views.chooser import Chooser
from ozgdesk.ui.views.clause_library import insert_from_library

_ROWS_OF_RULE: dict[str, type[Entity]] = {
    "HGO-01": Signature,
    "HGO-02": Signature,
    "KGG-11": SupervisorStep,
    "KGG-12": SupervisorStep,
    "KGG-13": SupervisorStep,
    "KGG-16": SupervisorStep,
    "KGG-17": SupervisorStep,
    "KGG-20": SupervisorStep,
    "KGG-21": SupervisorStep,
    "HGO-05": CouncilPaper,
    "HGO-11": CouncilPaper,
    "HGO-63": CouncilPaper,
}
"""Whose rows a finding about the whole agreement leads to."""


class FindingActions:
    """Acts on findings of one agreement; choices are asked for below the widget that asked."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._chooser = Chooser("Auswählen …", parent)
        self._take: Callable[[str], object] = lambda _key: None
        self._chooser.chosen.connect(lambda key: self._take(key))
        self._fixes: dict[FixKind, Callable[[Fix, QWidget], object]] = {
            FixKind.INSERT_CLAUSE: self._insert_clause,
            FixKind.SET_LEGAL_FORM: self._set_legal_form,
            FixKind.SET_LEAD: self._set_lead,
            FixKind.PROPOSE_SIGNATURES: self._propose_signatures,
            FixKind.PROPOSE_STEPS: self._propose_steps,
            FixKind.OFFER_SEAL: self._offer_seal,
        }

    def can_fix(self, row: CheckRow) -> bool:
        """Whether there is a remedy under one key."""
        return row.fix is not None and row.fix.kind in self._fixes

    def fix(self, row: CheckRow, below: QWidget) -> None:
        """Put it right; what must be chosen is chosen below a widget."""
        if row.fix is not None and self.can_fix(row):
            self._fixes[row.fix.kind](row.fix, below)

    def go(self, agreement_id: str, row: CheckRow) -> None:
        """Bring the place into sight at which something is to be done."""
        subject = self._subject(agreement_id, row)
        home = "agreement" if subject.kind in (Clause, Signature, SupervisorStep) else HOMES[subject.kind][0]
        if subject.kind is Agreement:
            self._desk.edit(Agreement, subject.id)
        else:
            self._desk.go(home, subject)

    def reopen(self, row: CheckRow) -> None:
        """Take the note back that closed a finding."""
        self._desk.run(steps.REOPEN_FINDING, reviews.reopen_finding(row.note_id))

    def _subject(self, agreement_id: str, row: CheckRow) -> Subject:
        kind = BY_TABLE[row.subject_kind]
        if kind is Consultation:
            return Subject(CouncilPaper, self._desk.snapshot.get(Consultation, row.subject_id).paper_id)
        if kind is Agreement:
            return self._row_of(agreement_id, row)
        if kind in HOMES or kind in (Signature, SupervisorStep):
            return Subject(kind, row.subject_id)
        return Subject(Agreement, agreement_id)

    def _row_of(self, agreement_id: str, row: CheckRow) -> Subject:
        """The first row of the kind that a finding about the whole agreement is about."""
        if row.fix is not None and row.fix.kind is FixKind.SET_LEGAL_FORM:
            return Subject(Task, row.fix.target_ids[0])
        kind = _ROWS_OF_RULE.get(row.rule, Agreement)
        found = [one for one in self._desk.snapshot.all(kind) if _agreement_of(one) == agreement_id]
        found.sort(key=lambda one: (str(getattr(one, "order", "")), one.id))
        return Subject(kind, found[0].id) if found else Subject(Agreement, agreement_id)

    def _insert_clause(self, fix: Fix, below: QWidget) -> None:
        """One clause of the library is inserted at once; of several one is chosen with its text in sight."""
        version_id = fix.target_ids[0]
        rows = (row.template for row in library_rows(self._desk.view))
        found = [template for template in rows if template.topic is fix.topic]
        if len(found) == 1:
            done = self._desk.run(steps.INSERT_TEMPLATE, insert_template(version_id, found[0]))
            made = done.rows[0] if done is not None and done.rows else None
        else:
            made = insert_from_library(self._desk, version_id, None, below, fix.topic)
        if made is not None:
            self._desk.go("agreement", Subject(Clause, made.id))

    def _set_legal_form(self, fix: Fix, below: QWidget) -> None:
        forms = {form.value: label(form) for form in LegalForm if form is not LegalForm.NOT_STATED}
        self._ask(
            below,
            list(forms.items()),
            lambda key: self._desk.run(
                steps.SET_LEGAL_FORM, reviews.set_legal_forms(fix.target_ids, LegalForm(key))
            ),
        )

    def _set_lead(self, fix: Fix, below: QWidget) -> None:
        towns = [(row.id, row.name) for row in self._desk.view.municipalities]
        self._ask(
            below,
            towns,
            lambda id_: self._desk.run(steps.SET_ROLE, tasks.set_role(fix.target_ids, (id_,), Role.LEAD)),
        )

    def _propose_signatures(self, fix: Fix, _below: QWidget) -> None:
        self._desk.run(steps.PROPOSE_SIGNATURES, agreements.propose_signatures(fix.target_ids[0]))

    def _propose_steps(self, fix: Fix, _below: QWidget) -> None:
        self._desk.run(
            steps.PROPOSE_SUPERVISOR_STEPS, supervisor_steps.propose_supervisor_steps(fix.target_ids[0])
        )

    def _offer_seal(self, fix: Fix, _below: QWidget) -> None:
        self._desk.run(steps.OFFER_SEAL, signing.offer_seal_field(fix.target_ids[0], True))

    def _ask(self, below: QWidget, choices: list[tuple[str, str]], take: Callable[[str], object]) -> None:
        self._take = take
        self._chooser.open_at(below, choices)


def _agreement_of(row: Entity) -> str:
    return row.id if isinstance(row, Agreement) else str(getattr(row, "agreement_id", ""))

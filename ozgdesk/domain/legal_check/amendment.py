"""Change, accession, notice and end of an agreement (§ 27 KGG)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.agreements import AgreementParty, AgreementVersion, Deviation
from ozgdesk.domain.legal_check.case import Case, guess_of
from ozgdesk.domain.legal_check.hits import Hit
from ozgdesk.domain.occasions import amended_parts, amendment_rule
from ozgdesk.domain.opening_clause import waives_consent
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.resolutions import is_amendment
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import ClauseTopic, LegalForm, SupervisorStepKind, VersionState

INFORMAL = r"aenderung[^.;]{0,120}(muendlich|formlos|per e-mail|ohne schriftform)"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changes an agreement in force on a day.

    `what` is the number of a task, a code, or the name of the changed text.
    """

    on: date
    what: str
    needs_approval: bool


def approval_of_change(case: Case) -> Iterator[Hit]:
    """KGG-16, § 27 Abs. 1 Satz 1: subject, powers or parties of a delegation change only with approval."""
    yield from _unanswered(case, "KGG-16", "change_without_approval", SupervisorStepKind.APPROVAL)
    yield from _drafted(case, "KGG-16", "draft_needs_approval", SupervisorStepKind.APPROVAL)


def filing_of_change(case: Case) -> Iterator[Hit]:
    """KGG-17, § 27 Abs. 1 Satz 2: other changes, and every change of a mandate, are filed, accessions too."""
    yield from _unanswered(case, "KGG-17", "change_without_filing", SupervisorStepKind.FILING)
    yield from _drafted(case, "KGG-17", "draft_needs_filing", SupervisorStepKind.FILING)


def written_form(case: Case) -> Iterator[Hit]:
    """KGG-18, § 27 Abs. 3 Satz 1: changes and the end of an agreement are in writing."""
    informal = list(case.parts_saying(INFORMAL))
    for passage, part, words in informal:
        guess = guess_of(passage, ClauseTopic.WRITTEN_FORM)
        yield case.hit_clause("KGG-18", "change_without_writing", part, words, guess=guess)
    if case.has_text and not informal and not case.about(ClauseTopic.WRITTEN_FORM):
        yield case.hit_missing("KGG-18", "no_written_form", ClauseTopic.WRITTEN_FORM)


def notice_of_delegation(case: Case) -> Iterator[Hit]:
    """KGG-20, § 27 Abs. 2 Satz 2: notice of a delegation needs the approval of the supervisor."""
    ends = case.agreement.terminated_to
    if ends is None or case.effect.procedure is not Procedure.APPROVAL or case.is_over:
        return
    if not _later_steps(case, SupervisorStepKind.APPROVAL, case.effect.since or date.min):
        yield case.hit("KGG-20", "notice_without_approval", {"day": ends})


def publication_of_change(case: Case) -> Iterator[Hit]:
    """KGG-21, § 27 Abs. 3 Satz 2: an approved change or notice of a delegation is published."""
    for change in _changes(case):
        if not change.needs_approval or not _later_steps(case, SupervisorStepKind.APPROVAL, change.on):
            continue
        if not _later_steps(case, SupervisorStepKind.PUBLICATION, change.on):
            yield case.hit("KGG-21", "change_not_published", {"what": change.what, "day": change.on})


def accession_clause(case: Case) -> Iterator[Hit]:
    """KGG-31, § 27: accession needs the joining council, a written change and the way to the supervisor."""
    for passage in case.about(ClauseTopic.ACCESSION):
        words = passage.words
        if not words or not case.has_text:
            continue
        guess = guess_of(passage, ClauseTopic.ACCESSION)
        has_resolution = re.search(r"beschluss|beschliess|zustimm|vertretungskoerperschaft", words)
        if not has_resolution or not re.search(r"schriftlich|schriftform|aenderung", words):
            yield case.hit_clause("KGG-31", "accession_incomplete", passage.head, words, guess=guess)


def consent_waived(case: Case) -> Iterator[Hit]:
    """KGG-32, § 27: whether an Öffnungsklausel can do without the consent of the parties is not certain."""
    for passage in case.about(ClauseTopic.ACCESSION):
        if any(waives_consent(part.text) for part, _ in passage.parts):
            guess = guess_of(passage, ClauseTopic.ACCESSION)
            yield case.hit_clause("KGG-32", "consent_waived", passage.head, passage.words, guess=guess)


def accessions(case: Case) -> Iterator[Hit]:
    """KGG-31, § 27: a party that joined later has resolved on the agreement."""
    open_ = {reason.municipality_id for reason in case.reasons("no_paper", "no_deciding_station")}
    for row, party_id in _joined_later(case):
        if party_id in open_:
            party = case.municipality(party_id)
            values = {"name": party.name, "day": row.joined_on}
            yield case.hit_row("KGG-31", "joined_without_resolution", row, values)


def _unanswered(case: Case, rule: str, code: str, kind: SupervisorStepKind) -> Iterator[Hit]:
    for change in _changes(case):
        is_of_kind = change.needs_approval is (kind is SupervisorStepKind.APPROVAL)
        if is_of_kind and not _later_steps(case, kind, change.on):
            yield case.hit(rule, code, {"what": change.what, "day": change.on})


def _drafted(case: Case, rule: str, code: str, kind: SupervisorStepKind) -> Iterator[Hit]:
    """The text that is checked, or one already resolved, changes the agreement in force."""
    if not case.effect.is_in_force:
        return
    rows = [row for row in case.snapshot.all(AgreementVersion) if row.agreement_id == case.agreement.id]
    for row in sorted(rows, key=lambda row: (row.order, row.id)):
        is_meant = row == case.version or row.state in (VersionState.RESOLVED, VersionState.SIGNED)
        if not is_meant or not is_amendment(case.snapshot, row.id):
            continue
        is_told = row.frozen_on is not None and _later_steps(case, kind, row.frozen_on)
        if amendment_rule(case.snapshot, case.effect.procedure, row) == rule and not is_told:
            parts = tuple(part.clause.stem for part in amended_parts(case.snapshot, row))
            if parts:
                yield case.hit(rule, code, {"name": row.name}, facts=parts)


def _changes(case: Case) -> Iterator[Change]:
    """Of an agreement in force: other leads than agreed, parties that joined later, and its amended text."""
    if not case.effect.is_in_force:
        return
    for row in sorted(case.snapshot.all(Deviation), key=lambda row: (row.since, row.id)):
        task = case.snapshot.find(Task, row.task_id)
        if row.agreement_id == case.agreement.id and task is not None and row.since <= case.as_of:
            yield Change(row.since, task.number, task.legal_form is LegalForm.DELEGATION)
    is_delegation = case.effect.procedure is Procedure.APPROVAL
    joined = [row.joined_on for row, _ in _joined_later(case)]
    for party, id_ in _joined_later(case):
        if party.joined_on is not None:
            yield Change(party.joined_on, case.municipality(id_).code, is_delegation)
    amended = _amended_text(case)
    if amended is not None and amended.frozen_on is not None and not any(joined):
        rule = amendment_rule(case.snapshot, case.effect.procedure, amended)
        yield Change(amended.frozen_on, amended.name, rule == "KGG-16")


def _amended_text(case: Case) -> AgreementVersion | None:
    """The current text, where it was fixed after the beginning and changes one that was in force before."""
    rows = case.snapshot.all(AgreementVersion)
    current = next((row for row in rows if row.agreement_id == case.agreement.id and row.is_current), None)
    if current is None or current.frozen_on is None or case.effect.since is None:
        return None
    base = case.snapshot.find(AgreementVersion, current.based_on_id)
    was_binding = base is not None and base.state in (VersionState.RESOLVED, VersionState.SIGNED)
    is_later = case.effect.since < current.frozen_on <= case.as_of
    return current if was_binding and is_later and amended_parts(case.snapshot, current) else None


def _joined_later(case: Case) -> Iterator[tuple[AgreementParty, str]]:
    """Parties that are bound today and joined after those that founded the agreement."""
    rows = [row for row in case.snapshot.all(AgreementParty) if row.agreement_id == case.agreement.id]
    days = [row.joined_on for row in rows]
    known = [day for day in days if day is not None]
    if not known:
        return
    founding = min(known) if None not in days else date.min
    for row in rows:
        if row.joined_on is not None and founding < row.joined_on <= case.as_of:
            yield row, row.municipality_id


def _later_steps(case: Case, kind: SupervisorStepKind, day: date) -> bool:
    """Whether a step of a kind was taken on a day or later. An approval counts once it is given."""
    rows = case.steps(kind)
    if kind is SupervisorStepKind.FILING:
        days = [row.done_on or row.submitted_on for row in rows]
    else:
        days = [row.done_on for row in rows]
    return any(found is not None and day <= found <= case.as_of for found in days)

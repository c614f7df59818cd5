"""Change, accession, notice and end of an agreement (§ 27 KGG)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.agreements import AgreementParty, Deviation
from ozgdesk.domain.legal_check.case import Case, guess_of
from ozgdesk.domain.legal_check.hits import Hit
from ozgdesk.domain.opening_clause import waives_consent
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import ClauseTopic, LegalForm, SupervisorStepKind

INFORMAL = r"aenderung[^.;]{0,120}(muendlich|formlos|per e-mail|ohne schriftform)"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changes an agreement in force on a day; `what` is the number of a task or a code."""

    on: date
    what: str
    is_delegation: bool


def approval_of_change(case: Case) -> Iterator[Hit]:
    """KGG-16, § 27 Abs. 1 Satz 1: subject, powers or parties of a delegation change only with approval."""
    yield from _unanswered(case, "KGG-16", "change_without_approval", SupervisorStepKind.APPROVAL, True)


def filing_of_change(case: Case) -> Iterator[Hit]:
    """KGG-17, § 27 Abs. 1 Satz 2: every change of a mandate is filed, an accession too."""
    yield from _unanswered(case, "KGG-17", "change_without_filing", SupervisorStepKind.FILING, False)


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
        if not change.is_delegation or not _later_steps(case, SupervisorStepKind.APPROVAL, change.on):
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


def _unanswered(
    case: Case, rule: str, code: str, kind: SupervisorStepKind, is_delegation: bool
) -> Iterator[Hit]:
    for change in _changes(case):
        if change.is_delegation is is_delegation and not _later_steps(case, kind, change.on):
            yield case.hit(rule, code, {"what": change.what, "day": change.on})


def _changes(case: Case) -> Iterator[Change]:
    """Other leads than agreed, and parties that joined after the beginning, of an agreement in force."""
    if not case.effect.is_in_force:
        return
    for row in sorted(case.snapshot.all(Deviation), key=lambda row: (row.since, row.id)):
        task = case.snapshot.find(Task, row.task_id)
        if row.agreement_id == case.agreement.id and task is not None and row.since <= case.as_of:
            yield Change(row.since, task.number, task.legal_form is LegalForm.DELEGATION)
    for party, id_ in _joined_later(case):
        if party.joined_on is not None:
            is_delegation = case.effect.procedure is Procedure.APPROVAL
            yield Change(party.joined_on, case.municipality(id_).code, is_delegation)


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

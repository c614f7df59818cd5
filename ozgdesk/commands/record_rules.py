"""The rules that hold whenever a row of an entity is written, whoever writes it.

`before_writing` may refuse, or make room for a flag that only one row may carry; `check` looks at the row
once it is in place.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from ozgdesk.commands.agreements import fill_placeholders
from ozgdesk.commands.clauses import require_open
from ozgdesk.commands.deviations import note_handover
from ozgdesk.commands.minute_rules import before_entry, before_meeting, check_item
from ozgdesk.commands.people import check_absence
from ozgdesk.commands.station_milestones import follow_meeting, follow_station
from ozgdesk.domain.agreements import AgreementParty, AgreementVersion, Clause, Deviation
from ozgdesk.domain.clauses import LEVELS, reference_stems
from ozgdesk.domain.cooperation import (
    Cooperation,
    GrantMember,
    Municipality,
    SavingMember,
    SharedOfficeMember,
)
from ozgdesk.domain.councils import Consultation, CouncilPaper, Matter, Meeting, PaperForm
from ozgdesk.domain.drafting import ChangeReason, Remark
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.minutes import Attendance, MinuteItem
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.pictures import LARGEST_PICTURE, is_whole_png
from ozgdesk.domain.registry import references
from ozgdesk.domain.reporting import IssuedReport
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.schedule import network_of
from ozgdesk.domain.steering import Assessment, Attachment
from ozgdesk.domain.tasks import Assignment, BoardLimit, Link, Task
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.vocabulary import Dimension, LegalForm, Light, RemarkState, Role

PERIODS = (
    ("from_on", "until_on"),
    ("valid_from", "valid_until"),
    ("party_from", "party_until"),
    ("starts_on", "ends_on"),
    ("starts_on", "finishes_on"),
    ("actual_start_on", "actual_finish_on"),
    ("submitted_on", "done_on"),
)

FREE_WHEN_FROZEN = frozenset({"is_current", "state", "note", "source"})
"""What may still be said about a frozen version; its name and its clauses stay."""


def before_writing(tx: Transaction, before: Entity | None, after: Entity | None) -> None:
    """Refuse a change that must not be, or make room for it; None stands for "not there"."""
    row = after or before
    rule = _BEFORE.get(type(row)) if row is not None else None
    if rule is not None:
        rule(tx, before, after)


def check(tx: Transaction, before: Entity | None, row: Entity) -> None:
    """Raise RuleViolation when a row that was just written breaks a rule of its area."""
    for first, last in PERIODS:
        begin, end = (getattr(row, name, None) for name in (first, last))
        if isinstance(begin, date) and isinstance(end, date) and end < begin:
            raise RuleViolation("period")
    rule = _CHECKS.get(type(row))
    if rule is not None:
        rule(tx, before, row)


def _before_version(tx: Transaction, before: Any, after: Any) -> None:
    if before is not None and before.frozen_on is not None:
        names = AgreementVersion.model_fields
        changed = {name for name in names if after is None or getattr(before, name) != getattr(after, name)}
        if changed - FREE_WHEN_FROZEN:
            raise RuleViolation("frozen", name=before.name)
    if after is not None and after.is_current:
        for other in tx.all(AgreementVersion):
            if other.agreement_id == after.agreement_id and other.is_current and other.id != after.id:
                tx.update(AgreementVersion, other.id, is_current=False)


def _before_clause(tx: Transaction, before: Any, after: Any) -> None:
    for row in (before, after):
        if row is not None:
            require_open(tx, row.version_id)


def _before_municipality(tx: Transaction, before: Any, after: Any) -> None:
    if after is None:
        return
    for other in tx.all(Municipality):
        if other.id == after.id:
            continue
        if other.code == after.code:
            raise RuleViolation("code_taken", at="code", taken=other.code, name=other.name)
        if other.is_coordinating and after.is_coordinating:
            tx.update(Municipality, other.id, is_coordinating=False)


def _before_cooperation(tx: Transaction, before: Any, after: Any) -> None:
    if before is None and tx.all(Cooperation):
        raise RuleViolation("exists")


def _before_task(tx: Transaction, before: Any, after: Any) -> None:
    if before is not None and after is not None and before.number != after.number:
        raise RuleViolation("number_stays", number=before.number)


def _before_assignment(tx: Transaction, before: Any, after: Any) -> None:
    if after is None:
        if before.role is Role.LEAD:
            note_handover(tx, before.task_id, before.municipality_id, None)
        return
    task = tx.get(Task, after.task_id)
    for other in tx.all(Assignment):
        if other.task_id != after.task_id or other.id == after.id:
            continue
        if other.municipality_id == after.municipality_id:
            place = tx.get(Municipality, other.municipality_id).name
            raise RuleViolation(
                "already_has_part", at="municipality_id", municipality=place, number=task.number
            )
        if other.role is Role.LEAD and after.role is Role.LEAD:
            raise RuleViolation("has_lead", at="role", number=task.number)
    if after.role is Role.LEAD or (before is not None and before.role is Role.LEAD):
        note_handover(tx, task.id, _leads(before), _leads(after))


def _leads(row: Assignment | None) -> str | None:
    return row.municipality_id if row is not None and row.role is Role.LEAD else None


def _before_member(tx: Transaction, before: Any, after: Any) -> None:
    """A municipality joins an agreement, an office, a grant or a saving once."""
    if after is None:
        return
    kind: type[Entity] = type(after)
    owner = next(name for name, target in references(kind) if target is not Municipality)
    others: tuple[Any, ...] = tx.having(kind, owner, getattr(after, owner))
    for other in others:
        if other.id != after.id and other.municipality_id == after.municipality_id:
            name = tx.get(Municipality, after.municipality_id).name
            raise RuleViolation("already_member", at="municipality_id", municipality=name)


def _before_limit(tx: Transaction, before: Any, after: Any) -> None:
    """A lane, a column or a cell has one limit, and each limit a place."""
    if after is None:
        return
    if after.municipality_id is None and after.state is None:
        raise RuleViolation("limit_without_place", at="state")
    place = (after.municipality_id, after.state)
    others = tx.all(BoardLimit)
    if any(other.id != after.id and (other.municipality_id, other.state) == place for other in others):
        raise RuleViolation("has_limit", at="most")


def _before_attendance(tx: Transaction, before: Any, after: Any) -> None:
    before_entry(tx, before, after)
    if after is None:
        return
    if after.person_id is None and not after.guest.strip():
        raise RuleViolation("nobody_attends", at="person_id")
    others = tx.having(Attendance, "meeting_id", after.meeting_id)
    if after.person_id is not None and any(
        other.id != after.id and other.person_id == after.person_id for other in others
    ):
        raise RuleViolation("attends_already", at="person_id", name=tx.get(Person, after.person_id).name)


def _before_deviation(tx: Transaction, before: Any, after: Any) -> None:
    if after is None:
        return
    others = tx.having(Deviation, "task_id", after.task_id)
    if any(other.id != after.id and other.agreement_id == after.agreement_id for other in others):
        raise RuleViolation("deviates_already", at="task_id", number=tx.get(Task, after.task_id).number)


def _before_form(tx: Transaction, before: Any, after: Any) -> None:
    if after is None:
        return
    others = tx.having(PaperForm, "municipality_id", after.municipality_id)
    if any(other.id != after.id for other in others):
        raise RuleViolation("has_form", at="municipality_id")


def _before_issued(tx: Transaction, before: Any, after: Any) -> None:
    """What was given out stays as it was given out; only undoing it takes it back."""
    if before is not None:
        raise RuleViolation("issued_stays", title=before.title, day=before.issued_on)


def _before_attachment(tx: Transaction, before: Any, after: Any) -> None:
    if before is None:
        return
    for report in tx.having(IssuedReport, "attachment_id", before.id):
        raise RuleViolation("issued_stays", title=report.title, day=report.issued_on)


def _before_link(tx: Transaction, before: Any, after: Any) -> None:
    if after is None:
        return
    ends = {after.predecessor_id, after.successor_id}
    for other in tx.all(Link):
        if other.id != after.id and {other.predecessor_id, other.successor_id} == ends:
            raise RuleViolation("link_exists")


def _check_task(tx: Transaction, before: Any, task: Task) -> None:
    seen = {task.id}
    parent = tx.find(Task, task.parent_id)
    while parent is not None:
        if parent.id in seen:
            raise RuleViolation("own_parent")
        seen.add(parent.id)
        parent = tx.find(Task, parent.parent_id)
    if task.is_contractual or task.legal_form is LegalForm.NOT_STATED:
        return
    if before is None or before.legal_form is not task.legal_form:
        raise RuleViolation("not_contractual")
    tx.update(Task, task.id, legal_form=LegalForm.NOT_STATED)


def _check_link(tx: Transaction, before: Any, link: Link) -> None:
    """A link may not lead back to its start, nor join a task with a phase it is part of."""
    ends = [tx.get(Task, id_) for id_ in (link.predecessor_id, link.successor_id)]
    numbers = ", ".join(task.number for task in ends)
    for inner, outer in (ends, reversed(ends)):
        task: Task | None = inner
        while task is not None:
            if task.id == outer.id:
                raise RuleViolation("link_to_own_phase", tasks=numbers)
            task = tx.find(Task, task.parent_id)
    for circle in network_of(tx.snapshot(), tx.today).circles:
        if {task.id for task in circle} >= {ends[0].id, ends[1].id}:
            raise RuleViolation("link_cycle", tasks=" → ".join(task.number for task in circle))


def _check_version(tx: Transaction, before: Any, version: AgreementVersion) -> None:
    if version.frozen_on is not None and (before is None or before.frozen_on is None):
        fill_placeholders(tx, version)


def _check_clause(tx: Transaction, before: Any, clause: Clause) -> None:
    stems = {row.stem for row in tx.all(Clause) if row.version_id == clause.version_id}
    if not stems.issuperset(reference_stems(clause.text)):
        raise RuleViolation("reference_unknown")
    parent = tx.find(Clause, clause.parent_id)
    if parent is not None and parent.version_id != clause.version_id:
        raise RuleViolation("clause_level")
    if clause.kind not in LEVELS[parent.kind if parent else None]:
        raise RuleViolation("clause_level")


def _check_assessment(tx: Transaction, before: Any, judged: Assessment) -> None:
    if judged.dimension is Dimension.SCHEDULE:
        raise RuleViolation("computed_light")
    if judged.light in (Light.YELLOW, Light.RED) and not judged.text.strip():
        raise RuleViolation("text_needed", light=judged.dimension)


def _check_consultation(tx: Transaction, before: Any, row: Consultation) -> None:
    """A Widerspruch or a Beanstandung (§ 63 HGO) is kept with its reason.

    A station taken to a meeting of its body gets the day of that meeting; its milestones follow.
    """
    if row.suspended_on is not None and not row.suspended_reason.strip():
        raise RuleViolation("reason_needed")
    meeting = tx.find(Meeting, row.meeting_id)
    if meeting is not None and meeting.committee_id != row.committee_id:
        raise RuleViolation("foreign_meeting", at="meeting_id")
    is_new = before is None or before.meeting_id != row.meeting_id
    keeps_day = before is None or before.held_on == row.held_on
    if meeting is not None and is_new and keeps_day and row.held_on != meeting.held_on:
        tx.update(Consultation, row.id, held_on=meeting.held_on)
    follow_station(tx, row.id)


def _check_paper(tx: Transaction, before: Any, paper: CouncilPaper) -> None:
    """A paper belongs to the agreement its matter is about."""
    matter = tx.find(Matter, paper.matter_id)
    if matter is not None and matter.agreement_id != paper.agreement_id:
        raise RuleViolation("other_agreement", at="agreement_id", title=matter.title)


def _check_matter(tx: Transaction, before: Any, matter: Matter) -> None:
    """A matter brings its papers along when it is about another agreement."""
    version = tx.find(AgreementVersion, matter.version_id)
    if version is not None and version.agreement_id != matter.agreement_id:
        raise RuleViolation("foreign_version", at="version_id", name=version.name)
    for paper in tx.having(CouncilPaper, "matter_id", matter.id):
        if paper.agreement_id != matter.agreement_id:
            tx.update(CouncilPaper, paper.id, agreement_id=matter.agreement_id)


def _check_municipality(tx: Transaction, before: Any, row: Municipality) -> None:
    """A crest is a picture that every sheet can carry."""
    file = tx.find(Attachment, row.crest_id)
    if file is None or (before is not None and before.crest_id == row.crest_id):
        return
    if len(file.content) > LARGEST_PICTURE:
        raise RuleViolation("picture_too_large", at="crest_id", name=file.file_name)
    if not is_whole_png(file.content):
        raise RuleViolation("no_picture", at="crest_id", name=file.file_name)


def _check_remark(tx: Transaction, before: Any, row: Remark) -> None:
    if row.state is RemarkState.REJECTED and not row.answer.strip():
        raise RuleViolation("remark_reason_needed", at="answer")


_BEFORE: dict[type[Entity], Callable[[Transaction, Any, Any], None]] = {
    AgreementVersion: _before_version,
    ChangeReason: _before_clause,
    Clause: _before_clause,
    Municipality: _before_municipality,
    Cooperation: _before_cooperation,
    Task: _before_task,
    Assignment: _before_assignment,
    Link: _before_link,
    BoardLimit: _before_limit,
    Meeting: before_meeting,
    Attendance: _before_attendance,
    MinuteItem: before_entry,
    Deviation: _before_deviation,
    PaperForm: _before_form,
    IssuedReport: _before_issued,
    Attachment: _before_attachment,
    AgreementParty: _before_member,
    SharedOfficeMember: _before_member,
    GrantMember: _before_member,
    SavingMember: _before_member,
}

_CHECKS: dict[type[Entity], Callable[[Transaction, Any, Any], None]] = {
    Task: _check_task,
    Link: _check_link,
    AgreementVersion: _check_version,
    Clause: _check_clause,
    Absence: lambda tx, before, row: check_absence(tx, row),
    Assessment: _check_assessment,
    Consultation: _check_consultation,
    CouncilPaper: _check_paper,
    Matter: _check_matter,
    Meeting: follow_meeting,
    MinuteItem: check_item,
    Municipality: _check_municipality,
    Remark: _check_remark,
}

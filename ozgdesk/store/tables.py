# ruff: noqa: D101 -- each row class is described by its entity
"""The tables of the entities: one row class for each. No statement stands here, and not the journal.

Row classes are never instantiated: `table_of` hands out the Table that follows from the entity.
"""

from sqlalchemy import CheckConstraint, Index, Table, UniqueConstraint, text
from sqlmodel import SQLModel

from ozgdesk.domain import (
    agreements,
    cooperation,
    councils,
    drafting,
    minutes,
    people,
    reporting,
    steering,
    tasks,
)
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import ENTITIES, table_name
from ozgdesk.store.types import STRICT, make_strict


class CooperationRow(cooperation.Cooperation, table=True):
    __tablename__ = "cooperation"
    __table_args__ = (STRICT,)


class MunicipalityRow(cooperation.Municipality, table=True):
    __tablename__ = "municipality"
    __table_args__ = (
        Index(
            "one_coordinating_municipality",
            "is_coordinating",
            unique=True,
            sqlite_where=text("is_coordinating = 1"),
        ),
        STRICT,
    )


class PersonRow(people.Person, table=True):
    __tablename__ = "person"
    __table_args__ = (STRICT,)


class AbsenceRow(people.Absence, table=True):
    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("from_on <= until_on", name="absence_days"),
        STRICT,
    )


class SharedOfficeRow(cooperation.SharedOffice, table=True):
    __tablename__ = "shared_office"
    __table_args__ = (STRICT,)


class SharedOfficeMemberRow(cooperation.SharedOfficeMember, table=True):
    __tablename__ = "shared_office_member"
    __table_args__ = (
        UniqueConstraint("office_id", "municipality_id", name="one_membership_per_office"),
        STRICT,
    )


class CommitteeRow(councils.Committee, table=True):
    __tablename__ = "committee"
    __table_args__ = (STRICT,)


class OfficeHolderRow(councils.OfficeHolder, table=True):
    __tablename__ = "office_holder"
    __table_args__ = (STRICT,)


class MeetingSeriesRow(councils.MeetingSeries, table=True):
    __tablename__ = "meeting_series"
    __table_args__ = (
        CheckConstraint("from_on <= until_on", name="meeting_series_days"),
        STRICT,
    )


class MeetingRow(councils.Meeting, table=True):
    __tablename__ = "meeting"
    __table_args__ = (STRICT,)


class AttendanceRow(minutes.Attendance, table=True):
    __tablename__ = "attendance"
    __table_args__ = (
        Index("one_attendance_per_person", "meeting_id", "person_id", unique=True),
        STRICT,
    )


class MinuteItemRow(minutes.MinuteItem, table=True):
    __tablename__ = "minute_item"
    __table_args__ = (STRICT,)


class AgreementRow(agreements.Agreement, table=True):
    __tablename__ = "agreement"
    __table_args__ = (STRICT,)


class AgreementPartyRow(agreements.AgreementParty, table=True):
    __tablename__ = "agreement_party"
    __table_args__ = (
        UniqueConstraint("agreement_id", "municipality_id", name="one_party_per_agreement"),
        STRICT,
    )


class AgreementVersionRow(agreements.AgreementVersion, table=True):
    __tablename__ = "agreement_version"
    __table_args__ = (
        Index("one_current_version", "agreement_id", unique=True, sqlite_where=text("is_current = 1")),
        STRICT,
    )


class ClauseRow(agreements.Clause, table=True):
    __tablename__ = "clause"
    __table_args__ = (STRICT,)


class SignatureRow(agreements.Signature, table=True):
    __tablename__ = "signature"
    __table_args__ = (STRICT,)


class SupervisorStepRow(agreements.SupervisorStep, table=True):
    __tablename__ = "supervisor_step"
    __table_args__ = (STRICT,)


class AgreementCopyRow(agreements.AgreementCopy, table=True):
    __tablename__ = "agreement_copy"
    __table_args__ = (STRICT,)


class AccessionConditionRow(agreements.AccessionCondition, table=True):
    __tablename__ = "accession_condition"
    __table_args__ = (STRICT,)


class ClauseTemplateRow(drafting.ClauseTemplate, table=True):
    __tablename__ = "clause_template"
    __table_args__ = (STRICT,)


class RemarkRow(drafting.Remark, table=True):
    __tablename__ = "remark"
    __table_args__ = (STRICT,)


class ChangeReasonRow(drafting.ChangeReason, table=True):
    __tablename__ = "change_reason"
    __table_args__ = (
        UniqueConstraint("version_id", "stem", name="one_reason_per_clause"),
        STRICT,
    )


class GrantRow(cooperation.Grant, table=True):
    __tablename__ = "grant"
    __table_args__ = (STRICT,)


class GrantMemberRow(cooperation.GrantMember, table=True):
    __tablename__ = "grant_member"
    __table_args__ = (
        UniqueConstraint("grant_id", "municipality_id", name="one_membership_per_grant"),
        STRICT,
    )


class MatterRow(councils.Matter, table=True):
    __tablename__ = "matter"
    __table_args__ = (STRICT,)


class PaperFormRow(councils.PaperForm, table=True):
    __tablename__ = "paper_form"
    __table_args__ = (
        UniqueConstraint("municipality_id", name="one_form_per_municipality"),
        STRICT,
    )


class CouncilPaperRow(councils.CouncilPaper, table=True):
    __tablename__ = "council_paper"
    __table_args__ = (STRICT,)


class ConsultationRow(councils.Consultation, table=True):
    __tablename__ = "consultation"
    __table_args__ = (STRICT,)


class TaskRow(tasks.Task, table=True):
    __tablename__ = "task"
    __table_args__ = (STRICT,)


class LinkRow(tasks.Link, table=True):
    __tablename__ = "link"
    __table_args__ = (
        UniqueConstraint("predecessor_id", "successor_id", name="one_link_per_pair"),
        CheckConstraint("predecessor_id <> successor_id", name="link_of_two_tasks"),
        STRICT,
    )


class AssignmentRow(tasks.Assignment, table=True):
    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("task_id", "municipality_id", name="one_assignment_per_municipality"),
        Index("one_lead_per_task", "task_id", unique=True, sqlite_where=text("role = 'lead'")),
        STRICT,
    )


class BaselineRow(tasks.Baseline, table=True):
    __tablename__ = "baseline"
    __table_args__ = (STRICT,)


class BaselineTaskRow(tasks.BaselineTask, table=True):
    __tablename__ = "baseline_task"
    __table_args__ = (
        UniqueConstraint("baseline_id", "task_id", name="one_entry_per_task"),
        STRICT,
    )


class ClosureRow(tasks.Closure, table=True):
    __tablename__ = "closure"
    __table_args__ = (
        CheckConstraint("from_on <= until_on", name="closure_days"),
        STRICT,
    )


class BoardLimitRow(tasks.BoardLimit, table=True):
    __tablename__ = "board_limit"
    __table_args__ = (
        CheckConstraint("municipality_id IS NOT NULL OR state IS NOT NULL", name="board_limit_place"),
        Index(
            "one_limit_per_place",
            text("coalesce(municipality_id, '')"),
            text("coalesce(state, '')"),
            unique=True,
        ),
        STRICT,
    )


class DeviationRow(agreements.Deviation, table=True):
    __tablename__ = "deviation"
    __table_args__ = (
        UniqueConstraint("agreement_id", "task_id", name="one_deviation_per_task"),
        STRICT,
    )


class SavingRow(cooperation.Saving, table=True):
    __tablename__ = "saving"
    __table_args__ = (STRICT,)


class SavingMemberRow(cooperation.SavingMember, table=True):
    __tablename__ = "saving_member"
    __table_args__ = (
        UniqueConstraint("saving_id", "municipality_id", name="one_membership_per_saving"),
        STRICT,
    )


class RiskRow(steering.Risk, table=True):
    __tablename__ = "risk"
    __table_args__ = (STRICT,)


class DecisionRow(steering.Decision, table=True):
    __tablename__ = "decision"
    __table_args__ = (STRICT,)


class AssessmentRow(steering.Assessment, table=True):
    __tablename__ = "assessment"
    __table_args__ = (STRICT,)


class FollowUpRow(steering.FollowUp, table=True):
    __tablename__ = "follow_up"
    __table_args__ = (STRICT,)


class AttachmentRow(steering.Attachment, table=True):
    __tablename__ = "attachment"
    __table_args__ = (STRICT,)


class DocumentRow(steering.Document, table=True):
    __tablename__ = "document"
    __table_args__ = (STRICT,)


class ReviewNoteRow(drafting.ReviewNote, table=True):
    __tablename__ = "review_note"
    __table_args__ = (
        UniqueConstraint("agreement_id", "rule", "stem", name="one_note_per_finding"),
        STRICT,
    )


class ReportSummaryRow(reporting.ReportSummary, table=True):
    __tablename__ = "report_summary"
    __table_args__ = (STRICT,)


class IssuedReportRow(reporting.IssuedReport, table=True):
    __tablename__ = "issued_report"
    __table_args__ = (STRICT,)


class SheetSetRow(reporting.SheetSet, table=True):
    __tablename__ = "sheet_set"
    __table_args__ = (STRICT,)


class SheetSetEntryRow(reporting.SheetSetEntry, table=True):
    __tablename__ = "sheet_set_entry"
    __table_args__ = (STRICT,)


METADATA = SQLModel.metadata

for _kind in ENTITIES:
    make_strict(METADATA.tables[table_name(_kind)])


def table_of(kind: type[Entity]) -> Table:
    """The table an entity is kept in."""
    return METADATA.tables[table_name(kind)]

"""Bodies, office holders, meetings, papers and their way through the bodies (OParl words)."""

from datetime import date

from sqlmodel import Field

from ozgdesk.domain.entity import Entity, Line, Name, OrderKey, Text, matching, optional_reference, reference
from ozgdesk.domain.vocabulary import (
    CommitteeKind,
    ConsultationRole,
    DecisionRule,
    MinutesState,
    Office,
    PaperKind,
    Result,
)


class Committee(Entity):
    """A body of a municipality, or of the cooperation itself when `municipality_id` is empty.

    `notice_days` is the Ladungsfrist, `closing_days` the Vorlagenschluss, both in calendar days before the
    meeting.
    """

    municipality_id: str | None = optional_reference("municipality")
    name: Name
    short_name: Line = ""
    kind: CommitteeKind
    order: OrderKey
    decision_rule: DecisionRule = DecisionRule.NOT_STATED
    seats: int | None = Field(default=None, ge=1)
    term: Line = ""
    valid_from: date | None = None
    valid_until: date | None = None
    notice_days: int | None = Field(default=None, ge=0)
    closing_days: int | None = Field(default=None, ge=0)
    source: Line = ""


class OfficeHolder(Entity):
    """An office of a municipality for a time.

    `title` overrides the title that follows from kind and address.
    """

    municipality_id: str = reference("municipality")
    committee_id: str | None = optional_reference("committee")
    person_id: str | None = optional_reference("person")
    office: Office
    title: Line = ""
    term: Line = ""
    valid_from: date | None = None
    valid_until: date | None = None
    source: Line = ""


class Meeting(Entity):
    """A meeting of a body on a day; `starts_at` and `ends_at` as HH:MM or empty.

    Its minutes are `minutes.Attendance` and `minutes.MinuteItem`.
    """

    committee_id: str = reference("committee")
    held_on: date
    starts_at: str = matching(r"^([0-2][0-9]:[0-5][0-9])?$", default="")
    ends_at: str = matching(r"^([0-2][0-9]:[0-5][0-9])?$", default="")
    place: Line = ""
    chair_id: str | None = optional_reference("person")
    minutes_by_id: str | None = optional_reference("person")
    minutes_state: MinutesState = MinutesState.NONE
    is_cancelled: bool = False
    source: Line = ""


class CouncilPaper(Entity):
    """A paper one municipality brings before its bodies. `number` is free text and may come later."""

    municipality_id: str = reference("municipality")
    agreement_id: str | None = optional_reference("agreement")
    predecessor_id: str | None = optional_reference("council_paper")
    title: Name
    kind: PaperKind = PaperKind.RESOLUTION
    number: Line = ""
    file_reference: Line = ""
    lead_department: Line = ""
    term: Line = ""
    dated_on: date | None = None
    resolution_text: Text = ""
    explanation: Text = ""
    financial_effect: Text = ""
    enclosures: Text = ""
    source: Line = ""


class Consultation(Entity):
    """One station of a paper. `held_on` is the day of the meeting, also where the meeting itself is not kept.

    `is_final` flags the station whose resolution counts; `version_id` is the text that lay before the body.
    """

    paper_id: str = reference("council_paper")
    committee_id: str = reference("committee")
    meeting_id: str | None = optional_reference("meeting")
    version_id: str | None = optional_reference("agreement_version")
    order: OrderKey
    held_on: date | None = None
    role: ConsultationRole = ConsultationRole.NOT_STATED
    is_public: bool | None = None
    is_final: bool = False
    result: Result = Result.OPEN
    votes_yes: int | None = Field(default=None, ge=0)
    votes_no: int | None = Field(default=None, ge=0)
    abstentions: int | None = Field(default=None, ge=0)
    excluded: int | None = Field(default=None, ge=0)
    resolution_text: Text = ""
    conditions: Text = ""
    conditions_met: bool | None = None
    suspended_on: date | None = None
    suspended_reason: Line = ""
    note: Text = ""
    source: Line = ""

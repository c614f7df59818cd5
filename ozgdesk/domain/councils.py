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
    SuspensionKind,
)
from ozgdesk.domain.vocabulary_series import MonthPlace, SeriesRhythm, Weekday


class Committee(Entity):
    """A body of a municipality, or of the cooperation itself when `municipality_id` is empty.

    `notice_days` is the Ladungsfrist, `closing_days` the Vorlagenschluss, both in calendar days before the
    meeting. `predecessor_id` is the body of the former Wahlperiode.
    """

    municipality_id: str | None = optional_reference("municipality")
    predecessor_id: str | None = optional_reference("committee")
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


class MeetingSeries(Entity):
    """The rule by which meetings of a body were entered, such as "jeden 2. Donnerstag im Monat".

    `every` counts weeks or months; `month_place` is not used by weeks. The meetings themselves are rows that
    may be moved or cancelled.
    """

    committee_id: str = reference("committee")
    rhythm: SeriesRhythm = SeriesRhythm.MONTHLY
    every: int = Field(default=1, ge=1, le=52)
    weekday: Weekday = Weekday.THURSDAY
    month_place: MonthPlace = MonthPlace.FIRST
    from_on: date
    until_on: date
    starts_at: str = matching(r"^([0-2][0-9]:[0-5][0-9])?$", default="")
    place: Line = ""
    skips_recess: bool = True
    source: Line = ""


class Meeting(Entity):
    """A meeting of a body on a day; `starts_at` and `ends_at` as HH:MM or empty.

    Its minutes are `minutes.Attendance` and `minutes.MinuteItem`.
    """

    committee_id: str = reference("committee")
    series_id: str | None = optional_reference("meeting_series")
    held_on: date
    starts_at: str = matching(r"^([0-2][0-9]:[0-5][0-9])?$", default="")
    ends_at: str = matching(r"^([0-2][0-9]:[0-5][0-9])?$", default="")
    place: Line = ""
    chair_id: str | None = optional_reference("person")
    minutes_by_id: str | None = optional_reference("person")
    minutes_state: MinutesState = MinutesState.NONE
    is_cancelled: bool = False
    source: Line = ""


class Matter(Entity):
    """What several municipalities bring before their bodies together, each with a paper of its own.

    Its texts are written once for all; a paper that has words of its own in a section uses those instead.
    `summary` and `questions` (possible questions with answers) are for the Sprechzettel. `wanted_on` is the
    day by which a matter without an agreement is to be resolved everywhere; an agreement has its own.
    """

    order: OrderKey
    title: Name
    agreement_id: str | None = optional_reference("agreement")
    version_id: str | None = optional_reference("agreement_version")
    grant_id: str | None = optional_reference("grant")
    wanted_on: date | None = None
    resolution_text: Text = ""
    explanation: Text = ""
    financial_effect: Text = ""
    enclosures: Text = ""
    summary: Text = ""
    questions: Text = ""
    note: Text = ""
    source: Line = ""


class PaperForm(Entity):
    """How the papers of a municipality look.

    `number_scheme` holds gaps such as `{number}/GV/{term}`. `header`, `sections` and `stations` list what
    stands in the head, in the text and in the table of the Beratungsfolge, in order, a line for each:
    `explanation = Erläuterungen`. `heading` and `closing` are empty where they follow from kind and office.
    """

    municipality_id: str = reference("municipality")
    heading: Line = ""
    number_scheme: Line = ""
    header: Text = ""
    sections: Text = ""
    stations: Text = ""
    closing: Line = ""
    source: Line = ""


class CouncilPaper(Entity):
    """A paper one municipality brings before its bodies. `number` is free text and may come later.

    `local_explanation` stands behind the explanation of its matter. A paper that is settled without a
    resolution, e.g. at the end of a Wahlperiode, has `closed_on`.
    """

    municipality_id: str = reference("municipality")
    matter_id: str | None = optional_reference("matter")
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
    local_explanation: Text = ""
    financial_effect: Text = ""
    enclosures: Text = ""
    closed_on: date | None = None
    closed_note: Line = ""
    source: Line = ""


class Consultation(Entity):
    """One station of a paper. `held_on` is the day of the meeting, also where the meeting itself is not kept.

    `is_final` flags the station whose resolution counts; `version_id` is the text that lay before the body.
    `needs_equal_wording`: the resolution holds only if the others pass the same words („gleich lautender
    Beschluss“).
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
    needs_equal_wording: bool = False
    suspended_kind: SuspensionKind = SuspensionKind.NOT_STATED
    suspended_on: date | None = None
    suspended_reason: Line = ""
    note: Text = ""
    source: Line = ""

"""The closed word lists of the field: every enumeration an entity uses.

Values are stored, so they never change; the German words stand in `texts`.
"""

from enum import StrEnum


class MunicipalityKind(StrEnum):
    """Legal kind of a party; decides the names of its organs (§ 9 HGO)."""

    TOWN = "town"
    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    ASSOCIATION = "association"


class FormOfAddress(StrEnum):
    """How a person's office title is inflected."""

    FEMALE = "female"
    MALE = "male"
    NEUTRAL = "neutral"


class CommitteeKind(StrEnum):
    """What a body is: of a municipality, or (the last three) of the cooperation."""

    COUNCIL = "council"
    ADMINISTRATION = "administration"
    COMMITTEE = "committee"
    STEERING_GROUP = "steering_group"
    MAYORS_ROUND = "mayors_round"
    WORKING_GROUP = "working_group"


class Office(StrEnum):
    """An office somebody holds for a time."""

    MAYOR = "mayor"
    FIRST_DEPUTY = "first_deputy"
    BOARD_MEMBER = "board_member"
    CHAIR = "chair"


class PaperKind(StrEnum):
    """Kind of a council paper."""

    RESOLUTION = "resolution"
    INFORMATION = "information"
    SUPPLEMENT = "supplement"
    ANSWER = "answer"


class SuspensionKind(StrEnum):
    """What suspends a resolution (§ 63 HGO)."""

    NOT_STATED = "not_stated"
    OBJECTION = "objection"
    COMPLAINT = "complaint"


class ConsultationRole(StrEnum):
    """What a body does with a paper at one station."""

    PREPARATORY = "preparatory"
    DECIDING = "deciding"
    INFORMATION = "information"
    NOT_STATED = "not_stated"


class Result(StrEnum):
    """Outcome of one consultation. `OPEN` has not happened; `UNKNOWN` lies in the past without a source.

    `ADOPTED` is a resolution of which the votes are not known.
    """

    OPEN = "open"
    UNKNOWN = "unknown"
    ADOPTED = "adopted"
    UNANIMOUS = "unanimous"
    MAJORITY = "majority"
    REJECTED = "rejected"
    RECOMMENDED = "recommended"
    NOT_RECOMMENDED = "not_recommended"
    CHANGED = "changed"
    POSTPONED = "postponed"
    REFERRED = "referred"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    NOTED = "noted"


class TaskKind(StrEnum):
    """A step with a duration, or a point in time."""

    TASK = "task"
    MILESTONE = "milestone"


class TaskState(StrEnum):
    """Where a task stands; the columns of the board."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    WAITING_CONTRIBUTION = "waiting_contribution"
    WAITING_THIRD = "waiting_third"
    IN_COUNCIL = "in_council"
    DONE = "done"
    DORMANT = "dormant"
    DROPPED = "dropped"


class ConstraintKind(StrEnum):
    """What binds the dates of a task besides its links."""

    AS_SOON_AS_POSSIBLE = "as_soon_as_possible"
    NOT_BEFORE = "not_before"
    START_ON = "start_on"
    FINISH_ON = "finish_on"
    NOT_AFTER = "not_after"
    AS_LATE_AS_POSSIBLE = "as_late_as_possible"


class DeadlineKind(StrEnum):
    """Who set a deadline."""

    LEGAL = "legal"
    POLITICAL = "political"
    OWN = "own"


class LegalForm(StrEnum):
    """Legal form of a contractual task (§ 24 Abs. 1 KGG).

    `COORDINATION` means nobody acts for another (§ 3 KGG).
    """

    NOT_STATED = "not_stated"
    DELEGATION = "delegation"
    MANDATE = "mandate"
    COORDINATION = "coordination"


class LinkKind(StrEnum):
    """Dependency between two tasks."""

    FS = "FS"
    SS = "SS"
    FF = "FF"
    SF = "SF"


class LagKind(StrEnum):
    """How the lag of a link is counted."""

    WORKING = "working"
    ELAPSED = "elapsed"
    PERCENT = "percent"


class Role(StrEnum):
    """Part of a municipality in a task."""

    LEAD = "lead"
    CONTRIBUTOR = "contributor"
    INFORMED = "informed"


class ClosureKind(StrEnum):
    """Days on which nobody works, or on which no council meets."""

    OFFICE_CLOSED = "office_closed"
    COUNCIL_RECESS = "council_recess"


class LoadShare(StrEnum):
    """By what the municipalities agreed to share the work."""

    EQUAL = "equal"
    POPULATION = "population"
    FIXED = "fixed"


class DecisionRule(StrEnum):
    """What a resolution of a body needs; bodies of the cooperation agree on it themselves.

    `CONSENSUS` (Einvernehmen): nobody objects.
    """

    NOT_STATED = "not_stated"
    CONSENSUS = "consensus"
    UNANIMITY = "unanimity"
    MAJORITY = "majority"


class Presence(StrEnum):
    """Whether somebody took part in a meeting."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


class MinutesState(StrEnum):
    """How far the minutes of a meeting are."""

    NONE = "none"
    OPEN = "open"
    CLOSED = "closed"


class MinuteKind(StrEnum):
    """What an entry of the minutes is: a heading, words, or what was resolved, given to do or changed."""

    TOPIC = "topic"
    NOTE = "note"
    RESOLUTION = "resolution"
    TASK = "task"
    CHANGE = "change"


class Outcome(StrEnum):
    """What became of a question in a meeting."""

    OPEN = "open"
    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    POSTPONED = "postponed"


class VersionState(StrEnum):
    """Stage of an agreement's text."""

    DRAFT = "draft"
    FOR_CONSULTATION = "for_consultation"
    RESOLVED = "resolved"
    SIGNED = "signed"


class EntryIntoForce(StrEnum):
    """What the agreement itself says about its beginning."""

    NOT_STATED = "not_stated"
    FIXED_DATE = "fixed_date"
    LAST_SIGNATURE = "last_signature"
    FIRST_OF_NEXT_MONTH = "first_of_next_month"
    DAY_AFTER_PUBLICATION = "day_after_publication"


class CostKey(StrEnum):
    """By what the parties of an agreement share its costs."""

    NOT_STATED = "not_stated"
    EQUAL = "equal"
    POPULATION = "population"
    FIXED = "fixed"


class NoticeTo(StrEnum):
    """To which day an agreement may be ended by notice."""

    NOT_STATED = "not_stated"
    ANY_DAY = "any_day"
    MONTH_END = "month_end"
    QUARTER_END = "quarter_end"
    HALF_YEAR_END = "half_year_end"
    YEAR_END = "year_end"


class AgreementDate(StrEnum):
    """A day that follows from an agreement and can stand in the plan as a milestone."""

    START = "start"
    END = "end"
    LAST_NOTICE = "last_notice"
    REVIEW = "review"
    GRANT_BINDING = "grant_binding"
    TAX_OPTION = "tax_option"


class ClauseTopic(StrEnum):
    """What a clause is about; the legal check and the library of clauses go by it."""

    NOT_STATED = "not_stated"
    PARTIES = "parties"
    PURPOSE = "purpose"
    TASKS = "tasks"
    STAFF = "staff"
    DEPUTISING = "deputising"
    PARTICIPATION = "participation"
    COSTS = "costs"
    GRANTS = "grants"
    STANDARDS = "standards"
    DATA_PROTECTION = "data_protection"
    LIABILITY = "liability"
    ACCESSION = "accession"
    TERM = "term"
    NOTICE = "notice"
    SETTLEMENT = "settlement"
    PROCEDURE = "procedure"
    ENTRY = "entry"
    WRITTEN_FORM = "written_form"
    SEVERABILITY = "severability"


class ReviewState(StrEnum):
    """How a person closed a finding of the legal check."""

    CHECKED = "checked"
    NOT_APPLICABLE = "not_applicable"


class RemarkState(StrEnum):
    """What became of a remark on the text of an agreement."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class ClauseKind(StrEnum):
    """Level of a text element of an agreement."""

    FORMULA = "formula"
    PREAMBLE = "preamble"
    CLAUSE = "clause"
    PARAGRAPH = "paragraph"
    NUMBER = "number"
    LETTER = "letter"
    ANNEX = "annex"


class SupervisorStepKind(StrEnum):
    """Steps before the supervisor and the public (§§ 26, 27 KGG)."""

    FILING = "filing"
    APPROVAL = "approval"
    PUBLICATION = "publication"


class GrantState(StrEnum):
    """How firm the promise of money is."""

    SIGNALLED = "signalled"
    PROSPECTIVE = "prospective"
    APPLIED = "applied"
    AWARDED = "awarded"


class SavingState(StrEnum):
    """Whether a saving is calculated or proven."""

    CALCULATED = "calculated"
    PROVEN = "proven"


class Level(StrEnum):
    """Three steps for probability and impact of a risk."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Light(StrEnum):
    """A traffic light; grey means: nobody has judged."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


class Dimension(StrEnum):
    """What a light judges. The schedule is computed, the others are assessed by a person."""

    SCHEDULE = "schedule"
    COST = "cost"
    OUTCOME = "outcome"
    RISK = "risk"


class DocumentKind(StrEnum):
    """What a document is."""

    PAPER = "paper"
    RESOLUTION_EXTRACT = "resolution_extract"
    AGREEMENT = "agreement"
    LETTER = "letter"
    NOTICE = "notice"
    MINUTES = "minutes"
    OTHER = "other"

"""The öffentlich-rechtliche Vereinbarung.

Its text as a tree, its versions, signatures, steps before the supervisor, and where practice departs from it.
"""

from datetime import date

from sqlmodel import Field

from ozgdesk.domain.entity import (
    ID_PATTERN,
    Entity,
    Line,
    Name,
    OrderKey,
    Text,
    matching,
    optional_reference,
    reference,
)
from ozgdesk.domain.vocabulary import (
    ClauseKind,
    ClauseTopic,
    CostKey,
    EntryIntoForce,
    NoticeTo,
    SupervisorStepKind,
    VersionState,
)


class Agreement(Entity):
    """One agreement.

    `renewal_years` is what each automatic prolongation adds. `recorded_*` keep an effect that a person
    attested ("Wirksamkeit festgestellt"), apart from the computed one. `wanted_on` is the day on which it
    should take effect, the `*_days` (calendar days) how long signing, filing or approval and publication are
    assumed to take.
    """

    title: Name
    short_title: Line = ""
    order: OrderKey
    predecessor_id: str | None = optional_reference("agreement")
    starts_on: date | None = None
    ends_on: date | None = None
    term_years: int | None = Field(default=None, ge=1)
    is_unlimited: bool = False
    has_notice_clause: bool | None = None
    notice_period: Line = ""
    notice_months: int | None = Field(default=None, ge=0)
    notice_to: NoticeTo = NoticeTo.NOT_STATED
    renewal_years: int | None = Field(default=None, ge=1)
    review_on: date | None = None
    terminated_to: date | None = None
    entry_into_force: EntryIntoForce = EntryIntoForce.NOT_STATED
    entry_on: date | None = None
    cost_key: CostKey = CostKey.NOT_STATED
    copies_count: int | None = Field(default=None, ge=1)
    has_seal_field: bool = False
    wanted_on: date | None = None
    signing_days: int | None = Field(default=None, ge=0)
    supervision_days: int | None = Field(default=None, ge=0)
    publication_days: int | None = Field(default=None, ge=0)
    recorded_effective_on: date | None = None
    recorded_evidence: Line = ""
    recorded_reference: Line = ""
    note: Text = ""
    source: Line = ""


class AgreementParty(Entity):
    """A municipality bound by an agreement, from the day its accession took effect."""

    agreement_id: str = reference("agreement")
    municipality_id: str = reference("municipality")
    joined_on: date | None = None
    cost_percent: float | None = Field(default=None, ge=0, le=100)
    source: Line = ""


class AgreementVersion(Entity):
    """A named text of an agreement. Once `frozen_on` is set, commands refuse to change its clauses.

    `based_on_id` is the version it was copied from.
    """

    agreement_id: str = reference("agreement")
    order: OrderKey
    name: Name
    state: VersionState = VersionState.DRAFT
    is_current: bool = False
    based_on_id: str | None = optional_reference("agreement_version")
    frozen_on: date | None = None
    note: Text = ""
    source: Line = ""


class Clause(Entity):
    """A node of the text. Numbers are computed from the order, never typed.

    `stem` is the identity that copies in other versions share; inline tokens in `text` point at stems:
    `{ref:STEM}` for a cross reference, `{field:NAME}` for a placeholder (`clauses.FIELDS`).
    """

    version_id: str = reference("agreement_version")
    parent_id: str | None = optional_reference("clause")
    stem: str = matching(ID_PATTERN, index=True)
    order: OrderKey
    kind: ClauseKind
    topic: ClauseTopic = ClauseTopic.NOT_STATED
    heading: Line = ""
    text: Text = ""
    source: Line = ""


class Signature(Entity):
    """A place for a signature under an agreement, two per municipality (§ 71 Abs. 2 HGO), and when it was
    given.
    """

    agreement_id: str = reference("agreement")
    municipality_id: str = reference("municipality")
    office_holder_id: str | None = optional_reference("office_holder")
    order: OrderKey
    title: Line = ""
    signed_on: date | None = None
    place: Line = ""
    source: Line = ""


class SupervisorStep(Entity):
    """Filing, approval or publication of an agreement (§§ 26, 27 KGG).

    Publication may be per municipality.
    """

    agreement_id: str = reference("agreement")
    municipality_id: str | None = optional_reference("municipality")
    kind: SupervisorStepKind
    authority: Line = ""
    submitted_on: date | None = None
    done_on: date | None = None
    file_reference: Line = ""
    note: Text = ""
    source: Line = ""


class Deviation(Entity):
    """A contractual task that another municipality leads than the signed agreement says.

    `agreed_id` led it by the agreement (empty: nobody), `annex` is how the agreement names the place.
    """

    agreement_id: str = reference("agreement")
    task_id: str = reference("task")
    agreed_id: str | None = optional_reference("municipality")
    annex: Line = ""
    since: date
    note: Line = ""


class AgreementCopy(Entity):
    """A signed original of an agreement (Ausfertigung): whose it is, and where it lies."""

    agreement_id: str = reference("agreement")
    order: OrderKey
    municipality_id: str | None = optional_reference("municipality")
    location: Line = ""
    note: Line = ""


class AccessionCondition(Entity):
    """A condition under which a party's collegial administration may agree to an accession without its
    council.

    `municipality_id` is the party that gave the authorisation, `joining_id` the municipality that wants to
    join.
    """

    agreement_id: str = reference("agreement")
    municipality_id: str = reference("municipality")
    joining_id: str = reference("municipality")
    order: OrderKey
    text: Name
    is_met: bool = False
    met_on: date | None = None
    evidence: Line = ""

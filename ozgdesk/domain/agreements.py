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
from ozgdesk.domain.vocabulary import ClauseKind, EntryIntoForce, SupervisorStepKind, VersionState


class Agreement(Entity):
    """One agreement.

    `recorded_*` keep an effect that a person attested ("Wirksamkeit festgestellt"), apart from the computed
    one.
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
    terminated_to: date | None = None
    entry_into_force: EntryIntoForce = EntryIntoForce.NOT_STATED
    entry_on: date | None = None
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
    source: Line = ""


class AgreementVersion(Entity):
    """A named text of an agreement. Once `frozen_on` is set, commands refuse to change its clauses."""

    agreement_id: str = reference("agreement")
    order: OrderKey
    name: Name
    state: VersionState = VersionState.DRAFT
    is_current: bool = False
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

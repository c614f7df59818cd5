"""The cooperation, its parties and the offices they already share."""

from datetime import date

from sqlmodel import Field

from ozgdesk.domain.entity import Entity, Line, Name, OrderKey, Text, matching, optional_reference, reference
from ozgdesk.domain.vocabulary import GrantState, LoadShare, MunicipalityKind, SavingState


class Cooperation(Entity):
    """The undertaking as a whole; a project holds exactly one.

    `christmas_eve_is_free` and `new_years_eve_is_free`: nobody works on 24 and 31 December, which are no
    holidays by law. `load_share`: by what the work is to be shared; `has_load_per_person`: the load of single
    persons is shown, which can be monitoring of staff and so is off at first. `yellow_slip_days` and
    `red_slip_days`: how many calendar days the forecast may lie behind the baseline before the light Termine
    turns; None: never.
    """

    name: Name
    short_name: Line = ""
    description: Text = ""
    christmas_eve_is_free: bool = True
    new_years_eve_is_free: bool = True
    load_share: LoadShare = LoadShare.EQUAL
    has_load_per_person: bool = False
    yellow_slip_days: int | None = Field(default=7, ge=0)
    red_slip_days: int | None = Field(default=None, ge=0)
    source: Line = ""


class Municipality(Entity):
    """A party of the cooperation, with the master data that organ names and the supervisor follow from.

    `load_percent` is its part of the work where fixed parts are agreed; `publication_organ` is where it makes
    things public (öffentliche Bekanntmachung); `crest_id` is its Wappen (PNG) for the head of sheets.
    """

    code: str = Field(min_length=1, max_length=8, unique=True)
    name: Name
    kind: MunicipalityKind
    order: OrderKey
    color: str = matching(r"^#[0-9a-f]{6}$", default="#4477aa")
    is_coordinating: bool = False
    has_lord_mayor: bool = False
    ags: str = matching(r"^([0-9]{8})?$", default="")
    population: int | None = Field(default=None, ge=0)
    population_on: date | None = None
    district: Line = ""
    region: Line = ""
    load_percent: float | None = Field(default=None, ge=0, le=100)
    postal_address: Text = ""
    publication_organ: Line = ""
    crest_id: str | None = optional_reference("attachment")
    party_from: date | None = None
    party_until: date | None = None
    source: Line = ""


class SharedOffice(Entity):
    """An office one municipality already runs for several, e.g. a joint Standesamt."""

    name: Name
    seat_id: str = reference("municipality")
    field: Line = ""
    since: date | None = None
    source: Line = ""


class SharedOfficeMember(Entity):
    """A municipality that a shared office serves."""

    office_id: str = reference("shared_office")
    municipality_id: str = reference("municipality")


class Grant(Entity):
    """Money announced or awarded. `amount_cents` is a ceiling when `is_ceiling`."""

    name: Name
    programme: Line = ""
    amount_cents: int | None = Field(default=None, ge=0)
    is_ceiling: bool = False
    state: GrantState
    phase: Line = ""
    noted_on: date | None = None
    binding_until: date | None = None
    note: Text = ""
    source: Line = ""


class GrantMember(Entity):
    """A municipality in the circle a grant is meant for."""

    grant_id: str = reference("grant")
    municipality_id: str = reference("municipality")


class Saving(Entity):
    """A saving expected or proven: cents a year, or per cent of a basis, as the source gives it."""

    name: Name
    amount_cents_per_year: int | None = Field(default=None, ge=0)
    percent: float | None = Field(default=None, ge=0, le=100)
    basis: Line = ""
    phase: Line = ""
    state: SavingState
    note: Text = ""
    source: Line = ""


class SavingMember(Entity):
    """A municipality in the circle a saving was calculated for."""

    saving_id: str = reference("saving")
    municipality_id: str = reference("municipality")

"""What would change if a municipality joined an agreement or gave notice."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.agreements import AccessionCondition
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.cost_shares import WHOLE, cost_shares, split
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.supervisor import SupervisorLevel
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.vocabulary import CostKey, LegalForm, MunicipalityKind, NoticeTo, Role
from ozgdesk.domain.what_if import Comparison, PartyChange, Proposal, ResolutionPart, compare
from tests.domain.agreement_rows import AGREEMENT, GLA, LATER, NA, USI, agreement_rows, changed, snapshot
from tests.domain.effect_cases_accession import opened
from tests.helpers import id_of

ON = date(2027, 1, 1)
HOME = {"district": "Hochtaunuskreis", "region": "Regierungsbezirk Darmstadt", "population": 9_000}


def rows(form: LegalForm = LegalForm.MANDATE, **agreement: object) -> list[Entity]:
    """The agreement of Usingen and Glashütten in the Hochtaunuskreis."""
    found = changed(agreement_rows(form), AGREEMENT, **agreement)
    for id_ in (USI, NA, GLA):
        found = changed(found, id_, **HOME)
    return found


def weilrod(number: int = 77, **values: object) -> Municipality:
    fields = {**HOME, "ags": "06434013", "population": 6_000, **values}
    return Municipality(
        id=id_of(number),
        code="WEIL",
        name="Weilrod",
        kind=MunicipalityKind.MUNICIPALITY,
        order="zz",
        **fields,
    )


def joins(found: list[Entity], town: Municipality | None = None) -> Comparison:
    proposal = Proposal(AGREEMENT, town or weilrod(), PartyChange.JOINS, ON)
    return compare(snapshot(found), proposal, LATER)


def leaves(found: list[Entity], id_: str = USI, on: date = date(2027, 12, 31)) -> Comparison:
    town = snapshot(found).get(Municipality, id_)
    return compare(snapshot(found), Proposal(AGREEMENT, town, PartyChange.LEAVES, on), LATER)


@pytest.mark.parametrize(
    ("town", "level", "rule"),
    [
        (weilrod(), SupervisorLevel.DISTRICT_ADMINISTRATOR, "KGG-24"),
        (weilrod(district="Wetteraukreis"), SupervisorLevel.REGIONAL_COUNCIL, "KGG-25"),
        (weilrod(population=50_001), SupervisorLevel.REGIONAL_COUNCIL, "KGG-25"),
        (weilrod(population=50_000), SupervisorLevel.DISTRICT_ADMINISTRATOR, "KGG-24"),
        (
            weilrod(district="Lahn-Dill-Kreis", region="Regierungsbezirk Gießen"),
            SupervisorLevel.MINISTRY,
            "KGG-26",
        ),
        (weilrod(ags="07141500", district="", region=""), SupervisorLevel.MINISTRY, "KGG-27"),
    ],
)
def test_where_the_new_party_lies_decides_on_the_supervisor(
    town: Municipality, level: SupervisorLevel, rule: str
) -> None:
    found = joins(rows(), town)
    assert found.today.supervisor.rule == "KGG-24"
    assert (found.after.supervisor.level, found.after.supervisor.rule) == (level, rule)


@pytest.mark.parametrize(
    ("form", "procedure", "on_joining", "on_leaving"),
    [
        (LegalForm.DELEGATION, Procedure.APPROVAL, ("KGG-16", "KGG-21"), ("KGG-20", "KGG-21")),
        (LegalForm.MANDATE, Procedure.FILING, ("KGG-17",), ("KGG-17",)),
        (LegalForm.NOT_STATED, Procedure.NOT_STATED, (), ()),
    ],
)
def test_the_legal_form_decides_on_the_procedure(
    form: LegalForm, procedure: Procedure, on_joining: tuple[str, ...], on_leaving: tuple[str, ...]
) -> None:
    found = joins(rows(form))
    assert (found.procedure, found.rules) == (procedure, on_joining)
    assert leaves(rows(form)).rules == on_leaving


def test_every_council_resolves_unless_its_board_is_authorised() -> None:
    parts = [(need.municipality.id, need.part, need.is_by_board) for need in joins(rows()).resolutions]
    assert parts == [
        (id_of(77), ResolutionPart.JOINS, False),
        (USI, ResolutionPart.AGREES, False),
        (GLA, ResolutionPart.AGREES, False),
    ]


def test_an_opening_clause_that_asks_for_no_consent_leaves_the_resolution_to_who_joins() -> None:
    found = joins(opened("Der Beitritt bedarf keiner Zustimmung der bisherigen Kommunen.")(rows()))
    assert [need.part for need in found.resolutions] == [ResolutionPart.JOINS]
    assert found.opening is not None


def test_a_partner_of_another_land_adds_the_approval_of_the_ministry() -> None:
    assert joins(rows(), weilrod(ags="07141500", district="", region="")).rules == ("KGG-17", "KGG-27")
    assert joins(rows()).rules == ("KGG-17",)


@pytest.mark.parametrize("is_met", [False, True])
def test_the_conditions_of_an_authorisation_are_open_until_they_are_met(is_met: bool) -> None:
    condition = AccessionCondition(
        id=id_of(90),
        agreement_id=AGREEMENT,
        municipality_id=USI,
        joining_id=id_of(77),
        order="a",
        text="Weitere Synergien",
        is_met=is_met,
    )
    found = joins([*rows(), weilrod(), condition])
    need = next(need for need in found.resolutions if need.municipality.id == USI)
    assert need.is_by_board
    assert bool(need.open_conditions) is not is_met


def test_an_accession_changes_parties_and_shares_and_nothing_that_is_stored() -> None:
    given_rows = rows(cost_key=CostKey.EQUAL)
    found = joins(given_rows)
    assert [party.code for party in found.after.parties] == ["USI", "GLA", "WEIL"]
    assert list(found.today.shares.parts.values()) == [5_000, 5_000]
    assert list(found.after.shares.parts.values()) == [3_334, 3_333, 3_333]
    assert snapshot(given_rows) == snapshot(rows(cost_key=CostKey.EQUAL))


def test_the_share_of_a_new_party_is_not_guessed_where_shares_are_fixed() -> None:
    fixed = rows(cost_key=CostKey.FIXED)
    fixed = changed(changed(fixed, id_of(111), cost_percent=60.0), id_of(113), cost_percent=40.0)
    found = joins(fixed)
    assert dict(found.today.shares.parts) == {USI: 6_000, GLA: 4_000}
    assert (found.after.shares.parts, found.after.shares.lacking) == ({}, (id_of(77),))
    left = leaves(fixed).after.shares
    assert (dict(left.parts), left.is_scaled) == ({GLA: WHOLE}, True)


def test_the_coordinator_leaves_its_leads_behind() -> None:
    help_ = Assignment(
        id=id_of(91), task_id=id_of(1001), municipality_id=GLA, role=Role.CONTRIBUTOR, due_on=LATER
    )
    found = leaves([*rows(), help_])
    assert [task.number for task in found.orphaned] == ["A-001"]
    assert found.contributed == ()
    assert [task.number for task in leaves([*rows(), help_], GLA).contributed] == ["A-001"]


def test_of_two_parties_one_is_left() -> None:
    assert [party.id for party in leaves(rows()).after.parties] == [GLA]


@pytest.mark.parametrize(
    ("months", "to", "on", "earliest", "is_possible"),
    [
        (6, NoticeTo.YEAR_END, date(2026, 12, 31), date(2026, 12, 31), True),
        (7, NoticeTo.YEAR_END, date(2026, 12, 31), date(2027, 12, 31), False),
        (6, NoticeTo.YEAR_END, date(2027, 6, 30), date(2026, 12, 31), False),
        (3, NoticeTo.ANY_DAY, date(2026, 9, 1), date(2026, 9, 1), True),
        (1, NoticeTo.QUARTER_END, date(2026, 9, 30), date(2026, 9, 30), True),
        (None, NoticeTo.NOT_STATED, date(2026, 9, 30), None, None),
    ],
)
def test_notice_reaches_the_next_end_that_the_clause_allows(
    months: int | None, to: NoticeTo, on: date, earliest: date | None, is_possible: bool | None
) -> None:
    found = leaves(rows(notice_months=months, notice_to=to), on=on).notice
    assert found is not None
    assert (found.earliest, found.is_possible) == (earliest, is_possible)


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=40).filter(any), st.integers(1, 10**6))
def test_shares_add_up_and_miss_the_exact_part_by_less_than_one(weights: list[int], whole: int) -> None:
    named = {str(place): Fraction(weight) for place, weight in enumerate(weights)}
    parts = split(named, whole)
    assert sum(parts.values()) == whole
    total = sum(weights)
    for place, weight in enumerate(weights):
        assert abs(parts[str(place)] - Fraction(weight * whole, total)) < 1


@given(st.lists(st.integers(1, 800_000), min_size=1, max_size=20))
def test_more_inhabitants_never_pay_less(populations: list[int]) -> None:
    towns = [weilrod(n, population=count) for n, count in enumerate(populations)]
    parts = cost_shares(CostKey.POPULATION, towns, {}).parts
    assert sum(parts.values()) == WHOLE
    by_size = sorted(towns, key=lambda town: town.population or 0)
    for smaller, larger in zip(by_size, by_size[1:], strict=False):
        if smaller.population != larger.population:
            assert parts[smaller.id] <= parts[larger.id]

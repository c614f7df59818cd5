"""What each party agreed to carry, and what is said where that cannot be told."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.load_share import AgreedShares, agreed_shares
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import LoadShare
from ozgdesk.texts.findings import finding_message
from tests.domain.plans import Plan

DAY = date(2026, 3, 2)


def shares(plan: Plan) -> AgreedShares:
    return agreed_shares(plan.snapshot, DAY)


def parts(plan: Plan) -> dict[str, Fraction]:
    names = {id_: name for name, id_ in plan.ids.items()}
    return {names[id_]: part for id_, part in shares(plan).parts.items()}


def by(share: LoadShare) -> Plan:
    return Plan().cooperation(load_share=share)


def test_without_a_word_all_parties_carry_the_same() -> None:
    plan = Plan().municipality("USI").municipality("NA").municipality("GLA")
    assert parts(plan) == dict.fromkeys(("USI", "NA", "GLA"), Fraction(1, 3))


def test_who_is_no_party_on_the_day_carries_nothing() -> None:
    plan = by(LoadShare.EQUAL).municipality("USI", party_until=DAY).municipality("NA", party_from=DAY)
    plan.municipality("GLA", party_until=date(2026, 3, 1)).municipality("SCHM", party_from=date(2026, 3, 3))
    assert parts(plan) == {"USI": Fraction(1, 2), "NA": Fraction(1, 2)}


def test_shares_by_population_and_by_fixed_percentages() -> None:
    plan = (
        by(LoadShare.POPULATION).municipality("USI", population=15_000).municipality("NA", population=5_000)
    )
    assert parts(plan) == {"USI": Fraction(3, 4), "NA": Fraction(1, 4)}
    plan = by(LoadShare.FIXED).municipality("USI", load_percent=62.5).municipality("NA", load_percent=37.5)
    assert parts(plan) == {"USI": Fraction(5, 8), "NA": Fraction(3, 8)}


def test_three_times_33_3_per_cent_are_all() -> None:
    plan = by(LoadShare.FIXED)
    for code in ("USI", "NA", "GLA"):
        plan.municipality(code, load_percent=33.3)
    assert parts(plan) == dict.fromkeys(("USI", "NA", "GLA"), Fraction(1, 3))


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (
            by(LoadShare.POPULATION).municipality("USI", population=9).municipality("NA"),
            "Der Anteil nach Einwohnerzahl ist nicht zu rechnen: NA hat keine Einwohnerzahl.",
        ),
        (
            by(LoadShare.FIXED).municipality("USI", load_percent=100).municipality("NA"),
            "Der feste Anteil von NA an der Arbeit ist nicht eingetragen.",
        ),
        (
            by(LoadShare.FIXED).municipality("USI", load_percent=60).municipality("NA", load_percent=30.5),
            "Die festen Anteile an der Arbeit ergeben 90,5\u00a0% statt 100\u00a0%.",
        ),
    ],
)
def test_what_is_missing_is_said_and_not_guessed(plan: Plan, sentence: str) -> None:
    assert shares(plan).parts == {}
    assert [finding_message(found) for found in shares(plan).findings] == [sentence]
    assert all(found in View(plan.snapshot, DAY).findings for found in shares(plan).findings)


def test_without_parties_there_is_no_share() -> None:
    for share in LoadShare:
        assert shares(by(share)) == AgreedShares({})


@given(st.lists(st.integers(1, 200_000), min_size=1, max_size=30))
def test_shares_are_together_one(populations: list[int]) -> None:
    plan = by(LoadShare.POPULATION)
    for number, population in enumerate(populations):
        plan.municipality(f"K{number}", population=population)
    assert sum(shares(plan).parts.values()) == 1

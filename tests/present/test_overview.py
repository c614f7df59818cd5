"""The overview: lights that unfold, figures, next dates."""

from itertools import count

import pytest

from ozgdesk.commands.samples import SAMPLES, build_sample
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Assessment
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Dimension, Light
from ozgdesk.present.overview import Overview, overview_rows
from ozgdesk.present.status import status
from tests.helpers import TODAY, four_municipalities, id_of


def sample_view(name: str) -> View:
    numbers = count(1)
    return View(Snapshot.of(build_sample(name, TODAY, lambda: f"{next(numbers):032x}")), TODAY)


def overview(name: str) -> Overview:
    return overview_rows(sample_view(name))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_light_of_every_sample_unfolds_to_a_reason(name: str) -> None:
    found = overview(name)
    for card in (found.whole, *found.municipalities):
        assert [light.title for light in card.lights] == ["Gesamt", "Termine", "Kosten", "Ergebnis", "Risiko"]
        for light in card.lights:
            assert light.word
            assert all(light.reasons)


def test_the_four_have_no_dates_and_nobody_has_judged() -> None:
    found = overview("taunus")
    assert {light.light for light in found.whole.lights} == {"grey"}
    assert found.whole.light("schedule").reasons == ("Es sind keine Termine eingetragen.",)
    assert [card.municipality.code for card in found.municipalities] == ["USI", "NA", "GLA", "SCHM"]
    assert [line.title for line in found.agreements][0] == "Vereinbarung 2021 (USI, NA, GLA, SCHM)"
    assert [grant.amount for grant in found.grants][-1] == "bis zu 100.000\u00a0€"


def test_the_sheet_and_the_card_count_the_same_late_things() -> None:
    view = sample_view("demo")
    late = overview_rows(view).whole.totals
    figures = dict(status(view).figures)
    assert late.contributions_late == 2
    assert figures["verspätet, davon 2\u00a0Zuarbeiten"] == str(late.led_late + late.contributions_late)


def test_what_nobody_has_proven_is_not_said_to_be_missing() -> None:
    [line] = overview("kassel-nord").agreements
    assert line.missing.startswith("Nicht belegt: Beschluss (AHN, ESP, FUL)")


def test_the_figures_of_the_whole_count_tasks_that_nobody_leads() -> None:
    found = overview("taunus")
    assert found.whole.totals.led_open == sum(c.totals.led_open for c in found.municipalities) + 2
    assert found.whole.totals.led_done == 2


def test_a_judged_light_names_day_and_author() -> None:
    judged = Assessment(
        id=id_of(5),
        dimension=Dimension.COST,
        light=Light.YELLOW,
        assessed_on=TODAY,
        text="Teurer",
        author="X",
    )
    found = overview_rows(View(Snapshot.of([*four_municipalities(), judged]), TODAY)).whole.light("cost")
    assert (found.word, found.reasons, found.assessed_on, found.author) == ("gelb", ("Teurer",), TODAY, "X")
    assert not found.is_computed


def test_next_dates_lie_ahead_in_order_and_lead_somewhere() -> None:
    dates = overview("demo").dates
    assert {row.what for row in dates} >= {"Sitzung", "Beratung", "Frist", "Meilenstein", "Entscheidung"}
    assert [row.on for row in dates] == sorted(row.on for row in dates)
    assert all(row.on >= TODAY and row.place for row in dates)

"""The sheet about where a matter stands with the bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Result
from ozgdesk.reports.checker import check
from ozgdesk.reports.register import compose, make_sheet, sheet
from ozgdesk.reports.story import Figure
from tests.domain.agreement_rows import AGREEMENT, GLA, agreement_rows, changed, station_id
from tests.helpers import TODAY, cooperation, id_of
from tests.present.council_fans import every, fan_rows, station
from tests.reports.test_sheets import OPTIONS, pages, sample, words

KEY = "council_state"
FIRST = date(2026, 9, 4)


def view_of(rows: Sequence[Entity]) -> View:
    return View(Snapshot.of(rows), TODAY)


def fan_view(towns: int, stations: int) -> View:
    days = [every(FIRST + timedelta(days=3 * town), 14, stations) for town in range(towns)]
    return view_of(tuple(fan_rows(days)))


def test_the_real_sequences_of_the_taunus_stand_on_the_sheet() -> None:
    view = sample("taunus")
    text = words(make_sheet(KEY, view, OPTIONS))
    for day in ("01.06.2021", "15.06.2021", "24.06.2021"):
        assert day in text
    older = words(make_sheet(KEY, view, replace(OPTIONS, fan_key=_fan_of(view, "Vereinbarung 2020"))))
    for day in ("15.12.2020", "11.02.2021", "25.02.2021"):
        assert day in older


def _fan_of(view: View, title: str) -> str:
    from ozgdesk.present.council import council_rows, fans

    return next(fan.key for fan in fans(view, council_rows(view)) if fan.title.startswith(title))


@pytest.mark.parametrize(("towns", "stations"), [(1, 1), (4, 9), (8, 3), (12, 4)])
def test_the_fan_stands_on_the_first_page_and_its_figures_in_a_table(towns: int, stations: int) -> None:
    view = fan_view(towns, stations)
    data = make_sheet(KEY, view, OPTIONS)
    first = " ".join(pages(data)[0].split())
    for town in range(1, towns + 1):
        assert f"Musterstadt {town}" in first
    assert check(data) == []
    [figure] = [e for e in compose(sheet(KEY), view, OPTIONS).story if isinstance(e, Figure)]
    assert "Dieselben Angaben stehen in der Tabelle." in figure.alt
    assert f"VL-{towns}/2026" in words(data)


def test_the_effect_stands_with_its_sentence_and_what_is_missing_where() -> None:
    rows = changed(agreement_rows(), station_id(GLA), result=Result.OPEN, held_on=date(2026, 12, 10))
    text = words(make_sheet(KEY, view_of([cooperation(), *rows]), replace(OPTIONS, fan_key=AGREEMENT)))
    assert "Noch nicht wirksam" in text
    assert "Glashütten Die Gemeindevertretung berät am 10.12.2026." in text


def test_what_is_not_public_is_left_out_unless_asked_for() -> None:
    rows = changed(list(fan_rows([every(FIRST, 14, 3)])), station(1, 0), is_public=False)
    view = view_of(rows)
    text = words(make_sheet(KEY, view, OPTIONS))
    assert "Magistrat" not in text
    assert "1 nichtöffentliche Beratung ist nicht enthalten." in text
    whole = words(make_sheet(KEY, view, replace(OPTIONS, with_closed=True)))
    assert "Magistrat 04.09.2026" in whole
    assert "nicht enthalten" not in whole


def test_it_can_be_made_for_one_municipality() -> None:
    text = words(make_sheet(KEY, fan_view(3, 2), replace(OPTIONS, municipality_id=id_of(2))))
    assert "nur Musterstadt 2" in text
    assert "Musterstadt 3" not in text


def test_without_a_matter_it_says_so() -> None:
    assert "Es ist noch keine Vorlage erfasst." in words(make_sheet(KEY, view_of([cooperation()]), OPTIONS))


@pytest.mark.parametrize("name", ["taunus", "oberzentren", "kassel-nord"])
def test_the_real_matters_stand_on_one_page_with_their_table(name: str) -> None:
    found = pages(make_sheet(KEY, sample(name), OPTIONS))
    assert len(found) == 1
    assert "Beratungen" in found[0]
    assert "Was fehlt" in found[0]

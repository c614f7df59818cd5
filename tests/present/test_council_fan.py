"""The fan is laid out so that every station can be read, near its day and in its order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.councils import Consultation, CouncilPaper
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.tasks import Closure
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClosureKind, PaperKind, Result
from ozgdesk.present.council import council_rows, fans
from ozgdesk.present.council_axis import Span, make_axis
from ozgdesk.present.council_cards import described
from ozgdesk.present.council_fan import Box, FanScene
from ozgdesk.present.council_layout import Measures, fan_scene
from ozgdesk.present.council_placing import spread
from tests.domain.agreement_rows import GLA, LATER, USI, agreement_rows, changed, station_id, without
from tests.helpers import TODAY, cooperation, id_of, transaction
from tests.present.council_fans import every, fan_rows, station

MEASURES = Measures(
    name=100,
    gutter=16,
    card=(160, 210),
    card_height=66,
    note=17,
    gap=14,
    title=22,
    rail=14,
    leader=9,
    step_width=180,
    step_height=24,
    lane_gap=8,
    least_lane=58,
    fold=28,
    least_axis=340,
)
FIRST = date(2026, 10, 5)


def scene_of(rows: Sequence[Entity], width: float = 900, as_of: date = TODAY) -> FanScene:
    view = View(transaction(rows).snapshot(), as_of)
    return fan_scene(view, fans(view, council_rows(view))[-1], width, MEASURES)


def scene(*days: Sequence[date | None], width: float = 900) -> FanScene:
    return scene_of(tuple(fan_rows(days)), width)


def agreed(rows: list[Entity], as_of: date = LATER) -> FanScene:
    return scene_of([cooperation(), *rows], as_of=as_of)


def overlaps(one: Box, other: Box) -> bool:
    across = one.x < other.right - 0.01 and other.x < one.right - 0.01
    return across and one.y < other.bottom - 0.01 and other.y < one.bottom - 0.01


days = st.lists(st.none() | st.dates(date(2025, 1, 1), date(2028, 12, 31)), max_size=9)


@given(st.lists(days, min_size=1, max_size=5), st.sampled_from([420, 580, 900, 1400]))
def test_no_card_lies_over_another_and_all_lie_inside(ways: list[list[date | None]], width: int) -> None:
    found = scene(*ways, width=width)
    boxes = [card.box for card in found.cards()]
    boxes += [lane.empty for lane in found.lanes if lane.empty]
    for place, box in enumerate(boxes):
        assert box.x >= MEASURES.name
        assert box.right <= found.width + 0.01
        assert box.bottom <= found.height
        assert not any(overlaps(box, other) for other in boxes[place + 1 :])


@given(days)
def test_cards_of_one_side_stand_in_the_order_of_time(way: list[date | None]) -> None:
    [lane] = scene(way).lanes
    for track in lane.tracks:
        for above in (True, False):
            side = [card for card in track.cards if card.above is above]
            assert [c.box.x for c in side] == sorted(c.box.x for c in side)
            assert [c.x for c in side] == sorted(c.x for c in side)


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=12), st.floats(20, 60))
def test_cards_are_spread_in_order_and_moved_only_where_they_must(wanted: list[float], width: float) -> None:
    wanted.sort()
    lefts = spread(wanted, width, 5, 0, 2000)
    assert all(b - a >= width + 5 - 0.01 for a, b in zip(lefts, lefts[1:], strict=False))
    assert min(lefts) >= 0
    if all(b - a >= width + 5 for a, b in zip(wanted, wanted[1:], strict=False)) and wanted[0] >= width / 2:
        assert lefts == pytest.approx([at - width / 2 for at in wanted])


@given(st.lists(st.dates(), min_size=1, max_size=20), st.integers(200, 3000))
def test_days_lie_on_the_axis_in_their_order(known: list[date], width: int) -> None:
    axis = make_axis(known, 100, width, 28)
    xs = [axis.x(day) for day in sorted(known)]
    assert xs == sorted(xs)
    assert axis.left <= xs[0]
    assert xs[-1] <= axis.right
    assert axis.right >= 100 + width - 0.01


def test_months_and_weeks_have_names_and_a_long_gap_is_folded() -> None:
    axis = make_axis([FIRST, FIRST + timedelta(days=30)], 0, 900, 28)
    upper, lower = axis.lines()
    assert [span.texts[0] for span in upper][1:-1] == ["September 2026", "Oktober 2026", "November 2026"]
    assert "KW\u00a041" in [span.texts[0] for span in lower]
    assert list(axis.folds()) == []
    folded = make_axis([date(2021, 6, 1), date(2021, 6, 24), FIRST], 0, 900, 28)
    [(x0, x1)] = folded.folds()
    assert folded.x(date(2021, 6, 24)) < x0 < x1 < folded.x(FIRST)
    assert folded.x(date(2023, 1, 1)) == pytest.approx(x0, abs=folded.day_width)


def test_times_are_named_by_what_fits_into_the_whole_ones_and_cut_ones_do_not_shorten_them() -> None:
    axis = make_axis([FIRST], 0, 900, 28)
    whole = Span(10, 110, ("August 2021", "Aug 21"), is_cut=False)

    def fits(span: Span, text: str) -> bool:
        return len(text) * 7 <= span.x1 - span.x0

    assert axis.level((Span(0, 10, ("Juli 2021", "Jul 21"), is_cut=True), whole), fits) == 0
    assert axis.level((Span(0, 50, ("Juli 2021", "Jul 21"), is_cut=False), whole), fits) == 1
    upper, _ = axis.lines()
    assert (upper[0].is_cut, upper[1].is_cut) == (True, False)


def test_a_year_without_end_is_no_trouble() -> None:
    axis = make_axis([date.min, date.max], 0, 900, 28)
    assert axis.x(date.min) < axis.x(date.max)
    axis.lines()


def test_nine_stations_stand_above_and_below_their_rail() -> None:
    [lane] = scene(every(FIRST, 14, 9)).lanes
    [track] = lane.tracks
    assert [card.above for card in track.cards] == [place % 2 == 1 for place in range(9)]
    assert {card.y for card in track.cards} == {track.rail[2]}


def test_three_stations_stand_below_it() -> None:
    [lane] = scene(every(FIRST, 14, 3)).lanes
    assert not any(card.above for card in lane.tracks[0].cards)


def test_a_station_without_a_day_stands_at_the_right() -> None:
    found = scene([FIRST, None], [None])
    assert found.undated is not None
    one, other, alone = found.cards()
    assert (one.day, other.day) == (FIRST, None)
    assert one.box.right <= found.undated[0] <= other.box.x
    assert other.box.x == alone.box.x
    assert scene([FIRST]).undated is None


def test_the_way_is_drawn_in_its_order_and_backwards_where_time_is_against_it() -> None:
    [lane] = scene([FIRST, FIRST + timedelta(days=20), FIRST + timedelta(days=9), None]).lanes
    arrows = lane.tracks[0].arrows
    assert [(arrow.is_back, arrow.is_open) for arrow in arrows] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert [card.id for card in lane.tracks[0].cards] == [station(1, n) for n in (0, 2, 1, 3)]


def test_the_deciding_station_is_marked_and_odd_ones_are_asked() -> None:
    *_, last = scene(every(FIRST, 5, 3)).cards()
    assert (last.text.is_final, last.text.has_question) == (True, True)


def test_arrow_keys_lead_in_time_and_between_lanes() -> None:
    found = scene([FIRST, FIRST + timedelta(days=30)], [], [FIRST + timedelta(days=29)])
    here = station(1, 0)
    assert found.neighbour("", 1, 0) == here
    assert found.neighbour(here, -1, 0) == here
    assert found.neighbour(here, 1, 0) == station(1, 1)
    assert found.neighbour(station(1, 1), 1, 0) == station(1, 1)
    assert found.neighbour(station(3, 0), 0, -1) == station(1, 1)


def test_a_lane_without_a_paper_can_be_reached_by_keys() -> None:
    found = agreed(without(agreement_rows(), station_id(GLA), id_of(253)))
    assert found.neighbour(station_id(USI), 0, 1) == GLA
    empty = found.lanes[1].empty
    assert empty is not None
    assert not any(overlaps(empty, mark.box) for mark in found.lanes[1].steps)


def test_a_recess_lies_in_the_lane_of_its_municipality_only() -> None:
    recess = Closure(
        id=id_of(7), municipality_id=id_of(2), kind=ClosureKind.COUNCIL_RECESS, name="Herbstferien",
        from_on=FIRST, until_on=FIRST + timedelta(days=6),
    )  # fmt: skip
    found = scene_of([*fan_rows([[FIRST], [FIRST]]), recess])
    assert [[band.name for band in lane.recess] for lane in found.lanes] == [[], ["Herbstferien"]]
    [band] = found.lanes[1].recess
    assert band.x0 <= found.axis.x(FIRST) <= band.x1
    assert band.x1 - band.x0 == pytest.approx(7 * found.axis.day_width)


def test_a_supplement_follows_its_predecessor_and_is_joined_to_it() -> None:
    supplement = CouncilPaper(
        id=id_of(80), municipality_id=USI, agreement_id=id_of(100), title="Vorlage", number="1",
        kind=PaperKind.SUPPLEMENT, predecessor_id=id_of(251),
    )  # fmt: skip
    found = agreed([*agreement_rows(), supplement])
    first, second = found.lanes[0].tracks
    assert (first.joined_from, second.joined_from) == (None, first.title_box.centre)
    assert second.title == "1 · Ergänzungsvorlage · Vorlage"


def test_a_title_that_ends_before_the_first_station_stands_beside_the_rail() -> None:
    rows = tuple(fan_rows([every(FIRST, 9, 3)]))
    view = View(transaction(rows).snapshot(), TODAY)
    fan = fans(view, council_rows(view))[0]
    tracks = {
        letter: fan_scene(view, fan, 900, replace(MEASURES, letter=letter)).lanes[0].tracks[0]
        for letter in (0, 7, 70)
    }
    assert tracks[7].title_box.centre == tracks[7].rail[2]
    assert tracks[7].title_box.right <= tracks[7].cards[0].x
    assert tracks[70].rail == tracks[0].rail
    assert tracks[0].rail[2] - tracks[7].rail[2] == MEASURES.title


def test_papers_that_supplement_each_other_are_all_shown() -> None:
    rows = changed(agreement_rows(), id_of(251), predecessor_id=id_of(80))
    rows.append(
        CouncilPaper(
            id=id_of(80),
            municipality_id=USI,
            agreement_id=id_of(100),
            title="Vorlage",
            predecessor_id=id_of(251),
        )
    )
    assert len(agreed(rows).lanes[0].tracks) == 2


def steps_of(found: FanScene, lane: int = 0) -> list[tuple[str, str]]:
    return [(mark.step.words, mark.step.symbol) for mark in found.lanes[lane].steps]


def test_the_steps_after_the_councils_stand_in_every_lane_with_their_days() -> None:
    found = agreed(agreement_rows())
    assert steps_of(found) == [
        ("Unterschriften 10.03.2026", "passed"),
        ("Anzeige 20.03.2026", "passed"),
        ("wirksam seit 10.03.2026", "passed"),
    ]
    mark = found.lanes[0].steps[0]
    assert mark.x == found.axis.x(date(2026, 3, 10))


def test_what_is_missing_after_the_councils_is_said_in_its_lane() -> None:
    rows = without(agreement_rows(), id_of(431), id_of(432), id_of(501))
    assert steps_of(agreed(rows), 0)[0] == ("Unterschriften 10.03.2026", "passed")
    assert steps_of(agreed(rows), 1)[:2] == [
        ("Unterschriften fehlen", "open"),
        ("Anzeige nachzuholen", "open"),
    ]
    assert steps_of(scene_of([*fan_rows([[FIRST]])])) == []


def test_the_version_is_named_only_where_the_bodies_had_different_ones() -> None:
    rows = agreement_rows()
    assert [card.text.note for card in agreed(rows).cards()] == ["", ""]
    other = next(row for row in rows if row.id == id_of(101))
    changes = {"id": id_of(102), "name": "Neu", "order": "b", "is_current": False}
    rows.append(type(other).model_validate({**other.model_dump(), **changes}))
    rows = changed(rows, station_id(GLA), version_id=id_of(102))
    assert [card.text.note for card in agreed(rows).cards()] == ["Fassung", "Neu"]


def test_suspension_and_open_conditions_stand_on_the_card() -> None:
    rows = changed(agreement_rows(), station_id(GLA), conditions="gleich lautender Beschluss")
    rows = changed(rows, station_id(USI), suspended_on=date(2026, 3, 1), suspended_reason="Widerspruch")
    first, second = agreed(rows).cards()
    assert (first.text.result, first.text.symbol) == ("ausgesetzt", "suspended")
    assert (second.text.note, second.text.is_urgent) == ("Maßgabe offen", True)
    assert "Maßgabe (offen): gleich lautender Beschluss" in second.text.sentence
    met = changed(rows, station_id(GLA), conditions_met=True)
    assert list(agreed(met).cards())[1].text.note == ""


def test_everything_is_said_in_words_too() -> None:
    rows = changed(agreement_rows(), station_id(GLA), result=Result.OPEN, held_on=None)
    view = View(transaction([cooperation(), *rows]).snapshot(), LATER)
    [fan] = fans(view, council_rows(view))
    assert described(fan) == (
        "Usingen: Vertretung 12.02.2026 einstimmig beschlossen. Glashütten: Vertretung ohne Termin steht aus"
    )
    assert view.snapshot.get(Consultation, station_id(GLA)).result is Result.OPEN

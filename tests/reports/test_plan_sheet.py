from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import page as other_checker
import pytest

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.vocabulary import ConstraintKind
from ozgdesk.present.gantt import Bar, Scene, gantt
from ozgdesk.present.plan import plan_rows
from ozgdesk.present.plan_filter import Interest
from ozgdesk.present.time_axis import Zoom
from ozgdesk.reports.checker import check
from ozgdesk.reports.gantt_drawing import Chart, TilePainter
from ozgdesk.reports.gantt_names import NameColumns
from ozgdesk.reports.gantt_signs import bar_looks
from ozgdesk.reports.gantt_tiles import Tile, Tiling
from ozgdesk.reports.register import make_sheet
from ozgdesk.reports.sheet import ChartOptions, NotPrintable, SheetOptions
from tests.helpers import TODAY, id_of, lead, task
from tests.reports.test_sheets import OPTIONS, pages, sample, view_of, words

YEAR = (date(2026, 12, 1), date(2027, 11, 30))
FIXED = ConstraintKind.NOT_BEFORE


def options(**chart: object) -> SheetOptions:
    return replace(OPTIONS, chart=ChartOptions(**chart))


def tiles(data: bytes) -> list[str]:
    """The pages with a part of the chart; the table names its duration."""
    return [page for page in pages(data) if "führt" in page and "Dauer" not in page]


def long_plan(phases: int = 6, of: int = 14, apart_days: int = 20) -> list[Entity]:
    rows: list[Entity] = []
    for number in range(1, phases * of + 1):
        first = number - (number - 1) % of
        is_phase = number == first
        job = task(
            number,
            parent_id=None if is_phase else id_of(1000 + first),
            duration_minutes=None if is_phase else 4800,
            constraint_kind=ConstraintKind.AS_SOON_AS_POSSIBLE if is_phase else FIXED,
            constraint_on=None if is_phase else TODAY + timedelta(days=number * apart_days),
        )
        rows.append(job)
        if not is_phase:
            rows.append(lead(job, number % 4 + 1))
    return rows


class Sketch:
    """A Drawing that keeps what is drawn on it."""

    width, height = 600.0, 100.0

    def __init__(self) -> None:
        self.shapes: list[Sequence[tuple[float, float]]] = []
        self.texts: list[tuple[float, str]] = []
        self.hatches: list[tuple[tuple[float, float, float, float], ...]] = []

    def polygon(self, points: Sequence[tuple[float, float]], **_look: object) -> None:
        self.shapes.append(points)

    def text(self, x: float, _y: float, text: str, **_look: object) -> None:
        self.texts.append((x, text))

    def segments(self, lines: Iterable[tuple[float, float, float, float]], **_look: object) -> None:
        self.hatches.append(tuple(lines))

    def text_width(self, text: str, **_look: object) -> float:
        return 4.0 * len(text)

    def rect(self, *_where: float, **_look: object) -> None: ...

    def line(self, *_where: float, **_look: object) -> None: ...

    @property
    def triangles(self) -> list[Sequence[tuple[float, float]]]:
        return [points for points in self.shapes if len(points) == 3]


def sketched(scene: Scene, rows: range, days: range) -> Sketch:
    """One tile of a scene of the demo, 2 points a day."""
    view = sample("demo")
    tags = [row.lead for row in plan_rows(view).rows if row.lead]
    chart = Chart(scene, plan_rows(view).rows, (), bar_looks(dict.fromkeys(tags)), NameColumns(30, 216, 250))
    sketch = Sketch()
    grid = Tiling((days,), (rows,), 2.0, 14.0, 1)
    TilePainter(chart, grid, Tile(0, 0, 0, rows, days))(sketch)
    return sketch


def demo_scene() -> Scene:
    return gantt(sample("demo"), plan_rows(sample("demo")).rows)


@pytest.mark.parametrize(
    "chart",
    [
        {"pages_wide": 3},
        {"zoom": Zoom.DAY},
        {"zoom": Zoom.WEEK},
        {"zoom": Zoom.QUARTER, "interest": Interest.CRITICAL},
        {"first_on": date(2026, 10, 1), "last_on": date(2026, 12, 31), "text": "Planung"},
        {"interest": Interest.LATE, "text": "gibt es nicht"},
    ],
)
@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_the_plan_stays_accessible_however_it_is_cut(chart: dict[str, object], paper: str) -> None:
    data = make_sheet("plan", sample("demo"), replace(options(**chart), paper=paper))
    assert check(data) == []
    report = other_checker.validate_pdf_bytes(data, profile="ua1")
    assert [failure.message for failure in report.failures] == []


def test_a_plan_is_one_page_wide_while_it_can_be_read_and_else_as_wide_as_needed() -> None:
    (page,) = tiles(make_sheet("plan", view_of(long_plan(2, 8)), OPTIONS))
    assert "Teil" not in page
    wide = tiles(make_sheet("plan", view_of(long_plan(2, 8, apart_days=100)), OPTIONS))
    assert len(wide) > 1
    assert all("Spalte" in page for page in wide)


def test_the_chosen_number_of_pages_lies_side_by_side_and_repeats_names_and_time() -> None:
    found = tiles(make_sheet("plan", view_of(long_plan(2, 8)), options(pages_wide=3)))
    assert len(found) == 3
    for number, page in enumerate(found, 1):
        assert f"Spalte {number} von 3" in page
        assert "A-001 Aufgabe 1" in page
        assert re.search(r"20(26|27)", page)


def test_a_fixed_scale_needs_more_pages_the_finer_it_is() -> None:
    view = view_of(long_plan(1, 8))
    counts = [len(tiles(make_sheet("plan", view, options(zoom=zoom)))) for zoom in Zoom]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] >= 3 * counts[1]
    assert counts[-1] == 1


@pytest.mark.parametrize("search", ["", "Aufgabe " * 300], ids=["short title", "title of a whole page"])
def test_every_part_says_on_which_page_it_and_its_neighbours_stand(search: str) -> None:
    found = pages(make_sheet("plan", view_of(long_plan()), options(pages_wide=2, text=search)))
    parts = [(page, text) for page, text in enumerate(found, 1) if re.search(r"Teil \d+ von", text)]
    first = parts[0][0]
    assert first == (2 if search else 1)
    assert [page for page, _ in parts] == list(range(first, first + len(parts)))
    grid = [str(page) for page, _ in parts]
    for place, (_, text) in enumerate(parts, 1):
        assert f"Teil {place} von {len(parts)}" in text
        around = text[: text.index("Teil ")].split()
        assert around[-len(grid) :] == grid


def test_a_phase_that_does_not_fit_any_more_goes_to_the_next_page_as_a_whole() -> None:
    found = tiles(make_sheet("plan", view_of(long_plan()), OPTIONS))
    assert len(found) > 1
    for page in found:
        numbers = sorted(set(map(int, re.findall(r"A-(\d{3}) Aufgabe", page))))
        assert numbers[0] % 14 == 1
        assert numbers[-1] % 14 == 0


def test_a_phase_larger_than_a_page_is_continued_with_its_name() -> None:
    found = tiles(make_sheet("plan", view_of(long_plan(1, 60, apart_days=5)), OPTIONS))
    assert "Fortsetzung" not in found[0]
    assert all("Fortsetzung: Aufgabe 1" in page for page in found[1:])


def test_a_span_of_days_counts_what_it_leaves_out_and_filters_say_what_they_are() -> None:
    view = view_of(long_plan(3, 8))
    whole = make_sheet("plan", view, OPTIONS)
    data = make_sheet("plan", view, options(first_on=YEAR[0], last_on=date(2027, 3, 31)))
    left = [number for number in range(1, 25) if f"A-{number:03}" not in words(data)]
    outside = [number for number in left if number % 8 != 1]
    assert f"Außerhalb des Zeitraums: {len(outside)} Aufgaben." in words(data)
    assert outside
    assert "01.12.2026 – 31.03.2027" in words(data)
    assert "Außerhalb" not in words(whole)
    late = words(make_sheet("plan", sample("demo"), options(interest=Interest.LATE, text="Planung")))
    assert "Verspätete · Suche „Planung“" in late
    assert "A-018" in late
    assert "A-020" not in late


def test_a_choice_without_tasks_says_so() -> None:
    text = words(make_sheet("plan", sample("demo"), options(text="gibt es nicht")))
    assert "Zu dieser Auswahl gehört keine Aufgabe." in text


def test_too_many_pages_or_days_far_away_are_refused_in_a_sentence() -> None:
    century = options(zoom=Zoom.DAY, first_on=date(1950, 1, 1), last_on=date(2100, 1, 1))
    with pytest.raises(NotPrintable, match="Seiten; bitte wählen Sie"):
        make_sheet("plan", sample("demo"), century)
    for day in (date(1, 1, 1), date(9999, 12, 31)):
        with pytest.raises(NotPrintable, match="1900 bis 2200"):
            make_sheet("plan", sample("demo"), options(first_on=day))


def test_the_legend_names_who_leads_and_what_is_free() -> None:
    text = words(make_sheet("plan", sample("demo"), options(zoom=Zoom.MONTH)))
    for words_ in ("MST Musterstadt", "PRO Probeheim", "ohne Federführung", "Meilenstein", "arbeitsfrei"):
        assert words_ in text
    assert re.search(r"Arbeitsfrei: Wochenenden, .*Karfreitag", text)
    own = make_sheet("plan", view_of(long_plan(1, 8)), options(text="A-003"))
    assert "Usingen" not in words(own)
    assert "SCHM Schmitten" in words(own)


def test_municipalities_differ_in_their_pattern() -> None:
    scene = demo_scene()
    plain = [b for b in scene.bars if b.code and b.x0 and b.x1 and not b.is_phase and not b.is_milestone]
    by_code = {bar.code: bar for bar in plain}
    assert len(by_code) == 4
    patterns = set()
    for bar in by_code.values():
        same = replace(bar, x0=100.0, x1=150.0)
        bars = tuple(same if found is bar else found for found in scene.bars)
        hatches = sketched(
            replace(scene, bars=bars, arrows=()), range(bar.row, bar.row + 1), range(400)
        ).hatches
        y = hatches[0][0][1] if hatches[0] else 0.0
        patterns.add(tuple((round(a - y, 1), round(b, 1)) for a, b, *_ in hatches[0]))
    assert len(patterns) == 4


def a_bar(scene: Scene, **wanted: bool) -> Bar:
    return next(
        bar
        for bar in scene.bars
        if bar.x0 and bar.x1 and not (bar.is_milestone or bar.is_phase)
        and all(getattr(bar, name) == value for name, value in wanted.items())
    )  # fmt: skip


def test_a_bar_that_leaves_the_page_is_marked_at_each_edge_it_crosses() -> None:
    scene = demo_scene()
    bar = replace(a_bar(scene, is_late=False), deadline=None, x0=50.0, x1=90.0)
    bars = tuple(bar if found.task_id == bar.task_id else found for found in scene.bars)
    row = range(bar.row, bar.row + 1)

    def marks(days: range) -> int:
        return len(sketched(replace(scene, bars=bars, arrows=()), row, days).triangles)

    assert [marks(range(*days)) for days in ((40, 100), (60, 100), (40, 80), (60, 80))] == [0, 1, 1, 2]


def test_the_mark_of_a_late_task_stands_beside_its_deadline() -> None:
    scene = demo_scene()
    late = a_bar(scene, is_late=True)
    assert late.x1 is not None
    bars = [replace(bar, deadline=bar.x1 + 2) if bar.row == late.row else bar for bar in scene.bars]
    sketch = sketched(replace(scene, bars=tuple(bars), arrows=()), range(late.row, late.row + 1), range(400))
    (triangle,) = sketch.triangles
    (mark,) = (x for x, text in sketch.texts if text == "!")
    assert mark > max(x for x, _ in triangle)


def test_only_links_whose_both_ends_stand_on_the_page_are_drawn() -> None:
    scene = demo_scene()
    arrow = next(found for found in scene.arrows if found.to_row == found.from_row + 1)
    alone = replace(scene, arrows=(arrow,))
    both = sketched(alone, range(arrow.from_row, arrow.to_row + 1), range(400)).shapes
    none = sketched(replace(scene, arrows=()), range(arrow.from_row, arrow.to_row + 1), range(400)).shapes
    assert len(both) - len(none) == 2
    for rows in (range(arrow.from_row, arrow.from_row + 1), range(arrow.to_row, arrow.to_row + 1)):
        with_, without = (sketched(s, rows, range(400)).shapes for s in (alone, replace(scene, arrows=())))
        assert len(with_) == len(without)


def test_the_stichtag_is_named_on_the_pages_that_hold_it_and_on_no_other() -> None:
    found = tiles(make_sheet("plan", view_of(long_plan(2, 8)), options(pages_wide=3)))
    # Title block and foot name it too, the foot on every page.
    assert [page.count("Stichtag 23.11.2026") for page in found] == [3, 1, 1]


def test_municipality_of_the_sheet_and_search_narrow_each_other() -> None:
    chosen = replace(options(text="Aufgabe 9"), municipality_id=id_of(1))
    text = words(make_sheet("plan", view_of(long_plan(2, 8)), chosen))
    assert "A-012" in text
    assert "A-010" not in text
    assert "A-004" not in text


def test_names_have_the_room_they_need_and_no_more_than_leaves_the_chart_readable() -> None:
    def chart(name: str, paper: str) -> str:
        rows = [task(1, name, duration_minutes=480), lead(task(1), 1)]
        return tiles(make_sheet("plan", view_of(rows), replace(OPTIONS, paper=paper)))[0]

    name = "Vereinbarung mit allen Beteiligten in den Gremien der vier Kommunen beraten lassen"
    assert name in " ".join(chart(name, "a3").split())
    assert "Vereinbarung mit" in chart(name * 3, "a4")
    assert "…" in chart(name * 3, "a4")


def test_without_days_there_is_a_table_alone_that_says_why() -> None:
    data = make_sheet("plan", sample("taunus"), OPTIONS)
    (page,) = pages(data)
    assert "Es sind noch keine Termine eingetragen; ohne sie gibt es keinen Balkenplan." in page
    assert tiles(data) == []


def test_the_signs_of_the_links_are_told_where_there_are_links() -> None:
    assert "Vorgänger ohne Zusatz" in words(make_sheet("plan", sample("demo"), OPTIONS))
    assert "Vorgänger ohne Zusatz" not in words(make_sheet("plan", sample("taunus"), OPTIONS))

"""Every day, amount, share and number on a sheet is one that `show --json` tells or the project holds.

A sheet is covered as soon as it is in the register. What it counts itself is compared field by field with the
rows that the window shows and `show` prints; what only the window tells is named in WINDOW.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from ozgdesk import formats
from ozgdesk.cli.shown import as_json
from ozgdesk.domain.load import LoadStep
from ozgdesk.domain.registry import ENTITIES
from ozgdesk.present.burn_down import burn_down
from ozgdesk.present.council_followup import resolution_rows
from ozgdesk.present.deputies import monday
from ozgdesk.present.load import LoadSpan, load_rows
from ozgdesk.present.status import status
from ozgdesk.reports.load_drawing import days
from ozgdesk.reports.register import SHEETS
from ozgdesk.reports.structure import Node, open_pdf
from ozgdesk.texts.councils import FOLLOW_UP_STATES
from tests.helpers import TODAY
from tests.reports.test_sheets import OPTIONS, RECORDED, SAMPLES, printed_sample, sample

KEYS = [found.key for found in SHEETS]
PLACES = ("overview", "plan", "board", "agreement", "council")
FIGURE = re.compile(r"\d{2}\.\d{2}\.\d{4}|\d{1,3}(?:\.\d{3})*(?:,\d+)? [€%]|\bA-\d{3,}\b")
"""Days, amounts, shares and numbers of tasks; plain counts are compared table by table."""


def _weeks(_name: str) -> Iterator[str]:
    for place in range(8):
        yield from (formats.day(monday(TODAY) + timedelta(days=7 * place + n)) for n in (0, 6))


def _period(name: str) -> Iterator[str]:
    found = status(sample(name))
    yield from (formats.day(found.since), formats.day(found.until))


def _chart(name: str) -> Iterator[str]:
    """The first and the last day that the chart shows, which its text alternative names."""
    yield from (node.alt for node in nodes("plan", name) if node.alt.startswith("Balkenplan"))


def _load(name: str) -> Iterator[str]:
    for lane in load_rows(sample(name), LoadStep.MONTH, LoadSpan.YEAR).lanes:
        shares = (share for share in (lane.share, lane.agreed) if share is not None)
        yield from (formats.percent(float(share)) for share in shares)
        yield lane.sentence


def _burn_down(name: str) -> Iterator[str]:
    yield from (formats.day(point.on) for point in burn_down(sample(name)).points)


WINDOW: dict[str, Callable[[str], Iterator[str]]] = {
    "annex": _burn_down,
    "deputies": _weeks,
    "load": _load,
    "plan": _chart,
    "status": _period,
    "todo": lambda _name: iter((formats.day(TODAY + timedelta(days=28)),)),
}
"""What a sheet has of the rows of the window that `show` does not print, and the days that frame it."""


def blanked(text: str) -> str:
    """A text with every white space as one blank."""
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def figures(text: str) -> set[str]:
    return set(FIGURE.findall(text.replace("\u00a0", " ").replace("\u202f", " ")))


def told(value: Any, key: str = "") -> Iterator[str]:
    """The figures of a value of the project or of the JSON as they are written in German."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from told(part, name)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from told(part, key)
    elif isinstance(value, datetime):
        yield formats.day(value.date())
    elif isinstance(value, date):
        yield formats.day(value)
    elif isinstance(value, str):
        yield from figures(value)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            yield formats.day(date.fromisoformat(value))
    elif isinstance(value, int) and key.endswith("_cents"):
        yield from figures(formats.money(value))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield f"{formats.number(value)} %"


@cache
def known(name: str) -> frozenset[str]:
    view = sample(name)
    shown = {figure for place in PLACES for figure in told(as_json(place, view))}
    held = {
        figure for kind in ENTITIES for row in view.snapshot.all(kind) for figure in told(row.model_dump())
    }
    frame = {formats.day(day) for day in (TODAY, OPTIONS.printed_on, RECORDED.date())}
    return frozenset(shown | held | frame)


@cache
def nodes(key: str, name: str) -> tuple[Node, ...]:
    return tuple(open_pdf(printed_sample(key, name)).nodes())


def words(node: Node) -> str:
    return " ".join(node.text.replace("\u00a0", " ").split())


def tables(key: str, name: str) -> list[list[list[str]]]:
    """The texts of all tables, row by row."""
    found = (node for node in nodes(key, name) if node.role == "Table")
    return [
        [[words(cell) for cell in row.kids] for row in table.walk() if row.role == "TR"] for table in found
    ]


def table(key: str, name: str, *head: str) -> list[list[str]]:
    """The rows below a head that begins like this; none where the sheet has no such table."""
    for rows in tables(key, name):
        if rows[0][: len(head)] == list(head):
            return rows[1:]
    return []


def key_figures(key: str, name: str) -> dict[str, str]:
    """The large figures by their labels."""
    found = (words(node) for node in nodes(key, name) if node.role == "LBody")
    return {label: value for text in found for label, _, value in [text.rpartition(" ")]}


def day(told_on: date | str | None) -> str:
    if told_on is None:
        return "–"
    return formats.day(date.fromisoformat(told_on) if isinstance(told_on, str) else told_on)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("key", KEYS)
def test_every_day_amount_share_and_number_is_told_by_the_project(key: str, name: str) -> None:
    frame = figures(" ".join(WINDOW[key](name))) if key in WINDOW else set()
    read = figures(
        " ".join(words(node) + " " + node.alt for node in nodes(key, name) if node.lines or node.alt)
    )
    strange = read - known(name) - frame
    assert not strange, (
        f"The sheet {key} prints what neither show --json nor the project tells: {sorted(strange)}. "
        "What only the rows of the window tell goes into WINDOW."
    )


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("key", KEYS)
def test_a_group_has_as_many_rows_as_its_head_says(key: str, name: str) -> None:
    for rows in tables(key, name):
        groups = [place for place, row in enumerate(rows) if len(row) == 1]
        for place, following in zip(groups, [*groups[1:], len(rows)], strict=False):
            count = re.search(r"\((\d+)\)$", rows[place][0])
            if count:
                assert following - place - 1 == int(count[1]), rows[place]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_status_report_tells_what_show_overview_tells(name: str) -> None:
    shown = as_json("overview", sample(name))
    totals = {card["municipality"]: card["totals"] for card in shown["municipalities"]}
    for row in (row for row in table("status", name, "Kommune", "Ampel") if len(row) > 1):
        own = totals[row[0].split()[0]]
        fields = ("led_open", "led_done", "led_late", "contributions_owed", "contributions_late")
        assert row[2:7] == [formats.number(own[field]) for field in fields]
    expected = {row["number"]: row for row in shown["milestones"]}
    for number, _, *dates, _ in table("status", name, "Nr.", "Meilenstein", "Soll"):
        own = expected[number]
        assert dates == [day(own[field]) for field in ("target_on", "forecast_on", "actual_on")]
    figures_shown = key_figures("status", name)
    assert figures_shown["offene Risiken"] == formats.number(len(shown["risks"]))
    assert figures_shown["Entscheidungen nötig"] == formats.number(len(shown["decisions"]))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_plan_tells_what_show_plan_tells(name: str) -> None:
    tasks = {row["number"]: row for row in as_json("plan", sample(name))["tasks"]}
    rows = [row for row in table("plan", name, "Nr.", "Aufgabe", "führt") if len(row) > 1]
    assert len(rows) == len(tasks)
    for number, _, lead, contributors, duration, start, end, *_ in rows:
        own = tasks[number]
        assert lead in (own["lead"], "", "offen")
        assert contributors.split(", ") == (own["contributors"] or [""])
        assert re.match(r"\d{2}\.\d{2}\.\d{4}", start) is None or start[:10] == day(own["start"])
        assert re.match(r"\d{2}\.\d{2}\.\d{4}", end) is None or end[:10] == day(own["end"])
        if found := re.match(r"[\d,.]+", duration):
            assert float(found[0].replace(".", "").replace(",", ".")) == own["duration"]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_milestones_tell_what_show_overview_tells(name: str) -> None:
    expected = {row["number"]: row for row in as_json("overview", sample(name))["milestones"]}
    rows = table("milestones", name, "Nr.", "Meilenstein")
    assert {row[0] for row in rows} == set(expected)
    for row in rows:
        own = expected[row[0]]
        assert [row[3], *row[-3:-1]] == [day(own[f]) for f in ("target_on", "forecast_on", "actual_on")]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sums_of_the_matrix_are_those_of_the_board(name: str) -> None:
    cards = as_json("board", sample(name))["cards"]
    rows = tables("ownership", name)
    if not rows:
        return
    codes = rows[0][0][2:-1]
    for word, role in (("Federführung", "lead"), ("Zuarbeit", "contributor")):
        [row] = [row for row in rows[0] if len(row) > 1 and row[1] == word]
        held = ([card for card in cards if card["code"] == code and card["role"] == role] for code in codes)
        assert row[2:-1] == [formats.number(len(own)) for own in held]
        assert row[-1] == f"zusammen {sum(map(int, row[2:-1]))}"
    totals = {
        card["municipality"]: card["totals"] for card in as_json("overview", sample(name))["municipalities"]
    }
    for word, fields in (
        ("zur Kenntnis", ("informed",)),
        ("offen", ("led_open", "contributions_owed")),
        ("davon verspätet", ("led_late", "contributions_late")),
    ):
        [row] = [row for row in rows[0] if len(row) > 1 and row[1] == word]
        assert row[2:-1] == [formats.number(sum(totals[code][f] for f in fields)) for code in codes]
        assert row[-1] == f"zusammen {sum(map(int, row[2:-1]))}"


@pytest.mark.parametrize("name", SAMPLES)
def test_signatures_and_findings_of_the_legal_check_are_those_of_show_agreement(name: str) -> None:
    agreements = as_json("agreement", sample(name))["agreements"]
    rows = [row[1:] for row in table("legal_check", name, "Kommune", "vorgesehen")]
    told_rows = [
        [[str(row[field]) for field in ("planned", "given", "needed")] for row in agreement["signing"]]
        for agreement in agreements
    ]
    assert not rows or rows in told_rows
    findings = [row for row in table("legal_check", name, "Ort", "Befund und Rat") if len(row) > 1]
    assert not findings or len(findings) in [len(agreement["findings"]) for agreement in agreements]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_burn_down_has_the_counts_of_the_window(name: str) -> None:
    points = {formats.day(point.on): point for point in burn_down(sample(name)).points}
    for on, *cells in table("annex", name, "Stand am"):
        point = points[on]
        expected = (point.actual, point.planned, point.forecast)
        assert cells == ["–" if count is None else formats.number(count) for count in expected]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_load_has_the_figures_of_the_window(name: str) -> None:
    place = load_rows(sample(name), LoadStep.MONTH, LoadSpan.YEAR)
    lanes = {lane.municipality.code: lane for lane in place.lanes}
    for row in table("load", name, "Kommune", "Aufwand"):
        lane = lanes[row[0].split()[0]]
        assert row[1] == blanked(days(lane.minutes))
        if lane.more_minutes is not None and row[-1] != "keine":
            assert (
                row[-1] == f"{'+' if lane.more_minutes > 0 else '−'}{blanked(days(abs(lane.more_minutes)))}"
            )
    for rows in tables("load", name):
        if rows[0][0] == "Monat":
            for start, row in zip(place.starts, rows[1:], strict=False):  # the last months may be empty
                assert row[0] == blanked(formats.month(start))
                for code, cell in zip(rows[0][1:], row[1:], strict=True):
                    minutes = lanes[code].cells[place.starts.index(start)].minutes
                    assert cell.removeprefix("↑ ") == blanked(days(minutes))


@pytest.mark.parametrize("name", SAMPLES)
def test_resolutions_are_counted_by_their_state(name: str) -> None:
    rows = [row for row in resolution_rows(sample(name)) if row.is_public is not False]
    for cells in table("resolutions", name, "Beschlüsse"):
        by_state = [sum(row.state == state.value for row in rows) for state in FOLLOW_UP_STATES]
        assert cells == [str(count) for count in (len(rows), *by_state)]


@pytest.mark.parametrize("name", SAMPLES)
def test_remarks_are_counted_as_show_agreement_lists_them(name: str) -> None:
    names = {row.code: row.name for row in sample(name).municipalities}
    agreements = as_json("agreement", sample(name))["agreements"]
    expected = [
        {
            names[code]: [
                str(sum((row["municipality"], row["state"]) == (code, state) for row in agreement["remarks"]))
                for state in ("open", "accepted", "rejected")
            ]
            for code in {row["municipality"] for row in agreement["remarks"]}
        }
        for agreement in agreements
    ]
    shown = {row[0]: row[1:] for row in table("comments", name, "Kommune", "offen")}
    assert not shown or shown in expected

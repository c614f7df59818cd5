"""The milestones: target, forecast and actual day of each, and how the forecast moved (trend analysis)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.present.milestones import MilestoneTrend, Trend, milestone_trend
from ozgdesk.reports import look
from ozgdesk.reports.sheet import (
    Composition,
    Sheet,
    SheetOptions,
    chosen_municipality,
    compared_with,
    page_setup,
)
from ozgdesk.reports.trend_drawing import trend_figures

_MOST_REPORTS = 4
_NOTHING = (
    "Es sind keine Meilensteine geplant. Zum Meilenstein wird eine Aufgabe im Projektplan durch ihre Art."
)


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose picture and table; for one municipality the milestones it has a part in."""
    del detail
    chosen = chosen_municipality(view, options)
    trend = milestone_trend(view, chosen.id if chosen else None, options.baseline_id)
    whose = f"{chosen.name} ({chosen.code})" if chosen else "Gesamte Zusammenarbeit"
    subject = " · ".join(part for part in (whose, compared_with(view, options)) if part)
    setup = page_setup(view, options, "Meilensteine", subject, landscape=True)
    return Composition(tuple(_story(trend, chosen.name if chosen else "")), setup)


def _story(trend: Trend, whose: str) -> Iterator[look.Element]:
    if not trend.milestones:
        nothing = f"{whose} ist an keinem Meilenstein beteiligt." if whose else _NOTHING
        yield look.paragraph(nothing)
        return
    yield look.heading("Termine")
    yield _table(trend)
    heading = look.heading("Meilensteintrend")
    if not trend.reports:
        yield heading
        yield look.paragraph(
            "Für den Trend fehlt ein Vergleich: Halten Sie im Projektplan zu jedem Bericht einen "
            "Basisplan fest."
        )
        return
    note = look.paragraph(
        "Eine waagerechte Linie hält ihren Termin, eine steigende verschiebt sich nach hinten; auf der "
        "gepunkteten Schräge ist der Meilenstein erreicht.",
        "note",
    )
    figures = trend_figures(trend)
    yield look.keep_together(heading, note, *figures[:1])
    yield from figures[1:]


def _table(trend: Trend) -> look.Element:
    reports = trend.reports[-_MOST_REPORTS:]
    return look.table(
        (
            "Nr.",
            "Meilenstein",
            "führt",
            "Soll",
            *(f"Stand {formats.day(day)}" for day in reports),
            "Prognose",
            "Ist",
            "Trend",
        ),
        [
            (
                found.row.number,
                found.row.name,
                found.lead_code,
                _day(found.row.target_on),
                *(_day(found.expected(day)) for day in reports),
                look.strong(_day(found.row.forecast_on))
                if found.row.is_late
                else _day(found.row.forecast_on),
                _day(found.row.actual_on),
                _trend(found),
            )
            for found in trend.milestones
        ],
        widths=(7, 27, 7, 10, *(10 for _ in reports), 10, 10, 23),
        header=1,
    )


def _trend(found: MilestoneTrend) -> look.Cell:
    return look.strong(found.trend_text) if "später" in found.trend_text else found.trend_text


def _day(day: date | None) -> str:
    return formats.day(day) if day is not None else "–"


SHEET = Sheet(
    key="milestones",
    title="Meilensteine",
    description="Soll, Prognose und Ist der Meilensteine, dazu ihr Trend seit den Basisplänen.",
    build=build,
    has_baseline=True,
)

"""The options of the chart, read from the words of a call."""

import argparse
from collections.abc import Sequence
from datetime import date

from ozgdesk.cli.answers import CannotBeDone
from ozgdesk.cli.arguments import WrongCall
from ozgdesk.cli.typed import typed_day
from ozgdesk.domain.view import View
from ozgdesk.present.phases import phase_choices
from ozgdesk.present.plan_filter import Interest
from ozgdesk.present.time_axis import Zoom
from ozgdesk.reports.sheet import CHART_YEARS, MOST_PAGES_WIDE, ChartOptions, Sheet

_WORDS = {
    "pages": "--pages",
    "zoom": "--zoom",
    "first_on": "--from",
    "last_on": "--until",
    "phase": "--phase",
    "filter": "--filter",
    "search": "--search",
}


def chart_options(call: argparse.Namespace, sheet: Sheet) -> ChartOptions:
    """What the call says about the chart; raises WrongCall."""
    unknown = [word for name, word in _WORDS.items() if getattr(call, name) is not None]
    if sheet.has_days:
        unknown = [word for word in unknown if word not in ("--from", "--until")]
    if sheet.lists_tasks:
        unknown = [word for word in unknown if word != "--filter"]
    if unknown and not sheet.has_chart:
        raise WrongCall(f"Das Blatt „{sheet.key}“ hat keinen Balkenplan; bitte lassen Sie {unknown[0]} weg.")
    if call.pages is not None and call.zoom is not None:
        raise WrongCall("Seitenzahl und Maßstab schließen sich aus; bitte geben Sie --pages oder --zoom an.")
    first_on, last_on = _day(call.first_on), _day(call.last_on)
    if first_on and last_on and last_on < first_on:
        raise WrongCall("Der Zeitraum endet vor seinem Anfang; bitte tauschen Sie --from und --until.")
    if not sheet.has_chart:
        return ChartOptions(first_on=first_on, last_on=last_on)
    interests = [interest for interest in Interest if interest is not Interest.ALL]
    return ChartOptions(
        zoom=Zoom(_word(call.zoom, list(Zoom), "Maßstab")) if call.zoom is not None else None,
        pages_wide=_pages(call.pages) if call.pages is not None else None,
        first_on=first_on,
        last_on=last_on,
        text=call.search or "",
        interest=Interest(_word(call.filter, interests, "Auswahl"))
        if call.filter is not None
        else Interest.ALL,
    )


def chosen_phase(call: argparse.Namespace, view: View) -> str | None:
    """The id of the phase of a number, `A-007` or `7`; raises CannotBeDone when there is no such phase."""
    if call.phase is None:
        return None
    typed = call.phase.strip()
    number = f"A-{int(typed):03}" if typed.isascii() and typed.isdigit() else typed.upper()
    phases = {phase.number: phase.id for phase in phase_choices(view)}
    if number not in phases:
        known = ", ".join(phases) or "keine"
        raise CannotBeDone(f"Eine Phase „{call.phase}“ gibt es in diesem Plan nicht; vorhanden: {known}.")
    return phases[number]


def _word(value: str, known: Sequence[str], name: str) -> str:
    if value not in known:
        raise WrongCall(f"„{value}“ ist hier unbekannt ({name}); möglich sind: {', '.join(known)}.")
    return value


def _pages(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MOST_PAGES_WIDE):
        raise WrongCall(f"„{text}“ ist keine Seitenzahl; möglich ist 1 bis {MOST_PAGES_WIDE}.")
    return int(text)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    day = typed_day(text, date.today())
    if day.year not in CHART_YEARS:
        raise WrongCall(f"Der Zeitraum muss in den Jahren {CHART_YEARS[0]} bis {CHART_YEARS[-1]} liegen.")
    return day

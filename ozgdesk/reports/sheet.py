"""What a sheet is: its name, what may be chosen, and the pure function that composes it.

The sheets themselves are modules of `sheets/`; the list of them is in `register`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.baselines import chosen_baseline
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.view import View
from ozgdesk.domain.what_if import PartyChange
from ozgdesk.present import agreement_document
from ozgdesk.present.comparison import former_version
from ozgdesk.present.naming import cooperation_name
from ozgdesk.present.plan_filter import Interest
from ozgdesk.present.task_query import Query
from ozgdesk.present.task_query_text import query_words
from ozgdesk.present.time_axis import Zoom
from ozgdesk.reports.crests import crest_of
from ozgdesk.reports.story import Element, PageSetup

Paper = Literal["a4", "a3"]
MOST_PAGES_WIDE = 20
CHART_YEARS = range(1900, 2201)
"""In which the days of a chart may lie."""


class NotPrintable(Exception):
    """A sheet cannot be made with these options; the message is one German sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartOptions:
    """What the chart of the plan shows, and how it is cut into pages.

    `zoom` fixes the scale; without it the time fits on `pages_wide` pages side by side, or on as few as can
    be read. `first_on` and `last_on` bound the days, both included, also of a sheet by weeks. `text`,
    `interest` and `phase_id` filter as the place of the plan does, an unknown phase not at all; the
    municipality is that of the sheet.
    """

    zoom: Zoom | None = None
    pages_wide: int | None = None
    first_on: date | None = None
    last_on: date | None = None
    text: str = ""
    interest: Interest = Interest.ALL
    phase_id: str | None = None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A municipality, of the project or not, that joins or leaves an agreement; no day: the usual one."""

    change: PartyChange
    municipality: Municipality
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOptions:
    """What is chosen when a sheet is made: print date, author, paper, and one municipality or the whole.

    Stichtag and Datenstand come from the View. An unknown municipality counts as the whole, an unknown
    agreement, baseline or meeting as the newest. `version_id` is the version of an agreement that a sheet is
    about, or compares with `former_id`, the usual ones where they are not given. `tasks` says which tasks a
    list of them holds, `only_open` that a list of remarks leaves out those that are decided. `fan_key` is the
    matter that papers are about, the newest where it is not given; `for_publication` leaves out of papers
    what is not public, `with_closed` puts consultations behind closed doors on a sheet that leaves them out.
    """

    printed_on: date
    municipality_id: str | None = None
    agreement_id: str | None = None
    version_id: str | None = None
    former_id: str | None = None
    baseline_id: str | None = None
    meeting_id: str | None = None
    only_open: bool = False
    fan_key: str | None = None
    for_publication: bool = False
    with_closed: bool = False
    what_if: WhatIf | None = None
    paper: Paper = "a4"
    author: str = ""
    chart: ChartOptions = ChartOptions()
    tasks: Query = Query()


@dataclass(frozen=True, slots=True)
class Composition:
    """A story and the page it is set on."""

    story: tuple[Element, ...]
    setup: PageSetup


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: `build(view, options, detail)` composes it, leaving out more with every step of `detail`.

    `is_internal`: it is for the town halls and may name staff, which its foot says. All others may come
    before councils and the public: they name offices and who signs for a municipality, nobody else.
    `most_pages` is how many pages it may have; `details` how many steps there are to get there. `has_chart`:
    the options of the chart count. `has_days`: its first and last day do. `lists_tasks`: it can be made of
    the tasks of a query alone and says so. `has_baseline`: it compares with a baseline. `is_of_agreement`: it
    is about one agreement, which can be chosen. `has_version`: it is about one version of it, which can be
    chosen too; `compares_versions`: it compares two.
    `lists_remarks`: it lists remarks on it, of all municipalities or one. `is_of_matter`: it is about one
    matter before the bodies, which can be chosen; `is_publishable`: it can leave out what is not public.
    `has_closed`: it leaves that out unless asked not to. `asks_what_if`: it answers what if somebody joins
    or leaves.
    `goes_out`: it goes out in the name of a municipality, so no line of the program stands on it. `figures`:
    what is kept of it as JSON when it is issued. `missing`: what a reader will miss on it, in one sentence,
    or nothing.
    """

    key: str
    title: str
    description: str
    build: Callable[[View, SheetOptions, int], Composition]
    papers: tuple[Paper, ...] = ("a4",)
    is_by_municipality: bool = True
    has_chart: bool = False
    has_days: bool = False
    lists_tasks: bool = False
    has_baseline: bool = False
    is_of_agreement: bool = False
    has_version: bool = False
    compares_versions: bool = False
    lists_remarks: bool = False
    is_of_matter: bool = False
    is_publishable: bool = False
    goes_out: bool = False
    has_closed: bool = False
    asks_what_if: bool = False
    is_internal: bool = False
    most_pages: int | None = None
    details: int = 1
    figures: Callable[[View, SheetOptions], str] | None = None
    missing: Callable[[View, SheetOptions], str] | None = None


def page_setup(
    view: View,
    options: SheetOptions,
    title: str,
    subject: str = "",
    *,
    landscape: bool = False,
    dense: bool = False,
    watermark: str | None = None,
    line_numbers: bool = False,
    paper: Paper | None = None,
    head: str = "",
    has_own_head: bool = False,
    is_letter: bool = False,
) -> PageSetup:
    """The page of every sheet: name of the cooperation or crest of the municipality, Stichtag, print date."""
    return PageSetup(
        title=title,
        cooperation=cooperation_name(view.cooperation),
        as_of=view.as_of,
        recorded_until=view.recorded_until,
        printed_on=options.printed_on,
        paper=paper or options.paper,
        landscape=landscape,
        dense=dense,
        watermark=watermark,
        line_numbers=line_numbers,
        subject=subject,
        author=options.author,
        head=head,
        has_own_head=has_own_head,
        is_letter=is_letter,
        crest=crest_of(view, options.municipality_id),
    )


def compared_with(view: View, options: SheetOptions) -> str:
    """Which baseline a sheet compares with, for its head; empty without one."""
    baseline = chosen_baseline(view.snapshot, options.baseline_id, view.as_of)
    if baseline is None:
        return ""
    return f"verglichen mit Basisplan „{baseline.name}“ vom {formats.day(baseline.taken_on)}"


def chosen_municipality(view: View, options: SheetOptions) -> Municipality | None:
    """The municipality a sheet is made for; None for the whole or an unknown one."""
    return view.snapshot.find(Municipality, options.municipality_id)


def chosen_agreement(view: View, options: SheetOptions) -> Agreement | None:
    """The agreement asked for, else the newest one of the municipality, else the newest."""
    return agreement_document.chosen_agreement(view, options.agreement_id, options.municipality_id)


def chosen_version(view: View, options: SheetOptions) -> tuple[Agreement, AgreementVersion | None] | None:
    """The agreement, and the version asked for, else its current one; None without any agreement."""
    version = view.snapshot.find(AgreementVersion, options.version_id)
    if version is not None:
        return view.snapshot.get(Agreement, version.agreement_id), version
    found = chosen_agreement(view, options)
    return (found, agreement_document.current_version(view, found.id)) if found is not None else None


def compared_versions(
    view: View,
    options: SheetOptions,
    usual: Callable[[View, str], AgreementVersion | None] = former_version,
) -> tuple[AgreementVersion, AgreementVersion] | None:
    """The old and the new version a sheet compares; None where there are no two."""
    new = view.snapshot.find(AgreementVersion, options.version_id)
    if new is None:
        agreement = chosen_agreement(view, options)
        new = agreement_document.current_version(view, agreement.id) if agreement else None
    old = view.snapshot.find(AgreementVersion, options.former_id)
    if old is None and new is not None:
        old = usual(view, new.id)
    return (old, new) if old is not None and new is not None else None


def chosen_days(options: SheetOptions) -> tuple[date | None, date | None]:
    """The first and the last day asked for. Raises NotPrintable outside of `CHART_YEARS`."""
    days = (options.chart.first_on, options.chart.last_on)
    if any(day is not None and day.year not in CHART_YEARS for day in days):
        raise NotPrintable(
            f"Der Zeitraum muss in den Jahren {CHART_YEARS[0]} bis {CHART_YEARS[-1]} liegen; "
            "bitte wählen Sie andere Tage."
        )
    return days


def filter_note(view: View, options: SheetOptions) -> str:
    """Which tasks a sheet holds, to stand above its list; empty when it holds all."""
    words = query_words(options.tasks, view.as_of)
    return f"Nur ein Teil der Aufgaben: {words}." if words else ""

"""The register of sheets, and making one as PDF."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from ozgdesk.domain.view import View
from ozgdesk.reports import look
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions
from ozgdesk.reports.sheets import (
    agreement,
    amendment,
    annex,
    briefing,
    comments,
    council_calendar,
    council_paper,
    council_state,
    deputies,
    filing_letter,
    legal_check,
    load,
    milestones,
    minutes,
    ownership,
    plan,
    publication,
    resolutions,
    signing,
    status,
    synopsis,
    todo,
    what_if,
)

__all__ = ["SHEETS", "Sheet", "SheetOptions", "compose", "first_page", "make_sheet", "print_sheet", "sheet"]

SHEETS: tuple[Sheet, ...] = (
    status.SHEET,
    annex.SHEET,
    plan.SHEET,
    milestones.SHEET,
    ownership.SHEET,
    load.SHEET,
    todo.SHEET,
    deputies.SHEET,
    minutes.SHEET,
    resolutions.SHEET,
    agreement.SHEET,
    council_paper.SHEET,
    briefing.SHEET,
    filing_letter.SHEET,
    publication.SHEET,
    legal_check.SHEET,
    signing.SHEET,
    synopsis.SHEET,
    amendment.SHEET,
    comments.SHEET,
    what_if.SHEET,
    council_state.SHEET,
    council_calendar.SHEET,
)


def sheet(key: str) -> Sheet:
    """The sheet with this key; KeyError when there is none."""
    return {found.key: found for found in SHEETS}[key]


def make_sheet(key: str, view: View, options: SheetOptions) -> bytes:
    """Make a sheet as PDF; the same view and options give the same bytes. KeyError for an unknown key.

    A sheet with a limit of pages is composed with less detail until it keeps to it.
    """
    return print_sheet(sheet(key), view, options).data


def print_sheet(found: Sheet, view: View, options: SheetOptions) -> look.Printed:
    """Print a sheet and say how many pages it has."""
    composition = compose(found, view, options)
    return look.print_story(composition.story, composition.setup)


def first_page(key: str, view: View, options: SheetOptions) -> bytes:
    """Only the first page of a sheet, for a small picture. KeyError for an unknown key."""
    composition = compose(sheet(key), view, options)
    return look.print_first_page(composition.story, composition.setup)


def compose(found: Sheet, view: View, options: SheetOptions) -> Composition:
    """The story of a sheet, with as much detail as its pages hold."""
    if options.paper not in found.papers:
        options = replace(options, paper=found.papers[0])
    composition = found.build(view, options, _detail(found, view, options))
    return replace(composition, setup=replace(composition.setup, is_internal=found.is_internal))


def _detail(found: Sheet, view: View, options: SheetOptions) -> int:
    """The fullest detail with which the sheet keeps to its pages, else the shortest; found by halving."""
    most = found.most_pages
    if most is None:
        return 0

    def fits(detail: int) -> bool:
        composition = found.build(view, options, detail)
        return look.count_pages(composition.story, composition.setup) <= most

    steps = range(found.details - 1)
    return bisect_left(steps, True, key=fits)

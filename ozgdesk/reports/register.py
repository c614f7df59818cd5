"""The register of sheets, and making one as PDF."""

from __future__ import annotations

from dataclasses import replace

from ozgdesk.domain.view import View
from ozgdesk.reports import look
from ozgdesk.reports.sheet import Sheet, SheetOptions
from ozgdesk.reports.sheets import agreement, ownership, plan, status

__all__ = ["SHEETS", "Sheet", "SheetOptions", "make_sheet", "print_sheet", "sheet"]

SHEETS: tuple[Sheet, ...] = (status.SHEET, plan.SHEET, ownership.SHEET, agreement.SHEET)


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
    if options.paper not in found.papers:
        options = replace(options, paper=found.papers[0])
    for detail in range(found.details):
        composition = found.build(view, options, detail)
        printed = look.print_story(composition.story, composition.setup)
        if found.most_pages is None or printed.pages <= found.most_pages:
            break
    return printed

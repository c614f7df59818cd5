"""A sheet made ready to be kept as it is given out: its bytes, its file name, what it was made with."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from ozgdesk.domain.view import View
from ozgdesk.reports.register import print_sheet
from ozgdesk.reports.sheet import Sheet, SheetOptions, chosen_municipality
from ozgdesk.saving import file_name

_SAID_ELSEWHERE = frozenset({"municipality_id", "author"})


@dataclass(frozen=True, slots=True)
class Issue:
    """What `commands.reporting.issue_report` keeps; `options` and `figures` are JSON objects or empty."""

    sheet: str
    title: str
    content: bytes
    file_name: str
    as_of: date
    municipality_id: str | None
    options: str
    figures: str

    def as_arguments(self) -> dict[str, Any]:
        """The arguments of the command by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def prepare_issue(found: Sheet, view: View, options: SheetOptions, made: bytes | None = None) -> Issue:
    """The sheet for keeping, `made` before or now. Raises NotPrintable."""
    town = chosen_municipality(view, options)
    return Issue(
        sheet=found.key,
        title=found.title,
        content=print_sheet(found, view, options).data if made is None else made,
        file_name=sheet_file_name(found, view, options),
        as_of=view.as_of,
        municipality_id=town.id if town else None,
        options=_as_json(view, options),
        figures=found.figures(view, options) if found.figures else "",
    )


def sheet_file_name(found: Sheet, view: View, options: SheetOptions) -> str:
    """A name for the file: title, municipality and Stichtag."""
    town = chosen_municipality(view, options)
    return file_name((found.title, town.code if town else "", view.as_of.isoformat()), "pdf")


def _as_json(view: View, options: SheetOptions) -> str:
    """What was chosen apart from what the row of the report says itself, and the Datenstand."""
    usual = asdict(SheetOptions(printed_on=options.printed_on))
    said = {
        name: value
        for name, value in asdict(options).items()
        if name not in _SAID_ELSEWHERE and value != usual[name]
    }
    said["printed_on"], said["recorded_until"] = options.printed_on, view.recorded_until
    return json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)

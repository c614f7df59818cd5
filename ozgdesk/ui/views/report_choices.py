"""What was chosen for a sheet, and the options of the sheet that follow from it."""

from dataclasses import dataclass, replace
from datetime import date

from ozgdesk.reports.sheet import ChartOptions, Paper, Sheet, SheetOptions, WhatIf


@dataclass(frozen=True, slots=True)
class Chosen:
    """The answers; None means the whole, the newest, the baseline of the plan, all tasks, today, now.

    `text_id` is the version a sheet is about, the other two those it compares.
    """

    municipality_id: str | None
    agreement_id: str | None
    text_id: str | None
    version_id: str | None
    former_id: str | None
    baseline_id: str | None
    meeting_id: str | None
    only_open: bool
    fan_key: str | None
    for_publication: bool
    with_closed: bool
    what_if: WhatIf | None
    task_line: str | None
    paper: Paper
    as_of: date | None
    known_on: date | None
    chart: ChartOptions

    def sheet_options(self, sheet: Sheet, given: SheetOptions) -> SheetOptions:
        """What is given, with the answers that this sheet knows."""
        return replace(
            given,
            municipality_id=self.municipality_id,
            agreement_id=self.agreement_id,
            version_id=self.text_id if sheet.has_version else self.version_id,
            former_id=self.former_id,
            baseline_id=(self.baseline_id or given.baseline_id) if sheet.has_baseline else None,
            meeting_id=self.meeting_id,
            only_open=self.only_open and sheet.lists_remarks,
            fan_key=self.fan_key if sheet.is_of_matter else None,
            for_publication=self.for_publication and sheet.is_publishable,
            with_closed=self.with_closed and sheet.has_closed,
            what_if=self.what_if if sheet.asks_what_if else None,
            paper=self.paper,
            chart=self.chart,
        )

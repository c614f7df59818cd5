"""What is kept about sheets: the summary of a status report, reports that were issued, sets for a meeting."""

from datetime import date

from sqlmodel import Field

from ozgdesk.domain.entity import Entity, Line, Name, OrderKey, Text, optional_reference, reference

SUMMARY_LENGTH = 600
"""How many characters the management summary may have: about five lines on the status sheet."""


class ReportSummary(Entity):
    """The management summary of the status report, for one municipality or the whole; the newest counts."""

    municipality_id: str | None = optional_reference("municipality")
    dated_on: date
    text: str = Field(default="", max_length=SUMMARY_LENGTH)
    author: Line = ""


class IssuedReport(Entity):
    """A sheet as it was given out: its bytes, what it was made with, and the figures on it.

    `options` and `figures` are JSON objects; the bytes are in the attachment.
    """

    sheet: Line
    title: Name
    municipality_id: str | None = optional_reference("municipality")
    as_of: date
    issued_on: date
    author: Line = ""
    options: Text = ""
    figures: Text = ""
    attachment_id: str = reference("attachment")
    note: Line = ""


class SheetSet(Entity):
    """A Sitzungsmappe: which sheets are put together for a meeting, under a name."""

    order: OrderKey
    name: Name
    committee_id: str | None = optional_reference("committee")
    note: Line = ""


class SheetSetEntry(Entity):
    """One part of a set: a sheet for one municipality or the whole, or an embedded PDF of others.

    `version_id` and `baseline_id` say which one a sheet shows that could show several; None: the newest.
    """

    set_id: str = reference("sheet_set")
    order: OrderKey
    sheet: Line = ""
    municipality_id: str | None = optional_reference("municipality")
    agreement_id: str | None = optional_reference("agreement")
    version_id: str | None = optional_reference("agreement_version")
    baseline_id: str | None = optional_reference("baseline")
    attachment_id: str | None = optional_reference("attachment")
    title: Line = ""

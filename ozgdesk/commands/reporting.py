"""What is done with sheets: write the summary of the status report, issue a sheet, put a set together."""

from datetime import date

from ozgdesk.commands.attachments import keep_file
from ozgdesk.domain.reporting import IssuedReport, ReportSummary
from ozgdesk.domain.transaction import Command, Transaction


def write_summary(text: str, *, dated_on: date, municipality_id: str | None = None) -> Command[ReportSummary]:
    """Keep the summary for a Stichtag, of one municipality or the whole; a second one of a day replaces it.

    Raises RuleViolation `text_too_long` through `Workspace.run`.
    """

    def command(tx: Transaction) -> ReportSummary:
        told = text.strip()
        for row in tx.all(ReportSummary):
            if (row.municipality_id, row.dated_on) == (municipality_id, dated_on):
                if row.text == told:
                    return row
                return tx.update(ReportSummary, row.id, text=told, author=tx.author.name)
        row = ReportSummary(
            id=tx.new_id(),
            municipality_id=municipality_id,
            dated_on=dated_on,
            text=told,
            author=tx.author.name,
        )
        return tx.insert(row)

    return command


def issue_report(
    sheet: str,
    title: str,
    content: bytes,
    file_name: str,
    *,
    as_of: date,
    municipality_id: str | None = None,
    options: str = "",
    figures: str = "",
    note: str = "",
) -> Command[IssuedReport]:
    """Keep a sheet as it is given out today: its bytes, what it was made with and its figures, both as JSON.

    Raises RuleViolation `file_too_large` above 20 MB.
    """

    def command(tx: Transaction) -> IssuedReport:
        kept = keep_file(tx, file_name, content)
        row = IssuedReport(
            id=tx.new_id(),
            sheet=sheet,
            title=title,
            municipality_id=municipality_id,
            as_of=as_of,
            issued_on=tx.today,
            author=tx.author.name,
            options=options,
            figures=figures,
            attachment_id=kept.id,
            note=note,
        )
        return tx.insert(row)

    return command

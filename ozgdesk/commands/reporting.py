"""What is done with sheets: write the summary of the status report, issue a sheet, put a set together."""

from datetime import date

from ozgdesk.commands.attachments import keep_file
from ozgdesk.domain.order import between
from ozgdesk.domain.reporting import IssuedReport, ReportSummary, SheetSet, SheetSetEntry
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


def put_sheet(
    sheet_set_id: str, sheet: str, municipality_id: str | None = None, agreement_id: str | None = None
) -> Command[SheetSetEntry]:
    """Put a sheet for one municipality or the whole at the end of a set; one that is in it stays there."""

    def command(tx: Transaction) -> SheetSetEntry:
        for row in tx.having(SheetSetEntry, "set_id", sheet_set_id):
            if (row.sheet, row.municipality_id, row.agreement_id) == (sheet, municipality_id, agreement_id):
                return row
        row = SheetSetEntry(
            id=tx.new_id(),
            set_id=tx.get(SheetSet, sheet_set_id).id,
            order=_behind_last(tx, sheet_set_id),
            sheet=sheet,
            municipality_id=municipality_id,
            agreement_id=agreement_id,
        )
        return tx.insert(row)

    return command


def put_file(
    sheet_set_id: str, file_name: str, content: bytes, municipality_id: str | None = None
) -> Command[SheetSetEntry]:
    """Embed a PDF of others and put it at the end of a set. Raises RuleViolation `file_too_large`."""

    def command(tx: Transaction) -> SheetSetEntry:
        row = SheetSetEntry(
            id=tx.new_id(),
            set_id=tx.get(SheetSet, sheet_set_id).id,
            order=_behind_last(tx, sheet_set_id),
            municipality_id=municipality_id,
            attachment_id=keep_file(tx, file_name, content).id,
        )
        return tx.insert(row)

    return command


def take_out(sheet_set_entry_id: str) -> Command[int]:
    """Take a part out of its set; a file that nothing else shows goes with it. Returns the rows removed."""

    def command(tx: Transaction) -> int:
        first = len(tx.changes)
        tx.delete(SheetSetEntry, sheet_set_entry_id)
        return len(tx.changes) - first

    return command


def place_entry(sheet_set_entry_id: str, place: int) -> Command[SheetSetEntry]:
    """Move a part to a place among the others of its set, counted from 0; beyond the end is the end."""

    def command(tx: Transaction) -> SheetSetEntry:
        row = tx.get(SheetSetEntry, sheet_set_entry_id)
        parts = sorted(tx.having(SheetSetEntry, "set_id", row.set_id), key=lambda part: (part.order, part.id))
        others = [part.order for part in parts if part.id != row.id]
        at = min(max(place, 0), len(others))
        if parts.index(row) == at:
            return row
        before, after = ([None, *others][at], [*others, None][at])
        return tx.update(SheetSetEntry, row.id, order=between(before, after))

    return command


def _behind_last(tx: Transaction, sheet_set_id: str) -> str:
    orders = (row.order for row in tx.having(SheetSetEntry, "set_id", sheet_set_id))
    return between(max(orders, default=None), None)

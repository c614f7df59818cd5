"""The page on which an agreement is signed: a block for each party, and whose originals lie where."""

from __future__ import annotations

from collections.abc import Iterator

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.view import View
from ozgdesk.present.agreement import AgreementRow, agreement_row
from ozgdesk.present.agreement_document import is_draft
from ozgdesk.reports import look
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, chosen_agreement, page_setup
from ozgdesk.reports.sheets.agreement import DRAFT
from ozgdesk.reports.signing_blocks import signing_blocks

_TITLE = "Unterzeichnung"


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the page for the newest agreement, or the chosen one; one that still changes is marked."""
    del detail
    found = chosen_agreement(view, options)
    if found is None:
        setup = page_setup(view, options, _TITLE, paper="a4")
        return Composition((look.paragraph("Es ist noch keine Vereinbarung erfasst."),), setup)
    row = agreement_row(view, found, with_text=False)
    version = view.snapshot.find(AgreementVersion, row.current.id if row.current else None)
    mark = DRAFT if is_draft(version) else None
    head = row.short_title
    setup = page_setup(view, options, _TITLE, found.title, watermark=mark, paper="a4", head=head)
    return Composition(tuple(_story(view, found, row, version)), setup)


def _story(
    view: View, agreement: Agreement, row: AgreementRow, version: AgreementVersion | None
) -> Iterator[look.Element]:
    if not row.parties:
        yield look.paragraph("Es gibt noch keine Vertragspartei.")
        return
    yield look.paragraph(_opening(agreement, row, version))
    yield from signing_blocks(view, row)
    if row.copies:
        yield look.keep_together(look.heading("Ausfertigungen"), _copies(row))


def _opening(agreement: Agreement, row: AgreementRow, version: AgreementVersion | None) -> str:
    count = agreement.copies_count or len(row.copies) or len(row.parties)
    text = f"Fassung „{version.name}“. " if version else ""
    copies = formats.count(count, "Ausfertigung", "Ausfertigungen")
    return f"{text}Für jede Kommune unterschreiben zwei Personen (§\u00a071 Abs.\u00a02 HGO), in {copies}."


def _copies(row: AgreementRow) -> look.Element:
    return look.table(
        ("Nr.", "Ausfertigung für", "liegt bei", "Bemerkung"),
        [
            (f"{number}.", copy.owner, copy.location or "", copy.note)
            for number, copy in enumerate(row.copies, 1)
        ],
        widths=(7, 25, 43, 25),
        header=1,
    )


SHEET = Sheet(
    key="signing",
    title="Unterzeichnung",
    description="Die Seite zum Unterschreiben: zwei Plätze je Kommune, auf Wunsch mit Siegelfeld, "
    "und der Verbleib der Ausfertigungen.",
    build=build,
    is_of_agreement=True,
)

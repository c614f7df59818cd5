"""A set of sheets for a meeting (Sitzungsmappe) made into one PDF, or into one for each municipality."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.present.sheet_sets import SetEntry, SetRow, set_rows
from ozgdesk.reports import look
from ozgdesk.reports.book import BookPart, Progress, print_book, unseen
from ozgdesk.reports.foreign import ForeignPdf, read_foreign
from ozgdesk.reports.register import SHEETS, compose, sheet
from ozgdesk.reports.sheet import Composition, NotPrintable, SheetOptions, page_setup
from ozgdesk.saving import file_name

UNTAGGED = "nicht barrierefrei gekennzeichnet"
TAGGED = "nur in der Datei selbst barrierefrei gekennzeichnet"


def sheet_sets(view: View) -> tuple[SetRow, ...]:
    """All sets of the project, with the titles of their sheets."""
    return set_rows(view, {found.key: found.title for found in SHEETS})


def make_set(
    view: View,
    chosen: SetRow,
    options: SheetOptions,
    municipality_id: str | None = None,
    progress: Progress = unseen,
) -> look.Printed:
    """Print a set, or what one municipality gets of it, as one document.

    Raises NotPrintable when a sheet cannot be made, a foreign PDF not be read, or nothing is in the set;
    and whatever `progress` raises.
    """
    entries = chosen.of(municipality_id) if municipality_id else chosen.entries
    if not entries:
        raise NotPrintable(f"Die Mappe „{chosen.name}“ ist leer; bitte wählen Sie Blätter für sie aus.")
    tag = tags_of(view).get(municipality_id) if municipality_id else None
    options = replace(options, meeting_id=chosen.meeting_id or options.meeting_id)
    parts = [_part(view, entry, options) for entry in entries]
    return print_book(
        lambda starts: _front(view, chosen, tag, options, entries, parts, starts), parts, progress
    )


def file_names(view: View, chosen: SetRow) -> Iterator[tuple[str, str]]:
    """For each municipality its id and the name of its file."""
    for row in view.municipalities:
        yield row.id, file_name((chosen.name, row.code, view.as_of.isoformat()), "pdf")


def _part(view: View, entry: SetEntry, options: SheetOptions) -> BookPart:
    if entry.file is not None:
        pdf = read_foreign(entry.file.file_name, entry.file.content)
        return BookPart(_title_page(view, entry, pdf, options), pdf)
    chosen = replace(
        options,
        municipality_id=entry.municipality.id or None,
        agreement_id=entry.agreement_id,
        version_id=entry.version_id,
        baseline_id=entry.baseline_id,
    )
    try:
        return BookPart(compose(sheet(entry.sheet), view, chosen))
    except NotPrintable as problem:
        raise NotPrintable(f"{entry.title}: {problem}") from problem


def _title_page(view: View, entry: SetEntry, pdf: ForeignPdf, options: SheetOptions) -> Composition:
    pages = formats.count(len(pdf.sizes), "Seite", "Seiten")
    story = [look.paragraph(f"Fremde Datei „{pdf.name}“, {pages}, {_remark(pdf)}.", "note")]
    return Composition(tuple(story), page_setup(view, options, entry.title, paper="a4"))


def _remark(pdf: ForeignPdf) -> str:
    return TAGGED if pdf.is_tagged else UNTAGGED


def _front(
    view: View,
    chosen: SetRow,
    tag: MunicipalityTag | None,
    options: SheetOptions,
    entries: Sequence[SetEntry],
    parts: Sequence[BookPart],
    starts: Sequence[int],
) -> Composition:
    whose = f"{tag.name} ({tag.code})" if tag else ""
    whose_options = replace(options, municipality_id=tag.id if tag else None)
    subject = " · ".join(part for part in ("Sitzungsmappe", chosen.meeting, whose) if part)
    return Composition(
        tuple(_contents(entries, parts, starts)),
        page_setup(view, whose_options, chosen.name, subject, paper="a4"),
    )


def _contents(
    entries: Sequence[SetEntry], parts: Sequence[BookPart], starts: Sequence[int]
) -> Iterator[look.Element]:
    yield look.heading("Inhalt")
    rows = [
        (
            str(number),
            entry.title,
            entry.whose,
            _remark(part.foreign) if part.foreign else entry.shows,
            formats.number(start),
        )
        for number, (entry, part, start) in enumerate(zip(entries, parts, starts, strict=True), 1)
    ]
    yield look.table(
        ("Nr.", "Inhalt", "für", "Hinweis", "Seite"),
        rows,
        widths=(7, 42, 11, 31, 9),
        header=1,
        align="llllr",
    )
    if any(part.foreign for part in parts):
        yield look.paragraph(
            "Dateien anderer sind eingefügt, wie sie vorlagen. Ihr Inhalt ist in dieser Mappe nicht "
            "barrierefrei gekennzeichnet; wer ihn vorlesen lassen möchte, braucht die Datei selbst.",
            "note",
        )

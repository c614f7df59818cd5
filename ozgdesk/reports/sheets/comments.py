"""The remarks of the partners on paper: place, who said what, what was proposed, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ozgdesk import formats
from ozgdesk.domain.redline import RunKind
from ozgdesk.domain.view import View
from ozgdesk.present.remarks import RemarkCount, RemarkRow, counts_of, remark_place
from ozgdesk.reports import look
from ozgdesk.reports.sheet import (
    Composition,
    Sheet,
    SheetOptions,
    chosen_agreement,
    chosen_municipality,
    page_setup,
)

_TITLE = "Anmerkungen der Partner"
_KEY = "Vorschläge stehen gegenüber dem Wortlaut der Fassung. Gestrichen: entfiele. Unterstrichen: neu."
_TONES: dict[str, look.Tone] = {RunKind.DELETED.value: "deleted", RunKind.INSERTED.value: "inserted"}


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the remarks on the newest agreement or the chosen one, of all municipalities or of one."""
    del detail
    found = chosen_agreement(view, options)
    if found is None:
        setup = page_setup(view, options, _TITLE, landscape=True, paper="a4")
        return Composition((look.paragraph("Es ist noch keine Vereinbarung erfasst."),), setup)
    place = remark_place(view, found.id, options.version_id or "")
    town = chosen_municipality(view, options)
    rows = [row for row in place.rows if town is None or row.municipality.id == town.id]
    if options.only_open:
        rows = [row for row in rows if row.is_open]
    version = f"Fassung: {place.version}" if place.version else ""
    part = ", ".join(
        word for word in (town.name if town else "", "nur offene" if options.only_open else "") if word
    )
    subject = "\n".join(line for line in (found.title, version, part and f"Auswahl: {part}") if line)
    setup = page_setup(view, options, _TITLE, subject, landscape=True, paper="a4", head=place.title)
    return Composition(tuple(_story(rows)), setup)


def _story(rows: Sequence[RemarkRow]) -> Iterator[look.Element]:
    if not rows:
        yield look.paragraph("Zu dieser Auswahl gibt es keine Anmerkungen.")
        return
    yield _counts(counts_of(rows))
    if any(row.runs for row in rows):
        yield look.paragraph(_KEY, "note")
    open_rows = [row for row in rows if row.is_open]
    closed = [row for row in rows if not row.is_open]
    lines: list[look.TableRow] = []
    for title, found in (("Offen", open_rows), ("Entschieden", closed)):
        if found:
            lines.append(look.group_row(f"{title} ({len(found)})"))
        lines += [_line(row) for row in found]
    head = ("Stelle", "Kommune", "Vom", "Anmerkung und Vorschlag", "Stand", "Antwort")
    yield look.table(head, lines, widths=(16, 12, 8, 38, 9, 17))


def _counts(counts: Sequence[RemarkCount]) -> look.Element:
    rows = [(count.who, str(count.open), str(count.accepted), str(count.rejected)) for count in counts]
    head = ("Kommune", "offen", "übernommen", "abgelehnt")
    return look.table(head, rows, widths=(55, 15, 15, 15), header=0, align="lrrr")


def _line(row: RemarkRow) -> list[look.Cell]:
    on = formats.day(row.dated_on) if row.dated_on else "–"
    return [row.place, row.who, on, _said(row), row.state_text, row.answer or "–"]


def _said(row: RemarkRow) -> look.Cell:
    """The words, and below them the proposal word by word."""
    parts = [look.Span(row.text)] if row.text else []
    if row.runs:
        parts.append(look.Span("\nVorschlag: " if row.text else "Vorschlag: ", "strong"))
        parts += [look.Span(run.text, _TONES.get(run.kind, "normal")) for run in row.runs]
    return parts


SHEET = Sheet(
    key="comments",
    title=_TITLE,
    description="Was die Partner zum Text der Vereinbarung anmerken und vorschlagen, mit Stand und Antwort.",
    build=build,
    is_of_agreement=True,
    lists_remarks=True,
)

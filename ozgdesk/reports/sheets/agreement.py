"""The agreement as council annex: numbered text with hanging indents, tasks, and the places to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.present.agreement import AgreementRow, ClauseRow, agreement_row
from ozgdesk.present.agreement_document import is_draft, is_superseded, stage_text
from ozgdesk.present.agreement_text import Piece, PieceKind
from ozgdesk.present.clause_tables import Grid, blocks
from ozgdesk.present.publication import left_out_words, published_parts
from ozgdesk.reports import look
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, chosen_version, page_setup
from ozgdesk.reports.signing_blocks import signing_blocks

DRAFT = "Entwurf"
SUPERSEDED = "Frühere Fassung"
_LEAST_COLUMN = 5  # signs

_HANGING = frozenset({ClauseKind.PARAGRAPH, ClauseKind.NUMBER, ClauseKind.LETTER})


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the newest agreement or the chosen one, its current version or the chosen one.

    A version that is not frozen is marked as draft; one that another has replaced has no places to sign.

    For publication without what concerns only the parties among each other, and without places to sign.
    """
    del detail
    found = chosen_version(view, options)
    if found is None:
        setup = page_setup(view, options, "Vereinbarung", paper="a4")
        return Composition((look.paragraph("Es ist noch keine Vereinbarung erfasst."),), setup)
    agreement, version = found
    row = agreement_row(view, agreement, version_id=version.id if version else None)
    stage = stage_text(next(r for r in row.versions if r.id == version.id)) if version is not None else ""
    draft = is_draft(version)
    mark = DRAFT if draft else SUPERSEDED if is_superseded(version) else None
    setup = page_setup(
        view,
        options,
        row.title,
        stage,
        watermark=mark,
        line_numbers=draft,
        paper="a4",
        head=row.short_title,
    )
    if options.for_publication:
        clauses, left_out = published_parts(view, agreement, version.id if version else None)
        return Composition(tuple(_published(clauses, left_out_words(left_out))), setup)
    return Composition(tuple(_story(view, row, version)), setup)


def _published(clauses: Sequence[ClauseRow], left_out: str) -> Iterator[look.Element]:
    for clause in clauses:
        yield from clause_elements(clause)
    if left_out:
        yield look.paragraph(left_out, "note")


def _story(view: View, row: AgreementRow, version: AgreementVersion | None) -> Iterator[look.Element]:
    if version is not None and version.note:
        yield look.paragraph(version.note, "note")
    if not row.clauses:
        yield look.paragraph("Diese Fassung enthält noch keinen Text.")
    body = [clause for clause in row.clauses if not in_annex(clause, row.clauses)]
    annexes = [clause for clause in row.clauses if in_annex(clause, row.clauses)]
    for clause in body:
        yield from clause_elements(clause)
    if not is_superseded(version):
        yield from _signatures(view, row)
    for clause in annexes:
        yield from clause_elements(clause)
    annex = "\n".join(clause.text for clause in annexes)
    if is_draft(version) and not all(duty.name in annex for duty in row.duties):
        yield from _tasks(row)


def in_annex(clause: ClauseRow, clauses: Sequence[ClauseRow]) -> bool:
    """Whether a part is an annex or belongs to one."""
    by_id = {row.id: row for row in clauses}
    above: ClauseRow | None = clause
    while above is not None:
        if above.kind == ClauseKind.ANNEX:
            return True
        above = by_id.get(above.parent_id or "")
    return False


def clause_elements(clause: ClauseRow) -> Iterator[look.Element]:
    """A part of the text as it is printed, without what stands below it."""
    kind = ClauseKind(clause.kind)
    if kind in _HANGING:
        yield from _numbered(clause)
        return
    if kind is ClauseKind.ANNEX:
        yield look.page_break()
    title = " ".join(part for part in (clause.number, clause.heading) if part)
    if kind is ClauseKind.PREAMBLE and not title:
        title = clause.kind_text
    if title:
        yield look.heading(title)
    yield from _text(clause.pieces)


def _numbered(clause: ClauseRow) -> Iterator[look.Element]:
    """Absatz, Nummer and Buchstabe: the number hangs at the left; what goes on stays set in below it."""
    level = max(clause.depth - 1, 0)
    if not (clause.number or level):
        yield from _text(clause.pieces)
        return
    number = clause.number
    if clause.heading:
        yield look.item(number, look.strong(clause.heading), level)
        number = ""
    for part in blocks(clause.pieces):
        if isinstance(part, Grid):
            yield _table(part)
            continue
        for text in _paragraphs(part.pieces):
            yield look.item(number, text, level)
            number = ""


def _text(pieces: Sequence[Piece]) -> Iterator[look.Element]:
    for part in blocks(pieces):
        if isinstance(part, Grid):
            yield _table(part)
        else:
            yield from (look.paragraph(text) for text in _paragraphs(part.pieces))


def _table(grid: Grid) -> look.Element:
    """A table of the text; columns are as wide as their longest word and the length of their cells ask."""
    head, *rows = ([cell.text for cell in cells] for cells in grid.rows)
    columns = list(zip(head, *rows, strict=True))
    widths = [
        max(max(len(word) for cell in cells for word in (cell.split() or [""])) + 2, _LEAST_COLUMN)
        + 0.4 * sum(len(cell) for cell in cells) / len(cells)
        for cells in columns
    ]
    named = 1 if len(head) > 2 and head[0].rstrip(".") == "Nr" else 0
    return look.table(head, rows, widths=widths, header=named)


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[list[look.Span | str]]:
    """The text in paragraphs; what nothing fills yet stands out."""
    current: list[look.Span | str] = []
    for piece in pieces:
        parts = piece.text.split("\n\n")
        for place, part in enumerate(parts):
            if place and current:
                yield current
                current = []
            if part:
                current.append(look.Span(part, "emphasis") if piece.kind is PieceKind.OPEN else part)
    if current:
        yield current


def _signatures(view: View, row: AgreementRow) -> Iterator[look.Element]:
    """The places to sign; nobody signs alone on a page, and the heading goes with the first."""
    blocks = [*signing_blocks(view, row)]
    if not blocks:
        return
    first, *rest = blocks
    if len(rest) < 2:
        yield look.keep_together(look.heading("Unterschriften"), *blocks)
        return
    yield look.keep_together(look.heading("Unterschriften"), first)
    yield from rest[:-2]
    yield look.keep_together(*rest[-2:])


def _tasks(row: AgreementRow) -> Iterator[look.Element]:
    yield look.page_break()
    yield look.heading("Übersicht der Vertragsaufgaben")
    yield look.paragraph("Stand des Projekts am Stichtag; kein Teil des Vertragstextes.", "note")
    yield look.table(
        ("Nr.", "Aufgabe", "Rechtsform", "Federführung", "Zuarbeit"),
        [
            (
                duty.number,
                duty.name,
                duty.legal_form_text,
                look.strong(duty.lead.name) if duty.lead else "nicht vergeben",
                ", ".join(tag.code for tag in duty.contributors) or "–",
            )
            for duty in row.duties
        ],
        widths=(9, 41, 16, 18, 16),
        header=1,
    )


SHEET = Sheet(
    key="agreement",
    title="Vereinbarung",
    description="Der Text der Vereinbarung als Anlage für die Gremien, mit Plätzen für die Unterschriften.",
    build=build,
    is_of_agreement=True,
    has_version=True,
    is_publishable=True,
)

"""The tagged status sheet against bare platypus with the same number of paragraphs and cells."""

import io
from collections.abc import Iterator
from datetime import date

from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as PlatypusTable

from benchmarks.measure import Ratio, medians
from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.reports.register import SheetOptions, compose, make_sheet, sheet
from ozgdesk.reports.story import KeyFigures, Table

DAY = date(2026, 11, 23)
TEXT = "Zuarbeit der Kommune bis zum vereinbarten Termin"


def ratios() -> Iterator[Ratio]:
    """The status sheet of the richest sample."""
    view = View(Snapshot.of(build_sample("demo", DAY, SYSTEM_CLOCK.new_id)), DAY)
    options = SheetOptions(printed_on=DAY)
    make_sheet("status", view, options)
    paragraphs, tables = _size(view, options)
    mine, plain = medians(
        lambda: make_sheet("status", view, options), lambda: _platypus(paragraphs, tables), 9
    )
    cells = sum(rows * columns for rows, columns in tables)
    note = f"{paragraphs} paragraphs, {cells} cells, tagged"
    yield Ratio("status sheet / bare platypus of the same size", mine, plain, 2.5, note)


def _size(view: View, options: SheetOptions) -> tuple[int, list[tuple[int, int]]]:
    """How many paragraphs, and the rows and columns of each table, the printed sheet has."""
    story = compose(sheet("status"), view, options).story
    tables = [(len(e.rows) + 1, len(e.columns)) for e in story if isinstance(e, Table)]
    tables += [(2, len(e.figures)) for e in story if isinstance(e, KeyFigures)]
    return len(story) - len(tables), tables


def _platypus(paragraphs: int, tables: list[tuple[int, int]]) -> bytes:
    style = getSampleStyleSheet()["BodyText"]
    story: list[object] = [Paragraph(TEXT, style) for _ in range(paragraphs)]
    for rows, columns in tables:
        story.append(PlatypusTable([[Paragraph(TEXT, style) for _ in range(columns)] for _ in range(rows)]))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build(story)
    return buffer.getvalue()

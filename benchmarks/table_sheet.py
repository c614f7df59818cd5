"""A long table on paper against LibreOffice and bare platypus, tagged against untagged, long against short.

LibreOffice, memory and our own program are measured as processes of their own, from start to end.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from xlsxwriter import Workbook

from benchmarks.measure import Ratio, medians, worked
from benchmarks.table_document import COLUMNS, WIDTHS, cells, ours
from ozgdesk.reports import document
from ozgdesk.reports.elements import StructElement
from ozgdesk.reports.pdf_file import assembled
from ozgdesk.reports.tagging import Closing, TaggedCanvas

ROWS, MANY_ROWS = 5_000, 50_000
ROUNDS = 5
GROWTH = 1.1
_A4, _ONE_PAGE_WIDE = 9, (1, 0)


def ratios() -> Iterator[Ratio]:
    """LibreOffice, the price of tags, growth and memory."""
    yield from _libreoffice()
    ours(50)
    pairs = [(worked(lambda: ours(ROWS)), worked(_untagged)) for _ in range(ROUNDS)]
    tagged, plain = (statistics.median(column) for column in zip(*pairs, strict=True))
    yield Ratio("table sheet / the same without tags", tagged, plain, 2.5, f"{ROWS} rows of 8 cells")
    yield _growth()
    mine, bare = (_peak(way) for way in ("ours", "platypus"))
    if bare:
        note = f"{ROWS} rows, most memory of the whole process"
        yield Ratio("table sheet, memory / bare platypus", mine, bare, 2.0, note, unit="MB")


def _growth() -> Ratio:
    """Time of a row in a long table against a short one; the best of some rounds in turns."""
    longer = MANY_ROWS / ROWS
    rounds = [(worked(lambda: ours(MANY_ROWS)) / longer, worked(lambda: ours(ROWS))) for _ in range(3)]
    many, few = (min(column) for column in zip(*rounds, strict=True))
    note = f"{MANY_ROWS} against {ROWS} rows, growth exponent at most {GROWTH}"
    return Ratio("table sheet, time per row", many, few, longer ** (GROWTH - 1), note)


def _libreoffice() -> Iterator[Ratio]:
    """The program from its start against the conversion of an equal spreadsheet, in turns."""
    office = shutil.which("soffice")
    if office is None:
        print("no soffice: the table sheet is not compared with LibreOffice", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_spreadsheet(folder / "table.xlsx")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", name]

        def converted() -> None:
            _run([*command, str(folder / "table.xlsx")])
            (folder / "table.pdf").unlink()

        try:
            converted()
        except (OSError, subprocess.CalledProcessError):
            print("no LibreOffice Calc: the table sheet is not compared with it", file=sys.stderr)
            return
        mine, theirs = medians(lambda: _peak("ours"), converted, ROUNDS)
    yield Ratio("table sheet / LibreOffice", mine, theirs, 1.0, f"{ROWS} rows of 8 cells, start included")


def _write_spreadsheet(path: Path) -> None:
    with Workbook(path) as book:
        sheet = book.add_worksheet("Aufgaben")
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(*_ONE_PAGE_WIDE)
        sheet.repeat_rows(0)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        for number, texts in enumerate([COLUMNS, *cells(ROWS)]):
            sheet.write_row(number, 0, texts)


def _peak(way: str) -> float:
    """Make the table in a process of its own; returns the most memory that it had, in MB."""
    return float(_run([sys.executable, "-m", "benchmarks.table_document", way, str(ROWS)]))


def _run(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


class _PlainCanvas(TaggedCanvas):
    """Draws the same and leaves out all that tags are: marks on the page, structure and ParentTree."""

    def tagged(self, element: StructElement) -> Closing:
        return self.closing

    def artifact(self, kind: str = "Layout", subtype: str = "") -> Closing:
        return self.closing

    def end(self) -> None:
        pass

    def write(self, code: str) -> None:
        self._code.append(code)

    def finish(self, **_metadata: object) -> bytes:
        return assembled(self._doc, self, ())


def _untagged() -> bytes:
    tagged = vars(document)["TaggedCanvas"]
    vars(document)["TaggedCanvas"] = _PlainCanvas
    try:
        return ours(ROWS)
    finally:
        vars(document)["TaggedCanvas"] = tagged

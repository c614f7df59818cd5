"""One long table as PDF, ours or made with bare platypus: `python -m benchmarks.table_document WAY ROWS`.

The table is a list of tasks as a coordinator prints it: 8 columns, two of which differ in every row. Run as
a process of its own it prints the most memory it had, in MB; 0 where the system does not tell.
"""

import io
import sys
from datetime import date
from pathlib import Path

from ozgdesk.reports import look

DAY = date(2026, 11, 23)
COLUMNS = ("Nr.", "Aufgabe", "Federführung", "Zuarbeit", "Anfang", "Ende", "Tage", "Stand")
WIDTHS = (12, 46, 20, 30, 17, 17, 9, 17)
ALIGN = "llllllrl"
SETUP = look.PageSetup(
    title="Aufgaben",
    cooperation="Interkommunale Zusammenarbeit",
    as_of=DAY,
    recorded_until=None,
    printed_on=DAY,
    landscape=True,
)
_MILLIMETRE = 72 / 25.4
_WIDTH = 252 * _MILLIMETRE


def cells(rows: int) -> list[list[str]]:
    """The texts of a table of so many rows."""
    return [
        [
            f"A-{number:05}",
            f"Aufgabe {number} mit Abstimmung aller Beteiligten",
            "Usingen",
            "Neu-Anspach, Glashütten",
            f"{number % 28 + 1:02}.11.2026",
            f"{number % 30 + 1:02}.12.2026",
            str(number % 40),
            "in Arbeit" if number % 3 else "erledigt",
        ]
        for number in range(rows)
    ]


def ours(rows: int) -> bytes:
    """The table as every sheet prints it, tagged."""
    table = look.table(COLUMNS, cells(rows), widths=WIDTHS, align=ALIGN, header=1)
    return look.write_pdf([table], SETUP)


def platypus(rows: int) -> bytes:
    """The table of reportlab with texts on one line, untagged."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import LongTable, SimpleDocTemplate

    widths = [_WIDTH * width / sum(WIDTHS) for width in WIDTHS]
    buffer = io.BytesIO()
    table = LongTable([COLUMNS, *cells(rows)], repeatRows=1, colWidths=widths)
    SimpleDocTemplate(buffer, pagesize=landscape(A4)).build([table])
    return buffer.getvalue()


def _most_memory() -> float:
    """In MB since the process began; `getrusage` would count what its parent had."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    {"ours": ours, "platypus": platypus}[sys.argv[1]](int(sys.argv[2]))
    print(_most_memory())

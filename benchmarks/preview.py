"""The live preview of a one-page sheet: from the choice to the picture, against the 300 ms that are promised.

The limit is a time and not a ratio, so it depends on the machine: the calibration loop printed at the
top says how fast this one is.
"""

from collections.abc import Iterator
from datetime import date

from benchmarks.measure import Ratio, medians
from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.reports.register import SheetOptions, make_sheet
from ozgdesk.ui.views.report_pages import paper, picture
from ozgdesk.ui.views.report_sheets import PAUSE_MS

DAY = date(2026, 11, 23)
PROMISED = 0.3
WIDTH = 900


def ratios() -> Iterator[Ratio]:
    """The status sheet of the richest sample, evaluated anew as after every change."""
    snapshot = Snapshot.of(build_sample("demo", DAY, SYSTEM_CLOCK.new_id))
    options = SheetOptions(printed_on=DAY)

    def preview() -> None:
        picture(paper(make_sheet("status", View(snapshot, DAY), options)), 0, WIDTH)

    preview()
    made, _ = medians(preview, lambda: None, 9)
    note = f"pause of {PAUSE_MS} ms, evaluation, PDF and picture of the status sheet"
    yield Ratio("live preview / promised 300 ms", made + PAUSE_MS / 1000, PROMISED, 1.0, note)

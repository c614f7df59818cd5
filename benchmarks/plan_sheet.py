"""The plan sheet of a large plan: a page costs the same in a short and in a long document.

The days of the chart grow, and with them the tasks on paper. What is made once for a sheet, its rows and its
chart, is done before; processor time counts, so that a busy machine does not.
"""

import time
from collections.abc import Iterator
from datetime import timedelta

from benchmarks.measure import Ratio
from benchmarks.schedule import AS_OF, plan
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.reports import look
from ozgdesk.reports.register import SheetOptions, compose, sheet
from ozgdesk.reports.sheet import ChartOptions, Composition

TASKS = 2_000
SHORT, MIDDLE, LONG = 52, 93, 200  # days after the Stichtag: about 5, 25 and 100 pages
ROUNDS = 7


def ratios() -> Iterator[Ratio]:
    """Time per page of the longer documents against the short one."""
    view = View(Snapshot.of(plan(TASKS)), AS_OF)
    sheets = {days: _composed(view, days) for days in (SHORT, MIDDLE, LONG)}
    best: dict[int, float] = {}
    pages: dict[int, int] = {}
    for _ in range(ROUNDS):
        for days, found in sheets.items():
            start = time.process_time()
            pages[days] = look.print_story(found.story, found.setup).pages
            spent = (time.process_time() - start) / pages[days]
            best[days] = min(best.get(days, spent), spent)
    for days in (MIDDLE, LONG):
        note = f"{pages[days]} against {pages[SHORT]} pages of a plan of {TASKS} tasks"
        yield Ratio("plan sheet, time per page", best[days], best[SHORT], 1.2, note)


def _composed(view: View, days: int) -> Composition:
    chart = ChartOptions(last_on=AS_OF + timedelta(days=days))
    return compose(sheet("plan"), view, SheetOptions(printed_on=AS_OF, chart=chart))

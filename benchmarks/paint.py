"""Painting the chart of the plan: a frame of 20 000 tasks against one of 500; both show as many."""

from collections.abc import Iterator

from benchmarks.measure import Ratio, medians
from benchmarks.schedule import AS_OF, plan
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.present.gantt import gantt
from ozgdesk.present.plan import plan_rows
from ozgdesk.ui.start import start_qt
from ozgdesk.ui.widgets.gantt_chart import GanttChart

SMALL, LARGE = 500, 20_000
ROUNDS = 41


def ratios() -> Iterator[Ratio]:
    """A whole frame in the middle of the plan, painted into memory."""
    start_qt("light")
    small, large = _chart(SMALL), _chart(LARGE)
    ours, base = medians(large.viewport().grab, small.viewport().grab, ROUNDS)
    yield Ratio(f"paint a viewport of {LARGE} tasks / of {SMALL} tasks", ours, base, 1.3)


def _chart(count: int) -> GanttChart:
    view = View(Snapshot.of(plan(count)), AS_OF)
    scene = gantt(view, plan_rows(view).rows)
    chart = GanttChart()
    chart.resize(1200, 800)
    chart.show()
    chart.show_scene(scene, view)
    middle = scene.bars[count // 2 + 1]
    chart.verticalScrollBar().setValue(round(chart.scale.y(middle.row)) - 400)
    chart.reveal(middle.task_id)
    return chart

"""Dragging a bar in a plan of 5 000 tasks: what depends on it is shown at once, and dropping it is one step.

A move is all the work of one more day under the mouse: the event, the dates of everything behind the bar, and
the frame, painted into memory.
"""

import statistics
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from benchmarks.measure import Ratio, calibration, worked
from benchmarks.schedule import AS_OF, plan
from ozgdesk.commands import plan as commands
from ozgdesk.commands.clock import SYSTEM_CLOCK, Clock
from ozgdesk.commands.rehearsal import rehearse
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.preview import Preview
from ozgdesk.domain.schedule import schedule
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Author
from ozgdesk.domain.tasks import Link, Task
from ozgdesk.domain.view import View
from ozgdesk.store.project_file import create
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.start import start_qt
from ozgdesk.ui.views.plan import PlanView

TASKS, BEHIND = 5_000, 350
DAYS = 30
DROP_GOAL = 6.0
FRAME_SECONDS = 0.016
LEFT = Qt.MouseButton.LeftButton


def ratios() -> Iterator[Ratio]:
    """One move of the mouse against the time of a frame, and the drop against a schedule of the plan."""
    start_qt("light")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "gross.ozg")
        create(path, Snapshot.of(_rows()))
        clock = Clock(now=SYSTEM_CLOCK.now, today=lambda: AS_OF, new_id=SYSTEM_CLOCK.new_id)
        workspace = Workspace.open(path, author=Author("Messung"), clock=clock)
        desk = Desk(workspace)
        view = PlanView(desk)
        desk.changed.connect(lambda _step: view.show_view(desk.view))
        view.resize(1600, 900)
        view.show_view(desk.view)
        view.show()
        yield from _gesture(view, desk)
        desk.close()
        workspace.close()
        view.deleteLater()


def _rows() -> Iterator[Entity]:
    """The plan, with at most one link between two tasks, as a file wants it."""
    linked = set()
    for row in plan(TASKS):
        ends = (row.predecessor_id, row.successor_id) if isinstance(row, Link) else row.id
        if ends not in linked:
            linked.add(ends)
            yield row


def _gesture(view: PlanView, desk: Desk) -> Iterator[Ratio]:
    chart, port, snapshot = view.chart, view.chart.viewport(), desk.snapshot
    view.select(Task, _dragged(desk.view))
    assert chart.scene is not None
    bar = next(bar for bar in chart.scene.bars if bar.task_id == chart.look.picked)
    begun = chart.scale.bar_rect(bar).center().toPoint()
    QTest.mousePress(port, LEFT, pos=begun)

    def move(days: int) -> None:
        QTest.mouseMove(port, begun + QPoint(round(days * chart.scale.day_width), 0))
        port.grab()

    first = worked(lambda: move(1))
    moves, sizes = [], []
    for days in range(2, DAYS):
        moves.append(worked(lambda days=days: move(days)))  # type: ignore[misc]
        sizes.append(len(chart.shift.spans))
    assert desk.snapshot is snapshot
    note = (
        f"a limit of 16 ms; {statistics.median(sizes):.0f} of {TASKS} tasks move; the first move reads the"
        f" plan, {first * 1000:.0f} ms; calibration loop {calibration() * 1000:.1f} ms"
    )
    yield Ratio("preview of a drag, with its frame / 16 ms", statistics.median(moves), FRAME_SECONDS, 1, note)
    end = begun + QPoint(round(DAYS * chart.scale.day_width), 0)
    drop = worked(lambda: QTest.mouseRelease(port, LEFT, pos=end))
    full = statistics.median(worked(lambda: schedule(desk.snapshot, AS_OF)) for _ in range(5))
    yield Ratio("drop: one step, schedule, all views / a schedule alone", drop, full, DROP_GOAL)


def _dragged(view: View) -> str:
    """A task behind which about as many others move as wait for a usual one."""
    preview, found = Preview(view), {}
    for task in view.snapshot.all(Task)[-1:-1_000:-37]:
        if task.id in view.children or task.id not in view.plan.dates:
            continue
        day = view.plan.dates[task.id].start + timedelta(days=DAYS // 2)
        moved = rehearse(view.snapshot, AS_OF, commands.move_task(task.id, day))
        found[task.id] = abs(len(preview.spans(moved)) - BEHIND)
    return min(found, key=found.__getitem__)

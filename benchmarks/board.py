"""The board with 2 000 cards: opening it, one frame of scrolling, and what a change of state paints again.

A frame is all the work between two pictures: the scroll bar, and what Qt paints into the window's memory.
"""

import statistics
from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPaintEvent

from benchmarks.measure import Ratio, calibration, worked
from benchmarks.schedule import AS_OF
from ozgdesk.domain.cooperation import Cooperation, Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.order import sequence
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Change
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import MunicipalityKind, Role, TaskState
from ozgdesk.present.board import board_rows, without_resting
from ozgdesk.ui.garbage import collect_if_due
from ozgdesk.ui.start import start_qt
from ozgdesk.ui.views.board_canvas import BoardCanvas

TASKS, MUNICIPALITIES = 1_000, 4
CARDS = 2 * TASKS
STATES = tuple(TaskState)[:6]
OPEN_SECONDS, FRAME_SECONDS = 0.5, 0.016
CHANGE_GOAL = 0.6
FRAMES, ROUNDS = 60, 15
PIXELS = 57
"""A notch of the wheel and a bit: no frame shows what the one before showed."""


class _Counting(BoardCanvas):
    """Adds up the pixels that were painted."""

    pixels = 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        self.pixels += sum(part.width() * part.height() for part in event.region())  # type: ignore[attr-defined]
        super().paintEvent(event)


def ratios() -> Iterator[Ratio]:
    """Opening and scrolling against limits in milliseconds, a change of state against a whole frame."""
    start_qt("light")
    view = View(Snapshot.of(_rows()), AS_OF)
    view.plan  # noqa: B018  other places have computed it before the board is opened
    canvas = _Counting()
    canvas.resize(1600, 900)
    canvas.show()
    note = f"calibration loop {calibration() * 1000:.1f} ms"
    opening = worked(lambda: _show(canvas, view))
    yield Ratio(f"open a board of {CARDS} cards, first frame / 500 ms", opening, OPEN_SECONDS, 1, note)
    bar = canvas.verticalScrollBar()
    frames = [worked(lambda top=top: _scroll(canvas, top)) for top in range(0, FRAMES * PIXELS, PIXELS)]  # type: ignore[misc]
    assert bar.value() == (FRAMES - 1) * PIXELS
    yield Ratio("a frame of scrolling the board / 16 ms", statistics.median(frames), FRAME_SECONDS, 1, note)
    yield from _change(canvas, view)
    canvas.deleteLater()


def _change(canvas: _Counting, view: View) -> Iterator[Ratio]:
    """One visible card says something else: only where it lies is painted."""
    canvas.verticalScrollBar().setValue(0)
    assert canvas.scene is not None
    task = view.snapshot.get(Task, next(canvas.scene.cards_between(0, 100)).card.task_id)
    whole, touched, pixels, steps = [], [], [], []
    for number in range(ROUNDS):
        whole.append(worked(lambda: _frame(canvas)))
        renamed = Task.model_validate({**task.model_dump(), "name": f"{task.name} ({number})"})
        view = view.next(view.snapshot.after([Change(Task, task.id, task, renamed)]))
        view.plan  # noqa: B018
        steps.append(worked(lambda view=view: _prepare(canvas, view)))  # type: ignore[misc]
        collect_if_due()  # else its timer would on a slow machine, and count as work of the frame
        canvas.pixels = 0
        touched.append(worked(QCoreApplication.processEvents))
        pixels.append(canvas.pixels)
    share = statistics.median(pixels) / (canvas.viewport().width() * canvas.viewport().height())
    note = f"{share:.1%} of the pixels; rows and scene before {statistics.median(steps) * 1000:.0f} ms"
    ours, base = statistics.median(touched), statistics.median(whole)
    yield Ratio("frame after a change of one card / a whole frame", ours, base, CHANGE_GOAL, note)


def _prepare(canvas: BoardCanvas, view: View) -> None:
    canvas.show_board(without_resting(board_rows(view)), frozenset())


def _show(canvas: BoardCanvas, view: View) -> None:
    _prepare(canvas, view)
    QCoreApplication.processEvents()


def _scroll(canvas: BoardCanvas, top: int) -> None:
    canvas.verticalScrollBar().setValue(top)
    QCoreApplication.processEvents()


def _frame(canvas: BoardCanvas) -> None:
    canvas.viewport().update()
    QCoreApplication.processEvents()


def _rows() -> Iterator[Entity]:
    """Every municipality leads as many tasks as it contributes to; some persons are away when it is due."""
    yield Cooperation(id="c" * 32, name="Messung")
    keys = sequence(TASKS)
    for number in range(MUNICIPALITIES):
        id_ = f"{number + 1:032x}"
        yield Municipality(
            id=id_,
            code=f"M{number}",
            name=f"Kommune {number}",
            kind=MunicipalityKind.TOWN,
            order=keys[number],
        )
        yield Person(id=f"{number + 0x100:032x}", name=f"Hauptamt {number}", municipality_id=id_)
        yield Absence(
            id=f"{number + 0x200:032x}",
            person_id=f"{number + 0x100:032x}",
            from_on=AS_OF,
            until_on=AS_OF + timedelta(days=10),
        )
    for number, key in enumerate(keys):
        yield from _task(number, key)


def _task(number: int, key: str) -> Iterator[Entity]:
    id_, due = f"{number + 0x10000:032x}", AS_OF + timedelta(days=number % 90)
    state = STATES[number % len(STATES)]
    is_done = state is TaskState.DONE
    yield Task(
        id=id_,
        order=key,
        number=f"A-{number + 1:03}",
        name=f"Arbeitsschritt {number} der gemeinsamen Beschaffung vorbereiten",
        state=state,
        waiting_for="ekom21" if state is TaskState.WAITING_THIRD else "",
        duration_minutes=480 * (1 + number % 20),
        deadline_on=due,
        actual_start_on=None if state is TaskState.PLANNED else AS_OF,
        actual_finish_on=AS_OF if is_done else None,
        progress_percent=100 if is_done else 0,
    )
    for place, role in enumerate((Role.LEAD, Role.CONTRIBUTOR)):
        town = (number // len(STATES) + place) % MUNICIPALITIES
        yield Assignment(
            id=f"{number + 0x20000 * (place + 1):032x}",
            task_id=id_,
            municipality_id=f"{town + 1:032x}",
            person_id=f"{town + 0x100:032x}",
            role=role,
            due_on=due if place else None,
        )

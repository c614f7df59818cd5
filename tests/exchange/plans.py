"""A plan with everything that planning programs know: a project for the tests of their formats."""

from collections.abc import Iterator
from datetime import date

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Baseline, BaselineTask, Closure, Link, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClosureKind, ConstraintKind, LagKind, LinkKind, TaskKind, TaskState
from tests.exchange.rows import GLA, KNOWN, NA, part
from tests.helpers import cooperation, four_municipalities, id_of, lead, task

AS_OF = date(2026, 12, 14)
DAY = 480
CLOSED = (date(2026, 12, 28), date(2026, 12, 30))
OWN_CLOSED = (date(2027, 2, 8), date(2027, 2, 9))
LINKS = (
    (2, 3, LinkKind.FS, 5 * DAY, LagKind.WORKING),
    (2, 4, LinkKind.SS, 2 * DAY, LagKind.WORKING),
    (4, 3, LinkKind.FF, -DAY, LagKind.WORKING),
    (3, 5, LinkKind.FS, 0, LagKind.WORKING),
    (5, 6, LinkKind.FS, 3 * DAY, LagKind.ELAPSED),
    (6, 7, LinkKind.SF, 240, LagKind.WORKING),
    (7, 8, LinkKind.FS, 50, LagKind.PERCENT),
    (1, 9, LinkKind.FS, 0, LagKind.WORKING),
)


def rows() -> Iterator[Entity]:
    """Two phases in each other, all links, lags, constraints and states, closures and two baselines."""
    yield cooperation()
    yield from (_painted(town, number) for number, town in enumerate(four_municipalities()))
    tasks = {int(row.number.removeprefix("A-")): row for row in _tasks()}
    yield from tasks.values()
    for number, (before, after, kind, lag, lag_kind) in enumerate(LINKS, start=60):
        ends = {"predecessor_id": tasks[before].id, "successor_id": tasks[after].id}
        yield Link(id=id_of(number), kind=kind, lag_minutes=lag, lag_kind=lag_kind, **ends)
    yield from (lead(tasks[2], 1), lead(tasks[7], 2))
    yield from (part(1, tasks[2], GLA), part(2, tasks[2], NA, effort_minutes=DAY))
    yield from _closures()
    yield Baseline(id=id_of(80), name="Beschluss", taken_on=date(2026, 10, 1))
    yield Baseline(id=id_of(81), name="Nachtrag", taken_on=date(2026, 11, 2))
    yield from (_kept(80, tasks[2]), _kept(81, tasks[2]), _kept(81, tasks[3]))


def _tasks() -> Iterator[Task]:
    kinds, day = ConstraintKind, date
    phase, inner = id_of(1001), id_of(1010)
    yield task(
        1,
        "Vorbereitung & „Klärung“",
        description="Zeile 1\n  Zeile 2 <b>\n",
        state=TaskState.IN_PROGRESS,
    )
    yield task(
        2,
        "Fragebogen",
        parent_id=phase,
        duration_minutes=10 * DAY,
        remaining_minutes=4 * DAY,
        progress_percent=35,
        state=TaskState.WAITING_CONTRIBUTION,
        actual_start_on=day(2026, 12, 1),
    )
    yield bound(10, "Innere Phase", kinds.NOT_BEFORE, day(2027, 1, 4), parent_id=phase)
    yield task(3, "Auswertung", parent_id=inner, duration_minutes=4 * DAY, deadline_on=day(2027, 1, 29))
    yield bound(4, "Datenschutz", kinds.AS_LATE_AS_POSSIBLE, None, parent_id=inner, duration_minutes=5 * DAY)
    yield bound(5, "Beschluss", kinds.FINISH_ON, day(2027, 2, 4), kind=TaskKind.MILESTONE)
    yield bound(6, "Einführung", kinds.NOT_AFTER, day(2027, 3, 12), duration_minutes=720)
    yield bound(7, "Schulung", kinds.START_ON, day(2027, 2, 16), duration_minutes=3 * DAY)
    yield task(8, "Nacharbeit", duration_minutes=2 * DAY)
    yield task(9, "Länge offen", state=TaskState.IN_COUNCIL)
    yield task(11, "Frei", duration_minutes=DAY)
    yield task(
        12,
        "Abgeschlossen",
        duration_minutes=2 * DAY,
        state=TaskState.DONE,
        progress_percent=100,
        actual_start_on=day(2026, 11, 24),
        actual_finish_on=day(2026, 11, 25),
    )
    yield task(13, "Entfallenes", state=TaskState.DROPPED, duration_minutes=DAY, progress_percent=20)


def bound(number: int, name: str, binding: ConstraintKind, on: date | None, **values: object) -> Task:
    """A task with a constraint."""
    return task(number, name, constraint_kind=binding, constraint_on=on, **values)


def _closures() -> Iterator[Closure]:
    for number, town, name, days in (
        (70, None, "Betriebsferien", CLOSED),
        (71, NA, "Fasching", OWN_CLOSED),
    ):
        yield Closure(
            id=id_of(number),
            municipality_id=town,
            kind=ClosureKind.OFFICE_CLOSED,
            name=name,
            from_on=days[0],
            until_on=days[1],
        )


def _kept(baseline: int, kept: Task) -> BaselineTask:
    return BaselineTask(
        id=id_of(100 * baseline + int(kept.number.removeprefix("A-"))),
        baseline_id=id_of(baseline),
        task_id=kept.id,
        task_number=kept.number,
        task_name=kept.name,
        starts_on=date(2026, 11, 2),
        finishes_on=date(2026, 11, 13),
        duration_minutes=10 * DAY,
    )


def _painted(town: Municipality, number: int) -> Municipality:
    values = {name: getattr(town, name) for name in Municipality.model_fields}
    return Municipality.model_validate({**values, "color": f"#{number}{number}4477"})


def view() -> View:
    """A View of this plan."""
    return View(Snapshot.of(rows()), AS_OF, KNOWN)

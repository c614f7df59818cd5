"""Our plans as MPXJ reads them, a library by other hands that needs Java.

It is no dependency: with `mpxj` and a Java runtime at hand these tests run, everywhere else they are skipped.
"""

import shutil
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from ozgdesk.commands.imports import apply, plan_import
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Link, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind, LagKind, LinkKind, TaskKind
from ozgdesk.exchange import gan_reading, gan_writing, mspdi_reading, mspdi_writing
from ozgdesk.exchange.format import Format
from ozgdesk.exchange.plan_extract import PlanExtract
from tests.exchange import plans
from tests.helpers import cooperation, four_municipalities, transaction

jpype = pytest.importorskip("jpype", reason="needs mpxj and jpype1: pip install mpxj")
pytest.importorskip("mpxj", reason="needs mpxj and jpype1: pip install mpxj")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="needs a Java runtime")

DATA = Path(__file__).parents[3] / "shared" / "data"
TODAY = date(2026, 11, 28)
MSPDI = sorted(path.name for path in (DATA / "mspdi").glob("*.xml") if not path.name.startswith("negativ"))
GAN = sorted(path.name for path in (DATA / "gan").glob("*.gan"))
CONSTRAINTS = {
    ConstraintKind.AS_SOON_AS_POSSIBLE: "AS_SOON_AS_POSSIBLE",
    ConstraintKind.AS_LATE_AS_POSSIBLE: "AS_LATE_AS_POSSIBLE",
    ConstraintKind.NOT_BEFORE: "START_NO_EARLIER_THAN",
    ConstraintKind.NOT_AFTER: "FINISH_NO_LATER_THAN",
    ConstraintKind.START_ON: "MUST_START_ON",
    ConstraintKind.FINISH_ON: "MUST_FINISH_ON",
}
UNITS = {LagKind.WORKING: "d", LagKind.ELAPSED: "ed", LagKind.PERCENT: "%"}
LinkFacts = tuple[str, str, str, float, str]


@pytest.fixture(scope="module")
def reader() -> Any:
    """MPXJ's reader for every format it knows."""
    if not jpype.isJVMStarted():
        jpype.startJVM()
    return jpype.JClass("org.mpxj.reader.UniversalProjectReader")()


def given_out(folder: Path, view: View, format_: Format, reader: Any) -> Any:
    """What MPXJ makes of our file."""
    path = folder / f"plan.{format_.suffix}"
    path.write_bytes(format_.make(view, None))
    return reader.read(str(path))


def view_of(name: str) -> View:
    """A project that has taken over this plan, or the one with everything."""
    if name == "everything":
        return plans.view()
    path = DATA / ("gan" if name.endswith(".gan") else "mspdi") / name
    incoming = (gan_reading if path.suffix == ".gan" else mspdi_reading).read(path)
    tx = transaction([cooperation(), *four_municipalities()])
    apply(plan_import(tx.snapshot(), incoming, {}, today=TODAY))(tx)
    return View(tx.snapshot(), TODAY)


def tasks_of(found: Any) -> dict[str, Any]:
    return {str(task.getText(1)): task for task in found.getTasks() if task.getText(1) is not None}


def moment(value: Any) -> datetime | None:
    return None if value is None else datetime.fromisoformat(str(value))


def links_there(found: Any) -> Counter[LinkFacts]:
    return Counter(
        (
            str(link.getPredecessorTask().getText(1)),
            str(task.getText(1)),
            str(link.getType().name()),
            round(float(link.getLag().getDuration()), 4),
            str(link.getLag().getUnits().toString()),
        )
        for task in found.getTasks()
        for link in task.getPredecessors()
    )


def links_here(snapshot: Snapshot) -> Counter[LinkFacts]:
    names = {LinkKind.FS: "FINISH_START", LinkKind.SS: "START_START"}
    names |= {LinkKind.FF: "FINISH_FINISH", LinkKind.SF: "START_FINISH"}
    return Counter(
        (
            snapshot.get(Task, link.predecessor_id).number,
            snapshot.get(Task, link.successor_id).number,
            names[link.kind],
            round(link.lag_minutes / (1 if link.lag_kind is LagKind.PERCENT else plans.DAY), 4),
            UNITS[link.lag_kind],
        )
        for link in snapshot.all(Link)
    )


@pytest.mark.parametrize("name", ["everything", *MSPDI, *GAN])
def test_tasks_links_lags_constraints_and_days_off_reach_ms_project(
    tmp_path: Path, name: str, reader: Any
) -> None:
    view = view_of(name)
    found = given_out(tmp_path, view, mspdi_writing.FORMAT, reader)
    tasks = tasks_of(found)
    assert tasks.keys() == {task.number for task in view.snapshot.all(Task)}
    for task in view.snapshot.all(Task):
        assert_same(task, tasks[task.number], view)
    assert links_there(found) == links_here(view.snapshot)
    assert_days_off(found, view)


def assert_same(here: Task, there: Any, view: View) -> None:
    """Name, place, dates, duration, constraint and deadline of one task."""
    assert str(there.getName()) == here.name
    parent = view.snapshot.find(Task, here.parent_id)
    above = there.getParentTask()
    assert (None if above is None else str(above.getText(1))) == (parent.number if parent else None)
    dates = view.plan.dates.get(here.id)
    if dates is not None:
        days = [moment(value) for value in (there.getStart(), there.getFinish())]
        assert [day.date() for day in days if day is not None] == [dates.start, dates.finish]
    kind, on = here.constraint_kind, here.constraint_on
    is_evening = here.kind is TaskKind.MILESTONE and kind is ConstraintKind.FINISH_ON
    wanted = ConstraintKind.NOT_BEFORE if is_evening else kind
    assert str(there.getConstraintType().name()) == CONSTRAINTS[wanted]
    bound = moment(there.getConstraintDate())
    assert (bound.date() if bound is not None else None) == on
    deadline = moment(there.getDeadline())
    assert (deadline.date() if deadline is not None else None) == here.deadline_on
    if here.duration_minutes and not view.children.get(here.id):
        assert _minutes(there, there.getDuration()) == here.duration_minutes
        done = here.duration_minutes * here.progress_percent // 100
        left = here.remaining_minutes
        assert _minutes(there, there.getActualDuration()) == done
        assert _minutes(there, there.getRemainingDuration()) == (
            here.duration_minutes - done if left is None else left
        )


def _minutes(there: Any, duration: Any) -> int:
    days = duration.convertUnits(_days(), there.getParentFile().getProjectProperties())
    return round(float(days.getDuration()) * plans.DAY)


def assert_days_off(found: Any, view: View) -> None:
    """MPXJ finds work on exactly the days on which there is work here."""
    common = found.getDefaultCalendar()
    local_date = jpype.JClass("java.time.LocalDate")
    plan = PlanExtract(view, None)
    for ordinal in range(plan.first.toordinal(), plan.last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        is_working = bool(common.isWorkingDate(local_date.parse(day.isoformat())))
        assert is_working == plan.calendars.common.is_working(day), day


@pytest.mark.parametrize("name", MSPDI)
def test_a_public_plan_is_the_same_before_and_after_it_went_through_us(
    tmp_path: Path, name: str, reader: Any
) -> None:
    before = reader.read(str(DATA / "mspdi" / name))
    view = view_of(name)
    after = given_out(tmp_path, view, mspdi_writing.FORMAT, reader)
    assert named_links(before) == named_links(after)
    bound = named_constraints(before)
    assert bound <= named_constraints(after)
    plan = PlanExtract(view, None)
    closed = free_weekdays(before, plan)
    assert closed <= free_weekdays(after, plan)


def named_links(found: Any) -> Counter[tuple[str, str, str, float]]:
    """The links of a plan by the names of their ends, lags in days of the plan."""
    return Counter(
        (
            " ".join(str(link.getPredecessorTask().getName()).split()),
            " ".join(str(task.getName()).split()),
            str(link.getType().name()),
            round(float(link.getLag().convertUnits(_days(), found.getProjectProperties()).getDuration()), 4),
        )
        for task in found.getTasks()
        for link in task.getPredecessors()
    )


def named_constraints(found: Any) -> Counter[tuple[str, str, str]]:
    """All days that bind a task, without those that nobody asks for."""
    return Counter(
        (
            " ".join(str(task.getName()).split()),
            str(task.getConstraintType().name()),
            str(task.getConstraintDate())[:10],
        )
        for task in found.getTasks()
        if task.getConstraintDate() is not None
        and str(task.getConstraintType().name()) != "AS_SOON_AS_POSSIBLE"
    )


def free_weekdays(found: Any, plan: PlanExtract) -> set[date]:
    """The days from Monday to Friday without work."""
    local_date = jpype.JClass("java.time.LocalDate")
    days = (date.fromordinal(n) for n in range(plan.first.toordinal(), plan.last.toordinal() + 1))
    common = found.getDefaultCalendar()
    return {
        day
        for day in days
        if day.weekday() < 5 and not bool(common.isWorkingDate(local_date.parse(day.isoformat())))
    }


@pytest.mark.parametrize("name", ["everything", *GAN])
def test_ganttproject_gets_the_same_tasks_and_starts(tmp_path: Path, name: str, reader: Any) -> None:
    view = view_of(name)
    found = given_out(tmp_path, view, gan_writing.FORMAT, reader)
    there = {str(task.getName()): task for task in found.getTasks()}
    by_name = {task.name: task for task in view.snapshot.all(Task)}
    assert there.keys() == by_name.keys()
    for task_name, task in by_name.items():
        dates = view.plan.dates.get(task.id)
        start = moment(there[task_name].getStart())
        if dates is not None and not view.children.get(task.id):
            assert start is not None
            assert start.date() == dates.start, task_name
        assert bool(there[task_name].getMilestone()) == (task.kind is TaskKind.MILESTONE)
    tops = {task.number: task.name for task in view.snapshot.all(Task) if task.parent_id is None}
    wanted = sum(link[0] in tops for link in links_here(view.snapshot).elements())
    # MPXJ reads the links of tasks at the top only
    assert sum(len(task.getPredecessors()) for task in found.getTasks()) == wanted


def _days() -> Any:
    return jpype.JClass("org.mpxj.TimeUnit").DAYS

"""Scheduling a large plan against MPXJ's scheduler, where `mpxj` and a Java runtime are installed."""

import shutil
import tempfile
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measure import Ratio, medians
from benchmarks.schedule import AS_OF, LARGE, plan
from ozgdesk.domain.schedule import schedule
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.exchange import mspdi_writing

ROUNDS = 3


def ratios() -> Iterator[Ratio]:
    """Both schedule the same plan from what they hold in memory; theirs has a warm virtual machine."""
    if find_spec("mpxj") is None or shutil.which("java") is None:
        return
    jpype = import_module("jpype")
    import_module("mpxj")
    if not jpype.isJVMStarted():
        jpype.startJVM()
    snapshot = Snapshot.of(plan(LARGE))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.xml")
        path.write_bytes(mspdi_writing.make(View(snapshot, AS_OF), None))
        project = jpype.JClass("org.mpxj.reader.UniversalProjectReader")().read(str(path))
    nothing = jpype.JClass("org.mpxj.Duration").getInstance(0, jpype.JClass("org.mpxj.TimeUnit").HOURS)
    for task in project.getTasks():
        task.setActualDuration(nothing)
        task.setRemainingDuration(task.getDuration())
    begin = jpype.JClass("java.time.LocalDateTime").of(AS_OF.year, AS_OF.month, AS_OF.day, 8, 0)
    scheduler = jpype.JClass("org.mpxj.cpm.MicrosoftScheduler")()
    for _ in range(2):
        scheduler.schedule(project, begin)
    ours, theirs = medians(
        lambda: schedule(snapshot, AS_OF), lambda: scheduler.schedule(project, begin), ROUNDS
    )
    yield Ratio("schedule a large plan / MPXJ", ours, theirs, 1 / 3, f"{LARGE} tasks, a warm virtual machine")

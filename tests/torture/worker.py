"""What runs in the process that gets killed: it works on a project and acknowledges every step that is saved.

Each step numbers itself in three rows at once, so that a step that is there in part is told from a whole one.
"""

import random
import sqlite3
import time
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Author, Change, StepHead
from ozgdesk.domain.tasks import Task
from ozgdesk.store import sqlite_file
from ozgdesk.store.problems import StoreProblem
from ozgdesk.store.project_file import ProjectFile, create
from ozgdesk.store.reading import open_reading
from ozgdesk.store.restore import restore

COUNTERS = tuple(f"{number:032x}" for number in (1, 2, 3))
HEAD = StepHead(0, "zählen", Author("Folter"), datetime(2026, 1, 1, tzinfo=UTC), "r")


def make(path):
    """A new project whose three counters stand at 0."""
    rows = [
        Task(id=row_id, order="V", number=f"A-{number:03d}", name="Zähler", source="0.0")
        for number, row_id in enumerate(COUNTERS, 1)
    ]
    create(path, Snapshot.of(rows))


def counted(rows):
    """How far the project has got as (step, merge); AssertionError when a step is there only in part."""
    found = {rows.get(Task, row_id).source for row_id in COUNTERS}
    assert len(found) == 1, f"a step in part: {found}"
    step, merge = found.pop().split(".")
    return int(step), int(merge)


def count_to(rows, value, text):
    """The changes that set all three counters."""
    changes = []
    for row_id in COUNTERS:
        row = rows.get(Task, row_id)
        values = {name: getattr(row, name) for name in Task.model_fields}
        after = Task.model_validate(values | {"source": value, "description": text})
        changes.append(Change(Task, row_id, row, after))
    return changes


def edit(path, acknowledge, seed, backups):
    """Append steps of all sizes, merge into the last one, make backup points."""
    draw = random.Random(seed)
    project = ProjectFile.open(path, holder="Folter", backups=backups)
    project.connection.exec_driver_sql("PRAGMA cache_size=5")  # writes begin long before the commit
    rows = project.read()
    step, merge = counted(rows)
    serial = count(1_000 + len(rows.all(Task)))
    acknowledge((step, merge))
    while True:
        action, text = draw.random(), "x" * draw.choice((1, 100, 10_000))
        if action < 0.25 and step:
            merge += 1
            changes = count_to(rows, f"{step}.{merge}", text)
            project.merge_into_last(replace(HEAD, at=datetime.now(UTC)), changes)
        else:
            step, merge = step + 1, 0
            changes = count_to(rows, f"{step}.0", text)
            for _ in range(draw.choice((0, 0, 1, 100))):
                number = next(serial)
                row = Task(id=f"{number:032x}", order="V", number=f"A-{number:06d}", name="neu")
                changes.append(Change(Task, row.id, None, row))
            project.append(HEAD, changes)
        rows = rows.after(changes)
        acknowledge((step, merge))
        if action > 0.95:
            project.backup("manual")


def put_back(path, acknowledge, seed, backups):
    """Restore two backups in turn; each time the project is one of them."""
    files = sorted(Path(backups).glob("*.ozg"))
    acknowledge(None)
    for number in count(seed):
        restore(files[number % len(files)], path, holder="Folter")
        for former in path.parent.glob("*.vorher*"):
            former.unlink()
        acknowledge(number % len(files))


def read(path, acknowledge, _seed, _backups):
    """Read for ever; a step must never be there in part and never vanish again."""
    before = (0, 0)
    while True:
        try:
            with open_reading(path) as reading:
                now = counted(reading.snapshot)
                assert now >= before, f"a step vanished: {before} was there, now {now}"
                assert len(reading.heads) == now[0]
                before = now
            acknowledge(now)
        except StoreProblem as problem:
            if problem.code != "busy":
                raise
        time.sleep(0.02)


def edit_without_transaction(path, acknowledge, seed, _backups):
    """The planted fault: rows and counters one by one, as a program without transactions would write them."""
    draw = random.Random(seed)
    driver = sqlite3.connect(path, isolation_level=None)
    acknowledge((0, 0))
    for step in count(1):
        for row_id in COUNTERS:
            text = "x" * draw.choice((1, 100, 10_000))
            driver.execute(
                "UPDATE task SET source = ?, description = ? WHERE id = ?", (f"{step}.0", text, row_id)
            )
        acknowledge((step, 0))


def edit_with_journal_in_memory(path, acknowledge, seed, backups):
    """The planted fault: a setting that is fast and leaves nothing to take an unfinished commit back with."""
    sqlite_file._PRAGMAS["journal_mode"] = "memory"
    edit(path, acknowledge, seed, backups)


def acknowledge_too_early(path, acknowledge, seed, backups):
    """The planted fault: a step is called saved before it is."""
    step, merge = 0, 0

    def early(reached):
        nonlocal step, merge
        step, merge = reached[0] + 1, 0
        acknowledge((step, merge))

    edit(path, early, seed, backups)

"""Opening, committing, bulk inserts and snapshots against plain sqlite3."""

import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from benchmarks.measure import Ratio, calibration, medians, seconds
from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.order import sequence
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Author, Change, StepHead
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import MunicipalityKind, Role
from ozgdesk.store import rows as stored_rows
from ozgdesk.store.project_file import ProjectFile, create

TASKS, MUNICIPALITIES = 5_000, 8
AUTHOR = Author("Messung")
PRAGMAS = (
    "foreign_keys=on",
    "journal_mode=truncate",
    "synchronous=full",
    "secure_delete=on",
    "temp_store=memory",
)


def ratios() -> Iterator[Ratio]:
    """All ratios of the spine."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = list(_project())
        create(folder / "gross.ozg", Snapshot.of(project))
        yield _opening(folder / "gross.ozg")
        yield _commit(folder / "gross.ozg", folder / "bare.db")
        yield _bulk(folder, [row for row in project if isinstance(row, Assignment)])
        yield _snapshot(Snapshot.of(project))


def _project() -> Iterator[Entity]:
    for number, key in enumerate(sequence(MUNICIPALITIES)):
        yield Municipality(
            id=f"{number:032x}",
            code=f"K{number}",
            name=f"Kommune {number}",
            kind=MunicipalityKind.TOWN,
            order=key,
        )
    for number, key in enumerate(sequence(TASKS)):
        task_id = f"{number + 1000:032x}"
        yield Task(
            id=task_id, order=key, number=f"A-{number:04}", name=f"Aufgabe {number}", duration_minutes=2400
        )
        for place in range(MUNICIPALITIES):
            yield Assignment(
                id=f"{number * MUNICIPALITIES + place + 1_000_000:032x}",
                task_id=task_id,
                municipality_id=f"{place:032x}",
                role=Role.LEAD if place == number % MUNICIPALITIES else Role.CONTRIBUTOR,
                due_on=date(2027, 1, 4),
            )


def _opening(path: Path) -> Ratio:
    def ours() -> None:
        file = ProjectFile.open(path, holder="Messung")
        file.read()
        file.close()

    def base() -> None:
        connection = sqlite3.connect(path)
        for table in ("municipality", "task", "assignment"):
            connection.execute(f"SELECT * FROM {table}").fetchall()
        connection.close()

    ours()
    mine, plain = medians(ours, base, 5)
    connection = sqlite3.connect(path)
    names = stored_rows.columns(Assignment)
    found = connection.execute(f"SELECT {', '.join(names)} FROM assignment").fetchall()
    connection.close()
    raw = [dict(zip(names, row, strict=True)) for row in found]
    validating = seconds(lambda: [Assignment(**values) for values in raw])
    note = f"of it {validating * 1000:.0f} ms validating the assignments"
    return Ratio("open 5 000 tasks, 40 000 assignments / sqlite3 tuples", mine, plain, 15, note)


def _commit(path: Path, bare: Path) -> Ratio:
    workspace = Workspace.open(path, author=AUTHOR)
    connection = sqlite3.connect(bare, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE task (id TEXT PRIMARY KEY, name TEXT) STRICT")
    connection.execute("CREATE TABLE change (number INTEGER PRIMARY KEY, text TEXT) STRICT")
    connection.execute("INSERT INTO task VALUES ('a', '0')")
    task_id = workspace.snapshot.all(Task)[0].id
    count = 0

    def ours() -> None:
        nonlocal count
        count += 1
        workspace.run("Messen", lambda tx: tx.update(Task, task_id, name=f"Aufgabe {count}"))

    def base() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE task SET name = ? WHERE id = 'a'", (str(count),))
        connection.execute("INSERT INTO change (text) VALUES (?)", ('{"name":"Aufgabe"}',))
        connection.execute("COMMIT")

    ours()
    mine, plain = medians(ours, base, 60)
    workspace.close()
    connection.close()
    return Ratio("commit one edit with its journal / bare commit of two rows", mine, plain, 3)


def _bulk(folder: Path, assignments: list[Assignment]) -> Ratio:
    parents = [row for row in _project() if not isinstance(row, Assignment)]
    changes = [Change(Assignment, row.id, None, row) for row in assignments]
    values = [stored_rows.stored(row) for row in assignments]
    marks = ", ".join("?" * len(values[0]))
    round_number = 0

    def fresh(kind: str) -> ProjectFile:
        path = folder / f"{kind}-{round_number}.ozg"
        create(path, Snapshot.of(parents))
        return ProjectFile.open(path, holder="Messung")

    mine, plain = [], []
    for round_number in range(3):
        file = fresh("ours")
        head = StepHead(0, "Messen", AUTHOR, datetime.now(UTC), SYSTEM_CLOCK.new_id())
        mine.append(seconds(partial(file.append, head, changes)))
        file.close()
        fresh("base").close()
        connection = sqlite3.connect(folder / f"base-{round_number}.ozg", isolation_level=None)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

        def insert(connection: sqlite3.Connection = connection) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(f"INSERT INTO assignment VALUES ({marks})", values)
            connection.execute("COMMIT")

        plain.append(seconds(insert))
        connection.close()
    validating = seconds(lambda: [Assignment(**dict(row)) for row in assignments])
    note = f"validation apart: {validating * 1000:.0f} ms"
    return Ratio("insert 40 000 rows in one step / executemany", sorted(mine)[1], sorted(plain)[1], 4, note)


def _snapshot(snapshot: Snapshot) -> Ratio:
    row = snapshot.all(Assignment)[0]
    changed = Assignment(**{**dict(row), "note": "neu"})
    mine = sorted(
        seconds(lambda: snapshot.after([Change(Assignment, row.id, row, changed)])) for _ in range(21)
    )[10]
    note = f"a limit of 5 ms; calibration loop {calibration() * 1000:.1f} ms"
    return Ratio("apply a one-row step to a snapshot of 45 000 rows / 5 ms", mine, 0.005, 1, note)

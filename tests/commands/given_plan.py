"""An open project, and a plan that was given out from it and is changed elsewhere; no test lives here."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ozgdesk.commands import records
from ozgdesk.commands.former_imports import former_imports
from ozgdesk.commands.import_base import base_of
from ozgdesk.commands.import_rest import proposed_mapping
from ozgdesk.commands.imports import import_plan, plan_import
from ozgdesk.domain.change_set import ChangeSet, Fate
from ozgdesk.domain.incoming import Incoming
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role
from ozgdesk.exchange import csv_table, gan_reading, gan_writing, mspdi_reading, mspdi_writing, tasks_reading
from ozgdesk.exchange.format import Format
from tests.domain.plans import Plan
from tests.helpers import TestClock, make_workspace

Read = Callable[[Path], Incoming]
DAY = 480
MONDAY = date(2026, 11, 23)
NAMES = ("Anfang", "Mitte", "Schluss", "Frei", "Fern")

MSPDI = (mspdi_writing.FORMAT, mspdi_reading.read)
GAN = (gan_writing.FORMAT, gan_reading.read)
CSV = (csv_table.FORMAT, tasks_reading.read)


def sample() -> Plan:
    made = Plan().cooperation().municipality("USI").municipality("NA").task("Phase")
    made.task("Anfang", 2, under="Phase").task("Mitte", 3, under="Phase").task("Schluss", 1)
    made.task("Frei", 4).not_before("Fern", 2, date(2027, 1, 11))
    return made.link("Anfang", "Mitte").link("Mitte", "Schluss", "FS", 1).lead("Anfang", "USI")


class Office:
    """An open project, and a plan that was given out from it."""

    def __init__(
        self,
        folder: Path,
        form: Format,
        read: Read,
        *,
        with_parts: bool = False,
        **tasks: Mapping[str, object],
    ) -> None:
        self.ids = sample()
        for code in ("USI", "NA") if with_parts else ():
            self.ids.lead("Mitte", code, Role.CONTRIBUTOR)
        self.clock = TestClock(first_id=0xABC000)
        self.workspace = make_workspace(folder, self.ids.rows, self.clock)
        self.folder, self.form, self.read = folder, form, read
        self.edit("Frei", description="Steht seit dem ersten Schritt")
        for name, values in tasks.items():
            self.edit(name, **values)
        view = self.workspace.view
        self.given = view.snapshot
        self.data = form.make(view, None)
        self.stamp_view = view
        self.clock.advance(60)

    def edit(self, name: str, /, **values: Any) -> None:
        self.workspace.run("x", records.edit(Task, self.ids.id(name), **values))
        self.clock.advance(60)

    def changed_there(self, **edits: Mapping[str, object]) -> None:
        """As if another program that schedules as we do had changed fields of tasks."""
        rows = []
        for row in self.given.all(Task):
            values = {f: getattr(row, f) for f in Task.model_fields} | dict(edits.get(row.name, {}))
            rows.append(Task.model_validate(values))
        others = [row for kind in self.given.tables if kind is not Task for row in self.given.all(kind)]
        view = View(Snapshot.of([*rows, *others]), self.stamp_view.as_of, self.stamp_view.recorded_until)
        self.data = self.form.make(view, None)

    def typed_there(self, name: str, column: str, text: str) -> None:
        """As if somebody had typed into a cell of the list and nothing else had moved."""
        head, *rows = csv.reader(io.StringIO(self.data.decode("utf-8-sig"), newline=""), delimiter=";")
        for row in rows:
            if row[2].strip() == name:
                row[head.index(column)] = text
        file = io.StringIO(newline="")
        csv.writer(file, delimiter=";", lineterminator="\r\n").writerows([head, *rows])
        self.data = file.getvalue().encode("utf-8-sig")

    def planned(self) -> ChangeSet:
        path = self.folder / f"plan.{self.form.suffix}"
        path.write_bytes(self.data)
        incoming, workspace = self.read(path), self.workspace
        return plan_import(
            workspace.snapshot,
            incoming,
            proposed_mapping(workspace.snapshot, incoming),
            today=MONDAY,
            former=former_imports(workspace),
            base=base_of(workspace, incoming.stamp),
        )

    def take(self) -> ChangeSet:
        found = self.planned()
        import_plan(self.workspace, found)
        self.clock.advance(60)
        return found

    def task(self, name: str) -> Task:
        return self.workspace.snapshot.get(Task, self.ids.id(name))

    def conflicts(self, found: ChangeSet) -> set[tuple[str | None, str]]:
        return {
            (row.subject_id, field)
            for row in found.rows
            if row.fate is Fate.CONFLICT
            for field in row.values["fields"]  # type: ignore[attr-defined]
        }

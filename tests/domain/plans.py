"""Small plans for tests: `Plan().task("A", days=5)`, `.link("A", "B", "FS", 1)`; no test lives here."""

from __future__ import annotations

from datetime import date
from typing import Any

from ozgdesk.domain.cooperation import Cooperation, Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.schedule import Dates, Schedule, schedule
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Assignment, Closure, Link, Task
from ozgdesk.domain.vocabulary import (
    ClosureKind,
    ConstraintKind,
    LagKind,
    LinkKind,
    MunicipalityKind,
    Role,
    TaskKind,
)


class Plan:
    """Rows of a plan by short names; names of tasks double as their ids."""

    def __init__(self) -> None:
        self.rows: list[Entity] = []
        self.ids: dict[str, str] = {}

    def id(self, name: str) -> str:
        return self.ids.setdefault(name, f"{0xA0000 + len(self.ids):032x}")

    def task(self, name: str, days: float | None = None, *, under: str | None = None, **values: Any) -> Plan:
        number = sum(isinstance(row, Task) for row in self.rows) + 1
        minutes = None if days is None else round(days * MINUTES_PER_DAY)
        parent = None if under is None else self.id(under)
        self.rows.append(
            Task(
                id=self.id(name),
                order=f"{number:05}",
                number=f"A-{number:03}",
                name=name,
                duration_minutes=minutes,
                parent_id=parent,
                **values,
            )
        )
        return self

    def not_before(self, name: str, days: float | None, day: date, **values: Any) -> Plan:
        return self.task(name, days, constraint_kind=ConstraintKind.NOT_BEFORE, constraint_on=day, **values)

    def milestone(self, name: str, **values: Any) -> Plan:
        return self.task(name, kind=TaskKind.MILESTONE, **values)

    def link(
        self, before: str, after: str, kind: str = "FS", days: float = 0, lag_kind: LagKind = LagKind.WORKING
    ) -> Plan:
        lag = round(days if lag_kind is LagKind.PERCENT else days * MINUTES_PER_DAY)
        self.rows.append(
            Link(
                id=self.id(f"link {len(self.rows)}"),
                predecessor_id=self.id(before),
                successor_id=self.id(after),
                kind=LinkKind(kind),
                lag_minutes=lag,
                lag_kind=lag_kind,
            )
        )
        return self

    def municipality(self, code: str, **values: Any) -> Plan:
        position = sum(isinstance(row, Municipality) for row in self.rows) + 1
        self.rows.append(
            Municipality(
                id=self.id(code),
                code=code,
                name=code,
                kind=MunicipalityKind.TOWN,
                order=f"{position:03}",
                **values,
            )
        )
        return self

    def lead(self, task: str, code: str, role: Role = Role.LEAD, **values: Any) -> Plan:
        self.rows.append(
            Assignment(
                id=self.id(f"{task}/{code}"),
                task_id=self.id(task),
                municipality_id=self.id(code),
                role=role,
                **values,
            )
        )
        return self

    def closed(
        self, first: date, last: date, code: str | None = None, kind: ClosureKind = ClosureKind.OFFICE_CLOSED
    ) -> Plan:
        self.rows.append(
            Closure(
                id=self.id(f"closed {len(self.rows)}"),
                municipality_id=None if code is None else self.id(code),
                kind=kind,
                name="Betriebsferien",
                from_on=first,
                until_on=last,
            )
        )
        return self

    def cooperation(self, **values: Any) -> Plan:
        self.rows.append(Cooperation(id=self.id("cooperation"), name="IKZ", **values))
        return self

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot.of(self.rows)

    def schedule(self, as_of: date) -> Schedule:
        return schedule(self.snapshot, as_of)

    def dates(self, as_of: date) -> dict[str, Dates]:
        found = self.schedule(as_of).dates
        names = {row.id: row.name for row in self.rows if isinstance(row, Task)}
        return {names[id_]: dates for id_, dates in found.items()}

"""Small makers of rows and workspaces that tests of several rooms share."""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ozgdesk.commands.clock import Clock
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.cooperation import Cooperation, Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.order import sequence
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Author
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.vocabulary import MunicipalityKind, Role
from ozgdesk.store.project_file import create

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
AUTHOR = Author("Projektbüro", "USI")

_KEPT_FILES = 50
_made_files: OrderedDict[tuple[str, ...], bytes] = OrderedDict()


class TestClock:
    """A clock that tests set: `advance` moves it, ids count up."""

    __test__ = False

    def __init__(self, now: datetime = NOW, first_id: int = 1) -> None:
        self.at = now
        self.count = first_id

    def advance(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    def new_id(self) -> str:
        self.count += 1
        return f"{self.count:032x}"

    def clock(self) -> Clock:
        return Clock(now=lambda: self.at, today=lambda: self.at.date(), new_id=self.new_id)


def id_of(number: int) -> str:
    """A readable id for hand-made rows, away from the ids of `TestClock`."""
    return f"{number:032d}"


def four_municipalities() -> list[Municipality]:
    """The four of the Taunus, ids 1 to 4, Usingen coordinating."""
    names = (
        ("USI", "Usingen", MunicipalityKind.TOWN),
        ("NA", "Neu-Anspach", MunicipalityKind.TOWN),
        ("GLA", "Glashütten", MunicipalityKind.MUNICIPALITY),
        ("SCHM", "Schmitten", MunicipalityKind.MUNICIPALITY),
    )
    return [
        Municipality(
            id=id_of(position + 1), code=code, name=name, kind=kind, order=key, is_coordinating=code == "USI"
        )
        for position, ((code, name, kind), key) in enumerate(zip(names, sequence(4), strict=True))
    ]


def task(number: int, name: str = "", **values: object) -> Task:
    """A task with id 1000 + number and number A-number."""
    fields = {"order": sequence(999)[number - 1], **values}
    return Task(id=id_of(1000 + number), number=f"A-{number:03}", name=name or f"Aufgabe {number}", **fields)


def lead(of: Task, municipality: int, **values: object) -> Assignment:
    """The lead of a task by the municipality with this small id."""
    return Assignment(
        id=id_of(2000 + int(of.id) - 1000),
        task_id=of.id,
        municipality_id=id_of(municipality),
        role=Role.LEAD,
        **values,
    )


def cooperation() -> Cooperation:
    """A cooperation with a name."""
    return Cooperation(id=id_of(9), name="IKZ OZG Taunus", short_name="IKZ OZG")


def transaction(rows: Iterable[Entity], clock: TestClock | None = None) -> Transaction:
    """A transaction on loose rows, without a file."""
    clock = clock or TestClock()
    return Transaction(
        Snapshot.of(rows), now=clock.at, today=clock.at.date(), new_id=clock.new_id, author=AUTHOR
    )


def make_file(folder: Path, rows: Iterable[Entity], name: str = "projekt.ozg") -> Path:
    """A project file with these rows and an empty history; one made before with the same rows is copied."""
    path, rows = folder / name, tuple(rows)
    key = tuple(map(repr, rows))
    if key in _made_files and not path.exists():
        path.write_bytes(_made_files[key])
        _made_files.move_to_end(key)
        return path
    create(path, Snapshot.of(rows))
    _made_files[key] = path.read_bytes()
    if len(_made_files) > _KEPT_FILES:
        _made_files.popitem(last=False)
    return path


def make_workspace(folder: Path, rows: Iterable[Entity], clock: TestClock | None = None) -> Workspace:
    """An open workspace on a new file with these rows; close it at the end of the test."""
    clock = clock or TestClock()
    path = make_file(folder, rows)
    return Workspace.open(path, author=AUTHOR, backups=folder / "backups", clock=clock.clock())

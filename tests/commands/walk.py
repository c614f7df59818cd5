"""A random walk over every command there is: finds the commands by itself and invents their arguments.

`dev.py test` runs some walks, `dev.py torture --walks N` many; OZGDESK_SEED repeats one.
"""

import enum
import importlib
import inspect
import pkgutil
import random
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import ozgdesk.commands
from ozgdesk.commands.accession import newcomer
from ozgdesk.commands.agreements import copy_version
from ozgdesk.commands.feedback import plan_feedback
from ozgdesk.commands.imports import plan_import
from ozgdesk.commands.meeting_import import plan_meetings
from ozgdesk.commands.samples import build_sample
from ozgdesk.commands.tasks import change_state
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.agreements import AccessionCondition, AgreementVersion, Clause
from ozgdesk.domain.change_set import ChangeSet
from ozgdesk.domain.clause_parts import Part
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.feedback import Feedback, FeedbackPlan, FormRow, Said
from ozgdesk.domain.incoming import Incoming, IncomingLink, IncomingTask
from ozgdesk.domain.incoming_meetings import CalendarFile, IncomingEvent, MeetingPlan
from ozgdesk.domain.incoming_text import TextPlan
from ozgdesk.domain.registry import BY_TABLE, ENTITIES, references
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.schedule import schedule
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Attachment
from ozgdesk.domain.step import Change, Step, StepHead
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.present.feedback_form import FormLine, feedback_form
from ozgdesk.present.links import read_links
from ozgdesk.present.pasted_tasks import PastedRow
from ozgdesk.present.plan_fields import PlanField, Values
from tests.commands.walk_texts import some_part, some_text_plan
from tests.helpers import AUTHOR, TestClock, make_file

IRREVERSIBLE = {"erase"}
NEWCOMERS = ("06434011", "06434012", "06434008")
ALIASES = {
    "before": ("task",),
    "after": ("clause",),
    "successor": ("person", "task"),
    "deputy": ("person",),
    "parent": ("clause", "task"),
    "topic": ("minute_item",),
    "item": ("minute_item",),
    "contributor": ("municipality",),
    "part": ("assignment",),
}
WORDS = ("Vergabe", "eAkte <prüfen>", "Ä & Ö „Zitat“", "x" * 200, "Zeile\nzwei", "", "💡 Idee", "{ref:fehlt}")


def commands() -> dict[str, Callable[..., Any]]:
    """Every public function of the room that returns a Command, by module and name."""
    found = {}
    for info in pkgutil.iter_modules(ozgdesk.commands.__path__):
        module = importlib.import_module(f"ozgdesk.commands.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            returned = str(inspect.signature(function).return_annotation)
            if (
                function.__module__ == module.__name__
                and not name.startswith("_")
                and "Transaction" in returned
            ):
                found[f"{info.name}.{name}"] = function
    return found


class Inventor:
    """Invents arguments: mostly ids that exist and values that fit, sometimes ones that do not."""

    def __init__(self, dice: random.Random, today: date) -> None:
        self.dice = dice
        self.today = today
        self.proposed: tuple[str, ...] = ()

    def call(self, function: Callable[..., Any], snapshot: Snapshot) -> Any:
        """The command with invented arguments."""
        hints = typing.get_type_hints(function)
        positional, named = [], {}
        kind: type[Entity] | None = None
        about: type[Entity] | None = None
        for name, parameter in inspect.signature(function).parameters.items():
            if parameter.kind is parameter.VAR_KEYWORD:
                named |= self.fields(kind or about or Task, snapshot)
                continue
            about = about or BY_TABLE.get(name.removesuffix("_id"))
            if parameter.default is not parameter.empty and self.dice.random() < 0.4:
                continue
            if name == "kind" and "Entity" in str(hints[name]) or str(hints.get(name)).startswith("type["):
                shows_file = "field" in hints
                kind = self.dice.choice([one for one in ENTITIES if not shows_file or _file_fields(one)])
                value: Any = kind
            elif name == "field" and kind is not None:
                value = self.dice.choice(_file_fields(kind))
            else:
                value = self.value(name, hints[name], snapshot, kind)
            if parameter.kind is parameter.KEYWORD_ONLY:
                named[name] = value
            elif len(positional) == list(inspect.signature(function).parameters).index(name):
                positional.append(value)
            else:
                named[name] = value
        return function(*positional, **named)

    def value(self, name: str, hint: Any, snapshot: Snapshot, kind: type[Entity] | None = None) -> Any:
        """A value for a parameter or field, by its type and, for ids, its name."""
        options = [option for option in _options(hint) if option is not types.NoneType]
        if len(options) < len(_options(hint)) and self.dice.random() < 0.3:
            return None
        chosen = self.dice.choice(options)
        if chosen in (Any, object):
            chosen = self.dice.choice((str, int, bool, date))
        origin = typing.get_origin(chosen)
        if chosen == Mapping[str, bool]:
            return {self.an_id(AccessionCondition, snapshot): self.dice.random() < 0.5}
        if chosen in (Values, tuple[str, Values], PastedRow) or origin is Mapping:
            return self.of_the_plan(chosen, snapshot)
        if origin is Callable:
            return self.call(change_state, snapshot)
        inner, *others = typing.get_args(chosen) or (None,)
        if origin is typing.Literal:
            return self.dice.choice((inner, *others))
        if origin is tuple and others != [...]:
            return tuple(self.value(name, part, snapshot) for part in (inner, *others))
        if origin in (list, tuple, set, frozenset, Iterable, Sequence):
            items = [
                self.value(name.removesuffix("s"), inner, snapshot) for _ in range(self.dice.randint(0, 3))
            ]
            return tuple(items) if origin in (Iterable, Sequence) else origin(items)
        if isinstance(chosen, type) and issubclass(chosen, enum.Enum):
            return self.dice.choice(list(chosen))
        if chosen in self.makers():
            return self.makers()[chosen](snapshot)
        if chosen is bool:
            return self.dice.random() < 0.5
        if chosen in (int, float):
            return chosen(self.dice.choice((0, 1, -1, 2, 480, 960, 50, 100)))
        if chosen is date:
            return self.today + timedelta(days=self.dice.randint(-60, 120))
        if chosen is bytes:
            return self.dice.randbytes(20)
        if chosen is str or typing.get_origin(chosen) is typing.Annotated:
            return self.text(name, snapshot, kind)
        return chosen(*(self.value(n, h, snapshot) for n, h in typing.get_type_hints(chosen).items()))

    def makers(self) -> dict[Any, Callable[[Snapshot], Any]]:
        """What makes the things that no invented fields would make sense of."""
        return {
            ChangeSet: self.change_set,
            FeedbackPlan: self.feedback,
            TextPlan: self.text_plan,
            MeetingPlan: self.meetings,
            Step: self.step,
            View: lambda rows: View(rows, self.today),
            Municipality: lambda rows: newcomer(rows, self.dice.choice(NEWCOMERS), self.today),
            Part: lambda rows: some_part(self.dice, WORDS, self.dice.choice(("", self.an_id(Clause, rows)))),
        }

    def of_the_plan(self, chosen: Any, snapshot: Snapshot) -> Any:
        """Typed values, for a task or as a new row; any other mapping is where the tasks lie."""
        if chosen not in (Values, tuple[str, Values], PastedRow):
            return schedule(snapshot, self.today).dates
        makers: dict[PlanField, Callable[[], Any]] = {
            field: lambda: self.dice.choice(WORDS) for field in (PlanField.NAME, PlanField.SOURCE)
        }
        for field in (PlanField.START, PlanField.FINISH, PlanField.DEADLINE):
            makers[field] = lambda: self.value("", date, snapshot)
        makers |= {
            PlanField.DURATION: lambda: self.dice.choice((None, 0, 480, 9600)),
            PlanField.PROGRESS: lambda: self.dice.choice((0, 40, 100)),
            PlanField.STATE: lambda: self.dice.choice(list(TaskState)),
            PlanField.LEAD: lambda: self.an_id(Municipality, snapshot),
            PlanField.CONTRIBUTORS: lambda: (self.an_id(Municipality, snapshot),),
            PlanField.PREDECESSORS: lambda: read_links(self.dice.choice(("", "3", "7EA+1t; 12AA"))),
        }
        fields = self.dice.sample(sorted(makers), self.dice.randint(1, 3))
        values = {PlanField(field): makers[PlanField(field)]() for field in fields}
        if chosen is PastedRow:
            return PastedRow({**values, PlanField.NAME: self.dice.choice(WORDS)}, "A-003")
        return values if chosen == Values else (self.an_id(Task, snapshot), values)

    def text(self, name: str, snapshot: Snapshot, kind: type[Entity] | None) -> str:
        """An id where the name says so, else a word."""
        stem = name.removesuffix("_id")
        if name in ("id_", "id", "ids") and kind is not None:
            return self.an_id(kind, snapshot)
        if name.endswith("_id"):
            tables = [table for table in BY_TABLE if table == stem or table.endswith(f"_{stem}")]
            table = tables[0] if tables else self.dice.choice(ALIASES.get(stem, ("task",)))
            return self.an_id(BY_TABLE[table], snapshot)
        if name == "chosen" and self.proposed:
            return self.dice.choice(self.proposed)
        if name == "name" and kind is not None:
            return self.dice.choice(list(kind.model_fields))
        return self.dice.choice(WORDS)

    def an_id(self, kind: type[Entity], snapshot: Snapshot) -> str:
        """The id of a row, rarely of none; of clauses mostly one in a draft, for the others are frozen."""
        rows = snapshot.all(kind)
        if kind is Clause and self.dice.random() < 0.7:
            drafts = {row.id for row in snapshot.all(AgreementVersion) if row.frozen_on is None}
            rows = tuple(row for row in snapshot.all(Clause) if row.version_id in drafts) or rows
        return self.dice.choice(rows).id if rows and self.dice.random() < 0.97 else "f" * 32

    def change_set(self, snapshot: Snapshot) -> ChangeSet:
        """An import of one of two plans in one of several versions."""
        tasks = []
        for uid in range(self.dice.randint(1, 6)):
            links = (IncomingLink(str(self.dice.randint(0, 6))),)
            level, minutes = self.dice.randint(1, 3), self.dice.choice((None, 0, 480, 960))
            name = self.dice.choice(WORDS[:3])
            tasks.append(IncomingTask(str(uid), uid, level, name, duration_minutes=minutes, links=links))
        incoming = Incoming("mspdi", self.dice.choice("ab"), "Plan", tasks=tuple(tasks))
        return plan_import(snapshot, incoming, {}, today=self.today)

    def feedback(self, snapshot: Snapshot) -> FeedbackPlan:
        """A form of one municipality with some answers."""
        town = self.dice.choice(snapshot.all(Municipality)).id
        form = feedback_form(View(snapshot, self.today), town)
        rows = [
            FormRow(place, line.number, line.part_id, line.task_id, line.role, line.said, self.said(line))
            for place, line in enumerate(form.lines, 7)
        ]
        incoming = Feedback("Bogen", form.project_id, town, rows=tuple(rows))
        return plan_feedback(snapshot, incoming, today=self.today)

    def said(self, line: FormLine) -> Said:
        """Another answer, or the same."""
        state = self.dice.choice(list(type(line.said.state)))
        answers = (
            line.said,
            Said(state, line.said.day, line.said.remark),
            Said(line.said.state, self.value("", date, Snapshot.of(())), self.dice.choice(WORDS[:3])),
        )
        return self.dice.choice(answers)

    def step(self, snapshot: Snapshot) -> Step:
        """A step that gave a task the name it has."""
        task = self.dice.choice(snapshot.all(Task))
        values = {name: getattr(task, name) for name in Task.model_fields}
        before = Task.model_validate({**values, "name": "Früherer Name"})
        now = datetime(self.today.year, self.today.month, self.today.day, tzinfo=UTC)
        return Step(StepHead(1, "", AUTHOR, now, ""), (Change(Task, task.id, before, task),))

    def text_plan(self, snapshot: Snapshot) -> TextPlan:
        """A document compared with a version; what it proposes may be chosen."""
        version = self.dice.choice(snapshot.all(AgreementVersion))
        plan = some_text_plan(self.dice, WORDS, snapshot, self.today, version)
        self.proposed = tuple(sorted(plan.may_be_taken))
        return plan

    def meetings(self, snapshot: Snapshot) -> MeetingPlan:
        """Events of a calendar, compared as its import compares them."""
        body = self.an_id(Committee, snapshot)
        events = [
            IncomingEvent(
                str(number),
                self.dice.choice(WORDS),
                "",
                self.today + timedelta(days=self.dice.randint(-30, 90)),
                self.dice.choice(("", "19:30")),
                is_cancelled=self.dice.random() < 0.2,
            )
            for number in range(self.dice.randint(0, 4))
        ]
        plan = plan_meetings(snapshot, CalendarFile("k.ics", tuple(events)), body, since=self.today)
        self.proposed = tuple(sorted(plan.may_be_taken))
        return plan

    def fields(self, kind: type[Entity], snapshot: Snapshot) -> dict[str, Any]:
        """Some fields of an entity with values."""
        names = [name for name in kind.model_fields if name not in ("id", "order", "stem", "sha256")]
        hints = typing.get_type_hints(kind)
        chosen = self.dice.sample(names, min(len(names), self.dice.randint(1, 3)))
        return {name: self.value(name, hints[name], snapshot) for name in chosen}


def _file_fields(kind: type[Entity]) -> list[str]:
    return [name for name, target in references(kind) if target is Attachment]


def _options(hint: Any) -> tuple[Any, ...]:
    is_union = typing.get_origin(hint) in (typing.Union, types.UnionType)
    return typing.get_args(hint) if is_union else (hint,)


class Walk:
    """One walk on one file, with a model beside it that knows what every undo must lead to."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.dice = random.Random(seed)
        self.clock = TestClock(first_id=seed * 1_000_000)
        self.inventor = Inventor(self.dice, self.clock.at.date())
        rows = build_sample("demo", self.clock.at.date(), self.clock.new_id)
        self.path = make_file(folder, rows, f"{seed}.ozg")
        self.backups = folder / "backups"
        self.workspace = self._open()
        self.past: list[Snapshot] = []
        self.future: list[Snapshot] = []
        self.done: set[str] = set()
        self.commands = {
            name: function
            for name, function in commands().items()
            if name.partition(".")[2] not in IRREVERSIBLE
        }

    def go(self, steps: int) -> None:
        """Begin a draft of an agreement, walk, then go all the way back and forth again."""
        self.begin_a_draft()
        for _ in range(steps):
            self.clock.advance(self.dice.choice((1, 5, 40)))
            move = self.dice.choices((self.act, self.undo, self.redo, self.reopen), (75, 13, 8, 4))[0]
            move()
        self.to_the_start_and_back()
        self.workspace.close()

    def begin_a_draft(self) -> None:
        """Copy a version: all of the sample are frozen, and only an open text can be worked on."""
        before = self.workspace.snapshot
        versions = sorted(before.all(AgreementVersion), key=lambda version: version.id)
        self.workspace.run("draft", copy_version(self.dice.choice(versions).id, "Entwurf"))
        self.past.append(before)

    def act(self) -> None:
        """Run one invented command."""
        name = self.dice.choice(sorted(self.commands))
        before, count = self.workspace.snapshot, len(self.workspace.heads())
        try:
            command = self.inventor.call(self.commands[name], before)
            self.workspace.run(name, command, merge=self.dice.random() < 0.3)
        except RuleViolation:
            assert self.workspace.snapshot is before, name
            return
        self.done.add(name)
        if len(self.workspace.heads()) > count:
            self.past.append(before)
            self.future.clear()

    def undo(self) -> None:
        """Take a step back and compare with the model."""
        if self.past:
            self.future.append(self.workspace.snapshot)
            self.workspace.undo()
            assert self.workspace.snapshot == self.past.pop()
        else:
            assert self.workspace.undo_label is None

    def redo(self) -> None:
        """Do a step again and compare with the model."""
        if self.future:
            self.past.append(self.workspace.snapshot)
            self.workspace.redo()
            assert self.workspace.snapshot == self.future.pop()
        else:
            assert self.workspace.redo_label is None

    def reopen(self) -> None:
        """Close and open the file: nothing may differ."""
        before = self.workspace.snapshot
        self.workspace.close()
        self.workspace = self._open()
        assert self.workspace.snapshot == before

    def to_the_start_and_back(self) -> None:
        """Undo everything, reopen, redo everything."""
        end = self.workspace.snapshot
        self.future.clear()
        while self.past:
            self.undo()
        assert self.workspace.undo_label is None
        self.reopen()
        while self.future:
            self.redo()
        assert self.workspace.snapshot == end

    def _open(self) -> Workspace:
        return Workspace.open(self.path, author=AUTHOR, backups=self.backups, clock=self.clock.clock())

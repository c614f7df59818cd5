"""The open project: the one door for writing, and the current Snapshot and View for reading.

What a command does stands in the modules beside this one; how it is kept, in `store`.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from ozgdesk.commands.clock import SYSTEM_CLOCK, Clock
from ozgdesk.commands.merging import MERGE_WITHIN, is_same_edit
from ozgdesk.commands.refusals import refusal
from ozgdesk.commands.undo_stack import UndoStack
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.erasure import replacing
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Author, Change, Step, StepHead, StepKind
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.view import View
from ozgdesk.store.lock import Holder, holder
from ozgdesk.store.past import snapshot_at
from ozgdesk.store.problems import StoreProblem
from ozgdesk.store.project_file import ProjectFile
from ozgdesk.store.reading import Reading, open_reading
from ozgdesk.texts import steps

T = TypeVar("T")
Listener = Callable[[Step | None], None]

LARGE_STEP = 2_000
"""Above so many rows a step is written where `Workspace.lend` does it, e.g. in a worker of the window."""


def _at_once(work: Callable[[], T]) -> T:
    return work()


class Workspace:
    """One project file, opened for writing or only for reading; close it to give the file free.

    Every method that writes raises RuleViolation (`read_only` without the file) or StoreProblem, and then
    nothing has changed.
    """

    snapshot: Snapshot
    view: View
    _source: ProjectFile | Reading
    _stack: UndoStack

    def __init__(
        self, source: ProjectFile | Reading, author: Author, clock: Clock, backups: Path | None
    ) -> None:
        """Use `open` or `open_reading`."""
        self.path = source.path
        self.author = author
        self.clock = clock
        self.saved_at: datetime | None = None
        self._backups = backups
        self._stamp = _stamp(source.path)
        self._run = clock.new_id()
        self._listeners: list[Listener] = []
        self._chosen_day: date | None = None
        self._may_merge = False
        self._is_lent = False
        self.lend: Callable[[Callable[[], Any]], Any] = _at_once
        self._is_closed = False
        self._adopt(source)

    @classmethod
    def open(
        cls, path: Path, *, author: Author, backups: Path | None = None, clock: Clock = SYSTEM_CLOCK
    ) -> "Workspace":
        """Open a project file and take its lock; StoreProblem tells why not."""
        return cls(ProjectFile.open(path, holder=author.name, backups=backups), author, clock, backups)

    @classmethod
    def open_reading(
        cls, path: Path, *, author: Author, backups: Path | None = None, clock: Clock = SYSTEM_CLOCK
    ) -> "Workspace":
        """Open a project file without taking its lock and without changing a byte of it."""
        return cls(open_reading(path, backups=backups), author, clock, backups)

    @property
    def is_writable(self) -> bool:
        """Whether this workspace holds the file for writing."""
        return isinstance(self._source, ProjectFile)

    @property
    def holder(self) -> Holder | None:
        """Who else writes the file now; None when nobody does or we do."""
        return None if self.is_writable else holder(self.path)

    def heads(self) -> tuple[StepHead, ...]:
        """All steps of the journal, oldest first."""
        source = self._source
        return source.heads() if isinstance(source, ProjectFile) else source.heads

    def step(self, number: int) -> Step:
        """One step with the rows it changed."""
        return self._source.step(number)

    def numbers_of(self, kind: type[Entity], id_: str) -> tuple[int, ...]:
        """The numbers of the steps that touched one row, newest first."""
        return self._source.numbers_of(kind, id_)

    @property
    def undo_label(self) -> str | None:
        """Label of the step that `undo` would take back."""
        head = self._stack.next_undo
        return head.label if head else None

    @property
    def redo_label(self) -> str | None:
        """Label of the step that `redo` would do again."""
        head = self._stack.next_redo
        return head.label if head else None

    def run(self, label: str, command: Command[T], *, merge: bool = False) -> T:
        """Do something in one step and return what the command returns.

        With `merge`, a further edit of the same field of the same row grows the last step instead of adding
        one.
        """
        self._require_file()
        tx = self._begin()
        try:
            result = command(tx)
        except ValidationError as error:
            raise refusal(error) from error
        if tx.changes:
            if merge and self._continues_last_step(label, tx.changes):
                self._extend_last(tx)
            else:
                self._commit(StepHead(0, label, self.author, tx.now, self._run), tx.changes)
            self._may_merge = True
        return result

    def undo(self) -> Step:
        """Take back the newest step that is not taken back yet."""
        return self._revert(self._next(self._stack.next_undo, "nothing_to_undo"), StepKind.UNDO, steps.UNDO)

    def redo(self) -> Step:
        """Do the step again that was taken back last."""
        return self._revert(self._next(self._stack.next_redo, "nothing_to_redo"), StepKind.REDO, steps.REDO)

    def undo_to(self, number: int) -> None:
        """Take back every step after, and including, the one with this number.

        RuleViolation `undo_barrier` when a barrier or an undone state lies between; steps taken back before a
        refusal stay so.
        """
        if not self._stack.can_reach(number):
            raise RuleViolation("undo_barrier")
        while self._stack.can_reach(number):
            self.undo()

    def erase_person(self, label: str, command: Command[dict[str, str]]) -> None:
        """Run a command that returns {personal text: replacement}, then blank these texts everywhere.

        Rows, journal and backups no longer contain them; undo stops here (Art. 17 DSGVO). The texts go first
        and the step comes last, so that the call can be repeated after a failure.
        """
        file = self._require_file()
        replacements = command(self._begin())
        try:
            file.blank(replacements)
        finally:
            self.reload()
        tx = self._begin()
        command(tx)
        cleaned = replacing(replacements)
        author = Author(cleaned(self.author.name), self.author.office)
        head = StepHead(0, cleaned(label), author, tx.now, self._run, is_barrier=True)
        self._commit(head, tx.changes)

    def backup(self, reason: str) -> Path:
        """Make a verified backup point; edits after it do not merge with edits before it."""
        self.seal()
        return self._require_file().backup(reason)

    def seal(self) -> None:
        """The next edit starts a new step: something was saved, exported or issued in this state."""
        self._may_merge = False

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every commit with the Step, or with None when everything may have changed."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def set_as_of(self, day: date | None) -> None:
        """Evaluate the project for another day; None follows the calendar."""
        self._chosen_day = day
        self._renew_view()

    def view_known_at(self, as_of: date, instant: datetime | None) -> View:
        """The project evaluated for a day with the data known at an instant (Datenstand, UTC), or now."""
        if instant is None:
            return View(self.snapshot, as_of, self.view.recorded_until)
        last = max((head.at for head in self.heads() if head.at <= instant), default=instant)
        return View(snapshot_at(self._source, instant), as_of, last)

    def turn_day(self) -> bool:
        """Make a new View when midnight has passed; true when it did."""
        if self._is_lent or self._chosen_day is not None or self.view.as_of == self.clock.today():
            return False
        self._renew_view()
        return True

    def release(self) -> None:
        """Give the file free for another desk; reading goes on from a copy in memory until `retake`."""
        if self.is_writable and not self._is_lent:
            self._stamp = _stamp(self.path)
            reading = open_reading(self.path, backups=self._backups)
            self._source.close()
            self._source = reading

    def retake(self) -> None:
        """Take the file for writing and read what others changed; StoreProblem when somebody has it."""
        if not self.is_writable:
            self._adopt(ProjectFile.open(self.path, holder=self.author.name, backups=self._backups))
            self._tell(None)

    def follow(self) -> bool:
        """While only reading: read again if the file has changed; true when it had.

        After a StoreProblem the state read last stays, and the next call tries again.
        """
        stamp = _stamp(self.path)
        if self.is_writable or stamp == self._stamp:
            return False
        self._adopt(open_reading(self.path, backups=self._backups))
        self._stamp = stamp
        self._tell(None)
        return True

    def reload(self) -> None:
        """Derive everything again from the file."""
        self._load(self._source)
        self._tell(None)

    def close(self) -> None:
        """Give the file free for good; a second call does nothing."""
        if not self._is_closed:
            self._is_closed = True
            self._source.close()

    def _adopt(self, source: ProjectFile | Reading) -> None:
        """Go on with another source; what cannot be read is closed, and everything stays as it was."""
        former = self.__dict__.get("_source")
        try:
            self._load(source)
        except BaseException:
            source.close()
            raise
        if former is not None:
            former.close()

    def _load(self, source: ProjectFile | Reading) -> None:
        snapshot = source.read() if isinstance(source, ProjectFile) else source.snapshot
        stack = UndoStack(source.heads() if isinstance(source, ProjectFile) else source.heads)
        self._source, self._stack, self.snapshot = source, stack, snapshot
        self._former_values: dict[tuple[type[Entity], str], frozenset[object]] = {}
        self.view = View(snapshot, self._as_of(), self._recorded_until())

    def _as_of(self) -> date:
        return self._chosen_day or self.clock.today()

    def _recorded_until(self) -> datetime:
        source = self._source
        return source.recorded_until() if isinstance(source, ProjectFile) else source.recorded_until

    def _renew_view(self) -> None:
        self.view = View(self.snapshot, self._as_of(), self._recorded_until())
        self._tell(None)

    def _require_file(self) -> ProjectFile:
        if not isinstance(self._source, ProjectFile):
            raise RuleViolation("read_only")
        if self._is_lent:
            raise RuleViolation("busy")
        return self._source

    def _begin(self) -> Transaction:
        clock = self.clock
        return Transaction(
            self.snapshot,
            now=clock.now(),
            today=clock.today(),
            new_id=clock.new_id,
            author=self.author,
            former_values=self._former,
        )

    def _former(self, kind: type[Entity], field: str) -> frozenset[object]:
        if (kind, field) not in self._former_values:
            self._former_values[kind, field] = self._require_file().former_values(kind, field)
        return self._former_values[kind, field]

    def _commit(self, head: StepHead, changes: Sequence[Change]) -> Step:
        kept = self._write(lambda file: file.append(head, changes), len(changes))
        self._stack.follow(kept)
        return self._publish(Step(kept, tuple(changes)))

    def _extend_last(self, tx: Transaction) -> None:
        last = self._last_head()
        grown = StepHead(last.number, last.label, last.author, tx.now, last.run)
        kept = self._write(lambda file: file.merge_into_last(grown, tx.changes), len(tx.changes))
        self._stack.replace_last(kept)
        self._publish(Step(kept, tuple(tx.changes)))

    def _write(self, write: Callable[[ProjectFile], StepHead], rows: int) -> StepHead:
        file = self._require_file()
        try:
            return self._borrowed(lambda: write(file), rows)
        except StoreProblem:
            # The commit may be durable although an error was reported: look instead of assuming.
            newest = file.heads()[-1:]
            if newest and newest[0] != self._stack.last:
                self.reload()
            raise

    def _borrowed(self, work: Callable[[], T], rows: int) -> T:
        """Do work on the connection, large work where `lend` does it; nothing else is accepted then."""
        if rows <= LARGE_STEP:
            return work()
        self._is_lent = True
        try:
            result: T = self.lend(work)
            return result
        finally:
            self._is_lent = False

    def _publish(self, step: Step) -> Step:
        for kind in {change.kind for change in step.changes if change.after is None}:
            self._former_values = {
                key: found for key, found in self._former_values.items() if key[0] is not kind
            }
        self.snapshot = self.snapshot.after(step.changes)
        self.view = self.view.next(self.snapshot, step.head.at)
        self.saved_at = step.head.at
        self._tell(step)
        return step

    def _tell(self, step: Step | None) -> None:
        """What a listener raises is shown like any bug: the step is kept, and `run` must not look refused."""
        for listener in tuple(self._listeners):
            try:
                listener(step)
            except Exception:
                sys.excepthook(*sys.exc_info())

    @staticmethod
    def _next(head: StepHead | None, code: str) -> StepHead:
        if head is None:
            raise RuleViolation(code)
        return head

    def _revert(self, target: StepHead, kind: StepKind, label: str) -> Step:
        file = self._require_file()
        changes = self._borrowed(lambda: file.step(target.number), file.size_of(target.number)).changes
        tx = self._begin()
        for change in reversed(changes) if kind is StepKind.UNDO else changes:
            tx.replay(change.inverse() if kind is StepKind.UNDO else change)
        self._may_merge = False
        head = StepHead(
            0,
            label.format(label=target.label),
            self.author,
            tx.now,
            self._run,
            kind,
            target.number,
        )
        return self._commit(head, tx.changes)

    def _last_head(self) -> StepHead:
        return self._next(self._stack.last, "nothing_to_undo")

    def _continues_last_step(self, label: str, changes: Sequence[Change]) -> bool:
        last = self._stack.last
        if not self._may_merge or last is None or last is not self._stack.next_undo or len(changes) != 1:
            return False
        if last.label != label or last.run != self._run or self.clock.now() - last.at > MERGE_WITHIN:
            return False
        return is_same_edit(self._require_file().step(last.number).changes, changes)


def _stamp(path: Path) -> tuple[int, int]:
    """What tells that a file was written to, without opening it; zeros while it is missing."""
    try:
        state = path.stat()
    except OSError:
        return 0, 0
    return state.st_mtime_ns, state.st_size

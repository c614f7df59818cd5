"""What every place of the window works with: workspace, settings, jobs, and the signals between places."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from ozgdesk.commands.noting import noted
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Step
from ozgdesk.domain.transaction import Command
from ozgdesk.domain.view import View
from ozgdesk.present.plan_lens import PlanLens, kept, restored
from ozgdesk.present.task_query_line import QueryLine, read_line
from ozgdesk.settings import KeptLens, Settings
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui.jobs import Jobs

if TYPE_CHECKING:
    from ozgdesk.reports.sheet import WhatIf

T = TypeVar("T")
Flush = Callable[[], bool]

HELD_UP = "Eine Eingabe ist noch nicht fertig; bitte berichtigen Sie sie, oder geben Sie sie mit Esc auf."


@dataclass(frozen=True, slots=True)
class Subject:
    """A row the user points at."""

    kind: type[Entity]
    id: str


class Desk(QObject):
    """The one object the views get. It knows no widget; the main window and the inspector listen to it.

    `asked_for_place`, `asked_for_follow_up` (about nothing that is selected), `told` and `taken_back` reach
    the main window, `picked` the inspector, `changed`
    whoever shows data (Step, or None when everything may have changed), `lens_changed` who shows the plan,
    `tasks_filtered` who lists tasks: they all show those that fit `task_line`; `asked_for_answers` carries
    the municipality (or "") whose paper is to be typed; `asked_for_calendar`: meetings of a calendar file are
    to be taken over, `asked_for_text`: a Word document; `asked_for_export` carries the format in which
    something is to be given out.
    `failed` carries a StoreProblem of a write. `held_up`: an editor that cannot be left keeps everything
    where it is and should be seen. `agreement_chosen`: another agreement or
    version is to be shown. `meeting_id` is the meeting that was looked at last, `topic_id`
    what it talks about now, while it is open. `agreement_id` and `version_id` are the agreement and the
    version that were chosen last, empty for the usual ones; `former_id` is what that version was
    compared with last; `what_if` is who was last asked to join or leave an agreement.
    """

    picked = Signal(object)
    asked_for_place = Signal(str, object)
    asked_for_sheet = Signal(str)
    asked_to_edit = Signal()
    asked_to_draft = Signal(object, object)
    asked_for_follow_up = Signal()
    asked_for_answers = Signal(str)
    asked_for_export = Signal(str)
    asked_for_text = Signal()
    asked_for_calendar = Signal()
    told = Signal(str)
    taken_back = Signal(str)
    changed = Signal(object)
    failed = Signal(object)
    held_up = Signal()
    lens_changed = Signal()
    tasks_filtered = Signal()
    agreement_chosen = Signal()
    fan_chosen = Signal()
    preferred = Signal(object)

    def __init__(
        self, workspace: Workspace, settings: Settings | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.settings = settings or Settings()
        self.lens = restored(self.settings.plan_lenses.get(self._project, KeptLens()))
        self.task_line = ""
        self.jobs = Jobs(self)
        self.subject: Subject | None = None
        self.meeting_id = ""
        self.topic_id = ""
        self.agreement_id = ""
        self.version_id = ""
        self.former_id = ""
        self.fan_key = ""
        self.what_if: WhatIf | None = None
        self._editors: list[Flush] = []
        self._flushing = False
        self._unsubscribe = workspace.subscribe(self._on_changed)

    @property
    def view(self) -> View:
        """The project as it is now."""
        return self.workspace.view

    @property
    def snapshot(self) -> Snapshot:
        """The rows as they are now."""
        return self.workspace.snapshot

    @property
    def _project(self) -> str:
        """What tells this project from others, in all copies of its file."""
        cooperation = self.view.cooperation
        return cooperation.id if cooperation is not None else ""

    def prefer(self, settings: Settings) -> None:
        """Keep what the user chose for this PC; `preferred` tells whoever saves it."""
        self.settings = settings
        self.preferred.emit(settings)

    def look_through(self, lens: PlanLens) -> None:
        """Look at the plan otherwise, everywhere, and again when the file is opened next time."""
        if lens != self.lens:
            self.lens = lens
            self.prefer(self.settings.looked_at(self._project, kept(lens)))
            self.lens_changed.emit()

    def filter_tasks(self, line: str) -> None:
        """Show only the tasks that fit this line, on every page that lists tasks; empty shows all."""
        if line != self.task_line:
            self.task_line = line
            self.tasks_filtered.emit()

    def look_at_agreement(self, agreement_id: str, version_id: str = "") -> None:
        """Show an agreement, and a version of it (empty: its current one), on all pages that show one."""
        self.agreement_id, self.version_id = agreement_id, version_id
        self.agreement_chosen.emit()

    def look_at_fan(self, key: str) -> None:
        """Show a matter (`present.council.Fan.key`) on all pages of the place Gremien."""
        self.fan_key = key
        self.fan_chosen.emit()

    def read_task_line(self, line: str | None = None) -> QueryLine:
        """What the filter asks in this project, or another line would ask."""
        codes = [row.code for row in self.view.municipalities]
        return read_line(self.task_line if line is None else line, self.view.as_of, codes)

    def run(self, label: str, command: Command[T], *, merge: bool = False) -> T | None:
        """Do something in one step, after pending fields are saved.

        A refusal is told to the user and gives None; then nothing has changed.
        """
        if not self.flush():
            return None
        return self.guard(lambda: self.commit(label, command, merge=merge))

    def write(self, action: Callable[[], T]) -> T | None:
        """Do more than one step, after pending fields are saved; a refusal is told and gives None."""
        return self.guard(lambda: self._writable(action)) if self.flush() else None

    def guard(self, action: Callable[[], T]) -> T | None:
        """Do something with the workspace; a refusal is told to the user and gives None."""
        try:
            return action()
        except RuleViolation as refusal:
            self.tell(rule_message(refusal))
        except StoreProblem as problem:
            self.failed.emit(problem)
        return None

    def commit(self, label: str, command: Command[T], *, merge: bool = False) -> T:
        """As `run`, but raises RuleViolation or StoreProblem, for fields that show the reason themselves.

        While a meeting is open its minutes note, in the same step, what becomes of the tasks.
        """
        step = noted(command, self.topic_id)
        return self._writable(lambda: self.workspace.run(label, step, merge=merge))

    def undo(self) -> None:
        """Take the newest step back and say which."""
        self._revert(self.workspace.undo)

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._revert(self.workspace.redo)

    def pick(self, kind: type[Entity], id_: str) -> None:
        """Show a row in the inspector; nothing happens when it is shown already."""
        if self.subject != Subject(kind, id_):
            self._pick(Subject(kind, id_))

    def unpick(self) -> None:
        """Show nothing in the inspector."""
        if self.subject is not None:
            self._pick(None)

    def edit(self, kind: type[Entity], id_: str) -> None:
        """Show a row in the inspector and put the cursor into its first field."""
        self.pick(kind, id_)
        self.asked_to_edit.emit()

    def draft(self, kind: type[Entity], /, **values: object) -> None:
        """Let the user fill in a new row in the inspector, beginning with these values."""
        if self.flush():
            self.asked_to_draft.emit(kind, values)

    def go(self, place: str, subject: Subject | None = None) -> None:
        """Open a place and bring a row into sight there."""
        self.asked_for_place.emit(place, subject)

    def tell(self, text: str) -> None:
        """Show a sentence for some seconds."""
        self.told.emit(text)

    def take_back(self, text: str) -> None:
        """What was told holds no more: the sentence goes, if it is still shown."""
        self.taken_back.emit(text)

    def attach_editor(self, flush: Flush) -> Callable[[], None]:
        """Register what saves a field that waits for the end of typing; returns how to take it off again.

        `flush()` returns False when the typed text cannot be saved; it then marks the field and shows it when
        `held_up` comes.
        """
        self._editors.append(flush)
        return lambda: self._editors.remove(flush) if flush in self._editors else None

    def flush(self, *, quietly: bool = False) -> bool:
        """Save whatever is typed but not saved yet. False when something is wrong or half done: stay there.

        Then the user is told what keeps the window, unless it happens `quietly`.
        """
        if self._flushing:
            return True
        self._flushing = True
        try:
            outcomes = [flush() for flush in tuple(self._editors)]  # every one, also after a refusal
        finally:
            self._flushing = False
        if not all(outcomes) and not quietly:
            self.tell(HELD_UP)
            self.held_up.emit()
        return all(outcomes)

    def close(self) -> None:
        """Stop listening and wait for jobs; the workspace is closed by whoever opened it."""
        self._unsubscribe()
        self.jobs.finish()

    def _pick(self, subject: Subject | None) -> None:
        if self.flush():
            self.subject = subject
            self.picked.emit(subject)

    def _revert(self, revert: Callable[[], Step]) -> None:
        if self.flush():
            step = self.guard(lambda: self._writable(revert))
            if step is not None:
                self.tell(step.head.label)

    def _writable(self, action: Callable[[], T]) -> T:
        if not self.workspace.is_writable:
            self.workspace.retake()
        return action()

    def _on_changed(self, step: Step | None) -> None:
        subject = self.subject
        if subject is not None and self.snapshot.find(subject.kind, subject.id) is None:
            self.subject = None
            self.picked.emit(None)
        self.changed.emit(step)

"""Who may write: gives the file free after a pause, follows what others change, knows when it is free."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from ozgdesk import formats
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.ui.desk import Desk

PAUSE_MINUTES = 15
LOOK_SECONDS = 3

_INPUT = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)


class FileWatch(QObject):
    """Tells by `changed(text, is_free)` what the banner should say; an empty text means nothing."""

    changed = Signal(str, bool)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._was_held = desk.workspace.holder is not None
        self._said = ("", False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MINUTES * 60_000)
        self._pause.timeout.connect(self.release)
        self._pause.start()
        self._look = QTimer(self)
        self._look.setInterval(LOOK_SECONDS * 1000)
        self._look.timeout.connect(self.look)
        self._look.start()

    def observe(self, window: QObject | None) -> None:
        """Count what the user does in this native window as input."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._pause.start()
        return False

    def release(self) -> None:
        """Give the file free for others, unless something typed cannot be saved."""
        workspace = self._desk.workspace
        if workspace.is_writable and self._desk.flush():
            self._guarded(workspace.release)
            self._desk.tell("Die Datei ist nach 15 Minuten ohne Eingabe wieder für andere frei.")

    def retake(self) -> None:
        """Take the file for writing."""
        if self._guarded(self._desk.workspace.retake):
            self._was_held = False
            self._say("", False)

    def look(self) -> None:
        """Read what others changed, and say who has the file or that it is free."""
        workspace = self._desk.workspace
        if workspace.turn_day() or workspace.is_writable:
            self._was_held = self._was_held and not workspace.is_writable
            self._say("", False)
            return
        self._guarded(workspace.follow)
        holder = workspace.holder
        if holder is not None:
            self._was_held = True
            since = formats.instant(holder.since)
            who = f"{holder.name} ({holder.pc})" if holder.pc else holder.name
            said = f"{who} bearbeitet diese Datei seit {since}. Sie sehen den gespeicherten Stand."
            self._say(said, False)
        elif self._was_held:
            self._say("Die Datei ist wieder frei.", True)

    def stop(self) -> None:
        """Look no more."""
        self._pause.stop()
        self._look.stop()

    def _say(self, text: str, is_free: bool) -> None:
        if (text, is_free) != self._said:
            self._said = (text, is_free)
            self.changed.emit(text, is_free)

    def _guarded(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except StoreProblem as problem:
            self._look.stop()
            self._desk.failed.emit(problem)
            self._look.start()
            return False
        return True

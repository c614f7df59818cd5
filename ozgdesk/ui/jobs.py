"""Work that would make the window wait: on a View, an own connection or plain data, never on widgets."""

import logging
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from shiboken6 import isValid

log = logging.getLogger(__name__)

Done = Callable[[Any], None] | None
Failed = Callable[[BaseException], None] | None


class _Job(QRunnable):
    """Does the work in a worker and says by `ended(number, result, error)` how it ended."""

    def __init__(
        self, work: Callable[[], Any], ended: Callable[[int, Any, BaseException | None], None], number: int
    ) -> None:
        super().__init__()
        self._work = work
        self._ended = ended
        self._number = number

    @Slot()
    def run(self) -> None:
        try:
            result = self._work()
        except BaseException as error:  # handed to `failed` or to the error dialog, in the GUI thread
            self._ended(self._number, None, error)
        else:
            self._ended(self._number, result, None)


class Jobs(QObject):
    """Runs functions off the GUI thread and calls back in it. `busy` tells when work begins and ends."""

    busy = Signal(bool)
    _ended = Signal(int, object, object)
    # One signal of this object serves all jobs: an object made for one job could be deleted by the GUI
    # thread while the worker is still inside of its signal.

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._numbers = count()
        self._running: dict[int, tuple[Done, Failed]] = {}
        self._ended.connect(self._on_ended)

    def run(self, function: Callable[..., Any], *args: Any, done: Done = None, failed: Failed = None) -> None:
        """Call `function(*args)` in a worker, then `done(result)` or `failed(error)` in the GUI thread.

        Without `failed` an error is raised in the GUI thread, where the exception hook shows it. A method of
        a widget that is gone by then is not called.
        """
        number = next(self._numbers)
        if not self._running:
            self.busy.emit(True)
        self._running[number] = (done, failed)
        self._pool.start(_Job(lambda: function(*args), self._ended.emit, number))

    @property
    def is_busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._running)

    def finish(self) -> None:
        """Wait for what runs and call nobody back; for the end of the program."""
        self._running.clear()
        self._pool.clear()
        self._pool.waitForDone()

    def _on_ended(self, number: int, result: Any, error: BaseException | None) -> None:
        if number not in self._running:
            return
        done, failed = self._running.pop(number)
        if not self._running:
            self.busy.emit(False)
        if error is None:
            if done is not None and _is_there(done):
                done(result)
        elif failed is None:
            raise error
        elif _is_there(failed):
            failed(error)


def _is_there(callback: Callable[..., None]) -> bool:
    """Whether the widget still lives whose method this is; functions always do."""
    method: Callable[..., None] = callback
    while isinstance(method, partial):
        method = method.func
    owner = getattr(method, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)

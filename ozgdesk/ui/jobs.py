"""Work that would make the window wait: on a View, an own connection or plain data, never on widgets."""

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

log = logging.getLogger(__name__)


class _Report(QObject):
    """Carries the end of a job over to the GUI thread."""

    ended = Signal(object, object)


class _Job(QRunnable):
    def __init__(self, function: Callable[..., Any], args: tuple[Any, ...], report: _Report) -> None:
        super().__init__()
        self._function = function
        self._args = args
        self._report = report

    @Slot()
    def run(self) -> None:
        try:
            result = self._function(*self._args)
        except BaseException as error:  # handed to `failed` or to the error dialog, in the GUI thread
            self._report.ended.emit(None, error)
        else:
            self._report.ended.emit(result, None)


class Jobs(QObject):
    """Runs functions off the GUI thread and calls back in it. `busy` tells when work begins and ends."""

    busy = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._running: set[_Report] = set()

    def run(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Call `function(*args)` in a worker, then `done(result)` or `failed(error)` in the GUI thread.

        Without `failed` an error is raised in the GUI thread, where the exception hook shows it.
        """
        report = _Report(self)

        def _on_ended(result: Any, error: BaseException | None) -> None:
            self._running.discard(report)
            report.deleteLater()
            if not self._running:
                self.busy.emit(False)
            if error is None:
                if done is not None:
                    done(result)
            elif failed is not None:
                failed(error)
            else:
                raise error

        report.ended.connect(_on_ended)
        if not self._running:
            self.busy.emit(True)
        self._running.add(report)
        self._pool.start(_Job(function, args, report))

    @property
    def is_busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._running)

    def finish(self) -> None:
        """Wait for what runs and call nobody back; for the end of the program."""
        for report in self._running:
            report.ended.disconnect()
        self._running.clear()
        self._pool.clear()
        self._pool.waitForDone()

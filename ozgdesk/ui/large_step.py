"""Steps of thousands of rows: a worker borrows the connection while the window shows that it is busy."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

SHOWN_AFTER_MS = 400


class _Ended(QObject):
    signal = Signal()


class LargeStep:
    """Call it with the work: it returns what the work returns and raises what it raises.

    Meanwhile the window is painted but takes no input. A commit has no half, so there is nothing to cancel.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def __call__(self, work: Callable[[], Any]) -> Any:
        outcome: list[tuple[Any, BaseException | None]] = []
        ended = _Ended()
        loop = QEventLoop()
        ended.signal.connect(loop.quit, Qt.ConnectionType.QueuedConnection)

        def do() -> None:
            try:
                outcome.append((work(), None))
            except BaseException as error:  # raised again in the thread that asked
                outcome.append((None, error))
            ended.signal.emit()

        notice = self._notice()
        worker = threading.Thread(target=do, name="large step")
        worker.start()
        loop.exec()
        worker.join()
        notice.close()
        notice.deleteLater()
        result, error = outcome[0]
        if error is not None:
            raise error
        return result

    def _notice(self) -> QProgressDialog:
        notice = QProgressDialog("Viele Einträge werden gespeichert …", "", 0, 0, self._window)
        notice.setCancelButton(None)
        notice.setWindowModality(Qt.WindowModality.ApplicationModal)
        notice.setWindowTitle("OZG-Desk")
        notice.setMinimumDuration(SHOWN_AFTER_MS)
        notice.setValue(0)
        return notice

"""Work that may take seconds and may be given up: a notice with „Abbrechen“ over the window."""

import threading

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from ozgdesk.ui import theme
from ozgdesk.ui.large_step import SHOWN_AFTER_MS


class GivenUp(Exception):
    """The user no longer wants what a worker is about to finish."""


class Waiting(QProgressDialog):
    """Shown after a moment until `end`. `given_up`: by button or Esc, and nothing will come of the work.

    A worker cannot be stopped inside a computation; it asks `require_wanted` before it leaves a trace. From
    then on it is too late to give up, and the work ends as if nobody had asked.
    """

    given_up = Signal()

    def __init__(self, window: QWidget, sentence: str) -> None:
        super().__init__(sentence, "&Abbrechen", 0, 0, window)
        self._lock = threading.Lock()
        self._is_given_up = self._is_too_late = False
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("OZG-Desk")
        self.setMinimumWidth(theme.step(100))
        self.setAutoReset(False)
        self.setAutoClose(False)
        self.setMinimumDuration(SHOWN_AFTER_MS)
        self.canceled.connect(self._on_canceled)
        self.setValue(0)

    @property
    def is_given_up(self) -> bool:
        """Whether nobody waits any more."""
        return self._is_given_up

    def require_wanted(self) -> None:
        """For the worker: raises GivenUp, or makes giving up impossible."""
        with self._lock:
            if self._is_given_up:
                raise GivenUp
            self._is_too_late = True

    def end(self) -> None:
        """The work is done, or failed."""
        self.blockSignals(True)  # closing counts as giving up
        self.close()
        self.deleteLater()

    def reject(self) -> None:
        """Esc gives up, also while the button has no focus."""
        self.canceled.emit()

    def _on_canceled(self) -> None:
        with self._lock:
            if self._is_too_late:
                return
            self._is_given_up = True
        self.end()
        self.blockSignals(False)
        self.given_up.emit()

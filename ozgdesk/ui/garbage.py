"""When Python looks for garbage: between events in the GUI thread, and never in the middle of one.

Windows and their slots refer to each other in circles, so it is the cyclic collector that deletes what is
left of them. By itself it starts in whatever is just being done: in a worker, or while Qt polishes or paints
a widget. Deleting widgets there can end the interpreter.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1_000


class GarbageCollector(QObject):
    """Switches the automatic collection off for the whole process and collects from a timer instead."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(collect_if_due)
        self._timer.start()


def collect_if_due() -> None:
    """Collect the oldest generation whose threshold is passed, as Python itself would."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, threshold) in enumerate(counts) if count > threshold]
    if due:
        gc.collect(due[-1])

"""One start of the real program in a data folder: prints when its window and Übersicht were seen."""

import sys
import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ozgdesk import app
from ozgdesk.ui.frame import Frame


class SeenFrame(Frame):
    """The window of the program, with a watch on its painting."""

    def show_content(self, content: QWidget) -> None:
        """Show the project as usual, and look when it is painted."""
        super().show_content(content)
        content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Ask for an answer when the content has been painted for the first time."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._press_key)
        return super().eventFilter(watched, event)

    def _press_key(self) -> None:
        before = QApplication.focusWidget()
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(before or self, key)
        QApplication.processEvents()
        if QApplication.focusWidget() is not before:
            print(time.time(), flush=True)
        QApplication.quit()


def _frame(*arguments: object) -> SeenFrame:
    frame = SeenFrame(*arguments)  # type: ignore[arg-type]
    frame.painted.connect(lambda: print(time.time(), flush=True))
    return frame


if __name__ == "__main__":
    vars(app)["Frame"] = _frame
    sys.exit(app.run(["--data-dir", sys.argv[1]]))

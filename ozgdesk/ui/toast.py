"""A sentence at the bottom of the window that goes away by itself, with one thing to do about it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ozgdesk.ui import theme

SECONDS = 6


class Toast(QFrame):
    """Shown over the middle of the bottom edge of `parent`, or above the line that is typed in there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setObjectName("toast")
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._button = QPushButton()
        theme.look(self._button, "toast")
        self._button.clicked.connect(self._on_clicked)
        self._action: Callable[[], object] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.step(4), theme.step(2), theme.step(2), theme.step(2))
        layout.setSpacing(theme.step(3))
        layout.addWidget(self._label, 1)
        layout.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def show_text(self, text: str, button: str = "", action: Callable[[], object] | None = None) -> None:
        """Show a sentence, and a button if there is something to do about it."""
        self._label.setText(text)
        self._action = action
        self._button.setText(button)
        self._button.setVisible(bool(button))
        # Without a button it must not stand between the mouse and what lies below it.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not button)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def take_back(self, text: str) -> None:
        """Hide this sentence; another one stays."""
        if self.text == text:
            self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown, empty while hidden."""
        return self._label.text() if self.isVisible() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        parent = self._window
        wanted = self._label.fontMetrics().horizontalAdvance(self._label.text()) + theme.step(10)
        if self._button.text():
            wanted += self._button.sizeHint().width() + theme.step(6)
        width = min(wanted, parent.width() - theme.step(16), theme.step(180))
        height = max(self.heightForWidth(width), self.sizeHint().height(), theme.step(11))
        area = QRect((parent.width() - width) // 2, parent.height() - height - theme.step(6), width, height)
        typed_in = QApplication.focusWidget()
        if isinstance(typed_in, QLineEdit) and parent.isAncestorOf(typed_in):
            line = QRect(typed_in.mapTo(parent, QPoint()), typed_in.size())
            if area.intersects(line):  # what is typed must be seen
                area.moveBottom(line.top() - theme.step(2))
        self.setGeometry(area)

    def _on_clicked(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()

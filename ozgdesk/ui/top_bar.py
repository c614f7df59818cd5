"""The bar above every place: the cooperation, search, undo and redo, Stichtag, and when it was saved."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from ozgdesk import formats
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.search import SearchField

HEIGHT = theme.step(14)


class TopBar(QFrame):
    """Shows the state of the workspace; its buttons are the actions of the window."""

    def __init__(
        self,
        desk: Desk,
        undo: QAction,
        redo: QAction,
        commands: Callable[[], Sequence[QAction]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(HEIGHT)
        self._desk = desk
        self._name = _Elided()
        theme.look(self._name, "heading")
        self.search = SearchField(desk, commands)
        self.search.setMinimumWidth(theme.step(40))
        self.search.setMaximumWidth(theme.step(85))
        self.as_of = QToolButton()
        self.as_of.setIcon(icon("calendar", "muted"))
        self.as_of.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.as_of.setToolTip("Stichtag wählen: Für welchen Tag wird ausgewertet?")
        self.as_of.clicked.connect(self.choose_day)
        self.saved = QLabel()
        self.saved.setTextFormat(Qt.TextFormat.PlainText)
        theme.look(self.saved, "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.step(6), 0, theme.step(5), 0)
        layout.setSpacing(theme.step(2))
        layout.addWidget(self._name, 1)
        layout.addWidget(self.search, 2)
        layout.addSpacing(theme.step(2))
        layout.addWidget(_button(undo))
        layout.addWidget(_button(redo))
        layout.addSpacing(theme.step(2))
        layout.addWidget(self.as_of)
        layout.addWidget(self.saved)
        self.refresh()

    def refresh(self) -> None:
        """Show the state of the workspace as it is now."""
        workspace, view = self._desk.workspace, self._desk.view
        cooperation = view.cooperation
        self._name.setText(cooperation.name if cooperation else workspace.path.stem)
        self.as_of.setText(f" Stichtag {formats.day(view.as_of)}")
        is_today = view.as_of == workspace.clock.today()
        theme.look(self.as_of, "" if is_today else "chosen")
        at = workspace.saved_at
        if workspace.holder is not None:
            self.saved.setText("Nur lesen")
        else:
            self.saved.setText(f"Gespeichert {formats.clock(at)}" if at else "Gespeichert")

    def choose_day(self) -> None:
        """Let the user choose the Stichtag, or follow the calendar again."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        shown = self._desk.view.as_of
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))

        def choose(day: QDate) -> None:
            menu.close()
            self.set_day(date(day.year(), day.month(), day.day()))

        calendar.clicked.connect(choose)
        calendar.activated.connect(choose)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.addAction("Heute (folgt dem Kalender)").triggered.connect(lambda: self.set_day(None))
        menu.popup(self.as_of.mapToGlobal(QPoint(0, self.as_of.height())))
        calendar.setFocus()

    def set_day(self, day: date | None) -> None:
        """Evaluate for another day; None follows the calendar."""
        if self._desk.flush():
            is_today = day == self._desk.workspace.clock.today()
            self._desk.workspace.set_as_of(None if is_today else day)


class _Elided(QLabel):
    """A name that is cut with "…" where the window is narrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() < theme.step(24):
            return  # no room for a name: the title bar names the file
        painter = QPainter(self)
        painter.setPen(theme.role(self, "text"))
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(18, 18))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    return button

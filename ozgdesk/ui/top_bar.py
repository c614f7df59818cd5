"""The bar above every place: the cooperation, search, undo and redo, Stichtag, and when it was saved."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
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
from ozgdesk.domain.cooperation import Cooperation
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
        self.name = _NameButton()
        self.name.clicked.connect(self.open_cooperation)
        self.search = SearchField(desk, commands)
        self.search.setMinimumWidth(theme.step(40))
        self.as_of = QToolButton()
        self.as_of.setIcon(icon("calendar", "muted"))
        self.as_of.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.as_of.setToolTip("Stichtag wählen: Für welchen Tag wird ausgewertet?")
        self.as_of.clicked.connect(self.choose_day)
        self.saved = QLabel()
        self.saved.setTextFormat(Qt.TextFormat.PlainText)
        theme.look(self.saved, "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.step(6) - _NameButton.MARGIN, 0, theme.step(5), 0)
        layout.setSpacing(theme.step(2))
        layout.addWidget(self.name, 1)
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
        self.name.show_name(cooperation.name if cooperation else workspace.path.stem)
        self.name.setEnabled(cooperation is not None)
        self.as_of.setText(f" Stichtag {formats.day(view.as_of)}")
        is_today = view.as_of == workspace.clock.today()
        theme.look(self.as_of, "" if is_today else "chosen")
        at = workspace.saved_at
        if workspace.holder is not None:
            self.saved.setText("Nur lesen")
        else:
            self.saved.setText(f"Gespeichert {formats.clock(at)}" if at else "Gespeichert")
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Let the search field give way, within limits, before the name is cut."""
        rest = self.name.width() + self.search.width() - self.name.whole_width()
        self.search.setMaximumWidth(min(max(rest, theme.step(60)), theme.step(85)))

    def open_cooperation(self) -> None:
        """Show the cooperation itself in the inspector, to be edited."""
        found = self._desk.view.cooperation
        if found is not None:
            self._desk.edit(Cooperation, found.id)

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


class _NameButton(QAbstractButton):
    """The name of the cooperation, which opens its details; cut with "…" where the window is narrow."""

    MARGIN = theme.step(1) + 1
    """Pixels between its edges and the name."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""  # not the text of the button, in which "&" would be a key
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_name(self, name: str) -> None:
        """Show another name."""
        self._name = name
        self.update()
        self.setAccessibleName(f"Zusammenarbeit {name}")
        self.setToolTip(f"{name}\nName, Kurzname und Beschreibung der Zusammenarbeit bearbeiten")

    def whole_width(self) -> int:
        """The width in which the name is not cut."""
        metrics = QFontMetrics(theme.font(2.5, strong=True))
        return metrics.horizontalAdvance(self._name) + 2 * self.MARGIN + 1

    def sizeHint(self) -> QSize:
        return QSize(theme.step(40), theme.step(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, theme.step(3), -1, -theme.step(3))
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.role(self, "hover"))
            painter.drawRoundedRect(box, 4, 4)
        if self.width() >= theme.step(24):  # else there is no room: the title bar names the file
            painter.setPen(theme.role(self, "text"))
            inner = box.adjusted(theme.step(1), 0, -theme.step(1), 0)
            painter.setFont(theme.font(2.5, strong=True))
            shown = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        else:
            icon("cooperation").paint(painter, box)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.role(self, "focus"), 2))
            painter.drawRoundedRect(box, 4, 4)
        painter.end()


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(18, 18))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    return button

"""Fields that are typed on one line, and everything that is parsed from it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidget, QWidgetAction

from ozgdesk import formats
from ozgdesk.formats import NotReadable
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.field_base import Field


class TypedField(Field):
    """One line that is parsed. While the cursor is in it, a saved value does not rewrite what is typed."""

    def __init__(
        self,
        name: str,
        parse: Callable[[str], Any],
        write: Callable[[Any], str],
        *,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.line = QLineEdit()
        super().__init__(name, self.line, parent)
        self._parse = parse
        self._write = write
        self._value: Any = None
        self._shown = ""
        self._hint = hint
        self.line.installEventFilter(self)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.mark("")

    def read(self) -> Any:
        return self._parse(self.line.text()) if self.is_dirty() else self._value

    def show_value(self, value: Any) -> None:
        self._value = value
        self._shown = self._write(value)
        if self.line.text() != self._shown:
            self.line.setText(self._shown)
            self.line.setCursorPosition(0)
        self.line.setToolTip("")

    def is_dirty(self) -> bool:
        return self.line.text() != self._shown

    def accept(self) -> None:
        self._value = self._parse(self.line.text())
        self._shown = self.line.text()
        if not self.line.hasFocus():
            self.show_value(self._value)

    def take_back(self) -> None:
        self.show_value(self._value)

    def set_fixed(self, fixed: bool) -> None:
        self.line.setReadOnly(fixed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.line.setPlaceholderText(self._hint)
        elif event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self.line.setPlaceholderText("")
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self.settled.emit()
                if not self.is_dirty():
                    self.show_value(self._value)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.settled.emit()
                return False
            if event.key() == Qt.Key.Key_Escape:
                return self.escape()
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return leave_undo_to_window(event, self.line.isUndoAvailable())
        return False


def leave_undo_to_window(event: QKeyEvent, has_own: bool) -> bool:
    """With nothing to take back in the field itself, Strg+Z means the project."""
    if event.matches(QKeySequence.StandardKey.Undo) and not has_own:
        event.ignore()
        return True
    return False


def text_field(name: str, parent: QWidget | None = None, *, must: bool = False) -> TypedField:
    """One line of text; `must` refuses an empty one."""

    def parse(text: str) -> str:
        if must and not text.strip():
            raise NotReadable(f"Bitte füllen Sie das Feld „{name}“ aus.")
        return text.strip()

    return TypedField(name, parse, lambda value: str(value or ""), parent=parent)


def number_field(
    name: str,
    least: int | None,
    most: int | None,
    parent: QWidget | None = None,
    *,
    must: bool = False,
    fraction: bool = False,
    unit: str = "",
) -> TypedField:
    """A number within bounds, whole unless `fraction`; empty is None unless `must`."""

    def parse(text: str) -> int | float | None:
        typed = text.strip().removesuffix(unit).strip()
        if not typed and not must:
            return None
        found = formats.read_number(typed)
        if not fraction and found != found.to_integral_value():
            raise NotReadable("Bitte geben Sie eine ganze Zahl ein.")
        if least is not None and found < least:
            raise NotReadable(f"Die Zahl darf nicht kleiner als {formats.number(least)} sein.")
        if most is not None and found > most:
            raise NotReadable(f"Die Zahl darf nicht größer als {formats.number(most)} sein.")
        return float(found) if fraction else int(found)

    def write(value: Any) -> str:
        text = "" if value is None else formats.number(value, None)
        return f"{text}{formats.NO_BREAK_SPACE}{unit}" if text and unit else text

    return TypedField(name, parse, write, parent=parent)


def money_field(name: str, parent: QWidget | None = None) -> TypedField:
    """An amount in cents; empty is None."""

    def parse(text: str) -> int | None:
        if not text.strip():
            return None
        cents = formats.read_money(text)
        if cents < 0:
            raise NotReadable("Ein Betrag kann nicht kleiner als null sein.")
        return cents

    def write(value: Any) -> str:
        return "" if value is None else formats.money(value, whole=True)

    return TypedField(name, parse, write, hint="1.234,50\u00a0€", parent=parent)


def days_field(
    name: str, parent: QWidget | None = None, *, must: bool = False, signed: bool = False
) -> TypedField:
    """Working minutes typed as days, hours or weeks; empty is None unless `must`, then 0."""

    def parse(text: str) -> int | None:
        typed = text.strip()
        if not typed:
            return 0 if must else None
        if signed and typed[0] in "-–−":
            return -formats.read_duration(typed[1:])
        return formats.read_duration(typed.removeprefix("+"))

    def write(value: Any) -> str:
        return "" if value is None else formats.duration(value)

    return TypedField(name, parse, write, hint="12 T", parent=parent)


def time_field(name: str, parent: QWidget | None = None) -> TypedField:
    """A time of day as HH:MM; empty is empty."""

    def parse(text: str) -> str:
        digits = text.casefold().replace("uhr", "").strip().replace(".", ":")
        if not digits:
            return ""
        hours, _, minutes = digits.partition(":")
        if not (hours.isdigit() and (minutes or "0").isdigit()) or int(hours) > 23 or int(minutes or 0) > 59:
            raise NotReadable(f"„{text.strip()}“ ist keine Uhrzeit; möglich ist zum Beispiel 19:30.")
        return f"{int(hours):02}:{int(minutes or 0):02}"

    return TypedField(name, parse, lambda value: str(value or ""), hint="19:30", parent=parent)


class DateField(TypedField):
    """A day: `22.11.`, `221126`, `heute`, `+5`, or chosen from a calendar (Alt+Pfeil unten)."""

    def __init__(
        self, name: str, today: Callable[[], date], parent: QWidget | None = None, *, must: bool = False
    ) -> None:
        self._today = today
        self._must = must
        super().__init__(
            name,
            self._parse_day,
            lambda value: formats.day(value) if value else "",
            hint="TT.MM.JJJJ",
            parent=parent,
        )
        opener = self.line.addAction(icon("calendar", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        opener.setToolTip("Kalender (Alt+Pfeil unten)")
        opener.triggered.connect(self.open_calendar)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if is_alt and event.key() == Qt.Key.Key_Down and not self.line.isReadOnly():
                self.open_calendar()
                return True
        return super().eventFilter(watched, event)

    def open_calendar(self) -> None:
        """Let the user choose a day from a month."""
        if self.line.isReadOnly():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        shown = self._value or self._today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.activated.connect(lambda day: self._choose(day, menu))
        calendar.clicked.connect(lambda day: self._choose(day, menu))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.popup(self.line.mapToGlobal(QPoint(0, self.line.height())))
        calendar.setFocus()

    def _choose(self, day: QDate, menu: QMenu) -> None:
        menu.close()
        self.line.setText(formats.day(date(day.year(), day.month(), day.day())))
        self.edited.emit()
        self.settled.emit()

    def _parse_day(self, text: str) -> date | None:
        if not text.strip() and not self._must:
            return None
        return formats.read_day(text, self._today())

"""Fields that are chosen: from a word list, yes or no, a row of another entity, a colour."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QCompleter,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from ozgdesk.formats import NotReadable
from ozgdesk.present.choices import Choice
from ozgdesk.texts.labels import label
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.combo_box import QuietComboBox
from ozgdesk.ui.widgets.field_base import Field
from ozgdesk.ui.widgets.fields_typed import leave_undo_to_window
from ozgdesk.ui.widgets.name_line import NameLine

NOTHING = "–"
_JUMP = 30
"""Pixels of the button that opens the row a field names."""

SAFE_COLORS = (
    ("#4477aa", "Blau"), ("#ee6677", "Rosa"), ("#228833", "Grün"), ("#ccbb44", "Ocker"),
    ("#66ccee", "Hellblau"), ("#aa3377", "Purpur"), ("#ee7733", "Orange"), ("#009988", "Türkis"),
    ("#332288", "Indigo"), ("#999933", "Oliv"), ("#882255", "Weinrot"), ("#777777", "Grau"),
)  # fmt: skip
"""Told apart by colour-blind readers (after the schemes of Paul Tol)."""


class ChoiceField(Field):
    """One of a few values, each with its word."""

    def __init__(self, name: str, values: Sequence[tuple[Any, str]], parent: QWidget | None = None) -> None:
        self.box = QuietComboBox()
        super().__init__(name, self.box, parent)
        self._values = [value for value, _ in values]
        self.box.addItems([word for _, word in values])
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(6)
        self._shown: Any = self._values[0] if self._values else None
        self.box.activated.connect(lambda _index: self.settled.emit())
        self.mark("")

    def read(self) -> Any:
        return self._values[max(self.box.currentIndex(), 0)]

    def show_value(self, value: Any) -> None:
        self._shown = value
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def offer(self, values: Sequence[tuple[Any, str]]) -> None:
        """Offer other values; the first is chosen."""
        self._values = [value for value, _ in values]
        self.box.clear()
        self.box.addItems([word for _, word in values])
        self.show_value(self._values[0])

    def choose(self, value: Any) -> None:
        """Choose a value for the user, who may choose otherwise; it is not accepted yet."""
        self.box.setCurrentIndex(self._values.index(value))

    def is_dirty(self) -> bool:
        return self.read() != self._shown

    def accept(self) -> None:
        self._shown = self.read()


def word_field(
    name: str, words: type[StrEnum], parent: QWidget | None = None, *, may_be_empty: bool
) -> ChoiceField:
    """A value of a word list of the field."""
    empty: list[tuple[Any, str]] = [(None, NOTHING)] if may_be_empty else []
    return ChoiceField(name, empty + [(value, label(value)) for value in words], parent)


def tri_state_field(name: str, parent: QWidget | None = None) -> ChoiceField:
    """Yes, no, or not known."""
    return ChoiceField(name, ((None, "nicht bekannt"), (True, "ja"), (False, "nein")), parent)


class YesNoField(Field):
    """A box to check, with its name beside it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self.box = QCheckBox(name)
        super().__init__(name, self.box, parent)
        self._shown = False
        self.box.clicked.connect(lambda _checked: self.settled.emit())

    def read(self) -> bool:
        return self.box.isChecked()

    def show_value(self, value: Any) -> None:
        self._shown = bool(value)
        self.box.setChecked(self._shown)

    def is_dirty(self) -> bool:
        return self.box.isChecked() != self._shown

    def accept(self) -> None:
        self._shown = self.box.isChecked()


class ReferenceField(Field):
    """A row of another entity, found by typing part of its name; the list is asked for when it is needed."""

    jumped = Signal(str)

    def __init__(
        self,
        name: str,
        find: Callable[[], Sequence[Choice]],
        parent: QWidget | None = None,
        *,
        must: bool,
        may_jump: bool = True,
    ) -> None:
        self.line = NameLine()
        self._may_jump = may_jump
        super().__init__(name, self.line, parent)
        self._name = name
        self._find = find
        self._must = must
        self._choices: dict[str, str] = {}
        self._id: str | None = None
        self._shown = ""
        self._completer = QCompleter(self)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(12)
        self._completer.setModel(QStringListModel(self._completer))
        self.line.setCompleter(self._completer)
        self._completer.activated.connect(self._on_chosen)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._on_typed)
        opener = self.line.addAction(icon("chevron_down", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        opener.setToolTip("Alle zeigen (Alt+Pfeil unten)")
        opener.triggered.connect(self.open_list)
        self._jump = self._jump_button(name)
        self.mark("")

    def wanted_width(self) -> int:
        """The width that shows the whole name."""
        return self.line.wanted_width() + (_JUMP if self._id is not None else 0)

    def _jump_button(self, name: str) -> QToolButton:
        """Leads to the row that is chosen."""
        button = QToolButton()
        button.setIcon(icon("arrow_right", "muted"))
        button.setIconSize(QSize(14, 14))
        button.setToolTip(f"{name} öffnen")
        button.setAccessibleName(f"{name} öffnen")
        button.clicked.connect(lambda: self.jumped.emit(self._id))
        button.hide()
        self.add_beside(button)
        return button

    def read(self) -> str | None:
        if not self.is_dirty():
            return self._id
        typed = self.line.text().strip()
        if not typed:
            if self._must:
                raise NotReadable(f"Bitte wählen Sie einen Eintrag für „{self._name}“.")
            return None
        self._load()
        if typed in self._choices:
            return self._choices[typed]
        near = [id_ for text, id_ in self._choices.items() if typed.casefold() in text.casefold()]
        if len(near) == 1:
            return near[0]
        hint = "bitte wählen Sie aus der Liste" if near else "bitte wählen Sie einen Eintrag der Liste"
        raise NotReadable(
            f"„{typed}“ ist nicht eindeutig; {hint}." if near else f"„{typed}“ gibt es nicht; {hint}."
        )

    def show_value(self, value: Any) -> None:
        self._id = value
        self._choices = {}
        self._shown = self._text_of(value)
        self.line.setText(self._shown)
        self.line.setCursorPosition(0)
        self._jump.setVisible(self._may_jump and value is not None)

    def is_dirty(self) -> bool:
        return self.line.text() != self._shown

    def accept(self) -> None:
        self.show_value(self.read())

    def take_back(self) -> None:
        self.show_value(self._id)

    def set_fixed(self, fixed: bool) -> None:
        self.line.setReadOnly(fixed)

    def open_list(self) -> None:
        """Show everything that can be chosen."""
        if self.line.isReadOnly():
            return
        self._load()
        self.line.setFocus()
        self._completer.setCompletionPrefix("")
        self._completer.complete()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._load()
        elif event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self.settled.emit()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.open_list()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.settled.emit()
            elif event.key() == Qt.Key.Key_Escape:
                return self.escape()
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return leave_undo_to_window(event, self.line.isUndoAvailable())
        return False

    def _load(self) -> None:
        if not self._choices:
            self._choices = {choice.text: choice.id for choice in self._find()}
            model = self._completer.model()
            if isinstance(model, QStringListModel):
                model.setStringList(list(self._choices))

    def _text_of(self, id_: str | None) -> str:
        if id_ is None:
            return ""
        return next((choice.text for choice in self._find() if choice.id == id_), "")

    def _on_typed(self, _text: str) -> None:
        self._load()
        self.edited.emit()

    def _on_chosen(self, text: str) -> None:
        self.line.setText(text)
        self.settled.emit()


class ColorField(Field):
    """A colour from a set that colour-blind readers can tell apart, or any other one."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self.button = QPushButton()
        super().__init__(name, self.button, parent)
        self._color = self._shown = "#777777"
        menu = QMenu(self.button)
        for color, word in SAFE_COLORS:
            menu.addAction(swatch(color), word).triggered.connect(lambda _on=False, c=color: self._choose(c))
        menu.addSeparator()
        menu.addAction("Andere Farbe …").triggered.connect(self._ask)
        self.button.setMenu(menu)
        self._show()

    def read(self) -> str:
        return self._color

    def show_value(self, value: Any) -> None:
        self._color = self._shown = str(value or "#777777")
        self._show()

    def is_dirty(self) -> bool:
        return self._color != self._shown

    def accept(self) -> None:
        self._shown = self._color

    def look(self) -> str:
        return "field"

    def _show(self) -> None:
        self.button.setIcon(swatch(self._color))
        self.button.setText(dict(SAFE_COLORS).get(self._color, self._color))

    def _choose(self, color: str) -> None:
        self._color = color
        self._show()
        self.settled.emit()

    def _ask(self) -> None:
        dialog = QColorDialog(QColor(self._color), self)
        dialog.setWindowTitle("Farbe wählen")
        if dialog.exec():
            self._choose(dialog.selectedColor().name())


def swatch(color: str, side: int = 16) -> QIcon:
    """A small square of a colour."""
    picture = QPixmap(side * 2, side * 2)
    picture.setDevicePixelRatio(2.0)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(QRectF(0, 0, side, side), 3, 3)
    painter.end()
    return QIcon(picture)

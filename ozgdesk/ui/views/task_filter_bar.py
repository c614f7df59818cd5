"""The filter above a page of tasks: the line of the query, and menus for those who do not type one.

Both are one filter, that of the desk: a menu changes its term in the line and leaves the rest as typed.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.present.naming import shortened
from ozgdesk.present.task_query import Term, Value
from ozgdesk.present.task_query_choices import CHIPS, LATE_TERM, PARTS_HIDDEN, Chip, chip_choices, chip_text
from ozgdesk.present.task_query_line import QueryLine, with_term, with_values
from ozgdesk.settings import SavedFilter
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.saved_filters import Shelf, filters_menu, manage_filters, open_filters
from ozgdesk.ui.views.task_line import TaskLine
from ozgdesk.ui.widgets.plain_label import plain_label

_LONGEST = 26  # characters of what a menu says of its choice
FILTER_HELP = (
    "Filtern (Strg+F): Wörter stehen in Nummer, Name, Person oder Phase. Genauer fragt eine Zeile wie "
    "„feder:USI fällig:<14 zustand:wartet“, auch englisch (lead, due, state); ein Minus davor schließt aus, "
    "ein Komma heißt „oder“, Anführungszeichen halten Wörter zusammen. Termine: <14, >0, heute, überfällig, "
    "woche, 22.11., 01.12...31.12.\n"
    "Beim Tippen erscheinen Vorschläge: Tabulator oder Eingabe übernimmt, Esc schließt, "
    "Pfeil unten öffnet die Liste. Strg+Umschalt+F: Filter speichern und wählen."
)


class TaskFilterBar(QWidget):
    """Line, saved filters and count in the first row, menus in the second, below them what is wrong.

    `go_back` is called when the user is done with the line. Widgets of the page go into `tools`. A page that
    `lists_parts` shows contributions as rows of their own, which can be left out.
    """

    def __init__(
        self,
        desk: Desk,
        go_back: Callable[[], object],
        parent: QWidget | None = None,
        *,
        lists_parts: bool = True,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lists_parts = lists_parts
        self.line = TaskLine(desk, self)
        self.line.setMinimumWidth(200)
        self.line.setMaximumWidth(560)
        self.line.left.connect(go_back)
        self.line.judged.connect(self._on_judged)
        self.kept = self._button("Gespeicherte Filter (Strg+Umschalt+F)", "filter")
        self.kept.clicked.connect(self.open_saved)
        self.count = plain_label("muted")
        self.count.setWordWrap(False)
        self.reason = plain_label("error")
        self.reason.hide()
        self.chips: dict[Chip, QToolButton] = {chip: self._chip(chip) for chip in CHIPS}
        self.only_late = self._toggle("Nur verspätete", LATE_TERM, is_inverse=False)
        self.with_parts = self._toggle("Zuarbeiten", PARTS_HIDDEN, is_inverse=True)
        self.shelf = self._make_shelf()
        self._lay_out()
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+F"), parent or self, self.open_saved)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        desk.tasks_filtered.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the filter that holds; called too when the project changed."""
        line = self._desk.read_task_line()
        self.line.show_line(line.text)
        for chip, button in self.chips.items():
            text = chip_text(self._desk.view, line.query, chip)
            button.setText(f"{chip.title}: {shortened(text, _LONGEST)}" if text else chip.title)
            theme.look(button, "on" if text else "")
        for toggle, term, is_inverse in (
            (self.only_late, LATE_TERM, False),
            (self.with_parts, PARTS_HIDDEN, True),
        ):
            is_set = term in line.query.terms
            toggle.setChecked(is_set is not is_inverse)
            theme.look(toggle, "on" if is_set and not is_inverse else "")
        self._fit()

    def show_count(self, few: int, many: int, noun: str) -> None:
        """Say how many the filter leaves."""
        self.count.setText(f"{formats.number(few)} von {formats.number(many)} {noun}" if few != many else "")

    def begin(self) -> None:
        """Put the cursor into the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def open_saved(self) -> None:
        """Show the filters kept under a name."""
        open_filters(self.shelf, self.kept, self)

    def saved_menu(self) -> QMenu:
        """The menu of the filters kept under a name."""
        return filters_menu(self.shelf, self)

    def manage(self) -> None:
        """Keep what is shown now under a name, rename and delete."""
        manage_filters(self.shelf, self.window())

    def chip_menu(self, chip: Chip) -> QMenu:
        """What a chip offers: values that may be chosen together, or one of them; or all."""
        menu = QMenu(self)
        every = menu.addAction("Alle")
        every.setCheckable(True)
        now = self._values(chip)
        every.setChecked(not now)
        every.triggered.connect(lambda _on=False: self._choose(chip, ()))
        menu.addSeparator()
        for value, words in chip_choices(self._desk.view, chip):
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value in now)
            action.triggered.connect(partial(self._on_choice, chip, value))
        return menu

    def minimumSizeHint(self) -> QSize:
        """Narrower than its menus, of which those without a choice then give way."""
        return QSize(theme.step(80), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """While there is no room, leave out menus without a choice, from the right: the line knows them."""
        room = self.width() - 2 * theme.step(4)
        widths = {button: button.sizeHint().width() + theme.step(1) for button in self._row}
        for button in reversed(self._row):
            is_idle = button.property("look") != "on"
            button.setVisible(not (is_idle and sum(widths.values()) > room))
            if button.isHidden():
                widths[button] = 0

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        self.tools = QHBoxLayout()
        self.tools.setSpacing(theme.step(2))
        for row in (first, second):
            row.setSpacing(theme.step(1))
        first.addWidget(self.line, 20)
        first.addWidget(self.kept)
        first.addSpacing(theme.step(1))
        first.addWidget(self.count)
        first.addStretch(1)
        first.addLayout(self.tools)
        self.with_parts.setVisible(self._lists_parts)
        self._row = (*self.chips.values(), self.only_late, *((self.with_parts,) if self._lists_parts else ()))
        for button in self._row:
            second.addWidget(button)
        second.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(theme.step(4), theme.step(2), theme.step(4), theme.step(1))
        layout.setSpacing(theme.step(1))
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self.reason)

    def _button(self, tip: str, picture: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(picture))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _chip(self, chip: Chip) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon("chevron_down", "muted"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self._open_chip, chip))
        return button

    def _open_chip(self, chip: Chip) -> None:
        menu = self.chip_menu(chip)
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.chips[chip]
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _toggle(self, text: str, term: Term, *, is_inverse: bool) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(
            lambda on: self._desk.filter_tasks(with_term(self._now(), term, is_wanted=on is not is_inverse))
        )
        return button

    def _now(self) -> QueryLine:
        return self._desk.read_task_line()

    def _values(self, chip: Chip) -> tuple[Value, ...]:
        terms = self._now().query.terms
        return next((t.values for t in terms if t.key is chip.key and not t.is_negated), ())

    def _on_choice(self, chip: Chip, value: Value) -> None:
        now = self._values(chip)
        others = tuple(found for found in now if found != value) if chip.has_many else ()
        self._choose(chip, others if value in now else (*others, value))

    def _choose(self, chip: Chip, values: tuple[Value, ...]) -> None:
        self._desk.filter_tasks(with_values(self._now(), chip.key, values))

    def _on_judged(self, reason: str) -> None:
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))

    def _make_shelf(self) -> Shelf:
        desk = self._desk

        def now() -> SavedFilter | None:
            return SavedFilter("", desk.task_line) if desk.task_line.strip() else None

        def lack(kept: SavedFilter) -> str:
            wrong = desk.read_task_line(kept.text).problems
            return ", ".join(kept.text[piece.start : piece.end] for piece in wrong)

        return Shelf(
            filters=lambda: desk.settings.task_filters,
            keep=lambda filters: desk.prefer(replace(desk.settings, task_filters=filters)),
            now=now,
            choose=lambda kept: desk.filter_tasks(kept.text if kept else ""),
            words=lambda kept: kept.text,
            lack=lack,
            is_now=lambda kept: kept.text == desk.task_line,
        )

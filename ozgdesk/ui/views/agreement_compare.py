"""The page Vergleich: two versions beside each other or in one running text, with reasons of changes."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.commands.change_reasons import give_reason
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.drafting import ChangeReason
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.view import View
from ozgdesk.present.agreement import VersionRow
from ozgdesk.present.amendment import amendment, amendment_text
from ozgdesk.present.comparison import ComparedRow, ComparedTexts, compared_texts, former_version
from ozgdesk.present.stretches import Stretches
from ozgdesk.texts import steps
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.agreement_choice import chosen_agreement, chosen_version
from ozgdesk.ui.views.redline_table import Field, RedlineTable, side, words
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column

HELP = (
    "Hier stehen zwei Fassungen nebeneinander (Synopse) oder in einem fortlaufenden Text: Was entfällt, ist "
    "durchgestrichen, was neu ist, unterstrichen. Verschobene Textteile sind als verschoben bezeichnet; eine "
    "Folgeänderung betrifft nur Nummern und Verweise.\n\n"
    "F8 und Umschalt+F8 gehen zur nächsten und zur vorigen Änderung, F2 schreibt ihre Begründung, die "
    "Eingabetaste führt zum Text. Begründet wird in der neuen Fassung, solange sie offen ist.\n\n"
    "„Änderungsvereinbarung“ schreibt die Änderungen als Befehle aus."
)
SYNOPSIS, RUNNING = range(2)
ONE_VERSION = (
    "Zum Vergleichen braucht es zwei Fassungen; kopieren Sie zuerst die vorhandene (Menü oben rechts)."
)

FROZEN_REASONS = "Die neue Fassung ist eingefroren; ihre Begründungen stehen fest."


class CompareView(QWidget):
    """Chooses two versions and shows what differs. The new one is the version that the place shows."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._former: dict[str, str] = {}
        self._compared: ComparedTexts | None = None
        self.old = self._chooser("Bisherige Fassung")
        self.new = self._chooser("Neue Fassung")
        self.only_changes = QCheckBox("&Nur Änderungen", self)
        self.only_changes.setChecked(True)
        self.with_numbers = QCheckBox("F&olgeänderungen", self)
        self.with_numbers.setToolTip("Auch zeigen, wo nur Nummern und Verweise anders lauten.")
        self.summary = plain_label("muted")
        self.none = plain_label("muted", ONE_VERSION)
        self.tables = (self._synopsis(), self._running())
        self.stack = QStackedWidget(self)
        self.modes = QButtonGroup(self)
        self._set_up()
        self.old.activated.connect(lambda _: self._choose_old())
        self.new.activated.connect(lambda _: self._choose_new())
        self.only_changes.toggled.connect(lambda _: self._fill())
        self.with_numbers.toggled.connect(lambda _: self._fill())
        self.modes.idClicked.connect(self._show_mode)

    @property
    def table(self) -> RedlineTable:
        """The table that is seen."""
        return self.tables[self.stack.currentIndex()]

    def show_view(self, view: View) -> None:
        """Compare the chosen version with the one chosen here, else with the one it is based on."""
        row = chosen_agreement(self._desk)
        version = chosen_version(self._desk, row)
        versions = row.versions if row else ()
        others = [other for other in versions if version is not None and other.id != version.id]
        usual = former_version(view, version.id) if version else None
        old_id = self._former.get(version.id if version else "", usual.id if usual else "")
        if old_id not in {other.id for other in others}:
            old_id = others[0].id if others else ""
        self._desk.former_id = old_id
        _fill(self.new, versions, version.id if version else "")
        _fill(self.old, others, old_id)
        self.none.setVisible(not old_id)
        self.stack.setVisible(bool(old_id))
        self.old.setEnabled(bool(old_id))
        can_compare = bool(version and old_id)
        self._compared = compared_texts(view, old_id, version.id) if can_compare and version else None
        is_frozen = self._compared is not None and self._compared.is_frozen
        for table in self.tables:
            table.model_of_rows.is_frozen = is_frozen
        counts = self._compared.summary if self._compared else ""
        self.summary.setText(f"{counts.removesuffix('.')}. {FROZEN_REASONS}" if is_frozen else counts)
        self._fill()

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring the change into sight that a reason belongs to."""
        reason = self._desk.snapshot.find(ChangeReason, id_) if kind is ChangeReason else None
        rows = self._compared.rows if self._compared else ()
        found = next((row for row in rows if reason is not None and row.stem == reason.stem), None)
        return found is not None and self.table.pick(found.id)

    def copy_amendment(self) -> None:
        """Put what leads from the old to the new version on the clipboard, as commands of an amendment."""
        found = self._compared
        if found is None or not found.changed:
            self._desk.tell("Es gibt nichts zu ändern: Beide Fassungen lauten gleich.")
            return
        draft = amendment(self._desk.view, found.old_id, found.new_id)
        QGuiApplication.clipboard().setText(amendment_text(draft))
        self._desk.tell(f"{formats.count(len(draft.commands), 'Befehl', 'Befehle')} kopiert.")

    def show_amendment(self) -> None:
        """Preview the sheet."""
        self._desk.asked_for_sheet.emit("amendment")

    def _fill(self) -> None:
        found = self._compared
        self.with_numbers.setEnabled(self.only_changes.isChecked())
        if found is None:
            rows: tuple[ComparedRow, ...] = ()
        elif not self.only_changes.isChecked():
            rows = found.rows
        else:
            rows = found.changed if self.with_numbers.isChecked() else found.reworded
        self.table.rows.set_rows(rows)

    def _show_mode(self, mode: int) -> None:
        picked = self.table.picked_id()
        self.stack.setCurrentIndex(mode)
        self.setFocusProxy(self.table)
        self._fill()
        if picked is not None:
            self.table.pick(picked)

    def _choose_old(self) -> None:
        self._former[self._desk.version_id] = self.old.currentData()
        self.show_view(self._desk.view)

    def _choose_new(self) -> None:
        if self._desk.flush():
            self._desk.look_at_agreement(self._desk.agreement_id, self.new.currentData())

    def _step(self, way: int) -> None:
        if not self.table.step(way, with_numbers=self.with_numbers.isChecked()):
            self._desk.tell(f"Es gibt keine {'weitere' if way > 0 else 'frühere'} Änderung.")

    def _give_reason(self, row: ComparedRow, typed: str) -> None:
        if self._compared is not None and typed.strip() != row.reason:
            self._desk.run(steps.GIVE_REASON, give_reason(self._compared.new_id, row.stem, typed))

    def _columns(self, *middle: Field) -> list[Field]:
        return [
            (Column("Stelle", lambda row: row.place, 120, strong=lambda row: row.is_title),
             lambda row: words(row.place)),
            (Column("Änderung", lambda row: row.change_text if row.is_changed else "", 130),
             lambda row: words(row.change_text if row.is_changed else "")),
            *middle,
            (Column("Begründung", lambda row: row.reason, 190, edit=self._give_reason),
             lambda row: words(row.reason)),
        ]  # fmt: skip

    def _synopsis(self) -> RedlineTable:
        old = Column[ComparedRow]("Bisher", lambda row: _text(row.old), 260, stretch=True)
        new = Column[ComparedRow]("Neu", lambda row: _text(row.new), 260, stretch=True)
        columns = self._columns((old, lambda row: side(row.old)), (new, lambda row: side(row.new)))
        return self._table(columns, "Synopse")

    def _running(self) -> RedlineTable:
        text = Column[ComparedRow]("Wortlaut mit Änderungen", lambda row: _marked(row), 400, stretch=True)
        return self._table(self._columns((text, lambda row: row.inline)), "Fortlaufender Vergleich")

    def _table(self, columns: list[Field], name: str) -> RedlineTable:
        table = RedlineTable(columns, name, self)
        table.row_picked.connect(lambda id_: self._desk.pick(Clause, id_))
        table.row_opened.connect(lambda id_: self._desk.go("agreement", Subject(Clause, id_)))
        return table

    def _chooser(self, name: str) -> QComboBox:
        box = ComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMaximumWidth(theme.step(80))
        return box

    def _set_up(self) -> None:
        for table in self.tables:
            self.stack.addWidget(table)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.step(6), theme.step(3), theme.step(4), theme.step(3))
        column.setSpacing(theme.step(2))
        column.addLayout(self._choices())
        column.addLayout(self._modes())
        column.addWidget(self.summary)
        column.addWidget(self.none)
        column.addWidget(self.stack, 1)
        column.addStretch(0)
        self.setFocusProxy(self.table)

    def _choices(self) -> QHBoxLayout:
        """Which versions, and what is made of their difference."""
        top = QHBoxLayout()
        top.setSpacing(theme.step(2))
        top.addWidget(self.old)
        top.addWidget(QLabel("→"))
        top.addWidget(self.new)
        top.addStretch(1)
        for text, tip, run in (
            ("Änderungsbefehle kopieren", "Änderungsvereinbarung als Text kopieren", self.copy_amendment),
            ("Änderungsvereinbarung", "Als Blatt ansehen", self.show_amendment),
        ):
            button = QToolButton(self)
            button.setText(text)
            button.setToolTip(tip)
            button.clicked.connect(run)
            top.addWidget(button)
        return top

    def _modes(self) -> QHBoxLayout:
        """How the difference is shown, and the way from change to change."""
        below = QHBoxLayout()
        below.setSpacing(theme.step(2))
        for mode, text in ((SYNOPSIS, "Synopse"), (RUNNING, "Fortlaufend")):
            button = QToolButton(self)
            button.setText(text)
            button.setCheckable(True)
            button.setChecked(mode == SYNOPSIS)
            self.modes.addButton(button, mode)
            below.addWidget(button)
        below.addWidget(self.only_changes)
        below.addWidget(self.with_numbers)
        below.addStretch(1)
        for name, tip, way in (
            ("chevron_up", "Vorige Änderung (Umschalt+F8)", -1), ("chevron_down", "Nächste Änderung (F8)", 1)
        ):  # fmt: skip
            button = QToolButton(self)
            button.setIcon(icon(name))
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(partial(self._step, way))
            below.addWidget(button)
            keys = QShortcut(QKeySequence("F8" if way > 0 else "Shift+F8"), self, partial(self._step, way))
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return below


def _fill(box: QComboBox, versions: Sequence[VersionRow], current: str) -> None:
    box.clear()
    for version in versions:
        box.addItem(version.name, version.id)
    box.setCurrentIndex(box.findData(current))


def _text(stretches: Stretches) -> str:
    return "".join(found.text for found in stretches)


def _marked(row: ComparedRow) -> str:
    """The running text in plain characters, as it is copied and read aloud: [-gone-] and {+new+}."""
    signs = {"deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    return "".join(signs.get(found.kind, "{}").format(found.text) for found in row.inline)

"""Giving plan and appointments out in another format: what, for whom, where; written off the GUI thread."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.domain.baselines import chosen_baseline
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.view import View
from ozgdesk.exchange.format import TextWish
from ozgdesk.exchange.register import FORMATS, Format
from ozgdesk.saving import NotSaved, save
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.export_text import TextChoice
from ozgdesk.ui.file_dialogs import ask_where_to_save
from ozgdesk.ui.waiting import GivenUp, Waiting
from ozgdesk.ui.widgets.plain_label import plain_label

WHOLE = "Alle Kommunen"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was chosen; without a municipality everything, without a baseline the newest one.

    `text` is the version of an agreement, None for formats that hold none.
    """

    format: Format
    municipality_id: str | None
    baseline_id: str | None = None
    text: TextWish | None = None


def export(desk: Desk, parent: QWidget, format_key: str = "") -> None:
    """Ask for format, municipality and file, and write it; the outcome is told."""
    if not desk.flush():
        return
    wish = ask_for_export(desk.view, parent, desk.lens.baseline_id, format_key, desk.version_id)
    if wish is not None:
        _give_out(desk, parent, wish)


def export_as(desk: Desk, parent: QWidget, chosen: Format, municipality_id: str) -> None:
    """Ask for a file and write what concerns a municipality in this format."""
    if desk.flush():
        _give_out(desk, parent, Wish(chosen, municipality_id))


def _give_out(desk: Desk, parent: QWidget, wish: Wish) -> None:
    chosen = wish.format
    name = chosen.file_name(desk.view, wish.municipality_id)
    folder = desk.workspace.path.parent
    path = ask_where_to_save(parent, f"{chosen.title} speichern", folder / name, chosen.file_filter)
    # A View of its own, because the file is made in another thread.
    view = desk.guard(lambda: desk.workspace.view_known_at(desk.view.as_of, None)) if path else None
    if path is None or view is None:
        return
    waiting = Waiting(parent, f"„{path.name}“ wird geschrieben …")
    waiting.given_up.connect(lambda: desk.tell(f"Abgebrochen; „{path.name}“ wurde nicht geschrieben."))
    desk.jobs.run(
        partial(_write, wish, view, path, waiting, desk.fan_key or None),
        done=partial(_on_written, desk, path, waiting),
        failed=partial(_on_not_written, desk, waiting),
    )


def ask_for_export(
    view: View,
    parent: QWidget | None,
    baseline_id: str | None = None,
    format_key: str = "",
    version_id: str = "",
) -> Wish | None:
    """Let the user choose format and municipality, or version; None when nothing was chosen."""
    dialog = ExportDialog(view, parent, baseline_id, format_key, version_id)
    try:
        return dialog.wish if dialog.exec() else None
    finally:
        dialog.deleteLater()


class ExportDialog(QDialog):
    """`wish` is what is chosen at the moment; the baseline is that of the plan.

    Format and version of an agreement are chosen beforehand where they are named.
    """

    def __init__(
        self,
        view: View,
        parent: QWidget | None = None,
        baseline_id: str | None = None,
        format_key: str = "",
        version_id: str = "",
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._baseline = chosen_baseline(view.snapshot, baseline_id, view.as_of)
        self.setWindowTitle("Ausgeben")
        self.format = QComboBox()
        for found in FORMATS:
            self.format.addItem(found.title, found.key)
        self.format.setCurrentIndex(max(self.format.findData(format_key), 0))
        self.description = plain_label("small")
        self._wanted_all = True
        self._partner = next((row.id for row in view.municipalities if not row.is_coordinating), None)
        self.municipality = QComboBox()
        self.municipality.addItem(WHOLE, None)
        for row in view.municipalities:
            self.municipality.addItem(f"{row.name} ({row.code})", row.id)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        save_button = self.buttons.addButton("&Speichern unter …", QDialogButtonBox.ButtonRole.AcceptRole)
        save_button.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.save_button = save_button
        self.format.currentIndexChanged.connect(self._describe)
        self._form = QFormLayout()
        self._version_id = version_id
        self._lay_out(f"Gerechnet für den Stichtag {formats.day(view.as_of)}.")
        self._describe()

    @property
    def wish(self) -> Wish:
        """Format and municipality as they are chosen now."""
        baseline_id = self._baseline.id if self._baseline else None
        chosen = FORMATS[self.format.currentIndex()]
        if chosen.of_text is not None:
            return Wish(chosen, None, None, self.text.wish)
        return Wish(chosen, self.municipality.currentData(), baseline_id)

    def _lay_out(self, remark: str) -> None:
        form = self._form
        form.setSpacing(theme.step(2))
        for text, box in (("&Format", self.format), ("&Kommune", self.municipality)):
            box.setAccessibleName(text.replace("&", ""))
            form.addRow(text, box)
            if box is self.format:
                form.addRow("", self.description)
        self.text = TextChoice(self._view, form, self._version_id)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        layout.addWidget(plain_label("heading", "Was möchten Sie weitergeben?"))
        layout.addLayout(form)
        layout.addWidget(plain_label("small", remark))
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.resize(theme.step(130), theme.step(72))

    def _describe(self) -> None:
        chosen = self.wish.format
        words = f"{chosen.description[:1].upper()}{chosen.description[1:]}."
        if chosen.compared is not None and self._baseline is not None:
            words += f" Verglichen mit Basisplan „{self._baseline.name}“."
        self.description.setText(words)
        holds_text = chosen.of_text is not None
        self._form.setRowVisible(self.municipality, not holds_text)
        self.text.show_rows(holds_text)
        self._offer_all(not chosen.needs_municipality)
        if holds_text:
            self.save_button.setEnabled(self.text.wish is not None)

    def _offer_all(self, is_possible: bool) -> None:
        """Let everything be chosen only where a format can hold it."""
        box = self.municipality
        has_all = box.findText(WHOLE) == 0
        if is_possible and not has_all:
            box.insertItem(0, WHOLE, None)
            box.setCurrentIndex(0 if self._wanted_all else box.currentIndex())
        elif has_all and not is_possible:
            self._wanted_all = box.currentIndex() == 0
            box.removeItem(0)
            if self._wanted_all:
                box.setCurrentIndex(max(box.findData(self._partner), 0))
        self.save_button.setEnabled(box.count() > 0)


def _write(wish: Wish, view: View, path: Path, waiting: Waiting, fan_key: str | None) -> None:
    data = wish.format.file(view, wish.municipality_id, wish.baseline_id, wish.text, fan_key)
    waiting.require_wanted()
    save(data, path)


def _on_written(desk: Desk, path: Path, waiting: Waiting, _result: object) -> None:
    waiting.end()
    desk.workspace.seal()
    desk.tell(f"Gespeichert als „{path.name}“.")


def _on_not_written(desk: Desk, waiting: Waiting, error: BaseException) -> None:
    if isinstance(error, GivenUp):
        return
    waiting.end()
    if isinstance(error, RuleViolation):
        desk.tell(rule_message(error))
        return
    if not isinstance(error, NotSaved):
        raise error
    desk.tell(str(error))

"""Rückmeldung erfassen: what a municipality answered on paper, typed line by line without the mouse."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.commands.feedback import enter, take_back
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.present.feedback_form import FormLine, feedback_form
from ozgdesk.present.feedback_lines import EXAMPLES, completed, read_line
from ozgdesk.texts import steps
from ozgdesk.texts.labels import label
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.help import help_dialog
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

HELP = (
    "Wählen Sie oben einmal die Kommune, von der das Papier kommt. Danach steht in jeder Zeile die Nummer "
    "der Aufgabe und was sich geändert hat; die Eingabetaste übernimmt die Zeile.\n\n"
    f"Beispiele: {EXAMPLES}\n\n"
    "Zustände: geplant, in Arbeit, wartet Zuarbeit, wartet mit dem Namen des Dritten, im Gremium, erledigt, "
    "ruht und entfällt mit dem Grund; bei einer Zuarbeit offen und erledigt. Ein Anfang wie „erl“ genügt. "
    "Ein Tag ist der neue Termin, nach „erledigt“ der Tag, an dem es fertig war. Nach „;“ steht die "
    "Bemerkung.\n\n"
    "Eine Zeile, die nicht zu verstehen ist, bleibt mit ihrem Grund in der Liste; die Eingabetaste holt sie "
    "in das Feld zurück. Entf nimmt eine erfasste Zeile zurück, auch wenn danach andere kamen."
)
_ICONS = {"taken": "check", "same": "info", "wrong": "warning", "undone": "undo"}
_WORDS = {"taken": "erfasst", "same": "war schon so", "wrong": "nicht erfasst", "undone": "zurückgenommen"}


@dataclass(frozen=True, slots=True)
class EnteredLine:
    """A line as it was typed, what came of it, and the step that it made."""

    id: str
    town_id: str
    typed: str
    fate: str
    text: str
    step: int | None = None


def enter_answers(
    desk: Desk, parent: QWidget, town_id: str = "", left: Iterable[EnteredLine] = ()
) -> tuple[EnteredLine, ...]:
    """Open the panel for a municipality, with lines that were left the last time.

    Returns those that are still not taken.
    """
    kept = tuple(left)
    if not desk.flush():
        return kept
    if not desk.view.municipalities:
        desk.tell("Bitte legen Sie zuerst eine Kommune an.")
        return kept
    dialog = EntryDialog(desk, town_id, kept, parent)
    try:
        dialog.exec()
        taken = sum(line.fate == "taken" for line in dialog.lines)
        if taken:
            desk.tell(f"{formats.count(taken, 'Zeile', 'Zeilen')} erfasst.")
        return dialog.left
    finally:
        dialog.deleteLater()


class EntryDialog(QDialog):
    """`lines` are all that were typed, newest first; `left` those that are still to be taken."""

    def __init__(
        self,
        desk: Desk,
        town_id: str = "",
        left: Iterable[EnteredLine] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Rückmeldung erfassen")
        self._desk = desk
        self._ids = count(1)
        self._last = ""
        self.lines: list[EnteredLine] = [replace(line, id=str(next(self._ids))) for line in left]
        self.municipality = ComboBox()
        for row in desk.view.municipalities:
            self.municipality.addItem(f"{row.name} ({row.code})", row.id)
        partners = (row.id for row in desk.view.municipalities if not row.is_coordinating)
        wanted = town_id or (self.lines[0].town_id if self.lines else next(partners, None))
        self.municipality.setCurrentIndex(max(self.municipality.findData(wanted), 0))
        self.line = QLineEdit()
        self.line.setPlaceholderText("Nummer und neuer Zustand, zum Beispiel 17 erledigt")
        self.meaning = plain_label("muted", EXAMPLES)
        self.pending = RowTable(RowModel(_open_columns(), lambda row: row.part_id), "Offene Aufgaben")
        self.entered = RowTable(RowModel(_line_columns()), "Erfasste Zeilen")
        self.back = QPushButton("&Zurücknehmen")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out()
        self._connect()
        self._refresh()
        self.line.setFocus()

    @property
    def town_id(self) -> str:
        """The municipality whose paper it is."""
        return str(self.municipality.currentData())

    @property
    def left(self) -> tuple[EnteredLine, ...]:
        """Lines that were not taken, with what still stands in the field."""
        typed = self.line.text().strip()
        rest = [EnteredLine("", self.town_id, typed, "wrong", "Noch nicht übernommen.")] if typed else []
        return (*rest, *(line for line in self.lines if line.fate == "wrong"))

    def take(self) -> None:
        """Take the line and go on; one that is wrong stays in the list with its reason."""
        typed = self.line.text().strip()
        if not typed:
            return
        line = EnteredLine(str(next(self._ids)), self.town_id, typed, "wrong", "")
        try:
            self.lines.insert(0, self._taken(line))
        except (formats.NotReadable, RuleViolation) as refusal:
            reason = rule_message(refusal) if isinstance(refusal, RuleViolation) else str(refusal)
            self.lines.insert(0, replace(line, text=reason))
        except StoreProblem as problem:
            self._desk.failed.emit(problem)
            return
        self.line.clear()
        self._refresh()
        self.entered.pick(line.id)

    def take_back(self, ids: Iterable[str]) -> None:
        """Undo lines that were taken, remove those that were not."""
        for line in [line for line in self.lines if line.id in set(ids)]:
            place = self.lines.index(line)
            if line.step is not None and line.fate == "taken":
                self.lines[place] = self._undone(line)
            elif line.fate == "wrong":
                del self.lines[place]
        self._refresh()

    def correct(self, id_: str) -> None:
        """Bring a wrong line back into the field; what stands there is taken first."""
        line = next(line for line in self.lines if line.id == id_)
        if line.fate != "wrong":
            return
        self.take()
        self.lines.remove(line)
        self.municipality.setCurrentIndex(max(self.municipality.findData(line.town_id), 0))
        self.line.setText(line.typed)
        self.line.setFocus()
        self._refresh()

    def _taken(self, line: EnteredLine) -> EnteredLine:
        read = read_line(self._desk.view, line.town_id, line.typed, self._today())
        before = len(self._desk.workspace.heads())
        self._desk.commit(steps.enter_feedback(self._code(line.town_id)), enter(read.entry))
        heads = self._desk.workspace.heads()
        if len(heads) == before:
            return replace(line, fate="same", text=read.text)
        return replace(line, fate="taken", text=read.text, step=heads[-1].number)

    def _undone(self, line: EnteredLine) -> EnteredLine:
        workspace = self._desk.workspace
        number = line.step or 0
        if workspace.heads()[-1].number == number:
            is_done = self._desk.write(workspace.undo) is not None
        else:
            said = steps.take_back_feedback(self._code(line.town_id))
            try:
                is_done = self._desk.commit(said, take_back(workspace.step(number))) > 0
            except RuleViolation as refusal:
                return replace(line, text=f"{line.text} {rule_message(refusal)}")
        return replace(line, fate="undone", step=None) if is_done else line

    def _code(self, town_id: str) -> str:
        return self._desk.snapshot.get(Municipality, town_id).code

    def _today(self) -> date:
        return self._desk.workspace.clock.today()

    def _connect(self) -> None:
        self.line.textEdited.connect(self._on_typed)
        self.line.returnPressed.connect(self.take)
        self.municipality.currentIndexChanged.connect(self._refresh)
        self.pending.row_opened.connect(self._on_number)
        self.entered.row_opened.connect(self.correct)
        self.entered.on_remove = self.take_back
        self.back.clicked.connect(self._on_back)
        self.buttons.rejected.connect(self.reject)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # else Return in the field would press it too
        QShortcut(QKeySequence("F1"), self, lambda: help_dialog(self.windowTitle(), HELP, self).exec())

    def _on_typed(self, typed: str) -> None:
        """Write out the word for a state, selected, so that typing on replaces it."""
        is_at_end = self.line.cursorPosition() == len(typed)
        whole = completed(self._desk.view, self.town_id, typed) if is_at_end and self._grew(typed) else typed
        self._last = typed
        if whole != typed:
            self.line.setText(whole)
            self.line.setSelection(len(typed), len(whole) - len(typed))
        self._judge()

    def _grew(self, typed: str) -> bool:
        return len(typed) > len(self._last) or not typed.startswith(self._last[: len(typed)])

    def _on_number(self, part_id: str) -> None:
        """Begin a line with the number that was chosen from the list."""
        place = self.pending.rows.position(part_id)
        if place is not None:
            self.line.setText(f"{self.pending.rows.rows[place].number} ")
            self.line.setFocus()
            self._judge()

    def _on_back(self) -> None:
        picked = self.entered.selected_ids() or [line.id for line in self.lines if line.fate == "taken"][:1]
        self.take_back(picked)
        self.line.setFocus()

    def _refresh(self) -> None:
        self._form = feedback_form(self._desk.view, self.town_id)
        self.entered.rows.set_rows(self.lines)
        self.back.setEnabled(any(line.fate in ("taken", "wrong") for line in self.lines))
        self._judge()

    def _judge(self) -> None:
        """Say what the line means as far as it is typed, and which open rows it may be about."""
        typed = self.line.text()
        number = typed.split(";")[0].strip().casefold().removeprefix("a").lstrip("- 0").split(" ")[0]
        self.pending.rows.set_rows([row for row in self._form.lines if _begins(row, number)])
        try:
            text, look = read_line(self._desk.view, self.town_id, typed, self._today()).text, ""
        except formats.NotReadable as reason:
            text, look = str(reason), "error"
        if " " not in typed.strip() and ";" not in typed:
            text, look = EXAMPLES, "muted"  # only a number: nothing can be wrong yet
        theme.look(self.meaning, look)
        theme.look(self.line, "wrong" if look == "error" else "")
        self.line.setAccessibleDescription(text)
        self.meaning.setText(text)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(theme.step(2))
        for text, field in (("&Kommune", self.municipality), ("Z&eile", self.line)):
            field.setAccessibleName(text.replace("&", ""))
            form.addRow(text, field)
        form.addRow("", self.meaning)
        self.meaning.setMinimumHeight(self.meaning.fontMetrics().lineSpacing() * 2)
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        layout.addLayout(form)
        layout.addWidget(plain_label("small", "Was die Kommune führt oder noch zuarbeitet"))
        layout.addWidget(self.pending, 3)
        layout.addWidget(plain_label("small", "Erfasst, die neueste Zeile oben"))
        layout.addWidget(self.entered, 2)
        self.buttons.addButton(self.back, QDialogButtonBox.ButtonRole.ActionRole)
        layout.addWidget(self.buttons)
        self.resize(theme.step(220), theme.step(165))


def _begins(row: FormLine, number: str) -> bool:
    return not number.isdigit() or row.number.removeprefix("A-").lstrip("0").startswith(number)


def _open_columns() -> tuple[Column[FormLine], ...]:
    return (
        Column("Nr.", lambda row: row.number, 70),
        Column("Aufgabe", lambda row: row.name, 260, stretch=True, tip=lambda row: row.name),
        Column("Rolle", lambda row: row.role_text, 130),
        Column("Zustand", lambda row: label(row.said.state), 140),
        Column("Termin", lambda row: formats.day(row.said.day) if row.said.day else "", 100, right=True),
    )


def _line_columns() -> tuple[Column[EnteredLine], ...]:
    return (
        Column("Zeile", lambda line: line.typed, 200, tip=lambda line: line.typed),
        Column("", lambda line: _WORDS[line.fate], 150, icon=_icon),
        Column("Bedeutung", lambda line: line.text, 300, stretch=True, tip=lambda line: line.text),
    )


def _icon(line: EnteredLine) -> QIcon:
    return icon(_ICONS[line.fate])

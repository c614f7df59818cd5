"""The band that says whether an agreement is in force, and unfolds into the reasons with their norms."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ozgdesk.domain.reasons import Weight
from ozgdesk.present.effect import EffectRow
from ozgdesk.present.effect_line import next_line
from ozgdesk.present.effect_reasons import ReasonRow
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.elided_label import ElidedLabel
from ozgdesk.ui.widgets.light import LightMark
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable
from ozgdesk.ui.widgets.wording import WordingView

SHOWN_ROWS = 7
_LEFT, _RIGHT, _GAP = 6, 4, 4


def _chips(row: tuple[int, ReasonRow]) -> list[tuple[str, str]]:
    tag = row[1].municipality
    return [(tag.code, tag.color)] if tag else []


_ICONS = {
    Weight.MET: ("ok", "success"),
    Weight.OPEN: ("deadline", "warning"),
    Weight.ABSENT: ("close", "danger"),
    Weight.UNKNOWN: ("unknown", "warning"),
    Weight.DUTY: ("warning", "warning"),
    Weight.CONTRADICTION: ("error", "danger"),
    Weight.NOTE: ("info", "muted"),
}

_COLUMNS: tuple[Column[tuple[int, ReasonRow]], ...] = (
    Column(
        "Stand",
        lambda row: row[1].weight_text,
        width=150,
        icon=lambda row: icon(*_ICONS[Weight(row[1].weight)]),
    ),
    Column(
        "Kommune",
        lambda row: row[1].municipality.code if row[1].municipality else "",
        width=84,
        chips=_chips,
    ),
    Column("Grund", lambda row: row[1].text, stretch=True, tip=lambda row: row[1].text),
    Column("Zuständig", lambda row: row[1].actor, width=160, tip=lambda row: row[1].actor),
    Column("Norm", lambda row: row[1].norm, width=160, tip=lambda row: _law(row[1])),
    Column("Quelle", lambda row: row[1].source, width=90, tip=lambda row: row[1].source),
)


def _law(row: ReasonRow) -> str | None:
    return f"{row.law} Rechtsstand: {row.law_as_of}." if row.law else None


class EffectBanner(QFrame):
    """State and the one thing that is missing first, in a line (two where there is little room).

    The button, and a click beside it, show all that is missing, the procedure, and every reason as a table.
    `reason_picked(kind, id)` names the row a reason was read from; `unfolded(is_open)` follows the button.
    """

    reason_picked = Signal(str, str)
    unfolded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "sunken")
        self._row: EffectRow | None = None
        self._light = LightMark("grey", "")
        self._light.setFont(theme.font(1, strong=True))
        self._line = ElidedLabel()
        self._summary = plain_label()
        self._procedure = plain_label("muted")
        self._fold = QPushButton("&Gründe")
        theme.look(self._fold, "quiet")
        self._fold.setCheckable(True)
        self._fold.setAutoDefault(True)
        self._fold.setAccessibleDescription("Zeigt alles, was fehlt, und alle Gründe mit Norm und Quelle")
        self._fold.toggled.connect(self._on_fold)
        self._reasons = RowModel(_COLUMNS, row_id=lambda row: str(row[0]))
        self._table = RowTable(self._reasons, "Gründe zur Wirksamkeit")
        self._table.row_picked.connect(self._on_picked)
        self._detail = plain_label()
        self._wording = WordingView("Abweichender Wortlaut des Beschlusses", most_lines=SHOWN_ROWS)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._set_up()
        self._on_fold(False)

    def _set_up(self) -> None:
        self._words.addWidget(self._light)
        self._words.addWidget(self._line, 1)
        top = QHBoxLayout()
        top.setSpacing(theme.step(_GAP))
        top.addLayout(self._words, 1)
        top.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(_LEFT), theme.step(1), theme.step(_RIGHT), theme.step(1))
        layout.setSpacing(theme.step(1))
        layout.addLayout(top)
        for widget in (self._summary, self._procedure, self._table, self._detail, self._wording):
            layout.addWidget(widget)

    def show_effect(self, row: EffectRow | None) -> None:
        """Show the effect of an agreement; None hides the band."""
        self._row = row
        self.setVisible(row is not None)
        if row is None:
            return
        self._summary.setText(f"{row.summary} {row.earliest_text}".strip())
        self._procedure.setText(procedure_line(row))
        reasons = unfolded(row)
        self._reasons.set_rows(list(enumerate(reasons)))
        self._fold.setText(f"&Gründe ({len(reasons)})")
        self._show_detail(self._table.picked_id() or "0")
        self._show_whole()
        self._fit_table()
        self._fit_line()

    def unfold(self, is_open: bool) -> None:
        """Show all reasons, or only the line."""
        self._fold.setChecked(is_open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_line()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._fold.toggle()

    def _fit_line(self) -> None:
        """State and line side by side; below each other where the line would be cut."""
        if self._row is None:
            return
        line = next_line(self._row)
        room = self.width() - theme.step(_LEFT + _RIGHT + 2 * _GAP) - self._fold.sizeHint().width()
        self._light.show_light(self._row.light, self._row.outlook)
        self._line.show_text(line)
        needed = self._light.sizeHint().width() + self._line.sizeHint().width()
        is_narrow = needed > room
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._words.setDirection(way)
        self._words.setSpacing(0 if is_narrow else theme.step(_GAP))
        if self._light.sizeHint().width() > room:
            headline, outlook = self._row.headline, self._row.outlook
            self._light.show_light(self._row.light, headline)
            self._line.show_text(f"{outlook.removeprefix(headline).lstrip(', ')} · {line}".lstrip(" ·"))

    def _on_fold(self, is_open: bool) -> None:
        self._show_whole()
        self._table.setVisible(is_open)
        self._detail.setVisible(is_open)
        self._show_detail(self._table.picked_id() or "0")
        self._fold.setIcon(icon("chevron_up" if is_open else "chevron_down"))
        self._fit_table()
        self.unfolded.emit(is_open)

    def _show_whole(self) -> None:
        for label in (self._summary, self._procedure):
            label.setVisible(self._fold.isChecked() and bool(label.text()))

    def _fit_table(self) -> None:
        rows = min(len(self._reasons.rows), SHOWN_ROWS)
        head = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(head + rows * theme.ROW_HEIGHT + 2)

    def _show_detail(self, id_: str) -> None:
        """The chosen reason in full, with its law, where it was read, and other words of a resolution."""
        reasons = unfolded(self._row) if self._row else ()
        chosen = reasons[int(id_)] if int(id_) < len(reasons) else None
        self._detail.setText(detail(chosen) if chosen else "")
        self._wording.show_runs(chosen.runs if chosen else ())
        self._wording.setVisible(self._fold.isChecked() and chosen is not None and bool(chosen.runs))

    def _on_picked(self, id_: str) -> None:
        self._show_detail(id_)
        if self._row is not None:
            reason = unfolded(self._row)[int(id_)]
            self.reason_picked.emit(reason.subject_kind, reason.subject_id)


def keep_folding(desk: Desk, banner: EffectBanner) -> None:
    """Let a band open as one was left last, and remember how it is left."""

    def keep(is_open: bool) -> None:
        if is_open != desk.settings.effect_unfolded:
            desk.prefer(replace(desk.settings, effect_unfolded=is_open))

    banner.unfold(desk.settings.effect_unfolded)
    banner.unfolded.connect(keep)
    desk.preferred.connect(lambda settings: banner.unfold(settings.effect_unfolded))


def unfolded(row: EffectRow) -> tuple[ReasonRow, ...]:
    """The reasons of the effect, then the steps to the earliest day; each once."""
    return tuple(dict.fromkeys((*row.reasons, *row.forecast)))


def detail(row: ReasonRow) -> str:
    """A reason with everything behind it."""
    parts = [
        row.text,
        f"Zuständig: {row.actor}." if row.actor else "",
        f"{row.norm}: {_law(row)}" if row.norm else "",
        f"Quelle: {row.source}." if row.source else "",
    ]
    return " ".join(part for part in parts if part)


def procedure_line(row: EffectRow) -> str:
    """Procedure, supervisor and term in one line."""
    term = row.term_text
    parts = [
        f"Verfahren: {row.procedure_text}",
        f"Aufsicht: {row.supervisor.text} {_norm(row.supervisor.norm)}".strip(),
    ]
    parts.append(term[:1].upper() + term[1:])
    if row.supervisor.note:
        parts.append(row.supervisor.note)
    return " · ".join(parts)


def _norm(norm: str) -> str:
    return f"({norm})" if norm else ""

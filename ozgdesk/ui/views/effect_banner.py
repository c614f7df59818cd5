"""The band that says whether an agreement is in force, and unfolds into the reasons with their norms."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ozgdesk.domain.reasons import Weight
from ozgdesk.present.effect import EffectRow
from ozgdesk.present.effect_reasons import ReasonRow
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.light import LightMark
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable
from ozgdesk.ui.widgets.wording import WordingView

SHOWN_ROWS = 7


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
    """State, what is missing and procedure in two lines; the button shows all reasons as a table.

    `reason_picked(kind, id)` names the row a reason was read from.
    """

    reason_picked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "sunken")
        self._row: EffectRow | None = None
        self._light = LightMark("grey", "")
        self._light.setFont(theme.font(1, strong=True))
        self._summary = plain_label()
        self._procedure = plain_label("muted")
        self._fold = QPushButton("Gründe")
        theme.look(self._fold, "quiet")
        self._fold.setCheckable(True)
        self._fold.setAccessibleDescription("Zeigt alle Gründe mit Norm und Quelle")
        self._fold.toggled.connect(self._on_fold)
        self._reasons = RowModel(_COLUMNS, row_id=lambda row: str(row[0]))
        self._table = RowTable(self._reasons, "Gründe zur Wirksamkeit")
        self._table.hide()
        self._table.row_picked.connect(self._on_picked)
        self._detail = plain_label()
        self._wording = WordingView("Abweichender Wortlaut des Beschlusses", most_lines=SHOWN_ROWS)
        self._set_up()
        self._on_fold(False)

    def _set_up(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.step(4))
        top.addWidget(self._light)
        top.addWidget(self._summary, 1)
        top.addWidget(self._fold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(3), theme.step(6), theme.step(3))
        layout.setSpacing(theme.step(1))
        layout.addLayout(top)
        layout.addWidget(self._procedure)
        layout.addWidget(self._table)
        layout.addWidget(self._detail)
        layout.addWidget(self._wording)

    def show_effect(self, row: EffectRow | None) -> None:
        """Show the effect of an agreement; None hides the band."""
        self._row = row
        self.setVisible(row is not None)
        if row is None:
            return
        self._light.show_light(row.light, row.headline)
        self._summary.setText(f"{row.summary} {row.earliest_text}".strip())
        self._procedure.setText(procedure_line(row))
        reasons = unfolded(row)
        self._reasons.set_rows(list(enumerate(reasons)))
        self._fold.setText(f"Gründe ({len(reasons)})")
        self._show_detail(self._table.picked_id() or "0")
        self._fit_table()

    def _on_fold(self, is_open: bool) -> None:
        self._table.setVisible(is_open)
        self._detail.setVisible(is_open)
        self._show_detail(self._table.picked_id() or "0")
        self._fold.setIcon(icon("chevron_up" if is_open else "chevron_down"))
        self._fit_table()

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

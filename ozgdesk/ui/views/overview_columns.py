"""The columns of the lists of the overview, and which of their cells are changed in place."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from ozgdesk import formats
from ozgdesk.commands import records, steering
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.steering import Decision, Risk
from ozgdesk.domain.transaction import Command
from ozgdesk.present.overview import NextDate
from ozgdesk.present.status import MilestoneRow
from ozgdesk.present.steering import DecisionRow, GrantRow, RiskRow
from ozgdesk.texts import steps
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.widgets.rows import Column


class _Editor:
    """Turns typed text into commands of the desk of a view."""

    def __init__(self, view: Any) -> None:
        self.desk: Desk = view.desk

    def text(self, kind: type[Entity], field: str, row_id: str, typed: str) -> None:
        """Keep one line of text; an empty title is left as it was."""
        if typed.strip() or field not in ("title", "question"):
            self.desk.run(steps.edit(kind), records.edit(kind, row_id, **{field: typed.strip()}))

    def day(self, kind: type[Entity], field: str, row_id: str, typed: str) -> None:
        """Keep a day, or none."""
        try:
            value = formats.read_day(typed, self.desk.view.as_of) if typed.strip() else None
        except formats.NotReadable as problem:
            self.desk.tell(str(problem))
            return
        self.run(steps.edit(kind), records.edit(kind, row_id, **{field: value}))

    def run(self, label: str, command: Command[Any]) -> None:
        """Run a command."""
        self.desk.run(label, command)


def _day(value: date | None) -> str:
    return formats.day(value) if value is not None else ""


def _late(widget: QWidget) -> Callable[[Any], QColor | None]:
    return lambda row: theme.role(widget, "danger") if row.is_late else None


def date_columns() -> tuple[Column[NextDate], ...]:
    """Day, what, text, municipality."""
    return (
        Column("Tag", lambda row: f"{formats.short_weekday(row.on)}, {formats.short_day(row.on)}", 84),
        Column("Was", lambda row: row.what, 112),
        Column("Termin", lambda row: row.text, 200, stretch=True, tip=lambda row: row.text),
        Column(
            "Kommune",
            lambda row: row.municipality.code,
            86,
            chips=lambda row: (
                [(row.municipality.code, row.municipality.color)] if row.municipality.code else []
            ),
        ),
    )


def milestone_columns(widget: QWidget) -> tuple[Column[MilestoneRow], ...]:
    """Number, name, Soll, Prognose or Ist, slip."""
    return (
        Column("Nr.", lambda row: row.number, 64),
        Column("Meilenstein", lambda row: row.name, 200, stretch=True, tip=lambda row: row.name),
        Column("Soll", lambda row: _day(row.target_on), 92, sort=lambda row: row.target_on),
        Column(
            "Prognose/Ist",
            lambda row: f"✓ {_day(row.actual_on)}" if row.actual_on else _day(row.forecast_on),
            112,
            color=_late(widget),
            sort=lambda row: row.actual_on or row.forecast_on,
        ),
        Column("Verzug", _slip, 84, color=_late(widget), sort=lambda row: row.slip_days),
    )


def _slip(row: MilestoneRow) -> str:
    if row.slip_days is None or row.slip_days == 0:
        return ""
    return formats.count(row.slip_days, "Tag", "Tage") if row.slip_days > 0 else ""


def risk_columns(view: QWidget) -> tuple[Column[RiskRow], ...]:
    """Title, weight, measure, responsible, day; title, measure and day are changed in place."""
    editor = _Editor(view)
    return (
        Column(
            "Risiko",
            lambda row: row.title,
            200,
            stretch=True,
            edit=lambda row, typed: editor.text(Risk, "title", row.risk_id, typed),
            tip=lambda row: row.title,
        ),
        Column("Eintritt/Wirkung", lambda row: row.level, 140),
        Column(
            "Maßnahme",
            lambda row: row.measure,
            280,
            edit=lambda row, typed: editor.text(Risk, "measure", row.risk_id, typed),
            tip=lambda row: row.measure,
        ),
        Column("Verantwortlich", lambda row: row.responsible, 180, tip=lambda row: row.responsible),
        Column(
            "Bis",
            lambda row: _day(row.due_on),
            96,
            color=_late(view),
            sort=lambda row: row.due_on,
            edit=lambda row, typed: editor.day(Risk, "due_on", row.risk_id, typed),
        ),
    )


def decision_columns(view: QWidget) -> tuple[Column[DecisionRow], ...]:
    """Question, who decides, until when, and a cell for the outcome."""
    editor = _Editor(view)
    return (
        Column(
            "Frage",
            lambda row: row.question,
            200,
            stretch=True,
            edit=lambda row, typed: editor.text(Decision, "question", row.decision_id, typed),
            tip=lambda row: row.question,
        ),
        Column("Entscheidet", lambda row: row.decided_by, 180),
        Column(
            "Bis",
            lambda row: _day(row.due_on),
            96,
            color=_late(view),
            sort=lambda row: row.due_on,
            edit=lambda row, typed: editor.day(Decision, "due_on", row.decision_id, typed),
        ),
        Column(
            "Ergebnis",
            lambda row: "eintragen …",
            240,
            color=lambda row: theme.role(view, "muted"),
            edited=lambda row: "",
            edit=lambda row, typed: editor.run(
                steps.RECORD_DECISION, steering.record_decision(row.decision_id, typed)
            ),
            tip=lambda row: "F2: Ergebnis eintragen; die Frage gilt damit als entschieden.",
        ),
    )


def grant_columns(view: Any) -> tuple[Column[GrantRow], ...]:
    """Name, amount, state, circle, binding period."""

    def chips(row: GrantRow) -> list[tuple[str, str]]:
        colors = {m.code: m.color for m in view.desk.view.municipalities}
        return [(code, colors.get(code, "#000000")) for code in row.circle]

    return (
        Column("Förderung", lambda row: row.name, 200, stretch=True, tip=lambda row: row.name),
        Column("Betrag", lambda row: row.amount, 140, right=True),
        Column("Stand", lambda row: row.state, 140),
        Column("Kreis", lambda row: ", ".join(row.circle), 240, chips=chips),
        Column("Gebunden bis", lambda row: _day(row.binding_until), 110, sort=lambda row: row.binding_until),
    )

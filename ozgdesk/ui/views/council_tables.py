"""The table of the page Sitzungen."""

from PySide6.QtGui import QColor, QIcon

from ozgdesk import formats
from ozgdesk.commands import records
from ozgdesk.domain.councils import Meeting
from ozgdesk.present.council import MeetingRow
from ozgdesk.texts import steps
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable


def meetings_table(desk: Desk) -> RowTable:
    """All meetings, cancelled and past ones too; those that are over are muted."""
    columns: tuple[Column[MeetingRow], ...] = (
        Column("Tag", lambda r: f"{r.weekday}, {formats.day(r.date)}", width=132, sort=lambda r: r.date,
               color=_muted),
        Column("Beginn", lambda r: r.starts_at, width=72, color=_muted),
        Column("", lambda r: r.municipality.code or "alle", width=68, color=_muted,
               chips=lambda r: [(r.municipality.code, r.municipality.color)] if r.municipality.code else []),
        Column("Gremium", lambda r: r.committee, width=220, stretch=True, color=_muted,
               tip=lambda r: r.committee),
        Column("Ort", lambda r: r.place, width=150, spare=2, color=_muted, tip=lambda r: r.place),
        Column("Vorlagen", lambda r: r.papers, width=140, color=_muted, tip=lambda r: r.papers),
        Column("Stand", _state, width=150, icon=_state_icon,
               color=lambda r: None if r.results_missing else _muted(r)),
        Column("Frage", lambda r: " ".join(r.questions), width=180, spare=1,
               tip=lambda r: " ".join(r.questions)),
    )  # fmt: skip
    table = RowTable(RowModel(columns), "Sitzungen")
    table.row_picked.connect(lambda id_: desk.pick(Meeting, id_))
    table.row_opened.connect(lambda id_: desk.edit(Meeting, id_))
    table.on_remove = lambda ids: desk.run(steps.delete(Meeting), records.delete(Meeting, *ids))
    return table


def _state(row: MeetingRow) -> str:
    if row.is_cancelled:
        return "abgesagt"
    if row.results_missing:
        return "Ergebnis fehlt"
    return "vorbei" if row.is_past else "geplant"


def _state_icon(row: MeetingRow) -> QIcon | None:
    return icon("warning", "warning") if row.results_missing else None


def _muted(row: MeetingRow) -> QColor | None:
    return None if row.is_next else theme.colors().color("muted")

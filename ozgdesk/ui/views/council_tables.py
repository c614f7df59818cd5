"""The tables of the place Gremien: stations as rows, the twin of the lanes, and the meetings."""

from ozgdesk import formats
from ozgdesk.commands import records
from ozgdesk.domain.councils import Consultation, Meeting
from ozgdesk.present.council import MeetingRow
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable


def meetings_table(desk: Desk) -> RowTable:
    """All meetings, cancelled and past ones too."""
    columns: tuple[Column[MeetingRow], ...] = (
        Column("Tag", lambda r: f"{r.weekday}, {formats.day(r.date)}", width=140, sort=lambda r: r.date),
        Column("Beginn", lambda r: r.starts_at, width=80),
        Column("", lambda r: r.municipality.code or "alle", width=76,
               chips=lambda r: [(r.municipality.code, r.municipality.color)] if r.municipality.code else []),
        Column("Gremium", lambda r: r.committee, stretch=True),
        Column("Ort", lambda r: r.place, width=160),
        Column("Vorlagen", lambda r: r.papers, width=200, tip=lambda r: r.papers),
        Column("Stand", _meeting_state, width=120),
        Column("Frage", lambda r: " ".join(r.questions), width=220, spare=1,
               tip=lambda r: " ".join(r.questions)),
    )  # fmt: skip
    table = RowTable(RowModel(columns), "Sitzungen")
    table.row_picked.connect(lambda id_: desk.pick(Meeting, id_))
    table.row_opened.connect(lambda id_: desk.edit(Meeting, id_))
    table.on_remove = lambda ids: _delete(desk, Meeting, ids)
    return table


def _meeting_state(row: MeetingRow) -> str:
    if row.is_cancelled:
        return "abgesagt"
    return "vorbei" if row.is_past else "geplant"


def _delete(desk: Desk, kind: type[Consultation] | type[Meeting], ids: list[str]) -> None:
    desk.run(steps.delete(kind), records.delete(kind, *ids))

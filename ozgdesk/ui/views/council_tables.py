"""The tables of the place Gremien: stations as rows, the twin of the lanes, and the meetings."""

from dataclasses import dataclass

from ozgdesk import formats
from ozgdesk.commands import records
from ozgdesk.domain.councils import Consultation, Meeting
from ozgdesk.present.council import ConsultationRow, Fan, MeetingRow, PaperRow
from ozgdesk.present.council_cards import CardText, card_text
from ozgdesk.present.council_state import station_notes
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.council_pens import SYMBOLS
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable


@dataclass(frozen=True, slots=True)
class StationLine:
    """A station with the paper it belongs to."""

    paper: PaperRow
    station: ConsultationRow

    @property
    def id(self) -> str:
        """The id of the station."""
        return self.station.id


def station_lines(fan: Fan | None) -> tuple[StationLine, ...]:
    """The stations of a matter in the order of its lanes."""
    lanes = fan.lanes if fan else ()
    return tuple(
        StationLine(paper, station)
        for lane in lanes
        for paper in lane.papers
        for station in paper.consultations
    )


def stations_table(desk: Desk) -> RowTable:
    """The stations of a matter."""
    columns: tuple[Column[StationLine], ...] = (
        Column("", lambda r: r.paper.municipality.code, width=76,
               chips=lambda r: [(r.paper.municipality.code, r.paper.municipality.color)]),
        Column("Vorlage", lambda r: r.paper.reference or "ohne Nummer", width=120,
               tip=lambda r: r.paper.title),
        Column("Gremium", lambda r: r.station.committee, width=220, tip=lambda r: r.station.committee,
               strong=lambda r: r.station.is_final),
        Column("Termin", lambda r: formats.day(r.station.date) if r.station.date else "offen", width=110,
               sort=lambda r: r.station.date),
        Column("Rolle", lambda r: r.station.role_text, width=130),
        Column("Ergebnis", lambda r: _words(r).result, width=210,
               icon=lambda r: icon(*SYMBOLS[_words(r).symbol])),
        Column("Stimmen", lambda r: r.station.votes_text, width=200, tip=lambda r: r.station.votes_text),
        Column("Auszug", _extract, width=90),
        Column("Aufgaben", lambda r: r.station.tasks_text, width=130, spare=1),
        Column("Hinweise", lambda r: station_notes(r.station, shows_version=True), width=240,
               tip=lambda r: station_notes(r.station, shows_version=True)),
        Column("Frage", lambda r: " ".join(r.station.questions), stretch=True,
               tip=lambda r: " ".join(r.station.questions)),
    )  # fmt: skip
    table = RowTable(RowModel(columns), "Beratungen")
    table.row_picked.connect(lambda id_: desk.pick(Consultation, id_))
    table.on_remove = lambda ids: _delete(desk, Consultation, ids)
    return table


def _words(row: StationLine) -> CardText:
    """The result as the card of the station says it."""
    return card_text(row.station)


def _extract(line: StationLine) -> str:
    """Whether the certified extract is there; it is missed where the resolution that counts was passed."""
    row = line.station
    if row.has_extract:
        return "liegt vor"
    return "fehlt" if row.is_final and row.symbol == "passed" else ""


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

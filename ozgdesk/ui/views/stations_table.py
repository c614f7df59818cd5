"""The table of the page Beratungsfolge: the twin of the lanes, with the same keys."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ozgdesk.present.council_lines import FanLine
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views import station_keys as keys
from ozgdesk.ui.views.council_pens import SYMBOLS
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

_COLUMNS: tuple[Column[FanLine], ...] = (
    Column("", lambda r: r.municipality.code, width=66,
           chips=lambda r: [(r.municipality.code, r.municipality.color)]),
    Column("Vorlage", lambda r: r.reference, width=96, spare=5, tip=lambda r: r.title or None),
    Column("Gremium oder Schritt", lambda r: r.place, width=200, tip=lambda r: r.place,
           strong=lambda r: r.is_final),
    Column("Termin", lambda r: r.day, width=96, sort=lambda r: r.on),
    Column("Rolle", lambda r: r.role, width=104, spare=4),
    Column("Ergebnis", lambda r: r.result, width=212, tip=lambda r: r.result or None,
           icon=lambda r: None if r.wants_paper else icon(*SYMBOLS[r.symbol])),
    Column("Stimmen", lambda r: r.votes, width=170, spare=3, tip=lambda r: r.votes),
    Column("Auszug", lambda r: r.extract, width=80, spare=2),
    Column("Aufgaben", lambda r: r.tasks, width=120, spare=1),
    Column("Hinweise", lambda r: " ".join(part for part in (r.questions, r.notes) if part), width=140,
           stretch=True, spare=6, tip=lambda r: "\n".join(part for part in (r.questions, r.notes) if part)),
)  # fmt: skip


class StationsTable(RowTable):
    """Signals carry the id of a station, `paper_wanted` that of a municipality without a paper,
    `result_wanted` also the letter of a result, `step_opened` the id of a row that is no station.
    """

    opened = Signal(str)
    result_wanted = Signal(str, str)
    paper_wanted = Signal(str)
    station_wanted = Signal(str)
    meeting_wanted = Signal(str)
    step_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(RowModel(_COLUMNS), "Beratungen und was ihnen folgt", parent)
        self.row_opened.connect(lambda _id: self._take(keys.OPEN, ""))

    def line(self, id_: str | None) -> FanLine | None:
        """The row with this id."""
        place = self.rows.position(id_ or "")
        return None if place is None else self.rows.rows[place]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish, letter = keys.wish_of(event)
        if wish in ("", keys.REMOVE) or not self._take(wish, letter):
            super().keyPressEvent(event)

    def _take(self, wish: str, letter: str) -> bool:
        """Say what is wanted of the current row; false where it has nothing to do with it."""
        line = self.line(self.picked_id())
        if line is None:
            return False
        if line.wants_paper:
            if wish in keys.ADDS_PAPER:
                self.paper_wanted.emit(line.id)
            return wish in keys.ADDS_PAPER
        if not line.is_station:
            if wish == keys.OPEN:
                self.step_opened.emit(line.id)
            return wish == keys.OPEN
        if wish == keys.RESULT:
            self.result_wanted.emit(line.id, letter)
        else:
            signals = {
                keys.OPEN: self.opened,
                keys.STATION: self.station_wanted,
                keys.MEETING: self.meeting_wanted,
            }
            signals[wish].emit(line.id)
        return True

"""Asks in place how many open cards a lane, a column or a cell of the board may hold (Höchstzahl)."""

from collections.abc import Mapping

from PySide6.QtWidgets import QAbstractScrollArea, QPushButton, QWidget

from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.present.board import RESTING, Board
from ozgdesk.present.board_places import BoardPlace
from ozgdesk.ui.views.board_prompts import BoardPrompt
from ozgdesk.ui.widgets.fields_chosen import ChoiceField, YesNoField
from ozgdesk.ui.widgets.fields_typed import number_field, text_field

_CLOSED = RESTING | {TaskState.DONE.value}
MOST = 999


class LimitPrompt(BoardPrompt):
    """`chosen(lane id or None, column key, most or None to lift it, is hard, reason)`."""

    def __init__(self, board: Board, lane_id: str | None, key: str, area: QAbstractScrollArea) -> None:
        super().__init__("Höchstzahl offener Karten", area)
        self._limits: Mapping[tuple[str | None, str], BoardPlace] = {
            (limit.lane, limit.column): limit for limit in board.limits
        }
        lanes = [(None, "alle Bahnen"), *((lane.id, lane.name) for lane in board.lanes if lane.id)]
        columns = [("", "alle Spalten")]
        columns += [(column.key, column.title) for column in board.columns if column.key not in _CLOSED]
        self.lane = ChoiceField("Bahn", lanes, self)
        self.lane.show_value(lane_id or None)
        self.state = ChoiceField("Spalte", columns, self)
        self.state.show_value(key)
        self.most = number_field("Höchstzahl", 1, MOST, self)
        self.is_hard = YesNoField("Weitere Karten ablehnen", self)
        self.reason = text_field("Grund", self)
        self._lift = QPushButton("Aufheben", self)
        self._lift.clicked.connect(lambda: self._finish(self.lane.read(), self.state.read(), None, False, ""))
        self._add_field("Bahn", self.lane)
        self._add_field("Spalte", self.state)
        self._add_field("Höchstens", self.most)
        self.column.addWidget(self.is_hard)
        self._add_field("Grund", self.reason)
        self._add_buttons("Festlegen", self._lift)
        for field in (self.lane, self.state):
            field.settled.connect(self._show_limit)
        self._show_limit()

    def first(self) -> QWidget:
        return self.most

    def accept(self) -> None:
        values = self.read(self.lane, self.state, self.most, self.is_hard, self.reason)
        if values is not None and self.has(values[2], self.most, "Bitte geben Sie die Höchstzahl ein."):
            self._finish(*values)

    def _show_limit(self) -> None:
        """What is set at the chosen place; a number typed for one place is not carried to another."""
        limit = self._limits.get((self.lane.read(), self.state.read()))
        self.most.show_value(limit.most if limit else None)
        self.is_hard.show_value(limit.is_hard if limit else False)
        self.reason.show_value(limit.reason if limit else "")
        self._lift.setEnabled(limit is not None)

"""The board as a table: the same cards, one a row, for screen readers and for sorting."""

from typing import TYPE_CHECKING

from ozgdesk import formats
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.present.board import NO_LEAD, BoardCard, card_hints, card_person
from ozgdesk.texts.labels import label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

if TYPE_CHECKING:
    from ozgdesk.ui.views.board import BoardView


def board_table(view: "BoardView") -> RowTable:
    """The table of the board; name and state are edited in place."""

    def chips(card: BoardCard) -> list[tuple[str, str]]:
        lanes = {lane.id: lane.color for lane in view.board.lanes} if view.board else {}
        return [(card.code, lanes[card.lane])] if card.code else []

    def set_state(card: BoardCard, word: str) -> None:
        state = next((state for state in TaskState if label(state) == word), None)
        if state is not None:
            view.gestures.move(card.id, card.lane, state.value)

    columns: tuple[Column[BoardCard], ...] = (
        Column("Nr.", lambda c: c.number, 72, sort=lambda c: formats.sort_key(c.number)),
        Column("Aufgabe", lambda c: c.name, 280, edit=lambda c, text: view.gestures.rename(c.id, text)),
        Column("Kommune", lambda c: c.code or "ohne", 88, chips=chips),
        Column("Rolle", lambda c: label(Role(c.role)) if c.role != NO_LEAD else "–", 116),
        Column("Zustand", lambda c: label(TaskState(c.column)), 150, edit=set_state,
               choices=lambda _c: [label(state) for state in TaskState]),
        Column("Ampel", lambda c: c.word, 120, light=lambda c: c.light if c.word else None),
        Column("Fällig", lambda c: formats.day(c.due) if c.due else "", 100, sort=lambda c: c.due),
        Column("Person", card_person, 220),
        Column("Hinweise", card_hints, 360, tip=card_hints),
    )  # fmt: skip
    return RowTable(RowModel(columns), "Aufgaben als Tabelle", view)

"""Limits of the board (Höchstzahl): set and lifted by place, and kept by the verbs that move cards."""

from collections.abc import Iterator
from contextlib import contextmanager

from ozgdesk.commands.records import create, edit
from ozgdesk.domain.board_limits import limited_places
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.tasks import BoardLimit
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.texts.tasks import limit_reason, limited_place


def set_limit(
    municipality_id: str | None,
    state: TaskState | None,
    most: int,
    *,
    is_hard: bool = False,
    reason: str = "",
) -> Command[BoardLimit]:
    """Let a lane (state None), a column (municipality None) or a cell hold at most so many open cards.

    A place that is fuller already stays so; a hard limit refuses only further cards. Raises RuleViolation
    `limit_without_place` with neither, `reason_needed` for a hard limit without words.
    """

    def command(tx: Transaction) -> BoardLimit:
        if is_hard and not reason.strip():
            raise RuleViolation("reason_needed", at="reason")
        values = {"most": most, "is_hard": is_hard, "reason": reason.strip()}
        kept = _limit_of(tx, municipality_id, state)
        if kept is not None:
            return edit(BoardLimit, kept.id, **values)(tx)
        return create(BoardLimit, municipality_id=municipality_id, state=state, **values)(tx)

    return command


def lift_limit(municipality_id: str | None, state: TaskState | None) -> Command[None]:
    """Take the limit of a place away. Raises RuleViolation `gone` when there is none."""

    def command(tx: Transaction) -> None:
        kept = _limit_of(tx, municipality_id, state)
        if kept is None:
            raise RuleViolation("gone")
        tx.delete(BoardLimit, kept.id)

    return command


@contextmanager
def within_limits(tx: Transaction) -> Iterator[None]:
    """What is written inside is refused (`limit_reached`) where it adds a card to a full place.

    Only hard limits refuse; a soft one shows on the board.
    """
    before = {place.limit.id: place.count for place in limited_places(tx)}
    yield
    for place in limited_places(tx):
        limit = place.limit
        if limit.is_hard and place.is_exceeded and place.count > before.get(limit.id, 0):
            lane = tx.find(Municipality, limit.municipality_id)
            raise RuleViolation(
                "limit_reached",
                place=limited_place(lane.name if lane else "", limit.state),
                most=limit.most,
                because=limit_reason(limit.reason),
            )


def _limit_of(tx: Transaction, municipality_id: str | None, state: TaskState | None) -> BoardLimit | None:
    rows = tx.having(BoardLimit, "municipality_id", municipality_id)
    return next((row for row in rows if row.state is state), None)

"""Places of the board that have a limit (Höchstzahl): how full they are, in figures and in a sentence."""

from dataclasses import dataclass

from ozgdesk.domain.board_limits import LimitedPlace, limited_places
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.view import View
from ozgdesk.texts.tasks import limit_sentence, limited_place


@dataclass(frozen=True, slots=True)
class BoardPlace:
    """A lane (`column` empty), a column (`lane` None) or a cell with a limit; `count` are its open cards."""

    lane: str | None
    column: str
    most: int
    count: int
    is_hard: bool
    is_exceeded: bool
    reason: str
    text: str

    @property
    def figures(self) -> str:
        """How full it is, `3/5`."""
        return f"{self.count}/{self.most}"


def board_places(view: View) -> tuple[BoardPlace, ...]:
    """Every limit of the board; none is set unless somebody asked for one."""
    found = (_place(view, place) for place in limited_places(view.snapshot))
    return tuple(sorted(found, key=lambda place: (place.lane or "", place.column)))


def _place(view: View, place: LimitedPlace) -> BoardPlace:
    limit = place.limit
    lane = view.snapshot.find(Municipality, limit.municipality_id)
    words = limited_place(lane.name if lane else "", limit.state)
    return BoardPlace(
        lane=limit.municipality_id,
        column=limit.state.value if limit.state else "",
        most=limit.most,
        count=place.count,
        is_hard=limit.is_hard,
        is_exceeded=place.is_exceeded,
        reason=limit.reason,
        text=limit_sentence(words, limit.most, place.count, limit.reason),
    )

"""The parts of an agreement one below the other: only what comes into sight is set, the rest is estimated."""

import time
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from ozgdesk.present.agreement import ClauseRow
from ozgdesk.ui.views.clause_layout import LaidPart, Setting
from ozgdesk.ui.views.clause_look import TITLED, PageLook

SettingOf = Callable[[int], Setting]
_SIGNS_IN_LINE = 70


class PartStack:
    """Places and heights of the parts; `setting_of(place)` says how a part is shown now.

    Heights of parts that were never in sight are estimates until `lay_some` gets to them.
    """

    def __init__(self, look: PageLook, setting_of: SettingOf) -> None:
        self.rows: tuple[ClauseRow, ...] = ()
        self.look = look
        self._setting_of = setting_of
        self._parts: list[LaidPart | None] = []
        self._tops: list[float] = [0.0]

    @property
    def height(self) -> float:
        """Height of all parts."""
        return self._tops[-1]

    def show(self, rows: tuple[ClauseRow, ...], look: PageLook) -> None:
        """Take other rows or another look; what reads the same stays as it is set."""
        kept = {part.row.id: part for part in self._parts if part is not None} if look == self.look else {}
        self.rows, self.look = rows, look
        self._parts = [kept.get(row.id) for row in rows]
        for place, part in enumerate(self._parts):
            if part is not None and not self._is_as_set(place, part):
                self._parts[place] = None if part.row.kind != rows[place].kind else self._set(place)
        self._stack()

    def forget(self) -> None:
        """Set everything anew when it comes into sight, e.g. in other colours."""
        self._parts = [None] * len(self.rows)
        self._stack()

    def renew(self, place: int) -> None:
        """Set one part as it is to be shown now."""
        self._parts[place] = self._set(place)
        self._stack(place)

    def part(self, place: int) -> LaidPart:
        """A part in lines."""
        part = self._parts[place]
        if part is None:
            part = self._parts[place] = self._set(place)
            self._stack(place)
        return part

    def top(self, place: int) -> float:
        """Where a part begins; the number behind the last one is where all end."""
        return self._tops[place]

    def at(self, y: float) -> int:
        """The part at a height; -1 when there is none."""
        return min(max(bisect_right(self._tops, y) - 1, 0), len(self.rows) - 1)

    def settle(self, top: float, height: float) -> None:
        """Set what stands between two heights, which moves what stands below it."""
        place = self.at(top)
        while 0 <= place < len(self.rows) and self._tops[place] < top + height:
            self.part(place)
            place += 1

    def lay_some(self, seconds: float) -> bool:
        """Set parts that were never in sight for so long; False when all are set."""
        end = time.perf_counter() + seconds
        for place, part in enumerate(self._parts):
            if part is None:
                self._parts[place] = self._set(place)
                if time.perf_counter() > end:
                    self._stack()
                    return True
        self._stack()
        return False

    def _set(self, place: int) -> LaidPart:
        return LaidPart(self.rows[place], self.look, self._setting_of(place))

    def _is_as_set(self, place: int, part: LaidPart) -> bool:
        row = self.rows[place]
        return (part.row is row or part.row == row) and part.setting == self._setting_of(place)

    def _stack(self, first: int = 0) -> None:
        heights = (
            part.height if part is not None else self._guess(place)
            for place, part in enumerate(self._parts[first:], first)
        )
        start = self._tops[first] if first else 0.0
        self._tops[first:] = accumulate(heights, initial=start)

    def _guess(self, place: int) -> float:
        row = self.rows[place]
        lines = 1 + len(row.text) // _SIGNS_IN_LINE
        heading = self.look.title_line * 1.8 if row.kind in TITLED else 8.0
        return lines * self.look.body_line + heading

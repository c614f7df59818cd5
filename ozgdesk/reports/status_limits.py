"""How much of everything the status report prints, step by step less until it is one page."""

from __future__ import annotations

from typing import NamedTuple

from ozgdesk.present.naming import shortened


class Limits(NamedTuple):
    """How much of each list is printed, and how many lines changes, a text, a reason, a risk may have.

    The summary is always printed whole: its length has a limit of its own.
    """

    changes: int
    milestones: int
    municipalities: int
    done: int
    next: int
    risks: int
    decisions: int
    agreements: int
    grants: int
    lines: int
    reasons: int
    risk_lines: int

    def cut(self, text: str, letters: int) -> str:
        """A text shortened to the lines allowed, in a column of about so many letters."""
        return shortened(text, letters * self.lines)


LIMITS = (
    Limits(8, 8, 12, 5, 8, 3, 5, 3, 4, 2, 3, 2),
    Limits(6, 7, 12, 4, 6, 3, 4, 3, 3, 2, 2, 2),
    Limits(5, 6, 12, 3, 6, 3, 4, 2, 3, 1, 2, 2),
    Limits(5, 5, 10, 3, 5, 3, 3, 2, 2, 1, 2, 2),
    Limits(4, 5, 10, 2, 4, 3, 3, 2, 1, 1, 2, 2),
    Limits(4, 4, 8, 2, 4, 3, 3, 2, 1, 1, 2, 2),
    Limits(4, 3, 8, 2, 3, 3, 3, 2, 1, 1, 2, 2),
    Limits(3, 3, 8, 1, 3, 3, 3, 2, 1, 1, 2, 2),
    Limits(3, 3, 8, 1, 2, 3, 3, 2, 1, 1, 2, 2),
    Limits(3, 3, 8, 1, 2, 2, 3, 2, 1, 1, 2, 2),
    Limits(3, 2, 7, 1, 2, 2, 3, 2, 1, 1, 2, 2),
    Limits(3, 2, 7, 1, 1, 2, 3, 1, 1, 1, 2, 2),
    Limits(3, 2, 7, 1, 1, 2, 2, 1, 1, 1, 2, 2),
    Limits(3, 2, 7, 1, 1, 2, 2, 1, 1, 1, 2, 1),
    Limits(3, 3, 7, 1, 2, 2, 3, 1, 1, 1, 1, 1),
    Limits(3, 2, 7, 1, 2, 2, 3, 1, 1, 1, 1, 1),
    Limits(3, 2, 7, 1, 1, 2, 3, 1, 1, 1, 1, 1),
    Limits(2, 2, 7, 1, 1, 2, 3, 1, 1, 1, 1, 1),
    Limits(2, 1, 6, 1, 1, 2, 2, 1, 1, 1, 1, 1),
    Limits(1, 1, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1),
    Limits(1, 1, 2, 0, 1, 1, 1, 1, 1, 1, 1, 1),
    Limits(0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1),
)

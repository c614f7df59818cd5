"""A wording and what became of it, stretch by stretch, as window, sheets and JSON show it."""

from collections.abc import Iterable
from dataclasses import dataclass

from ozgdesk.domain.redline import Run


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text as it reads: `equal`, `deleted` (only before, or here) or `inserted` (only now)."""

    kind: str
    text: str


Stretches = tuple[Stretch, ...]


def stretches(runs: Iterable[Run]) -> Stretches:
    """The runs of a redline as they read."""
    return tuple(Stretch(run.kind.value, run.text) for run in runs)

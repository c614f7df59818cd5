"""Where German words may be divided at the end of a line, by the patterns of the library pyphen."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

_LETTERS = re.compile(r"[^\W\d_]{8,}")
_BEFORE, _AFTER = 3, 5  # least letters of a word at the end of a line and at the start of the next


@functools.cache
def _dictionary() -> Any:
    import pyphen

    return pyphen.Pyphen(lang="de_DE", left=_BEFORE, right=_AFTER)


def cuts(text: str) -> Iterator[int]:
    """Yield the positions in a piece of text before which a hyphen may end the line, ascending.

    >>> word = "Gemeindevertretung,"
    >>> [word[:cut] for cut in cuts(word)]
    ['Gemein', 'Gemeinde', 'Gemeindever']
    """
    for match in _LETTERS.finditer(text):
        for position in _of_word(match.group()):
            yield match.start() + position


@functools.lru_cache(maxsize=4096)
def _of_word(word: str) -> tuple[int, ...]:
    positions = [int(position) for position in _dictionary().positions(word)]
    # The patterns leave single letters alone in compounds, "keits-a-r-beit": no reader expects these.
    return tuple(
        position
        for before, position in zip([0, *positions], positions, strict=False)
        if position - before > 1
    )

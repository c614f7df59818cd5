"""Two wordings compared by word: what stayed, what is gone, what is new.

Words, signs and the tokens of a clause text (`{ref:STEM}`, `{field:NAME}`) are units that change as a whole.
Which clauses are compared with each other is decided in `clause_matching`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from ozgdesk.domain.increasing import longest_increasing

_UNIT = re.compile(r"(\{(?:ref|field):[0-9a-z_]+\}|\w+(?:[.,:/'’‐‑-]\w+)*|[^\w\s])(\s*)")
_LEAST_SHARED = 0.25
"""Below this part of shared units a wording counts as written anew, and no word of it as kept."""
_SMALL_WORD = 3
_SMALL_ISLAND = 3
_LONG = 200
"""From this number of units on, a stretch is first cut where both sides hold a word once."""
_TOO_LONG = 1_000
"""From this number on, a stretch that cannot be cut counts as written anew."""
_MOST_CUTS = 40

Span = tuple[bool, int, int, int, int]
"""Whether a stretch is equal, and from where to where it goes among the units of both sides."""


class RunKind(StrEnum):
    """What became of a stretch of text."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text on both sides; one side is empty where it was deleted or inserted.

    An equal stretch may differ in the kind of its blanks and in the names of tokens that mean the same.
    """

    kind: RunKind
    old: str
    new: str

    @property
    def text(self) -> str:
        """The stretch as it is read last: the new side where there is one."""
        return self.new or self.old


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word, sign or token with the blank behind it."""

    word: str
    blank: str

    @property
    def text(self) -> str:
        return self.word + self.blank


def redline(old: str, new: str, meaning: Mapping[str, str] | None = None) -> Runs:
    """The stretches that lead from one wording to the other.

    `meaning` names for a token of the new side the token of the old side that means the same. Swapped sides
    give the same stretches, swapped. Only blanks that appear, vanish or become a new line are a difference.

    >>> [(run.kind.value, run.text) for run in redline("acht Kommunen", "neun Kommunen")]
    [('deleted', 'acht'), ('inserted', 'neun'), ('equal', ' Kommunen')]
    """
    if old == new and not meaning:
        return (Run(RunKind.EQUAL, old, new),) if old else ()
    sides = _units(old), _units(new)
    renamed = meaning or {}
    keys = [unit.word for unit in sides[0]], [renamed.get(unit.word, unit.word) for unit in sides[1]]
    is_mirrored = new < old
    spans = _spans(keys[1], keys[0]) if is_mirrored else _spans(*keys)
    if is_mirrored:
        spans = ((is_equal, b1, b2, a1, a2) for is_equal, a1, a2, b1, b2 in spans)
    return tuple(_merged(_stretches(*sides, _without_islands(spans, keys[0]))))


def is_same_wording(runs: Runs) -> bool:
    """Whether nothing was deleted or inserted."""
    return all(run.kind is RunKind.EQUAL for run in runs)


def same_words(old: str, new: str) -> float:
    """How much of two wordings is the same, from 0 to 1, without regard to the order of words."""
    return likeness(bag(words_of(old)), bag(words_of(new)))


def words_of(text: str) -> list[str]:
    """The units of a text without the blanks between them."""
    return [match.group(1) for match in _UNIT.finditer(text)]


def bag(words: Iterable[str]) -> frozenset[str]:
    """The words without their order; one that comes again bears its count, so that it is another member."""
    counts = Counter(words)
    again = (f"{word}\n{turn}" for word, count in counts.items() if count > 1 for turn in range(2, count + 1))
    return frozenset((*counts, *again))


def likeness(old: frozenset[str], new: frozenset[str]) -> float:
    """The part of two bags of words that both hold, from 0 to 1; two empty ones share nothing."""
    size = len(old) + len(new)
    return 2 * len(old & new) / size if size else 0.0


def _units(text: str) -> list[_Unit]:
    """The units in order; the first one is only the blank a text begins with, mostly nothing."""
    words = text.lstrip()
    first = _Unit("", text[: len(text) - len(words)])
    return [first, *(_Unit(word, blank) for word, blank in _UNIT.findall(words))]


def _spans(old: list[str], new: list[str], at_old: int = 0, at_new: int = 0, cuts: int = 0) -> Iterator[Span]:
    """Equal and changed stretches; `at_*` is where the units given here begin, after how many `cuts`."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    ends = len(old) - tail, len(new) - tail
    if head:
        yield (True, at_old, at_old + head, at_new, at_new + head)
    yield from _middle(old[head : ends[0]], new[head : ends[1]], at_old + head, at_new + head, cuts)
    if tail:
        yield (True, at_old + ends[0], at_old + len(old), at_new + ends[1], at_new + len(new))


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many units are the same from the beginning on."""
    return next(
        (place for place, (left, right) in enumerate(zip(old, new, strict=False)) if left != right),
        min(len(old), len(new)),
    )


def _middle(old: list[str], new: list[str], at_old: int, at_new: int, cuts: int) -> Iterator[Span]:
    """Where both begin and end differently; the costly part."""
    if not old and not new:
        return
    shortest = min(len(old), len(new))
    anchors = _anchors(old, new) if shortest >= _LONG and cuts < _MOST_CUTS else []
    if anchors:
        start_old, start_new = 0, 0
        for left, right in [*anchors, (len(old), len(new))]:
            parts = old[start_old:left], new[start_new:right]
            yield from _spans(*parts, at_old + start_old, at_new + start_new, cuts + 1)
            start_old, start_new = left, right
    elif shortest >= _TOO_LONG or likeness(bag(old), bag(new)) < _LEAST_SHARED:
        yield (False, at_old, at_old + len(old), at_new, at_new + len(new))
    else:
        for tag, a1, a2, b1, b2 in SequenceMatcher(None, old, new).get_opcodes():
            yield (tag == "equal", at_old + a1, at_old + a2, at_new + b1, at_new + b2)


def _anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Where both sides go on with words that each holds once, in the order of both; never at both starts."""
    for width in (3, 1):
        first, second = _only_places(old, width), _only_places(new, width)
        places = [(place, second[words]) for words, place in first.items() if words in second]
        if places:
            steady = longest_increasing((right for _, right in places), [(1,)] * len(places))
            return [places[index] for index in sorted(steady)]
    return []


def _only_places(units: list[str], width: int) -> dict[tuple[str, ...], int]:
    grams = list(zip(*(units[shift:] for shift in range(width)), strict=False))
    counts = Counter(grams)
    return {gram: place for place, gram in enumerate(grams) if counts[gram] == 1}


def _without_islands(spans: Iterable[Span], old: list[str]) -> list[Span]:
    """Join changes between which only some small words stayed, so that they can be read in one go."""
    whole = _joined(spans)
    last = len(whole) - 1
    return _joined(
        (span[0] and not (0 < place < last and _is_island(old[span[1] : span[2]])), *span[1:])
        for place, span in enumerate(whole)
    )


def _joined(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        if found and span[0] is found[-1][0]:
            before = found.pop()
            span = (span[0], before[1], span[2], before[3], span[4])
        found.append(span)
    return found


def _is_island(words: list[str]) -> bool:
    return len(words) <= _SMALL_ISLAND and all(len(word) <= _SMALL_WORD for word in words)


def _stretches(old: list[_Unit], new: list[_Unit], spans: Iterable[Span]) -> Iterator[Run]:
    for is_equal, a1, a2, b1, b2 in spans:
        if is_equal:
            for left, right in zip(old[a1:a2], new[b1:b2], strict=True):
                yield Run(RunKind.EQUAL, left.word, right.word)
                yield from _blanks(left.blank, right.blank)
            continue
        gone, come = old[a1:a2], new[b1:b2]
        gone_text, come_text = "".join(u.text for u in gone), "".join(u.text for u in come)
        last = (gone[-1].blank, come[-1].blank) if gone and come else ("", "")
        if last[0] and _kind(last[0]) == _kind(last[1]):
            yield from _replaced(gone_text[: -len(last[0])], come_text[: -len(last[1])])
            yield Run(RunKind.EQUAL, *last)
        else:
            yield from _replaced(gone_text, come_text)


def _blanks(old: str, new: str) -> Iterator[Run]:
    if _kind(old) == _kind(new):
        yield Run(RunKind.EQUAL, old, new)
    else:
        yield from _replaced(old, new)


def _replaced(old: str, new: str) -> Iterator[Run]:
    yield Run(RunKind.DELETED, old, "")
    yield Run(RunKind.INSERTED, "", new)


def _kind(blank: str) -> tuple[bool, int]:
    return bool(blank), blank.count("\n")


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of one kind as one; within a change first all that is gone, then all that is new."""
    equal_old, equal_new, gone, come = "", "", "", ""
    for run in runs:
        if run.kind is not RunKind.EQUAL:
            gone, come = gone + run.old, come + run.new
        elif run.old or run.new:
            if gone or come:
                yield from _told(equal_old, equal_new, gone, come)
                equal_old, equal_new, gone, come = "", "", "", ""
            equal_old, equal_new = equal_old + run.old, equal_new + run.new
    yield from _told(equal_old, equal_new, gone, come)


def _told(equal_old: str, equal_new: str, gone: str, come: str) -> Iterator[Run]:
    if equal_old or equal_new:
        yield Run(RunKind.EQUAL, equal_old, equal_new)
    if gone:
        yield Run(RunKind.DELETED, gone, "")
    if come:
        yield Run(RunKind.INSERTED, "", come)

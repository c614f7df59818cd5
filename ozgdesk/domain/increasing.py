"""The heaviest increasing subsequence: what keeps its order when the rest is said to have moved."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Chain:
    """An increasing subsequence by its last member; those kept grow in place and in weight."""

    place: int
    total: tuple[int, ...]
    index: int
    before: "_Chain | None"


def longest_increasing(places: Iterable[int], weights: Iterable[tuple[int, ...]]) -> frozenset[int]:
    """The indexes of the heaviest increasing subsequence of `places`.

    Weights are positive; they are added up part by part and compared from the first part on.

    >>> sorted(longest_increasing([2, 0, 1], [(1, 5), (1, 5), (1, 5)]))
    [1, 2]
    """
    ends: list[_Chain] = []
    for index, (place, weight) in enumerate(zip(places, weights, strict=True)):
        at = bisect_left(ends, place, key=lambda chain: chain.place)
        before = ends[at - 1] if at else None
        total = weight if before is None else tuple(a + b for a, b in zip(before.total, weight, strict=True))
        stop = at
        while stop < len(ends) and ends[stop].total <= total:
            stop += 1
        ends[at:stop] = [_Chain(place, total, index, before)]
    link = ends[-1] if ends else None
    found = set()
    while link is not None:
        found.add(link.index)
        link = link.before
    return frozenset(found)

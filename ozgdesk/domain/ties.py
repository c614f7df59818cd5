"""Links between the nodes of a network, in columns: what they say, and the way along them.

A tie is the place of a link in the columns. They are plain lists of numbers, because the garbage collector
looks at every other kind of object again and again: one object for each of 30 000 links takes it longer than
the passes.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, fields
from itertools import compress
from operator import itemgetter
from typing import NamedTuple

from ozgdesk.domain.tasks import Link
from ozgdesk.domain.vocabulary import LagKind, LinkKind

# Looking a member up in its class takes longer than all the rest of reading a link.
_FS, _SS, _FF = LinkKind.FS, LinkKind.SS, LinkKind.FF
_PERCENT, _ELAPSED = LagKind.PERCENT, LagKind.ELAPSED
_READ_LINK = itemgetter("predecessor_id", "successor_id", "kind", "lag_minutes", "lag_kind")

NO_TIE = -1
"""Where a chain ends."""


@dataclass(frozen=True, slots=True)
class Chains:
    """The ties at each node: the first by node, the next one by tie."""

    first: Sequence[int]
    next: Sequence[int]

    @staticmethod
    def of(nodes: Sequence[int], count: int) -> "Chains":
        """The chains of ties that each lie at the given one of `count` nodes."""
        first, following = [NO_TIE] * count, [NO_TIE] * len(nodes)
        for tie in range(len(nodes) - 1, -1, -1):
            node = nodes[tie]
            following[tie] = first[node]
            first[node] = tie
        return Chains(first, following)

    def at(self, node: int) -> list[int]:
        """The ties at a node, in the order of the links."""
        found, tie = [], self.first[node]
        while tie != NO_TIE:
            found.append(tie)
            tie = self.next[tie]
        return found


@dataclass(frozen=True, slots=True)
class Ties:
    """What is asked about each tie, by tie, and the ties into and out of each node.

    A lag is in working minutes; if elapsed, in calendar days of 480 minutes.
    """

    predecessors: Sequence[int]
    successors: Sequence[int]
    from_finish: Sequence[bool]
    to_start: Sequence[bool]
    lags: Sequence[int]
    is_elapsed: Sequence[bool]
    into: Chains
    out_of: Chains

    def without(self, cut: Set[int]) -> "Ties":
        """All ties but those of `cut`."""
        wanted = [tie not in cut for tie in range(len(self.lags))]
        kept = {name: list(compress(getattr(self, name), wanted)) for name in _COLUMNS}
        nodes = len(self.into.first)
        return Ties(
            **kept, into=Chains.of(kept["successors"], nodes), out_of=Chains.of(kept["predecessors"], nodes)
        )


_COLUMNS = tuple(field.name for field in fields(Ties) if field.name not in ("into", "out_of"))


class _Columns(NamedTuple):
    """What is read of the links."""

    predecessors: list[int]
    successors: list[int]
    kinds: list[LinkKind]
    lags: list[int]
    is_elapsed: list[bool]


def ties_of(
    links: Sequence[Link],
    nodes: Mapping[str, int],
    children: Sequence[Sequence[int]],
    durations: Sequence[int | None],
) -> tuple[Ties, tuple[Link, ...]]:
    """The links between nodes, and those to the end of a phase, which follows from its sub-tasks."""
    predecessors, successors, kinds, lags, is_elapsed = read = _Columns([], [], [], [], [])
    unusable = []
    for place, (before, after, kind, lag, lag_kind) in enumerate(map(_READ_LINK, map(vars, links))):
        predecessor, successor = nodes.get(before), nodes.get(after)
        if predecessor is None or successor is None:
            continue
        if children[successor] and not (kind is _FS or kind is _SS):
            unusable.append(links[place])
            continue
        if lag_kind is _PERCENT:
            lag = round((durations[predecessor] or 0) * lag / 100)
        predecessors.append(predecessor)
        successors.append(successor)
        kinds.append(kind)
        lags.append(lag)
        is_elapsed.append(lag_kind is _ELAPSED)
    return _tied(read, len(children)), tuple(unusable)


def _tied(read: _Columns, nodes: int) -> Ties:
    return Ties(
        predecessors=read.predecessors,
        successors=read.successors,
        from_finish=[kind is _FS or kind is _FF for kind in read.kinds],
        to_start=[kind is _FS or kind is _SS for kind in read.kinds],
        lags=read.lags,
        is_elapsed=read.is_elapsed,
        into=Chains.of(read.successors, nodes),
        out_of=Chains.of(read.predecessors, nodes),
    )

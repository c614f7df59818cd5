"""Two versions of an agreement compared clause by clause: what is new, gone, changed or moved.

The clauses are compared with the words of their placeholders filled in
(`present.agreement_text.filled_text`), references by what they point at: that a reference reads otherwise
because its target bears another number is a Folgeänderung (`CONSEQUENTIAL`) and no change of the wording.
How it all reads is in `present.comparison`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from zlib import crc32

from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clause_matching import match_clauses
from ozgdesk.domain.clauses import Node, Outline, reference_stems
from ozgdesk.domain.increasing import longest_increasing
from ozgdesk.domain.redline import Run, RunKind, Runs, is_same_wording, redline
from ozgdesk.domain.vocabulary import ClauseKind

Sides = tuple[Clause | None, Clause | None]


class ClauseChange(StrEnum):
    """What became of a clause. `CONSEQUENTIAL`: only numbers differ, its own or those it refers to."""

    UNCHANGED = "unchanged"
    CONSEQUENTIAL = "consequential"
    CHANGED = "changed"
    NEW = "new"
    DELETED = "deleted"
    MOVED = "moved"
    MOVED_CHANGED = "moved_changed"


@dataclass(frozen=True, slots=True)
class ClausePair:
    """A clause on both sides; one side is None for a new or deleted one.

    `heading` and `text` lead from the old wording to the new one. `is_renumbered`: it stands where it stood
    and bears another number; `is_relevelled`: it is of another kind; `shifted` are the stems of the new text
    to which it refers and which read otherwise than before.
    """

    old: Node | None
    new: Node | None
    change: ClauseChange
    heading: Runs
    text: Runs
    is_renumbered: bool = False
    is_relevelled: bool = False
    shifted: tuple[str, ...] = ()

    @property
    def node(self) -> Node:
        """The clause where it stands last: in the new text, or where it stood when it is deleted."""
        node = self.new or self.old
        if node is None:
            raise ValueError("a pair needs a clause")
        return node

    @property
    def is_moved(self) -> bool:
        """Whether it stands in another order among what stayed, or under another parent."""
        return self.change in (ClauseChange.MOVED, ClauseChange.MOVED_CHANGED)

    @property
    def is_reworded(self) -> bool:
        """Whether its own words or its kind differ."""
        return self.change in (ClauseChange.CHANGED, ClauseChange.MOVED_CHANGED)


@dataclass(frozen=True)
class TextComparison:
    """All clauses of both texts, each exactly once.

    They stand in the order of the new text, deleted ones behind what stood before them.
    """

    old: Outline
    new: Outline
    pairs: tuple[ClausePair, ...]

    @property
    def counts(self) -> Mapping[ClauseChange, int]:
        """How many clauses each change befell; what came or went with its clause counts with it."""
        found = Counter(pair.change for pair in self.pairs if not self._is_part_of_it(pair))
        return {change: found[change] for change in ClauseChange}

    def _is_part_of_it(self, pair: ClausePair) -> bool:
        sides = {ClauseChange.NEW: self.by_new, ClauseChange.DELETED: self.by_old}
        above = pair.node.path[-1].clause.id if pair.node.path else ""
        whole = sides.get(pair.change, {}).get(above)
        return whole is not None and whole.change is pair.change

    @property
    def is_empty(self) -> bool:
        """Whether both texts say the same under the same numbers."""
        return all(pair.change is ClauseChange.UNCHANGED for pair in self.pairs)

    @cached_property
    def by_old(self) -> Mapping[str, ClausePair]:
        """The pair by the id of its clause in the old text."""
        return {pair.old.clause.id: pair for pair in self.pairs if pair.old is not None}

    @cached_property
    def by_new(self) -> Mapping[str, ClausePair]:
        """The pair by the id of its clause in the new text."""
        return {pair.new.clause.id: pair for pair in self.pairs if pair.new is not None}


def compare_texts(old: Outline, new: Outline) -> TextComparison:
    """Compare two versions. The work grows with what differs; swapped sides find the same, swapped."""
    return TextComparison(old, new, tuple(_Comparing(old, new).pairs(None, None)))


class _Comparing:
    """Walks both trees side by side."""

    def __init__(self, old: Outline, new: Outline) -> None:
        self._old = old
        self._new = new
        self._twins = match_clauses(old, new)
        self._kept = frozenset(self._twins.values())
        self._moved = frozenset(self._find_moved())
        pairs = [(old.by_id[first], new.by_id[second]) for second, first in self._twins.items()]
        self._meaning = {
            f"{{ref:{second.clause.stem}}}": f"{{ref:{first.clause.stem}}}"
            for first, second in pairs
            if first.clause.stem != second.clause.stem
        }
        self._shifted = {second.clause.stem for first, second in pairs if _reads(first) != _reads(second)}

    def pairs(self, old_id: str | None, new_id: str | None) -> Iterator[ClausePair]:
        """The pairs below a clause of both sides; None is the top level."""
        is_top = old_id is None and new_id is None
        old_children = self._old.children(old_id) if is_top or old_id else ()
        new_children = self._new.children(new_id) if is_top or new_id else ()
        for first, second in self._side_by_side(old_children, new_children):
            yield self._pair(first, second)
            yield from self.pairs(first.id if first else None, second.id if second else None)

    def _side_by_side(self, old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[Sides]:
        """The new ones in order, each deleted one behind the last that stayed in front of it."""
        behind: dict[str | None, list[Clause]] = {}
        steady = {self._twins[row.id] for row in new if row.id in self._twins and row.id not in self._moved}
        last: str | None = None
        for row in old:
            if row.id not in self._kept:
                behind.setdefault(last, []).append(row)
            elif row.id in steady:
                last = row.id
        yield from ((row, None) for row in behind.get(None, ()))
        for row in new:
            twin = self._twins.get(row.id)
            yield (self._old.by_id[twin].clause if twin else None, row)
            if twin in steady:
                yield from ((gone, None) for gone in behind.get(twin, ()))

    def _find_moved(self) -> Iterator[str]:
        """Ids of the new side: under another parent, or in another order among those with the same one."""
        siblings: dict[str | None, list[str]] = {}
        for node in self._new.nodes:
            row = node.clause
            twin = self._twins.get(row.id)
            if twin is None:
                continue
            parent, twin_parent = _parent(node), _parent(self._old.by_id[twin])
            if (self._twins.get(parent) if parent else None) != twin_parent or bool(parent) != bool(
                twin_parent
            ):
                yield row.id
            else:
                siblings.setdefault(parent, []).append(row.id)
        places = {node.clause.id: place for place, node in enumerate(self._old.nodes)}
        for rows in siblings.values():
            order = [places[self._twins[row]] for row in rows]
            if order != sorted(order):
                steady = longest_increasing(order, [self._weight(row) for row in rows])
                yield from (row for index, row in enumerate(rows) if index not in steady)

    def _weight(self, new_id: str) -> tuple[int, ...]:
        """Of two that changed places the longer one stays; the last figure decides between equals."""
        old_id = self._twins[new_id]
        size = sum(
            len(part.heading) + len(part.text)
            for text, id_ in ((self._old, old_id), (self._new, new_id))
            for part in text.under(id_)
        )
        stems = sorted((self._old.by_id[old_id].clause.stem, self._new.by_id[new_id].clause.stem))
        return 1, size, crc32("".join(stems).encode())

    def _pair(self, first: Clause | None, second: Clause | None) -> ClausePair:
        old = self._old.by_id[first.id] if first else None
        new = self._new.by_id[second.id] if second else None
        if old is None or new is None:
            return _one_sided(old, new)
        heading = redline(old.clause.heading, new.clause.heading, self._meaning)
        text = redline(old.clause.text, new.clause.text, self._meaning)
        is_moved = new.clause.id in self._moved
        is_relevelled = old.clause.kind is not new.clause.kind
        is_reworded = is_relevelled or not (is_same_wording(heading) and is_same_wording(text))
        is_renumbered = not is_moved and old.ordinal != new.ordinal
        shifted = tuple(stem for stem in reference_stems(new.clause.text) if stem in self._shifted)
        change = _change(is_moved, is_reworded, is_renumbered or bool(shifted))
        return ClausePair(old, new, change, heading, text, is_renumbered, is_relevelled, shifted)


def _change(is_moved: bool, is_reworded: bool, is_consequential: bool) -> ClauseChange:
    if is_moved:
        return ClauseChange.MOVED_CHANGED if is_reworded else ClauseChange.MOVED
    if is_reworded:
        return ClauseChange.CHANGED
    return ClauseChange.CONSEQUENTIAL if is_consequential else ClauseChange.UNCHANGED


def _one_sided(old: Node | None, new: Node | None) -> ClausePair:
    if new is not None:
        heading, text = (
            (Run(RunKind.INSERTED, "", words),) if words else ()
            for words in (new.clause.heading, new.clause.text)
        )
        return ClausePair(None, new, ClauseChange.NEW, heading, text)
    if old is None:
        raise ValueError("a pair needs a clause")
    heading, text = (
        (Run(RunKind.DELETED, words, ""),) if words else () for words in (old.clause.heading, old.clause.text)
    )
    return ClausePair(old, None, ClauseChange.DELETED, heading, text)


def _parent(node: Node) -> str | None:
    return node.path[-1].clause.id if node.path else None


def _reads(node: Node) -> tuple[tuple[tuple[ClauseKind, int | None], ...], str]:
    """What a reference to a clause reads from: the numbers down to it and the nearest heading."""
    steps = (*node.path, node)
    heading = next((step.clause.heading for step in reversed(steps) if step.clause.heading), "")
    return tuple((step.clause.kind, step.ordinal) for step in steps), heading

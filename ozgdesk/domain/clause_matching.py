"""Which clause of one text is which of another: the same stem, else the same or a similar wording.

A text that was pasted anew has new stems; its clauses are recognised by their words.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ozgdesk.domain.clauses import Node, Outline
from ozgdesk.domain.redline import bag, likeness, words_of
from ozgdesk.domain.vocabulary import ClauseKind

LEAST_SIMILAR = 0.6
"""From this part of shared words on, two clauses without a common stem count as the same one."""
_LEAST_AT_HOME = 0.45
"""The same for parts of one clause."""
_INNER = frozenset({ClauseKind.PARAGRAPH, ClauseKind.NUMBER, ClauseKind.LETTER})

Rank = tuple[object, ...]
Ranked = Iterator[tuple[Rank, str, str]]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A clause nobody has found again yet, with its words.

    `home` is the id of the old side of the clause it stands in; empty where that is not known.
    """

    node: Node
    place: int
    words: frozenset[str]
    home: str

    @property
    def kind(self) -> str:
        """Absätze, Nummern and Buchstaben may become each other."""
        return "inner" if self.node.clause.kind in _INNER else self.node.clause.kind.value


def match_clauses(old: Outline, new: Outline) -> dict[str, str]:
    """The id of the old clause by the id of the new one; each clause at most once. Swapped sides agree."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for node in new.nodes:
        twin = old.by_stem.get(node.clause.stem)
        if twin is not None and twin.clause.id not in taken:
            found[node.clause.id] = twin.clause.id
            taken.add(twin.clause.id)
    if len(found) < len(new.nodes) and len(found) < len(old.nodes):
        for is_top in (True, False):
            _match_similar(old, new, found, is_top)
    return found


def _match_similar(old: Outline, new: Outline, known: dict[str, str], is_top: bool) -> None:
    """Add to `known` first what stands in the same clause, then what says the same, then what is similar."""
    left = _candidates(old, {old_id: old_id for old_id in known.values()}, is_top)
    right = _candidates(new, known, is_top)
    taken: set[str] = set()
    for pairs in (_at_home, _of_same_words, _of_any):
        left = [row for row in left if row.node.clause.id not in taken]
        right = [row for row in right if row.node.clause.id not in known]
        for _, first, second in sorted(pairs(left, right), key=lambda pair: pair[0]):
            if first not in taken and second not in known:
                known[second] = first
                taken.add(first)


def _candidates(text: Outline, homes: Mapping[str, str], is_top: bool) -> list[_Candidate]:
    found = []
    for place, node in enumerate(text.nodes):
        if node.clause.id in homes or (node.depth == 0) is not is_top:
            continue
        home = homes.get(node.path[0].clause.id, "") if node.path else ""
        found.append(_Candidate(node, place, bag(_words(text, node)), home))
    return found


def _words(text: Outline, node: Node) -> Iterator[str]:
    for part in text.under(node.clause.id):
        yield from words_of(part.heading)
        yield from words_of(part.text)


def _at_home(left: list[_Candidate], right: list[_Candidate]) -> Ranked:
    return _ranked(
        _grouped(left, right, lambda row: (row.home, row.kind) if row.home else None), _LEAST_AT_HOME
    )


def _of_same_words(left: list[_Candidate], right: list[_Candidate]) -> Ranked:
    return _ranked(_grouped(left, right, lambda row: (row.words, row.kind) if row.words else None), 1.0)


def _of_any(left: list[_Candidate], right: list[_Candidate]) -> Ranked:
    return _ranked(_grouped(left, right, lambda row: row.kind), LEAST_SIMILAR)


def _grouped(
    left: list[_Candidate], right: list[_Candidate], key: Callable[[_Candidate], Hashable]
) -> Iterator[tuple[_Candidate, _Candidate]]:
    """All pairs with the same key; None is no key."""
    groups: dict[Hashable, list[_Candidate]] = {}
    for row in right:
        groups.setdefault(key(row), []).append(row)
    groups.pop(None, None)
    for row in left:
        for other in groups.get(key(row), ()):
            yield row, other


def _ranked(pairs: Iterable[tuple[_Candidate, _Candidate]], least: float) -> Ranked:
    """Pairs that are similar enough, with what puts the most similar first.

    Of equally similar pairs those come first that stand at the nearest places; stems decide the rest, so
    that the result does not depend on which side is called new. Sizes alone rule out most pairs.
    """
    for first, second in pairs:
        sizes = len(first.words), len(second.words)
        if 2 * min(sizes) < least * sum(sizes):
            continue
        found = likeness(first.words, second.words)
        if found and found >= least:
            stems = sorted((first.node.clause.stem, second.node.clause.stem))
            rank = (-found, abs(first.place - second.place), *stems)
            yield rank, first.node.clause.id, second.node.clause.id

"""Parts of an agreement before they are rows: a tree of kind, heading and text, to be read and fitted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ozgdesk.domain.clauses import LEVELS, Outline
from ozgdesk.domain.vocabulary import ClauseKind, ClauseTopic

_RANK = (ClauseKind.PARAGRAPH, ClauseKind.NUMBER, ClauseKind.LETTER)
"""What may hang in something else, from the highest level to the lowest."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part with what hangs below it; numbers follow from the order, as in a version.

    `stem` is the identity it shall have in a version, empty for a fresh one.
    """

    kind: ClauseKind
    heading: str = ""
    text: str = ""
    children: tuple["Part", ...] = ()
    topic: ClauseTopic = ClauseTopic.NOT_STATED
    stem: str = ""


def part_of(text: Outline, clause_id: str) -> Part:
    """A clause of a version, with everything below it, as a part without identity."""
    row = text.by_id[clause_id].clause
    children = tuple(part_of(text, child.id) for child in text.children(clause_id))
    return Part(row.kind, row.heading, row.text, children, row.topic)


def nearest(kind: ClauseKind, parent: ClauseKind | None) -> ClauseKind | None:
    """The kind nearest to this one that may stand under a parent; None when nothing may.

    >>> nearest(ClauseKind.LETTER, ClauseKind.CLAUSE)
    <ClauseKind.NUMBER: 'number'>
    """
    allowed = LEVELS[parent]
    if kind in allowed:
        return kind
    below = [other for other in allowed if other in _RANK]
    if kind not in _RANK or not below:
        return None
    return min(below, key=lambda other: abs(_RANK.index(other) - _RANK.index(kind)))


def fitted(parts: Iterable[Part], parent: ClauseKind | None) -> tuple[Part, ...] | None:
    """Parts so that each may stand where it hangs; None when that is not possible.

    Absätze without a § get one without a heading, a level that does not exist becomes the nearest one, and
    what can hang nowhere below comes next instead.
    """
    found: list[Part] = []
    for part in parts:
        kind = nearest(part.kind, parent)
        if kind is None and parent is None:
            _gather(found, part)
        elif kind is None:
            return None
        else:
            inner = fitted(part.children, kind)
            found.append(replace(part, kind=kind, children=() if inner is None else inner))
            if inner is None:
                behind = fitted(part.children, parent)
                if behind is None:
                    return None
                found += behind
    return tuple(found)


def _gather(found: list[Part], part: Part) -> None:
    """Put a part that may not stand at the top into the § before it that was made for such parts."""
    last = found[-1] if found else None
    made = last if last is not None and last.kind is ClauseKind.CLAUSE and not last.heading else None
    inside = fitted((part,), ClauseKind.CLAUSE) or ()
    if made is None:
        found.append(Part(ClauseKind.CLAUSE, children=inside))
    else:
        found[-1] = replace(made, children=(*made.children, *inside))

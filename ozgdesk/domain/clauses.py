"""The text of an agreement version as a tree: levels, ordinals, references and placeholders.

Numbers are ordinals counted from the order and never stored; how they read ("§ 5 Abs. 2") stands in
`texts.clauses`, what a placeholder says in `present.agreement_text`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import ClauseKind

FIELDS: tuple[str, ...] = (
    "cooperation",
    "parties",
    "party_list",
    "councils",
    "administrations",
    "coordinator",
    "led_tasks",
    "agreement_title",
    "starts_on",
    "ends_on",
    "term_years",
    "renewal_years",
    "notice_period",
    "entry_on",
    "review_on",
    "grant_amount",
    "cost_key",
    "cost_shares",
    "copies_count",
    "supervisor",
)
"""Names of the placeholders `{field:NAME}` that are filled from the cooperation."""

LEVELS: dict[ClauseKind | None, tuple[ClauseKind, ...]] = {
    None: (ClauseKind.FORMULA, ClauseKind.PREAMBLE, ClauseKind.CLAUSE, ClauseKind.ANNEX),
    ClauseKind.FORMULA: (),
    ClauseKind.PREAMBLE: (ClauseKind.PARAGRAPH,),
    ClauseKind.CLAUSE: (ClauseKind.PARAGRAPH, ClauseKind.NUMBER),
    ClauseKind.PARAGRAPH: (ClauseKind.NUMBER, ClauseKind.LETTER),
    ClauseKind.NUMBER: (ClauseKind.LETTER,),
    ClauseKind.LETTER: (),
    ClauseKind.ANNEX: (ClauseKind.PARAGRAPH, ClauseKind.NUMBER),
}
"""What may stand under what; None is the top level."""

UNNUMBERED = frozenset({ClauseKind.FORMULA, ClauseKind.PREAMBLE})

_TOKEN = re.compile(r"\{(ref|field):([0-9a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """`{ref:STEM}`: a cross reference to the clause with this stem in the same version."""

    stem: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`{field:NAME}`: something the cooperation fills in."""

    name: str


Token = Words | Reference | Placeholder


@dataclass(frozen=True, slots=True)
class Node:
    """A clause in its place. `ordinal` counts among its kind (None: no number), `path` leads down to it.

    A lone Absatz bears no number.
    """

    clause: Clause
    ordinal: int | None
    path: tuple["Node", ...]

    @property
    def depth(self) -> int:
        """How many clauses stand above it."""
        return len(self.path)


class Outline:
    """The clauses of one version in reading order. A clause whose parent is gone stands at the top level."""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        self._by_id = {row.id: row for row in clauses}
        self._children: dict[str | None, list[Clause]] = {}
        for row in sorted(self._by_id.values(), key=lambda row: (row.order, row.id)):
            parent = row.parent_id if row.parent_id in self._by_id else None
            self._children.setdefault(parent, []).append(row)
        self.nodes: tuple[Node, ...] = tuple(self._walk(None, ()))
        self.by_stem: Mapping[str, Node] = {node.clause.stem: node for node in self.nodes}
        self.by_id: Mapping[str, Node] = {node.clause.id: node for node in self.nodes}

    def children(self, clause_id: str | None) -> tuple[Clause, ...]:
        """The clauses directly under one, in order; None is the top level."""
        return tuple(self._children.get(clause_id, ()))

    def under(self, clause_id: str) -> tuple[Clause, ...]:
        """A clause and everything below it, parents first."""
        found = [self._by_id[clause_id]]
        for child in self.children(clause_id):
            found += self.under(child.id)
        return tuple(found)

    def referring_to(self, stems: frozenset[str]) -> tuple[Node, ...]:
        """The clauses whose text refers to one of these stems."""
        return tuple(node for node in self.nodes if stems & set(reference_stems(node.clause.text)))

    def dangling(self) -> tuple[tuple[Node, str], ...]:
        """References to stems this version does not have; commands keep this empty."""
        return tuple(
            (node, stem)
            for node in self.nodes
            for stem in reference_stems(node.clause.text)
            if stem not in self.by_stem
        )

    def _walk(self, parent: str | None, path: tuple[Node, ...]) -> Iterator[Node]:
        siblings = self._children.get(parent, [])
        counts: dict[ClauseKind, int] = {}
        for row in siblings:
            counts[row.kind] = counts.get(row.kind, 0) + 1
            node = Node(row, self._ordinal(row, counts[row.kind], siblings, path), path)
            yield node
            yield from self._walk(row.id, (*path, node))

    @staticmethod
    def _ordinal(row: Clause, count: int, siblings: list[Clause], path: tuple[Node, ...]) -> int | None:
        if row.kind in UNNUMBERED:
            return None
        if row.kind is ClauseKind.PARAGRAPH:
            if path and path[-1].clause.kind in UNNUMBERED:
                return None
            if sum(other.kind is ClauseKind.PARAGRAPH for other in siblings) == 1:
                return None
        return count


def outline(snapshot: Snapshot, version_id: str) -> Outline:
    """The clauses of a version in reading order."""
    return Outline(row for row in snapshot.all(Clause) if row.version_id == version_id)


def tokens(text: str) -> tuple[Token, ...]:
    """A clause text cut into plain words, references and placeholders; unknown names in braces stay words.

    >>> tokens("Nach {field:parties}.")
    (Words(text='Nach '), Placeholder(name='parties'), Words(text='.'))
    """
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        kind, name = match.groups()
        if kind == "field" and name not in FIELDS:
            continue
        if match.start() > end:
            found.append(Words(text[end : match.start()]))
        found.append(Reference(name) if kind == "ref" else Placeholder(name))
        end = match.end()
    if end < len(text):
        found.append(Words(text[end:]))
    return tuple(found)


def token_text(token: Token) -> str:
    """A token as it is written in a text."""
    if isinstance(token, Reference):
        return f"{{ref:{token.stem}}}"
    return f"{{field:{token.name}}}" if isinstance(token, Placeholder) else token.text


def reference_stems(text: str) -> tuple[str, ...]:
    """The stems a text refers to, in order."""
    return tuple(token.stem for token in tokens(text) if isinstance(token, Reference))


def same_text(snapshot: Snapshot, first_id: str, second_id: str) -> bool:
    """Whether two versions read the same: a frozen copy of a text is still that text.

    Different versions without any clause are different texts, because nobody can see that they agree.
    """
    if first_id == second_id:
        return True
    first, second = (_reading(outline(snapshot, id_)) for id_ in (first_id, second_id))
    return bool(first) and first == second


def _reading(text: Outline) -> list[tuple[object, ...]]:
    return [
        (node.depth, node.clause.kind, node.ordinal, node.clause.stem, node.clause.heading, node.clause.text)
        for node in text.nodes
    ]

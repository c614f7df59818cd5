"""Two texts to be compared: a version as it reads, and a document whose clauses are known again.

A clause of the document is known by its stem, else by its words, else by its place between two others.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause
from ozgdesk.domain.clause_matching import match_clauses
from ozgdesk.domain.clauses import LEVELS, Node, Outline, outline, reference_stems
from ozgdesk.domain.entity import ID_PATTERN
from ozgdesk.domain.incoming_text import ClauseWords, IncomingPart, Spot
from ozgdesk.domain.order import sequence
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.present.agreement_document import document_parts, is_in_annex
from ozgdesk.present.agreement_text import Reading
from ozgdesk.texts.clause_markup import clean
from ozgdesk.texts.clauses import reference_text

_NEAR = 20
"""So many siblings in front of a clause are remembered: any of them may be left."""
_ID = re.compile(ID_PATTERN)
LONGEST_HEADING, LONGEST_TEXT = 1_000, 200_000


def read_outline(view: View, version: AgreementVersion) -> Outline:
    """A version as it is printed: placeholders and references are words, annexes stand at the end."""
    text = outline(view.snapshot, version.id)
    reading = Reading(view, view.snapshot.get(Agreement, version.agreement_id), text)
    found = document_parts(reading, text)
    found.sort(key=lambda pair: is_in_annex(pair[1]))
    keys = sequence(len(found))
    return Outline(
        Clause.model_construct(
            **{
                **{name: getattr(node.clause, name) for name in Clause.model_fields},
                "order": key,
                "heading": clean(part.heading),
                "text": clean("\n\n".join(words.strip() for words in part.plain)),
            }
        )
        for (part, node), key in zip(found, keys, strict=True)
    )


def words_of_clause(node: Node) -> ClauseWords:
    """What a clause of such a text says."""
    return ClauseWords(node.clause.kind, node.clause.heading, node.clause.text)


def told_outline(parts: Sequence[IncomingPart], known: Outline, version_id: str) -> tuple[Outline, list[str]]:
    """The clauses of a document with the stems of the known text, and the stem of each part.

    New ones get a stem made of what they say, so that they are known when the document is read again.
    """
    stems = _own_stems(parts, known)
    fresh = _fresh_stems(parts, version_id)
    first = _built(
        parts, [stem or other for stem, other in zip(stems, fresh, strict=True)], known, version_id
    )
    by_id = match_clauses(known, first)
    taken = {stem for stem in stems if stem}
    for place, part_stem in enumerate(fresh):
        if not stems[place]:
            twin = by_id.get(first.by_stem[part_stem].clause.id)
            stem = known.by_id[twin].clause.stem if twin else ""
            if stem and stem not in taken:
                stems[place] = stem
                taken.add(stem)
    _fill_gaps(stems, parts, known)
    final = [stem or other for stem, other in zip(stems, fresh, strict=True)]
    return _built(parts, final, known, version_id), final


def _own_stems(parts: Sequence[IncomingPart], known: Outline) -> list[str]:
    """The stems that the document names and the known text has, each once."""
    seen: set[str] = set()
    stems = []
    for part in parts:
        is_good = part.stem in known.by_stem and part.stem not in seen
        stems.append(part.stem if is_good else "")
        seen.add(part.stem)
    return stems


def _fresh_stems(parts: Sequence[IncomingPart], version_id: str) -> list[str]:
    counts: dict[tuple[object, ...], int] = {}
    found: dict[str, None] = {}
    for part in parts:
        words = (part.kind, part.heading, part.text)
        counts[words] = counts.get(words, 0) + 1
        is_kept = _ID.fullmatch(part.stem) is not None and part.stem not in found
        found[part.stem if is_kept else made_id(version_id, *map(str, words), str(counts[words]))] = None
    return list(found)


def made_id(*words: str) -> str:
    """An id that the same words give again."""
    return sha256("\x1f".join(words).encode()).hexdigest()[:32]


def _fill_gaps(stems: list[str], parts: Sequence[IncomingPart], known: Outline) -> None:
    """Where between two known clauses one is missing on each side, it is the same one, rewritten."""
    order = [node.clause.stem for node in known.nodes]
    taken = set(stems)
    for place, part in enumerate(parts):
        if stems[place]:
            continue
        before = stems[place - 1] if place else None
        behind = stems[place + 1] if place + 1 < len(stems) else None
        if before == "" or behind == "":
            continue
        first = order.index(before) + 1 if before else 0
        last = order.index(behind) if behind else len(order)
        gap = [stem for stem in order[first:last] if stem not in taken]
        if len(gap) == last - first == 1:
            kind = known.by_stem[gap[0]].clause.kind
            if part.kind in (None, kind):
                stems[place] = gap[0]
                taken.add(gap[0])


def _built(parts: Sequence[IncomingPart], stems: Sequence[str], known: Outline, version_id: str) -> Outline:
    """The parts as a tree: each hangs in the nearest one before it that may hold it."""
    rows: list[Clause] = []
    path: list[Clause] = []
    for part, stem, key in zip(parts, stems, sequence(len(parts)), strict=True):
        twin = known.by_stem.get(stem)
        kind = part.kind or _unmarked(twin)
        if twin is not None and {kind, twin.clause.kind} <= set(LEVELS[None]):
            kind = twin.clause.kind  # a style tells levels apart, not what stands at the top
        kind, depth = _place(kind, path, twin)
        row = Clause.model_construct(
            id=made_id("incoming", stem),
            version_id=version_id,
            parent_id=path[depth - 1].id if depth else None,
            stem=stem,
            order=key,
            kind=kind,
            heading=part.heading,
            text=part.text,
        )
        rows.append(row)
        path[depth:] = [row]
    return Outline(rows)


def _unmarked(twin: Node | None) -> ClauseKind:
    """The kind of a part without a number: what it was, but Nummern and Buchstaben always bear one."""
    has_number = twin is None or twin.clause.kind in (ClauseKind.NUMBER, ClauseKind.LETTER)
    return ClauseKind.PARAGRAPH if twin is None or has_number else twin.clause.kind


def _place(kind: ClauseKind, path: Sequence[Clause], twin: Node | None) -> tuple[ClauseKind, int]:
    """The kind a part may have here, and under how many of the open clauses it stands."""
    if kind in LEVELS[None]:
        return kind, 0
    depths = [depth for depth in range(len(path), 0, -1) if kind in LEVELS[path[depth - 1].kind]]
    if not depths:
        return ClauseKind.FORMULA, 0
    home = twin.path[-1].clause.stem if twin and twin.path and twin.clause.kind is kind else None
    at_home = [depth for depth in depths if path[depth - 1].stem == home]
    return kind, (at_home or depths)[0]


class Places:
    """Where the clauses of a text stand among their siblings; all by stem, the top level is empty."""

    def __init__(self, text: Outline) -> None:
        self._rows: dict[str, list[str]] = {}
        self._place: dict[str, tuple[str, int]] = {}
        for node in text.nodes:
            parent = node.path[-1].clause.stem if node.path else ""
            rows = self._rows.setdefault(parent, [])
            self._place[node.clause.stem] = parent, len(rows)
            rows.append(node.clause.stem)
        self._before: dict[str, list[str]] = {}
        self._known = {parent: frozenset(rows) for parent, rows in self._rows.items()}

    def spot(self, stem: str, known: Outline) -> Spot:
        """Parent and siblings in front of a clause: the nearest ones, and behind them one that is known."""
        parent, place = self._place[stem]
        rows = self._rows[parent]
        start = max(place - _NEAR, 0)
        far = self._known_before(parent, known)[start]
        return Spot(parent, (*rows[start:place][::-1], *((far,) if far else ())))

    def _known_before(self, parent: str, known: Outline) -> list[str]:
        """For each place among siblings the nearest known one in front of it, empty where there is none."""
        if parent not in self._before:
            last, found = "", []
            for row in self._rows[parent]:
                found.append(last)
                last = row if row in known.by_stem else last
            self._before[parent] = found
        return self._before[parent]

    def parent(self, stem: str) -> str:
        """The clause it stands in."""
        return self._place[stem][0]

    def inside(self, parent: str) -> frozenset[str]:
        """The clauses that stand directly in one."""
        return self._known.get(parent, frozenset())

    def nearest(self, stem: str, among: frozenset[str]) -> str | None:
        """The nearest of these in front of a clause."""
        parent, place = self._place[stem]
        rows = self._rows[parent]
        return next((rows[at] for at in range(place - 1, -1, -1) if rows[at] in among), None)


def stand_alike(first: Places, second: Places, stem: str) -> bool:
    """Whether a clause hangs in the same one on both sides, behind the same one that both have there."""
    parent = first.parent(stem)
    if parent != second.parent(stem):
        return False
    return first.nearest(stem, second.inside(parent)) == second.nearest(stem, first.inside(parent))


def with_former_references(
    parts: Sequence[IncomingPart], stems: Sequence[str], told: Outline, known: Outline, tokens: Outline
) -> list[IncomingPart]:
    """The parts where references that only follow another number of their target read as they were given out.

    `tokens` is the known text with its references as tokens.
    """
    found = []
    for part, stem in zip(parts, stems, strict=True):
        node = tokens.by_stem.get(stem)
        text = part.text
        for target in reference_stems(node.clause.text) if node is not None else ():
            if target in known.by_stem and target in told.by_stem:
                was, reads = (clean(reference_text(side.by_stem[target])) for side in (known, told))
                if was != reads and was not in text:
                    text = text.replace(reads, was)
        found.append(part if text == part.text else replace(part, text=text))
    return found


def gone_roots(stems: frozenset[str], text: Outline) -> Iterator[Node]:
    """Of clauses that are gone those whose parent stays; it may have moved out of another that is gone."""
    for node in text.nodes:
        if node.clause.stem in stems and not (node.path and node.path[-1].clause.stem in stems):
            yield node

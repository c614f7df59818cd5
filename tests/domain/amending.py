"""Carry out what an amendment commands, as its reader would: by the old numbers, on the old text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ozgdesk.domain.amendment import AmendmentCommand, Command
from ozgdesk.domain.clauses import Node, Outline
from ozgdesk.domain.redline import words_of
from ozgdesk.domain.sentences import sentences
from ozgdesk.domain.vocabulary import ClauseKind


@dataclass(eq=False)
class Part:
    """A part of the text while it is being changed. `number` is what the commands call it last."""

    kind: ClauseKind
    heading: str
    text: str
    number: int | None
    children: list[Part] = field(default_factory=list)


class Amended:
    """The text in force; `carry_out` makes it the new one."""

    def __init__(self, text: Outline) -> None:
        self.top = Part(ClauseKind.FORMULA, "", "", None)
        self._by_id: dict[str, Part] = {}
        self._above: dict[str, Part] = {}
        self._numbers = {node.clause.id: node.ordinal for node in text.nodes if node.ordinal is not None}
        for node in text.nodes:
            part = _part(node)
            above = self._by_id[node.path[-1].clause.id] if node.path else self.top
            above.children.append(part)
            self._by_id[node.clause.id] = part
            self._above[node.clause.id] = above

    def carry_out(self, commands: Iterable[AmendmentCommand]) -> Amended:
        """Do all that is commanded, then put every part where its number says."""
        for found in commands:
            if found.command is Command.NEW:
                self._insert(found)
            elif found.command is Command.RENUMBERED:
                self._renumber(found)
            elif found.old is not None:
                self._change(found, self._by_id[found.old.clause.id])
        return self

    def shape(self) -> tuple[object, ...]:
        """The whole text as values that can be compared; the numbers of each kind must count from one."""
        return _shapes(self.top.children)

    def _change(self, found: AmendmentCommand, part: Part) -> None:
        new = found.new
        if found.command is Command.GONE and found.old is not None:
            siblings = self._above[found.old.clause.id].children
            assert part in siblings, "a part is repealed once"
            siblings.remove(part)
        elif found.command is Command.HEADING:
            part.heading = found.after
        elif found.command is Command.WHOLE and new is not None:
            made = _tree(found.block)[0]
            part.kind, part.heading, part.text = made.kind, made.heading, made.text
            part.children = made.children
        elif found.command in (Command.MOVED, Command.NUMBERED, Command.UNNUMBERED) and new is not None:
            part.number = new.ordinal
        elif found.command is not Command.REFERENCE:
            part.text = _reworded(part.text, found)

    def _insert(self, found: AmendmentCommand) -> None:
        above = self.top if found.parent is None else self._by_id[found.parent.clause.id]
        last = None if found.old is None else self._by_id[found.old.clause.id]
        at = above.children.index(last) + 1 if last in above.children else 0
        above.children[at:at] = _tree(found.block)

    def _renumber(self, found: AmendmentCommand) -> None:
        """Every part from the first to the last one that is named is called otherwise from now on."""
        first, (last, _) = found.old, found.block
        assert first is not None
        assert found.new is not None
        shift = (found.new.ordinal or 0) - (first.ordinal or 0)
        span = range(first.ordinal or 0, (last.ordinal or 0) + 1)
        above = self._above[first.clause.id]
        for id_, old in self._numbers.items():
            part = self._by_id[id_]
            if self._above[id_] is above and part.kind is first.clause.kind and old in span:
                part.number = old + shift


def new_shape(text: Outline) -> tuple[object, ...]:
    """What `Amended.shape` must be in the end."""
    return _shapes(_tree(text.nodes))


def _part(node: Node) -> Part:
    return Part(node.clause.kind, node.clause.heading, node.clause.text, node.ordinal)


def _tree(nodes: Sequence[Node]) -> list[Part]:
    """Parts with what is below them; the nodes stand parents first."""
    found: list[Part] = []
    by_id: dict[str, Part] = {}
    for node in nodes:
        part = by_id[node.clause.id] = _part(node)
        above = by_id.get(node.path[-1].clause.id) if node.path else None
        (found if above is None else above.children).append(part)
    return found


def _reworded(text: str, found: AmendmentCommand) -> str:
    if found.command is Command.TEXT:
        return found.after
    parts = list(sentences(text))
    at = found.sentence - 1
    if found.command is Command.SENTENCE:
        parts[at] = found.after
    elif found.command is Command.SENTENCE_NEW:
        parts.insert(found.sentence, found.after)
    elif found.command is Command.SENTENCE_GONE:
        del parts[at]
    else:
        place = max(at, 0)
        assert len(parts) == 1 or found.sentence, "several sentences: the command says which"
        before = found.before
        after = f"{before} {found.after}" if found.command is Command.WORDS_NEW else found.after
        assert parts[place].count(before) >= 1, "what is exchanged stands there"
        parts[place] = parts[place].replace(before, after, 1)
    return " ".join(parts)


def _shapes(parts: Sequence[Part]) -> tuple[object, ...]:
    shapes: list[object] = []
    for kind in ClauseKind:
        own = [part for part in parts if part.kind is kind]
        numbers = sorted(part.number for part in own if part.number is not None)
        assert numbers in ([], list(range(1, len(own) + 1))), "every number is given once"
        own.sort(key=lambda part: part.number or 0)
        shapes += [
            (
                kind,
                part.number,
                tuple(words_of(part.heading)),
                tuple(words_of(part.text)),
                _shapes(part.children),
            )
            for part in own
        ]
    return tuple(shapes)

"""What an amendment must command so that one text of an agreement becomes another.

Every command names the place by its number in the text that is in force (§ 27 Abs. 3 Satz 1 KGG asks for
writing). How a command reads stands in `texts.amendment`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from ozgdesk.domain.clauses import Node
from ozgdesk.domain.redline import RunKind, redline
from ozgdesk.domain.sentences import sentences
from ozgdesk.domain.text_comparison import ClauseChange, ClausePair, TextComparison
from ozgdesk.domain.vocabulary import ClauseKind

_FEW_PARTS = 3
"""From this number of changed parts on, and half of all, a part is better given as a whole."""
_FEW_WORDS = 8
"""More words than these are not exchanged: the sentence is given anew."""

_NUMBER_SIGN = re.compile(r"(?:§§?|\b(?:Abs|Nr|Art|Buchst)\.|\b(?:Satz|Artikel|Anlage))\s*$")
"""What is exchanged together with the number behind it."""


class Command(StrEnum):
    """What is to be done at a place. `WHOLE` is a part with everything below it, `TEXT` its own words."""

    HEADING = "heading"
    WORDS = "words"
    WORDS_NEW = "words_new"
    WORDS_GONE = "words_gone"
    SENTENCE = "sentence"
    SENTENCE_NEW = "sentence_new"
    SENTENCE_GONE = "sentence_gone"
    TEXT = "text"
    WHOLE = "whole"
    GONE = "gone"
    NEW = "new"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    NUMBERED = "numbered"
    UNNUMBERED = "unnumbered"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class AmendmentCommand:
    """One command at `old` (for new parts: behind `old`, below `parent`; None: at the front, at the top).

    `sentence` counts from 1, 0 is the whole text. `before` and `after` are words with tokens: exchanged, or
    (`WORDS_NEW`) inserted behind `before`. `block` are the new parts, or the range a renumbering ends with;
    `is_last`: nothing follows what is inserted.
    """

    command: Command
    old: Node | None
    new: Node | None = None
    parent: Node | None = None
    sentence: int = 0
    before: str = ""
    after: str = ""
    block: tuple[Node, ...] = ()
    is_last: bool = False


def amendment_commands(compared: TextComparison) -> tuple[AmendmentCommand, ...]:
    """The commands in the order of the text; none where both texts say the same under the same numbers."""
    return tuple(_Drafting(compared).below(None))


class _Drafting:
    """Walks the pairs as a tree."""

    def __init__(self, compared: TextComparison) -> None:
        self._compared = compared
        self._places = {id(pair): place for place, pair in enumerate(compared.pairs)}

    def below(self, parent: ClausePair | None) -> Iterator[AmendmentCommand]:
        """The commands for the parts directly below one, each with what is below it."""
        found = self._children(parent)
        yield from self._left(parent)
        last: Node | None = None
        run: list[ClausePair] = []
        for pair in found:
            if pair.old is None:
                run.append(pair)
                continue
            if run:
                yield from self._inserted(parent, last, run, is_last=False)
                run = []
            yield from self._commands(pair)
            if pair.new is not None and not pair.is_moved:
                last = pair.old
        if run:
            yield from self._inserted(parent, last, run, is_last=True)
        for pair in found:
            yield from _placed(pair)
        yield from _renumbered(found)

    def _commands(self, pair: ClausePair) -> Iterator[AmendmentCommand]:
        old, new = pair.old, pair.new
        if old is None or new is None:
            yield AmendmentCommand(Command.GONE, old)
            return
        if self._is_better_whole(pair):
            yield AmendmentCommand(Command.WHOLE, old, new, block=self._block(new))
            return
        yield from _wording(pair)
        yield from self.below(pair)

    def _inserted(
        self, parent: ClausePair | None, last: Node | None, run: Sequence[ClausePair], *, is_last: bool
    ) -> Iterator[AmendmentCommand]:
        """One command for the new neighbours of each kind: §§ and annexes are counted apart."""
        above = parent.old if parent is not None else None
        for _, same in groupby((pair.new for pair in run if pair.new), key=lambda node: node.clause.kind):
            tops = tuple(same)
            block = tuple(node for top in tops for node in self._block(top))
            ends = is_last and tops[-1] is run[-1].new
            yield AmendmentCommand(Command.NEW, last, tops[0], above, block=block, is_last=ends)

    def _left(self, parent: ClausePair | None) -> Iterator[AmendmentCommand]:
        """What went elsewhere is given anew there, as part of what it went to; so it is repealed here."""
        if parent is None or parent.old is None or parent.new is None:
            return
        for row in self._compared.old.children(parent.old.clause.id):
            pair = self._compared.by_old[row.id]
            if pair.new is not None and parent.new not in pair.new.path[-1:]:
                yield AmendmentCommand(Command.GONE, pair.old)

    def _is_better_whole(self, pair: ClausePair) -> bool:
        """Moved or relevelled parts below, or most of them changed."""
        if pair.is_relevelled:
            return True
        below = list(self._descendants(pair))
        if not below:
            return False
        if any(part.is_moved or part.is_relevelled for part in below):
            return True
        same = (ClauseChange.UNCHANGED, ClauseChange.CONSEQUENTIAL)
        changed = sum(part.change not in same for part in below)
        return changed >= _FEW_PARTS and 2 * changed >= len(below)

    def _descendants(self, pair: ClausePair) -> Iterator[ClausePair]:
        for child in self._children(pair):
            yield child
            if child.new is not None:
                yield from self._descendants(child)

    def _children(self, parent: ClausePair | None) -> list[ClausePair]:
        old_id = parent.old.clause.id if parent is not None and parent.old is not None else None
        new_id = parent.new.clause.id if parent is not None and parent.new is not None else None
        found = []
        if parent is None or old_id:
            gone = (self._compared.by_old[row.id] for row in self._compared.old.children(old_id))
            found += [pair for pair in gone if pair.new is None]
        if parent is None or new_id:
            found += [self._compared.by_new[row.id] for row in self._compared.new.children(new_id)]
        return sorted(found, key=lambda pair: self._places[id(pair)])

    def _block(self, node: Node) -> tuple[Node, ...]:
        text = self._compared.new
        return tuple(text.by_id[row.id] for row in text.under(node.clause.id))


def _placed(pair: ClausePair) -> Iterator[AmendmentCommand]:
    """Where a part goes, and whether it gets or loses its number; after all that is said by old numbers."""
    old, new = pair.old, pair.new
    if old is None or new is None:
        return
    if pair.is_moved:
        yield AmendmentCommand(Command.MOVED, old, new)
    elif old.ordinal is None and new.ordinal is not None:
        yield AmendmentCommand(Command.NUMBERED, old, new)
    elif old.ordinal is not None and new.ordinal is None:
        yield AmendmentCommand(Command.UNNUMBERED, old, new)


def _wording(pair: ClausePair) -> Iterator[AmendmentCommand]:
    """Heading and text of one part; where only references read otherwise, these alone."""
    old, new = pair.old, pair.new
    if old is None or new is None:
        return
    if _differs(pair.heading):
        yield AmendmentCommand(Command.HEADING, old, new, after=new.clause.heading)
    if _differs(pair.text):
        yield from _text(old, new)
    else:
        for stem in dict.fromkeys(pair.shifted):
            yield AmendmentCommand(Command.REFERENCE, old, new, before=f"{{ref:{stem}}}")


def _differs(runs: Sequence[object]) -> bool:
    return any(getattr(run, "kind", RunKind.EQUAL) is not RunKind.EQUAL for run in runs)


def _text(old: Node, new: Node) -> Iterator[AmendmentCommand]:
    before, now = sentences(old.clause.text), sentences(new.clause.text)
    is_prose = "\n" not in old.clause.text + new.clause.text
    if is_prose and len(before) == len(now):
        other = [place for place in range(len(now)) if before[place] != now[place]]
        if len(other) == 1 and before:
            yield _sentence(old, new, other[0], before, now)
            return
    if is_prose and len(now) == len(before) + 1 and before:
        at = next((place for place in range(len(before)) if before[place] != now[place]), len(before))
        if now[:at] + now[at + 1 :] == before:
            is_last = at == len(before)
            yield AmendmentCommand(
                Command.SENTENCE_NEW, old, new, sentence=at, after=now[at], is_last=is_last
            )
            return
    if is_prose and len(before) == len(now) + 1 and now:
        at = next((place for place in range(len(now)) if before[place] != now[place]), len(now))
        if before[:at] + before[at + 1 :] == now:
            yield AmendmentCommand(Command.SENTENCE_GONE, old, new, sentence=at + 1)
            return
    yield AmendmentCommand(Command.TEXT, old, new, after=new.clause.text)


def _sentence(old: Node, new: Node, at: int, before: Sequence[str], now: Sequence[str]) -> AmendmentCommand:
    """One sentence differs: the words in it where they are few and stand there once, else all of it."""
    sentence = at + 1 if len(before) > 1 else 0
    found = _exchange(before[at], now[at])
    if found is not None:
        command, words, instead = found
        return AmendmentCommand(command, old, new, sentence=sentence, before=words, after=instead)
    command = Command.SENTENCE if sentence else Command.TEXT
    return AmendmentCommand(command, old, new, sentence=sentence, after=now[at])


def _exchange(before: str, now: str) -> tuple[Command, str, str] | None:
    """The one exchange that leads from a sentence to another: command, words, and what comes instead."""
    runs = redline(before, now)
    places = [place for place, run in enumerate(runs) if run.kind is not RunKind.EQUAL]
    if not places or places[-1] - places[0] != len(places) - 1:
        return None
    gone = "".join(runs[place].old for place in places).strip()
    come = "".join(runs[place].new for place in places).strip()
    sign = _NUMBER_SIGN.search("".join(run.old for run in runs[: places[0]]))
    if sign and gone[:1].isdigit() and come[:1].isdigit():
        gone, come = sign.group() + gone, sign.group() + come
    if len(gone.split()) > _FEW_WORDS or len(come.split()) > 2 * _FEW_WORDS or 2 * len(gone) > len(before):
        return None
    if gone:
        if before.count(gone) != 1 or not any(sign.isalnum() for sign in gone):
            return None
        return (Command.WORDS, gone, come) if come else (Command.WORDS_GONE, gone, "")
    ahead = "".join(run.old for run in runs[: places[0]]).split()
    anchor = ahead[-1] if ahead else ""
    if not anchor.isalpha() or before.split().count(anchor) != 1:
        return None
    return Command.WORDS_NEW, anchor, come


def _renumbered(found: Sequence[ClausePair]) -> Iterator[AmendmentCommand]:
    """Neighbours that bear other numbers than before, in runs of the same kind and the same shift."""
    run: list[tuple[Node, Node]] = []
    for pair in found:
        old, new = pair.old, pair.new
        if old is None or new is None or pair.is_moved or pair.is_relevelled:
            continue
        if old.ordinal is None or new.ordinal is None or old.ordinal == new.ordinal:
            yield from _range(run)
            run = []
            continue
        if run and not _follows(run[-1], (old, new)):
            yield from _range(run)
            run = []
        run.append((old, new))
    yield from _range(run)


def _follows(last: tuple[Node, Node], this: tuple[Node, Node]) -> bool:
    kinds: set[ClauseKind] = {node.clause.kind for node in (*last, *this)}
    steps = [(a.ordinal or 0) + 1 == (b.ordinal or 0) for a, b in zip(last, this, strict=True)]
    return len(kinds) == 1 and all(steps)


def _range(run: Sequence[tuple[Node, Node]]) -> Iterator[AmendmentCommand]:
    if run:
        (old, new), (last_old, last_new) = run[0], run[-1]
        parent = old.path[-1] if old.path else None
        yield AmendmentCommand(Command.RENUMBERED, old, new, parent, block=(last_old, last_new))

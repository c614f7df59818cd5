"""Two versions of an agreement of 200 clauses compared, against `difflib` on their bare words.

Ours starts from the rows: outline, matching, order, words of every clause. It is measured for a draft that
was worked on, for one in which every part changed, and for both pasted anew, with other stems.
"""

import random
from bisect import bisect_left
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import partial
from itertools import accumulate, product

from benchmarks.measure import Ratio, medians
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clauses import Outline
from ozgdesk.domain.order import sequence
from ozgdesk.domain.text_comparison import compare_texts
from ozgdesk.domain.vocabulary import ClauseKind

PARAGRAPHS = 3
CLAUSES = 200
WORDS = (20, 90)
ROUNDS = 5
FREQUENCIES = tuple(accumulate(1 / (rank + 10) for rank in range(5_000)))
SMALL = ("der", "die", "das", "und", "von", "zu", "nach", "in", "den", "für", "wird", "ist", "mit", "nicht")

Texts = list[tuple[int, str]]


def ratios() -> Iterator[Ratio]:
    """Each way to change a text, compared."""
    for share, is_anew in product((0.1, 1.0), (False, True)):
        chance = random.Random(7)
        old = _texts(chance)
        new = _edited(chance, old, share)
        sides = _rows(old, 1, 0), _rows(new, 2, 50_000 if is_anew else 0)
        words = [" ".join(text for _, text in side).split() for side in (old, new)]
        name = "pasted anew" if is_anew else "edited"
        ours, base = medians(partial(_compare, sides), partial(_bare, words), ROUNDS)
        note = f"{CLAUSES} §§, {len(sides[0])} parts, {len(words[0])} words, {share:.0%} of the parts differ"
        yield Ratio(f"comparison of two versions, {name}", ours, base, 10.0, note)


def _compare(sides: tuple[list[Clause], list[Clause]]) -> None:
    compare_texts(Outline(sides[0]), Outline(sides[1]))


def _bare(words: list[list[str]]) -> None:
    SequenceMatcher(None, words[0], words[1]).get_opcodes()


def _texts(chance: random.Random) -> Texts:
    """Stem and words of every Absatz."""
    found = []
    for stem in range(CLAUSES * PARAGRAPHS):
        count = chance.randint(*WORDS)
        found.append((stem, " ".join(_word(chance) for _ in range(count)) + "."))
    return found


def _word(chance: random.Random) -> str:
    """Nearly half are small words, the others as frequent as words are: the n-th one by n times rarer."""
    if chance.random() < 0.45:
        return chance.choice(SMALL)
    return f"Wort{bisect_left(FREQUENCIES, chance.random() * FREQUENCIES[-1])}"


def _edited(chance: random.Random, old: Texts, share: float) -> Texts:
    new = []
    for stem, text in old:
        words = text.split()
        if chance.random() < share:
            for _ in range(3):
                words[chance.randrange(len(words))] = _word(chance)
        new.append((stem, " ".join(words)))
    return new


def _rows(texts: Texts, version: int, first_stem: int) -> list[Clause]:
    """A § above every three Absätze; every twentieth § of the second version has changed places."""
    keys = sequence(CLAUSES)
    if version == 2:
        for place in range(20, CLAUSES, 20):
            keys[place], keys[place - 5] = keys[place - 5], keys[place]
    rows = []
    for place, key in enumerate(keys):
        top = _part(version, 100_000 + place, first_stem, ClauseKind.CLAUSE, key, f"Paragraf {place}")
        rows.append(top)
        for inner, order in enumerate(sequence(PARAGRAPHS)):
            stem, text = texts[place * PARAGRAPHS + inner]
            rows.append(
                _part(version, stem, first_stem, ClauseKind.PARAGRAPH, order, text=text, parent=top.id)
            )
    return rows


def _part(
    version: int,
    stem: int,
    first_stem: int,
    kind: ClauseKind,
    order: str,
    heading: str = "",
    text: str = "",
    parent: str | None = None,
) -> Clause:
    return Clause(
        id=f"{version * 1_000_000 + stem:032d}",
        version_id=f"{version:032d}",
        parent_id=parent,
        stem=f"{first_stem + stem:032d}",
        order=order,
        kind=kind,
        heading=heading,
        text=text,
    )

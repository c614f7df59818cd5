"""What became of a clause between two versions of an agreement, in German words."""

from collections.abc import Mapping

from ozgdesk.domain.text_comparison import ClauseChange, ClausePair
from ozgdesk.texts.clauses import citation

CHANGES: dict[ClauseChange, str] = {
    ClauseChange.UNCHANGED: "unverändert",
    ClauseChange.CONSEQUENTIAL: "Folgeänderung",
    ClauseChange.CHANGED: "geändert",
    ClauseChange.NEW: "neu",
    ClauseChange.DELETED: "entfallen",
    ClauseChange.MOVED: "verschoben",
    ClauseChange.MOVED_CHANGED: "verschoben und geändert",
}

_COUNTED: tuple[tuple[str, tuple[ClauseChange, ...]], ...] = (
    ("geändert", (ClauseChange.CHANGED, ClauseChange.MOVED_CHANGED)),
    ("neu", (ClauseChange.NEW,)),
    ("entfallen", (ClauseChange.DELETED,)),
    ("verschoben", (ClauseChange.MOVED, ClauseChange.MOVED_CHANGED)),
    ("nur in den Nummern anders", (ClauseChange.CONSEQUENTIAL,)),
)


def change_text(pair: ClausePair) -> str:
    """What became of a clause, with where it stood before when that differs.

    "verschoben, bisher § 4 Abs. 2"; "Folgeänderung, bisher § 7".
    """
    words = CHANGES[pair.change]
    if pair.old is None or pair.new is None:
        return words
    former = citation(pair.old)
    return f"{words}, bisher {former}" if former and former != citation(pair.new) else words


def summary(counts: Mapping[ClauseChange, int]) -> str:
    """How many clauses each change befell: "3 geändert, 1 neu"; a sentence when nothing did."""
    found = [(sum(counts[change] for change in changes), words) for words, changes in _COUNTED]
    parts = [f"{number} {words}" for number, words in found if number]
    return ", ".join(parts) or "Beide Fassungen lauten gleich."

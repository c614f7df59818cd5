"""Whoever carries out an amendment on the text in force holds the new text in the end."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.amendment import amendment_commands
from ozgdesk.domain.clauses import Outline
from ozgdesk.domain.order import sequence
from ozgdesk.domain.text_comparison import compare_texts
from ozgdesk.domain.vocabulary import ClauseKind as K
from tests.domain.amending import Amended, new_shape
from tests.helpers import id_of

SENTENCES = ("Die Kosten tragen alle.", "Näheres regelt eine Satzung.", "Das gilt bis zum 31. März.")


@dataclass
class Draft:
    """A part that is being changed at random."""

    stem: int
    kind: K
    heading: str = ""
    text: str = ""
    parts: list[Draft] = field(default_factory=list)


def in_force() -> list[Draft]:
    def absatz(stem: int, *numbers: int) -> Draft:
        text = " ".join(SENTENCES[: 1 + stem % 3])
        return Draft(stem, K.PARAGRAPH, "", text, [Draft(n, K.NUMBER, "", f"Punkt {n},") for n in numbers])

    return [
        Draft(1, K.PREAMBLE, "Präambel", "Alle wollen es."),
        Draft(2, K.CLAUSE, "Ziel", "", [absatz(3)]),
        Draft(4, K.CLAUSE, "Kosten", "", [absatz(5), absatz(6, 7, 8, 9), absatz(10)]),
        Draft(11, K.CLAUSE, "Haftung", "Jede haftet selbst."),
        Draft(12, K.CLAUSE, "Schluss", "", [absatz(13), absatz(14)]),
        Draft(15, K.ANNEX, "Aufgaben", "Liste."),
    ]


def outline(parts: list[Draft], version: int) -> Outline:
    rows: list[Clause] = []

    def write(parts: list[Draft], parent: str | None) -> None:
        for part, order in zip(parts, sequence(len(parts)), strict=True):
            own = id_of(version * 1_000 + part.stem)
            rows.append(
                Clause(
                    id=own,
                    version_id=id_of(version),
                    parent_id=parent,
                    stem=id_of(part.stem),
                    order=order,
                    kind=part.kind,
                    heading=part.heading,
                    text=part.text,
                )
            )
            write(part.parts, own)

    write(parts, None)
    return Outline(rows)


def lists(parts: list[Draft]) -> list[list[Draft]]:
    """Every list of siblings."""
    return [parts, *(found for part in parts for found in lists(part.parts))]


def change(parts: list[Draft], what: str, where: int, other: int, stem: int) -> None:
    held = [(found, place) for found in lists(parts) for place in range(len(found))]
    if not held:
        return
    siblings, place = held[where % len(held)]
    part = siblings[place]
    if what == "reword":
        words = part.text.replace("alle", "die Städte").replace("31. März", "30. Juni")
        part.text = words + " Ein Zusatz." * (other % 2)
    elif what == "rewrite":
        part.text = " ".join(SENTENCES[other % 3 :])
    elif what == "head":
        part.heading = f"Neu {other}" if part.kind is not K.NUMBER else ""
    elif what == "drop":
        del siblings[place]
    elif what == "add" and part.kind is not K.PREAMBLE:  # a text has one
        siblings.insert(place + other % 2, Draft(stem, part.kind, "", f"Ganz neu ist Nummer {stem}."))
    elif what == "shift":
        siblings.insert(other % len(siblings), siblings.pop(place))
    elif what == "move" and part.kind is K.PARAGRAPH:
        del siblings[place]
        homes = [found for found in parts if found.kind is K.CLAUSE] or [Draft(stem, K.CLAUSE, "Heim")]
        homes[other % len(homes)].parts.append(part)
        if homes[0] not in parts:
            parts.append(homes[0])


Changes = list[tuple[str, int, int]]
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(("reword", "rewrite", "head", "drop", "add", "shift", "move")),
        st.integers(0, 30),
        st.integers(0, 5),
    ),
    max_size=5,
)


def applied(changes: Changes) -> tuple[tuple[object, ...], tuple[object, ...]]:
    parts = in_force()
    for number, (what, where, other) in enumerate(changes):
        change(parts, what, where, other, 100 + number)
    old, new = outline(in_force(), 1), outline(parts, 2)
    return Amended(old).carry_out(amendment_commands(compare_texts(old, new))).shape(), new_shape(new)


@given(CHANGES)
def test_carrying_out_the_commands_on_the_old_text_gives_the_new_one(
    changes: list[tuple[str, int, int]],
) -> None:
    found, wanted = applied(changes)
    assert found == wanted


@pytest.mark.parametrize("what", ["reword", "rewrite", "head", "drop", "add", "shift", "move"])
def test_one_change_of_each_kind_can_be_carried_out_anywhere(what: str) -> None:
    for where in range(16):
        for other in range(6):
            found, wanted = applied([(what, where, other)])
            assert found == wanted, (where, other)

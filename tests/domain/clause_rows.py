"""Texts of agreements to compare in tests: written down in lines, or drawn by hypothesis."""

from collections.abc import Sequence

from hypothesis import strategies as st

from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clauses import Outline
from ozgdesk.domain.order import sequence
from ozgdesk.domain.vocabulary import ClauseKind as K
from tests.helpers import id_of

LEVELS = {
    "§": K.CLAUSE,
    "(": K.PARAGRAPH,
    "#": K.NUMBER,
    "a": K.LETTER,
    "P": K.PREAMBLE,
    "A": K.ANNEX,
    "F": K.FORMULA,
}
_DEPTHS = {K.PARAGRAPH: 1, K.NUMBER: 2, K.LETTER: 3}
WORDS = (
    "der",
    "Kosten",
    "Kommunen",
    "tragen",
    "und",
    "nach",
    "Einwohnerzahl",
    "jährlich",
    "Frist",
    "von",
    ".",
    ",",
)


def ref(stem: int) -> str:
    """The token of a reference to a clause."""
    return f"{{ref:{id_of(stem)}}}"


def written(*lines: str, version: int = 1) -> Outline:
    """A text from lines `<level><stem> heading | text`: '§3 Kosten', '(4 | Die Kosten …', '#5 | …'."""
    return Outline(rows_of(lines, version))


def rows_of(lines: Sequence[str], version: int = 1) -> list[Clause]:
    """The clauses of such lines; a part belongs to the last one above it of a higher level."""
    rows: list[Clause] = []
    above: dict[int, str] = {}
    for order, line in zip(sequence(len(lines)), lines, strict=True):
        sign, rest = line[0], line[1:]
        number, _, words = rest.partition(" ")
        heading, _, text = words.partition("|")
        kind = LEVELS[sign]
        depth = _DEPTHS.get(kind, 0)
        parent = next((above[d] for d in range(depth - 1, -1, -1) if d in above), None) if depth else None
        above = {d: id_ for d, id_ in above.items() if d < depth}
        above[depth] = id_of(version * 10_000 + int(number))
        rows.append(
            Clause(
                id=above[depth],
                version_id=id_of(version),
                parent_id=parent,
                stem=id_of(int(number)),
                order=order,
                kind=kind,
                heading=heading.strip(),
                text=text.strip(),
            )
        )
    return rows


wordings = st.lists(st.sampled_from((*WORDS, ref(1), ref(2), ref(3))), max_size=12).map(" ".join)


@st.composite
def outlines(draw: st.DrawFn, version: int) -> Outline:
    """Any tree of up to twelve clauses whose stems are drawn from few, so that two of them share some."""
    stems = draw(st.permutations(range(1, 16)))[: draw(st.integers(0, 12))]
    keys = sequence(len(stems))
    rows: list[Clause] = []
    for key, stem in zip(keys, stems, strict=True):
        rows.append(
            Clause(
                id=id_of(version * 100 + stem),
                version_id=id_of(version),
                parent_id=draw(st.sampled_from([None, *(row.id for row in rows)])),
                stem=id_of(stem),
                order=key,
                kind=draw(st.sampled_from((K.CLAUSE, K.PARAGRAPH, K.NUMBER))),
                heading=draw(st.sampled_from(("", "Kosten", "Laufzeit der Kosten"))),
                text=draw(wordings),
            )
        )
    return Outline(rows)

"""Any agreement to Word and back: nothing is lost, and what was changed there can be taken over here."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ozgdesk.commands.text_import import apply
from ozgdesk.commands.text_proposals import plan_text
from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.clauses import outline
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.incoming_text import IncomingText
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.exchange.docx_reading import read
from ozgdesk.exchange.docx_writing import make_text, write_version
from ozgdesk.exchange.format import TextWish
from tests.domain.clause_rows import rows_of
from tests.exchange.docx_files import NEW, OLD, rows, version, view, with_parts
from tests.helpers import TODAY, id_of, transaction

WORDS = ("Kosten", "Kommunen", "tragen", "nach", "Einwohnern", "jährlich", "Frist", "Dauer")
wordings = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, ...]:
    """Lines of a text with up to a dozen parts; two of them share stems, kinds and words."""
    tops, inner = (iter(draw(st.permutations(range(*span)))) for span in ((10, 16), (20, 50)))
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        lines.append(f"§{next(tops)} {draw(wordings)}")
        for _ in range(draw(st.integers(0, 3))):
            lines.append(f"({next(inner)} |{draw(wordings)}")
            lines += [f"#{next(inner)} |{draw(wordings)}" for _ in range(draw(st.integers(0, 2)))]
    if draw(st.booleans()):
        lines += [f"A9 {draw(wordings)}|{draw(wordings)}", f"({next(inner)} |{draw(wordings)}"]
    return tuple(lines)


def project(old: Sequence[str], new: Sequence[str]) -> list[Entity]:
    """An agreement with both texts, neither of them frozen."""
    others = [row for row in rows() if not isinstance(row, Clause)]
    found = [
        row.model_validate({**row.model_dump(), "frozen_on": None})
        if isinstance(row, AgreementVersion)
        else row
        for row in others
    ]
    return [*found, *rows_of(tuple(old), 1), *rows_of(tuple(new), 2)]


def read_back(data: bytes) -> IncomingText:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.docx")
        path.write_bytes(with_parts(data, {"docProps/custom.xml": "<a/>"}))
        return read(path)


def reads(found: Snapshot, version_id: str) -> list[tuple[str, str, str]]:
    rows_ = (node.clause for node in outline(found, version_id).nodes)
    return [(row.kind.value, row.heading, row.text) for row in rows_]


@given(texts())
@settings(max_examples=60)
def test_what_nobody_changed_is_no_difference(text: tuple[str, ...]) -> None:
    found = view(project(text, text))
    incoming = read_back(write_version(found, version(found)))
    assert plan_text(found, incoming, version_id=NEW).proposals == ()


@given(texts(), texts())
@settings(max_examples=80, phases=[Phase.explicit, Phase.generate])
def test_all_recorded_changes_taken_make_the_old_text_the_new_one(
    old: tuple[str, ...], new: tuple[str, ...]
) -> None:
    everything = project(old, new)
    found = view(everything)
    incoming = read_back(make_text(found, TextWish(NEW, OLD, id_of(2))))
    tx = transaction(everything)
    plan = plan_text(found, incoming, version_id=OLD)
    refused = [proposal for proposal in plan.proposals if not proposal.may_be_taken]
    assert refused == []
    apply(plan, plan.may_be_taken, None)(tx)
    assert reads(tx.snapshot(), OLD) == reads(tx.snapshot(), NEW)
    again = plan_text(View(tx.snapshot(), TODAY), incoming, version_id=OLD)
    assert not any(proposal.may_be_taken for proposal in again.proposals)

"""Was wäre, wenn: the comparison of an agreement with what it would be, on one page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ozgdesk.commands.accession import newcomer
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.what_if import PartyChange
from ozgdesk.reports.checker import check
from ozgdesk.reports.register import make_sheet, sheet
from ozgdesk.reports.sheet import WhatIf
from tests.reports.test_sheets import OPTIONS, pages, sample, words

WEILROD = "06434013"


@pytest.mark.parametrize("name", ["taunus", "kassel-nord", "oberzentren", "demo"])
def test_what_if_weilrod_joined_is_one_page_of_every_sample(name: str) -> None:
    view = sample(name)
    asked = WhatIf(PartyChange.JOINS, newcomer(view.snapshot, WEILROD, date(2027, 1, 1)), date(2027, 1, 1))
    data = make_sheet("what_if", view, replace(OPTIONS, what_if=asked))
    assert check(data) == []
    assert len(pages(data)) == 1
    text = words(data)
    assert "Was wäre, wenn Weilrod beitritt?" in text
    assert "Beitritt wirksam ab 01.01.2027" in text
    assert "Beschluss Weilrod" in text


def test_what_if_a_party_gave_notice_names_what_it_leaves_behind() -> None:
    view = sample("demo")
    town = next(row for row in view.snapshot.all(Municipality) if row.code == "MST")
    data = make_sheet("what_if", view, replace(OPTIONS, what_if=WhatIf(PartyChange.LEAVES, town)))
    text = words(data)
    assert len(pages(data)) == 1
    assert "Was wäre, wenn Musterstadt kündigt?" in text
    assert "Federführung Musterstadt" in text
    assert "nicht vergeben" in text
    assert "§ 27 Abs. 2 Satz 2 und 3 KGG" in text


@pytest.mark.parametrize(
    ("change", "said"), [(PartyChange.JOINS, "schon an"), (PartyChange.LEAVES, "nicht an")]
)
def test_who_is_in_cannot_join_and_who_is_out_cannot_leave(change: PartyChange, said: str) -> None:
    view = sample("demo")
    town = next(row for row in view.snapshot.all(Municipality) if row.code == "MST")
    outside = newcomer(view.snapshot, WEILROD, date(2027, 1, 1))
    asked = WhatIf(change, town if change is PartyChange.JOINS else outside)
    assert said in words(make_sheet("what_if", view, replace(OPTIONS, what_if=asked)))


def test_without_a_question_the_sheet_asks_for_one() -> None:
    view = sample("demo")
    assert "fehlt noch die Frage" in words(make_sheet("what_if", view, OPTIONS))
    missing = sheet("what_if").missing
    assert missing is not None
    assert "fehlt noch die Frage" in missing(view, OPTIONS)

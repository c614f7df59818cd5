"""The annex to the status report on paper."""

from __future__ import annotations

from ozgdesk.reports.structure import open_pdf
from tests.reports.test_sheets import pages, printed_sample, words


def test_many_reasons_of_a_light_are_a_list_of_their_own() -> None:
    data = printed_sample("annex", "demo")
    assert "Gründe, siehe unten" in words(data)
    nodes = list(open_pdf(data).nodes())
    (heading,) = [node.text for node in nodes if node.role == "H3"]
    entries = sum(node.role == "LI" for node in nodes)
    assert heading.replace("\u00a0", " ") == f"Termine rot: {entries} Gründe"


def test_the_last_page_of_the_annex_is_no_rest_of_a_table() -> None:
    *_, last = pages(printed_sample("annex", "demo"))
    assert "Verlauf der offenen Aufgaben" in last

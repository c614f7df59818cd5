"""The milestones on paper."""

from __future__ import annotations

from dataclasses import replace

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.reports.register import make_sheet
from tests.reports.test_sheets import OPTIONS, printed_sample, sample, words


def test_a_municipality_without_a_part_is_told_so_and_not_that_there_are_none() -> None:
    town = next(row for row in sample("demo").snapshot.all(Municipality) if row.code == "BSP")
    text = words(make_sheet("milestones", sample("demo"), replace(OPTIONS, municipality_id=town.id)))
    assert "Beispieldorf ist an keinem Meilenstein beteiligt." in text


def test_without_milestones_the_sheet_says_how_to_plan_one() -> None:
    text = words(printed_sample("milestones", "taunus"))
    assert "Zum Meilenstein wird eine Aufgabe im Projektplan durch ihre Art." in text

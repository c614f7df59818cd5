"""The Vertretungsplan on paper."""

from __future__ import annotations

from dataclasses import replace

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.reports.register import make_sheet
from tests.reports.test_sheets import OPTIONS, printed_sample, sample, words


def test_weeks_in_which_nobody_is_away_stand_together() -> None:
    town = next(row for row in sample("demo").snapshot.all(Municipality) if row.code == "BSP")
    text = words(make_sheet("deputies", sample("demo"), replace(OPTIONS, municipality_id=town.id)))
    assert "KW 50/2026 bis KW 2/2027, 07.12. – 17.01.2027: niemand abwesend" in text


def test_without_an_absence_nobody_is_said_to_be_there() -> None:
    text = words(printed_sample("deputies", "taunus"))
    assert "In diesen Wochen ist keine Abwesenheit eingetragen." in text
    assert "Gesamte Zusammenarbeit · KW 48/2026 bis KW" in text

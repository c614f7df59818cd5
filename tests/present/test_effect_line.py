from datetime import date

from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Result
from ozgdesk.present.effect import effect_rows
from ozgdesk.present.effect_line import next_line
from tests.domain.agreement_rows import GLA, LATER, USI, snapshot
from tests.domain.effect_facts import Fact, agreed, gone, open_on, project, station, unsigned
from tests.helpers import id_of


def line(*facts: Fact) -> str:
    return next_line(effect_rows(View(snapshot(project(*facts)), LATER))[0]).replace("\u00a0", " ")


def test_resolutions_come_before_signatures() -> None:
    told = line(open_on(GLA, date(2026, 6, 18)), unsigned(USI), unsigned(GLA))
    assert told == "Als Nächstes (GLA): Die Gemeindevertretung berät am 18.06.2026."


def test_what_stands_against_the_effect_comes_first() -> None:
    told = line(open_on(GLA, date(2026, 6, 18)), station(USI, result=Result.REJECTED))
    assert told.startswith("Als Nächstes (USI): Die Stadtverordnetenversammlung hat die")
    assert told.endswith("abgelehnt.")


def test_what_needs_a_hand_comes_before_a_meeting_that_is_entered() -> None:
    told = line(open_on(USI, date(2026, 6, 18)), gone(id_of(253)))
    assert (
        told
        == "Als Nächstes (GLA): Es ist keine Vorlage erfasst; es fehlt der Beschluss der Gemeindevertretung."
    )


def test_where_nothing_is_missing_the_term_is_told() -> None:
    assert line(agreed(term_years=None, is_unlimited=True)) == "Unbefristet."

from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.councils import CouncilPaper, Matter, PaperForm
from ozgdesk.domain.paper_forms import (
    HeadKey,
    SectionKey,
    filled,
    layout_of,
    next_number,
    period_of,
)
from ozgdesk.domain.papers import section_text
from tests.helpers import id_of

GLA = "{number}/GV/{period}"


def paper(**values: str) -> CouncilPaper:
    return CouncilPaper(id=id_of(1), municipality_id=id_of(3), title="T", **values)


def matter(**values: str) -> Matter:
    return Matter(id=id_of(2), order="a", title="T", **values)


def test_the_lines_of_a_form_keep_their_order_and_name_what_is_unknown() -> None:
    form = PaperForm(
        id=id_of(1),
        municipality_id=id_of(3),
        header="number = Nr.\n\nby_hand = Sichtvermerk\nwasser = Pegel",
        sections="explanation = Sachverhalt: kurz = knapp\ntitle",
    )
    layout = layout_of(form)
    assert [(line.key, line.heading) for line in layout.head] == [
        (HeadKey.NUMBER, "Nr."),
        (HeadKey.BY_HAND, "Sichtvermerk"),
    ]
    assert [(line.key, line.heading) for line in layout.sections] == [
        (SectionKey.EXPLANATION, "Sachverhalt: kurz = knapp"),
        (SectionKey.TITLE, ""),
    ]
    assert layout.unknown == ("wasser = Pegel",)


def test_the_next_number_follows_the_highest_one_of_the_same_period() -> None:
    known = ["50/GV/XIX", "9/GV/XIX", "70/GV/XVIII", "12/GVo/XIX", "ohne"]
    assert next_number(GLA, {"period": "XIX"}, known) == "51/GV/XIX"
    assert next_number(
        "{period}/{number}/{year}", {"period": "XII", "year": "2020"}, ["XII/305/2020", "XII/400/2019"]
    ) == ("XII/306/2020")
    assert next_number("GVER/{number}/{year}", {"year": "2023"}, ["GVER/004/2023"]) == "GVER/005/2023"


def test_no_number_is_proposed_where_none_is_known_or_a_part_is_missing() -> None:
    assert next_number(GLA, {"period": "XX"}, ["50/GV/XIX"]) == ""
    assert next_number(GLA, {"period": ""}, ["50/GV/"]) == ""
    assert next_number("frei", {}, ["7"]) == ""


@given(st.integers(1, 99_998), st.sampled_from(["XIX", "XX", "IV"]))
def test_each_proposed_number_is_one_more_and_known_to_its_scheme(number: int, period: str) -> None:
    first = next_number(GLA, {"period": period}, [f"{number}/GV/{period}"])
    assert first == f"{number + 1}/GV/{period}"
    assert next_number(GLA, {"period": period}, [first]) == f"{number + 2}/GV/{period}"


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_scheme_and_no_known_number_breaks_the_proposal(scheme: str, known: str) -> None:
    assert isinstance(next_number(scheme, {"year": "2026"}, [known]), str)


def test_the_number_of_a_period_is_read_from_its_name() -> None:
    terms = ("XIX. Wahlperiode 2021–2026", "Wahlperiode I", "2026–2031", "Vorletzte", "")
    assert [period_of(term) for term in terms] == ["XIX", "I", "", "", ""]


def test_a_heading_keeps_braces_that_are_no_gap_and_loses_what_is_empty() -> None:
    values = {"kind": "Beschlussvorlage", "term": "", "number": "7"}
    assert filled("{kind} {term}", values) == "Beschlussvorlage"
    assert filled("{kind} – {number} {farbe}", values) == "Beschlussvorlage – 7 {farbe}"
    assert filled("{kind} – {term}", values) == "Beschlussvorlage"


def test_own_words_replace_the_shared_ones_and_the_local_explanation_comes_behind() -> None:
    common = matter(resolution_text="Alle", explanation="Gemeinsam", financial_effect="Geteilt")
    own = paper(resolution_text="Eigener", local_explanation="Bei uns")
    assert section_text(own, common, SectionKey.RESOLUTION) == "Eigener"
    assert section_text(own, common, SectionKey.EXPLANATION) == "Gemeinsam\n\nBei uns"
    assert section_text(own, common, SectionKey.FINANCIAL) == "Geteilt"
    assert section_text(own, None, SectionKey.EXPLANATION) == "Bei uns"

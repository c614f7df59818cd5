"""One matter, a paper for each municipality: shared texts written once, own ones kept."""

import pytest

from ozgdesk.commands import matters, records
from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.cooperation import Grant
from ozgdesk.domain.councils import Consultation, CouncilPaper, PaperForm
from ozgdesk.domain.paper_forms import SectionKey
from ozgdesk.domain.papers import extracts_of, section_text
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Document
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.vocabulary import GrantState
from ozgdesk.texts.paper_forms import supplied_form
from tests.helpers import four_municipalities, id_of, transaction

TOWNS = [id_of(number) for number in (1, 2, 3, 4)]


def desk(*more: object) -> Transaction:
    """Four municipalities and an agreement with a version in force and a draft made from it."""
    return transaction(
        [
            *four_municipalities(),
            Agreement(id=id_of(30), title="ÖRV OZG", order="a"),
            AgreementVersion(id=id_of(31), agreement_id=id_of(30), order="a", name="F1", is_current=True),
            AgreementVersion(
                id=id_of(32), agreement_id=id_of(30), order="b", name="F2", based_on_id=id_of(31)
            ),
            Grant(id=id_of(40), name="IKZ-Förderung", state=GrantState.PROSPECTIVE),
            *more,  # type: ignore[list-item]
        ]
    )


def paper(number: int, town: int, **values: object) -> CouncilPaper:
    return CouncilPaper(id=id_of(number), municipality_id=id_of(town), title="Vorlage", **values)


def test_a_matter_fans_out_into_a_paper_per_municipality_with_its_version_and_title() -> None:
    tx = desk()
    matter = matters.start_from_version(id_of(32))(tx)
    made = matters.fan_out(matter.id, TOWNS)(tx)
    assert [row.municipality_id for row in made] == TOWNS
    assert {row.title for row in made} == {"Änderung: ÖRV OZG"}
    assert {row.agreement_id for row in made} == {id_of(30)}
    assert {row.number for row in made} == {""}
    assert {row.version_id for row in tx.all(Consultation)} == {id_of(32)}
    assert sum(row.is_final for row in tx.all(Consultation)) == 4


def test_a_second_fan_adds_only_papers_that_are_missing() -> None:
    tx = desk()
    matter = matters.start_matter("Resolution")(tx)
    matters.fan_out(matter.id, TOWNS[:2])(tx)
    assert [row.municipality_id for row in matters.fan_out(matter.id, TOWNS)(tx)] == TOWNS[2:]
    assert matters.fan_out(matter.id, TOWNS)(tx) == ()


def test_version_amendment_and_grant_each_bring_a_first_resolution_text() -> None:
    tx = desk()
    version = matters.start_from_version(id_of(31))(tx)
    assert version.title == "ÖRV OZG"
    assert "„F1“" in version.resolution_text
    assert matters.start_from_version(id_of(32))(tx).resolution_text.startswith("Die Änderung")
    grant = matters.start_from_grant(id_of(40))(tx)
    assert (grant.grant_id, grant.agreement_id) == (id_of(40), None)
    assert "„IKZ-Förderung“" in grant.resolution_text


def test_joining_papers_shares_what_all_say_alike_and_keeps_the_rest() -> None:
    tx = desk(
        paper(50, 1, resolution_text="Beschluss", explanation="Usingen"),
        paper(51, 2, resolution_text="Beschluss ", explanation="Neu-Anspach"),
    )
    before = {row.id: section_text(row, None, SectionKey.EXPLANATION) for row in tx.all(CouncilPaper)}
    matter = matters.join_papers([id_of(50), id_of(51)])(tx)
    assert (matter.resolution_text, matter.explanation) == ("Beschluss", "")
    for row in tx.all(CouncilPaper):
        assert row.resolution_text == ""
        assert section_text(row, matter, SectionKey.RESOLUTION) == "Beschluss"
        assert section_text(row, matter, SectionKey.EXPLANATION) == before[row.id]


def test_a_single_paper_keeps_its_words_until_they_are_shared_by_hand() -> None:
    tx = desk(paper(50, 1, resolution_text="Beschluss"))
    matter = matters.join_papers([id_of(50)])(tx)
    assert matter.resolution_text == ""
    shared = matters.share_text(id_of(50), SectionKey.RESOLUTION)(tx)
    assert shared.resolution_text == "Beschluss"
    assert tx.get(CouncilPaper, id_of(50)).resolution_text == ""


def test_papers_on_different_agreements_are_no_one_matter() -> None:
    tx = desk(paper(50, 1, agreement_id=id_of(30)), paper(51, 2))
    for chosen, code in (([id_of(50), id_of(51)], "papers_differ"), ([], "papers_needed")):
        with pytest.raises(RuleViolation) as refused:
            matters.join_papers(chosen)(tx)
        assert refused.value.code == code


def test_sharing_needs_a_matter_and_own_words() -> None:
    tx = desk(paper(50, 1, resolution_text="Beschluss"))
    for section, code in ((SectionKey.RESOLUTION, "no_matter"), (SectionKey.TITLE, "no_matter")):
        with pytest.raises(RuleViolation) as refused:
            matters.share_text(id_of(50), section)(tx)
        assert refused.value.code == code
    matters.join_papers([id_of(50)])(tx)
    with pytest.raises(RuleViolation) as refused:
        matters.share_text(id_of(50), SectionKey.FINANCIAL)(tx)
    assert refused.value.code == "no_own_text"


def test_typing_the_shared_words_again_keeps_nothing_of_its_own() -> None:
    tx = desk()
    matter = matters.start_from_version(id_of(31))(tx)
    (made,) = matters.fan_out(matter.id, TOWNS[:1])(tx)
    own = matters.write_own_text(made.id, SectionKey.RESOLUTION, "Anders.")(tx)
    assert own.resolution_text == "Anders."
    back = matters.write_own_text(made.id, SectionKey.RESOLUTION, matter.resolution_text)(tx)
    assert back.resolution_text == ""


def test_a_supplied_form_is_taken_over_and_the_next_one_replaces_it() -> None:
    tx = desk()
    first = matters.take_form(id_of(3), supplied_form("glashuetten"))(tx)
    assert first.number_scheme == "{number}/GV/{period}"
    assert "26.05.2021" in first.source
    second = matters.take_form(id_of(3), supplied_form("marburg"))(tx)
    assert [row.id for row in tx.all(PaperForm)] == [first.id]
    assert second.heading == "{kind} – {number}"


def test_an_extract_is_noted_once_on_its_station_and_taken_back() -> None:
    tx = desk()
    matter = matters.start_matter("Resolution")(tx)
    (made,) = matters.fan_out(matter.id, TOWNS[2:3])(tx)
    station = next(row for row in tx.all(Consultation) if row.is_final)
    matters.set_extract(station.id, True)(tx)
    matters.set_extract(station.id, True)(tx)
    assert [row.title for row in extracts_of(tx, station.id)] == [
        "Beschlussauszug Gemeindevertretung Glashütten"
    ]
    matters.set_extract(station.id, False)(tx)
    assert tx.all(Document) == ()
    records.delete(CouncilPaper, made.id)(tx)


def test_papers_join_a_matter_that_is_there_and_are_about_its_agreement_then() -> None:
    tx = desk(paper(50, 1), paper(51, 2))
    matter = matters.start_from_version(id_of(32))(tx)
    assert matters.take_papers(matter.id, [id_of(50), id_of(51)])(tx) == matter
    rows = tx.all(CouncilPaper)
    assert {(row.matter_id, row.agreement_id) for row in rows} == {(matter.id, id_of(30))}


def test_a_paper_about_an_agreement_does_not_join_a_matter_about_something_else() -> None:
    tx = desk(paper(50, 1, agreement_id=id_of(30)))
    matter = matters.start_matter("Resolution")(tx)
    with pytest.raises(RuleViolation, match="papers_differ"):
        matters.take_papers(matter.id, [id_of(50)])(tx)
    with pytest.raises(RuleViolation, match="papers_needed"):
        matters.take_papers(matter.id, [])(tx)

import dataclasses
import json
from datetime import date

from ozgdesk.commands import councils, matters
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Matter, Meeting
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind, Result
from ozgdesk.present.council import SYMBOLS, council_rows, fans
from tests.domain.agreement_rows import AGREEMENT, GLA, LATER, agreement_rows, changed, station_id
from tests.helpers import TODAY, cooperation, four_municipalities, id_of, transaction


def view_of(rows: list, as_of: date = LATER) -> View:
    return View(transaction([cooperation(), *rows]).snapshot(), as_of)


def test_an_agreement_has_a_lane_per_party_with_the_stations_in_order() -> None:
    view = view_of(agreement_rows())
    [fan] = fans(view, council_rows(view))
    assert (fan.key, [lane.municipality.code for lane in fan.lanes]) == (AGREEMENT, ["USI", "GLA"])
    [paper] = fan.lanes[1].papers
    [station] = paper.consultations
    assert (station.date, station.role_text, station.result_text, station.symbol) == (
        date(2026, 2, 20),
        "beschließend",
        "einstimmig beschlossen",
        "passed",
    )
    assert fan.lanes[1].missing is None


def test_papers_without_an_agreement_stand_together_by_title() -> None:
    rows = agreement_rows()
    for number, town in ((90, 1), (91, 3)):
        rows.append(CouncilPaper(id=id_of(number), municipality_id=id_of(town), title="Sachstand"))
    view = view_of(rows)
    last = fans(view, council_rows(view))[-1]
    assert (last.title, last.effect) == ("Sachstand", None)
    assert [lane.municipality.code for lane in last.lanes] == ["USI", "GLA"]


def test_papers_of_a_matter_stand_together_and_the_agreement_is_not_shown_twice() -> None:
    rows = agreement_rows()
    matter = Matter(id=id_of(99), order="a", title="Neufassung", agreement_id=AGREEMENT)
    papers = [row.id for row in rows if isinstance(row, CouncilPaper)]
    for id_ in papers:
        rows = changed(rows, id_, matter_id=matter.id)
    view = view_of([*rows, matter])
    [fan] = fans(view, council_rows(view))
    assert (fan.key, fan.title, fan.agreement_id) == (matter.id, "Neufassung", AGREEMENT)
    assert fan.effect is not None
    assert sorted(paper.id for lane in fan.lanes for paper in lane.papers) == sorted(papers)


def test_what_is_odd_about_a_station_is_asked() -> None:
    rows = changed(agreement_rows(), station_id(GLA), votes_yes=20, votes_no=12)
    rows = changed(rows, id_of(203), seats=31)
    place = council_rows(view_of(rows))
    questions = next(p for p in place.papers if p.municipality.code == "GLA").consultations[0].questions
    assert questions == (
        "Vertretung: Das Ergebnis „einstimmig beschlossen“ passt nicht zu den Stimmen.",
        "Vertretung: 32 Stimmen bei 31 Sitzen. Bitte prüfen Sie die Zahlen.",
    )


def test_past_meetings_without_result_and_results_to_come_are_found() -> None:
    rows = changed(agreement_rows(), station_id(GLA), result=Result.OPEN)
    assert [f.code for f in council_rows(view_of(rows)).findings] == ["result_missing"]
    early = council_rows(view_of(agreement_rows(), date(2026, 2, 15))).findings
    assert [f.code for f in early] == ["result_in_future"]
    undated = changed(agreement_rows(), station_id(GLA), held_on=None)
    assert [f.code for f in council_rows(view_of(undated)).findings] == ["result_without_day"]


def test_doubled_numbers_and_papers_without_a_deciding_station_are_found() -> None:
    rows = changed(agreement_rows(), id_of(251), number="12/2026")
    rows.append(CouncilPaper(id=id_of(90), municipality_id=id_of(1), title="Zweite", number="12/2026"))
    committee = Committee(
        id=id_of(92), municipality_id=id_of(1), name="HFA", kind=CommitteeKind.COMMITTEE, order="b"
    )
    tx = transaction([cooperation(), *rows, committee])
    councils.add_station(id_of(90), committee.id)(tx)
    codes = [f.code for f in council_rows(View(tx.snapshot(), LATER)).findings]
    assert sorted(codes) == ["doubled_number", "doubled_number", "no_final_station"]


def test_blanks_and_capitals_make_no_other_number() -> None:
    papers = [
        CouncilPaper(id=id_of(700 + n), municipality_id=id_of(town), title="Vorlage", number=number)
        for n, (town, number) in enumerate(
            ((1, "XII/305"), (1, "xii / 305"), (2, "XII/305"), (1, " "), (1, ""))
        )
    ]
    view = View(Snapshot.of([*four_municipalities(), *papers]), TODAY)
    found = [row.subject_id for row in council_rows(view).findings if row.code == "doubled_number"]
    assert found == [id_of(700), id_of(701)]


def test_a_station_on_another_day_than_its_meeting_is_asked() -> None:
    meeting = Meeting(id=id_of(95), committee_id=id_of(203), held_on=date(2026, 2, 19))
    rows = changed([*agreement_rows(), meeting], station_id(GLA), meeting_id=meeting.id)
    [found] = council_rows(view_of(rows)).findings
    assert found.text == (
        "Vertretung: Als Tag der Beratung steht der 20.02.2026, ihre Sitzung ist aber am 19.02.2026."
    )
    same = changed(rows, meeting.id, held_on=date(2026, 2, 20))
    assert council_rows(view_of(same)).findings == ()


def test_stations_out_of_order_in_time_are_asked_and_a_decision_before_its_committee_weighs() -> None:
    committee = Committee(
        id=id_of(92), municipality_id=GLA, name="HFA", kind=CommitteeKind.COMMITTEE, order="b"
    )
    early = Consultation(
        id=id_of(93), paper_id=id_of(253), committee_id=committee.id, order="a", held_on=date(2026, 3, 1),
        result=Result.RECOMMENDED,
    )  # fmt: skip
    rows = [*agreement_rows(), committee, early]
    [found] = [f for f in council_rows(view_of(rows)).findings if f.subject_id == station_id(GLA)]
    assert (found.code, found.severity) == ("decided_before_prepared", "warning")
    assert found.text == (
        "Vertretung: Die Entscheidung am 20.02.2026 liegt vor der Beratung am 01.03.2026 (HFA). "
        "Bitte prüfen Sie die Tage und die Reihenfolge."
    )
    rows = changed(changed(rows, early.id, order="x"), early.id, held_on=date(2026, 2, 19))
    [found] = council_rows(view_of(rows)).findings
    assert (found.code, found.severity, found.subject_id) == ("station_out_of_order", "note", early.id)
    assert council_rows(view_of(changed(rows, early.id, held_on=date(2026, 2, 20)))).findings == ()


def test_votes_read_as_in_minutes() -> None:
    rows = changed(agreement_rows(), station_id(GLA), votes_yes=21, votes_no=0, abstentions=1)
    place = council_rows(view_of(rows))
    station = next(p for p in place.papers if p.municipality.code == "GLA").consultations[0]
    assert station.votes_text.replace("\u00a0", " ") == "Ja 21, Nein 0, Enthaltungen 1"


def test_meetings_come_by_day_with_the_papers_before_them() -> None:
    meeting = Meeting(id=id_of(95), committee_id=id_of(203), held_on=date(2026, 2, 20), starts_at="19:00")
    rows = changed([*agreement_rows(), meeting], station_id(GLA), meeting_id=meeting.id, held_on=None)
    rows = changed(rows, id_of(253), number="50/GV/XIX")
    place = council_rows(view_of(rows))
    [row] = place.meetings
    assert (row.weekday, row.papers, row.is_past) == ("Fr", "50/GV/XIX", True)
    assert place.papers[-1].consultations[0].date == date(2026, 2, 20)


def test_every_result_has_a_symbol() -> None:
    assert set(SYMBOLS) == set(Result)


def test_everything_goes_into_json() -> None:
    text = json.dumps(dataclasses.asdict(council_rows(view_of(agreement_rows()))), default=str)
    paper = json.loads(text)["papers"][0]
    assert {"municipality", "reference", "consultations"} <= paper.keys()
    assert {"date", "role", "result", "votes_yes"} <= paper["consultations"][0].keys()


def test_the_extract_of_a_resolution_is_known_at_its_station() -> None:
    tx = transaction([cooperation(), *agreement_rows()])
    matters.set_extract(station_id(GLA), True)(tx)
    rows = council_rows(View(tx.snapshot(), LATER)).papers
    assert [row.id for paper in rows for row in paper.consultations if row.has_extract] == [station_id(GLA)]

"""What an importer must find in files of real servers; skipped where they are not at hand."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ozgdesk.commands.paper_import import former_papers, import_papers, plan_papers
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.incoming_papers import IncomingPapers, PaperChoice, papers_with
from ozgdesk.domain.vocabulary import ConsultationRole, Result
from ozgdesk.exchange.oparl_reading import read
from tests.helpers import cooperation, four_municipalities, id_of, make_workspace

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "oparl"
TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the sample files lie beside the checkout")


def facts(found: IncomingPapers) -> dict[str, int]:
    stations = [station for paper in found.papers for station in paper.stations]
    items = [item for meeting in found.meetings for item in meeting.items]
    return {
        "papers": len(found.papers),
        "tombstones": sum(paper.is_deleted for paper in found.papers),
        "stations": len(stations),
        "of meetings there": sum(station.meeting_uid in found.meeting for station in stations),
        "without meeting": sum(not station.meeting_uid for station in stations),
        "several stations": sum(len(paper.stations) > 1 for paper in found.papers),
        "longest": max(len(paper.stations) for paper in found.papers),
        "authoritative": sum(station.is_authoritative is True for station in stations),
        "meetings": len(found.meetings),
        "items": len(items),
        "items with result": sum(bool(item.result) for item in items),
        "items with paper": sum(bool(item.station_uid) for item in items),
        "committees": len(found.committees),
    }


def test_huertgenwald_in_version_1_0_is_read_whole() -> None:
    found = read(FOLDER / "huertgenwald")
    assert facts(found) == {
        "papers": 500,
        "tombstones": 0,
        "stations": 506,
        "of meetings there": 505,
        "without meeting": 1,
        "several stations": 7,
        "longest": 2,
        "authoritative": 0,
        "meetings": 100,
        "items": 1389,
        "items with result": 235,
        "items with paper": 589,
        "committees": 22,
    }
    kinds = Counter(paper.sort for paper in found.papers)
    assert kinds == {"Beschlussvorlage": 473, "Mitteilungsvorlage": 21, "Tischvorlage": 6}
    assert sum(not paper.stations for paper in found.papers) == 1
    days = sorted(meeting.starts_at.date() for meeting in found.meetings if meeting.starts_at)
    assert (days[0], days[-1]) == (date(2007, 1, 23), date(2011, 12, 15))
    assert found.bodies[0].ags == "05358016"
    incomplete = [row.values for row in found.leftovers if row.code == "incomplete_list"]
    assert {"count": 500, "total": 2115} in incomplete


def test_karlsruhe_in_version_1_1_is_read_whole() -> None:
    found = read(FOLDER / "karlsruhe")
    assert facts(found) == {
        "papers": 85,
        "tombstones": 5,
        "stations": 179,
        "of meetings there": 44,
        "without meeting": 6,
        "several stations": 31,
        "longest": 9,
        "authoritative": 115,
        "meetings": 40,
        "items": 915,
        "items with result": 696,
        "items with paper": 735,
        "committees": 97,
    }
    stations = [station for paper in found.papers for station in paper.stations]
    assert Counter(station.role for station in stations) == {
        "Entscheidung": 72,
        "Anhörung": 58,
        "Vorberatung": 29,
        "Kenntnisnahme": 13,
        "Behandlung": 5,
        "Beratung": 2,
    }
    used = {uid for station in stations for uid in station.committee_uids}
    assert len(used & found.committee.keys()) == len(used)


def test_the_key_of_a_municipality_is_repaired() -> None:
    keys = {body.name: body.ags for body in read(FOLDER / "bodies").bodies}
    assert keys == {
        "Stadt Krefeld": "05114000",
        "Gemeinde Schwalmtal": "05166024",
        "Stadt Willich": "05166036",
        "Stadt Leipzig": "",
        "Gemeinde Leopoldshöhe": "",
    }


def test_the_examples_of_the_specification_are_read_without_their_person() -> None:
    found = read(FOLDER / "spec-1.1-beispiele")
    assert [len(rows) for rows in (found.bodies, found.committees, found.meetings, found.papers)] == [
        2,
        1,
        1,
        1,
    ]
    assert {row.code for row in found.leftovers} >= {"persons", "files"}


@pytest.mark.parametrize("name", ["huertgenwald", "karlsruhe"])
def test_a_second_import_of_everything_changes_nothing(name: str, tmp_path: Path) -> None:
    found = read(FOLDER / name)
    choice = PaperChoice({found.bodies[0].uid: id_of(1)})
    workspace = make_workspace(tmp_path, [cooperation(), *four_municipalities()])
    first = plan_papers(workspace.snapshot, found, choice, today=TODAY)
    import_papers(workspace, first)
    papers, stations = workspace.snapshot.all(CouncilPaper), workspace.snapshot.all(Consultation)
    second = plan_papers(workspace.snapshot, found, choice, today=TODAY, former=former_papers(workspace))
    workspace.close()
    live = [paper for paper in found.papers if not paper.is_deleted]
    assert len(papers) == len(live)
    assert len(stations) == sum(len(paper.stations) for paper in live)
    assert second.changes == ()
    assert {row.fate.value for row in second.rows} == {"skipped", "not_carried"}


def test_a_paper_that_was_postponed_keeps_all_its_stations_in_order(tmp_path: Path) -> None:
    """Karlsruhe sends one consultation with four meetings; only the first of them is in the files."""
    found = read(FOLDER / "karlsruhe")
    choice = PaperChoice({found.bodies[0].uid: id_of(1)}, papers_with(found.papers, "2020/0393"))
    workspace = make_workspace(tmp_path, [cooperation(), *four_municipalities()])
    import_papers(workspace, plan_papers(workspace.snapshot, found, choice, today=TODAY))
    snapshot = workspace.snapshot
    workspace.close()
    (paper,) = snapshot.all(CouncilPaper)
    rows = sorted(snapshot.all(Consultation), key=lambda row: row.order)
    bodies = [snapshot.get(Committee, row.committee_id).short_name for row in rows]
    assert paper.number == "2020/0393"
    assert bodies == ["GR", "GR", "GR", "GR", "HFA"]
    assert {row.role for row in rows} == {ConsultationRole.DECIDING}
    assert [row.held_on for row in rows] == [date(2020, 4, 28), None, None, None, None]
    assert [row.result for row in rows] == [Result.POSTPONED, *[Result.OPEN] * 4]
    assert rows[0].note.endswith("Ergebnis „vertagt“ (laut Ratsinformationssystem)")
    assert [row.held_on for row in snapshot.all(Meeting)] == [date(2020, 4, 28)]
    assert len(snapshot.all(Committee)) == 2

"""Papers of a council information system: what comes along, what stays as it is here, and second imports."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ozgdesk.commands import records
from ozgdesk.commands.paper_import import former_papers, import_papers, plan_papers
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.change_set import ChangeSet, Fate
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.incoming_papers import IncomingPapers, PaperChoice, papers_with
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, PaperKind, Result
from ozgdesk.exchange.oparl_reading import read
from tests.exchange.oparl_files import (
    USUAL,
    Row,
    body,
    committee,
    item,
    meeting,
    pages,
    paper,
    station,
    thing,
    url,
    write,
)
from tests.helpers import cooperation, four_municipalities, id_of, make_workspace

TODAY = date(2026, 11, 23)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    found = make_workspace(tmp_path, [cooperation(), *four_municipalities()])
    yield found
    found.close()


def files(workspace: Workspace, *rows: Row) -> IncomingPapers:
    folder = write(workspace.path.parent, pages(*rows))
    return read(folder)


def changed(*rows: Row) -> tuple[Row, ...]:
    """The usual files with other objects in the place of those with the same address."""
    others = {row["id"]: row for row in rows}
    return (*(others.pop(row["id"], row) for row in USUAL), *others.values())


def plan(workspace: Workspace, incoming: IncomingPapers, **choice: Any) -> ChangeSet:
    wanted = PaperChoice(**{"towns": {url("body", 1): id_of(1)}, **choice})
    return plan_papers(workspace.snapshot, incoming, wanted, today=TODAY, former=former_papers(workspace))


def take(workspace: Workspace, *rows: Row, **choice: Any) -> ChangeSet:
    found = plan(workspace, files(workspace, *rows), **choice)
    import_papers(workspace, found)
    return found


def said(found: ChangeSet) -> Counter[tuple[str, str, str]]:
    return Counter((row.kind, row.fate.value, row.code) for row in found.rows)


def stations(workspace: Workspace) -> list[Consultation]:
    return sorted(workspace.snapshot.all(Consultation), key=lambda row: (row.paper_id, row.order))


def test_a_paper_brings_its_way_with_days_roles_results_and_votes(workspace: Workspace) -> None:
    take(workspace, *USUAL)
    (paper_row,) = workspace.snapshot.all(CouncilPaper)
    assert (paper_row.number, paper_row.kind, paper_row.municipality_id) == (
        "1/2026",
        PaperKind.RESOLUTION,
        id_of(1),
    )
    assert paper_row.source == f"OParl: {url('paper', 1)}"
    first, last = stations(workspace)
    assert (first.held_on, first.role, first.result) == (
        date(2026, 6, 10),
        ConsultationRole.PREPARATORY,
        Result.RECOMMENDED,
    )
    assert (last.held_on, last.role, last.result) == (
        date(2026, 6, 24),
        ConsultationRole.DECIDING,
        Result.MAJORITY,
    )
    assert (last.votes_yes, last.votes_no, last.abstentions) == (20, 3, None)
    assert [row.is_final for row in (first, last)] == [False, True]
    assert last.is_public is True
    assert last.note.startswith(
        "TOP 11, Rolle „Entscheidung“, Ergebnis „mehrheitlich beschlossen, 20 Ja-Stimmen"
    )
    council = workspace.snapshot.get(Committee, last.committee_id)
    assert (council.name, council.short_name, council.kind) == (
        "Stadtverordnetenversammlung",
        "StVV",
        CommitteeKind.COUNCIL,
    )
    held = workspace.snapshot.get(Meeting, str(last.meeting_id))
    assert (held.held_on, held.starts_at, held.place) == (date(2026, 6, 24), "18:30", "Rathaus")


def test_it_is_one_step_that_can_be_taken_back_with_a_backup_before(workspace: Workspace) -> None:
    before = workspace.snapshot
    take(workspace, *USUAL)
    assert [head.label for head in workspace.heads()] == ["Vorlagen einlesen"]
    assert list((workspace.path.parent / "backups").rglob("*before-import*"))
    workspace.undo()
    assert workspace.snapshot == before


def test_a_second_import_changes_nothing_and_says_so(workspace: Workspace) -> None:
    take(workspace, *USUAL)
    again = take(workspace, *USUAL)
    assert again.changes == ()
    assert set(said(again)) == {
        (kind, "skipped", "unchanged") for kind in ("committee", "meeting", "council_paper", "consultation")
    }
    assert len(workspace.heads()) == 1


def test_what_changed_there_is_taken_and_what_was_edited_here_stays(workspace: Workspace) -> None:
    take(workspace, *USUAL)
    (row,) = workspace.snapshot.all(CouncilPaper)
    workspace.run("Titel", records.edit(CouncilPaper, row.id, title="Unser Titel"))
    news = paper(1, *USUAL[-1]["consultation"], paperType="Mitteilungsvorlage", name="Ihr Titel")
    found = take(
        workspace, *changed(news, meeting(1, "2026-06-25T19:00:00+02:00", items=USUAL[4]["agendaItem"]))
    )
    (after,) = workspace.snapshot.all(CouncilPaper)
    assert (after.title, after.kind) == ("Unser Titel", PaperKind.INFORMATION)
    conflicts = [(line.kind, line.values["fields"]) for line in found.rows if line.fate is Fate.CONFLICT]
    assert conflicts == [("council_paper", ("title",))]
    assert stations(workspace)[1].held_on == date(2026, 6, 25)
    assert {line.kind for line in found.rows if line.fate is Fate.CHANGED} == {
        "council_paper",
        "consultation",
        "meeting",
    }


def test_what_was_edited_here_and_not_there_is_kept_without_a_conflict(workspace: Workspace) -> None:
    take(workspace, *USUAL)
    row = stations(workspace)[1]
    workspace.run("Ergebnis", records.edit(Consultation, row.id, result=Result.CHANGED, note="Geprüft."))
    found = take(workspace, *USUAL)
    assert found.changes == ()
    assert ("consultation", "skipped", "kept") in said(found)
    assert stations(workspace)[1].result is Result.CHANGED


def test_what_was_removed_here_stays_removed(workspace: Workspace) -> None:
    take(workspace, *USUAL)
    workspace.run("Löschen", records.delete(Consultation, stations(workspace)[0].id))
    found = take(workspace, *USUAL)
    assert found.changes == ()
    assert said(found)["consultation", "skipped", "removed_here"] == 1


def test_stations_of_a_committee_that_was_removed_here_say_so(workspace: Workspace) -> None:
    take(workspace, *USUAL, papers=frozenset(), calendars=frozenset({url("organization", 2)}))
    (row,) = workspace.snapshot.all(Meeting)
    workspace.run("Löschen", records.delete(Meeting, row.id))
    workspace.run("Löschen", records.delete(Committee, row.committee_id))
    found = take(workspace, *USUAL)
    codes = said(found)
    assert codes["committee", "skipped", "removed_here"] == 1
    assert codes["consultation", "not_carried", "committee_removed"] == 1
    assert len(stations(workspace)) == 1


def test_an_import_that_was_taken_back_can_be_done_again(workspace: Workspace) -> None:
    take(workspace, *USUAL)
    before = workspace.snapshot
    workspace.undo()
    take(workspace, *USUAL)
    assert workspace.snapshot == before
    assert take(workspace, *USUAL).changes == ()


def test_a_result_that_comes_later_fills_the_open_station(workspace: Workspace) -> None:
    open_meeting = meeting(1, "2026-12-17T19:00:00+01:00", items=[item(11)])
    take(workspace, *changed(open_meeting))
    assert stations(workspace)[1].result is Result.OPEN
    take(workspace, *changed(meeting(1, "2026-12-17T19:00:00+01:00", items=[item(11, "vertagt")])))
    assert stations(workspace)[1].result is Result.POSTPONED


def test_a_past_meeting_without_a_result_is_named(workspace: Workspace) -> None:
    rows = changed(
        meeting(1, "2026-06-24T18:30:00+02:00", items=[item(11)]),
        meeting(2, "2026-06-10T19:00:00+02:00", (2,), [item(21, "erledigt")]),
    )
    found = take(workspace, *rows)
    assert [row.result for row in stations(workspace)] == [Result.UNKNOWN, Result.UNKNOWN]
    assert (
        stations(workspace)[0].note
        == "TOP 21, Rolle „Vorberatung“, Ergebnis „erledigt“ (laut Ratsinformationssystem)"
    )
    codes = said(found)
    assert (
        codes["consultation", "new", "new_odd_result"]
        == codes["consultation", "new", "new_without_result"]
        == 1
    )


def test_stations_without_meeting_or_committee_are_named(workspace: Workspace) -> None:
    row = paper(
        1, station(31), station(32, 77), station(33, of=()), station(34, of=(55,)), station(35, 1, of=(1, 2))
    )
    found = take(workspace, *changed(row))
    assert len(stations(workspace)) == 3
    codes = said(found)
    for fate, code in (
        ("new", "new_unscheduled"),
        ("new", "new_without_meeting"),
        ("not_carried", "no_committee"),
        ("not_carried", "committee_missing"),
        ("not_carried", "joint_station"),
    ):
        assert codes["consultation", fate, code] == 1


def test_only_what_was_chosen_comes_with_the_committees_and_meetings_it_needs(workspace: Workspace) -> None:
    extra = [
        committee(3, "Bauausschuss"),
        meeting(3, "2026-07-01T19:00:00+02:00", (3,), [item(91)]),
        meeting(4, "2026-09-02T19:00:00+02:00"),
        paper(2, station(91, 3, (3,)), name="Spielplatz"),
    ]
    incoming = files(workspace, *USUAL, *extra)
    chosen = papers_with(incoming.papers, "vorlage 1")
    found = plan(workspace, incoming, papers=chosen)
    kinds = Counter(change.kind for change in found.changes)
    assert kinds == {Committee: 2, Meeting: 2, CouncilPaper: 1, Consultation: 2}
    assert said(found)["file", "skipped", "not_chosen"] == 1
    calendar = plan(workspace, incoming, papers=frozenset(), calendars=frozenset({url("organization", 1)}))
    assert Counter(change.kind for change in calendar.changes) == {Committee: 1, Meeting: 2}


def test_papers_are_chosen_by_words_and_day(workspace: Workspace) -> None:
    rows = [
        paper(1, name="Vereinbarung OZG", date="2026-05-01"),
        paper(2, name="Spielplatz", date="2026-06-01"),
        paper(3, name="Vereinbarung Bauhof", date="2024-01-01"),
        {**paper(4, name="Vereinbarung ohne Tag"), "date": None},
        paper(5, name="", deleted=True),
    ]
    papers = files(workspace, body(), *rows).papers

    def numbers(text: str = "", since: date | None = None) -> set[str]:
        return {uid.rpartition("/")[2] for uid in papers_with(papers, text, since)}

    assert numbers("VEREINBARUNG ozg") == {"1", "5"}
    assert numbers("2/2026") == {"2", "5"}
    assert numbers("vereinbarung", date(2026, 1, 1)) == {"1", "4", "5"}
    assert numbers() == {"1", "2", "3", "4", "5"}


def test_a_tombstone_closes_the_paper_that_is_here_and_brings_none(workspace: Workspace) -> None:
    gone = {"id": url("paper", 1), "type": "https://schema.oparl.org/1.1/Paper", "deleted": True,
            "modified": "2026-10-05T10:00:00+02:00", "name": "", "reference": ""}  # fmt: skip
    found = take(workspace, *changed(gone))
    assert not workspace.snapshot.all(CouncilPaper)
    assert said(found)["file", "not_carried", "lost_tombstones"] == 1
    take(workspace, *USUAL)
    take(workspace, body(), gone)
    (row,) = workspace.snapshot.all(CouncilPaper)
    assert (row.closed_on, row.closed_note) == (date(2026, 10, 5), "im Ratsinformationssystem gelöscht")
    assert len(stations(workspace)) == 2
    assert take(workspace, body(), gone).changes == ()
    workspace.run("Öffnen", records.edit(CouncilPaper, row.id, closed_on=None, closed_note=""))
    assert take(workspace, body(), gone).changes == ()


def test_a_tombstone_that_does_not_say_what_it_was_cancels_its_meeting(workspace: Workspace) -> None:
    take(workspace, *USUAL)
    gone = {"id": url("meeting", 1), "deleted": True, "modified": "2026-10-05T10:00:00+02:00"}
    take(workspace, body(), gone)
    held = {row.held_on: row.is_cancelled for row in workspace.snapshot.all(Meeting)}
    assert held == {date(2026, 6, 24): True, date(2026, 6, 10): False}


def test_deleted_stations_and_committees_stay_here(workspace: Workspace) -> None:
    take(workspace, *USUAL)
    row = paper(1, station(11, 1, deleted=True), station(21, 2, (2,)), station(99, 1, deleted=True))
    found = take(workspace, *changed(row, committee(2, "Haupt- und Finanzausschuss", deleted=True)))
    codes = said(found)
    assert (
        codes["consultation", "skipped", "gone_there"]
        == codes["consultation", "skipped", "deleted_there"]
        == 1
    )
    assert codes["committee", "not_carried", "committee_deleted"] == 1
    assert len(stations(workspace)) == 2


def test_a_paper_names_the_one_it_belongs_to_whatever_comes_first(workspace: Workspace) -> None:
    rows = [paper(1, consultation=[], superordinatedPaper=[url("paper", 2)]), paper(2, consultation=[])]
    take(workspace, body(), *rows)
    by_number = {row.number: row for row in workspace.snapshot.all(CouncilPaper)}
    assert by_number["1/2026"].predecessor_id == by_number["2/2026"].id


def test_a_committee_of_an_earlier_import_is_known_when_the_file_only_names_it(workspace: Workspace) -> None:
    take(workspace, *USUAL)
    found = take(workspace, body(), paper(3, station(41, of=(1,))))
    assert said(found)["consultation", "new", "new_unscheduled"] == 1


def test_papers_of_a_body_that_belongs_to_nobody_stay_away(workspace: Workspace) -> None:
    found = take(workspace, *USUAL, towns={})
    assert found.changes == ()
    assert said(found)["body", "not_carried", "no_town"] == 1


def test_joint_meetings_deleted_ones_and_long_names_are_named(workspace: Workspace) -> None:
    rows = changed(
        meeting(1, "2026-06-24T18:30:00+02:00", (1, 2), [item(11)]),
        meeting(2, "2026-06-10T19:00:00+02:00", (2,), deleted=True),
        paper(1, station(11, 1), station(21, 2, (2,)), name="Lang " * 100),
    )
    codes = said(take(workspace, *rows))
    assert (
        codes["meeting", "not_carried", "joint_meeting"] == codes["meeting", "skipped", "deleted_there"] == 1
    )
    assert codes["council_paper", "not_carried", "long_name"] == 1


def test_a_joint_meeting_is_kept_with_one_committee_and_gives_the_other_its_day(workspace: Workspace) -> None:
    joint = meeting(1, "2026-06-24T18:30:00+02:00", (1, 2), [item(11), item(12), item(13)])
    take(workspace, *changed(joint, paper(1, station(11, 1), station(12, 1, (2,)), station(13, 1, (2, 1)))))
    names = {row.id: row.short_name for row in workspace.snapshot.all(Committee)}
    found = {
        (names[row.committee_id], row.meeting_id is not None, row.held_on) for row in stations(workspace)
    }
    assert found == {("StVV", True, date(2026, 6, 24)), ("HFA", False, date(2026, 6, 24))}
    for row in stations(workspace):
        workspace.run("Bemerkung", records.edit(Consultation, row.id, note="Geprüft."))


def test_what_was_changed_meanwhile_is_not_overwritten(workspace: Workspace) -> None:
    take(workspace, *USUAL)
    late = plan(workspace, files(workspace, *changed(paper(1, name="Neuer Titel"))))
    (row,) = workspace.snapshot.all(CouncilPaper)
    workspace.run("Titel", records.edit(CouncilPaper, row.id, title="Anders"))
    with pytest.raises(Exception, match="import_stale"):
        import_papers(workspace, late)
    assert workspace.snapshot.get(CouncilPaper, row.id).title == "Anders"


def test_departments_become_one_line(workspace: Workspace) -> None:
    office = thing("Organization", 8, name="Hauptamt", organizationType="Verwaltungsbereich")
    row = paper(1, consultation=[], underDirectionOf=[url("organization", 8)])
    take(workspace, body(), office, row)
    assert [row.lead_department for row in workspace.snapshot.all(CouncilPaper)] == ["Hauptamt"]
    assert not workspace.snapshot.all(Committee)

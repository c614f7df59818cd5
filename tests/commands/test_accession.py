"""Drafts of an accession are made, taken back and made again in one step."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ozgdesk.commands.accession import authorise_board, draft_accession, newcomer, tick_conditions
from ozgdesk.commands.agreements import copy_version, make_current
from ozgdesk.commands.councils import record_result
from ozgdesk.commands.records import create
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.agreements import AccessionCondition, AgreementParty, AgreementVersion, Clause
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.effect import EffectState, effects
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.tasks import Link, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind, CommitteeKind, LegalForm, Result, TaskKind
from ozgdesk.present.agreement import clause_rows
from tests.domain.agreement_rows import AGREEMENT, GLA, USI, VERSION, agreement_rows
from tests.helpers import TODAY, TestClock, cooperation, make_workspace

WEILROD = "06434013"
ON = date(2027, 4, 1)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    rows = [cooperation(), *agreement_rows(LegalForm.MANDATE)]
    found = make_workspace(tmp_path, rows, TestClock(first_id=0xABC000))
    yield found
    found.close()


def draft(workspace: Workspace, ags: str = WEILROD) -> Municipality:
    joining = newcomer(workspace.snapshot, ags, ON)
    made = workspace.run("Entwürfe", draft_accession(AGREEMENT, joining, ON))
    return workspace.snapshot.get(Municipality, made.municipality_id)


def test_drafts_come_and_go_in_one_step(workspace: Workspace) -> None:
    before = workspace.snapshot
    town = draft(workspace)
    after = workspace.snapshot
    assert (town.name, town.code, town.party_from) == ("Weilrod", "WEIL", ON)
    party = next(row for row in after.all(AgreementParty) if row.municipality_id == town.id)
    assert party.joined_on == ON
    version = next(row for row in after.all(AgreementVersion) if row.based_on_id == VERSION)
    assert (version.name, version.is_current, version.frozen_on) == ("Entwurf: Beitritt Weilrod", False, None)
    workspace.undo()
    assert workspace.snapshot == before
    workspace.redo()
    assert workspace.snapshot == after


def test_every_council_gets_a_paper_on_the_draft_and_nothing_is_decided(workspace: Workspace) -> None:
    known = {row.id for row in workspace.snapshot.all(CouncilPaper)}
    town = draft(workspace)
    papers = [row for row in workspace.snapshot.all(CouncilPaper) if row.id not in known]
    assert {paper.municipality_id for paper in papers} == {USI, GLA, town.id}
    assert all("01.04.2027" in paper.resolution_text for paper in papers)
    ids = {paper.id for paper in papers}
    stations = [row for row in workspace.snapshot.all(Consultation) if row.paper_id in ids]
    assert {row.result for row in stations} == {Result.OPEN}
    assert {row.held_on for row in stations} == {None}
    names = {row.id: row.name for row in workspace.snapshot.all(AgreementVersion)}
    assert {names[row.version_id or ""] for row in stations} == {"Entwurf: Beitritt Weilrod"}


def test_an_agreement_in_force_stays_so_while_an_accession_is_drafted(workspace: Workspace) -> None:
    draft(workspace)
    found = effects(workspace.snapshot, TODAY)[AGREEMENT]
    assert found.state is EffectState.EFFECTIVE
    assert len(found.parties) == 2


def test_what_is_not_known_of_an_agreement_does_not_become_worse_by_drafts(tmp_path: Path) -> None:
    bare = [row for row in agreement_rows() if not isinstance(row, CouncilPaper | Consultation)]
    clock = TestClock(first_id=0xABC000)
    workspace = make_workspace(tmp_path, [cooperation(), *bare], clock)
    before = effects(workspace.snapshot, TODAY)[AGREEMENT]
    draft(workspace)
    after = effects(workspace.snapshot, TODAY)[AGREEMENT]
    assert before.state is after.state is EffectState.UNKNOWN
    assert before.missing == after.missing
    workspace.close()


def test_a_change_that_not_all_have_passed_leaves_the_agreement_in_force(workspace: Workspace) -> None:
    draft(workspace)
    version = next(row for row in workspace.snapshot.all(AgreementVersion) if row.based_on_id == VERSION)
    station = next(
        row
        for row in workspace.snapshot.all(Consultation)
        if row.version_id == version.id
        and row.is_final
        and workspace.snapshot.get(CouncilPaper, row.paper_id).municipality_id == USI
    )
    held_on = date(2026, 11, 20)
    workspace.run("Ergebnis", record_result(station.id, Result.UNANIMOUS, held_on=held_on))
    assert effects(workspace.snapshot, TODAY)[AGREEMENT].state is EffectState.EFFECTIVE
    workspace.run("Maßgeblich", make_current(version.id))
    found = effects(workspace.snapshot, TODAY)[AGREEMENT]
    assert (found.state, found.missing) == (EffectState.EFFECTIVE, ())
    waiting = [r.municipality_id for r in found.duties if r.code == "current_version_not_passed"]
    assert waiting == [GLA]


def test_the_drafted_papers_are_the_consent_once_they_are_passed(workspace: Workspace) -> None:
    def missing() -> list[object]:
        reasons = effects(workspace.snapshot, TODAY)[AGREEMENT].reasons
        return [row.values["towns"] for row in reasons if row.code == "consents_to_come"]

    draft(workspace)
    assert missing() == [("Usingen", "Glashütten")]
    drafts = {row.id for row in workspace.snapshot.all(AgreementVersion) if row.based_on_id == VERSION}
    for place, station in enumerate(workspace.snapshot.all(Consultation)):
        town = workspace.snapshot.get(CouncilPaper, station.paper_id).municipality_id
        if station.version_id in drafts and station.is_final and town in (USI, GLA):
            day = date(2026, 11, 16 + place % 4)
            workspace.run("Ergebnis", record_result(station.id, Result.UNANIMOUS, held_on=day))
    assert missing() == []


def test_the_draft_names_the_party_that_joins_and_the_text_in_force_does_not(workspace: Workspace) -> None:
    workspace.run(
        "Text",
        create(Clause, version_id=VERSION, kind=ClauseKind.FORMULA, text="Zwischen {field:parties} gilt:"),
    )
    draft(workspace)
    view = View(workspace.snapshot, TODAY)
    texts = {
        row.name: "".join(clause.text for clause in clause_rows(view, row.id))
        for row in workspace.snapshot.all(AgreementVersion)
    }
    assert texts["Fassung"] == "Zwischen die Stadt Usingen und die Gemeinde Glashütten gilt:"
    assert "die Gemeinde Weilrod" in texts["Entwurf: Beitritt Weilrod"]


def test_other_drafts_name_the_party_that_joins_only_from_its_day_on(workspace: Workspace) -> None:
    workspace.run(
        "Text",
        create(Clause, version_id=VERSION, kind=ClauseKind.FORMULA, text="Zwischen {field:parties} gilt:"),
    )
    before = workspace.run("Kopie", copy_version(VERSION, "Anderer Entwurf"))
    draft(workspace)
    after = workspace.run("Kopie", copy_version(VERSION, "Späterer Entwurf"))
    accession = next(
        row for row in workspace.snapshot.all(AgreementVersion) if row.name == "Entwurf: Beitritt Weilrod"
    )
    further = workspace.run("Kopie", copy_version(accession.id, "Beitritt, zweiter Entwurf"))

    def text(version_id: str, on: date) -> str:
        return "".join(row.text for row in clause_rows(View(workspace.snapshot, on), version_id))

    eve = ON - timedelta(days=1)
    for version in (before, after):
        assert "Weilrod" not in text(version.id, eve)
        assert "Weilrod" in text(version.id, ON)
    for version in (accession, further):
        assert "Weilrod" in text(version.id, eve)


def test_the_plan_gets_resolutions_signing_and_filing_in_their_order(workspace: Workspace) -> None:
    draft(workspace)
    tasks = {row.id: row for row in workspace.snapshot.all(Task)}
    names = [row.name for row in sorted(tasks.values(), key=lambda row: row.number)][1:]
    assert names == [
        "Beitritt Weilrod",
        "Beschluss Gemeindevertretung Weilrod",
        "Beschluss Stadtverordnetenversammlung Usingen",
        "Beschluss Gemeindevertretung Glashütten",
        "Änderungsvereinbarung zum Beitritt Weilrod unterzeichnen",
        "Beitritt Weilrod anzeigen",
        "Beitritt Weilrod wirksam",
    ]
    links = [
        (tasks[row.predecessor_id].name, tasks[row.successor_id].name) for row in workspace.snapshot.all(Link)
    ]
    assert len(links) == 5
    assert ("Beitritt Weilrod anzeigen", "Beitritt Weilrod wirksam") in links
    day = next(row for row in tasks.values() if row.name == "Beitritt Weilrod wirksam")
    assert (day.kind, day.deadline_on) == (TaskKind.MILESTONE, ON)


def test_an_authorised_board_decides_and_its_council_gets_no_station(workspace: Workspace) -> None:
    joining = newcomer(workspace.snapshot, WEILROD, ON)
    conditions = workspace.run("Ermächtigung", authorise_board(AGREEMENT, USI, joining))
    assert [row.is_met for row in conditions] == [False, False]
    workspace.run("Bedingungen", tick_conditions({conditions[0].id: True}))
    row = workspace.snapshot.get(AccessionCondition, conditions[0].id)
    assert (row.is_met, row.met_on) == (True, TODAY)
    draft(workspace)
    assert len([row for row in workspace.snapshot.all(Municipality) if row.ags == WEILROD]) == 1
    paper = next(
        row
        for row in workspace.snapshot.all(CouncilPaper)
        if row.municipality_id == USI and row.title.startswith("Beitritt")
    )
    stations = [row for row in workspace.snapshot.all(Consultation) if row.paper_id == paper.id]
    bodies = [workspace.snapshot.get(Committee, row.committee_id).kind for row in stations]
    assert bodies == [CommitteeKind.ADMINISTRATION]
    assert stations[0].is_final


def test_a_party_cannot_join_twice(workspace: Workspace) -> None:
    draft(workspace)
    before = workspace.snapshot
    with pytest.raises(RuleViolation, match="already_member"):
        draft(workspace)
    assert workspace.snapshot == before


def test_two_newcomers_differ_in_code_and_colour(workspace: Workspace) -> None:
    draft(workspace)
    draft(workspace, "06440003")
    towns = workspace.snapshot.all(Municipality)
    assert len({town.code for town in towns}) == len(towns)
    joined = [town.color for town in towns if town.party_from == ON]
    assert len(set(joined)) == 2

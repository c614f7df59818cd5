"""What the samples say, and that a faulty file is named with row and field."""

from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from ozgdesk.commands.sample_file import SampleError, read_sample
from ozgdesk.commands.samples import SAMPLES, build_sample, sample_cards
from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause, Signature
from ozgdesk.domain.cooperation import Grant, Municipality, SharedOffice
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.registry import references
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind, GrantState, LegalForm, Light, Result, TaskState
from tests.helpers import TODAY, make_workspace


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"


def snapshot(name: str, today: date = TODAY) -> Snapshot:
    return Snapshot.of(build_sample(name, today, ids()))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_reference_of_a_sample_leads_to_a_row(name: str) -> None:
    rows = build_sample(name, TODAY, ids())
    known = {(type(row), row.id) for row in rows}
    for row in rows:
        for field, target in references(type(row)):
            value = getattr(row, field)
            assert value is None or (target, value) in known, (row, field)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_fills_a_project_file_and_is_read_back_equal(name: str, tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, build_sample(name, TODAY, ids()))
    try:
        assert workspace.snapshot == snapshot(name)
    finally:
        workspace.close()


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "empty"])
def test_every_fact_of_a_sample_names_its_source(name: str) -> None:
    for row in build_sample(name, TODAY, ids()):
        if isinstance(row, Municipality | Task | Committee | CouncilPaper | Consultation | Grant | Agreement):
            assert row.source, row


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_offered_with_title_and_description(name: str) -> None:
    cards = {card.name: card for card in sample_cards()}
    assert cards[name].title
    assert cards[name].description


def test_an_unknown_sample_is_refused() -> None:
    with pytest.raises(KeyError):
        build_sample("hessen", TODAY, ids())


def test_a_frozen_text_of_the_demo_says_what_held_when_it_was_frozen() -> None:
    rows = snapshot("demo")
    frozen = {version.id for version in rows.all(AgreementVersion) if version.frozen_on is not None}
    texts = [clause.text for clause in rows.all(Clause) if clause.version_id in frozen]
    assert any("| Musterstadt |" in text for text in texts), "the table of the annex names who led"
    assert not any("{field:" in text for text in texts)


def test_the_four_have_two_linked_matters_and_no_invented_result() -> None:
    rows = snapshot("taunus")
    papers = {paper.number: paper for paper in rows.all(CouncilPaper)}
    assert set(papers) == {"XII/305/2020", "50/GV/XIX"}
    old = rows.get(Agreement, papers["XII/305/2020"].agreement_id or "")
    new = rows.get(Agreement, papers["50/GV/XIX"].agreement_id or "")
    assert new.predecessor_id == old.id
    assert {station.result for station in rows.all(Consultation)} == {Result.UNKNOWN}
    finals = {station.held_on for station in rows.all(Consultation) if station.is_final}
    assert finals == {date(2021, 2, 25), date(2021, 6, 24)}
    assert {t.legal_form for t in rows.all(Task)} == {LegalForm.NOT_STATED}


@pytest.mark.parametrize("name", ["taunus", "oberzentren", "kassel-nord"])
def test_what_a_source_says_of_an_agreement_gets_no_number_of_a_paragraph(name: str) -> None:
    kinds = {row.kind for row in snapshot(name).all(Clause)}
    assert kinds == {ClauseKind.PREAMBLE}, "no source gives the text, so no source gives a §"


def test_the_leads_of_the_four_are_those_the_paper_names() -> None:
    view = View(snapshot("taunus"), TODAY)
    codes = {m.id: m.code for m in view.municipalities}
    led = {
        view.snapshot.get(Task, task_id).number: codes[row.municipality_id]
        for task_id, row in view.ownership.lead.items()
    }
    assert led == {
        "A-002": "USI", "A-003": "NA", "A-004": "USI", "A-005": "USI", "A-006": "NA", "A-007": "USI"
    }  # fmt: skip
    done = [t.name for t in view.snapshot.all(Task) if t.state is TaskState.DONE]
    assert len(done) == 2
    assert all("civento" in name for name in done)


def test_master_data_of_the_four_come_from_the_census() -> None:
    found = {m.code: (m.ags, m.population, m.district) for m in snapshot("taunus").all(Municipality)}
    assert found["GLA"] == ("06434003", 5395, "Hochtaunuskreis")
    assert found["USI"] == ("06434011", 15227, "Hochtaunuskreis")


def test_grants_keep_amount_and_firmness_of_the_source() -> None:
    grants = {g.amount_cents: (g.state, g.is_ceiling) for g in snapshot("taunus").all(Grant)}
    assert grants == {
        13_000_000: (GrantState.PROSPECTIVE, False),
        5_000_000: (GrantState.SIGNALLED, False),
        10_000_000: (GrantState.PROSPECTIVE, True),
    }
    assert len(snapshot("taunus").all(SharedOffice)) == 6


def test_only_towns_above_50_000_inhabitants_have_a_lord_mayor() -> None:
    towns = {m.code: m.has_lord_mayor for m in snapshot("oberzentren").all(Municipality)}
    assert towns == {"MR": True, "WZ": True, "GI": True, "LM": False, "FD": True}


def test_all_eight_signed_north_of_kassel_and_one_resolution_is_known() -> None:
    rows = snapshot("kassel-nord")
    assert [s.signed_on for s in rows.all(Signature)] == [date(2023, 4, 25)] * 8
    assert [s.result for s in rows.all(Consultation)] == [Result.ADOPTED]


def test_the_demo_names_functions_and_shows_every_light_and_state() -> None:
    view = View(snapshot("demo"), TODAY)
    assert all(person.is_function for person in view.snapshot.all(Person))
    assert set(Absence.model_fields) == {"id", "person_id", "from_on", "until_on", "deputy_id"}
    lights = {
        getattr(light, part).light for light in view.lights.values() for part in ("schedule", "cost", "risk")
    }
    assert lights == set(Light)
    assert {t.state for t in view.snapshot.all(Task)} == set(TaskState)


@pytest.mark.parametrize("today", [date(2026, 11, 21), date(2027, 1, 1), date(2028, 2, 29)])
def test_the_demo_is_late_but_alive_whenever_it_is_created(today: date) -> None:
    view = View(snapshot("demo", today), today)
    assert view.plan.late
    assert view.lights[None].schedule.light is Light.RED


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[[task]]\nnumber = =\nname = 1", "line 2"),
        ("[[aufgabe]]\nname = 'X'", "aufgabe"),
        ("[[task]]\nnumber = 'A-001'\nname = 'X'\ncolour = 'red'", "colour"),
        ("[[task]]\nnumber = 'A-001'\nname = 'X'\nlead = 'USI'", "USI"),
        ("[[task]]\nnumber = 'A-001'\nname = 'X'\nprogress_percent = 150", "progress_percent"),
        ("[[task]]\nnumber = 'A-001'\nname = 'X'\nafter = ['A-001 XX']", "A-001 XX"),
        ("[[task]]\nnumber = 'A-001'\nname = 'X'\nsource = 'na'", "na"),
        ("[[person]]\nkey = 'p'\nname = 'X'\n[[person]]\nkey = 'p'\nname = 'Y'", "'p'"),
    ],
)
def test_a_faulty_sample_is_named_with_file_row_and_field(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "faulty.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SampleError) as problem:
        read_sample(file, TODAY, ids())
    assert "faulty.toml" in str(problem.value)
    assert named in str(problem.value)

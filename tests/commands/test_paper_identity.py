"""Which row an object of a council information system is: what was typed here before is known again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ozgdesk.commands import records
from ozgdesk.commands.paper_bodies import proposed_towns
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.incoming_papers import IncomingBody, IncomingPapers
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, Result
from tests.commands.test_paper_import import changed, said, stations, take
from tests.exchange.oparl_files import USUAL, item, meeting, paper, station
from tests.helpers import cooperation, four_municipalities, id_of, make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    found = make_workspace(tmp_path, [cooperation(), *four_municipalities()])
    yield found
    found.close()


def typed_here(workspace: Workspace) -> str:
    """A paper with a station in the council that somebody typed before anything was imported."""

    def command(tx: Any) -> str:
        council = {"kind": CommitteeKind.COUNCIL, "seats": 37, "order": "V"}
        row = Committee(
            id=tx.new_id(), municipality_id=id_of(1), name="stadtverordnetenversammlung", **council
        )
        paper_row = CouncilPaper(
            id=tx.new_id(), municipality_id=id_of(1), title="OZG-Vereinbarung", number="1/2026"
        )
        said = {"role": ConsultationRole.DECIDING, "is_final": True, "order": "V"}
        way = Consultation(
            id=tx.new_id(), paper_id=paper_row.id, committee_id=row.id, held_on=date(2026, 6, 24), **said
        )
        held = Meeting(id=tx.new_id(), committee_id=row.id, held_on=date(2026, 6, 24), starts_at="19:00")
        tx.insert_many([row, held, paper_row, way])
        return paper_row.id

    return workspace.run("Tippen", command)


def test_what_was_typed_before_is_known_again_and_only_its_blanks_are_filled(workspace: Workspace) -> None:
    paper_id = typed_here(workspace)
    found = take(workspace, *USUAL)
    (row,) = workspace.snapshot.all(CouncilPaper)
    assert (row.id, row.title, row.dated_on) == (paper_id, "OZG-Vereinbarung", date(2026, 5, 1))
    council = next(row for row in workspace.snapshot.all(Committee) if row.kind is CommitteeKind.COUNCIL)
    assert (council.name, council.short_name, council.seats) == ("stadtverordnetenversammlung", "StVV", 37)
    (way,) = [row for row in stations(workspace) if row.committee_id == council.id]
    assert (way.result, way.votes_yes, way.order) == (Result.MAJORITY, 20, "V")
    (held,) = [row for row in workspace.snapshot.all(Meeting) if row.committee_id == council.id]
    assert (held.starts_at, held.place) == ("19:00", "Rathaus")
    assert [(line.kind, line.values["fields"]) for line in found.rows if line.fate is Fate.CONFLICT] == [
        ("meeting", ("starts_at",)),
        ("council_paper", ("title",)),
    ]
    again = take(workspace, *USUAL)
    assert again.changes == ()


def test_a_station_without_a_day_gets_that_of_a_joint_meeting(workspace: Workspace) -> None:
    typed_here(workspace)
    (row,) = stations(workspace)
    workspace.run("Tag", records.edit(Consultation, row.id, held_on=None))
    workspace.run("Sitzung", records.delete(Meeting, workspace.snapshot.all(Meeting)[0].id))
    joint = meeting(1, "2026-06-24T18:30:00+02:00", (2, 1), [item(11, "beschlossen")])
    take(workspace, *changed(joint))
    after = workspace.snapshot.get(Consultation, row.id)
    assert (after.held_on, after.meeting_id, after.result) == (date(2026, 6, 24), None, Result.ADOPTED)


def test_what_comes_in_a_new_wahlperiode_goes_to_the_committee_of_that_time(workspace: Workspace) -> None:
    take(workspace, *USUAL)
    old = next(row for row in workspace.snapshot.all(Committee) if row.kind is CommitteeKind.COUNCIL)
    values = {name: getattr(old, name) for name in Committee.model_fields}
    new = Committee(**{**values, "id": id_of(77), "predecessor_id": old.id, "valid_from": date(2026, 10, 1)})
    ended = records.edit(Committee, old.id, valid_until=date(2026, 9, 30))
    workspace.run("Wahlperiode", lambda tx: (ended(tx), tx.insert(new)))
    assert take(workspace, *USUAL).changes == ()
    later = meeting(9, "2026-12-17T19:00:00+01:00", items=[item(99)])
    take(workspace, *USUAL, later, paper(2, station(99, 9)))
    bodies = {row.held_on: row.committee_id for row in workspace.snapshot.all(Meeting)}
    assert (bodies[date(2026, 6, 24)], bodies[date(2026, 12, 17)]) == (old.id, new.id)
    assert {row.held_on: row.committee_id for row in stations(workspace)} == bodies
    assert take(workspace, *USUAL, later, paper(2, station(99, 9))).changes == ()


def test_of_typed_committees_that_follow_each_other_each_gets_what_is_of_its_time(
    workspace: Workspace,
) -> None:
    typed_here(workspace)
    (old,) = workspace.snapshot.all(Committee)
    values = {name: getattr(old, name) for name in Committee.model_fields}
    new = Committee(**{**values, "id": id_of(77), "predecessor_id": old.id, "valid_from": date(2026, 10, 1)})
    ended = records.edit(Committee, old.id, valid_until=date(2026, 9, 30))
    workspace.run("Wahlperiode", lambda tx: (ended(tx), tx.insert(new)))
    later = meeting(9, "2026-12-17T19:00:00+01:00", items=[item(99)])
    take(workspace, *USUAL, later, paper(2, station(99, 9)))
    bodies = {row.held_on: row.committee_id for row in workspace.snapshot.all(Meeting)}
    assert (bodies[date(2026, 6, 24)], bodies[date(2026, 12, 17)]) == (old.id, new.id)
    assert len(workspace.snapshot.all(Committee)) == 3


def test_doubled_numbers_are_named_and_known_by_their_ids(workspace: Workspace) -> None:
    typed_here(workspace)
    twins = [
        paper(number, consultation=[], reference="1/2026", name=f"Zwilling {number}") for number in (1, 2)
    ]
    found = take(workspace, *changed(*twins))
    assert said(found)["council_paper", "new", "new_double_number"] == 2
    assert len(workspace.snapshot.all(CouncilPaper)) == 3


@pytest.mark.parametrize(
    ("there", "town"),
    [
        (IncomingBody("b", "Körperschaft 17", ags="06434011"), 1),
        (IncomingBody("b", "Stadt Usingen"), 1),
        (IncomingBody("b", "Gemeinde Schmitten im Taunus"), 4),
        (IncomingBody("b", "Gemeinde Usinger Land"), None),
        (IncomingBody("b", "Stadt Usingen", ags="99999999"), None),
        (IncomingBody("b"), None),
    ],
)
def test_whose_a_body_is_follows_from_its_key_else_from_its_name(
    there: IncomingBody, town: int | None
) -> None:
    rows = [row.model_validate({**row.model_dump(), "ags": "06434011"}) if row.code == "USI" else row
            for row in four_municipalities()]  # fmt: skip
    found = proposed_towns(Snapshot.of(rows), IncomingPapers("x", bodies=(there,)))
    assert found == ({} if town is None else {"b": id_of(town)})

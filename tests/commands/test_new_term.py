from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ozgdesk.commands.new_term import NewTerm, begin_term
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.new_term import PaperChoice
from ozgdesk.domain.resolutions import stations_of
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.vocabulary import ConsultationRole, Result
from ozgdesk.texts.new_term import BEGIN_TERM
from tests.domain.council_calendar import (
    AGREEMENT,
    BOARD,
    COUNCIL,
    NA,
    USI,
    body,
    body_id,
    matter_rows,
    meetings,
)
from tests.helpers import cooperation, id_of, make_workspace

FIRST = date(2027, 4, 1)
PAPER, DONE, WAITING, FINAL = id_of(700), id_of(711), id_of(712), id_of(713)


def station(id_: str, at: str, **values: object) -> Consultation:
    return Consultation(id=id_, paper_id=PAPER, committee_id=at, order=f"s{id_[-1]}", **values)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    later = meetings(NA, COUNCIL, [date(2027, 2, 18), date(2027, 4, 22)])
    rows = [
        cooperation(),
        *matter_rows(),
        body(NA, BOARD, valid_from=date(2021, 4, 1), term="XII"),
        body(NA, COUNCIL, valid_from=date(2021, 4, 1), term="XII", seats=37, notice_days=7, closing_days=14),
        body(USI, COUNCIL),
        *later,
        CouncilPaper(
            id=PAPER,
            municipality_id=NA,
            agreement_id=AGREEMENT,
            title="ÖRV",
            number="XII/305/2020",
            term="XII",
        ),
        station(DONE, body_id(NA, BOARD), held_on=date(2026, 11, 3), result=Result.RECOMMENDED),
        station(WAITING, body_id(NA, BOARD), held_on=date(2027, 3, 2)),
        station(
            FINAL,
            body_id(NA, COUNCIL),
            meeting_id=later[1].id,
            held_on=later[1].held_on,
            role=ConsultationRole.DECIDING,
            is_final=True,
        ),
    ]
    workspace = make_workspace(tmp_path, rows)
    yield workspace
    workspace.close()


def begin(project: Workspace, choice: PaperChoice | None = None) -> NewTerm:
    chosen = ((PAPER, choice),) if choice else ()
    return project.run(BEGIN_TERM, begin_term(NA, "XIII", FIRST, chosen))


def council(project: Workspace, made: NewTerm) -> Committee:
    return next(row for row in made.bodies if row.predecessor_id == body_id(NA, COUNCIL))


def test_the_bodies_of_one_municipality_are_copied_and_the_old_ones_end_the_day_before(
    project: Workspace,
) -> None:
    made = begin(project)
    new = council(project, made)
    assert (new.term, new.valid_from, new.valid_until) == ("XIII", FIRST, None)
    assert (new.seats, new.notice_days, new.closing_days) == (37, 7, 14)
    assert project.snapshot.get(Committee, body_id(NA, COUNCIL)).valid_until == date(2027, 3, 31)
    assert project.snapshot.get(Committee, body_id(USI, COUNCIL)).valid_until is None
    assert len(made.bodies) == 2


def test_meetings_from_the_first_day_on_go_to_the_new_bodies(project: Workspace) -> None:
    new = council(project, begin(project))
    held = {row.held_on: row.committee_id for row in project.snapshot.all(Meeting)}
    assert held == {date(2027, 2, 18): body_id(NA, COUNCIL), date(2027, 4, 22): new.id}


def test_a_paper_that_goes_on_keeps_what_lies_in_the_old_term(project: Workspace) -> None:
    new = council(project, begin(project, PaperChoice.CONTINUE))
    stations = [row.committee_id for row in stations_of(project.snapshot, PAPER)]
    assert stations == [body_id(NA, BOARD), body_id(NA, BOARD), new.id]
    final = project.snapshot.get(Consultation, FINAL)
    assert project.snapshot.get(Meeting, str(final.meeting_id)).committee_id == new.id


def test_a_paper_brought_in_anew_goes_the_whole_way_again_and_names_the_old_one(project: Workspace) -> None:
    made = begin(project, PaperChoice.ANEW)
    (paper,) = made.papers
    assert (paper.number, paper.term, paper.predecessor_id) == ("", "XIII", PAPER)
    stations = stations_of(project.snapshot, paper.id)
    new_ids = {body.id for body in made.bodies}
    assert [(row.result, row.held_on, row.meeting_id) for row in stations] == [(Result.OPEN, None, None)] * 3
    assert {row.committee_id for row in stations} == new_ids
    assert [row.is_final for row in stations] == [False, False, True]
    old = project.snapshot.get(CouncilPaper, PAPER)
    assert (old.closed_on, old.closed_note) == (
        date(2027, 3, 31),
        "Neu eingebracht in der Wahlperiode XIII.",
    )


def test_a_settled_paper_is_closed_with_its_reason(project: Workspace) -> None:
    assert begin(project, PaperChoice.SETTLED).papers == ()
    old = project.snapshot.get(CouncilPaper, PAPER)
    assert (old.closed_on, old.closed_note) == (
        date(2027, 3, 31),
        "Mit dem Ende der Wahlperiode erledigt.",
    )


@pytest.mark.parametrize("choice", PaperChoice)
def test_one_step_takes_all_of_it_back(project: Workspace, choice: PaperChoice) -> None:
    before = project.snapshot
    begin(project, choice)
    project.undo()
    assert project.snapshot == before


def test_a_term_that_has_begun_does_not_begin_again(project: Workspace) -> None:
    begin(project)
    with pytest.raises(RuleViolation) as refused:
        begin(project)
    assert refused.value.code == "term_begun"

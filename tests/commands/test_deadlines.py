from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ozgdesk.commands import deadlines, records
from ozgdesk.commands.deadlines import TakenOver
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.councils import Consultation, CouncilPaper, Meeting
from ozgdesk.domain.deadlines import Purpose
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.tasks import Assignment, Link, Task
from ozgdesk.domain.vocabulary import ConsultationRole, TaskKind, TaskState
from ozgdesk.texts.deadlines import TAKE_OVER
from tests.domain.agreement_rows import changed
from tests.domain.council_calendar import (
    AGREEMENT,
    COUNCIL,
    NA,
    USI,
    body_id,
    calendar_rows,
    matter_rows,
    meetings,
)
from tests.helpers import cooperation, id_of, make_workspace

STATION = id_of(710)
MOVED = date(2027, 2, 4)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    at = meetings(NA, COUNCIL, [date(2027, 1, 28)])
    rows = [
        cooperation(),
        *changed(matter_rows(), AGREEMENT, wanted_on=date(2027, 5, 1), short_title="IKZ"),
        *calendar_rows(),
        *at,
        CouncilPaper(id=id_of(700), municipality_id=NA, agreement_id=AGREEMENT, title="ÖRV"),
        Consultation(
            id=STATION,
            paper_id=id_of(700),
            committee_id=body_id(NA, COUNCIL),
            meeting_id=at[0].id,
            held_on=at[0].held_on,
            order="s",
            role=ConsultationRole.DECIDING,
            is_final=True,
        ),
    ]
    workspace = make_workspace(tmp_path, rows)
    yield workspace
    workspace.close()


def take_over(project: Workspace) -> TakenOver:
    return project.run(TAKE_OVER, deadlines.take_over(AGREEMENT, Purpose.ENTRY))


def milestones(project: Workspace) -> dict[str, date | None]:
    rows = [row for row in project.snapshot.all(Task) if row.kind is TaskKind.MILESTONE]
    return {row.name: row.constraint_on for row in rows}


def named(project: Workspace, name: str) -> Task:
    return next(row for row in project.snapshot.all(Task) if row.name == name)


def test_last_days_meetings_and_what_follows_become_milestones_on_their_days(project: Workspace) -> None:
    take_over(project)
    assert milestones(project) == {
        "Vorlage einreichen: Magistrat (USI)": date(2027, 1, 19),
        "Sitzung: Magistrat (USI)": date(2027, 1, 25),
        "Sitzung: Haupt- und Finanzausschuss (USI)": date(2027, 2, 9),
        "Sitzung: Stadtverordnetenversammlung (USI)": date(2027, 2, 18),
        "Vorlage einreichen: Stadtverordnetenversammlung (NA)": date(2027, 1, 14),
        "Sitzung: Stadtverordnetenversammlung (NA)": date(2027, 1, 28),
        "Vorlage einreichen: Gemeindevorstand (GLA)": date(2027, 3, 18),
        "Sitzung: Gemeindevorstand (GLA)": date(2027, 3, 22),
        "Sitzung: Gemeindevertretung (GLA)": date(2027, 4, 8),
        "Sitzung: Gemeindevertretung (SCHM)": date(2026, 12, 16),
        "Letzte Unterschrift (IKZ)": date(2027, 4, 30),
        "Wirksamkeit (IKZ)": date(2027, 5, 1),
    }
    for row in project.snapshot.all(Task):
        if row.kind is TaskKind.MILESTONE:
            assert project.view.plan.dates[row.id].finish == row.constraint_on


def test_the_milestones_of_a_municipality_wait_for_each_other_and_all_for_the_end(project: Workspace) -> None:
    take_over(project)
    names = {row.id: row.name for row in project.snapshot.all(Task)}
    links = {(names[r.predecessor_id], names[r.successor_id]) for r in project.snapshot.all(Link)}
    assert ("Sitzung: Magistrat (USI)", "Sitzung: Haupt- und Finanzausschuss (USI)") in links
    assert ("Sitzung: Stadtverordnetenversammlung (NA)", "Letzte Unterschrift (IKZ)") in links
    assert ("Letzte Unterschrift (IKZ)", "Wirksamkeit (IKZ)") in links
    assert {row.code for row in project.view.plan.findings} <= {"open_end", "no_predecessor"}


def test_the_municipality_leads_its_milestones_and_that_of_a_station_keeps_it(project: Workspace) -> None:
    take_over(project)
    task = named(project, "Sitzung: Stadtverordnetenversammlung (NA)")
    leads = [row for row in project.snapshot.all(Assignment) if row.task_id == task.id]
    assert [row.municipality_id for row in leads] == [NA]
    assert task.consultation_id == STATION


def test_taking_over_twice_changes_nothing(project: Workspace) -> None:
    take_over(project)
    before = project.snapshot
    found = take_over(project)
    assert project.snapshot == before
    assert (found.created, found.moved, found.left) == ((), (), ())


def test_one_step_back_removes_all_of_it(project: Workspace) -> None:
    before = project.snapshot
    take_over(project)
    project.undo()
    assert project.snapshot == before


def test_a_meeting_that_is_moved_takes_its_station_and_the_milestone_along(project: Workspace) -> None:
    take_over(project)
    meeting_id = project.snapshot.get(Consultation, STATION).meeting_id
    project.run("Sitzung", records.edit(Meeting, str(meeting_id), held_on=MOVED))
    assert project.snapshot.get(Consultation, STATION).held_on == MOVED
    assert named(project, "Sitzung: Stadtverordnetenversammlung (NA)").constraint_on == MOVED


def test_a_station_that_is_put_on_another_day_takes_its_milestone_along(project: Workspace) -> None:
    take_over(project)
    project.run("Station", records.edit(Consultation, STATION, held_on=MOVED, meeting_id=None))
    assert named(project, "Sitzung: Stadtverordnetenversammlung (NA)").constraint_on == MOVED


def test_a_later_wanted_day_moves_the_milestones_and_leaves_finished_ones(project: Workspace) -> None:
    take_over(project)
    finished = named(project, "Sitzung: Magistrat (USI)")
    project.run("Erledigt", records.edit(Task, finished.id, state=TaskState.DONE))
    project.run("Neuer Name", records.edit(Task, named(project, "Wirksamkeit (IKZ)").id, name="Start"))
    project.run("Wunsch", records.edit(Agreement, AGREEMENT, wanted_on=date(2027, 5, 31)))
    found = take_over(project)
    assert found.created == ()
    assert milestones(project)["Start"] == date(2027, 5, 31)
    assert milestones(project)["Sitzung: Stadtverordnetenversammlung (USI)"] == date(2027, 4, 22)
    assert milestones(project)["Sitzung: Magistrat (USI)"] == date(2027, 1, 25)


def test_a_milestone_that_no_longer_follows_stays_and_is_named(project: Workspace) -> None:
    take_over(project)
    at = [r for r in project.snapshot.all(Meeting) if r.committee_id == body_id(USI, COUNCIL)]
    project.run("Absage", records.delete(Meeting, *(row.id for row in at)))
    left = {task.name for task in take_over(project).left}
    assert "Vorlage einreichen: Magistrat (USI)" in left
    assert milestones(project)["Sitzung: Stadtverordnetenversammlung (USI)"] == date(2027, 2, 18)


def test_without_a_wanted_day_nothing_is_taken_over(project: Workspace) -> None:
    project.run("Wunsch", records.edit(Agreement, AGREEMENT, wanted_on=None))
    with pytest.raises(RuleViolation) as refused:
        take_over(project)
    assert refused.value.code == "nothing_reckoned"

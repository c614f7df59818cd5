from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ozgdesk.commands import agreement_dates, plan, records, tasks
from ozgdesk.commands.agreement_dates import TakenOver
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Task
from ozgdesk.domain.vocabulary import AgreementDate, NoticeTo, TaskKind, TaskState
from ozgdesk.present.agreement_dates import date_rows
from ozgdesk.present.facts import facts
from ozgdesk.texts.agreement_dates import TAKE_OVER
from tests.domain.agreement_rows import AGREEMENT, agreement_rows, changed
from tests.helpers import cooperation, make_workspace

TERM = {
    "short_title": "OZG",
    "starts_on": date(2027, 1, 1),
    "notice_months": 6,
    "notice_to": NoticeTo.YEAR_END,
    "review_on": date(2029, 6, 30),
}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    rows = changed(agreement_rows(), AGREEMENT, **TERM)
    workspace = make_workspace(tmp_path, [cooperation(), *rows])
    yield workspace
    workspace.close()


def take_over(project: Workspace) -> TakenOver:
    return project.run(TAKE_OVER, agreement_dates.take_over(AGREEMENT))


def milestones(project: Workspace) -> dict[AgreementDate, Task]:
    rows = project.snapshot.all(Task)
    return {row.agreement_date: row for row in rows if row.agreement_date is not None}


def change(project: Workspace, **values: object) -> None:
    project.run("Laufzeit", records.edit(Agreement, AGREEMENT, **values))


def plan_texts(project: Workspace) -> dict[str, str]:
    rows = date_rows(project.view, project.snapshot.get(Agreement, AGREEMENT))
    return {row.kind: row.plan_text for row in rows}


def test_the_days_become_milestones_that_lie_on_their_day_and_say_where_it_comes_from(
    project: Workspace,
) -> None:
    take_over(project)
    found = milestones(project)
    assert set(found) == {
        AgreementDate.START,
        AgreementDate.END,
        AgreementDate.LAST_NOTICE,
        AgreementDate.REVIEW,
        AgreementDate.TAX_OPTION,
    }
    notice = found[AgreementDate.LAST_NOTICE]
    assert (notice.name, notice.kind) == ("Letzter Tag der Kündigung (OZG)", TaskKind.MILESTONE)
    assert notice.constraint_reason.startswith("spätestens 30.06.2031, sechs Monate zum Jahresende")
    assert (notice.constraint_source, notice.deadline_on) == ("OZG", date(2031, 6, 30))
    assert project.view.plan.dates[notice.id].finish == date(2031, 6, 30)


def test_a_milestone_stays_on_its_day_even_where_nobody_works(project: Workspace) -> None:
    change(project, starts_on=date(2028, 1, 1))
    take_over(project)
    start = milestones(project)[AgreementDate.START]
    assert project.view.plan.dates[start.id].start == date(2028, 1, 1)


def test_days_years_ahead_neither_put_off_the_end_of_the_plan_nor_give_its_tasks_float(
    project: Workspace,
) -> None:
    task = next(row for row in project.snapshot.all(Task))
    project.run("Dauer", plan.set_duration(task.id, 5 * MINUTES_PER_DAY))
    before = project.view.plan
    take_over(project)
    after = project.view.plan
    assert after.finish == before.finish
    assert after.dates[task.id] == before.dates[task.id]
    end = after.dates[milestones(project)[AgreementDate.END].id]
    assert (end.finish, end.total_float_minutes) == (date(2031, 12, 31), 0)


def test_the_facts_of_a_milestone_tell_where_its_day_comes_from_and_that_it_moved(
    project: Workspace,
) -> None:
    take_over(project)
    end = milestones(project)[AgreementDate.END]

    def told() -> str:
        return next(fact.value for fact in facts(project.view, end) if fact.name == "Herkunft")

    assert told().replace("\u00a0", " ") == "OZG: 5 Jahre ab 01.01.2027"
    change(project, term_years=7)
    assert told().replace("\u00a0", " ") == "OZG: 7 Jahre ab 01.01.2027; jetzt 31.12.2033"


def test_what_rests_on_law_that_is_not_confirmed_says_so_in_its_name(project: Workspace) -> None:
    take_over(project)
    assert milestones(project)[AgreementDate.TAX_OPTION].name.endswith("bitte prüfen")


def test_taking_over_is_one_step_that_is_undone_and_redone(project: Workspace) -> None:
    take_over(project)
    made = milestones(project)
    project.undo()
    assert milestones(project) == {}
    project.redo()
    assert milestones(project) == made


def test_doing_it_again_changes_nothing_and_after_another_term_moves_the_same_milestones(
    project: Workspace,
) -> None:
    first = take_over(project)
    assert take_over(project) == TakenOver((), (), ())
    before = milestones(project)
    change(project, term_years=7)
    assert plan_texts(project)["end"].endswith("dort noch 31.12.2031")
    again = take_over(project)
    after = milestones(project)
    assert {row.id for row in first.created} == {row.id for row in after.values()}
    assert {row.agreement_date for row in again.moved} == {AgreementDate.END, AgreementDate.LAST_NOTICE}
    assert after[AgreementDate.END].constraint_on == date(2033, 12, 31)
    assert after[AgreementDate.END].number == before[AgreementDate.END].number


def test_name_and_phase_a_person_gave_a_milestone_stay(project: Workspace) -> None:
    take_over(project)
    end = milestones(project)[AgreementDate.END]
    project.run("Umbenennen", records.edit(Task, end.id, name="Schluss"))
    change(project, term_years=7)
    take_over(project)
    assert milestones(project)[AgreementDate.END].name == "Schluss"


def test_a_milestone_that_no_longer_follows_is_named_and_stays(project: Workspace) -> None:
    take_over(project)
    change(project, review_on=None)
    found = take_over(project)
    assert [row.agreement_date for row in found.left] == [AgreementDate.REVIEW]
    assert AgreementDate.REVIEW in milestones(project)
    assert "bleibt stehen" in plan_texts(project)["review"]


def test_a_finished_milestone_keeps_its_day(project: Workspace) -> None:
    take_over(project)
    end = milestones(project)[AgreementDate.END]
    project.run("Erledigt", tasks.change_state(end.id, TaskState.DONE))
    change(project, term_years=7)
    assert AgreementDate.END not in {row.agreement_date for row in take_over(project).moved}


def test_a_day_that_has_passed_gets_no_milestone(project: Workspace) -> None:
    change(project, starts_on=date(2025, 1, 1))
    take_over(project)
    assert AgreementDate.START not in milestones(project)
    assert plan_texts(project)["start"] == "liegt zurück"


def test_a_title_of_any_length_fits_into_the_names(project: Workspace) -> None:
    change(project, short_title="", title="Vereinbarung " * 23)
    assert len(take_over(project).created) == 5

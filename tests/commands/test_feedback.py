"""Taking over feedback forms: what is compared, what is taken, and that it is one step."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from ozgdesk.commands import records
from ozgdesk.commands import tasks as verbs
from ozgdesk.commands.feedback import apply, enter, import_feedback, plan_feedback, take_back
from ozgdesk.commands.feedback_history import changes_since
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.feedback import Entry, FeedbackPlan, PartState, Proposal, Stand
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.exchange.feedback_reading import read
from ozgdesk.present.feedback_preview import feedback_preview
from tests.exchange.feedback_files import Change, both, fill, form_file, more, rows
from tests.exchange.rows import GLA, NA
from tests.helpers import TODAY, TestClock, id_of, make_workspace

OWED, REPORT, LEGAL = id_of(3001), id_of(1003), id_of(1007)


@pytest.fixture
def clock() -> TestClock:
    return TestClock(first_id=0xF00)


@pytest.fixture
def workspace(tmp_path: Path, clock: TestClock) -> Iterator[Workspace]:
    found = make_workspace(tmp_path, rows(), clock)
    found.run("begin", records.edit(Task, LEGAL, description="Antrag beim Land"))
    yield found
    found.close()


class Forms:
    """Writes the form as the project is now, has it filled in, and compares it later."""

    def __init__(self, folder: Path, workspace: Workspace, clock: TestClock) -> None:
        self.folder = folder
        self.workspace = workspace
        self.clock = clock

    def filled(self, *changes: Change) -> Path:
        path = form_file(self.folder, both(*changes), found=self.workspace.view)
        self.clock.advance(60)
        return path

    def plan(self, path: Path) -> FeedbackPlan:
        feedback = read(path)
        meanwhile = changes_since(self.workspace, feedback)
        return plan_feedback(self.workspace.snapshot, feedback, today=TODAY, meanwhile=meanwhile)

    def take(self, path: Path, *more_ids: str) -> int:
        plan = self.plan(path)
        return import_feedback(self.workspace, plan, plan.taken_at_first | set(more_ids))


@pytest.fixture
def forms(tmp_path: Path, workspace: Workspace, clock: TestClock) -> Forms:
    return Forms(tmp_path, workspace, clock)


def one(plan: FeedbackPlan, id_: str) -> Proposal:
    return next(found for found in plan.proposals if found.id == id_)


def ids(plan: FeedbackPlan, *fates: Fate) -> set[str]:
    return {found.id for found in plan.proposals if found.fate in fates}


def part(workspace: Workspace) -> Assignment:
    return workspace.snapshot.get(Assignment, OWED)


def task(workspace: Workspace, id_: str = REPORT) -> Task:
    return workspace.snapshot.get(Task, id_)


def test_answers_are_taken_as_one_step_that_is_undone_and_done_again(
    forms: Forms, workspace: Workspace
) -> None:
    before = workspace.snapshot
    path = forms.filled(
        fill("A-002", state="erledigt", day=datetime(2026, 11, 20), remark="per Mail"),
        fill("A-003", state="in Arbeit", day=datetime(2027, 1, 15)),
    )
    assert forms.take(path) == 5
    assert (part(workspace).done_on, part(workspace).note) == (date(2026, 11, 20), "per Mail")
    assert part(workspace).due_on == date(2026, 12, 4), "the day says when it was done"
    report = task(workspace)
    assert (report.state, report.actual_start_on) == (TaskState.IN_PROGRESS, TODAY)
    assert report.deadline_on == date(2027, 1, 15)
    assert [head.label for head in workspace.heads()] == ["begin", "Rückmeldung NA einlesen"]
    after = workspace.snapshot
    workspace.undo()
    assert workspace.snapshot == before
    workspace.redo()
    assert workspace.snapshot == after


def test_a_second_import_of_the_same_form_changes_nothing(forms: Forms, workspace: Workspace) -> None:
    path = forms.filled(
        fill("A-002", state="erledigt", day=datetime(2026, 11, 20), remark="per Mail"),
        fill("A-003", state="erledigt"),
        fill("A-007", remark=None),
        more("Neue Aufgabe", (1, "Schulung"), (2, datetime(2027, 1, 15)), (3, "im Januar")),
        more("Abwesend", (1, "Erika Muster"), (2, datetime(2026, 12, 1)), (3, datetime(2026, 12, 4))),
        more("Ansprechperson", (2, "06081 99"), (4, "muster@na.example")),
        more("Ansprechperson", (1, "Bürgerbüro"), (4, "buero@na.example"), below=3),
    )
    forms.take(path, *forms.plan(path).may_be_taken)
    before = workspace.snapshot
    again = forms.plan(path)
    assert again.may_be_taken == frozenset()
    assert forms.take(path) == 0
    assert workspace.snapshot is before
    assert len(workspace.heads()) == 2


def test_a_lead_that_is_done_gets_the_day_it_was_done_on(forms: Forms, workspace: Workspace) -> None:
    forms.take(forms.filled(fill("A-003", state="erledigt", day=datetime(2026, 11, 18))))
    report = task(workspace)
    assert (report.state, report.progress_percent) == (TaskState.DONE, 100)
    assert (report.actual_start_on, report.actual_finish_on) == (date(2026, 11, 18), date(2026, 11, 18))
    assert report.deadline_on is None


def test_the_last_contribution_lets_a_waiting_task_go_on(forms: Forms, workspace: Workspace) -> None:
    award = part(workspace).task_id
    workspace.run("x", verbs.change_state(award, TaskState.WAITING_CONTRIBUTION))
    forms.take(forms.filled(fill("A-002", state="erledigt")))
    assert part(workspace).done_on == TODAY
    assert task(workspace, award).state is TaskState.IN_PROGRESS


def test_a_task_that_rests_gets_the_remark_as_its_reason(forms: Forms, workspace: Workspace) -> None:
    forms.take(forms.filled(fill("A-003", state="ruht", remark="keine Stelle")))
    assert (task(workspace).state, task(workspace).state_reason) == (TaskState.DORMANT, "keine Stelle")


def test_what_both_changed_is_a_conflict_that_names_who_and_when_and_is_left(
    forms: Forms, workspace: Workspace
) -> None:
    path = forms.filled(fill("A-002", day=datetime(2026, 12, 9), remark="kommt später"))
    workspace.run("x", records.edit(Assignment, OWED, due_on=date(2026, 12, 7)))
    plan = forms.plan(path)
    day = one(plan, "A-002-day")
    assert (day.fate, day.exported, day.told, day.here) == (
        Fate.CONFLICT,
        date(2026, 12, 4),
        date(2026, 12, 9),
        date(2026, 12, 7),
    )
    row = next(row for row in feedback_preview(plan).rows if row.id == "A-002-day")
    assert row.meanwhile.replace("\u00a0", " ") == "Projektbüro (USI), 23.11.2026, 09:01 Uhr"
    assert plan.taken_at_first == {"A-002-remark"}
    forms.take(path)
    assert (part(workspace).due_on, part(workspace).note) == (date(2026, 12, 7), "kommt später")
    forms.take(path, "A-002-day")
    assert part(workspace).due_on == date(2026, 12, 9)


def test_a_change_in_the_second_of_the_export_is_known_and_one_before_it_names_nobody(
    forms: Forms, workspace: Workspace, tmp_path: Path
) -> None:
    workspace.run("before", records.edit(Assignment, OWED, due_on=date(2026, 12, 7), note="vorher"))
    change = fill("A-002", day=datetime(2026, 12, 9), remark="neu")
    path = form_file(tmp_path, change, found=workspace.view)
    workspace.run("after", records.edit(Assignment, OWED, due_on=date(2026, 12, 8)))
    plan = forms.plan(path)
    assert one(plan, "A-002-day").changed is not None
    assert one(plan, "A-002-day").changed.label == "after"
    assert one(plan, "A-002-remark").changed is None


def test_what_only_we_changed_stays_and_what_both_wrote_alike_is_no_conflict(
    forms: Forms, workspace: Workspace
) -> None:
    path = forms.filled(fill("A-003", state="in Arbeit"))
    workspace.run("x", verbs.change_state(REPORT, TaskState.IN_PROGRESS))
    workspace.run("y", records.edit(Assignment, OWED, note="hier"))
    plan = forms.plan(path)
    assert (one(plan, "A-003-state").code, one(plan, "A-002-remark").code) == ("same", "kept")
    assert forms.take(path) == 0


def test_a_change_that_was_taken_back_here_is_no_change(forms: Forms, workspace: Workspace) -> None:
    path = forms.filled(fill("A-002", day=datetime(2026, 12, 9)))
    workspace.run("x", records.edit(Assignment, OWED, due_on=date(2026, 12, 7)))
    workspace.undo()
    assert one(forms.plan(path), "A-002-day").fate is Fate.CHANGED


def test_a_part_that_went_to_another_municipality_is_not_touched(forms: Forms, workspace: Workspace) -> None:
    path = forms.filled(fill("A-002", state="erledigt"), fill("A-003", state="erledigt"))
    workspace.run("x", verbs.move_contribution(OWED, id_of(4)))
    workspace.run("y", verbs.hand_over_lead(REPORT, id_of(1)))
    before = workspace.snapshot
    plan = forms.plan(path)
    assert {one(plan, f"{number}-row").code for number in ("A-002", "A-003")} == {"foreign", "other_role"}
    assert one(plan, "A-002-row").changed is not None
    assert forms.take(path) == 0
    assert workspace.snapshot is before


def test_a_part_that_is_gone_is_named_only_when_the_form_says_something_about_it(
    forms: Forms, workspace: Workspace
) -> None:
    spoken, silent = forms.filled(fill("A-003", state="erledigt")), None
    workspace.run("x", records.delete(Task, REPORT))
    plan = forms.plan(spoken)
    assert (one(plan, "A-003-row").fate, one(plan, "A-003-row").code) == (Fate.NOT_CARRIED, "gone")
    assert one(plan, "A-003-row").changed is not None
    workspace.undo()
    silent = forms.filled()
    workspace.run("x", records.delete(Task, REPORT))
    assert one(forms.plan(silent), "A-003-row").fate is Fate.SKIPPED


def test_a_task_that_became_a_phase_keeps_its_state(forms: Forms, workspace: Workspace) -> None:
    path = forms.filled(fill("A-003", state="erledigt"))
    workspace.run("x", verbs.create_task("Teil", parent_id=REPORT))
    assert one(forms.plan(path), "A-003-row").code == "became_phase"


def test_new_tasks_absences_and_contacts_are_proposals_that_wait_to_be_asked_for(
    forms: Forms, workspace: Workspace
) -> None:
    path = forms.filled(
        more("Neue Aufgabe", (1, "Schulung"), (2, datetime(2027, 1, 15)), (3, "im Januar")),
        more(
            "Abwesend",
            (1, "Erika Muster"),
            (2, datetime(2026, 12, 1)),
            (3, datetime(2026, 12, 4)),
            (4, "Hauptamt"),
        ),
        more("Ansprechperson", (4, "muster@na.example")),
        more("Ansprechperson", (1, "Bürgerbüro"), (4, "buero@na.example"), below=3),
    )
    plan = forms.plan(path)
    assert plan.taken_at_first == frozenset()
    assert len(plan.may_be_taken) == 4
    assert forms.take(path) == 0
    forms.take(path, *plan.may_be_taken)
    new = next(row for row in workspace.snapshot.all(Task) if row.name == "Schulung")
    assert (new.number, new.deadline_on) == ("A-008", date(2027, 1, 15))
    own = next(row for row in workspace.snapshot.all(Assignment) if row.task_id == new.id)
    assert (own.municipality_id, own.role, own.note) == (NA, Role.LEAD, "im Januar")
    (absence,) = workspace.snapshot.all(Absence)
    assert (absence.person_id, absence.deputy_id) == (id_of(50), id_of(51))
    assert workspace.snapshot.get(Person, id_of(50)).email == "muster@na.example"
    assert {row.name for row in workspace.snapshot.all(Person) if row.municipality_id == NA} >= {"Bürgerbüro"}


def test_a_proposal_that_was_taken_and_deleted_here_comes_back_only_when_asked_for(
    forms: Forms, workspace: Workspace
) -> None:
    path = forms.filled(more("Neue Aufgabe", (1, "Schulung")))
    (id_,) = forms.plan(path).may_be_taken
    forms.take(path, id_)
    new = next(row for row in workspace.snapshot.all(Task) if row.name == "Schulung")
    assert one(forms.plan(path), id_).code == "there"
    workspace.run("x", records.delete(Task, new.id))
    assert one(forms.plan(path), id_).code == "removed_here"
    workspace.undo()
    workspace.undo()
    assert one(forms.plan(path), id_).code == "new_task"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (both(more("Neue Aufgabe", (1, "Neu")), more("Neue Aufgabe", (1, "neu "), below=2)), "named_twice"),
        (more("Neue Aufgabe", (1, "Bericht")), "same_name"),
        (
            both(
                *(
                    more(
                        "Abwesend",
                        (1, "Erika Muster"),
                        (2, datetime(2026, 12, 1)),
                        (3, datetime(2026, 12, 4)),
                        below=below,
                    )
                    for below in (1, 2)
                )
            ),
            "named_twice",
        ),
    ],
)
def test_proposals_that_are_there_already_say_so(forms: Forms, change: Change, code: str) -> None:
    assert code in {found.code for found in forms.plan(forms.filled(change)).proposals}


def test_an_absence_with_another_deputy_is_not_entered_twice(forms: Forms, workspace: Workspace) -> None:
    days = {"from_on": date(2026, 12, 1), "until_on": date(2026, 12, 4)}
    workspace.run("x", records.create(Absence, person_id=id_of(50), deputy_id=id_of(52), **days))
    first, last = (2, datetime(2026, 12, 1)), (3, datetime(2026, 12, 4))
    path = forms.filled(more("Abwesend", (1, "Erika Muster"), first, last, (4, "Hauptamt")))
    assert "other_deputy" in {found.code for found in forms.plan(path).proposals}


def test_a_person_with_a_name_that_two_have_is_not_guessed(forms: Forms, workspace: Workspace) -> None:
    workspace.run("x", records.create(Person, name="Hauptamt", municipality_id=NA))
    first, last = (2, datetime(2026, 12, 1)), (3, datetime(2026, 12, 4))
    path = forms.filled(more("Abwesend", (1, "Hauptamt"), first, last))
    assert "two_persons" in {found.code for found in forms.plan(path).proposals}


def test_contact_data_of_somebody_who_left_the_municipality_are_named(
    forms: Forms, workspace: Workspace
) -> None:
    path = forms.filled(more("Ansprechperson", (4, "neu@na.example"), below=2))
    workspace.run("x", records.edit(Person, id_of(51), municipality_id=GLA))
    assert "person_gone" in {found.code for found in forms.plan(path).proposals}


def test_a_plan_that_is_no_longer_true_is_refused_as_a_whole(forms: Forms, workspace: Workspace) -> None:
    plan = forms.plan(forms.filled(fill("A-002", remark="neu"), fill("A-003", state="erledigt")))
    workspace.run("x", records.edit(Assignment, OWED, note="inzwischen"))
    before = workspace.snapshot
    with pytest.raises(RuleViolation) as caught:
        workspace.run("y", apply(plan))
    assert caught.value.code == "import_stale"
    assert workspace.snapshot is before


def test_an_import_makes_a_backup_first_and_only_when_it_changes_something(
    forms: Forms, workspace: Workspace, tmp_path: Path
) -> None:
    forms.take(forms.filled())
    assert list((tmp_path / "backups").rglob("*.ozg")) == []
    forms.take(forms.filled(fill("A-002", remark="neu")))
    assert len(list((tmp_path / "backups").rglob("*.ozg"))) == 1


def test_a_line_from_paper_is_entered_and_taken_back_alone(workspace: Workspace) -> None:
    before = workspace.snapshot
    delivered = Entry(OWED, stand=Stand(PartState.DELIVERED, date(2026, 11, 20)), remark="Zettel")
    workspace.run("a", enter(delivered))
    assert (part(workspace).done_on, part(workspace).note) == (date(2026, 11, 20), "Zettel")
    first = workspace.step(workspace.heads()[-1].number)
    waits = Entry(id_of(2003), stand=Stand(TaskState.WAITING_THIRD), waiting_for="ekom21")
    workspace.run("b", enter(waits))
    assert (task(workspace).state, task(workspace).waiting_for) == (TaskState.WAITING_THIRD, "ekom21")
    own = [row for row in workspace.snapshot.all(FollowUp) if row.subject_id == task(workspace).id]
    (reminder,) = [row for row in own if row.text == "Nachfragen: ekom21"]
    assert reminder.due_on == verbs.ask_again_on(workspace.clock.today())
    workspace.run("c", take_back(first))
    assert part(workspace) == before.get(Assignment, OWED)
    assert task(workspace).waiting_for == "ekom21"


def test_a_contribution_is_opened_again_and_gets_another_day(workspace: Workspace) -> None:
    workspace.run("a", enter(Entry(OWED, stand=Stand(PartState.DELIVERED))))
    workspace.run("b", enter(Entry(OWED, stand=Stand(PartState.OPEN), day=date(2026, 12, 9))))
    assert (part(workspace).done_on, part(workspace).due_on) == (None, date(2026, 12, 9))


def test_a_line_is_not_taken_back_over_a_later_change(workspace: Workspace) -> None:
    workspace.run("a", enter(Entry(OWED, day=date(2026, 12, 9))))
    step = workspace.step(workspace.heads()[-1].number)
    workspace.run("b", records.edit(Assignment, OWED, due_on=date(2026, 12, 10)))
    with pytest.raises(RuleViolation) as caught:
        workspace.run("c", take_back(step))
    assert caught.value.code == "changed_since"
    assert LEGAL in {row.id for row in workspace.snapshot.all(Task)}

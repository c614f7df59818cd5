"""What the text must and may regulate (§§ 3, 4, 24, 25 KGG): tasks, writing, participation, by-laws."""

from collections.abc import Iterator, Sequence

from ozgdesk.domain.clause_topics import folded
from ozgdesk.domain.legal_check.case import Case
from ozgdesk.domain.legal_check.hits import Fix, FixKind, Hit
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import ClauseTopic, LegalForm, TaskState

LED_TASKS = r"\{field:led_tasks\}"
MANAGEMENT = r"geschaeftsfuehr|koordin|federfuehr|\{field:coordinator\}"


def legal_forms(case: Case) -> Iterator[Hit]:
    """KGG-01, § 24 Abs. 1: the legal form of every Vertragsaufgabe is chosen; several are told at once."""
    unstated = [task for task in case.tasks if task.legal_form is LegalForm.NOT_STATED and _counts(task)]
    fix = Fix(FixKind.SET_LEGAL_FORM, tuple(task.id for task in unstated))
    if len(unstated) == 1:
        task = unstated[0]
        values = {"number": task.number, "name": task.name}
        yield case.hit_row("KGG-01", "no_legal_form", task, values, fix=fix)
    elif unstated:
        values = {"count": str(len(unstated)), "numbers": _numbers(unstated)}
        yield case.hit("KGG-01", "no_legal_forms", values, fix=fix)


def leads(case: Case) -> Iterator[Hit]:
    """KGG-02, § 24 Abs. 1: exactly one municipality takes over or carries out each task for the others.

    More than one lead cannot be stored; where nobody acts for another (§ 3) none is needed.
    """
    for task in case.tasks:
        is_needed = task.legal_form is not LegalForm.COORDINATION and _counts(task)
        if is_needed and task.id not in case.leads:
            fix = Fix(FixKind.SET_LEAD, (task.id,))
            named = {"number": task.number, "name": task.name}
            yield case.hit_row("KGG-02", "task_without_lead", task, named, fix=fix)


def tasks_named(case: Case) -> Iterator[Hit]:
    """KGG-04, § 24 Abs. 4 Satz 1: the tasks are determined, in a § or in an annex."""
    if not case.tasks and not case.effect.is_in_force:
        yield case.hit("KGG-04", "no_contractual_task")
    if not case.has_text or case.says(LED_TASKS):
        return
    named = {task.id for task in case.tasks if folded(task.name) in case.words}
    about = case.about(ClauseTopic.TASKS)
    if not about or (case.tasks and not named):
        yield case.hit_missing("KGG-04", "tasks_not_in_text", ClauseTopic.TASKS)
        return
    left = [task for task in case.tasks if task.id not in named and _counts(task)]
    if left:
        yield case.hit("KGG-04", "tasks_left_out", {"numbers": _numbers(left)})


def writing(case: Case) -> Iterator[Hit]:
    """KGG-05, § 24 Abs. 4 Satz 2: the agreement is in writing; here its wording can only be looked for."""
    if not case.has_text and not case.effect.is_in_force:
        yield case.hit("KGG-05", "no_text", facts=(len(case.passages),))


def participation(case: Case) -> Iterator[Hit]:
    """KGG-07, § 24 Abs. 2: the others may be given a say; nothing has to be regulated."""
    if case.has_text and case.acts_for_others and not case.about(ClauseTopic.PARTICIPATION):
        yield case.hit_missing("KGG-07", "no_participation", ClauseTopic.PARTICIPATION)


def bylaws(case: Case) -> Iterator[Hit]:
    """KGG-09, § 25 (unverified): with a delegation the power to issue by-laws is regulated expressly."""
    delegated = [task for task in case.tasks if task.legal_form is LegalForm.DELEGATION]
    if case.has_text and delegated and not case.says("satzung"):
        yield case.hit("KGG-09", "bylaws_not_regulated", {"numbers": _numbers(delegated)})


def working_group(case: Case) -> Iterator[Hit]:
    """KGG-28, § 3, and KGG-29, § 4: where nobody acts for another, a working group with its contents."""
    if case.effect.procedure is not Procedure.NONE:
        return
    yield case.hit("KGG-28", "only_coordination", facts=tuple(task.id for task in case.tasks))
    if not case.has_text:
        return
    wanted = (
        (ClauseTopic.TASKS, "group_without_tasks", bool(case.about(ClauseTopic.TASKS))),
        (ClauseTopic.PARTICIPATION, "group_without_management", case.says(MANAGEMENT)),
        (ClauseTopic.COSTS, "group_without_costs", bool(case.about(ClauseTopic.COSTS))),
    )
    for topic, code, is_there in wanted:
        if not is_there:
            yield case.hit_missing("KGG-29", code, topic)


def _counts(task: Task) -> bool:
    return task.state is not TaskState.DROPPED


def _numbers(tasks: Sequence[Task]) -> str:
    return ", ".join(task.number for task in tasks)

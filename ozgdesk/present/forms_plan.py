"""The forms of tasks and of what plans are made of."""

from ozgdesk.domain.steering import Document, FollowUp
from ozgdesk.domain.tasks import Assignment, Baseline, BaselineTask, BoardLimit, Closure, Link, Task
from ozgdesk.present.forms import form

FORMS = (
    form(
        Task,
        (
            ("", "number name kind state"),
            ("", "waiting_for state_reason progress_percent"),
            ("Termine", "deadline_on deadline_kind duration_minutes remaining_minutes"),
            ("", "actual_start_on actual_finish_on"),
            ("+Vorgabe für den Plan", "constraint_kind constraint_on constraint_reason constraint_source"),
            ("Vereinbarung", "is_contractual legal_form lead_office_id agreement_id agreement_date"),
            ("+Gremien", "paper_id consultation_id"),
            ("", "description parent_id source"),
        ),
        (
            (Assignment, "task_id"),
            (Task, "parent_id"),
            (Link, "successor_id"),
            (Link, "predecessor_id"),
            (FollowUp, ""),
            (Document, ""),
        ),
    ),
    form(
        Assignment,
        (("", "task_id municipality_id role person_id"), ("", "due_on done_on effort_minutes note")),
        ((FollowUp, ""),),
    ),
    form(Link, (("", "predecessor_id successor_id kind lag_minutes lag_kind"),)),
    form(Baseline, (("", "name taken_on reason"),), ((BaselineTask, "baseline_id"),)),
    form(
        BaselineTask,
        (("", "baseline_id task_number task_name starts_on finishes_on duration_minutes"),),
        may_be_created=False,
    ),
    form(BoardLimit, (("", "municipality_id state most is_hard reason"),)),
    form(Closure, (("", "name kind municipality_id from_on until_on source"),)),
)

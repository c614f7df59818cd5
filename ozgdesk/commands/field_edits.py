"""One field of a row gets another value: by the verb of its area where more follows, else `records.edit`."""

from collections.abc import Callable
from typing import Any

from ozgdesk.commands import agreements, clauses, councils, plan, records, tasks
from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.councils import Consultation
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Command


def set_field(kind: type[Entity], id_: str, name: str, value: Any) -> Command[Any]:
    """Change one field with what follows from it in its area.

    Raises RuleViolation of the area, or `invalid_row` through `Workspace.run`.
    """
    verb = _VERBS.get((kind, name))
    command = verb(id_, value) if verb is not None else None
    return command or records.edit(kind, id_, **{name: value})


_VERBS: dict[tuple[type[Entity], str], Callable[[str, Any], Command[Any] | None]] = {
    (Task, "state"): tasks.change_state,
    (Task, "progress_percent"): plan.set_progress,
    (Task, "actual_start_on"): plan.set_actual_start,
    (Task, "actual_finish_on"): plan.set_actual_finish,
    (Consultation, "is_final"): lambda id_, value: councils.flag_final(id_) if value else None,
    (AgreementVersion, "is_current"): lambda id_, value: agreements.make_current(id_) if value else None,
    (Clause, "heading"): lambda id_, value: clauses.edit_clause(id_, heading=value),
    (Clause, "text"): lambda id_, value: clauses.edit_clause(id_, text=value),
    (Clause, "kind"): lambda id_, value: clauses.edit_clause(id_, kind=value),
}

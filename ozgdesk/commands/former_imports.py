"""What earlier imports wrote, told from the journal."""

from collections.abc import Mapping
from datetime import datetime

from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.step import StepKind
from ozgdesk.texts import steps

Former = Mapping[tuple[type[Entity], str], Mapping[str, object]]
"""Field values that earlier imports wrote, by entity and id."""


def former_imports(
    workspace: Workspace, after: datetime | None = None, label: str = steps.IMPORT_PLAN
) -> Former:
    """The field values that imports of this label wrote (after an instant), unless they were taken back."""
    active: dict[int, bool] = {}
    for head in workspace.heads():
        if head.kind is StepKind.DO and head.label == label:
            active[head.number] = after is None or head.at > after
        elif head.reverts in active:
            active[head.reverts] = head.kind is StepKind.REDO and (after is None or head.at > after)
    found: dict[tuple[type[Entity], str], dict[str, object]] = {}
    for number in sorted(number for number, is_active in active.items() if is_active):
        for change in workspace.step(number).changes:
            if change.after is None:
                found.pop((change.kind, change.id), None)
                continue
            values = {name: getattr(change.after, name) for name in change.changed_fields()}
            if change.before is None:
                found[change.kind, change.id] = values
            else:
                found.setdefault((change.kind, change.id), {}).update(values)
    return found

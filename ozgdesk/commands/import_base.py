"""What a plan of ours was written from, when it comes back: the third side of the comparison.

The stamp of the file names the data; the journal still knows them.
"""

from dataclasses import dataclass, field

from ozgdesk.commands.former_imports import Former, former_imports
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.export_stamp import ExportStamp
from ozgdesk.domain.view import View


@dataclass(frozen=True, slots=True)
class Base:
    """The project as it was given out, and what imports have written since then."""

    view: View
    since: Former = field(default_factory=dict)


def base_of(workspace: Workspace, stamp: ExportStamp | None) -> Base | None:
    """What a file with this stamp was written from.

    None without a stamp, for another project, for a state this file does not know because a copy of it went
    its own way, and from before a barrier of the journal.
    """
    cooperation, heads = workspace.view.cooperation, workspace.heads()
    if stamp is None or cooperation is None or not cooperation.id.endswith(stamp.project):
        return None
    until = stamp.recorded_until
    last = max((place for place, head in enumerate(heads) if head.at == until), default=-1)
    if last < 0 and heads and heads[0].at <= until:
        return None
    if any(head.is_barrier for head in heads[last + 1 :]):
        return None
    return Base(workspace.view_known_at(stamp.as_of, until), former_imports(workspace, until))

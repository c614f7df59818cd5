"""What can be done about a remark of a partner: take over, accept, open again, go to its clause, delete."""

from collections.abc import Sequence

from ozgdesk.commands import records, remarks
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.drafting import Remark
from ozgdesk.present.remarks import RemarkRow
from ozgdesk.texts import steps
from ozgdesk.texts.remarks import TAKEN_OVER
from ozgdesk.ui.desk import Desk, Subject


class RemarkActions:
    """Acts on remarks; what is proposed goes into the version the desk looks at, where it can."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def take(self, row: RemarkRow) -> None:
        """Put the proposal into the text, or accept a remark that proposes no words."""
        if not row.proposal:
            self.accept(row)
            return
        command = remarks.take_over_proposal(row.id, self._desk.version_id)
        if self._desk.run(steps.TAKE_OVER_PROPOSAL, command) is not None:
            self._desk.tell(TAKEN_OVER.format(version=row.goes_to))

    def accept(self, row: RemarkRow) -> None:
        """Call it accepted; the text stays as it is."""
        self._desk.run(steps.ACCEPT_REMARK, remarks.accept_remark(row.id))

    def reopen(self, row: RemarkRow) -> None:
        """Take the decision back; a text that was taken over stays."""
        self._desk.run(steps.REOPEN_REMARK, remarks.reopen_remark(row.id))

    def remove(self, ids: Sequence[str]) -> None:
        """Delete remarks."""
        self._desk.run(steps.delete(Remark), records.delete(Remark, *ids))

    def go(self, row: RemarkRow) -> None:
        """Bring the clause into sight."""
        if row.clause_id:
            self._desk.go("agreement", Subject(Clause, row.clause_id))
        else:
            self._desk.tell(f"Diese Anmerkung hat hier keine Stelle im Text ({row.place}).")

    def edit(self, row: RemarkRow) -> None:
        """Change municipality, day and words in the inspector."""
        self._desk.edit(Remark, row.id)

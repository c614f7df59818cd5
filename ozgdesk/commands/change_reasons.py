"""Why a version says something else about a clause than the one before it."""

from ozgdesk.commands.clauses import require_open
from ozgdesk.domain.drafting import ChangeReason
from ozgdesk.domain.transaction import Command, Transaction


def give_reason(version_id: str, stem: str, text: str) -> Command[ChangeReason | None]:
    """Say why a version changes a clause, or (empty) take the reason back.

    RuleViolation `frozen` for a version that no longer changes.
    """

    def command(tx: Transaction) -> ChangeReason | None:
        require_open(tx, version_id)
        words = text.strip()
        kept = next(
            (row for row in tx.having(ChangeReason, "version_id", version_id) if row.stem == stem), None
        )
        if kept is not None:
            if words:
                return tx.update(ChangeReason, kept.id, text=words)
            tx.delete(ChangeReason, kept.id)
        elif words:
            return tx.insert(ChangeReason(id=tx.new_id(), version_id=version_id, stem=stem, text=words))
        return None

    return command

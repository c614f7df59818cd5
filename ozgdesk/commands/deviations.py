"""What a handover means for a signed agreement: it is kept, and with it where it departs from the annex."""

from ozgdesk.domain.agreements import Agreement, AgreementVersion, Deviation
from ozgdesk.domain.clauses import outline
from ozgdesk.domain.deviations import annex_of, binding_agreements, is_party
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Transaction
from ozgdesk.texts.clauses import citation


def note_handover(tx: Transaction, task_id: str, before: str | None, after: str | None) -> None:
    """Keep that a Vertragsaufgabe is led by `after` from today on where it was led by `before` (ids or None).

    The newest agreement decides that binds the agreed lead: who led when the first departure began.
    Handed back to that one, the departure is over. Filling a lead that the agreement leaves open is none.
    """
    task = tx.get(Task, task_id)
    if before == after or not task.is_contractual:
        return
    snapshot = tx.snapshot()
    kept = {row.agreement_id: row for row in tx.having(Deviation, "task_id", task_id)}
    for agreement, version in binding_agreements(snapshot, tx.today):
        row = kept.get(agreement.id)
        if row is not None:
            _follow(tx, row, after)
            return
        if before is not None and is_party(snapshot, agreement, before, tx.today):
            _begin(tx, agreement, version, task, before)
            return


def _follow(tx: Transaction, row: Deviation, now_led_by: str | None) -> None:
    if row.agreed_id == now_led_by:
        tx.delete(Deviation, row.id)
    else:
        tx.update(Deviation, row.id, since=tx.today)


def _begin(
    tx: Transaction, agreement: Agreement, version: AgreementVersion, task: Task, agreed_id: str
) -> None:
    annex = annex_of(outline(tx.snapshot(), version.id), task)
    row = Deviation(
        id=tx.new_id(),
        agreement_id=agreement.id,
        task_id=task.id,
        agreed_id=agreed_id,
        annex=citation(annex) if annex else "",
        since=tx.today,
    )
    tx.insert(row)

"""Where practice departs from a signed agreement: which agreement binds a task, and where it names it.

The agreement is a contract; another lead than its annex says is kept as a `Deviation` until it is amended.
"""

from collections.abc import Iterator
from datetime import date

from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.clauses import Node, Outline, Placeholder, tokens
from ozgdesk.domain.effect import EffectState, effect_of, parties_of
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import ClauseKind, VersionState

LED_TASKS = Placeholder("led_tasks")
_OVER = (EffectState.EXPIRED, EffectState.TERMINATED)


def binding_agreements(snapshot: Snapshot, today: date) -> Iterator[tuple[Agreement, AgreementVersion]]:
    """Agreements that say who leads, with their current version, the newest first.

    They are in force, or their text is signed. One that has ended, or that a binding successor replaces, no
    longer says anything.
    """
    current = {row.agreement_id: row for row in snapshot.all(AgreementVersion) if row.is_current}
    found = [
        row for row in snapshot.all(Agreement) if row.id in current and _binds(snapshot, row, current, today)
    ]
    replaced = {row.predecessor_id for row in found}
    for agreement in sorted(found, key=lambda row: (row.order, row.id), reverse=True):
        if agreement.id not in replaced:
            yield agreement, current[agreement.id]


def _binds(
    snapshot: Snapshot, agreement: Agreement, current: dict[str, AgreementVersion], today: date
) -> bool:
    effect = effect_of(snapshot, agreement, today)
    is_signed = current[agreement.id].state is VersionState.SIGNED
    return effect.is_in_force or (is_signed and effect.state not in _OVER)


def is_party(snapshot: Snapshot, agreement: Agreement, municipality_id: str | None, today: date) -> bool:
    """Whether a municipality is bound by an agreement on a day."""
    parties, _ = parties_of(snapshot, agreement.id, today)
    return municipality_id in {party.id for party in parties}


def annex_of(text: Outline, task: Task) -> Node | None:
    """The annex of a text that names a task, else its only annex.

    None where there is no annex, or several of which none names it: then the agreement as a whole is meant.
    """
    annexes = [node for node in text.nodes if node.clause.kind is ClauseKind.ANNEX]
    named = [node for node in annexes if _names(text, node, task)]
    if named:
        return named[0]
    return annexes[0] if len(annexes) == 1 else None


def _names(text: Outline, annex: Node, task: Task) -> bool:
    name = task.name.casefold()
    return any(
        name in part.text.casefold() or name in part.heading.casefold() or LED_TASKS in tokens(part.text)
        for part in text.under(annex.clause.id)
    )

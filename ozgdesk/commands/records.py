"""Creating, changing and deleting a row of any entity, under the rules of its area (`record_rules`).

Gestures that do more than set fields, such as moving a task or handing over, are verbs of their own area.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any, TypeVar

from ozgdesk.commands.clauses import delete_clause, delete_text
from ozgdesk.commands.record_rules import before_writing, check
from ozgdesk.domain.agreements import (
    AccessionCondition,
    Agreement,
    AgreementCopy,
    AgreementParty,
    AgreementVersion,
    Clause,
    Deviation,
    Signature,
    SupervisorStep,
)
from ozgdesk.domain.cooperation import (
    Cooperation,
    Grant,
    GrantMember,
    Saving,
    SavingMember,
    SharedOffice,
    SharedOfficeMember,
)
from ozgdesk.domain.council_days import INVITED, LEAST_NOTICE_DAYS
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting, MeetingSeries
from ozgdesk.domain.drafting import ChangeReason, Remark, ReviewNote
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.minutes import Attendance, MinuteItem
from ozgdesk.domain.order import between
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.registry import references
from ozgdesk.domain.reporting import ReportSummary, SheetSet, SheetSetEntry
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Assessment
from ozgdesk.domain.tasks import Assignment, Baseline, BaselineTask, Link, Task
from ozgdesk.domain.transaction import Command, Transaction

E = TypeVar("E", bound=Entity)

OWNED: dict[type[Entity], tuple[tuple[type[Entity], str], ...]] = {
    Task: (
        (Task, "parent_id"),
        (Assignment, "task_id"),
        (Link, "predecessor_id"),
        (Link, "successor_id"),
        (Deviation, "task_id"),
    ),
    Baseline: ((BaselineTask, "baseline_id"),),
    Person: ((Absence, "person_id"),),
    SharedOffice: ((SharedOfficeMember, "office_id"),),
    Grant: ((GrantMember, "grant_id"),),
    Saving: ((SavingMember, "saving_id"),),
    Committee: ((Meeting, "committee_id"), (MeetingSeries, "committee_id")),
    SheetSet: ((SheetSetEntry, "set_id"),),
    Meeting: ((Attendance, "meeting_id"), (MinuteItem, "meeting_id")),
    CouncilPaper: ((Consultation, "paper_id"),),
    Agreement: (
        (AgreementParty, "agreement_id"),
        (AgreementVersion, "agreement_id"),
        (Signature, "agreement_id"),
        (SupervisorStep, "agreement_id"),
        (AgreementCopy, "agreement_id"),
        (AccessionCondition, "agreement_id"),
        (ReviewNote, "agreement_id"),
        (Deviation, "agreement_id"),
    ),
    AgreementVersion: ((Clause, "version_id"), (Remark, "version_id"), (ChangeReason, "version_id")),
}
"""What is part of a row and goes with it; any other row that points at it holds it back (`referred_to`)."""


def create(kind: type[E], /, **values: Any) -> Command[E]:
    """Add a row. Id, place among its siblings, task number and stem are made here where they are not given.

    Raises RuleViolation of the area, or `invalid_row` through `Workspace.run`.
    """

    def command(tx: Transaction) -> E:
        given = {**_made(tx, kind, values), **values}
        row = kind.model_validate({"id": tx.new_id(), **given})
        before_writing(tx, None, row)
        tx.insert(row)
        check(tx, None, row)
        return tx.get(kind, row.id)

    return command


def edit(kind: type[E], id_: str, /, **values: Any) -> Command[E]:
    """Change fields of a row. Raises RuleViolation of the area, or `invalid_row` through `Workspace.run`."""

    def command(tx: Transaction) -> E:
        before = tx.get(kind, id_)
        fields = {name: getattr(before, name) for name in kind.model_fields}
        after = kind.model_validate({**fields, **values})
        if after == before:
            return before
        before_writing(tx, before, after)
        check(tx, before, tx.update(kind, id_, **values))
        return tx.get(kind, id_)

    return command


def delete(kind: type[Entity], *ids: str) -> Command[int]:
    """Remove rows with everything that is part of them; returns how many rows went.

    Raises RuleViolation `referred_to` while another row still needs one of them, and nothing is removed.
    """

    def command(tx: Transaction) -> int:
        first = len(tx.changes)
        for row in [tx.get(kind, id_) for id_ in ids]:
            if tx.find(kind, row.id) is not None:  # else it went as a part of one before
                delete_tree(tx, kind, row.id)
        return len(tx.changes) - first

    return command


def delete_tree(tx: Transaction, kind: type[Entity], id_: str) -> None:
    """Remove a row and what is part of it, leaves first."""
    row = tx.get(kind, id_)
    if kind is Cooperation:
        raise RuleViolation("only_cooperation")
    before_writing(tx, row, None)
    if kind is Clause:
        delete_clause(id_)(tx)
        return
    if kind is AgreementVersion:
        delete_text(tx, id_)
    for other, field in OWNED.get(kind, ()):
        for part in tx.having(other, field, id_):
            if tx.find(other, part.id) is not None:
                delete_tree(tx, other, part.id)
    tx.delete(kind, id_)


def _made(tx: Transaction, kind: type[Entity], values: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if "order" in kind.model_fields:
        made["order"] = last_order(tx, kind, values)
    if kind is Task:
        made["number"] = next_number(tx)
    elif kind is Clause:
        made["stem"] = tx.new_id()
    elif kind is Assessment:
        made |= {"author": tx.author.name, "assessed_on": tx.today}
    elif kind is ReportSummary:
        made |= {"author": tx.author.name, "dated_on": tx.today}
    elif kind is Baseline:
        made["taken_on"] = tx.today
    elif kind is Committee and values.get("kind") in INVITED:
        made["notice_days"] = LEAST_NOTICE_DAYS
    return made


def last_order(tx: Transaction, kind: type[Entity], values: dict[str, Any]) -> str:
    """The order key behind the last sibling, siblings being the rows with the same owner."""
    owners = tuple(_owner_fields(kind))
    siblings = (row for row in tx.all(kind) if all(getattr(row, name) == values.get(name) for name in owners))
    last = max((row.order for row in siblings), default=None)  # type: ignore[attr-defined]
    return between(last, None)


def _owner_fields(kind: type[Entity]) -> Iterator[str]:
    owned_by = {field for parts in OWNED.values() for other, field in parts if other is kind}
    owned_by |= {"parent_id"}
    return (name for name, _ in references(kind) if name in owned_by)


def next_number(tx: Transaction) -> str:
    """The next short number of a task: neutral, permanent, never given again after its task is deleted."""
    given = chain((task.number for task in tx.all(Task)), tx.former_values(Task, "number"))
    highest = max((int(number.removeprefix("A-")) for number in given), default=0)
    return f"A-{highest + 1:03}"

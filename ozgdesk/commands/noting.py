"""What a meeting changes in the tasks is noted in its minutes, in the same step."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from ozgdesk.commands.records import create
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.meetings import items_of, open_meeting
from ozgdesk.domain.minutes import MinuteItem
from ozgdesk.domain.order import between
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.step import Change
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import MinuteKind, Role
from ozgdesk.texts import minutes as texts

T = TypeVar("T")
MOST_NEW = 10


def noted(command: Command[T], topic_id: str = "") -> Command[T]:
    """The same command, but while a meeting is open its minutes say what became of the tasks.

    State, lead, deadline and delivered contributions count, and tasks that are new; more than `MOST_NEW` at
    once come from a file and are no order of the meeting. The entries stand under the topic about the task,
    else under `topic_id`, else at the end. Undo takes both back.
    """

    def run(tx: Transaction) -> T:
        first = len(tx.changes)
        result = command(tx)
        meeting = open_meeting(tx)
        if meeting is not None:
            changes = tx.changes[first:]
            for task, text in tuple(_changed(tx, changes)):
                topic = topic_about(tx, meeting.id, task.id) or topic_id
                add_entry(tx, meeting.id, topic, MinuteKind.CHANGE, text, about(task))
            for task, text in tuple(_made(tx, changes)):
                add_entry(tx, meeting.id, topic_id, MinuteKind.TASK, text, about(task))
        return result

    return run


def add_entry(
    tx: Transaction,
    meeting_id: str,
    topic_id: str,
    kind: MinuteKind,
    text: str,
    subject: tuple[str, str] = ("", ""),
    **values: Any,
) -> MinuteItem:
    """Add an entry behind the last one of a topic, else at the end; `subject` is a table and an id."""
    order = order_behind(items_of(tx, meeting_id), topic_id)
    values |= {"subject_kind": subject[0], "subject_id": subject[1], "kind": kind, "text": text}
    return create(MinuteItem, meeting_id=meeting_id, order=order, **values)(tx)


def about(task: Task) -> tuple[str, str]:
    """A task as the subject of an entry."""
    return table_name(Task), task.id


def order_behind(items: Sequence[MinuteItem], topic_id: str) -> str:
    """The key behind all that belongs to a topic; at the end where there is no such topic."""
    place = next((i for i, item in enumerate(items) if item.id == topic_id), len(items) - 1)
    last = place + followers(items, place)
    behind = items[last + 1].order if last + 1 < len(items) else None
    return between(items[last].order if items else None, behind)


def followers(items: Sequence[MinuteItem], place: int) -> int:
    """How many entries behind this place belong to the same topic."""
    count = 0
    for item in items[place + 1 :]:
        if item.kind is MinuteKind.TOPIC:
            break
        count += 1
    return count


def topic_about(tx: Transaction, meeting_id: str, task_id: str) -> str:
    """The topic that is about a task; empty for none."""
    for item in items_of(tx, meeting_id):
        if item.kind is MinuteKind.TOPIC and item.subject_id == task_id:
            return item.id
    return ""


def _made(tx: Transaction, changes: Sequence[Change]) -> Iterator[tuple[Task, str]]:
    """The tasks that are new, with who is to do them by when."""
    ids = dict.fromkeys(c.id for c in changes if c.kind is Task and c.before is None)
    noted_already = {c.after.subject_id for c in changes if isinstance(c.after, MinuteItem)}
    made = [task for id_ in ids if (task := tx.find(Task, id_)) is not None and id_ not in noted_already]
    if len(made) > MOST_NEW:
        return
    for task in made:
        parts = [p for p in tx.having(Assignment, "task_id", task.id) if p.role is not Role.INFORMED]
        codes = [_code(tx, part) for part in sorted(parts, key=lambda part: part.role is not Role.LEAD)]
        yield task, texts.task_text(task.number, codes, task.name, task.deadline_on)


def _changed(tx: Transaction, changes: Sequence[Change]) -> Iterator[tuple[Task, str]]:
    """The tasks that were there before, with what became of them."""
    befores: dict[tuple[type, str], Any] = {}
    for change in changes:
        befores.setdefault((change.kind, change.id), change.before)
    made = {id_ for (kind, id_), before in befores.items() if kind is Task and before is None}
    noted_already = {c.after.subject_id for c in changes if isinstance(c.after, MinuteItem)}
    said: dict[str, list[str]] = {}
    for (kind, id_), before in befores.items():
        if kind is Task and before is not None and (task := tx.find(Task, id_)) is not None:
            said.setdefault(id_, []).extend(_words_of_task(before, task))
    for task_id in _tasks_with_parts(tx, befores):
        if tx.find(Task, task_id) is not None:
            said.setdefault(task_id, []).extend(_words_of_parts(tx, task_id, befores))
    for task_id, words in said.items():
        if words and task_id not in made | noted_already:
            task = tx.get(Task, task_id)
            yield task, texts.change_text(task.number, task.name, words)


def _words_of_task(before: Task, after: Task) -> Iterator[str]:
    states = [texts.state_text(row.state, row.waiting_for) for row in (before, after)]
    if states[0] != states[1]:
        yield " → ".join(states)
    if before.deadline_on != after.deadline_on:
        yield texts.deadline_change(before.deadline_on, after.deadline_on)


def _tasks_with_parts(tx: Transaction, befores: dict[tuple[type, str], Any]) -> Iterator[str]:
    parts = [
        before or tx.find(Assignment, id_) for (kind, id_), before in befores.items() if kind is Assignment
    ]
    return iter(dict.fromkeys(part.task_id for part in parts if part is not None))


def _words_of_parts(tx: Transaction, task_id: str, befores: dict[tuple[type, str], Any]) -> Iterator[str]:
    after = {part.id: part for part in tx.having(Assignment, "task_id", task_id)}
    before = dict(after)
    for (kind, id_), row in befores.items():
        if kind is Assignment and row is None:
            before.pop(id_, None)
        elif kind is Assignment and row.task_id == task_id:
            before[id_] = row
    leads = [next((p for p in parts.values() if p.role is Role.LEAD), None) for parts in (before, after)]
    codes = [_code(tx, part) for part in leads]
    if codes[0] != codes[1]:
        yield texts.lead_change(*codes)
    for id_, part in after.items():
        was = before.get(id_)
        if (
            part.role is Role.CONTRIBUTOR
            and part.done_on is not None
            and was is not None
            and was.done_on is None
        ):
            yield texts.contribution_done(_code(tx, part))


def _code(tx: Transaction, part: Assignment | None) -> str:
    return tx.get(Municipality, part.municipality_id).code if part is not None else ""

"""Preparing, running and closing a meeting: agenda, attendance, minutes, resolutions, the next date.

What else changes while a meeting is open is noted by `noting`; the rules of minutes stand in `minute_rules`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ozgdesk import formats
from ozgdesk.commands.noting import about, add_entry, followers, noted
from ozgdesk.commands.records import create, delete_tree, edit
from ozgdesk.commands.tasks import add_contribution, change_state, create_task, wait_for_third
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.meetings import attendance_of, invited, items_of, outcome_of, rule_of
from ozgdesk.domain.minutes import Attendance, MinuteItem
from ozgdesk.domain.order import between
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Decision
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import (
    CommitteeKind,
    DecisionRule,
    MinuteKind,
    MinutesState,
    Outcome,
    TaskState,
)
from ozgdesk.domain.votes import Votes
from ozgdesk.present.capture import Captured, NewNote, NewResolution, NewState, NewTask, NewTopic
from ozgdesk.texts import minutes as texts
from ozgdesk.texts.labels import label


@dataclass(frozen=True, slots=True)
class Topic:
    """A point for the agenda: its words, and the task or decision it is about."""

    text: str
    subject_kind: str = ""
    subject_id: str = ""


def prepare_meeting(committee_id: str, held_on: date) -> Command[Meeting]:
    """A meeting of a body, at time and place of its last one, with the attendance that is to be expected."""

    def command(tx: Transaction) -> Meeting:
        return _prepare(tx, committee_id, held_on)

    return command


def found_body(kind: CommitteeKind, held_on: date) -> Command[Meeting]:
    """A body of the cooperation that is not kept yet, with its first meeting."""

    def command(tx: Transaction) -> Meeting:
        body = create(Committee, kind=kind, name=label(kind))(tx)
        return _prepare(tx, body.id, held_on)

    return command


def invite(meeting_id: str) -> Command[tuple[Attendance, ...]]:
    """Add to the attendance list whoever should be on it and is not."""
    return lambda tx: _invite(tx, tx.get(Meeting, meeting_id))


def add_topics(meeting_id: str, topics: Sequence[Topic], *, after_id: str = "") -> Command[list[MinuteItem]]:
    """Put points on the agenda, behind a topic with all that belongs to it, else at the end."""

    def command(tx: Transaction) -> list[MinuteItem]:
        made: list[MinuteItem] = []
        behind = after_id
        for topic in topics:
            subject = (topic.subject_kind, topic.subject_id)
            made.append(add_entry(tx, meeting_id, behind, MinuteKind.TOPIC, topic.text, subject))
            behind = made[-1].id
        return made

    return command


def start_minutes(meeting_id: str, topics: Sequence[Topic] = ()) -> Command[Meeting]:
    """Begin a meeting, with further points for its agenda; on its day a begin that is not kept is now.

    Raises RuleViolation `minutes_open` while another one runs, `minutes_closed` when it is over.
    """

    def command(tx: Transaction) -> Meeting:
        meeting = tx.get(Meeting, meeting_id)
        if meeting.minutes_state is MinutesState.CLOSED:
            raise RuleViolation("minutes_closed")
        add_topics(meeting_id, topics)(tx)
        is_now = not meeting.starts_at and meeting.held_on == tx.today
        starts_at = formats.clock(tx.now) if is_now else meeting.starts_at
        return edit(Meeting, meeting_id, minutes_state=MinutesState.OPEN, starts_at=starts_at)(tx)

    return command


def capture(meeting_id: str, topic_id: str, captured: Captured) -> Command[MinuteItem | None]:
    """Keep what a line of the minutes means, under a topic; returns the entry.

    Raises RuleViolation `minutes_not_open`, and those of the task that is made or changed.
    """

    def command(tx: Transaction) -> MinuteItem | None:
        if tx.get(Meeting, meeting_id).minutes_state is not MinutesState.OPEN:
            raise RuleViolation("minutes_not_open")
        return _capture(tx, meeting_id, topic_id, captured)

    return command


def resolve(
    item_id: str,
    votes: Votes,
    *,
    objections: str = "",
    outcome: Outcome | None = None,
    decision_id: str | None = None,
) -> Command[MinuteItem]:
    """Enter the result of a resolution; without `outcome` the one that follows by the rule of the body.

    A decision that is named is decided by it, in the same step. Raises RuleViolation `no_resolution`, or
    `votes_needed`.
    """

    def command(tx: Transaction) -> MinuteItem:
        item = tx.get(MinuteItem, item_id)
        if item.kind is not MinuteKind.RESOLUTION:
            raise RuleViolation("no_resolution")
        found = outcome or outcome_of(_rule(tx, item.meeting_id), votes, objections)
        if outcome is None and found is Outcome.OPEN:
            raise RuleViolation("votes_needed")
        if decision_id is not None:
            tx.get(Decision, decision_id)
        return edit(
            MinuteItem,
            item_id,
            votes_yes=votes.yes,
            votes_no=votes.no,
            abstentions=votes.abstentions,
            objections=objections.strip(),
            outcome=found,
            subject_kind=table_name(Decision) if decision_id else "",
            subject_id=decision_id or "",
        )(tx)

    return command


def move_item(item_id: str, places: int) -> Command[MinuteItem]:
    """Move an entry earlier (-1) or later (1); a topic moves past another one with all that belongs to it."""

    def command(tx: Transaction) -> MinuteItem:
        item = tx.get(MinuteItem, item_id)
        items = list(items_of(tx, item.meeting_id))
        place = items.index(item)
        size = 1 + followers(items, place) if item.kind is MinuteKind.TOPIC else 1
        block, rest = items[place : place + size], items[:place] + items[place + size :]
        stops = [
            i for i in range(len(rest) + 1)
            if item.kind is not MinuteKind.TOPIC or i in (0, len(rest)) or rest[i].kind is MinuteKind.TOPIC
        ]  # fmt: skip
        target = stops[min(max(stops.index(place) + places, 0), len(stops) - 1)]
        before = rest[target - 1].order if target else None
        behind = rest[target].order if target < len(rest) else None
        if target != place:
            for row in block:
                before = edit(MinuteItem, row.id, order=between(before, behind))(tx).order
        return tx.get(MinuteItem, item_id)

    return command


def remove_item(item_id: str) -> Command[None]:
    """Take an entry out of the minutes, a topic with all that belongs to it; tasks that were given stay."""

    def command(tx: Transaction) -> None:
        item = tx.get(MinuteItem, item_id)
        items = items_of(tx, item.meeting_id)
        place = items.index(item)
        size = 1 + followers(items, place) if item.kind is MinuteKind.TOPIC else 1
        for row in items[place : place + size]:
            delete_tree(tx, MinuteItem, row.id)

    return command


def close_minutes(meeting_id: str, ends_at: str = "", next_on: date | None = None) -> Command[Meeting]:
    """Close the minutes of a meeting; a next date prepares the next meeting of the body.

    Nothing is prepared where the body meets on that day already. Raises RuleViolation `minutes_not_open`,
    `next_not_later`.
    """

    def command(tx: Transaction) -> Meeting:
        meeting = tx.get(Meeting, meeting_id)
        if meeting.minutes_state is not MinutesState.OPEN:
            raise RuleViolation("minutes_not_open")
        if next_on is not None and next_on <= meeting.held_on:
            raise RuleViolation("next_not_later", at="next_on")
        planned = {row.held_on for row in tx.having(Meeting, "committee_id", meeting.committee_id)}
        if next_on is not None and next_on not in planned:
            _prepare(tx, meeting.committee_id, next_on)
        values: dict[str, Any] = {"ends_at": ends_at} if ends_at else {}
        return edit(Meeting, meeting_id, minutes_state=MinutesState.CLOSED, **values)(tx)

    return command


def reopen_minutes(meeting_id: str) -> Command[Meeting]:
    """Let closed minutes be changed again."""
    return edit(Meeting, meeting_id, minutes_state=MinutesState.OPEN)


def _prepare(tx: Transaction, committee_id: str, held_on: date) -> Meeting:
    tx.get(Committee, committee_id)
    earlier = [row for row in tx.having(Meeting, "committee_id", committee_id) if row.held_on < held_on]
    last = max(earlier, key=lambda row: (row.held_on, row.id), default=None)
    kept = ("starts_at", "place", "chair_id", "minutes_by_id")
    values = {name: getattr(last, name) for name in kept} if last else {}
    meeting = create(Meeting, committee_id=committee_id, held_on=held_on, **values)(tx)
    _invite(tx, meeting)
    return meeting


def _invite(tx: Transaction, meeting: Meeting) -> tuple[Attendance, ...]:
    there = {(row.person_id, row.guest) for row in attendance_of(tx, meeting.id)}
    return tuple(
        create(
            Attendance,
            meeting_id=meeting.id,
            person_id=one.person_id,
            guest=one.guest,
            presence=one.presence,
            deputy_id=one.deputy_id,
            gets_minutes=one.gets_minutes,
        )(tx)
        for one in invited(tx, meeting)
        if (one.person_id, one.guest) not in there
    )


def _rule(tx: Transaction, meeting_id: str) -> DecisionRule:
    return rule_of(tx.get(Committee, tx.get(Meeting, meeting_id).committee_id))


def _capture(tx: Transaction, meeting_id: str, topic_id: str, captured: Captured) -> MinuteItem | None:
    match captured:
        case NewNote(text, task_id):
            if task_id is None:
                return add_entry(tx, meeting_id, topic_id, MinuteKind.NOTE, text)
            task = tx.get(Task, task_id)
            said = f"{task.number} {text}"
            return add_entry(tx, meeting_id, topic_id, MinuteKind.NOTE, said, about(task))
        case NewTopic(text):
            return add_topics(meeting_id, [Topic(text)], after_id=topic_id)(tx)[0]
        case NewResolution(text):
            return _propose(tx, meeting_id, topic_id, text)
        case NewTask():
            return _give_task(tx, meeting_id, topic_id, captured)
        case NewState():
            return _change_state(tx, meeting_id, topic_id, captured)


def _propose(tx: Transaction, meeting_id: str, topic_id: str, text: str) -> MinuteItem:
    """A resolution; under a topic about a question it decides that question."""
    topic = tx.find(MinuteItem, topic_id)
    question = None
    if topic is not None and topic.subject_kind == table_name(Decision):
        question = tx.find(Decision, topic.subject_id)
    subject = (table_name(Decision), question.id) if question else ("", "")
    outcome = outcome_of(_rule(tx, meeting_id), Votes())
    return add_entry(tx, meeting_id, topic_id, MinuteKind.RESOLUTION, text, subject, outcome=outcome)


def _give_task(tx: Transaction, meeting_id: str, topic_id: str, given: NewTask) -> MinuteItem:
    task = create_task(given.text, given.municipality_id)(tx)
    if given.due_on is not None:
        edit(Task, task.id, deadline_on=given.due_on)(tx)
    for town in given.contributor_ids:
        add_contribution(task.id, town, due_on=given.due_on)(tx)
    codes = [tx.get(Municipality, id_).code for id_ in (given.municipality_id, *given.contributor_ids)]
    text = texts.task_text(task.number, codes, task.name, given.due_on)
    return add_entry(tx, meeting_id, topic_id, MinuteKind.TASK, text, about(task))


def _change_state(tx: Transaction, meeting_id: str, topic_id: str, new: NewState) -> MinuteItem | None:
    """Change a state as the board does, and note it; None when nothing differs."""
    if new.state is TaskState.WAITING_THIRD:
        change = wait_for_third(new.task_id, new.waiting_for, new.due_on)
    else:
        change = change_state(new.task_id, new.state, reason=new.reason)
    first = len(tx.changes)
    noted(change, topic_id)(tx)
    made = [row.id for row in tx.changes[first:] if row.kind is MinuteItem]
    return tx.get(MinuteItem, made[-1]) if made else None

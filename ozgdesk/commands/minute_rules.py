"""The rules of minutes: closed ones stay, one meeting runs at a time, results follow votes and decide."""

from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.meetings import open_meeting, outcome_of, rule_of, votes_of
from ozgdesk.domain.minutes import Attendance, MinuteItem
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Decision
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.vocabulary import MinuteKind, MinutesState, Outcome

HEAD = frozenset({"committee_id", "held_on", "starts_at", "ends_at", "place", "chair_id", "minutes_by_id"})
"""What stands in the head of the minutes and is closed with them."""

_VOTES = ("votes_yes", "votes_no", "abstentions", "objections")


def before_meeting(tx: Transaction, before: Meeting | None, after: Meeting | None) -> None:
    """Refuse another head of closed minutes, and a second meeting that is open."""
    if before is not None and before.minutes_state is MinutesState.CLOSED:
        is_changed = after is None or any(getattr(before, name) != getattr(after, name) for name in HEAD)
        if is_changed and (after is None or after.minutes_state is MinutesState.CLOSED):
            raise RuleViolation("minutes_closed")
    if after is not None and after.minutes_state is MinutesState.OPEN:
        other = open_meeting(tx)
        if other is not None and other.id != after.id:
            raise RuleViolation("minutes_open", body=tx.get(Committee, other.committee_id).name)


def before_entry(
    tx: Transaction, before: Attendance | MinuteItem | None, after: Attendance | MinuteItem | None
) -> None:
    """Refuse a change in closed minutes; a resolution that goes decides its question no longer."""
    for row in (before, after):
        if row is not None and tx.get(Meeting, row.meeting_id).minutes_state is MinutesState.CLOSED:
            raise RuleViolation("minutes_closed")
    if isinstance(before, MinuteItem) and after is None:
        _undecide(tx, before)


def check_item(tx: Transaction, before: MinuteItem | None, row: MinuteItem) -> None:
    """Let the outcome follow other votes or objections, and the question follow the resolution."""
    if row.kind is not MinuteKind.RESOLUTION:
        return
    if before is not None and before.outcome is row.outcome and _has_other_votes(before, row):
        body = tx.get(Committee, tx.get(Meeting, row.meeting_id).committee_id)
        outcome = outcome_of(rule_of(body), votes_of(row), row.objections)
        row = tx.update(MinuteItem, row.id, outcome=outcome)
    if before is not None:
        _undecide(tx, before)
    is_about_question = row.subject_kind == table_name(Decision)
    question = tx.find(Decision, row.subject_id) if is_about_question else None
    if row.outcome is Outcome.CARRIED and question is not None:
        held_on = tx.get(Meeting, row.meeting_id).held_on
        tx.update(Decision, question.id, outcome=row.text, decided_on=held_on)


def _has_other_votes(before: MinuteItem, row: MinuteItem) -> bool:
    return any(getattr(before, name) != getattr(row, name) for name in _VOTES)


def _undecide(tx: Transaction, before: MinuteItem) -> None:
    """Open the question again that this resolution decided, unless somebody wrote another outcome since."""
    if before.subject_kind != table_name(Decision) or before.outcome is not Outcome.CARRIED:
        return
    question = tx.find(Decision, before.subject_id)
    if question is not None and before.kind is MinuteKind.RESOLUTION and question.outcome == before.text:
        tx.update(Decision, question.id, outcome="", decided_on=None)

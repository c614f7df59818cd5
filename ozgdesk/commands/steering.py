"""What a coordinator steers with: judge a light, close a risk, record a decision, follow up.

Rows are created and their plain fields changed by `records`.
"""

from datetime import date

from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Assessment, Decision, FollowUp, Risk
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import Dimension, Light

POSTPONED_DAYS = 7


def assess(
    dimension: Dimension,
    light: Light,
    *,
    assessed_on: date | None,
    text: str = "",
    municipality_id: str | None = None,
) -> Command[Assessment]:
    """Judge cost, outcome or risk of one municipality or of the whole (None) on a day.

    A second judgement of the same day by the same author replaces the first. Raises RuleViolation
    `computed_light` for the schedule, `date_needed` without a day, `text_needed` for yellow or red without
    text.
    """

    def command(tx: Transaction) -> Assessment:
        if dimension is Dimension.SCHEDULE:
            raise RuleViolation("computed_light")
        if assessed_on is None:
            raise RuleViolation("date_needed")
        if light in (Light.YELLOW, Light.RED) and not text.strip():
            raise RuleViolation("text_needed", light=dimension)
        row = Assessment(
            id=tx.new_id(),
            dimension=dimension,
            municipality_id=municipality_id,
            light=light,
            assessed_on=assessed_on,
            text=text.strip(),
            author=tx.author.name,
        )
        same = next((other for other in tx.all(Assessment) if _is_same(other, row)), None)
        if same is not None:
            return tx.update(Assessment, same.id, light=light, text=row.text)
        return tx.insert(row)

    return command


def close_risk(risk_id: str) -> Command[Risk]:
    """Note that a risk no longer threatens, from today on."""
    return lambda tx: tx.update(Risk, risk_id, closed_on=tx.today)


def record_decision(decision_id: str, outcome: str, decided_on: date | None = None) -> Command[Decision]:
    """Keep how a question was decided, today unless a day is given.

    Raises RuleViolation `outcome_needed` without words.
    """

    def command(tx: Transaction) -> Decision:
        if not outcome.strip():
            raise RuleViolation("outcome_needed")
        return tx.update(Decision, decision_id, outcome=outcome.strip(), decided_on=decided_on or tx.today)

    return command


def finish_follow_up(follow_up_id: str) -> Command[FollowUp]:
    """Tick a Wiedervorlage off today."""
    return lambda tx: tx.update(FollowUp, follow_up_id, done_on=tx.today)


def postpone_follow_up(follow_up_id: str) -> Command[FollowUp]:
    """Move a Wiedervorlage a week on; one that is overdue to the day a week from today."""

    def command(tx: Transaction) -> FollowUp:
        begin = max(tx.get(FollowUp, follow_up_id).due_on, tx.today)
        last = date.max.toordinal()
        due_on = date.fromordinal(min(begin.toordinal() + POSTPONED_DAYS, last))
        return tx.update(FollowUp, follow_up_id, due_on=due_on)

    return command


def _is_same(other: Assessment, row: Assessment) -> bool:
    fields = ("dimension", "municipality_id", "assessed_on", "author")
    return all(getattr(other, name) == getattr(row, name) for name in fields)

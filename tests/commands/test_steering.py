"""Judging lights, deciding and following up."""

from datetime import date

import pytest

from ozgdesk.commands.steering import (
    assess,
    close_risk,
    finish_follow_up,
    postpone_follow_up,
    record_decision,
)
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Assessment, Decision, FollowUp, Risk
from ozgdesk.domain.vocabulary import Dimension, Light
from ozgdesk.texts.rules import rule_message
from tests.helpers import TODAY, four_municipalities, id_of, transaction


def test_yellow_and_red_need_a_reason_and_every_light_a_day() -> None:
    tx = transaction([])
    for light in (Light.YELLOW, Light.RED):
        with pytest.raises(RuleViolation) as refusal:
            assess(Dimension.COST, light, assessed_on=TODAY, text="  ")(tx)
        assert "„Kosten“" in rule_message(refusal.value)
    with pytest.raises(RuleViolation, match="date_needed"):
        assess(Dimension.COST, Light.GREEN, assessed_on=None)(tx)
    assert assess(Dimension.COST, Light.GREEN, assessed_on=TODAY)(tx).author == "Projektbüro"


def test_the_light_of_the_schedule_cannot_be_set() -> None:
    with pytest.raises(RuleViolation, match="computed_light"):
        assess(Dimension.SCHEDULE, Light.GREEN, assessed_on=TODAY, text="gut")(transaction([]))


def test_judging_twice_on_a_day_corrects_and_on_another_day_adds() -> None:
    tx = transaction(four_municipalities())
    assess(Dimension.RISK, Light.RED, assessed_on=TODAY, text="Beschluss fehlt", municipality_id=id_of(1))(tx)
    assess(Dimension.RISK, Light.YELLOW, assessed_on=TODAY, text="Beschluss naht", municipality_id=id_of(1))(
        tx
    )
    assess(Dimension.RISK, Light.GREEN, assessed_on=date(2026, 12, 1), municipality_id=id_of(1))(tx)
    assess(Dimension.RISK, Light.GREEN, assessed_on=TODAY)(tx)
    lights = {(row.municipality_id, row.assessed_on): row.light for row in tx.all(Assessment)}
    assert lights == {
        (id_of(1), TODAY): Light.YELLOW,
        (id_of(1), date(2026, 12, 1)): Light.GREEN,
        (None, TODAY): Light.GREEN,
    }


def test_a_risk_is_closed_and_a_question_decided_today() -> None:
    tx = transaction(
        [
            Risk(id=id_of(1), order="A", title="Beschluss verzögert sich"),
            Decision(id=id_of(2), order="A", question="Wer beschafft?"),
        ]
    )
    assert close_risk(id_of(1))(tx).closed_on == TODAY
    with pytest.raises(RuleViolation, match="outcome_needed"):
        record_decision(id_of(2), " ")(tx)
    assert record_decision(id_of(2), "Usingen")(tx).decided_on == TODAY


def test_a_follow_up_is_ticked_off() -> None:
    tx = transaction([FollowUp(id=id_of(1), due_on=TODAY, text="Nachfragen")])
    assert finish_follow_up(id_of(1))(tx).done_on == TODAY


def test_a_follow_up_is_postponed_by_a_week_from_its_day_or_from_today_when_overdue() -> None:
    days = {1: date(2026, 11, 30), 2: date(2026, 11, 2), 3: date.max}
    tx = transaction([FollowUp(id=id_of(n), due_on=day, text="Nachfragen") for n, day in days.items()])
    moved = [postpone_follow_up(id_of(n))(tx).due_on for n in days]
    assert moved == [date(2026, 12, 7), date(2026, 11, 30), date.max]

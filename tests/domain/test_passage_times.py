import pytest

from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.passage_times import ASSUMED_DAYS, Stage, stage_times
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.vocabulary import EntryIntoForce
from tests.helpers import id_of

ALL = [Stage.SIGNING, Stage.SUPERVISION, Stage.PUBLICATION]


def agreement(**values: object) -> Agreement:
    return Agreement(id=id_of(1), title="ÖRV", order="a", **values)


@pytest.mark.parametrize(
    ("procedure", "entry", "stages"),
    [
        (Procedure.APPROVAL, EntryIntoForce.NOT_STATED, ALL),
        (Procedure.FILING, EntryIntoForce.NOT_STATED, [Stage.SIGNING]),
        (Procedure.NONE, EntryIntoForce.FIRST_OF_NEXT_MONTH, [Stage.SIGNING]),
        (Procedure.FILING, EntryIntoForce.DAY_AFTER_PUBLICATION, [Stage.SIGNING, Stage.PUBLICATION]),
    ],
)
def test_only_what_holds_up_the_effect_takes_time(
    procedure: Procedure, entry: EntryIntoForce, stages: list[Stage]
) -> None:
    assert [row.stage for row in stage_times(agreement(entry_into_force=entry), procedure)] == stages


def test_days_that_somebody_entered_take_their_place() -> None:
    found = stage_times(agreement(signing_days=0, publication_days=30), Procedure.APPROVAL)
    assert [row.days for row in found] == [0, ASSUMED_DAYS[Stage.SUPERVISION], 30]
    assert [row.is_assumed for row in found] == [False, True, False]


def test_days_that_nobody_entered_are_told_as_assumptions() -> None:
    for row in stage_times(agreement(), Procedure.APPROVAL):
        assert (row.days, row.is_assumed) == (ASSUMED_DAYS[row.stage], True)

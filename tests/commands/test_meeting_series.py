from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ozgdesk.commands.meeting_series import enter_series
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.councils import Meeting, MeetingSeries
from ozgdesk.domain.meeting_series import SeriesRule, days_of, rule_of
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.vocabulary_series import MonthPlace, SeriesRhythm, Weekday
from ozgdesk.texts.meeting_series import ENTER_SERIES
from tests.domain.council_calendar import COUNCIL, USI, body, body_id, matter_rows
from tests.helpers import cooperation, make_workspace

RULE = SeriesRule(
    body_id(USI, COUNCIL),
    SeriesRhythm.MONTHLY,
    1,
    Weekday.THURSDAY,
    MonthPlace.SECOND,
    date(2027, 1, 1),
    date(2027, 6, 30),
    "19:00",
    "Rathaus",
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    workspace = make_workspace(tmp_path, [cooperation(), *matter_rows(), body(USI, COUNCIL)])
    yield workspace
    workspace.close()


def test_a_series_is_kept_and_its_meetings_point_at_it(project: Workspace) -> None:
    chosen = days_of(RULE)[:-1]
    made = project.run(ENTER_SERIES, enter_series(RULE, chosen))
    (series,) = project.snapshot.all(MeetingSeries)
    assert rule_of(series) == RULE
    assert [row.held_on for row in made] == list(chosen)
    assert {(row.series_id, row.starts_at, row.place) for row in made} == {(series.id, "19:00", "Rathaus")}
    project.undo()
    assert (project.snapshot.all(Meeting), project.snapshot.all(MeetingSeries)) == ((), ())


def test_days_that_are_entered_already_are_not_entered_again(project: Workspace) -> None:
    project.run(ENTER_SERIES, enter_series(RULE, days_of(RULE)[:2]))
    made = project.run(ENTER_SERIES, enter_series(RULE, days_of(RULE)))
    assert [row.held_on for row in made] == list(days_of(RULE)[2:])
    with pytest.raises(RuleViolation) as refused:
        project.run(ENTER_SERIES, enter_series(RULE, days_of(RULE)))
    assert refused.value.code == "no_days"

"""Whatever a plan says: taken twice it changes nothing, taken back it leaves nothing."""

from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdesk.commands.imports import apply, plan_import
from ozgdesk.domain.incoming import Incoming, IncomingLink, IncomingTask
from ozgdesk.domain.tasks import Link, Task
from ozgdesk.domain.vocabulary import ConstraintKind, LagKind, LinkKind
from tests.helpers import TODAY, task, transaction


def incoming(*tasks: IncomingTask, minutes_per_day: int) -> Incoming:
    return Incoming("mspdi", "plan-1", "Plan", tasks=tasks, minutes_per_day=minutes_per_day)


UIDS = st.integers(1, 9).map(str)
LINKS = st.lists(
    st.builds(
        IncomingLink, UIDS, st.sampled_from(LinkKind), st.integers(-9999, 9999), st.sampled_from(LagKind)
    ),
    max_size=4,
).map(tuple)
TASKS = st.lists(
    st.builds(
        IncomingTask,
        UIDS,
        st.just(0),
        st.integers(1, 4),
        st.text("Aß „<&", min_size=1, max_size=4).filter(str.strip),
        is_milestone=st.booleans(),
        is_pinned=st.booleans(),
        is_active=st.booleans(),
        is_elapsed=st.booleans(),
        duration_minutes=st.none() | st.integers(0, 10**6),
        remaining_minutes=st.none() | st.integers(0, 10**6),
        starts_at=st.none() | st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 31)),
        constraint_kind=st.sampled_from(ConstraintKind),
        constraint_at=st.none() | st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 31)),
        progress_percent=st.integers(0, 100),
        actual_start_on=st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31)),
        actual_finish_on=st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31)),
        links=LINKS,
    ),
    max_size=9,
    unique_by=lambda found: found.uid,
)
PLANS = st.builds(
    lambda rows, minutes: incoming(*rows, minutes_per_day=minutes), TASKS, st.integers(60, 1440)
)


@settings(max_examples=40, deadline=None)
@given(first=PLANS, second=PLANS)
def test_any_plan_taken_twice_changes_nothing_and_taken_back_leaves_nothing(
    first: Incoming, second: Incoming
) -> None:
    before = transaction([task(1)]).snapshot()
    snapshot = before
    for plan in (first, second):
        tx = transaction(snapshot.all(Task) + snapshot.all(Link))
        apply(plan_import(tx.snapshot(), plan, {}, today=TODAY))(tx)
        for change in reversed(list(tx.changes)):
            tx.replay(change.inverse())
        assert tx.snapshot() == snapshot
        tx = transaction(snapshot.all(Task) + snapshot.all(Link))
        apply(plan_import(tx.snapshot(), plan, {}, today=TODAY))(tx)
        snapshot = tx.snapshot()
        assert plan_import(snapshot, plan, {}, today=TODAY).changes == ()

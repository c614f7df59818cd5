"""What of the board is painted anew after a step: what looks different, and nothing else."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import BoardLimit, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.present.board import board_rows
from ozgdesk.present.board_changes import is_same_grid, is_same_head, touched_boxes, touched_lanes
from ozgdesk.present.board_scene import BoardScene, Box, board_scene
from tests.helpers import TODAY, four_municipalities, id_of, lead, task

OPEN = list(TaskState)[:5]


def scene(states: list[TaskState], *more: Entity) -> BoardScene:
    tasks = [task(number, state=state) for number, state in enumerate(states, 1)]
    rows = [*tasks, *(lead(row, 1 + number % 4) for number, row in enumerate(tasks)), *more]
    return board_scene(board_rows(View(Snapshot.of([*four_municipalities(), *rows]), TODAY)), 1500)


def test_a_card_that_only_says_something_else_is_the_only_one_touched() -> None:
    rows: list[Task] = [task(number) for number in range(1, 9)]
    leads = [lead(row, 1 + number % 4) for number, row in enumerate(rows)]
    whole = [*four_municipalities(), *rows, *leads]
    before = board_scene(board_rows(View(Snapshot.of(whole), TODAY)), 1500)
    renamed = Task(**{**rows[2].model_dump(), "name": "Neuer Name"})
    whole[4 + 2] = renamed
    after = board_scene(board_rows(View(Snapshot.of(whole), TODAY)), 1500)
    assert set(touched_boxes(before, after)) == {before.places[leads[2].id].box}
    assert list(touched_lanes(before, after)) == []
    assert is_same_grid(before, after)
    assert is_same_head(before, after)


def test_nothing_is_touched_where_nothing_changed() -> None:
    before, after = scene(OPEN * 2), scene(OPEN * 2)
    assert set(touched_boxes(before, after)) == set()


def test_a_limit_touches_the_head_of_its_column_or_its_lane() -> None:
    column = BoardLimit(id=id_of(70), state=TaskState.PLANNED, most=3)
    lane = BoardLimit(id=id_of(71), municipality_id=id_of(2), most=3)
    plain = scene(OPEN)
    assert not is_same_head(plain, scene(OPEN, column))
    assert [new.lane.id for _, new in touched_lanes(plain, scene(OPEN, lane))] == [id_of(2)]


@settings(max_examples=40, deadline=None)
@given(
    states=st.lists(st.sampled_from(OPEN), min_size=5, max_size=16),
    which=st.integers(0, 15),
    to=st.sampled_from(OPEN),
)
def test_a_card_that_is_not_touched_looks_and_lies_as_before(
    states: list[TaskState], which: int, to: TaskState
) -> None:
    changed = list(states)
    changed[which % len(states)] = to
    before, after = scene([*OPEN, *states]), scene([*OPEN, *changed])
    assert is_same_grid(before, after)
    touched = set(touched_boxes(before, after))
    for id_, place in after.places.items():
        if not any(_meet(place.box, box) for box in touched):
            assert before.places[id_] == place


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.bottom
        and other.y < one.bottom
    )


def test_another_order_of_columns_is_another_grid() -> None:
    before = scene(OPEN)
    assert not is_same_grid(before, replace(before, columns=before.columns[::-1]))

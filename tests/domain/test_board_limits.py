"""Which cards a limit of the board counts."""

from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.board_limits import limited_places
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, BoardLimit
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.present.board import board_rows
from tests.helpers import TODAY, four_municipalities, id_of, lead, task

USI, NA = id_of(1), id_of(2)


def limit(municipality_id: str | None = None, state: TaskState | None = None) -> BoardLimit:
    return BoardLimit(id=id_of(700), municipality_id=municipality_id, state=state, most=2)


def part(number: int, task_number: int, municipality: int, role: Role, **values: object) -> Assignment:
    return Assignment(
        id=id_of(3000 + number),
        task_id=id_of(1000 + task_number),
        municipality_id=id_of(municipality),
        role=role,
        **values,
    )


def counted(row: BoardLimit, *rows: Entity) -> int:
    (place,) = limited_places(Snapshot.of([*four_municipalities(), *rows, row]))
    return place.count


def test_led_tasks_and_contributions_count_in_lane_column_and_cell() -> None:
    begun, planned = task(1, state=TaskState.IN_PROGRESS), task(2)
    rows = [begun, planned, lead(begun, 1), lead(planned, 2), part(1, 2, 1, Role.CONTRIBUTOR)]
    assert counted(limit(USI), *rows) == 2
    assert counted(limit(state=TaskState.PLANNED), *rows) == 2
    assert counted(limit(USI, TaskState.PLANNED), *rows) == 1


def test_what_is_done_delivered_at_rest_or_only_known_does_not_count() -> None:
    rows = [task(n, state=s) for n, s in enumerate((TaskState.DONE, TaskState.DORMANT, TaskState.DROPPED), 1)]
    open_ = task(4)
    parts = [
        part(1, 4, 1, Role.CONTRIBUTOR, done_on=TODAY),
        part(2, 4, 2, Role.INFORMED),
    ]
    assert counted(limit(USI), *rows, *(lead(row, 1) for row in rows), open_, *parts) == 0
    assert counted(limit(NA), *rows, open_, *parts) == 0


def test_phases_have_no_card_and_a_task_without_a_lead_counts_in_its_column_only() -> None:
    phase, child = task(1), task(2, parent_id=id_of(1001))
    assert counted(limit(state=TaskState.PLANNED), phase, lead(phase, 1), child) == 1
    assert counted(limit(USI), phase, lead(phase, 1), child) == 0


@given(states=st.lists(st.sampled_from(list(TaskState)), max_size=12), place=st.sampled_from([None, USI, NA]))
def test_the_count_is_the_number_of_open_cards_the_board_shows_there(
    states: list[TaskState], place: str | None
) -> None:
    tasks = [task(n, state=state) for n, state in enumerate(states, 1)]
    parts = [part(n, n, 2, Role.CONTRIBUTOR) for n in range(1, len(tasks) + 1, 2)]
    rows = [*tasks, *(lead(row, 1) for row in tasks), *parts]
    board = board_rows(View(Snapshot.of([*four_municipalities(), *rows]), TODAY))
    shown = [card for card in board.cards if card.column == "in_progress" and place in (None, card.lane)]
    assert counted(limit(place, TaskState.IN_PROGRESS), *rows) == len(shown)

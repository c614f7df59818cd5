"""The rows of the board and where its cards lie."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdesk.domain.agreements import Agreement, Deviation
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.tasks import Assignment, BoardLimit
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind, Role, TaskKind, TaskState
from ozgdesk.present.board import Board, BoardCard, board_rows, card_sentence, with_cards, without_resting
from ozgdesk.present.board_scene import EMPTY_WIDTH, LANE_HEAD, board_scene
from tests.helpers import TODAY, four_municipalities, id_of, lead, task

USI, NA, GLA = id_of(1), id_of(2), id_of(3)


def board(*rows: Entity) -> Board:
    return board_rows(View(Snapshot.of([*four_municipalities(), *rows]), TODAY))


def part(number: int, municipality: str, role: Role = Role.CONTRIBUTOR, **values: object) -> Assignment:
    return Assignment(
        id=id_of(3000 + number), task_id=id_of(1001), municipality_id=municipality, role=role, **values
    )


def card(found: Board, code: str) -> BoardCard:
    return next(card for card in found.cards if card.code == code)


def test_a_task_is_one_card_for_its_lead_and_one_for_each_contributor() -> None:
    work = task(1, "Vergabewesen", state=TaskState.IN_PROGRESS)
    found = board(work, lead(work, 1), part(1, NA), part(2, GLA, Role.INFORMED))
    assert [(c.code, c.role, c.column) for c in found.cards] == [
        ("USI", "lead", "in_progress"),
        ("NA", "contributor", "in_progress"),
    ]
    assert card(found, "NA").lead_code == "USI"


def test_phases_have_no_card_and_the_lane_without_lead_comes_only_when_needed() -> None:
    phase, child = task(1, "Phase"), task(2, "Kind", parent_id=id_of(1001))
    found = board(phase, child)
    assert [c.number for c in found.cards] == ["A-002"]
    assert [lane.code for lane in found.lanes] == ["USI", "NA", "GLA", "SCHM", ""]
    assert found.cards[0].warnings == ("Niemand ist federführend.",)
    assert len(board(phase, child, lead(child, 1)).lanes) == 4


def test_a_delivered_contribution_is_done_while_the_task_goes_on() -> None:
    work = task(1, state=TaskState.IN_PROGRESS)
    found = board(work, lead(work, 1), part(1, NA, due_on=TODAY, done_on=TODAY))
    assert (card(found, "NA").column, card(found, "NA").is_delivered) == ("done", True)
    assert card(found, "USI").column == "in_progress"


def test_an_overdue_contribution_is_yellow_and_counted_in_its_lane() -> None:
    work = task(1)
    found = board(work, lead(work, 1), part(1, NA, due_on=date(2026, 11, 20)))
    late = card(found, "NA")
    assert (late.light, late.is_late) == ("yellow", True)
    assert late.warnings == ("Zuarbeit überfällig seit 20.11.2026.",)
    assert [lane.late for lane in found.lanes] == [0, 1, 0, 0]


def test_an_overdue_milestone_is_red_with_the_day_it_was_due() -> None:
    gate = task(
        1,
        kind=TaskKind.MILESTONE,
        duration_minutes=0,
        constraint_kind=ConstraintKind.NOT_BEFORE,
        constraint_on=date(2026, 11, 9),
    )
    found = card(board(gate, lead(gate, 1)), "USI")
    assert (found.light, found.due, found.is_milestone) == ("red", date(2026, 11, 9), True)


DUE = date(2026, 12, 4)
ANNA = Person(id=id_of(11), name="Hauptamt", municipality_id=USI)
BERT = Person(id=id_of(12), name="Kämmerei", municipality_id=USI)


def away(number: int, person: Person, first: date, last: date, deputy: Person | None = None) -> Absence:
    deputy_id = deputy.id if deputy else None
    return Absence(
        id=id_of(20 + number), person_id=person.id, from_on=first, until_on=last, deputy_id=deputy_id
    )


def due_card(*absences: Absence, due_on: date = DUE) -> BoardCard:
    work = task(1, deadline_on=due_on)
    return card(board(ANNA, BERT, work, lead(work, 1, person_id=ANNA.id), *absences), "USI")


def test_the_deputy_of_the_due_date_is_named_and_missed_when_there_is_none() -> None:
    with_deputy = due_card(away(1, ANNA, DUE, DUE, BERT))
    assert (with_deputy.person, with_deputy.deputy, with_deputy.warnings) == ("Hauptamt", "Kämmerei", ())
    without = due_card(away(1, ANNA, DUE, DUE))
    assert without.warnings == ("Hauptamt ist am 04.12. abwesend, keine Vertretung.",)
    assert [note.text for note in without.notes] == ["abwesend, keine Vertretung"]


def test_who_is_away_today_but_back_when_it_is_due_answers_for_it() -> None:
    back = due_card(away(1, ANNA, TODAY, date(2026, 12, 3)))
    assert (back.person, back.deputy, back.warnings) == ("Hauptamt", "", ())


def test_what_is_overdue_asks_who_is_there_today() -> None:
    late = due_card(away(1, ANNA, TODAY, TODAY, BERT), due_on=date(2026, 11, 20))
    assert late.deputy == "Kämmerei"


def test_a_deputy_who_is_away_as_well_is_no_help() -> None:
    both = due_card(away(1, ANNA, DUE, DUE, BERT), away(2, BERT, TODAY, DUE))
    assert both.warnings == ("Hauptamt und die Vertretung sind am 04.12. abwesend.",)
    assert (both.deputy, [note.text for note in both.notes]) == ("", ["abwesend samt Vertretung"])


def test_a_contribution_asks_for_its_own_due_date() -> None:
    work = task(1, deadline_on=date(2026, 12, 20))
    owed = part(1, NA, person_id=ANNA.id, due_on=DUE)
    rows = [ANNA, BERT, work, lead(work, 1), owed]
    then = board(*rows, away(1, ANNA, DUE, DUE))
    assert card(then, "NA").warnings == ("Hauptamt ist am 04.12. abwesend, keine Vertretung.",)
    later = board(*rows, away(1, ANNA, date(2026, 12, 20), date(2026, 12, 20)))
    assert card(later, "NA").warnings == ()


def notes(*rows: Entity) -> list[str]:
    return [note.text for note in card(board(*rows), "USI").notes]


def follow_up(due_on: date, done_on: date | None = None) -> FollowUp:
    return FollowUp(
        id=id_of(due_on.day),
        subject_kind="task",
        subject_id=id_of(1001),
        due_on=due_on,
        text="Nachfragen",
        done_on=done_on,
    )


def test_a_card_says_for_whom_it_waits_and_when_to_ask_again() -> None:
    work = task(1, state=TaskState.WAITING_THIRD, waiting_for="ekom21")
    rows = [work, lead(work, 1)]
    assert notes(*rows) == ["ekom21", "ohne Wiedervorlage"]
    assert notes(*rows, follow_up(DUE), follow_up(date(2026, 12, 1), TODAY)) == [
        "ekom21",
        "Wiedervorlage 04.12.",
    ]
    late = card(board(*rows, follow_up(TODAY)), "USI")
    assert (late.follow_up_on, [note.is_urgent for note in late.notes]) == (TODAY, [False, True])


def test_a_card_that_waits_for_contributions_names_those_that_are_owed() -> None:
    work = task(1, state=TaskState.WAITING_CONTRIBUTION, waiting_for="Kostentabelle")
    parts = [part(1, NA), part(2, GLA, done_on=TODAY)]
    assert notes(work, lead(work, 1), *parts) == ["von NA: Kostentabelle"]


def test_what_rests_says_why_and_what_is_done_says_nothing() -> None:
    resting = task(1, state=TaskState.DORMANT, state_reason="bis zur Haushaltsgenehmigung")
    assert notes(resting, lead(resting, 1)) == ["bis zur Haushaltsgenehmigung"]
    done = task(1, state=TaskState.DONE)
    assert notes(done, lead(done, 1), follow_up(DUE)) == []


def test_a_card_is_marked_where_another_leads_than_the_annex_says() -> None:
    work = task(1, is_contractual=True)
    agreement = Agreement(id=id_of(100), title="ÖRV", order="m")
    row = Deviation(
        id=id_of(101), agreement_id=agreement.id, task_id=work.id, agreed_id=NA, annex="Anlage 1", since=TODAY
    )
    assert notes(work, lead(work, 1), agreement, row) == ["weicht von Anlage 1 ab"]


def test_a_limit_shows_how_full_its_place_is() -> None:
    work = task(1, state=TaskState.IN_PROGRESS)
    limit = BoardLimit(id=id_of(30), state=TaskState.IN_PROGRESS, most=1, reason="Abschluss vor Beginn")
    (place,) = board(work, lead(work, 1), part(1, NA), limit).limits
    assert (place.lane, place.column, place.figures, place.is_exceeded) == (None, "in_progress", "2/1", True)
    assert place.text == "„in Arbeit“: 2\u00a0offene Karten, Höchstzahl 1 (Grund: Abschluss vor Beginn)."
    assert board(work).limits == ()


def test_resting_columns_can_be_left_out() -> None:
    work, resting = task(1), task(2, state=TaskState.DROPPED)
    found = without_resting(board(work, resting))
    assert [column.title for column in found.columns] == [
        "geplant",
        "in Arbeit",
        "wartet auf Zuarbeit",
        "wartet auf Dritte",
        "im Gremium",
        "erledigt",
    ]
    assert [c.number for c in found.cards] == ["A-001"]


def test_a_board_with_fewer_cards_keeps_lanes_and_columns() -> None:
    one, two = task(1, "Vergabewesen"), task(2, "Sitzungsdienst")
    found = board(one, two, lead(one, 1), lead(two, 2), part(1, NA))
    fewer = with_cards(found, found.cards[:1])
    assert (len(fewer.cards), fewer.lanes, fewer.columns) == (1, found.lanes, found.columns)


def test_a_card_can_be_read_aloud() -> None:
    work = task(1, "Vergabewesen", progress_percent=40, is_contractual=True)
    said = card_sentence(card(board(work, lead(work, 1)), "USI"))
    assert said.startswith("A-001 Vergabewesen, Federführung, USI, geplant, Ampel ohne Termine, 40")
    assert said.endswith("Die Rechtsform ist nicht genannt.")


def many(count: int) -> Board:
    tasks = [task(number, state=list(TaskState)[number % 5]) for number in range(1, count + 1)]
    return board(*tasks, *(lead(row, 1 + number % 4) for number, row in enumerate(tasks)))


@settings(max_examples=25, deadline=None)
@given(
    count=st.integers(1, 40), width=st.integers(300, 2000), folded=st.sets(st.sampled_from([USI, NA, GLA]))
)
def test_cards_lie_inside_their_lane_and_column_and_never_overlap(
    count: int, width: int, folded: set[str]
) -> None:
    scene = board_scene(many(count), width, folded)
    boxes = [place.box for place in scene.places.values()]
    for place in scene.places.values():
        middle = (place.box.x + place.box.width // 2, place.box.y + place.box.height // 2)
        assert scene.card_at(*middle) == place
        lane, column = scene.lane_at(middle[1]), scene.column_at(middle[0])
        assert lane is not None
        assert column is not None
        assert (lane.lane.id, column.key) == (place.card.lane, place.card.column)
    assert len(boxes) == sum(lane.id not in folded and lane.led for lane in many(count).lanes)
    assert set(scene.cards_between(0, scene.height)) == set(scene.places.values())


def test_only_cards_in_the_visible_stretch_are_given_to_the_painter() -> None:
    scene = board_scene(many(40), 1200)
    seen = list(scene.cards_between(400, 700))
    assert 0 < len(seen) < len(scene.places)
    for place in scene.places.values():
        is_visible = place.box.y < 700 and place.box.bottom > 400
        assert (place in seen) is is_visible


def test_empty_columns_are_narrow_and_a_folded_lane_shows_its_head_only() -> None:
    scene = board_scene(many(1), 1600, {USI})
    assert scene.lanes[0].box.height == LANE_HEAD
    assert {column.width for column in scene.columns if not column.count} == {EMPTY_WIDTH}


def test_arrows_walk_down_through_the_lanes_and_across_to_the_next_filled_column() -> None:
    first, second = task(1), task(2)
    begun = task(3, state=TaskState.IN_COUNCIL)
    found = board(first, second, begun, lead(first, 1), lead(second, 2), lead(begun, 1))
    scene = board_scene(found, 1200)
    start = next(place for place in scene.places.values() if place.card.number == "A-001").card.id
    below, beside = scene.neighbour(start, 0, 1), scene.neighbour(start, 1, 0)
    assert below is not None
    assert beside is not None
    assert (below.card.number, beside.card.number) == ("A-002", "A-003")
    assert scene.neighbour(start, 0, -1) is None
    assert scene.neighbour(start, -1, 0) is None

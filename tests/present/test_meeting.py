"""A meeting as page and sheet show it: results in words, tasks as minuted, which meeting is at hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.minutes import Attendance, MinuteItem
from ozgdesk.domain.people import Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Decision
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import (
    CommitteeKind,
    DecisionRule,
    MinuteKind,
    MinutesState,
    Outcome,
    Presence,
)
from ozgdesk.present.meeting import (
    Given,
    MeetingRows,
    meeting_at_hand,
    meeting_choices,
    meeting_rows,
    newest_minutes,
    open_questions,
)
from ozgdesk.texts.minutes import change_text, result_text, task_text
from tests.helpers import TODAY, four_municipalities, id_of, task

RULE = DecisionRule
NOW = id_of(511)


def body(
    rule: DecisionRule = RULE.CONSENSUS, kind: CommitteeKind = CommitteeKind.STEERING_GROUP
) -> Committee:
    return Committee(id=id_of(500), name="Lenkungsgruppe", kind=kind, order="A", decision_rule=rule)


def meeting(number: int, held_on: date = TODAY, **values: object) -> Meeting:
    return Meeting(id=id_of(510 + number), committee_id=id_of(500), held_on=held_on, **values)


def item(number: int, kind: MinuteKind, text: str = "", **values: object) -> MinuteItem:
    return MinuteItem(
        id=id_of(560 + number), meeting_id=NOW, order=f"A{number}", kind=kind, text=text, **values
    )


def view(*rows: Entity) -> View:
    return View(Snapshot.of([*four_municipalities(), *rows]), TODAY)


def shown(*rows: Entity, **values: object) -> MeetingRows:
    return meeting_rows(view(body(), meeting(1, **values), *rows), NOW)


def test_head_and_next_date_are_ready_to_read() -> None:
    found = shown(meeting(2, date(2026, 12, 21), starts_at="10:00"), starts_at="09:30", ends_at="11:00")
    assert found.day_text == "Montag, 23.\u00a0November 2026"
    assert found.time_text == "09:30 bis 11:00\u00a0Uhr"
    assert found.next_text == "Montag, 21.\u00a0Dezember 2026, 10:00\u00a0Uhr"
    assert (found.state_text, found.rule_text) == ("in Vorbereitung", "Einvernehmen")


def test_topics_are_numbered_and_entries_know_theirs() -> None:
    found = shown(
        item(1, MinuteKind.NOTE, "vorab"),
        item(2, MinuteKind.TOPIC, "Eins"),
        item(3, MinuteKind.NOTE, "a"),
        item(4, MinuteKind.TOPIC, "Zwei"),
    )
    assert [(row.number, row.topic_id) for row in found.entries] == [
        ("", ""),
        ("1", id_of(562)),
        ("", id_of(562)),
        ("2", id_of(564)),
    ]


@pytest.mark.parametrize(
    ("rule", "values", "words"),
    [
        (RULE.CONSENSUS, {"outcome": Outcome.CARRIED}, "im Einvernehmen beschlossen"),
        (
            RULE.CONSENSUS,
            {"outcome": Outcome.NOT_CARRIED, "objections": "GLA"},
            "kein Einvernehmen; Widerspruch von: GLA",
        ),
        (
            RULE.UNANIMITY,
            {"outcome": Outcome.CARRIED, "votes_yes": 4, "votes_no": 0, "abstentions": 1},
            "einstimmig beschlossen (4 Ja, 0 Nein, 1 Enthaltung)",
        ),
        (
            RULE.MAJORITY,
            {"outcome": Outcome.CARRIED, "votes_yes": 3, "votes_no": 1},
            "mit Mehrheit beschlossen (3 Ja, 1 Nein)",
        ),
        (
            RULE.MAJORITY,
            {"outcome": Outcome.CARRIED, "votes_yes": 3, "votes_no": 0},
            "einstimmig beschlossen (3 Ja, 0 Nein)",
        ),
        (
            RULE.MAJORITY,
            {"outcome": Outcome.NOT_CARRIED, "votes_yes": 2, "votes_no": 2},
            "nicht angenommen (2 Ja, 2 Nein)",
        ),
        (RULE.NOT_STATED, {"outcome": Outcome.CARRIED}, "angenommen"),
        (RULE.MAJORITY, {"outcome": Outcome.POSTPONED}, "vertagt"),
        (RULE.MAJORITY, {}, "Ergebnis offen"),
    ],
)
def test_a_result_is_told_in_the_words_of_the_rule(
    rule: DecisionRule, values: dict[str, object], words: str
) -> None:
    resolution = item(1, MinuteKind.RESOLUTION, "Ja", **values)
    assert result_text(rule, resolution).replace("\u00a0", " ") == words


def test_a_resolution_names_its_question_and_waits_while_it_is_open() -> None:
    question = Decision(id=id_of(700), order="A", question="Wer beschafft?")
    resolution = item(1, MinuteKind.RESOLUTION, "Usingen", subject_kind="decision", subject_id=question.id)
    (row,) = shown(question, resolution).entries
    assert (row.question, row.is_pending) == ("Wer beschafft?", True)


NAMES = st.text(st.characters(categories=("L", "Nd", "P", "Zs")), min_size=1, max_size=60)


@given(
    st.lists(st.sampled_from(["USI", "NA", "GLA"]), unique=True),
    NAMES,
    st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1)),
)
def test_a_minuted_task_is_taken_apart_as_it_was_put_together(
    codes: list[str], name: str, due: date | None
) -> None:
    entry = item(1, MinuteKind.TASK, task_text("A-018", codes, name, due))
    (given_,) = shown(entry).given
    names = {town.code: town.name for town in four_municipalities()}
    who = [names[code] for code in codes]
    assert given_.number == "A-018"
    assert (given_.what, given_.until) == (name, f"{due:%d.%m.%Y}" if due else "")
    assert given_.who.split("; Zuarbeit: ")[0] == (who[0] if who else "")


def test_a_task_that_was_reworded_keeps_its_words() -> None:
    entry = item(1, MinuteKind.TASK, "Frau Muster fragt nach", subject_kind="task", subject_id=task(3).id)
    assert shown(task(3), entry).given == (Given(entry.id, "A-003", "Frau Muster fragt nach", "", ""),)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_change_is_shown_with_number_name_and_what_became_of_it(is_there: bool) -> None:
    text = change_text("A-003", "Aufgabe 3", ["geplant → in Arbeit"])
    entry = item(1, MinuteKind.CHANGE, text, subject_kind="task", subject_id=task(3).id)
    (row,) = shown(*([task(3)] if is_there else []), entry).changed
    assert (row.number, row.name, row.change) == ("A-003", "Aufgabe 3", "geplant → in Arbeit")


def test_the_deputy_counts_only_for_who_is_not_there() -> None:
    people = [Person(id=id_of(600 + n), name=f"Stelle {n}", municipality_id=id_of(n)) for n in (1, 2)]
    rows = [
        Attendance(
            id=id_of(540 + n),
            meeting_id=NOW,
            person_id=id_of(600 + n),
            deputy_id=id_of(601),
            presence=presence,
        )
        for n, presence in ((1, Presence.PRESENT), (2, Presence.EXCUSED))
    ]
    found = shown(*people, *rows)
    assert [(line.who, line.deputy) for line in found.attendance] == [
        ("Stelle 1", ""),
        ("Stelle 2", "Stelle 1"),
    ]


def test_the_meeting_at_hand_runs_or_comes_next_or_was_last() -> None:
    past, coming, later = (
        meeting(1, date(2026, 10, 1)),
        meeting(2, date(2026, 12, 1)),
        meeting(3, date(2027, 1, 1)),
    )
    assert meeting_at_hand(view(body())) == ""
    assert meeting_at_hand(view(body(), past)) == past.id
    assert meeting_at_hand(view(body(), past, coming, later)) == coming.id
    running = Meeting.model_validate(past.model_dump() | {"minutes_state": MinutesState.OPEN})
    assert meeting_at_hand(view(body(), running, coming)) == running.id


def test_meetings_of_municipal_bodies_are_offered_when_they_have_minutes() -> None:
    council = body(kind=CommitteeKind.COUNCIL)
    plain, kept = meeting(1), meeting(2, minutes_state=MinutesState.CLOSED)
    found = view(council, plain, kept)
    assert [row.id for row in meeting_choices(found)] == [kept.id]
    assert {row.id for row in meeting_choices(found, plain.id)} == {plain.id, kept.id}
    assert newest_minutes(found) == kept.id
    assert newest_minutes(view(council, plain)) == ""


def test_questions_are_offered_until_they_are_answered() -> None:
    asked = Decision(id=id_of(700), order="A", question="Offen?")
    done = Decision(id=id_of(701), order="B", question="Fertig?", outcome="Ja", decided_on=TODAY)
    assert open_questions(view(asked, done)) == ((asked.id, "Offen?"),)
    assert len(open_questions(view(asked, done), done.id)) == 2


def test_municipalities_of_tasks_keep_their_code_when_they_are_gone() -> None:
    entry = item(1, MinuteKind.TASK, "A-018 XY: Etwas tun")
    assert shown(entry).given[0].who == "XY"

"""What a new Wiedervorlage begins with, on any row."""

from datetime import timedelta

from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.view import View
from ozgdesk.present.follow_ups import follow_up_draft, refusal
from tests.helpers import TODAY, four_municipalities, id_of, task

OFFICE = Person(id=id_of(50), name="Hauptamt")
AWAY = Absence(id=id_of(51), person_id=OFFICE.id, from_on=TODAY, until_on=TODAY)
WORK = task(1, "Vergabewesen")
NOTE = FollowUp(id=id_of(60), due_on=TODAY, text="Nachfragen", subject_kind="task", subject_id=WORK.id)
FREE = FollowUp(id=id_of(61), due_on=TODAY, text="Anrufen")
VIEW = View(Snapshot.of([*four_municipalities(), OFFICE, AWAY, WORK, NOTE, FREE]), TODAY)


def test_it_hangs_on_the_row_and_is_due_in_a_week() -> None:
    draft = follow_up_draft(VIEW, type(OFFICE), OFFICE.id)
    assert draft is not None
    assert draft.about == "zu: Person „Hauptamt“"
    assert draft.values == {
        "due_on": TODAY + timedelta(days=7),
        "text": "Nachfragen",
        "subject_kind": "person",
        "subject_id": OFFICE.id,
    }


def test_on_another_one_it_hangs_on_the_same_row() -> None:
    draft = follow_up_draft(VIEW, FollowUp, NOTE.id)
    assert draft is not None
    assert draft.about == "zu: Aufgabe A-001 „Vergabewesen“"
    free = follow_up_draft(VIEW, FollowUp, FREE.id)
    assert free is not None
    assert (free.about, "subject_id" in free.values) == ("ohne Bezug", False)


def test_an_absence_takes_none_and_says_what_to_do() -> None:
    assert follow_up_draft(VIEW, Absence, AWAY.id) is None
    assert refusal(Absence) == (
        "„Abwesenheit“ hat keine Wiedervorlagen; bitte wählen Sie den Eintrag, um den es dabei geht."
    )

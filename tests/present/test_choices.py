"""A reference offers the rows that make sense, by names that people know."""

from datetime import date
from typing import Any

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.people import Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind
from ozgdesk.present.choices import choices
from tests.helpers import four_municipalities, id_of, task


def view(*rows: Any) -> View:
    return View(Snapshot.of([*four_municipalities(), *rows]), date(2026, 11, 23))


def body(number: int, municipality: int | None, name: str = "Magistrat") -> Committee:
    at = id_of(municipality) if municipality else None
    return Committee(
        id=id_of(number), municipality_id=at, name=name, kind=CommitteeKind.ADMINISTRATION, order=f"V{number}"
    )


def test_municipalities_stand_in_their_own_order_with_their_code() -> None:
    found = choices(view(), Assignment, "municipality_id", Municipality, {})
    assert [choice.text for choice in found] == [
        "Usingen (USI)", "Neu-Anspach (NA)", "Glashütten (GLA)", "Schmitten (SCHM)"
    ]  # fmt: skip


def test_a_task_cannot_be_put_under_itself_or_its_own_part() -> None:
    rows = [task(1), task(2, parent_id=task(1).id), task(3, parent_id=task(2).id), task(4)]
    found = choices(view(*rows), Task, "parent_id", Task, dict(rows[0]))
    assert [choice.text for choice in found] == ["A-004 Aufgabe 4"]


def test_who_has_left_is_not_offered_but_stays_where_chosen() -> None:
    gone = Person(id=id_of(40), name="Frühere Leitung", left_on=date(2026, 1, 1))
    here = Person(id=id_of(41), name="Leitung")
    project = view(gone, here)
    offered = [c.text for c in choices(project, Assignment, "person_id", Person, {})]
    assert offered == ["Leitung"]
    kept = [c.text for c in choices(project, Assignment, "person_id", Person, {"person_id": gone.id})]
    assert kept == ["Frühere Leitung", "Leitung"]


def test_a_station_chooses_among_the_bodies_and_meetings_that_fit_its_paper() -> None:
    paper = CouncilPaper(id=id_of(50), municipality_id=id_of(1), title="Vorlage")
    ours, theirs, common = body(60, 1), body(61, 2), body(62, None, "Lenkungsgruppe")
    meetings = [
        Meeting(id=id_of(70 + n), committee_id=where.id, held_on=date(2026, 12, n + 1))
        for n, where in enumerate((ours, ours, theirs))
    ]
    project = view(paper, ours, theirs, common, *meetings)
    bodies = choices(project, Consultation, "committee_id", Committee, {"paper_id": paper.id})
    assert [choice.text for choice in bodies] == ["Lenkungsgruppe", "Magistrat (USI)"]
    days = choices(project, Consultation, "meeting_id", Meeting, {"committee_id": ours.id})
    assert [choice.id for choice in days] == [meetings[0].id, meetings[1].id]


def test_equal_names_are_told_apart() -> None:
    rows = [Person(id=id_of(40 + n), name="Sachbearbeitung") for n in range(3)]
    found = choices(view(*rows), Assignment, "person_id", Person, {})
    assert [choice.text for choice in found] == [
        "Sachbearbeitung", "Sachbearbeitung (2)", "Sachbearbeitung (3)"
    ]  # fmt: skip

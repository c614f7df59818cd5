import dataclasses
from collections.abc import Iterable
from datetime import date

from ozgdesk.domain.cooperation import SharedOffice, SharedOfficeMember
from ozgdesk.domain.councils import Committee, OfficeHolder
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind, FormOfAddress, Office
from ozgdesk.present.absences import AbsenceRow, absence_timeline
from ozgdesk.present.people import PeoplePlace, people_rows
from tests.helpers import TODAY, four_municipalities, id_of, lead, task


def place(rows: Iterable[Entity]) -> PeoplePlace:
    return people_rows(View(Snapshot.of([*four_municipalities(), *rows]), TODAY))


def person(number: int, name: str, municipality: int | None = 1, **values: object) -> Person:
    where = id_of(municipality) if municipality else None
    return Person(id=id_of(50 + number), name=name, municipality_id=where, **values)


def away(number: int, who: int, first: date, last: date, deputy: int | None = None) -> Absence:
    stand_in = id_of(50 + deputy) if deputy is not None else None
    return Absence(
        id=id_of(70 + number), person_id=id_of(50 + who), from_on=first, until_on=last, deputy_id=stand_in
    )


def test_persons_stand_by_municipality_and_name_and_who_has_left_comes_last() -> None:
    rows = place(
        [
            person(1, "Zita", 1),
            person(2, "Änne", 1),
            person(3, "Bea", 2),
            person(4, "Alle", None),
            person(5, "Anna", 1, left_on=date(2026, 1, 1)),
        ]
    ).persons
    assert [row.name for row in rows] == ["Änne", "Zita", "Bea", "Alle", "Anna"]
    assert rows[3].municipality.name == "Zusammenarbeit"
    assert rows[4].status == "ausgeschieden am 01.01.2026"


def test_who_is_away_today_is_shown_with_the_deputy() -> None:
    rows = place(
        [person(1, "Eins"), person(2, "Zwei"), away(1, 1, date(2026, 11, 20), date(2026, 11, 27), 2)]
    )
    assert rows.persons[0].is_absent
    assert rows.persons[0].status == "abwesend bis 27.11.2026, Vertretung: Zwei"
    assert rows.absences[0].stage == "now"
    assert rows.findings == ()


def test_an_absence_without_deputy_names_the_tasks_at_stake() -> None:
    job = task(3)
    rows = place(
        [
            person(1, "Eins"),
            away(1, 1, date(2026, 12, 1), date(2026, 12, 1)),
            job,
            lead(job, 1, person_id=id_of(51)),
        ]
    )
    assert rows.findings == ("Eins, abwesend 01.12.2026: keine Vertretung benannt (federführend bei A-003).",)


def test_a_deputy_who_is_away_or_gone_is_a_warning() -> None:
    rows = place(
        [
            person(1, "Eins"),
            person(2, "Zwei", left_on=date(2026, 12, 3)),
            away(1, 1, date(2026, 12, 1), date(2026, 12, 10), 2),
            away(2, 2, date(2026, 12, 2), date(2026, 12, 3), 1),
        ]
    )
    first = rows.absences[0].warnings
    assert len(first) == 2
    assert first[0] == "Zwei vertritt Eins, scheidet aber am 03.12.2026 aus."
    assert first[1].replace("\u00a0", " ") == (
        "Eins und die Vertretung Zwei sind beide abwesend (02.12.2026 – 03.12.2026)."
    )


def test_past_absences_warn_of_nothing() -> None:
    rows = place([person(1, "Eins"), away(1, 1, date(2026, 1, 1), date(2026, 1, 2))])
    assert rows.absences[0].stage == "past"
    assert rows.findings == ()


def test_nothing_about_an_absence_can_hold_a_reason() -> None:
    names = {field.name for field in dataclasses.fields(AbsenceRow)}
    assert not names & {"reason", "note", "kind", "text"}


def test_titles_follow_from_the_municipality_and_the_person() -> None:
    rows = place(
        [
            person(1, "Eins", form_of_address=FormOfAddress.FEMALE),
            Committee(
                id=id_of(30), name="HFA", kind=CommitteeKind.COMMITTEE, order="A", municipality_id=id_of(3)
            ),
            *(
                OfficeHolder(id=id_of(90 + n), municipality_id=id_of(m), office=office, **values)
                for n, (m, office, values) in enumerate(
                    (
                        (1, Office.FIRST_DEPUTY, {"person_id": id_of(51)}),
                        (3, Office.FIRST_DEPUTY, {}),
                        (3, Office.CHAIR, {"committee_id": id_of(30)}),
                        (2, Office.MAYOR, {"title": "Bürgermeister a. D.", "valid_until": date(2020, 1, 1)}),
                    )
                )
            ),
        ]
    ).holders
    assert [row.title for row in rows] == [
        "Erste Stadträtin",
        "Erste/r Beigeordnete/r",
        "Vorsitz",
        "Bürgermeister a. D.",
    ]
    assert [row.is_current for row in rows] == [True, True, True, False]
    assert rows[3].period_text == "bis 01.01.2020"


def test_bodies_of_the_cooperation_come_after_those_of_the_municipalities() -> None:
    bodies = place(
        [
            Committee(id=id_of(30), name="Lenkungsgruppe", kind=CommitteeKind.STEERING_GROUP, order="A"),
            Committee(
                id=id_of(31),
                name="Stadtverordnetenversammlung",
                kind=CommitteeKind.COUNCIL,
                order="B",
                municipality_id=id_of(2),
                notice_days=3,
                closing_days=1,
            ),
        ]
    ).bodies
    assert [row.municipality.code for row in bodies] == ["NA", ""]
    assert bodies[0].notice_text.replace("\u00a0", " ") == "Ladung 3 Tage, Vorlagen 1 Tag vorher"


def test_a_shared_office_shows_its_seat_whom_it_serves_and_what_it_leads() -> None:
    office = SharedOffice(id=id_of(40), name="Standesamt", seat_id=id_of(2))
    members = [
        SharedOfficeMember(id=id_of(41 + n), office_id=office.id, municipality_id=id_of(n)) for n in (2, 1)
    ]
    row = place([office, *members, task(7, lead_office_id=office.id)]).shared_offices[0]
    assert (row.seat.code, [tag.code for tag in row.serves], row.tasks) == ("NA", ["USI", "NA"], ("A-007",))


def test_the_timeline_has_a_lane_per_absent_person_clipped_to_its_days() -> None:
    rows = place(
        [
            person(1, "Eins"),
            person(2, "Zwei"),
            away(1, 1, date(2026, 11, 1), date(2026, 11, 25), 2),
            away(2, 1, date(2026, 12, 24), date(2026, 12, 31)),
            away(3, 2, date(2029, 1, 1), date(2029, 1, 2)),
        ]
    )
    timeline = absence_timeline(rows.as_of, rows.absences, days=60)
    assert [lane.name for lane in timeline.lanes] == ["Eins"]
    assert [(bar.first, bar.last, bar.has_deputy) for bar in timeline.lanes[0].bars] == [
        (0, 2, True),
        (31, 38, False),
    ]
    assert timeline.today == 0
    assert [text for _, text in timeline.months] == ["November 2026", "Dezember 2026", "Januar 2027"]


def test_an_empty_project_has_an_empty_place() -> None:
    empty = people_rows(View(Snapshot.of([]), TODAY))
    assert (empty.persons, empty.absences, empty.bodies) == ((), (), ())

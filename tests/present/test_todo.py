"""What each person has to do, and by when."""

from collections.abc import Iterable
from datetime import date, timedelta

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role, TaskKind, TaskState
from ozgdesk.present.task_query_cards import chosen_tasks
from ozgdesk.present.task_query_line import read_line
from ozgdesk.present.todo import NO_PERSON, TodoItem, TodoMunicipality, groups, todo
from tests.helpers import TODAY, four_municipalities, id_of, lead, task

USI, NA, GLA = id_of(1), id_of(2), id_of(3)
ADA = Person(id=id_of(50), name="Amt für Digitales", municipality_id=USI, is_function=True)
BAU = Person(id=id_of(51), name="Bauamt", municipality_id=USI, function="Leitung")
DEPUTY = Person(id=id_of(52), name="Hauptamt", municipality_id=USI, is_function=True)


def view_of(rows: Iterable[Entity]) -> View:
    return View(Snapshot.of([*four_municipalities(), ADA, BAU, DEPUTY, *rows]), TODAY)


def found(*rows: Entity) -> tuple[TodoMunicipality, ...]:
    return todo(view_of(rows))


def part(number: int, of: Task, municipality_id: str, **values: object) -> Assignment:
    return Assignment(
        id=id_of(3000 + number),
        task_id=of.id,
        municipality_id=municipality_id,
        **{"role": Role.CONTRIBUTOR, **values},
    )


def listed(lists: tuple[TodoMunicipality, ...]) -> list[tuple[str, str, list[str]]]:
    return [
        (one.tag.code, person.name, [item.name for item in person.items])
        for one in lists
        for person in one.persons
    ]


def only(lists: tuple[TodoMunicipality, ...]) -> TodoItem:
    items = [item for one in lists for item in one.items]
    assert len(items) == 1
    return items[0]


def test_everything_open_stands_with_its_municipality_and_person_and_nobody_by_name_comes_last() -> None:
    first, second, third = task(1, "Eins"), task(2, "Zwei"), task(3, "Drei")
    rows = [
        first, second, third,
        lead(first, 1, person_id=BAU.id), lead(second, 1), lead(third, 2),
        part(1, third, USI, person_id=ADA.id), part(2, first, GLA),
    ]  # fmt: skip
    assert listed(found(*rows)) == [
        ("USI", "Amt für Digitales", ["Drei"]),
        ("USI", "Bauamt", ["Eins"]),
        ("USI", NO_PERSON, ["Zwei"]),
        ("NA", NO_PERSON, ["Drei"]),
        ("GLA", NO_PERSON, ["Eins"]),
    ]
    assert found(*rows)[0].persons[1].function == "Leitung"


def test_what_is_done_at_rest_delivered_or_only_for_information_is_not_listed() -> None:
    phase, job = task(1, "Phase"), task(2, "Offen", parent_id=id_of(1001))
    rest = [task(number, state=state) for number, state in ((3, TaskState.DONE), (4, TaskState.DORMANT))]
    rows = [phase, job, *rest, *(lead(row, 1) for row in (phase, job, *rest))]
    rows += [part(1, job, NA, done_on=TODAY), part(2, job, GLA, role=Role.INFORMED)]
    rows += [FollowUp(id=id_of(70), due_on=TODAY, text="Alt", done_on=TODAY)]
    assert listed(found(*rows)) == [("USI", NO_PERSON, ["Offen"])]


def test_a_task_that_nobody_leads_is_not_forgotten() -> None:
    lost = found(task(1, "Verwaist"))
    assert listed(lost) == [("", NO_PERSON, ["Verwaist"])]
    assert only(lost).kind == "ohne Federführung · geplant"


def test_each_line_says_what_the_person_is_in_it() -> None:
    job = task(1, state=TaskState.WAITING_THIRD, waiting_for="ekom21", kind=TaskKind.MILESTONE)
    lists = found(job, lead(job, 1), part(1, job, NA, note="Zahlen"))
    items = {item.id: item for one in lists for item in one.items}
    assert items[lead(job, 1).id].kind == "Federführung · Meilenstein · wartet auf Dritte: ekom21"
    assert items[id_of(3001)].kind == "Zuarbeit für USI · Zahlen"


def test_a_follow_up_goes_to_its_person_or_to_who_answers_for_its_subject_or_to_who_coordinates() -> None:
    job = task(1, "Vergabe")
    rows = [job, lead(job, 2), part(1, job, GLA, done_on=TODAY)]

    def owner(**values: object) -> tuple[str, str, str]:
        row = FollowUp(id=id_of(70), due_on=TODAY, text="Nachfassen", **values)
        found_in = [
            (one.tag.code, person.name, item)
            for one in found(*rows, row)
            for person in one.persons
            for item in person.items
            if item.id == row.id
        ]
        code, name, item = found_in[0]
        return code, name, item.number

    assert owner(person_id=BAU.id) == ("USI", "Bauamt", "")
    assert owner(subject_kind="task", subject_id=job.id) == ("NA", NO_PERSON, "A-001")
    assert owner(subject_kind="assignment", subject_id=id_of(3001)) == ("GLA", NO_PERSON, "A-001")
    assert owner() == ("USI", NO_PERSON, ""), "Usingen coordinates"


def test_who_is_away_on_the_day_is_stood_in_for_or_it_is_said_that_nobody_does() -> None:
    away = Absence(id=id_of(60), person_id=BAU.id, from_on=date(2026, 12, 1), until_on=date(2026, 12, 31))
    job = task(1)
    owed = part(1, job, USI, person_id=BAU.id, due_on=date(2026, 12, 4))
    rows = [job, lead(job, 2), owed]

    def said(*more: Entity) -> list[str]:
        return [item.stand_in for one in found(*rows, *more) for item in one.items if item.id == owed.id]

    assert said() == [""]
    assert said(away) == ["Bauamt ist am 04.12. abwesend, keine Vertretung."]
    covered = Absence.model_validate({**away.model_dump(), "deputy_id": DEPUTY.id})
    assert said(covered) == ["Vertretung: Hauptamt"]
    remind = FollowUp(id=id_of(70), due_on=date(2026, 12, 4), text="Fragen", person_id=BAU.id)
    items = [item for one in found(away, remind) for item in one.items]
    assert [item.stand_in for item in items] == ["Bauamt ist am 04.12. abwesend, keine Vertretung."]


def test_things_come_by_day_and_are_told_apart_by_when_they_are_due() -> None:
    days = (None, 100, 28, 0, -1, -9)
    rows: list[Entity] = []
    for number, offset in enumerate(days, 1):
        job = task(number, f"{offset}")
        due = None if offset is None else TODAY + timedelta(days=offset)
        rows += [job, lead(job, 2, person_id=None), part(number, job, GLA, due_on=due)]
    items = next(one.items for one in found(*rows) if one.tag.code == "GLA")
    assert [item.name for item in items] == ["-9", "-1", "0", "28", "100", "None"]
    spans = list(groups(items, TODAY))
    assert [(span.title, span.is_late, len(span.items)) for span in spans] == [
        ("Überfällig", True, 2),
        ("Bis 21.12.2026", False, 2),
        ("Später", False, 1),
        ("Ohne Termin", False, 1),
    ]
    assert list(groups((), TODAY)) == []


def test_a_query_leaves_its_parts_and_the_follow_ups_on_its_tasks() -> None:
    first, second = task(1, "Eins"), task(2, "Zwei")
    owed = part(1, second, USI, person_id=BAU.id)
    rows = [
        first, second, lead(first, 1, person_id=BAU.id), lead(second, 2), owed,
        FollowUp(id=id_of(70), due_on=TODAY, text="Zur Eins", subject_kind="task", subject_id=first.id),
        FollowUp(id=id_of(71), due_on=TODAY, text="Allgemein", person_id=ADA.id),
    ]  # fmt: skip
    view = view_of(rows)
    query = read_line("person:Bauamt", TODAY, ["USI"]).query
    assert listed(todo(view, chosen_tasks(view, query))) == [("USI", "Bauamt", ["Zur Eins", "Eins", "Zwei"])]

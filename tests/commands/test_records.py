"""Creating, changing and deleting rows of any entity, and the rules that hold whoever writes."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from ozgdesk.commands import records
from ozgdesk.domain.agreements import Agreement, AgreementParty, AgreementVersion, Clause
from ozgdesk.domain.cooperation import (
    Cooperation,
    Grant,
    GrantMember,
    Municipality,
    Saving,
    SavingMember,
    SharedOffice,
    SharedOfficeMember,
)
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.registry import references
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Assessment, Attachment, Document, FollowUp
from ozgdesk.domain.tasks import Assignment, Link, Task
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.vocabulary import (
    ClauseKind,
    CommitteeKind,
    Dimension,
    LegalForm,
    Light,
    MunicipalityKind,
    Role,
)
from ozgdesk.texts.rules import rule_message
from tests import helpers
from tests.helpers import AUTHOR, TestClock, cooperation, four_municipalities, id_of, lead, task


def transaction(rows: list[Any]) -> Transaction:
    return helpers.transaction(rows, TestClock(first_id=0xABC000))


def refusal(command: Any, tx: Any) -> str:
    with pytest.raises(RuleViolation) as caught:
        command(tx)
    assert rule_message(caught.value)
    return caught.value.code


def clause(number: int, **values: Any) -> Clause:
    given = {"kind": ClauseKind.CLAUSE, "version_id": id_of(51), "order": f"{number}", **values}
    return Clause(id=id_of(number), stem=id_of(number), **given)


def agreement_rows(frozen_on: date | None = None) -> list[Any]:
    return [
        Agreement(id=id_of(50), title="Vereinbarung", order="V"),
        AgreementVersion(
            id=id_of(51),
            agreement_id=id_of(50),
            order="V",
            name="Entwurf",
            is_current=True,
            frozen_on=frozen_on,
        ),
        clause(60, heading="Zweck"),
        clause(61, kind=ClauseKind.PARAGRAPH, parent_id=id_of(60), text="Erster Absatz"),
    ]


def test_a_new_task_gets_the_next_number_and_stands_behind_its_siblings() -> None:
    tx = transaction([task(1), task(41)])
    made = records.create(Task, name="Vergabewesen")(tx)
    assert made.number == "A-042"
    assert made.order > task(41).order


def test_the_number_of_a_task_stays() -> None:
    tx = transaction([task(1)])
    assert refusal(records.edit(Task, task(1).id, number="A-777"), tx) == "number_stays"


def test_siblings_are_counted_among_the_same_owner_only() -> None:
    phase = task(1)
    tx = transaction([phase, task(2, order="z", parent_id=None)])
    assert records.create(Task, name="Teil", parent_id=phase.id)(tx).order == "V"


def test_a_value_that_does_not_change_makes_no_step() -> None:
    tx = transaction([task(1, "Vergabe")])
    records.edit(Task, task(1).id, name="Vergabe")(tx)
    assert tx.changes == []


def test_deleting_a_phase_takes_its_tasks_links_and_notes_with_it() -> None:
    phase, part, other = task(1), task(2, parent_id=task(1).id), task(3)
    note = FollowUp(
        id=id_of(80), subject_kind="task", subject_id=part.id, due_on=date(2026, 12, 1), text="Rückruf"
    )
    tie = Link(id=id_of(81), predecessor_id=part.id, successor_id=other.id)
    tx = transaction([*four_municipalities(), phase, part, other, lead(part, 1), tie, note])
    assert records.delete(Task, phase.id)(tx) == 5
    assert tx.all(Task) == (other,)
    assert not tx.all(Link)
    assert not tx.all(Assignment)
    assert not tx.all(FollowUp)


def test_what_others_need_is_not_deleted() -> None:
    tx = transaction([*four_municipalities(), task(1), lead(task(1), 1)])
    assert refusal(records.delete(Municipality, id_of(1)), tx) == "referred_to"


def test_a_body_with_consultations_is_kept_but_its_meetings_go_with_it() -> None:
    body = Committee(id=id_of(30), name="Magistrat", kind=CommitteeKind.ADMINISTRATION, order="V")
    meeting = Meeting(id=id_of(31), committee_id=body.id, held_on=date(2026, 12, 1))
    paper = CouncilPaper(id=id_of(32), municipality_id=id_of(1), title="Vorlage")
    station = Consultation(id=id_of(33), paper_id=paper.id, committee_id=body.id, order="V")
    tx = transaction([*four_municipalities(), body, meeting])
    assert records.delete(Committee, body.id)(tx) == 2
    tx = transaction([*four_municipalities(), body, meeting, paper, station])
    assert refusal(records.delete(Committee, body.id), tx) == "referred_to"


def test_an_embedded_file_goes_with_its_last_document() -> None:
    file = Attachment(id=id_of(70), file_name="a.pdf", sha256="0" * 64, content=b"x")
    papers = [Document(id=id_of(71 + n), title=f"Schreiben {n}", attachment_id=file.id) for n in range(2)]
    tx = transaction([file, *papers])
    records.delete(Document, papers[0].id)(tx)
    assert tx.all(Attachment) == (file,)
    records.delete(Document, papers[1].id)(tx)
    assert tx.all(Attachment) == ()


def test_the_cooperation_is_one_and_stays() -> None:
    tx = transaction([cooperation()])
    assert refusal(records.delete(Cooperation, cooperation().id), tx) == "only_cooperation"
    assert refusal(records.create(Cooperation, name="Zweite"), tx) == "exists"


def test_a_task_has_at_most_one_lead() -> None:
    tx = transaction([*four_municipalities(), task(1), lead(task(1), 1)])
    other = records.create(Assignment, task_id=task(1).id, municipality_id=id_of(2), role=Role.CONTRIBUTOR)(
        tx
    )
    assert refusal(records.edit(Assignment, other.id, role=Role.LEAD), tx) == "has_lead"
    again = records.create(Assignment, task_id=task(1).id, municipality_id=id_of(2), role=Role.INFORMED)
    assert refusal(again, tx) == "already_has_part"


def test_coordination_passes_from_one_municipality_to_another() -> None:
    tx = transaction(four_municipalities())
    records.edit(Municipality, id_of(2), is_coordinating=True)(tx)
    assert [m.code for m in tx.all(Municipality) if m.is_coordinating] == ["NA"]


def test_a_code_is_given_once() -> None:
    tx = transaction(four_municipalities())
    twice = records.create(Municipality, code="NA", name="Naumburg", kind=MunicipalityKind.TOWN)
    with pytest.raises(RuleViolation) as refused:
        twice(tx)
    assert rule_message(refused.value).startswith("Das Kürzel „NA“ trägt schon Neu-Anspach")
    assert refused.value.values["at"] == "code"


@pytest.mark.parametrize(
    ("kind", "owner", "values"),
    [
        (SharedOfficeMember, SharedOffice, {"name": "Archiv", "seat_id": id_of(1)}),
        (GrantMember, Grant, {"name": "Zuwendung", "state": "signalled"}),
        (SavingMember, Saving, {"name": "Porto", "state": "calculated"}),
        (AgreementParty, Agreement, {"title": "Vereinbarung"}),
    ],
)
def test_a_municipality_is_a_member_once_and_the_refusal_names_it(
    kind: type[Entity], owner: type[Entity], values: dict[str, Any]
) -> None:
    tx = transaction(four_municipalities())
    whole = records.create(owner, **values)(tx)
    field = next(name for name, target in references(kind) if target is owner)
    add = records.create(kind, **{field: whole.id, "municipality_id": id_of(3)})
    add(tx)
    with pytest.raises(RuleViolation) as refused:
        add(tx)
    assert rule_message(refused.value).startswith("Glashütten ist hier schon eingetragen")
    assert refused.value.values["at"] == "municipality_id"


def test_a_suspended_resolution_needs_a_reason() -> None:
    body = Committee(id=id_of(30), name="Rat", kind=CommitteeKind.COUNCIL, order="V")
    paper = CouncilPaper(id=id_of(31), municipality_id=id_of(1), title="Vorlage")
    tx = transaction([*four_municipalities(), body, paper])
    station = records.create(Consultation, paper_id=paper.id, committee_id=body.id)(tx)
    day = date(2026, 11, 20)
    assert refusal(records.edit(Consultation, station.id, suspended_on=day), tx) == "reason_needed"
    records.edit(Consultation, station.id, suspended_reason="Widerspruch", suspended_on=day)(tx)
    assert refusal(records.edit(Consultation, station.id, suspended_reason=" "), tx) == "reason_needed"
    records.edit(Consultation, station.id, suspended_on=None)(tx)


def test_a_task_cannot_stand_under_its_own_part() -> None:
    tx = transaction([task(1), task(2, parent_id=task(1).id)])
    assert refusal(records.edit(Task, task(1).id, parent_id=task(2).id), tx) == "own_parent"


def test_only_a_contractual_task_has_a_legal_form_and_loses_it_with_the_flag() -> None:
    tx = transaction([task(1), task(2, is_contractual=True, legal_form=LegalForm.MANDATE)])
    assert refusal(records.edit(Task, task(1).id, legal_form=LegalForm.MANDATE), tx) == "not_contractual"
    assert records.edit(Task, task(2).id, is_contractual=False)(tx).legal_form is LegalForm.NOT_STATED


def test_links_close_no_circle_and_join_no_task_with_its_phase() -> None:
    tx = transaction([task(1), task(2), task(3, parent_id=task(1).id)])
    records.create(Link, predecessor_id=task(1).id, successor_id=task(2).id)(tx)
    twice = records.create(Link, predecessor_id=task(2).id, successor_id=task(1).id)
    assert refusal(twice, tx) == "link_exists"
    into = records.create(Link, predecessor_id=task(2).id, successor_id=task(3).id)
    assert refusal(into, tx) == "link_cycle"
    tx = transaction([task(1), task(3, parent_id=task(1).id)])
    own = records.create(Link, predecessor_id=task(3).id, successor_id=task(1).id)
    assert refusal(own, tx) == "link_to_own_phase"


def test_an_end_does_not_lie_before_its_beginning() -> None:
    person = Person(id=id_of(40), name="Leitung Hauptamt", is_function=True)
    tx = transaction([task(1), person])
    backwards = {"actual_start_on": date(2026, 12, 2), "actual_finish_on": date(2026, 12, 1)}
    assert refusal(records.edit(Task, task(1).id, **backwards), tx) == "period"
    away = {"person_id": person.id, "from_on": date(2026, 12, 2), "until_on": date(2026, 12, 1)}
    assert refusal(records.create(Absence, **away), tx) == "period"


def test_a_judged_light_needs_a_reason_and_the_schedule_is_not_judged() -> None:
    tx = transaction([])
    judged = records.create(Assessment, dimension=Dimension.COST, light=Light.RED)
    assert refusal(judged, tx) == "text_needed"
    computed = records.create(Assessment, dimension=Dimension.SCHEDULE, light=Light.GREEN, text="läuft")
    assert refusal(computed, tx) == "computed_light"
    made = records.create(Assessment, dimension=Dimension.COST, light=Light.GREEN, text="im Rahmen")(tx)
    assert (made.author, made.assessed_on) == (AUTHOR.name, tx.today)


def test_a_frozen_version_keeps_its_text_and_name() -> None:
    tx = transaction(agreement_rows(frozen_on=date(2026, 11, 1)))
    for command in (
        records.edit(Clause, id_of(60), heading="Anders"),
        records.delete(Clause, id_of(60)),
        records.create(Clause, version_id=id_of(51), kind=ClauseKind.CLAUSE),
        records.edit(AgreementVersion, id_of(51), name="Anders"),
        records.edit(AgreementVersion, id_of(51), frozen_on=None),
        records.delete(AgreementVersion, id_of(51)),
    ):
        assert refusal(command, tx) == "frozen"
    assert records.edit(AgreementVersion, id_of(51), note="liegt aus")(tx).note == "liegt aus"


def test_an_agreement_has_one_current_version() -> None:
    tx = transaction(agreement_rows())
    made = records.create(AgreementVersion, agreement_id=id_of(50), name="Zweite", is_current=True)(tx)
    assert [v.id for v in tx.all(AgreementVersion) if v.is_current] == [made.id]


def test_clauses_stand_only_where_their_level_allows() -> None:
    tx = transaction(agreement_rows())
    deep = records.create(Clause, version_id=id_of(51), parent_id=id_of(61), kind=ClauseKind.CLAUSE)
    assert refusal(deep, tx) == "clause_level"


def test_a_clause_that_others_refer_to_is_not_deleted() -> None:
    rows = [*agreement_rows(), clause(62, heading="Kosten", text=f"nach {{ref:{id_of(60)}}}")]
    tx = transaction(rows)
    assert refusal(records.delete(Clause, id_of(60)), tx) == "clause_referred_to"
    records.edit(Clause, id_of(62), text="nach Aufwand")(tx)
    assert records.delete(Clause, id_of(60))(tx) == 2


def test_a_draft_goes_with_its_text_although_its_parts_refer_to_each_other() -> None:
    parts = [
        clause(60),
        clause(61, text=f"Siehe {{ref:{id_of(60)}}}."),
        clause(62, text=f"{{ref:{id_of(61)}}}"),
    ]
    tx = transaction([*agreement_rows(), *parts])
    records.delete(Agreement, id_of(50))(tx)
    assert tx.all(Agreement) == tx.all(AgreementVersion) == tx.all(Clause) == ()


def test_an_embedded_file_goes_with_the_row_its_only_document_is_noted_on() -> None:
    file = Attachment(id=id_of(90), file_name="a.pdf", sha256="0" * 64, content=b"x")
    noted = Document(
        id=id_of(91), title="Bescheid", attachment_id=file.id, subject_kind="task", subject_id=task(1).id
    )
    tx = transaction([task(1), file, noted])
    records.delete(Task, task(1).id)(tx)
    assert tx.all(Document) == tx.all(Attachment) == ()


def test_deleting_many_tasks_looks_at_each_row_a_few_times_only() -> None:
    def reads_of(count: int) -> int:
        phase = task(1)
        parts = [task(number, parent_id=phase.id) for number in range(2, count + 2)]
        tx = transaction([*four_municipalities(), phase, *parts, *(lead(part, 1) for part in parts)])
        looked_up: Counter[str] = Counter()
        plain = Assignment.__getattribute__

        def counted(row: Assignment, name: str) -> Any:
            looked_up[name] += 1
            return plain(row, name)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Assignment, "__getattribute__", counted)
            records.delete(Task, phase.id)(tx)
        assert tx.all(Assignment) == ()
        return looked_up["task_id"]

    assert reads_of(200) <= 5 * reads_of(50)

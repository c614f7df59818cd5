"""What hangs on a row is listed with a short name, a remark and the municipality."""

from datetime import date

from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Attachment, Document, FollowUp
from ozgdesk.domain.tasks import Assignment, Link, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind, Role
from ozgdesk.present.child_rows import ChildRow, child_rows
from ozgdesk.present.form_register import FORMS
from ozgdesk.present.forms import ChildSpec
from tests.helpers import four_municipalities, id_of, lead, task

DAY = date(2026, 11, 23)


def listed(view: View, owner: Task | Municipality, title: str) -> list[ChildRow]:
    spec = next(child for child in FORMS[type(owner)].children if child.title == title)
    return list(child_rows(view, spec, owner))


def test_the_lead_stands_before_the_contributors_in_the_order_of_the_municipalities() -> None:
    part = task(1)
    others = [
        Assignment(
            id=id_of(300 + number), task_id=part.id, municipality_id=id_of(number),
            role=Role.CONTRIBUTOR, due_on=date(2026, 12, number),
        )
        for number in (4, 1)
    ]  # fmt: skip
    view = View(Snapshot.of([*four_municipalities(), part, *others, lead(part, 2)]), DAY)
    found = listed(view, part, "Zuständigkeiten")
    assert [(row.code, row.text, row.remark) for row in found] == [
        ("NA", "Federführung", ""),
        ("USI", "Zuarbeit", "bis 01.12.2026"),
        ("SCHM", "Zuarbeit", "bis 04.12.2026"),
    ]


def test_a_link_names_the_other_end_from_both_sides() -> None:
    first, second = task(1, "Erste"), task(2, "Zweite")
    tie = Link(id=id_of(80), predecessor_id=first.id, successor_id=second.id, lag_minutes=960)
    view = View(Snapshot.of([first, second, tie]), DAY)
    after = listed(view, first, "Nachfolger")[0]
    before = listed(view, second, "Vorgänger")[0]
    assert after.text == "A-002 „Zweite“"
    assert before.text == "A-001 „Erste“"
    assert before.remark == "Ende–Anfang · + 2\u00a0T"


def test_notes_on_any_row_stand_by_day() -> None:
    owner = task(1)
    notes = [
        FollowUp(
            id=id_of(90 + n), subject_kind="task", subject_id=owner.id, due_on=date(2026, 12, day), text=text
        )
        for n, (day, text) in enumerate(((9, "später"), (2, "früher")))
    ]
    elsewhere = FollowUp(id=id_of(99), subject_kind="task", subject_id=id_of(1), due_on=DAY, text="woanders")
    view = View(Snapshot.of([owner, *notes, elsewhere]), DAY)
    assert [row.text for row in listed(view, owner, "Wiedervorlagen")] == ["früher", "später"]


def test_a_version_lists_its_text_as_it_is_cited_and_without_markers() -> None:
    def part(number: int, kind: ClauseKind, order: str, above: int | None = None, **values: str) -> Clause:
        return Clause(
            id=id_of(number), stem=id_of(number), version_id=id_of(51), order=order, kind=kind,
            parent_id=id_of(above) if above else None, **values,
        )  # fmt: skip

    version = AgreementVersion(id=id_of(51), agreement_id=id_of(50), order="V", name="Entwurf")
    parts = [
        part(60, ClauseKind.FORMULA, "B", text="Zwischen {field:party_list} wird geschlossen:"),
        part(61, ClauseKind.PREAMBLE, "C", heading="Präambel"),
        part(62, ClauseKind.CLAUSE, "D", heading="Kosten"),
        part(63, ClauseKind.PARAGRAPH, "B", 62, text="Es gilt {ref:x}."),
        part(64, ClauseKind.PARAGRAPH, "C", 62, text="Mehr."),
    ]
    view = View(Snapshot.of([version, *parts]), DAY)
    spec = next(child for child in FORMS[AgreementVersion].children if child.kind is Clause)
    assert [row.text for row in child_rows(view, spec, version)] == [
        "Eingangsformel Zwischen [Parteien mit Vertretung] wird geschlossen:",
        "Präambel",
        "§\u00a01 Kosten",
        "§\u00a01 Abs.\u00a01 Es gilt [Verweis].",
        "§\u00a01 Abs.\u00a02 Mehr.",
    ]


def test_a_document_names_its_embedded_file() -> None:
    owner = task(1)
    file = Attachment(id=id_of(95), file_name="Bescheid.pdf", sha256="0" * 64, content=b"x")
    paper = Document(
        id=id_of(96), title="Bescheid", subject_kind="task", subject_id=owner.id, attachment_id=file.id
    )
    view = View(Snapshot.of([owner, file, paper]), DAY)
    assert [row.remark for row in listed(view, owner, "Unterlagen")] == ["Sonstiges · Bescheid.pdf"]


def test_every_list_of_the_sample_names_its_rows() -> None:
    snapshot = Snapshot.of(build_sample("demo", DAY, SYSTEM_CLOCK.new_id))
    view = View(snapshot, DAY)
    named: set[ChildSpec] = set()
    for kind, form in FORMS.items():
        for owner in snapshot.all(kind):
            for spec in form.children:
                rows = child_rows(view, spec, owner)
                assert all(row.text.strip() for row in rows), (kind, spec)
                named |= {spec} if rows else set()
    assert len(named) > 20

"""The rows that hang on a row, as the inspector lists them: a name without the owner, and a remark."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ozgdesk import formats
from ozgdesk.domain import (
    agreements,
    cooperation,
    councils,
    drafting,
    minutes,
    people,
    reporting,
    steering,
    tasks,
)
from ozgdesk.domain.clauses import Node, outline
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role
from ozgdesk.present.forms import ChildSpec
from ozgdesk.present.naming import Find, clause_words, finder, plain_title, row_name, short_name, shortened
from ozgdesk.texts.clauses import citation
from ozgdesk.texts.labels import label
from ozgdesk.texts.legal_check import rule_name

Words = tuple[str, str]
ROLE_ORDER = {Role.LEAD: 0, Role.CONTRIBUTOR: 1, Role.INFORMED: 2}


@dataclass(frozen=True, slots=True)
class ChildRow:
    """One row of a list; `code` and `color` are those of its municipality, empty without one."""

    id: str
    text: str
    remark: str
    code: str = ""
    color: str = ""


def child_rows(view: View, spec: ChildSpec, owner: Entity) -> tuple[ChildRow, ...]:
    """The rows of a list in a fixed order: as read or ordered by people, else by day, else by name."""
    find = finder(view.snapshot)
    if (spec.kind, spec.field) == (agreements.Clause, "version_id"):
        return tuple(_part_of_text(node) for node in outline(view.snapshot, owner.id).nodes)
    found = _rows_of(view.snapshot, spec, owner)
    return tuple(_child_row(row, spec, find) for row in sorted(found, key=lambda row: _order(row, find)))


def reference_to(owner: Entity) -> str | None:
    """What the rows of a list hold in the field of their owner; nothing stands for the whole cooperation."""
    return None if isinstance(owner, cooperation.Cooperation) else owner.id


def _part_of_text(node: Node) -> ChildRow:
    cited, words = citation(node), shortened(clause_words(node.clause), 80)
    text = cited if words in ("", cited) else f"{cited} {words}".strip()
    return ChildRow(node.clause.id, text or label(node.clause.kind), label(node.clause.kind))


def _rows_of(snapshot: Snapshot, spec: ChildSpec, owner: Entity) -> list[Entity]:
    if spec.field:
        wanted = reference_to(owner)
        return [row for row in snapshot.all(spec.kind) if getattr(row, spec.field) == wanted]
    on = (table_name(type(owner)), owner.id)
    notes: tuple[Any, ...] = snapshot.all(spec.kind)
    return [row for row in notes if (row.subject_kind, row.subject_id) == on]


def _order(row: Entity, find: Find) -> tuple[Any, ...]:
    if isinstance(row, tasks.Assignment):
        place = _municipality(row.municipality_id, find)
        return (ROLE_ORDER[row.role], place.order if place else "", row.id)
    own = getattr(row, "order", None)
    if own is not None:
        return (0, own, row.id)
    for name in ("held_on", "due_on", "from_on", "submitted_on", "dated_on", "valid_from", "assessed_on"):
        if name in type(row).model_fields:
            return (0, getattr(row, name) or date.max, row.id)
    place = _municipality(getattr(row, "municipality_id", None), find)
    if place is not None:
        return (0, place.order, row.id)
    return (1, formats.sort_key(row_name(row, find)), row.id)


def _child_row(row: Entity, spec: ChildSpec, find: Find) -> ChildRow:
    words = _WORDS.get(type(row))
    if isinstance(row, tasks.Link):
        other = row.successor_id if spec.field == "predecessor_id" else row.predecessor_id
        text, remark = short_name(tasks.Task, other, find), _link_remark(row)
    elif isinstance(row, councils.Consultation) and spec.field != "paper_id":
        paper = find(councils.CouncilPaper, row.paper_id)
        text = f"{paper.number} {paper.title}".strip() if isinstance(paper, councils.CouncilPaper) else ""
        remark = _consultation(row, find)[1]
    elif words is not None:
        text, remark = words(row, find)
    else:
        text, remark = plain_title(row) or row_name(row, find), ""
    at_home = spec.field == "municipality_id"
    place = None if at_home else _municipality(getattr(row, "municipality_id", None), find)
    return ChildRow(row.id, text, remark, place.code if place else "", place.color if place else "")


def _municipality(id_: str | None, find: Find) -> cooperation.Municipality | None:
    row = find(cooperation.Municipality, id_) if id_ else None
    return row if isinstance(row, cooperation.Municipality) else None


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _on(word: str, day: date | None) -> str:
    return f"{word} {formats.day(day)}".strip() if day else ""


def _link_remark(link: tasks.Link) -> str:
    sign = "+" if link.lag_minutes > 0 else "–"
    lag = f"{sign} {formats.duration(abs(link.lag_minutes))}" if link.lag_minutes else ""
    return _joined(label(link.kind), lag)


def _assignment(row: tasks.Assignment, find: Find) -> Words:
    person = short_name(people.Person, row.person_id, find)
    when = _on("erledigt", row.done_on) or _on("bis", row.due_on)
    return label(row.role), _joined(person, when)


def _task(row: tasks.Task, find: Find) -> Words:
    return f"{row.number} {row.name}", label(row.state)


def _baseline_task(row: tasks.BaselineTask, find: Find) -> Words:
    return f"{row.task_number} {row.task_name}", formats.period(row.starts_on, row.finishes_on)


def _closure(row: tasks.Closure, find: Find) -> Words:
    return row.name, _joined(label(row.kind), formats.period(row.from_on, row.until_on))


def _absence(row: people.Absence, find: Find) -> Words:
    deputy = short_name(people.Person, row.deputy_id, find)
    return formats.period(row.from_on, row.until_on), f"Vertretung {deputy}" if deputy else "ohne Vertretung"


def _meeting(row: councils.Meeting, find: Find) -> Words:
    at = f"{row.starts_at}{formats.NO_BREAK_SPACE}Uhr" if row.starts_at else ""
    return formats.weekday_and_day(row.held_on), "abgesagt" if row.is_cancelled else _joined(at, row.place)


def _series(row: councils.MeetingSeries, find: Find) -> Words:
    return label(row.rhythm), formats.period(row.from_on, row.until_on)


def _set_entry(row: reporting.SheetSetEntry, find: Find) -> Words:
    whose = short_name(cooperation.Municipality, row.municipality_id, find)
    return row.title or row.sheet, whose


def _office(row: councils.OfficeHolder, find: Find) -> Words:
    name = short_name(people.Person, row.person_id, find)
    return row.title or label(row.office), _joined(
        name, _on("ab", row.valid_from), _on("bis", row.valid_until)
    )


def _paper(row: councils.CouncilPaper, find: Find) -> Words:
    return row.title, _joined(row.number, _on("vom", row.dated_on))


def _consultation(row: councils.Consultation, find: Find) -> Words:
    body = find(councils.Committee, row.committee_id)
    name = body.name if isinstance(body, councils.Committee) else ""
    return name, _joined(_on("", row.held_on), label(row.result))


def _party(row: agreements.AgreementParty, find: Find) -> Words:
    return short_name(cooperation.Municipality, row.municipality_id, find), _on("seit", row.joined_on)


def _version(row: agreements.AgreementVersion, find: Find) -> Words:
    return row.name, _joined(label(row.state), _on("eingefroren", row.frozen_on))


def _signature(row: agreements.Signature, find: Find) -> Words:
    given = _on("unterzeichnet", row.signed_on) or "nicht unterzeichnet"
    return row.title or "Unterschrift", given


def _supervisor_step(row: agreements.SupervisorStep, find: Find) -> Words:
    given = _on("erledigt", row.done_on) or _on("eingereicht", row.submitted_on)
    return label(row.kind), _joined(row.authority, given)


def _clause(row: agreements.Clause, find: Find) -> Words:
    return shortened(clause_words(row), 80) or label(row.kind), label(row.kind)


def _assessment(row: steering.Assessment, find: Find) -> Words:
    return label(row.dimension), _joined(label(row.light), _on("am", row.assessed_on))


def _follow_up(row: steering.FollowUp, find: Find) -> Words:
    person = short_name(people.Person, row.person_id, find)
    return row.text, _joined(_on("erledigt", row.done_on) or formats.day(row.due_on), person)


def _document(row: steering.Document, find: Find) -> Words:
    file = find(steering.Attachment, row.attachment_id) if row.attachment_id else None
    held = file.file_name if isinstance(file, steering.Attachment) else ""
    return row.title, _joined(label(row.kind), _on("vom", row.dated_on), held)


def _attendance(row: minutes.Attendance, find: Find) -> Words:
    deputy = short_name(people.Person, row.deputy_id, find)
    who = short_name(people.Person, row.person_id, find) or row.guest
    return who, _joined(label(row.presence), f"Vertretung {deputy}" if deputy else "")


def _minute_item(row: minutes.MinuteItem, find: Find) -> Words:
    return shortened(row.text, 80) or label(row.kind), label(row.kind)


def _limit(row: tasks.BoardLimit, find: Find) -> Words:
    state = label(row.state) if row.state else "alle Zustände"
    return state, _joined(f"höchstens {row.most}", "verbindlich" if row.is_hard else "", row.reason)


def _deviation(row: agreements.Deviation, find: Find) -> Words:
    agreed = short_name(cooperation.Municipality, row.agreed_id, find) or "niemand"
    task = short_name(tasks.Task, row.task_id, find)
    return task, _joined(f"laut Vereinbarung {agreed}", _on("seit", row.since))


def _copy(row: agreements.AgreementCopy, find: Find) -> Words:
    whose = short_name(cooperation.Municipality, row.municipality_id, find) or "Ausfertigung"
    return whose, row.location


def _condition(row: agreements.AccessionCondition, find: Find) -> Words:
    joining = short_name(cooperation.Municipality, row.joining_id, find)
    state = _on("erfüllt", row.met_on) or ("erfüllt" if row.is_met else "offen")
    return row.text, _joined(joining, state)


def _remark(row: drafting.Remark, find: Find) -> Words:
    who = short_name(cooperation.Municipality, row.municipality_id, find)
    return shortened(row.text or row.proposal, 80) or "Anmerkung", _joined(who, label(row.state))


def _change_reason(row: drafting.ChangeReason, find: Find) -> Words:
    return shortened(row.text, 80), ""


def _review_note(row: drafting.ReviewNote, find: Find) -> Words:
    return rule_name(row.rule), _joined(label(row.state), _on("am", row.reviewed_on), row.reason)


def _member(row: Any, find: Find) -> Words:
    return short_name(cooperation.Municipality, row.municipality_id, find), ""


_WORDS: dict[type[Entity], Callable[[Any, Find], Words]] = {
    tasks.Assignment: _assignment,
    tasks.Task: _task,
    tasks.BaselineTask: _baseline_task,
    tasks.Closure: _closure,
    people.Absence: _absence,
    councils.Meeting: _meeting,
    councils.MeetingSeries: _series,
    councils.OfficeHolder: _office,
    councils.CouncilPaper: _paper,
    councils.Consultation: _consultation,
    agreements.AgreementParty: _party,
    agreements.AgreementVersion: _version,
    agreements.Signature: _signature,
    agreements.SupervisorStep: _supervisor_step,
    agreements.Clause: _clause,
    steering.Assessment: _assessment,
    steering.FollowUp: _follow_up,
    steering.Document: _document,
    minutes.Attendance: _attendance,
    minutes.MinuteItem: _minute_item,
    tasks.BoardLimit: _limit,
    agreements.Deviation: _deviation,
    agreements.AgreementCopy: _copy,
    agreements.AccessionCondition: _condition,
    drafting.Remark: _remark,
    drafting.ChangeReason: _change_reason,
    drafting.ReviewNote: _review_note,
    reporting.SheetSetEntry: _set_entry,
    cooperation.SharedOfficeMember: _member,
    cooperation.GrantMember: _member,
    cooperation.SavingMember: _member,
}

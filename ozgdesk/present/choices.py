"""What a reference can point at, by name: the rows a person chooses from in a form."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ozgdesk import formats
from ozgdesk.domain.agreements import AgreementVersion, Clause, Signature
from ozgdesk.domain.clauses import outline
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting, OfficeHolder
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.present.naming import Find, clause_words, finder, plain_title, row_name, short_name, shortened
from ozgdesk.texts.labels import label

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """One row to choose; `text` is unique among the choices."""

    id: str
    text: str


def choices(
    view: View, kind: type[Entity], field: str, target: type[Entity], row: Values
) -> tuple[Choice, ...]:
    """The rows that field may point at, given the other values of the row; the present one is among them.

    `row` holds the values of the form by field name, also of a row that does not exist yet.
    """
    snapshot = view.snapshot
    narrow = _NARROW.get((kind, field))
    rows: Iterable[Entity] = narrow(snapshot, row) if narrow else snapshot.all(target)
    now = snapshot.find(target, row.get(field))
    found = {other.id: other for other in rows if other.id != row.get("id")}
    if target is Person:
        found = {id_: other for id_, other in found.items() if not getattr(other, "left_on", None)}
    if now is not None:
        found[now.id] = now
    return _distinct(_sorted(view, target, found.values()))


def choice_text(row: Entity, find: Find) -> str:
    """How a row is named where one is chosen."""
    namer = _NAMERS.get(type(row))
    return namer(row, find) if namer else plain_title(row) or row_name(row, find)


def _sorted(view: View, target: type[Entity], rows: Iterable[Entity]) -> list[Choice]:
    find = finder(view.snapshot)
    named = [(row, choice_text(row, find)) for row in rows]
    if target in (Municipality, Clause):
        order = {row.id: place for place, row in enumerate(_in_order(view, target, rows))}
        named.sort(key=lambda pair: order.get(pair[0].id, 0))
    elif target is Meeting:
        named.sort(key=lambda pair: _next_first(view, pair[0]))
    else:
        named.sort(key=lambda pair: formats.sort_key(pair[1]))
    return [Choice(row.id, text) for row, text in named]


def _next_first(view: View, meeting: Any) -> tuple[bool, int]:
    """Meetings to come by day, then past ones backwards."""
    days = (meeting.held_on - view.as_of).days
    return days < 0, abs(days)


def _in_order(view: View, target: type[Entity], rows: Iterable[Entity]) -> list[Entity]:
    if target is Municipality:
        return list(view.municipalities)
    versions = dict.fromkeys(row.version_id for row in rows if isinstance(row, Clause))
    return [node.clause for id_ in versions for node in outline(view.snapshot, id_).nodes]


def _distinct(found: list[Choice]) -> tuple[Choice, ...]:
    """Give rows of the same name a number, so that a typed text means one of them."""
    seen: dict[str, int] = {}
    result = []
    for choice in found:
        count = seen[choice.text] = seen.get(choice.text, 0) + 1
        result.append(choice if count == 1 else Choice(choice.id, f"{choice.text} ({count})"))
    return tuple(result)


def _meetings(snapshot: Snapshot, row: Values) -> Iterable[Entity]:
    body = row.get("committee_id")
    return (other for other in snapshot.all(Meeting) if other.committee_id == body)


def _clauses(snapshot: Snapshot, row: Values) -> Iterable[Entity]:
    return (other for other in snapshot.all(Clause) if other.version_id == row.get("version_id"))


def _versions(snapshot: Snapshot, row: Values) -> Iterable[Entity]:
    paper = snapshot.find(CouncilPaper, row.get("paper_id"))
    agreement = paper.agreement_id if paper else None
    return (v for v in snapshot.all(AgreementVersion) if agreement is None or v.agreement_id == agreement)


def _bodies(snapshot: Snapshot, row: Values) -> Iterable[Entity]:
    paper = snapshot.find(CouncilPaper, row.get("paper_id"))
    at = (paper.municipality_id, None) if paper else ()
    return (body for body in snapshot.all(Committee) if not at or body.municipality_id in at)


def _offices(snapshot: Snapshot, row: Values) -> Iterable[Entity]:
    at = row.get("municipality_id")
    return (holder for holder in snapshot.all(OfficeHolder) if at is None or holder.municipality_id == at)


def _parents(snapshot: Snapshot, row: Values) -> Iterable[Entity]:
    """Tasks that a task may stand under: not itself, nor anything below it."""
    below = {row.get("id")}
    tasks = snapshot.all(Task)
    grew = True
    while grew:
        more = {task.id for task in tasks if task.parent_id in below} - below
        below |= more
        grew = bool(more)
    return (task for task in tasks if task.id not in below)


_NARROW: dict[tuple[type[Entity], str], Callable[[Snapshot, Values], Iterable[Entity]]] = {
    (Consultation, "meeting_id"): _meetings,
    (Consultation, "version_id"): _versions,
    (Consultation, "committee_id"): _bodies,
    (Clause, "parent_id"): _clauses,
    (Signature, "office_holder_id"): _offices,
    (Task, "parent_id"): _parents,
}


def _with_code(text: str, municipality_id: str | None, find: Find) -> str:
    row = find(Municipality, municipality_id) if municipality_id else None
    return f"{text} ({row.code})" if isinstance(row, Municipality) else text


def _clause(row: Any, find: Find) -> str:
    words, kind = shortened(clause_words(row), 50), label(row.kind)
    return kind if words in ("", kind) else f"{kind} {words}"


_NAMERS: dict[type[Entity], Callable[[Any, Find], str]] = {
    Municipality: lambda row, find: f"{row.name} ({row.code})",
    Task: lambda row, find: f"{row.number} {row.name}",
    Committee: lambda row, find: _with_code(row.name, row.municipality_id, find),
    Meeting: lambda row, find: formats.weekday_and_day(row.held_on),
    OfficeHolder: lambda row, find: _with_code(
        f"{row.title or label(row.office)} {short_name(Person, row.person_id, find)}".strip(),
        row.municipality_id,
        find,
    ),
    CouncilPaper: lambda row, find: _with_code(
        f"{row.number} {row.title}".strip(), row.municipality_id, find
    ),
    Clause: _clause,
}

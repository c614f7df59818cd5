"""The history in German: the list of steps, and what each step did to which row.

Heads are cheap and listed whole; the sentences of a step are made when somebody looks at it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from ozgdesk import formats
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Document, FollowUp
from ozgdesk.domain.step import Author, Change, Step, StepHead, StepKind
from ozgdesk.present.naming import Find, row_name, subject_name, value_text
from ozgdesk.texts.entities import noun
from ozgdesk.texts.fields import field_name

LONGEST_LIST = 200  # sentences shown of one step

_SILENT = frozenset({"id", "stem", "sha256", "content"})
_WHOLE_TEXTS = frozenset({"text", "description", "resolution_text", "explanation", "conditions"})


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One step of the list; `day` is local, `is_undone` and `may_undo_to` follow from the steps after it."""

    number: int
    day: date
    day_text: str
    time_text: str
    label: str
    author: str
    kind: StepKind
    is_undone: bool
    may_undo_to: bool
    is_barrier: bool


def history_rows(heads: Sequence[StepHead], today: date, search: str = "") -> tuple[HistoryRow, ...]:
    """All steps, newest first; with `search` those whose label, author or day contains all its words."""
    barrier = max((head.number for head in heads if head.is_barrier), default=-1)
    undone = _undone(heads)
    rows = (_row(head, today, undone, barrier) for head in reversed(heads))
    words = search.casefold().split()
    return tuple(row for row in rows if matches(row, words))


def matches(row: HistoryRow, words: Iterable[str], more: str = "") -> bool:
    """Whether a step contains all words (casefolded) in its label, author, day or `more`."""
    texts = (row.label, row.author, row.day_text, formats.day(row.day), row.time_text, more)
    hay = " ".join(texts).casefold().replace(formats.NO_BREAK_SPACE, " ")
    return all(word in hay for word in words)


def author_text(author: Author) -> str:
    """Who, with the code of the office where it is known."""
    return f"{author.name} ({author.office})" if author.office else author.name


def day_heading(day: date, today: date) -> str:
    """The heading above the steps of a day: today and yesterday by name, the others written out."""
    long = f"{formats.weekday(day)}, {formats.long_day(day)}"
    if day == today:
        return f"Heute – {long}"
    return f"Gestern – {long}" if day == today - timedelta(days=1) else long


def steps_that_lose_undo(heads: Sequence[StepHead]) -> int:
    """How many steps can be taken back now and could not be after a barrier."""
    return sum(row.may_undo_to for row in history_rows(heads, date.max))


def step_summary(step: Step, snapshot: Snapshot) -> str:
    """What a step did in one line: its sentence, or counts when it changed more than one row."""
    if len(step.changes) == 1:
        return next(sentences(step.changes, snapshot))
    if not step.changes:
        return "Nichts geändert."
    counts = Counter((change.kind, _verb(change)) for change in step.changes)
    parts = [
        f"{formats.count(number, noun(kind).singular, noun(kind).plural)} {verb}"
        for (kind, verb), number in counts.most_common(4)
    ]
    rest = len(counts) - len(parts)
    return ", ".join(parts) + (f" und {formats.number(rest)} weitere Arten von Einträgen." if rest else ".")


def step_sentences(step: Step, snapshot: Snapshot, longest: int = LONGEST_LIST) -> tuple[str, ...]:
    """Every change of a step as a sentence; more than `longest` are summed up in the last one."""
    found = list(islice(sentences(step.changes, snapshot), longest))
    rest = len(step.changes) - len(found)
    if rest > 0:
        found.append(f"… und {formats.count(rest, 'weitere Änderung', 'weitere Änderungen')}.")
    return tuple(found)


def sentences(changes: Sequence[Change], snapshot: Snapshot) -> Iterator[str]:
    """One sentence per change; rows that are gone are named from the changes themselves."""
    find = _finder(changes, snapshot)
    for change in changes:
        yield _sentence(change, find)


def _row(head: StepHead, today: date, undone: frozenset[int], barrier: int) -> HistoryRow:
    local = formats.local_time(head.at)
    is_undone = head.number in undone
    return HistoryRow(
        number=head.number,
        day=local.date(),
        day_text=day_heading(local.date(), today),
        time_text=formats.clock(head.at),
        label=head.label,
        author=author_text(head.author),
        kind=head.kind,
        is_undone=is_undone,
        may_undo_to=head.kind is StepKind.DO and not is_undone and head.number > barrier,
        is_barrier=head.is_barrier,
    )


def _undone(heads: Iterable[StepHead]) -> frozenset[int]:
    undone: set[int] = set()
    for head in heads:
        if head.reverts is not None and head.kind is StepKind.UNDO:
            undone.add(head.reverts)
        elif head.reverts is not None and head.kind is StepKind.REDO:
            undone.discard(head.reverts)
    return frozenset(undone)


def _finder(changes: Iterable[Change], snapshot: Snapshot) -> Find:
    touched = {(change.kind, change.id): change.after or change.before for change in changes}

    def find(kind: type[Entity], id_: str) -> Entity | None:
        return touched.get((kind, id_)) or snapshot.find(kind, id_)

    return find


def _verb(change: Change) -> str:
    if change.before is None:
        return "angelegt"
    return "gelöscht" if change.after is None else "geändert"


def _sentence(change: Change, find: Find) -> str:
    row = change.before if change.before is not None else change.after
    if row is None:
        return ""
    name = row_name(row, find)
    if isinstance(row, FollowUp | Document):
        subject = subject_name(row.subject_kind, row.subject_id, find)
        name = f"{name} zu {subject}" if subject else name
    if change.before is None or change.after is None:
        return f"{name} {_verb(change)}."
    fields = [field for field in change.changed_fields() if field not in _SILENT]
    parts = [_field_part(field, change.before, change.after, find) for field in fields]
    if not parts:
        return f"{name} geändert."
    if parts == ["umgeordnet"]:
        return f"{name} umgeordnet."
    return f"{name}: {'; '.join(parts)}."


def _field_part(field: str, before: Entity, after: Entity, find: Find) -> str:
    if field == "order":
        return "umgeordnet"
    kind = type(before)
    name = field_name(kind, field)
    name = f"„{name}“" if name[0].islower() else name
    old, new = (value_text(kind, field, getattr(row, field), find) for row in (before, after))
    if not old:
        return f"{name} eingetragen: {new}"
    if not new:
        return f"{name} entfernt (vorher {old})"
    if field in _WHOLE_TEXTS and ("…" in old or "…" in new):
        return f"{name} geändert"
    return f"{name} von {old} auf {new} geändert"

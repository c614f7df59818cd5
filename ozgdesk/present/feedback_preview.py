"""What a feedback form would change, as the window shows it and `--dry-run --json` prints it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.feedback import (
    ANSWERS,
    Contact,
    FeedbackPlan,
    NewAbsence,
    NewTask,
    Proposal,
    Stand,
    Value,
)
from ozgdesk.present.history import author_text
from ozgdesk.texts.feedback import PARTS, fate_text, reason, summary
from ozgdesk.texts.labels import label

_FIRST = (Fate.CONFLICT, Fate.CHANGED, Fate.NEW, Fate.NOT_CARRIED, Fate.SKIPPED)
"""What needs a look comes first."""
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """One thing the form says: as exported, as told, as it is here, and who changed it here meanwhile.

    `row` is the number a spreadsheet shows, None for the whole file; `is_taken` is what happens unless
    somebody decides otherwise, `may_be_taken` whether there is anything to decide.
    """

    id: str
    row: int | None
    fate: str
    fate_text: str
    part: str
    part_text: str
    number: str
    name: str
    exported: str
    told: str
    here: str
    changed_by: str
    changed_at: str
    is_taken: bool
    may_be_taken: bool
    reason: str

    @property
    def meanwhile(self) -> str:
        """Who changed it here and when, in one text."""
        return f"{self.changed_by}, {self.changed_at}" if self.changed_at else ""

    @property
    def subject(self) -> str:
        """The task or person by number and name."""
        return f"{self.number} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class FeedbackPreview:
    """All rows, those that need a decision first, and how many there are of each fate."""

    title: str
    municipality: str
    is_intact: bool
    has_changes: bool
    counts: Mapping[str, int]
    summary: str
    rows: tuple[FeedbackRow, ...]


def feedback_preview(plan: FeedbackPlan) -> FeedbackPreview:
    """The preview of a form; `municipality` is its code."""
    order = {fate: place for place, fate in enumerate(_FIRST)}
    counts = plan.counts
    asked = [proposal for proposal in plan.proposals if proposal.may_be_taken]
    conflicts = [proposal for proposal in asked if proposal.fate is Fate.CONFLICT]
    changed = len(plan.taken_at_first)
    return FeedbackPreview(
        title=plan.feedback.title,
        municipality=plan.code,
        is_intact=plan.feedback.is_intact,
        has_changes=bool(asked),
        counts={fate.value: counts[fate] for fate in Fate},
        summary=summary(
            changed, len(conflicts), len(asked) - len(conflicts) - changed, counts[Fate.NOT_CARRIED]
        ),
        rows=tuple(_row(found) for found in sorted(plan.proposals, key=lambda found: order[found.fate])),
    )


def _row(proposal: Proposal) -> FeedbackRow:
    head = proposal.changed
    has_values = proposal.fate in (Fate.CHANGED, Fate.CONFLICT) or proposal.part in ANSWERS
    return FeedbackRow(
        id=proposal.id,
        row=proposal.row,
        fate=proposal.fate.value,
        fate_text=fate_text(proposal),
        part=proposal.part.value,
        part_text=PARTS[proposal.part],
        number=proposal.number,
        name=proposal.name,
        exported=_text(proposal.exported) if has_values else "",
        told=_text(proposal.told) if has_values or proposal.told is not None else "",
        here=_text(proposal.here) if has_values else "",
        changed_by=author_text(head.author) if head else "",
        changed_at=formats.instant(head.at) if head else "",
        is_taken=proposal.is_taken_at_first,
        may_be_taken=proposal.may_be_taken,
        reason=reason(proposal),
    )


def _text(value: Value) -> str:
    """A value for reading; a dash for none."""
    if isinstance(value, Stand):
        return f"{label(value.state)} am {formats.day(value.on)}" if value.on else label(value.state)
    if isinstance(value, NewTask | NewAbsence | Contact):
        return ", ".join(_parts(value)) or NOTHING
    if isinstance(value, date):
        return formats.day(value)
    return value or NOTHING


def _parts(value: NewTask | NewAbsence | Contact) -> Iterator[str]:
    if isinstance(value, NewTask):
        if value.due_on:
            yield f"bis {formats.day(value.due_on)}"
        if value.remark:
            yield value.remark
    elif isinstance(value, NewAbsence):
        yield formats.period(value.from_on, value.until_on)
        yield f"Vertretung: {value.deputy}" if value.deputy else "ohne Vertretung"
    else:
        yield from (text for text in (value.email, value.phone) if text)

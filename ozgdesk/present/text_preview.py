"""What a Word document would change, as the window shows it and `--dry-run --json` prints it."""

from collections.abc import Mapping
from dataclasses import dataclass

from ozgdesk import formats
from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.incoming_text import ClauseWords, TextPart, TextPlan, TextProposal
from ozgdesk.domain.redline import RunKind
from ozgdesk.domain.snapshot import Rows
from ozgdesk.present.stretches import Stretch, Stretches, stretches
from ozgdesk.texts.text_import import FATES, PARTS, reason, summary

_FIRST = (Fate.CONFLICT, Fate.CHANGED, Fate.NEW, Fate.NOT_CARRIED, Fate.SKIPPED)
"""What needs a look comes first in the counts; the rows keep the order of the text."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """One difference or comment: as given out, as it is there and here, and by whom.

    `runs` lead from here to there, heading and text in one. `is_taken` is what happens unless somebody
    decides otherwise, `may_be_taken` whether there is anything to decide.
    """

    id: str
    fate: str
    fate_text: str
    part: str
    part_text: str
    stem: str
    citation: str
    exported: str
    told: str
    here: str
    runs: Stretches
    authors: str
    dated_on: str
    municipality: str
    is_taken: bool
    may_be_taken: bool
    reason: str


@dataclass(frozen=True, slots=True)
class TextPreview:
    """All rows in the order of the text, and how many there are of each fate."""

    title: str
    agreement_version: str
    is_frozen: bool
    municipality: str
    has_changes: bool
    counts: Mapping[str, int]
    summary: str
    rows: tuple[TextRow, ...]


def text_preview(rows: Rows, plan: TextPlan) -> TextPreview:
    """The preview of a document; `municipality` is the code of the one it was assigned to, or empty."""
    asked = [found for found in plan.proposals if found.may_be_taken]
    disputed = [found for found in asked if found.fate is Fate.CONFLICT]
    comments = [found for found in asked if found.part is TextPart.COMMENT]
    counts = plan.counts
    version = rows.find(AgreementVersion, plan.version_id)
    return TextPreview(
        title=plan.incoming.title,
        agreement_version=version.name if version is not None else "",
        is_frozen=plan.is_frozen,
        municipality=_code(rows, plan.municipality_id),
        has_changes=bool(asked),
        counts={fate.value: counts[fate] for fate in _FIRST},
        summary=summary(
            len(asked) - len(disputed) - len(comments), len(disputed), len(comments), counts[Fate.NOT_CARRIED]
        ),
        rows=tuple(_row(rows, found) for found in plan.proposals),
    )


def _row(rows: Rows, found: TextProposal) -> TextRow:
    names = dict.fromkeys(revision.author for revision in found.revisions if revision.author)
    days = sorted({revision.on for revision in found.revisions if revision.on is not None})
    told = found.remark if found.part is TextPart.COMMENT else _joined(found.told)
    return TextRow(
        id=found.id,
        fate=found.fate.value,
        fate_text=FATES[found.fate],
        part=found.part.value,
        part_text=PARTS[found.part],
        stem=found.stem,
        citation=found.citation,
        exported=_joined(found.base),
        told=told,
        here=_joined(found.here),
        runs=_runs(found),
        authors=", ".join(names),
        dated_on=", ".join(formats.day(day) for day in days),
        municipality=_code(rows, found.municipality_id),
        is_taken=found.is_taken_at_first,
        may_be_taken=found.may_be_taken,
        reason=reason(found),
    )


def _runs(found: TextProposal) -> Stretches:
    if found.part is TextPart.COMMENT:
        return (Stretch(RunKind.EQUAL.value, found.remark),)
    if found.part is TextPart.MOVED:
        return (Stretch(RunKind.EQUAL.value, _joined(found.here or found.base)),)
    heading, text = stretches(found.heading), stretches(found.text)
    between = (Stretch(RunKind.EQUAL.value, "\n"),) if heading and text else ()
    return (*heading, *between, *text)


def _joined(words: ClauseWords | None) -> str:
    """Heading and text of a clause, each on lines of its own."""
    return "\n".join(part for part in (words.heading, words.text) if part) if words is not None else ""


def _code(rows: Rows, municipality_id: str | None) -> str:
    town = rows.find(Municipality, municipality_id)
    return town.code if town is not None else ""

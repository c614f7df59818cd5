"""Work on the text of an agreement: own clause templates, remarks, reasons of changes, notes of the check."""

from datetime import date

from ozgdesk.domain.entity import (
    ID_PATTERN,
    Entity,
    Line,
    Name,
    OrderKey,
    Text,
    matching,
    optional_reference,
    reference,
)
from ozgdesk.domain.vocabulary import ClauseTopic, RemarkState, ReviewState


class ClauseTemplate(Entity):
    """A clause kept for use in other agreements; `text` is clause markup (`clause_markup`)."""

    order: OrderKey
    topic: ClauseTopic = ClauseTopic.NOT_STATED
    name: Name
    heading: Line = ""
    text: Text = ""
    note: Text = ""
    law_as_of: Line = ""
    source: Line = ""


class Remark(Entity):
    """What a municipality says about a clause of a version, or wants it to say (`proposal`).

    `stem` is the identity of the clause over versions, empty for the whole text; a closed remark has an
    answer.
    """

    version_id: str = reference("agreement_version")
    stem: str = matching(r"^([0-9a-f]{32})?$", default="", index=True)
    municipality_id: str | None = optional_reference("municipality")
    order: OrderKey
    text: Text = ""
    proposal: Text = ""
    state: RemarkState = RemarkState.OPEN
    answer: Text = ""
    dated_on: date | None = None
    source: Line = ""


class ChangeReason(Entity):
    """Why a version says something else about a clause than the one it is based on."""

    version_id: str = reference("agreement_version")
    stem: str = matching(ID_PATTERN, index=True)
    text: Text


class ReviewNote(Entity):
    """A person closed a finding of the legal check, or a fault in the form of the text.

    `rule` is its id (`form` for faults), `stem` the clause it is about (empty: the agreement),
    `fingerprint` what the finding rested on: when that changes, the note no longer counts.
    """

    agreement_id: str = reference("agreement")
    rule: Name
    stem: str = matching(r"^([0-9a-f]{32})?$", default="", index=True)
    state: ReviewState
    reason: Line = ""
    reviewed_on: date
    document_id: str | None = optional_reference("document")
    fingerprint: Line = ""

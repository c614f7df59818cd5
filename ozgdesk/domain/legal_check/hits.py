"""What the legal check finds: which rule, about which row, and what would put it right.

Severity, norm and sentence of a rule stand in `resources/rules`; which record holds is decided by `day`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ozgdesk.domain.vocabulary import ClauseTopic


class FixKind(StrEnum):
    """What can be done about a finding in one step."""

    INSERT_CLAUSE = "insert_clause"
    SET_LEGAL_FORM = "set_legal_form"
    SET_LEAD = "set_lead"
    PROPOSE_SIGNATURES = "propose_signatures"
    PROPOSE_STEPS = "propose_steps"
    OFFER_SEAL = "offer_seal"


@dataclass(frozen=True, slots=True)
class Fix:
    """A remedy: `target_ids` are the version to insert into, the tasks or the agreement, by kind."""

    kind: FixKind
    target_ids: tuple[str, ...]
    topic: ClauseTopic = ClauseTopic.NOT_STATED


@dataclass(frozen=True, slots=True)
class Hit:
    """One finding of the legal check on one agreement.

    `code` and `values` make the sentence. `stem` is the part of the text it is about ('' for none), `topic`
    what that part is guessed to be about, `day` the legally relevant day where it is not the Stichtag.
    `fingerprint` changes with the text and the facts it is about; a review holds for one fingerprint.
    """

    rule: str
    code: str
    agreement_id: str
    subject_kind: str
    subject_id: str
    fingerprint: str
    stem: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    day: date | None = None
    topic: ClauseTopic | None = None
    fix: Fix | None = None


def fingerprint(code: str, subject: str, facts: tuple[object, ...]) -> str:
    """What a finding is about in short: `code/sum of the subject/sum of the facts`.

    `subject` is a stem or an id. The front part names the finding, the last one how things stand.
    """
    return f"{code}/{_sum(subject, 8)}/{_sum(repr(tuple(map(str, facts))), 16)}"


def _sum(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:digits]

"""The way before supervisor and public (§§ 10, 11, 26, 35, 36 KGG, § 136 HGO)."""

import re
from collections.abc import Iterator

from ozgdesk.domain.clause_topics import folded
from ozgdesk.domain.legal_check.case import Case, guess_of
from ozgdesk.domain.legal_check.hits import Fix, FixKind, Hit
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.supervisor import Supervisor, SupervisorLevel, supervisor
from ozgdesk.domain.vocabulary import (
    ClauseTopic,
    EntryIntoForce,
    LegalForm,
    SupervisorStepKind,
)

_AUTHORITIES = {
    SupervisorLevel.DISTRICT_ADMINISTRATOR: r"landr[ae]+t",
    SupervisorLevel.REGIONAL_COUNCIL: r"regierungspraesid",
    SupervisorLevel.MINISTRY: r"ministeri",
}


def approval(case: Case) -> Iterator[Hit]:
    """KGG-11, § 26 Abs. 1 Satz 1: a delegation needs the approval of the supervisor."""
    for reason in case.reasons("approval_missing", "approval_pending"):
        day = reason.values.get("day")
        values = {"day": day} if day else {}
        yield case.hit("KGG-11", reason.code, values, fix=_propose(case, SupervisorStepKind.APPROVAL))


def publication(case: Case) -> Iterator[Hit]:
    """KGG-12, § 26 Abs. 1 Satz 2, § 11: an approved delegation is published; before, it is not effective."""
    missing = case.reasons("publication_missing")
    is_approved = not case.reasons("approval_missing", "approval_pending")
    if missing and is_approved and case.effect.procedure is Procedure.APPROVAL:
        codes = case.codes_of(reason.municipality_id for reason in missing)
        fix = _propose(case, SupervisorStepKind.PUBLICATION)
        yield case.hit("KGG-12", "publication_missing", {"codes": codes}, fix=fix)


def filing(case: Case) -> Iterator[Hit]:
    """KGG-13, § 26 Abs. 2 Satz 1: a mandate is filed with the supervisor; its effect does not wait for it."""
    if case.reasons("filing_missing"):
        yield case.hit("KGG-13", "filing_missing", fix=_propose(case, SupervisorStepKind.FILING))


def entry_of_mandate(case: Case) -> Iterator[Hit]:
    """KGG-14, § 26 Abs. 2 Satz 2: effective with the last resolution or signature, not before.

    A beginning that the agreement names for an earlier day does not hold.
    """
    named, since = case.agreement.entry_on or case.agreement.starts_on, case.effect.since
    if case.effect.procedure is Procedure.FILING and named and since and named < since:
        yield case.hit("KGG-14", "begins_before_last_act", {"named": named, "since": since})


def mixed(case: Case) -> Iterator[Hit]:
    """KGG-15, §§ 24, 26: delegation and mandate in one document take the stricter procedure."""
    if {LegalForm.DELEGATION, LegalForm.MANDATE} <= case.forms:
        numbers = ", ".join(t.number for t in case.tasks if t.legal_form is LegalForm.DELEGATION)
        yield case.hit("KGG-15", "procedure_mixed", {"numbers": numbers})


def entry_of_delegation(case: Case) -> Iterator[Hit]:
    """KGG-30, §§ 10, 11 (unverified): a delegation takes effect the day after the last publication."""
    entry = case.agreement.entry_into_force
    early = (EntryIntoForce.LAST_SIGNATURE, EntryIntoForce.FIXED_DATE, EntryIntoForce.FIRST_OF_NEXT_MONTH)
    if case.effect.procedure is Procedure.APPROVAL and entry in early:
        yield case.hit("KGG-30", "entry_before_publication", {"entry": entry})


def master_data(case: Case) -> Iterator[Hit]:
    """HGO-13, § 136 Abs. 3: without district, region and inhabitants nobody can say who supervises."""
    found = case.effect.supervisor
    if found.lacking or (found.level is SupervisorLevel.UNKNOWN and case.parties):
        codes = case.codes_of(found.lacking or [party.id for party in case.parties])
        yield case.hit("HGO-13", "supervisor_data_missing", {"codes": codes})


def authority(case: Case) -> Iterator[Hit]:
    """KGG-24 to KGG-26, § 35: steps and text name the authority that is competent.

    One town of several districts or of more than 50 000 inhabitants moves it to the Regierungspräsidium.
    """
    found = case.effect.supervisor
    if found.level is SupervisorLevel.UNKNOWN or found.rule == "KGG-27":
        return
    level = {"level": found.level}
    for kind in (SupervisorStepKind.FILING, SupervisorStepKind.APPROVAL):
        for row in case.steps(kind):
            if _differs(folded(row.authority), found):
                values = {"told": row.authority, **level}
                yield case.hit_row(found.rule, "other_authority", row, values)
    for passage in case.about(ClauseTopic.PROCEDURE):
        for part, words in passage.parts:
            if _differs(words, found):
                guess = guess_of(passage, ClauseTopic.PROCEDURE)
                yield case.hit_clause(found.rule, "other_authority_in_text", part, words, level, guess=guess)


def authority_after_accession(case: Case) -> Iterator[Hit]:
    """KGG-25, § 35 Abs. 2 Satz 2: a party that joins later can move the competence; it is asked anew."""
    later = [case.municipality(id_) for id_ in case.later]
    after = supervisor([*case.parties, *later])
    now = case.effect.supervisor
    moved = after.level is not now.level or (after.district, after.region) != (now.district, now.region)
    if later and moved and after.level is not SupervisorLevel.UNKNOWN:
        codes = ", ".join(party.code for party in later)
        facts = (after.region, after.district)
        values = {"codes": codes, "level": after.level}
        yield case.hit("KGG-25", "authority_moves", values, facts=facts)


def other_state(case: Case) -> Iterator[Hit]:
    """KGG-27, § 36: with a party outside Hessen the ministry approves."""
    if case.effect.supervisor.rule != "KGG-27" or case.effect.is_in_force:
        return
    approvals = case.steps(SupervisorStepKind.APPROVAL)
    if not any(row.done_on is not None and row.done_on <= case.as_of for row in approvals):
        yield case.hit("KGG-27", "ministry_approval_missing")


def _differs(words: str, found: Supervisor) -> bool:
    """Whether words name an authority of another level and not the competent one."""
    named = {level for level, pattern in _AUTHORITIES.items() if re.search(pattern, words)}
    return bool(named) and found.level not in named


def _propose(case: Case, kind: SupervisorStepKind) -> Fix | None:
    return None if case.steps(kind) else Fix(FixKind.PROPOSE_STEPS, (case.agreement.id,))

"""The forms of the agreement, its text, its signatures and its steps before the supervisor."""

from ozgdesk.domain.agreements import (
    Agreement,
    AgreementParty,
    AgreementVersion,
    Clause,
    Deviation,
    Signature,
    SupervisorStep,
)
from ozgdesk.domain.councils import CouncilPaper
from ozgdesk.domain.steering import Document, FollowUp
from ozgdesk.present.forms import form

FORMS = (
    form(
        Agreement,
        (
            ("", "title short_title predecessor_id"),
            ("Laufzeit", "starts_on ends_on term_years is_unlimited"),
            ("Kündigung", "has_notice_clause notice_period terminated_to"),
            ("Inkrafttreten", "entry_into_force entry_on"),
            ("+Wirksamkeit festgestellt", "recorded_effective_on recorded_evidence recorded_reference"),
            ("", "note source"),
        ),
        (
            (AgreementParty, "agreement_id"),
            (AgreementVersion, "agreement_id"),
            (Signature, "agreement_id"),
            (SupervisorStep, "agreement_id"),
            (CouncilPaper, "agreement_id"),
            (Deviation, "agreement_id"),
            (FollowUp, ""),
            (Document, ""),
        ),
    ),
    form(AgreementParty, (("", "agreement_id municipality_id joined_on source"),)),
    form(
        AgreementVersion,
        (("", "agreement_id name state is_current frozen_on note source"),),
        ((Clause, "version_id"), (FollowUp, ""), (Document, "")),
    ),
    form(
        Clause,
        (("", "kind heading text"), ("", "parent_id version_id source")),
        ((Clause, "parent_id"), (FollowUp, "")),
    ),
    form(
        Signature,
        (("", "agreement_id municipality_id office_holder_id title"), ("", "signed_on place source")),
        ((FollowUp, ""),),
    ),
    form(
        SupervisorStep,
        (
            ("", "agreement_id kind municipality_id authority"),
            ("", "submitted_on done_on file_reference note source"),
        ),
        ((FollowUp, ""), (Document, "")),
    ),
    form(Deviation, (("", "agreement_id task_id agreed_id annex since note"),), ((FollowUp, ""),)),
)

"""The forms of the agreement, its text, its signatures and its steps before the supervisor."""

from ozgdesk.domain.agreements import (
    AccessionCondition,
    Agreement,
    AgreementCopy,
    AgreementParty,
    AgreementVersion,
    Clause,
    Deviation,
    Signature,
    SupervisorStep,
)
from ozgdesk.domain.councils import CouncilPaper, Matter
from ozgdesk.domain.drafting import ChangeReason, ClauseTemplate, Remark, ReviewNote
from ozgdesk.domain.steering import Document, FollowUp
from ozgdesk.present.forms import form

_ABOUT = ((FollowUp, ""), (Document, ""))

FORMS = (
    form(
        Agreement,
        (
            ("", "title short_title predecessor_id"),
            ("Laufzeit", "starts_on ends_on term_years is_unlimited renewal_years review_on"),
            ("Kündigung", "has_notice_clause notice_months notice_to notice_period terminated_to"),
            ("Inkrafttreten", "entry_into_force entry_on wanted_on"),
            ("+Angenommene Dauern", "signing_days supervision_days publication_days"),
            ("+Kosten und Ausfertigungen", "cost_key copies_count has_seal_field"),
            ("+Wirksamkeit festgestellt", "recorded_effective_on recorded_evidence recorded_reference"),
            ("", "note source"),
        ),
        (
            (AgreementParty, "agreement_id"),
            (AgreementVersion, "agreement_id"),
            (Signature, "agreement_id"),
            (SupervisorStep, "agreement_id"),
            (AgreementCopy, "agreement_id"),
            (AccessionCondition, "agreement_id"),
            (ReviewNote, "agreement_id"),
            (CouncilPaper, "agreement_id"),
            (Matter, "agreement_id"),
            (Deviation, "agreement_id"),
            *_ABOUT,
        ),
    ),
    form(AgreementParty, (("", "agreement_id municipality_id joined_on cost_percent source"),)),
    form(
        AgreementVersion,
        (("", "agreement_id name state is_current based_on_id frozen_on note source"),),
        (
            (Clause, "version_id"),
            (Remark, "version_id"),
            (ChangeReason, "version_id"),
            *_ABOUT,
        ),
    ),
    form(
        Clause,
        (("", "kind topic heading"), ("", "parent_id version_id source")),
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
        _ABOUT,
    ),
    form(AgreementCopy, (("", "agreement_id municipality_id location note"),), ((FollowUp, ""),)),
    form(
        AccessionCondition,
        (("", "agreement_id municipality_id joining_id text"), ("", "is_met met_on evidence")),
        ((FollowUp, ""),),
    ),
    form(
        ClauseTemplate,
        (("", "name topic heading text"), ("", "note law_as_of source")),
    ),
    form(
        Remark,
        (("", "version_id municipality_id dated_on text proposal"), ("", "state answer source")),
        ((FollowUp, ""),),
    ),
    form(ChangeReason, (("", "version_id text"),), may_be_created=False),
    form(
        ReviewNote,
        (("", "agreement_id rule state reason"), ("", "reviewed_on document_id")),
        may_be_created=False,
    ),
    form(Deviation, (("", "agreement_id task_id agreed_id annex since note"),), ((FollowUp, ""),)),
)

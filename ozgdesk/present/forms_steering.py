"""The forms of risks, decisions, judged lights, follow-ups, documents, files, and of kept sheets."""

from ozgdesk.domain.reporting import IssuedReport, ReportSummary, SheetSet, SheetSetEntry
from ozgdesk.domain.steering import Assessment, Attachment, Decision, Document, FollowUp, Risk
from ozgdesk.present.forms import form

FORMS = (
    form(
        Risk,
        (
            ("", "title probability impact municipality_id"),
            ("Gegenmaßnahme", "measure person_id due_on closed_on"),
            ("", "description source"),
        ),
        ((FollowUp, ""), (Document, "")),
    ),
    form(
        Decision,
        (
            ("", "question options"),
            ("Wer entscheidet bis wann", "committee_id decided_by municipality_id due_on"),
            ("Entscheidung", "outcome decided_on source"),
        ),
        ((FollowUp, ""), (Document, "")),
    ),
    form(Assessment, (("", "dimension municipality_id light text assessed_on author"),)),
    form(FollowUp, (("", "text due_on person_id done_on"),)),
    form(
        Document,
        (("", "title kind dated_on file_reference location attachment_id source"),),
        ((FollowUp, ""),),
    ),
    form(Attachment, (("", "file_name"),), may_be_created=False),
    form(ReportSummary, (("", "municipality_id dated_on text author"),)),
    form(
        IssuedReport,
        (("", "title sheet municipality_id as_of issued_on author note"),),
        may_be_created=False,
    ),
    form(SheetSet, (("", "name committee_id note"),)),
    form(
        SheetSetEntry,
        (("", "title municipality_id agreement_id version_id baseline_id"),),
    ),
)

"""The forms of risks, decisions, judged lights, follow-ups, documents and embedded files."""

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
)

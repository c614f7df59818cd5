"""The forms of bodies, offices, meetings, papers and their way through the bodies."""

from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting, OfficeHolder
from ozgdesk.domain.minutes import Attendance, MinuteItem
from ozgdesk.domain.steering import Document, FollowUp
from ozgdesk.present.forms import form

FORMS = (
    form(
        Committee,
        (
            ("", "name short_name kind municipality_id seats decision_rule"),
            ("Wahlperiode", "term valid_from valid_until"),
            ("Fristen vor der Sitzung", "notice_days closing_days"),
            ("", "source"),
        ),
        (
            (Meeting, "committee_id"),
            (OfficeHolder, "committee_id"),
            (Consultation, "committee_id"),
            (FollowUp, ""),
        ),
    ),
    form(
        OfficeHolder,
        (
            ("", "office municipality_id person_id title committee_id"),
            ("Wahlperiode", "term valid_from valid_until"),
            ("", "source"),
        ),
        ((FollowUp, ""),),
    ),
    form(
        Meeting,
        (
            ("", "committee_id held_on starts_at ends_at place is_cancelled"),
            ("+Protokoll", "chair_id minutes_by_id minutes_state"),
            ("", "source"),
        ),
        (
            (Consultation, "meeting_id"),
            (Attendance, "meeting_id"),
            (MinuteItem, "meeting_id"),
            (FollowUp, ""),
            (Document, ""),
        ),
    ),
    form(Attendance, (("", "meeting_id person_id guest presence deputy_id gets_minutes"),)),
    form(
        MinuteItem,
        (("", "meeting_id kind text"), ("Beschluss", "outcome votes_yes votes_no abstentions objections")),
        ((FollowUp, ""),),
    ),
    form(
        CouncilPaper,
        (
            ("", "title kind municipality_id number"),
            ("Angaben der Vorlage", "file_reference lead_department dated_on term"),
            ("Zusammenhang", "agreement_id predecessor_id"),
            ("", "resolution_text"),
            ("+Begründung", "explanation financial_effect enclosures"),
            ("", "source"),
        ),
        ((Consultation, "paper_id"), (FollowUp, ""), (Document, "")),
    ),
    form(
        Consultation,
        (
            ("", "paper_id committee_id meeting_id held_on role is_public is_final"),
            ("Ergebnis", "result votes_yes votes_no abstentions excluded"),
            ("+Beschluss", "resolution_text conditions conditions_met version_id"),
            ("+Aussetzung", "suspended_reason suspended_on"),
            ("", "note source"),
        ),
        ((FollowUp, ""), (Document, "")),
    ),
)

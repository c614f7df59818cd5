"""The forms of bodies, offices, meetings, papers and their way through the bodies."""

from ozgdesk.domain.councils import (
    Committee,
    Consultation,
    CouncilPaper,
    Matter,
    Meeting,
    MeetingSeries,
    OfficeHolder,
    PaperForm,
)
from ozgdesk.domain.minutes import Attendance, MinuteItem
from ozgdesk.domain.steering import Document, FollowUp
from ozgdesk.domain.tasks import Task
from ozgdesk.present.forms import form

FORMS = (
    form(
        Committee,
        (
            ("", "name short_name kind municipality_id seats decision_rule"),
            ("Wahlperiode", "term valid_from valid_until predecessor_id"),
            ("Fristen vor der Sitzung", "notice_days closing_days"),
            ("", "source"),
        ),
        (
            (Meeting, "committee_id"),
            (MeetingSeries, "committee_id"),
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
        MeetingSeries,
        (
            ("", "committee_id rhythm every weekday month_place from_on until_on"),
            ("", "starts_at place skips_recess source"),
        ),
        ((Meeting, "series_id"),),
    ),
    form(
        Meeting,
        (
            ("", "committee_id held_on starts_at ends_at place is_cancelled series_id"),
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
        Matter,
        (
            ("", "title agreement_id version_id grant_id wanted_on"),
            ("Gemeinsamer Text der Vorlagen", "resolution_text explanation financial_effect enclosures"),
            ("+Sprechzettel", "summary questions"),
            ("", "note source"),
        ),
        ((CouncilPaper, "matter_id"), (FollowUp, ""), (Document, "")),
    ),
    form(
        PaperForm,
        (
            ("", "municipality_id heading number_scheme closing"),
            ("Aufbau", "header sections stations"),
            ("", "source"),
        ),
    ),
    form(
        CouncilPaper,
        (
            ("", "title kind municipality_id number"),
            ("Angaben der Vorlage", "file_reference lead_department dated_on term"),
            ("Zusammenhang", "matter_id agreement_id predecessor_id"),
            ("", "resolution_text"),
            ("+Begründung", "explanation local_explanation financial_effect enclosures"),
            ("+Ohne Beschluss erledigt", "closed_on closed_note"),
            ("", "source"),
        ),
        ((Consultation, "paper_id"), (Task, "paper_id"), (FollowUp, ""), (Document, "")),
    ),
    form(
        Consultation,
        (
            ("", "paper_id committee_id meeting_id held_on role is_public is_final"),
            ("Ergebnis", "result votes_yes votes_no abstentions excluded"),
            ("+Beschluss", "resolution_text conditions conditions_met needs_equal_wording version_id"),
            ("+Aussetzung", "suspended_kind suspended_reason suspended_on"),
            ("", "note source"),
        ),
        ((Task, "consultation_id"), (FollowUp, ""), (Document, "")),
    ),
)

"""The meetings a station may be taken to: those of its body, the next one first, with what else is on."""

from ozgdesk import formats
from ozgdesk.domain.councils import Consultation, CouncilPaper, Meeting
from ozgdesk.domain.view import View
from ozgdesk.present.choices import Choice, choices


def meeting_choices(view: View, consultation_id: str) -> tuple[Choice, ...]:
    """The meetings of the body of a station that take place, those to come before past ones."""
    snapshot = view.snapshot
    station = snapshot.get(Consultation, consultation_id)
    own = choices(view, Consultation, "meeting_id", Meeting, {"committee_id": station.committee_id})
    meetings = (snapshot.get(Meeting, choice.id) for choice in own)
    return tuple(Choice(row.id, _words(view, row, station.id)) for row in meetings if not row.is_cancelled)


def _words(view: View, meeting: Meeting, but_for: str) -> str:
    """Day, hour and the other papers of a meeting."""
    others = [
        view.snapshot.get(CouncilPaper, row.paper_id)
        for row in view.snapshot.all(Consultation)
        if row.meeting_id == meeting.id and row.id != but_for
    ]
    names = sorted({paper.number or paper.title for paper in others}, key=formats.sort_key)
    parts = (
        formats.weekday_and_day(meeting.held_on),
        f"{meeting.starts_at}\u00a0Uhr" if meeting.starts_at else "",
        "vorbei" if meeting.held_on < view.as_of else "",
        f"auch: {', '.join(names)}" if names else "",
    )
    return " · ".join(part for part in parts if part)

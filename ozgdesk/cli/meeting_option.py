"""The meeting whose minutes are printed, read from the words of a call."""

import argparse
from datetime import date

from ozgdesk import formats
from ozgdesk.cli.answers import CannotBeDone
from ozgdesk.cli.arguments import WrongCall
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import MinutesState
from ozgdesk.reports.sheet import Sheet


def chosen_meeting(call: argparse.Namespace, sheet: Sheet, view: View) -> str | None:
    """The id of the meeting that `--meeting` names by its day or its body; None without the option.

    Of several the one with minutes counts, then the latest. Raises WrongCall for another sheet and
    CannotBeDone when there is no such meeting.
    """
    if call.meeting is None:
        return None
    if sheet.key != "minutes":
        raise WrongCall(f"Das Blatt „{sheet.key}“ gehört zu keiner Sitzung; bitte lassen Sie --meeting weg.")
    return meeting_named(view, call.meeting)


def meeting_named(view: View, typed: str) -> str:
    """The id of the meeting with this day or body, as `chosen_meeting`. Raises CannotBeDone for none."""
    found = [row for row in view.snapshot.all(Meeting) if _is_meant(view, row, typed)]
    if not found:
        raise CannotBeDone(
            f"Eine Sitzung „{typed}“ gibt es nicht; bitte nennen Sie ihren Tag oder ihr Gremium."
        )
    best = max(found, key=lambda row: (row.minutes_state is not MinutesState.NONE, row.held_on, row.id))
    return best.id


def _is_meant(view: View, meeting: Meeting, typed: str) -> bool:
    body = view.snapshot.get(Committee, meeting.committee_id)
    names = {name.casefold() for name in (body.name, body.short_name) if name}
    if typed.strip().casefold() in names:
        return True
    try:
        return formats.read_day(typed, date.today()) == meeting.held_on
    except formats.NotReadable:
        return False

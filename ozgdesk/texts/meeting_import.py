"""The words of taking over meetings out of a calendar file."""

from collections.abc import Mapping

from ozgdesk import formats

IMPORT_MEETINGS = "Sitzungen aus Kalenderdatei übernehmen"

UNREADABLE = {
    "no_calendar": "„{file}“ ist keine Kalenderdatei; bitte geben Sie die Sitzungen im Format ICS aus.",
    "calendar_too_large": "„{file}“ ist größer als {most} MB und wird nicht gelesen; bitte geben Sie weniger Termine aus.",
}

REASONS = {
    "new_meeting": "wird eingetragen",
    "moved": "ist verlegt",
    "cancelled": "ist abgesagt",
    "changed": "Zeit oder Ort haben sich geändert",
    "unchanged": "schon übernommen",
    "there_already": "das Gremium hat an diesem Tag schon eine Sitzung",
    "cancelled_before": "abgesagt, bevor sie eingetragen war",
    "no_body": "kein Gremium zu erkennen; bitte nennen Sie es",
    "event_without_day": "ohne lesbaren Tag",
    "repetition": "Wiederholung; übernommen ist nur der erste Termin",
    "too_many_events": "mehr als {most} Termine; die übrigen sind nicht gelesen",
}


def reason_text(code: str, values: Mapping[str, object] | None = None) -> str:
    """What becomes of an event, or why it is left."""
    told = {
        name: formats.number(value) if isinstance(value, int) else value
        for name, value in (values or {}).items()
    }
    return REASONS[code].format(**told)

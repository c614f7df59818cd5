"""The words of taking over meetings out of a calendar file."""

from collections.abc import Iterable, Mapping
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.councils import Meeting
from ozgdesk.texts.fields import field_name

IMPORT_MEETINGS = "Sitzungen aus Kalenderdatei übernehmen"

UNREADABLE = {
    "no_calendar": "„{file}“ ist keine Kalenderdatei; bitte geben Sie die Sitzungen im Format ICS aus.",
    "calendar_too_large": "„{file}“ ist größer als {most} MB und wird nicht gelesen; bitte geben Sie weniger Termine aus.",
}

REASONS = {
    "new_meeting": "wird eingetragen",
    "new_past_meeting": "liegt in der Vergangenheit; wird nur auf Wunsch eingetragen",
    "moved": "ist verlegt",
    "cancelled": "ist abgesagt",
    "changed": "Zeit oder Ort haben sich geändert",
    "unchanged": "schon übernommen",
    "kept": "seit der letzten Übernahme nur hier geändert; der Stand hier bleibt",
    "disputed": "hier und in der Datei verschieden",
    "removed_here": "hier gelöscht; bleibt gelöscht",
    "there_already": "das Gremium hat an diesem Tag schon eine Sitzung",
    "cancelled_before": "abgesagt, bevor sie eingetragen war",
    "no_body": "kein Gremium zu erkennen; bitte nennen Sie es",
    "own_day": "Termin aus OZG-Desk, keine Sitzung",
    "event_without_day": "ohne lesbaren Tag",
    "odd_repetition": "die Regel der Wiederholung ist nicht lesbar; übernommen sind nur die genannten Tage",
    "repetition_cut": "Wiederholung; übernommen sind die Termine vom {first} bis {last}",
    "range_change": "ab {day} für alle folgenden Termine geändert; übernommen ist die Änderung nur für diesen Tag",
    "too_many_events": "mehr als {most} Termine; die übrigen sind nicht gelesen",
    "too_many_rules": "mehr als {most} Wiederholungen; diese ist nicht gelesen",
    "broken_lines": "{count} Zeilen der Datei sind beschädigt und nicht gelesen",
    "odd_letters": "die Datei ist nicht als UTF-8 gespeichert; Umlaute können falsch sein",
    "cut_off": "die Datei bricht ab; gelesen ist, was vollständig ist",
    "unknown_zone": "Zeitzone, die die Datei nicht beschreibt; die Uhrzeiten gelten, wie sie dastehen",
    "more_leftovers": "{count} weitere Hinweise derselben Art",
}

_STAYS = "hier und in der Datei verschieden: {fields}; der Stand hier bleibt"
_LONGEST_LINE = 1_000


def reason_text(code: str, values: Mapping[str, object] | None = None) -> str:
    """What becomes of an event, or why it is left."""
    return REASONS[code].format(**{name: _word(value) for name, value in (values or {}).items()})


def stays_text(fields: Iterable[tuple[str, object, object]]) -> str:
    """Which values stay as they are here: each by field, as it is here and as the file says."""
    told = [
        f"{field_name(Meeting, name)} (hier {_word(here) or 'leer'}, dort {_word(there) or 'leer'})"
        for name, here, there in fields
    ]
    return _STAYS.format(fields=", ".join(told))


def calendar_source(name: str) -> str:
    """Where an imported meeting says it comes from."""
    return f"Kalenderdatei {name}"[:_LONGEST_LINE]


def _word(value: object) -> object:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return formats.day(value)
    return formats.number(value) if isinstance(value, int) else value
